"""Explain coalitions: the issues that unite them and divide them from others, and the members with ties outside."""

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
    """An issue and the side that a coalition takes: ``for``, ``against``, or ``both`` if as many are for as against.

    ``share`` is the share of the coalition's internal agreement, or of its conflict with others, that is about this
    issue; ``members`` is how many have taken that side.
    """

    issue: str
    side: str
    share: float
    members: int


@dataclass(frozen=True, slots=True)
class Between:
    """A member that also agrees with outsiders: ``outside`` is their share of its agreement, ``with_`` the number (from
    1) of the other coalition that it agrees with most."""

    label: str
    outside: float
    with_: int


@dataclass(frozen=True, slots=True)
class Coalition:
    """A group of actors. ``held_by`` are the issues that its members agree on, ``divided_by`` those that they dispute
    with others, the largest share first; ``between`` its members that agree with outsiders, those with the largest
    share first. ``cohesion`` is the share of agreement in all internal ties, None without any.
    """

    number: int
    members: tuple[str, ...]
    cohesion: float | None
    held_by: tuple[Bond, ...]
    divided_by: tuple[Bond, ...]
    between: tuple[Between, ...]


def coalitions(table: Sides, groups: Sequence[Sequence[str]], *, most: int = 5) -> tuple[Coalition, ...]:
    """Explain groups of actors, such as communities, by the sides that their members took; with at most ``most`` issues
    of each kind and members with ties outside. Groups of one actor are left out, but counted in the numbering."""
    import numpy as np

    index_of = {label: n for n, label in enumerate(table.rows)}
    member_indices = [
        np.array([index_of[label] for label in members if label in index_of], dtype=int) for members in groups
    ]
    agreeing, disagreeing = agreement(table)
    group_of = {int(i): n for n, members in enumerate(member_indices, 1) for i in members}
    found = []
    for n, (members, indices) in enumerate(zip(groups, member_indices, strict=True), 1):
        if len(indices) < 2:
            continue
        inside = np.ix_(indices, indices)
        agreed, disputed = float(agreeing[inside].sum()), float(disagreeing[inside].sum())
        cohesion = agreed / (agreed + disputed) if agreed + disputed else None
        held_by, divided_by = _uniting_and_dividing(table, indices)
        between = _between(table, agreeing, indices, group_of, n)
        found.append(Coalition(n, tuple(members), cohesion, held_by[:most], divided_by[:most], between[:most]))
    return tuple(found)


def _uniting_and_dividing(table: Sides, members: NDArray[np.int_]) -> tuple[tuple[Bond, ...], tuple[Bond, ...]]:
    """The issues by their share of the internal agreement, and by their share of the conflict with all others."""
    import numpy as np

    outsiders = np.setdiff1d(np.arange(len(table.rows)), members)
    pro, contra = table.pro[members], table.contra[members]
    inner = _products_of_pairs(pro) + _products_of_pairs(contra)
    outer = pro.sum(axis=0) * table.contra[outsiders].sum(axis=0) + contra.sum(axis=0) * table.pro[outsiders].sum(
        axis=0
    )
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


def _products_of_pairs(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each column, the sum over pairs of different rows of the products of their counts."""
    import numpy as np

    return np.asarray((counts.sum(axis=0) ** 2 - (counts**2).sum(axis=0)) / 2)


def _between(
    table: Sides, agreeing: NDArray[np.float64], members: NDArray[np.int_], group_of: Mapping[int, int], own_group: int
) -> tuple[Between, ...]:
    go_betweens = []
    for i in members.tolist():
        agreement_by_group: dict[int, float] = {}
        for j, weight in enumerate(agreeing[i].tolist()):
            if weight and j in group_of:
                agreement_by_group[group_of[j]] = agreement_by_group.get(group_of[j], 0.0) + weight
        outside = {group: weight for group, weight in agreement_by_group.items() if group != own_group}
        if outside:
            closest_group = max(outside, key=lambda group: (outside[group], -group))
            go_betweens.append(
                Between(table.rows[i], sum(outside.values()) / sum(agreement_by_group.values()), closest_group)
            )
    return tuple(sorted(go_betweens, key=lambda each: (-each.outside, each.label)))
