"""Who read what: snoopers among staff at work are found, nobody reviews their own reads, and no record is shown."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection

from familyhub.accounts import queries as accounts
from familyhub.accounts.models import Holding, Post, Staff, Team
from familyhub.accounts.terms import HoldingKind, TeamKind
from familyhub.core import clocks, fence, grants
from familyhub.core.access_reads import looks
from familyhub.core.asker import Asker, system
from familyhub.people import actions as people
from familyhub.people.new import NewAddress, NewName, NewPerson
from familyhub.sharing import actions
from familyhub.sharing.models import ReaderWeek
from familyhub.sharing.policy.openings import SharingRefused
from familyhub.sharing.policy.reads import OwnReads, monday_of
from familyhub.sharing.terms.openings import ReadOutcome, ReadSign, RelationKind
from familyhub.work.models import Task
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import browser

pytestmark = pytest.mark.django_db
WEEK = monday_of(date(2026, 11, 10))
MADE = datetime(2026, 1, 5, 9, tzinfo=UTC)
AFTER = datetime(2026, 11, 16, 5, tzinfo=UTC)
MAKER = system("tests of weekly reads")
WORDS = "The family was handed over that day, the manager confirms it"
ROWS = """
INSERT INTO core_access (at, kind, asker, purpose, screen, method, outcome, subjects, asked, request)
SELECT at, 'staff', asker, '', screen, 'GET', 'shown', ARRAY[subject], '', gen_random_uuid()
FROM unnest(%s::timestamptz[], %s::uuid[], %s::text[], %s::uuid[]) AS t (at, asker, screen, subject)
"""


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(WEEK + timedelta(days=day), time(hour, minute), clocks.LONDON)


@dataclass
class Office:
    """Staff, each with a caseload, who read their own families on working days."""

    dice: random.Random = field(default_factory=lambda: random.Random(4))
    reads: list[tuple[datetime, uuid.UUID, str, uuid.UUID]] = field(default_factory=list)

    def staff(self, names: Iterable[str], kind: TeamKind = TeamKind.CLUSTER, role: str = "family_support_worker"):
        team = Team.objects.create(name=f"Team {role}", kind=kind.value, valid_from=MADE.date())
        made = [Staff(email=f"{n}@hub.example", name=name, made_at=MADE, password="!") for n, name in enumerate(names)]
        for one in made:
            one.email = f"{one.id}@hub.example"
        Staff.objects.bulk_create(made)
        posts = [Post(title=one.name, role=role, team=team, valid_from=MADE.date()) for one in made]
        Post.objects.bulk_create(posts)
        both = zip(made, posts, strict=True)
        held = [Holding(staff=s, post=p, kind=HoldingKind.SUBSTANTIVE, valid_from=MADE.date()) for s, p in both]
        Holding.objects.bulk_create(held)
        return made

    def read(self, reader: Staff, who: Iterable[uuid.UUID], at: datetime | None = None) -> None:
        for one in who:
            when = at or moment(self.dice.randrange(5), self.dice.randrange(9, 17), self.dice.randrange(60))
            self.reads.append((when, reader.id, "people:person", one))

    def write(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(ROWS, [list(column) for column in zip(*self.reads, strict=True)])


def registered(count: int, family: str = "", postcode: str = "") -> list[uuid.UUID]:
    address = (NewAddress(line1="1 Sample Street", postcode=postcode),) if postcode else ()
    new = [
        NewPerson(names=(NewName("Demo", family or f"Specimen{n}"),), source="3C", addresses=address)
        for n in range(count)
    ]
    made = people.register_many(new=new, by=MAKER, at=MADE)
    RECORDS.update({one.person: one.record for one in made})
    return [one.person for one in made]


RECORDS: dict[uuid.UUID, uuid.UUID] = {}
PLANTED = ("namesake", "neighbour", "closed", "browser", "hoarder", "night")


@pytest.fixture
def office() -> Office:
    """48 workers with 12 families each, and a snooper of every sort."""
    made = Office()
    with fence.enter(MAKER):
        workers = made.staff([f"Wanda Worker{chr(97 + n % 26)}{n}" for n in range(48)])
        snoopers = dict(zip(PLANTED, made.staff([f"Sam {one.title()}" for one in PLANTED]), strict=True))
        families = registered(54 * 12)
        pairs, known = [], {}
        for n, worker in enumerate([*workers, *snoopers.values()]):
            known[worker.id] = families[12 * n : 12 * n + 12]
            pairs += [(worker.id, one) for one in known[worker.id]]
        grants.grant_pairs(pairs, because="test: caseload", since=MADE)
        for worker in [*workers, *snoopers.values()]:
            made.read(worker, made.dice.choices(known[worker.id], k=25))
            made.read(worker, made.dice.choices(families, k=made.dice.randrange(3)))  # a call for a colleague
        made.read(snoopers["namesake"], registered(1, family="Namesake"))
        [home, *street] = registered(3, postcode="DN22 7AA")
        own = actions.NewRelation(RelationKind.SELF, "Sam", "Neighbour")
        relation = actions.declare(new=own, by=as_staff(snoopers["neighbour"]), at=MADE)
    with fence.enter(actions.WEIGHER):
        actions.match(relation=relation, record=RECORDS[home], by=as_staff(workers[0]), at=MADE)
    with fence.enter(MAKER):
        made.read(snoopers["neighbour"], street[:1])
        closed = registered(4)
        grants.grant([workers[0].id], closed, because="test: over", since=MADE, until=datetime(2026, 3, 1, tzinfo=UTC))
        made.read(snoopers["closed"], closed)
        made.read(snoopers["browser"], made.dice.sample(families[:500], 12))
        many = registered(60)
        grants.grant([snoopers["hoarder"].id], many, because="test: caseload", since=MADE)
        made.read(snoopers["hoarder"], many)
        made.read(snoopers["night"], known[snoopers["night"].id][:6], at=moment(2, 23))
        made.write()
    return made


def as_staff(one: Staff) -> Asker:
    return accounts.asker_of(one.id, WEEK)


def weighed() -> uuid.UUID:
    with fence.enter(actions.WEIGHER):
        week = actions.weigh_reads(week_of=WEEK, by=actions.WEIGHER, at=AFTER)
        assert week and actions.weigh_reads(week_of=WEEK, by=actions.WEIGHER, at=AFTER) == week  # once
    return week


def listed() -> dict[str, list[str]]:
    with fence.enter(actions.WEIGHER):
        return {row.reader_name: row.signs for row in ReaderWeek.objects.filter(is_listed=True)}


def test_every_planted_snooper_is_found_and_nearly_nobody_else(office: Office) -> None:
    assert actions.weigh_reads(week_of=WEEK, by=actions.WEIGHER, at=moment(5, 12)) is None  # the week is not over
    weighed()
    found = listed()
    assert found["Sam Namesake"] == [ReadSign.NAMESAKE]
    assert found["Sam Neighbour"] == [ReadSign.NEIGHBOUR]
    assert ReadSign.CLOSED in found["Sam Closed"]
    assert ReadSign.OUTSIDE in found["Sam Browser"]
    assert ReadSign.VOLUME in found["Sam Hoarder"]
    assert found["Sam Night"] == [ReadSign.HOURS]
    assert len(found) == 6


def watched() -> tuple[uuid.UUID, tuple, tuple]:
    """A week in which a worker and a member of governance read nine families with whom nobody works any more."""
    Team.objects.create(name="Test team", kind=TeamKind.GOVERNANCE.value, valid_from=MADE.date())
    keeper, colleague = browser("governance_officer"), browser("governance_officer")
    made = Office()
    with fence.enter(MAKER):
        [worker] = made.staff(["Sam Closed"])
        closed = registered(9, family="Specimen")
        grants.grant([uuid.uuid4()], closed, because="test: over", since=MADE, until=MADE + timedelta(days=30))
        made.read(worker, closed)
        made.read(Staff.objects.get(id=keeper[1].number), closed)
        made.write()
    return weighed(), keeper, colleague


def line_of(reader: str) -> ReaderWeek:
    with fence.enter(actions.WEIGHER):
        return ReaderWeek.objects.get(reader_name__startswith=reader)


def open_tasks(asker: Asker) -> set[str]:
    with fence.enter(asker):
        return set(Task.objects.filter(done_at__isnull=True).values_list("words", flat=True))


def test_nobody_reviews_their_own_reads_nor_sees_them_listed() -> None:
    week, (keeper, me), (colleague, other) = watched()
    own, address = line_of(me.name), f"/reads/{week}/"
    assert me.name in text(colleague.get(address)) and me.name not in text(keeper.get(address)).split("<main")[1]
    assert "stand out: 1 of 2" in text(keeper.get(address)) and "stand out: 2 of 2" in text(colleague.get(address))
    assert colleague.get(f"/reads/of/{own.id}/").status_code == 200
    assert keeper.get(f"/reads/of/{own.id}/").status_code == keeper.get(f"/reads/of/{uuid.uuid4()}/").status_code == 404
    assert open_tasks(me) == {"Review who read what last week"}
    assert open_tasks(other) == {"Review who read what last week", "Review what a colleague read last week"}
    with fence.enter(me), pytest.raises(SharingRefused):
        actions.mark_reads(line=own.id, outcome=ReadOutcome.EXPLAINED, words=WORDS, by=me, at=AFTER)
    with fence.enter(actions.WEIGHER), pytest.raises(OwnReads):
        actions.mark_reads(line=own.id, outcome=ReadOutcome.EXPLAINED, words=WORDS, by=me, at=AFTER)


def test_a_line_is_marked_with_words_and_the_weeks_task_is_done_with_the_last() -> None:
    week, (keeper, me), (_, other) = watched()
    address = f"/reads/of/{line_of('Sam Closed').id}/"
    shown = text(keeper.get(address))
    assert "A person you may not see (9)" in shown and "Specimen" not in shown
    assert keeper.post(f"{address}mark/", {"outcome": "explained", "words": "short"}).status_code == 422
    for outcome in (ReadOutcome.TO_LOOK_INTO, ReadOutcome.PASSED_ON):
        assert "Review who read what last week" in open_tasks(me)
        answer = keeper.post(f"{address}mark/", {"outcome": outcome.value, "words": WORDS})
        assert answer["Location"] == f"/reads/{week}/"
    shown = text(keeper.get(address))
    assert "To look into" in shown and "Passed on" in shown and WORDS in shown and me.name in shown
    assert open_tasks(me) == set() and open_tasks(other) == {"Review what a colleague read last week"}
    assert "Reviewed" in text(keeper.get("/reads/"))


def test_reading_the_report_is_logged_with_everybody_in_it() -> None:
    week, (keeper, me), _ = watched()
    for address in ("/reads/", f"/reads/{week}/", f"/reads/of/{line_of('Sam Closed').id}/"):
        keeper.get(address)
    with fence.enter(actions.WEIGHER):
        own = {look.screen: len(look.subjects) for look in looks(asker=me.number).lines}
    assert own["sharing:reads_of"] == 9 and own["sharing:reads"] == own["sharing:reads_week"] == 0


def test_a_week_costs_the_same_however_many_stand_out(django_assert_max_num_queries) -> None:
    week, (keeper, _), _ = watched()
    with django_assert_max_num_queries(25) as few:
        keeper.get(f"/reads/{week}/")
    row = line_of("Sam Closed")
    with fence.enter(actions.WEIGHER):
        copies = []
        for n in range(1000):
            one = ReaderWeek.objects.get(id=row.id) if n == 0 else copies[0]
            values = {f.attname: getattr(one, f.attname) for f in ReaderWeek._meta.concrete_fields}
            values |= {"id": uuid.uuid4(), "reader": uuid.uuid4(), "reader_name": f"Sam Sample {n:04}"}
            copies.append(ReaderWeek(**values))
        ReaderWeek.objects.bulk_create(copies)
    with django_assert_max_num_queries(len(few)):
        shown = text(keeper.get(f"/reads/{week}/"))
    assert "Sam Sample 0050" in shown and "stand out: 1001 of" in shown
    assert "Sam Sample 0150" in text(keeper.get(f"/reads/{week}/?page=2"))
