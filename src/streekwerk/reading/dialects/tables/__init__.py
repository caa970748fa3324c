"""What the two dialects of real tables share: words of column heads, the grid, cells, claims, colours."""
