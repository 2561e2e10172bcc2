"""Nouns that the words beside them narrow down to some: "the owners of the ferries", "delegates in Lima", "island
parties"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.noun_phrases import QUANTIFIERS
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import cues, word_set

__all__ = ["is_narrowed", "is_part_of_all", "is_restricted"]

ADJECTIVES = {"JJ", "VBG", "VBN"}
DETERMINERS_OF_ALL = word_set("determiners-of-all")
NOUNS_FOR_ALL_WHO_TAKE_PART = word_set("nouns-for-all-who-take-part")
PREPOSITIONS_OF_PLACES = {"at", "from", "in"}


def is_narrowed(mention: TokenMention, head: Token, cluster: Cluster) -> bool:
    """Whether words after a noun, which an actor's name lacks, indicate another: "the owners of the ferries", "the
    ports of West Peru" where those of Peru are named, "farmers in the hills" beside those in the valley, "delegates in
    Lima" beside all delegates."""
    name = {*fold(cluster.name).split()}
    prepositions = (c for c in head.children if c.dep_ == "prep" and c.i == mention.end)
    telling = {"of", *{"from", "in"}.intersection(name)}
    if _is_of_place(mention, head):
        telling |= PREPOSITIONS_OF_PLACES
    objects = [t for c in prepositions if c.lower_ in telling for t in c.children if t.dep_ == "pobj"]
    objects += [t for noun in objects for t in noun.lefts if t.pos_ == "PROPN"]
    return any(name.isdisjoint((fold(t.lemma_), fold(t.text))) for t in objects)


def _is_of_place(mention: TokenMention, head: Token) -> bool:
    """Whether a noun for all who take part means those at one place or of one country: "delegates [in Lima]"."""
    after = next((c for c in head.rights if c.i == mention.end and c.lower_ in PREPOSITIONS_OF_PLACES), None)
    named = after is not None and any(c.dep_ == "pobj" and c.pos_ == "PROPN" for c in after.children)
    return named and mention.noun in NOUNS_FOR_ALL_WHO_TAKE_PART


def is_restricted(head: Token, words_before: list[str]) -> bool:
    """Whether words after a noun tell who is meant: "[people] they met", "those [voters] sick of it"; not "told
    [police] they met"."""
    is_told = head.dep_ not in NOUN_SUBJECTS and head.head.lemma_ in cues()
    if is_told or words_before not in ([], ["those"]):
        return False
    return any(c.dep_ in {"acl", "relcl"} or (c.dep_ == "amod" and c.i > head.i) for c in head.children)


def is_part_of_all(doc: Doc, earlier: TokenMention, mention: TokenMention) -> bool:
    """Whether a plural mentioned before, "[some] parties", "[30] nurses", "[island] parties" or "parties [in Lima]", is
    only a part of a bare "parties" or "nurses". "The parties" may be the island ones, and up to the next sentence those
    that were some."""
    words_before = doc[earlier.start : earlier.head]
    if not mention.plural:
        return False
    if _is_of_place(earlier, doc[earlier.head]):
        return mention.start == mention.head
    if any(t.lower_ in QUANTIFIERS for t in words_before):
        return mention.start == mention.head or doc[mention.start].sent.start > doc[earlier.start].sent.end
    if any(t.like_num for t in words_before) and doc[earlier.start].lower_ not in DETERMINERS_OF_ALL:
        are_sufferers = doc[earlier.head].dep_ == "nsubjpass"  # newspapers drop the article: "Four judges met. Judges"
        return are_sufferers and mention.noun not in NOUNS_FOR_ALL_WHO_TAKE_PART and mention.start == mention.head
    if mention.noun not in NOUNS_FOR_ALL_WHO_TAKE_PART and doc[mention.head].dep_ in NOUN_SUBJECTS:
        is_topic = doc[earlier.head].dep_ in NOUN_SUBJECTS or mention.start < mention.head
        # "Dairy farmers came. Farmers want a vote."; not "It woos undecided voters. Voters want change."
        return not is_topic and any(t.tag_ in ADJECTIVES and not t.ent_type_ for t in words_before)
    return mention.start == mention.head and any(t.pos_ in {"ADJ", "NOUN", "PROPN", "VERB"} for t in words_before)
