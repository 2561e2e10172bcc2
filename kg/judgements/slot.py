"""A fact of a document, found by a reader or added by a judgement, and the judgements of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kg.judgements.cast import Cast
from kg.judgements.judgement import Judgement, Verdict
from kg.judgements.said import EVIDENCE, plain, said, with_values, words_of
from kg.model import Actor, AnyFact
from kg.standing import Review

__all__ = ["Slot", "corrected_values"]

REVIEWS: Final[Mapping[Verdict, Review]] = {
    Verdict.CONFIRMED: Review.CONFIRMED,
    Verdict.CORRECTED: Review.CORRECTED,
    Verdict.ADDED: Review.ADDED,
}


def corrected_values(before: Mapping[str, Any], judgement: Judgement) -> dict[str, Any]:
    """The corrected fields of a fact after a judgement of it, which had those ``before``.

    A correction adds to them. A confirmation has all that its coder saw: without any the fact was confirmed as it was
    read, whatever another coder had corrected in the meantime.
    """
    match judgement.verdict:
        case Verdict.CORRECTED:
            return {**before, **judgement.values}
        case Verdict.CONFIRMED:
            return dict(judgement.values)
        case _:
            return {}


@dataclass(frozen=True, slots=True)
class _Taken:
    """A judgement, and the corrected values of the fact after it."""

    judgement: Judgement
    values: Mapping[str, Any]

    @property
    def is_rejection(self) -> bool:
        return self.judgement.verdict is Verdict.REJECTED


@dataclass(slots=True, eq=False)
class Slot:
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
    _taken: list[_Taken] = field(default_factory=list)

    def take(self, judgement: Judgement) -> None:
        """Apply the next judgement in time order."""
        verdict = judgement.verdict
        self.is_rejected = verdict is Verdict.REJECTED
        self.values = corrected_values(self.values, judgement)
        if self.is_rejected:
            self.review = Review.UNREVIEWED
        elif judgement.code is not Verdict.CONFIRMED or self.review is not Review.ADDED:
            self.review = REVIEWS[judgement.code]
        self._taken.append(_Taken(judgement, self.values))

    @property
    def judgements(self) -> tuple[str, ...]:
        """The ids of the judgements, in time order."""
        return tuple(taken.judgement.id for taken in self._taken)

    @property
    def last(self) -> Judgement | None:
        """The latest judgement."""
        return self._taken[-1].judgement if self._taken else None

    def put_right(self, cast: Cast) -> AnyFact:
        """The fact with its corrections."""
        return with_values(self.heading, self.fact, self.values, cast) if self.values else self.fact

    def in_force(self, actors: Mapping[str, Actor]) -> tuple[str, ...]:
        """The coders whose judgements agree with the fact as it is, sorted."""
        of = {taken.judgement.by for taken, holds in self._holding(actors) if holds and not taken.is_rejection}
        return tuple(sorted(of))

    def overruled(self, actors: Mapping[str, Actor]) -> Iterator[str]:
        """The ids of the judgements that later ones contradict."""
        return (taken.judgement.id for taken, holds in self._holding(actors) if not holds)

    def _holding(self, actors: Mapping[str, Actor]) -> Iterator[tuple[_Taken, bool]]:
        """Each judgement, and whether it agrees with the outcome: the last verdict and the fact's final values."""
        if not self._taken:
            return
        base = said(self.heading, self.fact, actors) | {EVIDENCE: words_of(self.fact.evidence)}
        whole = plain(self.heading, {**base, **self.values})
        now = {name: value for name, value in whole.items() if value is not None}
        for at, taken in enumerate(self._taken):
            if taken.is_rejection or self.is_rejected:
                yield taken, taken.is_rejection and self.is_rejected
                continue
            own = taken.judgement.by
            has_changed = any(later.is_rejection and later.judgement.by == own for later in self._taken[at:])
            # To correct a fact is to vouch for the corrected fields, to confirm or add it for the whole fact.
            is_part = taken.judgement.verdict is Verdict.CORRECTED
            claimed = taken.judgement.values if is_part else {**base, **taken.values}
            stands = plain(self.heading, claimed)
            says = all(now.get(name) == value for name, value in stands.items())
            yield taken, says and (is_part or now.keys() <= stands.keys()) and not has_changed
