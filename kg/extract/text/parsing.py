"""Parse a text: lay it out, cut it into pieces that are parsed as a batch, and join these again.

The parser takes one step in every text of a batch at a time, so that a long text is parsed faster in several pieces
than as a whole. No sentence crosses a block, so that nothing is lost where a piece ends with a block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.extract.text.layout import BLOCKS, Block, blocks, flatten, in_one_line, with_plain_quotes
from kg.extract.words import lexicon

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = [
    "LARGEST",
    "LETTERS_OF_PIECE",
    "LETTERS_TOGETHER",
    "PIECES_TOGETHER",
    "batches",
    "parse",
    "pieces",
    "set_up_tokenizer",
]

BRACKETS = frozenset("()[]{}")
LETTERS_OF_PIECE = 1_500
"""Code points, at least, in a piece other than the last."""
LARGEST = 100_000
"""Code points, at most, in a piece: the parser's memory grows with them. A longer block is cut, at a space."""
PIECES_TOGETHER = 64
"""Pieces, at most, in a batch."""
LETTERS_TOGETHER = 160_000
"""Code points, at most, in a batch of several pieces: pieces of ordinary paragraphs have fewer."""


def set_up_tokenizer(nlp: Language) -> None:
    """Adapt the tokenizer: keep every abbreviated title whole ("Capt."; it knows "Gen."), take no bracket for part of a
    smiley ("Mr. Loayza (Peru): ..." has "):"), and split "U.S.-Peru" at its hyphen as it does "US-Peru"."""
    from spacy.util import compile_infix_regex

    tokenizer: Any = nlp.tokenizer  # typed as any function that makes a document
    infixes = (*nlp.Defaults.infixes, r"(?<=[A-Z]\.)[-–](?=[A-Za-z])")  # type: ignore[misc]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.rules = {word: parts for word, parts in tokenizer.rules.items() if not BRACKETS.intersection(word)}
    for word in sorted(lexicon.abbreviated_titles()):
        tokenizer.add_special_case(word.title(), [{"ORTH": word.title()}])


def parse(nlp: Language, text: str, others: Sequence[str] = ()) -> Doc:
    """Tokens, tags, tree, entities and blocks of a text, with its offsets; the components ``others`` are left out."""
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name in others]):
        docs = [doc for batch in batches(_laid_out(nlp, text)) for doc in nlp.pipe(batch, batch_size=PIECES_TOGETHER)]
    return docs[0] if len(docs) == 1 else _joined(docs)


def pieces(text: str, laid: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where to cut a text of these blocks: spans without a gap, from the first code point to the last.

    >>> list(pieces("Fish.", blocks("Fish.")))
    [(0, 5)]
    """
    start = 0
    for end in (*(block.start for block in laid), len(text)):
        while end - start > LARGEST:
            cut = text.rfind(" ", start, start + LARGEST) + 1 or start + LARGEST
            yield start, cut
            start = cut
        if end - start >= LETTERS_OF_PIECE:
            yield start, end
            start = end
    if start < len(text):
        yield start, len(text)


def batches(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    """The pieces in batches of at most `PIECES_TOGETHER` and `LETTERS_TOGETHER`, or of one larger piece."""
    batch: list[Doc] = []
    size = 0
    for doc in docs:
        length = len(doc.text)
        if batch and (len(batch) == PIECES_TOGETHER or size + length > LETTERS_TOGETHER):
            yield batch
            batch, size = [], 0
        batch.append(doc)
        size += length
    if batch:
        yield batch


def _laid_out(nlp: Language, text: str) -> Iterator[Doc]:
    laid = blocks(with_plain_quotes(text))  # a dateline is known by its capitals
    flat = in_one_line(flatten(text), laid)
    for start, end in pieces(flat, laid):
        doc = nlp.make_doc(flat[start:end])
        BLOCKS.put(doc, tuple(_at_offset(block, -start) for block in laid if block.start < end and block.end > start))
        yield doc


def _at_offset(block: Block, offset: int) -> Block:
    return replace(block, start=block.start + offset, end=block.end + offset)


def _joined(docs: Sequence[Doc]) -> Doc:
    from spacy.tokens import Doc

    joined_doc = Doc.from_docs(list(docs), ensure_whitespace=False, exclude=["user_data"])  # type: ignore[call-arg]
    assert joined_doc is not None  # typed as if the list could be empty
    block_by_end: dict[int, Block] = {}
    offset = 0
    for doc in docs:
        for block in BLOCKS(doc):
            block_by_end.setdefault(block.end + offset, _at_offset(block, offset))
        offset += len(doc.text)
    BLOCKS.put(joined_doc, tuple(block_by_end.values()))
    return joined_doc
