"""Why a whole file is refused."""

from __future__ import annotations


class Refused(Exception):
    """The whole file; `row` is the line at fault, counted from 1, where there is one."""

    def __init__(self, words: str, row: int | None = None) -> None:
        super().__init__(words)
        self.row = row
