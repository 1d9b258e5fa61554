"""`familyhub demo-data`: what the demonstration needs before its web server starts; a process that ends."""

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
    """Make the demonstration's database and styles ready, and load its invented people if they are not there yet."""
    from familyhub.cli.django_ready import ready
    from familyhub.cli.static_files import collect

    with ready("app", demo=True):
        collect()
        load()
