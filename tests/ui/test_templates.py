"""Rules for every template of the house, checked on its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import Engine
from django.template.base import TextNode
from django.template.loader import get_template

from ui.inline_rules import problems

SRC = Path(__file__).resolve().parents[2] / "src" / "streekwerk"
TEMPLATES = sorted(path for path in SRC.glob("**/templates/**/*") if path.suffix in (".html", ".svg"))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('<p style="color: red">', 1),
        ('<a href="#" onclick="x()">', 1),
        ("<script>x()</script>", 1),
        ('<script src="https://elders.example/x.js"></script>', 1),
        ("<script src=\"{% static 'ui/ui.js' %}\" defer></script>", 0),
        ('<script data-allauth-onload="x" type="application/json">{}</script>', 0),
        ("<p>één stijl, niet style= in de tekst</p>", 0),
    ],
)
def test_the_check_itself(text: str, count: int) -> None:
    assert len(problems(text)) == count


def test_a_template_has_nothing_inline() -> None:
    found = {str(path.relative_to(SRC)): problems(path.read_text()) for path in TEMPLATES}
    assert {name: said for name, said in found.items() if said} == {}


def test_a_template_compiles_and_keeps_its_comments_to_itself() -> None:
    for path in TEMPLATES:
        name = str(path).split("/templates/", 1)[1]
        template = get_template(name)
        # `{# … #}` over two lines is not a comment: it would be shown, and its tags would run.
        texts = [node.s for node in template.template.nodelist.get_nodes_by_type(TextNode)]  # type: ignore[attr-defined]
        assert not [text for text in texts if "{#" in text], name


def test_a_comment_over_two_lines_is_caught() -> None:
    template = Engine().from_string("{# een\ntwee #}")
    assert any("{#" in node.s for node in template.nodelist.get_nodes_by_type(TextNode))
