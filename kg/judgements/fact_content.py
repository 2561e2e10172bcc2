"""The content of a fact as a judgement keeps it: JSON values by field, from which the fact can be built again.

Also comparing such contents with facts, and checking them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from kg.folding import without_case
from kg.judgements.document_actors import DocumentActors, actor_key, actor_value, is_same_actor
from kg.judgements.fields import FIELDS, POINTERS, TYPES, Field, Kind, fields_of
from kg.judgements.judgement import misfit
from kg.judgements.settings import advice_on_number
from kg.model import Actor, ActorType, AnyFact, Evidence, IssueLink, Passage

__all__ = [
    "EVIDENCE",
    "PERSON",
    "are_enough",
    "check",
    "count_differing",
    "fact_content",
    "fact_from_values",
    "fact_key",
    "identifying_values",
    "is_proven",
    "is_said",
    "plain",
    "with_values",
    "words_of",
]

EVIDENCE = "evidence"
"""The name of the evidence among a judgement's values, whatever the heading."""
PERSON = "person"
"""The rule id of facts that a person added."""
KEY_DIGITS = 12
COMMON_SHARE: Final = 2 / 3
"""The share of the words of the longer of two wordings that both have in common if they mean the same. Half would join
different matters ("the new treaty" is half of "the signing of the new treaty"); more would separate wordings that
differ in one word."""
ARTICLES: Final = frozenset({"a", "an", "the"})
_WORD: Final = re.compile(r"\w+")
_NEGATION: Final = re.compile(r"\b(?:no|non|not|cannot|never|neither|nor|none|without|against)\b|n['’]t\b")


def fact_content(heading: str, fact: AnyFact, actors: Mapping[str, Actor]) -> dict[str, Any]:
    """The content of a fact: JSON values by the names of its fields, without empty ones."""
    evidence_span = (fact.evidence.start, fact.evidence.end)

    def value_of_actor(id_: str) -> dict[str, Any]:
        return actor_value(actors[id_], evidence_span)

    content = {}
    for field in FIELDS[heading]:
        value = _json_value(field, getattr(fact, field.name), value_of_actor)
        if value not in (None, []):
            content[field.name] = value
    return content


def _json_value(field: Field, value: Any, value_of_actor: Callable[[str], Any]) -> Any:
    """A field's value as JSON; ``value_of_actor`` gives that of an actor by its local id."""
    if value is None:
        return None
    match field.kind:
        case Kind.ACTOR:
            return value_of_actor(value)
        case Kind.ACTORS:
            return [value_of_actor(id_) for id_ in value]
        case Kind.WORDS:
            return words_of(value)
        case Kind.CHOICE:
            return str(value)
        case Kind.DATE:
            return value.isoformat()
        case Kind.ISSUES:
            # An issue that only the context suggests is not part of what the fact says.
            return [link.concept for link in value if not link.from_context]
        case _:
            return value


def words_of(passage: Passage) -> dict[str, Any]:
    """A span and its words as a judgement keeps them."""
    return {"start": passage.start, "end": passage.end, "text": passage.text}


def plain(heading: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a judgement in a form that can be compared: actors by gazetteer entry or name, words by their span,
    an empty value as None.

    >>> plain("lead", {"leader": {"name": "Liu  He", "type": "person"}, "of": None})
    {'leader': 'liu he', 'of': None}
    """
    kinds = {field.name: field.kind for field in FIELDS[heading]} | {EVIDENCE: Kind.WORDS}
    return {name: _comparable(kinds[name], value) for name, value in values.items()}


def _comparable(kind: Kind, value: Any) -> Any:
    if value is None or value == []:
        return None
    match kind:
        case Kind.ACTOR:
            return value.get("gazetteer") or without_case(value["name"])
        case Kind.ACTORS:
            return [_comparable(Kind.ACTOR, actor) for actor in value]
        case Kind.WORDS:
            return value["start"], value["end"]
        case _:
            return value


def fact_key(heading: str, fact: AnyFact, actors: Mapping[str, Actor]) -> str:
    """Twelve hexadecimal digits: a hash of a fact's heading, evidence span and content, without date and confidence."""
    identifying = identifying_values(heading, fact, lambda id_: actor_key(actors[id_]))
    text = json.dumps([heading, fact.evidence.start, fact.evidence.end, *identifying], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:KEY_DIGITS]


def identifying_values(heading: str, fact: AnyFact, actor_name: Callable[[str], str]) -> list[Any]:
    """The values that distinguish a fact from others with the same evidence: those of the fields with
    `Field.is_said`, in the order of `FIELDS`.

    Words are case-folded; ``actor_name`` gives the name of an actor by its local id.
    """
    values: list[Any] = []
    for field in FIELDS[heading]:
        if field.is_said:
            value: Any = _json_value(field, getattr(fact, field.name), actor_name)
            value = sorted(value) if field.unordered else value
            values.append(without_case(value["text"]) if field.kind is Kind.WORDS and value else value)
    return values


def is_said(heading: str, values: Mapping[str, Any], fact: AnyFact, actors: Mapping[str, Actor]) -> bool:
    """Whether a fact says the same as ``values``, whatever the spans: the same actors, and nearly the same words."""
    return all(
        _means_same(field, values.get(field.name), getattr(fact, field.name), actors)
        for field in FIELDS[heading]
        if field.is_said
    )


def count_differing(heading: str, fact: AnyFact, other: AnyFact) -> int:
    """How many of the fields with `Field.is_said` differ between the two facts."""
    return sum(getattr(fact, field.name) != getattr(other, field.name) for field in FIELDS[heading] if field.is_said)


def _means_same(field: Field, judged_value: Any, fact_value: Any, actors: Mapping[str, Actor]) -> bool:
    """Whether a judgement's value of a field means the same as the fact's; an empty one means the field's default."""
    judged_value = judged_value or field.default
    if not judged_value or not fact_value:
        return (judged_value or None) == (fact_value or None)
    match field.kind:
        case Kind.ACTOR:
            return is_same_actor(judged_value, actors[fact_value])
        case Kind.ACTORS:
            # Two names in a judgement may mean the same actor of the document.
            matches = [{id_ for id_ in fact_value if is_same_actor(actor, actors[id_])} for actor in judged_value]
            is_complete = set().union(*matches) == set(fact_value)
            return all(matches) and is_complete and len(fact_value) <= len(judged_value)
        case Kind.WORDS:
            return _are_alike(judged_value, fact_value, is_mark=field.is_mark)
        case Kind.TEXT:
            return without_case(judged_value) == without_case(fact_value)
        case _:
            return bool(judged_value == fact_value)


def _are_alike(judged_words: Mapping[str, Any], passage: Passage, *, is_mark: bool) -> bool:
    """Whether two spans hold the same words, or overlap in nearly all of them (`COMMON_SHARE`) with the same
    negations; marks are alike if they overlap at all."""
    start, end = max(judged_words["start"], passage.start), min(judged_words["end"], passage.end)
    if is_mark and start < end:
        return True
    if _NEGATION.findall(without_case(judged_words["text"])) != _NEGATION.findall(without_case(passage.text)):
        return False
    words, passage_words = _words(judged_words["text"]), _words(passage.text)
    common_words = _words(passage.text[start - passage.start : max(start, end) - passage.start])
    return words == passage_words or len(common_words) >= COMMON_SHARE * max(len(words), len(passage_words))


def _words(text: str) -> list[str]:
    """The case-folded words of a text without articles; of a text that has no other words, all that it has."""
    return [word for word in _WORD.findall(without_case(text)) if word not in ARTICLES] or text.split()


def fact_from_values(
    heading: str, values: Mapping[str, Any], evidence: Evidence, document_actors: DocumentActors
) -> AnyFact:
    """A fact of these values and evidence; actors that the document lacks are added to ``document_actors``.

    Raises `JudgementValueError` for values that do not make a fact.
    """
    check(heading, values, whole=True)
    field_values = {
        field.name: _fact_value(field, values.get(field.name), document_actors) for field in FIELDS[heading]
    }
    # Judgements do not say which other fact of the document a fact points at.
    pointer = {POINTERS[heading]: None} if heading in POINTERS else {}
    fact_type: Callable[..., AnyFact] = TYPES[heading]
    return fact_type(**field_values, **pointer, evidence=evidence)


def is_proven(heading: str, values: Mapping[str, Any], document_actors: DocumentActors) -> bool:
    """Whether the text has the words of these values at their spans."""
    word_fields = {EVIDENCE, *(field.name for field in FIELDS[heading] if field.kind is Kind.WORDS)}
    return all(
        value is None or document_actors.has_words(value["start"], value["end"], value["text"])
        for name, value in values.items()
        if name in word_fields
    )


def are_enough(heading: str, values: Mapping[str, Any], document_actors: DocumentActors) -> bool:
    """Whether each field names as many different actors as it needs: two names may mean the same actor."""
    return all(
        len(_fact_value(field, values[field.name], document_actors.copy())) >= field.fewest
        for field in FIELDS[heading]
        if field.fewest and field.name in values
    )


def with_values(heading: str, fact: AnyFact, values: Mapping[str, Any], document_actors: DocumentActors) -> AnyFact:
    """The fact with these corrected fields, one of which may be the evidence.

    A corrected matter has only the issues that ``values`` name, if any: those of the old matter are dropped.
    """
    if "matter" in values:
        values = {"issues": [], **values}
    changes = {
        name: _fact_value(fields_of(heading)[name], value, document_actors)
        for name, value in values.items()
        if name != EVIDENCE
    }
    if EVIDENCE in values:
        words = values[EVIDENCE]
        changes[EVIDENCE] = replace(fact.evidence, start=words["start"], end=words["end"], text=words["text"])
    return replace(fact, **changes)


def _fact_value(field: Field, value: Any, document_actors: DocumentActors) -> Any:
    """A judgement's value of a field as facts have it, the inverse of `_json_value`."""
    match field.kind:
        case Kind.ACTOR:
            return None if value is None else document_actors.local_id(value)
        case Kind.ACTORS:
            return tuple(dict.fromkeys(document_actors.local_id(actor) for actor in value or ()))
        case Kind.WORDS:
            return None if value is None else Passage(value["start"], value["end"], value["text"])
        case Kind.CHOICE:
            assert field.options is not None, "a field with a choice has options"
            return field.options(str(value or field.default))
        case Kind.DATE:
            return None if value is None else dt.date.fromisoformat(value)
        case Kind.ISSUES:
            return tuple(IssueLink(concept, 1.0) for concept in value or ())
        case Kind.NUMBER:
            return None if value is None else float(value)
        case Kind.TEXT:
            return value if value is not None else field.default


def check(heading: str, values: Mapping[str, Any], *, whole: bool) -> None:
    """Raise `JudgementValueError` for an unknown field and for a value that a field cannot have; if ``whole``, also for
    a required field that is missing."""
    fields = fields_of(heading)
    for name, value in values.items():
        if name == EVIDENCE:
            _check_words(heading, name, value)
        elif name not in fields:
            raise misfit(heading, name, repr(value), f"one of {', '.join(fields)}")
        elif value is None and fields[name].is_needed:
            raise misfit(heading, name, "removed", "kept or corrected: the fact needs it")
        elif value is not None:
            _check_field(heading, fields[name], value)
    missing = [f.name for f in fields.values() if whole and f.is_needed and f.default is None and f.name not in values]
    if missing:
        raise misfit(heading, missing[0], "missing", "given")


def _check_field(heading: str, field: Field, value: Any) -> None:
    given, expected = repr(value), field.kind.value
    match field.kind:
        case Kind.ACTOR:
            _check_actor(heading, field.name, value)
            return
        case Kind.ACTORS:
            is_right = isinstance(value, list) and field.fewest <= len(value) <= field.most
            expected = f"{field.fewest} actors" if field.fewest else expected
            if isinstance(value, list):
                for actor in value:
                    _check_actor(heading, field.name, actor)
                given = ", ".join(actor["name"] for actor in value)
        case Kind.WORDS:
            _check_words(heading, field.name, value)
            return
        case Kind.CHOICE:
            is_right, expected = value in field.choices, f"one of {', '.join(field.choices)}"
        case Kind.NUMBER:
            is_right = _is_number(value)
        case Kind.DATE:
            is_right, expected = _is_day(value), "a day such as 2018-08-24, for a month or year its first"
            expected += advice_on_number(str(value))
        case Kind.ISSUES:
            is_right = isinstance(value, list) and all(isinstance(concept, str) for concept in value)
        case Kind.TEXT:
            is_right = isinstance(value, str) and bool(value.strip())
    if not is_right:
        raise misfit(heading, field.name, given, expected)


def _check_actor(heading: str, name: str, value: Any) -> None:
    """Raise `JudgementValueError` for a value that is no actor. Any name will do that is not blank: a reader may have
    taken a mark for an actor, and people must be able to say that this is wrong."""
    if not isinstance(value, dict):
        raise misfit(heading, name, repr(value), "an actor, with name and type")
    actor_name, actor_type = value.get("name"), value.get("type")
    if not isinstance(actor_name, str) or not actor_name.strip():
        raise misfit(heading, f"{name} (its name)", repr(actor_name), "the name of an actor")
    if actor_type not in [*ActorType]:
        raise misfit(heading, f"{name} (the type of {actor_name})", repr(actor_type), f"one of {', '.join(ActorType)}")


def _is_number(value: Any) -> bool:
    # Not infinite and not NaN: the formats of the exports have neither.
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max


def _is_day(value: Any) -> bool:
    try:
        dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _check_words(heading: str, name: str, value: Any) -> None:
    has_span = isinstance(value, dict) and all(isinstance(value.get(key), int) for key in ("start", "end"))
    if not has_span or not isinstance(value.get("text"), str) or value["end"] - value["start"] != len(value["text"]):
        raise misfit(heading, name, repr(value), "a span and its words")
