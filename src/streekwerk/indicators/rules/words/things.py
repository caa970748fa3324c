"""Nouns of plans: documents, other things that come to be, events, people, outside figures."""

from __future__ import annotations

from streekwerk.indicators.rules.words.family import family

# Each end is found with its plural: listed both ways, since Dutch plurals are not regular enough.
DOCUMENT = family(
    "document",
    "een woord voor een document",
    "nota tekst plan kader matrix charter manifest handleiding visie missie policy document beleid "
    "afspraken mandaat bestek fiche fiches brochure folder gids model reglement statuten begroting "
    "inventaris lijst overzicht kaart organogram verslag verslagen rapport rapporten jaarverslag tender "
    "conclusies aanbevelingen presentatie aanvraag dossier",
    ends=(
        "nota nota's nota’s tekst teksten rapport rapporten rapportage rapportages rapportering "
        "verslag verslagen plan plannen draaiboek draaiboeken handleiding handleidingen leidraad "
        "leidraden matrix kader kaders overeenkomst overeenkomsten convenant convenanten charter "
        "manifest reglement procedure procedures protocol protocollen sjabloon sjablonen brochure "
        "inventaris inventarissen overzicht overzichten lijst checklist wegwijzer roadmap gids gidsen "
        "document documenten verklaring verklaringen functieprofiel organogram draft voorstel "
        "voorstellen akkoord akkoorden profiel afspraken bundel methodiek methodieken begroting kaart "
        "jaarrekening aanvraag aanbevelingen dossier visie boek lastenboek folder fiche fiches "
        "formulier formulieren statuut jaarprogramma advies businesscase memorandum script "
        "stroomschema traject trajecten beleid mandaat factuur"
    ),
    never=("wachtlijst wachtlijsten rijbewijs supervisie intervisie televisie verlangens woonkaart mobiel"),
)
REPORT = family(
    "report",
    "een woord voor een verslag",
    "nota cijfers monitor",
    ends=(
        "rapport rapporten rapportage rapportages rapportering verslag verslagen nota jaarverslag "
        "overzicht plan actieplan dashboard cijferfiche barometer"
    ),
)
THING = family(
    "thing",
    "een woord voor iets dat er komt",
    "platform tool website loket meldpunt structuur team project systeem register dashboard app "
    "applicatie toolbox logo video databank aanbod archief campagne webinar module aanspreekpunt "
    "helpdesk werkwijze tools regisseur coördinator organisatiestructuur opleidingsaanbod "
    "communityplatform netwerk consortium vacature medewerker doelgroepen feedbacksysteem doelen "
    "locatie vergunning financiering huisstijl account pagina",
    ends=(
        "platform platformen tool website site loket meldpunt structuur werkgroep stuurgroep "
        "projectgroep kerngroep netwerk team verband project systeem register dashboard applicatie "
        "campagne module databank punt centrum werking standaard aanbod instrument toolkit kanaal "
        "archief consortium pagina werkvorm"
    ),
    never="knelpunt knelpunten standpunt tijdpunt samenwerking verbeterpunt uitgangspunt netwerkwerking",
)
# The doing of something once: it is done or not.
DOING = family(
    "doing",
    "een woord voor iets dat gedaan wordt",
    "opmaak oplevering finalisering afronding opmaken opstellen opstart opstarten oprichting oprichten "
    "ontwikkeling ontwikkelen uitwerken uitwerking organisatie organiseren publicatie lancering "
    "lanceren implementatie implementeren invoering ondertekening validatie valideren aanstelling "
    "actualisering actualisatie digitalisering evaluatie evaluaties evalueren analyse analyses "
    "onderzoek bijsturing telling inventarisatie screening audit uitrol ingebruikname aankoop "
    "aanwerving realisatie herziening herwerking vertaling verspreiding voorleggen bespreken bespreking "
    "definiëren vastleggen schrijven maken inventariseren kaart opening bouw renovatie aanleg "
    "inrichting toolontwikkeling update terugkoppeling bevraging monitoring pilootproject proefproject "
    "nulmeting meting uitbouw uitbouwen sensibilisering opzetten informeren aanduiding verbetering "
    "optimalisatie goedkeuring studie resultaat resultaten opvolging deelname",
    ends=(
        "analyse analyses onderzoek evaluatie evaluaties meting telling studie ontwikkeling screening "
        "bevraging inventarisatie audit enquête mapping oefening toets scan"
    ),
    begins="finaliser",
    never="tevredenheidsmeting tevredenheidsbevraging tevredenheidsenquête tevredenheidsonderzoek",
)
EVENT = family(
    "event",
    "een woord voor een bijeenkomst of bericht",
    "spreekuur spreekuren lezing lezingen rondleiding rondleidingen opendeurdag opendeurdagen kick-off "
    "voorstelling voorstellingen festival beurs jobbeurs briefing briefings debriefing atelier ateliers "
    "bijscholing bijscholingen nascholing toelichting feest filmpjes ontbijt infokrant overleg "
    "vergadering vergaderingen vergadert vergaderen overlegt overleggen bijeenkomst bijeenkomsten "
    "samenkomst samenkomsten zitdag zitdagen zitting zittingen intervisie supervisie vorming vormingen "
    "opleiding opleidingen terugkoppeling sessie sessies bezoek bezoeken ronde rondes congres symposium "
    "studiedag studiedagen forum event events evenement evenementen post posts bericht berichten "
    "nieuwsbrief nieuwsbrieven mailing mailings artikel artikels artikelen update updates permanentie "
    "ontmoeting ontmoetingen workshop workshops webinar webinars training trainingen contact contacten "
    "bespreking besprekingen campagne campagnes activiteit activiteiten actie acties gesprek gesprekken "
    "rondetafel samen bijeen debat debatten denkdag denkdagen uitstap debatavond markt café",
    ends=(
        "overleg vergadering vergaderingen bijeenkomst bijeenkomsten zitdag zitdagen moment momenten "
        "sessie sessies intervisie intervisies bespreking besprekingen bezoek bezoeken studiedag "
        "studiedagen post posts nieuwsbrief nieuwsbrieven vorming vormingen opleiding opleidingen "
        "workshop workshops gesprek gesprekken avond avonden event events evenement evenementen tafel "
        "tafels activiteit activiteiten infodag infodagen denkdag denkdagen permanentie terugkoppeling "
        "campagne campagnes zitting rondgang netwerkdag contact contacten berichten café lunch lunches "
        "ontbijt acties trefdag trefdagen inspiratiedag ontmoetingsdag themadag "
        "feest feesten"
    ),
    never=(
        "doorlooptijd kwaliteitspost vakopleiding beeldvorming hervorming vervorming omvorming denktafel "
        "reacties transacties interacties"
    ),
)
# Verbs of meeting: an event even where no noun names one.
MEETS = family(
    "meets",
    "een werkwoord van samenkomen",
    "samen bijeen vergadert vergaderen overlegt overleggen",
)
# What proves that a meeting was held.
MINUTES = family(
    "minutes",
    "een verslag van een bijeenkomst",
    "verslag verslagen notulen aanwezigheidslijst aanwezigheidslijsten",
)
# Acts that come back: with a rhythm they are an event, without one they are done once.
ACT = family(
    "act",
    "een woord voor iets dat terugkomt",
    "evaluatie bevraging telling meting screening bespreking besproken geëvalueerd bevraagd "
    "geactualiseerd bijgewerkt gemonitord gemeten bijgestuurd geüpdatet update teruggekoppeld "
    "gerapporteerd georganiseerd voorgelegd geagendeerd controle opvolging opgevolgd verstuurd "
    "verschijnt uitgestuurd plaatsvindt plaats uitgenodigd samengebracht overlegd bijeengeroepen "
    "publiceren verschijnen bezocht overlopen getest geoefend oefening herzien",
    ends="evaluatie bevraging telling meting oefening controle audit",
)
PEOPLE = family(
    "people",
    "een woord voor wie meedoet",
    "deelnemers burgers besturen gemeenten leden vrijwilligers gezinnen inwoners jongeren ouderen "
    "cliënten partners medewerkers huisartsen mensen kinderen ouders mantelzorgers organisaties "
    "collega's gebruikers klanten bezoekers volgers abonnees personen zorgverleners hulpverleners "
    "scholen leerlingen verenigingen chauffeurs apothekers leefloners brugfiguren jeugdigen studenten "
    "senioren patiënten nieuwkomers werkzoekenden huishoudens bewoners vzw's ocmw's professionals "
    "ervaringsdeskundigen vaders moeders praktijken psychologen verpleegkundigen werkgevers teams "
    "buurten wijken zones",
    ends=(
        "deelnemers gebruikers partners besturen gemeenten gezinnen medewerkers verleners werkers "
        "zorgers zoekers leden bezoekers organisaties psychologen artsen vrijwilligers jongeren "
        "inwoners cliënten klanten ouders kinderen diensten houders plussers begeleiders"
    ),
)
CASES = family(
    "cases",
    "een woord voor wat geteld wordt",
    "klachten meldingen doorverwijzingen aanmeldingen inschrijvingen dossiers signalen correcties "
    "vragen oproepen aanwezigheden downloads projecten plaatsen woningen initiatieven trajecten "
    "uithuiszettingen aanvragen partnerschappen samenwerkingen innovaties formulieren opvangplaatsen "
    "crisisplaatsen annulaties tegemoetkomingen publicaties likes",
    ends=(
        "aanvragen meldingen plaatsen woningen dossiers signalen klachten inschrijvingen "
        "doorverwijzingen projecten initiatieven oproepen innovaties uithuiszettingen formulieren "
        "opnames"
    ),
)
# Figures that somebody else keeps: a statistics office, a social-media platform, a federal register.
OUTSIDE = family(
    "outside",
    "een cijfer dat elders wordt bijgehouden",
    "volgers followers abonnees likes bereik websitebezoekers paginaweergaven werkloosheid werkloos "
    "werkloze werklozen werkzaamheidsgraad kansarmoede vaccinatiegraad statbel provincies.incijfers "
    "vdab weergaven impressies sterfte geboorten geboren schooluitval jeugdwerkloosheid "
    "tewerkstellingsgraad sterftecijfer huurprijzen ziekenhuisdagen opnames schoolverlaters "
    "levensverwachting leerachterstand verkeersslachtoffers zelfdodingen suïcides prevalentie "
    "incidentie rijksregister heropnames webstatistieken kinderarmoede-index woonmarkt kansarm kansarme",
    ends=(
        "werkloosheid werkloosheidsgraad werkzaamheidsgraad armoederisico prevalentie vaccinatiegraad "
        "sterfte armoedecijfer armoedecijfers opnames opnamen volgers huurwoningen vaccinatie "
        "verlaters overlijdens"
    ),
    begins="werkloos kansarmoede",
)
ONLINE = family(
    "online",
    "een sociaal medium of website",
    "website site facebook instagram linkedin socials social media nieuwsbrief nieuwsbrieven youtube "
    "podcast webinar",
    ends="website kanaal pagina",
    begins="facebook instagram linkedin youtube",
)
AUDIENCE = family(
    "audience",
    "wie online kijkt",
    "bezoekers bezoeken weergaven kliks klikken volgers lezers impressies bereik klikratio "
    "engagementgraad engagement openingsgraad openingsratio geopend geopende bekeken kijkers "
    "luisteraars views clicks reacties",
    ends="bezoekers volgers paginabezoeken sitebezoeken",
)
# People whom an outside register counts, when the sentence only counts that they are there.
OUTSIDE_PEOPLE = family(
    "outside_people",
    "mensen die een register elders telt",
    "inwoner inwoners bevolking huisartsen werkzoekenden haio's haio tandartsen eerstelijnspsychologen "
    "kinesitherapeuten verpleegkundigen apotheken 65-plussers 80-plussers alleenstaanden geboortes "
    "eenoudergezinnen schoolverlaters kinderopvangplaatsen grijsheid vergrijzing huishoudens daklozen "
    "leegstaande",
    ends="artsen plussers bevolking inwoners schoolverlaters",
)
SURVEY = family(
    "survey",
    "een bevraging",
    "bevraging enquête survey zelfevaluatie polsing aangeeft aangeven vindt beschouwt beschouwen voelt "
    "voelen ervaart ervaren zegt zeggen beoordeelt beoordelen tevreden tevredenheid aanbevelen "
    "aanbeveelt beveelt zelfgerapporteerd gepercipieerde gepercipieerd oordeelt oordelen waardeert "
    "waarderen beleeft vertrouwen bekendheid ontevreden bevraagde respondenten nps inschat inschatten "
    "responsgraad kennen kent",
    ends="bevraging enquête vragenlijst tevredenheid beleving peiling gevoel",
    begins="tevredenheid",
)
