"""Learning from a graph's judgements, scoring what was learned, and accepting it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.errors import TooFewJudgementsError
from kg.extract.candidates.filter import Adjustment
from kg.graph import Graph
from kg.record.keeping import filters
from kg.retraining.examples import Example, examples, judgements_of_facts
from kg.retraining.learning import ENOUGH
from kg.retraining.offer import Offer, offered
from kg.retraining.scores import Scores, scored
from kg.retraining.separation import Separation

__all__ = ["Taught", "accept", "back", "retrain"]

LEAST: Final = 20
"""The number of labelled proposals that learning needs."""


@dataclass(frozen=True, slots=True)
class Taught:
    """The adjustments that are offered, and by heading ("all" for all of them) the scores of the shipped weights and of
    learned ones, the latter by cross-validation over documents. ``refused`` are the headings whose learned weights are
    not offered; "all" has the shipped ones there. ``separations`` are given where there are right and wrong labels."""

    adjustments: tuple[Adjustment, ...]
    before: dict[str, Scores]
    after: dict[str, Scores]
    separations: dict[str, Separation]
    refused: tuple[str, ...]


def retrain(
    graph: Graph, model: str | None = None, progress: Callable[[int], None] | None = None, *, whole: bool = False
) -> Taught:
    """Learn adjustments of the filter and of the reranker of the graph's reader from the graph's judgements, and keep
    them until they are accepted, instead of any that wait. There are none if nothing that is learned separates right
    from wrong better in other documents (`kg.retraining.offer`). The networks of a proposer are not changed.

    The documents with judgements are read again, with all proposals. ``whole``: documents in which every fact has been
    judged were also reviewed for missing facts, so that proposals that nobody has added there are wrong. ``progress``
    is called with 1 for each document. Raises `TooFewJudgementsError`, `kg.errors.ModelMissingError` and
    `kg.errors.BaseModelMissingError`.
    """
    from kg.extract import STORED

    proposals, documents = _labelled_proposals(graph, model, progress, whole)
    right_count = sum(example.right for example in proposals)
    document_keys = {example.document for example in proposals}
    if len(proposals) < LEAST or len(document_keys) < 2 or not 0 < right_count < len(proposals):
        detail = f"{LEAST} labels, right ones and wrong ones, in two documents are the least"
        raise TooFewJudgementsError(labels=len(proposals), documents=documents, detail=detail)
    offer = offered(proposals, STORED)
    with graph.record.writing() as db:
        filters.propose(db, offer.adjustments)
    return _taught(proposals, offer, STORED)


def _taught(proposals: Sequence[Example], offer: Offer, threshold: float) -> Taught:
    places = {"all": [*range(len(proposals))]}
    for heading in sorted({proposal.heading for proposal in proposals}):
        places[heading] = [index for index, proposal in enumerate(proposals) if proposal.heading == heading]

    def scores(sure: Sequence[float], name: str) -> Scores:
        indexes = places[name]
        return scored([proposals[index] for index in indexes], [sure[index] for index in indexes], threshold)

    names = [name for name, indexes in places.items() if name == "all" or len(indexes) >= ENOUGH]
    return Taught(
        offer.adjustments,
        {name: scores(offer.before, name) for name in names},
        {name: scores(offer.accepted if name == "all" else offer.tried, name) for name in names},
        offer.separations,
        offer.refused,
    )


def _labelled_proposals(
    graph: Graph, model: str | None, progress: Callable[[int], None] | None, whole: bool
) -> tuple[list[Example], int]:
    """The labelled proposals in the order of the texts' keys, and how many documents have judgements of facts."""
    from kg.extract import Options, load

    judgements_by_text = judgements_of_facts(graph.record.all_judgements())
    places = graph.record.documents_with_texts(judgements_by_text)
    if not places:
        return [], 0
    settings = graph.settings
    reader = load(Options(model or settings.model, 0.0, proposer=settings.proposer, lists=graph.record.lists()))
    read_whole = {line.id for line in graph.record.ledger() if whole and line.is_reviewed}
    proposals: list[Example] = []
    for key in sorted(places):
        document = graph.record.document(places[key])
        proposals += examples(reader, document, key, judgements_by_text[key], whole=document.id in read_whole)
        if progress is not None:
            progress(1)
    return proposals, len(places)


def accept(graph: Graph) -> tuple[Adjustment, ...]:
    """Accept what was learned last, for all readings of the graph's documents from now on. Raises
    `kg.errors.NothingTaughtError`."""
    with graph.record.writing() as db:
        return filters.accept(db)


def back(graph: Graph) -> tuple[Adjustment, ...]:
    """Take back what was accepted last. Raises `kg.errors.NothingTaughtError`."""
    with graph.record.writing() as db:
        return filters.restore(db)
