"""The page of one series: a figure with its source, year and denominator, a picture, and every place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from streekwerk.context.pages.pictures import bar_chart, course_chart, map_chart
from streekwerk.context.queries.series import Published, last_day
from streekwerk.context.queries.territory import Territory
from streekwerk.context.rules.freshness import Freshness
from streekwerk.context.rules.series import compared, source_words
from streekwerk.context.rules.totals import Figure
from streekwerk.context.rules.values import MISSING
from streekwerk.ui import dutch
from streekwerk.ui.charts import Chart

MODES = {"kaart": "Kaart", "balken": "Naast elkaar", "verloop": "Verloop"}


@dataclass(frozen=True, slots=True)
class View:
    """What of a series is looked at; lives in the address."""

    year: int | None = None
    place: int | None = None
    scheme: str = ""
    mode: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str], territory: Territory) -> View:
        """What an address asks; what it does not know is left out."""
        year, mode = asked.get("jaar", ""), asked.get("beeld", "")
        scheme = asked.get("indeling", "")
        return cls(
            int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
            territory.by_code(asked.get("plaats", "")),
            scheme if scheme in territory.lies else next(iter(territory.schemes), ""),
            mode if mode in MODES else "",
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table."""

    name: str
    url: str
    figure: str
    numerator: str
    denominator: str
    before: str
    note: str = ""
    code: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A way of looking that can be chosen."""

    word: str
    url: str
    current: bool


@dataclass(frozen=True)
class SeriesPage:
    """Everything the page shows."""

    published: Published
    territory: Territory
    view: View
    network: str
    today: date

    @cached_property
    def year(self) -> int | None:
        """The year that is shown."""
        vintage = self.published.vintage(self.view.year)
        return vintage.year if vintage else None

    @cached_property
    def before(self) -> int | None:
        """The year of figures before it."""
        return next((each.year for each in self.published.vintages if each.year < (self.year or 0)), None)

    @cached_property
    def freshness(self) -> Freshness | None:
        return self.published.freshness(self.year, self.today) if self.year else None

    @property
    def newer(self) -> int | None:
        """The newest year, when an older one is shown."""
        newest = self.published.newest
        return newest.year if newest and self.year and newest.year > self.year else None

    @cached_property
    def figure(self) -> Figure:
        """The figure on top: of the chosen place, else of the network."""
        return self._figure(self.view.place)

    def _figure(self, place: int | None) -> Figure:
        return self.published.figure(place, self.year, self.territory) if self.year else Figure(MISSING)

    @property
    def said(self) -> str:
        return self.published.series.described.said(self.figure.value)

    @property
    def where(self) -> str:
        """Of whom the figure on top is."""
        return str(self.territory.places[self.view.place]) if self.view.place else self.network

    @property
    def words(self) -> str:
        """What is counted on what."""
        return self.published.series.described.words

    @property
    def parts(self) -> str:
        """The numerator and denominator behind the figure on top, when they are known."""
        value = self.figure.value
        if value.numerator is None or value.denominator is None:
            return ""
        series = self.published.series
        top, below = dutch.number(value.numerator), dutch.number(value.denominator)
        return f"{top} {series.numerator} op {below} {series.denominator}"

    @property
    def source(self) -> str:
        """Who publishes it, of which year, and since when."""
        vintage = self.published.vintage(self.year)
        day = vintage.published_on if vintage else None
        return source_words(self.published.series.publisher, day, self.year)

    @cached_property
    def around(self) -> list[tuple[str, int | None]]:
        """The zone of the chosen scheme and the regions a place lies in, for comparing."""
        place = self.view.place
        if place is None or not self.year or self.territory.places[place].scheme:
            return []
        day = last_day(self.year)
        return list(self.territory.around(place, self.view.scheme, day))

    @property
    def compared(self) -> str:
        """How the chosen place stands beside its zone and region."""
        others = [(name, self._figure(zone).value) for name, zone in self.around]
        return compared(self.figure.value, others, self.published.series.described)

    @cached_property
    def lines(self) -> list[Line]:
        """A row per municipality of the network."""
        return [self._line(pk) for pk in self.territory.own]

    @cached_property
    def zones(self) -> list[Line]:
        """A row per zone of the chosen scheme in which the network has a municipality."""
        if not self.year:
            return []
        own = set(self.territory.own)
        groups = self.territory.zones_on(self.view.scheme, last_day(self.year))
        touched = [zone for zone, parts in groups.items() if own & set(parts)]
        return [self._line(pk) for pk in self.territory.sorted(touched)]

    def _line(self, pk: int) -> Line:
        series, place = self.published.series.described, self.territory.places[pk]
        figure, value = self._figure(pk), self._figure(pk).value
        before = self.published.figure(pk, self.before, self.territory).value if self.before else None
        return Line(
            place.name,
            self.address(plaats=place.code),
            series.bare(value),
            "" if value.numerator is None else dutch.number(value.numerator),
            "" if value.denominator is None else dutch.number(value.denominator),
            series.bare(before) if before else "",
            figure.note,
            place.code,
            pk == self.view.place,
        )

    @property
    def has_parts(self) -> bool:
        """Whether some row has a numerator and a denominator."""
        return any(line.numerator for line in self.lines)

    @property
    def warnings(self) -> list[str]:
        """Places that changed zones between the year before and this one."""
        if not self.before or not self.year or not self.view.scheme:
            return []
        return self.territory.moved(self.view.scheme, last_day(self.before), last_day(self.year))

    @cached_property
    def chart(self) -> Chart | None:
        """The picture that was chosen; the first that can be drawn otherwise."""
        if not self.year:
            return None
        caption = f"{self.words[0].upper()}{self.words[1:]}. {self.source}."
        places = [(self.where, self.view.place), *self.around]
        if self.view.place:
            places.append((self.network, None))
        if self.mode == "kaart":
            return map_chart(self.published, self.year, self.territory, caption)
        if self.mode == "balken":
            return bar_chart(self.published, self.year, self.territory, caption)
        return course_chart(self.published, places, self.territory, caption)

    @property
    def mode(self) -> str:
        """The picture that is shown: of a place its course, of a network its map."""
        return self.view.mode or ("verloop" if self.view.place else "kaart")

    @property
    def modes(self) -> list[Choice]:
        return [Choice(word, self.address(beeld=name), name == self.mode) for name, word in MODES.items()]

    @property
    def schemes(self) -> list[Choice]:
        return [
            Choice(scheme.capitalize(), self.address(indeling=scheme), scheme == self.view.scheme)
            for scheme in self.territory.schemes
        ]

    def address(self, **other: str) -> str:
        """This page with something else chosen, as the end of an address."""
        place = self.territory.places[self.view.place].code if self.view.place else ""
        year = str(self.view.year or "")
        asked = {"jaar": year, "plaats": place, "indeling": self.view.scheme, "beeld": self.view.mode}
        if "plaats" in other:
            asked["beeld"] = ""
        return f"?{urlencode({name: said for name, said in {**asked, **other}.items() if said})}"
