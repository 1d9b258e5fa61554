"""A week of the access log, a day at a time: how much each reader read, and which answers stand out.

The worker asks, who sees neither what is sealed nor what is hidden: nothing of those is compared, and that they were
read counts like any other read.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from familyhub.accounts.queries.readers import Reader, readers_on
from familyhub.core import access_reads, clocks
from familyhub.core.access_reads import StaffLook
from familyhub.people.queries import likeness
from familyhub.sharing.models import Match, ReaderWeek
from familyhub.sharing.policy import reads as policy
from familyhub.sharing.policy.reads import Counts
from familyhub.sharing.terms.openings import ReadSign, RelationKind

KEPT = 200
"""Answers kept of one reader's week, those with the most signs first."""
WEEKS_BEFORE = 8
AT_HOME = (RelationKind.SELF.value, RelationKind.NEIGHBOUR.value)


@dataclass(frozen=True)
class Standing:
    """One answer that stands out: the people in it whom the signs are about."""

    look: StaffLook
    subjects: tuple[uuid.UUID, ...]
    signs: tuple[ReadSign, ...]


@dataclass
class Tally:
    """One reader's week in the making; each set holds persons."""

    reader: Reader
    looks: int = 0
    by: dict[str, set[uuid.UUID]] = field(default_factory=dict)
    kept: list[Standing] = field(default_factory=list)

    def add(self, name: str, subjects: Iterable[uuid.UUID]) -> None:
        """These persons were read so."""
        self.by.setdefault(name, set()).update(subjects)

    def of(self, name: str) -> set[uuid.UUID]:
        """Who was."""
        return self.by.get(name, set())

    @property
    def counts(self) -> Counts:
        """How many different people of each sort."""
        names = ("seen", "outside", "closed", "out_of_hours", "namesakes", "neighbours")
        return Counts(**{name: len(self.of(name)) for name in names})


@dataclass(frozen=True)
class Weighed:
    """One reader's week as it is stored."""

    reader: Reader
    looks: int
    counts: Counts
    usual: int
    signs: tuple[ReadSign, ...]
    kept: tuple[Standing, ...]


def weigh(week_of: date) -> list[Weighed]:
    """Everybody who read in the week that begins on this Monday, by name. A fixed number of queries a day."""
    tallies: dict[uuid.UUID, Tally] = {}
    alike = _Alike(_homes())
    for n in range(7):
        _add_day(week_of + timedelta(days=n), tallies, alike)
    week = _Week(tallies, _before(week_of), alike)
    return [week.weighed(own) for own in sorted(tallies.values(), key=lambda one: one.reader.name)]


def _homes() -> dict[uuid.UUID, set[str]]:
    """The postcodes of staff, as far as their own or a neighbour's declared record tells."""
    rows = Match.objects.filter(ended_at__isnull=True, record__isnull=False, relation__kind__in=AT_HOME)
    pairs = list(rows.values_list("relation__staff", "record"))
    person_of = likeness.persons_of({record for _, record in pairs})
    postcodes = likeness.open_postcodes(person_of.values())
    found: dict[uuid.UUID, set[str]] = {}
    for staff, record in pairs:
        found.setdefault(staff, set()).update(postcodes.get(person_of.get(record, record), ()))
    return found


def _add_day(day: date, tallies: dict[uuid.UUID, Tally], alike: _Alike) -> None:
    readers = readers_on(day)
    found = access_reads.staff_looks(
        clocks.end_of_day(day - timedelta(days=1)),
        clocks.end_of_day(day),
        holders={number: sorted(one.holders) for number, one in readers.items()},
        most_named=policy.MOST_NAMED,
        but=policy.LEFT_OUT,
    )
    alike.read({subject for look in found if not look.is_within for subject in look.subjects})
    for look in found:
        reader = readers.get(look.reader)
        if reader is not None:
            _add(tallies.setdefault(look.reader, Tally(reader)), look, alike)


class _Alike:
    """Who of those read outside anybody's work shares a family name or a postcode with a reader. Two queries a day."""

    def __init__(self, homes: dict[uuid.UUID, set[str]]) -> None:
        self.words: dict[uuid.UUID, set[str]] = {}
        self.postcodes: dict[uuid.UUID, set[str]] = {}
        self.homes = homes

    def read(self, persons: set[uuid.UUID]) -> None:
        """What these are called and where they live, unless it is known already."""
        new = persons - set(self.words)
        if not new:
            return
        self.words |= {person: set() for person in new}
        for person, names in likeness.family_names(new).items():
            self.words[person] = {word for name in names for word in policy.name_words(name)}
        if self.homes:
            self.postcodes |= likeness.open_postcodes(new)

    def alike(self, name: str, reader: Reader, subjects: Iterable[uuid.UUID]) -> set[uuid.UUID]:
        """Those of these who share it."""
        if name == NAMES[ReadSign.NAMESAKE]:
            own, known = policy.family_name_of(reader.name), self.words
        else:
            own, known = frozenset(self.homes.get(reader.number, ())), self.postcodes
        return {subject for subject in subjects if own & known.get(subject, set())}


def _add(tally: Tally, look: StaffLook, alike: _Alike) -> None:
    tally.looks += 1
    tally.add("seen", look.subjects)
    found: dict[ReadSign, set[uuid.UUID]] = {}
    if not look.is_within:
        for sign in (ReadSign.NAMESAKE, ReadSign.NEIGHBOUR):
            found[sign] = alike.alike(NAMES[sign], tally.reader, look.subjects)
        found[ReadSign.OUTSIDE] = set(look.subjects)
    if look.is_closed:
        found[ReadSign.CLOSED] = set(look.subjects)
    if policy.is_out_of_hours(look.at):
        found[ReadSign.HOURS] = set(look.subjects)
    for sign, subjects in found.items():
        tally.add(NAMES[sign], subjects)
    signs = tuple(sign for sign, subjects in found.items() if subjects)
    if signs:
        tally.kept.append(Standing(look, tuple(sorted(found[signs[0]])), signs))
        _keep(tally, 2 * KEPT)


NAMES = {
    ReadSign.NAMESAKE: "namesakes",
    ReadSign.NEIGHBOUR: "neighbours",
    ReadSign.OUTSIDE: "outside",
    ReadSign.CLOSED: "closed",
    ReadSign.HOURS: "out_of_hours",
}


def _keep(tally: Tally, most: int) -> None:
    """Of more than this many, those with the most signs."""
    if len(tally.kept) > most:
        tally.kept = sorted(tally.kept, key=lambda one: (-_weight(one), one.look.id))[:KEPT]


def _weight(one: Standing) -> int:
    graver = {ReadSign.NAMESAKE, ReadSign.NEIGHBOUR}
    return len(one.signs) + 5 * len(graver & set(one.signs))


def _before(week_of: date) -> dict[str, list[tuple[uuid.UUID, Counts]]]:
    """What each role's readers did in the weeks before: one query."""
    rows = ReaderWeek.objects.filter(week_of__lt=week_of, week_of__gte=week_of - timedelta(weeks=WEEKS_BEFORE))
    found: dict[str, list[tuple[uuid.UUID, Counts]]] = {}
    columns = ("role", "reader", "seen", "outside", "closed", "out_of_hours", "namesakes", "neighbours")
    for role, reader, *counted in rows.values_list(*columns).iterator(chunk_size=2000):
        found.setdefault(role, []).append((reader, Counts(*counted)))
    return found


@dataclass(frozen=True)
class _Week:
    """All that a reader is measured against."""

    tallies: dict[uuid.UUID, Tally]
    before: dict[str, list[tuple[uuid.UUID, Counts]]]
    alike: _Alike

    def weighed(self, own: Tally) -> Weighed:
        """What is unusual about this reader's week."""
        others = self._others(own.reader)
        signs = policy.signs_of(own.counts, others, self._is_no_chance(own, 0), self._is_no_chance(own, 1))
        _keep(own, KEPT)
        shown = tuple(sorted(own.kept, key=lambda one: one.look.id)) if signs else ()
        seen = policy.usual([each.seen for each in others])
        return Weighed(own.reader, own.looks, own.counts, seen, tuple(signs), shown)

    def _others(self, reader: Reader) -> list[Counts]:
        """Of the same role, in this week and in those before."""
        now = [(one.reader.number, one.counts) for one in self.tallies.values() if one.reader.role == reader.role]
        return [counts for number, counts in now + self.before.get(reader.role, []) if number != reader.number]

    def _is_no_chance(self, own: Tally, which: int) -> bool:
        """Measured against how many of those whom others read outside their work happen to share the same."""
        name = (NAMES[ReadSign.NAMESAKE], NAMES[ReadSign.NEIGHBOUR])[which]
        found = len(own.of(name))
        if not found:
            return False
        rest = {subject for one in self.tallies.values() if one is not own for subject in one.of("outside")}
        share = len(self.alike.alike(name, own.reader, rest)) / len(rest) if rest else 0.0
        return policy.is_no_chance(found, share, len(own.of("outside")))
