"""Everything that a PDF says to whoever looks: its pages, properties, bookmarks, the words for pictures, its raw parts.

Read with a library of its own kind (pypdf), never with the one that made the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

MOST_OBJECTS = 200_000


def everything_in(body: bytes) -> dict[str, str]:
    """By where it stands: pages, properties, bookmarks, strings (alternative words among them), streams, names."""
    reader = PdfReader(io.BytesIO(body))
    strings, streams = _objects(reader)
    return {
        "pages": "\n".join(page.extract_text() for page in reader.pages),
        "properties": "\n".join(f"{name} {value}" for name, value in (reader.metadata or {}).items()),
        "bookmarks": "\n".join(_titles(reader.outline)),
        "strings": "\n".join(strings),
        "streams": "\n".join(streams),
        "names": "\n".join(reader.named_destinations),
    }


def _titles(outline: Any) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from _titles(one)
        else:
            yield str(one.title)


def _objects(reader: PdfReader) -> tuple[list[str], list[str]]:
    """Every string of every object, and every stream unpacked."""
    strings: list[str] = []
    streams: list[str] = []
    waiting: list[Any] = [reader.trailer]
    seen: set[int] = set()
    while waiting and len(seen) < MOST_OBJECTS:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        strings.extend(_strings_of(one))
        if isinstance(one, StreamObject):
            streams.append(one.get_data().decode("utf-8", errors="replace"))
        waiting.extend(_inside(one))
    return strings, streams


def _strings_of(one: Any) -> list[str]:
    if isinstance(one, DictionaryObject):
        return [str(key) for key in one]
    if isinstance(one, TextStringObject):
        return [str(one)]
    if isinstance(one, ByteStringObject):
        code = "utf-16" if one[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1"
        return [bytes(one).decode(code, "replace")]
    return []


def _inside(one: Any) -> list[Any]:
    """What an object holds, as it stands there: not followed."""
    if isinstance(one, DictionaryObject):
        return list(dict.values(one))
    return list(list.__iter__(one)) if isinstance(one, ArrayObject) else []
