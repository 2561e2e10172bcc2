"""A local Neo4j Community server, for a first try and for the tests; it listens on this machine only."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from kg.errors import ServerStartError
from kg.stores.neo4j.jars import Jars

__all__ = ["Neo4jServer", "import_tables", "start"]

USER: Final = "neo4j"
_FIRST_PASSWORD: Final = "neo4j"
CREDENTIALS: Final = "credentials.toml"
PATIENCE: Final = 120.0
"""Seconds that its start, or its end, may take."""
_PAUSE: Final = 0.2


@dataclass(slots=True)
class Neo4jServer:
    """A running server. ``stop`` it, or use it as a context manager.

    ``url`` and ``user`` are for connecting; ``credentials`` is the file with user and password.
    """

    folder: Path
    url: str
    password: str = field(repr=False)
    process: subprocess.Popen[bytes] = field(repr=False)
    user: str = USER

    @property
    def credentials(self) -> Path:
        """The file of mode 0600 with the user and the password."""
        return self.folder / CREDENTIALS

    def stop(self) -> None:
        """Shut it down in an orderly way; a stopped server may be stopped again."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Kill it at once, as a power cut would."""
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def start(
    jars: Jars,
    folder: Path,
    *,
    port: int | None = None,
    megabytes: int = 512,
    settings: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
) -> Neo4jServer:
    """Start a server with its data in ``folder``, and wait until it answers, some seconds.

    ``port`` is a free one by default; ``megabytes`` is the size of its heap; ``settings`` go into its neo4j.conf,
    ``options`` to Java. The first start generates a password. Raises `ServerStartError`.
    """
    folder = folder.resolve()  # Neo4j takes no .. in its home
    (folder / "conf").mkdir(parents=True, exist_ok=True)
    chosen = port or _free_port()
    _write_settings(folder, chosen, megabytes, settings or {})
    command = jars.server(folder, megabytes, options)
    process = _run(command, folder)
    server = Neo4jServer(folder, f"bolt://127.0.0.1:{chosen}", _password(folder), process)
    try:
        _wait(server)
    except BaseException:
        server.kill()
        raise
    return server


def import_tables(jars: Jars, folder: Path, tables: Path) -> str:
    """Create the database of the server in ``folder``, which must not be running, from the tables in ``tables``.

    ``kg export neo4j-admin`` writes such tables. Returns the output of ``neo4j-admin``. Raises `ServerStartError`.
    """
    folder = folder.resolve()  # Neo4j takes no .. in its home
    (folder / "conf").mkdir(parents=True, exist_ok=True)
    _write_settings(folder, _free_port(), 512, {})
    arguments = (tables / "import.args").absolute()
    command = jars.admin("database", "import", "full", f"@{arguments}", "neo4j")
    done = subprocess.run(
        command, cwd=tables, env=_environment(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    output = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        reasons = [line for line in output.partition("Command Failed")[2].splitlines() if line.strip(" -")]
        raise ServerStartError(folder=folder, detail=reasons[0] if reasons else f"exit status {done.returncode}")
    return output


def _write_settings(folder: Path, port: int, megabytes: int, more: Mapping[str, str]) -> None:
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "dbms.usage_report.enabled": "false",
        "server.memory.heap.max_size": f"{megabytes}m",
        "server.memory.pagecache.size": "256m",
        **more,
    }
    lines = "".join(f"{name}={value}\n" for name, value in settings.items())
    (folder / "conf" / "neo4j.conf").write_text(lines, encoding="utf-8")


def _run(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    (folder / "logs").mkdir(exist_ok=True)
    with (folder / "logs" / "start.log").open("wb") as log:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # Ctrl-C in the terminal must not reach the server, which we shut down ourselves.
            start_new_session=True,
        )


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "NEO4J_HOME": str(folder), "NEO4J_CONF": str(folder / "conf")}


def _wait(server: Neo4jServer) -> None:
    """Wait until it answers; set the password of a new server."""
    from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError

    from kg.stores.neo4j.connection import quiet_driver

    deadline = time.monotonic() + PATIENCE
    is_new = not server.credentials.exists()
    first = _FIRST_PASSWORD if is_new else server.password
    while True:
        if server.process.poll() is not None:
            raise ServerStartError(folder=server.folder, detail=_last_words(server.folder, server.process))
        try:
            with quiet_driver(server.url, (server.user, first), patience=0) as driver:
                if is_new:
                    change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
                    driver.execute_query(change, old=first, new=server.password, database_="system")
                    _write_credentials(server)
                else:
                    driver.execute_query("RETURN 1", database_="neo4j")
                return
        except AuthError as error:
            detail = f"{server.credentials} does not have its password"
            raise ServerStartError(folder=server.folder, detail=detail) from error
        except ClientError as error:
            raise ServerStartError(folder=server.folder, detail=error.message) from error
        except (DriverError, Neo4jError) as error:
            if time.monotonic() > deadline:
                detail = f"it does not answer within {PATIENCE:g} s ({error})"
                raise ServerStartError(folder=server.folder, detail=detail) from error
        time.sleep(_PAUSE)


def _last_words(folder: Path, process: subprocess.Popen[bytes]) -> str:
    for name in ("start.log", "neo4j.log"):
        file = folder / "logs" / name
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.exists() else []
        errors = [line for line in lines if "ERROR" in line or "Exception" in line or "Error" in line]
        if errors:
            return errors[-1].strip(" .\n")
    status = process.returncode
    return f"signal {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"


def _password(folder: Path) -> str:
    """The password of the server in this folder; a new one for a new server."""
    from kg.stores.credentials import read_credentials

    file = folder / CREDENTIALS
    return (read_credentials(file).password or "") if file.exists() else secrets.token_urlsafe(12)


def _write_credentials(server: Neo4jServer) -> None:
    handle = os.open(server.credentials, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f'user = "{server.user}"\npassword = "{server.password}"\n')


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
