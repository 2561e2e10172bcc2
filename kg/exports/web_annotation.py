"""Write facts as W3C Web Annotations in JSON-LD: each annotates a span of its document; its creator is who made it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

from kg.exports.spool import utf8_text
from kg.judgements.descriptions import said_in_words
from kg.judgements.fact_content import fact_content
from kg.judgements.fields import actors_of
from kg.model import AnyFact, ResolvedDocument
from kg.stores.protocol import Batch
from kg.vocabulary import NEG, iri

__all__ = ["annotations_of", "write_annotations"]

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
CONTEXT_LENGTH: Final = 32
"""Characters before and after a quotation that help to find it again in another edition of the text."""


def write_annotations(batches: Iterable[Batch], output: IO[bytes]) -> None:
    """Write one page of annotations, streamed, one a line. Offsets count code points of the text as it was read."""
    with utf8_text(output) as text:
        context = json.dumps([CONTEXT, {"page": f"{NEG}page"}])
        text.write(f'{{"@context": {context}, "type": "AnnotationPage", "items": [')
        gap = ""
        for batch in batches:
            for resolved in batch.written:
                for annotation in annotations_of(resolved):
                    text.write(f"{gap}\n{json.dumps(annotation, ensure_ascii=False)}")
                    gap = ","
        text.write("\n]}\n")


def annotations_of(resolved: ResolvedDocument) -> Iterator[dict[str, Any]]:
    """An annotation for each fact of a document: the fact in words, its class, and the actors in it; its target has the
    page that the evidence begins on, if it is known."""
    actors = {actor.id: actor for actor in resolved.facts.actors}
    document = resolved.document
    for heading, fact in resolved.facts.each():
        words = said_in_words(heading, fact_content(heading, fact, actors))
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
                **({"page": page} if (page := document.page_of(proof)) else {}),
                "selector": [
                    {"type": "TextPositionSelector", "start": proof.start, "end": proof.end},
                    {
                        "type": "TextQuoteSelector",
                        "exact": proof.text,
                        "prefix": document.text[max(0, proof.start - CONTEXT_LENGTH) : proof.start],
                        "suffix": document.text[proof.end : proof.end + CONTEXT_LENGTH],
                    },
                ],
            },
        }


def _creators(fact: AnyFact) -> list[dict[str, str]]:
    """The people who have made or confirmed a fact, else the program with the rule that has found it."""
    people = [{"type": "Person", "name": name} for name in fact.standing.by]
    return people or [{"type": "Software", "name": f"negotiation-kg, {fact.evidence.rule}"}]
