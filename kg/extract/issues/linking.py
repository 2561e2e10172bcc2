"""The issues of a matter in its document: the likeliest concepts of the scheme, or what a codebook's labels say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.issues.announced import topics_before
from kg.extract.issues.likelihood import likely
from kg.extract.issues.matching import MOST_LINKS, fields, link
from kg.extract.issues.scheme import concepts
from kg.extract.issues.signs import own_links
from kg.extract.issues.surroundings import by_context
from kg.lists import OwnList
from kg.model import IssueLink, Passage

__all__ = ["issues_in"]

_LEAST, _LEAST_NAMED = 0.42, 0.25
"""From which likelihood on a concept is taken, and one that a label in the matter's own words names."""
_BY_ITSELF = 0.25
"""From which likelihood on a matter's own sentence tells enough by itself."""
_TURNED = 2
"""Other issues that the sentences since a topic have to name before it holds no longer."""
_PROCEDURE = "InstitutionsAndProcedure"
_BY_TOPIC = 0.6


def issues_in(text: str, matter: Passage, evidence: Passage, lists: tuple[OwnList, ...] = ()) -> tuple[IssueLink, ...]:
    """The issues that a matter of the document is about, the likeliest first, at most three.

    The confidence of a link is how likely it is right; what the matter's own sentence tells little of is marked as from
    the context.
    Issues of a project's own lists that the matter's own words name come first; where a list replaces the scheme there
    are no others than what its labels say: of the matter, of the last topic announced before it, or of what the text
    around is about.
    """
    if any(each.replaces and each.issues for each in lists):
        return _by_labels(text, matter, evidence, lists)
    alone = tuple(replace(each, replaces=True) for each in lists if each.issues)
    ahead = link(matter.text, evidence.text, alone) if alone else ()
    known = {each.concept for each in ahead}
    found = _likeliest(text, matter, evidence, lists)
    return (*ahead, *(each for each in found if each.concept not in known))[:MOST_LINKS]


def _likeliest(text: str, matter: Passage, evidence: Passage, lists: tuple[OwnList, ...]) -> Iterator[IssueLink]:
    """The likeliest concept, marked as from the context where the sentence hardly tells it, and those beside it that
    own words name."""
    named = {each.concept for each in own_links(matter.text, evidence, text, lists)}
    found = sorted(likely(text, matter, evidence, lists).items(), key=lambda each: -each[1])
    best, likelihood = found[0]
    if likelihood < (_LEAST_NAMED if best in named else _LEAST):
        return
    by_itself = best in named or likely(text, matter, evidence, lists, alone=True)[best] >= _BY_ITSELF
    yield IssueLink(best, round(likelihood, 2), from_context=not by_itself)
    for concept, also in found[1:]:
        if concept in named and also >= _LEAST_NAMED:
            yield IssueLink(concept, round(also, 2))


def _by_labels(text: str, matter: Passage, evidence: Passage, lists: tuple[OwnList, ...]) -> tuple[IssueLink, ...]:
    """What the labels of a codebook say. Top concepts and those of procedure are too wide to be a topic."""
    if own := own_links(matter.text, evidence, text, lists):
        return own
    about = fields(text, lists)
    for topic, since in topics_before(text, evidence):
        found = tuple(filter(_narrow, link(topic, since[0], lists, about)))
        later = {each.concept for said in since[1:] for each in link(said, said, lists, about) if _narrow(each)}
        if len(later.difference(each.concept for each in found)) < _TURNED:
            return tuple(_less_sure(found))
        break
    return by_context(text, matter.text, evidence, lists)


def _less_sure(links: Iterable[IssueLink]) -> Iterator[IssueLink]:
    return (replace(each, confidence=round(each.confidence * _BY_TOPIC, 2)) for each in links)


def _narrow(found: IssueLink) -> bool:
    concept = concepts().get(found.concept)
    return concept is None or (concept.broader is not None and concept.domain != _PROCEDURE)
