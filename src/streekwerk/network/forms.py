"""Forms of the network pages."""

from __future__ import annotations

from django import forms

from streekwerk.access.models import ROLES


class RoleForm(forms.Form):
    """Gives a person a role; somebody new gets an account with it."""

    email = forms.EmailField(label="E-mailadres")
    name = forms.CharField(label="Naam", max_length=120)
    function = forms.CharField(label="Functie", max_length=160, required=False)
    role = forms.ChoiceField(label="Rol", choices=[(role.code, role.label) for role in ROLES.values()])
