"""An explained word on a page: marked once, escaped, with its meaning beside it."""

from __future__ import annotations

import re
from html import unescape

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.kernel.words import WordEntry
from streekwerk.ui.glossary import Explanation, Glossary


def glossary() -> Glossary:
    said = {1: Explanation("Mantelzorger", "Wie zorgt, <onbetaald>.", "/begrip/1/")}
    return Glossary((WordEntry(1, ("mantelzorger",)),), said)


def shown(html: str) -> str:
    """The text of the page without what only shows on pointing."""
    bare = re.sub(r'<span class="explanation".*?</span>', "", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", bare))


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60),
    st.text(max_size=20),
)
def test_the_text_stays_what_it_was(before: str, after: str) -> None:
    text = f"{before} mantelzorgers & <b> {after}"
    assert shown(glossary().explain(text)) == text


def test_a_word_is_explained_once_per_page() -> None:
    words = glossary()
    first, second = words.explain("Een mantelzorger."), words.explain("Twee mantelzorgers.")
    assert first.count('class="explained"') == 1
    assert second == "Twee mantelzorgers."


def test_the_explanation_is_tied_to_the_word_and_escaped() -> None:
    html = glossary().explain("Een mantelzorger.")
    [name] = re.findall(r'aria-describedby="([^"]+)"', html)
    assert f'role="tooltip" id="{name}"' in html
    assert 'href="/begrip/1/"' in html
    assert "&lt;onbetaald&gt;" in html


def test_the_filter_works_before_linebreaks_and_without_a_glossary() -> None:
    template = Template("{% load ui %}{{ text|explain:words|linebreaksbr }}")
    said = {"text": "<i>\nmantelzorger"}
    assert template.render(Context(said | {"words": None})) == "&lt;i&gt;<br>mantelzorger"
    html = template.render(Context(said | {"words": glossary}))
    assert html.startswith("&lt;i&gt;<br><span")
