"""A project's own list of actors and issues, whatever the format of its file."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.model import ActorType
from kg.vocabulary import Concept, concepts

__all__ = ["ListedActor", "ListedIssue", "OwnList", "digest", "own_concepts"]


@dataclass(frozen=True, slots=True)
class ListedActor:
    """An actor: its id across documents (``organization/river-forum``, or one of the gazetteer), its name in answers,
    and other names that texts use. ``country`` is an ISO 3166-1 alpha-2 code."""

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class ListedIssue:
    """An issue: the local name of its concept (``own/river-tolls``, or one of the shipped scheme), its labels, and the
    local name of the broader concept."""

    concept: str
    label: str
    aliases: tuple[str, ...] = ()
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list as a graph keeps it. ``replaces``: readers use only the issues of such lists, none of the shipped scheme.
    ``left_out`` counts the other things in the file, such as addresses."""

    name: str
    actors: tuple[ListedActor, ...] = ()
    issues: tuple[ListedIssue, ...] = ()
    replaces: bool = False
    left_out: int = 0

    def __hash__(self) -> int:
        # Caches compute it for every name in a text: hashing all actors of a large list would take milliseconds.
        return hash((self.name, len(self.actors), len(self.issues), self.replaces, self.left_out))

    def to_text(self) -> str:
        """One line of JSON, the same for the same list."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> OwnList:
        """What `to_text` wrote.

        >>> own = OwnList("ours", (ListedActor("person/ana-ek", "Ana Ek", ActorType.PERSON, ("Dr Ek",)),))
        >>> OwnList.from_text(own.to_text()) == own
        True
        """
        value: dict[str, Any] = json.loads(text)
        actors = (ListedActor(**{**each, "type": ActorType(each["type"]), **_names(each)}) for each in value["actors"])
        issues = (ListedIssue(**{**each, **_names(each)}) for each in value["issues"])
        return cls(value["name"], tuple(actors), tuple(issues), value["replaces"], value["left_out"])


def _names(each: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {"aliases": tuple(each["aliases"])}


def own_concepts(lists: Iterable[OwnList]) -> tuple[Concept, ...]:
    """The issues of lists that the shipped scheme lacks, as concepts; the first list with an issue gives its label.

    >>> ours = OwnList("ours", issues=(ListedIssue("own/river-tolls", "River tolls", broader="Trade"),))
    >>> [(concept.id, concept.broader) for concept in own_concepts([ours])]
    [('issue/own/river-tolls', ('issue/Trade',))]
    """
    concepts_by_id: dict[str, Concept] = {}
    for issue in (issue for each in lists for issue in each.issues):
        id_ = f"issue/{issue.concept}"
        if id_ not in concepts():
            concept = concepts_by_id.setdefault(id_, Concept(id_, issue.label))
            above = {*concept.broader, *([f"issue/{issue.broader}"] if issue.broader else ())}
            concepts_by_id[id_] = concept._replace(broader=tuple(sorted(above)))
    return tuple(concepts_by_id.values())


def digest(lists: Sequence[OwnList]) -> str:
    """A hash of the lists for a reader's version: eight hexadecimal digits, "" for no lists."""
    if not lists:
        return ""
    texts = "\n".join(own_list.to_text() for own_list in lists)
    return hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()[:8]
