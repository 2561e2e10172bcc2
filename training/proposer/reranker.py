"""Learn a proposer's rerankers: ``python -m training.proposer.reranker careful``.

A reranker weighs the rules' facts of a heading and the network's together. It has to see what both say of documents
that they have not learned from: of those in ``tests/gold/judge`` neither network nor filter knows. How sure the
reranker of positions and the filter together may be (Platt 1999) is learned there too. What has been learned goes into
``kg/extract/data/learned/NAME.json``; ``--measure`` tells scores besides.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.evaluate import Figures, figures_of, outcome
from kg.extract.candidates.filter import likelihood
from kg.extract.proposer.average import Average
from kg.extract.proposer.description import FOLDER
from kg.extract.proposer.network import Network
from kg.extract.proposer.proposer import HEADING, surest, with_features
from kg.extract.proposer.reranker import SHOWN, Proposed, Reranker, log_odds
from kg.extract.proposer.scores import scores_of
from kg.extract.proposer.talks.candidates import HEADING as TALKS
from kg.extract.proposer.weights import load_proposer
from training.proposer.annotated import AnnotatedDocument
from training.proposer.description import write_rerankers
from training.proposer.documents import RERANKING, load_collection
from training.proposer.fact_heads.rerankers import (
    THRESHOLDS,
    fit_facts,
    reranker_rows,
    scored_rows,
)
from training.proposer.fitting import RerankerRow, fit_reranker
from training.proposer.talks.reranker import fit_talks, talks_rows

__all__ = ["WeighedDocument", "fit_positions", "main", "scored", "weighed"]

STRENGTH = 0.1
"""Inverse of the regularisation's strength, over features of spread 1."""
THRESHOLD = 0.43
"""From which probability on, before all is levelled, a position is kept: from .33 to .44 F1 is the same to half a point
on texts that nothing has learned from, and precision is not."""


@dataclass(frozen=True)
class WeighedDocument:
    """A document, its proposals, what the reranker looks at of each, and whether each is right; its ``talks``, and by
    heading what else is reranked."""

    document: AnnotatedDocument
    proposals: Sequence[Proposed]
    looked: Sequence[Mapping[str, float]]
    right: Sequence[bool]
    talks: Sequence[RerankerRow]
    further: Mapping[str, Sequence[RerankerRow]]


def weighed(network: Network | Average, document: AnnotatedDocument) -> WeighedDocument:
    """All that the rules and the network propose of a document."""
    matters = sorted({one.words for one, _ in document.rules})
    scores = scores_of(network, document.scene, matters)
    pairs = list(with_features(scores.matters, document.rules))
    proposals = [one for one, _ in pairs]
    return WeighedDocument(
        document,
        proposals,
        [looked for _, looked in pairs],
        [document.right(one) for one in proposals],
        tuple(talks_rows(document, scores.talks)),
        reranker_rows(document, scores) if network.has_fact_heads else {},
    )


def fit_positions(documents: Sequence[WeighedDocument]) -> Reranker:
    """The reranker that the documents teach."""
    rows, right = [row for d in documents for row in d.looked], [r for d in documents for r in d.right]
    return fit_reranker(rows, right, STRENGTH, THRESHOLD)


def levelled(reranker: Reranker, documents: Sequence[WeighedDocument]) -> Reranker:
    """The reranker with what it and the filter say together levelled: of what either may keep, as the documents are.

    What is kept from the reranker's own threshold on stays the same; what a graph stores (`kg.extract.reader.STORED`)
    and what is a candidate at all (`SHOWN`) does not, since these are fixed probabilities."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    rows, right = [], []
    for d, sure in zip(documents, certainties(reranker, documents), strict=True):
        shown = surest([(p, one) for p, one in zip(sure, d.proposals, strict=True) if p >= SHOWN])
        rows += [[log_odds(p)] for p, one in zip(sure, d.proposals, strict=True) if one in shown]
        right += [r for r, one in zip(d.right, d.proposals, strict=True) if one in shown]
    model = LogisticRegression(C=1e3).fit(rows, right)
    slope, shift = round(float(model.coef_[0][0]), 4), round(float(model.intercept_[0]), 4)
    least = round(likelihood(shift + slope * log_odds(reranker.threshold)), 4)
    return replace(reranker, slope=slope, shift=shift, threshold=least)


def scored(documents: Sequence[WeighedDocument], sure: Sequence[Sequence[float]], threshold: float) -> Figures:
    """The figures of what is kept from a threshold on."""
    total = Figures()
    for document, probabilities in zip(documents, sure, strict=True):
        likely = [(p, one) for p, one in zip(probabilities, document.proposals, strict=True) if p >= threshold]
        annotated = document.document
        facts = [
            {"holder": one.actor, "stance": str(one.stance), "about": annotated.passage(one.words)}
            for one in surest(likely)
        ]
        total += figures_of(outcome(HEADING, annotated.gold.facts, facts, annotated.table))
    return total


def certainties(reranker: Reranker, documents: Sequence[WeighedDocument]) -> list[list[float]]:
    """How sure each proposal is."""
    return [[reranker.sure(one, looked) for one, looked in zip(d.proposals, d.looked, strict=True)] for d in documents]


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.proposer.reranker", description=__doc__)
    parser.add_argument("name", help="which proposer")
    parser.add_argument("--weights", type=Path, default=FOLDER, help="the folder of the network that ships")
    parser.add_argument("--measure", nargs="*", type=Path, default=[], help="folders of gold to tell scores of")
    chosen = parser.parse_args(arguments)
    network = load_proposer(chosen.name, chosen.weights).network
    documents = [weighed(network, document) for document in load_collection(RERANKING)]
    reranker = levelled(fit_positions(documents), documents)
    talks = fit_talks([row for d in documents for row in d.talks])
    further = {
        heading: fit_facts(heading, [row for d in documents for row in d.further[heading]])
        for heading in (THRESHOLDS if network.has_fact_heads else ())
    }
    for folder in chosen.measure:
        others = [weighed(network, d) for d in load_collection(folder)]
        figures = {HEADING: scored(others, certainties(reranker, others), reranker.threshold)}
        figures[TALKS] = scored_rows(TALKS, [(d.document, d.talks) for d in others], talks)
        for heading, one in further.items():
            figures[heading] = scored_rows(heading, [(d.document, d.further[heading]) for d in others], one)
        for heading, figure in figures.items():
            sys.stdout.write(f"{folder}: {heading}: {figure}\n")
    write_rerankers(chosen.name, {"judge": reranker, "talks": talks, **further}, chosen.weights)


if __name__ == "__main__":
    main()
