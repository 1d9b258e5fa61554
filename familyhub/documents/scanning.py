"""What every scanner is handed and may answer, and which one is used here."""

from __future__ import annotations

from types import ModuleType
from typing import Protocol

from familyhub.core.registry import BadShelf, Shelf


class ScannerSettings(Protocol):
    """The settings that a scanner may read."""

    @property
    def scanner(self) -> str: ...
    @property
    def demo(self) -> bool: ...


class ScannerAway(Exception):
    """No answer that can be trusted: the file stays where it is and is tried again. `detail` is for staff."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


def _check(code: str, module: ModuleType) -> None:
    if code != module.CODE:
        raise BadShelf(f"documents/scanners/{code}.py: CODE must be the name of the file")


NEEDS = ("CODE", "RANK", "is_set_up", "is_harmful", "is_there")
SCANNERS = Shelf("familyhub.documents.scanners", needs=NEEDS, check=_check)


def scanner_for(environment: ScannerSettings) -> ModuleType:
    """The scanner of the lowest rank that is set up; `none` is always there and always last."""
    able = [module for module in SCANNERS.load().values() if module.is_set_up(environment)]
    return min(able, key=lambda module: int(module.RANK))
