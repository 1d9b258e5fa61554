"""Say what is being done, to a person at a terminal or to a log: always on stderr, so that stdout is the result's."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import Protocol

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


class Report(Protocol):
    """Tell how far a long piece of work is: `what` it is in plain words, `done` of `total` (0: not countable)."""

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None: ...


def console() -> Console:
    """Where words about progress go."""
    return Console(stderr=True, highlight=False)


@contextlib.contextmanager
def step(what: str, to: Console) -> Iterator[None]:
    """Show that `what` is going on, then how long it took (seconds)."""
    began = time.monotonic()
    with to.status(escape(what)) if to.is_terminal else contextlib.nullcontext():
        yield
    to.print(f"[green]✓[/] {escape(what)} [dim]({time.monotonic() - began:.1f} s)[/]")


@contextlib.contextmanager
def bar() -> Iterator[Report]:
    """A progress bar for each kind of work reported; plain lines where there is no terminal."""
    to = console()
    if not to.is_terminal:
        yield _lines(to)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=to) as progress:
        tasks: dict[str, TaskID] = {}

        def report(what: str, done: int = 0, total: int = 0) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(escape(what), total=total or None)
            progress.update(tasks[what], completed=done, total=total or None)

        yield report


def _lines(to: Console) -> Report:
    told: set[str] = set()

    def report(what: str, done: int = 0, total: int = 0) -> None:
        if what not in told:
            told.add(what)
            to.print(f"· {escape(what)}")

    return report
