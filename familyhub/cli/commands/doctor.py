"""`familyhub doctor`: is this deployment safe to use?"""

from __future__ import annotations

import json
from typing import Annotated

import typer


def command(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object: each check, true or false.")] = False,
) -> None:
    """Look at database, roles, fences, log and settings, and say what to do. Exits 1 when something is not right."""
    from familyhub.cli.django_ready import ready

    with ready("app"):
        from familyhub.cli import doctoring

        results = doctoring.examine()
    if as_json:
        typer.echo(json.dumps({result.code: result.ok for result in results}, indent=1))
    else:
        _tell(results)
    if not all(result.ok for result in results):
        raise typer.Exit(1)


def _tell(results: list) -> None:  # type: ignore[type-arg]
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    for result in results:
        console.print(f"{'[green]✓[/]' if result.ok else '[red]✗[/]'} {escape(result.asks)}")
        if not result.ok:
            console.print(f"  [bold]{escape(result.words)}[/]")
    wrong = sum(not result.ok for result in results)
    total = len(results)
    console.print(f"{wrong} of {total} checks need attention." if wrong else f"All {total} checks are good.")
