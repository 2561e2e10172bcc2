"""What holds a coalition together, what divides it from others, and who stands between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.networks.measures.sides import Sides, agreement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Between", "Bond", "Coalition", "coalitions"]


@dataclass(frozen=True, slots=True)
class Bond:
    """An issue and the side that a coalition takes: ``for``, ``against``, or ``both`` where as many are for as against.

    ``share`` is the part of the coalition's inner agreement, or of its conflict with others, that is about this issue;
    ``members`` of it have taken that side.
    """

    issue: str
    side: str
    share: float
    members: int


@dataclass(frozen=True, slots=True)
class Between:
    """A member that agrees with outsiders, too: ``outside`` is the share of its agreement that is with them, ``with_``
    the number of the coalition (from 1) that it agrees with most."""

    label: str
    outside: float
    with_: int


@dataclass(frozen=True, slots=True)
class Coalition:
    """A group of actors. ``held_by`` are the issues that hold it together, ``divided_by`` those that set it against
    others, the strongest first; ``between`` its members with ties outside, those with most of them first.
    ``cohesion`` is the share of what its members say of one another's issues that agrees (None where they share none).
    """

    number: int
    members: tuple[str, ...]
    cohesion: float | None
    held_by: tuple[Bond, ...]
    divided_by: tuple[Bond, ...]
    between: tuple[Between, ...]


def coalitions(table: Sides, groups: Sequence[Sequence[str]], *, most: int = 5) -> tuple[Coalition, ...]:
    """Explain groups of actors, such as communities, by what their members said; ``most`` bonds and go-betweens each.

    Groups of one actor are left out; they keep their number.
    """
    import numpy as np

    at = {label: n for n, label in enumerate(table.rows)}
    places = [np.array([at[label] for label in members if label in at], dtype=int) for members in groups]
    together, apart = agreement(table)
    number = {int(i): n for n, members in enumerate(places, 1) for i in members}
    found = []
    for n, (members, here) in enumerate(zip(groups, places, strict=True), 1):
        if len(here) < 2:
            continue
        inside = np.ix_(here, here)
        same, different = float(together[inside].sum()), float(apart[inside].sum())
        cohesion = same / (same + different) if same + different else None
        held, divided = _bonds(table, here)
        between = _between(table, together, here, number, n)
        found.append(Coalition(n, tuple(members), cohesion, held[:most], divided[:most], between[:most]))
    return tuple(found)


def _bonds(table: Sides, here: NDArray[np.int_]) -> tuple[tuple[Bond, ...], tuple[Bond, ...]]:
    """The issues by their part of the inner agreement, and by their part of the conflict with all others."""
    import numpy as np

    others = np.setdiff1d(np.arange(len(table.rows)), here)
    pro, contra = table.pro[here], table.contra[here]
    inner = _pairs(pro) + _pairs(contra)
    outer = pro.sum(axis=0) * table.contra[others].sum(axis=0) + contra.sum(axis=0) * table.pro[others].sum(axis=0)
    counts = (pro > 0).sum(axis=0), (contra > 0).sum(axis=0)

    def ranked(weights: NDArray[np.float64]) -> tuple[Bond, ...]:
        total = float(weights.sum())
        bonds = []
        for j in np.flatnonzero(weights):
            yes, no = int(counts[0][j]), int(counts[1][j])
            side = "for" if yes > no else "against" if no > yes else "both"
            bonds.append(Bond(table.columns[j], side, float(weights[j]) / total, max(yes, no)))
        return tuple(sorted(bonds, key=lambda bond: (-bond.share, bond.issue)))

    return ranked(inner), ranked(outer)


def _pairs(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each column, the sum over pairs of different rows of the products of their counts."""
    import numpy as np

    return np.asarray((counts.sum(axis=0) ** 2 - (counts**2).sum(axis=0)) / 2)


def _between(
    table: Sides, together: NDArray[np.float64], here: NDArray[np.int_], number: Mapping[int, int], own: int
) -> tuple[Between, ...]:
    found = []
    for i in here.tolist():
        ties: dict[int, float] = {}
        for j, weight in enumerate(together[i].tolist()):
            if weight and j in number:
                ties[number[j]] = ties.get(number[j], 0.0) + weight
        outside = {group: weight for group, weight in ties.items() if group != own}
        if outside:
            most = max(outside, key=lambda group: (outside[group], -group))
            found.append(Between(table.rows[i], sum(outside.values()) / sum(ties.values()), most))
    return tuple(sorted(found, key=lambda each: (-each.outside, each.label)))
