"""A document's facts as objects with the same fields for all headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Action, AnyFact, Facts, Passage, Position, ResolvedDocument, Statement, page_at
from kg.model.periods import printed
from kg.stores.ids import fact_id, issue_ids, issue_label
from kg.vocabulary import DIGITS, Concept

__all__ = ["facts"]

type Json = dict[str, Any]


def facts(resolved: ResolvedDocument, issues: Mapping[str, Concept]) -> list[Json]:
    """The facts of a document, in the order of their evidence; ``issues`` gives the labels.

    A fact has ``id``, ``heading``, ``kind`` (the stance, the modality of talks ...), ``sign``, ``words`` (what it is
    about), ``evidence`` (its span), ``page`` (where it begins; None if it is not known), ``rule``, ``confidence``,
    ``date`` (the first day of its period), ``when`` (the period as precisely as it is known), ``actors`` (each a
    ``role`` in the fact and an ``id``), ``sources`` (the chain of reporters, the nearest first), ``spans`` (other
    passages, by name), ``issues``, ``modality``, ``reply_to`` (the id of a fact), ``more`` (values by name), ``review``
    (the result of people's review) and ``by`` (the reviewers).
    """
    result = sorted(_facts_by_heading(resolved, issues), key=lambda fact: (fact["evidence"][0], fact["evidence"][1]))
    published = resolved.document.when
    for fact in result:
        date, granularity = fact.get("date"), fact.get("granularity")
        if date is None and published is not None:
            date, granularity = published.day.isoformat(), published.granularity
        page = page_at(resolved.document.pages, fact["evidence"][0])
        fact |= {"date": date, "when": printed(date, granularity) if date else None, "page": page}
    return result


def _facts_by_heading(resolved: ResolvedDocument, issues: Mapping[str, Concept]) -> Iterator[Json]:
    document, document_facts = resolved.document.id, resolved.facts
    for n, position in enumerate(document_facts.positions):
        answered_position = None if position.reply_to is None else document_facts.positions[position.reply_to]
        labelled = list(_issues(position, issues))
        yield _position(document, n, position, answered_position, labelled)
    for n, statement in enumerate(document_facts.statements):
        enclosing = None if statement.within is None else document_facts.statements[statement.within]
        yield _statement(document, n, statement, enclosing)
    for n, action in enumerate(document_facts.actions):
        yield _action(document, n, action)
    yield from _between_actors(document, document_facts)


def _between_actors(document: str, found: Facts) -> Iterator[Json]:
    for n, role in enumerate(found.roles):
        ends = {"person": role.person, "organization": role.organization}
        yield _fact(document, "role", n, role, ends, words=role.title)
    for n, member in enumerate(found.affiliations):
        yield _fact(document, "affiliation", n, member, {"member": member.member, "of": member.of})
    for n, lead in enumerate(found.leads):
        yield _fact(document, "lead", n, lead, {"leader": lead.leader, "of": lead.of})
    for n, talk in enumerate(found.negotiations):
        ends = {"party": talk.parties[0], "other party": talk.parties[1]}
        ends |= {f"mediator {k}" if len(talk.mediators) > 1 else "mediator": m for k, m in enumerate(talk.mediators, 1)}
        yield _fact(document, "negotiation", n, talk, ends, kind=talk.modality.value, modality=talk.modality.value)
    for n, label in enumerate(found.labels):
        sources = [label.source] if label.source else []
        yield _fact(document, "label", n, label, {"actor": label.actor}, words=label.label, sources=sources)


def _fact(document: str, heading: str, n: int, fact: AnyFact, actors: Mapping[str, str | None], **values: Any) -> Json:
    evidence = fact.evidence
    return {
        "id": fact_id(heading, document, n, fact),
        "heading": heading,
        "evidence": [evidence.start, evidence.end],
        "rule": evidence.rule,
        "confidence": round(evidence.confidence, DIGITS),
        "review": fact.standing.review.value,
        "by": list(fact.standing.by),
        "actors": [{"role": role, "id": id_} for role, id_ in actors.items() if id_],
        **values,
    }


def _issues(position: Position, concepts: Mapping[str, Concept]) -> Iterator[Json]:
    """The position's issues by its own words, then those from the surrounding text."""
    from_context = [(f"issue/{link.concept}", link.confidence) for link in position.issues if link.from_context]
    for ids, note in ((issue_ids(position), ""), (from_context, " (from the context)")):
        for id_, sure in ids:
            yield {"id": id_, "label": issue_label(id_, concepts) + note, "confidence": round(sure, DIGITS)}


def _position(document: str, n: int, position: Position, answered: Position | None, issues: list[Json]) -> Json:
    spans = {"matter": _span(position.matter)}
    if position.condition:
        spans["condition"] = _span(position.condition)
    return _fact(
        document,
        "position",
        n,
        position,
        {"holder": position.holder, "addressee": position.addressee},
        kind=position.stance.value,
        sign=position.stance.sign,
        words=position.matter.text,
        modality=position.modality.value,
        sources=list(position.sources),
        spans=spans,
        issues=issues,
        reply_to=None if answered is None else fact_id("position", document, position.reply_to or 0, answered),
        date=position.date.isoformat() if position.date else None,
        granularity=position.granularity.value,
    )


def _statement(document: str, n: int, statement: Statement, enclosing: Statement | None) -> Json:
    ends = {f"source {i}" if i > 1 else "source": id_ for i, id_ in enumerate(statement.sources, 1)}
    within = None if enclosing is None else fact_id("statement", document, statement.within or 0, enclosing)
    return _fact(
        document,
        "statement",
        n,
        statement,
        ends,
        words=statement.content.text,
        spans={"cue": _span(statement.cue), "content": _span(statement.content)},
        more={"cue": statement.cue.text, "polarity": str(statement.polarity), **({"within": within} if within else {})},
    )


def _action(document: str, n: int, action: Action) -> Json:
    sizes = {"amount": action.amount, "unit": action.unit, "rate in percent": action.rate}
    return _fact(
        document,
        "action",
        n,
        action,
        {"actor": action.actor, "target": action.target},
        kind=action.kind.value,
        modality=action.status.value,
        more={name: value for name, value in sizes.items() if value is not None},
        date=action.date.isoformat() if action.date else None,
        granularity=action.granularity.value,
    )


def _span(passage: Passage) -> list[int]:
    return [passage.start, passage.end]
