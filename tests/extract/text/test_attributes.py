"""Attribute and lemma rules of the model, applied once per kind of token, give what they give for each token."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.reader import Reader
from kg.extract.text import attributes, language_model, lemmas

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.txt"))
TEXTS = [
    "",
    "There's no quota. Let's go on, they said: it ain't over, y'all; we're gonna sign, won't we?",
    "Nothin' but talk.\n\n \t You and I did it, 'cause the envoy'd had enough of 'em.",
    "Can they do what it does? That is the question which they, being there, had to ask themselves.",
    *(path.read_text("utf-8") for path in EXAMPLES),
]


@pytest.fixture(scope="module")
def plain() -> Language:
    return language_model.load(language_model.find())


def row(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, t.dep_, t.lemma_, str(t.morph)) for t in doc]


@pytest.mark.parametrize("most", [attributes.KINDS_REMEMBERED, 3], ids=["all kinds remembered", "few remembered"])
def test_tokens_have_the_values_of_the_models_own_components(
    reader: Reader, plain: Language, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (attributes, lemmas):
        monkeypatch.setattr(module, "KINDS_REMEMBERED", most)
    replacements = {"kg_attributes", "kg_lemmatizer"}
    ours = [name for name in reader.nlp.pipe_names if name in replacements.union(plain.pipe_names)]
    assert replacements <= {*ours}
    assert not {"attribute_ruler", "lemmatizer"} & {*ours}
    with reader.nlp.select_pipes(enable=ours):
        assert [row(doc) for doc in reader.nlp.pipe(TEXTS)] == [row(doc) for doc in plain.pipe(TEXTS)]


def test_a_model_without_such_rules_is_left_as_it_is() -> None:
    import spacy

    nlp = spacy.blank("en")
    attributes.replace_ruler(nlp)
    lemmas.replace_lemmatizer(nlp)
    assert nlp.pipe_names == []


def test_a_lemmatizer_without_rules_is_left_as_it_is() -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    lemmas.replace_lemmatizer(nlp)
    assert nlp.pipe_names == ["lemmatizer"]
