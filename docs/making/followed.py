"""One sentence on its way through the reader: what each step makes of it, as docs/reading/built.md shows it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from docs.making.sections import table
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.candidates.facts import FACTS
from kg.extract.explanation import explain
from kg.extract.mentions.mention import MENTIONS
from kg.extract.reader import Reader
from kg.extract.speech.reports import REPORTS
from kg.facts_format import to_json
from kg.model import Document, Stance

__all__ = ["SENTENCE", "followed"]

SENTENCE = (
    "Minister Kari Lund of Norway, who leads the Nordic delegation, met Iceland and said that Reykjavik, a hard-liner,"
    " had rejected her demand for a quota and threatened tariffs of 15 percent."
)


def followed(reader: Reader) -> dict[str, str]:
    """The sections of the page that show the sentence."""
    document = Document(SENTENCE, "quota", "memory:quota")
    doc = reader.parse(document)
    return {
        "sentence": f"> {SENTENCE}\n",
        "tree": _tree(doc),
        "mentions": _mentions(doc),
        "actors": _actors(doc),
        "reports": _reports(doc),
        "candidates": _candidates(reader, document),
        "facts": _facts(doc, document),
    }


def _tree(doc: Doc) -> str:
    lines = []
    for token in doc:
        below = [f"{child.dep_} {child.text}" for child in token.children if child.dep_ != "punct"]
        if below:
            lines.append(f"{token.text:<12}{token.pos_:<7}{', '.join(below)}\n")
    return "```text\n" + "".join(lines) + "```\n"


def _mentions(doc: Doc) -> str:
    rows = ((doc[m.start : m.end].text, doc[m.head].text, m.type, m.reason, m.name) for m in MENTIONS(doc))
    return table(("words", "head", "type", "reason", "name"), rows)


def _actors(doc: Doc) -> str:
    rows = []
    for cluster in CLUSTERS(doc):
        words = (f"{doc[m.start : m.end].text} ({m.reason})" for m in sorted(cluster.mentions, key=lambda m: m.start))
        rows.append((cluster.id, cluster.name, cluster.type, ", ".join(words)))
    return table(("id", "name", "type", "words that name it"), rows)


def _reports(doc: Doc) -> str:
    rows = (
        (doc[r.cue : r.cue_end].text, _words(doc[i] for i in r.sources), doc[r.start : r.end].text, r.kind)
        for r in REPORTS(doc)
    )
    return table(("cue", "source", "what is said", "kind"), rows)


def _words(tokens: Iterable[Token]) -> str:
    return ", ".join(token.text for token in tokens)


def _candidates(reader: Reader, document: Document) -> str:
    rows = []
    for sentence in explain(reader, document):
        for found in sorted(sentence.proposals, key=lambda v: (v.heading, not v.kept, -v.confidence)):
            kept = "yes" if found.kept else f"no: {found.reason}"
            rows.append((found.heading, found.summary, f"`{found.rule}`", f"{found.confidence:.2f}", kept))
    return table(("heading", "proposed", "rule", "confidence", "kept"), rows)


def _facts(doc: Doc, document: Document) -> str:
    """The refusal in the facts format."""
    facts = to_json(document, FACTS(doc))
    refusal = next(p for p in facts["positions"] if p["stance"] == Stance.REJECT)
    return "```json\n" + json.dumps(refusal, ensure_ascii=False, indent=2) + "\n```\n"
