"""`familyhub match`: try the matching of people on files of one's own."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(help="Matching people.", no_args_is_help=True)
NICKNAMES = "matching/nicknames_names.csv"


@app.callback()
def about() -> None:
    """Matching people."""


@app.command("evaluate")
def evaluate_command(
    truth: Annotated[str, typer.Option(help="the column that says who is who; the matcher never sees it")],
    mapping: Annotated[Path, typer.Option("--map", help="a TOML file that names the columns under [columns]")],
    register: Annotated[Path | None, typer.Option(help="a CSV file of the people who are known")] = None,
    incoming: Annotated[Path | None, typer.Option(help="a CSV file of the people who come in")] = None,
    within: Annotated[Path | None, typer.Option(help="one CSV file, to find who stands in it twice")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print the figures as one JSON object")] = False,
) -> None:
    """Match two files, or one within itself, and say how good the links are. Ends with 2 where a file is unusable."""
    from familyhub.analysis.matching.evaluating import evaluate
    from familyhub.analysis.matching.reading import BadInput

    left, right = _files(register, incoming, within)
    _read_nicknames()
    try:
        figures = evaluate(left, right, truth, mapping, lambda words: typer.echo(f"· {words}", err=True))
    except BadInput as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    typer.echo(json.dumps(figures, indent=1) if as_json else "\n".join(_lines(figures)))


def _files(register: Path | None, incoming: Path | None, within: Path | None) -> tuple[Path, Path | None]:
    """What to match with what. Errors: BadParameter."""
    if within is not None and register is None and incoming is None:
        return within, None
    if within is None and register is not None and incoming is not None:
        return register, incoming
    raise typer.BadParameter("give --register and --incoming, or --within alone")


def _read_nicknames() -> None:
    """The published list too, where the folder of open data has it."""
    from familyhub.analysis.matching.nicknames import read_more
    from familyhub.config.environment import data_folder, read_environment

    folder = data_folder(read_environment())
    if folder is not None and (folder / NICKNAMES).is_file():
        read_more(folder / NICKNAMES)


def _lines(figures: dict[str, Any]) -> list[str]:
    return [f"{name.replace('_', ' ')}: {'nothing to count' if v is None else v}" for name, v in figures.items()]


@app.command("forecast")
def forecast_command(
    as_json: Annotated[bool, typer.Option("--json", help="print the figures as one JSON object")] = False,
) -> None:
    """On this authority's own pairs of the last year: what each line would have linked alone, and how much wrongly."""
    from familyhub.cli.django_ready import ready

    with ready():
        from django.utils import timezone

        from familyhub.people import queries

        year = queries.year_of_lines(timezone.now())
    if as_json:
        typer.echo(json.dumps(asdict(year) | {"since": year.since.isoformat()}, indent=1))
        return
    typer.echo(f"{year.noted} pairs with a likelihood since {year.since.isoformat()}, {year.without} without one.")
    for one in year.lines:
        typer.echo(f"from {one.line:g}: {one.linked} linked alone, {_wrong_words(one.wrong, one.low, one.high)}")


def _wrong_words(wrong: float | None, low: float | None, high: float | None) -> str:
    if wrong is None or low is None or high is None:
        return "wrong ones not known"
    return f"about {wrong:.1f} wrong (95%: {low:.1f} to {high:.1f})"
