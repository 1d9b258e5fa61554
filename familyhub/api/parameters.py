"""The parameters of an address: declared once, for reading a request and for the OpenAPI document alike."""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django.http import QueryDict

from familyhub.api.problems import BadParameters, Fault
from familyhub.core.clocks import LONDON

MOST_PAGES = 1_000_000
MOST_A_PAGE = 500
LONGEST = 200
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNSEEN = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Parameter:
    """`read` makes a value of the text, or raises ValueError in plain words. `many`: it may be given several times."""

    name: str
    read: Callable[[str], Any]
    schema: dict[str, Any]
    about: str
    many: bool = False
    default: Any = None


@dataclass(frozen=True)
class Given:
    """What a request gave, by name; what it did not is the parameter's default."""

    values: dict[str, Any]
    names: frozenset[str] = field(default=frozenset())

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str) -> Any:
        """The value, or None where the address has no such parameter."""
        return self.values.get(name)


def read_all(query: QueryDict, parameters: Sequence[Parameter]) -> Given:
    """What the request gives. Errors: BadParameters with every fault: unknown, repeated, out of range, no value."""
    known = {parameter.name: parameter for parameter in parameters}
    faults = [
        Fault(name, f"is not a parameter of this address; these are: {_names(known)}")
        for name in query
        if name not in known
    ]
    values: dict[str, Any] = {}
    for name, parameter in known.items():
        given = query.getlist(name)
        try:
            values[name] = _value(parameter, given)
        except ValueError as error:
            faults.append(Fault(name, str(error)))
    if faults:
        raise BadParameters(faults)
    return Given(values, frozenset(name for name in known if name in query))


def _names(known: dict[str, Parameter]) -> str:
    return ", ".join(sorted(known)) or "none"


def _value(parameter: Parameter, given: list[str]) -> Any:
    if not given:
        return parameter.default
    if parameter.many:
        return [parameter.read(_text(part)) for text in given for part in text.split(",")]
    if len(given) > 1:
        raise ValueError(f"is given {len(given)} times; give it once")
    return parameter.read(_text(given[0]))


def _text(raw: str) -> str:
    if len(raw) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} characters")
    if UNSEEN.search(raw):
        raise ValueError("holds a character that no text has")
    return raw.strip()


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number between two others."""

    def read(raw: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,12}", raw):
            raise ValueError("is not a whole number")
        found = int(raw)
        if not least <= found <= most:
            raise ValueError(f"is {found}; it must be from {least} to {most}")
        return found

    return read


def number(least: float, most: float) -> Callable[[str], float]:
    """A number between two others."""

    def read(raw: str) -> float:
        try:
            found = float(raw)
        except ValueError as error:
            raise ValueError("is not a number") from error
        if not math.isfinite(found) or not least <= found <= most:
            raise ValueError(f"must be from {least:g} to {most:g}")
        return found

    return read


def yes_or_no(raw: str) -> bool:
    """`true` or `false`."""
    if raw.lower() not in ("true", "false"):
        raise ValueError("must be true or false")
    return raw.lower() == "true"


def identity(raw: str) -> uuid.UUID:
    """A UUID."""
    try:
        return uuid.UUID(raw)
    except ValueError as error:
        raise ValueError("is not a UUID") from error


def words(raw: str) -> str:
    """Words to look for."""
    return raw


def moment(raw: str) -> datetime:
    """A moment; without an offset it is London's. A plus sign that became a space on the way is put back."""
    text = re.sub(r" (\d\d:?\d\d)$", r"+\1", raw).replace("Z", "+00:00")
    try:
        found = datetime.fromisoformat(text)
        found = found if found.tzinfo else found.replace(tzinfo=LONDON)
        return found if 1900 <= found.year <= 9000 else _out_of_range()
    except (ValueError, OverflowError) as error:
        raise ValueError("is not a moment such as 2026-11-22T09:00:00+00:00") from error


def _out_of_range() -> datetime:
    raise ValueError("out of range")


def clock(raw: str) -> time:
    """A time of day."""
    try:
        return time.fromisoformat(raw)
    except ValueError as error:
        raise ValueError("is not a time such as 09:30") from error


def week_day(raw: str) -> int:
    """A day of the week by its name or its first letters: 0 is Monday."""
    low = raw.lower()
    found = [number for number, name in enumerate(DAYS) if len(low) >= 2 and name.startswith(low)]
    if len(found) != 1:
        raise ValueError("is not a day of the week such as Tuesday or TU")
    return found[0]


def one_of(*codes: str) -> Callable[[str], str]:
    """One of these."""

    def read(raw: str) -> str:
        if raw not in codes:
            raise ValueError(f"must be one of: {', '.join(codes)}")
        return raw

    return read


STRING: dict[str, Any] = {"type": "string"}
UUID: dict[str, Any] = {"type": "string", "format": "uuid"}
BOOLEAN: dict[str, Any] = {"type": "boolean"}


def counted(least: int, most: int) -> dict[str, Any]:
    """The schema of a whole number."""
    return {"type": "integer", "minimum": least, "maximum": most}


PAGE = Parameter("page", whole(1, MOST_PAGES), counted(1, MOST_PAGES), "Which page; the first is 1.", default=1)
PER_PAGE = Parameter("per_page", whole(1, MOST_A_PAGE), counted(1, MOST_A_PAGE), "How many on a page.", default=50)
