"""A long text is parsed in pieces, and comes out as if it had been parsed whole."""

from __future__ import annotations

import pytest

from kg.extract.reader import Reader
from kg.extract.stages import COMPONENTS
from kg.extract.text.layout import BLOCKS, blocks, with_plain_quotes
from kg.extract.text.parsing import LARGEST, LETTERS_OF_PIECE, LETTERS_TOGETHER, PIECES_TOGETHER, batches, parse, pieces
from kg.model import Document

PARAGRAPH = "Norway demanded a larger quota. Sweden rejected the demand, its envoy Ana Ruiz said on Friday."
TALKS = "\n\n".join(["TALKS ON FISH", PARAGRAPH] * 60)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fish",
        TALKS,
        "\n".join(["Prices rose by a third in the spring, and nobody knew why they did so."] * 4300),
        "harbour " * 38000,
        "x" * 300_000,
    ],
    ids=["nothing", "a word", "paragraphs", "lines", "one line", "one word"],
)
def test_a_long_text_is_cut_without_gaps_at_the_best_places(text: str) -> None:
    spans = list(pieces(text, blocks(text)))
    parts = [text[start:end] for start, end in spans]
    assert "".join(parts) == text
    assert all(0 < len(part) <= LARGEST + LETTERS_OF_PIECE for part in parts)
    assert all(len(part) >= LETTERS_OF_PIECE for part in parts[:-1])
    if " " in text:
        assert all(part[-1] in " \n" for part in parts[:-1])


@pytest.mark.parametrize("words", ["(Peru) : We", "(Peru); we", "(: yes", "item 8) stays"])
def test_a_bracket_beside_a_punctuation_mark_is_no_smiley(reader: Reader, words: str) -> None:
    tokens = [token.text for token in reader.nlp.make_doc(words.replace(" :", ":"))]
    assert all(len(token) == 1 for token in tokens if "(" in token or ")" in token)


@pytest.mark.parametrize("text", ["harbour " * 60_000, "\n".join([PARAGRAPH] * 3000)], ids=["one line", "paragraphs"])
def test_batches_of_pieces_are_limited_in_size(reader: Reader, text: str) -> None:
    docs = [reader.nlp.make_doc(text[start:end]) for start, end in pieces(text, blocks(text))]
    found = list(batches(iter(docs)))
    assert [doc for batch in found for doc in batch] == docs
    assert all(
        len(batch) <= PIECES_TOGETHER and sum(len(doc.text) for doc in batch) <= LETTERS_TOGETHER for batch in found
    )


def test_headings_stay_headings_across_pieces(reader: Reader) -> None:
    assert len(list(pieces(TALKS, blocks(TALKS)))) > 2
    assert BLOCKS(parse(reader.nlp, TALKS, COMPONENTS)) == blocks(with_plain_quotes(TALKS))


def test_repeated_paragraphs_are_read_alike_in_every_piece(reader: Reader) -> None:
    filler = "Prices rose by a third.\n" * 300
    text = "".join([filler, PARAGRAPH, "\n", filler, PARAGRAPH, "\n", filler, PARAGRAPH])
    starts = [n for n in range(len(text)) if text.startswith(PARAGRAPH, n)]
    found = {(p.stance, p.matter.start) for p in reader.read(Document(text, "long", "memory:")).facts.positions}
    alone = {(p.stance, p.matter.start) for p in reader.read(Document(PARAGRAPH, "short", "memory:")).facts.positions}
    assert alone
    assert {(stance, at + start) for stance, at in alone for start in starts} <= found


def test_a_dateline_of_a_capital_is_a_sentence_of_its_own(reader: Reader) -> None:
    doc = parse(reader.nlp, "WASHINGTON — Two days after the talks, Peru opposed the levy on copper.", COMPONENTS)
    assert [sent.text for sent in doc.sents][1:] == ["Two days after the talks, Peru opposed the levy on copper."]


def test_no_sentence_ends_one_word_after_a_dateline(reader: Reader) -> None:
    doc = parse(reader.nlp, "WASHINGTON - Treasury Secretary Ana Ruiz rejected it on Monday.", COMPONENTS)
    assert [sent.text for sent in doc.sents][1:] == ["Treasury Secretary Ana Ruiz rejected it on Monday."]
