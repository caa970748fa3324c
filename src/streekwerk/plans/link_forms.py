"""Forms for links between actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from streekwerk.plans.choices import ACTION_LEVELS
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.queries.links import LinkLine
from streekwerk.plans.rules.links import LINK_WORDS


class LinkForm(forms.Form):
    """With which action, how, and why. The actions to choose from stand in the page, see `connect.html`."""

    target = forms.IntegerField(
        label="De andere actie", error_messages={"required": "Kies de andere actie. Zoek ze eerst hierboven."}
    )
    kind = forms.ChoiceField(
        label="Deze actie …", choices=[(kind, words[0]) for kind, words in LINK_WORDS.items()]
    )
    rationale = forms.CharField(
        label="Waarom?",
        required=False,
        help_text="Bij een slimme combinatie: wat winnen de twee acties samen?",
        widget=forms.Textarea({"rows": 3}),
    )


class LinkFilterForm(forms.Form):
    """Which links of a plan are shown; a GET form, so it lives in the address."""

    soort = forms.ChoiceField(label="Soort verband", required=False)
    netwerk = forms.ChoiceField(label="Netwerk", required=False)

    def __init__(self, lines: Iterable[LinkLine], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        networks = {line.other.plan.network.code: line.other.plan.network.name for line in lines}
        kinds = {line.link.kind for line in lines}
        self.fields["soort"].choices = [  # type: ignore[attr-defined]
            ("", "alle soorten"),
            *((kind, words[0]) for kind, words in LINK_WORDS.items() if kind in kinds),
        ]
        self.fields["netwerk"].choices = [  # type: ignore[attr-defined]
            ("", "alle netwerken"),
            *sorted(networks.items(), key=lambda pair: pair[1]),
        ]

    def kept(self, lines: Iterable[LinkLine]) -> list[LinkLine]:
        """The lines that are asked for; what makes no sense in the address is left out."""
        known = {name: dict(self.fields[name].choices) for name in self.fields}  # type: ignore[attr-defined]
        kind, network = (self.data.get(name, "") for name in ("soort", "netwerk"))
        return [
            line
            for line in lines
            if (kind not in known["soort"] or kind in ("", line.link.kind))
            and (network not in known["netwerk"] or network in ("", line.other.plan.network.code))
        ]


class CarryForm(forms.Form):
    """In which draft an action is continued, and where."""

    place = forms.ChoiceField(label="Waar komt ze te staan?")

    def __init__(self, drafts: Iterable[Plan], parents: Iterable[Node], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[int, list[tuple[str, str]]] = {}
        for node in parents:
            if node.level not in ACTION_LEVELS:
                groups.setdefault(node.plan_id, []).append(
                    (f"{node.plan_id}-{node.pk}", f"onder {node}"[:110])
                )
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (plan.title, [(f"{plan.pk}-", "onderaan in het plan"), *groups.get(plan.pk, [])])
            for plan in drafts
        ]

    def chosen(self) -> tuple[int, int | None]:
        """The plan, and the node under which it comes (None: at the top)."""
        plan, _, node = self.cleaned_data["place"].partition("-")
        return int(plan), int(node) if node else None
