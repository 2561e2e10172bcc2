"""Whether a text is a bulletin of negotiations, by its genre or by the text itself."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, STATES_AND_BLOCS
from kg.extract.mentions.mention import MENTIONS
from kg.extract.text.document import document_of
from kg.extract.text.layout import opens_block, text_of
from kg.extract.words import lexicon
from kg.model import ActorType

__all__ = ["is_bulletin", "is_marked_bulletin", "speaks", "speaks_in_main_clause"]

SHORT, MANY_PARTIES, PARTIES_SHARE = 400, 8, 0.55
"""Tokens of a short text at most; how often states and blocs have to speak, and their share of all who speak."""


def is_bulletin(doc: Doc) -> bool:
    """Whether a text is a bulletin, in which parties speak as persons do elsewhere ("KENYA said he ..."): it is marked
    as one, or most of its speakers are parties."""
    if is_marked_bulletin(doc):
        return True
    if document_of(doc).genre is not None:
        return False
    speakers = [c.type for i, c in CLUSTER_OF(doc).items() if doc[i].dep_ == "nsubj" and speaks(doc[i])]
    parties = sum(kind in STATES_AND_BLOCS for kind in speakers)
    return parties >= MANY_PARTIES and parties > PARTIES_SHARE * len(speakers)


def is_marked_bulletin(doc: Doc) -> bool:
    """Whether a text is a bulletin by its genre or, without one, by states in capitals, so that "he" may be a state."""
    document = document_of(doc)
    if document.genre is not None:
        return bool(document.genre == "bulletin")
    flat = text_of(doc)
    in_capitals = {
        m.name
        for m in MENTIONS(doc)
        if m.type == ActorType.STATE
        and not opens_block(doc[m.start])
        and document.text[(at := doc[m.start].idx) : at + 3] != flat[at : at + 3]
    }
    return len(in_capitals) >= (2 if len(doc) > SHORT else 1)


def speaks(subject: Token) -> bool:
    """Whether a subject has a verb of reporting: "[Peru] said"."""
    return subject.head.lemma_ in lexicon.cues()


def speaks_in_main_clause(subject: Token) -> bool:
    """Whether a main clause has a subject and its verb of reporting: "[Peru] said"; not "Chile said [Peru] agreed"."""
    return speaks(subject) and subject.head.dep_ in {"ROOT", "conj"}
