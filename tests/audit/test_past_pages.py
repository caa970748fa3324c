"""Pages of then and of now, in turn and at the same time; who may see what is a matter of today."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people import Cast, make_cast
from plan_texts import stored_plan
from streekwerk.audit.models import Past
from streekwerk.audit.past import end_of
from streekwerk.network.models import RoleHolding
from streekwerk.plans.commands.comments import remove_comment, write_comment
from streekwerk.plans.models import Comment, Node, Plan

THEN = timezone.localdate() - timedelta(days=20)
AT = {"gekend": THEN.isoformat()}


def long_ago() -> None:
    """Everything that happened so far happened a month ago."""
    Past.objects.update(at=end_of(THEN - timedelta(days=10)))


@pytest.fixture
def changed(plan: Plan) -> Node:
    """An action whose title was another one then."""
    long_ago()
    node = Node.objects.filter(plan=plan, level="action")[0]
    Node.objects.filter(pk=node.pk).update(title="Nieuwe titel van nu")
    plan.raise_revision()
    return node


def test_a_page_of_then_in_turn_with_one_of_now(
    client: Client, people: Cast, plan: Plan, changed: Node
) -> None:
    client.force_login(people.bo.user)
    old = changed.title
    for address in (
        plan.get_absolute_url(),
        changed.get_absolute_url(),
        reverse("plans:table", args=[plan.pk]),
    ):
        for _ in range(2):
            now = client.get(address).content.decode()
            assert "Nieuwe titel van nu" in now
            assert "zoals gekend op" not in now.split("<main")[0]
            then = client.get(address, AT).content.decode()
            assert "Nieuwe titel van nu" not in then
            assert old in then
            assert "zoals gekend op" in then.split("<main")[0]


def test_a_file_on_its_way_in_is_always_of_now(client: Client, people: Cast, plan: Plan) -> None:
    client.force_login(people.bo.user)
    page = client.get(reverse("intake:workbooks", args=[plan.pk]), AT)
    assert page.status_code == 200
    assert "zoals gekend op" not in page.content.decode().split("<main")[0]


def test_links_keep_the_day_and_the_way_back_does_not(
    client: Client, people: Cast, plan: Plan, changed: Node
) -> None:
    client.force_login(people.bo.user)
    page = f"http://testserver{plan.get_absolute_url()}?gekend={THEN}"
    went = client.get(changed.get_absolute_url(), {"x": "1"}, headers={"Referer": page})
    assert went["Location"] == f"{changed.get_absolute_url()}?x=1&gekend={THEN}"
    assert client.get(changed.get_absolute_url(), headers={"HX-Current-URL": page}).status_code == 302
    assert (
        client.get(changed.get_absolute_url(), {"gekend": "nu"}, headers={"Referer": page}).status_code == 200
    )
    elsewhere = page.replace("testserver", "example.org")
    assert client.get(changed.get_absolute_url(), headers={"Referer": elsewhere}).status_code == 200
    then = client.get(plan.get_absolute_url(), AT).content.decode()
    assert f'href="{plan.get_absolute_url()}" rel="noreferrer">Terug naar nu' in then
    # Where a page sends on, it sends on to the same day.
    sent = client.get(reverse("network:overview"), AT)
    assert sent["Location"].endswith(f"?gekend={THEN}")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2999-01-01", "moet nog komen"),
        ("gisteren", "is geen dag"),
        ("2023-02-31", "is geen dag"),
        ("0001-01-01", "is geen dag"),
    ],
)
def test_a_day_that_cannot_be_shown_is_explained(client: Client, people: Cast, day: str, said: str) -> None:
    client.force_login(people.bo.user)
    answer = client.get(reverse("portal:home"), {"gekend": day})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_today_is_now(client: Client, people: Cast) -> None:
    client.force_login(people.bo.user)
    answer = client.get(reverse("portal:home"), {"gekend": timezone.localdate().isoformat()})
    assert "U bekijkt dit" not in answer.content.decode()


def test_before_the_past_was_kept_it_says_since_when(client: Client, people: Cast, plan: Plan) -> None:
    client.force_login(people.bo.user)
    answer = client.get(reverse("portal:home"), {"gekend": "2001-05-01"}).content.decode()
    assert "Vroeger wordt bewaard sinds" in answer


def test_what_was_not_there_yet_gets_a_friendly_page(client: Client, people: Cast, plan: Plan) -> None:
    long_ago()
    client.force_login(people.bo.user)
    day = (THEN - timedelta(days=300)).isoformat()
    answer = client.get(plan.get_absolute_url(), {"gekend": day})
    assert answer.status_code == 404
    assert "Dit was er toen niet" in answer.content.decode()


def test_nothing_changes_in_the_past(client: Client, people: Cast, plan: Plan, changed: Node) -> None:
    client.force_login(people.bo.user)
    page = f"http://testserver{changed.get_absolute_url()}?gekend={THEN}"
    address = reverse("plans:comment", args=[plan.pk, changed.pk])
    for headers, query in (({"Referer": page}, ""), ({"HX-Current-URL": page}, ""), ({}, f"?gekend={THEN}")):
        answer = client.post(address + query, {"text": "Dag"}, headers=headers)
        assert answer.status_code == 422
        assert "U kijkt naar vroeger" in answer.content.decode()
    assert not Comment.objects.exists()
    edit = client.get(reverse("plans:edit", args=[plan.pk, changed.pk]), AT)
    assert edit.status_code == 403
    assert "U kijkt naar vroeger" in edit.content.decode()
    now, then = (client.get(changed.get_absolute_url(), asked).content.decode() for asked in ({}, AT))
    assert "Reactie plaatsen" in now or 'method="post"' in now
    assert 'method="post"' not in then.split("<main")[1].split("</main")[0]


def test_rights_are_those_of_today(client: Client, people: Cast, plan: Plan, changed: Node) -> None:
    """Who lost a role sees nothing, also not of the time of that role; who has one now sees what was before."""
    holding = RoleHolding.objects.get(user=people["gus"].user)
    client.force_login(people["gus"].user)
    assert client.get(plan.get_absolute_url(), AT).status_code == 200
    RoleHolding.objects.filter(pk=holding.pk).update(valid_to=holding.valid_from)
    assert client.get(plan.get_absolute_url(), AT).status_code == 404
    client.force_login(people.cas.user)
    assert client.get(plan.get_absolute_url(), AT).status_code == 404


def test_a_plan_that_was_a_draft_then_is_not_read_by_neighbours(
    client: Client, people: Cast, plan: Plan, changed: Node
) -> None:
    Plan.objects.filter(pk=plan.pk).update(status="adopted")
    client.force_login(people.cas.user)
    assert client.get(plan.get_absolute_url()).status_code == 200
    assert client.get(plan.get_absolute_url(), AT).status_code == 404


def test_what_its_author_took_back_is_gone_from_the_past_too(
    client: Client, people: Cast, plan: Plan
) -> None:
    node = Node.objects.filter(plan=plan, level="action")[0]
    comment = write_comment(
        node=node, text="Dit had ik niet mogen schrijven", user=people.bo.user, by=people.bo.actor
    )
    long_ago()
    client.force_login(people.bo.user)
    assert "niet mogen schrijven" in client.get(node.get_absolute_url(), AT).content.decode()
    remove_comment(comment=comment, user=people.bo.user, by=people.bo.actor)
    assert "niet mogen schrijven" not in client.get(node.get_absolute_url(), AT).content.decode()
    assert not Past.objects.filter(old__icontains="niet mogen schrijven").exists()


def test_an_export_says_of_which_day_it_is(client: Client, people: Cast, plan: Plan, changed: Node) -> None:
    client.force_login(people.bo.user)
    answer = client.get(reverse("plans:export", args=[plan.pk, "tabel", "csv"]), AT)
    assert f"-gekend-{THEN}.csv" in answer["Content-Disposition"]
    assert "Nieuwe titel van nu" not in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_then_and_now_at_the_same_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One thread looks at the past while another looks at now, twenty times each."""
    Past.objects.all().delete()
    people = make_cast()
    plan = stored_plan(people)
    long_ago()
    node = Node.objects.filter(plan=plan, level="action")[0]
    Node.objects.filter(pk=node.pk).update(title="Nieuwe titel van nu")
    plan.raise_revision()
    if connection.vendor == "sqlite":
        # In memory threads share one cache, and disturb each other as they never do in a file.
        path = tmp_path / "site.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        monkeypatch.setitem(connections.settings["default"], "NAME", str(path))
    together = threading.Barrier(2)
    wrong: list[str] = []

    def look(asked: dict[str, str], told: bool) -> None:
        try:
            client = Client()
            client.force_login(people.bo.user)
            together.wait()
            for _ in range(20):
                page = client.get(plan.get_absolute_url(), asked).content.decode()
                if ("Nieuwe titel van nu" in page) is not told:
                    wrong.append(page[:200])
        except Exception as error:
            wrong.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=look, args=said) for said in ((AT, False), ({}, True))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
