"""Persons whom a text introduces by whose kin they are, and who are thus others than whose kin they are."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import Cluster
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.mention import TokenMention, mentions_before
from kg.extract.mentions.title_spans import title_tokens
from kg.extract.words.folding import name_parts
from kg.extract.words.lexicon import word_set

__all__ = ["are_kin", "is_introduced_as_spouse", "is_only_kin"]

KIN_OF_HOLDERS = word_set("kin-of-holders")
SPOUSES = word_set("spouses")
POSSESSIVES_OF_PERSONS = word_set("possessives-of-persons")
WORDS_BEFORE_KIN = 3
"""Words, at most, between a possessive and a noun for kin: "his much younger [brother]"."""


def are_kin(doc: Doc, person: Cluster, mention: TokenMention) -> bool:
    """Whether a person and the one of a mention are two, although their names agree, as a kinship tells: one is called
    "his father Bo Ek Lund" after the other was "Bo Ek", or "Bo Ek's father Bo Ek Lund"."""
    return any(_is_kin_of(doc, m, mention) or _is_kin_of(doc, mention, m) for m in person.mentions)


def _is_kin_of(doc: Doc, relative: TokenMention, owner: TokenMention) -> bool:
    """Whether a mention says whose kin somebody is, and the other may be of the one whose kin that is."""
    possessive = _possessive(doc, relative)
    if possessive is None or owner.start >= relative.start or name_parts(owner.name) == name_parts(relative.name):
        return False
    owners = mentions_before(doc, possessive) if doc[possessive].tag_ == "POS" else ()
    return not owners or any(name_parts(m.name) == name_parts(owner.name) for m in owners)


def is_introduced_as_spouse(doc: Doc, person: Cluster) -> bool:
    """Whether a text says whose spouse somebody is: "his wife, Ana Ek"; a brother or son may hold the same post."""
    possessed = (m for m in person.mentions if _possessive(doc, m) is not None)
    return any(doc[_noun_for_kin(doc, m)].lower_ in SPOUSES for m in possessed)


def is_only_kin(doc: Doc, person: Cluster) -> bool:
    """Whether a text mentions somebody only as another's kin, and lets that one do nothing: "in the manner of his
    brother Bo Ek"."""
    return all(_possessive(doc, m) is not None and not _acts(doc[m.head]) for m in person.mentions)


def _acts(name: Token) -> bool:
    """Whether a name, or the noun for kin to which it is apposed, is the subject of a verb."""
    while name.dep_ in {"appos", "compound"}:
        name = name.head
    return name.dep_ in NOUN_SUBJECTS


def _possessive(doc: Doc, mention: TokenMention) -> int | None:
    """The possessive by which a person is introduced as somebody's kin: "[his] late father, Bo Ek", "Ana Ek['s] son Bo
    Ek"; None where a mention is none of kin."""
    at = _noun_for_kin(doc, mention)
    if word_at(doc, at) not in KIN_OF_HOLDERS:
        return None
    before = range(at - 1, max(at - 2 - WORDS_BEFORE_KIN, -1), -1)
    owner = next((i for i in before if doc[i].pos_ not in {"ADJ", "ADV", "NOUN"} and doc[i].text != "-"), None)
    return (
        owner
        if owner is not None and (doc[owner].tag_ == "POS" or doc[owner].lower_ in POSSESSIVES_OF_PERSONS)
        else None
    )


def _noun_for_kin(doc: Doc, mention: TokenMention) -> int:
    """Where a noun for kin stands before a name, if there is one: "his late [father], Bo Ek"."""
    at = mention.start - 1
    titles = title_tokens(doc)
    while at > 0 and (doc[at].text == "," or (at in titles and doc[at].lower_ not in KIN_OF_HOLDERS)):
        at -= 1
    return at - 4 if word_at(doc, at) == "law" and word_at(doc, at - 1) == "-" else at  # "father-in-law"
