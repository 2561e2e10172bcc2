"""The judge of talks: a rule's word and the network's weighed together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate import Figures, figures_of, outcome
from kg.extract.proposer.judge import Judge
from kg.extract.proposer.talks.candidates import HEADING, weighed_talks
from kg.extract.proposer.talks.pairs import Talking
from training.proposer.labelled import Labelled

__all__ = ["TalksRow", "judge_of_talks", "scored_talks", "talks_rows"]

STRENGTH = 1.0
THRESHOLD = 0.35
"""From .3 to .45 F1 is the same to a point on texts that nothing has learned from."""


@dataclass(frozen=True)
class TalksRow:
    """Talks that are proposed, as the gold writes them, with what a judge looks at, and whether they are right."""

    fact: Mapping[str, Any]
    looked: Mapping[str, float]
    right: bool


def talks_rows(document: Labelled, talking: Sequence[Talking]) -> Iterator[TalksRow]:
    """All talks that the rules and the network propose of a document."""
    for talks in weighed_talks(document.scene, document.candidates, talking):
        fact = {"parties": list(talks.actors)}
        yield TalksRow(fact, talks.looked, bool(outcome(HEADING, document.gold.facts, [fact], document.table).right))


def judge_of_talks(rows: Sequence[TalksRow]) -> Judge:
    """The judge that the rows teach."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    table = DictVectorizer(sparse=False)
    x = table.fit_transform([row.looked for row in rows])
    fitted = LogisticRegression(C=STRENGTH).fit(x, [row.right for row in rows])
    weights = zip(table.get_feature_names_out(), fitted.coef_[0], strict=True)
    return Judge(round(float(fitted.intercept_[0]), 4), THRESHOLD, {str(n): round(float(w), 4) for n, w in weights})


def scored_talks(documents: Sequence[tuple[Labelled, Sequence[TalksRow]]], judge: Judge) -> Figures:
    """The figures of what the judge keeps."""
    total = Figures()
    for document, rows in documents:
        facts = [row.fact for row in rows if judge.probability(row.looked) >= judge.threshold]
        total += figures_of(outcome(HEADING, document.gold.facts, facts, document.table))
    return total
