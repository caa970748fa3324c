"""Documents → reading → findings; plain Python, no Django, no network.

Door: `models` (what a reading is) and `queries` (read a file, find the mistakes).
"""
