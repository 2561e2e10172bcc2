"""Verbs of reporting that the parser takes for a part of a noun phrase, "Peruvian media [report] that the dam broke",
or attaches to the wrong noun."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_mark
from kg.extract.words.lexicon import cues, word_set

__all__ = ["read_as_reporting"]

OUTLETS_IN_THE_PLURAL = word_set("outlets-in-the-plural")


def read_as_reporting(token: Token) -> None:
    """Make a noun the verb of its sentence, where it is the only one that can be; attach a relative clause to the
    document right before it."""
    if token.tag_ == "NN" and token.dep_ == "ROOT":
        _read_noun(token)
    elif token.dep_ == "relcl" and token.lemma_ in cues():
        _attach_to_document(token)


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
