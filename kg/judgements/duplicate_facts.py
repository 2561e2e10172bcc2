"""Duplicate facts, which say the same in the same place after one of them has been corrected: one represents all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from kg.judgements.fact_content import fact_content, is_said
from kg.judgements.fact_history import FactHistory
from kg.judgements.fields import FIELDS
from kg.judgements.places import Places
from kg.model import Actor, AnyFact, IssueLink, Position

__all__ = ["choose_representatives", "with_issues"]

REPORTER_FIELDS: Final = frozenset({"sources", "source"})
"""The fields that say who reports a fact: with and without a reporter it is the same fact."""


def choose_representatives(
    corrected_facts: dict[FactHistory, AnyFact], actors: Mapping[str, Actor]
) -> Mapping[FactHistory, FactHistory]:
    """For the history of each fact that of the fact that represents it, which may be itself: a corrected or added fact
    represents all that say the same in the same place. The latest judgements come first.

    Changes ``corrected_facts``: a representative that has no reporters, and from which nobody has removed them, takes
    over those of the facts that it represents. It also takes over the issues of those that no reader finds.
    """
    representatives = {history: history for history in corrected_facts}
    places = Places((fact.evidence, history) for history, fact in corrected_facts.items())
    changed_histories = [
        (history.last_judgement.order, history)
        for history in corrected_facts
        if history.last_judgement and (history.values or not history.is_read)
    ]
    for _, history in sorted(changed_histories, key=lambda each: each[0], reverse=True):
        if representatives[history] is not history:
            continue
        for other in places.at(corrected_facts[history].evidence):
            if (
                other is not history
                and representatives[other] is other
                and _say_the_same(history.heading, corrected_facts[history], corrected_facts[other], actors)
            ):
                representatives[other] = history
                corrected_facts[history] = _with_details(
                    history, corrected_facts[history], other, corrected_facts[other]
                )
    return representatives


def _with_details(history: FactHistory, fact: AnyFact, other_history: FactHistory, other_fact: AnyFact) -> AnyFact:
    """The fact of ``history`` with the reporters and issues that it takes over from a fact that it represents."""
    missing = [
        name for name in _reporter_fields(history.heading) if name not in history.values and not getattr(fact, name)
    ]
    fact = replace(fact, **{name: getattr(other_fact, name) for name in missing})
    if isinstance(other_fact, Position) and not other_history.is_read and "issues" not in history.values:
        fact = with_issues(fact, (link.concept for link in other_fact.issues))
    return fact


def with_issues[F: AnyFact](fact: F, concepts: Iterable[str]) -> F:
    """A position with these issues as well: a coder who sees several issues in the same words adds a fact for each."""
    if not isinstance(fact, Position):
        return fact
    links = {link.concept: link for link in fact.issues} | {each: IssueLink(each, 1.0) for each in concepts}
    return replace(fact, issues=tuple(links.values()))


def _say_the_same(heading: str, fact: AnyFact, other: AnyFact, actors: Mapping[str, Actor]) -> bool:
    """Whether two facts say the same, with a missing reporter taken to be that of the other fact."""
    content, other_content = fact_content(heading, fact, actors), fact_content(heading, other, actors)
    for name in _reporter_fields(heading):
        if not content.get(name) or not other_content.get(name):
            content[name] = other_content.get(name)
    return is_said(heading, content, other, actors)


def _reporter_fields(heading: str) -> list[str]:
    return [field.name for field in FIELDS[heading] if field.name in REPORTER_FIELDS]
