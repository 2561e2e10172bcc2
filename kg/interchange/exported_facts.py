"""The facts that a file was exported with, by which an import knows what its annotator has changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.judgements.fields import FIELDS

__all__ = ["EXPORTED", "ExportedFact", "fact_digest", "read_exported", "written_exported"]

EXPORTED: Final = "exported"
"""The name of the list of exported facts among the properties of a document in a file."""
_DIGITS: Final = 12
_REVIEWED: Final = "+"


@dataclass(frozen=True, slots=True)
class ExportedFact:
    """A fact as it was exported: its heading, the last part of its id, the `fact_digest` of what it said, and whether
    somebody had reviewed it.

    >>> written_exported([ExportedFact("lead", "0a1b", "2c3d", True)])
    'lead/0a1b#2c3d+'
    """

    heading: str
    key: str
    digest: str
    is_reviewed: bool


def fact_digest(heading: str, start: int, end: int, values: Mapping[str, Any]) -> str:
    """Twelve hexadecimal digits: a hash of a fact's heading, evidence span and values, whatever the mentions of its
    actors, of which an export has only some."""
    text = json.dumps([heading, start, end, _without_mentions(values)], sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _without_mentions(value: Any) -> Any:
    match value:
        case Mapping():
            values = (
                (name, member) for name, member in value.items() if name != "mentions" and member not in (None, [])
            )
            return {name: _without_mentions(member) for name, member in values}
        case list() | tuple():
            return [_without_mentions(member) for member in value]
        case _:
            return value


def written_exported(facts: Iterable[ExportedFact]) -> str:
    """The facts as one string, separated by blanks."""
    return " ".join(f"{fact.heading}/{fact.key}#{fact.digest}{_REVIEWED if fact.is_reviewed else ''}" for fact in facts)


def read_exported(text: object) -> Sequence[ExportedFact]:
    """The facts that `written_exported` wrote; what is not of its form is left out.

    >>> [fact.key for fact in read_exported("lead/0a1b#2c3d+ lead treaty/1#2 lead/4e5f#6a7b")]
    ['0a1b', '4e5f']
    """
    facts = []
    for item in text.split() if isinstance(text, str) else ():
        heading, _, key_and_digest = item.partition("/")
        key, mark, digest = key_and_digest.partition("#")
        if heading in FIELDS and mark:
            facts.append(ExportedFact(heading, key, digest.removesuffix(_REVIEWED), digest.endswith(_REVIEWED)))
    return tuple(facts)
