"""Who was of a body and has left it: "former Fund economist X", "X, a retired officer of the navy"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.actors import Cluster, fold, kind_of
from kg.extract.mentions.mention import TokenMention
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["has_left"]

LEFT = word_set("words-of-having-left")
PEOPLE = {ActorType.PERSON, ActorType.GROUP}
DESCRIBING = {"NOUN", "ADJ", "PROPN", "PART"}
REACH = 8
"""Tokens before a name within which its bearer is described."""


def has_left(doc: Doc, member: Cluster, body: Cluster) -> bool:
    """Whether the words right beside somebody tell of which body they were: no party, of which who held a post of it
    mostly still is."""
    if member.type not in PEOPLE or kind_of(body) == "party" or fold(body.name).endswith("party"):
        return False
    places = {i for m in body.mentions for i in range(m.start, m.end)}
    named = (m for m in member.mentions if m.reason != MentionReason.PRONOUN)
    return any(
        any(t.lower_ in LEFT for t in words) and any(t.i in places for t in words)
        for mention in named
        for words in _descriptions(doc, mention)
    )


def _descriptions(doc: Doc, mention: TokenMention) -> Iterator[list[Token]]:
    """The words before a name and those of a nominal, then each apposition that begins by saying that it is past."""
    start = mention.start
    while start > 0 and mention.start - start < REACH and _describes(doc[start - 1]):
        start -= 1
    yield list(doc[start : mention.head])
    for noun in doc[mention.head].children:
        if noun.dep_ == "appos" and any(c.lower_ in LEFT for c in noun.lefts):
            yield [t for t in noun.subtree if t.i - noun.i < REACH]


def _describes(token: Token) -> bool:
    return token.pos_ in DESCRIBING or token.text in {"-", "."} or token.lower_ in LEFT
