"""The authority's file: 7, 18 and 58 for Nottinghamshire, and any other shape for another."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from familyhub.places.authority import BadAuthority, parse_authority, read_authority
from familyhub.places.terms import HubState


def a_file(**changed: Any) -> dict[str, Any]:
    return {
        "code": "exampleshire",
        "name": "Exampleshire",
        "districts": [
            {"code": "E07999901", "name": "North Example", "short": "NEX", "areas": [2]},
            {"code": "E07999902", "name": "South Example", "short": "SOX", "areas": [1, 1, 3]},
        ],
        "localities": [{"number": 1, "local": True, "districts": ["E07999901"]}],
        **changed,
    }


def test_nottinghamshire_has_seven_districts_eighteen_clusters_and_fifty_eight_areas() -> None:
    authority = read_authority("nottinghamshire")

    assert authority.sentence == "7 districts, 18 clusters, 58 areas, 3 localities, 5 sites, 5 hub networks"
    assert [(network.name, network.state) for network in authority.networks] == [
        ("Retford", HubState.PILOT),
        ("Sutton in Ashfield", HubState.DESIGN),
        ("Newark", HubState.DESIGN),
        ("Oaktree in Mansfield", HubState.DESIGN),
        ("Netherfield", HubState.DESIGN),
    ]
    assert all(locality.local for locality in authority.localities)
    assert authority.districts[1].area_code(1, 2) == "BAS-C1-A2"


def test_another_authority_has_another_shape() -> None:
    assert parse_authority(a_file(), "x.toml").sentence == "2 districts, 4 clusters, 7 areas, 1 locality"


def test_localities_may_be_left_blank_or_hold_any_grouping_of_districts() -> None:
    assert parse_authority(a_file(localities=[]), "x.toml").totals["localities"] == 0
    blank = [{"number": number, "local": True, "districts": []} for number in (1, 2, 3)]
    assert parse_authority(a_file(localities=blank), "x.toml").totals["localities"] == 3


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"districts": []}, "no districts"),
        ({"districts": [*a_file()["districts"], a_file()["districts"][0]]}, "twice"),
        ({"districts": [{"code": "E07999901", "name": "N", "short": "N", "areas": [0]}]}, "no areas"),
        ({"localities": [{"number": 1, "local": True, "districts": ["E07000000"]}]}, "unknown district"),
        ({"localities": [{"number": n, "local": True, "districts": ["E07999901"]} for n in (1, 2)]}, "two localities"),
        ({"assign": {"E01000001": "NEX-C9-A9"}}, "unknown area"),
        ({"totals": {"areas": 8}}, "the totals are"),
        ({"neighbours": [{"code": "E07999901", "name": "Next"}]}, "a neighbour has a district of this authority"),
        ({"sites": [{"name": "One"}, {"name": "One"}]}, "a site stands in it twice"),
        ({"sites": [{"name": "One", "area": "NEX-C9-A9"}]}, "unknown area"),
        ({"sites": [{"name": "One", "district": "E07000000"}]}, "unknown district"),
        ({"sites": [{"name": "One", "organisation": "X"}]}, "unknown organisation"),
        ({"networks": [{"name": "Hub", "state": "live"}]}, "a live network has no main site"),
        ({"networks": [{"name": "Hub", "state": "open"}]}, "'open' is not a valid HubState"),
        ({"networks": [{"name": "Hub", "state": "pilot", "main": "Nowhere"}]}, "names an unknown site"),
        (
            {"networks": [{"name": "H", "state": "pilot", "spokes": [{"kind": "group", "name": "G", "type": "x"}]}]},
            "a spoke is of an unknown type",
        ),
        ({"organisations": [{"code": "X", "name": "X", "kind": "guild"}]}, "of an unknown kind"),
        (
            {"successions": [{"from": "A", "to": "B", "on": date(2020, 1, 1), "how": "merged"}]},
            "an unknown organisation became another",
        ),
        ({"successions": [{"from": "A", "to": "B", "on": "2020", "how": "merged"}]}, "is not a day"),
        ({"words": {"wards": ["ward", "wards"]}}, "`words` may be for"),
        ({"name": None, "districts": [{"code": "E07999901"}]}, "missing"),
    ],
)
def test_a_bad_file_names_itself_and_says_why(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(BadAuthority, match=rf"x\.toml.*{said}"):
        parse_authority(a_file(**changed), "x.toml")


def test_an_unknown_authority_names_those_that_there_are() -> None:
    with pytest.raises(BadAuthority, match="there are: birmingham, hampshire, nottinghamshire"):
        read_authority("atlantis")


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "torn.toml").write_text("districts = [")

    with pytest.raises(BadAuthority, match=r"torn\.toml cannot be read"):
        read_authority("torn", tmp_path)
