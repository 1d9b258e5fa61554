"""`familyhub import FEED FILE`: bring in a feed of people, such as births."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from familyhub.imports.actions import Received


def command(
    feed: Annotated[str, typer.Argument(help="Which feed: births.")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A .csv file, or a FHIR bundle as .json.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything and keep nothing.")] = False,
    report: Annotated[Path | None, typer.Option(help="Write the report, a CSV file, here.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Stage, check, match and store a file. Run again after a kill it goes on. Ends with 1 where it is refused."""
    from familyhub.cli.django_ready import ready

    with ready("worker"):
        from familyhub.imports.feed_shelf import FEEDS
        from familyhub.imports.queries import mistakes_as_csv
        from familyhub.imports.terms.feeds import Refused

        if feed not in FEEDS:
            raise typer.BadParameter(f"there is no feed {feed}; there is {', '.join(FEEDS.load())}")
        try:
            found = _tried(feed, file, report) if dry_run else _brought_in(feed, file, report)
        except Refused as refusal:
            where = f", row {refusal.row}" if refusal.row else ""
            if report and refusal.mistakes:
                report.write_text(mistakes_as_csv(refusal.mistakes), newline="")
            typer.echo(f"Refused{where}: {refusal.text}. Nothing of it was kept.", err=True)
            raise typer.Exit(1) from refusal
    if as_json:
        typer.echo(json.dumps(found))
        return
    for words, number in found.items():
        typer.echo(f"{words}: {number}")


def _received(feed: str, file: Path, asker: Any) -> Received:
    from django.utils import timezone

    from familyhub.imports import actions

    return actions.receive(feed=feed, name=file.name, body=file.read_bytes(), by=asker, at=timezone.now())


def _brought_in(feed: str, file: Path, report: Path | None) -> dict[str, Any]:
    from django.utils import timezone

    from familyhub.cli.progress import bar
    from familyhub.core import fence
    from familyhub.imports import actions

    with fence.enter(actions.WORKER) as unit:
        received = _received(feed, file, unit.asker)
        actions.begin(intake=received.intake, by=unit.asker, at=timezone.now())
    with bar() as say:
        actions.work_all(intake=received.intake, say=lambda batch: say("Working rows", batch.done, batch.rows))
    with fence.enter(actions.WORKER):
        return _figures(received, report) | {"received before": received.is_again}


def _tried(feed: str, file: Path, report: Path | None) -> dict[str, Any]:
    """Everything in one transaction that is taken back."""
    from django.db import transaction
    from django.utils import timezone

    from familyhub.core import fence
    from familyhub.imports import actions

    with fence.enter(actions.WORKER) as unit:
        received = _received(feed, file, unit.asker)
        while not actions.work_batch(intake=received.intake, by=unit.asker, at=timezone.now()).is_last:
            continue
        found = _figures(received, report)
        transaction.set_rollback(True)
    return found | {"dry run": "nothing was kept"}


def _figures(received: Received, report: Path | None) -> dict[str, Any]:
    from familyhub.imports import queries

    line = queries.figures(received.intake)
    if report:
        report.write_text(queries.report_of(received.intake), newline="")
    return {"rows": line.rows, **dict(line.counts), "with mistakes": line.wrong, "wait for a decision": line.waiting}
