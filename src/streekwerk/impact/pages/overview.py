"""What the page of the tests of a network says, each number with where its records stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from streekwerk.impact.queries.overview import Overview
from streekwerk.ui import dutch


@dataclass(frozen=True)
class Said:
    """A number in words, and where its records stand."""

    words: str
    url: str


@dataclass(frozen=True)
class OverviewPage:
    """The head of the page."""

    found: Overview
    open: int
    late: int

    @property
    def sentence(self) -> str:
        """How far testing is, in one sentence."""
        if not self.found.every:
            return "Nog geen enkele toets."
        done = self.found.count(let="klaar")
        if not done:
            return "Nog geen enkele toets is klaar."
        tests = dutch.counted(done, "toets is", "toetsen zijn")
        if self.found.parts and not self.found.tested_actions:
            none = "de actie heeft er geen"
            if self.found.parts > 1:
                none = f"geen van de {self.found.parts} acties heeft er een"
            return f"{tests} klaar, bij een doelstelling of actieplan; {none}."
        actions = dutch.counted(self.found.parts, "actie heeft", "acties hebben")
        return f"{tests} klaar; {self.found.tested_actions} van de {actions} er een."

    @property
    def numbers(self) -> list[Said]:
        """What is worth a look, the rest left out."""
        base = reverse("impact:overview", args=[self.found.network.code])
        measures = reverse("impact:measures", args=[self.found.network.code])
        made = [
            (self.found.count(let="klaar", moment="before"), "vooraf", f"{base}?let=klaar&moment=before"),
            (self.found.count(let="klaar", moment="after"), "pas nadien", f"{base}?let=klaar&moment=after"),
            (self.found.count(let="nakijken"), "na te kijken", f"{base}?let=nakijken"),
            (self.found.count(let="herbekijken"), "te herbekijken", f"{base}?let=herbekijken"),
        ]
        said = [Said(f"{dutch.counted(n, 'toets', 'toetsen')} {word}", url) for n, word, url in made if n]
        if self.open:
            words = f"{dutch.counted(self.open, 'maatregel', 'maatregelen')} open"
            said.append(Said(words, f"{measures}?stand=open"))
        if self.late:
            said.append(Said(f"{self.late} daarvan te laat", f"{measures}?stand=te-laat"))
        return said
