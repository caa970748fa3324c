"""Accountability: select, freeze, and render to page, PDF, Word and Excel."""
