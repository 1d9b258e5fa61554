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
    from familyhub.imports.terms import Refused

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
        from familyhub.imports.terms import Refused

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
