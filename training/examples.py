"""The examples that the filter learns from: candidates of annotated documents, each labelled right or wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.evaluate import FACT_HEADINGS, GoldDocument, align, outcome
from kg.evaluate.attribution import AttributedText, Attribution, annotated, attribution, touches
from kg.extract.actors.actors import to_actor
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.candidates.candidate import CANDIDATES, Candidate
from kg.extract.grammar.phrase import passage
from kg.extract.reader import Reader
from kg.extract.speech.sources import UNNAMED
from kg.extract.text.document import document_of
from kg.model import Document
from training.parses import CACHE, parsed, run_components

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "ATTRIBUTION",
    "PASSAGES",
    "STATEMENTS",
    "Annotated",
    "Example",
    "annotate",
    "annotate_statements",
    "entities_of",
    "fact_of",
    "is_right",
]

STATEMENTS = "statements"
PASSAGES = "passages"
"""The collection of passages of real texts."""
ATTRIBUTION = "attribution"
"""The key under which an example of a statement keeps its spans."""
_REPORTED = tuple(f"statement.{kind}" for kind in ("clause", "quote", "according-to", "closing", "parenthetical"))
"""The rules of plain reporting. GUM annotates nothing else, so that it proves no stance wrong."""

_ACTOR_FIELDS: Mapping[str, tuple[str, ...]] = {
    "roles": ("person", "organization"),
    "affiliations": ("member", "of"),
    "leads": ("leader", "of"),
    "negotiates_with": ("a", "b"),
    "positions": ("holder",),
    "labels": ("actor",),
    "actions": ("actor",),
}
_VALUES: Mapping[str, tuple[str, ...]] = {
    "roles": ("title",),
    "positions": ("stance",),
    "labels": ("label",),
    "actions": ("kind", "amount"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate, the fact that it would make, and whether that is right: None where it counts neither way."""

    candidate: Candidate
    fact: Mapping[str, Any]
    right: bool | None


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its examples. ``table`` maps the ids of its actors (``entities``) to those of the gold.

    ``collection`` says where the document comes from; ``ships`` whether what is learned from it may be passed on;
    ``said`` are the annotated attributions.
    """

    name: str
    collection: str
    ships: bool
    gold: GoldDocument | None
    entities: Mapping[str, Any]
    table: Mapping[str, str]
    examples: tuple[Example, ...]
    said: tuple[Attribution, ...] = ()

    def of(self, heading: str) -> list[Example]:
        """The examples of one heading, in the order in which they were proposed."""
        return [example for example in self.examples if example.candidate.heading == heading]


def annotate(
    reader: Reader, documents: Iterable[GoldDocument], collection: str, cache: Path | None = CACHE
) -> list[Annotated]:
    """The candidates of gold documents, labelled as `kg.evaluate` scores them."""
    return [_annotated(reader, gold, collection, cache) for gold in documents]


def _annotated(reader: Reader, gold: GoldDocument, collection: str, cache: Path | None) -> Annotated:
    doc = run_components(reader, parsed(reader, gold.document, cache))
    entities = entities_of(doc)
    table = align(gold.facts, {"entities": entities})
    examples = []
    attributions = annotated(gold.document.text, gold.facts[STATEMENTS]) if STATEMENTS in gold.facts else None
    for candidate in CANDIDATES(doc):
        if candidate.heading in FACT_HEADINGS:
            fact = fact_of(doc, candidate)
            examples.append(Example(candidate, fact, is_right(gold, candidate.heading, fact, table)))
        elif candidate.heading == STATEMENTS and attributions is not None:
            candidate_attribution = attribution(doc, candidate)
            right = _is_annotated(candidate_attribution, attributions) or (
                False if candidate_attribution.source else None
            )
            examples.append(Example(candidate, {ATTRIBUTION: candidate_attribution}, right))
    return Annotated(gold.name, collection, gold.ships, gold, entities, table, tuple(examples), attributions or ())


def is_right(gold: GoldDocument, heading: str, fact: Mapping[str, Any], table: Mapping[str, str]) -> bool | None:
    """Whether the gold has a fact (given in the facts format); None where it counts neither way."""
    result = outcome(heading, gold.facts, [fact], table)
    return bool(result.right) if result.right or result.added else None


def entities_of(doc: Doc) -> dict[str, dict[str, Any]]:
    """The actors that the components have found, by id, as the facts format describes them."""
    text = document_of(doc).text
    actors = {cluster.id: to_actor(doc, text, cluster) for cluster in (*CLUSTERS(doc), *UNNAMED(doc).values())}
    return {
        key: {"name": actor.name, "type": actor.type.value, "aliases": list(actor.aliases)}
        for key, actor in actors.items()
    }


def fact_of(doc: Doc, candidate: Candidate) -> dict[str, Any]:
    """The fact that a candidate would make, in the facts format, as far as it is scored."""
    ids = {field: cluster.id if cluster is not None else None for field, cluster in candidate.actors.items()}
    fact: dict[str, Any] = {field: ids[field] for field in _ACTOR_FIELDS[candidate.heading]}
    if candidate.heading == "negotiates_with":
        fact = {"parties": [ids["a"], ids["b"]]}
    for field in _VALUES.get(candidate.heading, ()):
        value = candidate.values[field]
        fact[field] = str(value) if isinstance(value, str) else value
    if candidate.heading == "positions":
        fact["about"] = passage(doc, *_tokens(candidate, "matter"), document_of(doc).text).text
    return {**fact, "evidence": {"rule": candidate.rule}}


def annotate_statements(
    reader: Reader,
    texts: Iterable[AttributedText],
    collection: str,
    cache: Path | None = CACHE,
    *,
    stances: bool = False,
) -> list[Annotated]:
    """The candidate statements of texts with annotated attributions: right where cue and content overlap.

    ``stances``: whether stances are annotated too, so that a candidate without an annotation is wrong.
    """
    annotated_texts = []
    for text in texts:
        document = Document(text.text, text.name, f"corpus:{text.name}")
        doc = run_components(reader, parsed(reader, document, cache))
        examples = []
        for candidate in CANDIDATES(doc):
            if candidate.heading == STATEMENTS:
                candidate_attribution = attribution(doc, candidate)
                is_annotated = _is_annotated(candidate_attribution, text.attributions)
                right = is_annotated or (False if stances else _label_unannotated(candidate))
                examples.append(Example(candidate, {ATTRIBUTION: candidate_attribution}, right))
        annotated_texts.append(
            Annotated(text.name, collection, text.ships, None, {}, {}, tuple(examples), text.attributions)
        )
    return annotated_texts


def _label_unannotated(candidate: Candidate) -> bool | None:
    """False for plain reporting; None for a stance, which GUM does not annotate and which may be right all the same."""
    return False if candidate.rule in _REPORTED else None


def _is_annotated(made: Attribution, annotations: Iterable[Attribution]) -> bool:
    """Whether cue and content overlap those of an annotation; the source is left to the resolution of names."""
    return any(touches(made.cue, gold.cue) and touches(made.content, gold.content) for gold in annotations)


def _tokens(candidate: Candidate, field: str) -> tuple[int, int]:
    return cast("tuple[int, int]", candidate.values[field])
