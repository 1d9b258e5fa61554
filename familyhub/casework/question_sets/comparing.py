"""What one version of a question set changes against the one before: added, changed, moved, removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Raw = Mapping[str, Any]
Key = tuple[str, str]


class What(StrEnum):
    """What happened to a section or a question."""

    ADDED = "Added"
    CHANGED = "Changed"
    MOVED = "Moved"
    REMOVED = "Removed"


# how each value is called when it differs
CALLED = {
    "title": "title",
    "about": "what is said about it",
    "valid_to": "last day",
    "per": "of whom it is asked",
    "intro": "guidance",
    "kind": "kind of answer",
    "ask": "words",
    "hint": "guidance",
    "required": "whether it must be answered",
    "required_from": "from which level it must be answered",
    "choices": "choices",
    "known": "what it begins with",
    "need": "need that it asks about",
}


@dataclass(frozen=True)
class Change:
    """One difference. `differs` names what differs, in words; `before` is what a question asked until now."""

    what: What
    title: str
    differs: tuple[str, ...] = ()
    before: str = ""


def changes(before: Raw, after: Raw) -> list[Change]:
    """Every difference, in the order of the new version; what was removed comes last."""
    found = []
    own = _differs(before, after, ("title", "about", "valid_to"))
    if own:
        found.append(Change(What.CHANGED, "The set itself", own))
    old, new = _sections(before), _sections(after)
    found += _of(old, new, ("title", "per", "intro"), "title")
    found += _questions(old, new)
    return found


def _sections(raw: Raw) -> dict[str, Raw]:
    return {str(one.get("code")): one for one in raw.get("sections", ())}


def _of(old: Mapping[str, Raw], new: Mapping[str, Raw], names: Sequence[str], title: str) -> Iterator[Change]:
    order = [code for code in old if code in new]
    was = {code: place for place, code in enumerate(order)}
    now = {code: place for place, code in enumerate(code for code in new if code in old)}
    for code, one in new.items():
        if code not in old:
            yield Change(What.ADDED, str(one.get(title, "")))
            continue
        differs = _differs(old[code], one, names)
        if differs:
            yield Change(What.CHANGED, str(one.get(title, "")), differs, _before(old[code], one, title))
        elif was[code] != now[code]:
            yield Change(What.MOVED, str(one.get(title, "")))
    for code, one in old.items():
        if code not in new:
            yield Change(What.REMOVED, str(one.get(title, "")))


def _questions(old: Mapping[str, Raw], new: Mapping[str, Raw]) -> Iterator[Change]:
    """Question by question; one that went from one section to another was moved."""
    here, there = _by_code(new), _by_code(old)
    gone = {code: key for key in there if key not in here for code in [key[1]]}
    come = {code: key for key in here if key not in there for code in [key[1]]}
    crossed = {code for code in come if code in gone}
    for code in crossed:
        yield Change(What.MOVED, str(here[come[code]].get("ask", "")), _differs(there[gone[code]], here[come[code]]))
    for section in (*new, *(code for code in old if code not in new)):
        before = _asked(old.get(section, {}), crossed, there.keys() - here.keys())
        after = _asked(new.get(section, {}), crossed, here.keys() - there.keys())
        yield from _of(before, after, tuple(CALLED), "ask")


def _by_code(sections: Mapping[str, Raw]) -> dict[Key, Raw]:
    return {(code, str(q.get("code"))): q for code, one in sections.items() for q in one.get("questions", ())}


def _asked(section: Raw, crossed: set[str], alone: set[Key]) -> dict[str, Raw]:
    """The questions of a section, without those that crossed over."""
    mine = {str(one.get("code")): one for one in section.get("questions", ())}
    here = str(section.get("code"))
    return {code: one for code, one in mine.items() if not (code in crossed and (here, code) in alone)}


def _differs(old: Raw, new: Raw, names: Sequence[str] = tuple(CALLED)) -> tuple[str, ...]:
    return tuple(dict.fromkeys(CALLED[name] for name in names if _value(old, name) != _value(new, name)))


def _value(raw: Raw, name: str) -> object:
    """Choices are compared with their order."""
    value = raw.get(name) or None
    return list(value.items()) if isinstance(value, dict) else value


def _before(old: Raw, new: Raw, title: str) -> str:
    return str(old.get(title, "")) if old.get(title) != new.get(title) else ""
