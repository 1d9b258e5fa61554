"""Why two people may be one, as a person would say it: what agrees first, then what differs and what that may mean."""

from __future__ import annotations

from typing import Protocol

from familyhub.analysis.matching.comparing import BY_CODE, COMPARISONS

COULD_BE = {
    "twin": "could be a twin",
    "namesake": "could be parent and child of one name",
    "kin": "could be a sibling or another of the family",
}
WORTH_SAYING = 0.05
"""From this probability on, the family tie is said."""
DIFFERS = 1
HOME = ("house", "street", "postcode")


class Compared(Protocol):
    """What the reasons are made from."""

    @property
    def levels(self) -> dict[str, int]: ...

    @property
    def is_old_home(self) -> bool: ...

    def of(self, who: str) -> float: ...


def reasons_for(compared: Compared) -> tuple[str, ...]:
    """Each reason by itself; the last ones speak against, and say who else it could be."""
    levels = compared.levels
    spoken = [c for c in COMPARISONS if not c.is_of_place and levels[c.code] and c.words[levels[c.code]]]
    order = sorted(spoken, key=lambda c: ("born", "nhs", "family", "given").index(c.code) if c.code in FIRST else 9)
    agree = [c.words[levels[c.code]] for c in order if levels[c.code] != DIFFERS]
    differ = [c.words[levels[c.code]] for c in order if levels[c.code] == DIFFERS]
    where = _where(levels, is_old=compared.is_old_home)
    if where.endswith("differs"):
        differ.append(where)
    elif where:
        agree.append(where)
    tie = _tie(compared)
    if tie:
        differ = [*differ[:-1], f"{differ[-1]}: {tie}"] if differ else [tie]
    return (*agree, *differ)


FIRST = {"born", "nhs", "family", "given"}


def _tie(compared: Compared) -> str:
    who = max(COULD_BE, key=compared.of)
    return COULD_BE[who] if compared.of(who) >= WORTH_SAYING else ""


def _where(levels: dict[str, int], *, is_old: bool) -> str:
    told = [levels[code] for code in HOME if levels[code]]
    if not told:
        return ""
    which = "previous address" if is_old else "address"
    same = [levels[code] == len(BY_CODE[code].levels) - 1 for code in HOME if levels[code]]
    if all(same) and len(told) > 1:
        return "previous address matches" if is_old else "same address"
    if levels["postcode"] == BY_CODE["postcode"].level("same"):
        return f"{which} has the same postcode"
    if levels["street"] > DIFFERS and levels["house"] != DIFFERS:
        return f"{which} nearly the same"
    return f"{which} differs"
