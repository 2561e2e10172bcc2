"""What information that is asked for is about: "requested [clarification on the deadline]". The parser hangs the
preposition on the verb."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.tense import TIMES
from kg.extract.words.lexicon import word_set

__all__ = ["attach_to_information"]

NOUNS_OF_INFORMATION = word_set("nouns-of-information")
PREPOSITIONS_OF_TOPICS = word_set("prepositions-of-topics")


def attach_to_information(token: Token) -> None:
    """Attach a preposition to the information before it, which is about what follows: "demanded an explanation [for]
    the arrest"; not to a day: "requested information [on] Monday"."""
    if token.dep_ != "prep" or token.lower_ not in PREPOSITIONS_OF_TOPICS:
        return
    asked_for = next((c for c in token.head.children if c.dep_ == "dobj" and c.right_edge.i == token.i - 1), None)
    is_time = any(c.ent_type_ in TIMES for c in token.children)
    if asked_for is not None and asked_for.lemma_ in NOUNS_OF_INFORMATION and not is_time:
        token.head = asked_for
