"""Learn a proposer's judge: ``python -m training.proposer.judge careful``.

The judge weighs the rules' positions and the network's together. It has to see what both say of documents that they
have not learned from, ``tests/gold/judge``. What it has learned goes into ``kg/extract/data/learned/NAME.json``;
``--measure`` tells scores besides.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate import Figures, outcome
from kg.extract.proposer.description import FOLDER
from kg.extract.proposer.judge import Judge, Proposed
from kg.extract.proposer.network import Network
from kg.extract.proposer.proposer import HEADING, looked_at, seen_of, surest
from kg.extract.proposer.weights import load_proposer
from training.crossvalidation import FOLDS, fold_of
from training.proposer.description import write_judge
from training.proposer.documents import JUDGED, collection
from training.proposer.labelled import Labelled

__all__ = ["Weighed", "judge_of", "main", "scored", "weighed"]

STRENGTH = 0.3
"""Inverse of the regularisation's strength, over features of spread 1."""
THRESHOLD = 0.5
"""What is more likely right than not. A lower one does better by F1 on the documents that the judge learns from, and
lets in more of what a network proposes that has learned from more documents than the one judged, and is surer."""


@dataclass(frozen=True)
class Weighed:
    """A document, its proposals, what the judge looks at of each, and whether each is right."""

    document: Labelled
    proposals: Sequence[Proposed]
    looked: Sequence[Mapping[str, float]]
    right: Sequence[bool]


def weighed(network: Network, document: Labelled) -> Weighed:
    """All that the rules and the network propose of a document."""
    matters = sorted({one.words for one, _ in document.rules})
    seen = list(seen_of(network, document.scene, matters))
    pairs = list(looked_at(seen, document.rules))
    proposals = [one for one, _ in pairs]
    return Weighed(document, proposals, [looked for _, looked in pairs], [document.right(one) for one in proposals])


def judge_of(documents: Sequence[Weighed]) -> Judge:
    """The judge that the documents teach."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    rows = [row for d in documents for row in d.looked]
    table = DictVectorizer(sparse=False)
    x = table.fit_transform(rows)
    spread = x.std(axis=0)
    spread[spread == 0] = 1
    fitted = LogisticRegression(C=STRENGTH, max_iter=5000).fit(x / spread, [r for d in documents for r in d.right])
    weights = zip(table.get_feature_names_out(), fitted.coef_[0] / spread, strict=True)
    return Judge(round(float(fitted.intercept_[0]), 4), THRESHOLD, {str(n): round(float(w), 4) for n, w in weights})


def scored(documents: Sequence[Weighed], sure: Sequence[Sequence[float]], threshold: float) -> Figures:
    """The figures of what is kept from a threshold on."""
    right = missed = added = 0
    for document, probabilities in zip(documents, sure, strict=True):
        likely = [(p, one) for p, one in zip(probabilities, document.proposals, strict=True) if p >= threshold]
        labelled = document.document
        facts = [
            {"holder": one.actor, "stance": str(one.stance), "about": labelled.passage(one.words)}
            for one in surest(likely)
        ]
        found = outcome(HEADING, labelled.gold.facts, facts, labelled.table)
        right, missed, added = right + len(found.right), missed + len(found.missed), added + len(found.added)
    return Figures(right, right + added, right + missed)


def probabilities(judge: Judge, documents: Sequence[Weighed]) -> list[list[float]]:
    """How likely each proposal is a position."""
    return [[judge.probability(looked) for looked in d.looked] for d in documents]


def learned(documents: Sequence[Weighed]) -> tuple[Judge, Figures]:
    """The judge, and its figures where each document is judged by one that has learned from the other folds."""
    sure: list[list[float]] = [[] for _ in documents]
    for fold in range(FOLDS):
        inside = [n for n, d in enumerate(documents) if fold_of(d.document.gold.name) == fold]
        judge = judge_of([d for n, d in enumerate(documents) if n not in inside])
        for n in inside:
            sure[n] = probabilities(judge, [documents[n]])[0]
    return judge_of(documents), scored(documents, sure, THRESHOLD)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.proposer.judge", description=__doc__)
    parser.add_argument("name", help="which proposer")
    parser.add_argument("--weights", type=Path, default=FOLDER, help="the folder of the network that is judged")
    parser.add_argument("--measure", nargs="*", type=Path, default=[], help="folders of gold to tell scores of")
    parser.add_argument("--keep", action="store_true", help="tell scores only")
    parser.add_argument("--out", type=Path, help="where NAME.json is; kg/extract/data/learned without it")
    chosen = parser.parse_args(arguments)
    network = load_proposer(chosen.name, chosen.weights).network
    documents = [weighed(network, document) for document in collection(JUDGED)]
    judge, figures = learned(documents)
    sys.stdout.write(f"by cross-validation over {len(documents)} documents: {figures}\n")
    for folder in chosen.measure:
        others = [weighed(network, d) for d in collection(folder)]
        sys.stdout.write(f"{folder}: {scored(others, probabilities(judge, others), judge.threshold)}\n")
    if not chosen.keep:
        write_judge(chosen.name, judge.bias, judge.threshold, dict(judge.weights), chosen.out)


if __name__ == "__main__":
    main()
