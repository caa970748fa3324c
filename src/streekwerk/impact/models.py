"""Templates with their versions, tests of parts of plans, the measures that weak answers ask."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from streekwerk.impact import choices, querysets
from streekwerk.impact.rules import Answer, ImpactQuestion, from_json
from streekwerk.network.models import Network, Term
from streekwerk.plans.models import Node

Rows = list[dict[str, Any]]
Answers = dict[str, list[str]]


class ImpactTemplate(models.Model):
    """What a network asks of a part of a plan; its questions stand in its versions."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="impact_templates")
    kind = models.CharField(max_length=20, choices=choices.kinds, default=choices.ImpactKind.OWN)
    name = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    """Goes up with every change; a form made for another version is refused."""
    archived_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[ImpactTemplate]] = querysets.OfOwnNetwork.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["network", "name"], name="impact_template_once")]

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """The questions of a template from one change to the next; never changed, for tests were made with it."""

    template = models.ForeignKey(ImpactTemplate, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    questions: models.JSONField[Rows, Rows] = models.JSONField(default=list)
    """[{"key", "text", "help", "kind", "levels"}] in their order, see `rules.questions`."""
    made_at = models.DateTimeField(auto_now_add=True)
    by_label = models.CharField(max_length=160)

    objects: ClassVar[models.Manager[TemplateVersion]] = querysets.TemplateVersionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="impact_version_once")]

    def __str__(self) -> str:
        return f"{self.template}, versie {self.number}"

    @cached_property
    def asked(self) -> tuple[ImpactQuestion, ...]:
        """Its questions, in their order."""
        return from_json(self.questions)


class ImpactTest(models.Model):
    """What somebody answered about a part of a plan."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="impact_tests")
    version_of = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="tests")
    state = models.CharField(max_length=10, choices=choices.states, default=choices.ImpactState.DRAFT)
    answers: models.JSONField[Answers, Answers] = models.JSONField(default=dict)
    """By the key of the question: the code of the answer, and why."""
    weak = models.PositiveSmallIntegerField(default=0)
    """How many answers ask for a measure, kept to be counted."""
    groups = models.ManyToManyField(Term, blank=True, related_name="impact_tests")
    """The target groups of the network that it touches."""
    touched = models.CharField(max_length=300, blank=True)
    """Whom else it touches, in words."""
    conclusion = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)
    """The day on which it was done first: that day stays, whatever is revised later."""
    revised_on = models.DateField(null=True, blank=True)
    text_seen = models.TextField(blank=True)
    """The text of the part when the test was done or revised last."""
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="impact_tests",
    )
    author_label = models.CharField(max_length=160)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL,
        related_name="impact_tests_written",
    )  # fmt: skip
    """Who changed it last: nobody reviews what they wrote."""
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewer_label = models.CharField(max_length=160, blank=True)
    review_outcome = models.CharField(max_length=10, blank=True, choices=choices.outcomes)
    review_note = models.TextField(blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[ImpactTest]] = querysets.ImpactTestQuerySet.as_manager()

    class Meta:
        ordering = ("node__position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=choices.ImpactState.DRAFT, done_on__isnull=True)
                | (~Q(state=choices.ImpactState.DRAFT) & Q(done_on__isnull=False)),
                name="impact_done_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewer_label="", review_outcome="")
                | (Q(reviewed_at__isnull=False) & ~Q(reviewer_label="") & ~Q(review_outcome="")),
                name="impact_reviewed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_of.template}: {self.node}"

    def get_absolute_url(self) -> str:
        return reverse("impact:test", args=[self.pk])

    @property
    def given(self) -> dict[str, Answer]:
        """What was answered, by the key of the question."""
        return {key: Answer(*said) for key, said in self.answers.items()}


class Mitigation(models.Model):
    """What is done about a weak answer: by whom and by when."""

    test = models.ForeignKey(ImpactTest, on_delete=models.CASCADE, related_name="mitigations")
    question = models.CharField(max_length=12)
    """The key of the question."""
    text = models.TextField()
    steward = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="mitigations"
    )
    """Who does it; empty: who keeps the part of the plan going."""
    carrier = models.CharField(max_length=160, blank=True)
    """The function or organisation that does it."""
    due = models.DateField(null=True, blank=True)
    """The last day its words may mean; empty: no day is known."""
    due_words = models.CharField(max_length=160, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_label = models.CharField(max_length=160, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Mitigation]] = querysets.MitigationQuerySet.as_manager()

    class Meta:
        ordering = ("due", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["test", "question"], condition=Q(archived_at__isnull=True), name="mitigation_once"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_label="")
                | (Q(done_on__isnull=False) & ~Q(done_label="")),
                name="mitigation_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{reverse('impact:test', args=[self.test_id])}#vraag-{self.question}"


class ImpactDraft(models.Model):
    """What a person typed in a test and did not save yet: it survives a closed window."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="impact_drafts")
    test = models.ForeignKey(ImpactTest, on_delete=models.CASCADE, related_name="drafts")
    data: models.JSONField[Answers, Answers] = models.JSONField(default=dict)
    """The fields of the form as typed, each with its values."""
    seen = models.PositiveIntegerField(default=0)
    """The version of the test that the typing began from."""
    saved_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager[ImpactDraft]] = querysets.OwnDrafts.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "test"], name="impact_draft_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.test}"
