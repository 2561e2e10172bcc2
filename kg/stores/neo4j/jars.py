"""The jars of a Neo4j Community server, downloaded from Maven Central once; and the Java for them."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import ServerPartsMissingError, ServerUnobtainableError
from kg.stores.neo4j.java import java_for

__all__ = ["VERSIONS", "Jars", "fetch"]

VERSIONS: Final = ("5.26.21", "2026.09.0")
"""The tested versions, the one with long-term support first."""

_PARTS: Final = ("org.neo4j.app:neo4j-server", "org.neo4j:neo4j", "org.neo4j:neo4j-import-tool")
_ENTRY_POINT: Final = "META-INF/services/org.neo4j.server.startup.EntryPoint"
_OPEN_PACKAGES: Final = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_ADMIN: Final = "org.neo4j.cli.AdminTool"


@dataclass(frozen=True, slots=True)
class Jars:
    """A version's class path, its Java, and the main class of the server."""

    version: str
    java: Path
    jars: tuple[Path, ...]
    main: str

    def server(self, home: Path, megabytes: int, options: Sequence[str] = ()) -> list[str]:
        """The command that runs the server in ``home`` with a heap of so many ``megabytes`` and these Java options."""
        return [*self._java(megabytes, options), self.main, f"--home-dir={home}", f"--config-dir={home / 'conf'}"]

    def admin(self, *arguments: str) -> list[str]:
        """The command line of ``neo4j-admin`` with these arguments."""
        return [*self._java(1024), _ADMIN, *arguments]

    def _java(self, megabytes: int, options: Sequence[str] = ()) -> list[str]:
        opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPEN_PACKAGES]
        path = os.pathsep.join(str(jar) for jar in self.jars)
        return [str(self.java), f"-Xmx{megabytes}m", *options, *opened, "-cp", path]


def fetch(version: str) -> Jars:
    """The jars of this version; the first time they are downloaded, which takes a minute or two and 120 MB.

    Raises `JavaMissingError`, `ServerPartsMissingError` or `ServerUnobtainableError`.
    """
    java = java_for(version)
    try:
        import jgo
    except ImportError as error:
        raise ServerPartsMissingError(package="jgo") from error
    try:
        environment = jgo.build("+".join(f"{part}:{version}" for part in _PARTS))
    except (OSError, RuntimeError, ValueError, AssertionError) as error:  # the last: another process fetches it too
        detail = str(error).partition("\n")[0] or type(error).__name__
        raise ServerUnobtainableError(version=version, detail=detail) from error
    jars = tuple(environment.all_jars)
    return Jars(version, java, jars, _main_class(version, jars))


def _main_class(version: str, jars: tuple[Path, ...]) -> str:
    for jar in jars:
        if jar.name == f"neo4j-{version}.jar":
            with zipfile.ZipFile(jar) as archive:
                return archive.read(_ENTRY_POINT).decode("ascii").strip().splitlines()[-1]
    raise ServerUnobtainableError(version=version, detail="its parts lack the one that starts it")
