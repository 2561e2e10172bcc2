"""Lemmas: the language model's own, each kind of token asked about once, and those that it gets wrong.

spaCy's rules for lemmas look at a word, its part of speech and its morphology, and at nothing around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc, Span

from kg.extract.text.attributes import KINDS_REMEMBERED, fill
from kg.extract.words import lexicon

__all__ = ["lemmas", "replace_lemmatizer"]

KIND: list[int | str] = ["ORTH", "POS", "MORPH", "LEMMA"]
"""What the model's lemma of a token follows from; a lemma that is there already stays."""

type Kind = tuple[int, int, int, int]


def replace_lemmatizer(nlp: Language) -> None:
    """Let ``kg_lemmatizer`` do the work of the model's lemmatizer, where it has one that goes by rules."""
    if "lemmatizer" in nlp.pipe_names:
        lemmatizer = nlp.get_pipe("lemmatizer")
        if isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode == "rule":
            nlp.add_pipe("kg_lemmatizer", after="lemmatizer")
            nlp.disable_pipe("lemmatizer")


@Language.factory("kg_lemmatizer", requires=["token.pos"], assigns=["token.lemma"])
def lemmatizer(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; the model's ``lemmatizer`` knows the rules."""
    ruler = nlp.get_pipe("lemmatizer")
    assert isinstance(ruler, Lemmatizer)
    forms = ruler.lookups.get_table("lemma_index", {})
    for part in list(forms):
        forms[part] = dict.fromkeys(forms[part])  # a list, in which each form is sought from the front
    known: dict[Kind, int] = {}

    def set_lemmas(doc: Doc) -> Doc:
        if len(known) > KINDS_REMEMBERED:
            known.clear()
        kinds: list[Kind] = list(map(tuple, doc.to_array(KIND).tolist()))
        for token, kind in zip(doc, kinds, strict=True):
            if kind not in known:
                there = kind[-1]
                known[kind] = (
                    there if there and not ruler.overwrite else nlp.vocab.strings.add(ruler.lemmatize(token)[0])
                )
        if kinds:
            fill(doc, ["LEMMA"], [(known[kind],) for kind in kinds])
        return doc

    return set_lemmas


def lemmas(doc: Doc) -> Doc:
    """Set the lemma of every verb that stands in ``kg/extract/data/lemmas.csv``, and of every word that a list has
    with a hyphen inside, at which the tokenizer cuts it: its last part bears the lemma of the whole."""
    right = {row["form"]: row["lemma"] for row in lexicon.rows("lemmas")}
    for token in doc:
        if token.pos_ == "VERB" and token.lower_ in right:
            token.lemma_ = right[token.lower_]
    listed = lexicon.hyphened()
    for word in _cut_at_hyphens(doc):
        form, last = word.text.casefold(), word[-1]
        for whole in (form.removesuffix(last.lower_) + last.lemma_.casefold(), form):
            if whole in listed:
                last.lemma_ = whole
    return doc


def _cut_at_hyphens(doc: Doc) -> Iterator[Span]:
    start = 0
    while start < len(doc):
        end = start + 1
        while end + 1 < len(doc) and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
            end += 2
        if end > start + 1:
            yield doc[start:end]
        start = end
