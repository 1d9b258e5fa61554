"""`docs/generated/shelves.md`: every shelf, where one new file is one new thing, and what stands on it."""

from __future__ import annotations

from types import ModuleType

from familyhub.cli.generated import MADE, Undocumented, first_sentence, page, table
from familyhub.core.registry import Shelf

WORDS = (
    f"{MADE} A shelf is a folder in which each file is one thing of a kind. The file's name is its code. It is found "
    "at start-up; a bad file stops start-up and names itself. Retire a thing with `retired_on`, never delete it."
)
# package → what one file on it is. A shelf that is missing here fails the tests.
SHELVES = {
    "familyhub.accounts.roles": "a role: its permissions, each with its reach",
    "familyhub.cli.bench": "a benchmark, run by `familyhub bench`",
    "familyhub.cli.checks": "a check of `familyhub doctor`",
    "familyhub.cli.commands": "a command",
    "familyhub.development.letters": "a letter about a child's first steps with the service",
    "familyhub.directory.letters": "a letter to whoever answers for a public listing",
    "familyhub.documents.kinds": "a type of file that can be attached",
    "familyhub.documents.scanners": "a scanner that says whether a file is harmful",
    "familyhub.imports.feeds": "a feed of people, brought in by `familyhub import`",
    "familyhub.imports.sources": "a published layout that can be loaded",
    "familyhub.messages.letters": "a letter that any room may send",
    "familyhub.messages.transports": "a way of carrying messages",
    "familyhub.reactions": "what is done when an event happened",
    "familyhub.web.people.panels": "a part of a person's page",
    "familyhub.web.tray.sources": "a part of the work tray",
    "familyhub.web.offline.kinds": "what can be taken along without a signal",
}


def words_of(module: ModuleType) -> str:
    """What a thing on a shelf says of itself. Errors: Undocumented where it says nothing."""
    for name in ("WORDS", "ASKS", "TITLE"):
        value = getattr(module, name, "")
        if isinstance(value, str) and value:
            return value
    if not first_sentence(module.__doc__):
        raise Undocumented(f"{module.__name__} has no docstring that says what it is for")
    return first_sentence(module.__doc__)


def _shelf(package: str, what: str) -> list[str]:
    rows = [
        (f"`{code}`", words_of(module))
        for code, module in Shelf(package).load().items()
        if not getattr(module, "hidden", False)
    ]
    folder = package.replace(".", "/")
    return [f"## {folder}", "", f"One file is {what}.", "", *table(("code", "what it is"), rows), ""]


def _is_there(package: str) -> bool:
    """A shelf of a room that has not been built yet is passed over."""
    from importlib.util import find_spec

    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:
        return False


def markdown() -> str:
    """The page."""
    lines = [line for package, what in sorted(SHELVES.items()) if _is_there(package) for line in _shelf(package, what)]
    return page("Shelves", WORDS, lines)
