"""What a study says, as tables: one function a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Final

from kg.errors import NetworkShapeError
from kg.networks.conversion import edges
from kg.networks.from_graph.reading import UNDATED
from kg.networks.measures.brokerage import brokers
from kg.networks.measures.centrality import SAMPLED_ABOVE, Standing, standings
from kg.networks.measures.cleavage import Cleavage, cleavages
from kg.networks.measures.coalitions import coalitions
from kg.networks.measures.communities import Communities, communities, group_of
from kg.networks.measures.correspondence import correspondence
from kg.networks.measures.disparity import disparity_filter
from kg.networks.measures.ideal_plane import first_share, ideal_plane
from kg.networks.measures.ideal_points import ideal_points
from kg.networks.measures.phases import phases
from kg.networks.measures.resampling import edge_intervals, intervals
from kg.networks.measures.sides import Sides, sides
from kg.networks.network import Network, Window
from kg.networks.study import Study, counted, only
from kg.query.table import Table
from kg.stores.protocol import Value

__all__ = ["REPORTS", "Chance", "Report", "cleavages_of", "report", "sides_of"]

type Row = tuple[Value, ...]

MEASURED: Final = ("strength", "betweenness", "eigenvector", "pagerank")
"""The measures that get intervals."""
DEALT: Final = 99
"""How often stances are dealt out where nobody says how often."""
WHOLE: Final = "no intervals: they are of the whole time, and windows are asked for"


@dataclass(frozen=True, slots=True)
class Chance:
    """What a report leaves to chance, always the same for a ``seed``. ``draws`` above 0 ask for intervals, from
    drawing ``source`` anew (`kg.networks.measures.resampling.SOURCES`); ``alpha`` is what the backbone takes as chance;
    ``distance`` is that of phases, ``anchor`` and ``dimensions``, 1 or 2, those of ideal points."""

    draws: int = 0
    source: str = "both"
    seed: int = 0
    alpha: float = 0.05
    distance: str = "absdiff"
    anchor: str | None = None
    dimensions: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """A table, and what holds for all of it, in a sentence each."""

    table: Table
    notes: tuple[str, ...] = ()


def report(name: str, study: Study, chance: Chance | None = None) -> Report:
    """The report of this name, one of `REPORTS`, its numbers to six decimals. Raises `NetworkShapeError` where the
    study is of another kind, and what counting raises."""
    found = REPORTS[name][1](study, chance or Chance())
    return Report(Table(found.table.columns, tuple(map(_rounded, found.table.rows))), found.notes)


def sides_of(study: Study) -> Sides:
    """Who is for and who is against what. Raises `NetworkShapeError` where the codings take no sides."""
    options = study.options
    qualifier = options.qualifier or "agreement"
    if study.square or study.codings.variables.get(qualifier) not in ("boolean", "integer"):
        raise NetworkShapeError(
            what="this",
            needed="positions for or against something",
            found="of another kind",
            advice="Ask for positions, with agreement or strength as the qualifier.",
        )
    return sides(study.codings, options.variable1, options.variable2, qualifier)


def cleavages_of(study: Study, chance: Chance) -> tuple[Cleavage, ...]:
    """The cleavage in each window, or in the whole time. Raises what `sides_of` and counting do."""
    sides_of(study)
    options = study.options
    found = cleavages(
        study.codings,
        options.variable1,
        options.variable2,
        [network.window for network in counted(study)],
        qualifier=options.qualifier or "agreement",
        draws=chance.draws or DEALT,
        seed=chance.seed,
    )
    return tuple(found)


def _edges(study: Study, chance: Chance) -> Report:
    return _of_networks(study, counted(study), chance)


def _backbone(study: Study, chance: Chance) -> Report:
    kept = [disparity_filter(network, chance.alpha) for network in counted(study)]
    found = _of_networks(study, kept, chance)
    return Report(found.table, (*found.notes, f"ties that chance alone would give in less than {chance.alpha:g}"))


def _of_networks(study: Study, networks: Sequence[Network], chance: Chance) -> Report:
    series = _is_series(networks)
    drawn = chance.draws and not series
    rows: list[Row] = []
    for network in networks:
        found = {}
        if drawn:
            how = {"source": chance.source, "seed": chance.seed}
            found = edge_intervals(network, study.codings, lambda other: only(study, other), chance.draws, **how)
        for i, j, weight in sorted(edges(network), key=lambda edge: -abs(edge[2])):
            support = network.support.get((i, j), ())
            between = (found[(i, j)].low, found[(i, j)].high) if drawn else ()
            ends = (network.rows[i], network.columns[j])
            rows.append((*_window(network.window, series), *ends, _number(weight), len(support), *between))
    bounds = ("low", "high") if drawn else ()
    notes = (WHOLE,) if chance.draws and series else ()
    return Report(Table((*_windowed(series), "row", "column", "weight", "codings", *bounds), tuple(rows)), notes)


def _matrix(study: Study, chance: Chance) -> Report:
    networks = counted(study)
    if _is_series(networks):
        advice = "Leave --window out, or ask for edges."
        raise NetworkShapeError(what="a matrix", needed="one network", found=f"{len(networks)} windows", advice=advice)
    (network,) = networks
    rows = zip(network.rows, network.weights.tolist(), strict=True)
    return Report(Table(("", *network.columns), tuple((label, *map(_number, weights)) for label, weights in rows)))


def _measures(study: Study, chance: Chance) -> Report:
    networks = counted(study)
    series = _is_series(networks)
    names = [field.name for field in fields(Standing) if field.name != "sampled"]
    if not any(network.directed for network in networks):
        names.remove("incoming")
    found = {}
    if chance.draws and not series:

        def measured(codings: object) -> Mapping[str, float]:
            there = standings(only(study, codings), seed=chance.seed)  # type: ignore[arg-type]
            return {f"{name} {each.label}": getattr(each, name) for each in there for name in MEASURED}

        found = intervals(study.codings, measured, chance.draws, source=chance.source, seed=chance.seed)
    rows, sampled = [], False
    for network in networks:
        for each in standings(network, seed=chance.seed):
            sampled = sampled or each.sampled
            between = [found[f"{name} {each.label}"] for name in MEASURED] if found else []
            ends = [end for interval in between for end in (interval.low, interval.high)]
            rows.append((*_window(network.window, series), *(getattr(each, name) for name in names), *ends))
    bounds = [f"{name}_{end}" for name in MEASURED for end in ("low", "high")] if found else []
    notes: tuple[str, ...] = (
        (f"betweenness is estimated from {SAMPLED_ABOVE} nodes, seed {chance.seed}",) if sampled else ()
    )
    notes += (WHOLE,) if chance.draws and series else ()
    return Report(Table((*_windowed(series), *names, *bounds), tuple(rows)), notes)


def _communities(study: Study, chance: Chance) -> Report:
    rows: list[Row] = []
    notes = []
    networks = counted(study)
    series = _is_series(networks)
    for network in _one_mode(networks, "communities"):
        found = communities(network, seed=chance.seed)
        for n, members in enumerate(found.members, 1):
            rows += [(*_window(network.window, series), n, len(members), label) for label in members]
        notes.append(_described(network, found))
    return Report(Table((*_windowed(series), "community", "members", "label"), tuple(rows)), tuple(notes))


def _described(network: Network, found: Communities) -> str:
    when = f"{network.window.start.date()}: " if network.window else ""
    method = "signed Louvain" if found.signed else "Louvain"
    return (
        f"{when}{method}, modularity {found.modularity:.3f}, E-I index {found.external_internal:+.3f}, "
        f"{found.frustrated:.0%} of the weight lies wrong"
    )


def _brokers(study: Study, chance: Chance) -> Report:
    networks = counted(study)
    series = _is_series(networks)
    rows: list[Row] = []
    for network in _one_mode(networks, "brokerage"):
        for each in brokers(network, group_of(communities(network, seed=chance.seed))):
            numbers = (each.coordinator, each.representative, each.gatekeeper, each.consultant, each.liaison)
            told = (each.label, int(each.group or 0), each.constraint, each.effective_size, each.brokered, *numbers)
            rows.append((*_window(network.window, series), *told))
    roles = ("coordinator", "representative", "gatekeeper", "consultant", "liaison")
    columns = (*_windowed(series), "label", "community", "constraint", "effective_size", "brokered", *roles)
    return Report(Table(columns, tuple(rows)))


def _cleavage(study: Study, chance: Chance) -> Report:
    rows = [
        (
            *_window(each.window, True),
            each.counted,
            each.score,
            each.expected,
            each.p,
            *("; ".join(camp) for camp in each.camps or ((), ())),
        )
        for each in cleavages_of(study, chance)
    ]
    return Report(
        Table(("start", "stop", "codings", "cleavage", "expected", "p", "one_camp", "other_camp"), tuple(rows)),
        (f"expected and p: stances dealt out by chance {chance.draws or DEALT} times, seed {chance.seed}",),
    )


def _phases(study: Study, chance: Chance) -> Report:
    networks = counted(study)
    if not _is_series(networks):
        advice = "Name windows, such as --window months --length 3."
        raise NetworkShapeError(what="a phase", needed="windows", found="one", advice=advice)
    found = phases(networks, distance=chance.distance)
    rows = tuple((*_window(each.window, True), each.counted, each.phase, each.change) for each in found)
    return Report(Table(("start", "stop", "codings", "phase", "change"), rows))


def _points(study: Study, chance: Chance) -> Report:
    if chance.dimensions == 2:
        return _plane(study, chance)
    found = ideal_points(sides_of(study), anchor=chance.anchor, seed=chance.seed)
    rows = tuple((p.kind, p.label, p.mean, p.low, p.high, p.answers) for p in found)
    return Report(Table(("kind", "label", "point", "low", "high", "answers"), rows))


def _plane(study: Study, chance: Chance) -> Report:
    found = ideal_plane(sides_of(study), anchor=chance.anchor, seed=chance.seed)
    rows = tuple((p.kind, p.label, p.x, p.x_low, p.x_high, p.y, p.y_low, p.y_high, p.answers) for p in found)
    columns = ("kind", "label", "x", "x_low", "x_high", "y", "y_low", "y_high", "answers")
    notes = (f"x has {first_share(found):.0%} of the spread of actors",) if found else ()
    return Report(Table(columns, rows), notes)


def _correspondence(study: Study, chance: Chance) -> Report:
    found = correspondence(sides_of(study), anchor=chance.anchor)
    rows = tuple((p.kind, p.label, p.x, p.y, p.mass) for p in found)
    notes = (f"{found[0].inertia[0]:.1%} and {found[0].inertia[1]:.1%} of the inertia",) if found else ()
    return Report(Table(("kind", "label", "x", "y", "mass"), rows), notes)


def _coalitions(study: Study, chance: Chance) -> Report:
    table = sides_of(study)
    network = only(study)
    groups = communities(_one_mode([network], "a coalition")[0], seed=chance.seed)
    rows: list[Row] = []
    for each in coalitions(table, groups.members):
        rows += [(each.number, "member", label, None, None) for label in each.members]
        rows += [(each.number, "held by", bond.issue, bond.side, bond.share) for bond in each.held_by]
        rows += [(each.number, "divided by", bond.issue, bond.side, bond.share) for bond in each.divided_by]
        rows += [(each.number, "between", go.label, f"to {go.with_}", go.outside) for go in each.between]
    return Report(Table(("coalition", "what", "name", "side", "share"), tuple(rows)), (_described(network, groups),))


def _codings(study: Study, chance: Chance) -> Report:
    names = tuple(study.codings.variables)
    rows = tuple(
        (
            row.id,
            None if row.date == UNDATED else row.date.date().isoformat(),
            _document(study, row.document),
            *(row.values.get(name) for name in names),
            row.confidence,
        )
        for row in study.codings.rows
    )
    return Report(Table(("id", "date", "document", *names, "confidence"), rows))


def _document(study: Study, id_: str) -> str:
    """Its short name, else its title, else its id."""
    told = study.codings.documents.get(id_, {})
    return told.get("name") or told.get("title") or id_


def _one_mode(networks: Sequence[Network], what: str) -> Sequence[Network]:
    if not all(network.one_mode for network in networks):
        advice = "Leave --mode two out."
        raise NetworkShapeError(what=what, needed="a network of one mode", found="of two modes", advice=advice)
    return networks


def _number(value: float) -> Value:
    """A whole number where it is one, as most are counts; else to six decimals, as DNA writes them."""
    return int(value) if value == value // 1 else round(value, 6)


def _rounded(row: Iterable[Value]) -> Row:
    return tuple(round(value, 6) if isinstance(value, float) else value for value in row)


def _is_series(networks: Sequence[Network]) -> bool:
    """Whether they are windows, be it one: `counted` gives the network of the whole time none."""
    return any(network.window is not None for network in networks)


def _windowed(series: bool) -> tuple[str, ...]:
    return ("start", "stop") if series else ()


def _window(window: Window | None, series: bool) -> tuple[Value, ...]:
    if not series:
        return ()
    return (window.start.date().isoformat(), window.stop.date().isoformat()) if window else (None, None)


REPORTS: Final[Mapping[str, tuple[str, Callable[[Study, Chance], Report]]]] = MappingProxyType(
    {
        "edges": ("each tie with its weight", _edges),
        "matrix": ("the weights of rows by columns", _matrix),
        "measures": ("how central each is", _measures),
        "brokers": ("who stands between others", _brokers),
        "communities": ("who belongs together", _communities),
        "coalitions": ("what holds those together, what divides them, who is between", _coalitions),
        "cleavage": ("how far it falls into two camps, and whether that is chance", _cleavage),
        "phases": ("which windows are alike, and where it turns", _phases),
        "backbone": ("the ties that are more than chance", _backbone),
        "points": ("ideal points on one dimension or two, with intervals", _points),
        "correspondence": ("who lies near whom on two dimensions", _correspondence),
        "codings": ("what is counted: each fact, its document and its values", _codings),
    }
)
"""What each report is about, and the function that makes it, by name."""
