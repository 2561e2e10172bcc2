"""From judgements to labelled candidates: the proposals that people have judged right or wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.candidates.filter import seen_by_reranker
from kg.judgements import AboutFact, Judgement, Verdict
from kg.judgements.fact_content import is_said
from kg.judgements.fields import FIELDS
from kg.judgements.places import are_same_place
from kg.model import HEADINGS, Actor, AnyFact, Document

if TYPE_CHECKING:
    from kg.extract import Reader
    from kg.extract.candidates.candidate import Candidate

__all__ = ["Example", "example_of", "examples", "judgements_of_facts", "label"]

_HEADINGS: Final = {heading.key: heading.name for heading in HEADINGS.values()}


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate that people have judged. ``document`` is its `text_key`; ``heading`` is a key of the filter.

    If the reranker of a ``proposer`` decides about it, ``sure`` is the reranker's probability, and ``features`` are
    those that it uses.
    """

    document: str
    heading: str
    rule: str
    features: Mapping[str, float]
    right: bool
    sure: float | None = None
    proposer: str = ""


def judgements_of_facts(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """The judgements of facts that are not undone, by `text_key`, in the order in which they take effect."""
    judgements_by_text: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in sorted(judgements, key=lambda judgement: judgement.order):
        if isinstance(judgement.about, AboutFact) and judgement.undone is None:
            judgements_by_text[judgement.about.text].append(judgement)
    return judgements_by_text


def examples(
    reader: Reader, document: Document, key: str, judgements: Sequence[Judgement], *, whole: bool = False
) -> Iterator[Example]:
    """The candidates of a document that judgements of its text are about, in the order of the proposals.

    Added facts are used only if the document was reviewed ``whole``, where a candidate that nobody has added or
    confirmed is wrong. Elsewhere they would be the only labels of candidates that the graph did not show, all of them
    right, and learning would be biased.
    """
    from kg.extract.candidates.facts import proposed

    used_judgements = judgements if whole else [each for each in judgements if each.verdict is not Verdict.ADDED]
    candidates, actors = proposed(reader.parse(document))
    for candidate, fact in candidates:
        right = label(_HEADINGS[candidate.heading], fact, actors, used_judgements)
        is_barred = candidate.reranked is not None and candidate.reranked.barred
        if not is_barred and (whole or right is not None):
            yield example_of(key, candidate, bool(right), reader.options.proposer)


def example_of(document: str, candidate: Candidate, right: bool, proposer: str | None) -> Example:
    """A candidate as an example, with the features of the filter, or of the reranker of the reader's proposer."""
    heading, rule, reranked = candidate.heading, candidate.rule, candidate.reranked
    if reranked is None:
        return Example(document, heading, rule, dict(candidate.features), right)
    features = seen_by_reranker(rule, reranked.contributions)
    return Example(document, heading, rule, features, right, reranked.probability, proposer or "")


def label(heading: str, fact: AnyFact, actors: Mapping[str, Actor], judgements: Sequence[Judgement]) -> bool | None:
    """Whether the fact is right according to its last judgement; None where nobody has judged it.

    A corrected fact is wrong; a fact that says what another was corrected to is right.
    """
    right: bool | None = None
    judged_fields = {field.name for field in FIELDS[heading] if field.is_said}
    for judgement in judgements:
        about = judgement.about
        if not isinstance(about, AboutFact) or about.heading != heading or not are_same_place(about, fact.evidence):
            continue
        corrected_values = {
            **about.said,
            **{name: value for name, value in judgement.values.items() if name in judged_fields},
        }
        is_changed = judgement.code is Verdict.CORRECTED and corrected_values != dict(about.said)
        if is_changed and is_said(heading, corrected_values, fact, actors):
            right = True
        elif is_said(heading, about.said, fact, actors):
            right = judgement.verdict is not Verdict.REJECTED and not is_changed
    return right
