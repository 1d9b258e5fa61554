"""A feed of births as health would send it to the demonstration: twins, a death in between, and what is uncertain.

Nobody here exists: the NHS numbers begin with 999, which is given to nobody.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import cycle

from familyhub.core.asker import Asker
from familyhub.people import actions as people
from familyhub.people.new import NewAddress, NewName, NewPerson
from familyhub.people.terms import Sex

NAME = "births-demonstration.csv"
FAMILIES = ("Template", "Fixture", "Gauge", "Mockingham", "Notional", "Makebelieve", "Figment", "Standin")
BABIES = ("Ada", "Bo", "Cleo", "Dov", "Esme", "Finn", "Gwen", "Hal")
KNOWN = NewName("Wren", "Dummett")
"""A baby whom the front door has on record already, without a number."""
ALONE, BORN_DAYS_AGO = 8, 6
Row = dict[str, str]


def numbers() -> Iterator[str]:
    """Invented NHS numbers whose check digit is right."""
    for count in range(500_000, 1_000_000):
        digits = f"999{count}"
        check = 11 - sum(int(d) * weight for d, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            yield digits + str(check % 11)


def register_known(postcode: str, today: date, by: Asker, at: datetime) -> None:
    """The baby who is on record before the feed comes, without an NHS number."""
    home = NewAddress(line1="4 Sample Street", town="Exampleton", postcode=postcode)
    born = today - timedelta(days=BORN_DAYS_AGO)
    people.register(new=NewPerson(names=(KNOWN,), born_on=born, sex=Sex.FEMALE, addresses=(home,)), by=by, at=at)


def a_feed(today: date, postcodes: Sequence[str]) -> bytes:
    """The file, its births of the last fortnight."""
    told = enumerate(_rows(today, postcodes), start=1)
    rows = [{"notice_number": f"DEMO-{number}", **row} for number, row in told]
    columns = sorted({column for row in rows for column in row}, key=lambda column: (column != "event", column))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _rows(today: date, postcodes: Sequence[str]) -> Iterator[Row]:
    number, places = numbers(), cycle(postcodes)
    alone = [
        _birth(count, next(number), today - timedelta(days=3 + count), next(places), next(number))
        for count in range(ALONE)
    ]
    yield from alone
    mother, place, born = next(number), next(places), today - timedelta(days=5)
    twins = [_birth(ALONE, next(number), born, place, mother) | _twin(order) for order in (1, 2)]
    yield from twins
    # one dies in between: the other is welcomed, and no letter speaks of the first
    yield _of(twins[1], "death") | {"date_of_event": str(today - timedelta(days=1))}
    yield from _uncertain(today, postcodes[0], twins[0])
    yield _of(alone[0], "address") | {
        "date_of_event": str(today),
        "address_line_1": "9 Sample Street",
        "postcode": postcodes[-1],
    }
    yield _birth(1, "9990000000", today, next(places), "") | {"given_name": "Ivo"}


def _uncertain(today: date, postcode: str, twin: Row) -> Iterator[Row]:
    """The baby whom the front door knows; and a notice that may be of either twin."""
    born = today - timedelta(days=BORN_DAYS_AGO)
    yield _birth(2, "", born, postcode, "") | {
        "given_name": KNOWN.given,
        "family_name": KNOWN.family,
        "mother_family_name": KNOWN.family,
        "address_line_1": "4 Sample Street",
        "sex": "F",
    }
    untold = ("nhs_number", "given_name", "birth_order", "births_in_pregnancy", "sex")
    yield {column: "" if column in untold else value for column, value in twin.items()}


def _twin(order: int) -> Row:
    return {"given_name": f"Twin {order}", "birth_order": str(order), "births_in_pregnancy": "2"}


def _of(row: Row, event: str) -> Row:
    kept = ("nhs_number", "given_name", "family_name", "date_of_birth")
    return {"event": event} | {column: row[column] for column in kept}


def _birth(count: int, number: str, born: date, postcode: str, mother: str) -> Row:
    family = FAMILIES[count % len(FAMILIES)]
    return {
        "event": "birth",
        "nhs_number": number,
        "given_name": BABIES[count % len(BABIES)],
        "family_name": family,
        "date_of_birth": str(born),
        "sex": "FM"[count % 2],
        "mother_nhs_number": mother,
        "mother_given_name": "Testina",
        "mother_family_name": family,
        "mother_date_of_birth": f"{1988 + count % 12}-0{1 + count % 9}-1{count % 9}",
        "address_line_1": f"{count + 11} Sample Street",
        "town": "Exampleton",
        "postcode": postcode,
        "gp_practice": "C84001",
        "health_visiting_team": "Health visiting",
        "may_write": "Y",
    }
