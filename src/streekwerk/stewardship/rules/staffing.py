"""Functions named on a sheet, proposed with their part and load: what the words say, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from streekwerk.kernel.words import plain

_LABELS = re.compile(
    r"personeel|\binzet\b|projectleid|trekker|\brol\b|coördinat|coordinat|medewerker|wie doet|\bteam\b",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"[\w-]*(?:medewerkers?|coördinator(?:en)?|coordinator(?:en)?|projectleiders?|managers?|consulent(?:en)?"
    r"|coach(?:es)?|werkers?|begeleiders?|adviseurs?|deskundigen?|secretaris(?:sen)?|directeurs?|stagiairs?"
    r"|promotors?|verantwoordelijken?)",
    re.IGNORECASE,
)
_FTE = re.compile(r"(?<![\d,.])(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:VTE|FTE)\b['’]?s?", re.IGNORECASE)
_LIMITED = re.compile(r"\bbeperkte?\b", re.IGNORECASE)
_AMPLE = re.compile(r"\bruime?\b", re.IGNORECASE)
_ROLE = re.compile(r"\brol(?:len)?\b\s*:?\s*([^|\n()]*)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:[|;\n•▪&+]|,(?!\d)|\ben\s*/\s*of\b|(?<=\w)\s*/\s*(?=\w)|\ben\b|\bof\b)\s*", re.IGNORECASE
)
_COUNT = re.compile(r"^(?:\d+|een|één|twee|drie|vier|vijf|zes)\s+(?=\w)", re.IGNORECASE)
_QUALIFIED = re.compile(r"\s+(?:voor|van|bij|uit)\s+.*$", re.IGNORECASE)
_MOST_WORDS = 5

PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("steward", re.compile(r"trek(?:t|ker|kers|kerschap|kersrol)?\b", re.IGNORECASE)),
    ("project_lead", re.compile(r"projectleid|leidt het project", re.IGNORECASE)),
    ("coordinate", re.compile(r"\bco[öo]rdin(?:eert|eren|atie|ator)", re.IGNORECASE)),
    ("facilitate", re.compile(r"\bfacilit", re.IGNORECASE)),
    ("support", re.compile(r"\bondersteun", re.IGNORECASE)),
    ("execute", re.compile(r"\b(?:voert uit|uitvoer)", re.IGNORECASE)),
)
"""The words of a role, the most carrying first: who facilitates and carries, carries."""
TAKES_PART = "take_part"
"""What is proposed when the sheet names no role, or one we have no word for."""


@dataclass(frozen=True, slots=True)
class StaffingProposal:
    """A function that a sheet names: known under which name, as what, how much, and in which words."""

    function: str
    """The name of the function as the network keeps it, or as the sheet writes a new one."""
    known: bool
    part: str
    load: str
    fte: Decimal | None
    label: str
    words: str

    @property
    def known_by(self) -> str:
        """Where it was read.

        >>> StaffingProposal("Secretaris", True, "steward", "", None, "Trekker", "secretaris").known_by
        'herkend aan “Trekker: secretaris”'
        """
        return f"herkend aan “{self.label}: {self.words}”"


@lru_cache(maxsize=1024)
def names_staff(label: str) -> bool:
    """Whether a field with this label says which function works on it.

    >>> [names_staff(label) for label in ("Personeelsinzet", "Trekker", "Timing", "Inzetten op")]
    [True, True, False, False]
    """
    return bool(_LABELS.search(label))


def proposals(fields: Iterable[tuple[str, str]], functions: Sequence[str]) -> list[StaffingProposal]:
    """The functions these fields name, each once, with what stands beside the name.

    `functions` are the names the network keeps. A name is known when it is the same, in singular or plural,
    or when “voor”, “van” or “bij” follows it. Another name is only proposed when it is a kind of function.

    >>> [found] = proposals([("Inzet", "beleidsmedewerker (beperkt)")], ["Beleidsmedewerker"])
    >>> found.function, found.part, found.load
    ('Beleidsmedewerker', 'take_part', 'limited')
    >>> [found] = proposals([("Personeel", "projectleider: 0,2 VTE")], [])
    >>> found.function, found.known, found.part, found.fte
    ('Projectleider', False, 'take_part', Decimal('0.2'))
    >>> [found] = proposals([("Projectleider", "0,2 VTE")], [])
    >>> found.function, found.part, found.fte
    ('Projectleider', 'project_lead', Decimal('0.2'))
    >>> [(each.function, each.part, each.load) for each in proposals(
    ...     [("Personeelsinzet", "Ruim | Stafmedewerkers en coach | Rol: trekker")], ["Stafmedewerker"])]
    [('Stafmedewerker', 'steward', 'ample'), ('Coach', 'steward', 'ample')]
    """
    names = {singular(name): name for name in functions}
    found: dict[str, StaffingProposal] = {}
    for label, text in fields:
        if not text or not names_staff(label):
            continue
        part = _part(label, text)
        whole = _load(text)
        for piece in _pieces(text) if _bare(text) else [f"{label} {text}"]:
            name = _name(piece, names)
            if name is None or plain(name) in found:
                continue
            fte = _fte(piece)
            load = "" if fte is not None else _load(piece) or whole
            known = singular(name) in names
            said = " ".join(text.split())
            found[plain(name)] = StaffingProposal(name, known, part, load, fte, label, said)
    return list(found.values())


def _pieces(text: str) -> list[str]:
    """What stands between the commas, slashes and lines, without the words of the role.

    What stands in brackets, or is a number or a load alone after a name, belongs to the name before it.
    """
    pieces: list[str] = []
    for piece in _BETWEEN.split(_ROLE.sub("", text)):
        piece = piece.strip(" .:-–")
        if not piece:
            continue
        if pieces and _bare(piece) == "" and _bare(pieces[-1]) and not _load(pieces[-1]):
            pieces[-1] = f"{pieces[-1]} {piece}"
        else:
            pieces.append(piece)
    return pieces


def _bare(piece: str) -> str:
    """The name in a piece: without brackets, numbers, loads and “twee”."""
    bare = _AMPLE.sub("", _LIMITED.sub("", _FTE.sub("", piece)))
    bare = re.sub(r"\([^)]*\)", "", bare)
    return _COUNT.sub("", " ".join(bare.replace("(", " ").replace(")", " ").split()).strip(" .:,-–"))


def _name(piece: str, names: Mapping[str, str]) -> str | None:
    """The function in this piece: one the network keeps, or a new one; None when it is no function."""
    bare = _bare(piece)
    for tried in (bare, _QUALIFIED.sub("", bare)):
        if tried and singular(tried) in names:
            return names[singular(tried)]
    if not 1 <= len(bare.split()) <= _MOST_WORDS or not any(
        _FUNCTION.fullmatch(word) for word in bare.split()
    ):
        return None
    one = " ".join(_one(word) for word in bare.split())
    return one[0].upper() + one[1:]


@lru_cache(maxsize=4096)
def singular(name: str) -> str:
    """The name folded, its function in singular, to compare with.

    >>> singular("Beleidsmedewerkers Zorg"), singular("Coördinatoren"), singular("coaches")
    ('beleidsmedewerker zorg', 'coordinator', 'coach')
    """
    return " ".join(plain(_one(word)) for word in name.split())


def _one(word: str) -> str:
    if not _FUNCTION.fullmatch(word):
        return word
    for many, one in (
        ("toren", "tor"),
        ("coaches", "coach"),
        ("lenten", "lent"),
        ("sissen", "sis"),
        ("digen", "dige"),
        ("lijken", "lijke"),
    ):
        if word.lower().endswith(many):
            return word[: len(word) - len(many)] + one
    return word[:-1] if word.lower().endswith("rs") else word


def _part(label: str, text: str) -> str:
    """What the function does: the words after “Rol”, else those of the label."""
    said = " ".join(_ROLE.findall(text)) or ("" if "personeel" in label.lower() else label)
    return next((part for part, words in PARTS if words.search(said)), TAKES_PART)


def _load(text: str) -> str:
    """“limited” or “ample” when exactly one of both is said."""
    said = [word for word, pattern in (("limited", _LIMITED), ("ample", _AMPLE)) if pattern.search(text)]
    return said[0] if len(said) == 1 else ""


def _fte(piece: str) -> Decimal | None:
    found = _FTE.search(piece)
    return Decimal(found[1].replace(",", ".")) if found else None
