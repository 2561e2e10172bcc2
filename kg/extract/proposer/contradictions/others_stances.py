"""Stances of others, beside whom the network sees its holder, and words that have another stance than it sees."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster, cluster_at
from kg.extract.grammar.arcs import complements, possessors
from kg.extract.grammar.clause import conjuncts
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.words.lexicon import predicates_of, word_set
from kg.model import ActorType, Stance

__all__ = [
    "PREPOSITIONS_OF_MAKERS",
    "belongs_to_others",
    "comes_from",
    "is_by_others",
    "is_named_aside",
    "named_beside",
    "says_otherwise",
]

ARCS_OF_CLAUSES = {"acl", "ccomp", "relcl"}
ARCS_WITHIN_SUBJECTS = {"appos", "conj"}
PREPOSITIONS_OF_MAKERS = {"by", "from"}
VERBS_OF_INVESTIGATING = word_set("verbs-of-investigating")
VERBS_OF_JOINING_IN = word_set("verbs-of-joining-in")
VERBS_OF_VOICING = word_set("verbs-of-voicing")


def belongs_to_others(holder: Cluster, noun: Token) -> bool:
    """Whether a noun of stance is somebody else's whom a possessive names, and nothing says that the holder shares it:
    "Peru pointed to [Chile's] call for a ban"; not "Peru backed Chile's call for a ban"."""
    owners = {c.id for t in conjuncts(possessors(noun)) if (c := cluster_at(t)) is not None}
    if not owners or holder.id in owners:
        return False
    verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    shares = verb is not None and (verb.lemma_ in VERBS_OF_JOINING_IN or "for" in _signs(verb))
    return verb is None or is_negated(verb) or not shares


def comes_from(head: Token, predicate: Token) -> bool:
    """Whether a matter is where a stance comes from: "has support from [half the voters]"."""
    above = head.head
    return head.dep_ == "pobj" and above.lower_ in PREPOSITIONS_OF_MAKERS and above.head.i == predicate.i


def is_by_others(holder: Cluster, head: Token, verb: Token) -> bool:
    """Whether a matter is the subject of a passive whose agent is not the holder: "[the fund] is backed by banks"."""
    if head.dep_ != "nsubjpass" or head.head.i != verb.i:
        return False
    makers = [t for c in verb.children if c.dep_ == "agent" for maker in complements(c) for t in maker.subtree]
    return bool(makers) and not any(t.pos_ == "PRON" or cluster_at(t) is holder for t in makers)


def says_otherwise(head: Token, predicate: Token, stance: Stance) -> bool:
    """Whether the word over a matter is no sign of the stance: it only looks into what would be blamed, "is
    investigating [the raid]", or has the other sign, "voiced optimism that [it would end]"."""
    looks_into = stance == Stance.ACCUSE and predicate.lemma_ in VERBS_OF_INVESTIGATING
    return looks_into or _says_the_opposite(head, predicate, stance)


def _says_the_opposite(head: Token, predicate: Token, stance: Stance) -> bool:
    """Whether the noun or adjective over a clause has the other sign: "is hopeful that [it will end]" is no concern."""
    if predicate.pos_ not in {"ADJ", "NOUN"} or head.dep_ not in ARCS_OF_CLAUSES:
        return False
    if is_negated(predicate) or is_negated(predicate.head):
        return False
    is_voiced = predicate.pos_ == "ADJ" or (predicate.dep_ == "dobj" and predicate.head.lemma_ in VERBS_OF_VOICING)
    signs = _signs(predicate)
    return is_voiced and bool(signs) and stance.sign not in signs


def named_beside(holder: Cluster, head: Token) -> list[Token]:
    """The heads of the holder's mentions in the sentence of a matter."""
    start, end = sentence_bounds(head)
    return [head.doc[m.head] for m in holder.mentions if start <= m.head < end]


def is_named_aside(holder: Cluster, head: Token) -> bool:
    """Whether the sentence of a matter names the holder only in a clause that describes its subject, another actor:
    "Ek, whom [the union] backs, made wages his priority"."""
    named = named_beside(holder, head)
    return bool(named) and all(_describes_subject(token, holder, head) for token in named)


def _describes_subject(token: Token, holder: Cluster, head: Token) -> bool:
    clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
    if clause is None or clause.i == head.i or clause.is_ancestor(head):
        return False
    noun = clause.head
    while noun.dep_ in ARCS_WITHIN_SUBJECTS:
        noun = noun.head
    somebody, verb = cluster_at(noun), noun.head
    told = noun.dep_ in {"nsubj", "nsubjpass"} and (verb.i == head.i or verb.is_ancestor(head))
    return told and somebody is not None and somebody is not holder and somebody.type != ActorType.GROUP


def _signs(word: Token) -> set[str]:
    """Which stances a word has by itself: "for", "against", both or none."""
    return {row.stance.sign for row in predicates_of(word.lemma_, word.pos_) if len(row.words) == 1}
