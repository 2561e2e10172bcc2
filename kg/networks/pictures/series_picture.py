"""Pictures of a discourse over time: its cleavage or polarisation, and its phases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from kg.networks.measures.cleavage import Division
from kg.networks.measures.phases import Phase
from kg.networks.network import Window
from kg.networks.pictures.canvas import paper, style
from kg.networks.pictures.palette import AGREEMENT, GREY, INK, group_colour

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["cleavage_picture", "phases_picture"]

SIGNIFICANT: Final = 0.05


def cleavage_picture(found: Sequence[Division], *, measure: str = "cleavage", title: str = "") -> Figure:
    """Draw the cleavage, or another ``measure``, of each window, and the score expected by chance; points with p up to
    0.05 are filled.

    Raises `kg.errors.PicturesMissingError`.
    """
    with style():
        figure, axes = _wide(title)
        shown = [(each, _middle(each.window, n)) for n, each in enumerate(found) if each.camps]
        places = [place for _, place in shown]
        where, scores = _broken(places, [each.score for each, _ in shown])
        axes.plot(where, scores, color=AGREEMENT, linewidth=1.5, zorder=2, label="observed")
        if any(each.expected is not None for each, _ in shown):
            expected = [each.expected if each.expected is not None else float("nan") for each, _ in shown]
            axes.plot(
                *_broken(places, expected), color=INK, linewidth=1, linestyle=(0, (4, 2)), label="by chance", zorder=1
            )
        for filled in (True, False):
            marked = [(x, each) for each, x in shown if (each.p is not None and each.p <= SIGNIFICANT) is filled]
            axes.scatter(
                [x for x, _ in marked],
                [each.score for _, each in marked],
                s=34,
                zorder=3,
                color=AGREEMENT if filled else "white",
                edgecolors=AGREEMENT,
                linewidths=1.3,
                label=f"p ≤ {SIGNIFICANT:g}" if filled else f"p > {SIGNIFICANT:g}",
            )
        axes.set_ylabel(measure)
        _finish(axes)
    return figure


def phases_picture(found: Sequence[Phase], *, title: str = "") -> Figure:
    """Draw the distance of each window from the one before, over coloured bands for the phases.

    Raises `kg.errors.PicturesMissingError`.
    """
    with style():
        figure, axes = _wide(title)
        places = [_middle(each.window, n) for n, each in enumerate(found)]
        usual = _usual_step(places)
        labelled: set[int] = set()
        for n, each in enumerate(found):
            # A band extends half way to the neighbours, but at most as far as the usual step.
            left = _between(places[n], places[n - 1], usual) if n else places[n]
            right = _between(places[n], places[n + 1], usual) if n + 1 < len(found) else places[n]
            label = None if each.phase in labelled else f"phase {each.phase}"
            labelled.add(each.phase)
            colour = group_colour(each.phase - 1)
            axes.axvspan(left, right, color=colour, alpha=0.35, linewidth=0, label=label)
        changes = [each.change if each.change is not None else float("nan") for each in found]
        axes.plot(*_broken(places, changes), color=INK, linewidth=1.3, marker="o", markersize=4)
        axes.set_ylim(bottom=0)
        axes.set_ylabel("change since the window before")
        _finish(axes)
    return figure


def _wide(title: str) -> tuple[Figure, Axes]:
    figure = paper(9.5, 4.2)
    axes = figure.add_axes((0.08, 0.11, 0.9, 0.73 if title else 0.78))
    if title:
        figure.text(0.5, 0.975, title, ha="center", va="top", fontsize=12)
    axes.grid(axis="y", color=GREY, alpha=0.35, linewidth=0.7)
    axes.set_axisbelow(True)
    return figure, axes


def _middle(window: Window | None, n: int) -> Any:
    # Any: matplotlib's types do not say that an axis takes dates.
    return window.middle if window else n


def _usual_step(places: Sequence[Any]) -> Any:
    """The median distance between neighbours."""
    steps = sorted(b - a for a, b in pairwise(places))
    return steps[len(steps) // 2] if steps else None


def _between(one: Any, other: Any, usual: Any) -> Any:
    half = (other - one) / 2
    return one + max(-usual, min(half, usual))


def _broken(places: Sequence[Any], values: Sequence[float]) -> tuple[list[Any], list[float]]:
    """The points of a line, with a gap where windows are missing."""
    usual = _usual_step(places)
    where, what = list(places[:1]), list(values[:1])
    for n, (before, place) in enumerate(pairwise(places), 1):
        if place - before > 2 * usual:
            where.append(before + usual)
            what.append(float("nan"))
        where.append(place)
        what.append(values[n])
    return where, what


def _finish(axes: Axes) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, DateConverter

    if isinstance(axes.xaxis.get_converter(), DateConverter) or axes.xaxis.have_units():
        locator = AutoDateLocator(minticks=3, maxticks=10)  # type: ignore[no-untyped-call]
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=6, frameon=False, fontsize=8)
