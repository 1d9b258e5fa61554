"""`familyhub places`: what is printed and how it ends."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from familyhub.cli.commands import places
from familyhub.demo import county
from familyhub.places.authority import read_authority
from tests.integration.places.exampleshire import batch, code_point, files

pytestmark = pytest.mark.django_db
BASSETLAW = "E07000171"


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own transaction is the database that the command finds."""
    monkeypatch.setattr(places, "_ready", contextlib.nullcontext)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(places.app, list(arguments), env={"COLUMNS": "400"})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout


def test_where_says_area_cluster_and_district() -> None:
    county.generate(authority=read_authority("nottinghamshire"), batch=batch(timezone.localdate()))

    code, said = run("where", "zz21aa")

    assert code == 0
    assert said.splitlines()[0] == "ZZ2 1AA: Bassetlaw (E07000171)"
    assert "Locality 1 (local grouping)" in said
    code, said = run("where", "ZZ2 1AA", "--json")
    assert (code, json.loads(said)["answer"], json.loads(said)["place"]["district"]["code"]) == (0, "here", BASSETLAW)


def test_where_says_what_is_so_and_what_to_do() -> None:
    code, said = run("where", "ZZ9 9ZZ")
    assert (code, said.splitlines()) == (
        1,
        [
            "ZZ9 9ZZ is not in the postcode file, and nothing like it is.",
            "Check it with whoever sent it, or choose the team yourself. Postcodes of other authorities are not loaded,"
            " so it may lie in one.",
        ],
    )
    assert run("where", "nowhere")[1].splitlines()[0] == "This is not a full postcode."
    assert run("where", "NG1 1AA")[1].splitlines() == [
        "NG1 1AA is in Nottingham City, outside this authority.",
        "Pass it on to Nottingham City (number not configured), and keep it open until they say that they have it."
        " Pass on a worry about safety by phone within the hour.",
    ]


@pytest.mark.parametrize(
    ("authority", "said"),
    [
        ("hampshire", "Hampshire: 11 districts, 15 clusters, 54 areas, 81 sites, 54 bases"),
        ("birmingham", "Birmingham: 1 district, 4 areas, 16 localities, 73 sites, 16 bases"),
        ("", "Nottinghamshire: 7 districts, 18 clusters, 58 areas, 3 localities, 5 sites, 5 hub networks"),
    ],
)
def test_shape_counts_an_authoritys_file_in_its_own_words(authority: str, said: str) -> None:
    code, printed = run("shape", *([authority] if authority else []))

    assert (code, printed.splitlines()[0]) == (0, said)
    assert ("made up" in printed) is bool(authority)
    assert ("  Retford: pilot" in printed) is not bool(authority)


def test_shape_prints_one_json_object_and_names_a_file_that_there_is_not() -> None:
    assert json.loads(run("shape", "hampshire", "--json")[1]) == {
        "authority": "Hampshire",
        "districts": 11,
        "clusters": 15,
        "areas": 54,
        "localities": 0,
        "sites": 81,
        "bases": 54,
        "networks": 0,
    }
    assert run("shape", "atlantis")[0] == 1


def test_load_reports_for_people_what_did_not_fit(tmp_path: Path) -> None:
    (tmp_path / "zz.csv").write_text(
        code_point("ZZ1 1AA", 1, BASSETLAW)
        + "\n"
        + code_point("NOWHERE", 2, BASSETLAW)
        + "\n"
        + code_point("ZZ3 1AA", 3, "E07999909")
        + "\n"
    )
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")

    code, said = run("load", str(tmp_path))

    assert code == 0
    assert "zz.csv: OS Code-Point Open: 3 rows; 1 new, 1 of other authorities, 1 left out" in said
    assert "zz.csv, row 2: left out: “NOWHERE” is not a postcode" in said
    assert "zz.csv: 1 rows of other authorities, 1 postcodes of theirs are known; the first in rows 3" in said
    assert "Not used, no source knows their layout: notes.csv" in said
    assert "Nottinghamshire: 7 districts, 18 clusters, 58 areas, 3 localities (local grouping)" in said
    assert "Loaded." in said


def test_load_ends_badly_where_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zz.csv").write_text(code_point("ZZ1 1AA", 1, BASSETLAW))

    code, said = run("load", str(tmp_path))

    assert code == 1
    assert "REFUSED zz.csv, row 1: nothing of it was kept: its last line has no end" in said


def test_load_prints_one_json_object(tmp_path: Path) -> None:
    for name, text in files().items():
        (tmp_path / name).write_bytes(text.encode())

    code, said = run("load", str(tmp_path), "--dry-run", "--json")

    report = json.loads(said)
    assert code == 0
    assert (report["dry_run"], report["counts"]["areas"], len(report["files"])) == (True, 58, 7)
    assert {file["outside"] for file in report["files"]} == {9, 8, 7}


def test_an_authority_without_a_file_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAMILYHUB_AUTHORITY", "atlantis")

    result = CliRunner().invoke(places.app, ["load", str(tmp_path)])

    assert result.exit_code == 1
    assert (
        result.stderr.strip()
        == "there is no authority file called atlantis; there are: birmingham, hampshire, nottinghamshire"
    )
