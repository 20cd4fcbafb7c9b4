"""Servers that tests start for themselves, in a folder of their own, and end again."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

USER = "postgres"
WHY = "POSTGRESQL IS NOT TESTED: {}; install it (Debian: apt install postgresql) to test it"


@dataclass(frozen=True, slots=True)
class Postgres:
    """A PostgreSQL server on a port of this machine; its superuser is `postgres`, who needs `password`."""

    folder: Path
    port: int
    password: str

    def address(self, database: str, user: str = USER, password: str | None = None) -> str:
        """A database's address as the settings take it."""
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"test_{uuid.uuid4().hex}"
        self.tell(
            f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' TEMPLATE template0"
        )
        return self.address(name)

    def tell(self, statement: str, database: str = USER) -> None:
        """Have a statement done by the superuser."""
        command = ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", self.address(database), "-c", statement]
        subprocess.run(command, check=True, capture_output=True, text=True)


def postgres_programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    path = shutil.which("pg_ctl")
    return Path(path).parent if path else None


def why_no_postgres() -> str:
    """Why no server can be started; empty where one can."""
    if postgres_programs() is None:
        return WHY.format("there is no PostgreSQL server here")
    if os.geteuid() == 0 and not (_known_user() and shutil.which("runuser")):
        return WHY.format(f"root may not run it, and there is no user {USER}")
    return ""


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A server of one's own, empty, on a free port; it is gone with its data at the end."""
    programs = postgres_programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="dragoman-postgres-"))
    folder.chmod(0o755)
    server = Postgres(folder, _free_port(), uuid.uuid4().hex)
    data, secret = folder / "data", folder / "password"
    secret.write_text(server.password)
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
        shutil.chown(secret, USER)
    options = (
        f"-p {server.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=50"
    )
    try:
        _run(
            programs / "initdb", "-D", data, "-U", USER, "-A", "scram-sha-256", f"--pwfile={secret}", "-N", "-E", "UTF8"
        )
        _run(programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        yield server
    finally:
        _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: Path, *arguments: str | Path, check: bool = True) -> None:
    """Run a program of PostgreSQL's, which root does as its user."""
    command: Sequence[str] = [str(program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", USER, "--", *command]
    subprocess.run(command, check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def _known_user() -> bool:
    return any(each.pw_name == USER for each in pwd.getpwall())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
