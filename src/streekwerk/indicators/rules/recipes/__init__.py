"""The recipe language (meetrecept): what to count, of which, per what; as data, sentence and figure."""

from streekwerk.indicators.rules.recipes.allowed import RecipeRefused
from streekwerk.indicators.rules.recipes.checking import check
from streekwerk.indicators.rules.recipes.evaluating import evaluate
from streekwerk.indicators.rules.recipes.language import (
    Against,
    Aggregate,
    AnyOf,
    Between,
    Condition,
    Having,
    Here,
    OnePer,
    Order,
    Parameter,
    Recipe,
    Ref,
    Related,
    Second,
    Test,
    Within,
)
from streekwerk.indicators.rules.recipes.outcome import Excluded, Medians, Moment, Outcome, Standing
from streekwerk.indicators.rules.recipes.restoring import from_json
from streekwerk.indicators.rules.recipes.results import result, told, value_words
from streekwerk.indicators.rules.recipes.rows import Rows, Tables
from streekwerk.indicators.rules.recipes.sentence import sentence
from streekwerk.indicators.rules.recipes.shapes import Delivery, Fact, Field, Relation, SetShape, Shapes
from streekwerk.indicators.rules.recipes.storing import to_json

__all__ = [
    "Against", "Aggregate", "AnyOf", "Between", "Condition", "Delivery", "Excluded", "Fact", "Field",
    "Having", "Here", "Medians", "Moment", "OnePer", "Order", "Outcome", "Parameter", "Recipe",
    "RecipeRefused", "Ref", "Related", "Relation", "Rows", "Second", "SetShape", "Shapes", "Standing",
    "Tables", "Test", "Within", "check", "evaluate", "from_json", "result", "sentence",
    "to_json", "told", "value_words",
]  # fmt: skip
