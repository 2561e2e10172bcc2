"""The words in the first person of a text, outside quotation marks."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.quotations import quoted
from kg.extract.text.layout import BLOCKS, text_of
from kg.extract.words.lexicon import word_set

__all__ = ["AUTHOR", "NARRATORS", "PLURAL", "SINGULAR", "first_person", "is_by_author"]

NARRATORS = word_set("narrators")
SINGULAR, PLURAL = {"i", "my"}, {"we", "our"}
AUTHOR = re.compile(r"By [A-Z]")


def first_person(doc: Doc) -> list[Token]:
    """ "I", "we" and their forms, outside quotation marks."""
    inside = quoted(doc)
    return [t for t in occurrences(doc, NARRATORS) if not inside[t.i] and not _is_numeral(t)]


def _is_numeral(token: Token) -> bool:
    """Whether an "I" is a number: "Annex I Parties"."""
    before = token.nbor(-1) if token.i else token
    return token.text == "I" and (
        token.tag_ != "PRP" or (before.text[:1].isupper() and before.pos_ in {"PROPN", "NOUN"})
    )


def is_by_author(doc: Doc) -> bool:
    """Whether a paragraph names the author: "By Ana Ruiz"."""
    return any(AUTHOR.match(text_of(doc)[block.start : block.end]) for block in BLOCKS(doc))
