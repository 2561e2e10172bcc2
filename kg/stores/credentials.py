"""Credentials for a remote store, from the environment or from a file that nobody else may read."""

from __future__ import annotations

import os
import stat
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import CredentialsError

__all__ = ["Credentials", "credentials", "read_credentials"]

_KEYS = ("user", "password", "token")


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password, a token, or nothing; the secrets are not in its repr."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)


def credentials(prefix: str, file: Path | None, environment: Mapping[str, str] | None = None) -> Credentials:
    """Credentials from variables with this ``prefix`` (``KG_NEO4J`` for ``KG_NEO4J_USER``), else from the file.

    Raises `CredentialsError`.

    >>> credentials("KG_X", None, {"KG_X_USER": "ada", "KG_X_PASSWORD": "secret"})
    Credentials(user='ada')
    """
    variables = os.environ if environment is None else environment
    from_environment = {key: value for key in _KEYS if (value := variables.get(f"{prefix}_{key.upper()}"))}
    if file is None or "token" in from_environment or {"user", "password"} <= from_environment.keys():
        return Credentials(**from_environment)
    return replace(read_credentials(file), **from_environment)


def read_credentials(file: Path) -> Credentials:
    """The credentials in a TOML file of mode 0600, with the keys ``user``, ``password`` and ``token``.

    Raises `CredentialsError`.
    """
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
        if sys.platform != "win32" and mode & 0o077:
            raise CredentialsError(file=file, detail=f"others may read or change it (its mode is {mode:04o}, not 0600)")
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CredentialsError(file=file, detail=error.strerror or "it cannot be read") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        # The parser's message quotes the file, and may hold the secret.
        raise CredentialsError(file=file, detail="it is not TOML") from None
    if unknown := sorted(content.keys() - set(_KEYS)):
        raise CredentialsError(file=file, detail=f"there is nothing called {unknown[0]}")
    if not all(isinstance(value, str) and value for value in content.values()):
        raise CredentialsError(file=file, detail="a value is not a string")
    return Credentials(**content)
