"""Verbs of reporting that the parser takes for a part of a noun phrase, "Peruvian media [report] that the dam broke",
attaches to the wrong noun, or leaves without the speaker before them."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import auxiliaries_of, has_mark, has_own_subject
from kg.extract.words.lexicon import cues, word_set

__all__ = ["read_as_reporting"]

FINITE_OR_ALIKE = {"VBD", "VBN", "VBZ"}
"""Tags of "said" and "says"; the tagger takes "told" for a participle, too."""
OUTLETS_IN_THE_PLURAL = word_set("outlets-in-the-plural")


def read_as_reporting(token: Token) -> None:
    """Make a noun the verb of its sentence, where it is the only one that can be; attach a relative clause to the
    document right before it; give a verb after a statement the speaker whose post stands between commas."""
    if token.tag_ == "NN" and token.dep_ == "ROOT":
        _read_noun(token)
    elif token.dep_ == "relcl" and token.lemma_ in cues():
        _attach_to_document(token)
    elif token.dep_ in {"conj", "ROOT"} and token.tag_ in FINITE_OR_ALIKE and token.lemma_ in cues():
        _attach_speaker(token)


def _attach_speaker(verb: Token) -> None:
    """ "Peru opposes the dam, [Ana Ruiz], the minister, [said]": her words, and no part of what she speaks of."""
    doc = verb.doc
    told = verb.head if verb.dep_ == "conj" else next((c for c in verb.children if c.dep_ == "ccomp"), verb)
    comma = next((i for i in range(verb.i - 2, told.i, -1) if doc[i].text == ","), None)
    if comma is None or doc[verb.i - 1].text != "," or doc[comma + 1].tag_ not in {"DT", "PRP$", "WP"}:
        return
    name = doc[comma - 1]
    start = name.left_edge.i
    is_name = name.pos_ == "PROPN" and name.dep_ in {"appos", "conj"} and doc[start - 1].text == ","
    is_joined = (
        any(c.dep_ == "cc" and c.i > told.i for c in told.children)
        or has_own_subject(verb)
        or bool(auxiliaries_of(verb))
    )
    is_main = told.dep_ == "ROOT" or told.head == verb
    if not is_name or is_joined or not is_main or start < told.i or not has_own_subject(told):
        return
    description = [t for t in doc[comma : verb.i] if t.head.i <= name.i or t.head.i == told.i]
    verb.head, verb.dep_ = verb, "ROOT"
    told.head, told.dep_ = verb, "ccomp"
    name.head, name.dep_ = verb, "nsubj"
    for token in description:
        token.head = name


def _read_noun(noun: Token) -> None:
    """ "Peruvian media [report] that the dam broke"; not "the media report that the dam broke is wrong"."""
    outlet = next((c for c in noun.children if c.dep_ == "compound" and c.i == noun.i - 1), None)
    told = [c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and has_mark(c, {"that"})]
    if outlet is None or outlet.lower_ not in OUTLETS_IN_THE_PLURAL or noun.lemma_ not in cues() or not told:
        return
    if outlet.left_edge.dep_ == "det" and outlet.left_edge.lower_ in {"a", "an"}:
        return
    for child in [c for c in noun.children if c.i < outlet.i]:
        child.head = outlet
    outlet.dep_, told[0].dep_ = "nsubj", "ccomp"
    noun.tag_, noun.pos_ = "VBP", "VERB"


def _attach_to_document(verb: Token) -> None:
    """ "A breach of the law, which [says] that": what the law says."""
    pronoun = verb.left_edge
    last = pronoun.i - 1
    if pronoun.lower_ != "which" or pronoun.dep_ != "nsubj" or last < 1:
        return
    document = verb.doc[last - 1] if verb.doc[last].text == "," else verb.doc[last]
    if document.lemma_.casefold() in word_set("speaking-documents") and verb.head.is_ancestor(document):
        verb.head = document
