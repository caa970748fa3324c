"""Three templates to begin with; a network takes them over and makes them its own."""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.impact.rules.questions import ImpactQuestion, QuestionKind, keyed


@dataclass(frozen=True)
class StartingTemplate:
    """A template that we offer."""

    kind: str
    name: str
    purpose: str
    questions: tuple[ImpactQuestion, ...]


def _ask(text: str, help: str = "", *levels: str) -> ImpactQuestion:
    return ImpactQuestion("", text, help, QuestionKind.LEVELS if levels else QuestionKind.YES_NO, levels)


STARTING: tuple[StartingTemplate, ...] = (
    StartingTemplate(
        "residents",
        "Inwonerstoets",
        "Wat betekent dit voor de mensen die hier wonen? Voor elk project dat inwoners merken.",
        keyed(
            [
                _ask(
                    "Is duidelijk voor welke inwoners dit er komt?",
                    "Noem ze zo precies u kan: wie, waar, met hoeveel.",
                ),
                _ask(
                    "Hoe ver reikte de inspraak van die inwoners?",
                    "Tel enkel mee wat gebeurde vóór de beslissing.",
                    "niemand gevraagd",
                    "naar hen geluisterd",
                    "samen uitgewerkt",
                    "mee beslist",
                ),
                _ask(
                    "Raakt iedereen er, ook zonder auto, computer of goed Nederlands?",
                    "Denk aan de weg erheen, de uren, het formulier en de taal.",
                ),
                _ask(
                    "Verstaat iemand zonder voorkennis wat u erover schrijft?",
                    "Laat het nalezen door iemand van buiten de dienst.",
                ),
                _ask("Merken inwoners binnen het jaar een verschil?", "Zeg waaraan zij het zullen merken."),
                _ask("Weten inwoners waar ze terechtkunnen als het misloopt?"),
            ]
        ),
    ),
    StartingTemplate(
        "poverty",
        "Armoedetoets",
        "Helpt dit mensen met weinig geld, of maakt het hun leven net zwaarder? Liefst voor de beslissing.",
        keyed(
            [
                _ask(
                    "Kan wie van een leefloon leeft dit betalen?",
                    "Tel alles mee: bijdrage, vervoer, waarborg, opvang.",
                ),
                _ask(
                    "Krijgt men het vanzelf, of helpt iemand met de aanvraag?",
                    "Een recht dat men moet zoeken, bereikt velen niet.",
                ),
                _ask(
                    "Kan men meedoen zonder te moeten tonen dat men arm is?",
                    "Denk aan aparte loketten, bonnen en lijsten.",
                ),
                _ask("Blijft wie schulden heeft gespaard van nieuwe kosten of boetes?"),
                _ask(
                    "Hoe ver werden mensen met armoede-ervaring betrokken?",
                    "Ook een vereniging of ervaringsdeskundige telt.",
                    "niet",
                    "achteraf ingelicht",
                    "om raad gevraagd",
                    "van bij het begin",
                ),
                _ask("Gaan kinderen in die gezinnen erop vooruit, of er minstens niet op achteruit?"),
            ]
        ),
    ),
    StartingTemplate(
        "sustainability",
        "Duurzaamheidstoets",
        "Houdt dit stand als het projectgeld op is, en draagt het zorg voor de omgeving?",
        keyed(
            [
                _ask(
                    "Loopt dit door wanneer de tijdelijke middelen op zijn?",
                    "Zeg met welk geld en vanaf wanneer.",
                ),
                _ask(
                    "Is afgesproken wie het daarna draagt?",
                    "Een naam van een organisatie, niet “het netwerk”.",
                ),
                _ask(
                    "Hoe makkelijk neemt een ander bestuur dit over?",
                    "",
                    "kan enkel hier",
                    "met veel begeleiding",
                    "met een draaiboek",
                    "kan morgen starten",
                ),
                _ask("Blijft de kennis bewaard wanneer een medewerker vertrekt?"),
                _ask("Vraagt het niet meer ritten, energie of materiaal dan wat het vervangt?"),
                _ask(
                    "Wordt op voorhand gezegd waaraan men na enkele jaren ziet dat het werkt?",
                    "Verwijs naar de effectindicator van dit onderdeel.",
                ),
            ]
        ),
    ),
)
