"""`familyhub demo-data`: the invented people of the demonstration, loaded once."""

from __future__ import annotations

import importlib
import importlib.util


def load() -> None:
    """Load them unless they are there. The caller is `ready("app", demo=True)`."""
    from familyhub.cli.progress import bar, console

    if importlib.util.find_spec("familyhub.demo.seed") is None:
        console().print("· This copy has no invented people (familyhub.demo.seed): the site starts empty.")
        return
    seed = importlib.import_module("familyhub.demo.seed")
    if not seed.is_seeded():
        with bar() as report:
            seed.seed(report)


def command() -> None:
    """Load the invented people of the demonstration, if they are not there yet."""
    from familyhub.cli.django_ready import ready

    with ready("app", demo=True):
        load()
