"""`familyhub docs`: writes the pages that are made from the code, so that they cannot say something else."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

# Where each page stands, and the function that makes it as "module:function". A new page is one line.
PAGES: list[tuple[str, str]] = [
    ("docs/generated/settings.md", "familyhub.cli.commands.settings:markdown"),
    ("docs/generated/permission-matrix.md", "familyhub.accounts.queries:permission_matrix"),
]


def made(named: str) -> str:
    """The text of a page. Django must be set up."""
    module, _, function = named.partition(":")
    make: Callable[[], str] = getattr(import_module(module), function)
    return make()


def out_of_date(root: Path) -> list[str]:
    """The pages under `root` that do not say what the code says."""
    return [path for path, named in PAGES if _read(root / path) != made(named)]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def command(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if a page is old.")] = False,
) -> None:
    """Write the pages in docs/generated. No database is needed."""
    import django

    from familyhub.cli.failure import CommandFailed
    from familyhub.config.environment import ROOT

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familyhub.config.settings")
    django.setup()
    old = out_of_date(ROOT)
    if check and old:
        raise CommandFailed(f"Out of date: {', '.join(old)}. Run familyhub docs.")
    for path, named in PAGES:
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(made(named), encoding="utf-8")
        typer.echo(f"{path}{' (new)' if path in old else ''}")
