"""Gerunds that tell what a document calls for: "vetoed a draft [calling] for a truce". The parser hangs them on the
verb above, on its subject or on another noun."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.words.lexicon import word_set

__all__ = ["attach_to_document"]

DOCUMENTS_AND_PROTESTS = word_set("documents-and-protests")
FILINGS = word_set("filings")
ARCS_IN_PHRASES = {"compound", "nmod", "pobj", "prep"}
ARCS_TO_VERB = 5
"""Arcs that are climbed at most from the last word of a court's name to the preposition before it."""
PREPOSITIONS_BEFORE_COURTS = word_set("prepositions-before-courts")


def attach_to_document(token: Token) -> None:
    """Attach a gerund to the text or protest before it, whose aim it tells, not to the verb above: "banned a march
    [calling for a truce]", "filed a suit [accusing Peru]", "withdrew a case in the court [accusing Peru]"."""
    if token.tag_ == "VBG" and token.dep_ in {"acl", "advcl", "ccomp"}:
        has_subject = any(c.dep_ == "nsubj" for c in token.children)
        if not has_subject and (noun := _document_before(token)) is not None:
            token.head, token.dep_ = noun, "acl"


def _document_before(gerund: Token) -> Token | None:
    """The document or protest whose phrase ends right before a gerund, or that goes to the court named there; None
    after a comma."""
    noun = gerund.left_edge.nbor(-1) if gerund.left_edge.i else gerund
    over = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.lemma_ in DOCUMENTS_AND_PROTESTS and noun.dep_ in {"dobj", "pobj"} and over == gerund.head:
        return noun
    return _case_before(noun)


def _case_before(place: Token) -> Token | None:
    """The case that is brought, or given up, in the court whose name ends with a word: "filed a [suit] in the regional
    court"."""
    for _ in range(ARCS_TO_VERB):
        if place.dep_ not in ARCS_IN_PHRASES:
            return None
        place = place.head
        if (case := _case_of(place)) is not None:
            return case
    return None


def _case_of(preposition: Token) -> Token | None:
    """The case right before the preposition that tells in which court it is."""
    if preposition.lower_ not in PREPOSITIONS_BEFORE_COURTS:
        return None
    beside = (c for c in (preposition.head, *preposition.head.children) if c.i == preposition.left_edge.i - 1)
    return next((c for c in beside if c.lemma_ in FILINGS), None)
