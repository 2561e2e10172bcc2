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
from kg.networks.measures.cleavage import Cleavage
from kg.networks.measures.coalitions import coalitions
from kg.networks.measures.communities import Communities, communities, group_of
from kg.networks.measures.disparity import disparity_filter
from kg.networks.measures.ideal_plane import first_share
from kg.networks.measures.phases import phases
from kg.networks.measures.polarising import Polarised
from kg.networks.measures.sides import Sides
from kg.networks.measures.sureness import sureness
from kg.networks.network import Network, Window
from kg.networks.placing import correspondence_points, plane_points, points
from kg.networks.report_intervals import DEALT, MEASURED, ReportOptions, community_shares, with_intervals
from kg.networks.sided import check_fitting, cleavages_of, polarisations_of, sides_of
from kg.networks.study import Study, balanced_pairs, components, counted, counted_codings, network_of_whole_time
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
    "balance_notes",
    "report",
]

type Row = tuple[Value, ...]

ALL: Final = 1_000_000
"""As many bonds of a coalition as there are."""


@dataclass(frozen=True, slots=True)
class Report:
    """A table, and notes on all of it."""

    table: Table
    notes: tuple[str, ...] = ()


def report(name: str, study: Study, asked: ReportOptions | None = None) -> Report:
    """The report of this name, one of `REPORTS`, with numbers to six decimals. Raises `NetworkShapeError` if the study
    does not fit the report, `kg.errors.NetworkOptionError` for another name or an option without effect on the
    report, and what counting raises."""
    asked = asked or ReportOptions()
    if name not in REPORTS:
        raise NetworkOptionError(option="report", value=name, detail=f"it is one of {', '.join(REPORTS)}")
    check_fitting(name, study)
    found = REPORTS[name](study, asked)
    if asked.draws and name in MEASURED:
        made = _table_function(name, study, asked)
        found = Report(with_intervals(name, found.table, study, asked.resampling, made), found.notes)
    if name == "matrix":  # Its numbers are rounded already.
        return found
    return Report(Table(found.table.columns, tuple(map(_rounded, found.table.rows))), found.notes)


def _table_function(name: str, study: Study, asked: ReportOptions) -> Callable[[Study], Table]:
    """A function that makes the table of a report for resampled codings, with no more than intervals need."""
    bare = replace(asked, draws=0, dealt=0)
    match name:
        case "edges":
            return lambda other: _weights(counted(other))
        case "backbone":
            return lambda other: _weights([disparity_filter(network, asked.alpha) for network in counted(other)])
        case "coalitions":
            members = communities(network_of_whole_time(study), seed=asked.seed).members
            return lambda other: _coalition_table(sides_of(other), members, ALL)
        case _:
            return lambda other: REPORTS[name](other, bare).table


def _edges(study: Study, asked: ReportOptions) -> Report:
    networks = counted(study)
    found = _edge_report(study, networks)
    return Report(found.table, (*found.notes, *balance_notes(study, networks)))


def balance_notes(study: Study, networks: Sequence[Network]) -> tuple[str, ...]:
    """A note on the pairs without a tie in the ``networks`` of a study because they agree as often as they disagree, if
    there are any."""
    number = balanced_pairs(study, networks)
    if not number:
        return ()
    return (f"pairs without a tie because for and against balance: {number} (--explain shows the facts)",)


def _backbone(study: Study, asked: ReportOptions) -> Report:
    kept = [disparity_filter(network, asked.alpha) for network in counted(study)]
    found = _edge_report(study, kept)
    return Report(found.table, (*found.notes, f"ties that are significant at the level {asked.alpha:g}"))


def _edge_report(study: Study, networks: Sequence[Network]) -> Report:
    series = _is_series(networks)
    rows: list[Row] = []
    for network in networks:
        sure = sureness(network, study.codings, study.projected)
        for i, j, weight in sorted(edges(network), key=lambda edge: -abs(edge[2])):
            ends = (network.rows[i], network.columns[j])
            values = (_number(weight), len(network.support.get((i, j), ())), round(sure(*ends), 3))
            rows.append((*_window(network.window, series), *ends, *values))
    return Report(Table((*_window_columns(series), "row", "column", "weight", "codings", "sure"), tuple(rows)))


def _weights(networks: Sequence[Network]) -> Table:
    series = _is_series(networks)
    rows = (
        (*_window(network.window, series), network.rows[i], network.columns[j], weight)
        for network in networks
        for i, j, weight in edges(network)
    )
    return Table((*_window_columns(series), "row", "column", "weight"), tuple(rows))


def _matrix(study: Study, asked: ReportOptions) -> Report:
    networks = counted(study)
    if _is_series(networks):
        advice = "Leave --window out, or ask for edges."
        raise NetworkShapeError(what="a matrix", needed="one network", found=f"{len(networks)} windows", advice=advice)
    (network,) = networks
    rows = zip(network.rows, network.weights, strict=True)
    return Report(Table(("", *network.columns), tuple((label, *_numbers(weights)) for label, weights in rows)))


def _measures(study: Study, asked: ReportOptions) -> Report:
    networks = counted(study)
    series = _is_series(networks)
    names = [field.name for field in fields(Standing) if field.name != "sampled"]
    if not any(network.directed for network in networks):
        names.remove("incoming")
    rows, sampled = [], False
    for network, parts in zip(networks, components(study, networks), strict=True):
        for each in standings(network, components=parts, seed=asked.seed):
            sampled = sampled or each.sampled
            rows.append((*_window(network.window, series), *(getattr(each, name) for name in names)))
    notes: tuple[str, ...] = (
        (f"betweenness is estimated from {SAMPLED_ABOVE} nodes, seed {asked.seed}",) if sampled else ()
    )
    return Report(Table((*_window_columns(series), *names), tuple(rows)), notes)


def _communities(study: Study, asked: ReportOptions) -> Report:
    rows: list[Row] = []
    notes = []
    networks = counted(study)
    series = _is_series(networks)
    _one_mode(networks, "communities")
    shares = community_shares(study, networks, asked.resampling) if asked.draws else [{} for _ in networks]
    for network, share in zip(networks, shares, strict=True):
        found = communities(network, seed=asked.seed)
        for n, members in enumerate(found.members, 1):
            for label in members:
                together = (share[label],) if asked.draws else ()
                rows.append((*_window(network.window, series), n, len(members), label, *together))
        notes.append(_described(network, found))
    columns = (*_window_columns(series), "community", "members", "label", *(("together",) if asked.draws else ()))
    return Report(Table(columns, tuple(rows)), tuple(notes))


def _described(network: Network, found: Communities) -> str:
    when = f"{network.window.start.date()}: " if network.window else ""
    method = "signed Louvain" if found.signed else "Louvain"
    return (
        f"{when}{method}, modularity {found.modularity:.3f}, E-I index {found.external_internal:+.3f}, "
        f"{found.frustrated:.0%} of the weight contradicts the groups"
    )


def _brokers(study: Study, asked: ReportOptions) -> Report:
    networks = counted(study)
    series = _is_series(networks)
    rows: list[Row] = []
    for network in _one_mode(networks, "brokerage"):
        for each in brokers(network, group_of(communities(network, seed=asked.seed))):
            numbers = (getattr(each, role) for role in ROLES)
            values = (each.label, int(each.group or 0), each.constraint, each.effective_size, each.brokered, *numbers)
            rows.append((*_window(network.window, series), *values))
    columns = (*_window_columns(series), "label", "community", "constraint", "effective_size", "brokered", *ROLES)
    return Report(Table(columns, tuple(rows)))


def _cleavage(study: Study, asked: ReportOptions) -> Report:
    return _camps_report("cleavage", cleavages_of(study, asked), asked)


def _polarisation(study: Study, asked: ReportOptions) -> Report:
    return _camps_report("polarisation", polarisations_of(study, asked), asked)


def _camps_report(name: str, found: Sequence[Cleavage | Polarised], asked: ReportOptions) -> Report:
    rows = []
    for each in found:
        camps = ("; ".join(camp) for camp in each.camps or ((), ()))
        score = each.score if each.camps else None
        rows.append((*_window(each.window, True), each.counted, score, each.expected, each.p, *camps))
    return Report(
        Table(("start", "stop", "codings", name, "expected", "p", "one_camp", "other_camp"), tuple(rows)),
        (f"expected and p: from {asked.dealt} permutations of the stances, seed {asked.seed}",),
    )


def _phases(study: Study, asked: ReportOptions) -> Report:
    networks = counted(study)
    if not _is_series(networks):
        advice = "Name windows, such as --window months --length 3."
        raise NetworkShapeError(what="a phase", needed="windows", found="one", advice=advice)
    found = phases(networks, distance=asked.distance)
    rows = tuple((*_window(each.window, True), each.counted, each.phase, each.change) for each in found)
    return Report(Table(("start", "stop", "codings", "phase", "change"), rows))


def _points(study: Study, asked: ReportOptions) -> Report:
    if asked.dimensions == 2:
        return _plane(study, asked)
    found = points(study, sides_of(study), asked.anchor, asked.resampling)
    rows = tuple((p.kind, p.label, p.mean, p.low, p.high, p.answers) for p in found)
    return Report(Table(("kind", "label", "point", "low", "high", "answers"), rows))


def _plane(study: Study, asked: ReportOptions) -> Report:
    found = plane_points(study, sides_of(study), asked.anchor, asked.resampling)
    rows = tuple((p.kind, p.label, p.x, p.x_low, p.x_high, p.y, p.y_low, p.y_high, p.answers) for p in found)
    columns = ("kind", "label", "x", "x_low", "x_high", "y", "y_low", "y_high", "answers")
    notes = (f"x has {first_share(found):.0%} of the spread of actors",) if found else ()
    return Report(Table(columns, rows), notes)


def _correspondence(study: Study, asked: ReportOptions) -> Report:
    found = correspondence_points(study, sides_of(study), asked.anchor, asked.resampling)
    rows: list[Row] = []
    for each in found:
        low, high = each.low or (None, None), each.high or (None, None)
        bounds = (low[0], high[0], low[1], high[1]) if asked.draws else ()
        point = each.point
        rows.append((point.kind, point.label, point.x, point.y, point.mass, *bounds))
    inertia = found[0].point.inertia if found else (0.0, 0.0)
    notes = (f"{inertia[0]:.1%} and {inertia[1]:.1%} of the inertia",) if found else ()
    bounds_of = ("x_low", "x_high", "y_low", "y_high") if asked.draws else ()
    return Report(Table(("kind", "label", "x", "y", "mass", *bounds_of), tuple(rows)), notes)


def _coalitions(study: Study, asked: ReportOptions) -> Report:
    table = sides_of(study)
    if study.options.window != "no":
        advice = "Leave --window out, or ask for communities."
        raise NetworkShapeError(what="a coalition", needed="the whole time", found="one of windows", advice=advice)
    network = network_of_whole_time(study)
    groups = communities(_one_mode([network], "a coalition")[0], seed=asked.seed)
    return Report(_coalition_table(table, groups.members), (_described(network, groups),))


def _coalition_table(table: Sides, members: Sequence[Sequence[str]], most: int = 5) -> Table:
    rows: list[Row] = []
    for each in coalitions(table, members, most=most):
        rows += [(each.number, "member", label, None, None) for label in each.members]
        rows += [(each.number, "held by", bond.issue, bond.side, bond.share) for bond in each.held_by]
        rows += [(each.number, "divided by", bond.issue, bond.side, bond.share) for bond in each.divided_by]
        rows += [(each.number, "between", go.label, f"to {go.with_}", go.outside) for go in each.between]
    return Table(("coalition", "what", "name", "side", "share"), tuple(rows))


def _codings(study: Study, asked: ReportOptions) -> Report:
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


def _one_mode(networks: Sequence[Network], what: str) -> Sequence[Network]:
    if not all(network.one_mode for network in networks):
        advice = "Leave --mode two out."
        raise NetworkShapeError(what=what, needed="a network of one mode", found="of two modes", advice=advice)
    return networks


def _number(value: float) -> Value:
    """The value as an integer if it is whole, as counts are; else to six decimals, as in DNA."""
    return int(value) if value == value // 1 else round(value, 6)


def _numbers(weights: NDArray[np.float64]) -> list[Value]:
    """`_number` for a whole row."""
    is_whole = weights == weights // 1
    if is_whole.all():
        return cast("list[Value]", weights.astype(int).tolist())
    return [int(value) if whole else value for value, whole in zip(weights.round(6).tolist(), is_whole, strict=True)]


def _rounded(row: Iterable[Value]) -> Row:
    return tuple(round(value, 6) if isinstance(value, float) else value for value in row)


def _is_series(networks: Sequence[Network]) -> bool:
    """Whether the networks are windows, even if there is only one: the network of the whole time has no window."""
    return any(network.window is not None for network in networks)


def _window_columns(series: bool) -> tuple[str, ...]:
    return ("start", "stop") if series else ()


def _window(window: Window | None, series: bool) -> tuple[Value, ...]:
    if not series:
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
