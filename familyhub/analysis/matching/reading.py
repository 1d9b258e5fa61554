"""Reading any CSV file of people by a mapping that names its columns. What cannot be used is refused in plain words."""

from __future__ import annotations

import csv
import difflib
import io
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from familyhub.analysis.matching.facts import Facts, facts_of
from familyhub.analysis.matching.known import Home, Known

KEYS = (
    "record_id", "given_name", "middle_name", "family_name", "date_of_birth", "sex", "house_number", "street", "town",
    "postcode", "nhs_number",
)  # fmt: skip
FORMATS = ("%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%d %b %Y", "%d %B %Y", "%m/%d/%Y")
WORDS = {"YYYY": "%Y", "MMMM": "%B", "MMM": "%b", "YY": "%y", "MM": "%m", "DD": "%d"}
FEBRL = re.compile(r"(rec-\d+)-(?:org|dup-\d+)")
NEVER_TOLD = {"", "nan", "null", "none", "na", "n/a", "nk", "unknown", "not known", "\\n"}
EARLIEST = 1850


class BadInput(Exception):
    """A file cannot be used; the text names it, the place in it and what to do."""


@dataclass(frozen=True)
class Mapping:
    """Which column is which. `born_format` is "" where the file's own habit is to be found out."""

    columns: dict[str, str]
    born_format: str = ""


@dataclass
class People:
    """A file, read: what is compared, and apart from it who is who, which no matcher sees."""

    facts: list[Facts]
    truth: list[str]
    dates_not_read: int = 0
    record_ids: list[str] = field(default_factory=list)


def read_mapping(path: Path) -> Mapping:
    """The mapping in a TOML file. Errors: BadInput."""
    data = _toml(path)
    columns = data.get("columns")
    if not isinstance(columns, dict):
        raise BadInput(f'{path}: there is no [columns]. Begin with [columns] and lines like given_name = "first_name".')
    columns = dict(columns)
    written = columns.pop("date_of_birth_format", data.get("date_of_birth_format", ""))
    unknown = [key for key in columns if key not in KEYS]
    if unknown:
        raise BadInput(f"{path}: [columns] has {unknown[0]}, which is no key. The keys are {', '.join(KEYS)}.")
    for key, column in [*columns.items(), ("date_of_birth_format", written)]:
        if not isinstance(column, str):
            raise BadInput(f"{path}: {key} must be a text in quotes, such as the name of a column.")
    named = {key: column.strip() for key, column in columns.items() if column.strip()}
    _check_named(path, named)
    return Mapping(named, _format_of(path, written.strip()))


def _check_named(path: Path, named: dict[str, str]) -> None:
    if not set(named) - {"record_id"}:
        raise BadInput(
            f"{path}: [columns] names nothing to compare. Name at least a name, a date of birth or a number."
        )
    owners: dict[str, str] = {}
    for key, column in named.items():
        if column in owners:
            raise BadInput(f"{path}: the column {column} is given both as {owners[column]} and as {key}.")
        if key != "record_id":
            owners[column] = key


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInput(f"{path}: cannot be opened ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: is not TOML: {error}.") from error


def _format_of(path: Path, written: str) -> str:
    """A format of strptime; YYYY, MM and DD are understood too. Errors: BadInput."""
    made = written
    if written and "%" not in written:
        made = re.sub("YYYY|MMMM|MMM|YY|MM|DD", lambda found: WORDS[found.group()], written.upper())
    needed = (("%Y", "%y"), ("%m", "%b", "%B"), ("%d",))
    is_whole = all(any(part in made for part in parts) for parts in needed) or made in ("%x", "%c", "%F", "%D")
    if made and not is_whole:
        raise BadInput(f'{path}: date_of_birth_format "{written}" lacks year, month or day. Write it like "%d/%m/%Y".')
    return {"%F": "%Y-%m-%d", "%D": "%m/%d/%y"}.get(made, made)


def read_people(path: Path, mapping: Mapping, truth: str) -> People:
    """Everybody in a CSV file. Errors: BadInput naming file, row and column."""
    header, rows = _table(path)
    places = {key: _place(path, header, column) for key, column in mapping.columns.items()}
    truth_place = _place(path, header, truth)
    hidden = [key for key, place in places.items() if place == truth_place and key != "record_id"]
    if hidden:
        raise BadInput(f"{path}: the truth column {truth} is mapped as {hidden[0]} too. The matcher must not see it.")
    born, not_read = _dates(path, mapping, rows, places)
    return People(
        facts=[facts_of(_known(row, places, day)) for row, day in zip(rows, born, strict=True)],
        truth=_truths([row[truth_place].strip() for row in rows]),
        dates_not_read=not_read,
        record_ids=[row[places["record_id"]].strip() for row in rows] if "record_id" in places else [],
    )


def _place(path: Path, header: Sequence[str], column: str) -> int:
    for place, name in enumerate(header):
        if name == column.strip():
            return place
    folded = [name.lower() for name in header]
    if folded.count(column.strip().lower()) == 1:
        return folded.index(column.strip().lower())
    near = difflib.get_close_matches(column, header, 1)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise BadInput(f"{path}: has no column {column}.{meant} Its columns are {', '.join(header)}.")


def _table(path: Path) -> tuple[list[str], list[list[str]]]:
    text = _text(path)
    first = text.partition("\n")[0]
    separator = max(",;\t|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    try:
        lines = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise BadInput(f"{path}: line {reader.line_num} is not CSV: {error}.") from error
    if len(lines) < 2:
        raise BadInput(f"{path}: has no rows. The first line names the columns, each further line is a person.")
    header = [name.strip() for name in lines[0][1]]
    twice = [name for name in header if name and header.count(name) > 1]
    if twice:
        raise BadInput(f"{path}: has the column {twice[0]} twice. Rename one of them.")
    for number, row in lines[1:]:
        if len(row) != len(header):
            raise BadInput(f"{path}: line {number} has {len(row)} fields and the header has {len(header)}.")
    return header, [row for _, row in lines[1:]]


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path}: cannot be opened ({error.strerror}).") from error
    if raw[:2] in (b"PK", b"\xd0\xcf"):
        raise BadInput(f"{path}: is a spreadsheet. Save it as CSV first.")
    if b"\0" in raw:
        raise BadInput(f"{path}: holds bytes that no text has. Save it as CSV in UTF-8.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _dates(
    path: Path, mapping: Mapping, rows: list[list[str]], places: dict[str, int]
) -> tuple[list[date | None], int]:
    """Each row's date of birth, and how many are written but no date. Errors: BadInput where most are not read."""
    if "date_of_birth" not in places:
        return [None] * len(rows), 0
    place = places["date_of_birth"]
    written = [row[place].strip() for row in rows]
    told = [text for text in written if text.lower() not in NEVER_TOLD]
    formats = (mapping.born_format,) if mapping.born_format else FORMATS
    sample = told[:2000]
    chosen = max(formats, key=lambda form: sum(_day(text, form) is not None for text in sample))
    born = [_day(text, chosen) for text in written]
    not_read = len(told) - sum(day is not None for day in born)
    if not_read * 2 > len(told):
        number = next(n for n, (text, day) in enumerate(zip(written, born, strict=True), 2) if text in told and not day)
        raise BadInput(
            f"{path}: row {number}, column {mapping.columns['date_of_birth']}: "
            f'"{written[number - 2]}" is not a date written like {chosen}, nor are most. Set date_of_birth_format.'
        )
    return born, not_read


def _day(text: str, form: str) -> date | None:
    try:
        day = datetime.strptime(text, form).date()
    except ValueError:
        short = re.match(r"^(.*?)[T ]\d\d?:\d\d", text)  # a time of day behind the date
        return _day(short.group(1), form) if short and "%H" not in form else None
    return day if day.year >= EARLIEST else None


def _known(row: list[str], places: dict[str, int], born: date | None) -> Known:
    def cell(key: str) -> str:
        text = row[places[key]].strip() if key in places else ""
        return "" if text.lower() in NEVER_TOLD else text

    home = Home(cell("house_number"), cell("street"), cell("town"), cell("postcode"))
    return Known(
        given=cell("given_name"),
        middle=cell("middle_name"),
        family=cell("family_name"),
        born_on=born,
        sex=cell("sex"),
        homes=(home,),
        nhs_number=cell("nhs_number"),
    )


def _truths(written: list[str]) -> list[str]:
    """Who is who. An empty one is somebody whom nobody else is; FEBRL's ids say the person before the last words."""
    found = [FEBRL.fullmatch(text) for text in written]
    if all(found):
        return [match.group(1) for match in found if match]
    return [text or f"\0{number}" for number, text in enumerate(written)]
