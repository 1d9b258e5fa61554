"""`familyhub bench NAME`: run one benchmark of the shelf `cli/bench`."""

from __future__ import annotations

import inspect
import json
from typing import Annotated

import typer


def command(  # noqa: PLR0913 - every one is an option of the command line
    name: Annotated[str, typer.Argument(help="Which benchmark: a file on the shelf, such as fence.")],
    people: Annotated[int, typer.Option(min=20_000, help="How many invented people there are.")] = 1_000_000,
    referrals: Annotated[
        int, typer.Option(min=4_000, help="How many invented requests, where the benchmark has any.")
    ] = 200_000,
    rows: Annotated[int, typer.Option(min=1_000, help="How many rows are imported, where any are.")] = 100_000,
    services: Annotated[
        int, typer.Option(min=1_000, help="How many services the directory holds, where there is one.")
    ] = 100_000,
    episodes: Annotated[int, typer.Option(min=20_000, help="How many episodes of help there are.")] = 100_000,
    notes: Annotated[int, typer.Option(min=200_000, help="How many contact notes there are.")] = 2_000_000,
    rounds: Annotated[int, typer.Option(min=1, help="How many interleaved rounds; every figure is their median.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Measure on a durable database of its own, with invented data that is made once and kept."""
    from familyhub.core.registry import Shelf

    shelf = Shelf("familyhub.cli.bench", needs=("run",))
    if name not in shelf:
        raise typer.BadParameter(f"there is no benchmark {name}; there is {', '.join(shelf.load())}")
    run = shelf[name].run
    sizes = {
        "people": people,
        "referrals": referrals,
        "rows": rows,
        "services": services,
        "episodes": episodes,
        "notes": notes,
        "rounds": rounds,
    }
    asked = {size: number for size, number in sizes.items() if size in inspect.signature(run).parameters}
    result = run(**asked, say=lambda words: typer.echo(words, err=True))
    if as_json:
        typer.echo(json.dumps(result, indent=1))
        return
    for key, value in result.items():
        typer.echo(f"{key.replace('_', ' ')}: {value}")
