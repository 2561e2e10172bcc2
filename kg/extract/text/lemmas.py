"""Lemmas: the language model's own, with a cache by kind of token, and corrections.

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
"""The attributes that decide the model's lemma of a token; a lemma that is set already stays."""

type Kind = tuple[int, int, int, int]


def replace_lemmatizer(nlp: Language) -> None:
    """Replace the model's lemmatizer, where it has one that works by rules, by ``kg_lemmatizer``."""
    if "lemmatizer" in nlp.pipe_names:
        lemmatizer = nlp.get_pipe("lemmatizer")
        if isinstance(lemmatizer, Lemmatizer) and lemmatizer.mode == "rule":
            nlp.add_pipe("kg_lemmatizer", after="lemmatizer")
            nlp.disable_pipe("lemmatizer")


@Language.factory("kg_lemmatizer", requires=["token.pos"], assigns=["token.lemma"])
def lemmatizer(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component, with the rules of the model's ``lemmatizer``."""
    ruler = nlp.get_pipe("lemmatizer")
    assert isinstance(ruler, Lemmatizer)
    forms = ruler.lookups.get_table("lemma_index", {})
    for part in list(forms):
        forms[part] = dict.fromkeys(forms[part])  # in place of a list, which is searched from the front
    lemma_of_kind: dict[Kind, int] = {}

    def set_lemmas(doc: Doc) -> Doc:
        if len(lemma_of_kind) > KINDS_REMEMBERED:
            lemma_of_kind.clear()
        kinds: list[Kind] = list(map(tuple, doc.to_array(KIND).tolist()))
        for token, kind in zip(doc, kinds, strict=True):
            if kind not in lemma_of_kind:
                keeps = kind[-1] and not ruler.overwrite
                lemma_of_kind[kind] = kind[-1] if keeps else nlp.vocab.strings.add(ruler.lemmatize(token)[0])
        if kinds:
            fill(doc, ["LEMMA"], [(lemma_of_kind[kind],) for kind in kinds])
        return doc

    return set_lemmas


def lemmas(doc: Doc) -> Doc:
    """Set the lemmas of the verbs in ``kg/extract/data/lemmas.csv``, and of listed words with a hyphen, at which the
    tokenizer cuts them: the last part gets the lemma of the whole word."""
    corrected = {row["form"]: row["lemma"] for row in lexicon.rows("lemmas")}
    for token in doc:
        if token.pos_ == "VERB" and token.lower_ in corrected:
            token.lemma_ = corrected[token.lower_]
    listed = lexicon.hyphenated()
    for word in _hyphenated(doc):
        form, last = word.text.casefold(), word[-1]
        for lemma in (form.removesuffix(last.lower_) + last.lemma_.casefold(), form):
            if lemma in listed:
                last.lemma_ = lemma
    return doc


def _hyphenated(doc: Doc) -> Iterator[Span]:
    """The words with hyphens inside, which the tokenizer has cut, as spans."""
    start = 0
    while start < len(doc):
        end = start + 1
        while end + 1 < len(doc) and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
            end += 2
        if end > start + 1:
            yield doc[start:end]
        start = end
