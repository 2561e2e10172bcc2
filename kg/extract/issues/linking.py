"""The issues of a matter in its document: the likeliest concepts of the scheme, or what a codebook's labels say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache

from kg.extract.issues.announced_topics import topic_before
from kg.extract.issues.context import by_context
from kg.extract.issues.likelihood import Likelihoods, blended, likely
from kg.extract.issues.matching import MOST_LINKS, fields, link
from kg.extract.issues.neighbouring_sentences import of_neighbours
from kg.extract.issues.scheme import PROCEDURE, concepts, replaced, scheme_of, tops_of
from kg.extract.issues.signs import own_links, signs
from kg.extract.issues.weights import load_weights
from kg.extract.issues.wording import wording
from kg.lists import OwnList
from kg.model import IssueLink, Passage

__all__ = ["issues_in"]

_LEAST, _LEAST_OF_CONTEXT, _LEAST_BESIDE = 0.38, 0.42, 0.15
"""The least likelihoods of a concept: of any, of one that only the text around indicates, and of one that a label in
the matter's own words names beside another, since the issues of a matter share one whole."""
_BY_ITSELF = 0.25
"""The likelihood from which a matter's sentence indicates a concept by itself."""
_SURE = 0.8
"""The likelihood from which no other judge is asked."""
_SURE_BY_ITSELF = 0.7
"""The likelihood by the matter's sentence alone from which, in a bulletin, the sentences around are not asked."""
_TURNING = 2
"""How many other issues the sentences since a topic have to name for it to hold no longer."""
_BY_TOPIC = 0.6


def issues_in(
    text: str,
    matter: Passage,
    evidence: Passage,
    lists: tuple[OwnList, ...] = (),
    second_judge: Likelihoods | None = None,
    *,
    bulletin: bool = False,
) -> tuple[IssueLink, ...]:
    """The issues that a matter of the document is about, the likeliest first, at most three.

    For our scheme the confidence of a link is the likelihood that it is right; one that the matter's own sentence
    hardly indicates is marked as from the context. Issues of a project's own lists, and those of the scheme that the
    weights have not learned, are found by their labels: they come before the others where the matter's own words name
    them, and replace those where there are none. Where a list replaces the scheme
    there are only its own. Where words leave doubt, the judge ``second_judge`` them is asked too, or in a bulletin the
    sentences around: there an encoder would hardly say more than the words do, and take most of the time.
    """
    links_by_own_words = own_links(matter.text, evidence, text, lists)
    if replaced(lists):
        return links_by_own_words or _by_labels(text, matter, evidence, lists)
    listed_concepts = {issue.concept for each in lists for issue in each.issues}
    own_concepts = (listed_concepts | concepts().keys()).difference(load_weights().names)
    links_of_lists = tuple(each for each in links_by_own_words if each.concept in own_concepts)
    named_concepts = {each.concept for each in links_by_own_words}.difference(own_concepts)
    words, sign_values = wording(text, matter, evidence), signs(text, matter, evidence, links_by_own_words, lists)
    likelihoods = likely(words, sign_values)
    best = max(likelihoods, key=lambda each: likelihoods[each])
    is_doubtful = likelihoods[best] < _SURE
    other_judge = second_judge if is_doubtful and not bulletin else None
    by_itself = cache(lambda: likely(words, sign_values, alone=True))
    if other_judge is not None:
        likelihoods = blended(likelihoods, other_judge(text[: evidence.start], matter, evidence))
    elif is_doubtful and bulletin and by_itself()[best] < _SURE_BY_ITSELF:
        likelihoods_around = of_neighbours(text, evidence, lists)
        likelihoods = blended(likelihoods, likelihoods_around) if likelihoods_around else likelihoods

    def is_told(concept: str) -> bool:
        """Whether the matter's sentence indicates a concept by itself."""
        alone = by_itself()
        if other_judge is not None and alone[concept] < _BY_ITSELF:
            alone = blended(alone, other_judge("", matter, evidence))
        return alone[concept] >= _BY_ITSELF

    links = tuple(_likeliest(likelihoods, named_concepts, is_told))
    if links_of_lists:
        return (*links_of_lists, *(each for each in links if each.concept in named_concepts))[:MOST_LINKS]
    if own_concepts and not links:
        return tuple(each for each in _by_labels(text, matter, evidence, lists) if each.concept in own_concepts)
    return links[:MOST_LINKS]


def _likeliest(
    likelihoods: Mapping[str, float], named_concepts: Collection[str], is_told: Callable[[str], bool]
) -> Iterator[IssueLink]:
    """The likeliest concept, from the context where the sentence hardly indicates it, and those that own words name."""
    best = max(likelihoods, key=lambda each: likelihoods[each])
    threshold = _LEAST
    if best not in named_concepts and likelihoods[best] >= _LEAST:
        by_itself = is_told(best)
        if by_itself or likelihoods[best] >= _LEAST_OF_CONTEXT:
            yield IssueLink(best, round(likelihoods[best], 2), from_context=not by_itself)
            threshold = _LEAST_BESIDE
    for concept in sorted(named_concepts, key=lambda each: -likelihoods[each]):
        if likelihoods[concept] >= threshold:
            yield IssueLink(concept, round(likelihoods[concept], 2))
            threshold = _LEAST_BESIDE


def _by_labels(text: str, matter: Passage, evidence: Passage, lists: tuple[OwnList, ...]) -> tuple[IssueLink, ...]:
    """What a codebook's labels say of the topic announced before a matter, or else of what surrounds it. Concepts above
    others and our procedure are too wide to be a topic."""
    text_fields, topic_announced = fields(text, lists), topic_before(text, evidence)
    if topic_announced:
        topic, since = topic_announced
        links = [each for each in link(topic, since[0], lists, text_fields) if _is_narrow(each, lists)]
        later_concepts = {
            each.concept
            for sentence in since[1:]
            for each in link(sentence, sentence, lists, text_fields)
            if _is_narrow(each, lists)
        }
        if len(later_concepts.difference(each.concept for each in links)) < _TURNING:
            return tuple(replace(each, confidence=round(each.confidence * _BY_TOPIC, 2)) for each in links)
    return by_context(text, matter.text, evidence, lists)


def _is_narrow(issue_link: IssueLink, lists: tuple[OwnList, ...]) -> bool:
    if issue_link.concept in tops_of(lists):
        return False
    return replaced(lists) or scheme_of(lists).concepts[issue_link.concept].domain != PROCEDURE
