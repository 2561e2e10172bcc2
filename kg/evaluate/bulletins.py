"""Who said what in the style of a negotiation bulletin, to the letter: JSON Lines, one sentence a line.

A line is ``{"text": ..., "statements": [{"sources": [names], "cue": ..., "content": ...}]}``. Each source makes a
triple of source, cue and content, and a triple is right when all three are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DocumentError
from kg.evaluate.figures import Figures
from kg.evaluate.pairing import largest_pairing
from kg.evaluate.wording import fold
from kg.model import Document, Facts

if TYPE_CHECKING:
    from kg.extract import Options

__all__ = ["Sentence", "Triple", "load_bulletins", "measure_bulletins", "score_triples", "triples"]


@dataclass(frozen=True, slots=True)
class Triple:
    """A source, by the names that it goes by; the cue; the content."""

    source: frozenset[str]
    cue: str
    content: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and every triple in it."""

    text: str
    triples: tuple[Triple, ...]


def load_bulletins(path: Path) -> Iterator[Sentence]:
    """The sentences of a file in its order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield Sentence(
                record["text"],
                tuple(
                    Triple(frozenset({fold(name)}), row["cue"], row["content"])
                    for row in record["statements"]
                    for name in row["sources"]
                ),
            )


def triples(facts: Facts) -> list[Triple]:
    """The statements as triples, in text order."""
    names = {
        actor.id: frozenset(fold(name) for name in (actor.name, *actor.aliases, *(m.text for m in actor.mentions)))
        for actor in facts.actors
    }
    return [
        Triple(names[source], statement.cue.text, statement.content.text)
        for statement in facts.statements
        for source in statement.sources
    ]


def score_triples(gold: Sequence[Triple], found: Sequence[Triple]) -> Figures:
    """Pairs, one to one, that agree in everything.

    >>> norway = Triple(frozenset({"norway"}), "urged", "restraint")
    >>> score_triples([norway], [norway, norway]).precision
    0.5
    """

    def agree(one: Triple, other: Triple) -> bool:
        return bool(one.source & other.source) and (one.cue, one.content) == (other.cue, other.content)

    return Figures(len(largest_pairing(gold, found, agree)), len(found), len(gold))


def measure_bulletins(sentences: Iterable[Sentence], options: Options, workers: int | None = None) -> Figures:
    """Read every sentence as a document of its own, and score its triples."""
    from kg import extract

    owed = list(sentences)
    documents = [Document(sentence.text, f"sentence {n}", f"corpus:bulletins/{n}") for n, sentence in enumerate(owed)]
    total = Figures()
    for sentence, result in zip(owed, extract.read_many(documents, options, workers), strict=True):
        total += score_triples(sentence.triples, [] if isinstance(result, DocumentError) else triples(result.facts))
    return total
