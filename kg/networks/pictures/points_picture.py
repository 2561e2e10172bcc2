"""Pictures of ideal points with their intervals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from kg.networks.measures.correspondence import Point
from kg.networks.measures.ideal_plane import PlanePoint
from kg.networks.measures.ideal_points import IdealPoint
from kg.networks.pictures.canvas import note, paper, style
from kg.networks.pictures.labels import Name, place_names, shortened
from kg.networks.pictures.palette import AGREEMENT, CONFLICT, INK
from kg.networks.point_intervals import PlacedPoint

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["correspondence_picture", "plane_picture", "points_picture"]

MOST: Final = 200


def points_picture(points: Sequence[IdealPoint], *, doubtful: Collection[str] = (), title: str = "") -> Figure:
    """Draw the actors of `kg.networks.measures.ideal_points` in order as points with their intervals, the ``doubtful``
    ones hollow; if there are too many, only those with the most answers.

    Raises `kg.errors.PicturesMissingError`.
    """
    actors = [point for point in points if point.kind == "actor"]
    kept = {point.label for point in sorted(actors, key=lambda point: -point.answers)[:MOST]}
    shown = [point for point in actors if point.label in kept]
    with style():
        pitch = 0.21 if len(shown) <= 60 else 0.135
        height = max(2.0, pitch * len(shown) + (1.25 if title else 0.95))
        figure = paper(8.5, height)
        axes = figure.add_axes((0.33, 0.62 / height, 0.63, 1 - (1.05 if title else 0.75) / height))
        for n, point in enumerate(shown):
            axes.plot([point.low, point.high], [n, n], color="#9CB8CC", linewidth=pitch * 11, solid_capstyle="butt")
        axes.scatter(
            [point.mean for point in shown],
            range(len(shown)),
            s=pitch * 115,
            color=["white" if point.label in doubtful else AGREEMENT for point in shown],
            edgecolors=[AGREEMENT if point.label in doubtful else INK for point in shown],
            linewidths=[1.0 if point.label in doubtful else 0.5 for point in shown],
            zorder=3,
        )
        axes.axvline(0, color="#AAAAAA", linewidth=0.8, zorder=0)
        size = 8 if len(shown) <= 60 else 6
        axes.set_yticks(range(len(shown)), [shortened(point.label) for point in shown], fontsize=size)
        axes.set_ylim(-0.7, len(shown) - 0.3)
        axes.set_xlabel("ideal point, with the interval that holds 95 %", fontsize=8)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.grid(axis="y", color="#F2F2F2", linewidth=0.7)
        axes.set_axisbelow(True)
        if title:
            figure.text(0.5, 1 - 0.12 / height, title, ha="center", va="top", fontsize=12)
        note(figure, _notes(shown, actors, doubtful))
    return figure


def plane_picture(points: Sequence[PlanePoint], *, doubtful: Collection[str] = (), title: str = "") -> Figure:
    """Draw the actors of `kg.networks.measures.ideal_plane` as discs on a cross of their two intervals, the
    ``doubtful`` ones hollow; if there are too many, only those with the most answers.

    Raises `kg.errors.PicturesMissingError`.
    """
    import numpy as np

    actors = [point for point in points if point.kind == "actor"]
    shown = sorted(actors, key=lambda point: (-point.answers, point.label))[:MOST]
    with style():
        figure = paper(9.6, 9.0)
        axes = figure.add_axes((0.07, 0.08, 0.91, 0.87 if title else 0.9))
        faint = 0.8 if len(shown) <= 25 else 0.35
        for point in shown:
            axes.plot([point.x_low, point.x_high], [point.y, point.y], color="#9CB8CC", linewidth=1.1, alpha=faint)
            axes.plot([point.x, point.x], [point.y_low, point.y_high], color="#9CB8CC", linewidth=1.1, alpha=faint)
        places = np.array([(point.x, point.y) for point in shown]).reshape(-1, 2)
        axes.scatter(
            places[:, 0],
            places[:, 1],
            s=34,
            color=["white" if point.label in doubtful else AGREEMENT for point in shown],
            edgecolors=[AGREEMENT if point.label in doubtful else INK for point in shown],
            linewidths=[1.2 if point.label in doubtful else 0.5 for point in shown],
            zorder=3,
        )
        axes.axhline(0, color="#CCCCCC", linewidth=0.8, zorder=0)
        axes.axvline(0, color="#CCCCCC", linewidth=0.8, zorder=0)
        # Both axes have the same scale: the plane may be rotated, so distances must look the same in any direction.
        axes.set_aspect("equal", adjustable="datalim")
        axes.margins(0.06)
        axes.set_xlabel("first dimension of the ideal points, with the intervals that hold 95 %", fontsize=8)
        axes.set_ylabel("second dimension", fontsize=8)
        names = [Name(n, shortened(point.label, 28), 7.5, False) for n, point in enumerate(shown)]
        unnamed = place_names(axes, names, places, np.full(len(shown), 3.3), np.empty((0, 2, 2)))
        if title:
            figure.text(0.5, 0.985, title, ha="center", va="top", fontsize=12)
        notes = _notes(shown, actors, doubtful), f"{unnamed} names left out for want of room" if unnamed else ""
        note(figure, "; ".join(text for text in notes if text))
    return figure


def _notes(
    shown: Sequence[IdealPoint] | Sequence[PlanePoint],
    actors: Sequence[IdealPoint] | Sequence[PlanePoint],
    doubtful: Collection[str],
) -> str:
    few = f"the {len(shown)} of {len(actors)} with the most answers" if len(actors) > len(shown) else ""
    hollow = "hollow: in doubt" if any(point.label in doubtful for point in shown) else ""
    return "; ".join(text for text in (few, hollow) if text)


def correspondence_picture(points: Sequence[PlacedPoint], *, doubtful: Collection[str] = (), title: str = "") -> Figure:
    """Draw actors (discs) and sides of issues (triangles, up for and down against) of
    `kg.networks.measures.correspondence` on the first two dimensions, on crosses of their intervals if there are any;
    the ``doubtful`` ones hollow.

    Raises `kg.errors.PicturesMissingError`.
    """
    with style():
        figure = paper(11.0, 8.2)
        axes = figure.add_axes((0.06, 0.085, 0.92, 0.86 if title else 0.9))
        if points:
            _crosses(axes, points)
            _scattered(axes, [each.point for each in points], doubtful)
        if title:
            figure.text(0.5, 0.985, title, ha="center", va="top", fontsize=12)
    return figure


def _crosses(axes: Axes, points: Sequence[PlacedPoint]) -> None:
    for each in points:
        if each.low and each.high:
            (left, low), (right, high) = each.low, each.high
            axes.plot([left, right], [each.point.y] * 2, color="#9CB8CC", linewidth=0.9, alpha=0.5, zorder=1)
            axes.plot([each.point.x] * 2, [low, high], color="#9CB8CC", linewidth=0.9, alpha=0.5, zorder=1)


def _scattered(axes: Axes, points: Sequence[Point], doubtful: Collection[str]) -> None:
    import numpy as np

    places = np.array([(point.x, point.y) for point in points])
    markers = {"actor": ("o", "#56B4E9"), "+": ("^", AGREEMENT), "-": ("v", CONFLICT)}
    kinds = ["actor" if point.kind == "actor" else point.label[-1] for point in points]
    largest = max(point.mass for point in points)
    radii = np.array([2.2 + 4.5 * (point.mass / largest) ** 0.5 for point in points])
    for kind, (marker, colour) in markers.items():
        chosen = [n for n, each in enumerate(kinds) if each == kind]
        axes.scatter(
            places[chosen, 0],
            places[chosen, 1],
            s=(2 * radii[chosen]) ** 2,
            marker=marker,
            c=["white" if points[n].label in doubtful else colour for n in chosen],
            edgecolors=[colour if points[n].label in doubtful else INK for n in chosen],
            linewidths=0.8,
            alpha=0.9,
            zorder=3,
            label={"actor": "actor", "+": "for an issue", "-": "against an issue"}[kind],
        )
    axes.axhline(0, color="#CCCCCC", linewidth=0.8, zorder=0)
    axes.axvline(0, color="#CCCCCC", linewidth=0.8, zorder=0)
    axes.margins(0.09)
    first, second = points[0].inertia
    axes.set_xlabel(f"dimension 1 ({first:.0%} of the inertia)", fontsize=8)
    axes.set_ylabel(f"dimension 2 ({second:.0%})", fontsize=8)
    axes.legend(
        loc="lower right",
        bbox_to_anchor=(1, -0.1),
        ncols=3,
        frameon=False,
        fontsize=8,
        markerscale=0.7,
        borderaxespad=0,
    )
    order = sorted(range(len(points)), key=lambda n: (points[n].kind != "actor", -points[n].mass, points[n].label))
    names = [
        Name(n, shortened(points[n].label.removesuffix(" +").removesuffix(" -"), 28), 7.5, points[n].kind == "side")
        for n in order
    ]
    place_names(axes, names, places, radii, np.empty((0, 2, 2)))
