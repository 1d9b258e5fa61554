"""`familyhub demo`: the whole service on this machine, with invented people."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from typing import Annotated

import typer


def command(
    once: Annotated[bool, typer.Option("--once", help="Walk the main job once without a browser, and end.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --once: print one JSON object.")] = False,
    port: Annotated[int, typer.Option(min=1024, max=65535, help="First port to try.")] = 8000,
) -> None:
    """Run the demonstration: database, site and worker, until Ctrl-C. Everybody in it is invented."""
    if as_json and not once:
        raise typer.BadParameter("--json goes with --once.")
    if once:
        raise typer.Exit(_walk_once(as_json))
    _run(port)


def _walk_once(as_json: bool) -> int:
    """The main job, through the code that the screens use, in a database of its own: the day can be lived again."""
    with _folder_for_once():
        return _walk(as_json)


@contextlib.contextmanager
def _folder_for_once() -> Iterator[None]:
    """What this process stores lies in a folder that is gone at its end, beside that of a demonstration that runs."""
    from familyhub.config.environment import read_environment, state_folder

    beside = state_folder(read_environment())
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="once-", dir=beside, ignore_cleanup_errors=True) as folder:
        os.environ["FAMILYHUB_STATE"] = folder
        yield


def _walk(as_json: bool) -> int:
    from familyhub.cli.commands.demo_data import load
    from familyhub.cli.demo_mail import FOLDER, deliver_once
    from familyhub.cli.django_ready import addresses_now, environment_for, ready
    from familyhub.cli.static_files import collect

    with ready("app", demo=True):
        from familyhub.config.environment import read_environment, state_folder
        from familyhub.demo import story

        collect()
        load()
        folder = state_folder(read_environment()) / FOLDER
        variables = environment_for("worker", addresses_now(), demo=True)
        return story.tell(as_json, lambda: deliver_once(folder, variables))


def _run(port: int) -> None:
    from familyhub.cli.demonstration import AlreadyRunning, Demonstration, Notes, free_port
    from familyhub.cli.processes import Stopped, stop_on_signals
    from familyhub.cli.progress import console, step
    from familyhub.config.environment import read_environment, state_folder

    state, to = state_folder(read_environment()), console()
    notes = Notes(state)
    try:
        with stop_on_signals(), notes.only_one(), contextlib.ExitStack() as stack:
            with step("Starting the database", to):
                urls, revive = stack.enter_context(_database())
            chosen = free_port(port)
            if chosen != port:
                to.print(f"! Port {port} is taken: using {chosen}.")
            demonstration = Demonstration(state, urls, revive, to, chosen)
            with step("Preparing the tables and the invented people", to):
                demonstration.prepare()
            demonstration.run(notes)
    except Stopped:
        to.print("Stopped. The data stays; the same command starts it again.")
    except AlreadyRunning as other:
        _point_to(other.note)


def _point_to(note: dict[str, object]) -> None:
    if note.get("address"):
        typer.echo(f"The demonstration runs already (process {note['pid']}): {note['address']}")
    else:
        typer.echo(f"The demonstration is being started by process {note.get('pid', '?')}, which will say where it is.")


@contextlib.contextmanager
def _database() -> Iterator[tuple[dict[str, str], Callable[[], None]]]:
    """The database's addresses, and what brings it back when it dies: nothing, where it is not ours."""
    from familyhub.cli.django_ready import ADDRESS_OF, embedded_cluster

    given = {name: os.environ[name] for name in ADDRESS_OF.values() if os.environ.get(name)}
    if given:
        yield given, lambda: None
        return
    cluster = embedded_cluster()
    cluster.join()
    try:
        yield cluster.urls(), cluster.keep_running
    finally:
        cluster.leave()
