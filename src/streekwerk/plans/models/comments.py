"""Talking about a node, where everybody who works on it finds it back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from streekwerk.plans import querysets
from streekwerk.plans.models.tree import Node


class Comment(models.Model):
    """What somebody wrote about a node. Taken back: the place stays, the text goes."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="comments"
    )
    author_label = models.CharField(max_length=160)
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Comment]] = querysets.OfNode.as_manager()

    class Meta:
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return f"{self.author_label}: {self.text[:60]}"


class Mention(models.Model):
    """A comment asks for the attention of a person."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions")
    read_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Mention]] = querysets.MentionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once")]

    def __str__(self) -> str:
        return f"@{self.user} in {self.comment}"


class ThreadSeen(models.Model):
    """Until when a person has read the comments on a node."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="seen")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="threads_seen")
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[ThreadSeen]] = querysets.ThreadSeenQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "threads seen"
        constraints = [models.UniqueConstraint(fields=["node", "user"], name="thread_seen_once")]

    def __str__(self) -> str:
        return f"{self.user} las {self.node} tot {self.at:%d/%m/%Y %H:%M}"
