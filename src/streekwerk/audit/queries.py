"""Reading the log in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from streekwerk.audit.models import Entry, Past
from streekwerk.audit.ports import anchor_of
from streekwerk.audit.trail import KINDS, TrailSelection, choices_of, entries_by, trail_of

__all__ = [
    "FIELDS",
    "KINDS",
    "VERBS",
    "HistoryEntry",
    "TrailSelection",
    "choices_of",
    "entries_by",
    "history_of",
    "in_words",
    "kept_since",
    "trail_of",
]

VERBS: dict[str, str] = {
    "account.added": "maakte een account",
    "audit.exported": "nam het logboek mee als bestand",
    "assumption.added": "voegde een veronderstelling of open vraag toe",
    "assumption.archived": "haalde een veronderstelling of open vraag weg",
    "assumption.changed": "wijzigde een veronderstelling of open vraag",
    "assumption.restored": "zette een veronderstelling of open vraag terug",
    "budget.imported": "las een bestand van de boekhouding in",
    "budget.line_added": "voegde een budgetlijn toe",
    "budget.line_archived": "haalde een budgetlijn weg",
    "budget.line_changed": "wijzigde een budgetlijn",
    "budget.line_restored": "zette een budgetlijn terug",
    "context.grounded": "onderbouwde een uitdaging met een omgevingscijfer",
    "context.imported": "las omgevingscijfers in",
    "context.series_added": "voegde een omgevingscijfer toe",
    "context.series_archived": "legde een omgevingscijfer weg",
    "context.series_changed": "wijzigde een omgevingscijfer",
    "context.series_restored": "zette een omgevingscijfer terug",
    "context.ungrounded": "haalde de onderbouwing van een uitdaging weg",
    "card.confirmed": "bevestigde wat hier gemeten wordt",
    "card.defined": "wijzigde wat hier gemeten wordt",
    "card.kept": "wijzigde de indicatorkaart",
    "card.set_aside": "legde een indicator terzijde",
    "card.taken_back": "nam een bevestigde kaart terug",
    "card.taken_up": "nam een indicator weer op",
    "colour.explained": "legde een kleur uit",
    "comment.changed": "wijzigde een reactie",
    "comment.removed": "nam een reactie terug",
    "comment.written": "schreef een reactie",
    "figures.asked": "vroeg cijfers aan de leden",
    "figures.declined": "gaf geen cijfers en zei waarom",
    "figures.answered": "antwoordde op een bevraging",
    "figures.entered": "vulde cijfers in",
    "figures.imported": "las cijfers in",
    "figures.pasted": "plakte cijfers",
    "counting.closed": "sloot een telling",
    "counting.opened": "opende een telling en vroeg diensten",
    "counting.published": "publiceerde een telling",
    "counting.reminded": "herinnerde diensten aan een telling",
    "counting.reopened": "heropende een telling",
    "counts.complete": "zei dat de aantallen van een dienst volledig zijn",
    "counts.declined": "zei waarom een dienst niet meetelt",
    "counts.entered": "vulde aantallen van een telling in",
    "deliverable.approval_withdrawn": "trok een goedkeuring in",
    "deliverable.approved": "keurde een oplevering goed",
    "deliverable.archived": "haalde een oplevering uit de lijst",
    "deliverable.begun": "zette een oplevering in de lijst",
    "deliverable.changed": "wijzigde een oplevering",
    "deliverable.delivered": "leverde een versie op",
    "deliverable.restored": "zette een oplevering terug in de lijst",
    "deliverable.sent_back": "stuurde een versie terug",
    "effect.changed": "wijzigde een doorwerking",
    "effect.confirmed": "bevestigde waar een doorwerking uit voortkwam",
    "effect.put_back": "zette een doorwerking terug",
    "effect.recorded": "tekende op wat hieruit voortkwam",
    "effect.refused": "zei dat een doorwerking hier niet uit voortkwam",
    "effect.taken_back": "nam een doorwerking terug",
    "effect.withdrawn": "kwam terug op een antwoord over een doorwerking",
    "evidence.added": "voegde een bewijsstuk toe",
    "evidence.archived": "haalde een bewijsstuk weg",
    "evidence.restored": "zette een bewijsstuk terug",
    "finding.accepted": "aanvaardde een bevinding",
    "finding.reopened": "heropende een bevinding",
    "house_style.left": "koos weer de huisstijl van Streekwerk",
    "house_style.put_back": "koos een eerdere huisstijl",
    "house_style.taken_up": "nam een huisstijl in gebruik",
    "function.added": "voegde een functie toe",
    "function.archived": "haalde een functie uit de lijst",
    "function.changed": "wijzigde een functie",
    "function.ended": "beëindigde wie een functie vervult",
    "function.given": "zei wie een functie vervult",
    "function.restored": "zette een functie terug",
    "handover.made": "droeg over wat openstond",
    "impact_template.added": "stelde een toetsmodel op",
    "impact_template.archived": "haalde een toetsmodel uit de lijst",
    "impact_template.changed": "wijzigde een toetsmodel",
    "impact_template.restored": "zette een toetsmodel terug",
    "impact_test.archived": "haalde een toets weg",
    "impact_test.begun": "begon een toets",
    "impact_test.done": "maakte een toets klaar",
    "impact_test.restored": "zette een toets terug",
    "impact_test.reviewed": "keek een toets na",
    "impact_test.revised": "herzag een toets",
    "impact_test.written": "schreef aan een toets",
    "indicator.added": "voegde een indicator toe",
    "indicator.changed": "wijzigde een indicator",
    "indicator.moved": "verplaatste een indicator",
    "indicator.removed": "verwijderde een indicator",
    "indicator.restored": "haalde een indicator terug",
    "involvement.added": "zei welke functie hieraan werkt",
    "involvement.archived": "haalde een inzet van de fiche",
    "involvement.changed": "wijzigde een inzet",
    "involvement.restored": "zette een inzet terug",
    "link.made": "legde een verband",
    "link.removed": "haalde een verband weg",
    "link.restored": "zette een verband terug",
    "milestone.added": "voegde een mijlpaal toe",
    "milestone.changed": "wijzigde een mijlpaal",
    "milestone.reached": "zei dat een mijlpaal gehaald is",
    "milestone.reopened": "zei dat een mijlpaal toch niet gehaald is",
    "milestone.removed": "verwijderde een mijlpaal",
    "milestone.restored": "haalde een mijlpaal terug",
    "mitigation.added": "zette een maatregel bij een toets",
    "mitigation.archived": "haalde een maatregel weg",
    "mitigation.changed": "wijzigde een maatregel",
    "mitigation.done": "voerde een maatregel uit",
    "mitigation.reopened": "zei dat een maatregel toch niet uitgevoerd is",
    "network.opened": "opende het netwerk",
    "node.added": "voegde dit toe",
    "node.archived": "haalde dit uit het plan",
    "node.changed": "wijzigde dit",
    "node.coded": "wijzigde de codes of de prioriteit",
    "node.moved": "verplaatste dit",
    "node.people": "wijzigde wie dit trekt",
    "node.restored": "zette dit terug in het plan",
    "numbers.settled": "legde getallen vast",
    "plan.adopted": "tekende de vaststelling op",
    "plan.amended": "tekende een wijziging op",
    "plan.closed": "sloot het plan af",
    "plan.reopened": "heropende het plan",
    "plan.imported": "las het plan in",
    "progress.reported": "meldde hoe het staat",
    "progress.unchanged": "meldde dat er niets veranderde",
    "progress.withdrawn": "nam een melding terug",
    "plan.read_again": "nam een nieuwe versie van het document over",
    "round.closed": "sloot een bevraging",
    "round.reminded": "herinnerde leden aan een bevraging",
    "round.reopened": "heropende een bevraging",
    "rating.given": "gaf een oordeel",
    "review.committed": "legde het nagekeken plan vast",
    "review.dropped": "legde een ingelezen document weg",
    "review.taken_up": "nam een weggelegd document weer op",
    "report.asked": "vroeg een rapport",
    "report.corrected": "begon een verbetering van een rapport",
    "report.definition_archived": "haalde een rapport uit de lijst",
    "report.definition_changed": "wijzigde hoe een rapport samengesteld is",
    "report.definition_made": "stelde een rapport samen",
    "report.definition_restored": "zette een rapport terug in de lijst",
    "report.frozen": "bevroor een rapport",
    "report.read_over": "las een rapport na",
    "report.thrown_away": "gooide een ontwerp van een rapport weg",
    "role.ended": "beëindigde een rol",
    "role.given": "gaf een rol",
    "role.withdrawn": "trok een rol in",
    "sheet_field.added": "voegde een veld toe aan de fiche",
    "sheet_field.changed": "wijzigde een veld van de fiche",
    "sheet_field.moved": "verplaatste een veld van de fiche",
    "sheet_field.removed": "haalde een veld van de fiche",
    "statement.added": "voegde een waarom toe",
    "statement.archived": "haalde een waarom uit de lijst",
    "statement.changed": "wijzigde een waarom",
    "statement.moved": "verplaatste een waarom",
    "statement.restored": "zette een waarom terug",
    "substitute.ended": "beëindigde een vervanging",
    "substitute.named": "koos een vervanger",
    "tag.refused": "haalde een thema weg",
    "tag.said": "duidde een thema aan",
    "target.baseline": "voegde een nulmeting toe",
    "target.ended": "liet een streefwaarde los",
    "target.set": "legde een streefwaarde vast",
    "term.added": "voegde een begrip toe",
    "term.archived": "haalde een begrip uit de lijst",
    "term.changed": "wijzigde een begrip",
    "term.restored": "zette een begrip terug",
    "tray.placed": "plaatste een passage uit de lade",
    "tray.returned": "legde een passage terug in de lade",
    "tray.set_aside": "legde een passage terzijde",
    "upload.received": "gaf een bestand af",
    "validation.asked": "vroeg om te valideren",
    "validation.said": "noteerde wat een partij zegt",
    "why.linked": "zei waarvoor dit dient",
    "why.unlinked": "zei dat dit daar niet voor dient",
    "workbook.made": "maakte een werkboek",
    "workbook.returned": "gaf een werkboek af",
    "workbook.taken": "nam voorstellen uit een werkboek over",
    "workbook.refused": "weigerde voorstellen uit een werkboek",
    "workbook.undone": "maakte een beslissing over een werkboek ongedaan",
}

FIELDS: dict[str, str] = {
    "capacity": "Capaciteit",
    "involvement": "Inzet",
    "items": "Wat",
    "leaver": "Van wie",
    "name": "Naam",
    "who": "Wie",
    "title": "Titel",
    "text": "Tekst",
    "start": "Start",
    "end": "Einde",
    "code": "Code",
    "conclusion": "Besluit",
    "external_code": "Deelrapportcode",
    "outcome": "Oordeel",
    "priority": "Prioriteit",
    "purpose": "Waarvoor",
    "weak": "Zwakke antwoorden",
    "reason": "Reden",
    "narrative": "Wat er gebeurde",
    "next_step": "Volgende stap",
    "decided": "Beslist door",
    "link": "Verband",
    "document": "Document",
    "due": "Klaar tegen",
    "effect": "Gevolg",
    "kind": "Soort",
    "lead": "Organisatie",
    "partners": "Partners",
    "party": "Bij wie",
    "parts": "Onderdelen",
    "place": "Plaats",
    "status": "Stand",
    "steward": "Trekker",
    "abbreviation": "Afkorting",
    "definition": "Definitie",
    "addition": "Optellen",
    "baseline": "Nulmeting",
    "begins": "Geldt vanaf",
    "cards": "Kaarten",
    "channels": "Onderdelen",
    "counted": "Wat geteld wordt",
    "decimals": "Decimalen",
    "denominator": "Noemer",
    "dimension": "Van wie er een cijfer is",
    "evidence": "Bewijs",
    "instrument": "Meetwijze",
    "level": "Niveau",
    "measure": "Maat",
    "numerator": "Teller",
    "plausibility": "Wat aannemelijk is",
    "recipe": "Meetrecept",
    "rhythm": "Ritme",
    "rubric_levels": "Niveaus van de rubriek",
    "smallest": "Kleinste getal",
    "selection": "Keuze",
    "source": "Bron",
    "target": "Streefwaarde",
    "unit": "Eenheid",
    "validated_by": "Te valideren door",
    "label": "Woord",
    "synonyms": "Synoniemen",
    "theme": "Thema",
    "validators": "Wie valideert",
    "version": "Versie",
    "when": "Wanneer",
    "why": "Waarom",
}


@dataclass(frozen=True)
class HistoryEntry:
    """One change in words, as `ui/history.html` takes it."""

    at: datetime
    who: str
    what: str
    label: str
    changes: list[tuple[str, Any, Any]]
    about: str = ""
    """The thing by kind and number, as `TrailSelection` takes it."""
    kind: str = ""
    """What kind of thing, in words."""
    by: str = ""
    """Who, as `TrailSelection` takes it."""
    href: str = ""
    """Where the thing stands, on a page of something it hangs on; empty on a page of its own."""


def in_words(entries: Iterable[Entry]) -> list[HistoryEntry]:
    """Log entries as sentences; a field without a name of its own keeps its label."""
    return [
        HistoryEntry(
            entry.at,
            entry.by_label,
            VERBS.get(entry.verb, entry.verb),
            entry.object_label,
            [(FIELDS.get(name, name), before, after) for name, (before, after) in entry.changes.items()],
            f"{entry.object_kind}:{entry.object_id}",
            KINDS.get(entry.object_kind, entry.object_kind),
            str(entry.by_id or entry.by_label),
            anchor_of(entry.object_kind),
        )
        for entry in entries
    ]


def history_of(
    thing: models.Model, *, limit: int = 50, without_values: tuple[str, ...] = ()
) -> list[HistoryEntry]:
    """What happened to this object, newest first; one query. For pages that already showed the object itself.

    Of verbs that begin as one of `without_values` it tells who and when, not what stood there: a figure is
    shown by its gate only.
    """
    entries = list(Entry.objects.about(thing._meta.label_lower, thing.pk)[:limit])
    for entry in entries:
        if entry.verb.startswith(without_values):
            entry.changes = {}
    return in_words(entries)


def kept_since() -> datetime | None:
    """Since when the past is kept on this installation; one query."""
    moment: datetime | None = Past.objects.filter(op="start").values_list("at", flat=True).first()
    return moment
