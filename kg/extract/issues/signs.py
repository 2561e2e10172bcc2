"""What speaks for it that a matter is about a concept, by the scheme's labels in its own words and around it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from math import log1p

from kg.extract.issues.announced import topic_before
from kg.extract.issues.matching import fields, link
from kg.extract.issues.scheme import Concept, scheme_of
from kg.extract.issues.surroundings import AROUND, OPENING, named, named_around, paragraph_of, refers_back
from kg.lists import OwnList
from kg.model import IssueLink, Passage

__all__ = ["SIGNS", "SIGNS_OF_SENTENCE", "Signs", "own_links", "signs"]

_PLENARY = frozenset({"Climate", "InstitutionsAndProcedure"})
"""The fields of a text in which words of the trade mean one thing, so that nothing else has to name it again."""
_MOST_COUNTED, _MOST_IN_PARAGRAPH = 9, 3


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
"""The signs in the order of what each is worth."""
SIGNS_OF_SENTENCE = 4
"""Those that the matter's own sentence has come first."""


def own_links(matter: str, evidence: Passage, text: str, lists: tuple[OwnList, ...] = ()) -> tuple[IssueLink, ...]:
    """What a matter's own words name, in its text.

    >>> text = "Peru wants lower duties on steel."
    >>> [each.concept for each in own_links("lower duties on steel", Passage(0, 33, text), text)]
    ['Tariffs']
    """
    about = fields(text, lists)
    again: Collection[str] | None = None if about >= _PLENARY else named_around(text, evidence, lists)
    return link(matter, evidence.text, lists, about, again)


def signs(
    text: str, matter: Passage, evidence: Passage, lists: tuple[OwnList, ...] = (), *, alone: bool = False
) -> dict[str, Signs]:
    """The signs for every concept that has one; where the matter's sentence stands ``alone``, only those that are in
    it. What a hidden label means there the whole text settles nevertheless."""
    known = scheme_of(lists).concepts
    found: dict[str, dict[str, float]] = {}
    sentences = named(text, lists)
    here = sentences.places(evidence.start, evidence.end)
    own = _by_own_words(own_links(matter.text, evidence, text, lists), known)
    beside = ((concept, "here", 1.0) for place in here for concept in sentences.concepts[place])
    around = () if alone else _by_surroundings(text, matter, evidence, lists)
    for concept, sign, value in (*own, *beside, *around):
        found.setdefault(concept, {})[sign] = value
    return {concept: Signs(**values) for concept, values in found.items()}


def _by_own_words(links: tuple[IssueLink, ...], known: Mapping[str, Concept]) -> Iterator[tuple[str, str, float]]:
    for n, each in enumerate(links):
        yield each.concept, "own", each.confidence
        if not n:
            yield each.concept, "first", 1.0
        broader = known[each.concept].broader
        if broader is not None:
            yield broader, "above", 1.0


def _by_surroundings(
    text: str, matter: Passage, evidence: Passage, lists: tuple[OwnList, ...]
) -> Iterator[tuple[str, str, float]]:
    sentences = named(text, lists)
    back = refers_back(matter.text)
    around = named_around(text, evidence, lists)
    for concept, times in around.items():
        share = times / around.total()
        yield concept, "share", share
        yield concept, "count", log1p(min(times, _MOST_COUNTED))
        if back:
            yield concept, "back", share
    whole, near = (
        sentences.places(*paragraph_of(text, evidence)),
        sentences.places(evidence.start, evidence.end, AROUND),
    )
    paragraph = range(max(whole.start, near.start), min(whole.stop, near.stop))
    for concept, times in sentences.within(paragraph).items():
        yield concept, "near", min(times, _MOST_IN_PARAGRAPH) / _MOST_IN_PARAGRAPH
    first = sentences.places(evidence.start, evidence.end).start
    for sign, places in (
        ("heads", paragraph[:1]),
        ("opening", range(min(OPENING, len(sentences.ends)))),
        ("before", range(max(first - 1, 0), first)),
    ):
        for place in places:
            yield from ((concept, sign, 1.0) for concept in sentences.concepts[place])
    if before := topic_before(text, evidence):
        topic, since = before
        found = link(topic, topic, lists, fields(text, lists))
        yield from ((each.concept, "announced", 1 / len(since)) for each in found)
