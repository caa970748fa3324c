"""Seconds of processor to publish a counting of 27 municipalities and 14 groups, and to correct it twice.

Invented numbers over five schemes of zones that overlap; nothing but the rules, no database.
Run it with: python bench/counting.py [number of tables]
"""

from __future__ import annotations

import random
import sys
import time

from streekwerk.campaigns.rules.profiles import profile_of
from streekwerk.campaigns.rules.publishing import release_of
from streekwerk.campaigns.rules.tables import Spot, Table, Zone

PROFILE = profile_of("ethos-light-7", "age")
PLACES = [f"13{number:03}" for number in range(27)]
SCHEMES = {"eerstelijnszone": 4, "politiezone": 7, "woonzorgregio": 2, "hulpverleningszone": 3, "vervoer": 2}


def zones() -> list[Zone]:
    """The zones of every scheme; those of the first are the ones that stay in view."""
    chance, found = random.Random(5), []
    for scheme, count in SCHEMES.items():
        own = PLACES if scheme == "eerstelijnszone" else chance.sample(PLACES, len(PLACES))
        found += [Zone(f"{scheme}:{n}", str(n), scheme, tuple(own[n::count])) for n in range(count)]
    return found


def main(tables: int) -> None:
    """Print a line per table."""
    print("people  numbers  hidden  published  correction  second correction  (seconds of processor)")
    for seed in range(tables):
        chance, counts = random.Random(seed), {}
        for place in PLACES:
            size = chance.choice([2, 4, 8, 32])
            for group in PROFILE.groups:
                number = int(chance.expovariate(1 / size)) if chance.random() > 0.3 else 0
                counts[Spot(place, group.category.code, group.part.code)] = number
        people, releases, seconds = sum(counts.values()), [], []
        for _ in range(3):
            table = Table(PROFILE, dict(counts), PLACES, zones(), "eerstelijnszone")
            began = time.process_time()
            releases.append(release_of(table, releases, 5))
            seconds.append(time.process_time() - began)
            for spot in chance.sample(sorted(counts), 6):
                counts[spot] += chance.choice([1, 2, 7, 12, -counts[spot]])
        hidden = len(table.members) - len(releases[0].cells) - len(releases[0].shown)
        print(
            f"{people:6}  {len(table.members):7}  {hidden:6}",
            *(f"{each:9.1f}" for each in seconds),
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1)
