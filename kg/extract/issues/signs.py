"""Signs that a matter is about a concept, by the scheme's labels in its own words and around it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as fields_of
from math import log1p
from operator import attrgetter

from kg.extract.issues.announced_topics import topic_before
from kg.extract.issues.context import (
    AROUND,
    MOST_COUNTED,
    MOST_IN_PARAGRAPH,
    OPENING_SENTENCES,
    named,
    named_around,
    paragraph_of,
    refers_back,
)
from kg.extract.issues.matching import fields, link
from kg.extract.issues.scheme import PROCEDURE, Concept, scheme_of
from kg.lists import OwnList
from kg.model import IssueLink, Passage

__all__ = ["SIGNS", "Signs", "of_sentence", "own_links", "signs", "values_of"]

_PLENARY = frozenset({"Climate", PROCEDURE})
"""The fields of a text in which technical terms have one meaning, so that nothing else has to name them again."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs for one concept, each from 0 on, mostly to 1.

    own: how sure the matter's own words name it; first: whether they do so before any other; above: whether it is
    broader than what they name; here: whether the sentence names it; share, count: the share of all naming around that
    is its, and the logarithm of how many sentences do; near: the same in the paragraph, of three; heads: whether the
    paragraph's first sentence names it; opening: whether the text opens with it; before: whether the sentence before
    names it; announced: how near the topic is that was announced and names it; back: its share around, where the matter
    refers back to what the text has named.
    """

    own: float = 0.0
    first: float = 0.0
    above: float = 0.0
    here: float = 0.0
    share: float = 0.0
    count: float = 0.0
    near: float = 0.0
    heads: float = 0.0
    opening: float = 0.0
    before: float = 0.0
    announced: float = 0.0
    back: float = 0.0


SIGNS = tuple(field.name for field in fields_of(Signs))
"""The names of the signs, in the order of their weights."""
values_of: Callable[[Signs], tuple[float, ...]] = attrgetter(*SIGNS)
"""The values of signs in that order."""
_OF_SENTENCE = 4
"""How many signs, which come first, are those of the matter's own sentence."""


def own_links(matter: str, evidence: Passage, text: str, lists: tuple[OwnList, ...] = ()) -> tuple[IssueLink, ...]:
    """What a matter's own words name, in its text.

    >>> text = "Peru wants lower duties on steel."
    >>> [each.concept for each in own_links("lower duties on steel", Passage(0, 33, text), text)]
    ['Tariffs']
    """
    text_fields = fields(text, lists)
    named_again: Collection[str] | None = None if text_fields >= _PLENARY else named_around(text, evidence, lists)
    return link(matter, evidence.text, lists, text_fields, named_again)


def signs(
    text: str, matter: Passage, evidence: Passage, own: Sequence[IssueLink], lists: tuple[OwnList, ...] = ()
) -> dict[str, Signs]:
    """The signs for every concept that has one; ``own`` is what the matter's own words name (see `own_links`)."""
    values_by_concept: dict[str, dict[str, float]] = {}
    named_by_own = _signs_by_own_words(own, scheme_of(lists).concepts)
    for concept, sign, value in (*named_by_own, *_signs_by_context(text, matter, evidence, lists)):
        values_by_concept.setdefault(concept, {})[sign] = value
    return {concept: Signs(**values) for concept, values in values_by_concept.items()}


def of_sentence(values: Sequence[float]) -> tuple[float, ...]:
    """The values of signs, in the order of `SIGNS`, that depend on the matter's own sentence alone. What a hidden label
    means there the whole text has settled nevertheless.

    >>> of_sentence(range(1, 13))
    (1, 2, 3, 4, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    """
    return (*values[:_OF_SENTENCE], *(0.0 for _ in values[_OF_SENTENCE:]))


def _signs_by_own_words(
    links: Sequence[IssueLink], concepts: Mapping[str, Concept]
) -> Iterator[tuple[str, str, float]]:
    for n, each in enumerate(links):
        yield each.concept, "own", each.confidence
        if not n:
            yield each.concept, "first", 1.0
        broader = concepts[each.concept].broader
        if broader is not None:
            yield broader, "above", 1.0


def _signs_by_context(
    text: str, matter: Passage, evidence: Passage, lists: tuple[OwnList, ...]
) -> Iterator[tuple[str, str, float]]:
    sentences = named(text, lists)
    is_reference = refers_back(matter.text)
    counts_around = named_around(text, evidence, lists)
    total = counts_around.total()
    for concept, times in counts_around.items():
        share = times / total
        yield concept, "share", share
        yield concept, "count", log1p(min(times, MOST_COUNTED))
        if is_reference:
            yield concept, "back", share
    whole = sentences.places(*paragraph_of(text, evidence))
    nearby_sentences = sentences.places(evidence.start, evidence.end, AROUND)
    paragraph = range(max(whole.start, nearby_sentences.start), min(whole.stop, nearby_sentences.stop))
    for concept, times in sentences.within(paragraph).items():
        yield concept, "near", min(times, MOST_IN_PARAGRAPH) / MOST_IN_PARAGRAPH
    own_sentences = sentences.places(evidence.start, evidence.end)
    for sign, places in (
        ("here", own_sentences),
        ("heads", paragraph[:1]),
        ("opening", range(min(OPENING_SENTENCES, len(sentences.ends)))),
        ("before", range(max(own_sentences.start - 1, 0), own_sentences.start)),
    ):
        for place in places:
            yield from ((concept, sign, 1.0) for concept in sentences.concepts[place])
    if topic_announced := topic_before(text, evidence):
        topic, since = topic_announced
        links = link(topic, topic, lists, fields(text, lists))
        yield from ((each.concept, "announced", 1 / len(since)) for each in links)
