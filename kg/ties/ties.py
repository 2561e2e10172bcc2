"""The ties of one document's positions to actors and to each other, as far as its text proves them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.candidates.replies import ASKING
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, Document, Facts, Position, PositionModality, ResolvedDocument, Stance
from kg.ties import matters
from kg.ties.answers import TAKING_SIDES, answers, follows_other_clause, request_before
from kg.ties.named import Mentions, NamedActor, named_actors
from kg.ties.said_again import said_again

__all__ = ["Ties", "tie"]

_FIRM = frozenset({PositionModality.ASSERTED, PositionModality.CONDITIONAL})
_ON_MATTERS = frozenset(Stance) - {Stance.ACCUSE, Stance.DENY, Stance.THREATEN, Stance.CONCERN}
"""The stances on a matter; the others are about what an actor does."""
_AFTER_THING = re.compile(r"\b(?:about|as|be|by|for|from|in|of|on|that|to)\b")
"""After the words for a thing itself: "Peru's comments [on] cod"."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What the text of a document ties one of its positions to.

    ``sides_with`` and ``stands_against`` are ids of actors that it names; ``backs`` and ``counters`` are indices, in
    `Facts.positions`, of the positions that it supports or accepts, and of those that it opposes or rejects. The others
    are keys that positions share: ``together`` those of several holders in one list, ``matter`` those on the same
    matter, ``paragraph`` those in one paragraph; None where there is none.
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

    A holder is never tied against another that is in one list with it, or that it backs in the same evidence; and a
    person who sides with its own body or state is not tied to it, since that tells nothing. What is said to several
    addressees is tied once, by its first position.
    """
    positions = resolved.facts.positions
    if not positions:
        return ()
    text = resolved.document.text
    layout = matters.Paragraphs(text)
    paragraphs = [layout.of(position.evidence.start) for position in positions]
    together = _together(positions, resolved.document.id)
    named = _named(positions, resolved.facts, text)
    backs, counters = answers(positions, named, paragraphs, text)
    allies = _allies(positions, together, backs)
    belongs_to = _belongs_to(resolved.facts)
    keys = _without_members(_keys(positions, resolved.document, paragraphs, backs, counters), positions, belongs_to)
    unidentified = _unidentified_groups(resolved.facts)
    keys = [None if position.holder in unidentified else key for position, key in zip(positions, keys, strict=True)]
    lists = _without_members(together, positions, belongs_to)
    document = resolved.document.id
    again = said_again(positions)
    found = []
    for n, position in enumerate(positions):
        if n in again:
            found.append(Ties())
            continue
        answered = {positions[k].holder for k in (*backs[n], *counters[n])}
        friends = allies[position.evidence.span, position.holder]
        own = {body for member, body in belongs_to if member == position.holder}
        found.append(
            Ties(
                tuple(each.actor for each in named[n] if each.sided_with and each.actor not in answered | own),
                tuple(each.actor for each in named[n] if not each.sided_with and each.actor not in answered | friends),
                tuple(k for k in backs[n] if positions[k].holder not in own),
                tuple(k for k in counters[n] if positions[k].holder not in friends),
                lists[n],
                keys[n],
                f"{document}/{paragraphs[n]}",
            )
        )
    return tuple(found)


def _together(positions: Sequence[Position], document: str) -> list[str | None]:
    """A key for each position that several holders share in a list: same evidence, matter and stance, and addressed to
    none of them."""
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for n, p in enumerate(positions):
        if p.modality in _FIRM:
            manner = (p.stance, p.modality, p.reply_to is None)
            groups[p.evidence.span, p.matter.span, manner].append(n)
    found: list[str | None] = [None] * len(positions)
    for members in groups.values():
        holders = {positions[n].holder for n in members}
        addressees = {positions[n].addressee for n in members}
        if len(holders) > 1 and holders.isdisjoint(addressees):
            for n in members:
                found[n] = f"{document}/{members[0]}"
    return found


def _named(positions: Sequence[Position], facts: Facts, text: str) -> list[tuple[NamedActor, ...]]:
    """The actors that each position names. Who takes sides on a request for somebody's views, in its words, takes
    nobody's but the asker's: in "Peru, backed by Chile, asked for Ghana's comments", Ghana has made none."""
    mentions = Mentions(facts.actors)
    askers: defaultdict[object, set[str]] = defaultdict(set)
    for position in positions:
        if position.stance in ASKING:
            askers[position.evidence.span, position.matter.span].add(position.holder)
    found = []
    for position in positions:
        named = named_actors(position, text, mentions) if position.modality in _FIRM else ()
        asking = askers.get((position.evidence.span, position.matter.span))
        if asking is not None and position.stance in TAKING_SIDES and _is_yet_to_be_made(position.matter.text):
            named = tuple(each for each in named if each.actor in asking)
        found.append(named)
    return found


def _is_yet_to_be_made(matter: str) -> bool:
    """Whether a matter that is asked for is something that nobody has written yet: "Peru's comments on its plan"."""
    thing = _AFTER_THING.split(matter.casefold(), maxsplit=1)[0]
    return not word_set("things-asked-for").isdisjoint(word.removesuffix("s") for word in thing.split())


def _allies(
    positions: Sequence[Position], together: Sequence[str | None], backs: Sequence[Sequence[int]]
) -> Mapping[tuple[tuple[int, int], str], set[str]]:
    """By evidence and holder, the actors that the same evidence puts on the holder's side."""
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
    """The keys of the matters. An answer has the key of the position that it answers; a matter that is cut short has
    a key of its own span."""
    keys: list[str | None] = []
    for n, position in enumerate(positions):
        matter = position.matter
        if position.stance not in _ON_MATTERS or position.modality is not PositionModality.ASSERTED:
            keys.append(None)
        elif matters.may_go_on(document.text[matter.end : position.evidence.end]):
            keys.append(f"{document.id}/{matter.start}-{matter.end}")
        else:
            is_anaphoric = matters.is_bare_request(matter.text)
            place = _referent(n, positions, paragraphs, document.text) if is_anaphoric else str(paragraphs[n])
            keys.append(matters.key(matter.text, document.id, place))
    for n in _on_both_sides(positions, keys):
        keys[n] = f"{document.id}/{positions[n].matter.start}-{positions[n].matter.end}"
    for n in range(len(positions)):
        answered = next((k for k in (*backs[n], *counters[n]) if keys[k] is not None), None)
        if keys[n] is not None and answered is not None:
            keys[n] = keys[answered]
    return keys


def _on_both_sides(positions: Sequence[Position], keys: Sequence[str | None]) -> Sequence[int]:
    """The positions whose matters cannot be one although they share a key: one holder is for and against it on one day.
    With them go all positions with the same matter span, whoever holds them."""
    signs: defaultdict[object, set[str]] = defaultdict(set)
    for position, key in zip(positions, keys, strict=True):
        signs[position.holder, position.date, key].add(position.stance.sign)
    contradictory = {
        (key, p.matter.span)
        for p, key in zip(positions, keys, strict=True)
        if key is not None and len(signs[p.holder, p.date, key]) > 1
    }
    return [n for n, p in enumerate(positions) if (keys[n], p.matter.span) in contradictory]


def _referent(n: int, positions: Sequence[Position], paragraphs: Sequence[int], text: str) -> str:
    """The place that "the proposal" refers to: the last request before it in its paragraph, or the whole paragraph if
    there is none. Its own place if the holder made that request, or if it stands in an earlier sentence and another
    clause comes first."""
    before = request_before(n, positions, paragraphs)
    if before is None:
        return str(paragraphs[n])
    reply = positions[n]
    separate = before.evidence.start != reply.evidence.start and follows_other_clause(reply, text)
    antecedent = reply.matter if separate or before.holder == reply.holder else before.matter
    return f"{paragraphs[n]}.{antecedent.start}"


def _belongs_to(facts: Facts) -> frozenset[tuple[str, str]]:
    """Pairs of a person and an actor that the person is affiliated with or has a post in."""
    persons = {actor.id for actor in facts.actors if actor.type is ActorType.PERSON}
    belonging = [(each.member, each.of) for each in facts.affiliations]
    posts = [(each.person, each.organization) for each in facts.roles if each.organization is not None]
    return frozenset((person, of) for person, of in (*belonging, *posts) if person in persons)


def _unidentified_groups(facts: Facts) -> frozenset[str]:
    """Groups whose name does not tell who they are ("delegates"): they are no party to a matter."""
    names = word_set("groups-of-nobody-in-particular")
    return frozenset(a.id for a in facts.actors if a.type is ActorType.GROUP and a.name.casefold() in names)


def _without_members(
    keys: Sequence[str | None], positions: Sequence[Position], belongs_to: frozenset[tuple[str, str]]
) -> list[str | None]:
    """The keys, but None for a person whose own body or state shares the key on the same side: that they agree tells
    nothing."""
    holders: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
    for position, key in zip(positions, keys, strict=True):
        holders[key, position.stance.sign].add(position.holder)
    return [
        None if any((position.holder, body) in belongs_to for body in holders[key, position.stance.sign]) else key
        for position, key in zip(positions, keys, strict=True)
    ]
