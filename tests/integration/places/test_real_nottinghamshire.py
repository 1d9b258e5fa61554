"""The real open data, where its folder is there: the figures and postcodes that anybody can check."""

from __future__ import annotations

from datetime import date

import pytest

from familyhub.config.environment import data_folder, read_environment
from familyhub.imports import actions
from familyhub.places import queries
from familyhub.places.authority import read_authority
from familyhub.places.terms import Place
from tests.integration.places.exampleshire import TODAY, batch

FOLDER = data_folder(read_environment())
REASON = "OPEN DATA FOLDER NOT FOUND: set FAMILYHUB_DATA; nothing was checked against real Nottinghamshire postcodes"
if FOLDER is None:
    pytest.skip(REASON, allow_module_level=True)

pytestmark = pytest.mark.django_db
TWELVE = {
    "DN22 7AA": "Bassetlaw",
    "S80 1AA": "Bassetlaw",
    "NG24 1AB": "Newark and Sherwood",
    "NG4 2AA": "Gedling",
    "NG15 0AA": "Ashfield",
    "NG15 0BB": "Gedling",
    "NG16 1AA": "Broxtowe",
    "NG16 5BP": "Ashfield",
    "NG22 0BT": "Bassetlaw",
    "NG22 0AA": "Newark and Sherwood",
    "NG20 0AA": "Mansfield",
    "NG20 9EA": "Bassetlaw",
}
NINE = ["NG15 8FA", "NG19 0LN", "NG21 0NN", "NG6 8TE", "NG6 8UH", "NG6 8UN", "NG6 8UX", "NG6 8XJ", "NG6 8XN"]


def test_real_nottinghamshire_loads_and_routes() -> None:
    assert FOLDER is not None
    report = actions.load_folders(
        [FOLDER / "places", FOLDER / "population"], authority=read_authority("nottinghamshire"), batch=batch()
    )

    assert report.is_clean
    assert (report.counts.postcodes, report.counts.lsoas, report.counts.districts) == (21_296, 505, 7)
    assert (report.counts.clusters, report.counts.areas, report.most_deprived) == (18, 58, 120)
    assert report.children_under_five == 43_061
    assert [item.postcode for item in report.disagreements] == NINE
    places = {postcode: queries.place_of(postcode, TODAY) for postcode in [*TWELVE, *NINE]}
    assert {p: place.district.name for p, place in places.items() if isinstance(place, Place) and p in TWELVE} == TWELVE
    for place in places.values():
        assert isinstance(place, Place)
        assert place.area and place.cluster
        found = queries.parents_of_area(place.area.id)
        assert found is not None
        assert found[2] == place.district
        assert place.area_by == ("nearest" if place.postcode in NINE else "lsoa")
    past = queries.place_of("NG18 1AE", date(2020, 1, 1))
    assert isinstance(past, Place)
    assert (past.district.name, past.edition) == ("Mansfield", 2019)
