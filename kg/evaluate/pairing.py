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
    taken_by: dict[int, int] = {}
    for start in range(len(left)):
        _augment(start, partners, taken_by)
    return sorted((i, j) for j, i in taken_by.items())


def _augment(start: int, partners: Sequence[Sequence[int]], taken_by: dict[int, int]) -> None:
    """Give ``start`` a partner if an augmenting path (Berge 1957), searched breadth first, exists."""
    came_from: dict[int, int] = {}
    waiting = [start]
    while waiting:
        i = waiting.pop(0)
        for j in partners[i]:
            if j in came_from:
                continue
            came_from[j] = i
            if j not in taken_by:
                _flip(j, start, came_from, taken_by)
                return
            waiting.append(taken_by[j])


def _flip(free: int, start: int, came_from: dict[int, int], taken_by: dict[int, int]) -> None:
    """Change partners along the augmenting path from ``start`` to the ``free`` one."""
    held = {i: j for j, i in taken_by.items()}
    while True:
        i = came_from[free]
        before = held.get(i)
        taken_by[free] = i
        if i == start or before is None:
            return
        free = before
