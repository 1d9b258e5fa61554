"""The words of a feed's rows: where each stands, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Stand(StrEnum):
    """Where a file is."""

    CHECKED = "checked"  # staged and checked, nothing stored about anybody
    RUNNING = "running"
    DONE = "done"


class State(StrEnum):
    """Where a row is. READY and DECIDED are worked; REVIEW waits for a person and holds up no other row."""

    READY = "ready"
    WRONG = "wrong"
    REVIEW = "review"
    DECIDED = "decided"
    DONE = "done"


class Became(StrEnum):
    """What a row came to."""

    NOTHING = ""
    NEW = "new"
    BORN = "born"
    KNOWN = "known"
    MOVED = "moved"
    DIED = "died"
    BOOKED = "booked"
    NOTIFIED = "notified"
    COUNTED = "counted"
    OUTSIDE = "outside"
    SAME = "same"
    LEFT_OUT = "left out"


BECAME_WORDS = {
    Became.NEW: "registered",
    Became.BORN: "born, on the record of the expected child",
    Became.KNOWN: "known already, nothing to change",
    Became.MOVED: "move recorded",
    Became.DIED: "death recorded",
    Became.BOOKED: "pregnancy registered",
    Became.NOTIFIED: "the centre was told of the check",
    Became.COUNTED: "counted",
    Became.OUTSIDE: "lives in another authority, not stored",
    Became.SAME: "was in an earlier file or row",
    Became.LEFT_OUT: "left out by decision",
}


class Decision(StrEnum):
    """What a reviewer says of an uncertain row."""

    LINK = "link"
    NEW = "new"
    LEAVE_OUT = "leave_out"


DECISION_WORDS = {
    Decision.LINK: "this is somebody we know",
    Decision.NEW: "this is somebody new",
    Decision.LEAVE_OUT: "left out",
}


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a row: the column, and in plain words what to do. It never repeats what stood there."""

    field: str
    words: str


@dataclass(frozen=True)
class Ready:
    """A row that is to be worked: its number in the file, what it says, and what reviewers decided, by whom asked."""

    id: UUID
    number: int
    event: str
    values: dict[str, str]
    decisions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """What a row came to. REVIEW says `why` and about whom it asks; `is_held`: the protection desk alone decides."""

    id: UUID
    state: State
    became: Became = Became.NOTHING
    record: UUID | None = None
    why: str = ""
    asked: str = ""
    is_held: bool = False
