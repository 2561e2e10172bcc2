"""Polarisation in time, and whether chance would give as much: `kg.networks.polarisation` of each window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.networks.coding import Coding, Codings
from kg.networks.measures.resampling import by_chance
from kg.networks.network import Network, Window
from kg.networks.options import Options

if TYPE_CHECKING:
    import numpy as np

    from kg.networks.polarisation import Polarisation

__all__ = ["Polarised", "polarisations"]

STARTS: Final = 3
"""From so many divisions the best one is looked for, in what was said as in what is dealt out."""


@dataclass(frozen=True, slots=True)
class Polarised:
    """The ``score`` of the two ``camps`` that fit best. ``expected`` is the mean score where, on each issue, the
    stances that were taken are dealt out to the same speakers by chance, ``p`` how often chance gives as much (never
    0); both are None where nothing was dealt. ``window`` is None for the whole time; ``counted`` are the codings in
    it."""

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
) -> Iterator[Polarised]:
    """The polarisation of the actors of the options over what they speak of, for each of the windows (None: the whole
    time), in their order. Congruence and conflict are by average activity. Who agrees and disputes with nobody is in no
    camp; windows in which nobody does have none, and 0."""
    import numpy as np

    for n, window in enumerate(windows):
        inside = codings if window is None else codings.between(window.start, window.stop)
        random = np.random.default_rng((seed, n))
        networks = _ties(inside, options)
        if networks is None:
            yield Polarised(window, len(inside.rows), 0.0, None, None, ())
            continue
        found = _best(networks, options, seed)
        dealt = []
        for _ in range(draws):
            ties = _ties(replace(inside, rows=_dealt(inside.rows, options, random)), options)
            dealt.append(_best(ties, options, seed).score if ties else 0.0)
        camps = _camps(found, _tied(*networks))
        yield Polarised(window, len(inside.rows), found.score, *by_chance(found.score, dealt), camps)


def _ties(codings: Codings, options: Options) -> tuple[Network, Network] | None:
    from kg.networks.counting.series import networks

    found: list[Network] = []
    for aggregation in ("congruence", "conflict"):
        of = replace(
            options, mode="one-mode", aggregation=aggregation, normalisation="average", window="no", kernel="no"
        )
        found += networks(codings, of)
    if len(found) != 2 or not any(_tied(found[0], found[1])):
        return None
    return found[0], found[1]


def _tied(congruence: Network, conflict: Network) -> list[bool]:
    """Of each actor whether it agrees or disputes with another one."""
    import numpy as np

    ties = np.abs(congruence.weights) + np.abs(conflict.weights)
    np.fill_diagonal(ties, 0)
    return [bool(each) for each in ties.any(axis=1)]


def _best(networks: tuple[Network, Network], options: Options, seed: int) -> Polarisation:
    from kg.networks.polarisation import polarisation

    return polarisation(*networks, starts=STARTS, seed=seed, as_dna=options.as_dna)


def _dealt(rows: Sequence[Coding], options: Options, random: np.random.Generator) -> tuple[Coding, ...]:
    """The same rows with the stances on each column dealt out anew among those who took one."""
    of: dict[object, list[int]] = {}
    for n, row in enumerate(rows):
        of.setdefault(row.values.get(options.variable2), []).append(n)
    name = options.qualifier or ""
    found = list(rows)
    for places in of.values():
        for place, other in zip(places, random.permutation(places).tolist(), strict=True):
            if name in rows[other].values:
                values = {**rows[place].values, name: rows[other].values[name]}
                found[place] = replace(rows[place], values=values)
    return tuple(found)


def _camps(found: Polarisation, tied: Sequence[bool]) -> tuple[tuple[str, ...], ...]:
    own = [(label, camp) for label, camp, is_tied in zip(found.labels, found.camps, tied, strict=True) if is_tied]
    return tuple(tuple(label for label, camp in own if camp == each) for each in dict.fromkeys(camp for _, camp in own))
