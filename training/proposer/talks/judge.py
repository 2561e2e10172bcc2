"""The judge of talks: a rule's word and the network's weighed together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.evaluate import outcome
from kg.extract.proposer.judge import Judge
from kg.extract.proposer.talks.candidates import HEADING, weighed_talks
from kg.extract.proposer.talks.pairs import Talking
from training.proposer.fitted import JudgedRow
from training.proposer.labelled import Labelled

__all__ = ["judge_of_talks", "talks_rows"]

STRENGTH = 1.0
THRESHOLD = 0.25
"""From .25 to .45 F1 is the same to a point on texts that nothing has learned from."""


def talks_rows(document: Labelled, talking: Sequence[Talking]) -> Iterator[JudgedRow]:
    """All talks that the rules and the network propose of a document."""
    for talks in weighed_talks(document.scene, document.candidates, talking):
        fact = {"parties": list(talks.actors)}
        yield JudgedRow(fact, talks.looked, bool(outcome(HEADING, document.gold.facts, [fact], document.table).right))


def judge_of_talks(rows: Sequence[JudgedRow]) -> Judge:
    """The judge that the rows teach."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    table = DictVectorizer(sparse=False)
    x = table.fit_transform([row.looked for row in rows])
    fitted = LogisticRegression(C=STRENGTH).fit(x, [row.right for row in rows])
    weights = zip(table.get_feature_names_out(), fitted.coef_[0], strict=True)
    return Judge(round(float(fitted.intercept_[0]), 4), THRESHOLD, {str(n): round(float(w), 4) for n, w in weights})
