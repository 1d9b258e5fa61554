"""Which files are taken: one table of types, from which the check, the words on the form, the page of documentation
and the tests are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Protocol

from django.conf import settings

from familyhub.core.registry import BadShelf, Shelf
from familyhub.documents import policy
from familyhub.documents.policy import MEGABYTE, Limits, Unacceptable
from familyhub.documents.terms import FAULT_WORDS, Fault


class SizeSettings(Protocol):
    """The settings that say how much is taken."""

    @property
    def file_mb(self) -> int: ...
    @property
    def files_mb_a_day(self) -> int: ...
    @property
    def files_a_day(self) -> int: ...


def _check(code: str, module: ModuleType) -> None:
    if code != module.CODE:
        raise BadShelf(f"documents/kinds/{code}.py: CODE must be the name of the file")


NEEDS = ("CODE", "TITLE", "EXTENSIONS", "MIME", "STARTS", "NOT_TAKEN", "examine")
KINDS = Shelf("familyhub.documents.kinds", needs=NEEDS, check=_check)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True)
class Accepted:
    """A file that can be kept: the code of its kind, the name to show, and the bytes to keep."""

    kind: str
    name: str
    body: bytes


def limits(environment: SizeSettings | None = None) -> Limits:
    """How much is taken here."""
    told = environment or settings.ENVIRONMENT
    return Limits(told.file_mb * MEGABYTE, told.files_mb_a_day * MEGABYTE, told.files_a_day)


def recognised(name: str, body: bytes) -> Accepted:
    """What it is by its content, which its name must agree with. Errors: Unacceptable."""
    policy.check_size(len(body), limits())
    kind = next((one for one in KINDS.load().values() if body.startswith(one.STARTS)), None)
    if kind is None:
        raise Unacceptable(_unknown(body))
    shown = policy.clean_name(name)
    extension = policy.extension_of(name)
    if extension in {"docm", "dotm"}:
        raise Unacceptable(Fault.MACROS)
    if extension not in kind.EXTENSIONS:
        raise Unacceptable(Fault.WRONG_NAME)
    return Accepted(kind.CODE, shown, kind.examine(body))


def _unknown(body: bytes) -> Fault:
    """Words of its own for what people often have."""
    if body.startswith(OLD_OFFICE):
        return Fault.OLD_WORD
    return Fault.PHONE_PHOTO if body[4:8] == b"ftyp" and body[8:12] in HEIC else Fault.UNKNOWN_TYPE


def title_of(kind: str) -> str:
    """How the type is called."""
    return str(KINDS[kind].TITLE)


def mime_of(kind: str) -> str:
    """How machines call it."""
    return str(KINDS[kind].MIME)


def extensions() -> str:
    """For the browser's own choice of files: ".docx,.jpg,.jpeg,.pdf,.png"."""
    return ",".join(f".{extension}" for kind in KINDS.load().values() for extension in kind.EXTENSIONS)


def in_words() -> str:
    """What is taken, for the hint under the box."""
    size = limits().a_file // MEGABYTE
    titles = ", ".join(str(kind.TITLE) for kind in KINDS.load().values())
    return f"{titles}; at most {size} MB each"


def table() -> list[tuple[str, str, str, str]]:
    """Type, name endings, machine name, and what is not taken in it."""
    return [
        (one.TITLE, ", ".join(f".{e}" for e in one.EXTENSIONS), one.MIME, one.NOT_TAKEN)
        for one in KINDS.load().values()
    ]


def faults() -> list[tuple[str, str]]:
    """Every reason why a file is not taken, in the words that its sender reads."""
    return [(fault.value, f"“…” was not attached: {FAULT_WORDS[fault]}.") for fault in Fault]
