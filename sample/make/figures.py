"""Invented figures for the meters of the sample region: by size of the municipality, the same every time.

Each entry says of one indicator which periods there are, and of whom which number.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

SAMPLE = Path(__file__).resolve().parents[1]
HEAD = ("key", "who", "period", "value", "denominator", "comment", "reason")
ZONES = ("Baldemore", "Neteland", "Noorderkempen", "Regio Turnhout", "Zuiderkempen")

Row = tuple[str, str, str, str, str, str, str]
Cell = str | tuple[str, str]
"""A figure, or a numerator and a denominator."""


def periods(rhythm: str, first: str, last: str) -> list[str]:
    """Every period from the first to the last, as a key.

    >>> periods("quarter", "2025-K3", "2026-K1")
    ['2025-K3', '2025-K4', '2026-K1']
    """
    parts = {"year": [""], "half_year": ["-H1", "-H2"], "quarter": [f"-K{each}" for each in range(1, 5)],
             "month": [f"-{each:02}" for each in range(1, 13)]}[rhythm]  # fmt: skip
    every = [f"{year}{part}" for year in range(2023, 2027) for part in parts]
    return every[every.index(first) : every.index(last) + 1]


def inhabitants() -> dict[str, int]:
    """Inhabitants of each municipality in 2025, by its name."""
    with (SAMPLE / "data" / "places.csv").open(encoding="utf-8", newline="") as file:
        names = {row["code"]: row["name"] for row in csv.DictReader(file) if row["kind"] == "municipality"}
    with (SAMPLE / "data" / "populations.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["year"] == "2025"]
    return {names[row["place_code"]]: int(row["inhabitants"]) for row in rows}


def some(random: Random, expected: float) -> int:
    """How many there were when so many are expected."""
    if expected > 30:
        return round(expected * (0.88 + 0.24 * random.random()))
    # Counting until the product of chances falls below this one: small numbers vary as small numbers do.
    left, count = math.exp(-expected), 0
    product = random.random()
    while product > left:
        product *= random.random()
        count += 1
    return count


class Figures:
    """The figures of one plan, gathered row by row."""

    def __init__(self, members: Mapping[str, int]) -> None:
        self.members = members
        self.rows: list[Row] = []

    def series(self, key: str, who: str, stretch: Sequence[str], cells: Sequence[Cell]) -> None:
        """The figures of one row, one per period; an empty one is left out."""
        for period, cell in zip(stretch, cells, strict=True):
            value, denominator = cell if isinstance(cell, tuple) else (cell, "")
            if value:
                self.rows.append((key, who, period, value, denominator, "", ""))

    def shares(self, key: str, stretch: Sequence[str], pairs: str) -> None:
        """Numerators and denominators of the whole network, written as “17/41 31/58”."""
        self.series(key, "", stretch, [_pair(each) for each in pairs.split()])

    def numbers(self, key: str, stretch: Sequence[str], said: str, who: str = "") -> None:
        """Figures of one row, written after each other; “-” is none."""
        self.series(key, who, stretch, ["" if each == "-" else each for each in said.split()])

    def each(
        self, key: str, stretch: Sequence[str], expected: Callable[[int, int], float], *, steady: bool = False
    ) -> None:
        """A figure of every member: `expected` by its inhabitants and the number of the period.

        `steady`: what there is at the end of a period, which moves little from one to the next.
        """
        for who, size in self.members.items():
            random = Random(f"{key} {who}")
            if steady:
                base = some(random, expected(size, 0))
                grown = [base * expected(size, at) / (expected(size, 0) or 1) for at in range(len(stretch))]
                cells = [str(round(one)) for one in grown]
            else:
                cells = [str(some(random, expected(size, at))) for at in range(len(stretch))]
            self.series(key, who, stretch, cells)

    def say(
        self, key: str, who: str, period: str, value: str, *, comment: str = "", reason: str = ""
    ) -> None:
        """Another figure for one cell, with what was said about it; “-”: there is none."""
        at = [number for number, row in enumerate(self.rows) if row[:3] == (key, who, period)]
        for number in at:
            del self.rows[number]
        if value != "-":
            place = at[0] if at else len(self.rows)
            self.rows.insert(place, (key, who, period, value, "", comment, reason))

    def share_total(self, key: str, period: str, total: int, take: Callable[[int], float]) -> None:
        """A total divided among the members by their inhabitants, so that it adds up exactly."""
        sizes = {who: take(size) for who, size in self.members.items()}
        whole, left = sum(sizes.values()), total
        for who, size in list(sizes.items())[:-1]:
            part = round(total * size / whole)
            left -= part
            self.rows.append((key, who, period, str(part), "", "", ""))
        self.rows.append((key, list(sizes)[-1], period, str(left), "", "", ""))

    def text(self) -> str:
        """As a file."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(self.rows)
        return out.getvalue()


def _pair(text: str) -> Cell:
    if text == "-":
        return ""
    numerator, denominator = text.split("/")
    return numerator, denominator


def welzijnsbond() -> Figures:
    """The figures of the 27 members of the association."""
    made = Figures(inhabitants())
    years = periods("year", "2024", "2025")
    halves = periods("half_year", "2024-H1", "2026-H1")
    quarters = periods("quarter", "2024-K1", "2026-K3")
    months = periods("month", "2024-01", "2026-10")
    _counted(made, years, halves, quarters)
    _judged(made, years, halves, quarters)
    _by_member(made, years, halves, quarters)
    _rides(made, months)
    return made


def _counted(made: Figures, years: Sequence[str], halves: Sequence[str], quarters: Sequence[str]) -> None:
    """Counts and amounts of the network, and those per part."""
    for zone, said in zip(ZONES, ("1 1 1 1 1 1 1", "1 1 0 1 1 1 1", "0 1 1 0 1 0 1", "1 1 1 1 1 1 1",
                                  "1 0 1 1 1 1 1"), strict=True):  # fmt: skip
        made.numbers("zones", quarters[4:], said, zone)
    themes = {"Wonen": 16, "Schulden en budget": 9, "Geestelijke gezondheid": 7, "Vervoer": 5,
              "Administratie": 12}  # fmt: skip
    for theme, usual in themes.items():
        random = Random(f"meldingen {theme}")
        cells = [str(some(random, usual * (1 + at / 12))) for at in range(len(quarters))]
        made.series("meldingen", theme, quarters, cells)
    made.numbers("leerkringen", halves, "1 1 2 1 2")
    for name, said in (("Schulden en budget", "9 12"), ("Onthaal", "11 14"), ("Wonen", "- 8")):
        made.numbers("leerkring-vennoten", years, said, name)
    made.numbers("praktijkbladen", [*years, "2026"], "3 7 ±9")
    made.numbers("startgesprekken", halves[2:], "7 11 6")
    made.numbers("uithuiszettingen", years, "6,1 5,7")
    made.numbers("opgeknapt", years, "38 52")
    made.numbers("kostprijs-dossier", years, "812 847")
    made.numbers("scholen", years, "6 11")
    made.numbers("budgetmeters", ["2025"], "2318")
    made.numbers("besparing", years, "265 289")
    made.numbers("toestellen", halves, "31 48 44 57 39")
    made.numbers("talen", ["2025", "2026"], "4 6")
    made.numbers("doorverwijzingen", quarters, "21 18 14 26 29 24 19 33 36 31 27")
    made.numbers("opgeleid", years, "31 58")
    for name, said in (("vrijwilligers", "42 44 47 51 55 58 57 63 66 71 70"),
                       ("bezochte inwoners", "38 41 45 46 52 55 56 60 61 67 69")):  # fmt: skip
        made.numbers("koppels", quarters, said, name)
    made.numbers("nazorggroepen", ["2025", "2026"], "1 2")
    made.numbers("valpartijen", ["2023", *years], "24,8 25,3 24,1")
    made.numbers("kostprijs-km", quarters, "0,52 0,52 0,53 0,53 0,55 0,55 0,56 0,57 0,57 0,58 0,58")
    for zone, said in zip(ZONES, ("4 5 5 7 8", "6 6 8 9 9", "3 3 4 4 6", "9 11 12 14 15", "2 4 4 5 5"),
                          strict=True):  # fmt: skip
        made.numbers("duos", halves, said, zone)
    made.numbers("mystery", halves, "6 8 10 9 13")
    made.numbers("aanpassingen", years, "9 14")
    made.numbers("vormingsdagen", years, "3,1 3,6")
    made.numbers("beveiliging", [*years, "2026"], "1 0 1")
    made.say("beveiliging", "", "2025", "0", comment="De geplande test werd uitgesteld naar januari 2026.")
    made.numbers("vragen", years, "43 29")
    made.numbers("website", years, "17950 18620")
    made.numbers("sjablonen", ["2025", "2026"], "8 13")
    random = Random("gebruikers")
    users = [str(round((38 + 2.1 * at) * (0.9 + 0.2 * random.random()))) for at in range(22)]
    made.series("gebruikers", "", periods("month", "2025-01", "2026-10"), users)


def _judged(made: Figures, years: Sequence[str], halves: Sequence[str], quarters: Sequence[str]) -> None:
    """Shares, scores and durations of the network."""
    made.shares("leidraad-gekend", ["2026"], "14/27")
    made.numbers("antwoord", quarters, "46 44 45 41 39 40 36 34 35 31 33")
    made.shares("antwoord-30", quarters, "12/31 14/34 13/29 17/37 19/40 18/38 22/41 24/44 23/43 29/49 27/51")
    made.numbers("melders", [*years, "2026"], "3,1 3,4 3,6")
    made.shares("toegepast", years, "17/41 31/58")
    made.numbers("opdracht-gekend", years, "2,6 2,9")
    made.shares("afgewend", halves, "18/41 21/43 22/39 25/46 24/44")
    made.numbers("duur-begeleiding", halves, "14,2 13,8 13,1 12,6 12,9")
    made.shares("bezetting", quarters, "4711/5551 4402/5551 4288/5612 4870/5612 4902/5490 4610/5551 "
                "4488/5612 5012/5612 6011/7110 5630/7189 5512/7268")  # fmt: skip
    made.numbers("verblijfsduur", years, "143 128")
    made.shares("doorstroom", years, "34/88 41/92")
    made.shares("blijft-wonen", years, "69/87 77/91")
    made.numbers("wachttijd-budget", quarters, "26 25 24 25 23 22 24 21 21 20 19")
    made.shares("begroting", years, "118/246 212/389")
    made.shares("twee-gesprekken", years, "38/79 64/105")
    made.shares("zekerder", years, "24/29 44/52")
    made.shares("aanspreekpunten", ["2025", "2026"], "0/5 3/5")
    made.numbers("mantelzorg-score", years, "7,6 8,1")
    made.numbers("eenzaamheid", years, "7,1 6,9", "bij de start")
    made.numbers("eenzaamheid", years, "5,9 5,4", "na een jaar")
    made.shares("nazorg", ["2025"], "7/16")
    made.shares("geannuleerd", quarters, "61/1820 58/1794 70/1688 66/1902 71/1955 69/1930 92/1801 88/2014 "
                "97/2077 101/2051 118/1932")  # fmt: skip
    made.shares("duos-jaar", years, "14/24 21/31")
    made.numbers("tolk-termijn", quarters, "4,2 4,0 3,9 4,1 3,4 3,1 3,0 2,4 2,2 1,8 1,0")
    made.shares("ontwikkelgesprek", years, "12/14 15/16")
    made.shares("verloop", years, "2/14 1/16")
    made.shares("ruimte", halves[1:], "6/27 11/27 17/27 21/27")
    made.shares("nagelezen", years, "9/17 13/17")
    made.shares("vervanger", ["2025-H1", "2025-H2", "2026-H1"], "5/17 8/17 11/17")
    made.shares("duidelijk", years, "15/24 19/24")
    made.shares("geopend", halves[2:], "402/1105 431/1120 498/1131")


def _by_member(made: Figures, years: Sequence[str], halves: Sequence[str], quarters: Sequence[str]) -> None:
    """What every member or municipality gives."""
    made.each("overleguren", quarters[4:], lambda size, at: 14 + size / 2200)
    made.each("huisbezoeken", quarters, lambda size, at: size / 3600 * (1 + at / 20))
    made.say("huisbezoeken", "Kasterlee", "2026-K1", "±5", comment="De lijst van februari is niet volledig.")
    made.each("tolkuren", quarters, lambda size, at: size / 900 * (1 + at / 25))
    made.say("tolkuren", "Westerlo", "2025-K3", "-")
    for year, total in (("2023", 312), ("2024", 366), ("2025", 420)):
        made.share_total("budgetbegeleiding", year, total, lambda size: size**0.9)
    made.each("clubs", years, lambda size, at: size / 5200 * (1 + 0.4 * at), steady=True)
    made.each("energiescans", quarters, lambda size, at: size / 2500 * (1.15 if at % 4 in (0, 3) else 0.85))
    made.say("energiescans", "Baarle-Hertog", "2024-K1", "n.v.t.", comment="Nam nog niet deel.")
    made.say("energiescans", "Baarle-Hertog", "2024-K2", "n.v.t.", comment="Nam nog niet deel.")
    made.each("automatisch", years, lambda size, at: 2 + size / 15000 + at, steady=True)
    made.each("eerste-tegemoetkoming", halves, lambda size, at: size / 1900)
    made.each("brugfiguren", halves, lambda size, at: (1 + size / 7000) * (1 + at / 8), steady=True)
    made.each("mantelzorgers", years, lambda size, at: size / 620 * (1 + 0.12 * at))
    made.each("gespreksmodel", years, lambda size, at: (1 + size / 9000) * (1 + 0.5 * at), steady=True)
    made.each("dienstencentra", years, lambda size, at: 0.4 + size / 16000, steady=True)
    made.each("chauffeurs", halves, lambda size, at: (2 + size / 2300) * (1 + at / 70), steady=True)
    made.each("tijdelijke-plaats", halves, lambda size, at: size / 2600)
    _open_days(made, quarters)
    for who in made.members:
        random = Random(f"onthaalpunten {who}")
        cells = [f"{3.1 + 1.5 * random.random():.1f}".replace(".", ",") for _ in years]
        made.series("onthaalpunten", who, years, cells)
    made.say("onthaalpunten", "Baarle-Hertog", "2024", "n.v.t.", comment="Nog geen onthaalpunt.")
    shelter = {"Turnhout": (412, 455), "Geel": (268, 301), "Herentals": (233, 219), "Mol": (187, 240),
               "Hoogstraten": (96, 131)}  # fmt: skip
    for who in made.members:
        nights = shelter.get(who)
        cells = [str(one) for one in nights] if nights else ["n.v.t."] * len(years)
        made.series("nachten", who, years, cells)


def _open_days(made: Figures, quarters: Sequence[str]) -> None:
    """What is promised so often in each municipality that takes part; elsewhere it does not apply."""
    document = json.loads((SAMPLE / "figures" / "welzijnsbond.json").read_text(encoding="utf-8"))
    taking = next(each for each in document["partners"] if each["node"].startswith("Zitdagen"))
    joined = {code.removeprefix("gemeente-") for code in taking["parties"]}
    months = periods("month", "2025-07", "2026-10")
    for who in made.members:
        random = Random(f"zitdagen {who}")
        here = who.lower() in joined
        cells = [str(1 + (random.random() < 0.4)) if here else "n.v.t." for _ in months]
        made.series("zitdagen", who, months, cells)
        meals = [str(1 + some(random, made.members[who] / 30000)) if here else "n.v.t." for _ in quarters[4:]]
        made.series("buurtmaaltijden", who, quarters[4:], meals)
    made.say("zitdagen", "Retie", "2026-08", "0", comment="Geen zitdag in de vakantie.")
    made.say("zitdagen", "Olen", "2026-10", "0", comment="De consulent was ziek.")
    made.say("buurtmaaltijden", "Hulshout", "2026-K2", "0")


def _rides(made: Figures, months: Sequence[str]) -> None:
    """Rides per month: fewer in summer, more every year."""
    season = (1.0, 0.96, 1.05, 1.0, 1.02, 0.98, 0.78, 0.8, 1.04, 1.08, 1.05, 0.95)
    made.each("ritten", months, lambda size, at: size / 560 * (1 + at / 90) * season[at % 12])
    made.say("ritten", "Dessel", "2026-07", "121", comment="Vervoer voor een festival in de gemeente.",
             reason="Nagekeken in de ritplanning: drie dagen extra ritten.")  # fmt: skip
    made.say("ritten", "Lille", "2026-10", "-")
    random = Random("op-tijd")
    cells: list[Cell] = []
    for at in range(len(months)):
        asked = round(610 * (1 + at / 90) * season[at % 12])
        cells.append((str(round(asked * (0.86 + 0.06 * random.random()))), str(asked)))
    made.series("op-tijd", "", months, cells)


def eerstelijnszone() -> Figures:
    """The figures of the ten municipalities of the primary-care zone."""
    region = json.loads((SAMPLE / "region.json").read_text(encoding="utf-8"))
    names = {party["code"]: party["name"] for party in region["parties"]}
    inside = {
        names[each["party"]]
        for each in region["memberships"]
        if each["network"] == "eerstelijnszone" and each["role"] == "member"
    }
    made = Figures({who: size for who, size in inhabitants().items() if who in inside})
    years = periods("year", "2024", "2025")
    months = periods("month", "2025-01", "2026-10")
    made.numbers("onthaalpunten", ["2025", "2026"], "8 10")
    made.shares("geholpen", ["2025", "2026"], "188/231 342/398")
    made.each("gidsen", ["2025", "2026"], lambda size, at: size / 22)
    random = Random("raadplegingen")
    made.series("raadplegingen", "", months, [
        str(round((640 + 18 * at) * (0.9 + 0.2 * random.random()))) for at in range(len(months))
    ])  # fmt: skip
    made.numbers("digibuddys", ["2026"], "23")
    made.numbers("wijkteams", years, "4 5")
    made.numbers("wijkteams", ["2026"], "6")
    made.shares("zorgplannen", ["2026"], "61/74")
    made.shares("ontslagen", years, "402/688 455/701")
    made.numbers("heropnames", years, "11,4 10,9")
    made.numbers("wandelgroepen", ["2025", "2026"], "6 9")
    made.numbers("wandel-doorverwijzingen", periods("quarter", "2025-K3", "2026-K3"), "14 22 31 37 29")
    made.each("praatbanken", ["2026"], lambda size, at: 1 + size / 12000)
    made.numbers("psychische-hulp", ["2026"], "68")
    made.numbers("wachttijd", years, "34 29")
    made.numbers("vindplaatsen", ["2025", "2026"], "4 8")
    made.numbers("clusters", periods("half_year", "2025-H1", "2026-H1"), "1 1 1")
    return made


def files() -> Iterator[tuple[str, str]]:
    """Each file with its content."""
    yield "welzijnsbond.csv", welzijnsbond().text()
    yield "eerstelijnszone.csv", eerstelijnszone().text()


def write(folder: Path) -> None:
    """Write the figures of both plans into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files():
        (folder / name).write_text(content, encoding="utf-8")
