"""Judgements of facts: of one that the graph has, of one that is added, and between those of several coders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from kg.errors import DocumentUnknownError, FactUnknownError
from kg.judgement_entry.cached_record import CachedRecord
from kg.judgement_entry.same_actors import check_apart
from kg.judgement_entry.values import stored_values
from kg.judgements import AboutFact, Judged, Judgement, Reach, State, Verdict, text_key
from kg.judgements.fact_content import EVIDENCE, check, fact_content, words_of
from kg.judgements.fact_history import corrected_values
from kg.judgements.fields import FIELDS, Kind
from kg.judgements.judgement import misfit
from kg.model import Document
from kg.review.agreement import facts_judged

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["added_fact", "judged_fact", "settlement"]


def judged_fact(
    cache: CachedRecord,
    verdict: Verdict,
    fact_id: str,
    values: Mapping[str, Any],
    by: str,
    why: str,
    *,
    earlier: Sequence[Judgement] = (),
) -> Judgement:
    """A judgement that confirms or rejects the fact of this id, or corrects it to ``values``.

    ``earlier`` are judgements of the fact that the record lacks yet: after some, a correction may say what the record's
    fact says already. Raises `JudgementValueError` for values that do not fit, and `FactUnknownError`.
    """
    document, about, facts = _fact(cache, fact_id)
    stored = stored_values(cache, document, about.heading, values, (about.start, about.end))
    if verdict is Verdict.CORRECTED and not values:
        raise misfit(about.heading, "correction", "empty", "one field or more")
    if verdict is not Verdict.CORRECTED and values:
        expected = "with corrected, which alone takes values"
        raise misfit(about.heading, ", ".join(values), f"given with {verdict.value}", expected)
    if verdict is Verdict.CORRECTED and not earlier and _has_values(facts, about.heading, fact_id, stored):
        raise misfit(about.heading, ", ".join(values), "as given already", "to be corrected: confirm the fact")
    corrected_so_far = reduce(corrected_values, earlier, dict(facts.values.get(fact_id, {})))
    if verdict is Verdict.CORRECTED:
        check_apart(cache, document, about.heading, stored, {**about.said, **corrected_so_far, **stored})
    if verdict is Verdict.CONFIRMED:
        # What is confirmed is the fact with its corrections, which the person has seen, not the fact as it was read.
        stored = corrected_so_far
    return Judgement(verdict, about, by, dt.datetime.now(dt.UTC), why, stored)


def _has_values(facts: Judged, heading: str, fact_id: str, values: Mapping[str, Any]) -> bool:
    """Whether the fact of this id has all these values already."""
    current = _current_content(facts, heading, fact_id)
    return {**current, **values} == current


def _current_content(facts: Judged, heading: str, fact_id: str) -> dict[str, Any]:
    """What the fact of this id says now, with its evidence; empty if it is rejected or represented by another fact.

    Issues are left out: to name one that a reader has linked is a change, since it stays whatever a reader links later.
    """
    fact = next((each for each in facts.facts.under(heading) if each.id == fact_id), None)
    if fact is None:
        return {}
    content = fact_content(heading, fact, facts.actors)
    empty_values: Mapping[Kind, Any] = {Kind.ACTORS: []}
    fields = [field for field in FIELDS[heading] if field.kind is not Kind.ISSUES]
    current = {field.name: content.get(field.name, empty_values.get(field.kind)) for field in fields}
    return current | {EVIDENCE: words_of(fact.evidence)}


def added_fact(
    cache: CachedRecord, heading: str, document_id: str, values: Mapping[str, Any], by: str, why: str
) -> Judgement:
    """A judgement that adds a fact to the document of this id or name; ``values`` include its evidence.

    Raises `JudgementValueError` for values that do not make a fact, or for a missing one.
    """
    if heading not in FIELDS:
        raise misfit("fact", "heading", repr(heading), f"one of {', '.join(FIELDS)}")
    document = cache.document(document_id)
    # The evidence has to be found first: of words that occur several times, the fact means those nearest to it.
    evidence = stored_values(cache, document, heading, values, (0, 0)).get(EVIDENCE)
    if evidence is None:
        raise misfit(heading, EVIDENCE, "missing", "given")
    span = (evidence["start"], evidence["end"])
    stored = stored_values(cache, document, heading, {**values, EVIDENCE: None}, span)
    check(heading, stored, whole=True)
    check_apart(cache, document, heading, stored, stored)
    about = AboutFact(text_key(document.text), document.name, heading, *span, evidence["text"], stored)
    return Judgement(Verdict.ADDED, about, by, dt.datetime.now(dt.UTC), why)


def settlement(
    record: Record, chosen: Judgement, verdict: Verdict, values: Mapping[str, Any], by: str, why: str
) -> Judgement:
    """A judgement that decides between all judgements in force of the fact that ``chosen`` is about.

    If ``verdict`` is confirmed, it confirms the fact as it was after ``chosen``, or as it is now if ``chosen`` rejects
    it or is undone. Raises `JudgementValueError` if no judgements of the fact are in force, and for values that a
    correction cannot have.
    """
    about = chosen.about
    states = record.judgements(about.text) if isinstance(about, AboutFact) else ()
    fact_keys = facts_judged(states)
    fact_key = fact_keys.get(chosen.id)
    of_fact = [
        state
        for state in states
        if fact_key and fact_keys.get(state.judgement.id) == fact_key and not state.judgement.undone
    ]
    settled_ids = [state.judgement.id for state in of_fact if not state.judgement.settles]
    if not isinstance(about, AboutFact) or not settled_ids:
        expected = "one of a fact, in force; of several decisions about actors the last one counts: decide again"
        raise misfit("fact", "judgement", chosen.id, expected)
    stored: Mapping[str, Any] = {}
    if verdict is Verdict.CONFIRMED:
        as_it_is = chosen.verdict is Verdict.REJECTED or chosen.undone
        stored = _values_after([state for state in of_fact if as_it_is or state.judgement.order <= chosen.order])
    if verdict is Verdict.CORRECTED:
        cache, document = CachedRecord(record), record.document(about.document)
        stored = stored_values(cache, document, about.heading, values, (about.start, about.end))
        check_apart(cache, document, about.heading, stored, {**about.said, **_values_after(of_fact), **stored})
    return Judgement(verdict, about, by, dt.datetime.now(dt.UTC), why, stored, settles=tuple(settled_ids))


def _values_after(states: Sequence[State]) -> Mapping[str, Any]:
    """The corrected fields of a fact after these judgements of it, which are in the order of time."""
    in_effect = (state.judgement for state in states if state.reach is not Reach.IDLE)
    return reduce(corrected_values, in_effect, {})


def _fact(cache: CachedRecord, fact_id: str) -> tuple[Document, AboutFact, Judged]:
    """The document of a fact, the fact as it was read, and the document's facts as they have been judged.

    Raises `FactUnknownError`.
    """
    heading, _, rest = fact_id.partition("/")
    document_id, _, _ = rest.partition("/")
    try:
        judged = cache.judged(document_id)
    except DocumentUnknownError as error:
        raise FactUnknownError(fact=repr(fact_id)) from error
    fact = judged.read.get(fact_id)
    if fact is None:
        raise FactUnknownError(fact=repr(fact_id))
    document = cache.document(document_id)
    evidence, key = fact.evidence, text_key(document.text)
    content = fact_content(heading, fact, judged.actors)
    about = AboutFact(key, document.name, heading, evidence.start, evidence.end, evidence.text, content, evidence.rule)
    return document, about, judged
