"""The gallery, the form components, the typeface, and every page of signing in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client

from streekwerk.accounts.models import User
from streekwerk.ui import gallery
from streekwerk.ui.finders import FONTS, PREFIX, FontFinder
from ui.inline_rules import problems

PASSWORD = "een lange zin met woorden"


@pytest.fixture
def person(db: None) -> User:
    user = User(email="an@voorbeeld.be")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.mark.django_db
def test_the_gallery_shows_every_section_and_nothing_inline(client: Client) -> None:
    response = client.get("/stijl/")
    assert response.status_code == 200
    html = response.content.decode()
    assert problems(html) == []
    for anchor, _ in gallery.SECTIONS:
        assert f'id="{anchor}"' in html
    assert "nog in te vullen" in html


@pytest.mark.django_db
def test_ids_on_the_gallery_are_unique_and_every_anchor_exists(client: Client) -> None:
    html = client.get("/stijl/").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


@pytest.mark.django_db
def test_the_confirm_page_asks_shows_the_consequence_and_lets_you_go_back(client: Client) -> None:
    html = client.get("/stijl/?bevestigen").content.decode()
    assert "De rol van Bo Demo beëindigen" in html
    assert 'class="button button-danger"' in html
    assert '<a href="/stijl/">Annuleren</a>' in html


class Wish(forms.Form):
    title = forms.CharField(label="Titel", help_text="Kort.")
    why = forms.CharField(label="Waarom", required=False)


def test_a_wrong_field_is_tied_to_its_error_and_named_in_the_summary() -> None:
    html = render_to_string("ui/form.html", {"form": Wish({"title": ""})})
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<a href="#id_title">Titel – Dit veld is verplicht.</a>' in html
    assert "(niet verplicht)" in html


def test_an_unwritten_field_of_a_sheet_is_said_and_its_text_is_escaped() -> None:
    html = render_to_string(
        "ui/sheet.html", {"fields": [{"label": "Wie", "text": ""}, {"label": "Wat", "text": "a<b"}]}
    )
    assert "nog in te vullen" in html
    assert "a&lt;b" in html


def test_an_accepted_finding_shows_its_reason_and_no_form() -> None:
    accepted = gallery.FINDINGS[2] | {"accept_url": "/x/"}
    html = render_to_string("ui/finding.html", {"finding": accepted})
    assert "het plan wordt met een jaar verlengd" in html
    assert "<form" not in html
    assert "<form" in render_to_string("ui/finding.html", {"finding": gallery.FINDINGS[0]})


@pytest.mark.parametrize(("done", "asks"), [(False, True), (True, False)])
def test_progress_asks_again_until_it_is_done(done: bool, asks: bool) -> None:
    job = {"label": "Lezen", "said": "Bezig", "percent": 40, "done": done}
    html = render_to_string("ui/progress.html", {"job": job, "poll_url": "/inlezen/1/"})
    assert ("hx-get" in html) is asks
    assert 'value="40"' in html


# ------------------------------------------------------------------ the typeface


@pytest.mark.parametrize("name", FONTS)
def test_the_typeface_is_found(name: str) -> None:
    found = finders.find(PREFIX + name)
    assert found is not None
    assert Path(str(found)).stat().st_size > 10_000


@pytest.mark.parametrize(
    "path", ["ui/fonts/SourceSansPro-Black.ttf", "ui/fonts/../__init__.py", "SourceSansPro-It.ttf"]
)
def test_nothing_else_of_the_package_is_served(path: str) -> None:
    assert FontFinder().find(path) == []


def test_the_collected_style_sheets_find_their_fonts(tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    settings.STATIC_ROOT = tmp_path  # type: ignore[attr-defined]
    settings.STORAGES = settings.STORAGES | {  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    call_command("collectstatic", verbosity=0, interactive=False)
    [tokens] = tmp_path.glob("ui/tokens.*.css")
    fonts = re.findall(r'url\("([^"]+)"\)', tokens.read_text())
    assert len(fonts) == len(FONTS)
    assert all((tokens.parent / font).exists() for font in fonts)


# ------------------------------------------------------------------ signing in

OPEN = [
    "login/",
    "password/reset/",
    "password/reset/done/",
    "inactive/",
    "signup/",
    "password/reset/key/x-y/",
]
OWN = ["2fa/", "2fa/webauthn/", "password/change/", "logout/", "email/", "reauthenticate/"]
GUARDED = ["2fa/totp/activate/", "2fa/webauthn/add/", "2fa/recovery-codes/generate/"]


def looks_like_ours(html: str) -> None:
    assert problems(html) == []
    assert 'href="#inhoud"' in html
    assert html.count("<h1") == 1
    assert re.search(r"<title>[^<]+ – Streekwerk</title>", html)


@pytest.mark.django_db
@pytest.mark.parametrize("page", OPEN)
def test_pages_before_signing_in(client: Client, page: str) -> None:
    response = client.get(f"/account/{page}")
    assert response.status_code == 200
    looks_like_ours(response.content.decode())


@pytest.mark.parametrize("page", OWN)
def test_pages_about_ones_own_sign_in(client: Client, person: User, page: str) -> None:
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    response = client.get(f"/account/{page}")
    assert response.status_code == 200
    looks_like_ours(response.content.decode())


@pytest.mark.parametrize("page", GUARDED)
def test_pages_that_ask_the_password_once_more(client: Client, person: User, page: str) -> None:
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    response = client.get(f"/account/{page}", follow=True)
    assert response.request["PATH_INFO"] == f"/account/{page}"
    assert response.status_code == 200
    looks_like_ours(response.content.decode())


@pytest.mark.django_db
def test_a_wrong_password_is_told_at_the_top_and_nobody_is_signed_in(client: Client, person: User) -> None:
    response = client.post("/account/login/", {"login": person.email, "password": "fout"})
    assert "Kijk dit nog eens na" in response.content.decode()
    assert "_auth_user_id" not in client.session
