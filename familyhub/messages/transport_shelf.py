"""The transports shelf: who carries which way here."""

from __future__ import annotations

from types import ModuleType

from familyhub.core.registry import BadShelf, Shelf
from familyhub.messages.carrying import MailSettings
from familyhub.messages.terms import Way


def _check(code: str, module: ModuleType) -> None:
    if code != module.CODE:
        raise BadShelf(f"messages/transports/{code}.py: CODE must be the name of the file")


TRANSPORTS = Shelf("familyhub.messages.transports", needs=("CODE", "WAYS", "RANK", "is_set_up", "send"), check=_check)


def transport_for(way: Way, environment: MailSettings) -> ModuleType:
    """The transport of the lowest rank that carries the way and is set up; `none` carries every way nowhere."""
    able = [m for m in TRANSPORTS.load().values() if way in m.WAYS and m.is_set_up(environment, way)]
    return min(able, key=lambda module: int(module.RANK))


def carrier(code: str) -> ModuleType | None:
    """The transport that took a message, if it is still on the shelf and can be asked what became of it."""
    module = TRANSPORTS.load().get(code)
    return module if hasattr(module, "became") else None
