"""The door to what guards the opening of Word and Excel files: limits, and XML without document types."""

from streekwerk.reading.extract.guards import (
    FileDamaged,
    FileProtected,
    FileTooLarge,
    FileUnsafe,
    FormatTooOld,
    Package,
    parse,
    refuse_doctype,
)

__all__ = [
    "FileDamaged",
    "FileProtected",
    "FileTooLarge",
    "FileUnsafe",
    "FormatTooOld",
    "Package",
    "parse",
    "refuse_doctype",
]
