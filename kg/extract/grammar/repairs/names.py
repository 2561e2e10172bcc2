"""Names that the parser divides at an apostrophe, and names side by side that it takes for one."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from kg.extract.grammar.occurrences import occurrences, word_at
from kg.extract.words import gazetteer
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["join_names", "part_names"]

ORGANIZATION_WORDS = word_set("organization-words")
VERBS_OF_TELLING_A_BODY = word_set("verbs-of-telling-a-body")
POSSESSIVE_MARKS = {"'s", "\u2019s", "'", "\u2019"}

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


def part_names(doc: Doc) -> None:
    """Part the name of a body from that of the state behind it, which owns what the body is told: "conveyed to the
    Council [Brazil's] support"; not "wrote to the Council of Brazil's president"."""
    for mark in occurrences(doc, POSSESSIVE_MARKS):
        state = mark.head
        to = state.head.head
        told = state.dep_ == "poss" and state.i == mark.i - 1 and state.head.dep_ == "pobj" and to.lower_ == "to"
        if not told or word_at(doc, to.i + 1) != "the" or to.head.lemma_ not in VERBS_OF_TELLING_A_BODY:
            continue
        if any(c.dep_ == "dobj" for c in to.head.children):
            continue
        names = range(to.i + 2, mark.i)
        parting = next((i for i in names[1:] if _is_body(doc[i - 1]) and _is_state(doc[i : mark.i])), None)
        if parting is not None:
            _part(to, state, parting)


def _is_body(word: Token) -> bool:
    """Whether a word is the last of a body's name: "the Security [Council]"."""
    return word.text[:1].isupper() and word.lower_ in ORGANIZATION_WORDS


def _is_state(name: Span) -> bool:
    return any(match.entry.type == ActorType.STATE for match in gazetteer.lookup(name.text))


def _part(to: Token, state: Token, start: int) -> None:
    """Attach the body before the token ``start`` to the "to", and what the state behind it owns to the verb."""
    doc = to.doc
    body, owned = doc[start - 1], state.head
    for token in [c for c in (*state.children, *owned.children) if to.i < c.i < start and c.i != body.i]:
        token.head = body
    body.dep_, body.head = "pobj", to
    owned.dep_, owned.head = "dobj", to.head
    others = [e for e in doc.ents if e.end <= to.i or e.start > state.i]
    named = [Span(doc, to.i + 2, start, "ORG"), Span(doc, start, state.i + 1, "GPE")]
    doc.ents = (*others, *named)
