"""`familyhub settings`: every setting that a deployment may give."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated

import typer

DATABASES = [
    ("DATABASE_URL", "the embedded database", "`postgresql://` address for role app, which serves the site"),
    ("DATABASE_OWNER_URL", "the embedded database", "the same for role owner, which migrates"),
    ("DATABASE_WORKER_URL", "the embedded database", "the same for role worker, which runs reactions and jobs"),
    ("DATABASE_ADMIN_URL", "(none)", "for `familyhub init` alone: somebody who may make roles and databases"),
]


def rows() -> list[tuple[str, str, str]]:
    """(variable, default, meaning) of every setting, databases first."""
    from familyhub.config.environment import PREFIX, Environment

    named = [
        (PREFIX + item.name.upper(), _default(item.default), str(item.metadata["doc"])) for item in fields(Environment)
    ]
    return DATABASES + named


def _default(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "(empty)" if value == "" else str(value)


def markdown() -> str:
    """The page `docs/generated/settings.md`."""
    lines = [
        "# Settings",
        "",
        "Made by `familyhub settings --markdown`; do not edit. Each is an environment variable. In place of a",
        "`FAMILYHUB_` variable, the same name with `_FILE` at its end may name a file that holds the value.",
        "A `FAMILYHUB_` variable that is not in this table refuses to start.",
        "",
        "| variable | when it is not given | what it is |",
        "|---|---|---|",
    ]
    return "\n".join([*lines, *(f"| `{name}` | {default} | {meaning} |" for name, default, meaning in rows())]) + "\n"


def command(
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print the page of the documentation.")] = False,
) -> None:
    """List every setting, what it means, and what holds when it is not given."""
    if as_markdown:
        typer.echo(markdown(), nl=False)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Settings of Open Family Hub")
    table.add_column("Variable", no_wrap=True)
    table.add_column("When not given")
    table.add_column("What it is")
    for row in rows():
        table.add_row(*row)
    Console().print(table, markup=False)
