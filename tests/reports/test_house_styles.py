"""The house style of a network: giving one, what was found, going back; who may, and what is kept."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import Cast
from reports.templates import dot, house, with_parts
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.kernel.errors import DomainError
from streekwerk.reports.commands.house_styles import shown_name, take_up_style, use_ours, use_style
from streekwerk.reports.models import HouseStyle
from streekwerk.reports.queries.house_styles import StyleDamaged, bytes_of, house_styles, style_for
from streekwerk.reports.rules.house_styles import Found


@cache
def office() -> bytes:
    return house()


@cache
def other(colour: int = 1) -> bytes:
    """Another template; as many as there are numbers."""
    return with_parts(
        house(marker=False), word__media__extra_png=dot(colour=(colour % 256, colour // 256, 9))
    )


def given(people: Cast, data: bytes | None = None, name: str = "huis.docx") -> HouseStyle:
    return take_up_style(network=people.zonnedorp, name=name, data=data or office(), by=people.bo.actor)


def test_a_template_is_in_force_until_another_comes(people: Cast) -> None:
    assert style_for(people.zonnedorp) is None
    first = given(people)
    assert style_for(people.zonnedorp) == office()
    second = given(people, other())
    assert style_for(people.zonnedorp) == other()
    page = house_styles(people.zonnedorp)
    assert (page.current, page.earlier) == (second, (HouseStyle.objects.get(pk=first.pk),))
    assert style_for(people.maanstad) is None
    verbs = list(Entry.objects.filter(verb__startswith="house_style").values_list("verb", flat=True))
    assert verbs == ["house_style.taken_up"] * 2


def test_an_earlier_one_comes_back_and_ours_too(people: Cast) -> None:
    first, second = given(people), given(people, other())
    use_style(style=HouseStyle.objects.get(pk=first.pk), by=people["fien"].actor)
    assert style_for(people.zonnedorp) == office()
    assert use_ours(network=people.zonnedorp, by=people.bo.actor) == first
    assert style_for(people.zonnedorp) is None
    assert use_ours(network=people.zonnedorp, by=people.bo.actor) is None
    assert {each.pk for each in house_styles(people.zonnedorp).earlier} == {first.pk, second.pk}
    assert Entry.objects.filter(verb="house_style.put_back").count() == 1
    assert Entry.objects.filter(verb="house_style.left").count() == 1


def test_the_same_file_is_kept_once_and_is_in_force_again(people: Cast) -> None:
    first = given(people)
    given(people, other())
    again = given(people, office(), "zelfde.docx")
    assert again.pk == first.pk
    assert HouseStyle.objects.filter(network=people.zonnedorp).count() == 2
    assert style_for(people.zonnedorp) == office()


def test_what_was_found_is_kept_with_it(people: Cast) -> None:
    found = Found.from_json(given(people).found)
    assert Found.from_json(Found.to_json(found)) == found
    assert "Kop 1" in [style.wanted for style in found.used]
    assert (found.blocks, "titel" in found.words, found.warnings) == (("inhoud", "rapport"), True, ())


def test_the_file_lies_where_nobody_guesses_it_and_is_looked_at_again(people: Cast, settings: Any) -> None:
    style = given(people)
    assert "huis" not in style.file.name
    assert style.sha256 == hashlib.sha256(office()).hexdigest()
    path = Path(settings.STORAGES["default"]["OPTIONS"]["location"]) / style.file.name
    path.write_bytes(b"iets anders")
    with pytest.raises(StyleDamaged, match="Huisstijl"):
        style_for(people.zonnedorp)
    path.unlink()
    with pytest.raises(StyleDamaged):
        bytes_of(style)


def test_a_file_that_cannot_serve_changes_nothing(people: Cast) -> None:
    given(people)
    with pytest.raises(DomainError, match="macro"):
        given(people, with_parts(office(), word__vbaProject_bin=b"x"))
    assert HouseStyle.objects.count() == 1
    assert style_for(people.zonnedorp) == office()


@pytest.mark.parametrize("who", ["an", "cas", "dirk", "eva", "gus"])
@pytest.mark.parametrize("do", ["take", "use", "ours"])
def test_the_style_is_of_who_makes_the_reports(people: Cast, who: str, do: str) -> None:
    style, actor = given(people), people[who].actor
    asked: dict[str, Callable[[], object]] = {
        "take": lambda: take_up_style(network=people.zonnedorp, name="x", data=other(), by=actor),
        "use": lambda: use_style(style=style, by=actor),
        "ours": lambda: use_ours(network=people.zonnedorp, by=actor),
    }
    with pytest.raises(NotAllowed):
        asked[do]()
    assert style_for(people.zonnedorp) == office()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\x\\huis.docx", "huis.docx"),
        ("../../a.docx", "a.docx"),
        ("\u202e\n", "sjabloon.docx"),
        ("x" * 300, "x" * 160),
    ],
)
def test_the_name_of_a_file_hides_nothing(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.fixture
def page(people: Cast) -> str:
    return reverse("reports:house-style", args=[people.zonnedorp.code])


def upload(data: bytes) -> dict[str, SimpleUploadedFile]:
    return {"template": SimpleUploadedFile("huis.docx", data)}


def test_the_walk_on_the_page(client: Client, people: Cast, page: str) -> None:
    client.force_login(people.bo.user)
    first = client.get(page).content.decode()
    assert "De stijl van Streekwerk" in first
    assert "Teruggaan" not in first
    after = client.post(page, upload(office()), follow=True).content.decode()
    assert "huis.docx" in after
    assert "Alles wat een rapport nodig heeft" in after
    after = client.post(page, upload(other()), follow=True).content.decode()
    assert "valt weg" in after
    earlier = HouseStyle.objects.get(archived_at__isnull=False)
    use = reverse("reports:house-style-use", args=[people.zonnedorp.code, earlier.pk])
    assert "weer de huisstijl" in client.post(use, follow=True).content.decode()
    ours = reverse("reports:house-style-ours", args=[people.zonnedorp.code])
    assert "weer in de stijl van Streekwerk" in client.post(ours, follow=True).content.decode()


def test_a_refusal_stands_at_the_field(client: Client, people: Cast, page: str) -> None:
    client.force_login(people.bo.user)
    response = client.post(page, upload(b"geen Word"))
    assert response.status_code == 422
    assert "Dit is geen Word-sjabloon" in response.content.decode()
    assert client.post(page, {}).status_code == 422


def test_the_example_is_in_the_style_in_force(client: Client, people: Cast) -> None:
    client.force_login(people["fien"].user)
    address = reverse("reports:house-style-sample", args=[people.zonnedorp.code])
    ours = docx.Document(io.BytesIO(client.get(address).content))
    assert "Voorbeeldrapport" in [p.text for p in ours.paragraphs]
    given(people)
    response = client.get(address)
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    theirs = docx.Document(io.BytesIO(response.content))
    assert theirs.sections[0].header.paragraphs[0].text.strip() == "Dienst Welzijn Zonnedorp"


def test_what_was_given_comes_back_byte_for_byte(client: Client, people: Cast) -> None:
    client.force_login(people.bo.user)
    style = given(people)
    address = reverse("reports:house-style-template", args=[people.zonnedorp.code, style.pk])
    assert client.get(address).content == office()
    start = client.get(reverse("reports:house-style-start", args=[people.zonnedorp.code]))
    assert "[rapport]" in [p.text for p in docx.Document(io.BytesIO(start.content)).paragraphs]
    elsewhere = reverse("reports:house-style-template", args=[people.maanstad.code, style.pk])
    assert client.get(elsewhere).status_code == 404


@pytest.mark.one_engine
def test_the_page_costs_the_same_for_many_styles(client: Client, people: Cast, page: str) -> None:
    client.force_login(people.bo.user)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(page).status_code == 200
        return len(captured)

    given(people)
    few = queries()
    for at in range(20):
        HouseStyle.objects.create(
            network=people.zonnedorp, name=f"{at}.docx", size=1, sha256=f"{at:064}", by_label="Bo",
            archived_at=HouseStyle.objects.get(archived_at__isnull=True).added_at,
        )  # fmt: skip
    assert queries() == few
