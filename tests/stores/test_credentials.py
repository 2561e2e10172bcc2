"""Credentials for servers: where they may be given, and that they are never shown."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.errors import CredentialsError, StoreAddressError
from kg.stores.credentials import credentials, read_credentials
from kg.stores.neo4j.connection import Neo4jSettings

SECRET = "wren-and-owl"


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    file = folder / "who.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


def test_the_environment_comes_first_and_the_file_fills_gaps(tmp_path: Path) -> None:
    file = written(tmp_path, f'user = "ada"\npassword = "{SECRET}"\n')
    found = credentials("KG_NEO4J", file, {"KG_NEO4J_USER": "bo"})
    assert (found.user, found.password) == ("bo", SECRET)
    found = credentials("KG_NEO4J", tmp_path / "none", {"KG_NEO4J_USER": "bo", "KG_NEO4J_PASSWORD": "x"})
    assert (found.user, found.password) == ("bo", "x")
    assert credentials("KG_NEO4J", None, {}).user is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o606, 0o660])
def test_a_file_readable_by_others_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(CredentialsError, match=f"{mode:04o}, not 0600"):
        read_credentials(written(tmp_path, f'password = "{SECRET}"', mode))


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        (f'password = "{SECRET}', "not TOML"),
        (f'pasword = "{SECRET}"', "nothing called pasword"),
        (f'password = ["{SECRET}"]', "not a string"),
    ],
)
def test_an_invalid_file_is_named_and_not_quoted(tmp_path: Path, text: str, detail: str) -> None:
    with pytest.raises(CredentialsError, match=detail) as caught:
        read_credentials(written(tmp_path, text))
    assert SECRET not in str(caught.value)


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CredentialsError, match="No such file"):
        read_credentials(tmp_path / "who.toml")


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    held = read_credentials(written(tmp_path, f'user = "ada"\npassword = "{SECRET}"\ntoken = "{SECRET}"'))
    assert SECRET not in repr(held)
    assert SECRET not in repr(Neo4jSettings("bolt://localhost", user="ada", password=SECRET))


@pytest.mark.parametrize(
    "address",
    [
        f"neo4j://ada:{SECRET}@localhost",
        f"ftp://ada:{SECRET}@localhost",
        f"bolt://localhost?token={SECRET}",
        "localhost",
    ],
)
def test_an_address_with_a_password_is_refused_and_not_quoted(address: str) -> None:
    with pytest.raises(StoreAddressError) as caught:
        Neo4jSettings(address)
    assert SECRET not in str(caught.value)
