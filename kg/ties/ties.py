"""What ties the positions of one document to actors and to each other, as far as its words prove it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.words.lexicon import word_set
from kg.model import ActorType, Document, Facts, Position, PositionModality, ResolvedDocument, Stance
from kg.ties import matters
from kg.ties.answers import answers, asked_before, turns
from kg.ties.named import Cast, Named, named

__all__ = ["Ties", "tie"]

_FIRM = frozenset({PositionModality.ASSERTED, PositionModality.CONDITIONAL})
_JOINED = frozenset(Stance) - {Stance.ACCUSE, Stance.DENY, Stance.THREATEN, Stance.CONCERN}
"""Stances on a matter: the others are about somebody's deeds."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What the words of a document tie one of its positions to.

    ``sides_with`` and ``stands_against`` are ids of actors that it names; ``backs`` and ``counters`` are indices, in
    `Facts.positions`, of what it sides with or answers with yes, and of what it opposes or answers with no.
    ``together`` is the same for those who hold one position in one list, ``matter`` for positions on the
    same matter, ``paragraph`` for those in one paragraph; None where there is none.
    """

    sides_with: tuple[str, ...] = ()
    stands_against: tuple[str, ...] = ()
    backs: tuple[int, ...] = ()
    counters: tuple[int, ...] = ()
    together: str | None = None
    matter: str | None = None
    paragraph: str | None = None


def tie(resolved: ResolvedDocument) -> tuple[Ties, ...]:
    """The ties of each position, in the order of ``resolved.facts.positions``.

    Whoever stands in one list with somebody, or backs somebody in the same words, is never tied against him.
    """
    positions = resolved.facts.positions
    if not positions:
        return ()
    text = resolved.document.text
    laid = matters.Paragraphs(text)
    paragraphs = [laid.of(position.evidence.start) for position in positions]
    together = _together(positions, resolved.document.id)
    whom = _named(positions, resolved.facts, text)
    backs, counters = answers(positions, whom, paragraphs, text)
    allied = _allied(positions, together, backs)
    parts = _parts(resolved.facts)
    keys = _apart(_keys(positions, resolved.document, paragraphs, backs, counters), positions, parts)
    vague = _vague(resolved.facts)
    keys = [None if position.holder in vague else key for position, key in zip(positions, keys, strict=True)]
    lists = _apart(together, positions, parts)
    document = resolved.document.id
    found = []
    for n, position in enumerate(positions):
        tied = {positions[k].holder for k in (*backs[n], *counters[n])}
        friends = allied[position.evidence.span, position.holder]
        found.append(
            Ties(
                tuple(each.actor for each in whom[n] if each.with_it and each.actor not in tied),
                tuple(each.actor for each in whom[n] if not each.with_it and each.actor not in tied | friends),
                tuple(backs[n]),
                tuple(k for k in counters[n] if positions[k].holder not in friends),
                lists[n],
                keys[n],
                f"{document}/{paragraphs[n]}",
            )
        )
    return tuple(found)


def _together(positions: Sequence[Position], document: str) -> list[str | None]:
    """A key for those who hold one position in one list: the same words, matter, stance; addressed to none of them."""
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for n, p in enumerate(positions):
        if p.modality in _FIRM:
            said = (p.stance, p.modality, p.reply_to is None)
            groups[p.evidence.span, p.matter.span, said].append(n)
    found: list[str | None] = [None] * len(positions)
    for members in groups.values():
        holders = {positions[n].holder for n in members}
        to = {positions[n].addressee for n in members}
        if len(holders) > 1 and holders.isdisjoint(to):
            for n in members:
                found[n] = f"{document}/{members[0]}"
    return found


def _named(positions: Sequence[Position], facts: Facts, text: str) -> list[tuple[Named, ...]]:
    cast = Cast(facts.actors)
    return [named(position, text, cast) if position.modality in _FIRM else () for position in positions]


def _allied(
    positions: Sequence[Position], together: Sequence[str | None], backs: Sequence[Sequence[int]]
) -> Mapping[tuple[tuple[int, int], str], set[str]]:
    """By words and holder, those whom the same words put on the holder's side."""
    lists: defaultdict[str, set[str]] = defaultdict(set)
    for position, key in zip(positions, together, strict=True):
        if key is not None:
            lists[key].add(position.holder)
    found: defaultdict[tuple[tuple[int, int], str], set[str]] = defaultdict(set)
    for n, position in enumerate(positions):
        key = together[n]
        found[position.evidence.span, position.holder] |= lists[key] if key is not None else set()
        for k in backs[n]:
            found[position.evidence.span, position.holder].add(positions[k].holder)
            found[position.evidence.span, positions[k].holder].add(position.holder)
    return found


def _keys(
    positions: Sequence[Position],
    document: Document,
    paragraphs: Sequence[int],
    backs: Sequence[Sequence[int]],
    counters: Sequence[Sequence[int]],
) -> list[str | None]:
    """The keys of the matters; what answers another is about that other's matter, and one that leaves words out is the
    same only in the same place."""
    keys: list[str | None] = []
    for n, position in enumerate(positions):
        matter = position.matter
        if position.stance not in _JOINED or position.modality is not PositionModality.ASSERTED:
            keys.append(None)
        elif matters.goes_on(document.text[matter.end : position.evidence.end]):
            keys.append(f"{document.id}/{matter.start}-{matter.end}")
        else:
            pointing = matters.points(matter.text)
            place = _pointing(n, positions, paragraphs, document.text) if pointing else str(paragraphs[n])
            keys.append(matters.key(matter.text, document.id, place))
    for n in _on_both_sides(positions, keys):
        keys[n] = f"{document.id}/{positions[n].matter.start}-{positions[n].matter.end}"
    for n in range(len(positions)):
        answered = next((k for k in (*backs[n], *counters[n]) if keys[k] is not None), None)
        if keys[n] is not None and answered is not None:
            keys[n] = keys[answered]
    return keys


def _on_both_sides(positions: Sequence[Position], keys: Sequence[str | None]) -> Sequence[int]:
    """The positions on matters that cannot be one, whatever their words: somebody is for and against them on one day.
    With them whoever shares their words, which leave out the same."""
    signs: defaultdict[object, set[str]] = defaultdict(set)
    for position, key in zip(positions, keys, strict=True):
        signs[position.holder, position.date, key].add(position.stance.sign)
    torn = {
        (key, p.matter.span)
        for p, key in zip(positions, keys, strict=True)
        if key is not None and len(signs[p.holder, p.date, key]) > 1
    }
    return [n for n, p in enumerate(positions) if (keys[n], p.matter.span) in torn]


def _pointing(n: int, positions: Sequence[Position], paragraphs: Sequence[int], text: str) -> str:
    """Where "the proposal" has one meaning: in its paragraph as far as nobody asks for something else; only where it
    stands if the holder himself did, or its sentence tells something else first."""
    before = asked_before(n, positions, paragraphs)
    if before is None:
        return str(paragraphs[n])
    reply = positions[n]
    apart = before.evidence.start != reply.evidence.start and turns(reply, text)
    meant = reply.matter if apart or before.holder == reply.holder else before.matter
    return f"{paragraphs[n]}.{meant.start}"


def _parts(facts: Facts) -> frozenset[tuple[str, str]]:
    """Persons, each with whom he belongs to or has a post in."""
    persons = {actor.id for actor in facts.actors if actor.type is ActorType.PERSON}
    belonging = [(each.member, each.of) for each in facts.affiliations]
    posts = [(each.person, each.organization) for each in facts.roles if each.organization is not None]
    return frozenset((person, of) for person, of in (*belonging, *posts) if person in persons)


def _vague(facts: Facts) -> frozenset[str]:
    """Groups that are no party of a matter, since nothing tells who they are."""
    names = word_set("groups-of-nobody-in-particular")
    return frozenset(a.id for a in facts.actors if a.type is ActorType.GROUP and a.name.casefold() in names)


def _apart(
    keys: Sequence[str | None], positions: Sequence[Position], parts: frozenset[tuple[str, str]]
) -> list[str | None]:
    """The keys, but none for a person beside his own body or state on the same side: that they agree tells nothing."""
    holders: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
    for position, key in zip(positions, keys, strict=True):
        holders[key, position.stance.sign].add(position.holder)
    return [
        None if any((position.holder, whole) in parts for whole in holders[key, position.stance.sign]) else key
        for position, key in zip(positions, keys, strict=True)
    ]
