"""The letters shelf: one file a letter, in this room and in any room above that has a `letters` folder.

A letter has CODE (the file's name), TITLE (what staff call it), AUDIENCE, SENSITIVITY, WAYS, `subject(values)`,
`words(values)` and `still_right(message)`; one that goes by text has `text(values)` too: one text, without the name of
the service where it is to a person. `values` has the message's own values (a link made whole), `service`, and
`phone_now`: whom to phone at once.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from familyhub.core.registry import BadShelf, Shelf
from familyhub.messages.policy import MessageRefused, Outgoing, Verdict, check_text
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
    if (Way.TEXT in module.WAYS) != callable(getattr(module, "text", None)):
        raise BadShelf(f"{where} a letter has `text(values)` when Way.TEXT is one of its WAYS, and only then")


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


def write(code: str, values: Mapping[str, str], way: Way = Way.EMAIL) -> Written:
    """The letter with these values as it goes by this way, its link made whole with the site's own address.

    Errors: NoText, when the words have no room in one text.
    """
    module = letter(code)
    whole = {**values, "service": SERVICE, "phone_now": phone_now()}
    if "link" in whole:
        whole["link"] = settings.ENVIRONMENT.site_url.rstrip("/") + whole["link"]
    if way is not Way.TEXT:
        return Written(subject=module.subject(whole), words=module.words(whole))
    words = module.text(whole)
    check_text(words)
    return Written(subject="", words=words)


def phone_now() -> str:
    """Whom to phone at once: 999, then the out-of-hours team where the authority has named its number."""
    number = settings.ENVIRONMENT.out_of_hours_phone
    return f"999, then the out-of-hours team on {number}" if number else "999"


def still_right(message: Outgoing) -> Verdict:
    """The letter's own answer, then that of the room above that `settings.LETTER_ASKS` names for this letter."""
    verdict: Verdict = letter(message.letter).still_right(message)
    asks = settings.LETTER_ASKS
    above = asks.get(f"{message.letter} {message.about_kind}") or asks.get(message.letter)
    if not verdict.ok or not above:
        return verdict
    ask: Callable[[Outgoing], Verdict] = import_string(above)
    return ask(message)


def site_host() -> str:
    """The host of the site's own address: Message-IDs end with it."""
    return _host_of(settings.ENVIRONMENT.site_url)


@lru_cache(maxsize=4)
def _host_of(address: str) -> str:
    return urlsplit(address).hostname or "localhost"
