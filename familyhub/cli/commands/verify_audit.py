"""`familyhub verify-audit`: has anybody changed the access log?"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer


def command(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object with every finding.")] = False,
) -> None:
    """Compare the access log with its seals and the signed file, and name what was changed. Exits 1 on findings."""
    from familyhub.cli.django_ready import ready

    with ready("worker"):
        from familyhub.core import chain

        findings = chain.verify()
    if as_json:
        typer.echo(json.dumps({"good": not findings, "findings": [asdict(finding) for finding in findings]}, indent=1))
    else:
        for finding in findings:
            typer.echo(finding.words)
        typer.echo(
            f"{len(findings)} {'finding' if len(findings) == 1 else 'findings'}."
            if findings
            else "The access log is as it was written."
        )
    if findings:
        raise typer.Exit(1)
