"""The vocabulary of indicators, as data. A new word is one word in one list."""

from streekwerk.indicators.rules.words import measures, things, verbs
from streekwerk.indicators.rules.words.family import Family, families_of

__all__ = ["Family", "families_of", "measures", "things", "verbs"]
