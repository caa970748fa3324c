"""The CSV of accounting packages, in the shape that the Flemish agency for local government publishes."""

from streekwerk.budget.rules.accounting.blocks import TextBlock
from streekwerk.budget.rules.accounting.comparing import Compared, Group, StoredLine, compare
from streekwerk.budget.rules.accounting.matching import Candidate, Target
from streekwerk.budget.rules.accounting.reading import FileRefused, Row, Table, read_table
from streekwerk.budget.rules.accounting.writing import WrittenLine, write_table

__all__ = [
    "Candidate",
    "Compared",
    "FileRefused",
    "Group",
    "Row",
    "StoredLine",
    "Table",
    "Target",
    "TextBlock",
    "WrittenLine",
    "compare",
    "read_table",
    "write_table",
]
