"""Published layouts in, small and invented: what holds afterwards, and what a second load changes."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from familyhub.imports import actions as imports
from familyhub.places import actions, queries
from familyhub.places.models import AreaLsoa, District, Load, Population, Postcode
from familyhub.places.terms import Change, Disagreement, Place, PlaceCounts, Whereabouts
from tests.integration.places.exampleshire import (
    AUTHORITY,
    ELSEWHERE,
    LATER,
    NORTH,
    SOUTH,
    TODAY,
    batch,
    code_point,
    files,
    load,
    looked_up,
    report_on,
)

pytestmark = pytest.mark.django_db


def test_all_published_layouts_load_and_a_postcode_is_answered(tmp_path: Path) -> None:
    report = load(tmp_path / "open", files())

    assert report.is_clean
    assert report.counts == PlaceCounts(districts=2, clusters=3, areas=4, localities=1, lsoas=8, postcodes=9)
    assert (report.most_deprived, report.edition, report.children_under_five) == (3, 2025, 350)
    assert report.disagreements == (Disagreement("ZZ2 1AZ", "South Example", "E01999004", "North Example"),)
    place = queries.place_of("zz11aa", TODAY)
    assert isinstance(place, Place)
    assert (place.postcode, place.district.name, place.lsoa, place.decile, place.edition, place.area_by) == (
        "ZZ1 1AA",
        "North Example",
        "E01999001",
        1,
        2025,
        "lsoa",
    )
    assert place.area is not None and place.cluster is not None
    assert (place.area.code, place.cluster.code) == ("NEX-C1-A2", "NEX-C1")


def test_loading_the_same_again_changes_nothing(tmp_path: Path) -> None:
    load(tmp_path / "open", files())
    assigned = list(AreaLsoa.objects.order_by("lsoa").values())

    again = load(tmp_path / "open", files(), on=LATER)

    assert {(file.change.opened, file.change.closed, file.change.corrected) for file in again.files} == {(0, 0, 0)}
    assert list(AreaLsoa.objects.order_by("lsoa").values()) == assigned
    assert Postcode.objects.count() == 9
    assert Load.objects.filter(source="codepoint_open").count() == 2


def test_a_dry_run_tells_the_same_and_keeps_nothing(tmp_path: Path) -> None:
    report = load(tmp_path / "open", files(), dry_run=True)

    assert (report.dry_run, report.counts.postcodes) == (True, 9)
    assert queries.counts(TODAY) == PlaceCounts(0, 0, 0, 0, 0, 0)
    assert Load.objects.count() == 0


def test_postcodes_of_another_authority_are_known_by_whose_they_are_alone(tmp_path: Path) -> None:
    written = files()
    written["zz.csv"] += code_point("ZZ3 1AA", 5, "E07999909") + "\r\n"

    report = load(tmp_path / "open", written)

    assert (report_on(report, "zz.csv").outside, report_on(report, "zz.csv").outside_rows) == (1, (10,))
    assert report_on(report, "zz.csv").outside_kept == 1
    assert not queries.known_outward("ZZ3", TODAY)
    assert report.counts.postcodes == 9
    found = queries.where("ZZ3 1AA", TODAY, AUTHORITY)
    assert found.authority is not None
    assert (found.answer, found.authority.code) == (Whereabouts.ELSEWHERE, ELSEWHERE)
    assert report_on(load(tmp_path / "open", written, on=LATER), "zz.csv").change == Change(unchanged=9)
    del written["zz.csv"]
    assert queries.where("ZZ3 1AA", LATER, AUTHORITY).answer == Whereabouts.ELSEWHERE


def test_a_postcode_that_leaves_the_list_ends_on_the_day_and_is_remembered(tmp_path: Path) -> None:
    load(tmp_path / "open", files())
    written = files()
    written["zz.csv"] = written["zz.csv"].replace(code_point("ZZ1 1AB", 1, NORTH) + "\r\n", "")
    written["postcodes.csv"] = written["postcodes.csv"].replace(looked_up("ZZ1 1AB", "E01999002", NORTH) + "\r\n", "")

    report = load(tmp_path / "open", written, on=LATER)

    assert report_on(report, "zz.csv").change == Change(opened=0, closed=1, corrected=0, unchanged=8)
    assert isinstance(queries.place_of("ZZ1 1AB", TODAY), Place)
    assert not isinstance(queries.place_of("ZZ1 1AB", LATER), Place)


def test_a_postcode_that_moves_answers_as_on_each_day(tmp_path: Path) -> None:
    load(tmp_path / "open", files())
    written = {
        "postcodes.csv": files()["postcodes.csv"].replace(
            looked_up("ZZ1 1AA", "E01999001", NORTH), looked_up("ZZ1 1AA", "E01999005", SOUTH)
        )
    }

    load(tmp_path / "open", written, on=LATER)

    before, after = queries.place_of("ZZ1 1AA", TODAY), queries.place_of("ZZ1 1AA", LATER)
    assert isinstance(before, Place) and isinstance(after, Place)
    assert (before.district.code, before.lsoa, after.district.code, after.lsoa) == (
        NORTH,
        "E01999001",
        SOUTH,
        "E01999005",
    )
    assert after.easting == before.easting == 450_000


def test_an_older_list_is_refused(tmp_path: Path) -> None:
    load(tmp_path / "open", files())
    moved = files()["zz.csv"].replace(code_point("ZZ1 1AA", 0, NORTH), code_point("ZZ1 1AA", 0, SOUTH))
    load(tmp_path / "open", {"zz.csv": moved}, on=LATER)

    report = load(tmp_path / "open", {"zz.csv": files()["zz.csv"]}, on=date(2026, 12, 1))

    refused = report_on(report, "zz.csv").refused
    assert refused is not None
    assert "cannot change what a later list" in refused.text


def test_the_published_zip_file_is_read_as_it_comes(tmp_path: Path) -> None:
    load(tmp_path / "open", {name: text for name, text in files().items() if name != "zz.csv"})
    with zipfile.ZipFile(tmp_path / "codepo_gb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Data/CSV/zz.csv", files()["zz.csv"])
        archive.writestr("Doc/licence.txt", "words")

    report = imports.load_folders([tmp_path / "codepo_gb.zip"], authority=AUTHORITY, batch=batch())

    assert [(file.source, file.rows) for file in report.files] == [("codepoint_open", 9)]
    assert report.counts.postcodes == 9


def test_before_an_edition_was_published_the_one_before_is_shown(tmp_path: Path) -> None:
    load(tmp_path / "open", files())
    joined = (
        "postcode,positional_quality,eastings,northings,latitude,longitude,lad_code,lsoa11_code_derived,lsoa21_code\r\n"
        f"ZZ2 1AH,10,450600,350600,53.1,-1.1,{SOUTH},E01999107,E01999007\r\n"
    )
    load(tmp_path / "open", {"joined.csv": joined})

    days = [date(2019, 1, 1), date(2025, 10, 29), date(2025, 10, 30)]
    answers = [queries.place_of("ZZ2 1AH", day) for day in days]
    assert [(a.decile, a.edition) for a in answers if isinstance(a, Place)] == [(None, None), (9, 2019), (7, 2025)]


def test_the_authority_may_say_itself_where_a_small_area_belongs(tmp_path: Path) -> None:
    load(tmp_path / "open", files())
    told = AUTHORITY.__class__(**{**AUTHORITY.__dict__, "assign": {"E01999001": "NEX-C1-A1"}})

    actions.apply_authority(authority=told, batch=batch(LATER))
    assert actions.assign_areas(authority=told, batch=batch(LATER)).opened == 1

    was, now = queries.place_of("ZZ1 1AA", TODAY), queries.place_of("ZZ1 1AA", LATER)
    assert isinstance(was, Place) and isinstance(now, Place) and was.area and now.area
    assert (was.area.code, now.area.code) == ("NEX-C1-A2", "NEX-C1-A1")


def test_a_small_area_that_is_new_joins_its_nearest_neighbour(tmp_path: Path) -> None:
    load(tmp_path / "open", files())
    row = f"E01999050,New,,E05000001,Ward,,{SOUTH},Example,,1\r\n"
    near_the_last = "ZZ2 1BB,10,450705,350705,E92000001,E19000001,E18000001,E10000001,E07999902,E05000001\r\n"
    written = {
        "districts.csv": files()["districts.csv"] + row,
        "zz.csv": files()["zz.csv"] + near_the_last,
        "postcodes.csv": files()["postcodes.csv"] + looked_up("ZZ2 1BB", "E01999050", SOUTH) + "\r\n",
    }

    load(tmp_path / "open", written, on=LATER)

    new, neighbour = queries.place_of("ZZ2 1BB", LATER), queries.place_of("ZZ2 1AJ", LATER)
    assert isinstance(new, Place) and isinstance(neighbour, Place)
    assert new.area == neighbour.area


def test_what_an_authority_no_longer_names_ends(tmp_path: Path) -> None:
    load(tmp_path / "open", files())
    smaller = AUTHORITY.__class__(**{**AUTHORITY.__dict__, "districts": AUTHORITY.districts[:1], "localities": ()})

    actions.apply_authority(authority=smaller, batch=batch(LATER))

    assert queries.counts(TODAY).sentence == "2 districts, 3 clusters, 4 areas"
    assert queries.counts(LATER).sentence == "1 district, 1 cluster, 2 areas"


def test_the_database_itself_refuses_two_answers_for_one_day(tmp_path: Path) -> None:
    load(tmp_path / "open", files())
    first = AreaLsoa.objects.select_related("area").get(lsoa="E01999001")
    other = AreaLsoa.objects.exclude(area=first.area).select_related("area").first()
    assert other is not None

    with pytest.raises(IntegrityError), transaction.atomic():
        AreaLsoa.objects.create(area=other.area, lsoa=first.lsoa, valid_from=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Postcode.objects.create(
            code="ZZ1 1AA", outward="ZZ1", district=District.objects.get(pk=SOUTH), source="x", valid_from=TODAY
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Population.objects.create(
            lsoa=first.lsoa, vintage=2011, year=2020, age=0, persons=1, valid_from=date(2021, 1, 1)
        )
