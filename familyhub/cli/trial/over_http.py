"""Real web servers for benchmarks, and visitors that ask them over HTTP as fast as they are answered."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from familyhub.cli.trial.database import NotMade
from familyhub.config.environment import ROOT

HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 15
VISITORS = 4


@dataclass(frozen=True)
class Answered:
    """`per_second`: requests of all visitors together; `times`: of each request, in milliseconds."""

    per_second: float
    times: list[float] = field(default_factory=list)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def serving(command: Sequence[str], environment: Mapping[str, str], port: int, path: str, log: Path) -> Iterator[None]:
    """The server until left; only what was started is ended. `path`: answers 200 when it is ready. Errors: NotMade."""
    with log.open("wb") as told:
        process = subprocess.Popen(
            list(command), cwd=ROOT, env=os.environ | dict(environment), stdout=told, stderr=told
        )
    try:
        _wait(process, port, path, log)
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError, NotMade):
            ask(port, [path])
            return
        time.sleep(0.2)
    raise NotMade(f"{path} does not answer: {log.read_text()[-500:]}")


def ask(port: int, paths: Sequence[str]) -> list[float]:
    """Milliseconds of each request of one visitor, one after the other. Errors: NotMade for any answer but 200."""
    door = http.client.HTTPConnection(HOST, port, timeout=30)
    taken = []
    try:
        for path in paths:
            began = time.perf_counter()
            door.request("GET", path, headers={"User-Agent": "bench", "Connection": "keep-alive"})
            answer = door.getresponse()
            body = answer.read()
            taken.append((time.perf_counter() - began) * 1000)
            if answer.status != 200 or not body:
                raise NotMade(f"{path} answered {answer.status}")
    finally:
        door.close()
    return taken


def crowd(port: int, paths: Sequence[str], requests: int) -> Answered:
    """Four visitors at once, each with its share of so many requests. Errors: NotMade."""
    share = requests // VISITORS
    taken: list[list[float]] = [[] for _ in range(VISITORS)]
    failed: list[Exception] = []

    def visit(number: int) -> None:
        try:
            taken[number] = ask(port, list(islice(cycle(paths), number * 7, number * 7 + share)))
        except Exception as error:
            failed.append(error)

    began = time.perf_counter()
    threads = [threading.Thread(target=visit, args=(number,)) for number in range(VISITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - began
    if failed:
        raise NotMade(str(failed[0]))
    return Answered(share * VISITORS / spent, [one for times in taken for one in times])
