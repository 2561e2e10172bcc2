"""Who else takes a measure: actors named at the side of its subject, described by it, held responsible, or who announce
the measure."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.actions.represented_bodies import on_behalf_of
from kg.extract.actions.unrealized_measures import tells_of_speaker
from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster, cluster_at, clusters_among, is_of_same_state
from kg.extract.grammar.arcs import complements, first_joined_verb, objects_of, own_subjects, possessors
from kg.extract.grammar.clause import grammatical_subjects, is_passive, subjects
from kg.extract.grammar.tense import is_infinitive
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["announcers", "companions", "described_by", "responsible"]

VERBS_OF_TELLING_A_PLAN = word_set("verbs-of-telling-a-plan")
VERBS_OF_TAKING_RESPONSIBILITY = word_set("verbs-of-taking-responsibility")
AUXILIARIES_OF_PLANS = word_set("auxiliaries-of-the-certain") | {"would"}
WORDS_OF_GIVERS = word_set("words-of-givers")


def companions(subject: Token, verb: Token) -> Iterator[Token]:
    """The actors named between the subject of a verb and the verb: "Peru, alongside [Chile], imposed a ban", "Peru
    along with [Chile]"; not the place in "troops alongside the border"."""
    for preposition in (t for t in (*subject.children, *verb.children) if subject.i < t.i < verb.i):
        if preposition.lower_ == "alongside" and preposition.nbor(-1).text == ",":
            companions_named = complements(preposition)
        else:
            companions_named = objects_of(preposition, {"with"}) if preposition.lower_ == "along" else []
        yield from (p for p in companions_named if cluster_at(p) is not None)


def described_by(noun: Token, verb: Token) -> list[Token]:
    """Who is said to be one of those who do what an infinitive says: "[Peru] was one of the first states to ban it",
    "[Peru] was among the states to ban it"."""
    if noun.dep_ != "pobj" or noun != verb.head or not is_infinitive(verb):
        return []
    whole = noun.head.head if noun.head.lower_ == "of" and noun.head.head.lower_ == "one" else noun.head
    copula = whole.head
    is_predicate = whole.lower_ == "among" or (whole.lower_ == "one" and whole.dep_ == "attr")
    return grammatical_subjects(copula) if is_predicate and copula.lemma_ == "be" else []


def announcers(verb: Token) -> list[Token]:
    """Who says that something will be done by nobody named: "[Peru] said troops would be sent"; not where it will be
    done to them, or to what is theirs, nor what has been done: "Peru announced that banks had been sanctioned"."""
    clause = first_joined_verb(verb)
    if clause.dep_ != "ccomp" or not is_passive(verb) or not is_passive(clause):
        return []
    telling = clause.head
    auxiliaries = {c.lower_ for v in (clause, verb) for c in v.children if c.dep_ == "aux"}
    is_plan = bool(auxiliaries & AUXILIARIES_OF_PLANS) and telling.lemma_ in VERBS_OF_TELLING_A_PLAN
    if not is_plan or tells_of_speaker(clause):
        return []
    patients = [c for t in own_subjects(clause) for c in (t, *possessors(t), *t.children)]
    sufferers = clusters_among(patients)
    tellers = [
        (t, on_behalf_of(teller, t)) for t in grammatical_subjects(telling) if (teller := cluster_at(t)) is not None
    ]
    return [
        t
        for t, body in tellers
        if _takes_measures(body) and not any(is_of_same_state(body, sufferer) for sufferer in sufferers)
    ]


def _takes_measures(actor: Cluster) -> bool:
    """Whether an actor is a state, a bloc or a public body by its name: "the Ministry of Health"; no newspaper."""
    return actor.type in STATES_AND_BLOCS or (
        actor.type == ActorType.ORGANIZATION and not WORDS_OF_GIVERS.isdisjoint(actor.name.casefold().split())
    )


def responsible(noun: Token) -> Iterator[Token]:
    """Those who are said to be responsible for a measure: "responsible for the attack", "claimed responsibility for
    it", "behind it"."""
    governor = noun.head.head if noun.dep_ == "pobj" else noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "for" and governor.lower_ in {"responsible", "responsibility"}:
        verb = governor.head
        if governor.lower_ == "responsible" and governor.dep_ in {"amod", "acl"}:
            yield verb
        elif verb.lemma_ in VERBS_OF_TAKING_RESPONSIBILITY:
            yield from subjects(verb)
    elif noun.dep_ == "pobj" and noun.head.lower_ == "behind" and governor.lemma_ == "be":
        yield from subjects(governor)
