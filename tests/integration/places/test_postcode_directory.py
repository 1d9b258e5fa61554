"""The ONS Postcode Directory, small and invented, in the layouts of several releases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from familyhub.imports.reading import Limits, limits, streamed
from familyhub.imports.terms.feeds import Refused
from familyhub.places import queries
from familyhub.places.models import OutsidePostcode, Postcode
from familyhub.places.terms import Change, Place, Whereabouts
from tests.integration.places.exampleshire import (
    AUTHORITY,
    ELSEWHERE,
    LATER,
    NORTH,
    SOUTH,
    TODAY,
    files,
    lines,
    load,
    report_on,
)

pytestmark = pytest.mark.django_db
MAY_2020 = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser,"
    "ctry,rgn,lsoa11,lat,long"
)
FEBRUARY_2024 = f"{MAY_2020},lep1,lep2,pfa,imd,icb,oa21,lsoa21,msoa21"
AUGUST_2026 = (
    "pcd7,pcd8,pcds,dointr,doterm,cty26cd,ced26cd,lad26cd,wd26cd,parncp26cd,usrtypind,east1m,north1m,gridind,"
    "hlth19cd,nhser24cd,ctry26cd,rgn26cd,lsoa11cd,lat,long,lep21cd1,lep21cd2,pfa23cd,imd20ind,icb23cd,oa21cd,"
    "lsoa21cd,msoa21cd"
)
OLD_AREAS = {"districts.csv", "links.csv"}


def row(
    code: str, district: str, lsoa: str = "E01999001", *, since: str = "198001", ended: str = "", **told: str
) -> str:
    """A row of any of these layouts (2020's is shorter), quoted as published."""
    where = [told.get("east", "450000"), told.get("north", "0350000"), told.get("grid", "1")]
    point = [told.get("lat", "53.05"), told.get("long", "-1.25")]
    cells = [code.replace(" ", "  "), code, code, since, ended, "E10999909", "E99999999", district, "E05000001"]
    cells += ["E04000001", "0", *where, "E18000001", "E40000001", "E92000001", "E12000004", lsoa]
    new = ["E37000001", "E37000002", "E23000001", "1234", "E54000001", "E00000001", lsoa, "E02000001"]
    return ",".join([*(f'"{cell}"' for cell in cells), *point, *([] if told.get("layout") == "old" else new)])


def directory(header: str = FEBRUARY_2024, *rows: str) -> dict[str, str]:
    areas = {name: text for name, text in files().items() if name in OLD_AREAS}
    return {**areas, "ONSPD_ZZ.csv": lines(header, *(rows or OF_ALL_KINDS))}


OF_ALL_KINDS = (
    row("ZZ1 1AA", NORTH),
    row("ZZ1 1AB", NORTH, since="199001", ended="201012"),
    row("ZZ1 9AA", ELSEWHERE, "E01000001"),
    row("ZZ1 9AB", ELSEWHERE, "E01000001", ended="202403"),
    row("ZZ2 1AA", SOUTH, "E01999005", east="", north="", grid="9", lat="99.999999", long="0.000000"),
)


@pytest.mark.parametrize("header", [FEBRUARY_2024, AUGUST_2026, AUGUST_2026.upper()])
def test_each_releases_names_are_known(tmp_path: Path, header: str) -> None:
    report = report_on(load(tmp_path / "open", directory(header)), "ONSPD_ZZ.csv")

    assert (report.source, report.refused, report.problems) == ("ons_postcode_directory", None, ())
    assert (report.rows, report.change, report.outside, report.outside_kept) == (5, Change(opened=3), 2, 1)
    place = queries.place_of("ZZ1 1AA", TODAY)
    assert isinstance(place, Place)
    assert (place.lsoa, place.easting, place.northing, place.latitude, place.longitude) == (
        "E01999001",
        450_000,
        350_000,
        53.05,
        -1.25,
    )


def test_a_release_before_the_small_areas_of_2021_loads_without_them(tmp_path: Path) -> None:
    load(tmp_path / "open", directory(MAY_2020, row("ZZ1 1AA", NORTH, layout="old")))

    kept = Postcode.objects.get(code="ZZ1 1AA")
    assert (kept.lsoa21_id, kept.lsoa11_id, kept.quality) == (None, "E01999001", 10)


def test_ended_and_others_and_those_without_a_point_are_told_apart(tmp_path: Path) -> None:
    load(tmp_path / "open", directory())

    answers = {code: queries.where(code, TODAY, AUTHORITY) for code in ("ZZ1 1AB", "ZZ1 9AA", "ZZ1 9AB", "ZZ2 1AA")}
    assert [found.answer for found in answers.values()] == [
        Whereabouts.TERMINATED,
        Whereabouts.ELSEWHERE,
        Whereabouts.TERMINATED,
        Whereabouts.HERE,
    ]
    assert answers["ZZ1 1AB"].ended_on == date(2011, 1, 1)
    assert answers["ZZ1 1AB"].sentence == "ZZ1 1AB is no longer used. It was in North Example."
    assert isinstance(queries.place_of("ZZ1 1AB", date(2010, 12, 31)), Place)
    assert not isinstance(queries.place_of("ZZ1 1AB", date(1989, 12, 31)), Place)
    assert (answers["ZZ1 9AB"].place, answers["ZZ1 9AB"].authorities[0].code) == (None, ELSEWHERE)
    point = answers["ZZ2 1AA"].place
    assert point is not None and (point.easting, point.latitude) == (None, None)


def test_the_same_release_again_changes_nothing(tmp_path: Path) -> None:
    load(tmp_path / "open", directory())
    before = [*Postcode.objects.order_by("code").values(), *OutsidePostcode.objects.order_by("code").values()]

    change = report_on(load(tmp_path / "open", directory(), LATER), "ONSPD_ZZ.csv").change

    assert (change.opened, change.closed, change.corrected) == (0, 0, 0)
    assert [*Postcode.objects.order_by("code").values(), *OutsidePostcode.objects.order_by("code").values()] == before


def test_a_later_release_ends_a_postcode_in_its_own_month(tmp_path: Path) -> None:
    load(tmp_path / "open", directory())
    ended = [row("ZZ1 1AA", NORTH, ended="202611"), *OF_ALL_KINDS[1:]]

    report = report_on(load(tmp_path / "open", directory(FEBRUARY_2024, *ended), LATER), "ONSPD_ZZ.csv")

    assert report.change == Change(closed=1, unchanged=2)
    assert Postcode.objects.get(code="ZZ1 1AA").valid_to == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (FEBRUARY_2024.replace("oslaua", "whose"), "lacks a column for: district code (oslaua, lad25cd)"),
        (FEBRUARY_2024.replace("oseast1m", "x").replace("osnrth1m", "y"), "easting (oseast1m, east1m), northing"),
        (FEBRUARY_2024.replace("dointr", "began"), "lacks a column for: month of introduction (dointr)"),
    ],
)
def test_a_missing_column_is_named(tmp_path: Path, header: str, said: str) -> None:
    refused = report_on(load(tmp_path / "open", directory(header)), "ONSPD_ZZ.csv").refused

    assert refused is not None and said in refused.text
    assert Postcode.objects.count() == 0


@pytest.mark.parametrize(
    ("rows", "at", "said"),
    [
        ((OF_ALL_KINDS[0], '"ZZ1 1AD","short"'), 3, "it has 2 columns where the first row has 29"),
        ((OF_ALL_KINDS[0], row("ZZ1 1A\0", NORTH)), 3, "NUL"),
        ((OF_ALL_KINDS[2], row("YY1 1AA", ELSEWHERE), row("ZZ1 9AD", ELSEWHERE)), None, "not in order: ZZ1 9AD"),
    ],
)
def test_a_bad_file_is_refused_whole_though_it_is_read_row_by_row(
    tmp_path: Path, rows: tuple[str, ...], at: int | None, said: str
) -> None:
    refused = report_on(load(tmp_path / "open", directory(FEBRUARY_2024, *rows)), "ONSPD_ZZ.csv").refused

    assert refused is not None and said in refused.text
    assert refused.row == at
    assert (Postcode.objects.count(), OutsidePostcode.objects.count()) == (0, 0)


def test_rows_that_do_not_fit_are_left_out_by_number(tmp_path: Path) -> None:
    wrong = (
        row("ZZ1 1AD", NORTH, ended="2024"),
        row("ZZ1 1AE", NORTH, since="202001", ended="201901"),
        row("ZZ1 1AF", NORTH, "E01999888"),
        row("ZZ1 1AG", "Nextdoor"),
        row("ZZ1 1AH", ""),
    )

    report = report_on(load(tmp_path / "open", directory(FEBRUARY_2024, *OF_ALL_KINDS, *wrong)), "ONSPD_ZZ.csv")

    assert [(problem.row, problem.text[:24]) for problem in report.problems] == [
        (7, "“2024” is not a month su"),
        (8, "it was ended in 201901, "),
        (9, "E01999888 is not a small"),
        (10, "“Nextdoor” is not the co"),
    ]


def test_a_file_that_is_cut_short_or_too_large_or_not_text_is_refused(tmp_path: Path) -> None:
    written = directory()
    whole = written["ONSPD_ZZ.csv"]

    cut = report_on(load(tmp_path / "open", {**written, "ONSPD_ZZ.csv": whole[:-9]}), "ONSPD_ZZ.csv").refused
    assert cut is not None and "cut short" in cut.text
    odd = report_on(
        load(tmp_path / "open", {**written, "ONSPD_ZZ.csv": whole.encode() + b'"\xe9"\r\n'}), "ONSPD_ZZ.csv"
    ).refused
    assert odd is not None and "not UTF-8" in odd.text
    torn = report_on(load(tmp_path / "open", {**written, "ONSPD_ZZ.csv": whole + '"ZZ"1"\r\n'}), "ONSPD_ZZ.csv").refused
    assert torn is not None and "quoting is broken" in torn.text
    with pytest.raises(Refused, match="at most 10 are read"):
        streamed(tmp_path / "open" / "ONSPD_ZZ.csv", [], Limits(streamed=10))
    assert limits.LIMITS.streamed > 1_500_000_000
