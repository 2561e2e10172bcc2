"""The picture that goes with each report of a study."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import NetworkEmptyError, NetworkShapeError
from kg.networks.measures.communities import communities, group_of
from kg.networks.measures.correspondence import correspondence
from kg.networks.measures.disparity import disparity_filter
from kg.networks.measures.ideal_plane import ideal_plane
from kg.networks.measures.ideal_points import ideal_points
from kg.networks.measures.phases import phases
from kg.networks.pictures.matrix_picture import matrix_picture
from kg.networks.pictures.network_picture import network_picture
from kg.networks.pictures.points_picture import correspondence_picture, plane_picture, points_picture
from kg.networks.pictures.series_picture import cleavage_picture, phases_picture
from kg.networks.pictures.timeline_picture import timeline_picture
from kg.networks.pictures.windows_picture import windows_picture
from kg.networks.reports import Chance, cleavages_of, sides_of
from kg.networks.study import Study, counted, only

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["DRAWN", "picture"]

DRAWN: Final = (
    "edges",
    "matrix",
    "communities",
    "coalitions",
    "cleavage",
    "phases",
    "backbone",
    "points",
    "correspondence",
    "codings",
)
"""The reports that have a picture: networks (with windows, one a window), a matrix, points, lines, and a timeline of
stances for ``codings``."""


def picture(name: str, study: Study, chance: Chance | None = None, *, title: str = "") -> Figure:
    """The picture of a report. Save it with `kg.networks.pictures.canvas.save`.

    Raises `NetworkShapeError` where the report has none, `NetworkEmptyError` where there would be nothing on it,
    `kg.errors.PicturesMissingError`, and what the report raises.
    """
    chance = chance or Chance()
    match name:
        case "edges" | "communities" | "coalitions" | "backbone":
            return _networks(name, study, chance, title)
        case "matrix":
            return matrix_picture(only(study), title=title)
        case "codings":
            return timeline_picture(study.codings, variable=study.options.variable1, title=title)
        case "points" if chance.dimensions == 2:
            plane = ideal_plane(sides_of(study), anchor=chance.anchor, seed=chance.seed)
            return plane_picture(_not_empty(plane, study), title=title)
        case "points":
            found = ideal_points(sides_of(study), anchor=chance.anchor, seed=chance.seed)
            return points_picture(_not_empty(found, study), title=title)
        case "correspondence":
            places = correspondence(sides_of(study), anchor=chance.anchor)
            return correspondence_picture(_not_empty(places, study), title=title)
        case "cleavage":
            return cleavage_picture(cleavages_of(study, chance), title=title)
        case "phases":
            return phases_picture(phases(counted(study), distance=chance.distance), title=title)
    advice = f"Draw one of {', '.join(DRAWN)}."
    raise NetworkShapeError(what="a picture", needed="something that can be drawn", found=f"{name}", advice=advice)


def _networks(name: str, study: Study, chance: Chance, title: str) -> Figure:
    networks = counted(study)
    if name == "backbone":
        networks = tuple(disparity_filter(network, chance.alpha) for network in networks)
    _not_empty(tuple(network for network in networks if network.weights.any()), study)
    whole = only(study) if len(networks) > 1 else networks[0]
    groups = group_of(communities(whole, seed=chance.seed)) if whole.one_mode else None
    if len(networks) > 1:
        return windows_picture(networks, groups=groups, title=title, seed=chance.seed)
    return network_picture(networks[0], groups=groups, title=title, seed=chance.seed)


def _not_empty[T](found: tuple[T, ...], study: Study) -> tuple[T, ...]:
    if not found:
        raise NetworkEmptyError(what="draw", asked=", ".join(f"{name}: {value}" for name, value in study.asked.items()))
    return found
