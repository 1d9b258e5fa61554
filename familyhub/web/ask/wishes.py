"""What a parent can ask help with, in plain words, and the need that each stands for in a framework of codes."""

from __future__ import annotations

from familyhub.referrals.new import NewNeed
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.refer import days

FRAMEWORK = "sf"
WISHES = {
    "5": "Getting on better at home",
    "2": "Helping my child play, talk and get ready for school",
    "1": "School or college",
    "3": "Feeling well, in body or in mind",
    "9": "Housing",
    "10": "Money, debt or work",
    "6": "Keeping my child safe",
    "8": "Somebody at home hurts or scares us",
    "4": "Drink or drugs",
    "7": "Trouble with the police",
}


YOUNG = {code: words for code, words in WISHES.items() if code != "2"} | {"6": "Keeping safe"}


def wishes(said: dict[str, str] = WISHES) -> list[tuple[str, str]]:
    """The wishes whose code is in use today; none when the authority has another framework."""
    day = days.today()
    if FRAMEWORK not in {one.code for one in vocabulary.frameworks(day)}:
        return []
    known = {one.code for one in vocabulary.needs(FRAMEWORK, day)}
    return [(code, words) for code, words in said.items() if code in known]


def young_wishes() -> list[tuple[str, str]]:
    """The same for a young person who asks for themselves."""
    return wishes(YOUNG)


def needs_from(chosen: list[str], said: dict[str, str] = WISHES) -> tuple[NewNeed, ...]:
    """The wishes that were ticked, in the parent's own choice of words."""
    return tuple(NewNeed(FRAMEWORK, code, f"Ticked: {said[code]}") for code in chosen)
