"""Learn which signs tell the state of an office or state body ("parliament"): ``python -m training.states``.

The cases are offices and bodies whose state the gold tells, though no country stands in the words around them, in
documents whose licence allows passing on what is learned. `kg.extract.roles.likely_states` describes each state that
the text names. The weights of `training.choice` are written to ``kg/extract/data/learned/likely_states.csv``: the same
for the same documents, rules and packages.

``--cross-validate`` prints how often the likeliest state is right instead.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import extract
from kg.evaluate import GoldDocument, align, load_gold
from kg.evaluate.wording import title_fits
from kg.extract.actors.cluster import CLUSTERS, Cluster
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.reader import Reader
from kg.extract.roles.likely_states import FEATURES, is_state_body, signs
from kg.extract.words.lexicon import DATA
from kg.model import ActorType
from training.choice import Choice, fit_choice, write
from training.crossvalidation import FOLDS, fold_of
from training.examples import entities_of
from training.parses import CACHE, parsed, run_components
from training.places import GOLD, SHARED

__all__ = ["Case", "cases", "fit_weights", "likeliest", "main"]

FILE = DATA / "learned" / "likely_states.csv"


@dataclass(frozen=True, slots=True)
class Case:
    """One office or state body: the signs of each state that the text names, and the place of the right one."""

    document: str
    states: tuple[Mapping[str, float], ...]
    right: int


def cases(reader: Reader, documents: Iterable[GoldDocument], cache: Path | None = CACHE) -> Iterator[Case]:
    """The cases of the documents that may be learned from, in their order."""
    for gold in documents:
        if gold.ships:
            doc = run_components(reader, parsed(reader, gold.document, cache))
            table = align(gold.facts, {"entities": entities_of(doc)})
            states = [c for c in CLUSTERS(doc) if c.type == ActorType.STATE and c.country and c.gazetteer]
            for place, holder, right_state in (*_state_bodies(doc, gold, table), *_offices(doc, gold, table)):
                described_states = signs(doc, place, states, holder)
                right = [n for n, (state, _) in enumerate(described_states) if table.get(state.id) == right_state]
                if len(described_states) > 1 and right:
                    yield Case(gold.name, tuple(row for _, row in described_states), right[0])


type Place = tuple[int, Cluster | None, str]
"""The token of an office or state body, who holds the office, and the gold's id of the state."""


def _state_bodies(doc: Any, gold: GoldDocument, table: Mapping[str, str]) -> Iterator[Place]:
    entities = gold.facts["entities"]
    for cluster in CLUSTERS(doc):
        if not is_state_body(cluster) or cluster.country or any(m.owner is not None for m in cluster.mentions):
            continue
        owners = {
            row["of"]
            for row in gold.facts.get("affiliations") or ()
            if row["member"] == table.get(cluster.id) and entities[row["of"]]["type"] == "state"
        }
        if len(owners) == 1:
            yield cluster.first(), None, owners.pop()


def _offices(doc: Any, gold: GoldDocument, table: Mapping[str, str]) -> Iterator[Place]:
    for candidate in CANDIDATES(doc):
        is_guessed = candidate.rule.endswith("-inferred") or candidate.actors.get("organization") is None
        person = candidate.actors.get("person")
        if candidate.heading != "roles" or not is_guessed or person is None:
            continue
        organizations = {
            row["organization"]
            for row in gold.facts.get("roles") or ()
            if row["person"] == table.get(person.id)
            and row["organization"] is not None
            and title_fits(row["title"], candidate.values["title"])
        }
        if len(organizations) == 1:
            start, end = candidate.evidence
            place = next((m.start for m in person.mentions if start <= m.start < end), person.first())
            yield place, person, organizations.pop()


def fit_weights(cases_to_learn: Sequence[Case]) -> dict[str, float]:
    """The weight of each sign."""
    return fit_choice([Choice(case.states, case.right) for case in cases_to_learn], list(FEATURES))


def likeliest(case: Case, weights: Mapping[str, float]) -> int:
    """The place of the state that the weights choose, the first of equals."""
    scores = [sum(weights[name] * value for name, value in row.items()) for row in case.states]
    return scores.index(max(scores))


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.states", description=__doc__)
    parser.add_argument("--cross-validate", action="store_true", help="measure, and write no weights")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where gold lies")
    parser.add_argument("--out", type=Path, default=FILE, help="where the weights go")
    options = parser.parse_args(arguments)
    documents = [*load_gold(GOLD), *load_gold(options.shared / "gold" / "train")]
    all_cases = list(cases(extract.load(extract.Options(proposer=None)), documents))
    if options.cross_validate:
        right = 0
        for fold in range(FOLDS):
            weights = fit_weights([case for case in all_cases if fold_of(case.document) != fold])
            right += sum(likeliest(c, weights) == c.right for c in all_cases if fold_of(c.document) == fold)
        sys.stdout.write(f"{right} of {len(all_cases)} right\n")
        return
    write(fit_weights(all_cases), options.out, "Weights of a state's features. Learned: python -m training.states")


if __name__ == "__main__":
    main()
