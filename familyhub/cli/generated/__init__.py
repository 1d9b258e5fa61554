"""Pages of the documentation that are made from the code, one file each, so that they cannot say something else.

Each file has `markdown()`, which gives the page and raises `Undocumented` where something lacks its words. A page
holds no date and no address of a machine, and is sorted: the same code always makes the same page.
"""

from __future__ import annotations

from collections.abc import Iterable


class Undocumented(Exception):
    """Something that the pages must tell of has no words of its own; the text names it and says what to do."""


MADE = "Made by `familyhub docs`; do not edit."


def cell(value: object) -> str:
    """One cell of a table: a single line, and no bar that would end it."""
    return " ".join(str(value).split()).replace("|", "\\|")


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """The lines of a table."""
    heads = list(head)
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return [*lines, *("| " + " | ".join(cell(value) for value in row) + " |" for row in rows)]


def first_sentence(text: str | None) -> str:
    """The first paragraph of a docstring on one line, without a full stop at its end; empty where there is none."""
    return " ".join((text or "").strip().split("\n\n")[0].split()).removesuffix(".")


def page(title: str, words: str, lines: Iterable[str]) -> str:
    """A whole page."""
    return "\n".join([f"# {title}", "", words, "", *lines]).rstrip() + "\n"
