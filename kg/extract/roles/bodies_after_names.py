"""The body of a post that stands after its holder's name: "President X of Ghana", "X, Executive Director, WHO"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.actors.cluster import CLUSTER_OF, Cluster
from kg.extract.grammar.occurrences import is_possessive_mark
from kg.extract.mentions.mention import TokenMention
from kg.extract.roles.bodies_in_titles import body_mentions
from kg.extract.words.lexicon import word_set
from kg.model import MentionReason

__all__ = ["begins_body_of_name", "body_after_comma", "body_of_name"]

VERBS_OF_TAKING_AWAY = word_set("verbs-of-taking-away")


def body_of_name(doc: Doc, mention: TokenMention) -> Cluster | None:
    """The body that "of" ties to a name: "President X of [Ghana]", "author X of Ghana's [Volta Institute]"."""
    i = mention.end
    if i + 1 >= len(doc) or not begins_body_of_name(doc, mention):
        return None
    preposition = doc[i]
    i += 1
    while i < len(doc) and doc[i].lower_ == "the":
        i += 1
    starts, _ = body_mentions(doc)
    body_mention = starts.get(i)
    if body_mention is not None and is_possessive_mark(doc, body_mention.end):
        body_mention = starts.get(body_mention.end + 1, body_mention)
    if body_mention is None or (preposition.lower_ == "from" and body_mention.reason == MentionReason.METONYM):
        return None  # who speaks "from Lima" is there
    return CLUSTER_OF(doc).get(body_mention.head)


def begins_body_of_name(doc: Doc, mention: TokenMention) -> bool:
    """Whether the word after a name is an "of", or a "from" that tells whence the person is: "Professor X [from] Volta
    University"; not where a verb takes the person away from something: "barred Minister X from Peru"."""
    preposition = doc[mention.end]
    if preposition.lower_ != "from":
        return preposition.lower_ == "of"
    name = doc[mention.head]
    above = name.head.head if name.dep_ == "pobj" and name.head.lower_ == "of" else name.head
    is_object = name.dep_ in {"dobj", "nsubjpass", "pobj"}
    return not (is_object and above.lemma_.casefold() in VERBS_OF_TAKING_AWAY)


def body_after_comma(doc: Doc, i: int) -> Cluster | None:
    """The body set off by commas after a title: "X, Executive Director, [WHO], said"."""
    body_mention = body_mentions(doc)[0].get(i + 1)
    if body_mention is None or body_mention.end >= len(doc) or doc[i].text != ",":
        return None
    next_token = doc[body_mention.end]
    is_set_off = next_token.text in {",", ")", ";", "."} or next_token.pos_ in {"VERB", "AUX"}
    return CLUSTER_OF(doc).get(body_mention.head) if is_set_off else None
