"""What cannot be right about a row, in plain words. Never repeats what stood there: a report may be read by others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from familyhub.development.policy import NotAllowed, Notice, check_notice
from familyhub.imports.births.columns import ADDRESS, ANTENATAL, BIRTH, CHECK, DEATH, EVENTS, PRACTICE, TOTAL
from familyhub.imports.terms.rows import Mistake
from familyhub.people.policy.records import DUE_AT_EARLIEST, DUE_AT_MOST, OLDEST
from familyhub.people.typed import nhs_of, plain, postcode_of

Values = Mapping[str, str]
NAMES = ("given_name", "family_name", "mother_given_name", "mother_family_name")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
DIGIT = re.compile(r"\d")
NUMBERED = re.compile(r"(?i)(twin|triplet|baby) ?[1-9]")
REMEMBERED = 20_000
PAST = ("date_of_birth", "mother_date_of_birth", "date_of_event", "check_date", "permission_on")
DATES = (*PAST, "due_date")
NUMBERS = ("nhs_number", "mother_nhs_number")
SHAPES = {
    "sex": (r"[FMIU]", "Write F, M, I or U"),
    "outcome": (r"live|still", "Write live or still"),
    "nhs_number_status": (r"0[1-8]", "Write a status code from 01 to 08"),
    "time_of_birth": (r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?", "Write the time like 14:30"),
    "birth_order": (r"[1-9]", "Write a number from 1 to 9"),
    "births_in_pregnancy": (r"[1-9]", "Write a number from 1 to 9"),
    "gp_practice": (r"[A-Z][0-9]{5}|[A-Z][0-9A-Z]{4,7}", "Write the practice's code, like C84001"),
    "may_write": (r"[YN]", "Write Y or N"),
    "ground": (r"permission|safeguarding", "Write permission or safeguarding"),
    "month": (r"[0-9]{4}-(0[1-9]|1[0-2])", "Write the month like 2026-10"),
    "births": (r"[0-9]{1,6}", "Write a whole number"),
    "notice_number": (r".{1,60}", "Every notice needs the sender's own number, of at most 60 letters"),
}
FITS = {column: re.compile(shape).fullmatch for column, (shape, _) in SHAPES.items()}
NEEDED = {
    BIRTH: ("date_of_birth",),
    DEATH: ("date_of_birth", "date_of_event"),
    ADDRESS: ("date_of_birth", "date_of_event", "postcode"),
    PRACTICE: ("date_of_birth", "date_of_event", "gp_practice"),
    ANTENATAL: ("due_date", "mother_family_name", "mother_date_of_birth"),
    CHECK: ("date_of_birth", "check_date", "checked_by", "reason", "ground"),
    TOTAL: ("month", "births"),
}
LONGEST = {**dict.fromkeys(NAMES, 120), "address_line_1": 200, "address_line_2": 200, "town": 120}
LONGEST |= dict.fromkeys(("health_visiting_team", "midwife_team", "checked_by", "permission_by", "permission_how"), 120)


@lru_cache(maxsize=REMEMBERED)
def date_of(text: str) -> date | None:
    """A date written 2026-11-20, or None."""
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def check(values: Values, today: date) -> list[Mistake]:
    """Everything that is wrong, each with its column."""
    event = values.get("event", "")
    if event not in EVENTS:
        return [Mistake("event", f"Write one of: {', '.join(EVENTS)}")]
    found = [*_missing(values, event), *_shapes(values), *_dates(values, today), *_names(values), *_numbers(values)]
    return found or list(_together(values, event, today))


def _missing(values: Values, event: str) -> Iterator[Mistake]:
    for column in NEEDED[event]:
        if not values.get(column):
            yield Mistake(column, f"It is missing, and {event} needs it")
    if (
        event in {DEATH, ADDRESS, PRACTICE, BIRTH, CHECK}
        and not values.get("family_name")
        and not values.get("nhs_number")
    ):
        yield Mistake("family_name", "Give an NHS number or a family name")


def _shapes(values: Values) -> Iterator[Mistake]:
    for column, text in values.items():
        if text and column in FITS and not FITS[column](text):
            yield Mistake(column, SHAPES[column][1])
        elif len(text) > LONGEST.get(column, len(text)):
            yield Mistake(column, f"It has more than {LONGEST[column]} letters")
    if not values.get("notice_number"):
        yield Mistake("notice_number", SHAPES["notice_number"][1])
    if values.get("postcode") and not postcode_of(values["postcode"]):
        yield Mistake("postcode", "Write a full postcode, like NG18 1AE")


def _dates(values: Values, today: date) -> Iterator[Mistake]:
    for column in DATES:
        text = values.get(column, "")
        day = date_of(text) if text else None
        if text and day is None:
            yield Mistake(column, "Write the date like 2026-11-20")
        elif day and column in PAST and day > today:
            yield Mistake(column, "The date must be today or in the past")
        elif day and day < today - timedelta(days=366 * OLDEST):
            yield Mistake(column, f"The date is more than {OLDEST} years ago")


def _names(values: Values) -> Iterator[Mistake]:
    for column in NAMES:
        text = values.get(column, "")
        if text and not plain(text):
            yield Mistake(column, "It holds no letters")
        elif DIGIT.search(text) and not NUMBERED.fullmatch(text):
            yield Mistake(column, "A name holds no numbers: are two columns swapped?")
        elif not text.isascii() and len(scripts_of(text)) > 1:
            yield Mistake(column, "It is written in two alphabets: write the name in one of them")


def scripts_of(text: str) -> set[str]:
    """The alphabets of its letters: LATIN, CYRILLIC, ARABIC …"""
    return {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}


def _numbers(values: Values) -> Iterator[Mistake]:
    for column in NUMBERS:
        if values.get(column) and nhs_of(values[column]) is None:
            yield Mistake(column, "It is no NHS number: it has ten digits, and the last one checks the others")
    if values.get("nhs_number") and values.get("nhs_number") == values.get("mother_nhs_number"):
        yield Mistake("mother_nhs_number", "Mother and child have the same number")


def _together(values: Values, event: str, today: date) -> Iterator[Mistake]:
    """What only shows when the columns by themselves are right."""
    born, happened = date_of(values.get("date_of_birth", "")), date_of(values.get("date_of_event", ""))
    if event == DEATH and born and happened and happened < born:
        yield Mistake("date_of_event", "The death is before the birth")
    mother = date_of(values.get("mother_date_of_birth", ""))
    if event == BIRTH and born and mother and not 10 <= (born - mother).days // 365 <= 65:
        yield Mistake("mother_date_of_birth", "The mother would have been younger than 10 or older than 65: swapped?")
    order, births = values.get("birth_order", ""), values.get("births_in_pregnancy", "")
    if order and births and int(order) > int(births):
        yield Mistake("birth_order", "It is more than the births in the pregnancy")
    due = date_of(values.get("due_date", ""))
    if event == ANTENATAL and due and not today - DUE_AT_EARLIEST <= due <= today + DUE_AT_MOST:
        yield Mistake("due_date", "It must be within 40 weeks from today and not more than 4 weeks ago")
    if event == CHECK:
        yield from _ground(values, today)


def tidy(values: Values) -> dict[str, str]:
    """The same with each number in one form, so that two spellings of one number are one."""
    numbers = {column: nhs_of(values[column]) or values[column] for column in NUMBERS if values.get(column)}
    return {**values, **numbers}


def notice_of(values: Values) -> Notice:
    """The notice after a 14-day check, as development takes it."""
    return Notice(
        checked_on=date_of(values.get("check_date", "")) or date.min,
        reason=values.get("reason", ""),
        ground=values.get("ground", ""),
        given_by=values.get("permission_by", ""),
        given_on=date_of(values.get("permission_on", "")),
        given_how=values.get("permission_how", ""),
        basis=values.get("safeguarding_basis", ""),
        team=values.get("checked_by", ""),
    )


COLUMN_OF = {
    "checked_on": "check_date",
    "given_by": "permission_by",
    "given_on": "permission_on",
    "given_how": "permission_how",
    "basis": "safeguarding_basis",
}


def _ground(values: Values, today: date) -> Iterator[Mistake]:
    """Without permission or a recorded basis the row is refused before it is kept."""
    try:
        check_notice(notice_of(values), date_of(values.get("date_of_birth", "")), today)
    except NotAllowed as refused:
        yield Mistake(COLUMN_OF.get(refused.field, refused.field), str(refused))
