"""What somebody means by the words they type: an age, a day, a place, a price, and the words that are left."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AGE = re.compile(
    r"\b(?:aged?\s+)?(\d{1,2}(?:\.5)?)\s*-?\s*(years?|yrs?|y|months?|mths?|weeks?)(?:\s*-?\s*old|s?\b|o\b)|\baged?\s+(\d{1,2})\b",
    re.I,
)
NEWBORN = re.compile(r"\b(newborn|new born)\b", re.I)
PLACE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?(?:\s*[0-9][ABD-HJLNP-UW-Z]{2}|\s+[0-9])?)\b", re.I)
WHOLE_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9])[ABD-HJLNP-UW-Z]{2}\b", re.I)
DAY = re.compile(rf"\b({'|'.join(DAYS)})s?\b", re.I)
FREE = re.compile(r"\b(free|for nothing|no cost)\b(?!\s+(?:school|hours|meals))", re.I)
WORD = re.compile(r"[^\W\d_][\w'’+-]*", re.U)
SAID = {
    "morning": "time:morning",
    "mornings": "time:morning",
    "afternoon": "time:afternoon",
    "afternoons": "time:afternoon",
    "evening": "time:evening",
    "evenings": "time:evening",
    "online": "how:online",
    "virtual": "how:online",
    "weekend": "day:5 day:6",
    "weekends": "day:5 day:6",
}
NOISE_WORDS = """
a about am an and any anything around at be by can child children class classes day do does for from
get group groups has have help helping i in is it kid kids local looking me my near need needs of on
or our out please put see service services so some someone something somewhere son daughter support
that the there they thing things to up us want we what when where which who with year years old you
your close nearby things go going take him her his their
"""
NOISE = frozenset(NOISE_WORDS.split())
MOST_WORDS = 8


@dataclass(frozen=True)
class Meant:
    """`words` to look for, `age` in years, `facets` any one of each group of which must hold, `place` a postcode, its
    beginning, or the name of a town.
    """

    words: tuple[str, ...] = ()
    age: float | None = None
    facets: tuple[tuple[str, ...], ...] = ()
    place: str = ""


def meant(typed: str, today: date, towns: Iterable[str] = ()) -> Meant:
    """What is typed, taken apart. `today`: for “today” and “tomorrow”; `towns`: names that are places."""
    text = typed[:200]
    facets: list[tuple[str, ...]] = []
    age, text = _age(text)
    place, text = _taken(PLACE, text)
    town, text = ("", text) if place else _town(text, towns)
    days = [f"day:{DAYS.index(found.lower())}" for found in DAY.findall(text)]
    text = DAY.sub(" ", text)
    for number, name in enumerate(("today", "tomorrow")):
        if re.search(rf"\b{name}\b", text, re.I):
            days.append(f"day:{(today.weekday() + number) % 7}")
            text = re.sub(rf"\b{name}\b", " ", text, flags=re.I)
    if FREE.search(text):
        facets.append(("cost:free",))
        text = FREE.sub(" ", text)
    words = [word.lower() for word in WORD.findall(text)]
    for word in words:
        if word in SAID:
            facets.append(tuple(SAID[word].split()))
    if days:
        facets.insert(0, tuple(dict.fromkeys(days)))
    left = [word for word in words if word not in SAID and word not in NOISE and len(word) > 1]
    return Meant(tuple(dict.fromkeys(left))[:MOST_WORDS], age, tuple(facets), place.upper() or town)


def without_postcode(typed: str) -> str:
    """What is typed with each whole postcode cut to its sector ("DN22 7AA" to "DN22 7"): near enough to search by, and
    no home.
    """
    return WHOLE_POSTCODE.sub(lambda found: f"{found[1].upper()} {found[2]}", typed)


def _town(text: str, towns: Iterable[str]) -> tuple[str, str]:
    """The longest town that is named, however it is hyphened, and the text without it."""
    for town in sorted(towns, key=len, reverse=True):
        words = re.escape(town).replace(r"\-", "[ -]").replace(r"\ ", "[ -]")
        found = re.search(rf"\b(?:(?:in|near|around|at) )?{words}\b", text, re.I)
        if found:
            return town, f"{text[: found.start()]} {text[found.end() :]}"
    return "", text


def _age(text: str) -> tuple[float | None, str]:
    if NEWBORN.search(text):
        return 0.0, text
    found = AGE.search(text)
    if not found:
        return None, text
    rest = text[: found.start()] + " " + text[found.end() :]
    if found[3]:
        return float(found[3]), rest
    unit = found[2].lower()[0]
    value = float(found[1])
    return (value if unit == "y" else value / 12 if unit == "m" else value / 52), rest


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    if not found:
        return "", text
    return found[1], text[: found.start()] + " " + text[found.end() :]
