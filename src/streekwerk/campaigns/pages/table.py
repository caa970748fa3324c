"""What the page of a table shows: of what is published, or of what was given to those who gather."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from streekwerk.campaigns.models import Campaign
from streekwerk.campaigns.rules import words
from streekwerk.campaigns.rules.profiles import ALL, Option
from streekwerk.campaigns.rules.publishing import Shown
from streekwerk.campaigns.rules.tables import REGION, Spot
from streekwerk.indicators.rules.figures.values import legend, printed
from streekwerk.ui import dutch
from streekwerk.ui.charts import Bar, BulletChart, State, Tile, TileMap

CATEGORY, PART = "categorie", "groep"


@dataclass(frozen=True)
class Number:
    """One number on the page; its address explains it."""

    text: str
    url: str
    spoken: str
    held: bool


@dataclass(frozen=True)
class Row:
    name: str
    kind: str
    """region, zone or place."""
    numbers: list[Number]
    coverage: str
    rate: str


@dataclass(frozen=True)
class TablePage:
    """A table with what it is cut by and the scheme its municipalities are put in."""

    campaign: Campaign
    shown: Shown
    route: str
    """The address of this page: what is published, or how it stands now."""
    per: str = CATEGORY
    scheme: str = ""

    @cached_property
    def by_part(self) -> bool:
        return self.per == PART and self.shown.profile.divided

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The head of each column and what it says in full."""
        return [("totaal", "totaal"), *((each.short, each.label) for each in self._options)]

    @property
    def _options(self) -> Sequence[Option]:
        return self.shown.profile.parts if self.by_part else self.shown.profile.categories

    def _spots(self, area: str, *, in_full: bool) -> Iterator[Spot | None]:
        yield Spot(area)
        for each in self._options:
            if not in_full:
                yield None
            else:
                yield Spot(area, part=each.code) if self.by_part else Spot(area, each.code)

    @property
    def chosen(self) -> str:
        """The scheme whose zones stand in the table; empty where there is none."""
        schemes = self.shown.schemes
        return self.scheme if self.scheme in schemes else (schemes[0] if schemes else "")

    def number(self, spot: Spot) -> Number:
        text = printed(self.shown.value(spot))
        where = f"{self.shown.name_of(spot.area)}, {self.shown.profile.words(spot.category, spot.part)}"
        address = reverse(f"campaigns:{self.route}-number", args=[self.campaign.pk])
        return Number(text, f"{address}?getal={spot.key}", where, spot in self.shown.held)

    def _row(self, area: str, name: str, kind: str, *, in_full: bool = True) -> Row:
        rate = words.rate_of(self.shown, area, self.campaign.day.year)
        return Row(
            name,
            kind,
            [
                self.number(spot) if spot else Number("", "", "", False)
                for spot in self._spots(area, in_full=in_full)
            ],
            words.coverage_words(self.shown, area),
            dutch.number(rate.number, 2) if rate else "",
        )

    @property
    def rows(self) -> list[Row]:
        """The region, then each zone with its municipalities; one in several zones stands in each."""
        made = [self._row(REGION, "Hele regio", "region")]
        names = self.shown.place
        left = set(names)
        for zone in self.shown.zones_of(self.chosen):
            made.append(self._row(zone.code, zone.name, "zone", in_full=zone.scheme == self.shown.main))
            made += [self._row(code, names[code].name, "place") for code in zone.places]
            left -= set(zone.places)
        made += [self._row(code, names[code].name, "place") for code in names if code in left]
        return made

    @property
    def whole(self) -> list[tuple[str, list[Number]]]:
        """Who was counted in the whole region: a row per category, and one for all."""
        profile = self.shown.profile
        parts = [ALL, *(each.code for each in profile.parts)] if profile.divided else [ALL]
        rows = [(each.label, each.code) for each in profile.categories] + [("Allen samen", ALL)]
        return [(name, [self.number(Spot(REGION, code, part)) for part in parts]) for name, code in rows]

    @property
    def lede(self) -> str:
        """The whole in one sentence, with its rate."""
        said = words.sentence(self.shown, Spot(REGION), self.campaign.day, self.campaign.moment)
        rate = words.rate_of(self.shown, REGION, self.campaign.day.year)
        return f"{said} Dat is {rate.words}." if rate else said

    @property
    def signs(self) -> list[str]:
        """What the signs in the table mean."""
        spots = {spot for area in ("", *self.shown.place) for spot in self._spots(area, in_full=True) if spot}
        return legend(self.shown.value(spot) for spot in spots)

    @property
    def beside(self) -> str:
        """The sentence beside the counting before; empty without one."""
        return words.comparison_sentence(self.shown.comparison) if self.shown.comparison else ""

    @property
    def picture(self) -> TileMap | BulletChart:
        """A tile per municipality with everybody counted there; bars where tiles have no place."""
        day = dutch.day(self.campaign.day)
        title = f"Getelde personen per gemeente, {day}"
        caption = words.sentence(self.shown, Spot(REGION), self.campaign.day, self.campaign.moment)
        found = [(each, self.shown.value(Spot(each.code))) for each in self.shown.places]

        def state(value_state: str) -> State:
            return State.FINAL if value_state in ("zero", "final") else State(value_state)

        if all(each.column is not None and each.row is not None for each, _ in found):
            tiles = [
                Tile(
                    each.name,
                    each.column or 0,
                    each.row or 0,
                    value.number,
                    state(value.state),
                    words.coverage_words(self.shown, each.code),
                )
                for each, value in found
            ]
            return TileMap(title=title, caption=caption, unit="personen", tiles=tiles)
        bars = [
            Bar(
                each.name,
                value.number,
                state(value.state),
                coverage=words.coverage_words(self.shown, each.code),
            )
            for each, value in found
        ]
        return BulletChart(title=title, caption=caption, unit="personen", bars=bars, now_label="geteld")

    def links(self) -> list[dict[str, object]]:
        """What the table can be cut by, as tabs; none where there is no choice."""
        if not self.shown.profile.divided:
            return []
        address = reverse(f"campaigns:{self.route}", args=[self.campaign.pk])
        names = ", ".join(each.label for each in self.shown.profile.parts)
        return [
            {
                "label": "Per categorie",
                "url": f"{address}?per={CATEGORY}&indeling={self.chosen}",
                "current": not self.by_part,
            },
            {
                "label": f"Per groep: {names}",
                "url": f"{address}?per={PART}&indeling={self.chosen}",
                "current": self.by_part,
            },
        ]


@dataclass(frozen=True)
class NumberPage:
    """One number explained, with the numbers it is made of."""

    table: TablePage
    spot: Spot

    @property
    def known(self) -> bool:
        """Whether there is such a number in the table."""
        shown = self.table.shown
        profile = shown.profile
        return (
            bool(shown.places_in(self.spot.area))
            and self.spot.category in (ALL, *(each.code for each in profile.categories))
            and self.spot.part in (ALL, *(each.code for each in profile.parts))
            and (self.spot in shown.numbers or self.spot in shown.hidden or self.spot.category == ALL)
        )

    @property
    def title(self) -> str:
        shown = self.table.shown
        said = shown.profile.words(self.spot.category, self.spot.part)
        return f"{said[:1].upper()}{said[1:]}, {shown.name_of(self.spot.area)}"

    @property
    def sentence(self) -> str:
        campaign = self.table.campaign
        said = words.sentence(self.table.shown, self.spot, campaign.day, campaign.moment)
        if self.spot == Spot(self.spot.area) and (rate := self._rate):
            said += f" Dat is {rate}."
        return said

    @property
    def _rate(self) -> str:
        found = words.rate_of(self.table.shown, self.spot.area, self.table.campaign.day.year)
        return found.words if found else ""

    @property
    def parts(self) -> list[tuple[str, Number]]:
        """The numbers it is the sum of: by municipality, or of one municipality by group."""
        shown, spot = self.table.shown, self.spot
        codes = shown.places_in(spot.area)
        if len(codes) > 1:
            found = [(shown.place[code].name, Spot(code, spot.category, spot.part)) for code in codes]
        elif spot.category == ALL:
            found = [(each.label, Spot(spot.area, each.code, spot.part)) for each in shown.profile.categories]
        elif spot.part == ALL and shown.profile.divided:
            found = [(each.label, Spot(spot.area, spot.category, each.code)) for each in shown.profile.parts]
        else:
            found = []
        return [(name, self.table.number(each)) for name, each in found]


def when_of(campaign: Campaign) -> str:
    """The reference moment of a counting in words."""
    return words.when(campaign.day, campaign.moment)
