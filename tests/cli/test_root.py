"""What becomes of errors, interrupts and broken pipes."""

from __future__ import annotations

import errno
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from kg.cli.root import Root
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
    """So that there are two commands."""


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["document"], 1, "kg: KG-C099: a.txt is lost. Look for it.\n"),
        (["store"], 3, "kg: KG-C001: there is no graph at talks.kg. Make it with"),
        (["bug"], 70, "kg: KG-C070: this is a bug: KeyError: 'holder'. Run the command again with --debug"),
        (["interrupt"], 130, ""),
        (["pipe"], 0, ""),
        (["full"], 2, "kg: KG-C007: cannot write standard output: No space left on device."),
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
def test_every_end_has_its_status_and_its_words(words: list[str], status: int, said: str) -> None:
    result = CliRunner().invoke(app, ["fail", *words])
    assert result.exit_code == status
    assert result.stderr.startswith(said)
    assert "Traceback" not in result.output


@pytest.mark.parametrize("words", [["--debug", "fail", "bug"], ["fail", "bug", "--debug"]])
def test_a_traceback_is_for_those_who_ask_for_it(words: list[str]) -> None:
    result = CliRunner().invoke(app, words)
    assert "Traceback" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("kg: KG-C070")


def test_whoever_reads_our_output_may_stop_early() -> None:
    code = "import sys; from kg.cli import main; sys.argv[1:] = ['--help']; main()"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == 0
