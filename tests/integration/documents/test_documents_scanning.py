"""Scanning: fail closed, tried again, destroyed when harmful, and clamd's own language spoken to a real server."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from familyhub.cli import doctoring
from familyhub.cli.doctoring import CHECKS, Look
from familyhub.core import fence
from familyhub.core.asker import Asker, Kind, system
from familyhub.documents import actions, queries
from familyhub.documents.scanners import clamd
from familyhub.documents.scanning import ScannerAway, scanner_for
from familyhub.documents.terms import State
from tests.integration.documents.clamd_server import serving
from tests.integration.documents.conftest import Stored
from tests.unit.documents.files import EICAR, good_pdf

Round = Callable[[], list[actions.Checked]]
HARMFUL = good_pdf(b"<< /Length 68 >>\nstream\n" + EICAR + b"\nendstream")
SYSTEM = system("test")
THING = actions.Thing("test.thing", SYSTEM.number, SYSTEM.number, "")  # type: ignore[arg-type]


def keep(name: str, body: bytes, attach: bool = False) -> Any:
    with fence.enter(SYSTEM):
        number = actions.keep(name=name, body=body, by=SYSTEM, at=timezone.now())
        if attach:
            actions.attach(documents=[number], to=THING, by=SYSTEM, at=timezone.now())
    return number


def environment(settings: Any, **said: Any) -> Any:
    return replace(settings.ENVIRONMENT, **said)


def test_without_a_scanner_nothing_opens_and_it_is_tried_again(
    fresh_database: str, stored: Stored, checked: Round
) -> None:
    keep("a.pdf", good_pdf())
    assert checked() == [actions.Checked(State.QUARANTINED, is_scanner_away=True)]
    assert stored.rows("SELECT state, tries, next_check_at > now() FROM documents_document") == [
        ("quarantined", 1, True)
    ]
    assert checked() == []


def test_a_clean_file_opens_and_a_harmful_one_is_destroyed(
    fresh_database: str, stored: Stored, checked: Round, demo_scanner: None
) -> None:
    keep("good.pdf", good_pdf(), attach=True)
    keep("harmful.pdf", HARMFUL, attach=True)
    assert {one.state for one in checked()} == {State.CLEAN, State.REFUSED}
    assert sorted(stored.states()) == [("good.pdf", "clean"), ("harmful.pdf", "refused")]
    assert stored.one("SELECT count(*) FROM documents_documentcontent") == 1
    assert stored.one("SELECT count(*) FROM documents_attachment") == 2
    codes = [row[0] for row in stored.rows("SELECT code FROM core_event ORDER BY at, code")]
    assert codes == ["documents.attached", "documents.attached", "documents.refused"]
    assert checked() == []


def test_the_worker_alone_may_ask_what_is_due(fresh_database: str) -> None:
    with fence.enter(SYSTEM):
        assert queries.due(Asker(Kind.STAFF, number=SYSTEM.number), timezone.now()) == []


def test_what_was_never_sent_goes_after_30_days(fresh_database: str, stored: Stored, as_worker: Any) -> None:
    keep("unsent.pdf", good_pdf())
    keep("sent.pdf", good_pdf(b"<< /A 1 >>"), attach=True)
    for days, left in ((29, 2), (31, 1)):
        with as_worker(), fence.enter(system("tidy")):
            actions.drop_unsent(timezone.now() + timedelta(days=days))
        assert stored.one("SELECT count(*) FROM documents_documentcontent") == left
    assert [name for name, _ in stored.states()] == ["sent.pdf"]


@pytest.mark.parametrize("way", ["tcp", "socket"])
def test_clamd_hears_every_byte_and_its_answer_decides(way: str, tmp_path: Path, settings: Any) -> None:
    large = good_pdf(b"(" + b"x" * 200_000 + b")")
    with serving(str(tmp_path / "clamd") if way == "socket" else "") as server:
        told = environment(settings, scanner=server.address)
        assert scanner_for(told) is clamd
        assert clamd.is_there(told)
        assert [clamd.is_harmful(body, told) for body in (large, HARMFUL)] == [False, True]
        assert server.heard == [large, HARMFUL]


@pytest.mark.parametrize(
    "says",
    [None, b"stream: size limit exceeded. ERROR\0", b"stream: OK FOUND? \0", b"OK\0", b"\xff\xfe\0", b"x" * 9000],
)
def test_an_answer_that_is_not_clear_is_no_answer(says: bytes | None, settings: Any) -> None:
    with serving() as server:
        server.says = says
        with pytest.raises(ScannerAway):
            clamd.is_harmful(good_pdf(), environment(settings, scanner=server.address))


@pytest.mark.parametrize("address", ["/nowhere/clamd", "127.0.0.1:1", "127.0.0.1:words"])
def test_a_scanner_that_is_not_there_is_away(address: str, settings: Any) -> None:
    told = environment(settings, scanner=address)
    assert not clamd.is_there(told)
    with pytest.raises(ScannerAway):
        clamd.is_harmful(b"x", told)


def test_a_scanner_that_does_not_answer_in_time_is_away(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clamd, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        told = environment(settings, scanner=f"127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(ScannerAway):
            clamd.is_harmful(b"x", told)


def test_a_file_waits_for_a_scanner_that_comes_back(
    fresh_database: str, stored: Stored, checked: Round, settings: Any, as_worker: Any
) -> None:
    number = keep("a.pdf", good_pdf())
    settings.ENVIRONMENT = environment(settings, scanner="127.0.0.1:1")
    assert checked()[0].is_scanner_away
    with serving() as server:
        settings.ENVIRONMENT = environment(settings, scanner=server.address)
        with as_worker():
            assert actions.check(number, at=timezone.now()).state is None  # not before its time
            assert actions.check(number, at=timezone.now() + timedelta(minutes=2)).state is State.CLEAN
    assert stored.states() == [("a.pdf", "clean")]


def test_the_stand_in_is_for_the_demonstration_alone(settings: Any) -> None:
    assert scanner_for(environment(settings, scanner="eicar")).CODE == "none"
    assert scanner_for(environment(settings, demo=True)).CODE == "eicar"
    assert scanner_for(environment(settings, demo=True, scanner="127.0.0.1:3310")).CODE == "clamd"


def test_doctor_says_whether_files_are_scanned(fresh_database: str, settings: Any) -> None:
    def said(**given: Any) -> str:
        settings.ENVIRONMENT = environment(settings, **given)
        return str(doctoring._made(CHECKS["scanner"], Look("worker")))

    assert "FAMILYHUB_SCANNER" in said()
    assert "does not answer" in said(scanner="127.0.0.1:1")
    with serving() as server:
        assert said(scanner=server.address) == ""
    assert said(scanner="", demo=True) == ""
    assert "test pattern" in CHECKS["scanner"].ASKS
