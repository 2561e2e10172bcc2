"""Run the commands of a page, and check that it shows what they print.

A page's commands stand in blocks of the language ``console``, each after ``$ ``, with its output below. An output of
the single line ``...`` stands for any output. A command must end with status 0 unless the output shown names an error
(``kg: KG-``). All blocks of a page run in one folder, in order.

Reading may find a fact more or less on another processor, since the language model computes with rounded numbers.
Blocks that depend on it are marked ``console loosely``: the first of their lines has to be printed, and most others.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ANYTHING", "Step", "run", "steps", "with_outputs"]

ANYTHING = "...\n"
MOST = 0.6
"""The share of a loose block's lines that have to be printed."""
_PROGRESS = re.compile(r"^[a-z]+: [\d,]+(?: of [\d,]+)? documents?\n", re.MULTILINE)
_BLOCK = re.compile(r"^```console(?P<loosely> loosely)?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    """A command and the output that the page shows for it."""

    command: str
    shown: str
    loose: bool = False

    @property
    def may_fail(self) -> bool:
        """Whether the page shows an error."""
        return "kg: KG-" in self.shown

    def shows(self, printed: str) -> bool:
        """Whether the page shows what the command has ``printed``.

        >>> Step("kg", "a\\nb\\nc\\n", loose=True).shows("a\\nc\\nd\\n"), Step("kg", "a\\n").shows("a\\nb\\n")
        (True, False)
        """
        if self.shown == ANYTHING or self.shown == printed:
            return True
        ours, theirs = self.shown.splitlines(), printed.splitlines()
        if not self.loose or not theirs or ours[:1] != theirs[:1]:
            return False
        return sum(line in theirs for line in ours) >= MOST * len(ours)


def steps(page: str) -> Iterator[Step]:
    """The commands of a page, in order.

    >>> list(steps("```console\\n$ kg ask --list\\n...\\n```\\n"))
    [Step(command='kg ask --list', shown='...\\n', loose=False)]
    """
    for block in _BLOCK.finditer(page):
        yield from _steps(block)


def _steps(block: re.Match[str]) -> Iterator[Step]:
    for part in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        while not _is_whole(command):
            line, _, shown = shown.partition("\n")
            command = f"{command}\n{line}"
        yield Step(command, shown, block["loosely"] is not None)


def _is_whole(command: str) -> bool:
    """Whether the shell would not wait for another line."""
    try:
        shlex.split(command)
    except ValueError:
        return False
    return not command.endswith("\\")


def run(step: Step, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in ``folder`` as on a terminal a hundred columns wide; progress lines, which only slow machines
    show, are taken out of its output."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "COV_"))}
    environment |= {"KG_FORMAT": "table", "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-c", step.command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    done.stdout = _PROGRESS.sub("", done.stdout)
    return done


def with_outputs(page: str, folder: Path) -> str:
    """The page with the outputs that its commands print in place of those shown; ``...`` stays.

    Raises `ValueError` where a command fails and the page shows no error.
    """

    def fresh(block: re.Match[str]) -> str:
        lines = []
        for step in _steps(block):
            done = run(step, folder)
            if done.returncode and not step.may_fail:
                raise ValueError(f"{step.command}:\n{done.stdout}")
            lines.append(f"$ {step.command}\n{step.shown if step.shown == ANYTHING else done.stdout}")
        return f"```console{block['loosely'] or ''}\n{''.join(lines)}```"

    return _BLOCK.sub(fresh, page)
