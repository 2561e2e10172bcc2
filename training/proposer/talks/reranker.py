"""The reranker of talks, which weighs what rules and network say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.evaluate import outcome
from kg.extract.proposer.reranker import Reranker
from kg.extract.proposer.scene.pairs import PairScores
from kg.extract.proposer.talks.candidates import HEADING, weighed_talks
from training.proposer.annotated_documents import AnnotatedDocument
from training.proposer.fitting import RerankerRow, fit_reranker

__all__ = ["fit_talks", "talks_rows"]

STRENGTH = 1.0
THRESHOLD = 0.35
"""Between .25 and .4, F1 differs by at most a point on documents held out, while precision does differ."""


def talks_rows(document: AnnotatedDocument, scores: Sequence[PairScores]) -> Iterator[RerankerRow]:
    """All talks that the rules and the network propose in a document."""
    for talks in weighed_talks(document.scene, document.candidates, scores):
        fact = {"parties": list(talks.actors)}
        right = bool(outcome(HEADING, document.gold.facts, [fact], document.table).right)
        yield RerankerRow(fact, talks.features, right)


def fit_talks(rows: Sequence[RerankerRow]) -> Reranker:
    """The reranker fitted to the rows."""
    return fit_reranker([row.features for row in rows], [row.right for row in rows], STRENGTH, THRESHOLD, scaled=False)
