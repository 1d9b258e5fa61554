"""The authority's file: 7, 18 and 58 for Nottinghamshire, and any other shape for another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from familyhub.places.authority import BadAuthority, parse_authority, read_authority


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

    assert authority.totals == {"districts": 7, "clusters": 18, "areas": 58, "localities": 3}
    assert all(locality.local for locality in authority.localities)
    assert authority.districts[1].area_code(1, 2) == "BAS-C1-A2"


def test_another_authority_has_another_shape() -> None:
    assert parse_authority(a_file(), "x.toml").totals == {"districts": 2, "clusters": 4, "areas": 7, "localities": 1}


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
        ({"name": None, "districts": [{"code": "E07999901"}]}, "missing"),
    ],
)
def test_a_bad_file_names_itself_and_says_why(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(BadAuthority, match=rf"x\.toml.*{said}"):
        parse_authority(a_file(**changed), "x.toml")


def test_an_unknown_authority_names_those_that_there_are() -> None:
    with pytest.raises(BadAuthority, match="there are: nottinghamshire"):
        read_authority("atlantis")


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "torn.toml").write_text("districts = [")

    with pytest.raises(BadAuthority, match=r"torn\.toml cannot be read"):
        read_authority("torn", tmp_path)
