"""`familyhub places`: load open data about places, and ask where a postcode lies."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from familyhub.imports.actions import Progress as Told
    from familyhub.imports.terms.feeds import FileReport, LoadReport
    from familyhub.places.terms import Where

app = typer.Typer(help="Districts, clusters, areas and postcodes.", no_args_is_help=True)
SHOWN = 20


def load(folders: list[Path], *, dry_run: bool, progress: Told) -> LoadReport:
    """Load every published file in the folders for this deployment's authority, from today. The database is ready."""
    from django.utils import timezone

    from familyhub.config.environment import read_environment
    from familyhub.core.asker import system
    from familyhub.imports import actions
    from familyhub.places.actions import Batch
    from familyhub.places.authority import read_authority

    now = timezone.now()
    batch = Batch(source="places", on=timezone.localdate(now), at=now, by=system("familyhub places load"))
    authority = read_authority(read_environment().authority)
    return actions.load_folders(folders, authority=authority, batch=batch, dry_run=dry_run, progress=progress)


def where(postcode: str, on: date) -> Where:
    """Where a postcode sends us on that day. The database is ready."""
    from familyhub.places import queries

    return queries.where(postcode, on)


def _ready() -> AbstractContextManager[None]:
    """The database, as the role that the site uses: places need no more than adding and ending rows."""
    from familyhub.cli.django_ready import ready

    return ready("app")


@app.command("load")
def load_command(
    folders: Annotated[list[Path], typer.Argument(exists=True, help="folders or files of open data", metavar="DIR…")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="check everything and keep nothing")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print the report as one JSON object")] = False,
) -> None:
    """Load published files about places and report what did not fit. Ends with 1 where a file was refused."""
    from rich.console import Console

    from familyhub.cli.progress import bar

    console = Console()
    with _ready(), bar() as say:
        report = _load_or_say_why(folders, dry_run, lambda done, total, _: say("Loading places", done, total))
    if as_json:
        console.print_json(json.dumps(dataclasses.asdict(report), default=str))
    else:
        show(report, console)
    raise typer.Exit(1 if any(file.refused for file in report.files) else 0)


def _load_or_say_why(folders: list[Path], dry_run: bool, progress: Told) -> LoadReport:
    from familyhub.places.authority import BadAuthority
    from familyhub.places.policy import BackDated

    try:
        return load(folders, dry_run=dry_run, progress=progress)
    except (BadAuthority, BackDated) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


@app.command("shape")
def shape_command(
    code: Annotated[str, typer.Argument(help="an authority's file; this deployment's own where none is named")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print the counts as one JSON object")] = False,
) -> None:
    """Say how an authority's file divides its county: needs no database. Ends with 1 where it cannot be used."""
    from familyhub.config.environment import read_environment
    from familyhub.places.authority import BadAuthority, read_authority

    try:
        authority = read_authority(code or read_environment().authority)
    except BadAuthority as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if as_json:
        typer.echo(json.dumps({"authority": authority.name, **authority.totals}))
        return
    typer.echo(f"{authority.name}: {authority.sentence}")
    for network in authority.networks:
        typer.echo(f"  {network.name}: {network.state.value}")
    if authority.illustrative:
        typer.echo(authority.illustrative)


@app.command("where")
def where_command(
    postcode: Annotated[str, typer.Argument(help="a full postcode; quote it where it has a space")],
    as_json: Annotated[bool, typer.Option("--json", help="print the answer as one JSON object")] = False,
) -> None:
    """Say which area, cluster and district a postcode belongs to today. Ends with 1 where it is not known."""
    from rich.console import Console

    console = Console()
    with _ready():
        from django.utils import timezone

        answer = where(postcode, timezone.localdate())
    if as_json:
        console.print_json(
            json.dumps(
                {**dataclasses.asdict(answer), "sentence": answer.sentence, "next": answer.what_to_do}, default=str
            )
        )
    else:
        console.print("\n".join(_lines(answer)), highlight=False, soft_wrap=True)
    raise typer.Exit(0 if answer.answer == "here" else 1)


def _lines(found: Where) -> Iterator[str]:
    place = found.place
    if found.answer != "here" or place is None:
        yield found.sentence
        yield found.what_to_do
        return
    yield f"{place.postcode}: {place.district.name} ({place.district.code})"
    if place.area and place.cluster:
        how = " (nearest: its small area lies in another district)" if place.area_by == "nearest" else ""
        yield f"Area {place.area.code}, cluster {place.cluster.code}{how}"
    if place.locality:
        yield f"Locality {place.locality.number}{' (local grouping)' if place.locality.local else ''}"
    if place.lsoa:
        yield f"Small area {place.lsoa} {place.lsoa_name}"
    if place.decile:
        yield f"Deprivation decile {place.decile} ({place.edition} index; 1 is the most deprived)"


def show(report: LoadReport, console: Console) -> None:
    """Print a load report for people."""
    known = [file for file in report.files if file.source or file.refused]
    for file in known:
        for line in (*_taken(file), *_remarks(file)):
            console.print(line, highlight=False, markup=False, soft_wrap=True)
    unused = [file.file for file in report.files if file not in known]
    if unused:
        console.print(f"Not used, no source knows their layout: {', '.join(unused)}", highlight=False, soft_wrap=True)
    counts = report.counts
    console.print(
        f"{report.authority}: {counts.sentence}, {counts.localities} localities (local grouping)", soft_wrap=True
    )
    console.print(f"{report.sites.sentence}; {report.networks} hub networks", highlight=False, soft_wrap=True)
    console.print(f"{counts.postcodes:,} postcodes, {counts.lsoas:,} LSOAs, {counts.districts} districts")
    console.print(f"{report.most_deprived} LSOAs in deprivation deciles 1 to 3 ({report.edition})")
    console.print(f"{report.children_under_five:,} children aged 0 to 4")
    console.print(
        f"{len(report.disagreements)} postcodes whose LSOA lies in another district than their own code says:"
    )
    for item in report.disagreements:
        console.print(f"  {item.postcode}: {item.district}; {item.lsoa} lies in {item.lsoa_district}", highlight=False)
    kept = "Dry run: nothing was kept." if report.dry_run else "Loaded."
    console.print(f"{kept} {report.seconds} s")


def _taken(file: FileReport) -> Iterator[str]:
    if file.refused:
        at = f", row {file.refused.row}" if file.refused.row else ""
        yield f"REFUSED {file.file}{at}: nothing of it was kept: {file.refused.text}"
        return
    change = file.change
    numbers = {
        "new": change.opened,
        "ended": change.closed,
        "put right": change.corrected,
        "unchanged": change.unchanged,
        "of other authorities": file.outside,
        "left out": len(file.problems),
    }
    said = ", ".join(f"{number:,} {word}" for word, number in numbers.items() if number)
    yield f"{file.file}: {file.title}: {file.rows:,} rows; {said or 'nothing in it is ours'}"


def _remarks(file: FileReport) -> Iterator[str]:
    for problem in file.problems[:SHOWN]:
        yield f"{file.file}, row {problem.row}: left out: {problem.text}"
    if len(file.problems) > SHOWN:
        yield f"{file.file}: {len(file.problems) - SHOWN:,} more rows left out; --json lists them all"
    if file.outside:
        rows = ", ".join(map(str, file.outside_rows))
        kept = f"{file.outside_kept:,} postcodes of theirs are known" if file.outside_kept else "not stored"
        yield f"{file.file}: {file.outside:,} rows of other authorities, {kept}; the first in rows {rows}"
