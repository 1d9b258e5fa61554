"""Codes as on a day. They name no person, so nobody needs to ask: there is no asker here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from familyhub.core import fence
from familyhub.vocabulary import policy
from familyhub.vocabulary.models import LevelLabel
from familyhub.vocabulary.terms import (
    FRAMEWORKS,
    HARM_WORDS,
    LANGUAGES,
    LEVEL_SETS,
    LOCAL_SOURCES,
    REFERRAL_SOURCES,
    Framework,
    Language,
    Level,
    LevelSet,
    LocalSource,
    NeedCode,
    ReferralSource,
    holding,
)

LABELS = "vocabulary.level_labels"


class UnknownCode(LookupError):
    """No such code on that day; the text names both."""


def _one(found: tuple[object, ...], code: str, on: date) -> None:
    if not found:
        raise UnknownCode(f"{code} is not in use on {on.isoformat()}")


def frameworks(on: date) -> tuple[Framework, ...]:
    """The frameworks in which a need may be coded on that day."""
    return holding(FRAMEWORKS, on)


def framework(code: str, on: date) -> Framework:
    """One framework. Errors: UnknownCode."""
    found = tuple(item for item in frameworks(on) if item.code == code)
    _one(found, code, on)
    return found[0]


def needs(framework_code: str, on: date) -> tuple[NeedCode, ...]:
    """The need codes of a framework that hold on that day. Errors: UnknownCode."""
    return holding(framework(framework_code, on).needs, on)


def problems_with_needs(framework_code: str, codes: list[str], on: date) -> list[str]:
    """Why these codes cannot stand together on that day; empty when they can. Errors: UnknownCode."""
    return policy.problems_with(codes, framework(framework_code, on), on)


def _local_labels() -> list[LevelLabel]:
    """Every local wording there ever was: a few rows."""
    return list(LevelLabel.objects.order_by("number"))


def level_set(on: date) -> LevelSet:
    """The published levels in force on that day, in the authority's wording where it has one. Errors: UnknownCode."""
    return level_sets([on])[on]


def level_sets(days: Iterable[date]) -> dict[date, LevelSet]:
    """The published levels of several days: one query for any number. Errors: UnknownCode."""
    worded = fence.remembered(LABELS, _local_labels)
    return {on: _worded(on, worded) for on in set(days)}


def _worded(on: date, worded: Sequence[LevelLabel]) -> LevelSet:
    found = holding(LEVEL_SETS, on)
    _one(found, "levels of need", on)
    version = found[-1]
    local = {
        row.number: row.label
        for row in worded
        if row.version == version.code and row.valid_from <= on and (row.valid_to is None or row.valid_to > on)
    }
    return LevelSet(
        code=version.code,
        title=version.title,
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        levels=tuple(Level(level.number, local.get(level.number, level.name), level.about) for level in version.levels),
    )


def level(number: int, on: date) -> Level:
    """One level by number. Errors: UnknownCode."""
    found = tuple(item for item in level_set(on).levels if item.number == number)
    _one(found, f"level {number}", on)
    return found[0]


def referral_sources(on: date) -> tuple[ReferralSource, ...]:
    """The national source codes."""
    return holding(REFERRAL_SOURCES, on)


def local_sources(on: date) -> tuple[LocalSource, ...]:
    """The local second level; each knows the national code it reports as."""
    return holding(LOCAL_SOURCES, on)


def source_name(code: str) -> str:
    """The name of a national or local source code, whenever it was in use. Errors: UnknownCode."""
    names = {item.code: item.name for item in REFERRAL_SOURCES} | {item.code: item.name for item in LOCAL_SOURCES}
    if code not in names:
        raise UnknownCode(f"{code} is not a referral source")
    return names[code]


def reported_source(code: str) -> str:
    """The national code under which a national or local source code is reported. Errors: UnknownCode."""
    source_name(code)
    return policy.reports_as(code, {item.code: item.reports_as for item in LOCAL_SOURCES})


def languages(on: date) -> tuple[Language, ...]:
    """The languages to choose from, English first."""
    return holding(LANGUAGES, on)


@lru_cache(maxsize=8)
def _harm_patterns(on: date) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((item.about, policy.pattern_of(item.forms)) for item in holding(HARM_WORDS, on))


def harm_in(text: str, on: date, own: Iterable[str] = ()) -> list[policy.Marked]:
    """Where words that speak of harm stand in a text, by the list of that day and an authority's `own` phrases."""
    added = [policy.plain_phrase(words) for words in own if words.strip()]
    patterns = [*_harm_patterns(on), *([("local", policy.pattern_of(added))] if added else [])]
    return policy.harm_in(text, patterns)
