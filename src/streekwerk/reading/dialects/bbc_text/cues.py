"""What the words of a text say about its column: action, indicator, comment or goal.

Weights are small whole and half numbers that add up; only their differences matter. The rules are about
Dutch plan language: an action is an infinitive or a noun made of one ("Organiseren van", "Opmaak van"), an
indicator counts, measures or names a result ("Aantal", "Mate van", "is uitgewerkt").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from streekwerk.reading.dialects.bbc_text.vocabulary import COLUMNS


class Cues(NamedTuple):
    """Weights for each reading of a text; higher is more like it."""

    action: float
    indicator: float
    comment: float
    goal: float


def _words(text: str) -> str:
    """A pattern for any of the words; `*` stands for letters, `_` for a space."""
    words = [re.escape(word).replace(r"\*", r"\w*").replace("_", r"\s") for word in text.split()]
    return f"(?:{'|'.join(words)})"


_COUNTING = re.compile(
    r"(?:het )?(?:"
    + _words(
        """
        aantal aandeel percentage mate_van mate_waarin gemiddeld gemiddelde tevredenheid *score
        satisfactie* doorlooptijd wachttijd responstijd ratio verhouding toename stijging daling
        afname evolutie_van bereik *graad bekendheid minstens minimaal minimum ten_minste
        maximaal maximum nps *enquête
        """
    )
    + r"\b|\d+(?:[.,]\d+)?\s?%|%)",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:minstens|minimaal|min\.|minimum|ten minste|max\.|maximaal)\s+\S|[≥≤<>]=?\s?\d|%|\bx per\b"
    r"|\d+ (?:\w+ )?per (?:jaar|maand|week|kwartaal)|\bstreefwaarde\b|\bnulmeting\b|\bindicator\s?[:=]",
    re.IGNORECASE,
)
_COUNTED_INSIDE = re.compile(
    rf"\b{_words('aantal aandeel percentage tevredenheidsmeting tevredenheidsscore *graad')}\b", re.IGNORECASE
)
_RESULT = re.compile(
    r"\b(?:is|zijn|wordt|worden|werd|werden|heeft|hebben)\b[^.]*\b(?:"
    r"(?:ge|be|ver|her|ont|op|af|uit|in|aan|door|voor)\w+(?:d|t|en)|"
    + _words("klaar beschikbaar aanwezig bekend operationeel actief online digitaal conform volledig")
    + r")\b",
    re.IGNORECASE,
)
_THERE_IS = re.compile(
    r"(?:er (?:is|zijn|wordt|worden)|(?:half|drie)?-?jaarlijkse?|periodieke?|tussentijdse?)\b", re.IGNORECASE
)
_DONE = re.compile(
    r"(?:een )?(?:ge(?!meen|zond|zin|bruik)\w+(?:d|de|t|te|en)"
    r"|(?:uit|op|af|her|bij|ver|be|aan|in)(?:ge)?\w{2,}(?:de|te))\s",
    re.IGNORECASE,
)
_DELIVERABLE = re.compile(
    r"(?:\w+ ){0,2}"
    + _words(
        """
        *rapport *rapportage *nota *verslag *verslagen *draaiboek *leidraad *handleiding
        *handleidingen *kaart *matrix *procedure *afspraken *afsprakenkader *mandaat *tekst
        *resultaat *resultaten *evaluatie *evaluaties *analyse *meting *tool *project *output
        *update *beoordelingen *organogram *charter *convenant *website *toepassing
        """
    )
    + r"\b",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(
    r"(?:(?:het|verder|actief|samen|blijvend|jaarlijks|structureel|strategisch|lokaal|regionaal) )?"
    r"(?:\(\w+\))?[a-zà-ÿ]{2,}en(?:[\s,/]|$)",
    re.IGNORECASE,
)
_NO_INFINITIVE = re.compile(
    _words(
        """
        *besturen *diensten *partners *gemeenten *personen *cliënten *organisaties *afspraken
        *medewerkers *leden mensen jongeren ouderen kinderen volwassenen gezinnen
        *resultaten *effecten *punten *processen *projecten *acties
        een geen alleen tussen samen binnen buiten iedereen morgen eigen open
        """
    )
    + r"\b",
    re.IGNORECASE,
)
_PLURAL_SUBJECT = re.compile(
    r"\w+(?:(?<!br)ingen|heden|iteiten|aties|nissen)\b"
    rf"|\w+en {_words('zijn worden hebben kunnen moeten krijgen komen werden')}\b",
    re.IGNORECASE,
)
_INFINITIVE_LAST = re.compile(
    r"\b(?!(?:noden|besturen)\b)\w+"
    r"(?:eren|elen|igen|ellen|aken|ouden|ekenen|ouwen|ichten|zetten|eiden|even)[.;]?$"
)
_MADE_OF_VERB = re.compile(
    r"(?:\w+ )?"
    + _words(
        """
        *opmaak *uitbouw *opstart *organisatie *ontwikkeling *inventarisatie *uitwerking
        *afstemming *samenwerking *deelname *participatie *onderzoek *uitrol *invoering
        *oprichting *opvolging *verkenning *begeleiding *ondersteuning *versterking
        *implementatie *concretisering *vormgeving *bijdrage *zoektocht *overleg *inzet *aanbod
        *project
        """
    )
    + r"\b",
    re.IGNORECASE,
)
_WE_DO = re.compile(r"(?:we|wij)\s+[a-zà-ÿ]+en\b", re.IGNORECASE)
_SENTENCE_START = re.compile(
    _words(
        """
        de het een deze dit die er bij door voor wanneer als om op in via verschillende alle
        elke wij onze mogelijk mogelijks momenteel vandaag
        """
    )
    + r"\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b"
    + _words(
        """
        is zijn wordt worden heeft hebben kan kunnen willen streven moet moeten zal zullen wil
        gaat gaan blijven blijft evolueert evolueren werken_we leeft komen komt
        """
    )
    + r"\b",
    re.IGNORECASE,
)
# The third person singular early in a sentence that begins with its subject.
_SUBJECT_FIRST = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’-]*|We|Elke|Onze)(?:\s+[\w'’-]+){0,4}?\s+"
    rf"(?!{_words('met het dat niet tot uit dienst inzet beleid kwaliteit geacht aanbod')}\b)"
    r"(?:[a-zà-ÿ]{3,}t|zijn|willen|werken|bouwen|versterken|zetten)\b"
)
_LONGEST_LABEL = 40
_COLUMN_LABEL = {
    kind: re.compile(
        rf"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})\s*\d*\s*:",
        re.IGNORECASE,
    )
    for kind, words in COLUMNS.items()
}


def starts_with_infinitive(text: str) -> bool:
    """Whether a text begins with a Dutch infinitive used as a noun.

    >>> starts_with_infinitive("Organiseren van infomomenten")
    True
    >>> starts_with_infinitive("Vergaderingen zijn gepland")
    False
    """
    return bool(
        _INFINITIVE.match(text) and not _NO_INFINITIVE.match(text) and not _PLURAL_SUBJECT.match(text)
    )


@lru_cache(maxsize=4096)
def column_label(text: str) -> tuple[str, str] | None:
    """The column a text names at its beginning, and its printing: "Indicator 2: …", "Timing: …".

    >>> column_label("Indicatoren: aantal leden")
    ('indicator', 'Indicatoren:')
    """
    if ":" not in text[:_LONGEST_LABEL]:
        return None
    for kind, pattern in _COLUMN_LABEL.items():
        if found := pattern.match(text):
            return kind, found[0]
    return None


@lru_cache(maxsize=4096)
def weigh(text: str) -> Cues:
    """The weights of a text.

    >>> cues = weigh("Aantal bereikte gezinnen per jaar")
    >>> cues.indicator > cues.action
    True
    """
    action = indicator = comment = goal = 0.0
    infinitive = starts_with_infinitive(text)
    sentence = bool(_SENTENCE_START.match(text) and _FINITE.search(text)) or bool(_WE_DO.match(text))
    if _COUNTING.match(text):
        indicator += 2.5
    elif _COUNTED_INSIDE.search(text):
        indicator += 1.0
    indicator += bool(_TARGET.search(text)) + bool(_RESULT.search(text)) + bool(_THERE_IS.match(text))
    indicator += bool(_DONE.match(text))
    if infinitive:
        action += 1.5
    elif not sentence and _MADE_OF_VERB.match(text):
        action += 0.7
    elif _DELIVERABLE.match(text):
        indicator += 0.7
    if not sentence and _INFINITIVE_LAST.search(text):
        action += 0.7
    sentences = len(re.findall(r"[a-zà-ÿ)][.!?](?:\s+[A-Z]|$)", text))
    if len(text) > 60:
        goal += 0.5
        comment += 0.7 * bool(_FINITE.search(text))
        if sentence:
            comment += 0.7
            action -= 0.7
    if len(text) > 140:
        comment += 0.5
    if sentences > 1:
        comment += 1.0
        goal -= 1.5
    if _SUBJECT_FIRST.match(text) and not infinitive:
        goal += 1.0
    return Cues(action, indicator, comment, goal)
