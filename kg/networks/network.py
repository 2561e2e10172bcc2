"""A network: labelled rows and columns, and a weight for each pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Network", "Window"]


@dataclass(frozen=True, slots=True)
class Window:
    """The time that a network is about: ``start`` and ``stop`` inclusive, ``middle`` what it is named for."""

    start: datetime
    middle: datetime
    stop: datetime


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """``weights`` has the shape (rows, columns), float64, in the order of the labels. A one-mode network has the same
    labels for both. ``support`` are the indices (into the codings that were counted) that a non-zero cell rests on, by
    (row, column), looked up when asked for. ``counted`` is how many codings entered. ``aggregation`` says what was done
    with the qualifier, ``integer`` that every weight is a whole number by its nature."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    weights: NDArray[np.float64]
    one_mode: bool
    directed: bool = False
    window: Window | None = None
    counted: int = 0
    support: Mapping[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)
    aggregation: str = "ignore"
    integer: bool = False
