"""The texts of a node, each with a name, and what the log tells about each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import slugify

from streekwerk.audit.models import Entry
from streekwerk.plans.choices import ACTION_LEVELS
from streekwerk.plans.models import Node, Plan, SheetField
from streekwerk.plans.rules.template import GatheredField, Template, TemplateField, arranged
from streekwerk.plans.rules.three_way import mark

FIXED: dict[str, tuple[str, str]] = {
    "title": ("titel", "Titel"),
    "text": ("tekst", "Tekst"),
    "start": ("start", "Start"),
    "end": ("einde", "Einde"),
}
"""Texts that every node has: name in the log, word in the address, word on the screen."""
MOST_ENTRIES = 300
"""More changes of one sheet than a page can show."""


@dataclass(frozen=True)
class FieldText:
    """One text of a node."""

    name: str
    """As in the log: title, text, start, end, or the label of a field of the sheet."""
    key: str
    """As in an address."""
    label: str
    text: str
    explanation: str = ""
    stored_as: tuple[str, ...] = ()

    @property
    def slot(self) -> str:
        """As in a form."""
        return self.name if self.name in FIXED else self.key

    @property
    def mark(self) -> str:
        """By which a form says that it began from this text."""
        return mark(self.text)

    @property
    def other_labels(self) -> list[str]:
        """What the document calls it, where that is not what the network calls it."""
        return [label for label in self.stored_as if label != self.label]


@dataclass(frozen=True)
class FieldChange:
    """One change of one text."""

    at: datetime
    who: str
    before: str
    after: str
    reason: str = ""
    """Why a date moved."""


def template_of(network_id: int) -> Template:
    """The action sheet of a network; one query."""
    rows = SheetField.objects.filter(network_id=network_id)
    return Template(tuple(TemplateField(row.label, tuple(row.synonyms), row.explanation) for row in rows))


def key_of(label: str) -> str:
    """The label in an address: readable, and the same for no other label.

    >>> key_of("Hoe (randvoorwaarden)")
    'hoe-randvoorwaarden-fd8a10'
    """
    return f"{slugify(label)[:40]}-{mark(label)[:6]}".lstrip("-")


def fixed_texts(node: Node) -> list[FieldText]:
    """Title, text, start and end."""
    texts = {"title": node.title, "text": node.text, "start": node.start_words, "end": node.end_words}
    return [FieldText(name, *FIXED[name], texts[name]) for name in FIXED]


def _gathered(node: Any, plan: Plan, template: Template) -> list[GatheredField]:
    is_action = node.level in ACTION_LEVELS
    stored = [(item["label"], item["text"]) for item in node.fields]
    gathered = arranged(stored, template, plan.sheet_labels if is_action else ())
    return [field for field in gathered if is_action or field.stored_as]


def field_texts(node: Any, plan: Plan, template: Template) -> dict[str, str]:
    """The fields of the sheet by label, as `sheet_fields`; a row with `level` and `fields` will do."""
    return {field.label: field.text for field in _gathered(node, plan, template)}


def sheet_fields(node: Node, template: Template) -> list[FieldText]:
    """The fields of the sheet: for an action every field of the template, blank ones too, then its others."""
    return [
        FieldText(
            field.label,
            key_of(field.label),
            field.label,
            field.text,
            template.explanation(field.label),
            field.stored_as,
        )
        for field in _gathered(node, node.plan, template)
    ]


def texts_of(node: Node, template: Template) -> dict[str, FieldText]:
    """Every text of a node by its name."""
    return {field.name: field for field in [*fixed_texts(node), *sheet_fields(node, template)]}


def text_at(node: Node, template: Template, key: str) -> FieldText | None:
    """The text with this word in the address, also by a label that became a synonym of another."""
    texts = texts_of(node, template).values()
    for text in texts:
        if key == text.key or key in map(key_of, text.stored_as):
            return text
    synonyms = {key_of(word): field.label for field in template.fields for word in field.synonyms}
    return next((text for text in texts if text.name == synonyms.get(key)), None)


def entries_about(node: Node) -> list[Entry]:
    """What the log tells about a node, newest first; one query."""
    return list(Entry.objects.about(Node._meta.label_lower, node.pk)[:MOST_ENTRIES])


def by_field(entries: Iterable[Entry], template: Template) -> dict[str, list[FieldChange]]:
    """The changes of each text in these entries, in the same order; indicators and milestones left out."""
    found: dict[str, list[FieldChange]] = {}
    for entry in entries:
        if not entry.verb.startswith("node."):
            continue
        changes = dict(entry.changes)
        why = changes.pop("reason", ["", ""])[1] if "end" in changes else ""
        for name, change in changes.items():
            pair = _texts(change)
            if pair:
                canonical = name if name in FIXED else template.canonical(name)
                told = why if name == "end" else ""
                found.setdefault(canonical, []).append(FieldChange(entry.at, entry.by_label, *pair, told))
    return found


def _texts(change: Any) -> tuple[str, str] | None:
    if not isinstance(change, list) or len(change) != 2:
        return None
    before, after = (part if part is not None else "" for part in change)
    return (before, after) if isinstance(before, str) and isinstance(after, str) else None


def since(changes: Mapping[str, list[FieldChange]], name: str, base: str) -> list[FieldChange]:
    """The changes of this text since the one with the mark `base` stood there, newest first.

    Nothing when the log does not know that text: it was changed otherwise, by a reading or a synonym.
    """
    found: list[FieldChange] = []
    for change in changes.get(name, []):
        found.append(change)
        if mark(change.before) == base:
            return found
    return []
