"""Decide which candidates become facts: those that the filter or a reranker finds likely, one of those that say the
same."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.extract.candidates.candidate import CANDIDATES, Candidate
from kg.extract.candidates.filter import Adjustments, adjusted_probability, confidence, seen_by_reranker, weights
from kg.extract.text.note import Note

__all__ = [
    "ADJUSTMENTS",
    "THRESHOLD",
    "Decision",
    "Scored",
    "decide",
    "decision_on",
    "distinct",
    "distinct_key",
    "kept",
]

THRESHOLD: Note[float | None] = Note("threshold", lambda: None)
"""The confidence under which a fact is not kept, as the caller wants it; None for the shipped ones."""
ADJUSTMENTS: Note[Adjustments] = Note("adjustments", tuple)
"""What a graph's judgements change of the filter; whoever starts a parse fills it."""

type Scored = tuple[Candidate, float]


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a candidate.

    ``threshold`` is the confidence from which its heading keeps candidates. ``surer`` is kept in its place: a candidate
    for the same fact with a higher confidence, or an earlier one with the same.
    """

    candidate: Candidate
    confidence: float
    threshold: float
    surer: Scored | None = None

    @property
    def barred(self) -> bool:
        """Whether it is no fact however likely it is, by its reranker."""
        return self.candidate.reranked is not None and self.candidate.reranked.barred

    @property
    def likely(self) -> bool:
        """Whether it would become a fact if none were surer."""
        return self.confidence >= self.threshold and not self.barred and not self.candidate.denied

    @property
    def kept(self) -> bool:
        """Whether it becomes a fact."""
        return self.likely and self.surer is None


def decide(doc: Doc, least: float | None = None) -> tuple[Decision, ...]:
    """A decision on each candidate of a document, in the order of their proposal; what is kept has a confidence of
    ``least`` at least, where that is given."""
    floor = THRESHOLD(doc) if least is None else least
    decisions = [decision_on(candidate, floor, ADJUSTMENTS(doc)) for candidate in CANDIDATES(doc)]
    chosen = distinct([(d.candidate, d.confidence) for d in decisions if d.likely])
    best = {distinct_key(candidate): (candidate, certainty) for candidate, certainty in chosen}
    out = []
    for decision in decisions:
        surer = best.get(distinct_key(decision.candidate)) if decision.likely else None
        if surer is not None and surer[0] is not decision.candidate:
            decision = replace(decision, surer=surer)
        out.append(decision)
    return tuple(out)


def decision_on(candidate: Candidate, floor: float | None, adjustments: Adjustments) -> Decision:
    """The decision on a candidate by itself; what is kept has at least a confidence of ``floor``, if that is given."""
    reranked = candidate.reranked
    if reranked is not None:
        features = seen_by_reranker(candidate.rule, reranked.contributions)
        probability = adjusted_probability(candidate.heading, reranked.probability, features, adjustments)
        return Decision(candidate, probability, reranked.threshold if floor is None else floor)
    learned = weights().get(candidate.heading)
    threshold = floor if floor is not None else learned.threshold if learned is not None else 0.0
    return Decision(
        candidate, confidence(candidate.heading, candidate.features, candidate.rule, adjustments), threshold
    )


def kept(doc: Doc) -> list[Scored]:
    """The candidates that become facts, one for each fact, with their confidences, in the order of their proposal."""
    return [(d.candidate, d.confidence) for d in decide(doc) if d.kept]


def distinct(scored: list[Scored]) -> list[Scored]:
    """One candidate for each fact, such as a position by holder and matter: the surest, then the first."""
    best: dict[tuple[object, ...], Scored] = {}
    for candidate, sure in scored:
        key = distinct_key(candidate)
        if key not in best or best[key][1] < sure:
            best[key] = (candidate, sure)
    chosen = {id(candidate) for candidate, _ in best.values()}
    return [s for s in scored if id(s[0]) in chosen]


def distinct_key(candidate: Candidate) -> tuple[object, ...]:
    """A key that is equal for candidates that say the same."""
    heading, values = candidate.heading, candidate.values
    names = {field: c.id if c is not None else None for field, c in sorted(candidate.actors.items())}
    if heading == "positions":
        return (heading, names["holder"], values["matter_head"])
    if heading == "actions":
        return (heading, names["actor"], values["kind"], values["measure"])
    if heading == "statements":
        return (heading, values["cue"], values["content"])
    return (heading, *names.items(), *map(str, values.values()))
