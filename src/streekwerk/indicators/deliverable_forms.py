"""Forms for deliverables: what is promised, a version, what a party says, why it comes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from streekwerk.indicators.choices import ValidationState
from streekwerk.indicators.commands.deliverables import DeliverableText, Delivery
from streekwerk.indicators.commands.evidence import GivenFile
from streekwerk.indicators.commands.validations import Said
from streekwerk.indicators.queries.deliverables import DeliverableSelection
from streekwerk.indicators.rules.deliverables.files import EXTENSIONS
from streekwerk.indicators.rules.deliverables.validators import Candidate


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


AT_ONCE = 3
"""How many of the largest files go into memory together."""


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one field; what they are is decided by the command, by their bytes."""

    def clean(self, data: Any, initial: Any = None) -> list[GivenFile]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        limit, most = settings.EVIDENCE_MEGABYTES * 1_000_000, AT_ONCE * settings.EVIDENCE_MEGABYTES
        # One that is too large by itself is refused by its own name.
        if sum(min(file.size or 0, limit) for file in files) > AT_ONCE * limit:
            raise forms.ValidationError(
                f"Samen zijn deze bestanden groter dan {most} MB. Geef ze in meer dan één keer."
            )
        return [self._given(file) for file in files]

    @staticmethod
    def _given(file: UploadedFile[Any]) -> GivenFile:
        # Not more than one byte over the limit goes into memory: enough for the refusal.
        return GivenFile(file.name or "bestand", file.read(settings.EVIDENCE_MEGABYTES * 1_000_000 + 1))


def files_field(*, required: bool = False) -> FilesField:
    return FilesField(
        label="Bestanden",
        required=required,
        error_messages={"required": "Kies een bestand."},
        widget=SeveralFiles({"accept": ",".join(EXTENSIONS)}),
        help_text="Geen cliëntgegevens. Pdf, Word, Excel, PowerPoint, OpenDocument, png, jpg of tekst, "
        f"elk tot {settings.EVIDENCE_MEGABYTES} MB. Uit foto’s wissen wij waar en waarmee ze genomen zijn.",
    )


class DeliverableFilterForm(forms.Form):
    """Which deliverables of a plan are shown; a GET form, so it lives in the address."""

    zoek = forms.CharField(label="Zoeken", required=False, widget=forms.TextInput({"type": "search"}))
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=list(DeliverableSelection.STANDS.items())
    )


class DeliverableForm(forms.Form):
    """What is promised, by when, and who has to validate it."""

    title = forms.CharField(
        label="Wat wordt opgeleverd?",
        max_length=300,
        error_messages={"required": "Zeg in enkele woorden wat opgeleverd wordt."},
    )
    due = forms.DateField(
        label="Klaar tegen",
        required=False,
        widget=DayInput(),
        error_messages={"invalid": "Dit is geen dag: kies er een."},
    )
    everyone = forms.BooleanField(required=False)
    validators = forms.MultipleChoiceField(
        label="Wie valideert?", required=False, widget=forms.CheckboxSelectMultiple({"class": "columns"})
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        candidates: Sequence[Candidate],
        *args: Any,
        because: Sequence[str] = (),
        members: str = "leden",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = [each.pk for each in candidates if each.group == "members"]
        self.fields["everyone"].label = f"Alle {len(self.members)} {members} van vandaag valideren"
        field = self.fields["validators"]
        field.choices = [(str(each.pk), each.name) for each in candidates]  # type: ignore[attr-defined]
        field.help_text = "Niemand aangeduid: dan volstaat een goedkeuring."
        if because:
            field.help_text = f"Voorgesteld door {' en '.join(because)} in de zin. Kijk het na."

    def given(self) -> DeliverableText:
        data = self.cleaned_data
        chosen = {int(pk) for pk in data["validators"]} | set(self.members if data["everyone"] else [])
        return DeliverableText(data["title"], data["due"], chosen)


class DeliveryForm(forms.Form):
    """A version: files or a link, and what is new in it."""

    documents = files_field()
    link = forms.URLField(
        label="Of een link",
        required=False,
        max_length=600,
        assume_scheme="https",
        help_text="Waar het document staat, als u het elders bewaart.",
        error_messages={"invalid": "Dit is geen adres. Begin met https://."},
    )
    note = forms.CharField(label="Wat is er nieuw?", required=False, widget=forms.Textarea({"rows": 3}))
    delivered_on = forms.DateField(
        label="Opgeleverd op",
        widget=DayInput(),
        error_messages={"required": "Kies de dag.", "invalid": "Dit is geen dag: kies er een."},
    )
    ask = forms.BooleanField(required=False)
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, validators: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if validators:
            said = "de partij" if validators == 1 else f"de {validators} partijen"
            self.fields["ask"].label = f"Vraag {said} meteen om te valideren, per mail"
        else:
            del self.fields["ask"]

    def given(self) -> Delivery:
        data = self.cleaned_data
        return Delivery(data["delivered_on"], data["note"], data["link"], data["documents"])


class EvidenceForm(forms.Form):
    """More files with a version that nobody judged yet."""

    documents = files_field(required=True)


class ValidationForm(forms.Form):
    """What one or more parties say of a version."""

    parties = forms.MultipleChoiceField(
        label="Namens wie?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies namens wie u antwoordt."},
    )
    state = forms.ChoiceField(
        label="Het antwoord",
        widget=forms.RadioSelect,
        choices=[
            (ValidationState.VALIDATED.value, "Gevalideerd"),
            (ValidationState.REMARKS.value, "Opmerkingen: eerst nog iets aan te passen"),
            (ValidationState.ADVICE.value, "Enkel advies: het bevoegde orgaan besliste nog niet"),
            (ValidationState.REFUSED.value, "Niet gevalideerd"),
        ],
        error_messages={"required": "Kies een antwoord."},
    )
    on = forms.DateField(
        label="Beslist op",
        widget=DayInput(),
        error_messages={"required": "Kies de dag.", "invalid": "Dit is geen dag: kies er een."},
    )
    note = forms.CharField(
        label="Toelichting",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Nodig bij alles behalve “Gevalideerd”.",
    )
    source = forms.CharField(
        label="Waar staat dat?",
        required=False,
        max_length=300,
        help_text="Een besluit of verslag met zijn datum.",
    )

    def __init__(self, parties: Iterable[tuple[int, str]], *args: Any, own: bool, **kwargs: Any) -> None:
        """`own`: somebody answers for its own party, and for one party at a time."""
        super().__init__(*args, **kwargs)
        offered = [(str(pk), name) for pk, name in parties]
        field = self.fields["parties"]
        if own:
            field.widget = forms.RadioSelect()
            field.to_python = lambda value: [value] if value else []  # type: ignore[method-assign]
            if len(offered) == 1:
                field.initial = offered[0][0]
        else:
            field.widget = forms.CheckboxSelectMultiple({"class": "columns"})
            self.fields["source"].help_text = "Nodig: een besluit, verslag of mail met zijn datum."
        field.choices = offered  # type: ignore[attr-defined]

    def chosen(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["parties"]]

    def said(self) -> Said:
        data = self.cleaned_data
        return Said(ValidationState(data["state"]), data["on"], data["note"], data["source"])


class SendBackForm(forms.Form):
    reason = forms.CharField(
        label="Wat moet er nog gebeuren?",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Zeg in één zin waarom u het terugstuurt, zodat de auteur verder kan."},
    )
