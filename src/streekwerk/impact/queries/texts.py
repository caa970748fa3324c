"""The text of a part of a plan, as a test looked at it."""

from __future__ import annotations

from streekwerk.plans.models import Node


def text_of(node: Node) -> str:
    """The title, the text and the filled fields of a part, in their order; no query."""
    said = [
        node.title,
        node.text,
        *(f"{each['label']} {each['text']}" for each in node.fields if each["text"]),
    ]
    return "\n".join(text for text in said if text)
