"""Write facts as W3C Web Annotations in JSON-LD: each is said of a span of its document, by a reader or by people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

from kg.exports.spool import text_of
from kg.judgements.fields import actors_of
from kg.judgements.said import said
from kg.judgements.wording import said_in_words
from kg.model import AnyFact, ResolvedDocument
from kg.stores.protocol import Batch
from kg.vocabulary import NEG, iri

__all__ = ["annotations_of", "write_annotations"]

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
AROUND: Final = 32
"""Characters before and after the words that help to find them again in another edition of the text."""


def write_annotations(batches: Iterable[Batch], output: IO[bytes]) -> None:
    """One page of annotations, streamed, an annotation a line. Offsets count the code points of the text as it was
    read."""
    with text_of(output) as text:
        text.write(f'{{"@context": "{CONTEXT}", "type": "AnnotationPage", "items": [')
        gap = ""
        for batch in batches:
            for resolved in batch.written:
                for annotation in annotations_of(resolved):
                    text.write(f"{gap}\n{json.dumps(annotation, ensure_ascii=False)}")
                    gap = ","
        text.write("\n]}\n")


def annotations_of(resolved: ResolvedDocument) -> Iterator[dict[str, Any]]:
    """An annotation for each fact of a document: what it says in words, its class, and the actors that it names."""
    actors = {actor.id: actor for actor in resolved.facts.actors}
    document = resolved.document
    for heading, fact in resolved.facts.each():
        words = said_in_words(heading, said(heading, fact, actors))
        named = [iri(id_) for id_ in dict.fromkeys(actors_of(heading, fact))]
        proof = fact.evidence
        yield {
            "id": iri(fact.id),
            "type": "Annotation",
            "motivation": "classifying",
            "creator": _creators(fact),
            "body": [
                {"type": "TextualBody", "purpose": "describing", "value": words, "format": "text/plain"},
                {"type": "SpecificResource", "purpose": "classifying", "source": NEG + heading.capitalize()},
                *({"type": "SpecificResource", "purpose": "identifying", "source": each} for each in named),
            ],
            "target": {
                "source": document.uri,
                "selector": [
                    {"type": "TextPositionSelector", "start": proof.start, "end": proof.end},
                    {
                        "type": "TextQuoteSelector",
                        "exact": proof.text,
                        "prefix": document.text[max(0, proof.start - AROUND) : proof.start],
                        "suffix": document.text[proof.end : proof.end + AROUND],
                    },
                ],
            },
        }


def _creators(fact: AnyFact) -> list[dict[str, str]]:
    """Those who stand behind a fact, else the program that has read it."""
    people = [{"type": "Person", "name": name} for name in fact.standing.by]
    return people or [{"type": "Software", "name": f"negotiation-kg, {fact.evidence.rule}"}]
