"""The polarisation of a debate in each window (`kg.networks.polarisation`), with a test against chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.networks.codings import Coding, Codings
from kg.networks.measures.cleavage import Division
from kg.networks.measures.resampling import by_confidence, chance_test
from kg.networks.network import Network, Window
from kg.networks.options import Options

if TYPE_CHECKING:
    import numpy as np

    from kg.networks.polarisation import Polarisation

__all__ = ["polarisations"]

RANDOM_STARTS: Final = 3
"""The random starts of each search for the best division, for observed and permuted codings alike."""


def polarisations(
    codings: Codings,
    options: Options,
    windows: Iterable[Window | None] = (None,),
    *,
    draws: int = 99,
    seed: int = 0,
    confident: bool = False,
) -> Iterator[Division]:
    """The polarisation of ``options.variable1`` over ``options.variable2``, for each of the windows (None: the whole
    time), in their order. Congruence and conflict are normalised by average activity. Actors without ties are in no
    camp and leave the score as it is, except in DNA (``as_dna``), where they count as members of camps; windows without
    ties have no camps and a score of 0. ``confident``: ties are multiplied by the mean confidence of their codings."""
    import numpy as np

    for n, window in enumerate(windows):
        codings_in_window = codings if window is None else codings.between(window.start, window.stop)
        random = np.random.default_rng((seed, n))
        networks = _congruence_and_conflict(codings_in_window, options, confident)
        if networks is None:
            yield Division(window, len(codings_in_window.rows), 0.0, None, None, ())
            continue
        observed = _best_division(networks, options, seed)
        permuted_scores = []
        for _ in range(draws):
            rows = _with_permuted_stances(codings_in_window.rows, options, random)
            permuted_networks = _congruence_and_conflict(replace(codings_in_window, rows=rows), options, confident)
            permuted_scores.append(_best_division(permuted_networks, options, seed).score if permuted_networks else 0.0)
        expected, p = chance_test(observed.score, permuted_scores)
        camps = _camps_of_tied(observed, _has_tie(*networks))
        yield Division(window, len(codings_in_window.rows), observed.score, expected, p, camps)


def _congruence_and_conflict(codings: Codings, options: Options, confident: bool) -> tuple[Network, Network] | None:
    """The networks of congruence and of conflict between the actors with ties (in DNA: between all actors); None if
    there is no tie."""
    from kg.networks.counting.series import networks

    counted: list[Network] = []
    for aggregation in ("congruence", "conflict"):
        counting_options = replace(
            options, mode="one-mode", aggregation=aggregation, normalisation="average", window="no", kernel="no"
        )
        counted += networks(codings, counting_options)
    counted = [by_confidence(network, codings) for network in counted] if confident else counted
    if len(counted) != 2 or not any(has_tie := _has_tie(counted[0], counted[1])):
        return None
    congruence, conflict = counted if options.as_dna else (_subnetwork(network, has_tie) for network in counted)
    return congruence, conflict


def _has_tie(congruence: Network, conflict: Network) -> list[bool]:
    """For each actor, whether it is tied to another one in either network."""
    import numpy as np

    ties = np.abs(congruence.weights) + np.abs(conflict.weights)
    np.fill_diagonal(ties, 0)
    return [bool(is_tied) for is_tied in ties.any(axis=1)]


def _subnetwork(network: Network, is_included: Sequence[bool]) -> Network:
    """A one-mode network of some of its actors."""
    import numpy as np

    indices = np.flatnonzero(is_included)
    labels = tuple(network.rows[index] for index in indices)
    return replace(network, rows=labels, columns=labels, weights=network.weights[np.ix_(indices, indices)], support={})


def _best_division(networks: tuple[Network, Network], options: Options, seed: int) -> Polarisation:
    from kg.networks.polarisation import polarisation

    return polarisation(*networks, starts=RANDOM_STARTS, seed=seed, as_dna=options.as_dna)


def _with_permuted_stances(
    codings: Sequence[Coding], options: Options, random: np.random.Generator
) -> tuple[Coding, ...]:
    """The codings with the stances on each issue permuted among its codings."""
    by_issue: dict[object, list[int]] = {}
    for n, coding in enumerate(codings):
        by_issue.setdefault(coding.values.get(options.variable2), []).append(n)
    qualifier = options.qualifier or ""
    permuted = list(codings)
    for indices in by_issue.values():
        for index, donor in zip(indices, random.permutation(indices).tolist(), strict=True):
            if qualifier in codings[donor].values:
                values = {**codings[index].values, qualifier: codings[donor].values[qualifier]}
                permuted[index] = replace(codings[index], values=values)
    return tuple(permuted)


def _camps_of_tied(division: Polarisation, has_tie: Sequence[bool]) -> tuple[tuple[str, ...], ...]:
    """The labels of each camp, without actors that have no tie; in the order in which camps and labels appear."""
    members: dict[int, list[str]] = {}
    for label, camp, is_tied in zip(division.labels, division.camps, has_tie, strict=True):
        if is_tied:
            members.setdefault(camp, []).append(label)
    return tuple(map(tuple, members.values()))
