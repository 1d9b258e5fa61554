"""The chain over the access log when nobody tampers: what is sealed, what comes late, and no false alarm."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.db.utils import OperationalError

from familyhub.core import chain, fence, heads
from familyhub.core.asker import system
from familyhub.core.chain import links, sealer
from familyhub.core.models import Seal
from tests.integration.core.audited import APART, START, Log


def test_an_untouched_log_has_no_findings(sealed: Log) -> None:
    assert sealed.verify() == []


def test_an_empty_log_has_no_seal_and_no_findings(log: Log) -> None:
    assert chain.seal("worker") is None
    assert log.verify() == []


def test_a_seal_names_the_numbers_it_missed_and_the_next_takes_in_the_late_one(sealed: Log) -> None:
    seals = list(Seal.objects.using("worker").order_by("id"))
    assert [(s.low, s.high, s.missing, s.late) for s in seals] == [
        (1, 10, [], []),
        (11, 20, [15], []),
        (21, 30, [25], []),
        (31, 40, [], [25]),
        (41, 50, [], []),
        (51, 60, [], []),
    ]


def test_a_seal_covers_a_bounded_batch(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealer, "BATCH", 4)
    log.write(10)
    made = [chain.seal("worker", log.now) for _ in range(4)]
    assert [(s.low, s.high) if s else None for s in made] == [(1, 4), (5, 8), (9, 10), None]


def test_a_row_that_comes_after_its_time_is_told_and_never_sealed(log: Log) -> None:
    log.write(2)
    missed = log.skip()
    log.write(1)
    log.seal()
    closing = log.seal()
    assert closing is not None
    assert (closing.low, closing.high) == (5, 4)
    log.write(1, number=missed)
    assert log.seal() is None
    assert log.places() == [("row-added", "row 3")]


def test_a_row_is_not_lost_because_the_sealer_was_down(log: Log) -> None:
    missed = log.skip()
    log.write(1)
    log.seal()
    log.write(1, number=missed)
    made = log.seal()
    assert made is not None
    assert made.late == [missed]
    assert log.verify() == []


def test_only_one_sealer_works_at_a_time(log: Log) -> None:
    log.write(1)
    log.attacker.execute("SELECT pg_advisory_lock(%s)", [sealer.LOCK])
    assert chain.seal("worker") is None
    log.attacker.execute("SELECT pg_advisory_unlock(%s)", [sealer.LOCK])
    assert chain.seal("worker") is not None


def test_time_never_runs_backwards_along_the_chain(log: Log) -> None:
    log.write(1)
    first = chain.seal("worker", START + timedelta(seconds=30))
    log.write(1)
    second = chain.seal("worker", START)
    assert first is not None
    assert second is not None
    assert second.at == first.at


def test_the_oldest_unsealed_row_says_how_long_it_has_waited(log: Log) -> None:
    def age() -> timedelta | None:
        with fence.enter(system("test"), using="worker"):
            return chain.oldest_unsealed_age(START + timedelta(seconds=90), "worker")

    assert age() is None
    missed = log.skip()
    log.write(3)
    assert age() == timedelta(seconds=90)
    chain.seal("worker", START)
    assert age() is None
    log.write(1, number=missed)
    assert age() == timedelta(seconds=90)


def test_a_row_that_waits_too_long_is_told(log: Log) -> None:
    missed = log.skip()
    log.write(1)
    chain.seal("worker", log.now)
    heads.append_due("worker", log.now)
    log.write(2)
    log.write(1, number=missed)
    log.now += timedelta(seconds=59)
    assert log.places() == []
    log.now += timedelta(seconds=2)
    assert log.places() == [("unsealed", "row 1"), ("unsealed", "rows 3 to 4")]


def test_writers_who_roll_back_or_commit_late_raise_no_alarm(log: Log) -> None:
    """Four writers at once; every fifth row is rolled back, every seventh commits after its successors."""
    from tests.conftest import DATABASE

    name = connections["default"].settings_dict["NAME"]
    statement = (
        "INSERT INTO core_access (kind, purpose, screen, method, outcome, subjects, asked, request)"
        " VALUES ('staff', '', 'x', 'GET', 'shown', '{}', '', gen_random_uuid())"
    )

    def writer() -> None:
        import psycopg

        with psycopg.connect(DATABASE.url("fhtest_app", name)) as connection:
            for n in range(60):
                connection.execute(statement)
                if n % 7 == 0:
                    time.sleep(0.02)
                connection.rollback() if n % 5 == 0 else connection.commit()

    threads = [threading.Thread(target=writer) for _ in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        chain.seal("worker")
    chain.seal("worker")
    heads.append_due("worker")
    with fence.enter(system("test"), using="worker"):
        seals = list(Seal.objects.using("worker").order_by("id"))
    found = chain.verify("worker")
    assert found == []
    assert sum(s.high - s.low + 1 - len(s.missing) + len(s.late) for s in seals) == 4 * 48


def test_the_sealer_goes_on_after_the_database_failed(
    log: Log, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real, calls, stop = sealer.seal, [], threading.Event()

    def failing_once(using: str) -> Any:
        calls.append(using)
        if len(calls) == 1:
            raise OperationalError("the server is starting up")
        made = real(using)
        if len(calls) == 3:
            stop.set()
        return made

    monkeypatch.setattr(sealer, "seal", failing_once)
    monkeypatch.setattr(sealer, "EVERY_SECONDS", 0.01)
    monkeypatch.setattr(sealer, "BATCH", 1)
    log.write(2)
    chain.run_sealer(stop, "worker")
    assert len(calls) == 3
    assert "could not be sealed" in caplog.text
    assert Seal.objects.using("worker").count() == 2


def test_the_sealer_survives_a_server_that_drops_every_connection(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealer, "EVERY_SECONDS", 0.01)
    stop = threading.Event()
    thread = threading.Thread(target=chain.run_sealer, args=(stop, "worker"))
    thread.start()

    def sealed_up_to(number: int) -> None:
        deadline = time.monotonic() + 20
        while not Seal.objects.using("worker").filter(high__gte=number).exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)

    try:
        log.write(1)
        sealed_up_to(1)
        log.attacker.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = 'fhtest_worker'"
        )
        connections["worker"].close()
        log.write(1)
        sealed_up_to(2)
    finally:
        stop.set()
        thread.join()


def test_the_digest_covers_every_column() -> None:
    from familyhub.core.chain.rows import COLUMNS
    from familyhub.core.models import AccessRow

    assert set(COLUMNS) == {f.column for f in AccessRow._meta.concrete_fields}


def test_apart_is_longer_than_the_time_for_late_rows() -> None:
    assert APART > links.LATE_FOR
