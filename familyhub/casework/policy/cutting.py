"""A document is cut for one recipient: what goes in, and beside it what stays out and why. Plain Python."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from familyhub.casework.policy.releases import Knows, Rule, cleaned, weighed, why_out
from familyhub.casework.terms.releases import WARNED, WHY_WORDS, Why

Copy = list[dict[str, Any]]
"""What goes in, as it is kept and printed: sections of passages of paragraphs."""


class Made(StrEnum):
    """Of what a passage is made: free words, words of ours for a code, or something that no copy holds."""

    WORDS = "words"
    CODED = "coded"
    CHILD_SAID = "child_said"
    PARTNER_SAID = "partner_said"
    FOR_US = "for_us"


@dataclass(frozen=True)
class Passage:
    """One question with its answer, or one line of a plan. `key` stays the same as long as the document does."""

    key: str
    heading: str
    text: str
    made: Made = Made.WORDS


@dataclass(frozen=True)
class Part:
    """One part of a document. `about`: the persons it is about; `sex`: of a single one, for "he" and "she"."""

    title: str
    about: frozenset[uuid.UUID]
    passages: tuple[Passage, ...]
    is_family: bool = False
    sex: str = ""


@dataclass(frozen=True)
class Whole:
    """A document before it is cut."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Line:
    """One sentence: in the copy, or out of it and why. `key` is what is ticked to take it out."""

    key: str
    words: str
    why: Why | None

    @property
    def why_words(self) -> str:
        """In words; "" where it goes in."""
        return WHY_WORDS[self.why] if self.why else ""

    @property
    def is_warned(self) -> bool:
        """Does it look like an address or a telephone number?"""
        return self.why in WARNED


@dataclass(frozen=True)
class PassageCut:
    """One passage with its sentences."""

    heading: str
    lines: tuple[Line, ...]
    made: Made

    @property
    def kept(self) -> list[Line]:
        """What goes in."""
        return [line for line in self.lines if line.why is None]


@dataclass(frozen=True)
class PartCut:
    """One part with its passages."""

    title: str
    passages: tuple[PassageCut, ...]

    @property
    def kept(self) -> list[PassageCut]:
        """Those of which something goes in."""
        return [one for one in self.passages if one.kept]


@dataclass(frozen=True)
class Cut:
    """The whole document as one recipient's copy is made of it."""

    title: str
    parts: tuple[PartCut, ...]

    @property
    def kept(self) -> list[PartCut]:
        """Those of which something goes in."""
        return [one for one in self.parts if one.kept]

    def lines(self) -> Iterator[Line]:
        """Every sentence."""
        return (line for part in self.parts for one in part.passages for line in one.lines)

    @property
    def warnings(self) -> list[Line]:
        """What looks like an address or a telephone number."""
        return [line for line in self.lines() if line.is_warned]

    def copy(self) -> Copy:
        """What goes in. Of what stays out there is no trace: no heading, no mark, no count."""
        return [
            {
                "title": part.title,
                "passages": [
                    {"heading": one.heading, "paras": [" ".join(line.words for line in one.kept)]} for one in part.kept
                ],
            }
            for part in self.kept
        ]

    def keys(self) -> set[str]:
        """Of the sentences that go in."""
        return {line.key for line in self.lines() if line.why is None}


def cut(whole: Whole, knows: Knows, rule: Rule, by_hand: Collection[str]) -> Cut:
    """`by_hand`: the keys of sentences that somebody took out. Nothing that the rule took out is put back."""
    return Cut(whole.title, tuple(_part(part, knows, rule, by_hand) for part in whole.parts))


def _part(part: Part, knows: Knows, rule: Rule, by_hand: Collection[str]) -> PartCut:
    closed = _closed(part, knows)
    made = tuple(_passage(one, part, closed, rule, by_hand) for one in part.passages if one.text.strip())
    return PartCut(part.title, made)


def _closed(part: Part, knows: Knows) -> Why | None:
    """A part about somebody else is not theirs; the family's is theirs who may know of every child of it."""
    if part.is_family:
        return None if knows.is_whole else Why.FAMILY
    return None if part.about and part.about <= knows.all else Why.NOT_THEIRS


STAYS = {Made.CHILD_SAID: Why.CHILD_SAID, Made.PARTNER_SAID: Why.PARTNER_SAID, Made.FOR_US: Why.FOR_US}


def _passage(one: Passage, part: Part, closed: Why | None, rule: Rule, by_hand: Collection[str]) -> PassageCut:
    why = closed or STAYS.get(one.made)
    if one.made is Made.CODED:
        names = f" {cleaned(one.text)} "
        found = [(names.strip(), why or _coded(names, rule))]
    else:
        found = [(each.words, why or each.why) for each in weighed(one.text, rule, part.sex)]
    lines = []
    for number, (words, reason) in enumerate(found):
        key = key_of(one.key, number, words)
        lines.append(Line(key, words, reason or (Why.BY_HAND if key in by_hand else None)))
    return PassageCut(one.heading, tuple(lines), one.made)


def _coded(words: str, rule: Rule) -> Why | None:
    """Words of ours hold capitals and numbers; of a person, a place or harm they tell as any others do."""
    why = why_out(words, rule)
    return why if why in {Why.PLACE, Why.PERSON, Why.HARM, Why.PHONE, Why.POSTCODE} else None


def key_of(passage: str, number: int, words: str) -> str:
    """The same sentence at the same place has the same key."""
    return hashlib.sha256(f"{passage}|{number}|{words}".encode()).hexdigest()[:20]


def digest_of(copy: Copy) -> str:
    """What was signed, as one number."""
    return hashlib.sha256(json.dumps(copy, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def is_within(given: Iterable[str], now: Collection[str]) -> bool:
    """Would every sentence of what was signed still go in?"""
    return set(given) <= set(now)


def length_of(copy: Sequence[Mapping[str, Any]]) -> int:
    """Characters of a copy."""
    return sum(len(para) for part in copy for one in part["passages"] for para in one["paras"])
