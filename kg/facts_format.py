"""The facts format: what `kg extract` prints, and what the record keeps of a document's facts.

It is the gold format of the annotation guide plus offsets, rules and confidences. ``schemas/facts.schema.json``
describes it. One text, one object; a fact names its actors by the keys of ``entities``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from kg.errors import FactsFormatError
from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Actor,
    ActorType,
    Affiliation,
    Document,
    Evidence,
    Facts,
    Genre,
    Granularity,
    IssueLink,
    Label,
    Lead,
    Mention,
    MentionReason,
    Negotiation,
    Passage,
    Position,
    PositionModality,
    Role,
    Stance,
    Statement,
    TalkModality,
)

__all__ = ["Header", "from_json", "to_json"]

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Header:
    """What the facts format says of the document itself: everything but its text, encoding and metadata."""

    name: str
    id: str
    uri: str
    title: str | None = None
    date: dt.date | None = None
    source: str | None = None
    genre: Genre | None = None
    language: str = "en"

    @classmethod
    def of(cls, document: Document) -> Self:
        """The header of a document.

        >>> Header.of(Document("Talks began.", "talks", "file:///talks.txt")).name
        'talks'
        """
        return cls(
            document.name,
            document.id,
            document.uri,
            document.title,
            document.date,
            document.source,
            document.genre,
            document.language,
        )


def to_json(document: Document, facts: Facts) -> Json:
    """The facts of a document as an object that `json.dumps` takes; keys in the order of the guide.

    ``about`` of a position holds the matter's words and ``matter`` their offsets; ``source`` repeats the first of
    ``sources``, the reporter nearest to the holder. Raises `FactsFormatError` where two actors have one id.

    >>> to_json(Document("Talks began.", "talks", "file:///talks.txt"), Facts())["positions"]
    []
    """
    entities = {actor.id: _actor(actor) for actor in facts.actors}
    if len(entities) < len(facts.actors):
        ids = [actor.id for actor in facts.actors]
        twice = next(id_ for at, id_ in enumerate(ids) if id_ in ids[:at])
        raise FactsFormatError(place="/entities", value=f"twice {twice!r}", expected="an id of its own for each actor")
    return {
        "document": document.name,
        "id": document.id,
        "uri": document.uri,
        "title": document.title,
        "date": _day(document.date),
        "source": document.source,
        "genre": document.genre.value if document.genre else None,
        "language": document.language,
        "entities": entities,
        "roles": [
            {"person": r.person, "title": r.title, "organization": r.organization, "evidence": _evidence(r.evidence)}
            for r in facts.roles
        ],
        "affiliations": [
            {"member": a.member, "of": a.of, "evidence": _evidence(a.evidence)} for a in facts.affiliations
        ],
        "leads": [{"leader": x.leader, "of": x.of, "evidence": _evidence(x.evidence)} for x in facts.leads],
        "negotiates_with": [
            {"parties": list(n.parties), "modality": n.modality.value, "evidence": _evidence(n.evidence)}
            for n in facts.negotiations
        ],
        "statements": [_statement(s) for s in facts.statements],
        "positions": [_position(p) for p in facts.positions],
        "labels": [
            {"actor": x.actor, "label": x.label, "source": x.source, "evidence": _evidence(x.evidence)}
            for x in facts.labels
        ],
        "actions": [_action(a) for a in facts.actions],
    }


def from_json(value: Mapping[str, Any]) -> tuple[Header, Facts]:
    """What `to_json` wrote: ``from_json(to_json(document, facts)) == (Header.of(document), facts)``.

    Fields that may be null may also be absent. Raises `FactsFormatError` with the place of the first thing that does
    not fit: a missing field, a value of another kind, an actor that ``entities`` lacks, an index out of range.

    >>> from_json({"document": "talks", "id": "00", "uri": "file:///talks.txt"})[1] == Facts()
    True
    """
    reader = _Reader(value)
    header = Header(
        reader.text("document"),
        reader.text("id"),
        reader.text("uri"),
        reader.text_or_none("title"),
        reader.day("date"),
        reader.text_or_none("source"),
        reader.chosen_or_none("genre", Genre),
        reader.text_or_none("language") or "en",
    )
    actors = tuple(_read_actor(name, entity) for name, entity in reader.entries("entities"))
    known = frozenset(actor.id for actor in actors)

    def each[T](heading: str, read: Callable[[_Reader], T]) -> tuple[T, ...]:
        return tuple(read(item) for item in reader.items(heading, known))

    facts = Facts(
        actors,
        each("roles", lambda r: Role(r.actor("person"), r.text("title"), r.actor_or_none("organization"), r.proof())),
        each("affiliations", lambda r: Affiliation(r.actor("member"), r.actor("of"), r.proof())),
        each("leads", lambda r: Lead(r.actor("leader"), r.actor("of"), r.proof())),
        each(
            "negotiates_with", lambda r: Negotiation(r.pair("parties"), r.chosen("modality", TalkModality), r.proof())
        ),
        each("statements", _read_statement),
        each("positions", _read_position),
        each("labels", lambda r: Label(r.actor("actor"), r.text("label"), r.proof(), r.actor_or_none("source"))),
        each("actions", _read_action),
    )
    _check_indexes("statements", "within", [s.within for s in facts.statements])
    _check_indexes("positions", "reply_to", [p.reply_to for p in facts.positions])
    return header, facts


def _day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _passage(passage: Passage) -> Json:
    return {"text": passage.text, "start": passage.start, "end": passage.end}


def _evidence(evidence: Evidence) -> Json:
    return {**_passage(evidence), "rule": evidence.rule, "confidence": evidence.confidence}


def _actor(actor: Actor) -> Json:
    return {
        "name": actor.name,
        "type": actor.type.value,
        "aliases": list(actor.aliases),
        "country": actor.country,
        "gazetteer": actor.gazetteer,
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "reason": m.reason.value} for m in actor.mentions
        ],
    }


def _statement(statement: Statement) -> Json:
    return {
        "sources": list(statement.sources),
        "cue": _passage(statement.cue),
        "content": _passage(statement.content),
        "polarity": statement.polarity,
        "within": statement.within,
        "evidence": _evidence(statement.evidence),
    }


def _position(position: Position) -> Json:
    return {
        "holder": position.holder,
        "stance": position.stance.value,
        "about": position.matter.text,
        "matter": {"start": position.matter.start, "end": position.matter.end},
        "addressee": position.addressee,
        "modality": position.modality.value,
        "condition": _passage(position.condition) if position.condition else None,
        "source": position.sources[0] if position.sources else None,
        "sources": list(position.sources),
        "reply_to": position.reply_to,
        "date": _day(position.date),
        "granularity": position.granularity.value,
        "issues": [{"concept": i.concept, "confidence": i.confidence} for i in position.issues],
        "evidence": _evidence(position.evidence),
    }


def _action(action: Action) -> Json:
    return {
        "actor": action.actor,
        "kind": action.kind.value,
        "target": action.target,
        "amount": action.amount,
        "unit": action.unit,
        "rate": action.rate,
        "status": action.status.value,
        "date": _day(action.date),
        "granularity": action.granularity.value,
        "evidence": _evidence(action.evidence),
    }


class _Reader:
    """One object of the input, where it stands (for messages) and the actors that it may name."""

    __slots__ = ("known", "number_in_list", "parent", "step", "value")

    def __init__(
        self,
        value: object,
        parent: _Reader | None = None,
        step: str = "",
        number_in_list: int | None = None,
        known: frozenset[str] = frozenset(),
    ) -> None:
        self.parent, self.step, self.number_in_list, self.known = parent, step, number_in_list, known
        if type(value) is not dict and not isinstance(value, Mapping):  # the first is quick, and nearly always true
            raise FactsFormatError(place=self.place() or "/", value=_shown(value), expected="an object")
        self.value: Mapping[str, Any] = value

    def place(self, name: str | None = None) -> str:
        """The JSON Pointer of the object, or of its field ``name``."""
        above = "" if self.parent is None else f"{self.parent.place()}/{self.step}"
        own = above if self.number_in_list is None else f"{above}/{self.number_in_list}"
        return own if name is None else f"{own}/{name}"

    def get[T](self, name: str, kind: type[T] | tuple[type[T], ...], expected: str) -> T:
        found: Any = self.value.get(name)
        # bool is an int in Python, but true is no offset and no amount in JSON.
        if type(found) is not kind and (not isinstance(found, kind) or isinstance(found, bool)):
            raise self.misfit(name, found, expected)
        return found

    def misfit(self, name: str, found: object, expected: str) -> FactsFormatError:
        return FactsFormatError(place=self.place(name), value=_shown(found), expected=expected)

    def has(self, name: str) -> bool:
        return self.value.get(name) is not None

    def text(self, name: str) -> str:
        return self.get(name, str, "a string")

    def text_or_none(self, name: str) -> str | None:
        return self.text(name) if self.has(name) else None

    def number(self, name: str) -> float:
        return self.get(name, (int, float), "a number")

    def number_or_none(self, name: str) -> float | None:
        return self.number(name) if self.has(name) else None

    def index(self, name: str) -> int:
        found = self.get(name, int, "a whole number, 0 or more")
        if found < 0:
            raise self.misfit(name, found, "a whole number, 0 or more")
        return found

    def index_or_none(self, name: str) -> int | None:
        return self.index(name) if self.has(name) else None

    def day(self, name: str) -> dt.date | None:
        text = self.text_or_none(name)
        try:
            return dt.date.fromisoformat(text) if text is not None else None
        except ValueError as error:
            raise self.misfit(name, text, "a day such as 2018-08-24") from error

    def chosen[
        E: (
            Genre,
            ActorType,
            MentionReason,
            TalkModality,
            Stance,
            PositionModality,
            ActionKind,
            ActionStatus,
            Granularity,
        )
    ](self, name: str, words: type[E]) -> E:
        text = self.text(name)
        try:
            return words(text)
        except ValueError as error:
            raise self.misfit(name, text, "one of " + ", ".join(word.value for word in words)) from error

    def chosen_or_none(self, name: str, words: type[Genre]) -> Genre | None:
        return self.chosen(name, words) if self.has(name) else None

    def actor(self, name: str) -> str:
        return self.check_actor(self.text(name), name)

    def actor_or_none(self, name: str) -> str | None:
        return self.actor(name) if self.has(name) else None

    def actors(self, name: str) -> tuple[str, ...]:
        found = self.get(name, list, "a list of actor ids") if self.has(name) else []
        return tuple(self.check_actor(item, name, i) for i, item in enumerate(found))

    def check_actor(self, actor: object, name: str, number_in_list: int | None = None) -> str:
        if not isinstance(actor, str) or actor not in self.known:
            raise self.misfit(
                name if number_in_list is None else f"{name}/{number_in_list}", actor, "a key of /entities"
            )
        return actor

    def pair(self, name: str) -> tuple[str, str]:
        found = self.actors(name)
        if len(found) != 2:
            raise self.misfit(name, found, "two actor ids")
        return found[0], found[1]

    def items(self, name: str, known: frozenset[str] = frozenset()) -> list[_Reader]:
        found = self.get(name, list, "a list") if self.has(name) else []
        return [_Reader(item, self, name, i, known or self.known) for i, item in enumerate(found)]

    def entries(self, name: str) -> list[tuple[str, _Reader]]:
        inner = _Reader(self.value.get(name) or {}, self, name)
        return [(str(key), _Reader(item, inner, str(key))) for key, item in inner.value.items()]

    def inner(self, name: str) -> _Reader:
        return _Reader(self.value.get(name), self, name, known=self.known)

    def span(self) -> tuple[int, int]:
        start, end = self.index("start"), self.index("end")
        if end < start:
            raise self.misfit("end", end, f"an offset from {start} on")
        return start, end

    def passage(self, name: str) -> Passage:
        inner = self.inner(name)
        return Passage(*inner.span(), inner.text("text"))

    def share(self, name: str) -> float:
        found = self.number(name)
        if not 0 <= found <= 1:
            raise self.misfit(name, found, "a number from 0 to 1")
        return found

    def proof(self) -> Evidence:
        inner = self.inner("evidence")
        return Evidence(*inner.span(), inner.text("text"), inner.text("rule"), inner.share("confidence"))


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:79] + "…"


def _read_actor(name: str, reader: _Reader) -> Actor:
    aliases = reader.get("aliases", list, "a list of names") if reader.has("aliases") else []
    for i, alias in enumerate(aliases):
        if not isinstance(alias, str):
            raise reader.misfit(f"aliases/{i}", alias, "a string")
    mentions = tuple(
        Mention(*item.span(), item.text("text"), item.chosen("reason", MentionReason))
        for item in reader.items("mentions")
    )
    return Actor(
        name,
        reader.text("name"),
        reader.chosen("type", ActorType),
        tuple(aliases),
        mentions,
        reader.text_or_none("country"),
        reader.text_or_none("gazetteer"),
    )


def _read_statement(reader: _Reader) -> Statement:
    return Statement(
        reader.actors("sources"),
        reader.passage("cue"),
        reader.passage("content"),
        reader.text("polarity"),
        reader.index_or_none("within"),
        reader.proof(),
    )


def _read_position(reader: _Reader) -> Position:
    sources = reader.actors("sources")
    if not sources and reader.has("source"):
        sources = (reader.actor("source"),)
    return Position(
        reader.actor("holder"),
        reader.chosen("stance", Stance),
        Passage(*reader.inner("matter").span(), reader.text("about")),
        reader.actor_or_none("addressee"),
        reader.chosen("modality", PositionModality),
        reader.proof(),
        reader.passage("condition") if reader.has("condition") else None,
        sources,
        reader.index_or_none("reply_to"),
        reader.day("date"),
        tuple(IssueLink(item.text("concept"), item.share("confidence")) for item in reader.items("issues")),
        _granularity(reader),
    )


def _read_action(reader: _Reader) -> Action:
    return Action(
        reader.actor("actor"),
        reader.chosen("kind", ActionKind),
        reader.actor_or_none("target"),
        reader.number_or_none("amount"),
        reader.text_or_none("unit"),
        reader.number_or_none("rate"),
        reader.chosen("status", ActionStatus),
        reader.proof(),
        reader.day("date"),
        _granularity(reader),
    )


def _granularity(reader: _Reader) -> Granularity:
    return reader.chosen("granularity", Granularity) if reader.has("granularity") else Granularity.DAY


def _check_indexes(heading: str, name: str, found: list[int | None]) -> None:
    for i, index in enumerate(found):
        if index is not None and index >= len(found):
            place, expected = f"/{heading}/{i}/{name}", f"an index below {len(found)}"
            raise FactsFormatError(place=place, value=index, expected=expected)
