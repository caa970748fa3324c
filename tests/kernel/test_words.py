"""Words of a list found in texts: whole, longest first, and never a letter of the text lost."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.kernel.words import WordEntry, explained, inflections, named
from work import work

WORDS = [
    "zorg",
    "mantelzorg",
    "mantelzorger",
    "sociale",
    "huurwoning",
    "woning",
    "OCMW",
    "één",
    "wijk",
    "jongere",
]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
entries = st.lists(
    st.tuples(st.lists(names, min_size=1, max_size=3), st.sampled_from(["", "OCMW", "BOV"])), max_size=8
).map(lambda rows: tuple(WordEntry(at, tuple(said), short) for at, (said, short) in enumerate(rows, 1)))
texts = st.lists(
    st.one_of(
        st.sampled_from([*WORDS, "woningen", "Mantelzorgers", "OCMW's", " ", ". ", "\n", "<b>", "&"]),
        st.text(max_size=5),
    )
).map(" ".join)


@given(texts, entries)
def test_the_pieces_are_the_text(text: str, entries: tuple[WordEntry, ...]) -> None:
    pieces = explained(text, entries)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
    assert {piece.key for piece in pieces} - {None} <= {entry.key for entry in entries}


@given(texts, entries)
def test_what_is_named_is_what_is_marked(text: str, entries: tuple[WordEntry, ...]) -> None:
    assert set(named(text, entries)) == {piece.key for piece in explained(text, entries)} - {None}


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("De mantelzorgers komen.", "mantelzorger", ["mantelzorgers"]),
        ("MANTELZORGER", "mantelzorger", ["MANTELZORGER"]),
        ("mantelzorgerbeleid", "mantelzorger", []),
        ("huisvestings-mantelzorger", "mantelzorger", []),
        ("Veel zorgen om zorg", "zorg", ["zorg"]),
        ("personen met een handicap", "persoon met een handicap", ["personen met een handicap"]),
        ("sociale\nhuurwoningen", "sociale huurwoning", ["sociale\nhuurwoningen"]),
        ("sociale, huurwoning", "sociale huurwoning", []),
        ("gezinnen en een gezin", "gezin", ["gezinnen", "gezin"]),
        ("jonger dan een jongere", "jongeren", ["jongere"]),
        ("de coordinatoren", "coördinator", ["coordinatoren"]),
        ("kwetsbaarheden", "kwetsbaarheid", ["kwetsbaarheden"]),
        ("woonhuizen", "woonhuis", ["woonhuizen"]),
    ],
)
def test_whole_words_with_their_plural(text: str, name: str, found: list[str]) -> None:
    assert [piece.text for piece in explained(text, (WordEntry(1, (name,)),)) if piece.key] == found


def test_the_longest_name_wins() -> None:
    list_ = (
        WordEntry(1, ("woning",)),
        WordEntry(2, ("sociale woning",)),
        WordEntry(3, ("sociale woning met zorg",)),
    )
    text = "Een sociale woning met een tuin, een sociale woning met zorg, een woning."
    assert [piece.key for piece in explained(text, list_) if piece.key] == [2, 3, 1]


@pytest.mark.parametrize(("text", "found"), [("BOV helpt", 1), ("bov helpt", 0), ("BOV's", 1), ("BOVEN", 0)])
def test_an_abbreviation_is_matched_letter_by_letter(text: str, found: int) -> None:
    assert len(named(text, (WordEntry(1, ("breed onthaal in de vrije tijd",), "BOV"),))) == found


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14))
def test_a_word_is_one_of_its_own_spellings(word: str) -> None:
    assert word in inflections(word)


@pytest.mark.slow
def test_a_longer_text_is_more_work_and_a_longer_list_is_not() -> None:
    chance = random.Random(7)
    letters = "abdeghiklmnoprstuvwz"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 12))) for _ in range(3000)]
    list_ = tuple(
        WordEntry(at, (" ".join(chance.choices(words, k=2)), chance.choice(words))) for at in range(300)
    )
    text = chance.choices(words, k=2000)

    def spent(words: int, terms: int) -> int:
        said, known = " ".join(text[:words]), list_[:terms]
        explained(said, known)
        return work(lambda: explained(said, known))

    assert spent(2000, 300) < 2.5 * spent(1000, 300)
    assert spent(2000, 300) < 1.5 * spent(2000, 150)
