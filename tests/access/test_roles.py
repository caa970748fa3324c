"""Roles are code: what each may do is a table, and so is this test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.access.models import NOBODY, ROLES, Actor, Holding, Permission, operator
from streekwerk.access.queries import LABELS, NotAllowed, may, require

READ = (Permission.PLAN_READ, Permission.NETWORK_READ, Permission.COMMENT_WRITE, Permission.REPORT_READ)
OF_A_PARTY = {Permission.FIGURES_ANSWER, Permission.DELIVERABLE_VALIDATE, Permission.EFFECT_CONFIRM}
MAY = {
    "reader": {*READ},
    "member_contact": {*READ, *OF_A_PARTY},
    "board_member": {*READ, Permission.AUDIT_READ, Permission.DELIVERABLE_APPROVE},
    "steward": {
        *READ,
        Permission.PLAN_EDIT,
        Permission.FIGURES_ENTER,
        Permission.DELIVERABLE_DELIVER,
        Permission.EFFECT_RECORD,
        Permission.BUDGET_EDIT,
        Permission.WORKLOAD_READ,
    },
    "plan_editor": set(Permission) - OF_A_PARTY - {Permission.MEMBERS_MANAGE},
    "coordinator": set(Permission) - OF_A_PARTY,
    "administrator": {Permission.NETWORK_READ, Permission.MEMBERS_MANAGE, Permission.AUDIT_READ},
}


def test_every_role_is_in_the_table() -> None:
    assert set(MAY) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("permission", list(Permission))
def test_a_role_may_exactly_what_the_table_says(role: str, permission: Permission) -> None:
    actor = Actor("iemand", "person", 1, (Holding(role, 7),))
    assert may(actor, permission, at=7) is (permission in MAY[role])
    assert not may(actor, permission, at=8)


def test_every_permission_has_a_name_for_people() -> None:
    assert set(LABELS) == set(Permission)


def test_a_refusal_says_who_and_what_to_do() -> None:
    with pytest.raises(NotAllowed, match=r"An mag dit niet doen.*plannen inlezen.*coördinator"):
        require(Actor("An", "person", 1, (Holding("reader", 7),)), Permission.PLAN_IMPORT, at=7)


@given(st.integers(), st.sampled_from(list(Permission)))
def test_nobody_may_nothing_and_the_operator_everything(network: int, permission: Permission) -> None:
    assert not may(NOBODY, permission, at=network)
    assert may(operator("server"), permission, at=network)


@given(st.lists(st.tuples(st.sampled_from([*ROLES, "oude-rol"]), st.integers(1, 5))))
def test_what_is_listed_is_what_is_allowed(held: list[tuple[str, int]]) -> None:
    actor = Actor("iemand", "person", 1, tuple(Holding(*one) for one in held))
    for permission in Permission:
        listed = actor.networks_with(permission)
        assert {network for network in range(1, 6) if may(actor, permission, at=network)} == listed
