"""The tree of a plan."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from streekwerk.ui.tree import TreeItem, render_tree


class Outline(HTMLParser):
    """Collects links with their depth and sees that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.links: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack.append(tag)
        if tag == "a":
            self.links.append((self.stack.count("ul"), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if "a" in self.stack:
            depth, text = self.links[-1]
            self.links[-1] = (depth, text + data)


def outline(items: list[TreeItem]) -> list[tuple[int, str]]:
    parser = Outline()
    parser.feed(render_tree(items))
    parser.close()
    assert parser.stack == []
    return parser.links


def expected(items: list[TreeItem], depth: int = 1) -> list[tuple[int, str]]:
    return [row for item in items for row in [(depth, item.title), *expected(item.children, depth + 1)]]


TITLES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1)
TREES = st.recursive(
    st.builds(TreeItem, title=TITLES, url=st.just("#")),
    lambda inner: st.builds(TreeItem, title=TITLES, url=st.just("#"), children=st.lists(inner, max_size=3)),
    max_leaves=20,
)


@given(st.lists(TREES, max_size=4))
def test_every_node_is_there_once_in_order_and_nothing_breaks_out(items: list[TreeItem]) -> None:
    assert outline(items) == expected(items)


def test_a_row_says_level_code_title_counts_and_findings() -> None:
    html = render_tree(
        [TreeItem("Samen <wonen>", "/1/", "Werf", "2", "3 acties", {"warning": 2, "error": 0})]
    )
    assert "<i>Werf 2</i> Samen &lt;wonen&gt;</a>" in html
    assert "3 acties" in html
    assert 'title="2 aandachtspunten"' in html
    assert "finding-mark-error" not in html
    assert "<details" not in html


def test_a_code_that_holds_the_level_is_not_doubled() -> None:
    assert "<i>Actie 4</i>" in render_tree([TreeItem("Wonen", "#", "Actie", "Actie 4")])


def test_a_toggle_is_named_after_its_row() -> None:
    html = render_tree([TreeItem("Wonen", "#", "Doel", "1", children=[TreeItem("Huren", "#")])])
    assert '<summary aria-label="Onder Doel 1">' in html


def test_two_thousand_nodes_stay_small() -> None:
    """A bound on markup per node, so that a plan of 2,000 nodes is at most about half a megabyte."""
    leaf = [
        TreeItem("Een titel van een actie", f"/plannen/1/{n}/", "Actie", str(n), "2 indicatoren")
        for n in range(2000)
    ]
    assert len(render_tree(leaf)) < 2000 * 200
