"""The embedded PostgreSQL: started by the first command, shared by the next, ended by the last.

Everyone who uses it holds a shared lock on a file; whoever leaves and can take that lock alone is the last one
and ends the server. A server left behind by a killed command is joined, not fought.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psycopg

from familyhub.cli.cluster.binaries import find_binaries
from familyhub.cli.cluster.roles import Roles, create_database, create_roles, database_statements
from familyhub.cli.cluster.unprivileged import NOBODY, spawn_options

DATABASE = "familyhub"
START_SECONDS = 60
START_AGAIN_SECONDS = 0.5
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "120",
    "shared_buffers": "512MB",
    "work_mem": "16MB",
    "max_wal_size": "4GB",
    "timezone": "UTC",
    "log_min_messages": "warning",
    "log_statement": "none",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def _is_dead_but_uncollected(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


class StartFailed(Exception):
    """The embedded server did not start; the text says where its log is."""


@dataclass
class Cluster:
    """One embedded PostgreSQL in `folder`. `durable=False` is for the unit tests' throw-away data alone."""

    folder: Path
    durable: bool = True
    roles: Roles = field(default_factory=Roles)
    _lock: IO[str] | None = None

    @property
    def data(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.folder / "postgres"

    @property
    def socket(self) -> Path:
        """A short private folder for the socket: a path of over 107 bytes cannot be bound."""
        name = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:10]
        return Path(tempfile.gettempdir()) / f"fh-{os.getuid()}-{name}"

    @property
    def passwords(self) -> dict[str, str]:
        """Made once, readable by their owner alone."""
        kept = self.folder / "roles.json"
        if not kept.exists():
            made = {name: secrets.token_urlsafe(24) for name in ("postgres", *self.roles.login)}
            descriptor = os.open(kept, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                json.dump(made, file)
        return dict(json.loads(kept.read_text()))

    def url(self, role: str, database: str = DATABASE) -> str:
        """`postgresql://` address for `role` (owner, app, worker or postgres)."""
        name = getattr(self.roles, role, role)
        return f"postgresql://{name}:{self.passwords[name]}@/{database}?host={self.socket}"

    def urls(self, database: str = DATABASE) -> dict[str, str]:
        """The three variables that a command needs."""
        return {
            "DATABASE_URL": self.url("app", database),
            "DATABASE_OWNER_URL": self.url("owner", database),
            "DATABASE_WORKER_URL": self.url("worker", database),
        }

    def admin(self, database: str = "postgres") -> psycopg.Connection:
        """A superuser's connection, for making roles and databases; never for serving anything."""
        return psycopg.connect(self.url("postgres", database), autocommit=True, connect_timeout=5)

    def answers(self) -> bool:
        """Is a server running that takes connections?"""
        try:
            with self.admin():
                return True
        except psycopg.OperationalError:
            return False

    def join(self) -> None:
        """Start the server, or join the one that runs; hold it until `leave`. Errors: StartFailed, NoServer."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._make_socket_folder()
        self._lock = (self.folder / "users.lock").open("a+")
        fcntl.flock(self._lock, fcntl.LOCK_SH)
        with self._starting():
            self.ensure_running()

    def keep_running(self) -> None:
        """Start the server again if it died. The caller has joined. Errors: StartFailed."""
        with self._starting():
            self.ensure_running()

    def _make_socket_folder(self) -> None:
        self.socket.mkdir(mode=0o700, exist_ok=True)
        if self.socket.stat().st_uid not in {os.getuid(), NOBODY}:
            raise StartFailed(
                f"{self.socket} belongs to somebody else: remove it, or set TMPDIR to a folder of your own"
            )

    @contextlib.contextmanager
    def _starting(self) -> Iterator[None]:
        with (self.folder / "start.lock").open("a+") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            yield

    def ensure_running(self) -> None:
        """Start the server unless one answers. The caller has joined."""
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        if not self.answers():
            self._start()
        if not (self.folder / "ready").exists():
            self._make_roles()

    def _initialise(self) -> None:
        # Made aside and moved into place when whole: one that was interrupted must not be taken for a database.
        making = self.folder / "postgres.new"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        password = self.folder / ".pw"
        password.touch(mode=0o600)
        password.write_text(self.passwords["postgres"])
        command = [
            str(find_binaries() / "initdb"),
            "-D",
            str(making),
            "-U",
            "postgres",
            "--locale=C.UTF-8",
            "-E",
            "UTF8",
        ]
        command += ["--auth=scram-sha-256", f"--pwfile={password}", "--no-instructions"]
        command += [] if self.durable else ["--no-sync"]
        result = subprocess.run(command, capture_output=True, text=True, check=False, **spawn_options(making, password))
        password.unlink()
        if result.returncode:
            raise StartFailed(f"PostgreSQL could not make a database in {self.folder}: {result.stderr.strip()}")
        (self.folder / "ready").unlink(missing_ok=True)
        making.rename(self.data)

    def _start(self) -> None:
        """Start it and wait until it answers. After a kill its own children may hold on for a moment: tried again."""
        deadline = time.monotonic() + START_SECONDS
        process: subprocess.Popen[bytes] | None = None
        while not self.answers():
            if time.monotonic() > deadline:
                if process is not None:
                    process.kill()
                    process.wait()
                raise StartFailed(f"PostgreSQL did not start; see {self.folder / 'postgres.log'}")
            if process is None or process.poll() is not None:
                if process is not None:
                    time.sleep(START_AGAIN_SECONDS)
                process = self._spawn()
            time.sleep(0.05)
        if process is not None and process.poll() is None:
            process.returncode = 0  # it outlives us on purpose: the last user ends it

    def _bury(self) -> None:
        """Make way for a new server where the old one was killed but nobody has collected it yet.

        A dead process that its parent has not waited for still counts as running for PostgreSQL. Its lock files must
        stay, since they lead to children that still hold the shared memory; only the number in them may go.
        """
        pid = self.pid()
        if pid is None:
            return
        with contextlib.suppress(OSError):
            os.waitpid(pid, os.WNOHANG)
        if not _is_dead_but_uncollected(pid):
            return
        for file in (self.data / "postmaster.pid", *self.socket.glob(".s.PGSQL.*.lock")):
            _, _, rest = file.read_text().partition("\n")
            # PostgreSQL takes its parent's number for a left-over of its own.
            file.write_text(f"{os.getpid()}\n{rest}")

    def _spawn(self) -> subprocess.Popen[bytes]:
        self._bury()
        settings = SETTINGS | ({} if self.durable else NOT_DURABLE) | {"unix_socket_directories": str(self.socket)}
        command = [str(find_binaries() / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with (self.folder / "postgres.log").open("ab") as log:
            return subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                **spawn_options(self.data, self.socket),
            )

    def _make_roles(self) -> None:
        with self.admin() as admin:
            create_roles(admin, self.roles, self.passwords)
            create_database(admin, DATABASE, self.roles)
        with self.admin(DATABASE) as inside:
            for statement in database_statements(self.roles, DATABASE):
                inside.execute(statement)
        (self.folder / "ready").touch()

    def pid(self) -> int | None:
        """The server's process id, or None when none runs."""
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None

    def leave(self) -> bool:
        """Let go; end the server if nobody else holds it. Returns whether it was ended."""
        if self._lock is None:
            return False
        lock, self._lock = self._lock, None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return self._stop()

    def _is_ours(self, pid: int) -> bool:
        """Is this number our server's? After a crash the file stays, and numbers are given out again."""
        where = Path(f"/proc/{pid}/cwd")
        if not Path("/proc/self/cwd").exists():  # no such files on this system: believe the file
            return True
        try:
            return where.resolve(strict=True) == self.data.resolve()
        except OSError:
            return False

    def _stop(self) -> bool:
        pid = self.pid()
        if pid is None or not self._is_ours(pid):
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        for _ in range(400):
            if not (self.data / "postmaster.pid").exists():
                return True
            with contextlib.suppress(ChildProcessError, OSError):
                os.waitpid(pid, os.WNOHANG)
            time.sleep(0.05)
        return False
