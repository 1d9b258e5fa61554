"""`familyhub match evaluate` as somebody at a keyboard meets it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from familyhub.cli import _app
from familyhub.cli.bench import matching as bench
from familyhub.demo.town import COLUMNS, make_town

MAP = "[columns]\n" + "\n".join(f'{column} = "{column}"' for column in COLUMNS[:-1])
FIGURES = {
    "precision", "recall", "f1", "wrong_per_100_new", "auto_wrong_per_100_new", "shown_recall", "review_per_100",
    "recall_at_1", "recall_at_3", "recall_at_5", "seconds", "threshold",
}  # fmt: skip


def run(*words: object) -> tuple[int, str, str]:
    """(exit code, stdout, stderr)."""
    done = CliRunner().invoke(_app(), ["match", "evaluate", *map(str, words)])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files of a small town and a mapping of all their columns."""
    here, town = tmp_path_factory.mktemp("match"), make_town(11, 120)
    for name, rows in (("a.csv", town.register), ("b.csv", town.incoming)):
        with (here / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
    (here / "map.toml").write_text(MAP)
    return here


def given(folder: Path, mapping: str = "map.toml", left: str = "a.csv", right: str = "b.csv") -> list[object]:
    """The options for two files."""
    files = ["--register", folder / left, "--incoming", folder / right]
    return [*files, "--truth", "person", "--map", folder / mapping]


def figures(*words: object) -> dict[str, Any]:
    """The JSON of a run that went well."""
    code, out, error = run(*words, "--json")
    assert code == 0, error
    return json.loads(out)


def test_two_files_give_every_figure(folder: Path) -> None:
    found = figures(*given(folder))
    assert set(found) >= FIGURES
    assert found["recall"] >= 0.97 and found["auto_wrong_per_100_new"] == 0.0 and found["shown_recall"] >= 0.98
    assert found["automatic_pairs"] > 60 and found["automatic_wrong_pairs"] == 0


def test_one_file_is_matched_within_itself(folder: Path) -> None:
    found = figures("--within", folder / "b.csv", "--truth", "person", "--map", folder / "map.toml")
    assert set(found) >= FIGURES and found["true_pairs"] == 0 and found["wrong_per_100_new"] <= 1


def test_the_figures_are_told_in_words_too(folder: Path) -> None:
    code, out, _ = run(*given(folder))
    assert code == 0 and "wrong per 100 new: " in out and "recall at 5: " in out


@pytest.mark.parametrize(
    "keys",
    [["given_name", "family_name", "date_of_birth"], ["family_name", "postcode"], ["nhs_number"], ["date_of_birth"]],
)
def test_any_column_may_be_missing(folder: Path, keys: list[str]) -> None:
    (folder / "few.toml").write_text("[columns]\n" + "\n".join(f'{key} = "{key}"' for key in keys))
    assert set(figures(*given(folder, "few.toml"))) >= FIGURES


def test_the_matcher_does_not_see_the_truth(folder: Path) -> None:
    """With the truth shuffled, the same pairs are linked and all that changes is what is held against them."""
    with (folder / "b.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "shuffled.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows({**row, "person": f"nobody {n}"} for n, row in enumerate(rows))
    one, other = figures(*given(folder)), figures(*given(folder, right="shuffled.csv"))
    assert one["linked_pairs"] == other["linked_pairs"] and one["candidate_pairs"] == other["candidate_pairs"]
    assert other["precision"] == 0.0 and other["recall"] is None


LINES = [
    "id;vorname;name;geb;wer",
    "1;Testina;Example;04/03/2020;x",
    "2;Mocka;Example;05/03/2018;y",
    "3;Tess;Sample;;x",
]
ODD_MAP = '[columns]\nrecord_id="id"\ngiven_name="vorname"\nfamily_name="name"\ndate_of_birth="geb"\n'


@pytest.mark.parametrize("form", ["", 'date_of_birth_format = "%d/%m/%Y"', 'date_of_birth_format = "DD/MM/YYYY"'])
def test_other_separators_and_ways_to_write_a_date(tmp_path: Path, form: str) -> None:
    (tmp_path / "odd.csv").write_text("\ufeff" + "\r\n".join(LINES) + "\r\n", encoding="utf-8")
    (tmp_path / "map.toml").write_text(f"{form}\n{ODD_MAP}")
    found = figures("--within", tmp_path / "odd.csv", "--truth", "wer", "--map", tmp_path / "map.toml")
    assert (found["incoming"], found["true_pairs"], found["dates_not_read"]) == (3, 1, 0)


BAD = {
    "no such column": (LINES, ODD_MAP.replace('"vorname"', '"vornam"'), "has no column vornam. Did you mean vorname?"),
    "truth given away": (LINES, ODD_MAP + 'nhs_number="wer"', "the truth column wer is mapped as nhs_number too"),
    "a key that is none": (LINES, ODD_MAP + 'surname="name"', "[columns] has surname, which is no key"),
    "one column twice": (LINES, ODD_MAP + 'street="name"', "name is given both as family_name and as street"),
    "no columns": (LINES, "columns = 3", "there is no [columns]"),
    "nothing to compare": (LINES, '[columns]\nrecord_id="id"', "names nothing to compare"),
    "not TOML": (LINES, "[columns", "is not TOML"),
    "no text": (LINES, ODD_MAP + "sex = 1", "sex must be a text in quotes"),
    "a format without a year": (LINES, 'date_of_birth_format="%d/%m"\n' + ODD_MAP, "lacks year, month or day"),
    "dates of another format": (
        LINES, 'date_of_birth_format="%Y%m%d"\n' + ODD_MAP, 'odd.csv: row 2, column geb: "04/03/2020" is not a date',
    ),
    "a short row": ([*LINES, "4;Dummy"], ODD_MAP, "odd.csv: line 5 has 2 fields and the header has 5"),
    "a header alone": (LINES[:1], ODD_MAP, "odd.csv: has no rows"),
    "one row": (LINES[:2], ODD_MAP, "odd.csv: has one row"),
    "a column twice": (["id;vorname;name;name;wer", "1;a;b;c;d"], ODD_MAP, "odd.csv: has the column name twice"),
    "bytes": (["id;\0;"], ODD_MAP, "odd.csv: holds bytes that no text has"),
    "a spreadsheet": (["PK\3\4"], ODD_MAP, "odd.csv: is a spreadsheet"),
}  # fmt: skip


@pytest.mark.parametrize("lines,mapping,words", BAD.values(), ids=list(BAD))
def test_what_cannot_be_used_is_refused_in_words(tmp_path: Path, lines: list[str], mapping: str, words: str) -> None:
    (tmp_path / "odd.csv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "map.toml").write_text(mapping)
    code, out, error = run("--within", tmp_path / "odd.csv", "--truth", "wer", "--map", tmp_path / "map.toml", "--json")
    assert (code, out) == (2, "") and words in error and str(tmp_path) in error


def test_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    code, _, error = run("--within", tmp_path / "none.csv", "--truth", "wer", "--map", tmp_path / "none.toml")
    assert code == 2 and "none.toml: cannot be opened" in error


def test_one_file_or_two_and_nothing_else(folder: Path) -> None:
    code, _, error = run("--register", folder / "a.csv", "--truth", "person", "--map", folder / "map.toml")
    assert code == 2 and "--within" in error


def test_the_benchmark_measures_a_town_beside_its_yardsticks() -> None:
    found = bench._town(3, 120, lambda words: None)
    assert found["three_of_four"]["recall"] < found["model"]["recall"]
    assert found["plain_splink"]["recall_at_wrong_3.9"] > 0.9
    assert found["as_delivered"]["automatic_between"] == {} and found["as_delivered"]["auto_wrong_per_100_new"] == 0.0
