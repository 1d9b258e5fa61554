"""A shortlist that stands in the address alone: no cookie, no account, nothing on the device, and it can be sent on."""

from __future__ import annotations

import base64
import binascii
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest

NAME = "list"
MOST = 20


def _short(number: uuid.UUID) -> str:
    return base64.urlsafe_b64encode(number.bytes).decode().rstrip("=")


def _numbers(raw: str) -> Iterator[uuid.UUID]:
    """What can be read of it; the rest is passed over."""
    for short in raw[: MOST * 30].split("."):
        try:
            yield uuid.UUID(bytes=base64.urlsafe_b64decode(short + "=="))
        except (binascii.Error, ValueError):
            continue


@dataclass(frozen=True)
class Kept:
    """What somebody put on the list, in that order."""

    numbers: tuple[uuid.UUID, ...] = ()

    @cached_property
    def text(self) -> str:
        """As it stands in an address."""
        return ".".join(_short(number) for number in self.numbers)

    @property
    def is_full(self) -> bool:
        """Is there no room for one more?"""
        return len(self.numbers) >= MOST

    def address(self, path: str, **query: str) -> str:
        """That page, with the list in its address."""
        whole = {**query, NAME: self.text}
        said = urlencode({name: value for name, value in whole.items() if value})
        return f"{path}?{said}" if said else path

    def toggled(self, number: uuid.UUID) -> Kept:
        """With it, or without it where it stood on the list."""
        if number in self.numbers:
            return Kept(tuple(one for one in self.numbers if one != number))
        return self if self.is_full else Kept((*self.numbers, number))


def kept_in(request: HttpRequest) -> Kept:
    """The list in this address."""
    return Kept(tuple(dict.fromkeys(_numbers(request.GET.get(NAME, ""))))[:MOST])
