"""The words of a network: who keeps them, what is refused, and the list as a file."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from people import Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.network.choices import TermKind
from streekwerk.network.commands import (
    NoWord,
    TermChangedMeanwhile,
    Word,
    WordTaken,
    add_term,
    archive_term,
    change_term,
    import_terms,
    restore_term,
    word_of,
)
from streekwerk.network.files import terms_as_csv
from streekwerk.network.models import Term
from streekwerk.network.rules import read_words

KINDS = dict(TermKind.choices)


@pytest.fixture
def jeugd(people: Cast) -> Term:
    word = Word("Jongere", "target_group", "Van 12 tot 25 jaar.", ("jeugd",), "JG")
    return add_term(network=people.zonnedorp, word=word, by=people.bo.actor)


def test_a_word_is_added_changed_archived_and_restored(people: Cast, jeugd: Term) -> None:
    word = word_of(jeugd)._replace(definition="Van 10 tot 25 jaar.")
    term = change_term(term=jeugd, word=word, version=1, by=people.bo.actor)
    assert (term.version, term.definition) == (2, "Van 10 tot 25 jaar.")
    assert not Term.objects.filter(pk=archive_term(term=term, by=people.bo.actor).pk).live().exists()
    assert Term.objects.filter(pk=restore_term(term=term, by=people.bo.actor).pk).live().exists()
    verbs = list(
        Entry.objects.filter(object_kind="network.term").order_by("pk").values_list("verb", flat=True)
    )
    assert verbs == ["term.added", "term.changed", "term.archived", "term.restored"]


@pytest.mark.parametrize("who", ["an", "dirk", "eva", "gus", "cas"])
def test_only_who_keeps_the_words_changes_them(who: str, people: Cast, jeugd: Term) -> None:
    by = people[who].actor
    with pytest.raises(NotAllowed):
        add_term(network=people.zonnedorp, word=Word("Wonen"), by=by)
    with pytest.raises(NotAllowed):
        change_term(term=jeugd, word=Word("Anders"), version=1, by=by)
    with pytest.raises(NotAllowed):
        archive_term(term=jeugd, by=by)
    with pytest.raises(NotAllowed):
        import_terms(network=people.zonnedorp, words=[Word("Wonen")], by=by)
    assert Term.objects.get().label == "Jongere"


def test_an_older_version_overwrites_nothing(people: Cast, jeugd: Term) -> None:
    change_term(term=jeugd, word=word_of(jeugd)._replace(definition="a"), version=1, by=people.bo.actor)
    with pytest.raises(TermChangedMeanwhile):
        change_term(
            term=jeugd, word=word_of(jeugd)._replace(definition="b"), version=1, by=people["fien"].actor
        )
    assert Term.objects.get().definition == "a"


@pytest.mark.parametrize(
    "word", [Word("jeugd"), Word("Tiener", synonyms=("JONGERE",)), Word("Ander", abbreviation="jg")]
)
def test_a_spelling_explains_one_word(word: Word, people: Cast, jeugd: Term) -> None:
    with pytest.raises(WordTaken, match="Jongere"):
        add_term(network=people.zonnedorp, word=word, by=people.bo.actor)
    add_term(network=people.maanstad, word=word, by=people.cas.actor)  # another network, another list


def test_a_synonym_of_an_archived_word_is_free_until_it_comes_back(people: Cast, jeugd: Term) -> None:
    archive_term(term=jeugd, by=people.bo.actor)
    add_term(network=people.zonnedorp, word=Word("Jeugd"), by=people.bo.actor)
    with pytest.raises(WordTaken):
        restore_term(term=jeugd, by=people.bo.actor)


def test_an_empty_word_is_refused(people: Cast) -> None:
    with pytest.raises(NoWord):
        add_term(network=people.zonnedorp, word=Word("  "), by=people.bo.actor)


def test_a_list_goes_in_whole_or_not_at_all(people: Cast, jeugd: Term) -> None:
    words = [Word("Wonen", "theme"), Word("Jongere", "theme"), Word("")]
    with pytest.raises(NoWord):
        import_terms(network=people.zonnedorp, words=words, by=people.bo.actor)
    assert Term.objects.get().kind == "target_group"
    assert len(import_terms(network=people.zonnedorp, words=words[:2], by=people.bo.actor)) == 2
    assert import_terms(network=people.zonnedorp, words=words[:2], by=people.bo.actor) == []
    assert Term.objects.get(label="Jongere").kind == "theme"


words = st.builds(
    Word,
    st.text(alphabet="abcdëfg=+ -", min_size=1, max_size=9).map(lambda text: " ".join(f"w {text}".split())),
    st.sampled_from(list(KINDS)),
    st.text(alphabet="ab;\"\n'é=,", max_size=20).map(str.strip),
    st.lists(st.text(alphabet="hij", min_size=1, max_size=4), max_size=2, unique=True).map(tuple),
    st.just(""),
)


@given(st.lists(words, max_size=5, unique_by=lambda word: word.label))
def test_what_leaves_as_csv_can_be_read_again(given_words: list[Word]) -> None:
    taken: set[str] = set()
    kept = []
    for word in given_words:
        word = word._replace(synonyms=tuple(name for name in word.synonyms if name not in taken))
        taken |= set(word.synonyms)
        kept.append(word)
    terms = [
        Term(label=word.label, kind=word.kind, definition=word.definition, synonyms=list(word.synonyms))
        for word in kept
    ]
    rows = read_words(terms_as_csv(terms).decode(), KINDS, [])
    assert [row.word for row in rows if not row.problem] == kept


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("naam;soort\nx;thema", "kolom “woord”"),
        ("woord;soort\n;thema", "Er staat geen woord"),
        ("woord;soort\nWonen;kleur", "geen soort"),
        (
            "woord;soort;definitie;synoniemen\nWonen;thema;;huis\nHuis;thema;;",
            "staat al in de lijst, bij “Wonen”",
        ),
        ("woord;soort\n", "geen enkel woord"),
    ],
)
def test_a_row_that_cannot_be_kept_says_why(text: str, problem: str) -> None:
    assert any(problem in row.problem for row in read_words(text, KINDS, []))


def test_members_read_the_list_and_filter_it_by_its_address(
    client: Client, people: Cast, jeugd: Term
) -> None:
    add_term(network=people.zonnedorp, word=Word("Wonen", "theme"), by=people.bo.actor)
    client.force_login(people["gus"].user)
    address = reverse("network:terms", args=["zonnedorp"])

    def labels(**query: str) -> list[str]:
        return [term.label for term, _ in client.get(address, query).context["terms"]]

    assert labels() == ["Jongere", "Wonen"]
    assert labels(soort="theme") == ["Wonen"]
    assert labels(enkel="te-definieren") == ["Wonen"]
    assert labels(zoek="jeugd") == ["Jongere"]
    assert labels(zoek="onbestaand", soort="onzin") == []
    assert "Woord toevoegen" not in client.get(address).content.decode()
    assert client.get(reverse("network:export-terms", args=["zonnedorp"])).content.count(b"\r\n") == 3


def test_a_word_is_kept_on_its_pages(client: Client, people: Cast, jeugd: Term) -> None:
    client.force_login(people.bo.user)
    new = reverse("network:new-term", args=["zonnedorp"])
    assert client.post(new, {"label": "", "kind": "theme"}).status_code == 422
    assert "staat al in de lijst" in client.post(new, {"label": "jeugd", "kind": "theme"}).content.decode()
    assert client.post(new, {"label": "Wonen", "kind": "theme", "synonyms": "huis, thuis"}).status_code == 302
    assert Term.objects.get(label="Wonen").synonyms == ["huis", "thuis"]
    edit = reverse("network:edit-term", args=["zonnedorp", jeugd.pk])
    said = {"label": "Jongere", "kind": "target_group", "definition": "anders", "version": "1"}
    assert client.post(edit, said).status_code == 302
    stale = client.post(edit, said | {"definition": "nog anders"})
    assert stale.status_code == 409
    assert "nog anders" in stale.content.decode()
    assert "Wat er nu staat" in stale.content.decode()
    client.post(reverse("network:archive-term", args=["zonnedorp", jeugd.pk]))
    assert "Terugzetten" in client.get(reverse("network:term", args=["zonnedorp", jeugd.pk])).content.decode()


def test_a_file_is_shown_before_it_is_kept(client: Client, people: Cast, jeugd: Term) -> None:
    client.force_login(people.bo.user)
    address = reverse("network:import-terms", args=["zonnedorp"])
    text = "woord;soort;definitie\nJongere;doelgroep;Nieuw.\nWonen;thema;\n"
    preview = client.post(address, {"file": SimpleUploadedFile("lijst.csv", text.encode())})
    assert "krijgt deze tekst" in preview.content.decode()
    assert Term.objects.count() == 1
    assert client.post(address, {"list": preview.context["text"]}).status_code == 302
    assert Term.objects.get(label="Jongere").definition == "Nieuw."
    wrong = client.post(address, {"list": "woord;soort\nX;kleur"})
    assert "Niets ingelezen" in wrong.content.decode()
    assert Term.objects.count() == 2


@pytest.mark.one_engine
@pytest.mark.parametrize("count", [1, 60])
def test_the_list_costs_a_fixed_number_of_queries(
    count: int, client: Client, people: Cast, django_assert_num_queries: Any
) -> None:
    words = [Word(f"Woord {number}") for number in range(count)]
    import_terms(network=people.zonnedorp, words=words, by=people.bo.actor)
    client.force_login(people["gus"].user)
    with django_assert_num_queries(7):
        client.get(reverse("network:terms", args=["zonnedorp"]))
