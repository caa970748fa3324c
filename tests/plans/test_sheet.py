"""The sheet: its texts changed where they stand, indicators and milestones, and the template of a network."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from people import Cast
from plan_texts import large_reading, small_reading, stored_plan
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.queries import history_of
from streekwerk.plans.commands import indicators, sheet_fields
from streekwerk.plans.commands.nodes import ChangedMeanwhile, change_texts
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan, SheetField
from streekwerk.plans.queries.fields import key_of, template_of, texts_of
from streekwerk.plans.queries.parts import part_texts
from streekwerk.plans.queries.template import template_view
from streekwerk.plans.rules.template import Template, TemplateField, arranged, imported, rewritten
from streekwerk.plans.rules.three_way import compared, mark, merged, settle

FIELD, EDIT, TEMPLATE_PAGE = 7, 7, 9
"""Queries of the form of one text, of the whole sheet, and of the template."""
HTMX = {"HTTP_HX_REQUEST": "true"}
texts = st.text(alphabet="ab \n", max_size=12)


@pytest.fixture
def node(plan: Plan) -> Node:
    return Node.objects.select_related("plan__network").get(plan=plan, code="Actie 1")


def change(node: Node, by: Any, **said: str) -> Node:
    stored = texts_of(node, template_of(node.plan.network_id))
    base = {name: stored[name].mark for name in said}
    return change_texts(node=node, texts=said, base=base, by=by.actor)


# ------------------------------------------------------------------ rules


@given(texts, texts, texts)
def test_three_texts_are_settled_by_four_laws(base: str, now: str, mine: str) -> None:
    assert settle(base, now, base) == "keep"  # what I did not change stays theirs
    assert settle(base, base, mine) == ("keep" if mine == base else "write")
    assert settle(base, now, now) == "keep"
    conflict = settle(base, now, mine) == "conflict"
    assert conflict == (len({base, now, mine}) == 3)
    assert conflict == (settle(base, mine, now) == "conflict")  # it does not matter who came first


@given(st.dictionaries(st.sampled_from("abc"), texts), st.dictionaries(st.sampled_from("def"), texts))
def test_who_change_different_texts_do_not_meet(mine: dict[str, str], theirs: dict[str, str]) -> None:
    def save(sheet: dict[str, str], said: dict[str, str]) -> dict[str, str]:
        outcome = {name: settle("", sheet.get(name, ""), said.get(name, "")) for name in "abcdef"}
        assert "conflict" not in outcome.values()
        return {name: said[name] if outcome[name] == "write" else sheet.get(name, "") for name in "abcdef"}

    assert save(save({}, mine), theirs) == save(save({}, theirs), mine)


@given(texts, texts)
def test_a_comparison_holds_both_texts_whole(before: str, after: str) -> None:
    pieces = compared(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after


@given(texts, texts)
def test_merging_takes_the_one_change_there_is(base: str, other: str) -> None:
    assert merged(base, other, base) == merged(base, base, other) == merged(base, other, other) == other


@given(texts, texts, texts)
def test_merging_does_not_depend_on_who_came_first(base: str, one: str, other: str) -> None:
    assert merged(base, one, other) == merged(base, other, one)


def test_a_long_text_is_compared_by_line() -> None:
    long = "\n".join("een regel met enkele woorden" for _ in range(800))
    assert [piece.kind for piece in compared(long, long + "\nnog een")] == ["same", "gone", "new"]
    assert merged(long, long, "x") == "x"


labels = st.sampled_from(["Hoe", "Aanpak", "hoe:", "Wie", "Timing"])
stored = st.lists(
    st.tuples(labels, st.text(alphabet="xyz", max_size=3)), max_size=5, unique_by=lambda p: p[0]
)
TEMPLATE = Template((TemplateField("Timing"), TemplateField("Hoe", ("Aanpak",))))


@given(stored)
def test_a_sheet_shows_all_that_is_stored_and_every_field_once(fields: list[tuple[str, str]]) -> None:
    shown = arranged(fields, TEMPLATE)
    assert [field.label for field in shown][:2] == ["Timing", "Hoe"]
    assert len({field.label for field in shown}) == len(shown)
    for label, text in fields:
        [field] = [field for field in shown if field.label == TEMPLATE.canonical(label)]
        assert text in field.text
    assert arranged(imported(fields, TEMPLATE), TEMPLATE) == [
        replace(field, stored_as=(field.label,) if field.stored_as else ()) for field in shown
    ]


@given(stored, st.sampled_from(["Hoe", "Timing", "Wie"]))
def test_changing_a_field_touches_no_other(fields: list[tuple[str, str]], label: str) -> None:
    before = {field.label: field.text for field in arranged(fields, TEMPLATE)}
    after = {f.label: f.text for f in arranged(rewritten(fields, label, "nieuw", TEMPLATE), TEMPLATE)}
    assert after == {**before, label: "nieuw"}


# ------------------------------------------------------------------ one text, where it stands


def test_a_text_is_changed_in_its_place(client: Client, people: Cast, node: Node) -> None:
    client.force_login(people.an.user)
    page = client.get(node.get_absolute_url()).content.decode()
    address = reverse("plans:field", args=[node.plan_id, node.pk, key_of("Partners")])
    link = re.search(rf'href="({re.escape(address)}\?stand=\w+)"', page)
    assert link
    form = client.get(link[1], **HTMX)
    assert "<html" not in form.content.decode()
    # Without JavaScript the same form stands on a page.
    assert 'name="stand-' in client.get(link[1]).content.decode()
    sent = {field.html_name: field.value() or "" for field in form.context["form"]}
    piece = client.post(address, sent | {key_of("Partners"): "Sociaal Huis"}, **HTMX)
    answer = piece.content.decode()
    assert "Sociaal Huis" in answer
    assert "Bewaard" in answer
    assert 'id="fiche-bijsluiter" hx-swap-oob="true"' in answer
    assert "autofocus" in answer
    node.refresh_from_db()
    assert node.fields[1] == {"label": "Partners", "text": "Sociaal Huis"}


def test_the_piece_is_what_the_page_shows(client: Client, people: Cast, node: Node) -> None:
    client.force_login(people.an.user)
    address = reverse("plans:field", args=[node.plan_id, node.pk, "start"])
    piece = client.get(address, {"toon": "1"}, **HTMX).content.decode().replace(" autofocus", "")
    page = client.get(node.get_absolute_url()).content.decode()

    def bare(text: str) -> str:
        return " ".join(text.split())

    assert bare(piece) in bare(page)
    assert client.get(address, {"toon": "1"}).status_code == 302


def test_without_javascript_the_form_leads_back(client: Client, people: Cast, node: Node) -> None:
    client.force_login(people.an.user)
    address = reverse("plans:field", args=[node.plan_id, node.pk, "tekst"])
    response = client.post(address, {"text": "Toelichting", "stand-text": mark("")})
    assert response["Location"] == f"{node.get_absolute_url()}#veld-tekst"
    assert "Toelichting" in client.get(node.get_absolute_url()).content.decode()


def test_a_refused_text_comes_back_as_typed(client: Client, people: Cast, node: Node) -> None:
    client.force_login(people.an.user)
    address = reverse("plans:field", args=[node.plan_id, node.pk, "einde"])
    response = client.post(address, {"end": "31/02/2027", "stand-end": mark(node.end_words)}, **HTMX)
    assert response.status_code == 422
    assert "31/02/2027" in response.content.decode()
    assert "Schrijf bijvoorbeeld" in response.content.decode()


def test_what_somebody_changed_since_is_told_before_saving(client: Client, people: Cast, node: Node) -> None:
    opened = mark(node.title)
    change(node, people.bo, title="Een huis voor jonge starters")
    client.force_login(people.an.user)
    address = reverse("plans:field", args=[node.plan_id, node.pk, "titel"])
    page = client.get(address, {"stand": opened}, **HTMX).content.decode()
    assert "<strong>Bo</strong> wijzigde dit veld om " in page
    assert "Een huis voor starters" in page
    assert "jonge " in page
    assert (
        "wijzigde dit veld"
        not in client.get(address, {"stand": mark("Een huis voor jonge starters")}).content.decode()
    )


def test_what_the_log_does_not_know_is_told_without_a_name(client: Client, people: Cast, node: Node) -> None:
    client.force_login(people.an.user)
    address = reverse("plans:field", args=[node.plan_id, node.pk, "titel"])
    page = client.get(address, {"stand": mark("heel iets anders")}, **HTMX).content.decode()
    assert "<strong>Iemand</strong> wijzigde dit veld" in page


def test_the_second_of_two_gets_both_texts(client: Client, people: Cast, node: Node) -> None:
    opened = mark(node.title)
    change(node, people.bo, title="Een huis voor jonge starters")
    client.force_login(people.an.user)
    address = reverse("plans:field", args=[node.plan_id, node.pk, "titel"])
    response = client.post(address, {"title": "Twee huizen voor starters", "stand-title": opened}, **HTMX)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Bo schreef Titel ook, om " in page
    assert "Twee huizen voor jonge starters" in page  # both, in one text
    sent = {field.html_name: field.value() or "" for field in response.context["form"]}
    assert sent["title"] == "Twee huizen voor starters"
    assert client.post(address, sent, **HTMX).status_code == 200
    node.refresh_from_db()
    assert node.title == "Twee huizen voor starters"


def test_a_text_tells_its_history_and_can_be_put_back(client: Client, people: Cast, node: Node) -> None:
    change(node, people.bo, Partners="Sociaal Huis")
    node.refresh_from_db()
    change(node, people.bo, Partners="Sociaal Huis en bibliotheek")
    client.force_login(people.an.user)
    page = client.get(node.get_absolute_url()).content.decode()
    assert "2 wijzigingen" in page
    assert page.count("Zet terug") == 2
    address = reverse("plans:field", args=[node.plan_id, node.pk, key_of("Partners")])
    back = {
        key_of("Partners"): "Sociaal Huis",
        f"stand-{key_of('Partners')}": mark("Sociaal Huis en bibliotheek"),
    }
    assert client.post(address, back).status_code == 302
    assert history_of(node)[0].changes == [("Partners", "Sociaal Huis en bibliotheek", "Sociaal Huis")]


def test_who_reads_sees_no_buttons_and_who_is_a_neighbour_no_history(
    client: Client, people: Cast, node: Node
) -> None:
    change(node, people.bo, Partners="Sociaal Huis")
    client.force_login(people["gus"].user)
    page = client.get(node.get_absolute_url()).content.decode()
    assert 'class="edit"' not in page
    assert "1 wijziging" in page
    Plan.objects.filter(pk=node.plan_id).update(status="adopted")
    client.force_login(people.cas.user)
    page = client.get(node.get_absolute_url()).content.decode()
    assert "Sociaal Huis" in page
    assert "1 wijziging" not in page


@pytest.mark.one_engine
def test_pages_of_the_sheet_cost_a_fixed_number_of_queries(
    client: Client, people: Cast, node: Node, network: Any, django_assert_num_queries: Any
) -> None:
    large = stored_plan(people, reading=large_reading(200))
    client.force_login(people.bo.user)
    for other in (node, large.nodes.filter(level="action")[3]):
        text = reverse("plans:field", args=[other.plan_id, other.pk, key_of("Partners")])
        for address, price in ((text, FIELD), (reverse("plans:edit", args=[other.plan_id, other.pk]), EDIT)):
            with django_assert_num_queries(price):
                assert client.get(address, **HTMX).status_code == 200
        with django_assert_num_queries(TEMPLATE_PAGE):
            client.get(reverse("plans:template", args=[network.code]))


def test_an_unknown_text_is_not_found(client: Client, people: Cast, node: Node) -> None:
    client.force_login(people.an.user)
    assert client.get(reverse("plans:field", args=[node.plan_id, node.pk, "onzin"])).status_code == 404


def test_the_sheet_says_how_it_reads_a_vague_date(client: Client, people: Cast, node: Node) -> None:
    change(node, people.bo, end="voorjaar 2027")
    client.force_login(people["gus"].user)
    page = client.get(node.get_absolute_url()).content.decode()
    assert "Wij lezen: 1 maart – 31 mei 2027; te laat pas daarna." in page


# ------------------------------------------------------------------ indicators and milestones


def add(node: Node, by: Any, text: str, words: str = "") -> Any:
    kind: Any = Milestone if words else IndicatorSentence
    said = {"text": text, "words": words} if words else {"text": text}
    return indicators.add_part(node=node, kind=kind, texts=said, by=by.actor)


def said(node: Node) -> list[str]:
    return [part.text for part in IndicatorSentence.objects.filter(node=node)]


def test_an_indicator_is_added_after_its_own_and_before_those_of_later_actions(
    people: Cast, plan: Plan
) -> None:
    first, second = Node.objects.filter(plan=plan, level="action").select_related("plan")
    add(second, people.an, "Van de tweede")
    add(first, people.an, "Nog een van de eerste")
    everything = [part.text for part in IndicatorSentence.objects.filter(plan=plan)]
    assert everything == ["Aantal gevonden huizen", "Nog een van de eerste", "Van de tweede"]
    assert history_of(first)[0].what == "voegde een indicator toe"


def test_an_indicator_is_changed_with_its_lines(people: Cast, node: Node) -> None:
    part = IndicatorSentence.objects.get(node=node)
    base = {name: text.mark for name, text in part_texts(IndicatorSentence, part).items()}
    common = {"part": part, "node": node, "base": base, "by": people.an.actor}
    changed: Any = indicators.change_part(texts={"text": "Aantal huizen"}, **common)
    assert (changed.text, changed.version, changed.spans) == ("Aantal huizen", 2, [[7, 7]])
    with pytest.raises(ChangedMeanwhile):
        indicators.change_part(texts={"text": "Iets anders"}, **common)
    assert said(node) == ["Aantal huizen"]


def test_an_indicator_moves_and_the_first_stays_first(people: Cast, node: Node) -> None:
    second = add(node, people.an, "Tweede")
    for up, order in ((True, ["Tweede", "Aantal gevonden huizen"]), (True, ["Tweede", "Aantal gevonden huizen"]),
                      (False, ["Aantal gevonden huizen", "Tweede"])):  # fmt: skip
        indicators.move_indicator(indicator=second, node=node, up=up, by=people.an.actor)
        assert said(node) == order


def test_what_was_removed_comes_back_where_it_stood(people: Cast, node: Node) -> None:
    first = IndicatorSentence.objects.get(node=node)
    add(node, people.an, "Tweede")
    indicators.remove_part(part=first, node=node, by=people.an.actor)
    assert said(node) == ["Tweede"]
    indicators.restore_part(part=first, node=node, by=people.an.actor)
    assert said(node) == ["Aantal gevonden huizen", "Tweede"]


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("voorjaar 2028", "2028-03-01", "season"),
        ("uiterlijk 2028", "2028-12-31", "year"),
        ("15/03/2027", "2027-03-15", "day"),
    ],
)
def test_a_milestone_keeps_its_own_words(
    people: Cast, node: Node, words: str, day: str, precision: str
) -> None:
    made = add(node, people.an, "Opening", words)
    assert (made.words, str(made.date), made.precision) == (words, day, precision)


def test_a_milestone_without_a_date_and_an_indicator_without_words_are_refused(
    people: Cast, node: Node
) -> None:
    with pytest.raises(indicators.NoDayForMilestone, match="uiterlijk"):
        add(node, people.an, "Opening", "ooit")
    with pytest.raises(indicators.NoText):
        add(node, people.an, " ")


def test_a_part_added_through_its_page_solves_the_finding(client: Client, people: Cast, plan: Plan) -> None:
    node = Node.objects.get(plan=plan, code="Actie 2")
    client.force_login(people.an.user)
    address = reverse("plans:part-new", args=[plan.pk, node.pk, "indicatoren"])
    assert client.get(address).status_code == 200
    response = client.post(address, {"text": "Aantal gedeelde woningen", "stand-text": mark("")}, **HTMX)
    assert response["HX-Retarget"] == "#deel-indicatoren"
    assert "Aantal gedeelde woningen" in response.content.decode()
    refused = client.post(
        reverse("plans:part-new", args=[plan.pk, node.pk, "mijlpalen"]), {"text": "x", "words": "ooit"}
    )
    assert refused.status_code == 422
    assert "ooit" in refused.content.decode()


def test_removing_offers_the_way_back(client: Client, people: Cast, node: Node) -> None:
    part = IndicatorSentence.objects.get(node=node)
    client.force_login(people.an.user)
    where = [node.plan_id, node.pk, "indicatoren", part.pk]
    response = client.post(reverse("plans:part-remove", args=where), follow=True)
    assert "Ongedaan maken" in response.content.decode()
    client.post(reverse("plans:part-restore", args=where))
    assert said(node) == ["Aantal gevonden huizen"]
    assert "Ongedaan maken" in client.post(reverse("plans:part-remove", args=where), **HTMX).content.decode()


def test_two_people_in_one_indicator(client: Client, people: Cast, node: Node) -> None:
    part = IndicatorSentence.objects.get(node=node)
    client.force_login(people.an.user)
    address = reverse("plans:part", args=[node.plan_id, node.pk, "indicatoren", part.pk])
    opened = mark(part.text)
    client.post(address, {"text": "Aantal huizen van An", "stand-text": opened})
    client.force_login(people.bo.user)
    response = client.post(address, {"text": "Aantal huizen van Bo", "stand-text": opened}, **HTMX)
    assert response.status_code == 409
    assert "An schreef Indicator ook" in response.content.decode()
    assert "Aantal huizen van Bo" in response.content.decode()


@pytest.mark.parametrize("who", ["cas", "dirk", "eva", "gus"])
def test_who_may_not_edit_changes_no_indicator(who: str, people: Cast, node: Node) -> None:
    part = IndicatorSentence.objects.get(node=node)
    by = people[who].actor
    with pytest.raises(NotAllowed):
        add(node, people[who], "x")
    with pytest.raises(NotAllowed):
        indicators.change_part(part=part, node=node, texts={"text": "x"}, base={}, by=by)
    for command in (indicators.remove_part, indicators.restore_part):
        with pytest.raises(NotAllowed):
            command(part=part, node=node, by=by)
    with pytest.raises(NotAllowed):
        indicators.move_indicator(indicator=part, node=node, up=True, by=by)


# ------------------------------------------------------------------ the template of a network


@pytest.fixture
def network(people: Cast) -> Any:
    return people.zonnedorp


def field(network: Any, by: Any, label: str, *synonyms: str) -> SheetField:
    return sheet_fields.add_sheet_field(network=network, label=label, synonyms=synonyms, by=by.actor)


def test_both_labels_land_in_one_field_without_rewriting_anything(
    people: Cast, node: Node, network: Any
) -> None:
    node.fields = [
        {"label": "Randvoorwaarden", "text": "een"},
        {"label": "Hoe (randvoorwaarden)", "text": "twee"},
    ]
    node.save()
    field(network, people.bo, "Buiten opdracht")
    field(network, people.bo, "Randvoorwaarden", "Hoe (randvoorwaarden)")
    shown = texts_of(node, template_of(network.pk))
    assert list(shown)[4:] == ["Buiten opdracht", "Randvoorwaarden"]
    assert shown["Randvoorwaarden"].text == "een\n\ntwee"
    node.refresh_from_db()
    assert [item["label"] for item in node.fields] == ["Randvoorwaarden", "Hoe (randvoorwaarden)"]
    changed = change(node, people.an, Randvoorwaarden="drie")
    assert changed.fields == [{"label": "Randvoorwaarden", "text": "drie"}]
    assert history_of(node)[0].changes == [("Randvoorwaarden", "een\n\ntwee", "drie")]


def test_the_sheet_shows_the_template_in_its_order(
    client: Client, people: Cast, node: Node, network: Any
) -> None:
    field(network, people.bo, "Buiten opdracht")
    field(network, people.bo, "Partners")
    client.force_login(people["gus"].user)
    page = client.get(node.get_absolute_url()).content.decode()
    names = re.findall(r"<dt>(.*?)</dt>", page)
    assert names[:5] == ["Start", "Einde", "Buiten opdracht", "Partners", "Timing"]


def test_an_import_stores_the_names_of_the_network(people: Cast, network: Any) -> None:
    field(network, people.bo, "Wanneer", "Timing")
    plan = stored_plan(people, reading=small_reading())
    action = Node.objects.get(plan=plan, code="Actie 1")
    assert [item["label"] for item in action.fields] == ["Wanneer", "Partners"]
    assert plan.sheet_labels == ["Wanneer", "Partners"]


def test_a_template_is_made_of_the_plans_in_one_click(
    client: Client, people: Cast, plan: Plan, network: Any
) -> None:
    other = Node.objects.get(plan=plan, code="Actie 2")
    other.fields = [{"label": "Timing:", "text": "nu"}]
    other.save()
    Plan.objects.filter(pk=plan.pk).update(sheet_labels=["Timing", "Partners", "Timing:"])
    client.force_login(people.bo.user)
    address = reverse("plans:template", args=[network.code])
    assert "Zo noemen uw plannen de velden" in client.get(address).content.decode()
    client.post(reverse("plans:template-propose", args=[network.code]))
    made = list(SheetField.objects.filter(network=network).values_list("label", "synonyms"))
    assert [label for label, _ in made] == ["Timing", "Partners"]
    assert template_view(network.pk).unknown == []


def test_a_new_label_is_proposed_as_a_synonym(client: Client, people: Cast, node: Node, network: Any) -> None:
    wanted = field(network, people.bo, "Partner")
    view = template_view(network.pk)
    assert {item.label: item.perhaps for item in view.unknown} == {"Timing": None, "Partners": wanted}
    client.force_login(people.bo.user)
    client.post(reverse("plans:template-join", args=[network.code, wanted.pk]), {"label": "Partners"})
    wanted.refresh_from_db()
    assert wanted.synonyms == ["Partners"]


def test_a_renamed_field_keeps_its_texts(people: Cast, node: Node, network: Any) -> None:
    change(node, people.bo, Partners="Sociaal Huis")
    partners = field(network, people.bo, "Partners")
    sheet_fields.change_sheet_field(
        field=partners, label="met wie?", synonyms=[], explanation="", by=people.bo.actor
    )
    node.refresh_from_db()
    shown = texts_of(node, template_of(network.pk))
    assert shown["Met wie?"].text == "Sociaal Huis"


def test_fields_move_and_go_and_texts_stay(people: Cast, node: Node, network: Any) -> None:
    change(node, people.bo, Partners="Sociaal Huis")
    first, second = field(network, people.bo, "Partners"), field(network, people.bo, "Trekker")
    sheet_fields.move_sheet_field(field=second, up=True, by=people.bo.actor)
    assert [row.label for row in SheetField.objects.filter(network=network)] == ["Trekker", "Partners"]
    sheet_fields.remove_sheet_field(field=first, by=people.bo.actor)
    node.refresh_from_db()
    assert texts_of(node, template_of(network.pk))["Partners"].text == "Sociaal Huis"


def test_what_belongs_in_a_field_is_text_and_no_page(
    client: Client, people: Cast, node: Node, network: Any
) -> None:
    made = field(network, people.bo, "Partners")
    sheet_fields.change_sheet_field(
        field=made, label="Partners", synonyms=[], explanation="<b>wie</b> mee doet", by=people.bo.actor
    )
    client.force_login(people.an.user)
    addresses = [node.get_absolute_url(), reverse("plans:edit", args=[node.plan_id, node.pk]),
                 reverse("plans:field", args=[node.plan_id, node.pk, key_of("Partners")])]  # fmt: skip
    for address in addresses:
        page = client.get(address).content.decode()
        assert "&lt;b&gt;wie" in page
        assert "<b>wie" not in page


def test_a_name_belongs_to_one_field(people: Cast, network: Any) -> None:
    field(network, people.bo, "Hoe", "Aanpak")
    with pytest.raises(sheet_fields.LabelTaken, match="Hoe"):
        field(network, people.bo, "aanpak:")
    with pytest.raises(sheet_fields.NoLabel):
        field(network, people.bo, " : ")


@pytest.mark.parametrize("who", ["an", "cas", "dirk", "eva", "gus"])
def test_who_may_not_manage_words_arranges_no_sheet(who: str, people: Cast, network: Any) -> None:
    known = field(network, people.bo, "Hoe")
    by = people[who].actor
    with pytest.raises(NotAllowed):
        field(network, people[who], "x")
    with pytest.raises(NotAllowed):
        sheet_fields.change_sheet_field(field=known, label="x", synonyms=[], explanation="", by=by)
    with pytest.raises(NotAllowed):
        sheet_fields.join_label(field=known, label="x", by=by)
    with pytest.raises(NotAllowed):
        sheet_fields.move_sheet_field(field=known, up=True, by=by)
    with pytest.raises(NotAllowed):
        sheet_fields.remove_sheet_field(field=known, by=by)
    with pytest.raises(NotAllowed):
        sheet_fields.take_proposal(network=network, by=by)
