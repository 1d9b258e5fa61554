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
    ("docs/generated/data-dictionary.md", "familyhub.cli.generated.data_dictionary:markdown"),
    ("docs/generated/glossary.md", "familyhub.cli.generated.glossary:markdown"),
    ("docs/generated/events.md", "familyhub.cli.generated.events:markdown"),
    ("docs/generated/commands.md", "familyhub.cli.generated.commands:markdown"),
    ("docs/generated/attachments.md", "familyhub.cli.generated.attachments:markdown"),
    ("docs/generated/shelves.md", "familyhub.cli.generated.shelves:markdown"),
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
    from familyhub.cli.generated import Undocumented
    from familyhub.config.environment import ROOT

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familyhub.config.settings")
    django.setup()
    try:
        old = out_of_date(ROOT)
        if check and old:
            raise CommandFailed(f"Out of date: {', '.join(old)}. Run familyhub docs.")
        for path in old:
            _write(ROOT / path, made(dict(PAGES)[path]))
            typer.echo(f"{path} (new)")
    except Undocumented as error:
        raise CommandFailed(f"Something has no words of its own: {error}.") from error
    typer.echo(f"{len(PAGES)} pages say what the code says.")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
