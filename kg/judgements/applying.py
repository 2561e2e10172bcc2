"""The facts of a document with the judgements of them applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import Any, Final

from kg.errors import JudgementValueError
from kg.judgements.document_actors import DocumentActors
from kg.judgements.duplicate_facts import choose_representatives, with_issues
from kg.judgements.fact_content import (
    EVIDENCE,
    PERSON,
    are_enough,
    check,
    count_differing,
    fact_from_values,
    fact_key,
    is_proven,
    is_said,
)
from kg.judgements.fact_history import FactHistory
from kg.judgements.fields import POINTERS, repointed
from kg.judgements.judgement import AboutFact, Judgement, Reach, Verdict
from kg.judgements.places import Places
from kg.model import HEADINGS, Actor, AnyFact, Evidence, Facts, Position
from kg.standing import UNREVIEWED, Review, Standing

__all__ = ["Judged", "is_reviewed", "judged", "with_ids"]

CERTAIN: Final = 1.0
"""The confidence of a fact that a person has confirmed, corrected or added."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The ``facts`` of a document after its judgements have been applied, without the ``rejected`` ones.

    ``read`` maps the id of every fact, rejected or not, to the fact before its corrections: as a reader found it or a
    judgement added it. ``values`` maps the ids of corrected facts to their corrected fields. ``reaches`` maps the id of
    each judgement to its effect, ``fact_ids`` to the id of the fact that it is about. ``found_ids`` are the ids of the
    facts, rejected or not, that the reader found or that represent one that it found.
    """

    facts: Facts
    read: Mapping[str, AnyFact]
    reaches: Mapping[str, Reach] = field(default_factory=dict)
    rejected: Facts = field(default_factory=Facts)
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    fact_ids: Mapping[str, str] = field(default_factory=dict)
    found_ids: Set[str] = frozenset()

    @property
    def actors(self) -> Mapping[str, Actor]:
        """The actors of the document, and those that judgements add, by their local ids."""
        return {actor.id: actor for actor in self.facts.actors}


def is_reviewed(facts: Facts) -> bool:
    """Whether a person has confirmed, corrected or added one of the facts."""
    return any(fact.standing.is_reviewed for _, fact in facts.each())


def with_ids(facts: Facts, document_id: str) -> Facts:
    """The facts of a document, each with an id of its own: ``HEADING/DOCUMENT_ID/KEY``. Ids that they have stay.

    The keys of facts that say the same in the same words are numbered in the order of the facts.
    """
    actors = {actor.id: actor for actor in facts.actors}
    facts_by_heading: dict[str, Sequence[AnyFact]] = {}
    for heading in HEADINGS:
        of_heading: Sequence[AnyFact] = facts.under(heading)
        if not all(fact.id for fact in of_heading):  # facts of the record have ids, and keys are slow to compute
            keys = _unique_keys(heading, of_heading, actors)
            of_heading = [
                replace(fact, id=fact.id or f"{heading}/{document_id}/{key}")
                for fact, key in zip(of_heading, keys, strict=True)
            ]
        facts_by_heading[heading] = of_heading
    return Facts.of(facts.actors, facts_by_heading)


def _unique_keys(heading: str, facts: Sequence[AnyFact], actors: Mapping[str, Actor]) -> list[str]:
    """The key of each fact, in their order; from the second fact with the same key on, numbered from 2."""
    counts: dict[str, int] = {}
    keys = []
    for fact in facts:
        key = fact_key(heading, fact, actors)
        counts[key] = counts.get(key, 0) + 1
        keys.append(key if counts[key] == 1 else f"{key}-{counts[key]}")
    return keys


def judged(
    facts: Facts, text: str, judgements: Iterable[Judgement], document_id: str, linkable_issues: Set[str] | None = None
) -> Judged:
    """Apply judgements to the facts that a reader found in a text; each fact gets its id.

    ``linkable_issues`` are the concepts that a reader may link to positions (None: any). The judgements take effect in
    the order of their times, whatever their order here; undone ones have none. A fact that is confirmed, corrected or
    added has confidence 1, and stays even if no reader finds it any more.
    """
    applicable = sorted((each for each in judgements if each.undone is None), key=lambda each: each.order)
    facts_read = with_ids(facts, document_id)
    if not applicable:
        read_by_id = {fact.id: fact for _, fact in facts_read.each()}
        return Judged(facts_read, read_by_id, found_ids=read_by_id.keys())
    document_actors = DocumentActors(facts_read.actors, text)
    histories_by_heading = {heading: _histories(heading, facts_read.under(heading)) for heading in HEADINGS}
    reaches = {
        judgement.id: _apply(judgement, histories_by_heading, document_actors, document_id, linkable_issues)
        if _is_applicable(judgement, document_actors)
        else Reach.IDLE
        for judgement in applicable
    }
    for history in chain.from_iterable(histories_by_heading.values()):
        reaches |= dict.fromkeys(history.overruled_ids(document_actors.by_id), Reach.OVERRULED)
    return _outcome(histories_by_heading, document_actors, reaches)


def _histories(heading: str, facts: Iterable[AnyFact]) -> Places[FactHistory]:
    return Places((fact.evidence, FactHistory(heading, fact, fact.id.rpartition("/")[2])) for fact in facts)


def _outcome(
    histories_by_heading: Mapping[str, Places[FactHistory]],
    document_actors: DocumentActors,
    reaches: Mapping[str, Reach],
) -> Judged:
    """The facts that come out of their histories, to which all judgements have been applied."""
    kept: dict[str, Sequence[AnyFact]] = {}
    rejected: dict[str, Sequence[AnyFact]] = {}
    found_ids: set[str] = set()
    for heading, histories in histories_by_heading.items():
        # The reader's own order stays unless judgements add facts, which then take their place in the text.
        in_order = [*histories]
        if not all(history.is_read for history in in_order):
            in_order.sort(key=lambda history: history.fact.evidence.start)
        corrected_facts = {
            history: history.corrected_fact(document_actors) for history in in_order if not history.is_rejected
        }
        representatives = choose_representatives(corrected_facts, document_actors.by_id)
        kept[heading] = _kept_facts(heading, histories, corrected_facts, representatives, document_actors)
        rejected[heading] = [history.fact for history in in_order if history.is_rejected]
        found_ids |= {representatives.get(history, history).fact.id for history in histories if history.is_read}
    histories_by_id = {history.fact.id: history for history in chain.from_iterable(histories_by_heading.values())}
    return Judged(
        Facts.of(document_actors.actors, kept),
        {fact_id: history.fact for fact_id, history in histories_by_id.items()},
        reaches,
        Facts.of(document_actors.actors, rejected),
        {fact_id: history.values for fact_id, history in histories_by_id.items() if history.values},
        {
            judgement_id: fact_id
            for fact_id, history in histories_by_id.items()
            for judgement_id in history.judgement_ids
        },
        found_ids,
    )


def _is_applicable(judgement: Judgement, document_actors: DocumentActors) -> bool:
    """Whether the fact can take the values of the judgement.

    It may not: a field may have taken other values when the judgement was made, two actors may have been merged since,
    or a file of judgements may have been edited by hand.
    """
    about = judgement.about
    assert isinstance(about, AboutFact), "the record gives judgements of facts only"
    try:
        check(about.heading, about.said, whole=True)
        check(about.heading, judgement.values, whole=False)
    except JudgementValueError:
        return False
    values = judgement.values
    return are_enough(about.heading, values, document_actors) and is_proven(about.heading, values, document_actors)


def _apply(
    judgement: Judgement,
    histories_by_heading: Mapping[str, Places[FactHistory]],
    document_actors: DocumentActors,
    document_id: str,
    linkable_issues: Set[str] | None,
) -> Reach:
    """Apply a judgement to the history of its fact, and return its effect. The history is created if no reader found
    the fact; if it cannot be, the judgement is idle."""
    about = judgement.about
    assert isinstance(about, AboutFact), "the record gives judgements of facts only"
    histories = histories_by_heading[about.heading]
    history = _history_of(about, judgement.values, histories, document_actors)
    if history is None:
        if not _can_be_built(judgement, about, document_actors):
            return Reach.IDLE
        history = _new_history(about, histories, document_actors, document_id, linkable_issues)
    if judgement.verdict is Verdict.ADDED and not history.is_read:
        history.fact = with_issues(history.fact, about.said.get("issues") or ())
    stays = not history.is_read and judgement.verdict in {Verdict.CONFIRMED, Verdict.CORRECTED}
    history.apply(judgement)
    return Reach.KEPT if stays else Reach.HOLDS


def _can_be_built(judgement: Judgement, about: AboutFact, document_actors: DocumentActors) -> bool:
    """Whether the judgement is of a fact that the text can state, and does not reject it."""
    evidence = {"start": about.start, "end": about.end, "text": about.words}
    return (
        judgement.verdict is not Verdict.REJECTED
        and are_enough(about.heading, {**about.said, **judgement.values}, document_actors)
        and is_proven(about.heading, {**about.said, EVIDENCE: evidence}, document_actors)
    )


def _new_history(
    about: AboutFact,
    histories: Places[FactHistory],
    document_actors: DocumentActors,
    document_id: str,
    linkable_issues: Set[str] | None,
) -> FactHistory:
    """A history for a judged fact that no reader found, which is added to ``histories``."""
    evidence = Evidence(about.start, about.end, about.words, about.rule or PERSON, CERTAIN)
    fact = fact_from_values(about.heading, about.said, evidence, document_actors)
    key = _unused_key(fact_key(about.heading, fact, document_actors.by_id), {history.key for history in histories})
    fact = _without_unlinkable_issues(replace(fact, id=f"{about.heading}/{document_id}/{key}"), linkable_issues)
    history = FactHistory(about.heading, fact, key, is_read=False)
    histories.add(evidence, history)
    return history


def _without_unlinkable_issues(fact: AnyFact, linkable_issues: Set[str] | None) -> AnyFact:
    """A fact that no reader finds any more, without the issues that a reader had linked and could not link again."""
    if linkable_issues is None or not isinstance(fact, Position) or fact.evidence.rule == PERSON:
        return fact
    return replace(fact, issues=tuple(link for link in fact.issues if link.concept in linkable_issues))


def _unused_key(key: str, used_keys: Set[str]) -> str:
    """The key, with a number if another fact already has it: one that got it before somebody split an actor of it."""
    numbered = (f"{key}-{number}" for number in count(2))
    return next(candidate for candidate in chain([key], numbered) if candidate not in used_keys)


def _history_of(
    about: AboutFact, values: Mapping[str, Any], histories: Places[FactHistory], document_actors: DocumentActors
) -> FactHistory | None:
    """The history of the fact that was judged: one in about the same place that says the same, otherwise one there that
    already says what the judgement corrects it to; None if there is neither."""
    nearby = histories.at(about)
    history = _closest(about, about.said, nearby, document_actors)
    if history is not None or not values:
        return history
    corrected_content = {**about.said, **{name: value for name, value in values.items() if name != EVIDENCE}}
    return _closest(about, corrected_content, nearby, document_actors)


def _closest(
    about: AboutFact, content: Mapping[str, Any], histories: Sequence[FactHistory], document_actors: DocumentActors
) -> FactHistory | None:
    """Of the facts that say ``content``, the one with the fewest differing fields, and of those the nearest one."""
    matching = [
        history for history in histories if is_said(about.heading, content, history.fact, document_actors.by_id)
    ]
    if len(matching) < 2:
        return matching[0] if matching else None
    judged_evidence = Evidence(about.start, about.end, about.words, about.rule, CERTAIN)
    judged_fact = fact_from_values(about.heading, content, judged_evidence, document_actors.copy())

    def distance(history: FactHistory) -> tuple[int, int]:
        evidence = history.fact.evidence
        characters = abs(evidence.start - judged_evidence.start) + abs(evidence.end - judged_evidence.end)
        return count_differing(about.heading, judged_fact, history.fact), characters

    return min(matching, key=distance)


def _kept_facts(
    heading: str,
    histories: Iterable[FactHistory],
    corrected_facts: Mapping[FactHistory, AnyFact],
    representatives: Mapping[FactHistory, FactHistory],
    document_actors: DocumentActors,
) -> tuple[AnyFact, ...]:
    """The facts that are not rejected, each once, in the order of ``corrected_facts``. The indexes by which they point
    at each other, which count ``histories``, are updated."""
    kept_histories = [history for history in corrected_facts if representatives[history] is history]
    facts: list[AnyFact] = []
    for history in kept_histories:
        fact = corrected_facts[history]
        if history.review is not Review.UNREVIEWED:
            joined_histories = (each for each in corrected_facts if representatives[each] is history)
            coders = {coder for each in joined_histories for coder in each.agreeing_coders(document_actors.by_id)}
            evidence = replace(fact.evidence, confidence=CERTAIN)
            fact = replace(fact, evidence=evidence, standing=Standing(history.review, tuple(sorted(coders))))
        else:
            fact = replace(fact, standing=UNREVIEWED)
        facts.append(fact)
    kept_indexes = {history: index for index, history in enumerate(kept_histories)}
    new_indexes = {
        index: kept_indexes[representatives[history]]
        for index, history in enumerate(histories)
        if representatives.get(history) in kept_indexes
    }
    return repointed(facts, POINTERS.get(heading), new_indexes)
