"""Finding and placing what was changed in the access log, its seals, or the signed file.

The walk reads the seals in order and asks the database for the totals of many seals at once; only where they differ
does it look row by row. What each seal should be comes from three places that an attacker would have to make agree:
the rows, the chain of seals, and the signed file outside the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.core.chain import rows
from familyhub.core.chain.findings import Finding
from familyhub.core.chain.links import FIRST, LATE_FOR, covered, hash_of, in_words, marks_of, moment, runs
from familyhub.core.chain.signed import Signed
from familyhub.core.models import Seal

SEALS_AT_ONCE = 100
ROWS_AT_ONCE = 50_000
"""Rows whose digests one statement works out at most: a statement may take 15 seconds."""
UNSEALED_FOR = timedelta(seconds=60)
"""A row must be sealed by then."""
OUT_OF_ORDER = 60.0
"""Seconds by which a row's time may be before that of a row with a smaller number, or after its seal's."""


@dataclass
class Walk:
    """One pass along the chain. `missed` holds every number that a seal missed, with that seal and its time."""

    using: str
    signed: Signed
    findings: list[Finding] = field(default_factory=list)
    last: Seal | None = None
    missed: dict[int, tuple[int, datetime]] = field(default_factory=dict)
    latest: float = float("-inf")

    def found(self, kind: str, where: str, words: str) -> None:
        """Keep a finding."""
        self.findings.append(Finding(kind, where, words))

    def step(self, seal: Seal, whole: rows.Totals | None) -> None:
        """Look at the next seal. `whole` are its totals where it misses nothing and takes in nothing late."""
        self._link(seal)
        self._signed(seal)
        if hash_of(seal) == bytes(seal.hash):
            self._rows(seal, whole)
            self._late(seal)
        else:
            self.found(
                "seal-changed",
                f"seal {seal.id}",
                f"Seal {seal.id} was changed: its hash does not fit what it says. It stands for"
                f" {in_words(seal.low, seal.high, 'row')}, which it can no longer vouch for.",
            )
        self.missed |= {number: (seal.id, seal.at) for number in seal.missing}
        self.last = seal

    def _link(self, seal: Seal) -> None:
        expected = self.last.id + 1 if self.last else 1
        if seal.id < expected:
            self.found("seal-changed", f"seal {seal.id}", f"Seal {seal.id} has a number that no seal was given.")
        elif seal.id > expected:
            where = in_words(expected, seal.id - 1, "seal")
            low = self.last.high + 1 if self.last else 1
            words = f"{where.capitalize()}: gone, with what was sealed for {in_words(low, seal.low - 1, 'row')}."
            self.found("seal-gone", where, words)
        elif bytes(seal.previous) != (bytes(self.last.hash) if self.last else FIRST):
            where = f"seal {expected - 1}" if self.last else f"seal {seal.id}"
            self.found(
                "seal-replaced",
                where,
                f"Seal {seal.id} was made after another seal than the one before it now: {where} was replaced.",
            )
        elif seal.low != (self.last.high + 1 if self.last else 1):
            self.found("seal-changed", f"seal {seal.id}", f"Seal {seal.id} does not start where the one before ended.")

    def _signed(self, seal: Seal) -> None:
        if not self.signed.agrees(seal.id, bytes(seal.hash).hex()):
            self.found(
                "rewritten",
                f"seal {seal.id}",
                f"Seal {seal.id}, made {moment(seal.at)}, is not the one that the signed file names: what was sealed"
                f" for {in_words(seal.low, seal.high, 'row')} was rewritten, and every seal after it may have been.",
            )

    def _rows(self, seal: Seal, whole: rows.Totals | None) -> None:
        now = whole or rows.totals_of(self.using, seal.low, seal.high, seal.missing, seal.late)
        if now.digest != bytes(seal.digest):
            self._differences(seal)
        self._times(seal, now)

    def _differences(self, seal: Seal) -> None:
        was = marks_of(covered(seal), bytes(seal.marks))
        now = rows.marks_now(self.using, seal.low, seal.high, seal.missing, seal.late)
        kinds = {
            "row-gone": (was.keys() - now.keys(), "was removed after it was sealed"),
            "row-added": (now.keys() - was.keys(), "was put in after its place was sealed"),
            "row-changed": (
                {number for number in was.keys() & now.keys() if was[number] != now[number]},
                "is not as it was sealed",
            ),
        }
        if not any(numbers for numbers, _ in kinds.values()):
            self.found("seal-changed", f"seal {seal.id}", f"Seal {seal.id}: its digest does not fit its own marks.")
        for kind, (numbers, what) in kinds.items():
            for first, last in runs(numbers):
                where = in_words(first, last, "row")
                self.found(kind, where, f"{where.capitalize()}: {what} (seal {seal.id}, {moment(seal.at)}).")

    def _times(self, seal: Seal, now: rows.Totals) -> None:
        if now.earliest is None or now.latest is None:
            return
        earliest, latest = self.latest - OUT_OF_ORDER, seal.at.timestamp() + OUT_OF_ORDER
        if now.earliest < earliest or now.latest > latest:
            for number in rows.written_outside(self.using, seal.low, seal.high, earliest, latest):
                self.found(
                    "row-misdated",
                    f"row {number}",
                    f"Row {number} gives a time that does not fit: its neighbours were written and sealed"
                    f" at about {moment(seal.at)}.",
                )
        self.latest = max(self.latest, min(now.latest, seal.at.timestamp()))

    def _late(self, seal: Seal) -> None:
        for number in seal.late:
            missed = self.missed.pop(number, None)
            if missed is None:
                words = f"Seal {seal.id} takes in row {number} as late, but no seal had missed it."
            elif self.last and self.last.at - missed[1] > LATE_FOR:
                words = f"Seal {seal.id} takes in row {number}, which seal {missed[0]} missed too long before."
            else:
                continue
            self.found("row-added", f"row {number}", words)

    def end(self, now: datetime) -> None:
        """Look at what no seal covers."""
        self._cut()
        self._put_in()
        self._waiting(now)
        for number in rows.never_given(self.using):
            self.found("row-added", f"row {number}", f"Row {number} has a number that the log never gave out.")

    def _cut(self) -> None:
        for first, last in runs(self.signed.left()):
            where = in_words(first, last, "seal")
            low = self.last.high + 1 if self.last else 1
            until = f" to {self.signed.high}" if self.signed.high else ""
            self.found(
                "cut",
                where,
                f"{where.capitalize()}: cut from the end, though the signed file names it, with what was sealed"
                f" for rows {low}{until}.",
            )

    def _put_in(self) -> None:
        if self.last is None:
            return
        closed = [number for number, (_, at) in self.missed.items() if self.last.at - at > LATE_FOR]
        for start in range(0, len(closed), 10_000):
            for number, _ in rows.present(self.using, closed[start : start + 10_000]):
                seal = self.missed[number][0]
                self.found(
                    "row-added",
                    f"row {number}",
                    f"Row {number} was put in after seal {seal} had found its place empty, and too late to be honest.",
                )
        for number in rows.before(self.using, 1):
            self.found("row-added", f"row {number}", f"Row {number} stands before the first row of the log.")

    def _waiting(self, now: datetime) -> None:
        limit = (now - UNSEALED_FOR).timestamp()
        waiting = [number for number, _ in rows.older_than(self.using, self.last.high if self.last else 0, limit)]
        open_yet = [n for n, (_, at) in self.missed.items() if self.last and self.last.at - at <= LATE_FOR]
        waiting += [number for number, written in rows.present(self.using, open_yet) if written < limit]
        for first, last in runs(waiting):
            where = in_words(first, last, "row")
            self.found("unsealed", where, f"{where.capitalize()}: not sealed after {UNSEALED_FOR.seconds} seconds.")


def _seals(using: str) -> Iterator[list[Seal]]:
    """Every seal in order, some at a time: no more seals, and no more rows under them, than one statement takes."""
    after = -(2**62)
    while found := list(Seal.objects.using(using).filter(id__gt=after).order_by("id")[:SEALS_AT_ONCE]):
        some: list[Seal] = []
        for seal in found:
            if some and seal.high - some[0].low >= ROWS_AT_ONCE:
                yield some
                some = []
            some.append(seal)
        yield some
        after = found[-1].id


def verify(using: str = "default", path: Path | None = None, now: datetime | None = None) -> list[Finding]:
    """What is not as it was written, in the order in which it was met; an empty list when all is well.

    `path` is the signed file (the settings' own when None). Role worker. Errors: DatabaseError, OSError.
    """
    now = now or timezone.now()
    with fence.enter(system("verify-audit"), screen="verify-audit", using=using), Signed.open(path) as signed:
        walk = Walk(using, signed)
        for some in _seals(using):
            whole = rows.totals_of_whole(using, some[0].id, some[-1].id)
            for seal in some:
                walk.step(seal, whole.get(seal.id))
        walk.end(now.astimezone(UTC))
        return walk.findings + signed.faults(walk.last)
