"""Parts of speech and morphology by the language model's own attribute rules, each kind of token asked about once.

spaCy's AttributeRuler matches some two hundred patterns at each token anew. Nearly all of them look at one token: its
word, tag and arc. What they say of such a kind of token is remembered; the few over several tokens are matched as ever.
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
"""What tells one token's rules apart; whether it is a space follows from its word."""
SAID: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
"""What the rules may set."""
KINDS_REMEMBERED = 100_000
"""Kinds of token that are remembered; then all are forgotten, so that memory does not grow with what is read."""

type Kind = tuple[int, int, int]
type Row = tuple[int, ...]


def replace_ruler(nlp: Language) -> None:
    """Let ``kg_attributes`` do the work of the model's attribute ruler, where it has one."""
    if "attribute_ruler" in nlp.pipe_names:
        nlp.add_pipe("kg_attributes", after="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")


@Language.factory("kg_attributes", requires=["token.tag"], assigns=["token.pos", "token.tag"])
def attributes(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; the model's ``attribute_ruler`` tells it the rules."""
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    alone, together = AttributeRuler(nlp.vocab), AttributeRuler(nlp.vocab)
    rules: Any = ruler.patterns  # typed as if each of its three values could be any of them
    for rule in rules:
        several = any(len(pattern) > 1 for pattern in rule["patterns"])
        (together if several else alone).add(**rule)
    known: dict[Kind, Row] = {}

    def set_attributes(doc: Doc) -> Doc:
        if len(known) > KINDS_REMEMBERED:
            known.clear()
        kinds: list[Kind] = list(map(tuple, doc.to_array(KIND).tolist()))
        if new := {*kinds}.difference(known):
            known.update(_said(alone, doc, new))
        if kinds:
            fill(doc, SAID, [known[kind] for kind in kinds])
        return together(doc)

    return set_attributes


def _said(ruler: AttributeRuler, doc: Doc, kinds: Iterable[Kind]) -> dict[Kind, Row]:
    """What the ruler's rules for single tokens say of each kind."""
    kinds = list(kinds)
    strings = doc.vocab.strings
    one_each = Doc(doc.vocab, words=[strings[lower] for lower, _, _ in kinds])
    fill(one_each, ["TAG", "DEP"], [(tag, dep) for _, tag, dep in kinds])
    rows = ruler(one_each).to_array(SAID)
    return dict(zip(kinds, map(tuple, rows.tolist()), strict=True))


def fill(doc: Doc, names: list[int | str], rows: list[Row]) -> None:
    """Set the attributes of each token to its row."""
    values: Any = numpy.array(rows, dtype=numpy.uint64)  # spaCy's types know signed integers only, its code none
    doc.from_array(names, values)
