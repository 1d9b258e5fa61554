"""The rules of a copy's way out of the house, as plain Python: who signs, when it is stale, how it is handed over."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping

from familyhub.casework.policy.plans import text_problem
from familyhub.casework.terms.releases import (
    LONGEST_COPY,
    LONGEST_PARTICULAR,
    LONGEST_REASON,
    MOST_PARTICULARS,
    GivenBy,
    ReleaseState,
)

CHANGED = "What this person may be told has changed since: make a new copy"
TOO_SHORT = 10


def begin_problem(*, is_of_family: bool, is_dead: bool, is_unborn: bool) -> str:
    """Why no copy can be made for somebody; "" when one can."""
    if not is_of_family:
        return "Choose somebody of this family: a copy is made for one of them alone"
    if is_dead:
        return "This person has died: nothing is made for them"
    return "No copy is made for an unborn child" if is_unborn else ""


def ready_problem(*, is_empty: bool, length: int) -> str:
    """Why a copy cannot be put forward; "" when it can."""
    if is_empty:
        return "Nothing of this document may go to this person: there is nothing to copy. Talk with them instead"
    if length > LONGEST_COPY:
        return f"This copy has {length:,} characters and can hold {LONGEST_COPY:,}: take more out"
    return ""


def sign_problem(state: ReleaseState, *, by: uuid.UUID | None, made_by: uuid.UUID | None, who: str = "") -> str:
    """Why they cannot sign; "" when they can. `who` signed before."""
    if state is ReleaseState.SIGNED:
        return f"{who or 'Somebody else'} signed it already"
    if state is not ReleaseState.WAITS:
        return "It does not wait for a signature"
    return "Somebody else must sign what you prepared" if by is None or by == made_by else ""


def stale_problem(*, is_dead: bool, is_whole: bool, is_within: bool) -> str:
    """Why what was signed may not be handed over now; "" when it may."""
    if is_dead:
        return "This person has died: nothing is sent to them any more"
    return "" if is_whole and is_within else CHANGED


def given_problem(how: GivenBy, *, is_posted: bool) -> str:
    """Post goes where somebody said that post is safe, and to no protected address."""
    if how is GivenBy.POST and not is_posted:
        return "No address is on record where post is safe for them: hand it over, or send it by secure email"
    return ""


def particular_problem(words: str, already: int) -> str:
    """Why this cannot be kept as something that no copy holds; "" when it can."""
    if already >= MOST_PARTICULARS:
        return f"{MOST_PARTICULARS} are kept already"
    if not re.search(r"\w{2}", words):
        return "Write a name, a place or a word of at least two letters"
    return text_problem(words, "Write what no copy may hold", LONGEST_PARTICULAR)


def take_back_problem(words: str, *, waits: bool) -> str:
    """Why what no copy holds cannot be taken back now; "" when it can. `waits`: does a copy wait for a signature?"""
    if waits:
        return "A copy waits for a signature, and whoever signs read it without this: have it sent back first"
    return text_problem(words, "Say why it was wrong to add it", LONGEST_REASON)


def necessity_problem(words: str) -> str:
    """Why this does not say enough; "" when it does."""
    return "" if len(words.strip()) >= TOO_SHORT else f"Say why they need it, in at least {TOO_SHORT} characters"


def found_in(text: str, facts: Mapping[str, str] | Collection[str]) -> list[str]:
    """Which of these stand in a text, whatever its case and spaces; a telephone number however it is written."""
    flat, digits = _flat(text), re.sub(r"\D", "", text)
    found = []
    for fact in facts:
        number = re.sub(r"\D", "", fact)
        is_phone = len(number) >= TOO_SHORT and not re.search(r"[A-Za-z@]", fact)
        if is_phone:
            if number.removeprefix("44").removeprefix("0") in digits:
                found.append(fact)
        elif _flat(fact).strip() and _flat(fact) in flat:
            found.append(fact)
    return found


def _flat(text: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    return f" {words} "
