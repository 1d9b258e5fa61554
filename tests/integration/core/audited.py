"""A small access log with known seals, and what an attacker with a superuser's keys can do to it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from django.db import connections

from familyhub.core import chain, fence, heads
from familyhub.core.asker import system
from familyhub.core.chain import rows
from familyhub.core.chain.links import FIRST, hash_of
from familyhub.core.models import Seal

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
APART = timedelta(minutes=10)


@dataclass
class Log:
    """The log, written as the site writes it, with a clock of its own."""

    attacker: psycopg.Connection
    now: datetime = START
    subjects: list[uuid.UUID] = field(default_factory=list)

    def write(self, how_many: int = 1, number: int | None = None) -> None:
        """Rows written now as role app, with the next numbers or with one number that was given out earlier."""
        with connections["default"].cursor() as cursor:
            for _ in range(how_many):
                self.subjects.append(uuid.uuid4())
                given = "DEFAULT" if number is None else str(number)
                cursor.execute(
                    "INSERT INTO core_access (id, at, kind, asker, purpose, screen, method, outcome, subjects, asked,"
                    f" request) VALUES ({given}, %s, 'staff', %s, 'case work', 'person', 'GET', 'shown', %s, '', %s)",
                    [self.now, uuid.uuid4(), [self.subjects[-1]], uuid.uuid4()],
                )

    def skip(self) -> int:
        """A number that is given out and not, or not yet, used."""
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT nextval('core_access_id_seq')")
            return int(cursor.fetchone()[0])

    def seal(self, signed: bool = True) -> Seal | None:
        """Seal, sign, and let ten minutes pass."""
        made = chain.seal("worker", self.now + timedelta(seconds=1))
        if signed:
            heads.append_due("worker", self.now + timedelta(seconds=1))
        self.now += APART
        return made

    def verify(self) -> list[chain.Finding]:
        """What the verifier finds a moment after the last thing that happened."""
        return chain.verify("worker", now=self.now)

    def places(self) -> list[tuple[str, str]]:
        """Kind and place of each finding."""
        return [(finding.kind, finding.where) for finding in self.verify()]

    def attack(self, statement: str, *values: Any) -> None:
        """Run a statement past every trigger and row security."""
        self.attacker.execute("SET session_replication_role = replica")
        self.attacker.execute(statement, values)

    def put_in(self, number: int, at: datetime | None = None) -> None:
        """A row made up by the attacker."""
        self.attack(
            "INSERT INTO core_access (id, at, kind, asker, purpose, screen, method, outcome, subjects, asked, request)"
            " VALUES (%s, %s, 'staff', NULL, '', 'person', 'GET', 'shown', '{}', '', gen_random_uuid())",
            number,
            at or START,
        )

    def rewrite(self, first: int = 1) -> None:
        """Make every seal from this one on again, so that rows and seals agree with each other to the very head."""
        previous = FIRST
        with fence.enter(system("attacker"), using="worker"):
            seals = list(Seal.objects.using("worker").order_by("id"))
            late = {number for seal in seals for number in seal.late}
            for seal in seals:
                if seal.id >= first:
                    own = [*seal.late, *sorted(set(range(seal.low, seal.high + 1)) - late)]
                    numbers, marks, digest = rows.covers("worker", 0, -1, own)
                    seal.marks, seal.digest, seal.previous = marks, digest, previous
                    seal.missing = sorted(set(range(seal.low, seal.high + 1)) - set(numbers))
                    seal.hash = hash_of(seal)
                previous = bytes(seal.hash)
        for seal in seals:
            self.attack(
                "UPDATE core_seal SET marks = %s, digest = %s, previous = %s, hash = %s, missing = %s WHERE id = %s",
                *(seal.marks, seal.digest, seal.previous, seal.hash, seal.missing, seal.id),
            )


def sixty_rows(log: Log) -> None:
    """Six seals over sixty numbers: 15 was never used, 25 came late (its row is in seal 4), all signed."""
    log.write(10)
    log.seal()
    log.write(4)
    log.skip()
    log.write(5)
    log.seal()
    log.write(4)
    late = log.skip()
    log.write(5)
    chain.seal("worker", log.now + timedelta(seconds=1))
    log.now += timedelta(seconds=2)
    log.write(1, number=late)
    log.write(10)
    log.seal()
    log.write(10)
    log.seal()
    log.write(10)
    log.seal()
