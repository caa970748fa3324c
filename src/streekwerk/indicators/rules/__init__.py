"""The grammar of Dutch indicator language and other plain decisions, without Django."""
