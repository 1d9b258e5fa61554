"""`familyhub directory`: check, bring in, approve and give out the public directory on the open standard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from familyhub.imports.open_referral.checking import Schemas, Verdict

app = typer.Typer(help="The public directory of services.", no_args_is_help=True)
ENDS_WITH = {"pass": 0, "warn": 0, "fail": 1}


@app.callback()
def about() -> None:
    """The public directory of services."""


@app.command("validate")
def validate_command(
    target: Annotated[str, typer.Argument(help="the address of an API, or a folder or file of its answers")],
    standards: Annotated[Path | None, typer.Option(help="folder of the official schemas")] = None,
    version: Annotated[str, typer.Option(help="of the standard: 3.0 or 1.0")] = "3.0",
    private: Annotated[bool, typer.Option("--private", help="the API may stand on this machine or network")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Check answers against the standard's own schemas. Ends with 1 where a required answer has an error."""
    from familyhub.imports.terms.feeds import Refused

    try:
        found = _verdict(target, _schemas(standards, version), private)
    except Refused as refusal:
        typer.echo(f"Refused: {refusal.text}.", err=True)
        raise typer.Exit(2) from refusal
    typer.echo(json.dumps(found.as_json(), indent=1) if as_json else "\n".join(_lines(found)))
    raise typer.Exit(ENDS_WITH[found.said])


def _schemas(standards: Path | None, version: str) -> Schemas:
    from familyhub.config.environment import read_environment, standards_folder
    from familyhub.imports.open_referral.checking import Schemas

    return Schemas(standards or standards_folder(read_environment()), version)


def _verdict(target: str, schemas: Schemas, private: bool) -> Verdict:
    from familyhub.imports.open_referral.checking import check_files, check_server
    from familyhub.imports.open_referral.fetching import Reach, fetch

    if "://" not in target:
        return check_files(Path(target), schemas)
    reach = Reach(private=private)

    def ask(where: str) -> Any:
        from familyhub.imports.terms.feeds import Refused

        try:
            return json.loads(fetch(target.rstrip("/") + where, reach))
        except ValueError as error:
            raise Refused(f"{where} is not JSON") from error

    return check_server(ask, schemas)


def _lines(found: Verdict) -> list[str]:
    wrong = [one for one in found.checked if one.errors]
    lines = [f"{found.said}: {len(found.checked)} answers, {sum(len(one.errors) for one in wrong)} errors"]
    for one in wrong:
        lines.append(f"{one.where} ({'required' if one.required else 'optional'})")
        lines += [f"  {words}" for words in one.errors]
    return lines + found.notes


@app.command("import")
def import_command(
    target: Annotated[str, typer.Argument(help="the address of an API, or a .json, .ndjson or .csv file")],
    feed: Annotated[str, typer.Option(help="what this feed is called here")] = "",
    older: Annotated[bool, typer.Option("--older", help="it speaks version 1.0 of the standard")] = False,
    restore: Annotated[bool, typer.Option("--restore", help="an export, into an empty directory, as it was")] = False,
    private: Annotated[bool, typer.Option("--private", help="it stands on this machine or network")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Bring in a feed: what is new, changed or gone waits for approval. Run again after a break it goes on."""
    from familyhub.cli.django_ready import ready

    with ready("app"):
        from familyhub.imports.terms.feeds import Refused

        try:
            found = _restored(target) if restore else _brought_in(target, feed or target, older, private)
        except Refused as refusal:
            typer.echo(f"Refused: {refusal.text}. Nothing of it was kept.", err=True)
            raise typer.Exit(1) from refusal
    _tell(found, as_json)


def _tell(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(found, indent=1))
        return
    for words, value in found.items():
        rows = value.items() if isinstance(value, dict) else [(words, value)]
        for row in rows:
            typer.echo(f"{row[0]}: {row[1]}")


def _restored(target: str) -> dict[str, Any]:
    from familyhub.imports.open_referral.bringing_in import restore

    return {"restored": restore(target=Path(target))}


def _brought_in(target: str, feed: str, older: bool, private: bool) -> dict[str, Any]:
    from familyhub.cli.failure import CommandFailed
    from familyhub.cli.progress import bar
    from familyhub.core import fence
    from familyhub.directory.actions import NotThisFeed
    from familyhub.directory.terms import FeedKind
    from familyhub.imports.open_referral.bringing_in import IMPORTER, bring_in

    kind = FeedKind.CSV if target.lower().endswith(".csv") else FeedKind.ORUK1 if older else FeedKind.ORUK3
    try:
        with bar() as say:
            run = bring_in(
                code=feed[:60],
                kind=kind,
                target=target,
                private=private,
                say=lambda page: say("Reading pages", page, 0),
            )
    except NotThisFeed as wrong:
        raise CommandFailed(str(wrong)) from wrong
    with fence.enter(IMPORTER):
        from familyhub.directory import queries

        return queries.run_figures(run)


@app.command("approve")
def approve_command(
    run: Annotated[str, typer.Argument(help="the reading's number, as import printed it")],
    only: Annotated[list[str] | None, typer.Option(help="added, changed or gone; repeat for several")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Take what a reading of a feed proposes: all of it, or only what is new, changed or gone."""
    import uuid

    from familyhub.cli.django_ready import ready

    with ready("app"):
        from django.utils import timezone

        from familyhub.core import fence
        from familyhub.directory import actions, queries
        from familyhub.directory.terms import What
        from familyhub.imports.open_referral.bringing_in import IMPORTER

        kinds = tuple(only or [what.value for what in What])
        with fence.enter(IMPORTER):
            numbers = queries.waiting_numbers(uuid.UUID(run), kinds)
            found = actions.approve(changes=numbers, by=IMPORTER, at=timezone.now())
    _tell(found, as_json)


@app.command("export")
def export_command(
    file: Annotated[Path, typer.Argument(help="an .ndjson file: one whole service a line")],
) -> None:
    """Write every published service in the words of the standard, version 3.0."""
    from familyhub.cli.django_ready import ready

    with ready("app"):
        from django.utils import timezone

        from familyhub.directory import queries

        count = 0
        with file.open("w", encoding="utf-8") as out:
            for text in queries.exported_texts(timezone.localdate()):
                out.write(f"{text}\n")
                count += 1
    typer.echo(f"services: {count}")
