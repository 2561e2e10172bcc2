"""The picture of each report on a study."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import NetworkEmptyError, NetworkShapeError
from kg.networks.codings import Coding
from kg.networks.measures.communities import communities, group_of
from kg.networks.measures.disparity import disparity_filter
from kg.networks.measures.phases import phases
from kg.networks.measures.tie_confidence import Sure, is_doubtful, sure_of, sureness
from kg.networks.network import Network
from kg.networks.pictures.matrix_picture import matrix_picture
from kg.networks.pictures.network_picture import network_picture
from kg.networks.pictures.points_picture import correspondence_picture, plane_picture, points_picture
from kg.networks.pictures.series_picture import cleavage_picture, phases_picture
from kg.networks.pictures.timeline_picture import dated_sides, timeline_picture
from kg.networks.pictures.windows_picture import windows_picture
from kg.networks.point_intervals import correspondence_points, line_points, plane_points
from kg.networks.report_intervals import ReportOptions
from kg.networks.side_measures import check_fitting, cleavages_of, polarisations_of, sides_of
from kg.networks.study import Study, counted, counted_codings, only

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["DRAWN", "picture"]

DRAWN: Final = (
    "edges",
    "matrix",
    "communities",
    "coalitions",
    "cleavage",
    "polarisation",
    "phases",
    "backbone",
    "points",
    "correspondence",
    "codings",
)
"""The reports that have a picture: networks (one for each window), a matrix, points, lines, and for ``codings`` a
timeline of stances."""


def picture(name: str, study: Study, report_options: ReportOptions | None = None, *, title: str = "") -> Figure:
    """The picture of a report. Save it with `kg.networks.pictures.canvas.save`.

    Raises `NetworkShapeError` if the report has none, `NetworkEmptyError` if there is nothing to draw,
    `kg.errors.PicturesMissingError`, and what the report raises.
    """
    report_options = report_options or ReportOptions()
    check_fitting(name, study)
    match name:
        case "edges" | "communities" | "coalitions" | "backbone":
            return _networks(name, study, report_options, title)
        case "matrix":
            network = only(study)
            return matrix_picture(network, sure=_sure(network, study), title=title)
        case "codings":
            options, codings = study.options, counted_codings(study)
            _not_empty(dated_sides(codings, options.variable1, options.sides_by), study)
            return timeline_picture(codings, variable=options.variable1, qualifier=options.sides_by, title=title)
        case "points" | "correspondence":
            return _points_picture(name, study, report_options, title)
        case "cleavage":
            return cleavage_picture(cleavages_of(study, report_options), title=title)
        case "polarisation":
            return cleavage_picture(polarisations_of(study, report_options), measure="polarisation", title=title)
        case "phases":
            return phases_picture(phases(counted(study), distance=report_options.distance), title=title)
    advice = f"Draw one of {', '.join(DRAWN)}."
    raise NetworkShapeError(what="a picture", needed="something that can be drawn", found=f"{name}", advice=advice)


def _points_picture(name: str, study: Study, report_options: ReportOptions, title: str) -> Figure:
    arguments = (study, sides_of(study), report_options.anchor, report_options.resampling)
    if name == "correspondence":
        placed = _not_empty(correspondence_points(*arguments), study)
        return correspondence_picture(placed, doubtful=_doubtful(study), title=title)
    if report_options.dimensions == 2:
        return plane_picture(_not_empty(plane_points(*arguments), study), doubtful=_doubtful(study), title=title)
    return points_picture(_not_empty(line_points(*arguments), study), doubtful=_doubtful(study), title=title)


def _networks(name: str, study: Study, report_options: ReportOptions, title: str) -> Figure:
    networks = counted(study)
    if name == "backbone":
        networks = tuple(disparity_filter(network, report_options.alpha) for network in networks)
    _not_empty(tuple(network for network in networks if network.weights.any()), study)
    overall = only(study) if len(networks) > 1 else networks[0]
    groups = group_of(communities(overall, seed=report_options.seed)) if overall.one_mode else None
    sureness_of_networks = [_sure(network, study) for network in networks]
    if len(networks) > 1:
        return windows_picture(
            networks, groups=groups, sure=sureness_of_networks, title=title, seed=report_options.seed
        )
    return network_picture(
        networks[0], groups=groups, sure=sureness_of_networks[0], title=title, seed=report_options.seed
    )


def _sure(network: Network, study: Study) -> Sure:
    return sureness(network, study.codings, study.projected)


def _doubtful(study: Study) -> set[str]:
    """The actors and sides of issues that rest on doubtful facts only."""
    options = study.options
    facts: dict[str, list[Coding]] = {}
    for row in counted_codings(study).rows:
        value = row.values.get(options.sides_by)
        if not isinstance(value, int):
            continue
        side = "+" if value > 0 else "-"
        facts.setdefault(str(row.values.get(options.variable1)), []).append(row)
        facts.setdefault(f"{row.values.get(options.variable2)} {side}", []).append(row)
    return {label for label, rows in facts.items() if is_doubtful(sure_of(rows))}


def _not_empty[T](items: tuple[T, ...], study: Study) -> tuple[T, ...]:
    if not items:
        raise NetworkEmptyError(
            what="draw", asked=", ".join(f"{name}: {value}" for name, value in study.settings.items())
        )
    return items
