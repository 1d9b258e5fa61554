"""The rules of needs and family plans, as plain Python."""

from __future__ import annotations

from collections.abc import Collection

from familyhub.casework.plan_terms import LONGEST_WORDS, MOST_NEEDS, NO_NEED, RESTRICTED_CODES, NeedState
from familyhub.casework.policy import looks_like_table

SPREADSHEET = "This looks like part of a spreadsheet, which would not keep its order here: say in words what it shows"


def text_problem(words: str, missing: str, longest: int = LONGEST_WORDS) -> str:
    """What is wrong with words that must be there; "" when nothing is."""
    if not words.strip():
        return missing
    if len(words) > longest:
        return f"This has {len(words):,} characters and can hold {longest:,}: shorten it"
    return SPREADSHEET if looks_like_table(words) else ""


def need_problem(*, framework: str, code: str, in_use: Collection[str], words: str, already: int) -> str:
    """Why a need cannot be recorded so; "" when it can. `in_use`: the framework's codes on that day."""
    if (framework, code) in NO_NEED:
        return "This code says that there is no need: nothing is recorded under it"
    if code not in in_use:
        return "Choose a need from the list"
    if already >= MOST_NEEDS:
        return f"This family has {already} needs recorded: set some of them right before you add more"
    return text_problem(words, "Say what is needed, in words the family would use")


def is_restricted(framework: str, code: str) -> bool:
    """Is the name of this need itself for the compartment of the case alone (S4-36)?"""
    return (framework, code) in RESTRICTED_CODES


def state_problem(*, now: NeedState, new: NeedState, words: str) -> str:
    """Why a need cannot change its state so; "" when it can."""
    if now is new:
        return "It stands so already"
    return text_problem(words, "Say what shows it")
