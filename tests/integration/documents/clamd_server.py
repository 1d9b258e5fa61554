"""A small server on this machine that speaks clamd's INSTREAM and PING, and can be told to fail in each way."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.unit.documents.files import EICAR


@dataclass
class Clamd:
    """What it heard, where it is, and how it answers: "" as it should, else these bytes; None closes the line."""

    address: str = ""
    heard: list[bytes] = field(default_factory=list)
    says: bytes | None = b""


def _exactly(line: socket.socket, count: int) -> bytes:
    said = b""
    while len(said) < count:
        more = line.recv(count - len(said))
        if not more:
            raise ConnectionError
        said += more
    return said


def _command(line: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\0"):
        said += _exactly(line, 1)
    return said


def _stream(line: socket.socket) -> bytes:
    body = b""
    while length := struct.unpack("!I", _exactly(line, 4))[0]:
        body += _exactly(line, length)
    return body


@contextlib.contextmanager
def serving(path: str = "") -> Iterator[Clamd]:
    """On a free port, or on a Unix socket at `path`."""
    clamd = Clamd()

    class Talk(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with contextlib.suppress(ConnectionError):
                if _command(self.request) == b"zPING\0":
                    self.request.sendall(b"PONG\0")
                    return
                clamd.heard.append(_stream(self.request))
                if clamd.says is None:
                    return
                found = b"stream: Eicar-Signature FOUND\0" if EICAR in clamd.heard[-1] else b"stream: OK\0"
                self.request.sendall(clamd.says or found)

    made = socketserver.UnixStreamServer(path, Talk) if path else socketserver.TCPServer(("127.0.0.1", 0), Talk)
    with made as server:
        clamd.address = path or f"127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield clamd
        finally:
            server.shutdown()
            thread.join()
