"""When the text says that something was done or said: the dates that hang on its verb."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extract.grammar.tense import is_infinitive
from kg.extract.words.dates import When, when
from kg.extract.words.lexicon import word_set

__all__ = ["dated"]

PLACING = word_set("words-that-place-in-time")
"""Prepositions that place in time; "until", "before" and "by" only bound it."""
COMING = word_set("auxiliaries-of-what-is-to-come")
ADVERBS_OF_DAYS = word_set("adverbs-of-days")


def dated(words: Iterable[Token], published: dt.date | None, *, coming: bool = False) -> When | None:
    """The first date told with one of the words, each asked with its object; None without one, or when nobody knows
    when the text was published. ``coming``: what the words tell is still to come, whatever their tense."""
    if published is None:
        return None
    for word in words:
        ahead = coming or _coming(word)
        objects = [c for c in word.children if c.dep_ in {"dobj", "nsubjpass"}]
        for head in (word, *objects):
            for phrase in _phrases(head):
                found = when(phrase, published, coming=ahead)
                if found is not None:
                    return found
    return None


def _coming(verb: Token) -> bool:
    return is_infinitive(verb) or any(c.dep_ == "aux" and c.lower_ in COMING for c in verb.children)


def _phrases(head: Token) -> Iterator[str]:
    doc = head.doc
    for child in head.children:
        if child.dep_ in {"npadvmod", "advmod", "nmod", "compound", "poss"} and child.ent_type_ in {"DATE", "TIME"}:
            yield _phrase(child)
        elif child.dep_ == "prep" and child.lower_ in PLACING:
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.ent_type_ in {"DATE", "TIME"}:
                    yield _phrase(noun)
                    if noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ in {"last", "next"}:
                        yield f"{doc[noun.i + 1].lower_} {noun.lower_}"
        elif child.lower_ in ADVERBS_OF_DAYS:
            yield child.lower_


def _phrase(token: Token) -> str:
    return str(token.doc[token.left_edge.i : token.right_edge.i + 1].text)
