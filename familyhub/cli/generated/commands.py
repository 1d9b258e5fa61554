"""`docs/generated/commands.md`: every command with its help, arguments and options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from familyhub.cli.generated import MADE, Undocumented, page, table

WORDS = (
    f"{MADE} `familyhub` stands in `.venv/bin` after set-up. A command that needs a database starts the embedded one "
    "where `DATABASE_URL` names none, and leaves a running one alone. Exit codes: 0 good, 1 failed, 2 bad usage."
)


def every_command() -> Iterator[tuple[str, Any]]:
    """(name as typed after `familyhub`, the command), sorted; hidden ones left out."""
    import typer

    from familyhub.cli import _app

    whole: Any = typer.main.get_command(_app())
    yield from _below(whole, "")


def _below(group: Any, before: str) -> Iterator[tuple[str, Any]]:
    for name, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        if hasattr(command, "commands"):
            yield from _below(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def names() -> set[str]:
    """Every command as typed after `familyhub`."""
    return {name for name, _ in every_command()}


def options_of(name: str) -> set[str]:
    """Every option of a command, with its dashes."""
    return {word for typed, command in every_command() if typed == name for p in command.params for word in p.opts}


def _given(parameter: Any) -> str:
    is_argument = parameter.param_type_name == "argument"
    name = (parameter.metavar or parameter.name.upper()) if is_argument else ", ".join(sorted(parameter.opts))
    return f"`{name}`"


def _default(parameter: Any) -> str:
    if parameter.required:
        return "must be given"
    return "" if parameter.default in (None, False, (), "") else str(parameter.default)


def _lines(name: str, command: Any) -> list[str]:
    if not command.help:
        raise Undocumented(f"the command {name} has no docstring")
    parameters = [p for p in command.params if p.name != "help"]
    silent = [p.name for p in parameters if not p.help]
    if silent:
        raise Undocumented(f"the command {name} does not say what {', '.join(silent)} is for: give help=")
    rows = [(_given(p), _default(p), p.help) for p in parameters]
    about = table(("what may be given", "when it is not", "what it does"), rows) if rows else ["No options."]
    return [f"## familyhub {name}", "", " ".join(command.help.split()), "", *about, ""]


def markdown() -> str:
    """The page."""
    return page("Commands", WORDS, [line for name, command in every_command() for line in _lines(name, command)])
