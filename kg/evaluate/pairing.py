"""Pair the items of two lists one to one: a maximum bipartite matching."""

from __future__ import annotations

from collections.abc import Callable, Sequence

__all__ = ["largest_pairing"]


def largest_pairing[A, B](left: Sequence[A], right: Sequence[B], fits: Callable[[A, B], bool]) -> list[tuple[int, int]]:
    """A largest set of index pairs whose items fit, each index in at most one pair, in the order of ``left``.

    >>> largest_pairing("ab", ["ab", "a"], lambda letter, word: letter in word)
    [(0, 1), (1, 0)]
    """
    partners = [[j for j, b in enumerate(right) if fits(a, b)] for a in left]
    partner_of: dict[int, int] = {}
    for start in range(len(left)):
        _augment(start, partners, partner_of)
    return sorted((i, j) for j, i in partner_of.items())


def _augment(start: int, partners: Sequence[Sequence[int]], partner_of: dict[int, int]) -> None:
    """Give ``start`` a partner if an augmenting path (Berge 1957), searched breadth first, exists."""
    reached_from: dict[int, int] = {}
    queue = [start]
    while queue:
        i = queue.pop(0)
        for j in partners[i]:
            if j in reached_from:
                continue
            reached_from[j] = i
            if j not in partner_of:
                _flip(j, start, reached_from, partner_of)
                return
            queue.append(partner_of[j])


def _flip(free: int, start: int, reached_from: dict[int, int], partner_of: dict[int, int]) -> None:
    """Change partners along the augmenting path from ``start`` to the ``free`` one."""
    partner_before = {i: j for j, i in partner_of.items()}
    while True:
        i = reached_from[free]
        earlier_partner = partner_before.get(i)
        partner_of[free] = i
        if i == start or earlier_partner is None:
            return
        free = earlier_partner
