"""The demonstration's own mail server: takes every message by SMTP and keeps it in a folder, sends nothing anywhere."""

from __future__ import annotations

import contextlib
import email
import email.policy
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

HOST = "127.0.0.1"
FOLDER = "mail"
KEPT = 200


class Keeper:
    """What the server does with a message."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the message, by the moment it came."""
        made = self.folder / f".{uuid.uuid4()}"
        made.write_bytes(envelope.content)
        made.rename(self.folder / f"{len(list(self.folder.glob('*.eml'))):05d}-{uuid.uuid4().hex[:8]}.eml")
        return "250 kept"


@contextlib.contextmanager
def mail_server(folder: Path, port: int = 0) -> Iterator[int]:
    """A mail server of this process on a free port, which it gives."""
    controller = Controller(Keeper(folder), hostname=HOST, port=port)
    if port == 0:
        controller.port = _free_port()
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def deliver_once(folder: Path, variables: dict[str, str]) -> None:
    """Let the worker, in a process of its own, send what waits in the outbox, and end."""
    with mail_server(folder) as port:
        environment = variables | {"FAMILYHUB_MAIL_HOST": HOST, "FAMILYHUB_MAIL_PORT": str(port)}
        command = [sys.executable, "-m", "familyhub", "worker", "--once"]
        subprocess.run(command, env=os.environ | environment, check=True, stdout=subprocess.DEVNULL)


def messages_in(folder: Path) -> list[dict[str, str]]:
    """The messages kept, newest first."""
    files = sorted(folder.glob("*.eml"), reverse=True)[:KEPT]
    read = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]
    return [
        {"to": str(one["to"]), "subject": str(one["subject"]), "words": one.get_body().get_content()}  # type: ignore[union-attr]
        for one in read
    ]
