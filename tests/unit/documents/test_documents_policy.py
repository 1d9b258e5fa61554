"""Names, sizes, how much in a day, and when a check is tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from familyhub.documents import policy
from familyhub.documents.policy import Limits, Unacceptable, can_open, clean_name, extension_of
from familyhub.documents.terms import State

LIMITS = Limits(a_file=100, a_day=250, files_a_day=3)
AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\nurse\\report.pdf", "report.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ('say "this"; rm.pdf', "say this rm.pdf"),
        ("\u200b..pdf", "pdf"),
        ("", "file"),
        ("...", "file"),
        ("Zoë’s plan.pdf", "Zoë’s plan.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("x" * 300, "x" * 120),
    ],
)
def test_a_name_keeps_its_words_and_nothing_that_steers(given: str, kept: str) -> None:
    assert clean_name(given) == kept
    assert len(clean_name(given)) <= policy.LONGEST_NAME


@pytest.mark.parametrize(("name", "ends"), [("a.PDF", "pdf"), ("a.pdf.exe", "exe"), ("pdf", ""), (".pdf", "")])
def test_what_a_name_ends_in(name: str, ends: str) -> None:
    assert extension_of(name) == ends


@pytest.mark.parametrize("size", [0, 101])
def test_empty_and_too_large_are_refused(size: int) -> None:
    with pytest.raises(Unacceptable):
        policy.check_size(size, LIMITS)


def test_at_the_limit_is_taken() -> None:
    policy.check_size(100, LIMITS)
    policy.check_quota(2, 150, 100, LIMITS)
    assert LIMITS.a_request == 200 + policy.MEGABYTE


@pytest.mark.parametrize(("files", "total"), [(3, 0), (2, 151)])
def test_more_than_a_days_share_is_refused(files: int, total: int) -> None:
    with pytest.raises(Unacceptable):
        policy.check_quota(files, total, 100, LIMITS)


def test_a_scanner_that_is_away_is_asked_less_and_less_often() -> None:
    waits = [policy.next_check_at(tries, AT) - AT for tries in (0, 1, 2, 3, 6, 60)]
    assert waits == [timedelta(minutes=n) for n in (1, 1, 2, 4, 30, 30)]


def test_only_what_is_clean_opens() -> None:
    assert [state for state in State if can_open(state)] == [State.CLEAN]


@pytest.mark.parametrize(("size", "words"), [(1, "1 KB"), (340_000, "340 KB"), (1_240_000, "1.2 MB")])
def test_sizes_in_words(size: int, words: str) -> None:
    assert policy.size_words(size) == words
