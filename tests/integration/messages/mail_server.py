"""A real mail server in a process of its own: keeps each message that it takes as a JSON file in a folder.

Addresses decide what it does: `nobody@` is refused with 550 (no such mailbox), `refused@` with 554, `busy@` is put off
with 451, `slow@` is taken and kept, and answered only after a minute; `crash@` is taken and kept, and then the whole
server dies.
"""

from __future__ import annotations

import asyncio
import contextlib
import email
import json
import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ANSWERS = {"nobody": "550 no such mailbox here", "refused": "554 not today", "busy": "451 come back later"}


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class MailServer:
    """Where it listens and where it keeps what it took."""

    port: int
    folder: Path

    def taken(self) -> list[dict[str, Any]]:
        """Every message that it took, in order."""
        return [json.loads(file.read_text()) for file in sorted(self.folder.glob("*.json"))]

    def environment(self, environment: Any) -> Any:
        """The settings with this server as mail server."""
        return replace(environment, mail_host="127.0.0.1", mail_port=self.port, mail_from="hub@authority.example")


def wait_for(port: int) -> None:
    """Until something answers there."""
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as there:
            if there.recv(4).startswith(b"220"):
                return
        time.sleep(0.05)
    raise TimeoutError(f"no mail server on port {port}")


@contextlib.contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[MailServer]:
    """Run the server until the block ends."""
    server = MailServer(port or free_port(), folder)
    folder.mkdir(exist_ok=True)
    process = subprocess.Popen([sys.executable, __file__, str(server.port), str(folder)], stderr=subprocess.DEVNULL)
    try:
        wait_for(server.port)
        yield server
    finally:
        process.kill()
        process.wait()


class Keeper:
    """What the server does with what it is handed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Refuse, put off or take an address."""
        answer = ANSWERS.get(address.partition("@")[0])
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the message, then answer."""
        message = email.message_from_bytes(envelope.content)
        payload = message.get_payload(decode=True)
        kept = {
            "to": envelope.rcpt_tos,
            "headers": dict(message.items()),
            "words": payload.decode().replace("\r\n", "\n") if isinstance(payload, bytes) else "",
        }
        name = self.folder / f"{time.time_ns()}-{uuid.uuid4().hex[:6]}"
        name.with_suffix(".part").write_text(json.dumps(kept))
        os.rename(name.with_suffix(".part"), name.with_suffix(".json"))
        if envelope.rcpt_tos[0].startswith("crash@"):
            os._exit(1)
        if envelope.rcpt_tos[0].startswith("slow@"):
            await asyncio.sleep(60)
        return "250 taken"


async def serve(port: int, folder: Path) -> None:
    """Listen until killed."""
    from aiosmtpd.smtp import SMTP

    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: SMTP(Keeper(folder)), "127.0.0.1", port)
    await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
