"""The content of a fact as a judgement keeps it: JSON values by field, from which the fact can be built again."""

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
from kg.judgements.cast import Cast, actor_key, named, same_actor
from kg.judgements.fields import FIELDS, POINTERS, TYPES, Field, Kind, fields_of
from kg.judgements.judgement import misfit
from kg.model import Actor, ActorType, AnyFact, Evidence, IssueLink, Passage

__all__ = [
    "EVIDENCE",
    "PERSON",
    "are_enough",
    "built",
    "check",
    "count_differing",
    "fact_key",
    "identifying_values",
    "is_proven",
    "is_said",
    "plain",
    "said",
    "with_values",
    "words_of",
]

EVIDENCE = "evidence"
"""The name of the evidence among a judgement's values, whatever the heading."""
PERSON = "person"
"""The rule id of facts that a person added."""
KEY_DIGITS = 12
ALIKE: Final = 2 / 3
"""The share of the longer of two wordings that both have if they mean the same. Half would join different matters ("the
new treaty" is half of "the signing of the new treaty"); more would separate wordings that differ in one word."""
ARTICLES: Final = frozenset({"a", "an", "the"})
_WORD: Final = re.compile(r"\w+")
_DENIAL: Final = re.compile(r"\b(?:no|non|not|cannot|never|neither|nor|none|without|against)\b|n['’]t\b")


def said(heading: str, fact: AnyFact, actors: Mapping[str, Actor]) -> dict[str, Any]:
    """The content of a fact by field, without empty fields."""
    near = (fact.evidence.start, fact.evidence.end)

    def actor(id_: str) -> dict[str, Any]:
        return named(actors[id_], near)

    values = {}
    for field in FIELDS[heading]:
        value = _value(field, getattr(fact, field.name), actor)
        if value not in (None, []):
            values[field.name] = value
    return values


def _value(field: Field, value: Any, actor: Callable[[str], Any]) -> Any:
    if value is None:
        return None
    match field.kind:
        case Kind.ACTOR:
            return actor(value)
        case Kind.ACTORS:
            return [actor(id_) for id_ in value]
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
    """The values in a form that can be compared, whatever else is known of an actor; an empty value is None.

    >>> plain("lead", {"leader": {"name": "Liu  He", "type": "person"}, "of": None})
    {'leader': 'liu he', 'of': None}
    """
    kinds = {field.name: field.kind for field in FIELDS[heading]} | {EVIDENCE: Kind.WORDS}
    return {name: _plain(kinds[name], value) for name, value in values.items()}


def _plain(kind: Kind, value: Any) -> Any:
    if value is None or value == []:
        return None
    match kind:
        case Kind.ACTOR:
            return value.get("gazetteer") or without_case(value["name"])
        case Kind.ACTORS:
            return [_plain(Kind.ACTOR, one) for one in value]
        case Kind.WORDS:
            return value["start"], value["end"]
        case _:
            return value


def fact_key(heading: str, fact: AnyFact, actors: Mapping[str, Actor]) -> str:
    """Twelve hexadecimal digits: a hash of a fact's heading, evidence span and content, without date and confidence."""
    told = identifying_values(heading, fact, lambda id_: actor_key(actors[id_]))
    text = json.dumps([heading, fact.evidence.start, fact.evidence.end, *told], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:KEY_DIGITS]


def identifying_values(heading: str, fact: AnyFact, actor: Callable[[str], str]) -> list[Any]:
    """The values that tell a fact from others with the same evidence: its `is_said` fields, with words case-folded and
    actors as ``actor`` names them."""
    found: list[Any] = []
    for field in FIELDS[heading]:
        if field.is_said:
            value: Any = _value(field, getattr(fact, field.name), actor)
            value = sorted(value) if field.unordered else value
            found.append(without_case(value["text"]) if field.kind is Kind.WORDS and value else value)
    return found


def is_said(heading: str, values: Mapping[str, Any], fact: AnyFact, actors: Mapping[str, Actor]) -> bool:
    """Whether a fact says the same as ``values``, whatever the spans: the same actors, and nearly the same words."""
    return all(
        _same(field, values.get(field.name), getattr(fact, field.name), actors)
        for field in FIELDS[heading]
        if field.is_said
    )


def count_differing(heading: str, one: AnyFact, other: AnyFact) -> int:
    """How many `is_said` fields differ between the two facts."""
    return sum(getattr(one, field.name) != getattr(other, field.name) for field in FIELDS[heading] if field.is_said)


def _same(field: Field, value: Any, found: Any, actors: Mapping[str, Actor]) -> bool:
    value = value or field.default
    if not value or not found:
        return (value or None) == (found or None)
    match field.kind:
        case Kind.ACTOR:
            return same_actor(value, actors[found])
        case Kind.ACTORS:
            # Two names in a judgement may mean the same actor of the document.
            same = [{id_ for id_ in found if same_actor(one, actors[id_])} for one in value]
            return all(same) and set().union(*same) == set(found) and len(found) <= len(value)
        case Kind.WORDS:
            return _are_alike(value, found, is_mark=field.is_mark)
        case Kind.TEXT:
            return without_case(value) == without_case(found)
        case _:
            return bool(value == found)


def _are_alike(value: Mapping[str, Any], found: Passage, *, is_mark: bool) -> bool:
    """Whether two spans hold the same words, or overlap in nearly all of them (`ALIKE`) with the same negations; marks
    are alike if they overlap at all."""
    start, end = max(value["start"], found.start), min(value["end"], found.end)
    if is_mark and start < end:
        return True
    if _DENIAL.findall(without_case(value["text"])) != _DENIAL.findall(without_case(found.text)):
        return False
    ours, theirs = _words(value["text"]), _words(found.text)
    both = _words(found.text[start - found.start : max(start, end) - found.start])
    return ours == theirs or len(both) >= ALIKE * max(len(ours), len(theirs))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(without_case(text)) if word not in ARTICLES] or text.split()


def built(heading: str, values: Mapping[str, Any], evidence: Evidence, actors: Cast) -> AnyFact:
    """A fact of these values and evidence. Raises `JudgementValueError` for values that do not make a fact."""
    check(heading, values, whole=True)
    given = {field.name: _read(field, values.get(field.name), actors) for field in FIELDS[heading]}
    # Judgements do not say which other fact of the document a fact points at.
    rest = {POINTERS[heading]: None} if heading in POINTERS else {}
    kind: Callable[..., AnyFact] = TYPES[heading]
    return kind(**given, **rest, evidence=evidence)


def is_proven(heading: str, values: Mapping[str, Any], actors: Cast) -> bool:
    """Whether the text has the words of these values at their spans."""
    of_words = {EVIDENCE, *(field.name for field in FIELDS[heading] if field.kind is Kind.WORDS)}
    return all(
        value is None or actors.has_words(value["start"], value["end"], value["text"])
        for name, value in values.items()
        if name in of_words
    )


def are_enough(heading: str, values: Mapping[str, Any], actors: Cast) -> bool:
    """Whether each field names as many different actors as it needs: two names may mean the same actor."""
    return all(
        len(_read(field, values[field.name], actors.copy())) >= field.fewest
        for field in FIELDS[heading]
        if field.fewest and field.name in values
    )


def with_values(heading: str, fact: AnyFact, values: Mapping[str, Any], actors: Cast) -> AnyFact:
    """The fact with these corrected fields; ``evidence`` may be one of them.

    A new matter drops the issues of the old one: the fact has those that are given, else none.
    """
    if "matter" in values:
        values = {"issues": [], **values}
    changes = {
        name: _read(fields_of(heading)[name], value, actors) for name, value in values.items() if name != EVIDENCE
    }
    if EVIDENCE in values:
        proof = values[EVIDENCE]
        changes[EVIDENCE] = replace(fact.evidence, start=proof["start"], end=proof["end"], text=proof["text"])
    return replace(fact, **changes)


def _read(field: Field, value: Any, actors: Cast) -> Any:
    match field.kind:
        case Kind.ACTOR:
            return None if value is None else actors.local(value)
        case Kind.ACTORS:
            return tuple(dict.fromkeys(actors.local(one) for one in value or ()))
        case Kind.WORDS:
            return None if value is None else Passage(value["start"], value["end"], value["text"])
        case Kind.CHOICE:
            assert field.options is not None, "a choice is made from something"
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
    """Raise `JudgementValueError` for an unknown field and a value that a field cannot have; with ``whole`` also for a
    required field that is missing."""
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
    expected = field.kind.value
    match field.kind:
        case Kind.ACTOR:
            is_right = _is_actor(value)
        case Kind.ACTORS:
            is_right = (
                isinstance(value, list) and field.fewest <= len(value) <= field.most and all(map(_is_actor, value))
            )
            expected = f"{field.fewest} actors" if field.fewest else expected
        case Kind.WORDS:
            _check_words(heading, field.name, value)
            return
        case Kind.CHOICE:
            is_right, expected = value in field.choices, f"one of {', '.join(field.choices)}"
        case Kind.NUMBER:
            is_right = _is_number(value)
        case Kind.DATE:
            is_right, expected = _is_day(value), "a day such as 2018-08-24, for a month or year its first"
        case Kind.ISSUES:
            is_right = isinstance(value, list) and all(isinstance(one, str) for one in value)
        case Kind.TEXT:
            is_right = isinstance(value, str) and bool(value.strip())
    if not is_right:
        raise misfit(heading, field.name, repr(value), expected)


def _is_actor(value: Any) -> bool:
    types = {kind.value for kind in ActorType}
    name = value.get("name") if isinstance(value, dict) else None
    return isinstance(name, str) and any(map(str.isalnum, name)) and value.get("type") in types


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
    spans = isinstance(value, dict) and all(isinstance(value.get(end), int) for end in ("start", "end"))
    if not spans or not isinstance(value.get("text"), str) or value["end"] - value["start"] != len(value["text"]):
        raise misfit(heading, name, repr(value), "a span and its words")
