"""What is taken along, as a device shows it without knowing what it is; and what comes back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from familyhub.core.registry import Shelf

KINDS = Shelf("familyhub.web.offline.kinds", needs=("CODE", "still", "receive"))


@dataclass(frozen=True)
class Box:
    """One thing to fill in. `kind`: words, one (of `choices`), several or tick."""

    name: str
    label: str
    kind: str
    choices: Sequence[tuple[str, str]] = ()
    first: str = ""


@dataclass(frozen=True)
class Item:
    """One thing to take along: the fewest facts that serve, steps whose moment is kept, and what can be filled in."""

    about: uuid.UUID
    title: str
    facts: Sequence[tuple[str, str]]
    steps: Sequence[tuple[str, str]] = ()
    boxes: Sequence[Box] = ()


@dataclass(frozen=True)
class Step:
    """A step that was taken without a signal: which, and when by the device's own clock."""

    code: str
    said: datetime


@dataclass(frozen=True)
class Work:
    """What comes back of one thing: `device_now` is what the device's clock shows as it sends."""

    key: uuid.UUID
    device_now: datetime
    taken_at: datetime
    steps: tuple[Step, ...] = ()
    values: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Came:
    """What became of it: stored, kept (as a draft, to be finished) or gone. `words` for whoever sent it.

    The device forgets what was typed of what is stored or kept, and nothing else; the whole where it `is_over`.
    """

    state: str
    words: str
    address: str = ""
    is_over: bool = True
