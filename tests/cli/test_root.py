"""The root command: errors, interrupts, broken pipes, values of options, and completion."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
import typer
from typer.testing import CliRunner

from kg.cli import COMMANDS, GROUPS, command_line
from kg.cli import app as whole
from kg.cli.root import Command, Root
from kg.errors import DocumentError, GraphMissingError

app = typer.Typer(cls=Root, pretty_exceptions_enable=False)


class LostError(DocumentError):
    """A document that is lost."""

    code = "KG-C099"
    template = "{name} is lost."
    next_step = "Look for it."


@app.command()
def fail(how: str, count: int = 0) -> None:
    match how:
        case "document":
            raise LostError(name="a.txt")
        case "store":
            raise GraphMissingError(folder="talks.kg")
        case "bug":
            raise KeyError("holder")
        case "interrupt":
            raise KeyboardInterrupt
        case "pipe":
            raise BrokenPipeError
        case "full":
            raise OSError(errno.ENOSPC, "No space left on device")
        case "home":
            raise OSError(errno.EROFS, "Read-only file system", ".bashrc")
        case "package":
            raise ModuleNotFoundError("No module named 'networkx'")
        case "file":
            raise OSError(errno.ENOENT, "No such file or directory", "a.txt")
        case "control":
            raise LostError(name="\x1b]0;owned\x07a\u202etxt.exe\nkg: all is well")
        case "secret":
            raise GraphMissingError(folder="https://ada:wren@x.example/q?api_key=12&n=3")
        case "found":
            raise typer.Exit(1)


@app.command()
def other() -> None:
    """A second command, since Typer treats a single command differently."""


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["document"], 1, "kg: KG-C099: a.txt is lost. Look for it.\n"),
        (["store"], 3, "kg: KG-C001: there is no graph at talks.kg. Make it with"),
        (["bug"], 70, "kg: KG-C070: this is a bug: KeyError: 'holder'. Run the command again with --debug"),
        (["interrupt"], 130, ""),
        (["pipe"], 0, ""),
        (["full"], 2, "kg: KG-C007: cannot write standard output: No space left on device."),
        (["home"], 2, "kg: KG-C007: cannot write .bashrc: Read-only file system."),
        (
            ["package"],
            3,
            "kg: KG-X017: kg does not work as it is installed: ModuleNotFoundError: No module",
        ),
        (["file"], 70, "kg: KG-C070: this is a bug: FileNotFoundError: "),
        (["control"], 1, "kg: KG-C099: \\x1b]0;owned\\x07a\\u202etxt.exe\\nkg: all is well is lost. Look for it.\n"),
        (["secret"], 3, "kg: KG-C001: there is no graph at https://***@x.example/q?api_key=***&n=3. Make it"),
        (["found"], 1, ""),
        (["well"], 0, ""),
        (
            ["well", "--count", "many"],
            2,
            "kg: KG-C006: the command line cannot be understood: Invalid value for '--count'",
        ),
        (["well", "--no"], 2, "kg: KG-C006: the command line cannot be understood: No such option: --no"),
        ([], 2, "kg: KG-C006: the command line cannot be understood: Missing argument 'how'. `"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_every_error_has_its_exit_status_and_message(words: list[str], status: int, said: str) -> None:
    result = CliRunner().invoke(app, ["fail", *words])
    assert result.exit_code == status
    assert result.stderr.startswith(said)
    assert "Traceback" not in result.output


@pytest.mark.parametrize("words", [["--debug", "fail", "bug"], ["fail", "bug", "--debug"]])
def test_a_traceback_is_printed_on_request(words: list[str]) -> None:
    result = CliRunner().invoke(app, words)
    assert "Traceback" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("kg: KG-C070")


def test_a_reader_of_the_output_may_stop_early() -> None:
    code = "import sys; from kg.cli import main; sys.argv[1:] = ['--help']; main()"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == 0


def test_a_closed_output_is_not_reported_as_a_bug() -> None:
    code = "import os, sys; os.close(1); sys.stdout = None; from kg.cli import main; sys.argv[1:] = ['--help']; main()"
    done = subprocess.run([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, check=False)
    assert done.stderr.startswith("kg: KG-C007: cannot write standard output: it is closed.")
    assert done.returncode == 2


def test_a_command_built_alone_has_the_same_help() -> None:
    group = typer.main.get_command(whole)
    assert list(group.commands) == [*COMMANDS, *GROUPS]  # type: ignore[attr-defined]
    alone = CliRunner().invoke(command_line({"ask"}), ["ask", "--help"], prog_name="kg")
    assert alone.stdout == CliRunner().invoke(whole, ["ask", "--help"], prog_name="kg").stdout
    assert "--min-confidence" in alone.stdout


class Colour(StrEnum):
    RED = "red"


plain = typer.Typer(cls=Root, pretty_exceptions_enable=False)


@plain.command(cls=Command)
def paint(
    colour: Colour,
    at: Path = Path("here"),
    how: Literal["fast", "slow"] = "fast",
    often: int = typer.Option(1, min=1),
    share: float = 1,
    also: list[str] = typer.Option([]),  # noqa: B008 - the usual form with Typer
) -> None:
    typer.echo(repr((colour, at, how, often, share, also)))


@plain.command()
def leave() -> None: ...


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("red", "(<Colour.RED: 'red'>, PosixPath('here'), 'fast', 1, 1.0, [])"),
        ("red --at a/b --how slow --often 3 --share 0.5 --also x --also y", "'a/b'), 'slow', 3, 0.5, ['x', 'y'])"),
        ("red --share 2 --often 07", "'fast', 7, 2.0, [])"),
        ("blue", "'blue' is not"),
        ("red --often 0", "greater than or equal to 1"),
        ("red --often 2.5", "a valid integer"),
        ("red --share much", "a valid number"),
        ("red --how well", "'well' is not"),
        ("red --slow", "No such option: --slow. Did you mean --how slow?"),
    ],
)
def test_plain_option_values_are_converted_or_refused(words: str, told: str) -> None:
    result = CliRunner().invoke(plain, ["paint", *words.split()])
    assert told in result.output, result.output
    assert (result.exit_code == 0) is told.endswith(")")


def test_a_command_with_plain_options_needs_no_pydantic() -> None:
    code = (
        "import sys; from kg.cli import main; sys.argv[1:] = ['documents', '--graph', 'none', '--format', 'json']\n"
        "try: main()\nexcept SystemExit: print(*{'pydantic', 'rich', 'kg.extract', 'rapidfuzz'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
    assert "KG-C001" in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii"])
def test_pipes_are_utf_8_whatever_the_locale(encoding: str) -> None:
    says = "import sys, typer; from kg.cli.root import Root; app = typer.Typer(cls=Root, add_completion=False)"
    body = f"{says}\n@app.command()\ndef say(): print('“now”', sys.stdin.read())\n@app.command()\ndef other(): ...\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{body}app(['say'])"],
        input="Erdoğan".encode(),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=True,
    )
    assert done.stdout.decode("utf-8").rstrip() == "“now” Erdoğan"


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(("typed", "given"), [("Ana", "Ana Lima"), ("Ana\\ L", "Ana Lima"), ("'Ana", "Ana Lima")])
def test_a_name_that_bash_completes_stays_one_word(typed: str, given: str) -> None:
    body = "import typer; from kg.cli.root import Root; app = typer.Typer(cls=Root)\n"
    body += "@app.command()\ndef show(name: str = typer.Argument(autocompletion=lambda: ['Ana Lima', 'Bo'])): ...\n"
    body += "@app.command()\ndef other(): ...\napp(prog_name='kg')"
    asked = {"_KG_COMPLETE": "complete_bash", "COMP_WORDS": f"kg\nshow\n{typed}", "COMP_CWORD": "2"}
    run = partial(subprocess.run, capture_output=True, text=True, check=False)
    said = run([sys.executable, "-c", body], env={**os.environ, **asked}).stdout.strip()
    quote = "'" if typed.startswith("'") else ""
    assert run(["bash", "-c", f"printf '%s|' {quote}{said}{quote}"]).stdout == f"{given}|"
