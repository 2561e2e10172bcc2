"""From what a person says to a judgement: the fact, actor or document that is meant, and the values that are given.

`kg.graph.Graph.judge` is the way in; nothing here writes.
"""

from __future__ import annotations

import datetime as dt
import getpass
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from numbers import Real
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kg.errors import DocumentUnknownError, FactUnknownError, JudgementFileError, JudgementValueError
from kg.folding import without_accents
from kg.judgements import (
    AboutActors,
    AboutDocument,
    AboutFact,
    ActorSeen,
    Judged,
    Judgement,
    MentionSeen,
    Undoing,
    Verdict,
    text_key,
)
from kg.judgements.cast import named
from kg.judgements.fields import FIELDS, Field, Kind, fields_of
from kg.judgements.json_lines import read_lines
from kg.judgements.proving import span_of
from kg.judgements.said import EVIDENCE, check, said
from kg.judgements.settings import checked_settings
from kg.judging.oneness import MANY, check_parties, find_actor, joined, judged_ids
from kg.model import ActorType, Document, MentionReason, ResolvedActor
from kg.query.values import actor_of, issue_of
from kg.resolve import folded_words, slug
from kg.resolve.known import known
from kg.review.agreement import facts_judged

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["CODER", "coder", "judgement_of", "news", "settlement", "undone"]

CODER: Final = "KG_CODER"
"""The environment variable that says who judges."""

NEEDED: Final[Mapping[Verdict, str]] = MappingProxyType(
    {
        Verdict.RENAMED: "name",
        Verdict.RETYPED: "type",
        Verdict.ALIAS_GIVEN: "alias",
        Verdict.ALIAS_TAKEN: "alias",
    }
)
"""The one value that a judgement of an actor has."""
PAIRS: Final = frozenset({Verdict.SAME, Verdict.DIFFERENT})
FEW: Final = 50
"""Documents by whose mentions an actor is known again."""


def coder(given: str | None = None) -> str:
    """Who judges: whoever is named, else the one in ``KG_CODER``, else the user who is logged in."""
    try:
        return given or os.environ.get(CODER) or getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def judgement_of(
    record: Record,
    verdict: Verdict,
    about: str | tuple[str, str],
    values: Mapping[str, Any],
    by: str,
    why: str,
) -> Judgement:
    """The judgement that a person means. Raises what `kg.graph.Graph.judge` does."""
    now = dt.datetime.now(dt.UTC)
    if verdict is Verdict.ADDED:
        return Judgement(verdict, _added(record, *_pair(about), values), by, now, why)
    if verdict.is_of_fact:
        document, seen, local = _fact(record, _one(about))
        given = _given(record, document, local, seen.heading, values, (seen.start, seen.end))
        if verdict is Verdict.CORRECTED and not values:
            raise _misfit("correction", "empty", "one field or more", seen.heading)
        if verdict is Verdict.CONFIRMED:
            if values:
                raise _misfit(", ".join(values), "set by confirmed", "by corrected", seen.heading)
            # The fact as it stands, not as it was read: who confirms it has seen what others have put right.
            given = dict(local.values.get(_one(about), {}))
        return Judgement(verdict, seen, by, now, why, given)
    if verdict.is_of_actors:
        return _of_actors(record, Judgement(verdict, AboutActors(()), by, now, why, dict(values)), about)
    document = record.document(_one(about))
    about_it = AboutDocument(text_key(document.text), document.name)
    return Judgement(verdict, about_it, by, now, why, checked_settings(values))


def _check_actors(verdict: Verdict, count: int, values: Mapping[str, Any]) -> None:
    if count != (2 if verdict in PAIRS else 1):
        raise _misfit("actors", str(count), "two of them" if verdict in PAIRS else "one of them", "judgement")
    needed = {"id", "name", "type"} if verdict is Verdict.SPLIT else {NEEDED[verdict]} if verdict in NEEDED else set()
    if set(values) != needed:
        given = "given" if values else "missing"
        raise _misfit(", ".join(values) or "value", given, ", ".join(sorted(needed)) or "there")
    for name, text in values.items():
        if not isinstance(text, str) or not text.strip():
            raise _misfit(name, repr(text), "a word")
    if "type" in values:
        _check_type(values["type"])


def _of_actors(record: Record, asked: Judgement, about: str | tuple[str, str]) -> Judgement:
    verdict, values = asked.verdict, asked.values
    names = (about,) if isinstance(about, str) else about
    actors = [actor_of(name, partial(find_actor, record)) for name in names]
    if len({actor.id for actor in actors}) < len(actors):
        if verdict is Verdict.DIFFERENT and (both := joined(record, actors[0], names)):
            _check_actors(verdict, len(both), values)
            return replace(asked, about=AboutActors(both))
        raise _misfit("actors", ", ".join(names), "two of them: they are one already", "judgement")
    if verdict is Verdict.SPLIT:
        return replace(
            asked,
            about=AboutActors((_split_off(record, actors[0], values),)),
            values=_target(record, actors[0], values),
        )
    _check_actors(verdict, len(actors), values)
    most = MANY if verdict is Verdict.DIFFERENT else FEW
    return replace(asked, about=AboutActors(tuple(_seen(record, actor, most) for actor in actors)))


def _seen(record: Record, actor: ResolvedActor, most: int) -> ActorSeen:
    """An actor with a mention for each of its documents, its name where it has one there: none of those whom people
    have made one with it, who may be parted from it again."""
    mentions = []
    for text, local in record.namings(actor.id, most=most, own=True):
        by_name = [m for m in local.mentions if m.reason is MentionReason.NAME] or list(local.mentions)
        mentions += [MentionSeen(text, m.start, m.end, m.text) for m in by_name[:1]]
    return ActorSeen(actor.id, actor.name, actor.type.value, tuple(sorted(set(mentions))))


def _split_off(record: Record, actor: ResolvedActor, values: Mapping[str, Any]) -> ActorSeen:
    """An actor with the mentions that are somebody else's: those in some documents, those of some words, or both."""
    documents = [record.document(name).id for name in _several("documents", values.get("documents"))]
    words = {without_accents(text) for text in _several("words", values.get("words"))}
    if not documents and not words:
        raise _misfit("split", "nothing", "documents, or words by which it is called there")
    mentions = {
        MentionSeen(text, m.start, m.end, m.text)
        for text, local in record.namings(actor.id, documents, most=MANY)
        for m in local.mentions
        if not words or without_accents(m.text) in words
    }
    if not mentions:
        raise _misfit("split", "not there", f"a mention of {actor.name}: `kg search` shows how it is called")
    return ActorSeen(actor.id, actor.name, actor.type.value, tuple(sorted(mentions)))


def _target(record: Record, actor: ResolvedActor, values: Mapping[str, Any]) -> dict[str, str]:
    """Whom the mentions mean: an actor that is known (``into``), or a new one of a ``name`` and ``type``."""
    if values.get("into"):
        found = actor_of(str(values["into"]), record.find_actor)
        return {"id": found.id, "name": found.name, "type": found.type.value}
    name, kind = str(values.get("name") or ""), str(values.get("type") or actor.type.value)
    if not folded_words(name):
        raise _misfit("name", repr(name), "what the other one is called, or into=ACTOR")
    _check_type(kind)
    id_ = f"{kind}/{slug(folded_words(name))}"
    # An id that has been merged away leads to whoever has got its mentions.
    taken = judged_ids(record)
    while id_ in taken or id_ == actor.id or record.actor(id_) is not None:
        id_ += "-2"
    return {"id": id_, "name": name, "type": kind}


def _several(field: str, value: object) -> list[str]:
    if not value or isinstance(value, str):
        return [value] if isinstance(value, str) and value else []
    if not isinstance(value, list | tuple):
        raise _misfit(field, repr(value), "a text, or several")
    return [str(each) for each in value]


def _check_type(kind: str) -> None:
    if kind not in {each.value for each in ActorType}:
        raise _misfit("type", repr(kind), f"one of {', '.join(each.value for each in ActorType)}")


def _misfit(field: str, value: str, expected: str, heading: str = "actor") -> JudgementValueError:
    return JudgementValueError(heading=heading, field=field, value=value, expected=expected)


def settlement(
    record: Record, of: Judgement, verdict: Verdict, values: Mapping[str, Any], by: str, why: str
) -> Judgement:
    """The decision between all that people have judged of the fact that a judgement is of.

    Raises `JudgementValueError` where nobody has judged a fact there, and what a correction raises.
    """
    about = of.about
    states = record.judgements(about.text) if isinstance(about, AboutFact) else ()
    facts = facts_judged(states)
    others = [
        each.id
        for each in (state.judgement for state in states)
        if each.id in facts and facts[each.id] == facts.get(of.id) and not each.undone and not each.settles
    ]
    if not isinstance(about, AboutFact) or not others:
        raise JudgementValueError(heading="fact", field="judgement", value=of.id, expected="one of a fact, in force")
    given = _put_right(record, about, others) if verdict is Verdict.CONFIRMED else {}
    if verdict is Verdict.CORRECTED:
        document = record.document(about.document)
        given = _given(record, document, record.judged(document.id), about.heading, values, (about.start, about.end))
    return Judgement(verdict, about, by, dt.datetime.now(dt.UTC), why, given, settles=tuple(others))


def _put_right(record: Record, about: AboutFact, judgements: Iterable[str]) -> Mapping[str, Any]:
    """What has been put right of the fact that the judgements are of; nothing where its document is gone."""
    try:
        local = record.judged(record.document(about.document).id)
    except DocumentUnknownError:
        return {}
    return next((local.values.get(local.meant[id_], {}) for id_ in judgements if id_ in local.meant), {})


def undone(judgement: Judgement, by: str | None, why: str) -> Judgement:
    """The judgement, taken back by somebody. What has been taken back already stays so."""
    return (
        judgement if judgement.undone else replace(judgement, undone=Undoing(coder(by), dt.datetime.now(dt.UTC), why))
    )


def news(record: Record, lines: Iterable[str], name: str) -> list[Judgement]:
    """Those of a file's judgements that the record does not have, or not as undone, or not with all that was carried.

    Raises `JudgementFileError`, also where one says what no fact can.
    """
    known_already = {state.id: state for state in record.all_judgements()}
    found = []
    for number, judgement in enumerate(read_lines(lines, name), 1):
        try:
            _check(judgement)
        except JudgementValueError as error:
            raise JudgementFileError(path=name, line=number, detail=error.args[0].rstrip(".")) from error
        old = known_already.get(judgement.id)
        if old is None or (not old.undone and (judgement.undone or not {*judgement.carried} <= {*old.carried})):
            found.append(judgement)
    return found


def _check(judgement: Judgement) -> None:
    about = judgement.about
    if isinstance(about, AboutFact):
        check(about.heading, about.said, whole=True)
        check(about.heading, judgement.values, whole=False)
    if isinstance(about, AboutDocument):
        checked_settings(judgement.values)
    if isinstance(about, AboutActors):
        _check_actors(judgement.verdict, len(about.actors), judgement.values)


def _one(about: str | tuple[str, str]) -> str:
    return about if isinstance(about, str) else about[0]


def _pair(about: str | tuple[str, str]) -> tuple[str, str]:
    if isinstance(about, str):
        raise _misfit("heading", "missing", "given beside the document", "fact")
    return about


def _fact(record: Record, id_: str) -> tuple[Document, AboutFact, Judged]:
    """The document of a fact, and the fact as it was read."""
    heading, _, rest = id_.partition("/")
    document_id, _, _ = rest.partition("/")
    try:
        judged = record.judged(document_id)
    except DocumentUnknownError as error:
        raise FactUnknownError(fact=repr(id_)) from error
    fact = judged.read.get(id_)
    if fact is None:
        raise FactUnknownError(fact=repr(id_))
    document = record.document(document_id)
    proof, key = fact.evidence, text_key(document.text)
    content = said(heading, fact, judged.actors)
    return (
        document,
        AboutFact(key, document.name, heading, proof.start, proof.end, proof.text, content, proof.rule),
        judged,
    )


def _added(record: Record, heading: str, name: str, values: Mapping[str, Any]) -> AboutFact:
    if heading not in FIELDS:
        raise JudgementValueError(
            heading="fact", field="heading", value=repr(heading), expected=f"one of {', '.join(FIELDS)}"
        )
    document = record.document(name)
    given = _given(record, document, record.judged(document.id), heading, values, (0, 0))
    proof = given.pop(EVIDENCE, None)
    if proof is None:
        raise JudgementValueError(heading=heading, field=EVIDENCE, value="missing", expected="given")
    near = (proof["start"], proof["end"])
    given = _given(record, document, record.judged(document.id), heading, {**values, EVIDENCE: None}, near)
    check(heading, given, whole=True)
    key = text_key(document.text)
    return AboutFact(key, document.name, heading, *near, proof["text"], given)


def _given(
    record: Record, document: Document, local: Judged, heading: str, values: Mapping[str, Any], near: tuple[int, int]
) -> dict[str, Any]:
    """Values as judgements keep them, from values as a person writes them."""
    fields = fields_of(heading)
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name == EVIDENCE:
            if value is not None:
                found[name] = (
                    span_of(str(value), document.text, document.name, near) if isinstance(value, str) else value
                )
        elif name not in fields:
            known_fields = ", ".join((*fields, EVIDENCE))
            raise JudgementValueError(heading=heading, field=name, value="no field", expected=f"one of {known_fields}")
        else:
            found[name] = _value(record, document, local, fields[name], value, near)
    check(heading, found, whole=False)
    check_parties(record, document, local, heading, found)
    return found


def _value(record: Record, document: Document, local: Judged, field: Field, value: Any, near: tuple[int, int]) -> Any:
    """One value. None and the empty string take away what a field has."""
    if value is None or (isinstance(value, str | list) and not value):
        return [] if field.kind in {Kind.ACTORS, Kind.ISSUES} else None
    match field.kind:
        case Kind.ACTOR:
            return _actor(record, document, local, value, near)
        case Kind.ACTORS:
            several = value if isinstance(value, list | tuple) else [value]
            return [_actor(record, document, local, one, near) for one in several]
        case Kind.WORDS:
            return span_of(value, document.text, document.name, near) if isinstance(value, str) else value
        case Kind.ISSUES:
            several = value if isinstance(value, list | tuple) else [value]
            return [
                issue_of(one, record.lists()).removeprefix("issue/") if isinstance(one, str) else one for one in several
            ]
        case Kind.CHOICE:
            return "-".join(str(value).casefold().split())
        case Kind.NUMBER if isinstance(value, str | Real) and not isinstance(value, int):
            return _number(field, value)
        case _:
            return value.isoformat() if isinstance(value, dt.date) else value


def _number(field: Field, value: str | Real) -> float:
    try:
        return float(value.replace(",", "") if isinstance(value, str) else value)
    except ValueError as error:
        raise JudgementValueError(heading="fact", field=field.name, value=repr(value), expected="a number") from error


def _actor(record: Record, document: Document, local: Judged, value: Any, near: tuple[int, int]) -> Any:
    """An actor by the name that the document gives it, else by the graph's name, alias or id, else by ``NAME:TYPE``."""
    if not isinstance(value, str):
        return value
    links = record.links(document.id)
    name = without_accents(value)
    for by_name in (True, False):
        for id_, actor in local.actors.items():
            names = [actor.name] if by_name else [*actor.aliases, links[id_].actor if id_ in links else ""]
            if name in {without_accents(each) for each in names}:
                return named(actor, near)
    if value in known():
        return _from_gazetteer(value)
    new, mark, kind = value.rpartition(":")
    if mark and kind.strip() in {each.value for each in ActorType}:
        return {"name": new.strip(), "type": kind.strip()}
    found = actor_of(value, record.find_actor)
    for id_, actor in local.actors.items():
        if id_ in links and links[id_].actor == found.id:
            return named(actor, near)
    if found.id in known():
        return _from_gazetteer(found.id)
    shown: dict[str, Any] = {"name": found.name, "type": found.type.value}
    return {**shown, "country": found.country} if found.country else shown


def _from_gazetteer(id_: str) -> dict[str, Any]:
    row = known()[id_]
    value = {"name": row.name, "type": id_.partition("/")[0], "gazetteer": id_}
    return {**value, "country": row.country} if row.country else value
