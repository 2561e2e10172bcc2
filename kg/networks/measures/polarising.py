"""`kg.networks.polarisation` of each window, with a test against chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.networks.coding import Coding, Codings
from kg.networks.measures.resampling import by_confidence, chance_test
from kg.networks.network import Network, Window
from kg.networks.options import Options

if TYPE_CHECKING:
    import numpy as np

    from kg.networks.polarisation import Polarisation

__all__ = ["Polarised", "polarisations"]

STARTS: Final = 3
"""The random starts of each search for the best division, for observed and permuted codings alike."""


@dataclass(frozen=True, slots=True)
class Polarised:
    """The ``score`` of the two ``camps`` that fit best. ``expected`` is the mean score when the stances on each issue
    are permuted among the actors that took one, ``p`` the share of permutations with at least this score (never 0);
    both are None without permutations. ``window`` is None for the whole time; ``counted`` is its number of codings."""

    window: Window | None
    counted: int
    score: float
    expected: float | None
    p: float | None
    camps: tuple[tuple[str, ...], ...]


def polarisations(
    codings: Codings,
    options: Options,
    windows: Iterable[Window | None] = (None,),
    *,
    draws: int = 99,
    seed: int = 0,
    confident: bool = False,
) -> Iterator[Polarised]:
    """The polarisation of ``options.variable1`` over ``options.variable2``, for each of the windows (None: the whole
    time), in their order. Congruence and conflict are normalised by average activity. Actors without ties are in no
    camp and leave the score as it is, except in DNA (``as_dna``), where they count as members of camps; windows without
    ties have no camps and a score of 0. ``confident``: ties are multiplied by the mean confidence of their codings."""
    import numpy as np

    for n, window in enumerate(windows):
        inside = codings if window is None else codings.between(window.start, window.stop)
        random = np.random.default_rng((seed, n))
        networks = _ties(inside, options, confident)
        if networks is None:
            yield Polarised(window, len(inside.rows), 0.0, None, None, ())
            continue
        found = _best(networks, options, seed)
        permuted = []
        for _ in range(draws):
            ties = _ties(replace(inside, rows=_permuted(inside.rows, options, random)), options, confident)
            permuted.append(_best(ties, options, seed).score if ties else 0.0)
        camps = _camps(found, _tied(*networks))
        yield Polarised(window, len(inside.rows), found.score, *chance_test(found.score, permuted), camps)


def _ties(codings: Codings, options: Options, confident: bool) -> tuple[Network, Network] | None:
    """The networks of congruence and conflict, between actors with ties, in DNA between all; None if they have none."""
    from kg.networks.counting.series import networks

    found: list[Network] = []
    for aggregation in ("congruence", "conflict"):
        of = replace(
            options, mode="one-mode", aggregation=aggregation, normalisation="average", window="no", kernel="no"
        )
        found += networks(codings, of)
    found = [by_confidence(network, codings) for network in found] if confident else found
    if len(found) != 2 or not any(tied := _tied(found[0], found[1])):
        return None
    congruence, conflict = found if options.as_dna else (_part(network, tied) for network in found)
    return congruence, conflict


def _tied(congruence: Network, conflict: Network) -> list[bool]:
    """For each actor whether it is tied to another in either network."""
    import numpy as np

    ties = np.abs(congruence.weights) + np.abs(conflict.weights)
    np.fill_diagonal(ties, 0)
    return [bool(each) for each in ties.any(axis=1)]


def _part(network: Network, chosen: Sequence[bool]) -> Network:
    """A one-mode network of some of its actors."""
    import numpy as np

    places = np.flatnonzero(chosen)
    labels = tuple(network.rows[place] for place in places)
    return replace(network, rows=labels, columns=labels, weights=network.weights[np.ix_(places, places)], support={})


def _best(networks: tuple[Network, Network], options: Options, seed: int) -> Polarisation:
    from kg.networks.polarisation import polarisation

    return polarisation(*networks, starts=STARTS, seed=seed, as_dna=options.as_dna)


def _permuted(rows: Sequence[Coding], options: Options, random: np.random.Generator) -> tuple[Coding, ...]:
    """The codings with the stances on each issue permuted."""
    by_issue: dict[object, list[int]] = {}
    for n, row in enumerate(rows):
        by_issue.setdefault(row.values.get(options.variable2), []).append(n)
    name = options.qualifier or ""
    found = list(rows)
    for places in by_issue.values():
        for place, other in zip(places, random.permutation(places).tolist(), strict=True):
            if name in rows[other].values:
                values = {**rows[place].values, name: rows[other].values[name]}
                found[place] = replace(rows[place], values=values)
    return tuple(found)


def _camps(found: Polarisation, tied: Sequence[bool]) -> tuple[tuple[str, ...], ...]:
    own = [(label, camp) for label, camp, is_tied in zip(found.labels, found.camps, tied, strict=True) if is_tied]
    return tuple(tuple(label for label, camp in own if camp == each) for each in dict.fromkeys(camp for _, camp in own))
