"""Finding actors that judgements have merged or moved to other ids, and names that mean the same actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from kg.folding import without_accents
from kg.judgements import AboutActors, ActorSeen, Verdict
from kg.judgements.cast import Cast
from kg.judgements.fields import FIELDS
from kg.judgements.judgement import misfit
from kg.judging.known import Known
from kg.model import Document, Mention, ResolvedActor
from kg.query.values import actor_of
from kg.record.naming import ActorMatches

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["MANY", "check_apart", "check_parties", "find_actor", "joined", "judged_ids"]

MANY: Final = 1000
"""How many documents' mentions a judgement keeps where it concerns every document of an actor."""


def check_parties(known: Known, document: Document, heading: str, values: Mapping[str, Any]) -> None:
    """Raise `JudgementValueError` where a field that needs several actors names one of them twice."""
    for field in FIELDS[heading]:
        several = values.get(field.name) if field.fewest else None
        if several and len(_ids(known, document, several)) < field.fewest:
            names = ", ".join(each["name"] for each in several)
            raise misfit(heading, field.name, names, f"{field.fewest} different actors")


def check_apart(
    known: Known, document: Document, heading: str, values: Mapping[str, Any], content: Mapping[str, Any]
) -> None:
    """Raise `JudgementValueError` where ``values``, which are part of a fact's ``content``, relate an actor to itself:
    the graph would leave the fact out, or the addressee that is given."""
    for field in FIELDS[heading]:
        names = (field.name, field.apart)
        both = [each if isinstance(each, list) else [each] for name in names if (each := content.get(name))]
        # A position whose holder is corrected to its addressee loses the addressee, which was wrong then.
        is_given = field.name in values or (field.is_needed and field.apart in values)
        if is_given and len(both) == len(names) and _are_joined(known, document, *both):
            changed, other = names if field.name in values else names[::-1]
            given = ", ".join(each["name"] for each in both[names.index(changed)])
            raise misfit(heading, changed, given, f"another actor than the {other}")


def _are_joined(known: Known, document: Document, some: list[Any], others: list[Any]) -> bool:
    """Whether one of some actors is also one of others, by the values of a judgement."""
    ids = _each_id(known, document, [*some, *others])
    return not set(ids[: len(some)]).isdisjoint(ids[len(some) :])


def _ids(known: Known, document: Document, actors: Iterable[Mapping[str, Any]]) -> set[str]:
    return set(_each_id(known, document, actors))


def _each_id(known: Known, document: Document, actors: Iterable[Mapping[str, Any]]) -> list[str]:
    """The ids of the actors that the values of a judgement mean, in their order. One that the document lacks has an id
    among these actors only."""
    local, links = known.judged(document.id), known.links(document.id)
    cast = Cast(tuple(local.actors.values()), document.text)
    return [links[id_].actor if id_ in links else id_ for id_ in map(cast.local, actors)]


def find_actor(record: Record, name: str) -> ActorMatches[ResolvedActor]:
    """The actors that `Record.find_actor` finds; for the old id of a merged actor those that have its mentions now."""
    matches = record.find_actor(name)
    if matches.actors:
        return matches
    now = {
        actor.id: actor
        for one in _judged(record, Verdict.SAME)
        if one.id == name
        for actor in record.find_actor(one.name).actors
        if _is_among(one, _places(record, actor))
    }
    return ActorMatches(tuple(now.values())) if now else matches


def joined(record: Record, actor: ResolvedActor, names: tuple[str, ...]) -> tuple[ActorSeen, ...]:
    """The actors of these names as they were before judgements merged them into ``actor``; empty if none did.

    Raises `ActorAmbiguousError` where several of them had one name.
    """
    places = _places(record, actor)
    seen = {one.id: one for one in reversed([*_judged(record, Verdict.SAME)]) if _is_among(one, places)}
    found: dict[str, ActorSeen] = {}
    for name in names:
        called = tuple(
            one for one in seen.values() if name == one.id or without_accents(name) == without_accents(one.name)
        )
        meant = ActorMatches(called or tuple(one for one in seen.values() if one.id == actor.id))
        if meant.actors:
            one = actor_of(name, partial(_as_given, meant))
            found[one.id] = one
    return tuple(found.values()) if len(found) == len(names) else ()


def _as_given[A](matches: ActorMatches[A], _name: str) -> ActorMatches[A]:
    return matches


def _places(record: Record, actor: ResolvedActor) -> dict[str, list[Mention]]:
    """The mentions of the actor in each text, by `text_key`."""
    places: dict[str, list[Mention]] = {}
    for text, local in record.namings(actor.id, most=MANY):
        places.setdefault(text, []).extend(local.mentions)
    return places


def _is_among(one: ActorSeen, places: Mapping[str, Sequence[Mention]]) -> bool:
    """Whether one of the places overlaps a mention that the actor had when it was judged."""
    return any(
        place.start < seen.end and seen.start < place.end
        for seen in one.mentions
        for place in places.get(seen.text, ())
    )


def judged_ids(record: Record) -> set[str]:
    """The ids that actors had when they were judged: after a merge such an id stands for another actor."""
    return {actor.id for actor in _judged(record, *Verdict)}


def _judged(record: Record, *verdicts: Verdict) -> Iterator[ActorSeen]:
    for each in record.all_judgements():
        if each.verdict in verdicts and each.undone is None and isinstance(each.about, AboutActors):
            yield from each.about.actors
