"""The letters shelf: one file a letter, in this room and in any room above that has a `letters` folder.

A letter has CODE (the file's name), TITLE (what staff call it), AUDIENCE, SENSITIVITY, WAYS, `subject(values)`,
`words(values)` and `still_right(message)`. `values` has the message's own values (a link made whole) and `service`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType
from urllib.parse import urlsplit

from django.conf import settings

from familyhub.core.registry import BadShelf, Shelf
from familyhub.messages.policy import MessageRefused
from familyhub.messages.terms import SERVICE, Audience, Sensitivity, Way

NEEDS = ("CODE", "TITLE", "AUDIENCE", "SENSITIVITY", "WAYS", "subject", "words", "still_right")


class UnknownLetter(MessageRefused):
    """No file on a letters shelf has that code."""


def _check(code: str, module: ModuleType) -> None:
    where = f"{module.__name__}:"
    if code != module.CODE:
        raise BadShelf(f"{where} CODE must be the name of the file, {code!r}")
    if not isinstance(module.AUDIENCE, Audience) or not isinstance(module.SENSITIVITY, Sensitivity):
        raise BadShelf(f"{where} AUDIENCE and SENSITIVITY must be of messages.terms")
    if not module.WAYS or not all(isinstance(way, Way) for way in module.WAYS):
        raise BadShelf(f"{where} WAYS must name at least one Way of messages.terms")


def _exists(package: str) -> bool:
    try:
        return importlib.util.find_spec(package) is not None
    except ModuleNotFoundError:
        return False


@lru_cache(maxsize=8)
def _gather(packages: tuple[str, ...]) -> dict[str, ModuleType]:
    found: dict[str, ModuleType] = {}
    for package in packages:
        if not _exists(package):
            continue
        for code, module in Shelf(package, needs=NEEDS, check=_check).load().items():
            if code in found:
                raise BadShelf(f"{module.__name__} and {found[code].__name__} have the same name")
            found[code] = module
    return found


def letters() -> dict[str, ModuleType]:
    """Every letter by code. A shelf whose package does not exist is passed over. Errors: BadShelf."""
    return _gather(tuple(settings.LETTER_SHELVES))


def letter(code: str) -> ModuleType:
    """One letter. Errors: UnknownLetter."""
    try:
        return letters()[code]
    except KeyError:
        raise UnknownLetter(f"no letter is called {code!r}") from None


@dataclass(frozen=True)
class Written:
    """A letter in words, as it will be read."""

    subject: str
    words: str


def write(code: str, values: Mapping[str, str]) -> Written:
    """The letter with these values, its link made whole with the site's own address."""
    module = letter(code)
    whole = {**values, "service": SERVICE}
    if "link" in whole:
        whole["link"] = settings.ENVIRONMENT.site_url.rstrip("/") + whole["link"]
    return Written(subject=module.subject(whole), words=module.words(whole))


def site_host() -> str:
    """The host of the site's own address: Message-IDs end with it."""
    return urlsplit(settings.ENVIRONMENT.site_url).hostname or "localhost"
