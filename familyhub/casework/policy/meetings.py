"""The rules of meetings, as plain Python: who is not invited together, and what nobody's copy says."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from familyhub.casework.policy.plans import text_problem
from familyhub.casework.terms.meetings import APART_HOURS, FATHERS, LONGEST_MINUTES, MOST_GUESTS, MOTHERS, Attendance
from familyhub.casework.words import ALSO_WORDS, PLAIN
from familyhub.people.called import forms_with, parts_of, plain, sounds_like

Pair = frozenset[uuid.UUID]
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
TOLD = frozenset({Attendance.REPRESENTED, Attendance.VIEWS})


def apart_pairs(told: Iterable[Pair], adults: Collection[uuid.UUID], hidden: Collection[uuid.UUID]) -> set[Pair]:
    """Who is kept apart: those of whom it was recorded; and whoever lives at a protected address from other adults."""
    by_address = {frozenset({one, other}) for one in hidden for other in adults if one != other and other not in hidden}
    return set(told) | by_address


def guests_problem(guests: Collection[uuid.UUID], count: int, apart: Collection[Pair]) -> str:
    """Why these cannot be invited together; "" when they can. `guests`: those of the family."""
    if not count:
        return "Invite somebody"
    if count > MOST_GUESTS:
        return f"A meeting has {MOST_GUESTS} people at most"
    if any(pair <= set(guests) for pair in apart):
        return "Two of these are kept apart: hold one meeting with each, at different times and places"
    return ""


@dataclass(frozen=True)
class Held:
    """When and where a meeting is, and who of the family is asked to it."""

    starts_at: datetime
    place: str
    guests: frozenset[uuid.UUID]


def chance_problem(new: Held, others: Iterable[Held], apart: Collection[Pair]) -> str:
    """Would two who are kept apart meet at the door? "" when they would not."""
    near = timedelta(hours=APART_HOURS)
    for other in others:
        meet = any(pair & new.guests and (pair - new.guests) & other.guests for pair in apart)
        same_place = _plain(new.place) == _plain(other.place)
        if meet and same_place and abs(new.starts_at - other.starts_at) < near:
            return "Somebody who is kept apart from one of these is at this place near that time: choose another"
    return ""


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def moment_problem(starts_at: datetime, now: datetime) -> str:
    """A meeting is called for a moment that is still to come."""
    return "" if starts_at > now else "The meeting must be in the future"


def hold_problem(*, starts_at: datetime, now: datetime, shared: str, said: Mapping[Attendance, Collection[str]]) -> str:
    """Why minutes cannot be kept so; "" when they can. `said`: the words with each way of taking part."""
    if starts_at > now:
        return "This meeting has not begun yet"
    if any(not words.strip() for how in TOLD for words in said.get(how, ())):
        return "Say who spoke for them, or what their views are"
    if not said.get(Attendance.ATTENDED):
        return "Say who was there"
    return text_problem(shared, "Write the minutes that everybody invited is sent", LONGEST_MINUTES)


@dataclass(frozen=True)
class Hidden:
    """What a recipient must not be told of somebody: their own names with short and pet forms, how one speaks of them,
    where and when they meet us. `sounds`: forenames that are known again when they are written otherwise;
    `capitals`: forms of them that are words of English too, and names with a capital alone."""

    names: frozenset[str]
    phrases: tuple[str, ...]
    sounds: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()


def names_to_hide(given: Iterable[str], family: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """What somebody may be called and nobody else of the family is: every name that was ever theirs, and the short and
    pet forms of their forenames. A shared family name tells nothing.
    """
    own = parts_of(given)
    return (own | (forms_with(own) - ALSO_WORDS - PLAIN) | parts_of(family)) - parts_of(others)


def called(sex: str, of_reader: str) -> frozenset[str]:
    """How somebody of this sex is spoken of, unless the reader may be meant by the same word."""
    if sex == of_reader:
        return frozenset()
    return {"male": FATHERS, "female": MOTHERS}.get(sex, frozenset())


def told_to(text: str, hidden: Hidden) -> str:
    """The text without each sentence that tells what is hidden: taken out, and not covered."""
    return " ".join(part for part in SENTENCE.split(text) if part.strip() and not _tells(part, hidden))


def _tells(part: str, hidden: Hidden) -> bool:
    words = set(re.findall(r"\w+", part.lower())) | set(plain(part).split())
    flat = _plain(part)
    if any(plain(one) in hidden.capitals for one in re.findall(r"\w+", part) if one[:1].isupper()):
        return True
    if words & hidden.names or any(_plain(phrase) in flat for phrase in hidden.phrases if _plain(phrase)):
        return True
    return any(sounds_like(word, hidden.sounds) for word in words - PLAIN)


def capitals_of(given: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """Short and pet forms of these forenames that are words of English too."""
    return (forms_with(parts_of(given)) & (ALSO_WORDS | PLAIN)) - parts_of(others)


def sounds_of(given: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """The forenames that are known again though somebody wrote them otherwise; not those that another has too."""
    return parts_of(given) - parts_of(others)
