"""Words that name a measure: what stands in front of an indicator."""

from __future__ import annotations

from streekwerk.indicators.rules.words.family import family

COUNT = family(
    "count",
    "een woord voor tellen",
    "aantal aant aantallen hoeveel vaak hoeveelheid # output bereik instroom uitstroom doorstroom toestroom "
    "opkomst toeloop wachtlijst",
    ends="aantal aantallen instroom uitstroom doorstroom wachtlijst",
    never="merendeel",
)
SHARE = family(
    "share",
    "een woord voor een deel van een geheel",
    "aandeel aandelen percentage percentages % procent percent pct proportie verhouding ratio dekking "
    "ziekteverzuim absenteïsme personeelsverloop verloop drop-out dropout uitval schooluitval "
    "meerderheid prevalentie incidentie slaagkans",
    ends="aandeel percentage ratio graad verzuim cijfer cijfers werkloosheid werkzaamheid",
    never=(
        "cijfer cijfers rapportcijfer rapportcijfers omzetcijfer omzetcijfers kerncijfers "
        "cijfermateriaal beoordelingscijfer graad dieptegraad centigraad kwaliteitsgraad "
        "tevredenheidsgraad ernstgraad zorgraad eerstelijnszorgraad"
    ),
)
# A degree that somebody must judge. "kwaliteit", "samenhang": no register counts them.
RUBRIC = family(
    "rubric",
    "een woord voor een mate",
    "mate graad niveau kwaliteit maturiteit diepgang diversiteit bruikbaarheid zichtbaarheid "
    "haalbaarheid betrokkenheid samenhang draagvlak inbedding doorwerking cultuur leesbaarheid "
    "begrijpelijkheid bekendheid toegankelijkheid bereikbaarheid coherentie verankering schaalbaarheid "
    "overdraagbaarheid duurzaamheid herkenbaarheid laagdrempeligheid zelfredzaamheid weerbaarheid "
    "samenwerking participatie kennis expertise gebruik inzet aanwezigheid vertrouwen eigenaarschap "
    "veerkracht continuïteit gelijkwaardigheid transparantie wederkerigheid impact effect effecten "
    "meerwaarde toepassing naleving efficiëntie effectiviteit overlast leefstijl werkdruk",
    ends=(
        "maturiteit coherentie betrokkenheid niveau dieptegraad baarheid samenhang kwaliteit overlast "
        "druk continuïteit"
    ),
    never="kwaliteitskader levenskwaliteit",
)
# The rubrics that stand alone at the beginning ("Mate van …"): they decide whatever follows.
DEGREE = family(
    "degree",
    "een woord voor een mate vooraan",
    "mate graad niveau maturiteit kwaliteit diversiteit",
)
SCORE = family(
    "score",
    "een woord voor wat mensen antwoorden",
    "nps tevredenheid beleving waardering welbevinden welzijnsgevoel appreciatie rapportcijfer "
    "beoordeling beoordelingen levenskwaliteit subjectieve subjectief eenzaamheidsgevoel "
    "veiligheidsgevoel csat feedback sus kwaliteitsbeleving tevreden ontevredenheid",
    ends=(
        "tevredenheid beleving score scores satisfactie waardering beoordelingen rapportcijfer gevoel "
        "welbevinden"
    ),
    begins="tevredenheids satisfactie belevings welbevindens",
    never="risicobeoordeling risicobeoordelingen",
)
DURATION = family(
    "duration",
    "een woord voor tijd",
    "snelheid duur tijdsduur duurtijd tijd termijn doorlooptijd wachttijd tijdswinst tijdsbesteding "
    "tijdsbesparing tijdsinvestering wachtdagen verblijfsdagen ziekenhuisdagen",
    ends="tijd tijden duur termijn termijnen ingsuren ersuren erkuren orguren lieguren igdagen",
    begins="tijdsbested tijdswinst tijdsbespar tijdsinvest",
    never=(
        "leeftijd gezinstijd altijd maaltijd maaltijden deeltijd voltijd vrijetijd werktijd "
        "openingstijd openingstijden langetermijn kortetermijn hoogtijd tussentijd natuur guur zuur "
        "middellangetermijn bedtijd bedenktijd openingsuren schooltijd vakantietijd spitsuren "
        "kantooruren"
    ),
)
# Begin and end of such a time are two facts; the rest is time spent, which is registered.
LEAD_TIME = family(
    "lead_time",
    "een tijd tussen twee feiten",
    "snelheid tijd termijn duur wachten",
    ends=(
        "doorlooptijd doorlooptijden wachttijd wachttijden responstijd responstijden "
        "reactietijd reactietijden antwoordtermijn behandeltermijn behandelingstermijn doorlooptermijn "
        "wachttermijn duur verwerkingstijd antwoordtijd beslissingstermijn behandeltijd"
    ),
)
AMOUNT = family(
    "amount",
    "een woord voor een hoeveelheid, geld of gewicht",
    "bedrag bedragen totaalbedrag kostprijs kosten kost budget budgetten omzet opbrengst opbrengsten "
    "inkomsten uitgaven besparing besparingen subsidies middelen tonnage volume gewicht oppervlakte "
    "verbruik uitstoot afstand prijs leeftijd financiering levensverwachting schuldenlast vte's return "
    "waarde tarief tarieven loonkost loonkosten investering investeringen premie premies winst verlies "
    "saldo schuld schulden giften donaties sponsoring inbreng vergoeding vergoedingen kostenbesparing "
    "korting",
    ends=(
        "bedrag bedragen budget kosten kost kostprijs besparing omzet opbrengst inkomsten uitgaven "
        "prijs prijzen verbruik uitstoot schuldenlast oppervlakte emissie emissies subsidies "
        "subsidiebedrag tarief vergoeding vergoedingen investering investeringen concentratie concentraties"
    ),
    never=(
        "tijdsbesparing loonkostensubsidie projectfinanciering onkosten onkostenverwerking meerwaarde "
        "cultuurprijs innovatieprijs"
    ),
)
UNIT_AMOUNT = family(
    "unit_amount",
    "een maat van gewicht, geld of oppervlakte",
    "ton tonnen kg kilo kilogram gram liter € eur euro euro's m² m2 kwh mwh km kilometer kilometers vte "
    "vte's fte hectare ha miljoen liters hectares hectaren kilo's kilogrammen",
)
# Time that is given to something is registered, also where it has a begin and an end.
SPENT = family(
    "spent",
    "tijd die aan iets gaat",
    "besteed besteedt besteden bestede gepresteerd gepresteerde presteren gewerkt gewerkte",
)
UNIT_TIME = family(
    "unit_time",
    "een maat van tijd",
    "dag dagen werkdag werkdagen kalenderdag kalenderdagen week weken maand maanden uur uren minuut minuten",
)
FREQUENCY = family(
    "frequency",
    "een woord voor hoe vaak",
    "frequentie ritme regelmaat",
    ends="frequentie",
)
MEAN = family(
    "mean",
    "een gemiddelde",
    "gemiddelde gemiddeld mediane mediaan gem doorsnee",
)
# Words that may stand in front of a measure without being one.
TRANSPARENT = family(
    "transparent",
    "een inleidend woord",
    "de het een 't totaal totale gemiddelde gemiddeld mediane mediaan gem evolutie ontwikkeling van in "
    "aan jaarlijks jaarlijkse maandelijks maandelijkse maximaal maximale minimaal minstens minimum "
    "maximum globale algemene hoge nieuw verloop cijfer cijfers uniek resultaat resultaten meting meten "
    "geregistreerd geregistreerde concreet netto bruto relatieve relatief absoluut absolute",
)
# More and less: a rise stands anywhere in the sentence, a comparative only in front (“meer huisartsen”).
RISE = family(
    "rise",
    "een woord voor meer",
    "stijging stijgt stijgen stijgend stijgende gestegen toename toegenomen toeneemt groei groeit "
    "groeien aangroei verhoging verdubbeling verdubbelt verdubbeld uitbreiding vergroting verhoogt "
    "verhoogd hoger dubbel",
    ends="stijging toename",
)
FALL = family(
    "fall",
    "een woord voor minder",
    "zakt zakken slinkt slinken daling verminderd daalt dalen dalend dalende gedaald afname afgenomen "
    "afneemt vermindering vermindert reductie verlaging verlaagt krimp ingekort verkorting gehalveerd "
    "halvering halveert terugdringen terugdringing inkorting verkort lager korter",
    ends="daling afname reductie vermindering",
)
MORE = family(
    "more",
    "een woord voor meer vooraan",
    "meer hogere verhoogde sterker sterkere bredere hechtere vlottere veiligere gezondere duidelijkere "
    "gemakkelijkere actievere nauwere betere verbeterde grotere langere vergrote ruimere toenemende "
    "verhogen vergroten verhoogd",
)
LESS = family(
    "less",
    "een woord voor minder vooraan",
    "minder lagere verminderde kortere verlaagde snellere kleinere verkorte afnemende verminderen "
    "verlagen verkorten sneller",
)
