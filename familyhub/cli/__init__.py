"""The `familyhub` command. Each file in `commands/` is one command; its name is the command's."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import typer

EPILOG = "Exit codes: 0 good, 1 failed, 2 bad usage."


def run() -> NoReturn:
    """Run the command line and exit: 0 good, 1 failed (one plain sentence on stderr), 2 bad usage."""
    from familyhub.cli.failure import sentence_for

    try:
        _app()()
    except Exception as error:
        sentence = sentence_for(error)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)  # noqa: T201 - the one place that speaks for every failed command
        sys.exit(1)
    sys.exit(0)


def _app() -> typer.Typer:
    """The whole command, built from the shelf. Imported late: `import familyhub.cli` must cost nothing."""
    import typer

    from familyhub.core.registry import Shelf

    app = typer.Typer(
        name="familyhub",
        help="Open Family Hub: the information system of a family hub network and early help service.",
        epilog=EPILOG,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for code, module in Shelf("familyhub.cli.commands", check=_has_something_to_mount).load().items():
        name = code.rstrip("_").replace("_", "-")  # a file cannot be called import
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name=name, hidden=getattr(module, "hidden", False))(module.command)
    return app


def _has_something_to_mount(code: str, module: object) -> None:
    """Errors: BadShelf for a file that is no command, or a command that does not say what it does."""
    from familyhub.core.registry import BadShelf

    name = f"familyhub.cli.commands.{code}"
    if hasattr(module, "app"):
        return
    if not callable(getattr(module, "command", None)):
        raise BadShelf(f"{name} has neither `app` nor `command`")
    if not module.command.__doc__:  # type: ignore[attr-defined]
        raise BadShelf(f"{name}: `command` has no docstring, so its help would be empty")
