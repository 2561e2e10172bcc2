"""Counts for a bar plot: how often each label was coded at each level of a qualifier."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.networks.codings import Codings, Value
from kg.networks.counting.selecting import select
from kg.networks.counting.tally import tally
from kg.networks.options import Aggregation, Options

__all__ = ["Bars", "bars"]


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """``counts`` of codings by label and level. Without a qualifier the only level is 1."""

    labels: tuple[str, ...]
    levels: tuple[Value, ...]
    counts: NDArray[np.int64]


def bars(codings: Codings, options: Options) -> Bars:
    """The bars of ``variable1``. Codings are duplicates if they share its value and the qualifier's; ``variable2`` is
    ignored."""
    aggregation: Aggregation = "ignore" if options.qualifier is None else "subtract"
    options = replace(options, variable2=options.variable1, aggregation=aggregation, mode="two-mode", kernel="no")
    counted = tally(codings, options, select(codings, options))
    levels = (1,) if counted.level_kind == "none" else counted.level_values
    counts = np.zeros((len(counted.row_labels), len(levels)), dtype=np.int64)
    np.add.at(counts, (counted.rows, counted.levels), 1)
    return Bars(counted.row_labels, levels, counts)
