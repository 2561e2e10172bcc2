"""Codebooks in SKOS: concepts of issues with their labels and broader concepts."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ListFileError
from kg.lists.csv_rows import Found
from kg.lists.omissions import warn_of_omissions
from kg.lists.row import Row, concept_named, issue_of, own_concept
from kg.vocabulary import PREFIXES, concepts, short_id

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["SUFFIXES", "read_skos"]

SUFFIXES = (".ttl", ".nt", ".rdf", ".xml", ".owl", ".jsonld")
_SKOS = PREFIXES["skos"]
_TYPE = PREFIXES["rdf"] + "type"


@dataclass(slots=True)
class _Concept:
    labels: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    broader: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)


def read_skos(data: bytes, path: Path) -> Found:
    """The concepts of a scheme, in the order of the file, with labels in English or without a language.

    A concept is one of the shipped scheme if it has its IRI, is an exact match of it (``skos:exactMatch``) or has its
    label; ``skos:broader`` and ``skos:broadMatch`` may point at concepts of the shipped scheme. Of several broader
    concepts the first is kept, and a `KgWarning` names others that are not above it.

    Raises `ListFileError` and `ListRowError`.
    """
    described, left_out = _described(data, path)
    text = data.decode("utf-8", "replace")
    rows = {iri: _row(iri, concept, text, path) for iri, concept in described.items()}
    named: dict[str, str] = {}
    taken: set[str] = set()
    for iri, concept in described.items():
        label = rows[iri].names()[0]
        ours = next(filter(None, (_ours(each) for each in (iri, *concept.same))), None) or concept_named(label)
        if ours in taken:
            raise rows[iri].wrong("prefLabel", label, f"and an earlier concept is {ours} already")
        named[iri] = ours or own_concept(label, taken)
        taken.add(named[iri])
    above = {named[iri]: _broader(iri, described, named, row) for iri, row in rows.items()}
    labels = {named[iri]: row.names()[0] for iri, row in rows.items()}
    told = list(_not_kept(above, labels))
    several = "one concept has" if len(told) == 1 else f"{len(told)} concepts have"
    warn_of_omissions(f"{path}: {several} several broader ones", told)
    issues = [issue_of(row, named[iri], next(iter(above[named[iri]]), None)) for iri, row in rows.items()]
    return (), tuple(issues), left_out


def _described(data: bytes, path: Path) -> tuple[dict[str, _Concept], int]:
    """The concepts by IRI, and the number of labels in other languages."""
    found: dict[str, _Concept] = defaultdict(_Concept)
    told: dict[str, None] = {}
    left_out = 0
    for subject, name, value in _triples(data, path):
        content = value.value
        if name == _TYPE and content == _SKOS + "Concept":
            told.setdefault(subject)
        language = getattr(value, "language", None)
        match name.removeprefix(_SKOS):
            case "prefLabel" | "altLabel" | "hiddenLabel" if language and language.split("-")[0] != "en":
                left_out += 1
            case "prefLabel":
                found[subject].labels.append(content)
                told.setdefault(subject)
            case "altLabel" | "hiddenLabel":
                found[subject].aliases.append(content)
            case "broader":
                found[subject].broader.append(content)
            case "narrower":
                found[content].broader.append(subject)
            case "broadMatch":
                found[subject].above.append(content)
            case "exactMatch":
                found[subject].same.append(content)
    return {iri: found[iri] for iri in told}, left_out


def _triples(data: bytes, path: Path) -> Iterator[tuple[str, str, pyoxigraph.NamedNode | pyoxigraph.Literal]]:
    import pyoxigraph

    formats = {
        ".ttl": pyoxigraph.RdfFormat.TURTLE,
        ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
        ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
    }
    kind = formats.get(path.suffix.casefold(), pyoxigraph.RdfFormat.RDF_XML)
    try:
        # Nothing is fetched: the parser refuses remote JSON-LD contexts.
        for quad in pyoxigraph.parse(io.BytesIO(data), format=kind, base_iri=path.absolute().as_uri()):
            value = quad.object
            if isinstance(quad.subject, pyoxigraph.NamedNode) and isinstance(
                value, pyoxigraph.NamedNode | pyoxigraph.Literal
            ):
                yield quad.subject.value, quad.predicate.value, value
    except (SyntaxError, ValueError) as error:
        raise ListFileError(path=path, detail=error.args[0] if error.args else error) from error


def _row(iri: str, concept: _Concept, text: str, path: Path) -> Row:
    line = partial(_line, iri, text)
    if not concept.labels:
        detail = "a concept without an English label, or one without a language"
        raise Row(path, line, "").wrong("prefLabel", iri, detail)
    return Row(path, line, concept.labels[0], "", iri, (*concept.labels[1:], *concept.aliases))


def _line(iri: str, text: str) -> int:
    """The first line that contains the local name of a concept."""
    local = iri.rpartition("#")[2].rpartition("/")[2]
    return text.count("\n", 0, max(text.find(local), 0)) + 1


def _ours(iri: str) -> str | None:
    """The local name of the concept of the shipped scheme with this IRI, or None."""
    short = short_id(iri)
    return short.removeprefix("issue/") if short and short in concepts() else None


def _broader(iri: str, described: dict[str, _Concept], named: dict[str, str], row: Row) -> list[str]:
    """The concepts above one, the first of them first."""
    concept = described[iri]
    found = dict.fromkeys(filter(None, (named.get(each) or _ours(each) for each in (*concept.broader, *concept.above))))
    if not found and concept.broader:
        raise row.wrong("broader", concept.broader[0], "a concept neither of this file nor of ours")
    return list(found)


def _not_kept(above: dict[str, list[str]], labels: dict[str, str]) -> Iterator[str]:
    """For each concept the broader ones that are left out, in words, but for those that are above the kept one."""
    for concept, broader in above.items():
        kept, others = broader[:1], broader[1:]
        implied = _ancestors(kept[0], above) if others else set()
        if left_out := [each for each in others if each not in implied]:
            yield f"of the concepts broader than {labels[concept]!r} only {kept[0]} is kept, not {', '.join(left_out)}"


def _ancestors(concept: str, above: dict[str, list[str]]) -> set[str]:
    """The concepts above one by what is kept of the file, and by the shipped scheme."""
    found: set[str] = set()
    due = [concept]
    while due:
        each = due.pop()
        ours = concepts().get(f"issue/{each}")
        broader = [*above.get(each, ())[:1], *(id_.removeprefix("issue/") for id_ in (ours.broader if ours else ()))]
        due += [one for one in broader if one not in found]
        found.update(broader)
    return found
