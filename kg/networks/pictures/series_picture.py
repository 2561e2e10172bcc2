"""Pictures of how a whole discourse changes: its cleavage, and its phases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from kg.networks.measures.cleavage import Cleavage
from kg.networks.measures.phases import Phase
from kg.networks.measures.polarising import Polarised
from kg.networks.network import Window
from kg.networks.pictures.canvas import paper, style
from kg.networks.pictures.palette import AGREEMENT, GREY, INK, group_colour

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["cleavage_picture", "phases_picture"]

SURE: Final = 0.05


def cleavage_picture(found: Sequence[Cleavage | Polarised], *, measure: str = "cleavage", title: str = "") -> Figure:
    """Draw the cleavage, or another ``measure``, of each window beside what chance would give; a full point is one that
    chance gives in at most 5 % of the draws.

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
        for sure in (True, False):
            points = [(place, each.score) for each, place in shown if (each.p is not None and each.p <= SURE) is sure]
            axes.scatter(
                [place for place, _ in points],
                [score for _, score in points],
                s=34,
                zorder=3,
                color=AGREEMENT if sure else "white",
                edgecolors=AGREEMENT,
                linewidths=1.3,
                label=f"p ≤ {SURE:g}" if sure else f"p > {SURE:g}",
            )
        axes.set_ylabel(measure)
        _finish(axes)
    return figure


def phases_picture(found: Sequence[Phase], *, title: str = "") -> Figure:
    """Draw how far each window is from the one before, over bands that tell the phases.

    Raises `kg.errors.PicturesMissingError`.
    """
    with style():
        figure, axes = _wide(title)
        places = [_middle(each.window, n) for n, each in enumerate(found)]
        usual = _usual_step(places)
        told: set[int] = set()
        for n, each in enumerate(found):
            # A band reaches half way to the neighbours, and no farther than half a usual step.
            left = _between(places[n], places[n - 1], usual) if n else places[n]
            right = _between(places[n], places[n + 1], usual) if n + 1 < len(found) else places[n]
            label = None if each.phase in told else f"phase {each.phase}"
            told.add(each.phase)
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
    # What an axis of time takes, matplotlib's types do not say.
    return window.middle if window else n


def _usual_step(places: Sequence[Any]) -> Any:
    """The median distance of neighbours."""
    steps = sorted(b - a for a, b in pairwise(places))
    return steps[len(steps) // 2] if steps else None


def _between(one: Any, other: Any, usual: Any) -> Any:
    half = (other - one) / 2
    return one + max(-usual, min(half, usual))


def _broken(places: Sequence[Any], values: Sequence[float]) -> tuple[list[Any], list[float]]:
    """A line is broken where windows are missing: nothing is known of that time."""
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
