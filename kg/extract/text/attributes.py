"""Parts of speech and morphology by the language model's own attribute rules, with a cache by kind of token.

spaCy's AttributeRuler matches some two hundred patterns at every token. Nearly all of them look at a single token: its
word, tag and arc. Their results are kept for each such kind of token; the few patterns over several tokens are matched
as spaCy does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["KINDS_REMEMBERED", "fill", "replace_ruler"]

KIND: list[int | str] = ["LOWER", "TAG", "DEP"]
"""The attributes that decide which patterns for a single token match; whether it is a space follows from its word."""
SET_BY_RULES: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
KINDS_REMEMBERED = 100_000
"""Kinds of token that are kept; then all are dropped, so that memory does not grow with what is read."""

type Kind = tuple[int, int, int]
type Row = tuple[int, ...]


def replace_ruler(nlp: Language) -> None:
    """Replace the model's attribute ruler, where it has one, by ``kg_attributes``."""
    if "attribute_ruler" in nlp.pipe_names:
        nlp.add_pipe("kg_attributes", after="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")


@Language.factory("kg_attributes", requires=["token.tag"], assigns=["token.pos", "token.tag"])
def attributes(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component, with the rules of the model's ``attribute_ruler``."""
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    single, several = AttributeRuler(nlp.vocab), AttributeRuler(nlp.vocab)
    rules: Any = ruler.patterns  # typed as if each of its three values could be any of them
    for rule in rules:
        (several if any(len(pattern) > 1 for pattern in rule["patterns"]) else single).add(**rule)
    attributes_of_kind: dict[Kind, Row] = {}

    def set_attributes(doc: Doc) -> Doc:
        if len(attributes_of_kind) > KINDS_REMEMBERED:
            attributes_of_kind.clear()
        kinds: list[Kind] = list(map(tuple, doc.to_array(KIND).tolist()))
        if new := {*kinds}.difference(attributes_of_kind):
            attributes_of_kind.update(_results(single, doc, new))
        if kinds:
            fill(doc, SET_BY_RULES, [attributes_of_kind[kind] for kind in kinds])
        return several(doc)

    return set_attributes


def _results(ruler: AttributeRuler, doc: Doc, kinds: Iterable[Kind]) -> dict[Kind, Row]:
    """The attributes that a ruler for single tokens sets for each kind of token."""
    kinds = list(kinds)
    strings = doc.vocab.strings
    one_each = Doc(doc.vocab, words=[strings[lower] for lower, _, _ in kinds])
    fill(one_each, ["TAG", "DEP"], [(tag, dep) for _, tag, dep in kinds])
    rows = ruler(one_each).to_array(SET_BY_RULES)
    return dict(zip(kinds, map(tuple, rows.tolist()), strict=True))


def fill(doc: Doc, names: list[int | str], rows: list[Row]) -> None:
    """Set the attributes of each token to its row."""
    values: Any = numpy.array(rows, dtype=numpy.uint64)  # spaCy annotates signed integers, and takes unsigned ones
    doc.from_array(names, values)
