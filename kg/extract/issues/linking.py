"""The issues of a matter in its document: the likeliest concepts of the scheme, or what a codebook's labels say."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache

from kg.extract.issues.announced_topics import topic_before
from kg.extract.issues.context import by_context
from kg.extract.issues.judgement import Judgement, judgement_of
from kg.extract.issues.likelihood import Likelihoods
from kg.extract.issues.matching import MOST_LINKS, fields, link
from kg.extract.issues.scheme import PROCEDURE, are_concepts_replaced, concepts, scheme_of, tops_of
from kg.extract.issues.signs import own_links
from kg.extract.issues.weights import load_weights
from kg.lists import OwnList
from kg.model import IssueLink, Passage

__all__ = ["issues_in"]

_LEAST, _LEAST_OF_CONTEXT, _LEAST_BESIDE = 0.38, 0.42, 0.15
"""The least likelihoods of a concept: of any, of one that only the text around indicates, and of one that a label in
the matter's own words names beside another, since the issues of a matter share one whole."""
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
    them, and replace those where there are none. Where a list replaces the scheme there are only its own.
    ``second_judge`` and ``bulletin`` count where words leave doubt (`kg.extract.issues.judgement.judgement_of`).
    """
    named_links = own_links(matter.text, evidence, text, lists)
    if are_concepts_replaced(lists):
        return named_links or _by_labels(text, matter, evidence, lists)

    unlearned_concepts = _unlearned_concepts(lists)
    named_unlearned = [each for each in named_links if each.concept in unlearned_concepts]
    named_learned = {each.concept for each in named_links}.difference(unlearned_concepts)
    judgement = judgement_of(text, matter, evidence, lists, named_links, second_judge, bulletin=bulletin)
    learned_links = list(_likeliest(judgement, named_learned))
    if named_unlearned:
        # The likeliest concept is left out unless the matter names it, too: it is about what its words name.
        links = [*named_unlearned, *(each for each in learned_links if each.concept in named_learned)]
    elif learned_links or not unlearned_concepts:
        links = learned_links
    else:
        links = [each for each in _by_labels(text, matter, evidence, lists) if each.concept in unlearned_concepts]
    return tuple(links[:MOST_LINKS])


@lru_cache(maxsize=8)
def _unlearned_concepts(lists: tuple[OwnList, ...]) -> frozenset[str]:
    """The concepts that have no weights, so that only their labels tell them: of a project's own lists, and of the
    scheme those that it got after the weights were learned."""
    listed_concepts = {issue.concept for each in lists for issue in each.issues}
    return frozenset(listed_concepts | concepts().keys()).difference(load_weights().names)


def _likeliest(judgement: Judgement, named_concepts: Collection[str]) -> Iterator[IssueLink]:
    """The likeliest concept, from the context where the sentence hardly indicates it, and those that own words name."""
    likelihoods = judgement.likelihoods
    best = max(likelihoods, key=likelihoods.__getitem__)
    threshold = _LEAST
    if best not in named_concepts and likelihoods[best] >= _LEAST:
        by_itself = judgement.is_indicated_by_sentence(best)
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
    return are_concepts_replaced(lists) or scheme_of(lists).concepts[issue_link.concept].domain != PROCEDURE
