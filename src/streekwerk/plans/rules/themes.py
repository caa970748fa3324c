"""The same theme in several networks: which words name it, and where their territories meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from streekwerk.kernel.words import WordEntry, plain


def same_subject(one: WordEntry, other: WordEntry) -> bool:
    """Whether two networks mean the same by a word: one name of the one is a name of the other.

    >>> same_subject(WordEntry(1, ("Jongeren", "jeugd")), WordEntry(2, ("Jeugd",)))
    True
    """
    return bool(_names(one) & _names(other))


def _names(entry: WordEntry) -> set[str]:
    return {plain(" ".join(name.split())) for name in (*entry.names, entry.abbreviation) if name}


def joined(theme: WordEntry, others: Iterable[WordEntry]) -> WordEntry:
    """The theme under every name it has in these lists, so that each plan is searched with all of them.

    >>> others = [WordEntry(2, ("jongeren", "jeugd")), WordEntry(3, ("wonen",))]
    >>> joined(WordEntry(1, ("Jongeren",)), others).names
    ('Jongeren', 'jongeren', 'jeugd')
    """
    names = [*theme.names]
    for other in others:
        if same_subject(theme, other):
            names += [name for name in other.names if name not in names]
    return WordEntry(theme.key, tuple(names), theme.abbreviation)


def in_a_row(names: Sequence[str], *, most: int = 6) -> str:
    """Names as a sentence says them; a long row is cut short.

    >>> in_a_row(["Retie", "Lille", "Beerse"]), in_a_row(["Retie", "Lille", "Beerse"], most=2)
    ('Retie, Lille en Beerse', 'Retie, Lille en nog 1')
    """
    shown = list(names) if len(names) <= most else [*names[:most], f"nog {len(names) - most}"]
    return " en ".join(filter(None, [", ".join(shown[:-1]), shown[-1]])) if shown else ""


def overlap(one: str, other: str, territory: set[str], others: set[str]) -> str:
    """One sentence about the municipalities that two networks share.

    >>> overlap("Bond", "Zone", {"Retie", "Mol"}, {"Retie", "Lille"})
    'Bond en Zone delen 1 gemeente: Retie.'
    >>> overlap("Bond", "Zone", {"Mol"}, {"Retie"})
    'Bond en Zone delen geen gemeenten.'
    """
    both = sorted(territory & others)
    if not territory or not others:
        return f"Van {one if not territory else other} kennen wij geen gemeenten."
    if not both:
        return f"{one} en {other} delen geen gemeenten."
    if territory == others:
        return f"{one} en {other} werken in dezelfde {len(both)} gemeenten."
    count = "1 gemeente" if len(both) == 1 else f"{len(both)} gemeenten"
    return f"{one} en {other} delen {count}: {in_a_row(both)}."
