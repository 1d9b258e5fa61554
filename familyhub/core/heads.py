"""The head of the chain over the access log, signed and kept outside the database.

Whoever holds the server's keys can rewrite the log and every seal so that they agree with each other. They cannot
rewrite this file without the signing key: put the file, or the key, where the database's keepers cannot reach.
One line each minute while there is activity; each is signed (Ed25519) over its content and the signature of the line
before. Besides the head a line holds a short mark of each seal since the last line, so that a rewriting can be placed.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.core.models import Seal

EVERY = timedelta(seconds=60)
"""Between two lines while there is activity; the promise is 15 minutes (decision 4)."""
MOST = 2_000
"""Seals that one line names at most."""
LONGEST = 128 * 1024
"""Bytes at the end of the file in which the last line is looked for; a full line has 17,000."""
SHORT = 8
"""Characters of each seal's hash in hexadecimal that a line holds."""


class NoKey(Exception):
    """There is no usable signing key; the text says what to do."""


@dataclass(frozen=True)
class Line:
    """One line of the file. `seals` are the numbers and short marks of the seals since the line before.

    `fault` is empty for a good line, else plain words; then nothing else in it may be believed.
    """

    number: int
    fault: str = ""
    seal: int = 0
    hash: str = ""
    at: str = ""
    high: int = 0
    seals: tuple[tuple[int, str], ...] = ()
    signature: str = ""


def heads_path() -> Path:
    """The file: the one that the settings name, else one in the state folder."""
    return Path(settings.ENVIRONMENT.audit_heads or settings.STATE / "audit-heads.jsonl")


def key_path() -> Path:
    """Where the key is kept when the settings do not give one."""
    return Path(settings.STATE) / "audit_key.pem"


def _made_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)


def signing_key(make: bool = True) -> Ed25519PrivateKey:
    """The private key; made once, readable by its owner alone, unless it is given. Errors: NoKey."""
    pem = settings.ENVIRONMENT.audit_key.encode()
    if not pem:
        if make and not key_path().exists():
            _made_key(key_path())
        if not key_path().exists():
            raise NoKey(f"there is no signing key: {key_path()} is not there")
        pem = key_path().read_bytes()
    try:
        key = load_pem_private_key(pem, password=None)
    except ValueError as error:
        raise NoKey("the signing key cannot be read: it must be an Ed25519 private key in PEM") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey("the signing key is of another kind: it must be Ed25519")
    return key


def _signed(content: dict[str, Any], previous: str) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode() + previous.encode()


def append_due(using: str = "default", now: datetime | None = None) -> bool:
    """Add a line when there are new seals and the last line is old enough. Returns whether one was added.

    Role worker. Errors: NoKey, OSError, DatabaseError.
    """
    now = now or timezone.now()
    path = heads_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        last = _last_line(path)
        if last and now - datetime.fromisoformat(last["at"]) < EVERY and not last.get("more"):
            return False
        content = _content(using, last["seal"] if last else 0, now)
        if content is None:
            return False
        signature = signing_key().sign(_signed(content, last["signature"] if last else ""))
        content["signature"] = base64.b64encode(signature).decode()
        file.write(json.dumps(content, sort_keys=True, separators=(",", ":")).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return True


def _content(using: str, after: int, now: datetime) -> dict[str, Any] | None:
    """What the next line says, or None when no seal is newer than `after`."""
    with fence.enter(system("sealer"), screen="sealer", using=using):
        found = list(
            Seal.objects.using(using).filter(id__gt=after).order_by("id").values_list("id", "hash", "high")[: MOST + 1]
        )
    if not found:
        return None
    head = found[:MOST][-1]
    return {
        "seal": head[0],
        "hash": bytes(head[1]).hex(),
        "high": head[2],
        "at": now.isoformat(),
        "first": found[0][0],
        "marks": "".join(bytes(row[1]).hex()[:SHORT] for row in found[:MOST]),
        "more": len(found) > MOST,
    }


def _last_line(path: Path) -> dict[str, Any] | None:
    """The last line that can be read at all, whether its signature is good or not."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - LONGEST))
        for text in reversed(file.read().splitlines()):
            with contextlib.suppress(ValueError, AttributeError):
                line = json.loads(text)
                if {"seal", "at", "signature"} <= line.keys():
                    return dict(line)
    return None


def read(path: Path | None = None, size: int | None = None) -> Iterator[Line]:
    """Every line of the file (of its first `size` bytes), each with its signature checked. Errors: NoKey, OSError."""
    public = signing_key(make=False).public_key()
    previous, done = "", 0
    with (path or heads_path()).open("rb") as file:
        for number, text in enumerate(file, start=1):
            done += len(text)
            if size is not None and done > size:
                return
            line = _line(number, text, previous, public)
            # the next line is signed over the last signature that can be read
            previous = line.signature or previous
            yield line


def _line(number: int, text: bytes, previous: str, public: Ed25519PublicKey) -> Line:
    try:
        content = json.loads(text)
        signature = content.pop("signature")
        marks, first = content["marks"], content["first"]
        short = [marks[i : i + SHORT] for i in range(0, len(marks), SHORT)]
        public.verify(base64.b64decode(signature), _signed(content, previous))
    except InvalidSignature:
        return Line(number, "its signature does not fit what it says and the line before it", signature=signature)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Line(number, "it cannot be read")
    return Line(
        number=number,
        seal=content["seal"],
        hash=content["hash"],
        at=content["at"],
        high=content["high"],
        seals=tuple(enumerate(short, start=first)),
        signature=signature,
    )
