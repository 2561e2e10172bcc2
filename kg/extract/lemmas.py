"""Lemmas that the language model gets wrong: its "hoped" is a form of "hop"."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import lexicon

__all__ = ["lemmas"]


@Language.component("kg_lemmas")
def lemmas(doc: Doc) -> Doc:
    """Set the lemma of every verb that stands in ``data/lemmas.csv``."""
    right = {row["form"]: row["lemma"] for row in lexicon.rows("lemmas")}
    for token in doc:
        if token.pos_ == "VERB" and token.lower_ in right:
            token.lemma_ = right[token.lower_]
    return doc
