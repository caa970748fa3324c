"""Changing the texts of a node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import Node
from streekwerk.plans.queries.fields import FieldText, template_of, texts_of
from streekwerk.plans.rules import search_text
from streekwerk.plans.rules.template import Template, rewritten
from streekwerk.plans.rules.three_way import mark, settle, tidy
from streekwerk.plans.rules.timing import Side, date_in, day_of, is_misread

LONGEST_WORDS = 160
LONGEST_REASON = 300
SIDES: dict[str, Side] = {"start": "start", "end": "end"}


class NoTitle(DomainError):
    def __init__(self) -> None:
        super().__init__("De titel is leeg. Geef minstens enkele woorden, zodat anderen dit terugvinden.")


class NoDate(DomainError):
    def __init__(self, words: str) -> None:
        super().__init__(
            f"In “{words}” staat geen datum die wij kunnen lezen. "
            "Schrijf bijvoorbeeld 31/12/2027, oktober 2026, voorjaar 2026 of 2026."
        )


class TooLong(DomainError):
    def __init__(self) -> None:
        super().__init__(
            f"Dit is te lang voor een datum. Houd het bij {LONGEST_WORDS} tekens; de uitleg past in de tekst."
        )


@dataclass(frozen=True)
class Conflict:
    """A text that somebody else changed too: what stands there now, and what was typed."""

    name: str
    label: str
    base: str
    """The mark of the text that the typing began from."""
    now: str
    mine: str


class ChangedMeanwhile(DomainError):
    """Somebody else changed the same texts since the form was opened; nothing was overwritten."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        self.conflicts = conflicts
        super().__init__(
            "Iemand anders wijzigde dezelfde tekst terwijl u schreef. Er is niets overschreven: "
            "vergelijk hieronder beide teksten, kies of voeg samen, en bewaar opnieuw."
        )


@transaction.atomic
def change_texts(
    *, node: Node, texts: Mapping[str, str], base: Mapping[str, str], by: Actor, reason: str = ""
) -> Node:
    """Return the node with the new texts, by name as in `queries.texts_of`; its findings are looked at again.

    `base` has per name the mark of the text that the typing began from. What was not changed is not written,
    so two people who change different texts of one sheet both succeed. `reason`: why the end moves; the log
    tells it when the end does.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        ChangedMeanwhile: somebody else changed one of the same texts; none of the texts is written.
        NoTitle, NoDate, TooLong: what was entered cannot be kept as it is.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    node = Node.objects.select_for_update().select_related("plan").get(pk=node.pk)
    template = template_of(node.plan.network_id)
    changes = rewrite(node, texts_of(node, template), texts, base, template)
    if not changes:
        return node
    node.save()
    node.plan.raise_revision()
    told = why_moved(changes, "end", reason)
    record("node.changed", node, by=by, network_id=node.plan.network_id, changes=changes | told)
    refresh_findings(node.plan, changed=[node])
    return node


def rewrite(
    node: Node,
    stored: Mapping[str, FieldText],
    texts: Mapping[str, str],
    base: Mapping[str, str],
    template: Template,
) -> dict[str, list[str]]:
    """Give a locked node the new texts, unsaved; what changed as {name: [before, after]}.

    Raises:
        ChangedMeanwhile, NoTitle, NoDate, TooLong: as `change_texts`.
    """
    changes = settled(stored, texts, base)
    for name, (_, after) in changes.items():
        _set(node, name, after, template)
    if changes:
        node.version += 1
        node.search = search_text(node.code, node.title, node.text, *(item["text"] for item in node.fields))
    return changes


def settled(
    stored: Mapping[str, FieldText], texts: Mapping[str, str], base: Mapping[str, str]
) -> dict[str, list[str]]:
    """The texts to write as {name: [before, after]}.

    Raises:
        ChangedMeanwhile: somebody else changed one of the same texts.
    """
    changes: dict[str, list[str]] = {}
    conflicts: list[Conflict] = []
    for name, text in texts.items():
        mine, now = tidy(text), stored[name].text
        began = base.get(name, "")
        outcome = settle(began, mark(now), mark(mine))
        if outcome == "conflict":
            conflicts.append(Conflict(name, stored[name].label, began, now, mine))
        elif outcome == "write":
            changes[name] = [now, mine]
    if conflicts:
        raise ChangedMeanwhile(conflicts)
    return changes


def why_moved(changes: Mapping[str, list[str]], date: str, reason: str) -> dict[str, list[str]]:
    """What the log is told of why this date moves; nothing when it stays, or stood nowhere yet.

    >>> why_moved({"end": ["2027", "2028"]}, "end", " De vergunning liet wachten. ")
    {'reason': ['', 'De vergunning liet wachten.']}
    >>> why_moved({"end": ["", "2028"]}, "end", "Regen")
    {}
    """
    reason = reason.strip()[:LONGEST_REASON]
    return {"reason": ["", reason]} if reason and changes.get(date, [""])[0] else {}


def _set(node: Node, name: str, text: str, template: Template) -> None:
    if name == "title":
        if not text:
            raise NoTitle
        node.title = text
    elif name == "text":
        node.text = text
    elif name in SIDES:
        _set_date(node, SIDES[name], text)
    else:
        stored = [(item["label"], item["text"]) for item in node.fields]
        node.fields = [
            {"label": label, "text": kept} for label, kept in rewritten(stored, name, text, template)
        ]


def _set_date(node: Node, side: Side, words: str) -> None:
    # Words without a date (“loopt”, “bij de volgende legislatuur”) stay as they are: no date is made of them.
    if is_misread(words):
        raise NoDate(words)
    if len(words) > LONGEST_WORDS:
        raise TooLong
    found = date_in(words, side)
    setattr(node, f"{side}_date", day_of(found, side) if found else None)
    setattr(node, f"{side}_precision", found.precision if found else "")
    setattr(node, f"{side}_words", words)
