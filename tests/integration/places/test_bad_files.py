"""Bad input: refused whole or reported by row number, never half loaded."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from familyhub.imports import actions as imports
from familyhub.places import queries
from familyhub.places.models import Deprivation, Postcode
from tests.integration.places.exampleshire import (
    AUTHORITY,
    NORTH,
    TODAY,
    batch,
    code_point,
    files,
    load,
    looked_up,
    report_on,
)

pytestmark = pytest.mark.django_db


def without_column(text: str, title: str) -> str:
    table = [line.split(",") for line in text.splitlines()]
    position = table[0].index(title)
    return "".join(",".join(row[:position] + row[position + 1 :]) + "\r\n" for row in table)


@pytest.mark.parametrize(
    ("name", "content", "row", "said"),
    [
        ("districts.csv", without_column(files()["districts.csv"], "LSOA21NM"), 1, "LSOA name (2021)"),
        ("links.csv", without_column(files()["links.csv"], "LAD22CD"), 1, "lacks a column for: district code"),
        ("mid-2020-lsoa.csv", without_column(files()["mid-2020-lsoa.csv"], "47"), 1, "lacks a column for: age 47"),
        ("postcodes.csv", without_column(files()["postcodes.csv"], "ladcd"), 1, "lacks a column for: district code"),
        ("mid-lsoa.csv", files()["mid-2020-lsoa.csv"], None, "does not say the year"),
        ("zz.csv", files()["zz.csv"][:-4], 9, "may be cut short"),
        ("zz.csv", files()["zz.csv"] + "ZZ1 1BB,10\r\n", 10, "it has 2 columns where the first row has 10"),
        ("postcodes.csv", files()["postcodes.csv"].replace(",M,", ",Mé,").encode("latin-1"), 2, "not UTF-8"),
    ],
)
def test_a_bad_file_is_refused_whole_and_the_others_load(
    tmp_path: Path, name: str, content: Any, row: int | None, said: str
) -> None:
    written: dict[str, Any] = files()
    kept = next(key for key in written if key == name or name == "mid-lsoa.csv" and key.startswith("mid"))
    del written[kept]

    report = load(tmp_path / "open", {**written, name: content})

    refused = report_on(report, name).refused
    assert refused is not None
    assert refused.row == row
    assert said in refused.text
    assert [file.file for file in report.files if file.refused] == [name]


def test_a_refused_file_changes_nothing(tmp_path: Path) -> None:
    before = load(tmp_path / "open", files()).counts
    stored = list(Postcode.objects.order_by("id").values())

    report = load(tmp_path / "open", {"zz.csv": code_point("ZZ1 1BB", 3, NORTH) + "\r\nZZ1"})

    assert report_on(report, "zz.csv").refused is not None
    assert (report.counts, list(Postcode.objects.order_by("id").values())) == (before, stored)


def test_single_rows_that_do_not_fit_are_reported_by_number_and_the_rest_loads(tmp_path: Path) -> None:
    written = files()
    written["postcodes.csv"] += "".join(
        f"{row}\r\n"
        for row in (
            looked_up("ZZ1 1BA", "E01999888", NORTH),
            looked_up("ZZ1 1BB", "LSOA", NORTH),
            looked_up("NOT IT", "E01999001", NORTH),
            looked_up("ZZ1 1AA", "E01999002", NORTH),
            looked_up("ZZ1 1BD", "E01999001", NORTH, ended="202001"),
        )
    )

    report = report_on(load(tmp_path / "open", written), "postcodes.csv")

    assert [(problem.row, problem.text) for problem in report.problems] == [
        (11, "E01999888 is not a small area of this authority's lookups"),
        (12, "“LSOA” is not an LSOA code"),
        (13, "“NOT IT” is not a postcode"),
        (14, "ZZ1 1AA stands in row 2 already"),
    ]
    assert (report.rows, report.outside, report.outside_rows) == (14, 1, (15,))
    place = queries.place_of("ZZ1 1AA", TODAY)
    assert getattr(place, "lsoa", None) == "E01999001"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("zz.csv", ",10,450000,", ",10,99999999,", "is not on the British National Grid"),
        ("zz.csv", ",10,450000,", ",ten,450000,", "“ten” is not a whole number"),
        ("File_7_2025.csv", ",1000,1\r\n", ",1000,11\r\n", "decile 11 or rank 1000 cannot be"),
        ("links.csv", ",U,E07999901", ",Q,E07999901", "“Q” is not a kind of change"),
        ("mid-2020-lsoa.csv", "n,910,10,", "n,910,-1,", "“-1” is not a whole number"),
    ],
)
def test_a_value_that_cannot_be_is_reported_by_row(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    written = files()
    written[name] = written[name].replace(old, new, 1)

    problems = report_on(load(tmp_path / "open", written), name).problems

    assert [(problem.row, said in problem.text) for problem in problems] == [(1 if name == "zz.csv" else 2, True)]


def test_a_file_in_which_too_much_does_not_fit_is_refused(tmp_path: Path) -> None:
    load(tmp_path / "open", files())
    header = files()["postcodes.csv"].splitlines()[0]
    rows = [looked_up(f"ZZ1 {n % 9 + 1}{'ABDEFGHJLN'[n // 9]}A", "E01999888", NORTH) for n in range(60)]

    report = load(tmp_path / "open", {"postcodes.csv": "\r\n".join([header, *rows, ""])})

    refused = report_on(report, "postcodes.csv").refused
    assert refused is not None
    assert refused.text.startswith("60 of 60 rows do not fit; the first: E01999888 is not a small area")


def test_a_list_cut_at_a_line_end_is_noticed_by_what_is_gone(tmp_path: Path) -> None:
    more = [code_point(f"ZZ1 {n % 8 + 2}{'ABDEFGHJLN'[n // 8]}B", n, NORTH) for n in range(80)]
    written = files()
    written["zz.csv"] += "".join(f"{row}\r\n" for row in more)
    load(tmp_path / "open", written)

    report = load(tmp_path / "open", {"zz.csv": files()["zz.csv"]})

    refused = report_on(report, "zz.csv").refused
    assert refused is not None
    assert refused.text == "80 of 89 that hold now are not in it: it may be cut short"
    assert Postcode.objects.filter(valid_to__isnull=True).count() == 89


def test_figures_before_their_small_areas_are_known_are_counted_as_outside(tmp_path: Path) -> None:
    report = load(tmp_path / "open", {"File_7_2025.csv": files()["File_7_2025.csv"]})

    assert report_on(report, "File_7_2025.csv").outside == 8
    assert Deprivation.objects.count() == 0


def test_a_zip_bomb_in_the_folder_is_refused_and_the_others_load(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    load(folder, files())
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zz.csv", b"0" * 20_000_000)

    report = imports.load_folders([folder], authority=AUTHORITY, batch=batch())

    refused = report_on(report, "bomb.zip").refused
    assert refused is not None
    assert "zip bomb" in refused.text
    assert report_on(report, "zz.csv").change.unchanged == 9
