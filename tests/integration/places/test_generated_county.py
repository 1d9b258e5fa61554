"""The generated county: without open data the same questions have answers, and nobody can take it for real."""

from __future__ import annotations

import uuid

import pytest

from familyhub.core.asker import NOBODY, system
from familyhub.demo import county
from familyhub.places import actions, queries
from familyhub.places.actions.sites import CannotOpenSite, NewSite
from familyhub.places.authority import read_authority
from familyhub.places.models import Load, Lsoa, Postcode, Site
from familyhub.places.terms import BadPostcode, Place, PlaceCounts, UnknownPostcode
from tests.integration.places.exampleshire import LATER, TODAY, batch

pytestmark = pytest.mark.django_db
AUTHORITY = read_authority("nottinghamshire")


@pytest.fixture
def generated(db: None) -> int:
    return county.generate(authority=AUTHORITY, batch=batch())


def test_it_has_the_shape_of_the_real_one(generated: int) -> None:
    assert generated == 58 * 3 * 8
    assert queries.counts(TODAY) == PlaceCounts(
        districts=7, clusters=18, areas=58, localities=3, lsoas=174, postcodes=1392
    )
    assert queries.counts(TODAY).sentence == "7 districts, 18 clusters, 58 areas"
    assert queries.districts(TODAY)[0].name == "Ashfield"


def test_it_is_the_same_every_time_and_loads_once(generated: int) -> None:
    areas = county.small_areas(AUTHORITY)

    assert areas == county.small_areas(AUTHORITY)
    assert county.postcodes(areas) == county.postcodes(areas)
    county.generate(authority=AUTHORITY, batch=batch(LATER))
    assert Postcode.objects.count() == 1392
    last = Load.objects.order_by("-unchanged").values_list("opened", "closed", "corrected").first()
    assert last == (0, 0, 0)


def test_nothing_in_it_can_be_taken_for_a_real_place(generated: int) -> None:
    assert set(Postcode.objects.values_list("outward", flat=True)) == {f"ZZ{n}" for n in range(1, 8)}
    assert all(name.endswith("(invented)") for name in Lsoa.objects.values_list("name", flat=True))


@pytest.mark.parametrize(("district", "postcode"), county.SAMPLE_POSTCODES.items())
def test_each_sample_postcode_lies_in_its_district(generated: int, district: str, postcode: str) -> None:
    place = queries.place_of(postcode, TODAY)

    assert isinstance(place, Place)
    assert place.district.code == district
    assert place.area and place.cluster and place.locality and place.decile
    assert place.area.code.startswith(place.cluster.code)
    found = queries.parents_of_area(place.area.id)
    assert found is not None
    assert (found[1].code, found[2].code) == (place.cluster.code, district)


def test_not_in_the_file_and_not_a_postcode_are_different_answers(generated: int) -> None:
    assert queries.place_of("zz1 9zz", TODAY) == UnknownPostcode("ZZ1 9ZZ", outward_known=True)
    assert queries.place_of("ZZ99 9ZZ", TODAY) == UnknownPostcode("ZZ99 9ZZ", outward_known=False)
    assert queries.place_of("Mansfield", TODAY) == BadPostcode("Mansfield")
    unknown = queries.place_of("ZZ1 9ZZ", TODAY)
    assert isinstance(unknown, UnknownPostcode)
    assert unknown.sentence == "ZZ1 9ZZ is not in the postcode file. Check it, or choose the district yourself."


def test_a_postcode_across_the_border_keeps_its_own_district_and_its_nearest_area(generated: int) -> None:
    home = Postcode.objects.get(code="ZZ1 1AA")
    across = Postcode.objects.get(code="ZZ2 1AA")
    row = {
        "district_id": home.district_id,
        "lsoa21_id": across.lsoa21_id,
        "easting": home.easting,
        "northing": home.northing,
    }
    nowhere = {"district_id": home.district_id, "lsoa21_id": across.lsoa21_id}
    known = county.postcodes(county.small_areas(AUTHORITY))
    actions.put_postcodes(postcodes={**known, "ZZ1 9AA": row, "ZZ1 9AB": nowhere}, batch=batch(LATER))

    place, beside = queries.place_of("ZZ1 9AA", LATER), queries.place_of("ZZ1 1AA", LATER)
    lost = queries.place_of("ZZ1 9AB", LATER)

    assert isinstance(place, Place) and isinstance(beside, Place) and isinstance(lost, Place)
    assert (place.district, place.area, place.area_by) == (beside.district, beside.area, "nearest")
    assert place.lsoa == across.lsoa21_id
    assert (lost.district, lost.area, lost.cluster, lost.area_by) == (beside.district, None, None, "")
    assert [item.postcode for item in queries.disagreements(LATER)] == ["ZZ1 9AA", "ZZ1 9AB"]


def test_an_officer_may_choose_from_the_areas_of_a_district(generated: int) -> None:
    areas = queries.areas_of_district(TODAY, "E07000171")

    assert [area.code for area in areas][:4] == ["BAS-C1-A1", "BAS-C1-A2", "BAS-C1-A3", "BAS-C2-A1"]
    assert len(queries.clusters(TODAY)) == 18
    first = queries.clusters(TODAY, "E07000171")[0]
    assert [area.code for area in queries.areas(TODAY, first.id)] == ["BAS-C1-A1", "BAS-C1-A2", "BAS-C1-A3"]
    assert len(queries.areas(TODAY)) == 58
    assert queries.parents_of_area(uuid.uuid4()) is None


def test_a_site_opens_and_closes(generated: int) -> None:
    area = queries.areas(TODAY)[0].id
    site = NewSite(name="Example Children's Centre", kind="centre", postcode="zz11aa", area=area)

    opened = actions.open_site(site=site, by=system("test"), from_day=TODAY)

    assert Site.objects.get(id=opened).postcode == "ZZ1 1AA"
    assert actions.close_site(site=opened, by=system("test"), from_day=LATER)
    assert not actions.close_site(site=opened, by=system("test"), from_day=LATER)


@pytest.mark.parametrize("changed", [{"postcode": "nowhere"}, {"kind": "castle"}, {"name": " "}, {"by": NOBODY}])
def test_a_site_that_cannot_be_is_refused(generated: int, changed: dict[str, object]) -> None:
    told = {"name": "Example Centre", "kind": "centre", "postcode": "ZZ1 1AA", "area": queries.areas(TODAY)[0].id}
    by = changed.pop("by", system("test"))

    with pytest.raises(CannotOpenSite):
        actions.open_site(site=NewSite(**{**told, **changed}), by=by, from_day=TODAY)  # type: ignore[arg-type]
