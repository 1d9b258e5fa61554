"""ClamAV's daemon, spoken to over TCP or a Unix socket by its INSTREAM command (the manual page clamd(8)).

The bytes go in chunks, each after its length in four bytes, a length of nought at the end. The answer is one line:
"stream: OK", "stream: <name> FOUND", or words that end in "ERROR". Only the first is clean and only the second is
harmful; anything else is no answer.
"""

from __future__ import annotations

import contextlib
import socket
import struct
from collections.abc import Iterator

from familyhub.documents.scanning import ScannerAway, ScannerSettings
from familyhub.documents.terms import NO_ANSWER

CODE = "clamd"
RANK = 10
SECONDS = 30.0
CHUNK = 65_536
LONGEST_ANSWER = 4096


def is_set_up(environment: ScannerSettings) -> bool:
    """Is an address or a socket named?"""
    return _is_socket(environment.scanner) or ":" in environment.scanner


def _is_socket(named: str) -> bool:
    return named.startswith("/")


def _connected(named: str) -> socket.socket:
    if not _is_socket(named):
        host, _, port = named.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(SECONDS)
        line.connect(named)
    except OSError:
        line.close()
        raise
    return line


@contextlib.contextmanager
def _line(named: str) -> Iterator[socket.socket]:
    try:
        with _connected(named) as line:
            yield line
    except (OSError, ValueError) as error:
        raise ScannerAway(f"{NO_ANSWER} ({type(error).__name__})") from None


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        more = line.recv(LONGEST_ANSWER)
        if not more:
            break
        said += more
    return said.rstrip(b"\0").decode("ascii", errors="replace").strip()


def is_there(environment: ScannerSettings) -> bool:
    """Does it answer?"""
    try:
        with _line(environment.scanner) as line:
            line.sendall(b"zPING\0")
            return _answer(line) == "PONG"
    except ScannerAway:
        return False


def _send(line: socket.socket, body: bytes) -> None:
    line.sendall(b"zINSTREAM\0")
    for start in range(0, len(body), CHUNK):
        piece = body[start : start + CHUNK]
        line.sendall(struct.pack("!I", len(piece)) + piece)
    line.sendall(struct.pack("!I", 0))


def is_harmful(body: bytes, environment: ScannerSettings) -> bool:
    """What the daemon says of these bytes. Errors: ScannerAway."""
    with _line(environment.scanner) as line:
        _send(line, body)
        said = _answer(line)
    if said == "stream: OK":
        return False
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return True
    raise ScannerAway("the virus scanner could not check it")
