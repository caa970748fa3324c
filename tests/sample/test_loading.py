"""Loading the whole sample region, as `make run` does."""

from __future__ import annotations

from pathlib import Path

import pytest

from streekwerk.config.region import load_region
from streekwerk.network.models import Composition, Membership, Network, Party, Population, RoleHolding
from streekwerk.outbox.models import Mail
from streekwerk.plans.models import NodeLink, Plan, PlanVersion

SAMPLE = Path(__file__).resolve().parents[2] / "sample"


def in_the_database() -> dict[str, int]:
    kinds = (Network, Party, Membership, RoleHolding, Composition, Population, Plan, PlanVersion)
    return {kind.__name__: kind._default_manager.count() for kind in kinds}


@pytest.mark.slow
@pytest.mark.django_db
def test_loading_twice_changes_nothing_the_second_time() -> None:
    told: list[str] = []
    load_region(SAMPLE, password="een-lang-wachtwoord", tell=told.append)
    once = in_the_database()
    load_region(SAMPLE, password="een-lang-wachtwoord", tell=told.append)
    assert in_the_database() == once
    assert once == {
        "Network": 4,
        "Party": 69,
        "Membership": 104,
        "RoleHolding": 14,
        "Composition": 164,
        "Population": 162,
        "Plan": 4,
        "PlanVersion": 2,
    }
    assert NodeLink.objects.exclude(by_label="").count() == 3
    assert not Mail.objects.exists()
    assert len(told) == 4
