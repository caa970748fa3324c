"""The comments on a node, and what a person still has to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Count, DateTimeField, Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from streekwerk.access.models import Actor, Permission
from streekwerk.plans.models import Comment, Mention, Node, ThreadSeen

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""For who never opened the thread: everything is new."""


@dataclass(frozen=True)
class Remark:
    """One comment as the page of a node shows it."""

    comment: Comment
    unread: bool
    own: bool


def thread_of(node: Node, actor: Actor) -> list[Remark]:
    """The comments on this node, oldest first, with what the actor has not read; two queries."""
    seen = (
        ThreadSeen.objects.visible_to(actor)
        .filter(node=node, user_id=actor.user_id or 0)
        .values_list("at", flat=True)
        .first()
    )
    comments = Comment.objects.visible_to(actor).filter(node=node)
    return [
        Remark(
            comment,
            unread=comment.author_id != actor.user_id
            and not comment.removed_at
            and (seen is None or comment.created_at > seen),
            own=comment.author_id == actor.user_id and not comment.removed_at,
        )
        for comment in comments
    ]


def threads_of(actor: Actor, *, only_unread: bool = False) -> list[Node]:
    """The nodes about which the actor wrote, was named in, or is the steward of; newest words first.

    Each has `unread` (how many comments of others the actor did not read), `called` (named in an unread
    one), `last_at` and `comments_count`. One query.
    """
    me = actor.user_id or 0
    mine = Comment.objects.filter(node=OuterRef("pk"), author_id=me)
    named = Mention.objects.filter(comment__node=OuterRef("pk"), user_id=me)
    seen = ThreadSeen.objects.filter(node=OuterRef("pk"), user_id=me).values("at")[:1]
    rows = (
        Node.objects.visible_to(actor)
        .filter(plan__network_id__in=actor.networks_with(Permission.PLAN_READ))
        .filter(Exists(mine) | Exists(named) | Q(steward_id=me))
        .annotate(seen_at=Coalesce(Subquery(seen), LONG_AGO, output_field=DateTimeField()))
        .annotate(
            comments_count=Count("comments", filter=Q(comments__removed_at__isnull=True)),
            unread=Count(
                "comments",
                filter=Q(comments__removed_at__isnull=True)
                & Q(comments__created_at__gt=F("seen_at"))
                & ~Q(comments__author_id=me),
            ),
            last_at=Max("comments__created_at"),
            called=Exists(named.filter(read_at__isnull=True)),
        )
        .filter(comments_count__gt=0)
        .select_related("plan__network")
        .order_by("-last_at")
    )
    return list(rows.filter(unread__gt=0) if only_unread else rows)
