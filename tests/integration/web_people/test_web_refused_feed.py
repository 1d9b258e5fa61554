"""A feed file that is mostly wrong: every mistake is told by row and column, on the page, as CSV and by the command."""

from __future__ import annotations

import csv
import io
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import typer
from django.core.files.uploadedfile import SimpleUploadedFile

from familyhub.cli import django_ready
from familyhub.cli.commands import import_
from familyhub.imports.terms.feeds import Refused, RowMistake
from tests.integration.imports.feeding import as_csv, birth
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import browser

pytestmark = pytest.mark.django_db


def test_the_first_fifty_mistakes_are_shown_and_the_whole_list_is_taken_as_csv() -> None:
    client, _ = browser("data_officer")
    assert client.get("/feeds/refused/").status_code == 302
    body = as_csv([birth(n) | {"given_name": "=2026-11-12"} for n in range(1, 71)])
    page = client.post("/feeds/", {"file": SimpleUploadedFile("births.csv", body)})
    assert page.status_code == 422
    assert "70 of 70 rows do not fit" in text(page)
    assert "The first 50 of 70 mistakes are shown." in text(page)
    assert "A name holds no numbers" in text(page)
    assert "=2026-11-12" not in text(page)
    kept = client.get("/feeds/refused/").content.decode().removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(kept)))
    assert rows[0] == ["row", "column", "what to do"]
    assert [row[:2] for row in rows[1:]] == [[str(n), "given_name"] for n in range(2, 72)]
    assert "2026-11-12" not in kept
    stranger, _ = browser("front_door_officer")
    assert stranger.get("/feeds/refused/").status_code in {403, 404}


def test_the_command_writes_the_mistakes_of_a_refused_file_as_its_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: Any) -> None:
        raise Refused("2 of 2 rows do not fit", 2, [RowMistake(2, "sex", "Enter F, M or U"), RowMistake(3, "sex", "x")])

    monkeypatch.setattr(django_ready, "ready", lambda _: nullcontext())
    monkeypatch.setattr(import_, "_brought_in", refuse)
    report = tmp_path / "report.csv"
    with pytest.raises(typer.Exit):
        import_.command("births", tmp_path, report=report)
    assert report.read_text().splitlines() == ["row,column,what to do", '2,sex,"Enter F, M or U"', "3,sex,x"]
    assert "Refused, row 2" in capsys.readouterr().err
