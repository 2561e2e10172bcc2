"""Measure statements against corpora of attributions (PolNeAR, GUM): JSON Lines, one text a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.evaluate.figures import Figures
from kg.evaluate.pairing import largest_pairing
from kg.evaluate.reading import json_lines
from kg.model import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extract import Options
    from kg.extract.candidates.candidate import Candidate

__all__ = [
    "AttributedText",
    "Attribution",
    "Span",
    "StatementFigures",
    "annotated",
    "attributed",
    "attribution",
    "last_fifth",
    "load_passages",
    "load_texts",
    "measure_statements",
    "outer",
    "score_statements",
    "touches",
]

type Span = tuple[int, int]

RELATIVES = {"which", "who", "whom", "that"}


@dataclass(frozen=True, slots=True)
class Attribution:
    """The spans of source, cue and content, in code points; each may be discontinuous."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class AttributedText:
    """A text with all attributions in it. ``ships``: it may be used to train models that are published."""

    name: str
    text: str
    ships: bool
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class StatementFigures:
    """``found`` counts statements whose cue and content both overlap an attribution's; ``sources`` counts, among those
    whose attribution has a source, how many overlap it."""

    found: Figures
    sources: Figures

    def __add__(self, other: StatementFigures) -> StatementFigures:
        return StatementFigures(self.found + other.found, self.sources + other.sources)


def load_texts(path: Path) -> Iterator[AttributedText]:
    """The texts of a corpus in the order of the file. Raises `kg.errors.GoldFormatError`."""
    return json_lines(path, _attributed_text)


def load_passages(path: Path) -> Iterator[AttributedText]:
    """The passages of a file like ``tests/gold/passages.jsonl`` in its order, each a text with every statement in it;
    those whose ``part`` is ``held`` are never learned from. Raises `kg.errors.GoldFormatError`."""
    return json_lines(path, lambda record, number: _passage(f"{path.stem} {number}", record))


def _passage(name: str, record: Any) -> Iterator[AttributedText]:
    text = record["text"]
    located = [(row, attribution) for row in record["statements"] for attribution in annotated(text, [row])]
    attributions = tuple(
        replace(attribution, source=_sources_near(text, row["sources"], attribution.cue[0]))
        for row, attribution in located
    )
    yield AttributedText(name, text, record.get("part") != "held", attributions)


def _sources_near(text: str, sources: Iterable[str], cue: Span) -> tuple[Span, ...]:
    """Where each source stands nearest to the cue."""
    places = [_occurrences(text, source) for source in sources]
    return tuple(min(found, key=lambda span: _distance(span, cue)) for found in places if found)


def _distance(one: Span, other: Span) -> int:
    """The characters between two spans; below 0 where they overlap."""
    return max(other[0] - one[1], one[0] - other[1])


def _attributed_text(record: Any, _: int) -> Iterator[AttributedText]:
    yield AttributedText(
        record["doc_id"], record["text"], bool(record["redistributable"]), tuple(_attributions(record))
    )


def _attributions(record: dict[str, list[dict[str, list[list[int]]]]]) -> Iterator[Attribution]:
    for record_of_attribution in record["attributions"]:
        source, cue, content = (
            tuple((start, end) for start, end in record_of_attribution.get(part) or ())
            for part in ("source", "cue", "content")
        )
        yield Attribution(source, cue, content)


def annotated(text: str, statements: Iterable[Mapping[str, Any]]) -> tuple[Attribution, ...]:
    """The rows of a gold document's ``statements``, located in its text, without their sources.

    If a cue or a content occurs several times, the cue and content nearest to each other are taken.

    >>> annotated("Peru said yes. Chile said no.", [{"cue": "said", "content": "no"}])[0].cue
    ((21, 25),)
    >>> annotated("Chile: No.", [{"cue": ":", "content": "No"}])[0].cue
    ((5, 6),)
    """
    attributions = []
    for row in statements:
        cues, contents = _occurrences(text, row["cue"]), _occurrences(text, row["content"])
        pairs = [(_distance(a, b), a, b) for a in cues for b in contents if not touches([a], [b])]
        if pairs:
            _, cue, content = min(pairs)
            attributions.append(Attribution((), (cue,), (content,)))
    return tuple(attributions)


def _occurrences(text: str, words: str) -> list[Span]:
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    boundary_before, boundary_after = (
        r"(?<!\w)" if words[:1].isalnum() else "",
        r"(?!\w)" if words[-1:].isalnum() else "",
    )
    return [match.span() for match in re.finditer(boundary_before + pattern + boundary_after, text)]


def touches(some: Iterable[Span], others: Sequence[Span]) -> bool:
    """Whether any two of the spans share a character.

    >>> touches([(0, 4)], [(4, 8)]), touches([(0, 4)], [(3, 8)])
    (False, True)
    """
    return any(a < d and c < b for a, b in some for c, d in others)


def score_statements(gold: Sequence[Attribution], found: Sequence[Attribution]) -> StatementFigures:
    """Score one text: attributions are paired one to one if their cues overlap and their contents overlap.

    A gold attribution without a cue or without a content does not count.
    """
    complete_gold = [g for g in gold if g.cue and g.content]
    pairs = largest_pairing(complete_gold, found, lambda g, f: touches(f.cue, g.cue) and touches(f.content, g.content))
    pairs_with_source = [(complete_gold[i], found[j]) for i, j in pairs if complete_gold[i].source]
    right = sum(touches(f.source, g.source) for g, f in pairs_with_source)
    return StatementFigures(
        Figures(len(pairs), len(found), len(complete_gold)),
        Figures(right, len(pairs_with_source), len(pairs_with_source)),
    )


def last_fifth(texts: Iterable[AttributedText]) -> list[AttributedText]:
    """The fifth of the texts whose names come last. They are held out, to measure how well unseen texts are read."""
    sorted_texts = sorted(texts, key=lambda text: text.name)
    return sorted_texts[len(sorted_texts) * 4 // 5 :]


def measure_statements(
    texts: Sequence[AttributedText], options: Options, *, outermost: bool = False
) -> StatementFigures:
    """Read every text and score the statements that are kept.

    ``outermost``: statements within another's content are ignored, for a corpus that does not annotate them.
    """
    from kg import extract

    reader = extract.load(options)
    sums = StatementFigures(Figures(), Figures())
    for text in texts:
        doc = reader.parse(Document(text.text, text.name, f"corpus:{text.name}"))
        statements = attributed(doc)
        sums = sums + score_statements(text.attributions, outer(statements) if outermost else statements)
    return sums


def attributed(doc: Doc) -> list[Attribution]:
    """The statements that are kept of a parsed document."""
    from kg.extract.candidates.decisions import kept

    return [attribution(doc, candidate) for candidate, _ in kept(doc) if candidate.heading == "statements"]


def attribution(doc: Doc, candidate: Candidate) -> Attribution:
    """The spans of a proposed statement; a source reaches from the first word of its noun phrase to the head.

    The content includes the relative pronoun that refers to it: "the levy, *which* Peru opposed".
    """
    cue, content = candidate.values["cue"], candidate.values["content"]
    return Attribution(
        tuple(_characters(doc, doc[i].left_edge.i, i + 1) for i in candidate.values["speakers"]),
        (_characters(doc, *cue),),
        (_characters(doc, *content), *(_characters(doc, i, i + 1) for i in _relatives(doc, content[1], cue[0]))),
    )


def _relatives(doc: Doc, after: int, cue: int) -> Iterator[int]:
    """The relative pronouns between a content and the cue of its relative clause."""
    clause = doc[cue].head if doc[cue].dep_ == "conj" else doc[cue]
    if clause.dep_ == "relcl" and after <= clause.i:
        yield from (t.i for t in doc[after : clause.i] if t.lower_ in RELATIVES and t.head.i == clause.i)


def outer(attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions whose cue is not within another's content.

    >>> inner = Attribution((), ((9, 13),), ((14, 20),))
    >>> outer([Attribution((), ((2, 6),), ((7, 20),)), inner]) == [inner]
    False
    """

    def is_within(inner: Attribution, outer_one: Attribution) -> bool:
        return (
            inner is not outer_one
            and touches(inner.cue, outer_one.content)
            and not touches(outer_one.cue, inner.content)
        )

    return [inner for inner in attributions if not any(is_within(inner, outer_one) for outer_one in attributions)]


def _characters(doc: Doc, start: int, end: int) -> Span:
    from kg.extract.text.superfluous_characters import in_original

    return in_original(doc, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
