"""Judgements of actors: merging, separating and splitting them, and their names, types and aliases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kg.folding import without_accents
from kg.judgement_entry.same_actors import MANY, find_actor, joined, judged_ids
from kg.judgements import AboutActors, ActorSeen, Judgement, MentionSeen, Verdict, text_key
from kg.judgements.judgement import misfit
from kg.model import ActorType, MentionReason, ResolvedActor
from kg.query.values import actor_of
from kg.resolve import folded_words, slug

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["check_actors", "judged_actors"]

NEEDED: Final[Mapping[Verdict, str]] = MappingProxyType(
    {
        Verdict.RENAMED: "name",
        Verdict.RETYPED: "type",
        Verdict.ALIAS_GIVEN: "alias",
        Verdict.ALIAS_TAKEN: "alias",
    }
)
"""The name of the only value that a judgement with this verdict has."""
PAIRS: Final = frozenset({Verdict.SAME, Verdict.DIFFERENT})
FEW: Final = 50
"""How many documents' mentions a judgement keeps to recognize an actor by."""


def judged_actors(
    record: Record, verdict: Verdict, names: tuple[str, ...], values: Mapping[str, Any], by: str, why: str
) -> Judgement:
    """A judgement of the actors of these names, aliases or ids: two for a verdict of `PAIRS`, one for the others.

    A merger or a split that is in force already says the same as the judgement that made it.
    """
    actors = [actor_of(name, partial(find_actor, record)) for name in names]
    if len({actor.id for actor in actors}) < len(actors):
        seen = joined(record, actors[0], names) if verdict in PAIRS else ()
        if not seen:
            both = f"two of them: both names mean {actors[0].name} ({actors[0].id})"
            raise misfit("judgement", "actors", ", ".join(names), both)
        check_actors(verdict, len(seen), values)
        if verdict is Verdict.SAME:
            seen = _as_merged(record, seen, by)
    elif verdict is Verdict.SPLIT:
        seen, values = _split(record, actors[0], values, by)
    else:
        check_actors(verdict, len(actors), values)
        most = MANY if verdict is Verdict.DIFFERENT else FEW
        seen = tuple(_seen(record, actor, most) for actor in actors)
    return Judgement(verdict, AboutActors(seen), by, dt.datetime.now(dt.UTC), why, dict(values))


def check_actors(verdict: Verdict, count: int, values: Mapping[str, Any]) -> None:
    """Raise `JudgementValueError` where the verdict does not fit ``count`` actors, or these values."""
    if count != (2 if verdict in PAIRS else 1):
        raise misfit("judgement", "actors", str(count), "two of them" if verdict in PAIRS else "one of them")
    needed = {"id", "name", "type"} if verdict is Verdict.SPLIT else {NEEDED[verdict]} if verdict in NEEDED else set()
    if set(values) != needed:
        given = "given" if values else "missing"
        raise misfit("actor", ", ".join(values) or "value", given, ", ".join(sorted(needed)) or "there")
    for name, text in values.items():
        if not isinstance(text, str) or not text.strip():
            raise misfit("actor", name, repr(text), "a word")
    if "type" in values:
        _check_type(values["type"])


def _seen(record: Record, actor: ResolvedActor, most: int) -> ActorSeen:
    """An actor with one mention for each of its documents, by its name if there is one. Mentions of actors that were
    merged into it are left out: they may be separated from it again."""
    mentions = []
    for text, local in record.namings(actor.id, most=most, own=True):
        by_name = [m for m in local.mentions if m.reason is MentionReason.NAME] or list(local.mentions)
        mentions += [MentionSeen(text, m.start, m.end, m.text) for m in by_name[:1]]
    return ActorSeen(actor.id, actor.name, actor.type.value, tuple(sorted(set(mentions))))


def _as_merged(record: Record, seen: tuple[ActorSeen, ...], by: str) -> tuple[ActorSeen, ...]:
    """The two actors as the judgement that merged them has them, if possible one of the same person; ``seen`` itself
    where they were merged through a third."""
    ids = {actor.id for actor in seen}
    mergers = [each for each in _in_force(record, Verdict.SAME, by) if {actor.id for actor in each[1]} == ids]
    return mergers[0][1] if mergers else seen


def _in_force(record: Record, verdict: Verdict, by: str) -> Iterator[tuple[Judgement, tuple[ActorSeen, ...]]]:
    """The judgements with this verdict that nobody has taken back, and the actors of each; those of this person come
    first."""
    for judgement in sorted(record.all_judgements(), key=lambda each: each.by != by):
        if judgement.verdict is verdict and judgement.undone is None and isinstance(judgement.about, AboutActors):
            yield judgement, judgement.about.actors


def _split(
    record: Record, actor: ResolvedActor, values: Mapping[str, Any], by: str
) -> tuple[tuple[ActorSeen, ...], Mapping[str, Any]]:
    """An actor with the mentions to split off, those in the given documents, with the given words, or both, and the
    actor that gets them. Where there are none, both are those of the judgement that has split them off already."""
    documents = [record.document(name) for name in _several("documents", values.get("documents"))]
    words = {without_accents(text) for text in _several("words", values.get("words"))}
    if not documents and not words:
        raise misfit("actor", "split", "nothing", "documents, or words by which it is called there")
    mentions = {
        MentionSeen(text, m.start, m.end, m.text)
        for text, local in record.namings(actor.id, [document.id for document in documents], most=MANY)
        for m in local.mentions
        if not words or without_accents(m.text) in words
    }
    target = _target(record, actor, values)
    if mentions:
        return (ActorSeen(actor.id, actor.name, actor.type.value, tuple(sorted(mentions))),), target
    texts = {text_key(document.text) for document in documents}
    for judgement, actors in _in_force(record, Verdict.SPLIT, by):
        if (
            actors[0].id == actor.id
            and (judgement.values["name"], judgement.values["type"]) == (target["name"], target["type"])
            and all(not texts or mention.text in texts for mention in actors[0].mentions)
            and all(not words or without_accents(mention.words) in words for mention in actors[0].mentions)
        ):
            return actors, judgement.values
    wanted = ", ".join([*map(repr, _several("words", values.get("words"))), *(document.name for document in documents)])
    expected = (
        f"what {actor.name} is called, or where: `kg explain-actor` shows its names, `kg documents` the documents"
    )
    raise misfit("actor", "split", wanted, expected)


def _target(record: Record, actor: ResolvedActor, values: Mapping[str, Any]) -> dict[str, str]:
    """The actor that gets the mentions: a known one (``into``), or a new one with a ``name`` and ``type``."""
    if values.get("into"):
        name = str(values["into"])
        found = actor_of(name, record.find_actor)
        if found.id == actor.id:
            is_merged = bool(joined(record, actor, (name,)))
            advice = "; they were merged, and `kg different` with both names separates them" if is_merged else ""
            raise misfit("actor", "into", repr(name), f"another actor than {actor.name}{advice}")
        return {"id": found.id, "name": found.name, "type": found.type.value}
    name, kind = str(values.get("name") or ""), str(values.get("type") or actor.type.value)
    if not folded_words(name):
        raise misfit("actor", "name", repr(name), "what the other one is called, or into=ACTOR")
    _check_type(kind)
    id_ = f"{kind}/{slug(folded_words(name))}"
    # After a merge, the old id of an actor stands for another one.
    taken = judged_ids(record)
    while id_ in taken or id_ == actor.id or record.actor(id_) is not None:
        id_ += "-2"
    return {"id": id_, "name": name, "type": kind}


def _several(field: str, value: object) -> list[str]:
    if not value or isinstance(value, str):
        return [value] if isinstance(value, str) and value else []
    if not isinstance(value, list | tuple):
        raise misfit("actor", field, repr(value), "a text, or several")
    return [str(each) for each in value]


def _check_type(kind: str) -> None:
    if kind not in {each.value for each in ActorType}:
        raise misfit("actor", "type", repr(kind), f"one of {', '.join(each.value for each in ActorType)}")
