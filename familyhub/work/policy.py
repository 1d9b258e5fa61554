"""The rules of work, as plain Python: what is late, what comes first, who may do a task."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

LONGEST_WORDS = 200


class TaskRefused(Exception):
    """A task cannot be opened, done or handed over; the text says why."""


class NoWords(TaskRefused):
    """A task says what to do, in one line."""


class AlreadyDone(TaskRefused):
    """Somebody did it first, or it is not there for whoever asks."""


class NotYours(TaskRefused):
    """Neither this person nor their team holds the task."""


class SameHolder(TaskRefused):
    """Whoever is to have the task has it already."""


def check_words(words: str) -> None:
    """Errors: NoWords."""
    if not words.strip() or len(words) > LONGEST_WORDS or "\n" in words:
        raise NoWords(f"say what to do in one line of at most {LONGEST_WORDS} characters")


def check_holder(holder: UUID, holders: Collection[UUID], is_system: bool) -> None:
    """A task is done or handed over by its holder, by a member of the team that holds it, or by the system.

    Errors: NotYours.
    """
    if not is_system and holder not in holders:
        raise NotYours("this task is with somebody else")


def is_overdue(due_at: datetime | None, now: datetime) -> bool:
    """Has the time passed? A task without a time is never late."""
    return due_at is not None and due_at < now


def tray_order(due_at: datetime | None, made_at: datetime) -> tuple[bool, datetime]:
    """Sorts a tray: overdue and due by time, the longest overdue first; then what has no time, oldest first."""
    return (due_at is None, due_at or made_at)
