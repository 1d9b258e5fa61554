"""The people of a believable town as a register of any size, with what they can be found by, for the benchmark of
searches: households with twins and namesakes, names as common and as rare as names are, maiden names, homes that were
left, phones that a household shares.

Written by `demo.town`, stored by the database in batches. Everybody is seen by the team of their neighbourhood, which
has some thousands; some are hidden from all but those who were told, some from everybody. Beside the bars that hold
stand those that ended, two for every contact a county takes in some years.
"""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

import psycopg

from familyhub.core.models import Bar, Grant
from familyhub.demo.bulk.filling import Rows, loading, statement
from familyhub.demo.bulk.invented import SEED, number_of
from familyhub.demo.town.households import Inhabitant, Living, inhabitants
from familyhub.demo.town.names import Names
from familyhub.people.models import Address, ContactPoint, Name, Person, Record, SearchKey
from familyhub.people.near import near_keys
from familyhub.people.typed import plain

Say = Callable[[str], None]
BATCH = 20_000
A_HOUSEHOLD = 3.4
HAS_PHONE, SHARES_PHONE, HAS_MAIDEN_NAME, HAS_MOVED = 0.85, 0.3, 0.3, 0.3
MOVED_ON = date(2024, 3, 1)
# every range that is set aside for fiction, and still so few numbers that forty people share one
FICTION = [
    "+447700900", "+441134960", "+441144960", "+441154960", "+441164960", "+441174960", "+441184960", "+441214960",
    "+441314960", "+441414960", "+441514960", "+441614960", "+441914980", "+441632960", "+442079460", "+442890180",
    "+442920180",
]  # fmt: skip
COLUMNS = (
    "n int, person uuid, record uuid, given text, family text, maiden text, born date, sex text, line text,"
    " town text, postcode text, left_line text, left_postcode text, phone text, keys text[], names text[]"
)
STORE = """
INSERT INTO bulk_folk SELECT f.n, md5('{seed}:folk:' || f.n)::uuid, md5('{seed}:told:' || f.n)::uuid, f.given, f.family,
    f.maiden, f.born, f.sex, f.line, f.town, f.postcode, f.left_line, f.left_postcode, f.phone,
    string_to_array(f.keys, '/') || people_sounds(replace(f.names, '/', ' ')), string_to_array(f.names, '/')
FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[], %s::date[], %s::text[], %s::text[], %s::text[], %s::text[],
    %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
    AS f (n, given, family, maiden, born, sex, line, town, postcode, left_line, left_postcode, phone, keys, names)
"""


@dataclass(frozen=True)
class Folk:
    """One of them, as a searcher could know them. `maiden` and `left` are empty where there is none."""

    n: int
    given: str
    family: str
    maiden: str
    born: date
    sex: str
    line: str
    town: str
    postcode: str
    left_line: str
    left_postcode: str
    phone: str

    @property
    def names(self) -> list[str]:
        """Each whole name, plain."""
        return [plain(f"{self.given} {family}") for family in (self.family, self.maiden) if family]

    @property
    def postcodes(self) -> list[str]:
        """Where they live and lived."""
        return [postcode for postcode in (self.postcode, self.left_postcode) if postcode]


def number_of_the(n: int) -> uuid.UUID:
    """The number of the n-th person, as the database makes it."""
    return uuid.UUID(hashlib.md5(f"{SEED}:folk:{n}".encode(), usedforsecurity=False).hexdigest())


def townsfolk(people: int) -> Iterator[Folk]:
    """So many people, the same each time. Neighbours follow each other."""
    return islice(_everybody(people), people)


def _everybody(people: int) -> Iterator[Folk]:
    register = _Register()
    for household in inhabitants(SEED, int(people / A_HOUSEHOLD * 1.3), Living()):
        yield from register.written(household)


class _Register:
    """Writes households down, each member with a number."""

    def __init__(self) -> None:
        self.dice, self.names = random.Random(f"townsfolk {SEED}"), Names(SEED)
        self.postcodes, self.many = _Postcodes(), 0

    def written(self, household: Sequence[Inhabitant]) -> Iterator[Folk]:
        """Each of a household; who is old enough has left the home that the household left."""
        phone = self._phone()
        has_moved = self._happens(HAS_MOVED)
        left = (
            (f"{self.dice.randint(1, 80)} Leaving Street", self.postcodes.other(self.dice)) if has_moved else ("", "")
        )
        for one in household:
            own = phone if self._happens(SHARES_PHONE) else self._phone()
            yield self._one(one, own, left if one.born_on < MOVED_ON else ("", ""))
            self.many += 1

    def _happens(self, share: float) -> bool:
        return self.dice.random() < share

    def _phone(self) -> str:
        return f"{self.dice.choice(FICTION)}{self.dice.randrange(1000):03d}"

    def _one(self, one: Inhabitant, phone: str, left: tuple[str, str]) -> Folk:
        is_renamed = not one.is_child and one.sex == "F" and self._happens(HAS_MAIDEN_NAME)
        has_phone = not one.is_child and self._happens(HAS_PHONE)
        return Folk(
            n=self.many,
            given=one.given.title(),
            family=one.family.title(),
            maiden=self.names.family(self.dice).title() if is_renamed else "",
            born=one.born_on,
            sex=one.sex,
            line=f"{one.place.house} {one.place.street.title()}",
            town=one.place.town.title(),
            postcode=self.postcodes.of(one.place.postcode),
            left_line=left[0],
            left_postcode=left[1],
            phone=phone if has_phone else "",
        )


class _Postcodes:
    """A postcode in the form of the post office's for each of the town's: letters that begin none of them."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def of(self, text: str) -> str:
        return self.known.setdefault(text, self._made(len(self.known)))

    def other(self, dice: random.Random) -> str:
        """One that somebody lives in, or could."""
        return self._made(dice.randrange(max(len(self.known), 50)))

    @staticmethod
    def _made(number: int) -> str:
        letters = "ABDEFGHJLN"
        area = ("QX", "QV", "QZ")[number // 99_000 % 3]
        unit = letters[number // 10 % 10] + letters[number % 10]
        return f"{area}{number // 1000 % 99 + 1} {number // 100 % 10}{unit}"


def fill(connection: psycopg.Connection, people: int, say: Say) -> None:
    """The register. `connection` is owner's, in maintenance."""
    for words in ("SET maintenance_work_mem = '256MB'", "SET work_mem = '128MB'", "SET jit = off"):
        connection.execute(words)
    connection.execute(f"CREATE TEMP TABLE bulk_folk ({COLUMNS})")
    everybody = townsfolk(people)
    while batch := list(islice(everybody, BATCH)):
        _store(connection, batch)
        say(f"{batch[-1].n + 1:,} people written")
    connection.execute("ANALYZE bulk_folk")
    models = [rows.model for rows in TABLES]
    with loading(connection, models, say):
        for rows in TABLES:
            say(f"filling {rows.model._meta.db_table}")
            connection.execute(statement(rows))
    for table in dict.fromkeys(model._meta.db_table for model in models):
        connection.execute(f"VACUUM (ANALYZE) {table}")


def _store(connection: psycopg.Connection, batch: Sequence[Folk]) -> None:
    columns = [
        [f.n for f in batch],
        *([getattr(f, name) for f in batch] for name in ("given", "family", "maiden")),
        [f.born for f in batch],
        *([getattr(f, name) for f in batch] for name in ("sex", "line", "town", "postcode", "left_line")),
        *([getattr(f, name) for f in batch] for name in ("left_postcode", "phone")),
        ["/".join(_keys(f)) for f in batch],
        ["/".join(f.names) for f in batch],
    ]
    connection.execute(STORE.format(seed=SEED), columns)


def _keys(one: Folk) -> list[str]:
    """As the actions would make them, without the sounds, which the database adds."""
    keys = {f"w:{part}" for name in one.names for part in name.split()}
    keys |= {f"d:{one.born.isoformat()}", *near_keys(one.names)}
    keys |= {f"p:{postcode.replace(' ', '')}" for postcode in one.postcodes}
    return sorted(keys | ({f"t:{one.phone}"} if one.phone else set()))


FOLK = "bulk_folk f"
OF = {"fence": "f.person", "record_id": "f.record"}
LONG_AGO = "timestamptz '2024-03-01 10:00+00'"
# ten postcodes times ten, where some thousands live
TEAM = f"md5('{SEED}:neighbourhood:' || left(f.postcode, -2))::uuid"
HERE_SINCE = f"date '{MOVED_ON}'"
TABLES = [
    Rows(Person, FOLK, {"id": "f.person", "fence": "f.person"}),
    Rows(
        Record,
        FOLK,
        {
            "id": "f.record",
            "fence": "f.person",
            "person_id": "f.person",
            "source": "'10'",
            "born_on": "f.born",
            "born_accuracy": "'exact'",
            "sex": "f.sex",
            "made_at": LONG_AGO,
        },
    ),
    Rows(Name, FOLK, {**OF, "given": "f.given", "family": "f.family", "use": "'legal'"}),
    Rows(
        Name,
        f"{FOLK} WHERE f.maiden <> ''",
        {**OF, "given": "f.given", "family": "f.maiden", "use": "'previous'", "valid_to": HERE_SINCE},
    ),
    Rows(
        Address, FOLK, {**OF, "line1": "f.line", "town": "f.town", "postcode": "f.postcode", "valid_from": HERE_SINCE}
    ),
    Rows(
        Address,
        f"{FOLK} WHERE f.left_postcode <> ''",
        {
            **OF,
            "line1": "f.left_line",
            "town": "f.town",
            "postcode": "f.left_postcode",
            "valid_from": "date '2018-01-01'",
            "valid_to": HERE_SINCE,
        },
    ),
    Rows(
        ContactPoint,
        f"{FOLK} WHERE f.phone <> ''",
        {**OF, "kind": "'phone'", "value": "f.phone", "may_voice": "'yes'", "valid_from": HERE_SINCE},
    ),
    Rows(
        SearchKey,
        FOLK,
        {"id": "f.record", "fence": "f.person", "person": "f.person", "keys": "f.keys", "names": "f.names"},
    ),
    Rows(Grant, FOLK, {"holder": TEAM, "fence": "f.person", "because": "'people: registered'", "since": LONG_AGO}),
    Rows(
        Bar,
        f"{FOLK} WHERE f.n % 500 = 7 OR f.n % 2000 = 11",
        {"fence": "f.person", "because": "'hidden'", "since": LONG_AGO, "yields": "f.n % 500 = 7"},
    ),
    Rows(
        Bar,
        "generate_series(1, (SELECT count(*) * 2 / 5 FROM bulk_folk)) AS e (n)",
        {"fence": number_of("contact", "e.n"), "because": "'hidden'", "since": LONG_AGO, "until": LONG_AGO},
    ),
]
