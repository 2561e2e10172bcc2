"""Which facts of a graph enter a network: the filters of the named questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kg.errors import ParameterValueError, UnknownParameterError
from kg.lists import OwnList
from kg.model import ActorType, Document
from kg.networks.from_graph.relation import Pair
from kg.query.question import Parameter
from kg.query.values import OPTIONS, FindActor, FindDocument, bound

__all__ = ["FILTERS", "Selection", "selected"]


def _several(name: str, type_: str, help_: str) -> Parameter:
    return Parameter(name, type_, help_, several=True)


FILTERS: Final[Mapping[str, Parameter]] = MappingProxyType(
    {
        each.name: each
        for each in (
            Parameter("since", "date", "dated on this day or later"),
            Parameter("until", "date", "dated on this day or earlier"),
            _several("document", "document", "in this document only"),
            _several("source", "text", "published by this one"),
            _several("tag", "text", "in documents with this tag"),
            _several("issue", "issue", "about this issue or one below it"),
            _several("actor", "actor", "with this actor at one end"),
            _several("type", "text", "between actors of this type only"),
            _several("stance", "stance", "with this stance"),
            _several("modality", "text", "as firmly as this: asserted, conditional ...; actual, planned ..."),
            Parameter("min_confidence", "float", "of at least this confidence (0 to 1)"),
        )
    }
)
"""The filters by their names, as `kg.query` describes a parameter."""

_TAGS: Final = re.compile(r"\s*[,;|]\s*")


@dataclass(frozen=True, slots=True)
class Selection:
    """What has to hold of a fact; of several values of one filter any, of several filters all. Empty: anything.

    ``since`` and ``until`` are ISO days, inclusive; ids are short (``state/CN``, ``document/...``).
    """

    since: str | None = None
    until: str | None = None
    document: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    min_confidence: float = 0.0

    def has(self, document: Document) -> bool:
        """Whether facts of this document may enter.

        >>> Selection(tag=("trade",)).has(Document("Talks.", "a", "file:///a", metadata={"tags": "steel; Trade"}))
        True
        """
        told = document.metadata.get("tags") or document.metadata.get("tag") or ""
        tags = {tag.casefold() for tag in _TAGS.split(told)}
        return (
            (not self.document or f"document/{document.id}" in self.document)
            and (not self.source or (document.source or "").casefold() in {name.casefold() for name in self.source})
            and (not self.tag or bool(tags & {tag.casefold() for tag in self.tag}))
        )

    def takes(self, pair: Pair, types: Mapping[str, ActorType], ends: tuple[str, ...]) -> bool:
        """Whether this pair enters. ``ends`` are what its actors count as; an actor is asked for by that or by itself.
        What has no day has no place in a period."""
        day = pair.date.isoformat() if pair.date else ""
        return (
            (self.since is None or day >= self.since)
            and (self.until is None or "" < day <= self.until)
            and pair.evidence.confidence >= self.min_confidence
            and (not self.issue or pair.words.get("issue") in self.issue)
            and (not self.stance or pair.words.get("stance") in self.stance)
            and (not self.modality or pair.words.get("modality", self.modality[0]) in self.modality)
            and (not self.actor or any(end in self.actor for end in (*ends, *pair.actors[: len(ends)])))
            and (not self.type or all(types[end] in self.type for end in ends))
        )


def selected(
    given: Mapping[str, object],
    find_actor: FindActor,
    find_document: FindDocument,
    lists: Sequence[OwnList] = (),
) -> Selection:
    """The selection that a person means by names, ids, dates and so on, as `kg.query.ask` understands them.

    None and empty lists are nothing given. Raises `UnknownParameterError`, `ParameterValueError`, and what
    `kg.query.values.bound` does.
    """
    said = {name: value for name, value in given.items() if value is not None and value not in ((), [])}
    if unknown := [name for name in said if name not in FILTERS]:
        raise UnknownParameterError(question="network", names=", ".join(unknown), known=", ".join(FILTERS))
    values = {name: bound(FILTERS[name], value, find_actor, find_document, lists) for name, value in said.items()}
    for name, known in (("type", [*ActorType]), ("modality", [*OPTIONS["modality"], *OPTIONS["talk"]])):
        given_here = values.get(name, ())
        for value in given_here if isinstance(given_here, tuple) else ():
            if value not in known:
                expected = f"one of {', '.join(dict.fromkeys(known))}"
                raise ParameterValueError(parameter=name, value=repr(value), expected=expected)
    since, until = values.get("since"), values.get("until")
    if isinstance(since, str) and isinstance(until, str) and until < since:
        raise ParameterValueError(parameter="until", value=repr(until), expected=f"{since} (since) or later")
    return Selection(**values)  # type: ignore[arg-type]
