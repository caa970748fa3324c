"""Verbs and small words: what ends, what goes on, who is meant, where a noun phrase stops."""

from __future__ import annotations

from streekwerk.indicators.rules.words.family import family

# Something that is over when it is done: it can be delivered.
DONE = family(
    "done",
    "iets dat af is",
    "opgericht opgestart opgemaakt opgesteld uitgewerkt uitgevoerd ontwikkeld bepaald herwerkt afgerond "
    "afgewerkt afgesloten voorgelegd ondertekend beschikbaar klaar verdeeld operationeel aangesteld "
    "aangeduid aangevraagd aangeworven verspreid vertaald ingericht ingevoerd opgenomen aanwezig "
    "voltooid gekend geopend gerealiseerd gelanceerd gepubliceerd goedgekeurd gevalideerd geëvalueerd "
    "georganiseerd gevoerd gemaakt geactualiseerd herzien besproken gebundeld aangekocht gebouwd "
    "aangelegd ingediend afgetekend gefinaliseerd geïmplementeerd getekend vastgelegd geïnstalleerd "
    "vernieuwd live digitaal conform gevat uitgeschreven geïnventariseerd onderzocht geformuleerd "
    "geschreven bijgestuurd toegekend uitgerold geformaliseerd opgeleverd verworven geoptimaliseerd "
    "bekendgemaakt gecommuniceerd gestart bekrachtigd opgezet gevormd geanalyseerd aangeboden "
    "ingeschreven aangereikt verkregen toegewezen samengesteld voorgesteld beslist afgesproken "
    "verduidelijkt gereed beschreven verankerd gekoppeld ontsloten geïntegreerd neergelegd getest "
    "genomen gecreëerd gekozen ingesteld geplaatst aangemaakt ondergebracht overgedragen verhuisd "
    "aangepast uitgebouwd",
    begins=(
        "goedgekeurd ondertekend gevalideerd uitgewerkt afgewerkt opgeleverd gepubliceerd "
        "bijgestuurd geactualiseerd herwerkt vastgesteld ontwikkeld opgestart opgericht "
        "geïmplementeerd gedocumenteerd opgezet geïnstalleerd geüniformiseerd vernieuwd"
    ),
)
# Being there, which can also be so more or less: “vlot beschikbaar”.
THERE = family(
    "there",
    "er zijn",
    "aanwezig beschikbaar gekend bereikbaar",
)
# Finite verbs that finish something; many Dutch ones stand in two pieces (“keurt … goed”).
FINISHES = family(
    "finishes",
    "een werkwoord dat iets afwerkt",
    "opent openen lanceert lanceren ondertekent ondertekenen publiceert publiceren realiseert "
    "ontwikkelt ontwikkelen bouwt herziet actualiseert goedkeurt opstart behaalt behalen ontvangt "
    "bekomt legt beslist beslissen formuleert formuleren",
)
# A state that has no end: somebody has to judge how far it is true.
ONGOING = family(
    "ongoing",
    "een toestand zonder einde",
    "ondersteund afgestemd gebruikt ingezet afgetoetst gewaarborgd gegarandeerd toegepast benut "
    "betrokken gevolgd meegenomen bewaakt uitgebreid versterkt bevorderd gestimuleerd gedragen "
    "verbeterd gedeeld gehoord erkend gerespecteerd nageleefd bereikt ontlast begeleid gewaardeerd "
    "gelezen geborgd gecoördineerd benaderd bestendigd gehanteerd aangemoedigd geïnformeerd opgevolgd "
    "verhoogd vergroot gefaciliteerd verder bespreekbaar toegankelijk geïntensiveerd uitgewisseld "
    "verzekerd vertrouwd bekend beschermd verbonden vertegenwoordigd",
)
# Finite verbs of a state: “sluit aan bij”, “verloopt vlot”, “weten elkaar te vinden”.
STATE = family(
    "state",
    "een werkwoord van toestand",
    "ligt liggen sluit sluiten verloopt verlopen weten weet kennen kent borgt waarborgt versterkt "
    "versterken ondersteunt ondersteunen loopt kunnen kan durven durft werkt lossen lost nemen neemt "
    "heerst leeft begrijpen begrijpt blijft blijven past passen draagt dragen voldoet voldoen bevordert "
    "bevorderen zorgt hanteert hanteren houdt houden fungeert functioneert functioneren delen deelt "
    "volgen volgt respecteert gebruiken gebruikt benutten benut waken waakt werken beheersen beheerst "
    "herkennen stemt stemmen wisselt wisselen denkt denken trekt trekken",
)
AUXILIARY = family(
    "auxiliary",
    "een hulpwerkwoord",
    "is zijn werd werden wordt worden geworden",
)
# How well: without an end, whatever the noun or verb beside it.
QUALITY = family(
    "quality",
    "een woord voor hoe goed",
    "voldoende vlotte vlot goede goed gezonde gezond correcte correct tijdig tijdige kwaliteitsvolle "
    "kwaliteitsvol kwalitatieve efficiënte efficiënt effectieve effectief veilige veilig duurzame "
    "duurzaam actieve actief systematisch systematische laagdrempelige laagdrempelig toegankelijke "
    "aantrekkelijke aangename warme gelijke gelijkwaardige hechte nauwe sterke stevige optimale "
    "optimaal maximale vertrouwde eenvormige bewuste bewust beter zelfstandig zichtbaar nauwgezet "
    "consequent constructieve constructief transparante transparant integrale respectvolle respectvol "
    "open betaalbare betaalbaar",
)
WE = family(
    "we",
    "een belofte van “we”",
    "we wij",
)
# “Voor elke …”, “alle …”: a whole of which every part must have it.
EVERY = family(
    "every",
    "een woord voor allemaal",
    "alle elke elk ieder iedere iedereen allen",
)
NONE = family(
    "none",
    "een woord voor geen enkele",
    "geen",
)
# Here a noun phrase stops.
STOP = family(
    "stop",
    "een voorzetsel of voegwoord",
    "van voor met bij over in op aan tegen tussen uit naar rond door om dat die waarin waarmee waarvan "
    "waar wie ten volgens via tot per binnen onder inzake ivm m.b.t ifv is zijn werd werden wordt "
    "worden heeft hebben ( , : ;",
)
RELATIVE = family(
    "relative",
    "een betrekkelijk voornaamwoord",
    "dat die waarin waarmee waarvan waarbij waarover waar",
)
ARTICLE = family(
    "article",
    "een lidwoord of aanwijzend woord",
    "de het een 't deze dit onze ons hun zijn haar",
)
# What narrows the noun before it: “met een zorgplan”, “ouder dan 65 jaar”.
NARROWS = family(
    "narrows",
    "een voorzetsel of vergelijking na een naam",
    "van in uit met bij op voor zonder tussen boven onder tot binnen buiten na naar rond over door aan via "
    "tegen sinds vanaf ouder jonger dan",
)
# Common finite verbs that name no state: “krijgt”, “heeft”.
FINITE = family(
    "finite",
    "een vervoegd werkwoord",
    "heeft hebben had krijgt krijgen kan moet moeten zal zullen doet doen gaat gaan staat staan vindt "
    "vinden komt komen geeft geven voelt voelen wil willen zit zitten ziet zien kreeg kregen was waren ging "
    "gingen kwam kwamen deed deden nam namen gaf gaven vond vonden bleef bleven zag zagen",
)
