"""Word lists of the room. Dutch labels, English codes."""

from __future__ import annotations

from django.db import models


class Measure(models.TextChoices):
    """What kind of number answers the indicator; the same codes as the grammar proposes."""

    DELIVERABLE = "deliverable", "oplevering"
    COUNT = "count", "aantal"
    SHARE = "share", "aandeel"
    DURATION = "duration", "doorlooptijd"
    SCORE = "score", "score"
    AMOUNT = "amount", "hoeveelheid"
    RUBRIC = "rubric", "rubriek"
    FREQUENCY = "frequency", "frequentie"


class Instrument(models.TextChoices):
    """How it can be measured; the same codes as the grammar proposes."""

    REGISTER_COUNT = "register_count", "telling uit een register"
    SURVEY = "survey", "enquête"
    MILESTONE = "milestone", "mijlpaal of bewijsstuk"
    LEAD_TIME = "lead_time", "tijd tussen twee feiten"
    EXTERNAL_DATA = "external_data", "cijfers van elders"
    MANUAL_ASSESSMENT = "manual_assessment", "beoordeling door mensen"


class IndicatorLevel(models.TextChoices):
    """Where in the chain from effort to effect the indicator looks."""

    PROCESS = "process", "procesindicator"
    RESULT = "result", "resultaatindicator"
    IMPACT = "impact", "effectindicator"


class Rhythm(models.TextChoices):
    """How often a figure is due."""

    ONCE = "once", "eenmalig"
    YEAR = "year", "jaarlijks"
    HALF_YEAR = "half_year", "halfjaarlijks"
    QUARTER = "quarter", "per kwartaal"
    MONTH = "month", "maandelijks"


class Dimension(models.TextChoices):
    """Of what there is one figure per period."""

    NETWORK = "network", "het hele netwerk"
    PARTY = "party", "elk lid"
    PLACE = "place", "elke gemeente"
    CHANNEL = "channel", "elk onderdeel"


class Addition(models.TextChoices):
    """How figures of members, places and periods become one."""

    SUM = "sum", "optellen"
    WEIGHTED = "weighted", "teller en noemer elk optellen"
    LATEST = "latest", "de laatste stand; leden optellen, periodes niet"
    NONE = "none", "niet optellen"


class ValueState(models.TextChoices):
    """What is stored about a figure. Not asked, missing and zero follow from requests, rows and value."""

    FINAL = "final", "definitief"
    ESTIMATE = "estimate", "schatting"
    NOT_APPLICABLE = "not_applicable", "niet van toepassing"
    SUPPRESSED = "suppressed", "door de bron verborgen"


class Origin(models.TextChoices):
    """How a figure got in."""

    ENTERED = "entered", "ingevuld"
    PASTED = "pasted", "geplakt"
    IMPORTED = "imported", "ingelezen"


class Comparator(models.TextChoices):
    """How a figure is held against its target; the same codes as the grammar proposes."""

    AT_LEAST = ">=", "minstens"
    MORE = ">", "meer dan"
    AT_MOST = "<=", "hoogstens"
    LESS = "<", "minder dan"
    EQUAL = "=", "gelijk aan"
    INCREASE = "increase", "stijgt"
    DECREASE = "decrease", "daalt"
    DONE = "done", "opgeleverd"


class TargetPer(models.TextChoices):
    """The stretch of time a target holds for; empty: at the horizon."""

    DAY = "day", "per dag"
    WEEK = "week", "per week"
    TWO_WEEKS = "2 weeks", "per twee weken"
    MONTH = "month", "per maand"
    QUARTER = "quarter", "per kwartaal"
    HALF_YEAR = "half_year", "per halfjaar"
    YEAR = "year", "per jaar"


class ValidationState(models.TextChoices):
    """What a party says of a version of a deliverable."""

    ASKED = "asked", "gevraagd"
    VALIDATED = "validated", "gevalideerd"
    REMARKS = "remarks", "opmerkingen"
    ADVICE = "advice", "enkel advies"
    REFUSED = "refused", "niet gevalideerd"


def measures() -> list[tuple[str, str]]:
    return Measure.choices


def instruments() -> list[tuple[str, str]]:
    return Instrument.choices


def indicator_levels() -> list[tuple[str, str]]:
    return IndicatorLevel.choices


def rhythms() -> list[tuple[str, str]]:
    return Rhythm.choices


def dimensions() -> list[tuple[str, str]]:
    return Dimension.choices


def additions() -> list[tuple[str, str]]:
    return Addition.choices


def value_states() -> list[tuple[str, str]]:
    return ValueState.choices


def origins() -> list[tuple[str, str]]:
    return Origin.choices


def comparators() -> list[tuple[str, str]]:
    return Comparator.choices


def target_pers() -> list[tuple[str, str]]:
    return TargetPer.choices


def validation_states() -> list[tuple[str, str]]:
    return ValidationState.choices
