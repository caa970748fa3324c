"""From a proposed card to a proposed recipe: over a set the product has, otherwise over figures of people.

Nothing is guessed silently: every word of the sentence that did not get a place in the recipe is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from streekwerk.indicators.rules.evidence import Measure
from streekwerk.indicators.rules.figures.periods import Rhythm
from streekwerk.indicators.rules.proposal import CardProposal
from streekwerk.indicators.rules.recipes.language import (
    Aggregate,
    AnyOf,
    Between,
    Condition,
    Parameter,
    Recipe,
    Ref,
    Test,
    Within,
)
from streekwerk.indicators.rules.recipes.phrases import Speaker
from streekwerk.indicators.rules.recipes.shapes import Field, SetShape, Shapes
from streekwerk.indicators.rules.sentences import target_words
from streekwerk.kernel.words import inflections, plain

TERM = "term"
_RHYTHMS: dict[str, Rhythm] = {
    "day": "day", "week": "week", "2 weeks": "week", "month": "month", "year": "year"
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_TERM = re.compile(
    r"\bbinnen\s+(?:de|een|het)?\s*(?P<term>(?:afgesproken\s+|vooropgestelde\s+)?termijn)\b", re.I
)
_DAYS = re.compile(r"\bbinnen\s+(?:de\s+)?(?P<days>\d{1,4})\s+(?:kalender)?dagen\b", re.I)
_BETWEEN = re.compile(r"\btussen\s+(?P<first>.+?)\s+en\s+(?P<then>[^;,(]+)", re.I)


@dataclass(frozen=True, slots=True)
class RecipeProposal:
    """A proposed recipe; a person answers what it still asks and confirms it."""

    recipe: Recipe
    computed: bool
    """Whether the product has the records itself; otherwise people give the figures."""
    why: str
    asks: tuple[str, ...]
    """Questions, each a Dutch sentence; empty: it can run as it is."""


def propose_recipe(card: CardProposal, shapes: Shapes) -> RecipeProposal:
    """The recipe that fits a proposed card, over the sets that are registered."""
    return _Proposing(card, shapes).proposed()


class _Proposing:
    """One card on its way to a recipe."""

    def __init__(self, card: CardProposal, shapes: Shapes) -> None:
        self.card, self.shapes = card, shapes
        self.text = " ".join(card.text.split())
        rhythm = card.target.per if card.target and card.target.per else None
        rhythm = rhythm or (card.frequency.per if card.frequency else None)
        self.per = _RHYTHMS.get(rhythm or "")
        self.understood: set[str] = set()

    def proposed(self) -> RecipeProposal:
        measure = self.card.measure
        if measure == "deliverable" and "deliverables" in self.shapes:
            delivered = Recipe("delivered", "deliverables", self._here("deliverables"))
            return self._made(delivered, "een oplevering")
        if measure == "rubric" and "ratings" in self.shapes:
            here = self._here("ratings")
            rated = Recipe("rubric_latest", "ratings", here, value="level", latest="rater")
            return self._made(rated, "een beoordeling")
        found = self._set()
        if found and measure in ("count", "frequency", "share", "duration"):
            shape, nouns = found
            recipe, asks = self._computed(shape, nouns)
            if recipe is not None:
                asks += self._left_over(shape)
                noun = Speaker(recipe, self.shapes, {}).noun(shape, recipe.where)[0]
                why = f"Streekwerk houdt {noun} zelf bij: het cijfer wordt geteld"
                return RecipeProposal(recipe, True, why, tuple(asks))
        return self._by_hand()

    def _made(self, recipe: Recipe, what: str) -> RecipeProposal:
        return RecipeProposal(recipe, True, f"de zin belooft {what}", ())

    def _here(self, name: str) -> tuple[Condition, ...]:
        return tuple(Test(field, "is", here) for field, here in self.shapes[name].here)

    def _set(self) -> tuple[SetShape, list[Condition]] | None:
        """The set whose word stands first in what is counted, with the kind of record that word says."""
        parts = self.card.recipe
        whole = parts.denominator if self.card.measure == "share" and parts.denominator else parts.counted
        words = _words(whole or "")
        best: tuple[int, int, SetShape, list[Condition]] | None = None
        for shape in self.shapes.values():
            for said, conditions in _names(shape):
                at = _place(words, said)
                # Of two names the one further to the front, then the longer: “actieplannen” is no “plannen”.
                if at is not None and (best is None or (at, -len(said)) < (best[0], best[1])):
                    best = (at, -len(said), shape, conditions)
        if best is None:
            return None
        at, size, shape, conditions = best
        self.understood |= set(words[at : at - size])
        return shape, conditions

    # -- over records of the product -----------------------------------------------------------------

    def _computed(self, shape: SetShape, nouns: list[Condition]) -> tuple[Recipe | None, list[str]]:
        where = (*self._here(shape.name), *nouns)
        measure = self.card.measure
        if measure == "duration":
            return self._duration(shape, where), []
        if measure == "share":
            return self._share(shape, where)
        conditions = self._conditions(shape, self.text)
        group, asks = self._group(shape)
        per = self.per if shape.dated or shape.valid else None
        recipe = Recipe("count", shape.name, (*where, *conditions), grouped_by=group, per=per)
        return recipe, asks

    def _duration(self, shape: SetShape, where: tuple[Condition, ...]) -> Recipe | None:
        match = _BETWEEN.search(self.text)
        first, then = (self._facts(shape, match[name]) for name in ("first", "then")) if match else ([], [])
        if not first or not then:
            return None
        return Recipe("duration", shape.name, where, between=Between(first[0], tuple(then)))

    def _share(self, shape: SetShape, where: tuple[Condition, ...]) -> tuple[Recipe | None, list[str]]:
        numerator = self.card.recipe.numerator or self.text
        term, days = _TERM.search(self.text), _DAYS.search(self.text)
        facts = self._facts(shape, numerator)
        if (term or days) and facts and shape.dated in shape.facts:
            first = shape.dated or ""
            if days:
                self.understood |= {"dagen", "kalenderdagen"}
                within = Within(first, tuple(facts), int(days["days"]))
                return Recipe("share", shape.name, where, within=within), []
            assert term is not None
            label = " ".join(term["term"].split())
            recipe = Recipe(
                "share", shape.name, where,
                within=Within(first, tuple(facts), Ref(TERM)), parameters=(Parameter(TERM, label),),
            )  # fmt: skip
            return recipe, ["Welke termijn is afgesproken? Geef het aantal dagen."]
        part = self._conditions(shape, numerator) or _any_filled(facts)
        if not part:
            return None, []
        asks = []
        if limit := term or days:
            self.understood |= set(_words(limit[0]))
            asks = [f"Na welk feit begint ‘{limit[0]}’ te lopen? {_choose(shape)}"]
        return Recipe("share", shape.name, where, part=part), asks

    def _facts(self, shape: SetShape, text: str) -> list[str]:
        """The facts a text names, in the order of the set."""
        words, found = _words(text), []
        for name, fact in shape.facts.items():
            for said in (fact.label, *fact.words):
                if _place(words, _words(said)) is not None:
                    self.understood |= set(_words(said)) | _spelled(said)
                    found.append(name)
                    break
        return found

    def _conditions(self, shape: SetShape, text: str) -> tuple[Condition, ...]:
        """The choices whose words stand in a text."""
        words, found = _words(text), []
        for name, field in shape.fields.items():
            codes = []
            for said, code in (*((word, code) for code, word in field.options), *field.words):
                if not dict(field.nouns).get(code) and _place(words, _words(said)) is not None:
                    self.understood |= set(_words(said)) | _spelled(said)
                    codes.append(code)
            codes = list(dict.fromkeys(codes))
            if codes:
                test = Test(name, "is", codes[0]) if len(codes) == 1 else Test(name, "one_of", tuple(codes))
                found.append(test)
        return tuple(found)

    def _group(self, shape: SetShape) -> tuple[str | None, list[str]]:
        """The field that “per …” names, or the question which one it is."""
        said = self.card.recipe.per_what
        if not said:
            return None, []
        words = _words(said)
        self.understood |= set(words)
        kinds = ("party", "place", "term", "choice")
        able = [name for name, field in shape.fields.items() if field.kind in kinds]
        for fits in (_named_by, _of_kind):
            found = [name for name in able if fits(shape.fields[name], words)]
            if len(found) == 1:
                return found[0], []
        return None, [f"Wat is ‘per {said}’? Kies een veld van {shape.many} om per te tellen."]

    def _left_over(self, shape: SetShape) -> list[str]:
        """One question for the words of the sentence that say nothing in the recipe yet."""
        target = set(_words(target_words(self.card.target)))
        known = {plain(word) for word in (*self.understood, *_SMALL, *target)}
        left = [word for word in _words(self.text) if plain(word) not in known]
        if not left:
            return []
        return [
            f"‘{' '.join(left)}’ staat nog niet in het recept. "
            f"Kies een voorwaarde voor {shape.many}, of laat het weg als het niets uitmaakt."
        ]

    # -- over figures that people give ---------------------------------------------------------------

    def _by_hand(self) -> RecipeProposal:
        card, asks = self.card, list[str]()
        group: str | None = None
        where: tuple[Condition, ...] = ()
        if shape := self.shapes.get("measurements"):
            where = self._here("measurements")
            group, asks = self._group(shape)
            if asks:
                # What is neither a member nor a municipality is a part of the indicator itself: a channel.
                group, asks = "channel", []
        over, per = "measurements", self.per
        if card.measure == "share":
            recipe = Recipe("share", over, where, group, per, value="numerator", whole="denominator")
        else:
            unit = _UNITS.get((card.target.unit if card.target else None) or "", "")
            kind = _BY_HAND.get(card.measure, "sum")
            recipe = Recipe(kind, over, where, group, per, value="value", unit=unit)
        what = f"‘{card.recipe.counted}’" if card.recipe.counted else "wat geteld wordt"
        why = f"{what} staat nog niet als gegevens in het product: iemand vult het cijfer in"
        return RecipeProposal(recipe, False, why, tuple(asks))


_KINDS: dict[str, tuple[str, ...]] = {
    "party": ("bestuur", "lid", "organisatie", "partner", "vennoot", "deelgenoot"),
    "place": ("gemeente", "stad"),
}
_BY_HAND: dict[Measure, Aggregate] = {"duration": "median", "score": "mean"}
_UNITS = {
    "tonnes": "ton", "kilograms": "kg", "hours": "uur", "days": "dagen", "euro": "euro", "kilometres": "km",
}  # fmt: skip


def _any_filled(facts: Sequence[str]) -> tuple[Condition, ...]:
    tests = tuple(Test(name, "filled") for name in facts)
    return (AnyOf(tests),) if len(tests) > 1 else tests


def _words(text: str) -> list[str]:
    return [plain(word) for word in _WORD.findall(text)]


def _spelled(said: str) -> set[str]:
    return {each for word in _words(said) for each in (*inflections(word), f"{word}e")}


def _named_by(field: Field, words: Sequence[str]) -> bool:
    """Whether the first of these words stands in the label of a field: “per thema”."""
    labels = (_words(field.label), _words(field.labels))
    return any(_place(label, words[:1]) is not None for label in labels)


def _of_kind(field: Field, words: Sequence[str]) -> bool:
    """Whether these words name the kind of a field: “per bestuur”."""
    return any(_place(words, (each,)) is not None for each in _KINDS.get(field.kind, ()))


def _choose(shape: SetShape) -> str:
    return f"Kies uit: {', '.join(fact.label for fact in shape.facts.values())}." if shape.facts else ""


def _names(shape: SetShape) -> Iterable[tuple[list[str], list[Condition]]]:
    """The words for the records of a set; a noun of a choice says at once which records."""
    for said in (shape.one, shape.many, *shape.also):
        yield _words(said), []
    for name, field in shape.fields.items():
        for code, noun in field.nouns:
            for said in (noun, field.option(code)):
                yield _words(said), [Test(name, "is", code)]


def _place(words: Sequence[str], said: Sequence[str]) -> int | None:
    """Where these words stand in a row, in singular or plural (“afgeronde”); None where they do not."""
    if not said:
        return None
    for at in range(len(words) - len(said) + 1):
        stretch = words[at : at + len(said)]
        if list(stretch[:-1]) == list(said[:-1]) and (
            stretch[-1] in (said[-1], f"{said[-1]}e") or stretch[-1] in inflections(said[-1])
        ):
            return at
    return None


_SMALL = _words(
    "de het een van aan in op te tot uit met voor door bij per en of dat die wat wie is zijn was waren wordt "
    "worden werd werden heeft hebben aantal aandeel percentage procent hoeveel er om naar over als dan jaar "
    "jaarlijks jaarlijkse maand maandelijks week dag kwartaal minstens minimaal minimum hoogstens maximaal "
    "meer minder tegen elk elke alle totaal som gemiddelde gemiddeld doorlooptijd leidt leiden binnen "
    "termijn afgesproken tussen onze dit deze hun ten minste"
)
"""Words that say nothing of their own about what is counted."""
