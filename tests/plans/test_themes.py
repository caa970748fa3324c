"""Themes in the words of a plan, words nobody defined yet, and one theme in several networks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from people import TODAY, Cast
from plan_texts import large_reading, rewrite, stored_plan
from streekwerk.access.queries import NotAllowed
from streekwerk.network.commands import Word, add_term, archive_term, change_term, import_terms, word_of
from streekwerk.network.models import Composition, Membership, Party, Place, Term
from streekwerk.network.queries import territories
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.commands.tags import WordOfAnotherNetwork, refuse_tag, say_tag
from streekwerk.plans.models import Node, Plan, Tag
from streekwerk.plans.queries.themes import ThemeFilter, compared, subjects_for, uses
from streekwerk.plans.rules.themes import overlap
from streekwerk.plans.tagging import find_tags


def word(people: Cast, label: str, kind: str = "theme", **more: Any) -> Term:
    return add_term(network=people.zonnedorp, word=Word(label, kind, **more), by=people.bo.actor)


def tagged(term: Term) -> list[str]:
    rows = Tag.objects.filter(term=term).exclude(origin="refused").order_by("node__position")
    return [tag.node.code for tag in rows.select_related("node")]


def test_a_new_word_is_found_in_every_plan_of_the_network(people: Cast, plan: Plan) -> None:
    assert tagged(word(people, "woning", synonyms=("huis", "noodwoning"))) == ["Actie 1", "Actie 2"]


def test_a_stored_plan_is_searched_for_the_words(people: Cast) -> None:
    term = word(people, "starter", "target_group")
    stored_plan(people)
    assert tagged(term) == ["Actie 1"]


def test_a_change_of_the_word_or_the_node_is_followed(people: Cast, plan: Plan) -> None:
    term = word(people, "dorp")
    assert tagged(term) == []
    node = Node.objects.get(plan=plan, code="Actie 2")
    rewrite(node, people.bo.actor, title="Een dorp delen")
    assert tagged(term) == ["Actie 2"]
    term = change_term(
        term=term, word=word_of(term)._replace(synonyms=("dak",)), version=1, by=people.bo.actor
    )
    assert tagged(term) == ["Doel 1", "Actie 2"]
    change_term(
        term=term, word=word_of(term)._replace(label="stad", synonyms=()), version=2, by=people.bo.actor
    )
    assert tagged(term) == []


def test_what_a_person_said_stays(people: Cast, plan: Plan) -> None:
    term = word(people, "starter")
    first, second = (Node.objects.get(plan=plan, code=code) for code in ("Actie 1", "Actie 2"))
    refuse_tag(node=first, term=term, by=people.an.actor)
    say_tag(node=second, term=term, by=people.an.actor)
    find_tags(plan)
    change_term(
        term=term, word=word_of(term)._replace(definition="Wie begint."), version=1, by=people.bo.actor
    )
    assert tagged(term) == ["Actie 2"]
    assert {tag.by_label for tag in Tag.objects.all()} == {people.an.actor.label}
    archive_term(term=term, by=people.bo.actor)
    assert uses(people.an.actor, [term]) == {}


@pytest.mark.parametrize("who", ["dirk", "eva", "gus", "cas"])
def test_only_who_changes_the_plan_decides_about_its_themes(who: str, people: Cast, plan: Plan) -> None:
    term, node = word(people, "starter"), Node.objects.get(plan=plan, code="Actie 1")
    with pytest.raises(NotAllowed):
        say_tag(node=node, term=term, by=people[who].actor)
    with pytest.raises(NotAllowed):
        refuse_tag(node=node, term=term, by=people[who].actor)


def test_a_word_of_the_neighbour_is_no_theme_here(people: Cast, plan: Plan) -> None:
    theirs = add_term(network=people.maanstad, word=Word("starter"), by=people.cas.actor)
    with pytest.raises(WordOfAnotherNetwork):
        say_tag(node=Node.objects.filter(plan=plan)[0], term=theirs, by=people.an.actor)
    assert not Tag.objects.exists()


def test_an_undefined_word_is_said_on_every_sheet_that_uses_it(
    client: Client, people: Cast, plan: Plan
) -> None:
    """The acceptance of C11: “begrip nog te definiëren”, and once defined the definition everywhere."""
    term = word(people, "starter", "target_group")
    client.force_login(people["gus"].user)
    address = Node.objects.get(plan=plan, code="Actie 1").get_absolute_url()
    page = client.get(address).content.decode()
    assert "Begrip nog te definiëren:" in page
    assert reverse("network:term", args=["zonnedorp", term.pk]) in page
    said = word_of(term)._replace(definition="Wie voor het eerst huurt.")
    change_term(term=term, word=said, version=1, by=people.bo.actor)
    page = client.get(address).content.decode()
    assert "nog te definiëren" not in page
    assert "Wie voor het eerst huurt." in page


def test_themes_are_added_and_removed_on_the_sheet(client: Client, people: Cast, plan: Plan) -> None:
    term, node = word(people, "buurt"), Node.objects.get(plan=plan, code="Actie 1")
    client.force_login(people.an.user)
    assert "Hoort hier niet" not in client.get(node.get_absolute_url()).content.decode()
    client.post(reverse("plans:add-theme", args=[plan.pk, node.pk]), {"term": term.pk})
    page = client.get(node.get_absolute_url()).content.decode()
    assert "aangeduid door An" in page
    client.post(reverse("plans:remove-theme", args=[plan.pk, node.pk, term.pk]))
    assert tagged(term) == []
    assert client.post(reverse("plans:add-theme", args=[plan.pk, node.pk]), {"term": "x"}).status_code == 404


@pytest.fixture
def next_door(people: Cast, plan: Plan) -> Plan:
    """The same plan adopted next door, where “woning” is known as “huis”."""
    theirs = stored_plan(people)
    Plan.objects.filter(pk=theirs.pk).update(
        network=people.maanstad, status=PlanStatus.ADOPTED, title="Ernaast"
    )
    add_term(
        network=people.maanstad, word=Word("Woning", "theme", synonyms=("huis", "dak")), by=people.cas.actor
    )
    return theirs


def test_a_theme_is_compared_across_networks(people: Cast, plan: Plan, next_door: Plan) -> None:
    """The acceptance of C13: owner, area and period next to each other."""
    term = word(people, "woning", synonyms=("noodwoning",))
    found = compared(term, people.an.actor, ThemeFilter(everything=True), TODAY)
    # Known by the synonyms of both lists, in the plans of both networks.
    assert [(row.network.code, row.node.code, row.words) for row in found.rows] == [
        ("zonnedorp", "Doel 1", ["dak"]),
        ("zonnedorp", "Actie 1", ["huis"]),
        ("zonnedorp", "Actie 2", ["Noodwoning"]),
        ("maanstad", "Doel 1", ["dak"]),
        ("maanstad", "Actie 1", ["huis"]),
        ("maanstad", "Actie 2", ["Noodwoning"]),
    ]
    row = found.rows[4]
    assert (row.owner, row.period) == ("Zorgkring Maanstad", "Start in 2026 → Einde 31/12/2027")
    assert [area.rows for area in found.areas] == [3, 3]
    only = compared(
        term, people.an.actor, ThemeFilter(network=people.maanstad.pk, year=2026, words="huis"), TODAY
    )
    assert [row.node.plan.title for row in only.rows] == ["Ernaast"]


def test_a_draft_of_the_neighbour_is_not_compared(people: Cast, plan: Plan, next_door: Plan) -> None:
    Plan.objects.filter(pk=next_door.pk).update(status=PlanStatus.DRAFT)
    found = compared(word(people, "huis"), people.an.actor, ThemeFilter(), TODAY)
    assert {row.network.code for row in found.rows} == {"zonnedorp"}


def test_a_refused_theme_is_not_compared_and_a_said_one_is(people: Cast, plan: Plan) -> None:
    term = word(people, "huis")
    first, second = (Node.objects.get(plan=plan, code=code) for code in ("Actie 1", "Actie 2"))
    refuse_tag(node=first, term=term, by=people.an.actor)
    say_tag(node=second, term=term, by=people.an.actor)
    found = compared(term, people.an.actor, ThemeFilter(), TODAY)
    assert [(row.node.code, row.words) for row in found.rows] == [("Actie 2", [])]


def test_territories_are_municipalities_of_members(people: Cast) -> None:
    places = {
        name: Place.objects.create(kind="municipality", code=name, name=name)
        for name in ("Retie", "Mol", "Lille")
    }
    zone = Place.objects.create(kind="zone", code="z", name="Oost", scheme="zorg")
    Composition.objects.create(whole=zone, part=places["Lille"])
    Composition.objects.create(whole=zone, part=places["Mol"], valid_to=date(2020, 1, 1))
    for network, place in (
        ("zonnedorp", places["Retie"]),
        ("zonnedorp", zone),
        ("maanstad", places["Lille"]),
    ):
        party = Party.objects.create(
            code=f"{network}-{place.code}", name=place.name, kind="municipality", place=place
        )
        Membership.objects.create(network=getattr(people, network), party=party, role="member")
    found = territories([people.zonnedorp.pk, people.maanstad.pk], TODAY)
    assert found == {people.zonnedorp.pk: {"Retie", "Lille"}, people.maanstad.pk: {"Lille"}}


@given(st.sets(st.sampled_from("abcdefgh")), st.sets(st.sampled_from("abcdefgh")))
def test_an_overlap_is_the_same_seen_from_both_sides(one: set[str], other: set[str]) -> None:
    here, there = overlap("X", "X", one, other), overlap("X", "X", other, one)
    assert here == there


def test_the_pages_show_the_theme_and_take_it_along(
    client: Client, people: Cast, plan: Plan, next_door: Plan
) -> None:
    term = word(people, "huis", "theme", definition="Waar iemand woont.")
    client.force_login(people["gus"].user)
    assert "huis" in client.get(reverse("plans:themes")).content.decode()
    page = client.get(reverse("plans:theme", args=[term.pk])).content.decode()
    assert "herkend aan “huis”" in page
    assert "Waar iemand woont." in page
    assert "Van Welzijnsband Zonnedorp kennen wij geen gemeenten." in page
    nothing = client.get(reverse("plans:theme", args=[term.pk]), {"zoek": "kangoeroe", "netwerk": "x"})
    assert "Niets gevonden" in nothing.content.decode()
    csv = client.get(reverse("plans:theme-export", args=[term.pk])).content.decode()
    assert "Een huis voor starters" in csv
    assert csv.count("\r\n") == 3
    [subject] = subjects_for(people["gus"].actor)
    # Next door calls it “Woning”, with “huis” and “dak” among its names: a goal is no action.
    assert (subject.actions, subject.networks) == (2, ["Welzijnsband Zonnedorp", "Zorgkring Maanstad"])


def test_the_list_of_words_says_where_each_is_used(client: Client, people: Cast, plan: Plan) -> None:
    term = word(people, "huis")
    client.force_login(people["gus"].user)
    page = client.get(reverse("network:terms", args=["zonnedorp"])).content.decode()
    assert "1\u00a0onderdeel" in page
    assert reverse("plans:theme", args=[term.pk]) in page
    client.force_login(people["eva"].user)  # reads the list, not the plans
    assert "1\u00a0onderdeel" not in client.get(reverse("network:terms", args=["zonnedorp"])).content.decode()


@pytest.mark.one_engine
def test_a_theme_costs_a_fixed_number_of_queries(
    client: Client, people: Cast, plan: Plan, django_assert_num_queries: Any
) -> None:
    small, large = word(people, "noodwoning"), word(people, "ontmoeting")
    stored_plan(people, reading=large_reading(600))
    client.force_login(people["gus"].user)
    assert len(compared(large, people["gus"].actor, ThemeFilter(), TODAY).rows) == 540
    for term in (small, large):
        with django_assert_num_queries(9):
            assert client.get(reverse("plans:theme", args=[term.pk])).status_code == 200
    with django_assert_num_queries(6):
        assert client.get(reverse("plans:themes")).status_code == 200


@pytest.mark.one_engine
def test_finding_words_after_an_edit_costs_three_queries(
    people: Cast, django_assert_num_queries: Any
) -> None:
    large = stored_plan(people, reading=large_reading(100))
    import_terms(network=people.zonnedorp, words=[Word(f"woord {n}") for n in range(300)], by=people.bo.actor)
    node = Node.objects.filter(plan=large, level="action")[0]
    with django_assert_num_queries(2):  # the words, and the tags of the node
        find_tags(large, changed=[node])
    node.text = "woord 7 en woord 8"
    with django_assert_num_queries(3):
        find_tags(large, changed=[node])
    assert node.tags.count() == 2
