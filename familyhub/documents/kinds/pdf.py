"""PDF documents that show pages and do nothing else (ISO 32000-1 §7.5 structure, §12.6 actions)."""

from __future__ import annotations

import re
import zlib

from familyhub.documents import foreign
from familyhub.documents.policy import Unacceptable
from familyhub.documents.terms import Fault

CODE = "pdf"
TITLE = "PDF"
EXTENSIONS = ("pdf",)
MIME = "application/pdf"
STARTS = b"%PDF-"
NOT_TAKEN = "programs, automatic actions, files inside, a password; anything before its beginning or after its end"
FAULTS = {
    Fault.LOCKED: (b"/Encrypt",),
    Fault.ENCLOSED: (b"/EmbeddedFile", b"/FileAttachment", b"/GoToE", b"/Collection"),
    Fault.ACTIVE: (b"/JavaScript", b"/Launch", b"/RichMedia", b"/SubmitForm", b"/ImportData", b"/XFA", b"/Movie"),
    Fault.LINKED: (b"/GoToR",),
}
SHORT = re.compile(rb"/(JS|AA|Rendition)(?![A-Za-z0-9])")  # short enough to stand in packed bytes by chance
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
ODD_PACKING = re.compile(rb"/(ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|AHx|A85|LZW|RL|Crypt|Predictor)\b")
OBJECTS = b"/ObjStm"
WINDOW = 4096
LOOKED_AT = 65_536
MOST_UNPACKED = 30_000_000
TAIL = 1024


def examine(body: bytes) -> bytes:
    """The same bytes. Errors: Unacceptable."""
    _check_frame(body)
    foreign.refuse(body, is_document=True)
    _check_names(body)
    _check_short_names(body)
    _check_streams(body)
    return body


def _check_frame(body: bytes) -> None:
    if not re.match(rb"%PDF-[12]\.[0-9]", body):
        raise Unacceptable(Fault.DAMAGED)
    end = body.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in body[max(0, end - TAIL) : end]:
        raise Unacceptable(Fault.DAMAGED)
    if body[end + 5 :].strip(b"\r\n\t \x00"):
        raise Unacceptable(Fault.TWO_IN_ONE)


def _plain(said: bytes) -> bytes:
    """Names as they are read: "/J#61vaScript" is "/JavaScript"."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), said)


def _check_names(said: bytes) -> None:
    plain = _plain(said)
    for fault, names in FAULTS.items():
        if any(name in plain for name in names):
            raise Unacceptable(fault)


def _check_short_names(body: bytes) -> None:
    """In what is not packed: between one stream's end and the next one's beginning."""
    at = 0
    for found in STREAM.finditer(body):
        if found.start() < at:
            continue
        _refuse_short(body[at : found.start()])
        end = body.find(b"endstream", found.end())
        at = end if end >= 0 else len(body)
    _refuse_short(body[at:])


def _refuse_short(said: bytes) -> None:
    if SHORT.search(_plain(said)):
        raise Unacceptable(Fault.ACTIVE)


def _check_streams(body: bytes) -> None:
    """What is packed: whole where it holds objects, its beginning elsewhere.

    A stream that holds objects and is not seen to, because its head is written so that only some readers see it,
    shows in the count.
    """
    total = holding = 0
    for found in STREAM.finditer(body):
        head = _plain(body[max(0, found.start() - WINDOW) : found.start()]).rpartition(b"endobj")[2]
        holds_objects = OBJECTS in head
        holding += holds_objects
        if holds_objects and ODD_PACKING.search(head):
            raise Unacceptable(Fault.DAMAGED)
        said = _unpacked(body, found.end(), MOST_UNPACKED if holds_objects else LOOKED_AT)
        _check_names(said)
        if holds_objects:
            total += len(said)
            _refuse_short(said)
        if total >= MOST_UNPACKED:
            raise Unacceptable(Fault.UNPACKS_TOO_LARGE)
    if holding != _plain(body).count(OBJECTS):
        raise Unacceptable(Fault.DAMAGED)


def _unpacked(body: bytes, start: int, most: int) -> bytes:
    end = body.find(b"endstream", start)
    packed = body[start : end if end >= 0 else len(body)]
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""
