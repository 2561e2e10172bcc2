"""Facts from an object as `json.loads` returns it; errors name the place of what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kg.errors import FactsFormatError
from kg.facts_format.header import Header
from kg.facts_format.json_object import JsonObject
from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Actor,
    ActorType,
    Affiliation,
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
    Polarity,
    Position,
    PositionModality,
    Role,
    Stance,
    Statement,
    TalkModality,
)

__all__ = ["from_json"]


def from_json(value: Mapping[str, Any]) -> tuple[Header, Facts]:
    """What `to_json` wrote: ``from_json(to_json(document, facts)) == (Header.of(document), facts)``.

    Fields that may be null may also be absent. Raises `FactsFormatError` with the place of the first thing that does
    not fit: a missing field, a value of another kind, an actor that ``entities`` lacks, an index out of range.

    >>> from_json({"document": "talks", "id": "00", "uri": "file:///talks.txt"})[1] == Facts()
    True
    """
    given = JsonObject(value)
    header = Header(
        given.text("document"),
        given.text("id"),
        given.text("uri"),
        given.text_or_none("title"),
        given.day("date"),
        given.text_or_none("source"),
        given.chosen_or_none("genre", Genre),
        given.text_or_none("language") or "en",
        given.chosen_or_none("granularity", Granularity) or Granularity.DAY,
    )
    actors = tuple(_read_actor(name, entity) for name, entity in given.entries("entities"))
    known = frozenset(actor.id for actor in actors)

    def each[T](heading: str, read: Callable[[JsonObject], T]) -> tuple[T, ...]:
        return tuple(read(item) for item in given.items(heading, known))

    facts = Facts(
        actors,
        each("roles", lambda r: Role(r.actor("person"), r.text("title"), r.actor_or_none("organization"), r.proof())),
        each("affiliations", lambda r: Affiliation(r.actor("member"), r.actor("of"), r.proof())),
        each("leads", lambda r: Lead(r.actor("leader"), r.actor("of"), r.proof())),
        each("negotiates_with", _read_negotiation),
        each("statements", _read_statement),
        each("positions", _read_position),
        each("labels", lambda r: Label(r.actor("actor"), r.text("label"), r.proof(), r.actor_or_none("source"))),
        each("actions", _read_action),
    )
    _check_indexes("statements", "within", [s.within for s in facts.statements])
    _check_indexes("positions", "reply_to", [p.reply_to for p in facts.positions])
    return header, facts


def _read_actor(name: str, given: JsonObject) -> Actor:
    aliases = given.get("aliases", list, "a list of names") if given.has("aliases") else []
    for i, alias in enumerate(aliases):
        if not isinstance(alias, str):
            raise given.misfit(f"aliases/{i}", alias, "a string")
    mentions = tuple(
        Mention(*item.span(), item.text("text"), item.chosen("reason", MentionReason))
        for item in given.items("mentions")
    )
    return Actor(
        name,
        given.text("name"),
        given.chosen("type", ActorType),
        tuple(aliases),
        mentions,
        given.text_or_none("country"),
        given.text_or_none("gazetteer"),
    )


def _read_negotiation(given: JsonObject) -> Negotiation:
    parties, mediators = given.pair("parties"), given.actors("mediators")
    for i, mediator in enumerate(mediators):
        if mediator in parties or mediator in mediators[:i]:
            raise given.misfit(f"mediators/{i}", mediator, "an actor that is no party, once")
    return Negotiation(parties, given.chosen("modality", TalkModality), given.proof(), mediators)


def _read_statement(given: JsonObject) -> Statement:
    return Statement(
        given.actors("sources"),
        given.passage("cue"),
        given.passage("content"),
        given.chosen("polarity", Polarity),
        given.index_or_none("within"),
        given.proof(),
    )


def _read_issue(given: JsonObject) -> IssueLink:
    return IssueLink(given.text("concept"), given.probability("confidence"), given.flag("context"))


def _read_position(given: JsonObject) -> Position:
    sources = given.actors("sources")
    if not sources and given.has("source"):
        sources = (given.actor("source"),)
    return Position(
        given.actor("holder"),
        given.chosen("stance", Stance),
        Passage(*given.inner("matter").span(), given.text("about")),
        given.actor_or_none("addressee"),
        given.chosen("modality", PositionModality),
        given.proof(),
        given.passage("condition") if given.has("condition") else None,
        sources,
        given.index_or_none("reply_to"),
        given.day("date"),
        tuple(map(_read_issue, given.items("issues"))),
        given.chosen_or_none("granularity", Granularity) or Granularity.DAY,
    )


def _read_action(given: JsonObject) -> Action:
    return Action(
        given.actor("actor"),
        given.chosen("kind", ActionKind),
        given.actor_or_none("target"),
        given.number_or_none("amount"),
        given.text_or_none("unit"),
        given.number_or_none("rate"),
        given.chosen("status", ActionStatus),
        given.proof(),
        given.day("date"),
        given.chosen_or_none("granularity", Granularity) or Granularity.DAY,
    )


def _check_indexes(heading: str, name: str, found: list[int | None]) -> None:
    for i, index in enumerate(found):
        if index is not None and index >= len(found):
            place, expected = f"/{heading}/{i}/{name}", f"an index below {len(found)}"
            raise FactsFormatError(place=place, value=index, expected=expected)
