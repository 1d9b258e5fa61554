"""The rules of files, as plain Python: names, sizes, how much in a day, and when a check is tried again."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from familyhub.documents.terms import FAULT_WORDS, Fault, State

MEGABYTE = 1_000_000
LONGEST_NAME = 120
UNNAMED = "file"
A_DAY = timedelta(days=1)
LEASE = timedelta(minutes=5)
LONGEST_WAIT = timedelta(minutes=30)
UNSENT_KEPT_FOR = timedelta(days=30)
# steering marks of writing direction and marks without width: "gpj.exe" can be shown as "exe.jpg"
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class Unacceptable(Exception):
    """A file is not taken; `fault` says why, `words` what to do."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault

    @property
    def words(self) -> str:
        """Why, and what to do instead, as the end of a sentence."""
        return FAULT_WORDS[self.fault]


class NotThere(Exception):
    """A file that was to be sent is not this person's, or was sent or removed already."""


@dataclass(frozen=True)
class Limits:
    """How large one file may be, and how much and how many one person may send within 24 hours. Sizes in bytes."""

    a_file: int
    a_day: int
    files_a_day: int
    files_a_form: int = 5

    @property
    def a_request(self) -> int:
        """The most that one form may send at once; more is refused before it is read."""
        return 2 * self.a_file + MEGABYTE


def clean_name(name: str) -> str:
    """What the sender called it, without a path, steering marks or anything that a shell or header could misread."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if sign.isspace() else sign for sign in last if unicodedata.category(sign) not in UNSEEN)
    plain = re.sub(r'["<>|:*?;]+', "", seen)
    plain = re.sub(r" +", " ", plain).strip(" .") or UNNAMED
    stem, dot, extension = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(extension[:10]) - 1]}.{extension[:10]}"


def extension_of(name: str) -> str:
    """What stands after the last dot, in small letters; empty without a dot."""
    stem, dot, extension = clean_name(name).rpartition(".")
    return extension.lower() if dot and stem else ""


def check_size(size: int, limits: Limits) -> None:
    """Errors: Unacceptable."""
    if size == 0:
        raise Unacceptable(Fault.EMPTY)
    if size > limits.a_file:
        raise Unacceptable(Fault.TOO_LARGE)


def check_quota(files: int, total: int, new: int, limits: Limits) -> None:
    """`files` and `total` bytes were sent by this person within a day; `new` bytes come. Errors: Unacceptable."""
    if files >= limits.files_a_day or total + new > limits.a_day:
        raise Unacceptable(Fault.OVER_QUOTA)


def next_check_at(tries: int, at: datetime) -> datetime:
    """When a scanner that was away is asked again: after 1, 2, 4 … minutes, at most 30."""
    return at + min(timedelta(minutes=2 ** min(max(tries - 1, 0), 10)), LONGEST_WAIT)


def can_open(state: State) -> bool:
    """Only what was checked. Whatever goes wrong with checking, the answer stays no."""
    return state is State.CLEAN


def size_words(size: int) -> str:
    """Like "340 KB" or "1.2 MB"."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / MEGABYTE:.1f} MB"
