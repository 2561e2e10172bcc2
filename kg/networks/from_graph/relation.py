"""The relations that networks are counted from: pairs of actors, or of an actor and an issue, from facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from kg.model import Evidence, Facts, Position, ResolvedDocument, Stance, TalkModality, When
from kg.stores.ids import fact_id, issue_ids
from kg.ties import tie
from kg.ties.said_again import said_again

__all__ = ["RELATIONS", "STRENGTHS", "Pair", "Relation", "pairs_with_issues"]

STRENGTHS: Final[Mapping[Stance, int]] = MappingProxyType(
    {
        Stance.ACCEPT: 3,
        Stance.COMMIT: 3,
        Stance.SUPPORT: 2,
        Stance.DEMAND: 2,
        Stance.OFFER: 1,
        Stance.PROPOSE: 1,
        Stance.DENY: -1,
        Stance.CONCERN: -1,
        Stance.OPPOSE: -2,
        Stance.ACCUSE: -2,
        Stance.THREATEN: -3,
        Stance.REJECT: -3,
    }
)
"""How firmly a stance is for (above 0) or against its matter: 3 is binding, 2 takes a side, 1 is tentative."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One tie from a fact. ``actor`` and ``other`` are ids of actors; ``other`` is "" if there is none.

    ``fact`` is the fact's id, the same for all pairs of one fact; ``certainty`` is that of the link from the matter to
    the issue, besides the confidence of the ``evidence``. ``when`` is the date of the fact, else of the document,
    None if both are undated. ``values`` are those of the relation's variables; ``issues`` the issues that the pair is
    about. A pair that is only ``in_passing`` does not count if there is another one of the same ends and the same
    sentence.
    """

    fact: str
    actor: str
    other: str
    when: When | None
    evidence: Evidence
    values: Mapping[str, str | int]
    certainty: float = 1.0
    issues: tuple[str, ...] = ()
    in_passing: bool = False

    @property
    def date(self) -> dt.date | None:
        """The first day of ``when``."""
        return self.when.day if self.when else None

    @property
    def actors(self) -> tuple[str, str]:
        """Both ends."""
        return (self.actor, self.other)


@dataclass(frozen=True, slots=True)
class Relation:
    """A kind of network. ``rows`` and ``columns`` are the variables that it is counted over by default.

    ``symmetric``: a pair counts in both directions. ``signed``: pairs take sides, and those against are subtracted from
    those for; not for demands, which are all for their matter. ``modalities`` are those that count by default.
    """

    name: str
    about: str
    rows: str
    columns: str
    pairs: Callable[[ResolvedDocument], Iterator[Pair]]
    symmetric: bool = False
    signed: bool = False
    modalities: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def between_actors(self) -> bool:
        """Whether both ends are actors, so that rows and columns have the same kind of label."""
        return self.columns == "other"


def _stance(position: Position) -> Mapping[str, str | int]:
    return {
        "stance": position.stance.value,
        "agreement": int(position.stance.sign == "for"),
        "strength": STRENGTHS[position.stance],
        "modality": position.modality.value,
        "matter": position.matter.text,
    }


def pairs_with_issues(resolved: ResolvedDocument) -> Iterator[tuple[Pair, bool]]:
    """A pair for each issue of each position, and whether the position is a repetition: it says to another addressee
    what an earlier one says. Who is for or against the issue is counted from the earlier one only."""
    repetitions = said_again(resolved.facts.positions)
    for n, position in enumerate(resolved.facts.positions):
        for issue, certainty in issue_ids(position):
            pair = _position_pair(resolved, n, (issue,), {**_stance(position), "issue": issue}, certainty)
            yield pair, n in repetitions


def _positions(resolved: ResolvedDocument) -> Iterator[Pair]:
    yield from (pair for pair, is_repetition in pairs_with_issues(resolved) if not is_repetition)


def _addresses(resolved: ResolvedDocument) -> Iterator[Pair]:
    yield from (pair for pair in _position_pairs(resolved) if pair.other)


def _demands(resolved: ResolvedDocument) -> Iterator[Pair]:
    yield from (pair for pair in _addresses(resolved) if pair.values["stance"] in _DEMANDING)


def _replies(resolved: ResolvedDocument) -> Iterator[Pair]:
    """Each answer to a demand, proposal or offer that the text proves, as in the question demands-and-replies; once for
    each holder of what is answered."""
    positions = resolved.facts.positions
    for pair, ties in zip(_position_pairs(resolved), tie(resolved), strict=True):
        requests = [positions[k] for k in (*ties.backs, *ties.counters) if positions[k].stance in _DEMANDING]
        for asker in dict.fromkeys(request.holder for request in requests):
            yield replace(pair, other=asker)


def _position_pairs(resolved: ResolvedDocument) -> Iterator[Pair]:
    """One pair for each position, with all of its issues."""
    for n, position in enumerate(resolved.facts.positions):
        yield _position_pair(resolved, n, tuple(issue for issue, _ in issue_ids(position)), _stance(position))


def _position_pair(
    resolved: ResolvedDocument, n: int, issues: tuple[str, ...], values: Mapping[str, str | int], certainty: float = 1.0
) -> Pair:
    position = resolved.facts.positions[n]
    return Pair(
        fact_id("position", resolved.document.id, n, position),
        position.holder,
        position.addressee or "",
        resolved.document.when_of(position),
        position.evidence,
        values,
        certainty,
        issues,
    )


def _talks(resolved: ResolvedDocument) -> Iterator[Pair]:
    for n, talk in enumerate(resolved.facts.negotiations):
        values = {"modality": talk.modality.value, "agreement": int(talk.modality is not TalkModality.REFUSED)}
        fact = fact_id("negotiation", resolved.document.id, n, talk)
        yield Pair(fact, *talk.parties, resolved.document.when, talk.evidence, values)


def _leads(resolved: ResolvedDocument) -> Iterator[Pair]:
    for n, lead in enumerate(resolved.facts.leads):
        fact = fact_id("lead", resolved.document.id, n, lead)
        yield Pair(fact, lead.leader, lead.of, resolved.document.when, lead.evidence, {})


def _speech(resolved: ResolvedDocument) -> Iterator[Pair]:
    """Pairs of a source and an actor whose position or label it reports, then of one whom it mentions in a statement,
    which is often that report itself."""
    facts, document = resolved.facts, resolved.document
    repetitions = said_again(facts.positions)
    for n, (position, pair) in enumerate(zip(facts.positions, _position_pairs(resolved), strict=True)):
        for source in position.sources[:1] if n not in repetitions else ():
            yield replace(pair, actor=source, other=position.holder, values={"claim": "position", **pair.values})
    for n, label in enumerate(facts.labels):
        if label.source:
            fact = fact_id("label", document.id, n, label)
            yield Pair(fact, label.source, label.actor, document.when, label.evidence, {"claim": "label"})
    for n, actor in _mentioned_in_statements(facts):
        statement = facts.statements[n]
        fact = fact_id("statement", document.id, n, statement)
        for source in statement.sources:
            values = {"claim": "statement"}
            yield Pair(fact, source, actor, document.when, statement.evidence, values, in_passing=True)


def _mentioned_in_statements(facts: Facts) -> Iterator[tuple[int, str]]:
    """The index of each statement with the id of each actor that its content mentions outside of the statements that
    are embedded in it. Without duplicates; in the order of the statements, then of the mentions."""
    embedded_spans: dict[int, list[tuple[int, int]]] = {}
    for statement in facts.statements:
        if statement.within is not None:
            embedded_spans.setdefault(statement.within, []).append(statement.content.span)
    mentions = sorted((mention.start, mention.end, actor.id) for actor in facts.actors for mention in actor.mentions)
    for n, statement in enumerate(facts.statements):
        content, embedded = statement.content, embedded_spans.get(n, ())
        yield from dict.fromkeys(
            (n, actor)
            for start, end, actor in mentions
            if content.start <= start and end <= content.end
            if not any(first <= start and end <= last for first, last in embedded)
        )


_DEMANDING: Final = frozenset({Stance.DEMAND, Stance.PROPOSE, Stance.OFFER})
_POSITION_VARIABLES: Final = {
    "stance": "short text",
    "agreement": "boolean",
    "strength": "integer",
    "modality": "short text",
    "matter": "short text",
}
_ASSERTED: Final = ("asserted",)

RELATIONS: Final[Mapping[str, Relation]] = MappingProxyType(
    {
        relation.name: relation
        for relation in (
            Relation(
                "positions",
                "who holds which position on which issue",
                "actor",
                "issue",
                _positions,
                signed=True,
                modalities=_ASSERTED,
                variables={"issue": "short text", **_POSITION_VARIABLES},
            ),
            Relation(
                "addresses",
                "who holds a position towards whom",
                "actor",
                "other",
                _addresses,
                signed=True,
                modalities=_ASSERTED,
                variables=_POSITION_VARIABLES,
            ),
            Relation(
                "demands",
                "who demands, proposes or offers something to whom",
                "actor",
                "other",
                _demands,
                modalities=_ASSERTED,
                variables=_POSITION_VARIABLES,
            ),
            Relation(
                "replies",
                "who answers whose demand, proposal or offer, as far as the words prove it",
                "actor",
                "other",
                _replies,
                signed=True,
                modalities=_ASSERTED,
                variables=_POSITION_VARIABLES,
            ),
            Relation(
                "talks",
                "who negotiates with whom",
                "actor",
                "other",
                _talks,
                symmetric=True,
                modalities=("actual",),
                variables={"modality": "short text", "agreement": "boolean"},
            ),
            Relation("leads", "who leads whom", "actor", "other", _leads),
            Relation(
                "speech",
                "who speaks of whom",
                "actor",
                "other",
                _speech,
                variables={"claim": "short text", **_POSITION_VARIABLES},
            ),
        )
    }
)
"""Every kind of network by its name."""
