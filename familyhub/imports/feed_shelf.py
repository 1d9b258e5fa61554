"""The feeds shelf: one file for each feed of people.

A feed has TITLE, COLUMNS, `check(values, today) -> list[Mistake]` (pure; no row is stored with a value that cannot be
right), and `work(rows, by, at) -> list[Done]`, which turns a batch of rows into facts inside the transaction that is
open, through the actions of the room that owns them. One answer for each row; an uncertain one is answered REVIEW.
`parts(rows, count)` parts a batch into so many that share nobody, for as many processes; all but the first may be
empty. `close(rows, done)` comes last in the transaction: what others wait for while it is open, such as a total.
"""

from __future__ import annotations

from dataclasses import dataclass

from familyhub.core.registry import Shelf


@dataclass(frozen=True)
class Column:
    """A published column: its name in the file, what it holds, and whether every file must have it."""

    name: str
    words: str
    is_needed: bool = False


FEEDS = Shelf("familyhub.imports.feeds", needs=("TITLE", "COLUMNS", "check", "work", "parts", "close"))
