# ruff: noqa: E501 - one row of the table per line, however long
"""Content of the action table of Streekplatform Heide & Nete (invented), for action_table.py.

One `Row` per action: number, action, steward, partners, start, end, indicators (one per line), remark
and the colour a colleague gave it. A date may be a real date or the words someone typed.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

GREEN, ORANGE, RED, NONE = "C6E0B4", "F8CBAD", "FF7C80", None


class Row(NamedTuple):
    number: str
    action: str
    steward: str
    partners: str
    start: date | str
    end: date | str
    indicators: str
    remark: str = ""
    colour: str | None = NONE
    hidden: bool = False


def day(text: str) -> date:
    return date.fromisoformat(text)


THEMES: list[tuple[str, list[tuple[str, list[Row]]]]] = [
    ("Thema 1: Wonen en energie", [
        ("Project Samen onder dak", [
            Row("1.1", "Leegstaande pastorieën en schoolgebouwen oplijsten die geschikt zijn voor samenwonen", "Platformmedewerker wonen", "Gemeenten, kerkfabrieken", day("2026-02-01"), day("2026-12-31"), "Aantal onderzochte gebouwen\nLijst met geschikte gebouwen", "Acht gemeenten leverden al een lijst", GREEN),
            Row("1.2", "Proefproject met vier huurders in één gedeelde woning", "Platformmedewerker wonen", "Woonmaatschappij, dienst begeleid wonen", day("2027-01-01"), day("2028-06-30"), "Aantal huurders dat na een jaar nog tevreden samenwoont", "Zie actie 1.1", NONE),
            Row("1.3", "Modelcontract voor samenhuren maken", "Juriste", "Notarissen, huurdersbond", "najaar 2026", day("2027-06-30"), "Modelcontract gepubliceerd\nAantal downloads van het modelcontract", "", ORANGE),
            Row("1.4", "Infoavonden over samenwonen met behoud van uitkering", "Platformmedewerker wonen", "Ziekenfondsen, sociale diensten", day("2027-03-01"), day("2027-11-30"), "Aantal aanwezigen per infoavond"),
        ]),
        ("Project Warme muren", [
            Row("1.5", "Isolatieadvies aan huis in oude wijken", "Energiecoach", "Gemeenten, energiehuis", day("2026-03-15"), day("2029-12-31"), "Aantal adviezen per jaar\nAandeel adviezen dat tot werken leidt", "Het aantal gezinnen steeg van 84 in 2024 naar 126 in 2025, een stijging van 40 %", GREEN),
            Row("1.6", "Renteloze lening voor kleine werken bekendmaken", "Energiecoach", "Energiehuis", day("2026-04-01"), day("2028-12-31"), "Aantal toegekende leningen", "", GREEN),
            Row("1.7", "Klusploeg met mensen in opleiding", "Coördinator sociale economie", "Maatwerkbedrijf, dienst werk", day("2026-09-01"), day("2029-08-31"), "Aantal opgeknapte woningen\nAantal deelnemers dat doorstroomt naar werk", "Zoekt nog een werkplaats", ORANGE),
            Row("1.8", "Woningpas uitleggen aan eigenaars van meer dan 70 jaar", "Energiecoach", "Seniorenraden", "voorjaar 2028", day("2028-12-31"), "Aantal sessies"),
        ]),
    ]),
    ("Thema 2: Werken en ondernemen in zorg", [
        ("Project Zorg kiest jou", [
            Row("2.1", "Snuffeldagen in woonzorgcentra voor leerlingen van de tweede graad", "Projectleider zorgjobs", "Scholen, woonzorgcentra", day("2026-09-01"), day("2029-06-30"), "Aantal leerlingen per schooljaar\nPercentage leerlingen dat nadien een zorgrichting overweegt", "", GREEN),
            Row("2.2", "Overstapgids voor werknemers uit de industrie", "Projectleider zorgjobs", "Arbeidsbemiddeling, sectorfondsen", day("2026-05-01"), day("2027-04-30"), "Overstapgids beschikbaar\nAantal overstappers naar een zorgberoep", "", ORANGE),
            Row("2.3", "Taalcoaching op de werkvloer", "Taalcoach", "Centra voor volwassenenonderwijs", day("2026-10-01"), day("2028-09-30"), "Aantal coachingsuren per deelnemer"),
            Row("2.3", "Kinderopvang op uren van de zorgploegen onderzoeken", "Projectleider zorgjobs", "Opvanginitiatieven, ziekenhuis", day("2027-01-15"), day("2027-12-15"), "Onderzoeksrapport", "Nummer nog na te kijken", ORANGE),
            Row("2.5", "Gezamenlijk onthaal van buitenlandse zorgverleners", "Taalcoach", "Gemeenten, ziekenhuis", day("2028-01-01"), day("2027-06-30"), "Aantal onthaalde zorgverleners", "", RED),
        ]),
        ("Project Sociaal ondernemen", [
            Row("2.6", "Sociale criteria in overheidsopdrachten van gemeenten", "Aankoopadviseur", "Gemeenten", day("2026-01-15"), day("2030-12-31"), "Aandeel opdrachten met een sociaal criterium", "", GREEN),
            Row("2.7", "Lerend netwerk van buurtwinkels", "Coördinator sociale economie", "Buurtwinkels, vzw De Lichtkeet", day("2026-06-01"), day("2029-05-31"), "Aantal aangesloten buurtwinkels\nMinstens drie bijeenkomsten per jaar", "", GREEN),
            Row("2.8", "Startkapitaal voor wijkinitiatieven", "Coördinator sociale economie", "Lokale handel", "loopt", day("2028-12-31"), "Aantal gesteunde initiatieven", "Zie actie 9.4", ORANGE),
            Row("2.9", "Mentorwerking voor ondernemers met een vluchtverhaal", "Mentorcoach", "Ondernemersclubs", day("2026-11-01"), "", "Aantal duo's\nAantal zaken dat na twee jaar nog bestaat", "", ORANGE),
        ]),
    ]),
    ("Thema 3: Vlot onderweg", [
        ("Project Deelmobiliteit op het platteland", [
            Row("3.1", "Deelwagen met vrijwillige chauffeur in acht dorpen", "Mobiliteitsmedewerker", "Gemeenten, vzw Rijgerust", day("2026-04-01"), day("2028-03-31"), "Aantal ritten per dorp en per maand\nGemiddelde bezetting per rit", "", GREEN),
            Row("3.2", "Rolstoelbus op afroep in het weekend", "Mobiliteitsmedewerker", "Vervoerdiensten", day("2027-01-01"), day("2029-12-31"), "Aantal weekendritten\nAandeel geweigerde aanvragen"),
            Row("3.3", "Fietslessen voor volwassenen", "Sportpromotor", "Integratiedienst, fietsersvereniging", day("2026-03-01"), day("2030-10-31"), "Aantal geslaagde deelnemers per jaar", "", GREEN),
            Row("3.4", "Haltes controleren op toegankelijkheid met ervaringsdeskundigen", "Mobiliteitsmedewerker", "Adviesraden", "zomer 2027", day("2027-12-31"), "Aantal gecontroleerde haltes\nVerslag bezorgd aan de vervoerregio"),
        ]),
        ("Project Afspraak en vervoer in één", [
            Row("3.5", "Ziekenhuisafspraken koppelen aan beschikbare ritten", "Projectleider digitaal", "Ziekenhuis, vervoerdiensten", day("2027-09-01"), day("2029-08-31"), "Aandeel patiënten dat op tijd aankomt", "Software nog niet gekozen", RED),
            Row("3.6", "Eén tarief voor alle vervoerdiensten", "Mobiliteitsmedewerker", "Gemeenten", "2028", day("2032-06-30"), "Tariefakkoord ondertekend door alle gemeenten", "", RED),
            Row("3.7", "Vervoerskaart in gewone taal", "Communicatiemedewerker", "Gemeenten", day("2026-06-01"), day("2026-12-31"), "Kaart verdeeld in alle onthaalpunten", "Afgerond", GREEN),
            Row("3.9", "Busbegeleiders voor ouderen op marktdagen", "Vrijwilligerscoördinator", "Gemeenten", day("2025-01-01"), day("2025-12-31"), "", "Geschrapt, budget naar 3.1", RED, hidden=True),
        ]),
    ]),
    ("Thema 4: Opgroeien", [
        ("Project Huis van elk kind", [
            Row("4.1", "Spelotheek in elke zone", "Coördinator opgroeien", "Bibliotheken", day("2026-09-01"), day("2028-12-31"), "Aantal uitleningen per spelotheek", "", GREEN),
            Row("4.2", "Flexibele opvangpool na schooltijd", "Coördinator opgroeien", "Opvanginitiatieven, scholen", day("2027-01-01"), day("2029-06-30"), "Aantal opgevangen kinderen per week\nAandeel gezinnen dat binnen tien dagen een plaats heeft", "", ORANGE),
            Row("4.3", "Oudergroepen in de moedertaal", "Brugfiguur", "Integratiedienst", day("2026-10-01"), day("2030-06-30"), "Aantal groepen en deelnemers"),
            Row("4.4", "Zwangere vrouwen zonder netwerk een vaste begeleider geven", "Vroedvrouw-coördinator", "Ziekenhuis, vrijwilligers", day("2026-05-01"), day("2029-04-30"), "Aantal begeleide vrouwen\nTevredenheid van de vrouwen na de bevalling", "", GREEN),
            Row("4.5", "Kinderarmoede bespreekbaar maken in de klas", "Brugfiguur", "Basisscholen", "schooljaar 2027-2028", day("2028-06-30"), "Aantal deelnemende scholen"),
        ]),
        ("Project Jong en op eigen benen", [
            Row("4.6", "Kamertraining voor jongeren die een voorziening verlaten", "Jeugdcoach", "Jeugdhulp, woonmaatschappij", day("2026-07-01"), day("2029-06-30"), "Aantal jongeren in kamertraining\nAandeel jongeren met een vaste woonst na een jaar", "", ORANGE),
            Row("4.7", "Peter- en meterschap van bedrijven", "Jeugdcoach", "Bedrijven", day("2027-02-01"), day("2030-01-31"), "Aantal duo's"),
            Row("4.8", "Inloopmoment mentaal welzijn in jeugdhuizen", "Jeugdcoach", "Jeugdhuizen, overkophuis", day("2026-03-01"), day("2028-02-28"), "Aantal inloopmomenten per maand", "Loopt tot eind 2029", GREEN),
        ]),
    ]),
    ("Thema 5: Samen leven en digitaal mee", [
        ("Project Iedereen online", [
            Row("5.1", "Herstelde laptops voor gezinnen met een laag inkomen", "Projectleider digitaal", "Kringwinkel, scholen", day("2026-02-01"), day("2029-12-31"), "Aantal uitgedeelde toestellen", "", GREEN),
            Row("5.2", "Digipunt met vaste uren in elk dienstencentrum", "Projectleider digitaal", "Gemeenten", day("2026-04-01"), day("2027-12-31"), "Aantal digipunten\nAantal bezoekers per digipunt", "", GREEN),
            Row("5.3", "Oefenversie van overheidswebsites", "Projectleider digitaal", "Bibliotheken", "najaar 2027", day("2028-12-31"), "Oefenversie beschikbaar"),
            Row("5.4", "Formulieren van gemeenten herschrijven in klare taal", "Communicatiemedewerker", "Gemeenten", day("2026-09-15"), day("2030-12-31"), "Aantal herschreven formulieren\nEen daling van 25 % van de vragen aan de balie tegen 2030", "", ORANGE),
        ]),
        ("Project Thuis in de streek", [
            Row("5.5", "Welkomstdag voor nieuwkomers in elke zone", "Integratiemedewerker", "Verenigingen", day("2026-05-01"), day("2030-05-31"), "Minstens één welkomstdag per zone en per jaar", "", GREEN),
            Row("5.6", "Vrijwilligerspunt voor wie nog weinig Nederlands spreekt", "Integratiemedewerker", "Verenigingen, taalscholen", day("2027-01-01"), day("2029-12-31"), "Aantal nieuwe vrijwilligers"),
            Row("5.7", "Opleiding omgaan met agressie voor onthaalmedewerkers", "Vormingsverantwoordelijke", "Gemeenten", day("2026-10-01"), day("2027-10-31"), "", "Indicator volgt", ORANGE),
            Row("5.8", "Woonwagenbewoners betrekken bij hun eigen woonplan", "Integratiemedewerker", "Gemeenten, bewonersgroep", "te bepalen", day("2028-12-31"), "Gedragen woonplan per terrein", "", RED),
        ]),
    ]),
    ("Thema 6: Gezond en weerbaar", [
        ("Project Preventie dichtbij", [
            Row("6.1", "Rookstopgroepen in wijkgezondheidscentra en bedrijven", "Gezondheidspromotor", "Tabakologen", day("2026-01-15"), day("2028-12-31"), "Aantal deelnemers\nPercentage deelnemers dat na zes maanden rookvrij is", "", GREEN),
            Row("6.2", "Kookatelier met voedseloverschotten", "Gezondheidspromotor", "Voedselbedeling, landbouwers", day("2026-06-01"), day("2029-05-31"), "Aantal kilo verwerkte overschotten per jaar", "", GREEN),
            Row("6.3", "Hitteplan voor alleenwonende ouderen", "Noodplancoördinator", "Gemeenten, thuisdiensten", day("2027-04-01"), day("2027-09-30"), "Hitteplan goedgekeurd in alle gemeenten", "", ORANGE),
            Row("6.4", "Aanspreekpunt ouderenmishandeling bekendmaken", "Gezondheidspromotor", "Politie, thuisdiensten", day("2026-11-15"), day("2028-11-15"), "Aantal meldingen\nDoorlooptijd tussen melding en eerste huisbezoek"),
        ]),
        ("Project Het platform zelf", [
            Row("6.5", "Jaarlijkse streekdag met alle partners", "Directeur", "Alle partners", day("2026-10-01"), day("2030-10-31"), "Aantal aanwezige organisaties", "", GREEN),
            Row("6.6", "Kennisbank met goede praktijken", "Kennismedewerker", "Hogescholen", day("2026-03-01"), day("2028-12-31"), "Aantal beschreven praktijken\nAantal praktijken dat elders is overgenomen", "", ORANGE),
            Row("6.7", "Effectmeting van drie projecten per jaar", "Kennismedewerker", "Hogescholen", day("2027-01-01"), day("2030-12-31"), "Aantal afgewerkte effectmetingen"),
            Row("6.8", "Streekmemorandum bij elke verkiezing", "Directeur", "Gemeenten", "uiterlijk zes maanden voor de verkiezingen", day("2029-12-31"), "Memorandum goedgekeurd door de stuurgroep"),
        ]),
    ]),
]  # fmt: skip
