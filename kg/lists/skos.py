"""Codebooks in SKOS: concepts of issues with their labels and broader concepts."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ListFileError
from kg.lists.csv_rows import Found
from kg.lists.omissions import warn_of_omissions
from kg.lists.row import Row, concept_named, is_long_enough, issue_of, own_concept
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
    exact_matches: list[str] = field(default_factory=list)
    broad_matches: list[str] = field(default_factory=list)


def read_skos(data: bytes, path: Path) -> Found:
    """The concepts of a scheme, in the order of the file, with labels in English or without a language.

    A concept is one of the shipped scheme if it has its IRI, is an exact match of it (``skos:exactMatch``) or has its
    label; ``skos:broader`` and ``skos:broadMatch`` may point at concepts of the shipped scheme. Of several broader
    concepts the first is kept, and a `KgWarning` names others that are not above it. Another one names concepts that
    are left out, since they have no such label; what is below them is then below their broader concepts.

    Raises `ListFileError` and `ListRowError`.
    """
    all_concepts, left_out = _read_concepts(data, path)
    text = data.decode("utf-8", "replace")
    rows = {iri: _row(iri, concept, text, path) for iri, concept in all_concepts.items() if concept.labels}
    concepts_by_iri = {iri: _with_broader_of_nameless(all_concepts[iri], all_concepts) for iri in rows}
    nameless = [f"line {_line(iri, text)}: {iri}" for iri in all_concepts if iri not in rows]
    subject = "one concept" if len(nameless) == 1 else f"{len(nameless)} concepts"
    warn_of_omissions(f"{path} is read without {subject}, having no English label nor one of no language", nameless)
    names_by_iri: dict[str, str] = {}
    used_names: set[str] = set()
    for iri, concept in concepts_by_iri.items():
        label = rows[iri].names()[0]
        shipped_name = next(
            filter(None, (_shipped_concept(candidate) for candidate in (iri, *concept.exact_matches))), None
        ) or concept_named(label)
        if shipped_name in used_names:
            raise rows[iri].wrong("prefLabel", label, f"and an earlier concept is {shipped_name} already")
        names_by_iri[iri] = shipped_name or own_concept(label, used_names)
        used_names.add(names_by_iri[iri])
    above = {names_by_iri[iri]: _broader(iri, concepts_by_iri, names_by_iri, row) for iri, row in rows.items()}
    labels = {names_by_iri[iri]: row.names()[0] for iri, row in rows.items()}
    messages = list(_omitted_broader(above, labels))
    subject = "one concept has" if len(messages) == 1 else f"{len(messages)} concepts have"
    warn_of_omissions(f"{path}: {subject} several broader ones", messages)
    issues = [issue_of(row, names_by_iri[iri], next(iter(above[names_by_iri[iri]]), None)) for iri, row in rows.items()]
    return (), tuple(issues), left_out + len(nameless)


def _read_concepts(data: bytes, path: Path) -> tuple[dict[str, _Concept], int]:
    """The concepts by IRI, and the number of labels in other languages."""
    concepts_by_iri: dict[str, _Concept] = defaultdict(_Concept)
    iris_in_order: dict[str, None] = {}
    left_out = 0
    for subject, name, value in _triples(data, path):
        content = value.value
        if name == _TYPE and content == _SKOS + "Concept":
            iris_in_order.setdefault(subject)
        language = getattr(value, "language", None)
        match name.removeprefix(_SKOS):
            case "prefLabel" | "altLabel" | "hiddenLabel" if language and language.split("-")[0] != "en":
                left_out += 1
            case "prefLabel":
                concepts_by_iri[subject].labels.append(content)
                iris_in_order.setdefault(subject)
            case "altLabel" | "hiddenLabel":
                concepts_by_iri[subject].aliases.append(content)
            case "broader":
                concepts_by_iri[subject].broader.append(content)
            case "narrower":
                concepts_by_iri[content].broader.append(subject)
            case "broadMatch":
                concepts_by_iri[subject].broad_matches.append(content)
            case "exactMatch":
                concepts_by_iri[subject].exact_matches.append(content)
    for concept in concepts_by_iri.values():
        labels, aliases = list(filter(is_long_enough, concept.labels)), list(filter(is_long_enough, concept.aliases))
        left_out += len(concept.labels) - len(labels) + len(concept.aliases) - len(aliases)
        concept.labels, concept.aliases = labels, aliases
    return {iri: concepts_by_iri[iri] for iri in iris_in_order}, left_out


def _with_broader_of_nameless(concept: _Concept, all_concepts: dict[str, _Concept]) -> _Concept:
    """The concept with, in the place of each broader one that has no label, the concepts above that."""
    broader: dict[str, None] = {}
    broad_matches = dict.fromkeys(concept.broad_matches)
    passed: set[str] = set()
    queue = list(concept.broader)
    while queue:
        iri = queue.pop(0)
        nameless = all_concepts.get(iri)
        if nameless is None or nameless.labels:
            broader.setdefault(iri)
        elif iri not in passed:
            passed.add(iri)
            queue = [*nameless.broader, *queue]
            broad_matches |= dict.fromkeys(nameless.broad_matches)
    return replace(concept, broader=list(broader), broad_matches=list(broad_matches))


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
    return Row(path, partial(_line, iri, text), concept.labels[0], "", iri, (*concept.labels[1:], *concept.aliases))


def _line(iri: str, text: str) -> int:
    """The first line in which a concept stands: by its IRI, a prefixed name or a relative IRI, else by the words of its
    local name; 1 where it is written in another way, such as with escapes."""
    local_name = re.escape(iri.rpartition("#")[2].rpartition("/")[2])
    written = (
        rf"{re.escape(iri)}(?![\w/-])",
        rf"(?<![\w:/])[\w.-]*:{local_name}(?![\w/:-])",
        rf"[<\"'#/]{local_name}[>\"']",
        rf"(?<![\w-]){local_name}(?![\w-])",
    )
    matches = (re.search(pattern, text) for pattern in written)
    place = next((match.start() for match in matches if match), 0)
    return text.count("\n", 0, place) + 1


def _shipped_concept(iri: str) -> str | None:
    """The local name of the concept of the shipped scheme with this IRI, or None."""
    short = short_id(iri)
    return short.removeprefix("issue/") if short and short in concepts() else None


def _broader(iri: str, concepts_by_iri: dict[str, _Concept], names_by_iri: dict[str, str], row: Row) -> list[str]:
    """The concepts above one, the first of them first."""
    concept = concepts_by_iri[iri]
    broader = dict.fromkeys(
        filter(
            None,
            (
                names_by_iri.get(candidate) or _shipped_concept(candidate)
                for candidate in (*concept.broader, *concept.broad_matches)
            ),
        )
    )
    if not broader and concept.broader:
        raise row.wrong("broader", concept.broader[0], "a concept neither of this file nor of ours")
    return list(broader)


def _omitted_broader(above: dict[str, list[str]], labels: dict[str, str]) -> Iterator[str]:
    """For each concept the broader ones that are left out, in words, but for those that are above the kept one."""
    for concept, broader in above.items():
        kept, others = broader[:1], broader[1:]
        implied_broader = _ancestors(kept[0], above) if others else set()
        if left_out := [name for name in others if name not in implied_broader]:
            yield f"of the concepts broader than {labels[concept]!r} only {kept[0]} is kept, not {', '.join(left_out)}"


def _ancestors(concept: str, above: dict[str, list[str]]) -> set[str]:
    """The concepts above one by what is kept of the file, and by the shipped scheme."""
    ancestors: set[str] = set()
    queue = [concept]
    while queue:
        name = queue.pop()
        shipped_concept = concepts().get(f"issue/{name}")
        broader = [
            *above.get(name, ())[:1],
            *(id_.removeprefix("issue/") for id_ in (shipped_concept.broader if shipped_concept else ())),
        ]
        queue += [broader_name for broader_name in broader if broader_name not in ancestors]
        ancestors.update(broader)
    return ancestors
