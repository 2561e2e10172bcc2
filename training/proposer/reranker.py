"""Fit a proposer's rerankers: ``python -m training.proposer.reranker careful``.

A reranker weighs the facts of a heading that the rules and the network propose. It has to see their proposals in
documents that neither has learned from: those in ``tests/gold/judge``, which no network and no filter has seen. The
probability that the reranker of positions and the filter give together is calibrated there too (Platt 1999). The
rerankers are stored in ``kg/extract/data/learned/NAME.json``; ``--measure`` prints scores as well.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.evaluate import Figures, figures_of, outcome
from kg.extract.candidates.filter import likelihood
from kg.extract.proposer.description import FOLDER
from kg.extract.proposer.ensemble import Ensemble
from kg.extract.proposer.network import Network
from kg.extract.proposer.proposer import HEADING, surest, with_features
from kg.extract.proposer.reranker import SHOWN, Proposed, Reranker, log_odds
from kg.extract.proposer.scores import scores_of
from kg.extract.proposer.talks.candidates import HEADING as TALKS
from kg.extract.proposer.weights import load_proposer
from training.proposer.annotated_documents import AnnotatedDocument
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
"""Inverse of the regularisation strength, for features with a standard deviation of 1."""
THRESHOLD = 0.43
"""The probability, before calibration, from which a position is kept: between .33 and .44, F1 differs by at most half a
point on texts that nothing has learned from, while precision does differ."""


@dataclass(frozen=True)
class WeighedDocument:
    """A document with its proposed positions, the reranker's features of each, and whether each is right; its
    ``talks``, and the other facts that are reranked, by heading."""

    document: AnnotatedDocument
    proposals: Sequence[Proposed]
    features: Sequence[Mapping[str, float]]
    right: Sequence[bool]
    talks: Sequence[RerankerRow]
    other_facts: Mapping[str, Sequence[RerankerRow]]


def weighed(network: Network | Ensemble, document: AnnotatedDocument) -> WeighedDocument:
    """All that the rules and the network propose in a document."""
    matters = sorted({proposal.words for proposal, _ in document.rules})
    scores = scores_of(network, document.scene, matters)
    pairs = list(with_features(scores.matters, document.rules))
    proposals = [proposal for proposal, _ in pairs]
    return WeighedDocument(
        document,
        proposals,
        [features for _, features in pairs],
        [document.right(proposal) for proposal in proposals],
        tuple(talks_rows(document, scores.talks)),
        reranker_rows(document, scores) if network.has_fact_heads else {},
    )


def fit_positions(documents: Sequence[WeighedDocument]) -> Reranker:
    """The reranker of positions, fitted to the documents."""
    rows, right = [row for d in documents for row in d.features], [r for d in documents for r in d.right]
    return fit_reranker(rows, right, STRENGTH, THRESHOLD)


def calibrated(reranker: Reranker, documents: Sequence[WeighedDocument]) -> Reranker:
    """The reranker with its calibration, fitted to the proposals that may be kept.

    What is kept from the reranker's own threshold on stays the same, since the threshold is calibrated too. What a
    graph stores (`kg.extract.reader.STORED`) and what is a candidate at all (`SHOWN`) changes, since these thresholds
    are fixed."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    rows, right = [], []
    for d, sure in zip(documents, certainties(reranker, documents), strict=True):
        shown_proposals = surest([(p, one) for p, one in zip(sure, d.proposals, strict=True) if p >= SHOWN])
        rows += [[log_odds(p)] for p, one in zip(sure, d.proposals, strict=True) if one in shown_proposals]
        right += [r for r, one in zip(d.right, d.proposals, strict=True) if one in shown_proposals]
    model = LogisticRegression(C=1e3).fit(rows, right)
    slope, shift = round(float(model.coef_[0][0]), 4), round(float(model.intercept_[0]), 4)
    least = round(likelihood(shift + slope * log_odds(reranker.threshold)), 4)
    return replace(reranker, slope=slope, shift=shift, threshold=least)


def scored(documents: Sequence[WeighedDocument], sure: Sequence[Sequence[float]], threshold: float) -> Figures:
    """The figures of the positions kept from a threshold on."""
    total = Figures()
    for document, probabilities in zip(documents, sure, strict=True):
        likely = [
            (p, proposal) for p, proposal in zip(probabilities, document.proposals, strict=True) if p >= threshold
        ]
        annotated_document = document.document
        facts = [
            {
                "holder": proposal.actor,
                "stance": str(proposal.stance),
                "about": annotated_document.passage(proposal.words),
            }
            for proposal in surest(likely)
        ]
        total += figures_of(outcome(HEADING, annotated_document.gold.facts, facts, annotated_document.table))
    return total


def certainties(reranker: Reranker, documents: Sequence[WeighedDocument]) -> list[list[float]]:
    """The probability of each proposal of each document."""
    return [
        [reranker.sure(proposal, features) for proposal, features in zip(d.proposals, d.features, strict=True)]
        for d in documents
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.proposer.reranker", description=__doc__)
    parser.add_argument("name", help="which proposer")
    parser.add_argument("--weights", type=Path, default=FOLDER, help="the folder of the network that ships")
    parser.add_argument("--measure", nargs="*", type=Path, default=[], help="folders of gold to tell scores of")
    options = parser.parse_args(arguments)
    network = load_proposer(options.name, options.weights).network
    documents = [weighed(network, document) for document in load_collection(RERANKING)]
    reranker = calibrated(fit_positions(documents), documents)
    talks = fit_talks([row for d in documents for row in d.talks])
    other_facts = {
        heading: fit_facts(heading, [row for d in documents for row in d.other_facts[heading]])
        for heading in (THRESHOLDS if network.has_fact_heads else ())
    }
    for folder in options.measure:
        others = [weighed(network, d) for d in load_collection(folder)]
        figures = {HEADING: scored(others, certainties(reranker, others), reranker.threshold)}
        figures[TALKS] = scored_rows(TALKS, [(d.document, d.talks) for d in others], talks)
        for heading, one in other_facts.items():
            figures[heading] = scored_rows(heading, [(d.document, d.other_facts[heading]) for d in others], one)
        for heading, figure in figures.items():
            sys.stdout.write(f"{folder}: {heading}: {figure}\n")
    write_rerankers(options.name, {"judge": reranker, "talks": talks, **other_facts}, options.weights)


if __name__ == "__main__":
    main()
