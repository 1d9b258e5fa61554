"""`familyhub serve`: the web server."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer


def granian(host: str, port: int, workers: int, threads: int) -> list[str]:
    """The command line of the web server: `workers` processes of `threads` threads each."""
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": str(port),
        "--workers": str(workers),
        "--blocking-threads": str(threads),
        # Measured on 2 cores: HTTP/1 on one runtime thread gave the best p95 (44 ms against 61 to 73 ms).
        # No --backpressure: it counts connections, not requests, so at 16 a few idle browsers locked everybody out.
        "--http": "1",
        "--runtime-mode": "st",
        "--workers-kill-timeout": "10",
        "--log-level": "warning",
    }
    flags = [word for pair in options.items() for word in pair]
    return [
        sys.executable,
        "-m",
        "granian",
        *flags,
        "--no-ws",
        "--respawn-failed-workers",
        "familyhub.config.wsgi:application",
    ]


def command(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes.")] = 2,
    threads: Annotated[int, typer.Option(min=1, max=64, help="Threads in each process.")] = 4,
) -> None:
    """Serve the site until stopped. Put a proxy with TLS in front of it."""
    from familyhub.cli.django_ready import database, environment_for, migrate_in_a_process_of_its_own

    web = granian(host, port, workers, threads)
    with database("app") as urls:
        environment = environment_for("app", urls)
        if os.environ.get("DATABASE_URL"):
            # Nothing of ours to look after: become the server, and hold no address but its own.
            os.execve(web[0], web, environment)
        migrate_in_a_process_of_its_own(urls)
        _look_after(web, environment)


def _look_after(web: list[str], environment: dict[str, str]) -> None:
    """Run the server as a child and hold the embedded database for as long as it runs."""
    from familyhub.cli.processes import Child, Stopped, Supervisor, stop_on_signals

    child = Child("web server", web, environment)
    supervisor = Supervisor([child], typer.echo)
    with stop_on_signals():
        try:
            supervisor.start()
            supervisor.run()
        except Stopped:
            supervisor.stop()
