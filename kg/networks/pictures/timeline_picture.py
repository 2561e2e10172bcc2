"""A timeline of stances: who was for or against something, when and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from kg.networks.codings import Coding, Codings
from kg.networks.measures.tie_confidence import is_doubtful, sure_of
from kg.networks.pictures.canvas import note, paper, style
from kg.networks.pictures.labels import shortened
from kg.networks.pictures.palette import AGREEMENT, CONFLICT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["dated_sides", "timeline_picture"]

MOST: Final = 60
"""The most lines shown: those with the most codings."""


def timeline_picture(
    codings: Codings, *, variable: str = "actor", qualifier: str = "agreement", title: str = ""
) -> Figure:
    """Draw a line for each value of ``variable``, the earliest at the top, with a triangle up on each day on which it
    is for something and one down if it is against, larger if more often, hollow if in doubt.

    Undated codings are left out. Raises `kg.errors.PicturesMissingError`.
    """
    boolean = codings.variables.get(qualifier) == "boolean"
    rows = dated_sides(codings, variable, qualifier)
    often = Counter(str(row.values[variable]) for row in rows)
    chosen = sorted(often, key=lambda label: (-often[label], label))[:MOST]
    first: dict[str, datetime] = {}
    for row in rows:
        first.setdefault(str(row.values[variable]), row.date)
    lines = {label: n for n, label in enumerate(sorted(chosen, key=lambda label: (first[label], label)))}
    with style():
        height = max(2.2, 0.24 * len(lines) + 1.3)
        figure = paper(10.5, height)
        axes = figure.add_axes((0.27, 0.68 / height, 0.705, 1 - (1.2 if title else 1.02) / height))
        marks = _by_mark(rows, variable, qualifier, boolean)
        _draw_marks(axes, marks, lines)
        axes.set_yticks(range(len(lines)), [shortened(label) for label in lines], fontsize=8)
        axes.set_ylim(len(lines) - 0.4, -0.6)
        _dates(axes)
        if lines:
            axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False, fontsize=8, handletextpad=0.1)
        if title:
            figure.text(0.5, 1 - 0.12 / height, title, ha="center", va="top", fontsize=12)
        gone = len(codings.rows) - len(rows)
        notes = [
            "hollow: in doubt" if any(is_doubtful(sure_of(found)) for found in marks.values()) else "",
            f"the {len(lines)} of {len(often)} with the most codings" if len(often) > len(lines) else "",
            f"{gone} codings without a date or a side not shown" if gone else "",
        ]
        note(figure, "; ".join(text for text in notes if text))
    return figure


def dated_sides(codings: Codings, variable: str, qualifier: str) -> tuple[Coding, ...]:
    """The codings that a timeline can show: those with a date, a value of ``variable`` and a ``qualifier``."""
    return tuple(
        row for row in codings.rows if row.date != datetime.min and row.values.get(variable) and qualifier in row.values
    )


def _by_mark(
    rows: Iterable[Coding], variable: str, qualifier: str, boolean: bool
) -> Mapping[tuple[str, datetime, bool], list[Coding]]:
    """The codings of each mark: by value, date, and whether they are for something."""
    found: dict[tuple[str, datetime, bool], list[Coding]] = {}
    for row in rows:
        value = row.values[qualifier]
        number = value if isinstance(value, int) else 0
        if number != 0 or boolean:
            found.setdefault((str(row.values[variable]), row.date, number > 0), []).append(row)
    return found


def _draw_marks(axes: Axes, marks: Mapping[tuple[str, datetime, bool], list[Coding]], lines: Mapping[str, int]) -> None:
    for n in lines.values():
        axes.axhline(n, color="#E4E4E4", linewidth=0.8, zorder=0)
    for is_for, marker, colour, name, shift in (
        (True, "^", AGREEMENT, "for", -0.17),
        (False, "v", CONFLICT, "against", 0.17),
    ):
        points = [
            (date, lines[label] + shift, 16 + 14 * len(found) ** 0.8, is_doubtful(sure_of(found)))
            for (label, date, sign), found in marks.items()
            if sign is is_for and label in lines
        ]
        for hollow in (False, True):
            chosen = [point[:3] for point in points if point[3] is hollow]
            if not chosen:
                continue
            dates, heights, sizes = zip(*chosen, strict=True)
            axes.scatter(
                dates,
                heights,
                s=sizes,
                marker=marker,
                color="white" if hollow else colour,
                edgecolors=colour,
                alpha=0.8,
                linewidths=0.9 if hollow else 0,
                label=None if hollow and len(chosen) < len(points) else name,
                zorder=2,
            )


def _dates(axes: Axes) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator(minticks=3, maxticks=10)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    axes.margins(x=0.03)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", color="#F0F0F0", linewidth=0.8)
    axes.set_axisbelow(True)
