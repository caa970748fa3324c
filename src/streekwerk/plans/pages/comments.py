"""The comments as the page of a node takes them."""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.audit import clock
from streekwerk.network.queries import colleagues_in
from streekwerk.plans.models import Comment, Node
from streekwerk.plans.pages.section import Section
from streekwerk.plans.queries.comments import thread_of
from streekwerk.plans.rules.comments import mention_pieces
from streekwerk.ui.addresses import address


@dataclass(frozen=True)
class RemarkItem:
    """A comment with its words in pieces, those that name somebody marked, and what may be done to it."""

    comment: Comment
    paragraphs: list[list[tuple[str, bool]]]
    unread: bool
    edit_url: str
    remove_url: str


def section(node: Node, actor: Actor, own: bool) -> Section | None:
    """Comments stay within the network: a neighbour who reads an adopted plan does not see them."""
    if not own:
        return None
    colleagues = colleagues_in(node.plan.network_id, clock.today())
    names = {person.pk: person.name for person in colleagues}
    remarks = [
        RemarkItem(
            remark.comment,
            [
                [(words, bool(people)) for words, people in mention_pieces(paragraph, names)]
                for paragraph in remark.comment.text.split("\n")
            ],
            remark.unread,
            _address("comment-edit", remark.comment, node) if remark.own else "",
            _address("comment-remove", remark.comment, node) if remark.own else "",
        )
        for remark in thread_of(node, actor)
    ]
    return Section(
        "plans/comments/_thread.html",
        {
            "node": node,
            "remarks": remarks,
            "unread": sum(item.unread for item in remarks),
            "names": [person.name for person in colleagues if person.pk != actor.user_id],
            "write_url": address("plans:comment", node.plan_id, node.pk)
            if may(actor, Permission.COMMENT_WRITE, at=node.plan.network_id)
            else "",
            "seen_url": address("plans:comments-seen", node.plan_id, node.pk),
        },
        place="below",
    )


def _address(name: str, comment: Comment, node: Node) -> str:
    return address(f"plans:{name}", node.plan_id, node.pk, comment.pk)
