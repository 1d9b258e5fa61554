"""What a typed postcode tells about where help must come from, and what the officer does next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from familyhub.places.terms.geography import DistrictOf, Place


class Whereabouts(StrEnum):
    """The six answers to "where does this postcode send us?": each asks something else of the officer."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    TERMINATED = "terminated"
    NEW = "new"
    SLIP = "slip"
    NO_POSTCODE = "no_postcode"


@dataclass(frozen=True)
class OtherAuthority:
    """Another authority: national code, name, and how its front door is reached; blank where nobody has configured it.

    `districts` are the national codes of the districts that it serves; `outwards` are first halves of postcodes that
    lie wholly in it, for where its postcodes are not loaded.
    """

    code: str
    name: str
    phone: str = ""
    email: str = ""
    districts: tuple[str, ...] = ()
    outwards: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Its name, or its code where it is not among the neighbours."""
        return self.name or f"another authority ({self.code})"

    @property
    def contact(self) -> str:
        """How its front door is reached, or that nobody has said so."""
        ways = (f"phone {self.phone}" if self.phone else "number not configured", self.email)
        return ", ".join(way for way in ways if way)


@dataclass(frozen=True)
class Where:
    """What a typed postcode tells about where help must come from, on a day.

    `postcode` is written in the one usual way, "" where it has not the shape. `place` is where it lies (HERE), or lay
    on its last day (TERMINATED, where it was ours). `authorities` are the other authorities that it, or others of its
    sector, belong to; for ELSEWHERE there is exactly one. `districts` are ours in which others of its sector lie (NEW).
    `near`: at most three postcodes that are one slip away. `others_loaded`: are postcodes of other authorities known at
    all? Where they are not, an unknown postcode may lie in one.
    """

    answer: Whereabouts
    typed: str
    postcode: str
    on: date
    place: Place | None = None
    authorities: tuple[OtherAuthority, ...] = ()
    districts: tuple[DistrictOf, ...] = ()
    ended_on: date | None = None
    near: tuple[str, ...] = ()
    others_loaded: bool = True

    @property
    def authority(self) -> OtherAuthority | None:
        """The other authority, where there is exactly one and it is not ours as well."""
        return self.authorities[0] if len(self.authorities) == 1 and not self.districts and not self.place else None

    @property
    def sentence(self) -> str:
        """What is so, in one sentence."""
        return _SAID[self.answer](self)

    @property
    def what_to_do(self) -> str:
        """What the officer does next."""
        return _NEXT[self.answer](self)


def _listed(names: Iterable[str]) -> str:
    kept = list(names)
    return " and ".join(filter(None, [", ".join(kept[:-1]), *kept[-1:]]))


def _around(where: Where) -> str:
    return _listed([*(d.name for d in where.districts), *(a.called for a in where.authorities)])


def _lay_in(where: Where) -> str:
    return where.place.district.name if where.place else _around(where)


def _slip(where: Where) -> str:
    near = f"Did they mean {' or '.join(where.near)}? " if where.near else ""
    other = "" if where.others_loaded else " Postcodes of other authorities are not loaded, so it may lie in one."
    return f"{near}Check it with whoever sent it, or choose the team yourself.{other}"


_SAID: dict[Whereabouts, Callable[[Where], str]] = {
    Whereabouts.HERE: lambda where: f"{where.postcode} is in {_lay_in(where)}.",
    Whereabouts.ELSEWHERE: lambda where: f"{where.postcode} is in {_around(where)}, outside this authority.",
    Whereabouts.TERMINATED: lambda where: f"{where.postcode} is no longer used. It was in {_lay_in(where)}.",
    Whereabouts.NEW: lambda where: (
        f"{where.postcode} is not in the postcode file, but others like it are, in {_around(where)}: it may be new."
    ),
    Whereabouts.SLIP: lambda where: (
        f"{where.postcode} is not in the postcode file, and nothing like it is."
        if where.postcode
        else "This is not a full postcode."
    ),
    Whereabouts.NO_POSTCODE: lambda where: "No postcode was given.",
}
_NEXT: dict[Whereabouts, Callable[[Where], str]] = {
    Whereabouts.HERE: lambda where: "Allocate it to the team that serves the address.",
    Whereabouts.ELSEWHERE: lambda where: (
        f"Pass it on to {_around(where)} ({_listed(a.contact for a in where.authorities)}), and keep it open until they"
        " say that they have it. Pass on a worry about safety by phone within the hour."
    ),
    Whereabouts.TERMINATED: lambda where: "Ask for the postcode that the home has now, or choose the team yourself.",
    Whereabouts.NEW: lambda where: f"Ask for the street, and choose the team for it. It is likely in {_around(where)}.",
    Whereabouts.SLIP: _slip,
    Whereabouts.NO_POSTCODE: lambda where: (
        "Ask where the family is staying, and choose the team for that place. Having no fixed address is no reason to"
        " wait."
    ),
}
