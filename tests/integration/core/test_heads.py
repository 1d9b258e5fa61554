"""The signed file outside the database: when a line is added, what it says, and who may read the key."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from familyhub.core import chain, heads
from tests.integration.core.audited import Log


def pem(key: Any) -> str:
    return str(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())


def seal(log: Log) -> None:
    log.write(1)
    chain.seal("worker", log.now)


def test_no_line_is_added_when_nothing_happened(log: Log) -> None:
    assert not heads.append_due("worker", log.now)
    assert heads.heads_path().read_bytes() == b""


def test_lines_are_a_minute_apart_while_there_is_activity(log: Log) -> None:
    added = []
    for seconds in (0, 30, 59, 61, 130):
        seal(log)
        added.append(heads.append_due("worker", log.now + timedelta(seconds=seconds)))
    assert added == [True, False, False, True, True]
    assert not heads.append_due("worker", log.now + timedelta(hours=1))
    assert [(line.seal, line.high, [number for number, _ in line.seals], line.fault) for line in heads.read()] == [
        (1, 1, [1], ""),
        (4, 4, [2, 3, 4], ""),
        (5, 5, [5], ""),
    ]


def test_a_backlog_is_signed_at_once_in_several_lines(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "MOST", 2)
    for _ in range(5):
        seal(log)
    assert [heads.append_due("worker", log.now) for _ in range(4)] == [True, True, True, False]
    assert [line.seal for line in heads.read()] == [2, 4, 5]


def test_the_key_is_made_once_and_read_by_its_owner_alone(log: Log) -> None:
    made = pem(heads.signing_key())
    assert pem(heads.signing_key()) == made
    assert heads.key_path().stat().st_mode & 0o777 == 0o600


def test_a_given_key_and_file_are_used(log: Log, settings: Any, tmp_path: Path) -> None:
    settings.ENVIRONMENT = replace(
        settings.ENVIRONMENT, audit_key=pem(Ed25519PrivateKey.generate()), audit_heads=str(tmp_path / "off" / "heads")
    )
    seal(log)
    assert heads.append_due("worker", log.now)
    assert not heads.key_path().exists()
    assert [line.seal for line in heads.read(tmp_path / "off" / "heads")] == [1]


@pytest.mark.parametrize(
    ("given", "words"),
    [("no key at all", "cannot be read"), (pem(generate_private_key(SECP256R1())), "of another kind")],
)
def test_a_key_that_cannot_sign_is_refused(log: Log, settings: Any, given: str, words: str) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, audit_key=given)
    with pytest.raises(heads.NoKey, match=words):
        heads.signing_key()


def test_a_line_is_added_after_one_that_cannot_be_read(log: Log) -> None:
    seal(log)
    heads.append_due("worker", log.now)
    with heads.heads_path().open("ab") as file:
        file.write(b"torn\n[1]\n{}\n")
    seal(log)
    assert heads.append_due("worker", log.now + timedelta(minutes=2))
    assert [line.fault for line in heads.read()] == ["", *["it cannot be read"] * 3, ""]


def test_a_line_says_nothing_about_anybody(log: Log) -> None:
    seal(log)
    heads.append_due("worker", log.now)
    line = json.loads(heads.heads_path().read_text())
    assert line.keys() == {"seal", "hash", "high", "at", "first", "marks", "more", "signature"}
    assert str(log.subjects[0]) not in json.dumps(line)


def test_lines_that_are_added_while_the_file_is_read_are_left_for_the_next_time(log: Log) -> None:
    seal(log)
    heads.append_due("worker", log.now)
    size = heads.heads_path().stat().st_size
    seal(log)
    heads.append_due("worker", log.now + timedelta(minutes=2))
    assert [line.seal for line in heads.read(size=size)] == [1]
