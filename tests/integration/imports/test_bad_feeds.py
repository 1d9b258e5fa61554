"""Bad files: refused whole or reported by row, in plain words, nothing half done, and nobody's data repeated."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable

import pytest

from familyhub.core import fence
from familyhub.imports import actions, queries
from familyhub.imports.models import Intake, Row
from familyhub.imports.reading.apart import Bounds, read_apart
from familyhub.imports.terms.feeds import Refused
from familyhub.imports.terms.rows import Became
from familyhub.people.models import Person
from tests.integration.imports.feeding import (
    DATA_OFFICER,
    NAMES,
    NOW,
    SYSTEM,
    as_bundle,
    as_csv,
    birth,
    nhs,
    receive,
    rows_of,
    staff,
)

Teams = dict[str, uuid.UUID]
GOOD = as_csv([birth(1), birth(2)])
REFUSED: list[tuple[str, bytes, str]] = [
    ("births.csv", b"", "empty"),
    ("births.csv", GOOD[:-20], "cut short"),
    ("births.csv", GOOD.replace(b"Sample", b"S\xe9mple", 1), "not UTF-8"),
    ("births.csv", GOOD.replace(b"Sample", b"S\0mple", 1), "NUL"),
    ("births.csv", b"PK\x03\x04" + GOOD, "spreadsheet"),
    ("births.xlsx", b"PK\x03\x04", "save it as “CSV UTF-8”"),
    ("births.exe", GOOD, "neither CSV"),
    ("births.csv", as_csv([birth(1)], [n for n in NAMES if n != "nhs_number"]), "lacks the columns nhs_number"),
    ("births.csv", as_csv([birth(1)], [*NAMES, "religion"]), "is not one that is published"),
    ("births.csv", as_csv([birth(1)], [*NAMES, "sex"]), "twice"),
    ("births.csv", as_csv([]), "no rows"),
    ("b.json", as_bundle([birth(1)])[:-30], "cut short"),
    ("b.json", b'{"resourceType": "Bundle", "type": "message", "type": "batch", "entry": []}', "key stands twice"),
    ("b.json", b'{"resourceType": "Patient"}', "not a FHIR bundle"),
    ("b.json", b'{"resourceType": "Bundle", "type": "searchset"}', "of a type that is not read"),
    ("b.json", b"[" * 200_000, "too deep"),
    ("b.json", b'{"n": ' + b"9" * 50_000 + b"}", "not JSON"),
]


@pytest.mark.parametrize(("name", "body", "words"), REFUSED, ids=range(len(REFUSED)))
def test_a_file_that_cannot_be_right_is_refused_whole(name: str, body: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        actions.columns_of("births", read_apart(name, body))


Change = Callable[[dict[str, str]], dict[str, str]]
WRONG: list[tuple[dict[str, str], str, str]] = [
    ({"event": "party"}, "event", "Write one of"),
    ({"nhs_number": "9990000001"}, "nhs_number", "no NHS number"),
    ({"mother_nhs_number": "123"}, "mother_nhs_number", "no NHS number"),
    ({"date_of_birth": "12/11/2026"}, "date_of_birth", "Write the date like"),
    ({"date_of_birth": "2026-11-31"}, "date_of_birth", "Write the date like"),
    ({"date_of_birth": "2026-12-24"}, "date_of_birth", "today or in the past"),
    ({"date_of_birth": ""}, "date_of_birth", "missing"),
    ({"family_name": "2026-11-12"}, "family_name", "swapped"),
    ({"given_name": "Ваня Test"}, "given_name", "two alphabets"),
    ({"family_name": "Sаmple"}, "family_name", "two alphabets"),
    ({"family_name": "!!"}, "family_name", "no letters"),
    ({"postcode": "nowhere"}, "postcode", "full postcode"),
    ({"sex": "female"}, "sex", "Write F, M"),
    ({"time_of_birth": "25:00"}, "time_of_birth", "like 14:30"),
    ({"birth_order": "3", "births_in_pregnancy": "2"}, "birth_order", "more than the births"),
    ({"mother_date_of_birth": "2026-11-12"}, "mother_date_of_birth", "swapped"),
    ({"notice_number": ""}, "notice_number", "sender's own number"),
    ({"nhs_number": "", "family_name": ""}, "family_name", "NHS number or a family name"),
    ({"mother_nhs_number": nhs(1)}, "mother_nhs_number", "same number"),
]


@pytest.mark.parametrize(("change", "field", "words"), WRONG, ids=range(len(WRONG)))
def test_a_row_that_cannot_be_right_says_why(change: dict[str, str], field: str, words: str) -> None:
    from familyhub.imports.births.checking import check

    found = check(birth(1) | change, NOW.date())
    assert [mistake.field for mistake in found] == [field]
    assert words in found[0].words
    for value in change.values():
        assert not value or value not in found[0].words


def test_good_rows_go_on_beside_wrong_ones_and_the_report_holds_nothing_of_anybody(teams: Teams) -> None:
    rows = [birth(n) for n in range(1, 5)]
    rows[2] |= {"nhs_number": "9990000001"}
    received = receive(as_csv(rows))
    assert (received.rows, received.wrong) == (4, 1)
    with fence.enter(SYSTEM):
        assert Row.objects.get(intake=received.intake, number=4).values == {}
    actions.work_all(intake=received.intake, now=lambda: NOW)
    assert [row.became for row in rows_of(received.intake).values()] == [Became.NEW, Became.NEW, "", Became.NEW]
    officer = staff(DATA_OFFICER)
    with fence.enter(officer):
        report = queries.report(officer, received.intake)
        line = queries.file(officer, received.intake)
    assert report is not None and line is not None
    assert '4,nhs_number,"It is no NHS number: it' in report
    assert line.wrong == 1 and line.counts == (("registered", 3),)
    for said in ("Testino", "Sample", "999000", "ZZ2", "2026-11-12"):
        assert said not in report
    nobody = staff("family_support_worker")
    with fence.enter(nobody):
        assert queries.report(nobody, received.intake) is None


def test_a_file_that_is_mostly_wrong_is_refused_and_leaves_nothing(teams: Teams) -> None:
    swapped = [birth(n) | {"given_name": "2026-11-12"} for n in range(1, 40)]
    with pytest.raises(
        Refused, match="39 of 39 rows do not fit; the first, given_name: A name holds no numbers"
    ) as found:
        receive(as_csv(swapped))
    assert len(found.value.mistakes) == 39
    assert {one.row for one in found.value.mistakes} == set(range(2, 41))
    assert not any("2026" in str(one) for one in found.value.mistakes)
    with fence.enter(SYSTEM):
        assert not Intake.objects.exists() and not Person.objects.exists()


def test_a_row_of_another_width_is_one_mistake(teams: Teams) -> None:
    body = as_csv([birth(1), birth(2)]) + b"birth,N9\r\n"
    received = receive(body)
    assert (received.rows, received.wrong) == (3, 1)
    assert rows_of(received.intake)[4].mistakes == [["row", f"it has 2 columns where the first row has {len(NAMES)}"]]


def test_a_bomb_kills_its_own_process_alone() -> None:
    small = Bounds(memory=300_000_000, seconds=20)
    body = b'{"resourceType": "Bundle", "entry": [' + b'{"a": {}},' * 4_000_000 + b"{}]}"
    with pytest.raises(Refused, match=r"too large|limits of memory"):
        read_apart("bomb.json", body, small)
    with pytest.raises(Refused, match="at most 10 are read"):
        read_apart("births.csv", GOOD, Bounds(file=10))
    with pytest.raises(Refused, match="more than 1 rows"):
        read_apart("births.csv", GOOD, Bounds(rows=1))


def test_an_entry_that_is_no_message_is_one_mistake_among_the_others() -> None:
    tree = json.loads(as_bundle([birth(1)]))
    tree["entry"] += [
        {"resource": {"resourceType": "Patient"}},
        {"resource": {"resourceType": "Bundle", "type": "message"}},
    ]
    tree["entry"].append({"resource": {"resourceType": "Bundle", "type": "message", "entry": [{"resource": 7}]}})
    read = read_apart("b.json", json.dumps(tree).encode())
    assert len(read.rows) == 1
    assert [problem.row for problem in read.problems] == [2, 3, 4]


def test_cells_of_a_report_are_no_formulas() -> None:
    assert [queries.harmless(cell) for cell in ("=1+1", "-1", "@a", "+1", "plain")] == [
        "'=1+1",
        "'-1",
        "'@a",
        "'+1",
        "plain",
    ]
