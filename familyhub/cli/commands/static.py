"""`familyhub static`: gather styles and scripts for the web server."""

from __future__ import annotations

import typer


def command() -> None:
    """Gather styles and scripts for the web server. Needed after an upgrade; `familyhub demo` does it by itself."""
    from familyhub.cli.django_ready import ready
    from familyhub.cli.static_files import collect

    with ready("app", migrate=False):
        typer.echo("Gathered." if collect() else "Nothing has changed.")
