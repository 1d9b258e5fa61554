"""Where the tests' database lives and how it is cloned."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from familyhub.cli.cluster.embedded import Cluster
from familyhub.cli.cluster.roles import Roles, create_database, create_roles, database_statements, door_statements
from tests.compiled import PREFIX

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".data" / "tests"
ROLES = Roles("fhtest_owner", "fhtest_app", "fhtest_worker", "fhtest_search")
PASSWORDS = {name: "only-for-tests" for name in ROLES.login}
EMBEDDED = "embedded"
# the workers of one run inherit its environment
RUN = os.environ.setdefault("FHTEST_RUN", f"{os.getpid()}_{uuid.uuid4().hex[:6]}")
WORLD = f"fhtest_world_{RUN}"
OF_A_RUN = re.compile(r"fhtest_(?:world_)?(\d+)(?:_|$)")
TOLD = FOLDER / f"{WORLD}.told"  # a folder: what is in each world that was made once
MEMORY = Path("/dev/shm")
ROOM_KB = 4_000_000
SECRET = "only-for-tests-" + "x" * 50


def has_room() -> bool:
    """Is there memory for the embedded server's files?"""
    try:
        told = dict(line.split(":") for line in Path("/proc/meminfo").read_text().splitlines())
        free = min(int(told["MemAvailable"].split()[0]), shutil.disk_usage(MEMORY).free // 1024)
    except (OSError, KeyError, ValueError):
        return False
    return free > ROOM_KB and os.access(MEMORY, os.W_OK)


def server_folder() -> Path:
    """Where the embedded server keeps its files: in memory where that can be had.

    Hundreds of databases of 1,600 files each are made and thrown away in a run, and ext4 looks at every file that was
    removed in the last five minutes before it makes another: 0.8 s of the processor for a database, not 0.05.
    """
    own = hashlib.sha256(str(FOLDER).encode()).hexdigest()[:10]
    chosen = MEMORY / f"familyhub-tests-{os.getuid()}-{own}" if has_room() else FOLDER
    # the workers of one run inherit its environment: they all use one server
    return Path(os.environ.setdefault("FHTEST_FOLDER", str(chosen)))


def is_left_over(database: str) -> bool:
    """Was it made by a process that is no more? A run that was killed threw nothing away."""
    found = OF_A_RUN.match(database)
    return bool(found) and not Path(f"/proc/{found[1]}").exists() and Path("/proc/self").exists()


def schema_digest() -> str:
    """Changes when anything that makes the schema changes."""
    files = sorted(ROOT.glob("familyhub/**/migrations/*.py")) + sorted(ROOT.glob("familyhub/core/*.py"))
    files += [ROOT / "familyhub/config/settings.py", ROOT / "familyhub/cli/cluster/roles.py"]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@dataclass
class TestDatabase:
    """The server, the template and this process's clone."""

    __test__ = False
    server: str
    cluster: Cluster | None
    name: str = field(default_factory=lambda: f"fhtest_{os.getpid()}")
    _migrated: str = ""

    @classmethod
    def for_this_process(cls) -> TestDatabase:
        """The named server, or the embedded one."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        # the workers of one run inherit its environment, in which DATABASE_URL is the first process's own clone
        named = os.environ.setdefault("FHTEST_SERVER", os.environ.get("DATABASE_URL", EMBEDDED))
        if named != EMBEDDED:
            return cls(server=named, cluster=None)
        cluster = Cluster(server_folder(), durable=False)
        cluster.join()
        return cls(server=cluster.url("postgres", "postgres"), cluster=cluster)

    def url(self, user: str, name: str) -> str:
        """The address of a database for one of the test roles."""
        parts = urlsplit(self.server)
        host = parts.netloc.rpartition("@")[2]
        netloc = f"{quote(user)}:{quote(PASSWORDS[user])}@{host}"
        return urlunsplit((parts.scheme, netloc, f"/{name}", parts.query, ""))

    def address(self, name: str = "") -> str:
        """The address of a database for whoever may make databases."""
        parts = urlsplit(self.server)
        path = f"/{name}" if name else parts.path
        return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))

    def admin(self, name: str = "") -> psycopg.Connection:
        """A connection of whoever may make databases."""
        return psycopg.connect(self.address(name), autocommit=True)

    def variables(self, name: str = "") -> dict[str, str]:
        """The environment of a process that uses this database as app."""
        name = name or self.name
        return {
            "DATABASE_URL": self.url(ROLES.app, name),
            "DATABASE_OWNER_URL": self.url(ROLES.owner, name),
            "DATABASE_WORKER_URL": self.url(ROLES.worker, name),
            "FAMILYHUB_ROLE": "app",
            "FAMILYHUB_SEARCH_ROLE": ROLES.search,
            "FAMILYHUB_SECRET_KEY": SECRET,
            "FAMILYHUB_SECURE_COOKIES": "0",
            "FAMILYHUB_DESK_SAMPLE": "0",
            "FAMILYHUB_STATE": str(FOLDER / "state"),
            "FAMILYHUB_HOSTS": "localhost,127.0.0.1,testserver",
            **{name: value for name, value in os.environ.items() if name == PREFIX},
        }

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        with (FOLDER / "template.lock").open("a+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def template(self) -> str:
        """The name of the migrated template; made when no database of this schema is there."""
        self._migrated = name = f"fhtest_template_{schema_digest()}"
        with self._alone(), self.admin() as admin:
            known = [row[0] for row in admin.execute("SELECT datname FROM pg_database").fetchall()]
            for old in known:
                if old.startswith("fhtest_template_") and name not in known or (self.cluster and is_left_over(old)):
                    admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
            if name in known:
                return name
            create_roles(admin, ROLES, PASSWORDS)
            building = f"{name}_building"
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(building)))
            create_database(admin, building, ROLES)
            with self.admin(building) as inside:
                for statement in database_statements(ROLES, building):
                    inside.execute(statement)
            self._migrate(building)
            rename = "ALTER DATABASE {} RENAME TO {}"
            admin.execute(sql.SQL(rename).format(sql.Identifier(building), sql.Identifier(name)))
        return name

    def _migrate(self, name: str) -> None:
        code = (
            "import django; django.setup();"
            "from django.core.management import call_command; call_command('migrate', verbosity=0);"
            "from familyhub.core import privileges; privileges.apply()"
        )
        environment = os.environ | self.variables(name) | {"FAMILYHUB_ROLE": "owner"}
        environment["DJANGO_SETTINGS_MODULE"] = "familyhub.config.settings"
        result = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if result.returncode:
            raise RuntimeError(f"the test template could not be migrated:\n{result.stderr}")

    def clone(self, name: str, of: str = "") -> None:
        """A database like the template, or like another that nobody is connected to."""
        template = of or self._migrated or self.template()
        with self.admin() as admin:
            create_database(admin, name, ROLES, template)
            for statement in door_statements(ROLES, name):
                admin.execute(statement)

    def drop(self, name: str) -> None:
        """Throw a clone away."""
        with self.admin() as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def end_of_run(self) -> None:
        """Throw away what all processes of this run copied."""
        for told in TOLD.glob("*.told"):
            self.drop(f"{WORLD}_{told.stem}")
        shutil.rmtree(TOLD, ignore_errors=True)

    def leave(self) -> None:
        """Throw this process's clone away and let the server go."""
        with contextlib.suppress(psycopg.Error):
            self.drop(self.name)
        if self.cluster:
            self.cluster.leave()
