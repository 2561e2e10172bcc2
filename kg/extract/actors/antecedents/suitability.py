"""How well a noun suits a body mentioned before: "the bank" the Bank of England, and no association of bank clerks."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.extract.actors.antecedents.trade_unions import is_trade_union
from kg.extract.actors.cluster import Cluster, kind_of
from kg.extract.mentions.organizations import ORGANIZATION_WORDS
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.extract.words.singular import singular
from kg.model import ActorType

__all__ = ["NOUNS_FOR_COMPANIES", "NOUNS_FOR_LANDS", "suitability"]

NOUNS_FOR_COMPANIES = word_set("nouns-for-companies")
NOUNS_FOR_ANY_BODIES = {"bank", "employer", "group"}
"""Those nouns for companies by which other bodies are called, too."""
KINDS_OF_COMPANIES = {None, "bank", "company", "media", "other"}
"""Kinds of listed bodies that may be companies; None for bodies that are not listed."""
NOUNS_FOR_LANDS = word_set("nouns-for-lands")
NOUNS_FOR_NAMED_BODIES = word_set("nouns-for-named-bodies")
TYPE_OF_NOUN = {"bloc": ActorType.BLOC, **dict.fromkeys({"country", "nation", *NOUNS_FOR_LANDS}, ActorType.STATE)}
WORDS_AFTER_KINDS_OF_BODIES = word_set("words-after-kinds-of-bodies")
PREPOSITIONS_IN_NAMES_OF_BODIES = word_set("prepositions-in-names-of-bodies")


def suitability(doc: Doc, noun: str, cluster: Cluster) -> int:
    """How well a noun suits a body: 2 where it was called so, 1 where its name does not say what it is, 0 if not."""
    if cluster.type not in {ActorType.ORGANIZATION, ActorType.BLOC, ActorType.STATE}:
        return 0
    words = fold(cluster.name).split()
    if noun == "union" and cluster.type == ActorType.ORGANIZATION:
        is_in_name = is_trade_union(doc, cluster)
    else:
        is_in_name = _names_kind(noun, words)
    if is_in_name or any(m.noun == noun for m in cluster.mentions):
        return 2
    if noun in TYPE_OF_NOUN:
        return int(cluster.type == TYPE_OF_NOUN[noun])
    if cluster.type == ActorType.STATE:
        return 0
    if noun in {"group", "alliance"} and cluster.type == ActorType.BLOC:
        return 2
    if noun in NOUNS_FOR_COMPANIES - NOUNS_FOR_ANY_BODIES and kind_of(cluster) not in KINDS_OF_COMPANIES:
        return 0
    if cluster.type == ActorType.ORGANIZATION and noun in NOUNS_FOR_NAMED_BODIES - {"union"}:
        kind_words = ORGANIZATION_WORDS.intersection(words)
        kind_words -= NOUNS_FOR_COMPANIES if noun in NOUNS_FOR_COMPANIES else set()
        return int(not kind_words and cluster.is_named())
    return 0


def _names_kind(noun: str, words: Sequence[str]) -> bool:
    """Whether a noun in a name says what the body is: "[Bank] of England", "Deutsche [Bank]", "First [Bank] Corp"; not
    "[Bank] Officers Association" and "[Bank] of Canada Workers Union", who are others than the bank."""
    if noun not in words:
        return False
    words_after = words[words.index(noun) + 1 :]
    if not words_after:
        return True
    bodies = ORGANIZATION_WORDS - WORDS_AFTER_KINDS_OF_BODIES
    name_end = next(
        (k for k, word in enumerate(words_after) if word in PREPOSITIONS_IN_NAMES_OF_BODIES), len(words_after)
    )
    if name_end == 0:
        return not (_is_of_people(words_after[-1]) or (words_after[-1] in bodies and words_after[-2].endswith("s")))
    head = words_after[name_end - 1]
    return head == noun or not (_is_of_people(head) or head in bodies)


def _is_of_people(word: str) -> bool:
    """Whether a word that ends a name is one for those who work: "Yale University Clerical [Workers]"."""
    return word.endswith("s") and singular(word) in word_set("workers")
