"""Names that the parser divides at an apostrophe."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from kg.extract.grammar.occurrences import occurrences

__all__ = ["join_names"]


APOSTROPHES = {"'", "\u2019"}
SIBILANTS = ("s", "x", "z")


def join_names(doc: Doc) -> None:
    """Join the parts of a person's name at an apostrophe that the parser takes for a possessive, which only a sibilant
    has without an "s": "Rida['] Al Masri"; not "Ruiz['] Al Masri"."""
    for mark in occurrences(doc, APOSTROPHES):
        if mark.tag_ != "POS" or mark.i + 1 == len(doc) or mark.head.i != mark.i - 1:
            continue
        first, last = mark.head, mark.nbor()
        named = first.ent_type_ == last.ent_type_ == "PERSON" and first.tag_ == last.tag_ == "NNP"
        if not named or first.dep_ != "poss" or first.whitespace_ or first.lower_.endswith(SIBILANTS):
            continue
        first.dep_ = mark.dep_ = "compound"
        mark.tag_, mark.pos_, mark.head = "NNP", "PROPN", first.head
        parts = [e for e in doc.ents if e.start <= first.i < e.end or e.start <= last.i < e.end]
        others = [e for e in doc.ents if e not in parts]
        doc.ents = (*others, Span(doc, parts[0].start, parts[-1].end, "PERSON"))
