"""Cross-validate the filter: score documents by models that have not learned from them, and choose thresholds there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate import FACT_HEADINGS, Figures, Score, by_rule, figures_of, outcome, score
from kg.extract import STORED
from kg.extract.candidates.decisions import distinct
from training.examples import PASSAGES, STATEMENTS, Annotated, Example
from training.regression import Model, fit_regression

__all__ = [
    "FOLDS",
    "PRECISION",
    "ScoredDocument",
    "Thresholds",
    "candidate_recall",
    "choose",
    "cross_validate",
    "doubtful",
    "fit_heading",
    "is_doubtful",
    "predicted",
    "reliability",
    "scores",
    "stored",
    "without_held_out",
]

FOLDS = 5
PRECISION = 0.75
"""The least precision of what is kept from `Thresholds.precise` on."""
TIE = 0.001
"""Two thresholds whose F1 differs by no more than this are equally good: one document more or less changes F1 more."""
PROVEN, ENOUGH = 0.6, 5
"""The least precision of what a graph stores of a rule, and how many stored facts it takes to judge that."""
GRID = tuple(round(0.05 + 0.025 * step, 3) for step in range(37))


@dataclass(frozen=True, slots=True)
class ScoredDocument:
    """A document and the probability of each of its examples (None where no model could be learned)."""

    document: Annotated
    probabilities: tuple[float | None, ...]

    def kept(self, heading: str, threshold: float) -> list[Example]:
        """The heading's examples from a probability on, one for each fact, as the pipeline keeps them."""
        above_threshold = [
            (example, sure)
            for example, sure in zip(self.document.examples, self.probabilities, strict=True)
            if example.candidate.heading == heading and sure is not None and sure >= threshold
        ]
        example_by_candidate = {id(example.candidate): example for example, _ in above_threshold}
        return [example_by_candidate[id(c)] for c, _ in distinct([(e.candidate, sure) for e, sure in above_threshold])]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The probabilities from which a candidate is kept (``keep``) and from which three in four are right (``precise``,
    None if there is none)."""

    keep: float
    precise: float | None


def fold_of(name: str) -> int:
    """The fold of a document, by its name alone: adding or removing other documents does not change it."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % FOLDS


def fit_heading(documents: Iterable[Annotated], heading: str) -> Model | None:
    """A heading's regression over the documents that may be learned from, in the order of their names; passages of real
    texts count twice."""
    sorted_documents = sorted((d for d in documents if d.ships), key=lambda d: d.name)
    counted = [document for document in sorted_documents for _ in range(2 if document.collection == PASSAGES else 1)]
    examples = [example for document in counted for example in document.of(heading) if example.right is not None]
    return fit_regression([e.candidate.features for e in examples], [bool(e.right) for e in examples])


def cross_validate(
    documents: Sequence[Annotated], headings: Sequence[str] = FACT_HEADINGS, size: int | None = None
) -> list[ScoredDocument]:
    """Score every document by models of the other folds; ``size``: the most documents that a model learns from."""
    scored_by_index: dict[int, ScoredDocument] = {}
    for fold in range(FOLDS):
        learned_from = [d for d in documents if d.ships and fold_of(d.name) != fold]
        learned_from = sorted(learned_from, key=lambda d: hashlib.sha256(d.name.encode()).digest())[:size]
        models = {heading: fit_heading(learned_from, heading) for heading in headings}
        for index, document in enumerate(documents):
            if fold_of(document.name) == fold:
                scored_by_index[index] = ScoredDocument(
                    document, tuple(_probability(models, e) for e in document.examples)
                )
    return [scored_by_index[index] for index in range(len(documents))]


def _probability(models: Mapping[str, Model | None], example: Example) -> float | None:
    model = models.get(example.candidate.heading)
    return model.probability(example.candidate.features) if model is not None else None


def without_held_out(scored: Iterable[ScoredDocument]) -> list[ScoredDocument]:
    """The documents without the passages that are held out for measuring."""
    return [
        scored_document
        for scored_document in scored
        if scored_document.document.collection != PASSAGES or scored_document.document.ships
    ]


def predicted(scored: ScoredDocument, thresholds: Mapping[str, Thresholds]) -> dict[str, Any]:
    """The facts that the pipeline would give of a document with these thresholds, as far as they are scored."""
    sheet: dict[str, Any] = {"entities": {}}
    for heading in FACT_HEADINGS:
        kept = scored.kept(heading, thresholds[heading].keep)
        sheet[heading] = [example.fact for example in kept]
        for cluster in (c for example in kept for c in _clusters(example) if c is not None):
            sheet["entities"][cluster.id] = scored.document.entities[cluster.id]
    return sheet


def _clusters(example: Example) -> Iterable[Any]:
    sources = example.candidate.values.get("sources")
    return (*example.candidate.actors.values(), *(sources if isinstance(sources, tuple) else ()))


def scores(scored: Iterable[ScoredDocument], thresholds: Mapping[str, Thresholds]) -> list[Score]:
    """Each document's score."""
    return [
        score(scored_document.document.gold.facts, predicted(scored_document, thresholds))
        for scored_document in scored
        if scored_document.document.gold is not None
    ]


def choose(scored: Sequence[ScoredDocument], headings: Sequence[str] = FACT_HEADINGS) -> dict[str, Thresholds]:
    """Thresholds that maximise the F1 of all headings together, found one heading after the other.

    A single heading gets the lowest threshold that is as good as the best: whoever uses the facts can still leave out
    the less sure ones.
    """
    counts = {heading: {threshold: _count(scored, heading, threshold) for threshold in GRID} for heading in headings}
    slack = TIE if len(headings) == 1 else 0.0
    thresholds = {heading: _best(counts[heading], Figures(), slack) for heading in headings}
    for _ in range(10):
        thresholds_before = dict(thresholds)
        for heading in headings:
            others = sum((counts[h][thresholds[h]] for h in headings if h != heading), Figures())
            thresholds[heading] = _best(counts[heading], others, slack)
        if thresholds == thresholds_before:
            break
    return {h: Thresholds(thresholds[h], _precise(counts[h], thresholds[h])) for h in headings}


def stored(scored: Iterable[ScoredDocument]) -> list[Score]:
    """Each document's score for what a graph stores by default, under every heading."""
    return scores(scored, dict.fromkeys(FACT_HEADINGS, Thresholds(STORED, None)))


def doubtful(scored: Iterable[ScoredDocument]) -> dict[str, list[str]]:
    """By heading, the rules whose facts in a graph are right too seldom."""
    rules_by_heading: dict[str, list[str]] = {heading: [] for heading in FACT_HEADINGS}
    for (heading, rule), figures in by_rule(stored(scored)).items():
        if is_doubtful(figures):
            rules_by_heading[heading].append(rule)
    return rules_by_heading


def is_doubtful(figures: Figures) -> bool:
    """Whether a rule's facts in a graph are enough to judge it, and right too seldom."""
    return figures.predicted >= ENOUGH and figures.precision < PROVEN


def _best(counts: Mapping[float, Figures], others: Figures, slack: float) -> float:
    f1_by_threshold = {threshold: (others + counts[threshold]).f1 for threshold in GRID}
    return next(threshold for threshold in GRID if f1_by_threshold[threshold] >= max(f1_by_threshold.values()) - slack)


def _precise(counts: Mapping[float, Figures], keep: float) -> float | None:
    return next((t for t in GRID if t >= keep and counts[t].right and counts[t].precision >= PRECISION), None)


def _count(scored: Sequence[ScoredDocument], heading: str, threshold: float) -> Figures:
    total = Figures()
    for scored_document in scored:
        kept, gold = scored_document.kept(heading, threshold), scored_document.document.gold
        if gold is None or heading == STATEMENTS:
            labelled = [example for example in kept if example.right is not None]
            right = sum(bool(example.right) for example in labelled)
            # Statements that no candidate proposes count as missed: the more of them, the more it pays to keep.
            expected = len(scored_document.document.said) or sum(
                bool(example.right) for example in scored_document.document.of(heading)
            )
            total += Figures(right, len(labelled), expected)
            continue
        result = outcome(heading, gold.facts, [example.fact for example in kept], scored_document.document.table)
        total += figures_of(result)
    return total


def candidate_recall(documents: Iterable[Annotated]) -> dict[str, Figures]:
    """By heading, how many gold facts some candidate would make: no threshold can raise recall above that."""
    totals = dict.fromkeys(FACT_HEADINGS, Figures())
    for document in documents:
        if document.gold is None:
            continue
        for heading in FACT_HEADINGS:
            facts = [example.fact for example in document.of(heading) if example.right is not False]
            result = outcome(heading, document.gold.facts, facts, document.table)
            right = len(result.right)
            totals[heading] += Figures(right, len(document.of(heading)), right + len(result.missed))
    return totals


def reliability(scored: Iterable[ScoredDocument], headings: Sequence[str]) -> list[tuple[float, float, int]]:
    """For each tenth of the scale that has examples: their mean probability, the share that is right, their number."""
    tenths = [[0.0, 0.0, 0] for _ in range(10)]
    for scored_document in scored:
        for example, sure in zip(scored_document.document.examples, scored_document.probabilities, strict=True):
            if sure is not None and example.right is not None and example.candidate.heading in headings:
                tenth = tenths[min(int(sure * 10), 9)]
                tenth[0], tenth[1], tenth[2] = tenth[0] + sure, tenth[1] + bool(example.right), tenth[2] + 1
    return [(sure / n, right / n, int(n)) for sure, right, n in tenths if n]
