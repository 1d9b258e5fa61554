"""Is somebody found, and how fast: searches as staff type them, in a register of a whole county.

500 searches for each of two readers: one who sees the whole county, and a member of one team that sees the two or three
thousand of its neighbourhood. Each starts from a person of the register, drawn by seed. Of 100, what is known: name and
date of birth 24, name alone 20, name and postcode 14, family name and date of birth 10, first name and phone 10, first
name and date of birth 6, the first four letters of both names and the date of birth 6, name and an earlier postcode 5,
date of birth and postcode 5. A searcher gives enough to tell people apart: where more than three of those whom the
reader may see share all of it, the date of birth is added, then the postcode (`cli.trial.asking`). What goes wrong with
it: nothing 22, a slip of the fingers in a name 22, a nickname 13, the surname of before 9, written by ear 8, first and
family name swapped 8, day and month swapped 7, a slip in the date 6, an initial 3, two slips 2; what cannot go wrong
with somebody (no nickname is known, no day under 13) is a slip instead. Telephone numbers are those set aside for
fiction, so few that forty people share one.

At the top stands the worse reader. `recall_at_5`: the person is among the first five. `p95_ms`: 95 of 100 searches are
answered within this time: `people.queries.search` as role app with row security on, from entering the fence to leaving
it, what is shown of the people found included. `ratio_to_lookup`: the median over that of a bare lookup of one person
by number, in SQL, from the same process. `ratio_to_small`: `p95_ms` over the same at 100,000 people.

The data is made once from a seed (`demo.bulk.townsfolk`), on a durable server, and kept while seed and tables are the
same. Rounds of both registers are interleaved; every time is the median of the rounds.
"""

from __future__ import annotations

import os
import random
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from familyhub.cli.bench.fence import folder
from familyhub.cli.cluster.embedded import Cluster
from familyhub.cli.trial import database

if TYPE_CHECKING:
    from familyhub.cli.trial.asking import Search
    from familyhub.core.asker import Asker

KIND = "bench_search_"
MAKERS = ("familyhub/demo/bulk/*.py", "familyhub/demo/town/*.py", "familyhub/people/near.py")
SMALL = 100_000
SEARCHES = 500
FIRST = 5
WARM = 40
SEED = 20_261_122
READERS = ("county", "team")
Say = Callable[[str], None]


@dataclass
class Register:
    """One database with its readers, what they ask, and what was measured there."""

    name: str
    people: int
    askers: dict[str, Asker] = field(default_factory=dict)
    asked: dict[str, list[Search]] = field(default_factory=dict)
    rounds: dict[str, list[list[float]]] = field(default_factory=lambda: defaultdict(list))
    lookups: list[list[float]] = field(default_factory=list)
    found: dict[str, list[bool]] = field(default_factory=dict)
    seen_by_team: int = 0


def run(people: int = 1_000_000, rounds: int = 5, say: Say = lambda words: None) -> dict[str, Any]:
    """Measure. Returns recall, times and ratios. Errors: StartFailed, NoServer, NotMade."""
    began = time.monotonic()
    digest = database.schema_digest(*MAKERS)
    registers = [Register(f"{KIND}{n}_{digest}", n) for n in (people, min(SMALL, people // 2))]
    with database.bench_cluster(folder()) as cluster:
        os.environ.update(database.variables(cluster, registers[0].name, "app"))
        import django

        django.setup()
        from familyhub.cli.django_ready import close_connections

        made = sum(_made(cluster, one, registers, say) for one in registers)
        for register in registers:
            _ready(cluster, register, say)
        for turn in range(rounds):
            say(f"searches, round {turn + 1} of {rounds}")
            for register in registers if turn % 2 else reversed(registers):
                _measure(register)
        close_connections()
    return _figures(*registers) | {
        "people": people,
        "rounds": rounds,
        "seed": SEED,
        "seconds_to_make_data": round(made, 1),
        "seconds": round(time.monotonic() - began, 1),
    }


def _made(cluster: Cluster, register: Register, all_of_them: Sequence[Register], say: Say) -> float:
    """Make the register unless it is there. Returns seconds."""
    from familyhub.demo.bulk import townsfolk

    if database.is_there(cluster, register.name):
        return 0.0
    say(f"making {register.people:,} people, once")
    began, building = time.monotonic(), f"{register.name}_new"
    other = next(one.name for one in all_of_them if one is not register)
    database.make_empty(cluster, building, KIND, keep=other)
    with database.owner(cluster, building) as owner:
        townsfolk.fill(owner, register.people, say)
    database.rename(cluster, building, register.name)
    return time.monotonic() - began


def _ready(cluster: Cluster, register: Register, say: Say) -> None:
    """Who asks, and what: the same each time for the same register."""
    from familyhub.cli.trial.asking import searches
    from familyhub.demo.bulk.townsfolk import number_of_the

    say(f"thinking up searches among {register.people:,}")
    dice = random.Random(f"{SEED} {register.people}")
    with cluster.admin(register.name) as admin:
        admin.execute("SET enable_seqscan = off")
        team = _largest_team(admin)
        anybody = [number_of_the(n) for n in dice.sample(range(register.people), 2 * SEARCHES)]
        theirs = [row[0] for row in admin.execute("SELECT fence FROM core_grant WHERE holder = %s", [team]).fetchall()]
        register.seen_by_team = len(theirs)
        dice.shuffle(theirs)
        for reader, people, sees in (("county", anybody, None), ("team", theirs, team)):
            register.askers[reader] = _asker(team if sees else None)
            register.asked[reader] = searches(admin, people[: 2 * SEARCHES], f"{SEED} {reader}", sees)[:SEARCHES]


def _largest_team(admin: Any) -> uuid.UUID:
    rows = admin.execute("SELECT holder FROM core_grant GROUP BY holder ORDER BY count(*) DESC, holder LIMIT 1")
    team: uuid.UUID = rows.fetchone()[0]
    return team


def _asker(team: uuid.UUID | None) -> Asker:
    """A front door officer of the county, or a family support worker of the team."""
    from familyhub.accounts.role_shelf import permissions_of, wide_of
    from familyhub.core.asker import Asker, Kind

    number = uuid.uuid5(uuid.NAMESPACE_OID, f"{SEED} reader {team}")
    permissions = permissions_of(["family_support_worker" if team else "front_door_officer"])
    holders = frozenset({number, team} if team else {number})
    return Asker(Kind.STAFF, number, holders=holders, wide=wide_of(permissions), permissions=permissions)


def _measure(register: Register) -> None:
    from familyhub.cli.trial.sitting import use

    use(register.name)
    for reader in READERS:
        asker, asked = register.askers[reader], register.asked[reader]
        for one in asked[:WARM]:
            _search(asker, one)
        times, found = [], []
        for one in asked:
            began = time.perf_counter()
            people = _search(asker, one)
            times.append((time.perf_counter() - began) * 1000)
            found.append(one.person in people[:FIRST])
        register.rounds[reader].append(times)
        register.found[reader] = found
    register.lookups.append(_lookups(register.askers["county"], register.asked["county"]))


def _search(asker: Asker, one: Search) -> list[uuid.UUID]:
    from familyhub.core import fence
    from familyhub.people import queries

    with fence.enter(asker):
        return [found.person for found in queries.search(asker, one.words)]


def _lookups(asker: Asker, asked: Sequence[Search]) -> list[float]:
    from django.db import connection

    from familyhub.core import fence

    times = []
    with fence.enter(asker), connection.cursor() as cursor:
        for one in asked:
            began = time.perf_counter()
            cursor.execute("SELECT * FROM people_person WHERE id = %s", [one.person])
            cursor.fetchall()
            times.append((time.perf_counter() - began) * 1000)
    return times


def p95(times: Sequence[float]) -> float:
    """The time within which 95 of 100 were answered."""
    return sorted(times)[max(0, -(-95 * len(times) // 100) - 1)]


def _figures(large: Register, small: Register) -> dict[str, Any]:
    readers = {reader: _of_reader(reader, large, small) for reader in READERS}
    return {
        "recall_at_5": min(figures["recall_at_5"] for figures in readers.values()),
        **{key: max(figures[key] for figures in readers.values()) for key in ("p95_ms", *RATIOS)},
        "lookup_ms": round(median(median(times) for times in large.lookups), 3),
        "searches": {reader: len(large.asked[reader]) for reader in READERS},
        "seen_by_team": large.seen_by_team,
        "readers": readers,
    }


RATIOS = ("ratio_to_lookup", "ratio_to_small")


def _of_reader(reader: str, large: Register, small: Register) -> dict[str, Any]:
    rounds, others = large.rounds[reader], small.rounds[reader]
    against_lookup = [median(t) / median(bare) for t, bare in zip(rounds, large.lookups, strict=True)]
    found = list(zip(large.asked[reader], large.found[reader], strict=True))
    return {
        "recall_at_5": _share(large.found[reader]),
        "p95_ms": round(median(p95(times) for times in rounds), 2),
        "median_ms": round(median(median(times) for times in rounds), 2),
        "worst_ms": round(median(max(times) for times in rounds), 2),
        "ratio_to_lookup": round(median(against_lookup), 1),
        "ratio_to_small": round(median(p95(t) / p95(o) for t, o in zip(rounds, others, strict=True)), 3),
        "recall_at_5_at_small": _share(small.found[reader]),
        "recall_by_known": _shares([(one.known, is_found) for one, is_found in found]),
        "recall_by_wrong": _shares([(one.wrong, is_found) for one, is_found in found]),
    }


def _share(found: Sequence[bool]) -> float:
    return round(sum(found) / len(found), 4)


def _shares(found: Sequence[tuple[str, bool]]) -> dict[str, str]:
    """How many of each were found, of how many."""
    every, those = Counter(what for what, _ in found), Counter(what for what, is_found in found if is_found)
    return {what: f"{those[what]} of {many}" for what, many in every.most_common()}
