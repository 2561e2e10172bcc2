"""From judgements to labelled candidates: which proposals people have called right, and which wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.candidates.filter import seen_by_reranker
from kg.judgements import AboutFact, Judgement, Verdict
from kg.judgements.fields import FIELDS
from kg.judgements.joining import overlap
from kg.judgements.said import is_said
from kg.model import HEADINGS, Actor, AnyFact, Document

if TYPE_CHECKING:
    from kg.extract import Reader
    from kg.extract.candidates.candidate import Candidate

__all__ = ["Example", "example_of", "examples", "judgements_of_facts", "label"]

_HEADINGS: Final = {heading.key: heading.name for heading in HEADINGS.values()}


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate that people have judged. ``document`` is the key of its text; ``heading`` is the filter's.

    Where the reranker of a ``proposer`` decides, ``sure`` is its word and ``features`` what it saw.
    """

    document: str
    heading: str
    rule: str
    features: Mapping[str, float]
    right: bool
    sure: float | None = None
    proposer: str = ""


def judgements_of_facts(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Those of facts that hold, by the key of the text, in the order in which they take effect."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for each in sorted(judgements, key=lambda each: each.order):
        if isinstance(each.about, AboutFact) and each.undone is None:
            found[each.about.text].append(each)
    return found


def examples(
    reader: Reader, document: Document, key: str, judgements: Sequence[Judgement], *, whole: bool = False
) -> Iterator[Example]:
    """The candidates of a document that the judgements of its text say something of, in the order of the proposals.

    What somebody has added teaches only where the document was read ``whole``: there a candidate that nobody has added
    or confirmed is wrong. Elsewhere, of all that the graph did not show, the right ones alone would be known, and
    whoever learned from them would take everything for right.
    """
    from kg.extract.candidates.facts import proposed

    told = judgements if whole else [each for each in judgements if each.verdict is not Verdict.ADDED]
    made, actors = proposed(reader.parse(document))
    for candidate, fact in made:
        right = label(_HEADINGS[candidate.heading], fact, actors, told)
        is_barred = candidate.reranked is not None and candidate.reranked.barred
        if not is_barred and (whole or right is not None):
            yield example_of(key, candidate, bool(right), reader.options.proposer)


def example_of(document: str, candidate: Candidate, right: bool, proposer: str | None) -> Example:
    """A candidate as an example, with what it was judged by: the filter, or the reranker of the reader's proposer."""
    heading, rule, word = candidate.heading, candidate.rule, candidate.reranked
    if word is None:
        return Example(document, heading, rule, dict(candidate.features), right)
    seen = seen_by_reranker(rule, word.contributions)
    return Example(document, heading, rule, seen, right, word.probability, proposer or "")


def label(heading: str, fact: AnyFact, actors: Mapping[str, Actor], judgements: Sequence[Judgement]) -> bool | None:
    """Whether the fact is right by the last judgement of it; None where nobody has judged it.

    What was corrected is wrong, and right once it says what it was corrected to.
    """
    right: bool | None = None
    said = {field.name for field in FIELDS[heading] if field.is_said}
    for each in judgements:
        about = each.about
        if not isinstance(about, AboutFact) or about.heading != heading or not overlap(about, fact.evidence):
            continue
        put_right = {**about.said, **{name: value for name, value in each.values.items() if name in said}}
        is_changed = each.code is Verdict.CORRECTED and put_right != dict(about.said)
        if is_changed and is_said(heading, put_right, fact, actors):
            right = True
        elif is_said(heading, about.said, fact, actors):
            right = each.verdict is not Verdict.REJECTED and not is_changed
    return right
