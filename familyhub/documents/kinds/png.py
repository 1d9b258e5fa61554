"""PNG pictures: screenshots and scans."""

from __future__ import annotations

import struct
import zlib

from familyhub.documents import foreign, pictures
from familyhub.documents.policy import Unacceptable
from familyhub.documents.terms import Fault

CODE = "png"
TITLE = "Picture (PNG)"
EXTENSIONS = ("png",)
MIME = "image/png"
STARTS = b"\x89PNG\r\n\x1a\n"
NOT_TAKEN = "more than 40 million pixels; anything after its end; another file inside. Notes in it are taken out"
HEAD = 8


def examine(body: bytes) -> bytes:
    """The picture drawn anew. Errors: Unacceptable."""
    at = len(STARTS)
    seen: list[bytes] = []
    while at < len(body):
        name, data, at = _piece(body, at)
        if not seen:
            _check_head(name, data)
        if name != b"IDAT":
            foreign.refuse(data)
        seen.append(name)
        if name == b"IEND":
            break
    if not seen or seen[-1] != b"IEND" or b"IDAT" not in seen:
        raise Unacceptable(Fault.DAMAGED)
    if at != len(body):
        raise Unacceptable(Fault.TWO_IN_ONE)
    return pictures.redrawn(body, "PNG")


def _check_head(name: bytes, data: bytes) -> None:
    if name != b"IHDR" or len(data) != 13:
        raise Unacceptable(Fault.DAMAGED)
    width, height = struct.unpack("!II", data[:8])
    pictures.check_pixels(width, height)


def _piece(body: bytes, at: int) -> tuple[bytes, bytes, int]:
    """The piece that begins here: its name, what is in it, and where the next begins."""
    if at + HEAD > len(body):
        raise Unacceptable(Fault.DAMAGED)
    (length,) = struct.unpack("!I", body[at : at + 4])
    name, data = body[at + 4 : at + HEAD], body[at + HEAD : at + HEAD + length]
    end = at + HEAD + length
    if end + 4 > len(body) or struct.unpack("!I", body[end : end + 4])[0] != zlib.crc32(name + data):
        raise Unacceptable(Fault.DAMAGED)
    return name, data, end + 4
