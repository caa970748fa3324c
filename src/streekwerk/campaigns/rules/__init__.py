"""Pure rules of countings: profile groups, the table of one counting, what is published of it."""
