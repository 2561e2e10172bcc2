"""Progress of long work on stderr: bars with rates and time left on a terminal, otherwise a line now and then."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.cli.messages import is_colourful, report, say
from kg.printing.quantities import quantity

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

    from kg.ingesting import Progress

__all__ = ["EVERY", "counting", "ingesting"]

EVERY = 15.0
"""Seconds between two lines if stderr is not a terminal."""


@contextlib.contextmanager
def ingesting() -> Iterator[Callable[[Progress], None]]:
    """A context manager: the progress callback for `kg.ingesting.ingest`. Refused documents are reported at once."""
    if not sys.stderr.isatty():
        lines = _Lines()

        def tell_in_lines(step: Progress) -> None:
            if step.problem:
                report(step.problem)
            lines.say(f"{step.stage}: {_documents(step.done, step.total)}")

        yield tell_in_lines
        return
    from kg.printing.addresses import hushed
    from kg.printing.escaping import escaped

    with _bars() as bars:
        tasks = {"reading": bars.add_task("reading", total=None, unit="characters", documents="")}

        def tell(step: Progress) -> None:
            if step.problem:
                bars.console.print(hushed(escaped(f"kg: {step.problem}")), markup=False, highlight=False)
            if step.stage not in tasks:
                tasks[step.stage] = bars.add_task(step.stage, total=None, unit="documents", documents="")
            if step.stage == "reading":
                bars.update(
                    tasks["reading"],
                    completed=step.characters,
                    total=step.of_characters,
                    documents=_documents(step.done, step.total),
                )
            else:
                bars.update(tasks[step.stage], completed=step.done, total=step.total, documents="")

        yield tell


@contextlib.contextmanager
def counting(description: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A context manager: a callback that takes by how many documents a piece of work has advanced."""
    if not sys.stderr.isatty():
        lines = _Lines()
        done = 0

        def tell(count: int) -> None:
            nonlocal done
            done += count
            lines.say(f"{description}: {_documents(done, total)}")

        yield tell
        return
    with contextlib.ExitStack() as open_bars:

        @cache
        def start_bar() -> Callable[[int], None]:
            # Only at the first documents: importing `rich` takes longer than most answers, which need no bar.
            bars = open_bars.enter_context(_bars())
            task = bars.add_task(description, total=total, unit="documents", documents="")
            return lambda count: bars.update(task, advance=count)

        yield lambda count: start_bar()(count)


def _documents(done: int, total: int | None) -> str:
    """How many documents are done, of how many if that is known."""
    return quantity(done, "document") if total is None else f"{done} of {quantity(total, 'document')}"


class _Lines:
    """Progress lines, at most one in each `EVERY` seconds, and none for work that takes less."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def say(self, line: str) -> None:
        now = time.monotonic()
        if now - self._last >= EVERY:
            self._last = now
            say(line)


def _bars() -> Bars:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(TextColumn):
        def render(self, task: object) -> Text:
            speed, unit = getattr(task, "speed", None), getattr(task, "fields", {}).get("unit", "")
            return Text(f"{speed:,.0f} {unit}/s" if speed else "")

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[documents]}"),
        Rate(""),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True, no_color=not is_colourful(sys.stderr)),
        transient=True,
    )
