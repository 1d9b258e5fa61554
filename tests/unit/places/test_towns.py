"""The towns of an authority's file: good ones are read, bad ones are named."""

from __future__ import annotations

import pytest

from familyhub.places.towns import BadTowns, parse_towns, towns_of


def test_nottinghamshires_towns_are_there_and_an_authority_without_any_has_none() -> None:
    assert towns_of("nottinghamshire")["Worksop"] == (53.302, -1.124)
    assert towns_of("birmingham") == {}


@pytest.mark.parametrize("towns", [["Worksop"], {"Worksop": "S80"}, {"Worksop": [53.3]}, {"Worksop": [-1.1, 53.3]}])
def test_a_bad_list_is_refused_with_the_name_of_the_file(towns: object) -> None:
    with pytest.raises(BadTowns, match=r"own\.toml"):
        parse_towns({"towns": towns}, "own.toml")


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(BadTowns, match=r"nowhere\.toml cannot be read"):
        towns_of("nowhere")
