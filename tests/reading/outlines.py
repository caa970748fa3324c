"""A reading as a short outline, so that a test shows what is expected at a glance."""

from __future__ import annotations

from streekwerk.reading.extract import extract_bytes
from streekwerk.reading.models import Node, Reading
from streekwerk.reading.queries import read_document


def read(text: str, dialect: str, name: str = "plan.txt") -> Reading:
    """The reading of a text by a dialect, checked to lose no line."""
    return read_document(extract_bytes(text.encode(), name), dialect_name=dialect)


def outline(reading: Reading) -> list[str]:
    """One line per node and indicator, indented by depth; indicators begin with an asterisk."""
    lines: list[str] = []

    def walk(parent: str | None, depth: int) -> None:
        for node in reading.children(parent):
            lines.append("  " * depth + _node(node))
            lines.extend(
                "  " * (depth + 1) + f"* {item.text}" for item in reading.indicators if item.node == node.id
            )
            walk(node.id, depth + 1)

    walk(None, 0)
    lines += [f"* (los) {item.text}" for item in reading.indicators if item.node is None]
    return lines


def _node(node: Node) -> str:
    code = f" [{node.code}]" if node.code else ""
    return f"{node.level_label or node.level}{code} {node.title}"


def expected(text: str) -> list[str]:
    """The lines of an indented block, without the common indent."""
    lines = [line for line in text.split("\n") if line.strip()]
    indent = min(len(line) - len(line.lstrip()) for line in lines)
    return [line[indent:].rstrip() for line in lines]
