"""A throw-away PostgreSQL cluster for one test run: own folder, own socket, no network, nothing synced to disk."""

from __future__ import annotations

import os
import pwd
import re
import shlex
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool, StaticPool

INSTALLED = Path("/usr/lib/postgresql")
"""Where Debian keeps PostgreSQL's programs, one folder a version."""
MEMORY = Path("/dev/shm")
ENOUGH = 4 << 30
"""Bytes: a cluster of a test run takes a quarter of it, and there is one for each worker."""
SEED = (Path(__file__).parent / "seed.sql").read_text("utf-8")
_END_OTHERS = text(
    "SELECT pg_terminate_backend(pid, :patience) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"
)
_SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "checkpoint_timeout": "1h",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "logging_collector": "off",
}


class PostgresMissing(RuntimeError):
    """PostgreSQL's programs are not installed here."""


def programs() -> Path:
    """The folder of the newest installed PostgreSQL. Raises `PostgresMissing`."""
    found = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: int(re.sub(r"\D", "", path.parts[-3]) or 0))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise PostgresMissing(
            "PostgreSQL is not installed (no initdb): install it, or set ANJIAN_TEST_WITHOUT=postgres"
        )
    return Path(on_path).resolve().parent


def _place() -> str | None:
    """Memory, where there is enough of it; else the usual folder for temporary files."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ENOUGH
    return str(MEMORY) if roomy else None


class Cluster:
    """Databases by name in one temporary server, which ends with the process that made it, however that ends."""

    def __init__(self) -> None:
        self._bin = programs()
        self._folder = Path(tempfile.mkdtemp(prefix="anjian-pg-", dir=_place()))
        self._names = count(1)
        self._restoring: dict[str, Engine] = {}
        try:
            self._start()
        except subprocess.CalledProcessError as error:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise RuntimeError(f"PostgreSQL did not start:\n{error.output}") from error
        self._guard = self._guarded()
        self._admin = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)

    def url(self, name: str) -> str:
        """Address of a database of this server, for SQLAlchemy."""
        return f"postgresql+psycopg://postgres@/{name}?host={self._folder}"

    def create(self, template: str = "template0") -> str:
        """A new database copied from another; returns its name."""
        name = f"anjian_{next(self._names)}"
        with self._admin.connect() as connection:
            # Copying files is five times faster than the default, which writes every page to the log; nothing is synced.
            version = int(connection.execute(text("SHOW server_version_num")).scalar_one())
            files = " STRATEGY FILE_COPY" if version >= 150000 else ""  # before that it was the only way
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'{files}"))
        return name

    def keep(self, name: str) -> None:
        """Let the database remember what it holds now, for `restore`; its copies do too."""
        engine = create_engine(self.url(name), poolclass=NullPool)
        with engine.begin() as connection:
            connection.connection.cursor().execute(SEED)  # past SQLAlchemy: its %s are no places of values
            connection.execute(text("SELECT seed.keep()"))

    def restore(self, name: str) -> bool:
        """End whoever is still connected and put back what was kept. False where the schema is not what it was."""
        if name not in self._restoring:  # one connection for all times: PostgreSQL keeps its plans with it
            self._restoring[name] = create_engine(self.url(name), poolclass=StaticPool)
        with self._restoring[name].begin() as connection:
            connection.execute(_END_OTHERS, {"name": name, "patience": 10_000})
            return bool(connection.execute(text("SELECT seed.restore()")).scalar_one())

    def drop(self, name: str) -> None:
        if name in self._restoring:
            self._restoring.pop(name).dispose()
        with self._admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))

    def stop(self) -> None:
        """Stop the server and remove its folder; doing it twice does nothing."""
        if self._guard.stdin is not None:
            self._guard.stdin.close()
        self._guard.wait()

    def _guarded(self) -> subprocess.Popen[bytes]:
        """A shell that waits for the end of a pipe which this process holds: a killed process closes it too."""
        stop = shlex.join(self._as_owner("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "-w", "stop"))
        script = f"cat >/dev/null; cd /; {stop} >/dev/null 2>&1; rm -rf {shlex.quote(str(self._folder))}"
        return subprocess.Popen(["sh", "-c", script], stdin=subprocess.PIPE, start_new_session=True)

    def _start(self) -> None:
        if os.geteuid() == 0:  # the server refuses to run as root
            owner = pwd.getpwnam("postgres")
            os.chown(self._folder, owner.pw_uid, owner.pw_gid)
        data = self._folder / "data"
        self._run(
            "initdb", "-D", str(data), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"
        )
        options = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", str(data), "-l", log, "-o", f"-k {self._folder} {options}", "-w", "start")

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs. What starts the server must not leave it our pipes: it would keep them open."""
        subprocess.run(
            self._as_owner(program, *arguments), check=True, cwd=self._folder, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def _as_owner(self, program: str, *arguments: str) -> list[str]:
        command = [str(self._bin / program), *arguments]
        return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command
