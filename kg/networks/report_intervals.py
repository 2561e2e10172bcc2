"""The options of reports, and intervals for their numbers: the report is repeated for resampled codings."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Integral
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import NetworkOptionError
from kg.errors.checking import check_count, check_number
from kg.networks.codings import Codings
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

__all__ = ["DEALT", "MEASURED", "ReportOptions", "Resampling", "community_shares", "with_intervals"]

DEALT: Final = 99
"""The default number of permutations of stances."""

KEYS: Final = ("start", "stop", "label", "row", "column", "coalition", "what", "name")
"""The columns that identify a row of a report."""

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
"""The columns of each report that get intervals; communities and points have intervals of their own."""

UNDEFINED: Final = frozenset({"constraint", "effective_size", "change", "cleavage", "polarisation"})
"""The columns that have no value for a row that a draw does not have; all others have 0."""


@dataclass(frozen=True, slots=True)
class Resampling:
    """How often codings are resampled, what is resampled, and the seed."""

    draws: int
    source: str
    seed: int


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The options of reports besides the study. ``draws`` above 0 gives intervals by resampling ``source``
    (`kg.networks.measures.resampling.SOURCES`); ``dealt`` is the number of permutations of stances in tests against
    chance. Both are reproducible by ``seed``. ``alpha`` is the significance level of the backbone; ``distance`` is that
    of phases, ``anchor`` and ``dimensions``, 1 or 2, those of ideal points.

    Raises `kg.errors.ParameterValueError` for a number out of range."""

    draws: int = 0
    dealt: int = DEALT
    source: str = "both"
    seed: int = 0
    alpha: float = 0.05
    distance: str = "absdiff"
    anchor: str | None = None
    dimensions: int = 1

    def __post_init__(self) -> None:
        for name in ("draws", "dealt", "seed"):
            check_count(name, getattr(self, name), "a whole number from 0 on", 0)
        check_number("alpha", self.alpha, "a number from 0 to 1", 0, 1)
        check_number("dimensions", self.dimensions, "1 or 2", 1, 2, Integral)

    @property
    def resampling(self) -> Resampling:
        """How codings are resampled for intervals."""
        return Resampling(self.draws, self.source, self.seed)


def with_intervals(
    name: str, table: Table, study: Study, resampling: Resampling, make_table: Callable[[Study], Table]
) -> Table:
    """The table with a 95 % interval of the draws for each of its measured columns: columns ``low`` and ``high`` for
    the weights of ties, else prefixed with the column's name. ``make_table`` makes the same table of a study with
    resampled codings.

    Raises `NetworkOptionError` for windows that differ between draws, `kg.errors.NetworkShapeError` for ties of
    combined levels."""
    if MEASURED[name] == ("weight",):
        check_amounts(study.options.aggregation, "an interval")
    if "start" in table.columns:
        _check_windows(study)
    names = [column for column in MEASURED[name] if column in table.columns]
    keys = [column for column in KEYS if column in table.columns]

    def measured(codings: Codings) -> dict[Hashable, float]:
        resampled_table = make_table(replace(study, codings=codings))
        return {
            (*_cells(resampled_table, row, keys), column): math.nan if value is None else float(value)
            for row in resampled_table.rows
            for column, value in zip(names, _cells(resampled_table, row, names), strict=True)
        }

    def absent(key: Hashable) -> float:
        return math.nan if isinstance(key, tuple) and key[-1] in UNDEFINED else 0.0

    interval_of = intervals(
        study.codings, measured, resampling.draws, absent=absent, source=resampling.source, seed=resampling.seed
    )

    def interval_ends(row: tuple[Value, ...], name: str) -> tuple[float | None, float | None]:
        key = (*_cells(table, row, keys), name)
        if key in interval_of:
            return interval_of[key].low, interval_of[key].high
        # No draw has it.
        value = None if name in UNDEFINED or _cells(table, row, [name]) == (None,) else 0.0
        return value, value

    rows = [(*row, *(bound for column in names for bound in interval_ends(row, column))) for row in table.rows]
    bounds = [f"{column}_{bound}" if names != ["weight"] else bound for column in names for bound in ("low", "high")]
    return Table((*table.columns, *bounds), tuple(rows))


def _check_windows(study: Study) -> None:
    """Refuse windows of a number of events: their ends depend on the events of each draw, so that draws do not match
    the table."""
    if study.options.window == "events":
        detail = "draws have other events, so there are no intervals; ask for windows of time, or for no draws"
        raise NetworkOptionError(option="window", value="events", detail=detail)


def _cells(table: Table, row: tuple[Value, ...], columns: Sequence[str]) -> tuple[Value, ...]:
    return tuple(row[table.columns.index(column)] for column in columns)


def community_shares(
    study: Study, networks: tuple[Network, ...], resampling: Resampling
) -> list[dict[str, float | None]]:
    """For each network, by label, how stable its place is: the share of draws in which it shares a community with
    another member of its community in the network, on average over these members; None for a label that is alone.

    Raises `NetworkOptionError` for windows that differ between draws.
    """
    import numpy as np

    _check_windows(study)
    original = [group_of(communities(network, seed=resampling.seed)) for network in networks]
    index_of_window = {network.window: n for n, network in enumerate(networks)}
    times_together: list[NDArray[np.float64]] = [np.zeros((len(each.rows), len(each.rows))) for each in networks]
    for resampled_codings in resampled(study.codings, resampling.draws, source=resampling.source, seed=resampling.seed):
        for network in counted(study, resampled_codings):
            if (n := index_of_window.get(network.window)) is None:
                continue
            groups = group_of(communities(network, seed=resampling.seed))
            numbers = np.array([int(groups.get(label, -place)) for place, label in enumerate(networks[n].rows, 1)])
            times_together[n] += numbers[:, None] == numbers[None, :]
    result = []
    for network, groups, together in zip(networks, original, times_together, strict=True):
        numbers = np.array([int(groups[label]) for label in network.rows])
        shares: dict[str, float | None] = {}
        for n, label in enumerate(network.rows):
            others = np.flatnonzero((numbers == numbers[n]) & (np.arange(len(numbers)) != n))
            shares[label] = float(together[n, others].mean()) / resampling.draws if len(others) else None
        result.append(shares)
    return result
