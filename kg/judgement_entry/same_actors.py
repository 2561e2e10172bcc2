"""Finding actors that judgements have merged or moved to other ids, and names that mean the same actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from kg.folding import without_accents
from kg.judgement_entry.cached_record import CachedRecord
from kg.judgements import AboutActors, ActorSeen, Verdict
from kg.judgements.document_actors import DocumentActors
from kg.judgements.fields import FIELDS
from kg.judgements.judgement import misfit
from kg.model import Document, Mention, ResolvedActor
from kg.query.values import actor_of
from kg.record.naming import ActorMatches
from kg.resolve.gazetteer_entries import gazetteer

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["MANY", "check_apart", "check_parties", "find_actor", "joined", "judged_ids"]

MANY: Final = 1000
"""How many documents' mentions a judgement keeps where it concerns every document of an actor."""


def check_parties(cache: CachedRecord, document: Document, heading: str, values: Mapping[str, Any]) -> None:
    """Raise `JudgementValueError` where a field that needs several actors names one of them twice."""
    for field in FIELDS[heading]:
        actors = values.get(field.name) if field.fewest else None
        if actors and len(set(_actor_ids(cache, document, actors))) < field.fewest:
            names = ", ".join(actor["name"] for actor in actors)
            raise misfit(heading, field.name, names, f"{field.fewest} different actors")


def check_apart(
    cache: CachedRecord, document: Document, heading: str, values: Mapping[str, Any], content: Mapping[str, Any]
) -> None:
    """Raise `JudgementValueError` where ``values``, which are part of a fact's ``content``, relate an actor to itself:
    the graph would leave out the fact, or its addressee."""
    for field in FIELDS[heading]:
        names = (field.name, field.apart)
        filled = [each if isinstance(each, list) else [each] for name in names if (each := content.get(name))]
        # A position whose holder is corrected to its addressee loses the addressee, which was wrong then.
        is_judged = field.name in values or (field.is_needed and field.apart in values)
        if is_judged and len(filled) == len(names) and _share_actor(cache, document, *filled):
            changed_field, other_field = names if field.name in values else names[::-1]
            changed_actors = ", ".join(actor["name"] for actor in filled[names.index(changed_field)])
            raise misfit(heading, changed_field, changed_actors, f"another actor than the {other_field}")


def _share_actor(cache: CachedRecord, document: Document, actors: list[Any], others: list[Any]) -> bool:
    """Whether one of the actors that a judgement names is also one of the others."""
    ids = _actor_ids(cache, document, [*actors, *others])
    return not set(ids[: len(actors)]).isdisjoint(ids[len(actors) :])


def _actor_ids(cache: CachedRecord, document: Document, actors: Iterable[Mapping[str, Any]]) -> list[str]:
    """The ids of the actors that a judgement names, in their order.

    An actor that the document lacks gets an id that is valid among these only.
    """
    judged, links = cache.judged(document.id), cache.links(document.id)
    document_actors = DocumentActors(tuple(judged.actors.values()), document.text)
    return [links[id_].actor if id_ in links else id_ for id_ in map(document_actors.local_id, actors)]


def find_actor(record: Record, name: str) -> ActorMatches[ResolvedActor]:
    """The actors that `Record.find_actor` finds; for the old id of a merged actor those that have its mentions now."""
    matches = record.find_actor(name)
    if matches.actors:
        return matches
    merged_into = {
        actor.id: actor
        for seen in _actors_judged(record, Verdict.SAME)
        if seen.id == name
        for actor in record.find_actor(seen.name).actors
        if _has_mention_of(seen, _mentions_by_text(record, actor))
    }
    return ActorMatches(tuple(merged_into.values())) if merged_into else matches


def joined(record: Record, actor: ResolvedActor, names: tuple[str, ...]) -> tuple[ActorSeen, ...]:
    """The actors of these names as they were before judgements merged them into ``actor``; empty if none did.

    Raises `ActorAmbiguousError` where several of them had one name.
    """
    mentions = _mentions_by_text(record, actor)
    merged = {
        seen.id: seen for seen in reversed([*_actors_judged(record, Verdict.SAME)]) if _has_mention_of(seen, mentions)
    }
    chosen: dict[str, ActorSeen] = {}
    for name in names:
        folded = without_accents(name)
        by_name = tuple(
            seen for seen in merged.values() if name == seen.id or folded == without_accents(seen.name)
        ) or tuple(seen for seen in merged.values() if folded in map(without_accents, _other_names(seen)))
        matches = ActorMatches(by_name or tuple(seen for seen in merged.values() if seen.id == actor.id))
        if matches.actors:
            seen = actor_of(name, partial(_same_matches, matches))
            chosen[seen.id] = seen
    return tuple(chosen.values()) if len(chosen) == len(names) else ()


def _other_names(seen: ActorSeen) -> Iterator[str]:
    """The words by which texts call the actor, and its names in the gazetteer."""
    yield from (mention.words for mention in seen.mentions)
    if seen.id in gazetteer():
        yield from gazetteer()[seen.id].texts


def _same_matches[A](matches: ActorMatches[A], _name: str) -> ActorMatches[A]:
    """``matches``, whatever the name: for `actor_of`, which calls a function of the name."""
    return matches


def _mentions_by_text(record: Record, actor: ResolvedActor) -> dict[str, list[Mention]]:
    """The mentions of the actor in each text, by `text_key`."""
    mentions: dict[str, list[Mention]] = {}
    for text_key, local_actor in record.namings(actor.id, most=MANY):
        mentions.setdefault(text_key, []).extend(local_actor.mentions)
    return mentions


def _has_mention_of(seen: ActorSeen, mentions: Mapping[str, Sequence[Mention]]) -> bool:
    """Whether one of the mentions (by `text_key`) overlaps one that the actor had when it was judged."""
    return any(
        mention.start < mention_seen.end and mention_seen.start < mention.end
        for mention_seen in seen.mentions
        for mention in mentions.get(mention_seen.text, ())
    )


def judged_ids(record: Record) -> set[str]:
    """The ids that actors had when they were judged: after a merge such an id stands for another actor."""
    return {actor.id for actor in _actors_judged(record, *Verdict)}


def _actors_judged(record: Record, *verdicts: Verdict) -> Iterator[ActorSeen]:
    """The actors of all judgements with these verdicts that are not undone, as they were when they were judged."""
    for judgement in record.all_judgements():
        if judgement.verdict in verdicts and judgement.undone is None and isinstance(judgement.about, AboutActors):
            yield from judgement.about.actors
