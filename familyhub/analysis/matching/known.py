"""What is known of somebody who is to be compared: plain values, whoever brings them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Home:
    """An address as written; any part may be empty. `is_current` is false for one that somebody has left."""

    house: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    is_current: bool = True


@dataclass(frozen=True)
class Known:
    """Somebody as one side describes them. Everything may be missing.

    `other_names` are (given, family): previous, known as, in another script. `nhs_is_verified` says that the number was
    traced, not only typed. `birth_order` is 1 for the first of a multiple birth, 2 for the second.
    """

    given: str = ""
    family: str = ""
    middle: str = ""
    other_names: tuple[tuple[str, str], ...] = ()
    born_on: date | None = None
    born_is_estimated: bool = False
    sex: str = ""
    homes: tuple[Home, ...] = ()
    nhs_number: str = ""
    nhs_is_verified: bool = False
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    birth_order: int | None = None


@dataclass(frozen=True)
class Scored:
    """How likely two descriptions are one person, and why in words.

    `is_automatic`: may be linked without anybody looking, as delivered. `is_shown`: worth a look by a person.
    """

    probability: float
    reasons: tuple[str, ...]
    is_automatic: bool
    is_shown: bool
