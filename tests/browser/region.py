"""The sample region in every state a page can be in, and who looks at it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.test import Client, RequestFactory
from django.utils import timezone

from browser import pages_budget, pages_context, pages_counts, pages_origins
from browser.asked import ask_for_figures
from browser.came_back import workbooks_came_back
from browser.carded import make_cards
from browser.delivered import give_deliverables
from browser.kept_up import keep_up
from browser.metered import keep_some_cards, sample_with_some_figures
from browser.reasons import give_reasons
from browser.reporting import make_reports
from plan_texts import TEXT, lines_of, rewrite, small_reading, store_reading
from streekwerk.access.models import operator
from streekwerk.accounts.models import User
from streekwerk.config.region import load_region
from streekwerk.intake.models import Review, Upload
from streekwerk.network.models import Network, RoleHolding
from streekwerk.plans.commands import accept_finding, keep_document
from streekwerk.plans.commands.sheet_fields import add_sheet_field
from streekwerk.plans.models import IndicatorSentence, Node, Plan, PlanFinding, SourceDocument

SAMPLE = Path(__file__).resolve().parents[2] / "sample"
DOCUMENTS = SAMPLE / "documents"
PASSWORD = "een lang wachtwoord"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"
A_PASSKEY = {
    "name": "Laptop van het werk",
    "passwordless": True,
    "credential": {"clientExtensionResults": {"credProps": {"rk": True}}},
}
OPERATOR = operator("voorbeeldstreek")


@dataclass(frozen=True)
class Region:
    """Addresses are made of these; `sessions` holds a session key per person."""

    places: dict[str, int | str]
    sessions: dict[str, str]


def make_networks_and_people() -> None:
    """The people of the sample, and those whose pages are empty or locked."""
    with sample_with_some_figures(SAMPLE) as folder:
        load_region(folder, password=PASSWORD, tell=lambda _: None)
    for code in ("stil", "leeg"):
        network = Network.objects.create(code=code, name=f"Kring {code.capitalize()}", kind="zone", levels=[])
        person = User.objects.create_user(f"{code}@streek.example", PASSWORD, name=code.capitalize())
        RoleHolding.objects.create(
            user=person, network=network, role="plan_editor", valid_from=date(2026, 1, 1)
        )
    both = User.objects.create_user("piet@streek.example", PASSWORD, name="Piet Tweebruggen")
    for network in Network.objects.filter(code__in=["welzijnsbond", "streekplatform"]):
        RoleHolding.objects.create(
            user=both, network=network, role="plan_editor", valid_from=date(2026, 1, 1)
        )
    User.objects.create_user("nieuw@streek.example", PASSWORD, name="Nieuw Gezicht")
    User.objects.create_user("zonder@streek.example", None, name="Zonder Wachtwoord")
    TOTP.activate(User.objects.create_user("app@streek.example", PASSWORD, name="App Loos"), TOTP_SECRET)
    locked = User.objects.create_user("veilig@streek.example", PASSWORD, name="Veilig Slot")
    TOTP.activate(locked, TOTP_SECRET)
    RecoveryCodes.activate(locked)
    Authenticator.objects.create(user=locked, type=Authenticator.Type.WEBAUTHN, data=A_PASSKEY)


def make_states() -> dict[str, int | str]:
    """A change, an acceptance, uploads that wait and failed, a plan without anything; returns their keys."""
    association = Network.objects.get(code="welzijnsbond")
    plan = Plan.objects.get(network=association)
    meters = keep_some_cards(plan, SAMPLE, by=OPERATOR)
    sheets = Plan.objects.get(network__code="eerstelijnszone")
    actions = Node.objects.filter(plan=sheets, level="action")
    action = next(node for node in actions if any(not item["text"] for item in node.fields))
    rewrite(action, OPERATOR, title=f"{action.title} (samen)")
    for finding in PlanFinding.objects.filter(plan__in=[plan, sheets], resolved_at=None).order_by("pk")[::12]:
        accept_finding(finding=finding, reason="Zo beslist op het overleg van maart.", by=OPERATOR)
    waiting, failed = (
        Upload.objects.create(network=association, name=name, size=120_000, sha256=name, **state)
        for name, state in (
            ("actieplan.docx", {"status": "reading", "stage": "lezen", "progress": 40}),
            ("foto.pdf", {"status": "failed", "message": "In “foto.pdf” staat geen tekst, enkel beelden."}),
        )
    )
    nothing = replace(
        small_reading(), title="Een blad papier", nodes=[], indicators=[], milestones=[], unplaced=[]
    )
    empty = store_reading(
        what=nothing,
        lines=lines_of("Een blad papier"),
        original=b"Een blad papier",
        name="blad.txt",
        network=Network.objects.get(code="stil"),
        by=OPERATOR,
    )
    goal = Node.objects.filter(plan=plan, parent=None).first()
    own_action = Node.objects.filter(plan=plan, level="action").first()
    assert goal is not None
    assert own_action is not None
    passkey = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    answered = Upload.objects.exclude(questions=[]).get()
    indicator = IndicatorSentence.objects.filter(node=action).first()
    assert indicator is not None
    [first, *_] = [
        add_sheet_field(network=association, label=label, by=OPERATOR) for label in ("Trekker", "Partners")
    ]
    return {
        **meters,
        **make_reviews(plan),
        **keep_up(plan, own_action, by=OPERATOR),
        **make_reports(sheets),
        **give_reasons(sheets, by=OPERATOR),
        **give_deliverables(plan, by=OPERATOR),
        **ask_for_figures(plan, by=OPERATOR),
        **make_cards(plan, by=OPERATOR),
        **workbooks_came_back(plan),
        **pages_budget.places(),
        **pages_origins.places(),
        **pages_context.places(),
        **pages_counts.places(),
        "sheet": Node.objects.filter(plan=plan, steward__email="tess@heidebrug.example")[0].pk,
        "sheet_field": first.pk,
        "indicator": indicator.pk,
        "plan": plan.pk,
        "goal": goal.pk,
        "own_action": own_action.pk,
        "sheets": sheets.pk,
        "action": action.pk,
        "colours": Plan.objects.get(network__code="streekplatform").pk,
        "tagged": Plan.objects.get(network__code="zorgkring").pk,
        "empty": empty.pk,
        "waiting": waiting.pk,
        "failed": failed.pk,
        "questions": answered.pk,
        "passkey": passkey.pk,
    }


def make_reviews(plan: Plan) -> dict[str, int | str]:
    """A document to look at, one put away, a newer text of the plan, and the same text again; their keys."""
    read = Review.objects.get(plan=plan).state
    changed = {**read, "nodes": [{**node} for node in read["nodes"]]}
    changed["nodes"][0]["title"] += ", ook in het weekend"
    gone = next(node["id"] for node in reversed(changed["nodes"]) if node["level"] == "action")
    changed["nodes"] = [node for node in changed["nodes"] if node["id"] != gone]
    changed["indicators"] = [item for item in read["indicators"] if item["node"] != gone]
    small = small_reading()
    small.nodes[2].confidence = 0.4
    page = keep_document(
        source=small.source,
        lines=lines_of(TEXT),
        original=TEXT.encode(),
        name="samen-wonen.txt",
        network=plan.network,
        by=OPERATOR,
    )
    assert plan.document is not None

    def kept(document: SourceDocument, state: dict[str, Any], **more: Any) -> int:
        made = Review.objects.create(network=plan.network, document=document, read=state, state=state, **more)
        return int(made.pk)

    return {
        "review": kept(page, small.to_json()),
        "chosen": "a1",
        "dropped": kept(page, small.to_json(), status="dropped", finished_at=timezone.now()),
        "newer": kept(plan.document, changed, plan=plan),
        "same": kept(plan.document, read, plan=plan),
    }


def sessions() -> dict[str, str]:
    """A session for everybody, as after giving the password twice: pages about safety open too."""
    made = {}
    for user in User.objects.all():
        client = Client()
        client.force_login(user)
        request = RequestFactory().get("/")
        request.session = client.session
        record_authentication(request, user, method="password", reauthenticated=True)
        request.session.save()
        made[user.email.split("@")[0]] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return made
