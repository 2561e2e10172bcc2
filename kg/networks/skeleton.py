"""The skeleton of a debate: the few concepts that give nearly the same network as all of them.

After Leifeld and Henrichsen (2023), who call it the backbone; here a backbone consists of ties
(`kg.networks.measures.disparity`). The loss of a set of concepts is the distance between the spectra
(`kg.networks.spectrum`) of the one-mode networks over this set and over all concepts.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.errors import NetworkOptionError, NetworkVariableError
from kg.networks.codings import Codings
from kg.networks.counting.checking import checked_options
from kg.networks.counting.one_mode import one_mode
from kg.networks.counting.selecting import select
from kg.networks.counting.tally import Tally, tally
from kg.networks.options import Options
from kg.networks.spectrum import spectral_loss, spectrum

__all__ = ["Skeleton", "Step", "annealed_skeleton", "nested_skeleton", "skeleton_losses"]

type Chosen = frozenset[int]
"""Concepts, by their indices."""


@dataclass(frozen=True, slots=True)
class Step:
    """The state after ``dropped`` were dropped: the losses of the concepts that are left (the skeleton) and of all that
    were dropped so far (the redundant ones), and the number of codings left."""

    dropped: tuple[str, ...]
    skeleton_loss: float
    redundant_loss: float
    counted: int


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A set of concepts, the others, and the losses of both, with the penalty for size if there is one."""

    skeleton: tuple[str, ...]
    redundant: tuple[str, ...]
    skeleton_loss: float
    redundant_loss: float


@dataclass(frozen=True, slots=True, eq=False)
class _Debate:
    """``loss`` gives the loss of a set of concepts, ``counted`` the number of its codings."""

    concepts: tuple[str, ...]
    loss: Callable[[Chosen], float]
    counted: Callable[[Chosen], int]

    @property
    def everything(self) -> Chosen:
        return frozenset(range(len(self.concepts)))

    def penalised(self, chosen: Chosen, penalty: float) -> float:
        """The loss, reduced exponentially with the share of concepts that are left out."""
        share = (len(self.concepts) - len(chosen)) / max(1, len(self.concepts))
        return self.loss(chosen) * math.exp(-penalty * share)

    def result(self, chosen: Chosen, penalty: float) -> Skeleton:
        rest = self.everything - chosen
        losses = self.penalised(chosen, penalty), self.penalised(rest, penalty)
        return Skeleton(self.names(chosen), self.names(rest), *losses)

    def names(self, chosen: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.concepts[place] for place in sorted(chosen))


def nested_skeleton(codings: Codings, options: Options) -> tuple[Step, ...]:
    """At each step drop the concept whose removal gives the least loss, until none is left.

    Of equal ones the last is dropped; in DNA (``as_dna``) all at once, the last first. Raises `NetworkOptionError`
    unless the options are those of a one-mode network of the whole range.
    """
    debate = _debate(codings, options)
    steps = []
    for dropped, remaining in _nested(debate, drop_all_equal=options.as_dna):
        names = tuple(debate.concepts[place] for place in dropped)
        rest = debate.everything - remaining
        steps.append(Step(names, debate.loss(remaining), debate.loss(rest), debate.counted(remaining)))
    return tuple(steps)


def skeleton_losses(codings: Codings, options: Options, skeleton: Iterable[str], penalty: float = 0.0) -> Skeleton:
    """The losses of a given set of concepts.

    Raises `NetworkVariableError` for a concept that is not coded, and what `nested_skeleton` raises.
    """
    debate = _debate(codings, options)
    places = {name: place for place, name in enumerate(debate.concepts)}
    for name in skeleton:
        if name not in places:
            raise NetworkVariableError(option="a skeleton", variable=name, known=", ".join(debate.concepts))
    return debate.result(frozenset(places[name] for name in skeleton), penalty)


def annealed_skeleton(
    codings: Codings,
    options: Options,
    size: int | None = None,
    penalty: float = 7.5,
    iterations: int = 2000,
    seed: int = 0,
) -> Skeleton:
    """The best set of ``size`` concepts that simulated annealing finds; without a size, the best proper subset by
    penalised loss.

    It starts from the nested skeleton, so it is never worse. The same seed gives the same set. Raises what
    `nested_skeleton` raises, and `NetworkOptionError` for an impossible size.
    """
    debate = _debate(codings, options)
    if size is not None and not 0 < size <= len(debate.concepts):
        raise NetworkOptionError(option="size", value=size, detail=f"there are {len(debate.concepts)} concepts")

    def cost(chosen: Chosen) -> float:
        return debate.loss(chosen) if size is not None else debate.penalised(chosen, penalty)

    generator = random.Random(seed)
    sets = [debate.everything, *(remaining for _, remaining in _nested(debate) if remaining)]
    proper = sets[1:] if size is None and len(sets) > 1 else sets
    current = best = min((chosen for chosen in proper if size is None or size == len(chosen)), key=cost)
    for iteration in range(iterations):
        heat = max(cost(best), 1e-12) * (1 - iteration / iterations)
        neighbour = _neighbour(debate, current, size is not None, generator)
        rise = cost(neighbour) - cost(current)
        if rise <= 0 or (heat > 0 and generator.random() < math.exp(-rise / heat)):
            current = neighbour
        if cost(current) < cost(best):
            best = current
    return debate.result(best, 0.0 if size is not None else penalty)


def _nested(debate: _Debate, *, drop_all_equal: bool = False) -> Iterator[tuple[list[int], Chosen]]:
    """The concepts dropped at each step, and those that are left, until none is. Of concepts whose removal gives the
    same loss the last is dropped, or with ``drop_all_equal`` all at once, the last first."""
    remaining = debate.everything
    while remaining:
        losses = {place: debate.loss(remaining - {place}) for place in remaining}
        least = min(losses.values())
        dropped = sorted((place for place, loss in losses.items() if loss == least), reverse=True)
        dropped = dropped if drop_all_equal else dropped[:1]
        remaining -= frozenset(dropped)
        yield dropped, remaining


def _neighbour(debate: _Debate, chosen: Chosen, same_size: bool, generator: random.Random) -> Chosen:
    """The set with one concept replaced; or with one added or removed, but never none or all."""
    inside, outside = sorted(chosen), sorted(debate.everything - chosen)
    if same_size:
        return chosen - {generator.choice(inside)} | {generator.choice(outside)} if outside else chosen
    other = chosen ^ {generator.choice([*inside, *outside])}
    return other if other and other != debate.everything else chosen


def _debate(codings: Codings, options: Options) -> _Debate:
    if options.mode != "one-mode":
        raise NetworkOptionError(option="mode", value=options.mode, detail="a skeleton is that of a one-mode network")
    if options.window != "no":
        raise NetworkOptionError(option="window", value=options.window, detail="a skeleton is that of the whole range")
    options = checked_options(codings, options)
    counted = tally(codings, options, select(codings, options))
    coded = np.unique(counted.columns)

    def chosen_part(chosen: Chosen) -> Tally:
        return counted.part(np.isin(counted.columns, coded[sorted(chosen)]))

    def spectrum_of(part: Tally) -> NDArray[np.float64]:
        weights = one_mode(part, options.aggregation, options.normalisation, as_dna=options.as_dna)
        return spectrum(weights, options.as_dna)

    whole = spectrum_of(counted)

    @cache
    def loss(chosen: Chosen) -> float:
        return spectral_loss(whole, spectrum_of(chosen_part(chosen)))

    return _Debate(tuple(counted.column_labels[place] for place in coded), loss, lambda part: len(chosen_part(part)))
