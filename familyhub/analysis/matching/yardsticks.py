"""Two others to measure ours by: plain Splink, and the vaccination service's rule of three out of four.

Both see the same rows. Neither sees the truth; the caller holds it against what they say.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

Row = dict[str, str]
FOUR = ("given_name", "family_name", "date_of_birth", "postcode")
COMPARED = ("record_id", "given_name", "middle_name", "family_name", "date_of_birth", "sex", "postcode")
DRAWN = 1_000_000
FOUND_BY_EXACT = 0.7
LEAST_WEIGHT = -8


def three_of_four(register: Sequence[Row], incoming: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Places of pairs of which three of forename, surname, date of birth and postcode are exactly the same."""
    shelves: list[dict[tuple[str, ...], list[int]]] = [defaultdict(list) for _ in FOUR]
    for place, row in enumerate(register):
        for shelf, key in zip(shelves, _threes(row), strict=True):
            if all(key):
                shelf[key].append(place)
    for place, row in enumerate(incoming):
        keys = zip(shelves, _threes(row), strict=True)
        yield from ((found, place) for found in sorted({f for shelf, key in keys for f in shelf.get(key, ())}))


def _threes(row: Row) -> list[tuple[str, ...]]:
    values = [row[column].strip().lower() for column in FOUR]
    return [tuple(values[:left_out] + values[left_out + 1 :]) for left_out in range(len(FOUR))]


def plain_splink(register: Sequence[Row], incoming: Sequence[Row]) -> list[tuple[float, str, str]]:
    """Weight (log2 odds), record id on the register, record id coming in: Splink much as its demonstrations use it."""
    from splink import DuckDBAPI

    with quiet():
        database = DuckDBAPI()
        linker = trained([database.register(_table(rows)) for rows in (register, incoming)])
        found = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT).as_record_list()
    return list(_pairs(found, {row["record_id"] for row in register}))


def trained(sides: Sequence[Any]) -> Any:
    """Plain Splink's linker of two tables with the columns COMPARED, its parameters estimated from them."""
    from splink import Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="link_only",
        unique_id_column_name="record_id",
        comparisons=_comparisons(),
        blocking_rules_to_generate_predictions=[
            block_on("given_name", "family_name"),
            block_on("date_of_birth"),
            block_on("family_name", "postcode"),
            block_on("given_name", "postcode"),
            block_on("substr(given_name, 1, 1)", "family_name", "substr(date_of_birth, 1, 4)"),
        ],
    )
    linker = Linker(list(sides), settings)
    training = linker.training
    exact = block_on("given_name", "family_name", "date_of_birth")
    training.estimate_probability_two_random_records_match([exact], recall=FOUND_BY_EXACT)
    training.estimate_u_using_random_sampling(max_pairs=DRAWN, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("given_name", "family_name"))
    training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    return linker


def _comparisons() -> list[Any]:
    import splink.comparison_library as library

    return [
        library.NameComparison("given_name").configure(term_frequency_adjustments=True),
        library.NameComparison("family_name").configure(term_frequency_adjustments=True),
        library.DateOfBirthComparison("date_of_birth", input_is_string=True),
        library.PostcodeComparison("postcode"),
        library.ExactMatch("sex"),
        library.JaroWinklerAtThresholds("middle_name", [0.9]),
    ]


def _table(rows: Sequence[Row]) -> Any:
    import pyarrow

    return pyarrow.table({c: pyarrow.array([row[c] or None for row in rows], pyarrow.string()) for c in COMPARED})


def _pairs(found: list[dict[str, Any]], known: set[str]) -> Iterator[tuple[float, str, str]]:
    for pair in found:
        one, other = pair["record_id_l"], pair["record_id_r"]
        yield (pair["match_weight"], one, other) if one in known else (pair["match_weight"], other, one)


@contextmanager
def quiet() -> Iterator[None]:
    """Splink tells each step of its training; here only the outcome is wanted."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
