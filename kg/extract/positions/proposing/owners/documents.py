"""The authors of a document, who hold what it says: "a letter by Peru that calls for a truce"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster, cluster_at, kind_of
from kg.extract.frames.courtesies import is_given_up
from kg.extract.grammar.clause import is_passive, subjects
from kg.extract.positions.proposing.owners.nouns import noun_holders, verb_over
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import cues, predicates_of, word_set
from kg.model import ActorType, Stance

__all__ = ["is_turned_down", "writers"]

BODIES_THAT_ADOPT_DOCUMENTS = word_set("houses-of-parliament") | {"council"}
KINDS_THAT_ADOPT_DOCUMENTS = {"international", "parliament"}
DOCUMENTS_THAT_CALL = word_set("documents-that-call")
VERBS_OF_DEMONSTRATING = word_set("verbs-of-demonstrating")
VERBS_OF_GATHERING = {"collect", "gather"}
VERBS_OF_MAKING_ONES_OWN = word_set("verbs-of-making-ones-own")
DOCUMENTS_OF_ALL_KINDS = word_set("documents-of-all-kinds")


def writers(verb: Token) -> list[Token]:
    """The authors of the document that the clause of ``verb`` modifies: "issued a statement [condemning the raid]", "a
    letter by Peru [that calls for a truce]"."""
    noun = verb.head
    while verb.dep_ == "conj" and noun.pos_ in {"VERB", "AUX"}:
        verb, noun = noun, noun.head
    if (
        verb.dep_ not in {"acl", "relcl"}
        or is_passive(verb)
        or noun.lemma_ not in DOCUMENTS_OF_ALL_KINDS
        or is_given_up(noun)
    ):
        return []
    holders, construction = noun_holders(noun)
    if holders and not construction.startswith("light"):
        unadopted = construction == "modifier" and noun.lemma_ in DOCUMENTS_THAT_CALL and is_turned_down(noun)
        return [t for t in holders if not (unadopted and _adopts_documents(cluster_at(t)))]
    verb_above = verb_over(noun)
    return subjects(verb_above) if _makes_it_their_own(verb_above, noun) else []


def is_turned_down(document: Token) -> bool:
    """Whether a document, which may be named for a body, is rejected, so that it is not what the body says: "vetoed [a
    Security Council resolution] urging a truce", "cast a veto over [a draft]"."""
    if document.lemma_ not in DOCUMENTS_OF_ALL_KINDS:
        return False
    verb = verb_over(document)
    around = [verb, *(c for c in verb.children if c.dep_ == "dobj" and c.i < document.i and document.dep_ == "pobj")]
    rows = (row for t in around for row in predicates_of(t.lemma_, t.pos_))
    return is_given_up(document) or any(row.stance == Stance.REJECT and len(row.words) == 1 for row in rows)


def _adopts_documents(body: Cluster | None) -> bool:
    """Whether a body adopts documents that others put to it: a parliament, the Security Council; not a state or party,
    for which a document is named that it wrote."""
    if body is None or body.type != ActorType.ORGANIZATION:
        return False
    is_house = not BODIES_THAT_ADOPT_DOCUMENTS.isdisjoint(fold(body.name).split())
    return is_house or kind_of(body) in KINDS_THAT_ADOPT_DOCUMENTS


def _makes_it_their_own(verb: Token, document: Token) -> bool:
    """Whether the subject of a verb says itself what a document says: "adopted a resolution calling for a truce",
    "drew up a memo", "said in a statement"; not "vetoed a resolution", "received a letter"."""
    if document.dep_ in {"dobj", "nsubjpass"}:
        is_drawn_up = verb.lemma_ == "draw" and any(c.dep_ == "prt" and c.lower_ == "up" for c in verb.children)
        return is_drawn_up or verb.lemma_ in word_set("issuing-verbs") | VERBS_OF_MAKING_ONES_OWN
    if document.dep_ == "pobj" and document.head.lower_ == "for" and verb.lemma_ in VERBS_OF_GATHERING:
        return True  # "collected signatures for a petition"
    is_telling = verb.lemma_.casefold() in cues() | VERBS_OF_DEMONSTRATING
    return document.dep_ == "pobj" and document.head.lower_ in {"in", "with"} and is_telling
