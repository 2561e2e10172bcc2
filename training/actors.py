"""Learn the weights of name comparisons: ``python -m training.actors``.

Every comparison that resolution makes among the training sightings of ``tests/gold/actors`` becomes an example: two
actors with full names, or a short name and the actors that it may mean. A logistic regression for persons, one for
bodies and a conditional logit for short names weigh the features of `kg.resolve.likeness.compare`. Their weights stay
close to a prior (``PRIOR``) unless the examples speak against it, since examples are few for much that sets two people
apart. That a wrong join costs more than a missed one is in the thresholds, not in the probabilities. The result is
``kg/resolve/likeness/weights.json``, the same for the same sightings. The blind part of the sightings is never read.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.evaluate.actors import Part, Sighting, facts_of, load_sightings
from kg.resolve import Candidate, Claim, Name, resolve_unit, short_key
from kg.resolve.describing import as_called
from kg.resolve.likeness.weighing import CHOICE, FILE, SIGNS
from kg.resolve.names.short_names import compared_actors
from kg.resolve.variants import compared, sort_of
from training.places import GOLD

__all__ = ["examples", "fit_sorts", "main", "weights_file"]

SIGHTINGS = GOLD / "actors" / "sightings.jsonl"
SILVER = SIGHTINGS.with_name("coreference.jsonl")
PENALTY = 0.5
"""The cost of a squared distance of 1 from the prior."""
BIAS = "bias"
LEARNED_FROM = frozenset({Part.TUNE, Part.HELD})
PAIRS = ("person", "body")
PRIOR = {
    "person": {BIAS: 3.0, "later part": -1.0, "nickname": 0.0, "part": -0.5, "initial": 0.0, "spelling": -0.5,
               "numeral": -1.5, "article": -4.0, "suffix": -5.0, "same country": 1.0, "other country": -4.0,
               "same title": 1.5, "other title": -0.5, "years apart": -1.0, "same years": 0.0},
    "body": {BIAS: 2.0, "common words": 0.5, "part": -2.0, "spelling": -1.0, "same country": 1.0,
             "other country": -4.0, "country near": 0.5, "country far": -1.0, "years apart": -1.0, "same years": 0.0},
    CHOICE: {BIAS: 1.5, "short": 0.0, "spelling": -1.0, "initial": 1.0, "same country": 2.5, "other country": -4.0,
             "country near": 1.0, "country far": -0.5, "same title": 4.5, "other title": -1.5, "years apart": -2.0,
             "same years": 1.0, "documents": 2.0, "only": 2.5, "nothing known": 1.5, "in office": 1.5,
             "known by office": 0.5},
}  # fmt: skip
FIXED = {"only": 2.5, "nothing known": 1.5, "suffix": -5.0, "article": -4.0}
"""Weights that are not learned. How often a name that only one actor of a collection has means somebody else depends on
the collection: seldom in one about a single matter, more often in twenty years of news, which would teach too much of
it. Where no date and no state is known, their average effect stands in. There are too few fathers and sons."""
THRESHOLDS = {"join": 0.55, "doubt": 0.3}
DIGITS = 2

type Weighing = Callable[[Mapping[str, float]], float]
type Pair = tuple[str, Mapping[str, float], bool]
"""The sort (person, body), the features of the comparison, and whether the two are one actor."""
type Choice = tuple[list[Mapping[str, float]], int | None]
"""The features of each actor that a short name may mean, and the place of the one it means; None for somebody else."""


def examples(sightings: Sequence[Sighting]) -> tuple[list[Pair], list[Choice]]:
    """The comparisons of full names, and those of short names with the actors that they may mean."""
    names, posts, entities = _names(sightings)
    units: dict[str, Counter[Name]] = defaultdict(Counter)
    for name, count in names.items():
        units[name.unit][name] += count
    candidates_by_key: dict[str, list[Candidate]] = defaultdict(list)
    entities_of_actor: dict[str, Counter[str]] = defaultdict(Counter)
    for names_of_unit in units.values():
        unit = resolve_unit(names_of_unit, posts)
        for name, outcome in unit.outcomes.items():
            entities_of_actor[outcome.actor or ""].update(entities[name])
        for candidate in unit.candidates:
            candidates_by_key[candidate.key].append(candidate)
    entity_by_actor = {actor: found.most_common(1)[0][0] for actor, found in entities_of_actor.items()}
    pairs: list[Pair] = [
        (sort_of(key), features, entity_by_actor[first] == entity_by_actor[second])
        for key in sorted(candidates_by_key)
        for (first, second), (features, _) in compared(candidates_by_key[key]).items()
        if "apart" not in features
    ]
    choices: list[Choice] = []
    for name in sorted(names):
        if name.short and not name.gazetteer and not name.is_post:
            # Forms of one full name count as one actor here: only the choice among actors is learned.
            key = short_key(name.type, name.short)
            candidates = [
                replace(each, actor=entity_by_actor[each.actor] if each.actor else "")
                for each in candidates_by_key[key]
            ]
            options = compared_actors(name, candidates)
            for entity, count in entities[name].items():
                place_of_right = list(options).index(entity) if entity in options else None
                choices += [(list[Mapping[str, float]](options.values()), place_of_right)] * (count if options else 0)
    return pairs, choices


def _names(
    sightings: Sequence[Sighting],
) -> tuple[Counter[Name], dict[Name, set[str]], dict[Name, Counter[str]]]:
    """How often each name is used, its posts, and how often it names each actor."""
    names: Counter[Name] = Counter()
    posts: dict[Name, set[str]] = defaultdict(set)
    entities: dict[Name, Counter[str]] = defaultdict(Counter)
    for sighting in sightings:
        claims: dict[str, Claim] = {claim.local: claim for claim in as_called(facts_of([sighting]), sighting.year)}
        if (name := claims[sighting.actor.id].name) is not None:
            names[name] += 1
            posts[name].update(claims[sighting.actor.id].posts)
            entities[name][sighting.entity] += 1
    return names, posts, entities


def fit_sorts(pairs: Sequence[Pair], choices: Sequence[Choice]) -> dict[str, Any]:
    """Bias and weights of each sort."""
    losses = {sort: _pair_loss([(row, is_one) for name, row, is_one in pairs if name == sort]) for sort in PAIRS}
    losses[CHOICE] = _choice_loss(choices)
    sorts = {}
    for sort, loss in losses.items():
        weights = _fit(loss, PRIOR[sort])
        sorts[sort] = {"bias": weights.pop(BIAS), "weights": weights}
    return sorts


def _pair_loss(rows: Sequence[tuple[Mapping[str, float], bool]]) -> Callable[[Weighing], float]:
    """The log loss of pairs as a function of the weights: one actor or two."""

    def loss(weigh: Weighing) -> float:
        return sum(math.log1p(math.exp(-weigh(row) if is_one else weigh(row))) for row, is_one in rows)

    return loss


def _choice_loss(rows: Sequence[Choice]) -> Callable[[Weighing], float]:
    """The log loss of short names as a function of the weights: which actor they mean; somebody else scores 0."""

    def loss(weigh: Weighing) -> float:
        total = 0.0
        for options, means in rows:
            scores = [weigh(row) for row in options]
            right = 0.0 if means is None else scores[means]
            total += math.log(1 + sum(map(math.exp, scores))) - right
        return total

    return loss


def _fit(loss: Callable[[Weighing], float], prior: Mapping[str, float]) -> dict[str, float]:
    """The weights of least loss, with a penalty for their distance from the prior."""
    import numpy as np
    from scipy.optimize import minimize

    names = sorted(prior.keys() - FIXED.keys())

    def penalized(values: Iterable[float]) -> float:
        weights = {**FIXED, **dict(zip(names, values, strict=True))}
        distance = sum((weights[name] - prior[name]) ** 2 for name in names)

        def weigh(row: Mapping[str, float]) -> float:
            return weights[BIAS] + sum(weights[name] * value for name, value in row.items() if name not in SIGNS)

        return loss(weigh) + PENALTY * distance

    optimum = minimize(penalized, np.array([prior[name] for name in names]), method="L-BFGS-B")
    values = {name: round(float(value), DIGITS) for name, value in zip(names, optimum.x, strict=True)}
    return dict(sorted({**values, **{name: FIXED[name] for name in FIXED if name in prior}}.items()))


def weights_file() -> dict[str, Any]:
    """The content of ``weights.json``, learned from the training sightings."""
    sightings = [one for one in load_sightings(SIGHTINGS) if one.part in LEARNED_FROM]
    silver = load_sightings(SILVER)
    pairs, choices = examples(sightings)
    more_pairs, more_choices = examples(silver)
    pairs, choices = pairs + more_pairs, choices + more_choices
    origin = {
        "by": "python -m training.actors",
        "from": f"{len(sightings)} sightings sorted by a person, {len(silver)} by coreference",
        "comparisons": f"{len(pairs)} of full names, {len(choices)} of short names with whom they may mean",
    }
    return {"learned": origin, "sorts": fit_sorts(pairs, choices), "thresholds": THRESHOLDS}


def main() -> None:
    """The command."""
    FILE.write_text(json.dumps(weights_file(), indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
