"""The numbered sentences of a document, and the portions in which it is sent to the model."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import UnreadableTextError
from kg.model import Document

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Portion", "Text", "portions", "split"]


@dataclass(frozen=True, slots=True)
class Text:
    """A document with its ``sentences`` as spans; ``paragraphs`` has the index of each paragraph's first."""

    document: Document
    sentences: tuple[tuple[int, int], ...]
    paragraphs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Portion:
    """The sentences ``[first, last)`` of a text. For the model the sentence with index 0 has the number 1."""

    text: Text
    first: int
    last: int

    @property
    def end(self) -> int:
        """The offset in the document's text where the portion ends."""
        return self.text.sentences[self.last - 1][1]

    def sentence(self, number: int) -> tuple[int, int] | None:
        """The span of the sentence with this number; None if it is not in this portion."""
        return self.text.sentences[number - 1] if self.first <= number - 1 < self.last else None

    def numbered(self) -> str:
        """The sentences, each on a line of its own after its number, with an empty line before each paragraph."""
        lines = []
        for index in range(self.first, self.last):
            start, end = self.text.sentences[index]
            if index in self.text.paragraphs and index > self.first:
                lines.append("")
            lines.append(f"[{index + 1}] {' '.join(self.text.document.text[start:end].split())}")
        return "\n".join(lines)

    def halves(self) -> tuple[Portion, ...]:
        """The portion divided at the paragraph nearest to the middle, else at a sentence; only the portion itself if it
        is a single sentence."""
        if self.last - self.first < 2:
            return (self,)
        middle = (self.first + self.last) // 2
        starts = [index for index in self.text.paragraphs if self.first < index < self.last]
        division = min(starts, key=lambda index: (abs(index - middle), index), default=middle)
        return Portion(self.text, self.first, division), Portion(self.text, division, self.last)


def split(document: Document, nlp: Language) -> Text:
    """The document with its sentences, as ``nlp`` and the layout divide it.

    Raises `kg.errors.UnreadableTextError` if there are no words in it.
    """
    from kg.extract.text.layout import BLOCKS
    from kg.extract.text.parsing import parse

    if not any(c.isalnum() for c in document.text):
        raise UnreadableTextError(name=document.name, uri=document.uri)
    doc = parse(nlp, document.text)
    spans: list[tuple[int, int]] = []
    for sentence in doc.sents:
        words = sentence.text.strip()
        start = sentence.start_char + sentence.text.index(words)
        if any(c.isalnum() for c in words):
            spans.append((start, start + len(words)))
        elif words and spans:
            # A closing quotation mark that the parser took for a sentence.
            spans[-1] = (spans[-1][0], start + len(words))
    starts = [start for start, _ in spans]
    paragraphs = {bisect_left(starts, block.start) for block in BLOCKS(doc)}
    return Text(document, tuple(spans), frozenset(paragraphs))


def portions(text: Text, characters: int) -> Iterator[Portion]:
    """Portions of whole paragraphs with at most so many ``characters``; a longer paragraph is divided between
    sentences, and a longer sentence is a portion of its own."""
    first = 0
    while first < len(text.sentences):
        last, last_at_paragraph = first + 1, None
        start = text.sentences[first][0]
        while last < len(text.sentences) and text.sentences[last][1] - start <= characters:
            last += 1
            if last in text.paragraphs:
                last_at_paragraph = last
        if last < len(text.sentences) and last_at_paragraph is not None:
            last = last_at_paragraph
        yield Portion(text, first, last)
        first = last
