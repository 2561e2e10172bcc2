"""The history of a fact: as a reader found it or a judgement added it, and the judgements of it in time order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kg.judgements.document_actors import DocumentActors
from kg.judgements.fact_content import EVIDENCE, fact_content, plain, with_values, words_of
from kg.judgements.judgement import Judgement, Verdict
from kg.model import Actor, AnyFact
from kg.standing import Review

__all__ = ["FactHistory", "corrected_values"]

REVIEWS: Final[Mapping[Verdict, Review]] = {
    Verdict.CONFIRMED: Review.CONFIRMED,
    Verdict.CORRECTED: Review.CORRECTED,
    Verdict.ADDED: Review.ADDED,
}


def corrected_values(earlier_values: Mapping[str, Any], judgement: Judgement) -> dict[str, Any]:
    """The corrected fields of a fact after a judgement of it; ``earlier_values`` are those before it.

    A correction adds to them. A confirmation replaces them by its own, which are all that its coder saw: if it has
    none, the coder confirmed the fact as it was read, whatever another coder had corrected in the meantime.
    """
    match judgement.verdict:
        case Verdict.CORRECTED:
            return {**earlier_values, **judgement.values}
        case Verdict.CONFIRMED:
            return dict(judgement.values)
        case _:
            return {}


@dataclass(frozen=True, slots=True)
class _AppliedJudgement:
    """A judgement, and the corrected values of the fact after it."""

    judgement: Judgement
    values: Mapping[str, Any]

    @property
    def is_rejection(self) -> bool:
        return self.judgement.verdict is Verdict.REJECTED


@dataclass(slots=True, eq=False)
class FactHistory:
    """A fact as a reader found it (``is_read``) or a judgement added it, and the judgements of it in time order.

    ``values`` are the corrected fields. ``key`` is the last part of the fact's id.
    """

    heading: str
    fact: AnyFact
    key: str
    is_read: bool = True
    values: dict[str, Any] = field(default_factory=dict)
    review: Review = Review.UNREVIEWED
    is_rejected: bool = False
    _applied: list[_AppliedJudgement] = field(default_factory=list)

    def apply(self, judgement: Judgement) -> None:
        """Apply the next judgement in time order."""
        self.is_rejected = judgement.verdict is Verdict.REJECTED
        self.values = corrected_values(self.values, judgement)
        if self.is_rejected:
            self.review = Review.UNREVIEWED
        elif judgement.code is not Verdict.CONFIRMED or self.review is not Review.ADDED:
            self.review = REVIEWS[judgement.code]
        self._applied.append(_AppliedJudgement(judgement, self.values))

    @property
    def judgement_ids(self) -> tuple[str, ...]:
        """The ids of the judgements, in time order."""
        return tuple(applied.judgement.id for applied in self._applied)

    @property
    def last_judgement(self) -> Judgement | None:
        """The latest judgement; None if there is none."""
        return self._applied[-1].judgement if self._applied else None

    def corrected_fact(self, document_actors: DocumentActors) -> AnyFact:
        """The fact with its corrections."""
        return with_values(self.heading, self.fact, self.values, document_actors) if self.values else self.fact

    def agreeing_coders(self, actors: Mapping[str, Actor]) -> tuple[str, ...]:
        """The coders whose judgements agree with the fact as it is, sorted."""
        coders = {
            applied.judgement.by for applied, agrees in self._agreements(actors) if agrees and not applied.is_rejection
        }
        return tuple(sorted(coders))

    def overruled_ids(self, actors: Mapping[str, Actor]) -> Iterator[str]:
        """The ids of the judgements that later ones contradict."""
        return (applied.judgement.id for applied, agrees in self._agreements(actors) if not agrees)

    def _agreements(self, actors: Mapping[str, Actor]) -> Iterator[tuple[_AppliedJudgement, bool]]:
        """Each judgement, and whether it agrees with the outcome: the last verdict and the fact's final values."""
        if not self._applied:
            return
        content_read = fact_content(self.heading, self.fact, actors) | {EVIDENCE: words_of(self.fact.evidence)}
        outcome = plain(self.heading, {**content_read, **self.values})
        final_values = {name: value for name, value in outcome.items() if value is not None}
        for index, applied in enumerate(self._applied):
            if applied.is_rejection or self.is_rejected:
                yield applied, applied.is_rejection and self.is_rejected
                continue
            coder = applied.judgement.by
            later_rejected = any(later.is_rejection and later.judgement.by == coder for later in self._applied[index:])
            # To correct a fact is to vouch for the corrected fields, to confirm or add it for the whole fact.
            is_correction = applied.judgement.verdict is Verdict.CORRECTED
            vouched = plain(
                self.heading, applied.judgement.values if is_correction else {**content_read, **applied.values}
            )
            is_unchanged = all(final_values.get(name) == value for name, value in vouched.items())
            covers_outcome = is_correction or final_values.keys() <= vouched.keys()
            yield applied, is_unchanged and covers_outcome and not later_rejected
