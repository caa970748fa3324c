"""The forms that hand in a document or a workbook."""

from __future__ import annotations

from typing import Any

from django import forms

from streekwerk.access.models import Actor
from streekwerk.intake.choices import KINDS
from streekwerk.intake.queries import networks_to_read_into
from streekwerk.network.models import Network
from streekwerk.reading.guarded import MAX_MEGABYTES


class UploadForm(forms.Form):
    network: forms.ModelChoiceField[Network] = forms.ModelChoiceField(
        label="Voor welk netwerk?", queryset=None, empty_label=None
    )
    document = forms.FileField(
        label="Het plan",
        help_text=f"Word, pdf, Excel of tekst ({', '.join(KINDS)}), tot {MAX_MEGABYTES} MB. "
        "Het origineel wordt bewaard.",
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
        },
        widget=forms.ClearableFileInput({"accept": ",".join(KINDS)}),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        networks = networks_to_read_into(actor)
        self.fields["network"].queryset = networks  # type: ignore[attr-defined]
        if len(networks) == 1:
            # One network: nothing to choose.
            self.fields["network"].initial = networks[0]
            self.fields["network"].widget = forms.HiddenInput()


class WorkbookForm(forms.Form):
    """A workbook that comes back."""

    workbook = forms.FileField(
        label="Het werkboek",
        help_text=f"Het Excelbestand (.xlsx) dat u van hier meenam, tot {MAX_MEGABYTES} MB.",
        error_messages={
            "required": "Kies het werkboek.",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
        },
        widget=forms.ClearableFileInput({"accept": ".xlsx"}),
    )
