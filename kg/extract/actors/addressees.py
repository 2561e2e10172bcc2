"""Persons who are addressed by a post: "Thank you, [Mr President]", and who they are where speakers take turns."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.actors.cluster import Cluster, Gatherer
from kg.extract.actors.post_holders import holds, words_of_post
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.text.memo import once_a_document
from kg.model import ActorType

__all__ = ["addressee_of", "is_addressed"]

ASKER = -1
"""Stands for the head of a speaker's name, where somebody without a name asks a question."""
TOKENS_OF_REMARK = 4
"""Tokens, at most, of a bracket between a speaker's name and the colon."""


def is_addressed(doc: Doc, mention: TokenMention, *, has_no_role: bool = False) -> bool:
    """Whether somebody is spoken to: "Thank you, [Mr President]". ``has_no_role``: and is no argument either, unlike in
    "opposed by [Mr Speaker], ..."."""
    has_honorific = mention.type == ActorType.PERSON and mention.start < mention.head
    if not has_honorific or mention.end >= len(doc) or doc[mention.start].lower_ not in HONORIFICS:
        return False
    word, next_token = doc[mention.head], doc[mention.end]
    misread = word.head.tag_ in {"VB", "VBP"}  # "[Mr President], thank you": parsed as a subject that does not agree
    argument = word.dep_ in {*NOUN_SUBJECTS, "pobj", "dative"} and not misread
    if has_no_role and argument and sum(c.dep_ in NOUN_SUBJECTS for c in word.head.children) < 2:
        return False
    return bool(next_token.is_punct)


def addressee_of(gatherer: Gatherer, mention: TokenMention) -> Cluster | None:
    """The person addressed as "Mr President" where speakers take turns ("President Ruiz: Thank you, Mr President"): the
    only one of them with that post who does not speak there."""
    doc = gatherer.doc
    if not is_addressed(doc, mention):
        return None
    turns = [(turn_start, gatherer.by_head.get(head), head) for turn_start, head in _turns(doc)]
    turns = [
        (turn_start, c, head)
        for turn_start, c, head in turns
        if head == ASKER or (c is not None and c.type == ActorType.PERSON)
    ]
    speaker = next((c for turn_start, c, _ in reversed(turns) if turn_start < mention.start), None)
    words_of_title = words_of_post(doc, mention) - HONORIFICS
    candidates = {id(c): c for _, c, _ in turns if c is not None and c is not speaker and holds(c, words_of_title)}
    return next(iter(candidates.values())) if len(candidates) == 1 else None


@once_a_document
def _turns(doc: Doc) -> list[tuple[int, int]]:
    """The turns of speakers, in text order: where a name's colon or the "Q" of a question is, and the name's head."""
    turns = {at: m.head for m in MENTIONS(doc) if (at := _colon(doc, m.end)) is not None}
    questions = dict.fromkeys((t.i for t in occurrences(doc, {"q"})), ASKER)
    return sorted((turns | questions).items())


def _colon(doc: Doc, end: int) -> int | None:
    """The colon after a name that ends at ``end`` and a remark in brackets: "Ana Ruiz (retranslated):"."""
    if end < len(doc) and doc[end].text == "(":
        end = next((k for k in range(end, min(end + TOKENS_OF_REMARK, len(doc))) if doc[k].text == ")"), end - 1) + 1
    return end if end < len(doc) and doc[end].text == ":" else None
