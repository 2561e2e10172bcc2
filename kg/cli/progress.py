"""Bars on stderr for work that takes long: rates and time left on a terminal, nothing elsewhere."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.cli.talk import colourful, report
from kg.printing.addresses import hushed
from kg.printing.escaping import escaped

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

    from kg.pipeline import Progress

__all__ = ["counting", "ingesting"]


@contextlib.contextmanager
def ingesting() -> Iterator[Callable[[Progress], None]]:
    """What `kg.pipeline.ingest` may tell its progress to. Documents that are refused are reported as they come."""
    if not sys.stderr.isatty():
        yield lambda step: report(step.problem) if step.problem else None
        return
    with _bars() as bars:
        tasks = {"reading": bars.add_task("reading", total=None, unit="characters", documents="")}

        def tell(step: Progress) -> None:
            if step.problem:
                bars.console.print(hushed(escaped(f"kg: {step.problem}")), markup=False, highlight=False)
            if step.stage not in tasks:
                tasks[step.stage] = bars.add_task(step.stage, total=None, unit="documents", documents="")
            whole = f"/{step.total}" if step.total is not None else ""
            if step.stage == "reading":
                bars.update(
                    tasks["reading"],
                    completed=step.characters,
                    total=step.of_characters,
                    documents=f"{step.done}{whole} documents",
                )
            else:
                bars.update(tasks[step.stage], completed=step.done, total=step.total, documents="")

        yield tell


@contextlib.contextmanager
def counting(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """What may be told by how many documents a piece of work has moved on."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    with _bars() as bars:
        task = bars.add_task(what, total=total, unit="documents", documents="", visible=False)
        yield lambda count: bars.update(task, advance=count, visible=True)


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
        console=Console(stderr=True, no_color=not colourful(sys.stderr)),
        transient=True,
    )
