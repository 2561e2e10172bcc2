"""One small document written by hand, with a fact of every heading: what the tests of RDF read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kg.model import (
    HEADINGS,
    Action,
    ActionKind,
    ActionStatus,
    ActorType,
    Affiliation,
    Document,
    Evidence,
    Facts,
    Genre,
    IssueLink,
    Label,
    Lead,
    Negotiation,
    Passage,
    Polarity,
    Position,
    PositionModality,
    ResolvedActor,
    ResolvedDocument,
    Role,
    Stance,
    Statement,
    TalkModality,
)
from kg.standing import Review, Standing

__all__ = ["ACTORS", "TEXT", "ferry_talks", "reviewed_talks"]

TEXT = (
    "Norway met Denmark in Skagen over the night ferry. Ingrid Moe, harbour minister of Norway, heads the "
    "Norwegian team. Norway demanded lower tariffs on timber of Denmark. Denmark refused lower tariffs on timber. "
    "Moe said Denmark would accept a shared timetable if the fares stayed. "
    "She called the islanders hard-liners. Denmark put a duty of 12.5 percent on Norwegian timber on 3 May 2019."
)

NORWAY = ResolvedActor("state/NO", "Norway", ActorType.STATE, ("Oslo",), "NO", "Q20")
DENMARK = ResolvedActor("state/DK", "Denmark", ActorType.STATE, (), "DK", "Q35")
MOE = ResolvedActor("person/ingrid-moe", "Ingrid Moe", ActorType.PERSON, ("Moe",), "NO")
TEAM = ResolvedActor("delegation/norwegian-team", "Norwegian team", ActorType.DELEGATION, (), "NO")
ISLANDERS = ResolvedActor("faction/islanders", "islanders", ActorType.FACTION)
ACTORS = (NORWAY, DENMARK, MOE, TEAM, ISLANDERS)


def _span(words: str) -> Passage:
    start = TEXT.index(words)
    return Passage(start, start + len(words), words)


def _proof(words: str, rule: str = "by-hand", confidence: float = 0.75) -> Evidence:
    span = _span(words)
    return Evidence(span.start, span.end, span.text, rule, confidence)


def ferry_talks() -> ResolvedDocument:
    """The talks about the night ferry: two positions on tariffs, one a reply; a conditional one on no concept."""
    facts = Facts(
        roles=(Role(MOE.id, "harbour minister", NORWAY.id, _proof("Ingrid Moe, harbour minister of Norway")),),
        affiliations=(Affiliation(TEAM.id, NORWAY.id, _proof("the Norwegian team")),),
        leads=(Lead(MOE.id, TEAM.id, _proof("Ingrid Moe, harbour minister of Norway, heads the Norwegian team.")),),
        negotiations=(
            Negotiation((NORWAY.id, DENMARK.id), TalkModality.ACTUAL, _proof("Norway met Denmark in Skagen")),
            Negotiation(
                (NORWAY.id, ISLANDERS.id), TalkModality.REFUSED, _proof("She called the islanders hard-liners.")
            ),
        ),
        statements=(
            Statement(
                (MOE.id,),
                _span("said"),
                _span("Denmark would accept a shared timetable if the fares stayed"),
                Polarity.POSITIVE,
                None,
                _proof("Moe said Denmark would accept a shared timetable if the fares stayed."),
            ),
        ),
        positions=_positions(),
        labels=(Label(ISLANDERS.id, "hard-liners", _proof("She called the islanders hard-liners."), MOE.id),),
        actions=(
            Action(
                DENMARK.id,
                ActionKind.TARIFF,
                NORWAY.id,
                None,
                None,
                12.5,
                ActionStatus.IN_FORCE,
                _proof("Denmark put a duty of 12.5 percent on Norwegian timber on 3 May 2019."),
                dt.date(2019, 5, 3),
            ),
        ),
    )
    document = Document(
        TEXT,
        "ferry-talks",
        "file:///wire/ferry-talks.txt",
        title="Ferry talks open",
        date=dt.date(2019, 5, 6),
        source="The Skerry Post",
        genre=Genre.NEWS,
    )
    return ResolvedDocument(document, facts, ACTORS)


def reviewed_talks() -> ResolvedDocument:
    """The talks, where somebody has confirmed the first fact of every heading."""
    talks, confirmed = ferry_talks(), Standing(Review.CONFIRMED, ("Ana",))
    facts = {}
    for heading in HEADINGS:
        first, *rest = talks.facts.under(heading)
        facts[heading] = (replace(first, standing=confirmed), *rest)
    return replace(talks, facts=Facts.of(talks.facts.actors, facts))


def _positions() -> tuple[Position, ...]:
    timber = _span("lower tariffs on timber")
    return (
        Position(
            NORWAY.id,
            Stance.DEMAND,
            timber,
            DENMARK.id,
            PositionModality.ASSERTED,
            _proof("Norway demanded lower tariffs on timber of Denmark."),
            issues=(IssueLink("Tariffs", 0.9),),
        ),
        Position(
            DENMARK.id,
            Stance.REJECT,
            timber,
            None,
            PositionModality.ASSERTED,
            _proof("Denmark refused lower tariffs on timber."),
            reply_to=0,
            issues=(IssueLink("Tariffs", 0.9),),
        ),
        Position(
            DENMARK.id,
            Stance.ACCEPT,
            _span("a shared timetable"),
            None,
            PositionModality.CONDITIONAL,
            _proof("Moe said Denmark would accept a shared timetable if the fares stayed.", confidence=0.5),
            condition=_span("if the fares stayed"),
            sources=(MOE.id,),
        ),
    )
