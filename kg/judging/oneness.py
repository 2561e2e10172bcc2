"""Which actors that a person names apart are one, by the document, by the graph or by what people have decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import JudgementValueError
from kg.judgements import AboutActors, ActorSeen, Judged, Verdict
from kg.judgements.cast import Cast
from kg.judgements.fields import FIELDS
from kg.model import Document
from kg.resolve import folded

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["check_parties", "joined", "judged_ids"]


def check_parties(record: Record, document: Document, local: Judged, heading: str, values: Mapping[str, Any]) -> None:
    """Raise `JudgementValueError` where a field that takes several actors names one twice."""
    for field in FIELDS[heading]:
        if field.fewest and field.name in values:
            cast, links = Cast(tuple(local.actors.values()), document.text), record.links(document.id)
            ids = {links[id_].actor if id_ in links else id_ for id_ in map(cast.local, values[field.name])}
            if len(ids) < field.fewest:
                names = ", ".join(each["name"] for each in values[field.name])
                expected = f"{field.fewest} different actors"
                raise JudgementValueError(heading=heading, field=field.name, value=names, expected=expected)


def joined(record: Record, names: tuple[str, ...]) -> tuple[ActorSeen, ...]:
    """The actors of these names as they were before people made them one; nothing where nobody has."""
    seen = list(_judged(record, Verdict.SAME))
    found: dict[str, ActorSeen] = {}
    for name in names:
        called = [actor for actor in seen if name == actor.id or folded(name) == folded(actor.name)]
        ids = {actor.id for actor in record.find_actor(name).actors}
        found |= {actor.id: actor for actor in (called or [one for one in seen if one.id in ids])[:1]}
    is_one = any(record.actor(id_) is None for id_ in found)
    return tuple(found.values()) if is_one and len(found) == len(names) else ()


def judged_ids(record: Record) -> set[str]:
    """The ids that actors had when people decided about them: one that was merged away leads to another actor."""
    return {actor.id for actor in _judged(record, *Verdict)}


def _judged(record: Record, *verdicts: Verdict) -> Iterator[ActorSeen]:
    for each in record.all_judgements():
        if each.verdict in verdicts and each.undone is None and isinstance(each.about, AboutActors):
            yield from each.about.actors
