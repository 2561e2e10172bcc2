"""Whether a text is a bulletin of negotiations, as far as the text itself tells."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTER_OF, STATES_AND_BLOCS
from kg.extract.mentions.mention import MENTIONS
from kg.extract.text.document import document_of
from kg.extract.text.layout import opens_block, text_of
from kg.extract.words import lexicon
from kg.model import ActorType

__all__ = ["is_bulletin", "is_marked_bulletin", "speaks"]

SHORT, MANY_PARTIES, PARTIES_SHARE = 400, 8, 0.55
"""Tokens of a short text, times that parties have to speak, and their share of those who do."""


def is_bulletin(doc: Doc) -> bool:
    """Whether parties speak as persons do elsewhere ("KENYA said he ..."): they stand in capitals, or speak most."""
    if is_marked_bulletin(doc):
        return True
    if document_of(doc).genre is not None:
        return False
    speakers = [c.type for i, c in CLUSTER_OF(doc).items() if doc[i].dep_ == "nsubj" and speaks(doc[i])]
    parties = sum(kind in STATES_AND_BLOCS for kind in speakers)
    return parties >= MANY_PARTIES and parties > PARTIES_SHARE * len(speakers)


def is_marked_bulletin(doc: Doc) -> bool:
    """Whether a text is a bulletin by its genre or by the capitals in which parties stand, so that "he" may be one."""
    document = document_of(doc)
    if document.genre is not None:
        return bool(document.genre == "bulletin")
    flat = text_of(doc)
    changed = {
        m.name
        for m in MENTIONS(doc)
        if m.type == ActorType.STATE
        and not opens_block(doc[m.start])
        and document.text[(at := doc[m.start].idx) : at + 3] != flat[at : at + 3]
    }
    return len(changed) >= (2 if len(doc) > SHORT else 1)


def speaks(subject: Token) -> bool:
    """Whether a subject is that of a verb of reporting."""
    return subject.head.lemma_ in lexicon.cues()
