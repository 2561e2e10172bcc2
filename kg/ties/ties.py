"""The ties of one document's positions to actors and to each other, as far as its text proves them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from kg.extract.candidates.replies import ASKING
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, Document, Facts, Position, PositionModality, ResolvedDocument, Stance
from kg.ties import matters
from kg.ties.abandoned_positions import is_abandoned
from kg.ties.answers import TAKING_SIDES, answers, follows_other_clause, request_before
from kg.ties.named import Mentions, NamedActor, named_actors
from kg.ties.said_again import said_again

__all__ = ["Ties", "tie"]

_FIRM_MODALITIES = frozenset({PositionModality.ASSERTED, PositionModality.CONDITIONAL})
_HOLDERS_OF_LIST = 6
"""Holders, at most, of a list whose members say much of each other: a list of twenty makes 190 pairs."""
_MARK_OF_LONG_LISTS = "+"
"""Ends the key of a longer list; the questions look for it."""
_STANCES_ON_MATTERS = frozenset(Stance) - {Stance.ACCUSE, Stance.DENY, Stance.THREATEN, Stance.CONCERN}
"""The stances on a matter; the others are about what an actor does."""
_PREPOSITION = re.compile(r"\b(?:about|as|be|by|for|from|in|of|on|that|to)\b")
"""What ends the words for a thing itself: "Peru's comments [on] cod"."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What the text of a document ties one of its positions to.

    ``sides_with`` and ``stands_against`` are ids of actors that the position names; ``backs`` and ``counters`` are
    indices, in `Facts.positions`, of the positions that it supports or accepts, and of those that it opposes or
    rejects. The others are keys that tied positions have in common: ``together`` if their holders stand in one list
    (it ends with "+" where they are more than six),
    ``matter`` if they are on the same matter, ``paragraph`` if they are in one paragraph; None where there is no tie.
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

    A holder never stands against another that is in one list with it, or that it backs in the same evidence. A person
    is not tied to the body or state that the person belongs to, since it is no news that they side with each other. A
    position that is said to several addressees has its ties once, at the first; the others have none. One that its own
    sentence says was given up has none either, except for its matter where dates tell which position came later.
    """
    if not resolved.facts.positions:
        return ()
    repetitions = said_again(resolved.facts.positions)
    return tuple(
        Ties() if n in repetitions else _ties_of(found, resolved.document.text)
        for n, found in enumerate(_found(resolved))
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What the text tells of a position, and which of it says nothing new about the position's holder.

    ``backs`` and ``counters`` give the holder of each position that it answers, by index; ``allies`` are on the side of
    its holder in its evidence, and its holder belongs to ``bodies``. ``matter_key`` also holds for a holder who is not
    identified, and is no party to the matter.
    """

    position: Position
    named: Sequence[NamedActor]
    backs: Mapping[int, str]
    counters: Mapping[int, str]
    allies: Set[str]
    bodies: Set[str]
    is_identified: bool
    list_key: str | None
    matter_key: str | None
    paragraph_key: str


def _ties_of(found: _Found, text: str) -> Ties:
    backs = tuple(n for n, holder in found.backs.items() if holder not in found.bodies)
    counters = tuple(n for n, holder in found.counters.items() if holder not in found.allies)
    if is_abandoned(found.position, text):
        return Ties(backs=backs, counters=counters, matter=found.matter_key)
    answered = {*found.backs.values(), *found.counters.values()}
    sided_with = (each.actor for each in found.named if each.sided_with)
    opposed = (each.actor for each in found.named if not each.sided_with)
    return Ties(
        # Whose position is answered is not named again: the tie to that position tells it.
        sides_with=tuple(actor for actor in sided_with if actor not in answered | found.bodies),
        stands_against=tuple(actor for actor in opposed if actor not in answered | found.allies),
        backs=backs,
        counters=counters,
        together=found.list_key,
        matter=found.matter_key if found.is_identified else None,
        paragraph=found.paragraph_key,
    )


def _found(resolved: ResolvedDocument) -> list[_Found]:
    """What the text tells of each position, in their order."""
    positions, document = resolved.facts.positions, resolved.document
    paragraph_of = matters.Paragraphs(document.text).of
    paragraphs = [paragraph_of(position.evidence.start) for position in positions]
    named = _named_actors(positions, resolved.facts, document.text)
    backs, counters = answers(positions, named, paragraphs, document.text)
    list_keys = _list_keys(positions, document.id)
    matter_keys = _matter_keys(positions, document, paragraphs, backs, counters)
    allies = _allies(positions, list_keys, backs)
    memberships = _memberships(resolved.facts)
    list_keys_without_members = _without_members(list_keys, positions, memberships)
    matter_keys_without_members = _without_members(matter_keys, positions, memberships)
    unidentified = _unidentified_groups(resolved.facts)
    return [
        _Found(
            position=position,
            named=named[n],
            backs={k: positions[k].holder for k in backs[n]},
            counters={k: positions[k].holder for k in counters[n]},
            allies=allies[position.evidence.span, position.holder],
            bodies={body for member, body in memberships if member == position.holder},
            is_identified=position.holder not in unidentified,
            list_key=list_keys_without_members[n],
            matter_key=matter_keys_without_members[n],
            paragraph_key=f"{document.id}/{paragraphs[n]}",
        )
        for n, position in enumerate(positions)
    ]


def _list_keys(positions: Sequence[Position], document: str) -> list[str | None]:
    """For each position, a key that it shares with the same position of the other holders in a list, else None: they
    have the same evidence, matter and stance, and address none of the holders. That of a long list has a mark."""
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for n, p in enumerate(positions):
        if p.modality in _FIRM_MODALITIES:
            manner = (p.stance, p.modality, p.reply_to is None)
            groups[p.evidence.span, p.matter.span, manner].append(n)
    keys: list[str | None] = [None] * len(positions)
    for members in groups.values():
        holders = {positions[n].holder for n in members}
        addressees = {positions[n].addressee for n in members}
        if len(holders) > 1 and holders.isdisjoint(addressees):
            for n in members:
                keys[n] = f"{document}/{members[0]}{_MARK_OF_LONG_LISTS if len(holders) > _HOLDERS_OF_LIST else ''}"
    return keys


def _named_actors(positions: Sequence[Position], facts: Facts, text: str) -> list[tuple[NamedActor, ...]]:
    """The actors that each position names.

    A position that takes sides on a request for somebody's views can only side with the asker: in "Peru, backed by
    Chile, asked for Ghana's comments", Ghana has not made any that Chile could back.
    """
    mentions = Mentions(facts.actors)
    askers: defaultdict[object, set[str]] = defaultdict(set)
    for position in positions:
        if position.stance in ASKING:
            askers[position.evidence.span, position.matter.span].add(position.holder)
    named_by_position = []
    for position in positions:
        named = named_actors(position, text, mentions) if position.modality in _FIRM_MODALITIES else ()
        own_askers = askers.get((position.evidence.span, position.matter.span))
        if own_askers is not None and position.stance in TAKING_SIDES and _is_yet_to_be_made(position.matter.text):
            named = tuple(each for each in named if each.actor in own_askers)
        named_by_position.append(named)
    return named_by_position


def _is_yet_to_be_made(matter: str) -> bool:
    """Whether a requested matter is something that is yet to be written: "Peru's comments on its plan"."""
    thing = _PREPOSITION.split(matter.casefold(), maxsplit=1)[0]
    return not word_set("things-asked-for").isdisjoint(word.removesuffix("s") for word in thing.split())


def _allies(
    positions: Sequence[Position], list_keys: Sequence[str | None], backs: Sequence[Sequence[int]]
) -> Mapping[tuple[tuple[int, int], str], set[str]]:
    """By span of the evidence and holder, the actors that this evidence puts on the holder's side."""
    holders_by_list: defaultdict[str, set[str]] = defaultdict(set)
    for position, key in zip(positions, list_keys, strict=True):
        if key is not None:
            holders_by_list[key].add(position.holder)
    allies: defaultdict[tuple[tuple[int, int], str], set[str]] = defaultdict(set)
    for n, position in enumerate(positions):
        key = list_keys[n]
        allies[position.evidence.span, position.holder] |= holders_by_list[key] if key is not None else set()
        for k in backs[n]:
            allies[position.evidence.span, position.holder].add(positions[k].holder)
            allies[position.evidence.span, positions[k].holder].add(position.holder)
    return allies


def _matter_keys(
    positions: Sequence[Position],
    document: Document,
    paragraphs: Sequence[int],
    backs: Sequence[Sequence[int]],
    counters: Sequence[Sequence[int]],
) -> list[str | None]:
    """The key of each position's matter, None for a position that is not a view on a matter.

    An answer has the key of the position that it answers; a matter that is cut short has a key that only the same span
    has.
    """
    keys: list[str | None] = []
    for n, position in enumerate(positions):
        matter = position.matter
        if position.stance not in _STANCES_ON_MATTERS or position.modality is not PositionModality.ASSERTED:
            keys.append(None)
        elif matters.may_go_on(document.text[matter.end : position.evidence.end]):
            keys.append(f"{document.id}/{matter.start}-{matter.end}")
        else:
            is_anaphoric = matters.is_bare_request(matter.text)
            place = _referent(n, positions, paragraphs, document.text) if is_anaphoric else str(paragraphs[n])
            keys.append(matters.key(matter.text, document.id, place))
    for n in _without_date_of_leaving(positions, keys, document):
        keys[n] = None
    for n in _contradictory(positions, keys):
        keys[n] = f"{document.id}/{positions[n].matter.start}-{positions[n].matter.end}"
    for n in range(len(positions)):
        answered = next((k for k in (*backs[n], *counters[n]) if keys[k] is not None), None)
        if keys[n] is not None and answered is not None:
            keys[n] = keys[answered]
    return keys


def _without_date_of_leaving(
    positions: Sequence[Position], keys: Sequence[str | None], document: Document
) -> Sequence[int]:
    """The indices of the positions that their sentence says were given up, where no later date of the opposite position
    tells that it replaced them: they would count as their holder's latest."""
    days: defaultdict[object, set[object]] = defaultdict(set)
    for position, key in zip(positions, keys, strict=True):
        days[position.holder, key, position.stance.sign].add(position.date or document.date)
    undated = []
    for n, (position, key) in enumerate(zip(positions, keys, strict=True)):
        opposite = "against" if position.stance.sign == "for" else "for"
        other_days = days[position.holder, key, opposite] - {position.date or document.date}
        if key is not None and not other_days and is_abandoned(position, document.text):
            undated.append(n)
    return undated


def _contradictory(positions: Sequence[Position], keys: Sequence[str | None]) -> Sequence[int]:
    """The indices of the positions whose matters cannot be the same although they share a key, since one holder is for
    and against it on one day; and of all positions with the matter span of one of these, whoever holds them."""
    signs: defaultdict[object, set[str]] = defaultdict(set)
    for position, key in zip(positions, keys, strict=True):
        signs[position.holder, position.date, key].add(position.stance.sign)
    contradictory_matters = {
        (key, p.matter.span)
        for p, key in zip(positions, keys, strict=True)
        if key is not None and len(signs[p.holder, p.date, key]) > 1
    }
    return [n for n, p in enumerate(positions) if (keys[n], p.matter.span) in contradictory_matters]


def _referent(n: int, positions: Sequence[Position], paragraphs: Sequence[int], text: str) -> str:
    """The place that "the proposal" in position ``n`` refers to, as a part of a key: that of the last request before it
    in its paragraph, or the whole paragraph if there is none. It is the position's own place if the same holder made
    that request, or if the request is in an earlier sentence and another clause comes in between."""
    request = request_before(n, positions, paragraphs)
    if request is None:
        return str(paragraphs[n])
    reply = positions[n]
    is_separate = request.evidence.start != reply.evidence.start and follows_other_clause(reply, text)
    antecedent = reply.matter if is_separate or request.holder == reply.holder else request.matter
    return f"{paragraphs[n]}.{antecedent.start}"


def _memberships(facts: Facts) -> frozenset[tuple[str, str]]:
    """Pairs of a person and an actor (a body or state) that the person is affiliated with or has a post in."""
    persons = {actor.id for actor in facts.actors if actor.type is ActorType.PERSON}
    affiliations = [(each.member, each.of) for each in facts.affiliations]
    posts = [(each.person, each.organization) for each in facts.roles if each.organization is not None]
    return frozenset((member, body) for member, body in (*affiliations, *posts) if member in persons)


def _unidentified_groups(facts: Facts) -> frozenset[str]:
    """The ids of groups whose name does not say who they are ("delegates", "several states"): they are not a party to a
    matter."""
    names, quantifiers = word_set("groups-of-nobody-in-particular"), word_set("quantifiers")
    unidentified = []
    for actor in facts.actors:
        quantifier, _, group = actor.name.casefold().partition(" ")
        called = {actor.name.casefold(), group if quantifier in quantifiers else ""}
        if actor.type is ActorType.GROUP and not called.isdisjoint(names):
            unidentified.append(actor.id)
    return frozenset(unidentified)


def _without_members(
    keys: Sequence[str | None], positions: Sequence[Position], memberships: frozenset[tuple[str, str]]
) -> list[str | None]:
    """The keys, but None for a person whose own body or state shares the key on the same side, since it is no news that
    they agree."""
    holders: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
    for position, key in zip(positions, keys, strict=True):
        holders[key, position.stance.sign].add(position.holder)
    return [
        None if any((position.holder, body) in memberships for body in holders[key, position.stance.sign]) else key
        for position, key in zip(positions, keys, strict=True)
    ]
