"""What reports ask besides a study, and intervals beside their numbers: the same is told of codings drawn anew."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import NetworkOptionError
from kg.networks.coding import Codings
from kg.networks.conversion import check_amounts
from kg.networks.measures.brokerage import ROLES
from kg.networks.measures.communities import communities, group_of
from kg.networks.measures.resampling import intervals, resampled
from kg.networks.network import Network
from kg.networks.study import Study, counted
from kg.query.table import Table
from kg.stores.protocol import Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["DEALT", "MEASURED", "ReportOptions", "Resampling", "beside", "fellows"]

DEALT: Final = 99
"""How often stances are dealt out where nobody says how often."""

KEYS: Final = ("start", "stop", "label", "row", "column", "coalition", "what", "name")
"""The columns that tell one row of a report from another."""

MEASURED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "edges": ("weight",),
        "backbone": ("weight",),
        "measures": (
            *("degree", "strength", "agreement", "conflict", "incoming"),
            *("betweenness", "eigenvector", "pagerank", "core"),
        ),
        "brokers": ("constraint", "effective_size", "brokered", *ROLES),
        "coalitions": ("share",),
        "cleavage": ("cleavage",),
        "polarisation": ("polarisation",),
        "phases": ("change",),
    }
)
"""The columns of each report that get intervals; those of communities and points are their own."""

NONE: Final = frozenset({"constraint", "effective_size", "change", "cleavage", "polarisation"})
"""What there is none of, where a draw does not have it; of all others it has 0."""


@dataclass(frozen=True, slots=True)
class Resampling:
    """How often, from what and by which seed codings are drawn anew."""

    draws: int
    source: str
    seed: int


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What reports ask besides a study. ``draws`` above 0 ask for intervals, from drawing ``source`` anew
    (`kg.networks.measures.resampling.SOURCES`); ``dealt`` is how often stances are dealt out to test for chance. Both
    are the same for the same ``seed``. ``alpha`` is what the backbone takes as chance; ``distance`` is that of phases,
    ``anchor`` and ``dimensions``, 1 or 2, those of ideal points."""

    draws: int = 0
    dealt: int = DEALT
    source: str = "both"
    seed: int = 0
    alpha: float = 0.05
    distance: str = "absdiff"
    anchor: str | None = None
    dimensions: int = 1

    @property
    def resampling(self) -> Resampling:
        """How codings are drawn anew for intervals."""
        return Resampling(self.draws, self.source, self.seed)


def beside(name: str, table: Table, study: Study, resampling: Resampling, made: Callable[[Study], Table]) -> Table:
    """The table with what 95 % of the draws lie between, for each of its measured columns: ``low`` and ``high`` where
    that is one of ties, else after the column's name. ``made`` makes the table of other codings.

    Raises `NetworkOptionError` for windows that each draw has otherwise, `kg.errors.NetworkShapeError` for ties of
    combined levels."""
    if MEASURED[name] == ("weight",):
        check_amounts(study.options.aggregation, "an interval")
    if "start" in table.columns:
        _check_windows(study)
    names = [column for column in MEASURED[name] if column in table.columns]
    keys = [column for column in KEYS if column in table.columns]

    def measured(codings: Codings) -> dict[Hashable, float]:
        other = made(replace(study, codings=codings))
        return {
            (*_at(other, row, keys), each): math.nan if value is None else float(value)
            for row in other.rows
            for each, value in zip(names, _at(other, row, names), strict=True)
        }

    def absent(key: Hashable) -> float:
        return math.nan if isinstance(key, tuple) and key[-1] in NONE else 0.0

    found = intervals(
        study.codings, measured, resampling.draws, absent=absent, source=resampling.source, seed=resampling.seed
    )

    def ends(row: tuple[Value, ...], name: str) -> tuple[float | None, float | None]:
        key = (*_at(table, row, keys), name)
        if key in found:
            return found[key].low, found[key].high
        # No draw has it.
        never = None if name in NONE or _at(table, row, [name]) == (None,) else 0.0
        return never, never

    rows = [(*row, *(end for each in names for end in ends(row, each))) for row in table.rows]
    bounds = [f"{each}_{end}" if names != ["weight"] else end for each in names for end in ("low", "high")]
    return Table((*table.columns, *bounds), tuple(rows))


def _check_windows(study: Study) -> None:
    """See that a window of a draw is one of the table: those of so many events end where the draw's events do."""
    if study.options.window == "events":
        detail = "draws have other events, so there are no intervals; ask for windows of time, or for no draws"
        raise NetworkOptionError(option="window", value="events", detail=detail)


def _at(table: Table, row: tuple[Value, ...], columns: Sequence[str]) -> tuple[Value, ...]:
    return tuple(row[table.columns.index(column)] for column in columns)


def fellows(study: Study, networks: tuple[Network, ...], resampling: Resampling) -> list[dict[str, float | None]]:
    """For each network and label, in how many of the draws it is in one community with each of those that it is with
    in the network, on average; None for who is alone.

    Raises `NetworkOptionError` for windows that each draw has otherwise.
    """
    import numpy as np

    _check_windows(study)
    usual = [group_of(communities(network, seed=resampling.seed)) for network in networks]
    at = {network.window: n for n, network in enumerate(networks)}
    often: list[NDArray[np.float64]] = [np.zeros((len(each.rows), len(each.rows))) for each in networks]
    for other in resampled(study.codings, resampling.draws, source=resampling.source, seed=resampling.seed):
        for network in counted(study, other):
            if (n := at.get(network.window)) is None:
                continue
            groups = group_of(communities(network, seed=resampling.seed))
            numbers = np.array([int(groups.get(label, -place)) for place, label in enumerate(networks[n].rows, 1)])
            often[n] += numbers[:, None] == numbers[None, :]
    told = []
    for network, groups, times in zip(networks, usual, often, strict=True):
        numbers = np.array([int(groups[label]) for label in network.rows])
        shares: dict[str, float | None] = {}
        for n, label in enumerate(network.rows):
            others = np.flatnonzero((numbers == numbers[n]) & (np.arange(len(numbers)) != n))
            shares[label] = float(times[n, others].mean()) / resampling.draws if len(others) else None
        told.append(shares)
    return told
