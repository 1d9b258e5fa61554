"""`familyhub new-migration ROOM`: write down what has changed in a room's models."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    room: Annotated[str, typer.Argument(help="The room whose models have changed, such as referrals.")],
    name: Annotated[str, typer.Option(help="What the migration does, as a name for its file.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be written.")] = False,
) -> None:
    """Write the next migration of a room. A new table of people's data still needs its fence added by hand."""
    from familyhub.cli.django_ready import ready

    with ready("owner", migrate=False):
        from django.core.management import call_command

        call_command("makemigrations", room, name=name or None, dry_run=dry_run, include_header=False)
