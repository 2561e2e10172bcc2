"""Matters of the network that are what a document, or somebody other than the holder, calls for."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster, cluster_at, clusters_among
from kg.extract.grammar.arcs import possessors
from kg.extract.grammar.clause import conjuncts, grammatical_subjects, subjects
from kg.extract.positions.proposing.owners.documents import writers
from kg.extract.roles.likely_states import is_state_body
from kg.extract.words.lexicon import word_set
from kg.extract.words.verbs_of_saying import says_or_takes_a_stance
from kg.model import ActorType

__all__ = ["calls_for_something", "gerunds_over", "is_only_publisher", "is_said_beside"]

DOCUMENTS_AND_PROTESTS = word_set("documents-and-protests")
VERBS_OF_PUBLISHING = word_set("verbs-of-publishing")
ARCS_WITHIN_CLAUSES = {"appos", "conj", "dobj", "pcomp", "pobj", "prep", "xcomp"}


def is_said_beside(holder: Cluster, gerund: Token) -> bool:
    """Whether a gerund tells what others say, or a document that is not the holder's: "[Peru] arrested a reporter
    calling for a boycott", "vetoed a motion demanding a truce"; not "adopted a motion demanding a truce"."""
    if not _tells_beside(gerund):
        return False
    said_by = [cluster_at(token) for token in conjuncts([*subjects(gerund), *writers(gerund)])]
    if all(cluster is None for cluster in said_by):
        return gerund.head.lemma_ in DOCUMENTS_AND_PROTESTS
    return holder not in said_by


def calls_for_something(gerund: Token) -> bool:
    """Whether a gerund tells what a document or protest calls for: "a motion [urging] Peru to leave"."""
    return _tells_beside(gerund) and gerund.head.lemma_ in DOCUMENTS_AND_PROTESTS


def _tells_beside(gerund: Token) -> bool:
    takes_stance = gerund.dep_ == "acl" and gerund.tag_ == "VBG" and says_or_takes_a_stance(gerund.lemma_.casefold())
    return takes_stance and gerund.doc[gerund.left_edge.i - 1].text != ","


def is_only_publisher(holder: Cluster, predicate: Token) -> bool:
    """Whether a holder only publishes the document of somebody else that takes a stance: "Peru's note published by
    [Reuters] alleged fraud"; not "a note published by [Reuters]", "Friday's note published by [Peru]"."""
    for noun in grammatical_subjects(predicate):
        owners = clusters_among(possessors(noun))
        published = [c for c in noun.children if c.dep_ == "acl" and c.lemma_ in VERBS_OF_PUBLISHING]
        agents = [cluster_at(token) for verb in published for token in subjects(verb)]
        if any(agent is holder for agent in agents) and owners and not any(_is_part_of(holder, c) for c in owners):
            return True
    return False


def _is_part_of(body: Cluster, whole: Cluster) -> bool:
    """Whether a body is an actor itself, or that state's ministry, army or the like: "Peru's note released by the
    [ministry]"."""
    is_organ = whole.type == ActorType.STATE and is_state_body(body) and body.country in {None, whole.country}
    return body is whole or is_organ


def gerunds_over(matter: Token) -> Iterator[Token]:
    """The participles of nouns that a matter depends on without a clause of its own between: "a motion [demanding] a
    truce and a vote", "a suit [accusing] Peru of denying access"."""
    governor = matter
    while governor.dep_ in ARCS_WITHIN_CLAUSES:
        governor = governor.head
        if governor.dep_ == "acl":
            yield governor
