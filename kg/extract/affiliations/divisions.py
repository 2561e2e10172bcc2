"""Bodies that the text says are divided: the factions that it names next are sides of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.actors.cluster import CLUSTERS, Cluster, cluster_at
from kg.extract.affiliations.proposals import Ties
from kg.extract.grammar.arcs import complements, possessors
from kg.extract.grammar.clause import grammatical_subjects, is_passive, subjects
from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.words.folding import fold
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["from_divisions"]

VERBS_OF_DIVISION = word_set("verbs-of-division")
NOUNS_OF_DIVISION = word_set("nouns-of-division")
WORDS_OF_PARTIES = word_set("words-of-parties")
PREPOSITIONS_OF_DIVISION = word_set("prepositions-of-division")
VERBS_OF_EXISTING = word_set("verbs-of-existing")
INSIDERS = word_set("legislators") | word_set("servants-of-a-state") | word_set("words-for-members")
MINDS = {"mind", "minds"}
WHOLES = {ActorType.ORGANIZATION, ActorType.BLOC, ActorType.STATE, ActorType.GROUP, ActorType.DELEGATION}
DIVIDED_BODIES = word_set("bodies-of-a-state") | word_set("houses-of-parliament") | word_set("bodies-that-divide")
TOKENS_TO_SIDES = 130
"""Tokens after the word of division within which the sides are named."""
TOKENS_BACK_TO_SIDES = 25
"""Tokens before it within which they are: "the hawks and the doves have split the cabinet"."""


def from_divisions(doc: Doc, ties: Ties) -> None:
    """Propose that factions named next belong to a body said to be divided, and parties to a house of parliament."""
    divided = list(_divided_bodies(doc))
    for n, (at, whole) in enumerate(divided):
        until = min([at + TOKENS_TO_SIDES, *(k for k, other in divided[n + 1 :] if other is not whole)])
        start = max(sentence_bounds(doc[at])[0], at - TOKENS_BACK_TO_SIDES)
        house = bool(set(fold(whole.name).split()) & DIVIDED_BODIES)
        for cluster in CLUSTERS(doc):
            party = (
                cluster.type == ActorType.ORGANIZATION
                and house
                and bool(set(fold(cluster.name).split()) & WORDS_OF_PARTIES)
            )
            side = cluster.type == ActorType.FACTION or (cluster.type == ActorType.GROUP and _is_of_insiders(cluster))
            if cluster is whole or not (side or party):
                continue
            place = next(
                (m for m in cluster.mentions if start <= m.start < until and m.reason != MentionReason.PRONOUN), None
            )
            if place is not None:
                far = min(abs(place.start - at), TOKENS_TO_SIDES) / TOKENS_TO_SIDES
                rule = "divided-house" if party else "divided"
                ties.add(cluster, whole, doc[place.head], rule, far=far, first=float(place.start == cluster.first()))


def _is_of_insiders(cluster: Cluster) -> bool:
    """Whether a group is of people who make up a body, as members, deputies or aides; not of those it deals with."""
    return any(m.plural and m.noun in INSIDERS and m.owner is None for m in cluster.mentions)


def _divided_bodies(doc: Doc) -> Iterator[tuple[int, Cluster]]:
    """Each body that is said to be divided, by the token of the word that says so."""
    for token in occurrences(doc, MINDS, VERBS_OF_DIVISION | NOUNS_OF_DIVISION):
        lemma = token.lemma_.casefold()
        if token.lower_ in MINDS:
            wholes = _divided_in_mind(token)
        elif lemma in VERBS_OF_DIVISION and token.pos_ in {"VERB", "ADJ"}:
            wholes = _divided_by_verb(token)
        elif lemma in NOUNS_OF_DIVISION and token.pos_ in {"NOUN", "PROPN"}:
            wholes = _divided_by_noun(token)
        else:
            continue
        for noun in wholes:
            whole = cluster_at(noun)
            if whole is not None and whole.type in WHOLES:
                yield token.i, whole


def _divided_by_verb(token: Token) -> Iterable[Token]:
    """The nouns of bodies that a verb says are divided: "[the party] is split", "the vote divided [the party]"."""
    if token.dep_ in {"acomp", "attr", "oprd"}:
        return subjects(token.head)
    if is_passive(token):
        return [token.head] if token.dep_ in {"acl", "relcl"} else grammatical_subjects(token)
    objects = [c for c in token.children if c.dep_ == "dobj"]
    return objects or (subjects(token) if any(c.lower_ in {"over", "on", "into"} for c in token.children) else [])


def _divided_by_noun(token: Token) -> Iterable[Token]:
    """The nouns of bodies that a noun says are divided: "a rift in [the party]", "[the party]'s divisions",
    "[Riyadh] hides its divisions"."""
    nouns = possessors(token)
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ in PREPOSITIONS_OF_DIVISION:
            nouns += complements(prep)
    clause = token.head
    if not nouns and clause.lemma_ in VERBS_OF_EXISTING:  # "Inside the cabinet there is a split"
        nouns = [
            p
            for prep in clause.children
            if prep.dep_ == "prep" and prep.lower_ in PREPOSITIONS_OF_DIVISION
            for p in complements(prep)
        ]
    return nouns


def _divided_in_mind(token: Token) -> Iterable[Token]:
    """The nouns of bodies that are said to be of two minds: "[the cabinet] is of two minds about it"."""
    prep = token.head
    if prep.dep_ == "prep" and prep.lower_ in {"of", "in"} and prep.head.lemma_ == "be":
        return subjects(prep.head)
    return []
