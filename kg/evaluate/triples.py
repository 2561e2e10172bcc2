"""Measure triples (who said what) in bulletin sentences: JSON Lines, one sentence a line, in either of two forms.

By the published conventions, to which `kg.evaluate.convention` maps our statements, a line is ``{"text": ...,
"triples": [{"actor": ..., "predicate": ..., "point": ..., "parts": [...]}]}``; ``parts``, the main one first, is
present if the point has several. By ours it is ``{"text": ..., "statements": [{"sources": [names], "cue": ...,
"content": ...}]}``: each source makes a triple, and predicates and points are compared to the letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kg.errors import DocumentError
from kg.evaluate.convention import Triple, by_convention, plain
from kg.evaluate.figures import Figures
from kg.evaluate.pairing import largest_pairing
from kg.evaluate.reading import json_lines
from kg.evaluate.wording import accented_words
from kg.model import Document, Facts

if TYPE_CHECKING:
    from kg.extract import Options

__all__ = [
    "AGREEMENTS",
    "SentenceOfTriples",
    "as_stated",
    "load_bulletins",
    "load_triples",
    "measure_triples",
    "score_triples",
]

SHARED_WORDS = 0.8
"""The F1 of the words of two points above which they agree by the tolerant measure."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SentenceOfTriples:
    """A sentence and every triple in it."""

    text: str
    triples: tuple[Triple, ...]


def load_triples(path: Path) -> Iterator[SentenceOfTriples]:
    """The sentences of a file in its order, each triple once. Raises `kg.errors.GoldFormatError`."""
    return json_lines(path, _published_sentence)


def _published_sentence(record: Any, _: int) -> Iterator[SentenceOfTriples]:
    rows = (
        Triple(
            frozenset({plain(row["actor"]).removeprefix("the ")}),
            plain(row["predicate"]),
            tuple(plain(part) for part in row.get("parts") or [row["point"]]),
        )
        for row in record["triples"]
    )
    yield SentenceOfTriples(record["text"], tuple(dict.fromkeys(rows)))


def load_bulletins(path: Path) -> Iterator[SentenceOfTriples]:
    """The sentences of a file in our form, in its order. Raises `kg.errors.GoldFormatError`."""
    return json_lines(path, _own_sentence)


def _own_sentence(record: Any, _: int) -> Iterator[SentenceOfTriples]:
    rows = (
        Triple(frozenset({accented_words(name)}), row["cue"], (row["content"],))
        for row in record["statements"]
        for name in row["sources"]
    )
    yield SentenceOfTriples(record["text"], tuple(rows))


def as_stated(_: str, facts: Facts) -> tuple[Triple, ...]:
    """Our statements as they are, a triple for each source, in text order."""
    names = {
        actor.id: frozenset(
            accented_words(name) for name in (actor.name, *actor.aliases, *(m.text for m in actor.mentions))
        )
        for actor in facts.actors
    }
    return tuple(
        Triple(names[source], statement.cue.text, (statement.content.text,))
        for statement in facts.statements
        for source in statement.sources
    )


def _same_words(gold: Triple, found: Triple) -> bool:
    return _text_of_point(gold) == _text_of_point(found)


def _any_order(gold: Triple, found: Triple) -> bool:
    """Whether the text of what was found consists of the gold's parts, each once, in any order.

    >>> gold = Triple(frozenset({"fiji"}), "urged", ("restraint at sea", "talks", "patience"))
    >>> points = "patience talks restraint at sea", "at sea restraint talks patience"
    >>> [_any_order(gold, Triple(gold.actor, "urged", (point,))) for point in points]
    [True, False]
    """
    return _consists_of(" ".join(found.parts), Counter(gold.parts), {})


def _consists_of(text: str, parts: Counter[str], known_results: dict[str, bool]) -> bool:
    """Whether the parts, joined by spaces in some order, make up the text. ``known_results`` caches the results for the
    remainders of one text with the parts that are left."""
    if parts.total() < 2:
        return text == " ".join(parts.elements())
    key = f"{text}\n{sorted(parts.elements())}"
    if key not in known_results:
        known_results[key] = any(
            _consists_of(text.removeprefix(f"{part} "), parts - Counter([part]), known_results)
            for part in parts
            if text.startswith(f"{part} ")
        )
    return known_results[key]


def _most_words(gold: Triple, found: Triple) -> bool:
    gold_words, found_words = ({*_WORD.findall(_text_of_point(triple))} for triple in (gold, found))
    return 2 * len(gold_words & found_words) >= SHARED_WORDS * (len(gold_words) + len(found_words))


def _text_of_point(triple: Triple) -> str:
    """The parts of the point in alphabetical order, as the published gold was exported."""
    return " ".join(sorted(triple.parts))


AGREEMENTS: Mapping[str, Callable[[Triple, Triple], bool]] = MappingProxyType(
    {"exact": _same_words, "exact, any order": _any_order, "tolerant": _most_words}
)
"""The measures of whether the points of two triples of one actor and predicate agree, the strictest first."""


def score_triples(gold: Sequence[Triple], found: Sequence[Triple]) -> dict[str, Figures]:
    """The figures by each measure of `AGREEMENTS`: triples of the same actor and predicate whose points agree are
    paired one to one.

    >>> fiji = Triple(frozenset({"fiji"}), "urged", ("restraint at sea",))
    >>> kenya = Triple(frozenset({"kenya", "republic of kenya"}), "urged", ("restraint",))
    >>> {name: figures.right for name, figures in score_triples([fiji], [fiji, kenya]).items()}
    {'exact': 1, 'exact, any order': 1, 'tolerant': 1}
    """

    def right(points_agree: Callable[[Triple, Triple], bool]) -> int:
        def agree(one: Triple, other: Triple) -> bool:
            return bool(one.actor & other.actor) and one.predicate == other.predicate and points_agree(one, other)

        return len(largest_pairing(gold, found, agree))

    return {name: Figures(right(measure), len(found), len(gold)) for name, measure in AGREEMENTS.items()}


def measure_triples(
    sentences: Iterable[SentenceOfTriples],
    options: Options,
    workers: int | None = None,
    triples: Callable[[str, Facts], Sequence[Triple]] = by_convention,
) -> dict[str, Figures]:
    """Read every sentence as a document of its own, and score its triples by each measure of `AGREEMENTS`.

    ``triples`` makes them of a text and its facts: `by_convention`, or `as_stated` for sentences of `load_bulletins`.
    """
    from kg import extract

    coded_sentences = list(sentences)
    documents = [
        Document(sentence.text, f"sentence {n}", f"corpus:triples/{n}") for n, sentence in enumerate(coded_sentences)
    ]
    total = dict.fromkeys(AGREEMENTS, Figures())
    for sentence, result in zip(coded_sentences, extract.read_many(documents, options, workers), strict=True):
        found_triples = () if isinstance(result, DocumentError) else triples(sentence.text, result.facts)
        for name, figures in score_triples(sentence.triples, found_triples).items():
            total[name] += figures
    return total
