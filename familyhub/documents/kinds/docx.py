"""Word documents of the present type, without macros (ECMA-376 parts 1 and 2)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from familyhub.documents import foreign
from familyhub.documents.policy import Unacceptable
from familyhub.documents.terms import Fault

CODE = "docx"
TITLE = "Word (.docx)"
EXTENSIONS = ("docx",)
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STARTS = b"PK\x03\x04"
NOT_TAKEN = (
    "macros, files inside, anything fetched from elsewhere, a password; more than 500 parts, or more than 100 MB "
    "when unpacked"
)
MOST_PARTS, MOST_UNPACKED, MOST_OF_ONE = 500, 100_000_000, 40_000_000
END = b"PK\x05\x06"
END_SIZE = 22
DESCRIPTOR = 64  # bytes that may stand after a part: its sizes again, or filling up
NEEDED = {"[Content_Types].xml", "_rels/.rels", "word/document.xml"}
MAIN = MIME.encode() + b".main+xml"
PARTS = re.compile(
    r"(\[Content_Types\]|[\w .()-]+(/[\w .()-]+)*)?\.(xml|rels|png|jpe?g|gif|emf|wmf|tiff?|bmp|odttf|fntdata)"
)
RELS = "_rels/.rels"
ENCLOSED = re.compile(r"(^|/)(embeddings|activeX|controls)/|oleObject", re.I)
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
FETCHES = re.compile(rb"\b(DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT)\b")
ACTIVE_RELATIONS = re.compile(rb"/(oleObject|package|aFChunk|attachedTemplate|control|frame|subDocument|vbaProject)\"")


def examine(body: bytes) -> bytes:
    """The same bytes. Errors: Unacceptable."""
    _check_frame(body)
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            _check_parts(packed, body)
            for part in packed.infolist():
                _check_part(part.filename, _unpacked(packed, part))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise Unacceptable(Fault.DAMAGED) from error
    return body


def _check_frame(body: bytes) -> None:
    """One package from the first byte to the last: nothing before it, nothing after."""
    end = body.rfind(END)
    if end < 0:
        raise Unacceptable(Fault.DAMAGED)
    if end + END_SIZE != len(body) or body.count(END) != 1:
        raise Unacceptable(Fault.TWO_IN_ONE)


def _check_parts(packed: zipfile.ZipFile, body: bytes) -> None:
    parts = packed.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unacceptable(Fault.UNPACKS_TOO_LARGE)
    if len({name.lower() for name in names}) != len(names) or any(part.flag_bits & 1 for part in parts):
        raise Unacceptable(Fault.DAMAGED)
    _check_places(parts, body, packed.start_dir)
    for name in names:
        _check_name(name)
    if not set(names) >= NEEDED:
        raise Unacceptable(Fault.UNKNOWN_TYPE)


def _check_places(parts: list[zipfile.ZipInfo], body: bytes, directory: int) -> None:
    """Parts stand one after the other from the first byte: no two share bytes, none hides between."""
    at = 0
    for part in sorted(parts, key=lambda one: one.header_offset):
        _check_gap(part.header_offset - at)
        at = part.header_offset + 30 + _named(body, part) + part.compress_size
    _check_gap(directory - at)


def _check_gap(gap: int) -> None:
    if gap < 0:
        raise Unacceptable(Fault.UNPACKS_TOO_LARGE)
    if gap > DESCRIPTOR:
        raise Unacceptable(Fault.TWO_IN_ONE)


def _named(body: bytes, part: zipfile.ZipInfo) -> int:
    sizes = body[part.header_offset + 26 : part.header_offset + 30]
    return int.from_bytes(sizes[:2], "little") + int.from_bytes(sizes[2:], "little")


def _check_name(name: str) -> None:
    if "vba" in name.lower() or name.lower().endswith("macrosheet.xml"):
        raise Unacceptable(Fault.MACROS)
    if ENCLOSED.search(name):
        raise Unacceptable(Fault.ENCLOSED)
    if ".." in name or name.startswith("/") or "\\" in name:
        raise Unacceptable(Fault.DAMAGED)
    if not (name == RELS or name.endswith("/") or PARTS.fullmatch(name)):
        raise Unacceptable(Fault.ENCLOSED)


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """What is in it, never more than it says and never more than one part may be."""
    if part.file_size > MOST_OF_ONE:
        raise Unacceptable(Fault.UNPACKS_TOO_LARGE)
    with packed.open(part) as opened:
        said = opened.read(part.file_size + 1)
    if len(said) != part.file_size:
        raise Unacceptable(Fault.UNPACKS_TOO_LARGE)
    return said


def _check_part(name: str, said: bytes) -> None:
    if not name.endswith((".xml", ".rels")):
        foreign.refuse(said)
        return
    _check_xml(said)
    if name == "[Content_Types].xml":
        _check_types(said)
    elif name.endswith(".rels"):
        _check_relations(said)
    elif FETCHES.search(said) and b"instrText" in said or b"w:fldSimple" in said and FETCHES.search(said):
        raise Unacceptable(Fault.LINKED)


def _check_xml(said: bytes) -> None:
    """Well formed, in UTF-8, without definitions of its own: those can grow without end or fetch files."""

    def refuse(*_: object) -> None:
        raise Unacceptable(Fault.UNPACKS_TOO_LARGE)

    reader = expat.ParserCreate()
    reader.StartDoctypeDeclHandler = refuse
    reader.EntityDeclHandler = refuse
    if said[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in said:
        raise Unacceptable(Fault.DAMAGED)  # the checks below read it as UTF-8
    try:
        reader.Parse(said, True)
    except expat.ExpatError as error:
        raise Unacceptable(Fault.DAMAGED) from error


def _check_types(said: bytes) -> None:
    if b"macroEnabled" in said or b"vbaProject" in said:
        raise Unacceptable(Fault.MACROS)
    if MAIN not in said:
        raise Unacceptable(Fault.UNKNOWN_TYPE)


def _check_relations(said: bytes) -> None:
    for relation in RELATION.findall(said):
        if b"&#" in relation:
            raise Unacceptable(Fault.LINKED)
        is_outside = b"External" in relation
        if ACTIVE_RELATIONS.search(relation) or (is_outside and not _is_plain_link(relation)):
            raise Unacceptable(Fault.LINKED if is_outside else Fault.ENCLOSED)


def _is_plain_link(relation: bytes) -> bool:
    """A link that a reader has to press, to a web page or an address."""
    return b'/hyperlink"' in relation and bool(re.search(rb'Target="(https?|mailto):', relation, re.I))
