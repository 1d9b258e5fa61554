"""Each planted tampering is found and placed: left as it is, and with every seal up to the head rewritten too.

Made as superuser past every trigger. Where the seals still stand the row is named; where they were rewritten so that
rows and seals agree, only the signed file outside the database knows, and it names the seal whose rows they were.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from familyhub.core import chain, heads
from tests.integration.core.audited import START, Log

Attack = Callable[[Log], None]


@dataclass(frozen=True)
class Planted:
    """An attack, what is found with the seals left alone, and the first seal that differs when they are rewritten."""

    name: str
    attack: Attack
    places: tuple[tuple[str, str], ...]
    seal: int


def sql(statement: str) -> Attack:
    return lambda log: log.attack(statement)


def edit(column: str, value: str, number: int = 23) -> Planted:
    return Planted(
        f"edit {column}",
        sql(f"UPDATE core_access SET {column} = {value} WHERE id = {number}"),
        (("row-changed", f"row {number}"),),
        3,
    )


def swap_numbers(log: Log) -> None:
    for old, new in ((23, -1), (47, 23), (-1, 47)):
        log.attack(f"UPDATE core_access SET id = {new} WHERE id = {old}")


def swap_subjects(log: Log) -> None:
    log.attack(
        "UPDATE core_access a SET subjects = b.subjects FROM core_access b WHERE (a.id, b.id) IN ((22, 33), (33, 22))"
    )


def renumber_seals(log: Log) -> None:
    log.attack("DELETE FROM core_seal WHERE id = 3")
    log.attack("UPDATE core_seal SET id = -id WHERE id > 3")
    log.attack("UPDATE core_seal SET id = -id - 1 WHERE id < 0")


ROWS = [
    edit("at", "at + interval '1 second'"),
    edit("kind", "'system'"),
    edit("asker", "gen_random_uuid()"),
    edit("asker", "NULL"),
    edit("purpose", "'audit'"),
    edit("screen", "'nothing'"),
    edit("method", "'POST'"),
    edit("outcome", "'404'"),
    edit("subjects", "'{}'"),
    edit("asked", "'x'"),
    edit("request", "gen_random_uuid()"),
    Planted(
        "edit of one that came late",
        sql("UPDATE core_access SET purpose = 'x' WHERE id = 25"),
        (("row-changed", "row 25"),),
        4,
    ),
    Planted(
        "back-date",
        sql("UPDATE core_access SET at = at - interval '30 days' WHERE id = 29"),
        (("row-changed", "row 29"), ("row-misdated", "row 29")),
        3,
    ),
    Planted(
        "a time out of all time",
        sql("UPDATE core_access SET at = 'infinity' WHERE id = 29"),
        (("row-changed", "row 29"), ("row-misdated", "row 29")),
        3,
    ),
    Planted("delete one", sql("DELETE FROM core_access WHERE id = 35"), (("row-gone", "row 35"),), 4),
    Planted(
        "delete many",
        sql("DELETE FROM core_access WHERE id BETWEEN 33 AND 44"),
        (("row-gone", "rows 33 to 40"), ("row-gone", "rows 41 to 44")),
        4,
    ),
    Planted(
        "delete the one that came late", sql("DELETE FROM core_access WHERE id = 25"), (("row-gone", "row 25"),), 4
    ),
    Planted("put into a missing number", lambda log: log.put_in(15), (("row-added", "row 15"),), 2),
    Planted(
        "reorder", swap_numbers, (("row-changed", "row 23"), ("row-misdated", "row 23"), ("row-changed", "row 47")), 3
    ),
    Planted("swap of subjects", swap_subjects, (("row-changed", "row 22"), ("row-changed", "row 33")), 3),
    Planted("tail rows of one", sql("DELETE FROM core_access WHERE id = 60"), (("row-gone", "row 60"),), 6),
    Planted(
        "tail rows of many",
        sql("DELETE FROM core_access WHERE id > 45"),
        (("row-gone", "rows 46 to 50"), ("row-gone", "rows 51 to 60")),
        5,
    ),
    Planted(
        "edit in the newest seal",
        sql("UPDATE core_access SET asker = NULL WHERE id = 55"),
        (("row-changed", "row 55"),),
        6,
    ),
]


@pytest.mark.parametrize("planted", ROWS, ids=lambda planted: planted.name)
def test_a_changed_row_is_named_and_with_rewritten_seals_its_seal(sealed: Log, planted: Planted) -> None:
    planted.attack(sealed)
    assert sorted(sealed.places()) == sorted(planted.places)
    sealed.rewrite(planted.seal)
    assert ("rewritten", f"seal {planted.seal}") in sealed.places()


@pytest.mark.parametrize("number", [0, -7])
def test_a_row_before_the_first_is_named(sealed: Log, number: int) -> None:
    sealed.put_in(number)
    assert sealed.places() == [("row-added", f"row {number}")]
    sealed.rewrite()
    assert sealed.places() == [("row-added", f"row {number}")]


def test_a_row_beyond_what_was_given_out_is_named_and_never_sealed(sealed: Log) -> None:
    sealed.put_in(10**9, sealed.now)
    assert sealed.seal() is None
    assert ("row-added", "row 1000000000") in sealed.places()


def test_a_row_added_at_the_end_with_an_old_date_is_named_though_the_sealer_took_it(sealed: Log) -> None:
    sealed.put_in(sealed.skip(), START - timedelta(days=30))
    sealed.seal()
    assert sealed.places() == [("row-misdated", "row 61")]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "at + interval '1 hour'"),
        ("high", "high - 1"),
        ("low", "low + 1"),
        ("missing", "'{23}'"),
        ("late", "'{15}'"),
        ("marks", "substr(marks, 9)"),
        ("digest", "sha256('x')"),
        ("hash", "sha256('x')"),
    ],
)
def test_an_edited_seal_is_named(sealed: Log, column: str, value: str) -> None:
    sealed.attack(f"UPDATE core_seal SET {column} = {value} WHERE id = 3")
    assert ("seal-changed", "seal 3") in sealed.places()
    sealed.rewrite(3)
    if column in {"at", "low", "high", "late"}:  # the others are made again just as they were
        assert ("rewritten", "seal 3") in sealed.places()
    else:
        assert sealed.places() == []


def test_an_edited_link_is_named(sealed: Log) -> None:
    sealed.attack("UPDATE core_seal SET previous = sha256('x') WHERE id = 3")
    assert sealed.places() == [("seal-replaced", "seal 2"), ("seal-changed", "seal 3")]


def test_a_seal_made_again_by_itself_is_named(sealed: Log) -> None:
    sealed.attack("UPDATE core_access SET purpose = 'x' WHERE id = 23")
    before = sealed.attacker.execute("SELECT id, hash, previous FROM core_seal WHERE id > 3").fetchall()
    sealed.rewrite(3)
    for number, its_hash, previous in before:
        sealed.attack("UPDATE core_seal SET hash = %s, previous = %s WHERE id = %s", its_hash, previous, number)
    assert sealed.places() == [("rewritten", "seal 3"), ("seal-replaced", "seal 3")]


def test_a_removed_seal_is_named(sealed: Log) -> None:
    sealed.attack("DELETE FROM core_seal WHERE id = 3")
    assert ("seal-gone", "seal 3") in sealed.places()
    sealed.rewrite(3)
    assert ("seal-gone", "seal 3") in sealed.places()


def test_a_removed_seal_is_named_though_the_others_were_renumbered(sealed: Log) -> None:
    renumber_seals(sealed)
    sealed.rewrite(3)
    assert ("rewritten", "seal 3") in sealed.places()


def test_a_first_seal_that_was_removed_is_named(sealed: Log) -> None:
    sealed.attack("DELETE FROM core_seal WHERE id = 1")
    assert ("seal-gone", "seal 1") in sealed.places()


def test_a_seal_put_before_the_first_is_named(sealed: Log) -> None:
    sealed.attack(
        "INSERT INTO core_seal SELECT 0, at, 1, 0, '{}', '{}', '', sha256(''), hash, hash FROM core_seal WHERE id = 1"
    )
    assert ("seal-changed", "seal 0") in sealed.places()


def test_a_seal_that_covers_its_neighbours_rows_is_named(sealed: Log) -> None:
    sealed.attack("UPDATE core_seal SET low = 20 WHERE id = 3")
    sealed.rewrite(3)
    assert {("seal-changed", "seal 3"), ("rewritten", "seal 3")} <= set(sealed.places())


def test_a_seal_whose_digest_does_not_fit_its_own_marks_is_named(sealed: Log) -> None:
    seal = sealed.attacker.execute("SELECT id FROM core_seal WHERE id = 6").fetchone()
    assert seal is not None
    sealed.attack("UPDATE core_seal SET digest = sha256('x') WHERE id = 6")
    from familyhub.core import fence
    from familyhub.core.asker import system
    from familyhub.core.chain.links import hash_of
    from familyhub.core.models import Seal

    with fence.enter(system("attacker"), using="worker"):
        its_hash = hash_of(Seal.objects.using("worker").get(id=6))
    sealed.attack("UPDATE core_seal SET hash = %s WHERE id = 6", its_hash)
    assert sealed.places() == [("rewritten", "seal 6"), ("seal-changed", "seal 6")]


def test_a_late_row_that_no_seal_missed_or_missed_long_before_is_named(sealed: Log) -> None:
    sealed.put_in(15)
    sealed.attack("UPDATE core_seal SET late = '{7,15}' WHERE id = 5")
    sealed.rewrite(5)
    found = sealed.verify()
    assert {("rewritten", "seal 5"), ("row-added", "row 7"), ("row-added", "row 15")} == {
        (finding.kind, finding.where) for finding in found
    }


def test_a_head_wound_back_is_named(sealed: Log) -> None:
    sealed.attack("DELETE FROM core_seal WHERE id > 4")
    assert sealed.places() == [("cut", "seals 5 to 6"), ("unsealed", "rows 41 to 60")]


def test_a_head_wound_back_and_sealed_again_is_named(sealed: Log) -> None:
    sealed.attack("DELETE FROM core_seal WHERE id > 4")
    sealed.seal()
    assert sealed.places() == [("rewritten", "seal 5"), ("cut", "seal 6")]


@pytest.mark.parametrize(("kept", "where", "rows"), [(5, "seal 6", 50), (2, "seals 3 to 6", 20)])
def test_a_tail_cut_of_rows_with_their_seals_is_named(sealed: Log, kept: int, where: str, rows: int) -> None:
    sealed.attack("DELETE FROM core_seal WHERE id > %s", kept)
    sealed.attack("DELETE FROM core_access WHERE id > %s", rows)
    assert sealed.places() == [("cut", where)]
    assert f"rows {rows + 1} to 60" in sealed.verify()[0].words


def test_everything_removed_is_named(sealed: Log) -> None:
    sealed.attack("DELETE FROM core_seal")
    sealed.attack("DELETE FROM core_access")
    assert sealed.places() == [("cut", "seals 1 to 6")]


def test_a_full_rewrite_that_agrees_with_itself_is_found_by_the_signed_file(sealed: Log) -> None:
    sealed.attack("UPDATE core_access SET asker = gen_random_uuid(), subjects = '{}'")
    sealed.rewrite()
    assert sealed.places() == [("rewritten", "seal 1")]
    heads.heads_path().unlink()
    assert sealed.places() == [("file", "signed file")]


def test_two_places_far_apart_are_both_named(sealed: Log) -> None:
    sealed.attack("UPDATE core_access SET asker = NULL WHERE id IN (3, 58)")
    assert sealed.places() == [("row-changed", "row 3"), ("row-changed", "row 58")]


def lines() -> list[bytes]:
    return heads.heads_path().read_bytes().splitlines(keepends=True)


def test_an_edited_line_of_the_signed_file_is_named(sealed: Log) -> None:
    kept = lines()
    heads.heads_path().write_bytes(b"".join([*kept[:1], kept[1].replace(b'"high":20', b'"high":21'), *kept[2:]]))
    assert sealed.places() == [("file-line", "line 2")]


def test_an_unreadable_line_of_the_signed_file_is_named(sealed: Log) -> None:
    kept = lines()
    heads.heads_path().write_bytes(b"".join([kept[0], b"[1]\n", *kept[1:]]))
    assert sealed.places() == [("file-line", "line 2")]


def test_a_removed_line_of_the_signed_file_is_named_by_the_next(sealed: Log) -> None:
    kept = lines()
    heads.heads_path().write_bytes(b"".join([*kept[:1], *kept[2:]]))
    assert sealed.places() == [("file-line", "line 2")]


def test_a_file_that_ends_long_before_the_newest_seal_is_told(sealed: Log) -> None:
    heads.heads_path().write_bytes(b"".join(lines()[:2]))
    assert sealed.places() == [("file", "signed file")]


def test_a_file_signed_by_another_key_is_told_line_by_line(sealed: Log) -> None:
    heads.key_path().unlink()
    heads.signing_key()
    assert sealed.places()[0] == ("file-line", "line 1")


def test_a_file_that_cannot_be_checked_is_told(sealed: Log) -> None:
    heads.key_path().unlink()
    found = sealed.verify()
    assert [finding.where for finding in found] == ["signed file"]
    assert "audit_key.pem is not there" in found[0].words


def test_every_finding_speaks_in_whole_sentences(sealed: Log) -> None:
    sealed.attack("DELETE FROM core_access WHERE id = 35")
    sealed.attack("DELETE FROM core_seal WHERE id = 6")
    assert [finding.words for finding in sealed.verify()] == [
        "Row 35: was removed after it was sealed (seal 4, 2026-11-20T09:20:03.000000+00:00).",
        "Seal 6: cut from the end, though the signed file names it, with what was sealed for rows 51 to 60.",
        "Rows 51 to 60: not sealed after 60 seconds.",
    ]


def test_the_verifier_reads_on_over_many_seals(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    from familyhub.core.chain import verifier

    monkeypatch.setattr(verifier, "SEALS_AT_ONCE", 3)
    monkeypatch.setattr(verifier, "ROWS_AT_ONCE", 4)
    for _ in range(5):
        log.write(2)
        chain.seal("worker", log.now)
    heads.append_due("worker", log.now)
    log.attack("UPDATE core_access SET asked = 'x' WHERE id = 10")
    assert log.places() == [("row-changed", "row 10")]
