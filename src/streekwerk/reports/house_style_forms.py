"""The form that hands in a template."""

from __future__ import annotations

from typing import Any

from django import forms

from streekwerk.reports.rules.house_styles import MAX_MEGABYTES


class TemplateField(forms.FileField):
    """A file as its name and bytes; what it is, is decided by the command."""

    def clean(self, data: Any, initial: Any = None) -> tuple[str, bytes]:
        file = super().clean(data, initial)
        # Not more than one byte over the limit goes into memory: enough for the refusal.
        return file.name or "", file.read(MAX_MEGABYTES * 1_000_000 + 1)


class HouseStyleForm(forms.Form):
    template = TemplateField(
        label="Uw Word-sjabloon",
        help_text=f"Een .docx of .dotx zonder macro’s, tot {MAX_MEGABYTES} MB.",
        error_messages={
            "required": "Kies een Word-document.",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
        },
        widget=forms.ClearableFileInput({"accept": ".docx,.dotx"}),
    )
