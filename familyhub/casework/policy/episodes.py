"""The rules of casework, as plain Python."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from familyhub.casework.terms.episodes import FACE_TO_FACE, FACES, LONGEST, ContactKind, Part, Tier, WhyNotSeen

TIERS = {1: Tier.UNIVERSAL, 2: Tier.TARGETED, 3: Tier.TARGETED, 4: Tier.SPECIALIST}
TABLE_LINES, TABLE_TABS = 4, 2


def tier_of(level: int | None) -> Tier:
    """The tier of support for a level of need (S2-10); without a level the one for which the front door allocates."""
    return TIERS.get(level or 0, Tier.TARGETED)


def hand_over_problem(*, is_open: bool, same: bool, words: str) -> str:
    """Why it cannot be handed over so; "" when it can."""
    if not is_open:
        return "This episode is closed: open it again first"
    if same:
        return "They work with this family already"
    return "" if words.strip() else "Say what whoever takes over needs to know"


def close_problem(*, is_open: bool, words: str) -> str:
    """Why it cannot be closed so; "" when it can."""
    if not is_open:
        return "This episode is closed already"
    return "" if words.strip() else "Say what came of the help"


def reopen_problem(*, is_open: bool, has_other: bool, words: str) -> str:
    """Why it cannot be opened again; "" when it can."""
    if is_open:
        return "This episode is open"
    if has_other:
        return "This child has another open episode of this kind: go on there"
    return "" if words.strip() else "Say why it is opened again"


def looks_like_table(words: str) -> bool:
    """Was a spreadsheet pasted? Several lines, each with several columns."""
    return sum(line.count("\t") >= TABLE_TABS for line in words.splitlines()) >= TABLE_LINES


def words_problem(words: str) -> str:
    """What is wrong with the words of a note; "" when nothing is."""
    if not words.strip():
        return "Say what happened"
    if len(words) > LONGEST:
        return (
            f"The note has {len(words):,} characters and can hold {LONGEST:,}: nothing is lost, it is kept as a draft. "
            "Shorten it, or write it as several notes"
        )
    if looks_like_table(words):
        return (
            "This looks like part of a spreadsheet, which a note would not keep in order: nothing is lost, it is kept "
            "as a draft. Say in words what it shows"
        )
    return ""


def moment_problem(happened_at: datetime, now: datetime) -> str:
    """A contact that has not been yet is no contact."""
    return "The contact cannot be in the future" if happened_at > now else ""


def seen_problem(kind: ContactKind, part: Part | None, why: WhyNotSeen | None, *, is_child: bool) -> str:
    """Face to face, each child is accounted for: seen alone, with others, or not and why; "" when that is so."""
    if part in FACES and kind not in FACE_TO_FACE:
        return "Nobody is seen face to face in this kind of contact"
    if not is_child:
        return ""
    if part is Part.NOT_SEEN:
        return "" if why else "Say why they were not seen"
    if kind in FACE_TO_FACE and part not in FACES:
        return "Say if they were seen alone, with others there, or not seen"
    return ""


def seen_words(parts: Collection[Part]) -> str:
    """How many were seen, for a sentence that names nobody: "2 seen face to face, 1 of them alone; 1 not seen"."""
    seen, alone = sum(part in FACES for part in parts), sum(part is Part.ALONE for part in parts)
    missed = sum(part is Part.NOT_SEEN for part in parts)
    said = [f"{seen} seen face to face" + (f", {alone} of them alone" if alone else "")] if seen else []
    return "; ".join([*said, f"{missed} not seen"] if missed else said)
