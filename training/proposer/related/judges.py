"""The judges of talks, affiliations and actions: a rule's word and the network's weighed together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate import Figures, outcome
from kg.extract.candidates.candidate import Candidate
from kg.extract.proposer.judge import Judge
from kg.extract.proposer.related.candidates import HEADINGS, Likely, weighed_related
from kg.extract.proposer.related.sights import Related
from training.proposer.labelled import Labelled

__all__ = ["RelatedRow", "related_judges", "related_rows", "scored_related"]

STRENGTH = 1.0
THRESHOLD = 0.4


@dataclass(frozen=True)
class RelatedRow:
    """A talk, an affiliation or an action of a document with what a judge looks at of it, and whether it is right."""

    heading: str
    fact: Mapping[str, Any]
    looked: Mapping[str, float]
    right: bool


def related_rows(document: Labelled, related: Sequence[Related]) -> Iterator[RelatedRow]:
    """All that the rules and the network propose of a document."""
    for place, likely, looked in weighed_related(document.scene, document.candidates, related):
        heading, fact = _fact(None if place is None else document.candidates[place], likely)
        right = bool(outcome(heading, document.gold.facts, [fact], document.table).right)
        yield RelatedRow(heading, fact, looked, right)


def _fact(candidate: Candidate | None, likely: Likely) -> tuple[str, dict[str, Any]]:
    """The fact as the gold writes it."""
    heading = likely.heading if candidate is None else candidate.heading
    actors = {} if candidate is None else {k: c.id for k, c in candidate.actors.items() if c is not None}
    match heading:
        case "negotiates_with":
            return heading, {"parties": [likely.first, likely.second]}
        case "affiliations":
            return heading, {"member": likely.first, "of": likely.second}
        case _:
            amount = None if candidate is None else candidate.values["amount"]
            return heading, {"actor": actors.get("actor", likely.first), "kind": likely.second, "amount": amount}


def related_judges(rows: Sequence[RelatedRow]) -> dict[str, Judge]:
    """The judges that the rows teach, by heading."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    found = {}
    for heading in HEADINGS:
        mine = [row for row in rows if row.heading == heading]
        table = DictVectorizer(sparse=False)
        fitted = LogisticRegression(C=STRENGTH).fit(
            table.fit_transform([row.looked for row in mine]), [row.right for row in mine]
        )
        names = [str(name) for name in table.get_feature_names_out()]
        weights = {name: round(float(w), 4) for name, w in zip(names, fitted.coef_[0], strict=True)}
        found[heading] = Judge(round(float(fitted.intercept_[0]), 4), THRESHOLD, weights)
    return found


def scored_related(
    documents: Sequence[tuple[Labelled, Sequence[RelatedRow]]], judges: Mapping[str, Judge]
) -> dict[str, Figures]:
    """The figures of each heading of what the judges keep."""
    found = {}
    for heading, judge in judges.items():
        right = missed = added = 0
        for document, rows in documents:
            facts = [
                row.fact for row in rows if row.heading == heading and judge.probability(row.looked) >= judge.threshold
            ]
            said = outcome(heading, document.gold.facts, facts, document.table)
            right, missed, added = right + len(said.right), missed + len(said.missed), added + len(said.added)
        found[heading] = Figures(right, right + added, right + missed)
    return found
