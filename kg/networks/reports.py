"""The reports on a study, as tables: one function a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from kg.errors import NetworkOptionError, NetworkShapeError
from kg.networks.conversion import edges
from kg.networks.from_graph.explanation import date_of
from kg.networks.measures.brokerage import ROLES, brokers
from kg.networks.measures.centrality import SAMPLED_ABOVE, Standing, standings
from kg.networks.measures.cleavage import Division
from kg.networks.measures.coalitions import coalitions
from kg.networks.measures.communities import Communities, communities, group_of
from kg.networks.measures.disparity import disparity_filter
from kg.networks.measures.ideal_plane import first_share
from kg.networks.measures.phases import phases
from kg.networks.measures.sides import Sides
from kg.networks.measures.tie_confidence import sureness
from kg.networks.network import Network, Window
from kg.networks.point_intervals import correspondence_points, line_points, plane_points
from kg.networks.report_intervals import DEALT, MEASURED, ReportOptions, community_shares, with_intervals
from kg.networks.side_measures import check_fitting, cleavages_of, dominant_issues, polarisations_of, sides_of
from kg.networks.study import Study, balanced_pairs, components, counted, counted_codings, only
from kg.query.table import Table
from kg.stores.protocol import Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "DEALT",
    "REPORTS",
    "Report",
    "ReportOptions",
    "report",
    "tie_notes",
]

type Row = tuple[Value, ...]

ALL: Final = 1_000_000
"""As many bonds of a coalition as there are."""


@dataclass(frozen=True, slots=True)
class Report:
    """A table, and notes on all of it."""

    table: Table
    notes: tuple[str, ...] = ()


def report(name: str, study: Study, report_options: ReportOptions | None = None) -> Report:
    """The report of this name, one of `REPORTS`, with numbers rounded to six decimals.

    Raises `NetworkShapeError` if the study does not fit the report, `kg.errors.NetworkOptionError` for an unknown name
    or an option without effect on the report, and what counting raises.
    """
    report_options = report_options or ReportOptions()
    if name not in REPORTS:
        raise NetworkOptionError(option="report", value=name, detail=f"it is one of {', '.join(REPORTS)}")
    check_fitting(name, study)
    unrounded = REPORTS[name](study, report_options)
    if report_options.draws and name in MEASURED:
        make_table = _table_function(name, study, report_options)
        unrounded = Report(
            with_intervals(name, unrounded.table, study, report_options.resampling, make_table), unrounded.notes
        )
    if name == "matrix":  # Its numbers are rounded already.
        return unrounded
    return Report(Table(unrounded.table.columns, tuple(map(_rounded, unrounded.table.rows))), unrounded.notes)


def _table_function(name: str, study: Study, report_options: ReportOptions) -> Callable[[Study], Table]:
    """A function that makes the table of a report for a study with resampled codings, with no more than intervals
    need."""
    without_draws = replace(report_options, draws=0, dealt=0)
    match name:
        case "edges":
            return lambda resampled: _weights(counted(resampled))
        case "backbone":
            return lambda resampled: _weights(
                [disparity_filter(network, report_options.alpha) for network in counted(resampled)]
            )
        case "coalitions":
            members = communities(only(study), seed=report_options.seed).members
            return lambda resampled: _coalition_table(sides_of(resampled), members, ALL)
        case _:
            return lambda resampled: REPORTS[name](resampled, without_draws).table


def _edges(study: Study, report_options: ReportOptions) -> Report:
    networks = counted(study)
    edge_report = _ties_report(study, networks)
    return Report(edge_report.table, (*edge_report.notes, *tie_notes(study, networks)))


def tie_notes(study: Study, networks: Sequence[Network]) -> tuple[str, ...]:
    """Notes on the ties in the ``networks`` of a study: how many pairs have none because they agree as often as they
    disagree, and which issues make the most of them."""
    number = balanced_pairs(study, networks)
    notes = [f"pairs without a tie because for and against balance: {number} (--explain shows the facts)"]
    shares = ", ".join(f"{issue} {share:.0%}" for issue, share in dominant_issues(study))
    dominant = f"issues behind a fifth or more of the pairs of facts: {shares} (--without-issue leaves one out)"
    return (*(notes if number else ()), *((dominant,) if shares else ()))


def _backbone(study: Study, report_options: ReportOptions) -> Report:
    backbones = [disparity_filter(network, report_options.alpha) for network in counted(study)]
    edge_report = _ties_report(study, backbones)
    return Report(
        edge_report.table, (*edge_report.notes, f"ties that are significant at the level {report_options.alpha:g}")
    )


def _ties_report(study: Study, networks: Sequence[Network]) -> Report:
    is_series = _is_series(networks)
    rows: list[Row] = []
    for network in networks:
        sureness_of_tie = sureness(network, study.codings, study.projected)
        for i, j, weight in sorted(edges(network), key=lambda edge: -abs(edge[2])):
            ends = (network.rows[i], network.columns[j])
            values = (_cell(weight), len(network.support.get((i, j), ())), round(sureness_of_tie(*ends), 3))
            rows.append((*_window(network.window, is_series), *ends, *values))
    return Report(Table((*_window_columns(is_series), "row", "column", "weight", "codings", "sure"), tuple(rows)))


def _weights(networks: Sequence[Network]) -> Table:
    is_series = _is_series(networks)
    rows = (
        (*_window(network.window, is_series), network.rows[i], network.columns[j], weight)
        for network in networks
        for i, j, weight in edges(network)
    )
    return Table((*_window_columns(is_series), "row", "column", "weight"), tuple(rows))


def _matrix(study: Study, report_options: ReportOptions) -> Report:
    networks = counted(study)
    if _is_series(networks):
        advice = "Leave --window out, or ask for edges."
        raise NetworkShapeError(what="a matrix", needed="one network", found=f"{len(networks)} windows", advice=advice)
    (network,) = networks
    rows = zip(network.rows, network.weights, strict=True)
    return Report(Table(("", *network.columns), tuple((label, *_cells(weights)) for label, weights in rows)))


def _measures(study: Study, report_options: ReportOptions) -> Report:
    networks = counted(study)
    is_series = _is_series(networks)
    names = [field.name for field in fields(Standing) if field.name != "sampled"]
    if not any(network.directed for network in networks):
        names.remove("incoming")
    rows, sampled = [], False
    for network, parts in zip(networks, components(study, networks), strict=True):
        for standing in standings(network, components=parts, seed=report_options.seed):
            sampled = sampled or standing.sampled
            rows.append((*_window(network.window, is_series), *(getattr(standing, name) for name in names)))
    notes: tuple[str, ...] = (
        (f"betweenness is estimated from {SAMPLED_ABOVE} nodes, seed {report_options.seed}",) if sampled else ()
    )
    return Report(Table((*_window_columns(is_series), *names), tuple(rows)), notes)


def _communities(study: Study, report_options: ReportOptions) -> Report:
    rows: list[Row] = []
    notes = []
    networks = counted(study)
    is_series = _is_series(networks)
    _check_one_mode(networks, "communities")
    shares = (
        community_shares(study, networks, report_options.resampling) if report_options.draws else [{} for _ in networks]
    )
    for network, share in zip(networks, shares, strict=True):
        partition = communities(network, seed=report_options.seed)
        for n, members in enumerate(partition.members, 1):
            for label in members:
                share_columns = (share[label],) if report_options.draws else ()
                rows.append((*_window(network.window, is_series), n, len(members), label, *share_columns))
        notes.append(_partition_note(network, partition))
    columns = (
        *_window_columns(is_series),
        "community",
        "members",
        "label",
        *(("together",) if report_options.draws else ()),
    )
    return Report(Table(columns, tuple(rows)), tuple(notes))


def _partition_note(network: Network, partition: Communities) -> str:
    when = f"{network.window.start.date()}: " if network.window else ""
    method = "signed Louvain" if partition.signed else "Louvain"
    return (
        f"{when}{method}, modularity {partition.modularity:.3f}, E-I index {partition.external_internal:+.3f}, "
        f"{partition.frustrated:.0%} of the weight contradicts the groups"
    )


def _brokers(study: Study, report_options: ReportOptions) -> Report:
    networks = counted(study)
    is_series = _is_series(networks)
    rows: list[Row] = []
    for network in _check_one_mode(networks, "brokerage"):
        for broker in brokers(network, group_of(communities(network, seed=report_options.seed))):
            numbers = (getattr(broker, role) for role in ROLES)
            values = (
                broker.label,
                int(broker.group or 0),
                broker.constraint,
                broker.effective_size,
                broker.brokered,
                *numbers,
            )
            rows.append((*_window(network.window, is_series), *values))
    columns = (*_window_columns(is_series), "label", "community", "constraint", "effective_size", "brokered", *ROLES)
    return Report(Table(columns, tuple(rows)))


def _cleavage(study: Study, report_options: ReportOptions) -> Report:
    return _camps_report("cleavage", cleavages_of(study, report_options), report_options)


def _polarisation(study: Study, report_options: ReportOptions) -> Report:
    return _camps_report("polarisation", polarisations_of(study, report_options), report_options)


def _camps_report(name: str, measures: Sequence[Division], report_options: ReportOptions) -> Report:
    rows = []
    for measure in measures:
        camps = ("; ".join(camp) for camp in measure.camps or ((), ()))
        score = measure.score if measure.camps else None
        rows.append((*_window(measure.window, True), measure.counted, score, measure.expected, measure.p, *camps))
    return Report(
        Table(("start", "stop", "codings", name, "expected", "p", "one_camp", "other_camp"), tuple(rows)),
        (f"expected and p: from {report_options.dealt} permutations of the stances, seed {report_options.seed}",),
    )


def _phases(study: Study, report_options: ReportOptions) -> Report:
    networks = counted(study)
    if not _is_series(networks):
        advice = "Name windows, such as --window months --length 3."
        raise NetworkShapeError(what="a phase", needed="windows", found="one", advice=advice)
    phases_of_windows = phases(networks, distance=report_options.distance)
    rows = tuple(
        (*_window(phase_of_window.window, True), phase_of_window.counted, phase_of_window.phase, phase_of_window.change)
        for phase_of_window in phases_of_windows
    )
    return Report(Table(("start", "stop", "codings", "phase", "change"), rows))


def _points(study: Study, report_options: ReportOptions) -> Report:
    if report_options.dimensions == 2:
        return _plane(study, report_options)
    found_points = line_points(study, sides_of(study), report_options.anchor, report_options.resampling)
    rows = tuple((p.kind, p.label, p.mean, p.low, p.high, p.answers) for p in found_points)
    return Report(Table(("kind", "label", "point", "low", "high", "answers"), rows))


def _plane(study: Study, report_options: ReportOptions) -> Report:
    found_points = plane_points(study, sides_of(study), report_options.anchor, report_options.resampling)
    rows = tuple((p.kind, p.label, p.x, p.x_low, p.x_high, p.y, p.y_low, p.y_high, p.answers) for p in found_points)
    columns = ("kind", "label", "x", "x_low", "x_high", "y", "y_low", "y_high", "answers")
    notes = (f"x has {first_share(found_points):.0%} of the spread of actors",) if found_points else ()
    return Report(Table(columns, rows), notes)


def _correspondence(study: Study, report_options: ReportOptions) -> Report:
    placed_points = correspondence_points(study, sides_of(study), report_options.anchor, report_options.resampling)
    rows: list[Row] = []
    for placed in placed_points:
        low, high = placed.low or (None, None), placed.high or (None, None)
        bounds = (low[0], high[0], low[1], high[1]) if report_options.draws else ()
        point = placed.point
        rows.append((point.kind, point.label, point.x, point.y, point.mass, *bounds))
    inertia = placed_points[0].point.inertia if placed_points else (0.0, 0.0)
    notes = (f"{inertia[0]:.1%} and {inertia[1]:.1%} of the inertia",) if placed_points else ()
    bound_columns = ("x_low", "x_high", "y_low", "y_high") if report_options.draws else ()
    return Report(Table(("kind", "label", "x", "y", "mass", *bound_columns), tuple(rows)), notes)


def _coalitions(study: Study, report_options: ReportOptions) -> Report:
    table = sides_of(study)
    if study.options.window != "no":
        advice = "Leave --window out, or ask for communities."
        raise NetworkShapeError(what="a coalition", needed="the whole time", found="one of windows", advice=advice)
    network = only(study)
    groups = communities(_check_one_mode([network], "a coalition")[0], seed=report_options.seed)
    return Report(_coalition_table(table, groups.members), (_partition_note(network, groups),))


def _coalition_table(table: Sides, members: Sequence[Sequence[str]], most: int = 5) -> Table:
    rows: list[Row] = []
    for coalition in coalitions(table, members, most=most):
        rows += [(coalition.number, "member", label, None, None) for label in coalition.members]
        rows += [(coalition.number, "held by", bond.issue, bond.side, bond.share) for bond in coalition.held_by]
        rows += [(coalition.number, "divided by", bond.issue, bond.side, bond.share) for bond in coalition.divided_by]
        rows += [
            (coalition.number, "between", member.label, f"to {member.with_}", member.outside)
            for member in coalition.between
        ]
    return Table(("coalition", "what", "name", "side", "share"), tuple(rows))


def _codings(study: Study, report_options: ReportOptions) -> Report:
    names = tuple(study.codings.variables)
    rows = tuple(
        (
            row.id,
            row.fact,
            date_of(row) or None,
            _document(study, row.document),
            *(row.values.get(name) for name in names),
            row.confidence,
        )
        for row in counted_codings(study).rows
    )
    return Report(Table(("id", "fact", "date", "document", *names, "confidence"), rows))


def _document(study: Study, id_: str) -> str:
    """The short name of a document, else its title, else its id."""
    metadata = study.codings.documents.get(id_, {})
    return metadata.get("name") or metadata.get("title") or id_


def _check_one_mode(networks: Sequence[Network], report_name: str) -> Sequence[Network]:
    if not all(network.one_mode for network in networks):
        advice = "Leave --mode two out."
        raise NetworkShapeError(what=report_name, needed="a network of one mode", found="of two modes", advice=advice)
    return networks


def _cell(value: float) -> Value:
    """The value as an integer if it is whole, as counts are; else to six decimals, as in DNA."""
    return int(value) if value == value // 1 else round(value, 6)


def _cells(weights: NDArray[np.float64]) -> list[Value]:
    """`_cell` for a whole row."""
    is_whole = weights == weights // 1
    if is_whole.all():
        return cast("list[Value]", weights.astype(int).tolist())
    return [int(value) if whole else value for value, whole in zip(weights.round(6).tolist(), is_whole, strict=True)]


def _rounded(row: Iterable[Value]) -> Row:
    return tuple(round(value, 6) if isinstance(value, float) else value for value in row)


def _is_series(networks: Sequence[Network]) -> bool:
    """Whether the networks are windows, even if there is only one: the network of the whole time has no window."""
    return any(network.window is not None for network in networks)


def _window_columns(is_series: bool) -> tuple[str, ...]:
    return ("start", "stop") if is_series else ()


def _window(window: Window | None, is_series: bool) -> tuple[Value, ...]:
    if not is_series:
        return ()
    return (window.start.date().isoformat(), window.stop.date().isoformat()) if window else (None, None)


REPORTS: Final[Mapping[str, Callable[[Study, ReportOptions], Report]]] = MappingProxyType(
    {
        "edges": _edges,
        "matrix": _matrix,
        "measures": _measures,
        "brokers": _brokers,
        "communities": _communities,
        "coalitions": _coalitions,
        "polarisation": _polarisation,
        "cleavage": _cleavage,
        "phases": _phases,
        "backbone": _backbone,
        "points": _points,
        "correspondence": _correspondence,
        "codings": _codings,
    }
)
"""The function that makes each report, by name; the help of `kg network` explains each report."""
