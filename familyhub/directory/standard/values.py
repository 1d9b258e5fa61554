"""One value of somebody else's document, made plain and checked. Each reader raises ValueError in plain words."""

from __future__ import annotations

import html
import math
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from familyhub.core.clocks import LONDON

Reader = Callable[[Any], Any]


@dataclass(frozen=True)
class Bounded:
    """A reader of values within bounds, with the bounds as a JSON schema."""

    schema: Mapping[str, Any]
    read: Reader

    def __call__(self, raw: Any) -> Any:
        """The value. Errors: ValueError."""
        return self.read(raw)


TAG = re.compile(r"<(?:/?[a-zA-Z!?][^<>]{0,2000}|!--.{0,2000}?--)>", re.S)
SILENT = re.compile(r"<(script|style|template|iframe|object)\b.{0,20000}?(</\1\s*>|\Z)", re.I | re.S)
BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]*>", re.I)
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
URI = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(?::\d{1,5})?(?:[/?#](?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)?"
)
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?")
WINTER = date(2000, 1, 1)


def plain(raw: str) -> str:
    """Text without markup, unseen characters or runs of space. What looked like a tag is no tag afterwards either."""
    text = raw
    for _ in range(3):  # twice-escaped markup is still markup
        found = html.unescape(TAG.sub("", BREAK.sub("\n", SILENT.sub("", text))))
        if found == text:
            break
        text = found
    text = TAG.sub("", SILENT.sub("", text))
    lines = [" ".join(line.split()) for line in UNSEEN.sub("", text.replace("\r\n", "\n")).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def text(most: int = 20_000) -> Reader:
    """Words, several lines. Errors: ValueError where it is no text or longer than `most`."""

    def read(raw: Any) -> str:
        if not isinstance(raw, str):
            raise ValueError("is no text")
        found = plain(raw)
        if len(found) > most:
            raise ValueError(f"is longer than {most:,} characters")
        return found

    return Bounded({"type": "string", "maxLength": most}, read)


def line(most: int = 300) -> Reader:
    """Words in one line."""
    read = text(most)
    return Bounded({"type": "string", "maxLength": most}, lambda raw: " ".join(read(raw).split()))


def uri(raw: Any) -> str:
    """A web address."""
    if not isinstance(raw, str) or len(raw) > 500 or not URI.fullmatch(raw.strip()):
        raise ValueError("is no web address that starts with http:// or https://")
    return raw.strip()


def email(raw: Any) -> str:
    """An email address."""
    if not isinstance(raw, str) or len(raw) > 254 or not EMAIL.fullmatch(raw.strip()):
        raise ValueError("is no email address")
    return raw.strip()


def number(least: float, most: float) -> Reader:
    """A number between two others; text that is one is taken as one."""

    def read(raw: Any) -> float | int:
        if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
            raise ValueError("is no number")
        try:
            found = float(raw)
        except (ValueError, OverflowError) as error:
            raise ValueError("is no number") from error
        if not math.isfinite(found) or not least <= found <= most:
            raise ValueError(f"is not between {least:g} and {most:g}")
        return int(found) if found.is_integer() else found

    return Bounded({"type": "number", "minimum": least, "maximum": most}, read)


def day(raw: Any) -> str:
    """A date, as YYYY-MM-DD; a moment is taken as its date."""
    if not isinstance(raw, str):
        raise ValueError("is no date")
    try:
        return date.fromisoformat(raw.strip()[:10]).isoformat()
    except ValueError as error:
        raise ValueError("is no date (YYYY-MM-DD)") from error


def moment(raw: Any) -> str:
    """A moment with its offset, in UTC; one without is taken as London's."""
    if not isinstance(raw, str):
        raise ValueError("is no moment")
    try:
        found = datetime.fromisoformat(raw.strip().replace("Z", "+00:00"))
        found = found if found.tzinfo else found.replace(tzinfo=LONDON)
        return found.astimezone(UTC).isoformat()
    except (ValueError, OverflowError) as error:
        raise ValueError("is no moment (YYYY-MM-DDThh:mm:ss with an offset)") from error


def clock(raw: Any, on: date = WINTER) -> str:
    """A time of day with London's offset on that day; one with another offset is put by London's clock.

    `+00:00` and `+01:00` are London's own: who writes them means London's clock, in whichever half of the year.
    """
    found = CLOCK.fullmatch(raw.strip()) if isinstance(raw, str) else None
    try:
        if not found:
            raise ValueError
        wall = time(int(found[1]), int(found[2]), int(found[3] or 0))
        if found[4] is None or found[4].replace(":", "") in ("+0000", "+0100"):
            return with_offset(wall, on)
        given = datetime.fromisoformat(f"{on.isoformat()}T{wall.isoformat()}{found[4].replace('Z', '+00:00')}")
        return with_offset(given.astimezone(LONDON).time(), on)
    except (ValueError, OverflowError) as error:
        raise ValueError("is no time of day (hh:mm with an offset)") from error


def with_offset(wall: time, on: date) -> str:
    """A time by London's clock on a day, as the standard writes it: `10:00:00+01:00`."""
    return datetime.combine(on, wall, tzinfo=LONDON).isoformat()[11:]


def choice(*codes: str) -> Reader:
    """One of these words, whatever its case."""
    by_low = {code.lower(): code for code in codes}

    def read(raw: Any) -> str:
        if not isinstance(raw, str) or raw.strip().lower() not in by_low:
            raise ValueError(f"is none of: {', '.join(codes)}")
        return by_low[raw.strip().lower()]

    return Bounded({"type": "string", "enum": list(codes)}, read)


def identity(raw: Any) -> str:
    """A UUID in its usual form."""
    if not isinstance(raw, str):
        raise ValueError("is no UUID")
    try:
        return str(uuid.UUID(raw.strip()))
    except ValueError as error:
        raise ValueError("is no UUID") from error
