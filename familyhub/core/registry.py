"""Shelves: folders in which each file is one thing of a kind, found at start-up. The file name is the code.

A bad file stops start-up and names itself. Retire a thing with `retired_on`; never delete it: rows hold its code.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import ModuleType


class BadShelf(Exception):
    """A file on a shelf cannot be used; the text names the file and says why."""


@dataclass
class Shelf:
    """The modules of one package, each checked for the names that its kind must have."""

    package: str
    needs: tuple[str, ...] = ()
    check: Callable[[str, ModuleType], None] | None = None
    _found: dict[str, ModuleType] = field(default_factory=dict)

    def load(self) -> dict[str, ModuleType]:
        """Every module on the shelf by code, in order of code. Errors: BadShelf."""
        if not self._found:
            self._found = dict(self._discover())
        return self._found

    def _discover(self) -> Iterator[tuple[str, ModuleType]]:
        shelf = importlib.import_module(self.package)
        for info in sorted(pkgutil.iter_modules(shelf.__path__), key=lambda item: item.name):
            name = f"{self.package}.{info.name}"
            try:
                module = importlib.import_module(name)
            except Exception as error:
                raise BadShelf(f"{name} cannot be loaded: {error}") from error
            missing = [needed for needed in self.needs if not hasattr(module, needed)]
            if missing:
                raise BadShelf(f"{name} lacks {', '.join(missing)}")
            if self.check:
                self.check(info.name, module)
            yield info.name, module

    def __getitem__(self, code: str) -> ModuleType:
        return self.load()[code]

    def __contains__(self, code: str) -> bool:
        return code in self.load()
