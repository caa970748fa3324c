"""Handing over, decided without a database: every open thing ends up somewhere, exactly once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from streekwerk.access.models import Permission


class Kind(StrEnum):
    """What somebody can have open, in the order in which it is shown."""

    NODE = "node"
    INDICATOR = "indicator"
    DELIVERABLE = "deliverable"
    MITIGATION = "mitigation"
    FUNCTION = "function"
    SUBSTITUTE = "substitute"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class KindWords:
    """How a kind is spoken of, and what somebody needs who takes it over."""

    title: str
    one: str
    many: str
    needs: Permission
    cannot: str
    """What somebody without that right may not do, as it follows on “mag”."""


KINDS: dict[Kind, KindWords] = {
    Kind.NODE: KindWords("Trekt", "onderdeel", "onderdelen", Permission.PLAN_EDIT, "geen fiches bijhouden"),
    Kind.INDICATOR: KindWords(
        "Volgt op", "indicator", "indicatoren", Permission.FIGURES_ENTER, "geen cijfers bijhouden"
    ),
    Kind.DELIVERABLE: KindWords(
        "Moet nog opleveren", "oplevering", "opleveringen", Permission.DELIVERABLE_DELIVER, "niet opleveren"
    ),
    Kind.MITIGATION: KindWords(
        "Voert een maatregel uit", "maatregel", "maatregelen", Permission.PLAN_READ, "niets uitvoeren"
    ),
    Kind.FUNCTION: KindWords(
        "Vervult een functie", "functie", "functies", Permission.WORKLOAD_READ, "geen functie vervullen"
    ),
    Kind.SUBSTITUTE: KindWords(
        "Vervangt een collega", "vervanging", "vervangingen", Permission.PLAN_EDIT, "geen trekker vervangen"
    ),
    Kind.ROLE: KindWords("Heeft als rol", "rol", "rollen", Permission.NETWORK_READ, "geen rol krijgen"),
}  # fmt: skip

Key = tuple[Kind, int]
NOBODY, STAYS = "niemand", "blijft"
"""What is chosen beside a person: nobody takes it over, or it stays."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One thing somebody has open."""

    kind: Kind
    pk: int
    label: str
    detail: str = ""
    url: str = ""
    not_to: int | None = None
    """Who can never take it over: a person does not replace himself."""

    @property
    def key(self) -> Key:
        return self.kind, self.pk

    @property
    def word(self) -> str:
        """What it is, in a word."""
        return KINDS[self.kind].one

    @property
    def name(self) -> str:
        """As a form calls it.

        >>> OpenItem(Kind.NODE, 7, "Actie 1").name
        'node-7'
        """
        return f"{self.kind}-{self.pk}"


@dataclass(frozen=True, slots=True)
class Given:
    """Where one thing goes: to a person, or to nobody with the reason."""

    to: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where everything goes, what stays, and what is not right yet: by name of the field, a sentence."""

    given: Mapping[Key, Given]
    stays: tuple[Key, ...]
    problems: Mapping[str, str]


def assign(
    items: Sequence[OpenItem],
    said: Mapping[str, str],
    *,
    leaving: bool,
    able: Mapping[Kind, Iterable[int]],
) -> Assignment:
    """Where each open thing goes, from what a person chose per group and per thing.

    `said` has by name of the thing, of its kind, or under “all”, a number of a person, `NOBODY`, `STAYS` or
    nothing, which is what is chosen for more; and under “why” the reason why nobody takes it over.
    Nothing stays with who leaves. Roles are only given one by one or together: they end when nothing is said.

    >>> dak, bus = OpenItem(Kind.NODE, 7, "Dak"), OpenItem(Kind.NODE, 8, "Bus")
    >>> done = assign([dak, bus], {"all": "3", "node-8": "niemand", "why": "stopt"},
    ...               leaving=True, able={Kind.NODE: [3]})
    >>> [(key[1], given.to, given.reason) for key, given in done.given.items()]
    [(7, 3, ''), (8, None, 'stopt')]
    >>> assign([dak], {}, leaving=True, able={}).problems
    {'node': 'Kies wie dit overneemt, of “niemand”.'}
    """
    given: dict[Key, Given] = {}
    stays: list[Key] = []
    problems: dict[str, str] = {}
    why = " ".join(said.get("why", "").split())
    for item in items:
        own, of_kind = said.get(item.name, ""), said.get(item.kind, "")
        field = item.name if own else item.kind.value
        if item.kind == Kind.ROLE:
            choice = own or of_kind or (NOBODY if leaving else STAYS)
        else:
            choice = own or of_kind or said.get("all", "")
        if not leaving and choice in ("", STAYS):
            stays.append(item.key)
        elif choice == NOBODY:
            reason = "" if item.kind == Kind.ROLE else why
            if not reason and item.kind != Kind.ROLE:
                problems["why"] = "Zeg in enkele woorden waarom niemand dit overneemt."
            given[item.key] = Given(None, reason)
        elif choice.isdecimal():
            if int(choice) not in set(able.get(item.kind, ())):
                problems[field] = unable(item.kind)
            elif int(choice) == item.not_to:
                problems[field] = "Niemand kan zichzelf vervangen. Kies iemand anders, of “niemand”."
            given[item.key] = Given(int(choice))
        else:
            problems[field] = "Kies wie dit overneemt, of “niemand”."
    if not leaving and not given and not problems:
        problems["all"] = "Kies minstens één zaak die iemand anders overneemt."
    return Assignment(given, tuple(stays), problems)


def unable(kind: Kind) -> str:
    """Why somebody cannot take over something of this kind, and what to do.

    >>> unable(Kind.NODE).split('. ')[0]
    'Deze persoon mag vandaag geen fiches bijhouden'
    """
    return (
        f"Deze persoon mag vandaag {KINDS[kind].cannot}. "
        "Kies iemand uit de lijst, of geef eerst een rol die dat toelaat."
    )


def fingerprint(items: Iterable[OpenItem]) -> str:
    """What a form was made for: another open list has another one.

    >>> fingerprint([OpenItem(Kind.NODE, 8, ""), OpenItem(Kind.NODE, 7, "")])
    'node-7 node-8'
    """
    return " ".join(sorted(item.name for item in items))


def grouped(items: Iterable[OpenItem]) -> dict[Kind, list[OpenItem]]:
    """The things by kind, in the order of `Kind`; kinds of which there is nothing are left out."""
    found: dict[Kind, list[OpenItem]] = {}
    for item in items:
        found.setdefault(item.kind, []).append(item)
    return {kind: found[kind] for kind in Kind if kind in found}
