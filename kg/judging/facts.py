"""Judgements of facts: of one that the graph has, of one that is added, and between those of several coders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from kg.errors import DocumentUnknownError, FactUnknownError
from kg.judgements import AboutFact, Judged, Judgement, Reach, State, Verdict, text_key
from kg.judgements.fields import FIELDS, Kind
from kg.judgements.judgement import misfit
from kg.judgements.said import EVIDENCE, check, said, words_of
from kg.judgements.slot import corrected_values
from kg.judging.known import Known
from kg.judging.same_actors import check_apart
from kg.judging.values import stored_values
from kg.model import Document
from kg.review.agreement import facts_judged

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["added_fact", "check_proven", "judged_fact", "settlement"]


def judged_fact(
    known: Known,
    verdict: Verdict,
    fact: str,
    values: Mapping[str, Any],
    by: str,
    why: str,
    *,
    earlier: Sequence[Judgement] = (),
) -> Judgement:
    """A judgement that confirms or rejects the fact of this id, or corrects it to ``values``. After ``earlier``
    judgements of the fact, which the record lacks, a correction is not compared with what the fact says."""
    document, seen, local = _fact(known, fact)
    given = stored_values(known, document, seen.heading, values, (seen.start, seen.end))
    if verdict is Verdict.CORRECTED and not values:
        raise misfit(seen.heading, "correction", "empty", "one field or more")
    if verdict is not Verdict.CORRECTED and values:
        expected = "with corrected, which alone takes values"
        raise misfit(seen.heading, ", ".join(values), f"given with {verdict.value}", expected)
    if verdict is Verdict.CORRECTED and not earlier and (now := _now(local, seen.heading, fact)) | given == now:
        raise misfit(seen.heading, ", ".join(values), "as given already", "to be corrected: confirm the fact")
    before = reduce(corrected_values, earlier, dict(local.values.get(fact, {})))
    if verdict is Verdict.CORRECTED:
        check_apart(known, document, seen.heading, given, {**seen.said, **before, **given})
    if verdict is Verdict.CONFIRMED:
        # What is confirmed is the fact with its corrections, which the person has seen, not the fact as it was read.
        given = before
    return Judgement(verdict, seen, by, dt.datetime.now(dt.UTC), why, given)


def _now(local: Judged, heading: str, fact: str) -> dict[str, Any]:
    """What the fact of this id says, with its evidence; empty if it is rejected or represented by another fact. Issues
    are left out: to name one that a reader has linked is a change, since it stays whatever a reader links later."""
    one = next((each for each in local.facts.under(heading) if each.id == fact), None)
    if one is None:
        return {}
    found = said(heading, one, local.actors)
    empty: Mapping[Kind, Any] = {Kind.ACTORS: []}
    fields = [field for field in FIELDS[heading] if field.kind is not Kind.ISSUES]
    now = {field.name: found.get(field.name, empty.get(field.kind)) for field in fields}
    return now | {EVIDENCE: words_of(one.evidence)}


def added_fact(known: Known, heading: str, document: str, values: Mapping[str, Any], by: str, why: str) -> Judgement:
    """A judgement that adds a fact to the document of this id or name; ``values`` have its evidence."""
    if heading not in FIELDS:
        raise misfit("fact", "heading", repr(heading), f"one of {', '.join(FIELDS)}")
    there = known.document(document)
    given = stored_values(known, there, heading, values, (0, 0))
    proof = given.pop(EVIDENCE, None)
    if proof is None:
        raise misfit(heading, EVIDENCE, "missing", "given")
    near = (proof["start"], proof["end"])
    given = stored_values(known, there, heading, {**values, EVIDENCE: None}, near)
    check(heading, given, whole=True)
    check_apart(known, there, heading, given, given)
    about = AboutFact(text_key(there.text), there.name, heading, *near, proof["text"], given)
    return Judgement(Verdict.ADDED, about, by, dt.datetime.now(dt.UTC), why)


def check_proven(fact: AboutFact) -> None:
    """Raise `JudgementValueError` for words that do not stand in the evidence, which then cannot prove them. What
    other tools export need not keep to this."""
    for field in FIELDS[fact.heading]:
        words = fact.said.get(field.name) if field.kind is Kind.WORDS else None
        if words is not None and not fact.start <= words["start"] < words["end"] <= fact.end:
            expected = "words of the evidence: give evidence that contains them"
            raise misfit(fact.heading, field.name, repr(words["text"]), expected)


def settlement(
    record: Record, of: Judgement, verdict: Verdict, values: Mapping[str, Any], by: str, why: str
) -> Judgement:
    """A judgement that decides between all judgements in force of the fact that the judgement ``of`` is about.

    Confirmed is the fact as it was after ``of``, or as it is now if ``of`` rejects it or is undone. Raises
    `JudgementValueError` where there are none, and what a correction raises.
    """
    about = of.about
    states = record.judgements(about.text) if isinstance(about, AboutFact) else ()
    facts = facts_judged(states)
    fact = facts.get(of.id)
    of_fact = [each for each in states if fact and facts.get(each.judgement.id) == fact and not each.judgement.undone]
    others = [each.judgement.id for each in of_fact if not each.judgement.settles]
    if not isinstance(about, AboutFact) or not others:
        raise misfit("fact", "judgement", of.id, "one of a fact, in force")
    given: Mapping[str, Any] = {}
    if verdict is Verdict.CONFIRMED:
        is_left = of.verdict is Verdict.REJECTED or of.undone
        given = _values_after([each for each in of_fact if is_left or each.judgement.order <= of.order])
    if verdict is Verdict.CORRECTED:
        known, document = Known(record), record.document(about.document)
        given = stored_values(known, document, about.heading, values, (about.start, about.end))
        check_apart(known, document, about.heading, given, {**about.said, **_values_after(of_fact), **given})
    return Judgement(verdict, about, by, dt.datetime.now(dt.UTC), why, given, settles=tuple(others))


def _values_after(states: Sequence[State]) -> Mapping[str, Any]:
    """The corrected fields of a fact after these judgements of it, which are in the order of time."""
    in_effect = (state.judgement for state in states if state.reach is not Reach.IDLE)
    return reduce(corrected_values, in_effect, {})


def _fact(known: Known, id_: str) -> tuple[Document, AboutFact, Judged]:
    """The document of a fact, the fact as it was read, and the document's facts as they have been judged."""
    heading, _, rest = id_.partition("/")
    document_id, _, _ = rest.partition("/")
    try:
        judged = known.judged(document_id)
    except DocumentUnknownError as error:
        raise FactUnknownError(fact=repr(id_)) from error
    fact = judged.read.get(id_)
    if fact is None:
        raise FactUnknownError(fact=repr(id_))
    document = known.document(document_id)
    proof, key = fact.evidence, text_key(document.text)
    content = said(heading, fact, judged.actors)
    seen = AboutFact(key, document.name, heading, proof.start, proof.end, proof.text, content, proof.rule)
    return document, seen, judged
