"""Talking about a node: writing, mending, taking back, having read."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import NotAllowed, require
from streekwerk.accounts.models import User
from streekwerk.audit.commands import erase_past, record
from streekwerk.kernel.errors import DomainError
from streekwerk.network.queries import colleagues_in
from streekwerk.outbox.commands import post
from streekwerk.outbox.queries import full_address
from streekwerk.plans.models import Comment, Mention, Node, ThreadSeen
from streekwerk.plans.rules.comments import mentions_in

LONGEST = 10_000
"""Characters of one comment; a longer text belongs in the plan or in a document."""


class EmptyComment(DomainError):
    def __init__(self) -> None:
        super().__init__("Uw reactie is leeg. Schrijf minstens enkele woorden.")


class TooLong(DomainError):
    def __init__(self, length: int) -> None:
        super().__init__(
            f"Uw reactie telt {length} tekens; er passen er {LONGEST}. "
            "Kort ze in, of deel ze in twee reacties."
        )


class NotYours(NotAllowed):
    def __init__(self) -> None:
        DomainError.__init__(
            self,
            "Alleen wie een reactie schreef, kan ze wijzigen of terugnemen. Schrijf zelf een reactie.",
        )


@transaction.atomic
def write_comment(*, node: Node, text: str, user: User, by: Actor) -> Comment:
    """Return the comment; the people it names get a mail that they can answer, and see it as unread.

    Raises:
        NotAllowed: the actor may not comment in this network.
        EmptyComment, TooLong: the text cannot be kept.
    """
    network = node.plan.network_id
    require(by, Permission.COMMENT_WRITE, at=network)
    comment = Comment.objects.create(node=node, author=user, author_label=by.label[:160], text=_checked(text))
    _call(comment, node, user)
    see_thread(node=node, user=user, by=by)
    # The log says that there is a comment; what it says stays with the comment itself.
    record("comment.written", node, by=by, network_id=network)
    return comment


@transaction.atomic
def change_comment(*, comment: Comment, text: str, user: User, by: Actor) -> Comment:
    """Return the comment with its new text; people named only now are called as well.

    Raises:
        NotAllowed: the actor may not comment in this network.
        NotYours: somebody else wrote it, or it was taken back.
        EmptyComment, TooLong: the text cannot be kept.
    """
    _require_author(comment, user, by)
    text = _checked(text)
    if text == comment.text:
        return comment
    comment.text, comment.edited_at = text, timezone.now()
    comment.save(update_fields=["text", "edited_at"])
    _call(comment, comment.node, user)
    record("comment.changed", comment.node, by=by, network_id=comment.node.plan.network_id)
    return comment


@transaction.atomic
def remove_comment(*, comment: Comment, user: User, by: Actor) -> Comment:
    """Return the comment without its text; its place stays, so that answers keep their sense.

    Raises:
        NotAllowed: the actor may not comment in this network.
        NotYours: somebody else wrote it, or it was taken back already.
    """
    _require_author(comment, user, by)
    comment.text, comment.removed_at = "", timezone.now()
    comment.save(update_fields=["text", "removed_at"])
    comment.mentions.all().delete()
    erase_past(Comment, comment.pk, ["text"])
    record("comment.removed", comment.node, by=by, network_id=comment.node.plan.network_id)
    return comment


@transaction.atomic
def see_thread(*, node: Node, user: User, by: Actor) -> None:
    """Remember that this person has read everything that stands about the node now.

    Raises:
        NotAllowed: the actor may not read plans in this network.
    """
    require(by, Permission.PLAN_READ, at=node.plan.network_id)
    now = timezone.now()
    ThreadSeen.objects.update_or_create(node=node, user=user, defaults={"at": now})
    Mention.objects.filter(comment__node=node, user=user, read_at__isnull=True).update(read_at=now)


@transaction.atomic
def see_everything(*, nodes: Iterable[Node], user: User, by: Actor) -> None:
    """Mark the comments on these nodes as read.

    Raises:
        NotAllowed: the actor may not read plans in one of the networks.
    """
    for node in nodes:
        see_thread(node=node, user=user, by=by)


def _checked(text: str) -> str:
    text = text.strip().replace("\r\n", "\n")
    if not text:
        raise EmptyComment
    if len(text) > LONGEST:
        raise TooLong(len(text))
    return text


def _require_author(comment: Comment, user: User, by: Actor) -> None:
    require(by, Permission.COMMENT_WRITE, at=comment.node.plan.network_id)
    if comment.author_id != user.pk or comment.removed_at:
        raise NotYours


def _call(comment: Comment, node: Node, author: User) -> None:
    """Mention the people the text names, once each; somebody who was called before gets no second mail."""
    people = {
        person.pk: person
        for person in colleagues_in(node.plan.network_id, timezone.localdate())
        if person.pk != author.pk
    }
    named = mentions_in(comment.text, {pk: person.name for pk, person in people.items()})
    known = set(comment.mentions.values_list("user_id", flat=True))
    Mention.objects.bulk_create([Mention(comment=comment, user_id=pk) for pk in named if pk not in known])
    address = full_address(f"{node.get_absolute_url()}#reactie-{comment.pk}")
    for pk in named:
        if pk in known:
            continue
        post(
            to=people[pk].email,
            reply_to=author.email,
            subject=f"{author.name} vraagt u iets over {node}",
            body=(
                f"Dag {people[pk].name},\n\n"
                f"{author.name} schreef bij “{node}” in “{node.plan}”:\n\n"
                f"{comment.text}\n\n"
                f"Lezen en reageren: {address}\n\n"
                f"U kunt ook op deze mail antwoorden: uw antwoord gaat naar {author.name}.\n"
            ),
        )
