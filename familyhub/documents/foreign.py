"""Marks of another file inside one: two files in one pass two different doors."""

from __future__ import annotations

from familyhub.documents.policy import Unacceptable
from familyhub.documents.terms import Fault

ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
PROGRAMS = (b"This program cannot be run in DOS mode", b"\x7fELF\x02\x01\x01\x00")
PAGES = (b"<script", b"<html", b"<!doctype html", b"<?php", b"<svg", b"<iframe", b"javascript:")
DOCUMENTS = (b"%pdf-",)
OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse(body: bytes, *, is_document: bool = False) -> None:
    """Errors: Unacceptable. A document may begin with its own mark, once."""
    small = body.lower()
    marks = [mark for mark in PAGES if mark in small]
    marks += [mark for mark in (*ARCHIVES, *PROGRAMS, OFFICE) if mark in body]
    marks += [mark for mark in DOCUMENTS if mark in small[1 if is_document else 0 :]]
    if marks:
        raise Unacceptable(Fault.TWO_IN_ONE)
