"""Verbs of reporting that the parser takes for a part of a noun phrase, "Peruvian media [report] that the dam broke",
or attaches to the wrong noun."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import by_of, has_mark
from kg.extract.words.lexicon import cues, word_set

__all__ = ["read_as_reporting"]

OUTLETS_IN_THE_PLURAL = word_set("outlets-in-the-plural")
PAST = {"VBD", "VBN"}
ARCS_BEFORE_NOUNS = {"compound", "nmod", "poss"}


def read_as_reporting(token: Token) -> None:
    """Make a noun or participle the verb of its sentence, where it is the only one that can be; attach a relative
    clause to the document right before it."""
    if token.tag_ == "NN" and token.dep_ == "ROOT":
        _read_noun(token)
    elif token.dep_ == "relcl" and token.lemma_ in cues():
        _attach_to_document(token)
    elif token.dep_ == "amod" and (token.lower_ == "alleged" or (token.tag_ in PAST and token.lemma_ in cues())):
        _read_participle(token)


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


def _read_participle(verb: Token) -> None:
    """ "A notice published by Ektown Press [alleged] fraud": a participle right after the name of an agent."""
    object_, name = verb.head, verb.nbor(-1) if verb.i else verb
    if object_.dep_ != "pobj" or name.head.i != object_.i or name.dep_ not in ARCS_BEFORE_NOUNS or name.pos_ != "PROPN":
        return
    by = object_.head
    participle, noun = by.head, by.head.head
    if by.dep_ != "agent" or by_of(participle) is None or participle.dep_ != "acl" or noun.dep_ != "ROOT":
        return
    for child in [c for c in object_.children if c.i < name.i]:
        child.head = name
    name.head, name.dep_ = by, "pobj"
    for child in [c for c in noun.children if c.dep_ == "punct" and c.i > verb.i]:
        child.head = verb
    verb.head, verb.dep_, verb.tag_, verb.pos_ = verb, "ROOT", "VBD", "VERB"
    if verb.lower_ == "alleged":
        verb.lemma_ = "allege"  # the lemma is the participle's where it was tagged as an adjective
    noun.head, noun.dep_ = verb, "nsubj"
    object_.head, object_.dep_ = verb, "dobj"


def _attach_to_document(verb: Token) -> None:
    """ "A breach of the law, which [says] that": what the law says."""
    pronoun = verb.left_edge
    last = pronoun.i - 1
    if pronoun.lower_ != "which" or pronoun.dep_ != "nsubj" or last < 1:
        return
    document = verb.doc[last - 1] if verb.doc[last].text == "," else verb.doc[last]
    if document.lemma_.casefold() in word_set("speaking-documents") and verb.head.is_ancestor(document):
        verb.head = document
