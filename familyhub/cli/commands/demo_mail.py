"""`familyhub demo-mail`: the demonstration's mail server, kept running by the demonstration."""

from __future__ import annotations

import signal
import threading
from typing import Annotated

import typer

hidden = True


def command(port: Annotated[int, typer.Option(help="Port on this machine.")] = 8025) -> None:
    """Take every message of the demonstration and keep it in the state folder; nothing is sent anywhere."""
    from familyhub.cli.demo_mail import FOLDER, mail_server
    from familyhub.config.environment import read_environment, state_folder

    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    with mail_server(state_folder(read_environment()) / FOLDER, port):
        stop.wait()
