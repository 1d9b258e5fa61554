"""JPEG pictures: what a camera or a phone makes."""

from __future__ import annotations

import re
import struct

from familyhub.documents import foreign, pictures
from familyhub.documents.policy import Unacceptable
from familyhub.documents.terms import Fault

CODE = "jpeg"
TITLE = "Picture (JPEG)"
EXTENSIONS = ("jpg", "jpeg")
MIME = "image/jpeg"
STARTS = b"\xff\xd8\xff"
NOT_TAKEN = "more than 40 million pixels; another file after its end or inside. Place and camera are taken out"
SIZES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
SCAN, END = 0xDA, 0xD9
AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
PHONES_OWN_END = b"SEFT"  # a phone maker's notes after the picture


def examine(body: bytes) -> bytes:
    """The picture drawn anew. Errors: Unacceptable."""
    end = _end_of_picture(body)
    rest = body[end:].strip(b"\x00\r\n ")
    foreign.refuse(rest)
    if rest and not (rest.startswith(STARTS) or rest.endswith(PHONES_OWN_END)):
        raise Unacceptable(Fault.TWO_IN_ONE)
    return pictures.redrawn(body[:end], "JPEG")


def _end_of_picture(body: bytes) -> int:
    at, has_size = 2, False
    while at + 2 <= len(body):
        if body[at] != 0xFF:
            raise Unacceptable(Fault.DAMAGED)
        mark = body[at + 1]
        if mark == 0xFF:  # may be filled up with these
            at += 1
        elif mark == END and has_size:
            return at + 2
        else:
            has_size = _segment(body, at, mark) or has_size
            at = _next(body, at, mark)
    raise Unacceptable(Fault.DAMAGED)


def _segment(body: bytes, at: int, mark: int) -> bool:
    """Look into one segment; True when it says the size. Errors: Unacceptable."""
    data = body[at + 4 : at + 2 + _length(body, at)]
    if mark in SIZES:
        if len(data) < 5:
            raise Unacceptable(Fault.DAMAGED)
        height, width = struct.unpack("!HH", data[1:5])
        pictures.check_pixels(width, height)
        return True
    if mark != SCAN:
        foreign.refuse(data)
    return False


def _length(body: bytes, at: int) -> int:
    if at + 4 > len(body):
        raise Unacceptable(Fault.DAMAGED)
    (length,) = struct.unpack("!H", body[at + 2 : at + 4])
    if length < 2:
        raise Unacceptable(Fault.DAMAGED)
    return int(length)


def _next(body: bytes, at: int, mark: int) -> int:
    after = at + 2 + _length(body, at)
    if mark != SCAN:
        return after
    found = AFTER_SCAN.search(body, after)
    if found is None:
        raise Unacceptable(Fault.DAMAGED)
    return found.start()
