"""Who else takes a measure: actors named at the side of its subject, described by it, held responsible, thanked or
blamed for the measure, or who announce it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.actions.measures.measures import DUTIES
from kg.extract.actions.represented_bodies import on_behalf_of
from kg.extract.actions.status_words import does_its_object, lifts
from kg.extract.actions.targets import PREPOSITIONS_BEFORE_A_PUNISHED_DEED, is_punishment, punished_by
from kg.extract.actions.unrealized_measures import alleged_with, tells_of_speaker
from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster, cluster_at, clusters_among, is_of_same_state
from kg.extract.grammar.arcs import complements, first_joined_verb, objects_of, own_subjects, possessors
from kg.extract.grammar.clause import RELATIVE_PRONOUNS, grammatical_subjects, is_passive, subjects
from kg.extract.grammar.tense import is_infinitive
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["OWNERS_BEFORE_NOUNS", "announcers", "blamed_for", "companions", "described_by", "responsible"]

VERBS_OF_TELLING_A_PLAN = word_set("verbs-of-telling-a-plan")
VERBS_OF_TAKING_RESPONSIBILITY = word_set("verbs-of-taking-responsibility")
AUXILIARIES_OF_PLANS = word_set("auxiliaries-of-the-certain") | {"would"}
WORDS_OF_GIVERS = word_set("words-of-givers")
VERBS_OF_PUNISHING = word_set("verbs-of-punishing")
VERBS_OF_IMPOSING = word_set("verbs-of-imposing")
VERBS_OF_RAISING_DUTIES = word_set("verbs-of-raising-duties")
ANSWERABLE = {"account", "accountable"}
PREPOSITIONS_OF_BLAME = word_set("prepositions-of-blame")
OWNERS_BEFORE_NOUNS = {"amod", "compound", "nmod"}
"""Arcs from a noun to the name before it of whom it belongs to: "[Indian] goods"."""


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


def blamed_for(token: Token) -> list[Token]:
    """Who is praised, blamed or punished for what a preposition governs: "accused Iran of arming", "thanked India for
    the delivery", "imposed sanctions on Iran for arming"."""
    while token.dep_ == "conj":  # "commended her for lifting the siege and freeing them"
        token = token.head
    token = alleged_with(token)
    if _tells_plan(token):
        token = token.head
    preposition = token.head
    if preposition.pos_ != "ADP" and preposition.dep_ != "prep":
        return []
    if (
        token.dep_ not in {"pcomp", "pobj"}
        or preposition.lower_ not in PREPOSITIONS_OF_BLAME | PREPOSITIONS_BEFORE_A_PUNISHED_DEED
    ):
        return []
    verb = preposition.head
    if verb.dep_ in {"dobj", "nsubjpass"}:
        verb = verb.head
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "dative"}]
    if verb.lemma_.casefold() in word_set("praise-and-blame"):
        return objects
    if verb.lower_ in ANSWERABLE:
        return _held_to_account(verb)
    if preposition.lower_ not in PREPOSITIONS_BEFORE_A_PUNISHED_DEED:
        return []
    if not _punishes(verb, objects, preposition):
        punishment = _punishment(preposition, verb, objects)
        return [t for t in punished_by(punishment) if cluster_at(t) is not None] if punishment is not None else []
    punished = [*(p for word in (verb, *objects) for p in objects_of(word, {"on", "against"})), *objects]
    if any(c.lemma_ in DUTIES for c in objects):
        punished += [
            c for t in punished for c in t.children if c.dep_ in OWNERS_BEFORE_NOUNS
        ]  # "raised the tariff on [Indian] goods"
    return [t for t in punished if cluster_at(t) is not None]


def _punishes(verb: Token, objects: list[Token], preposition: Token) -> bool:
    """Whether a verb punishes somebody for what follows a preposition: "sanctioned", "imposed sanctions", "raised its
    tariffs", "imposed a tariff due to"; not "imposed a levy for the delivery"."""
    if verb.pos_ == "VERB" and verb.lemma_ in VERBS_OF_PUNISHING - VERBS_OF_IMPOSING:
        return True
    is_raised = verb.lemma_ in VERBS_OF_RAISING_DUTIES
    punishments = [c for c in objects if is_punishment(c, preposition) or (is_raised and c.lemma_ in DUTIES)]
    return bool(punishments) and (is_raised or verb.lemma_ in VERBS_OF_IMPOSING)


def _punishment(preposition: Token, verb: Token, objects: list[Token]) -> Token | None:
    """The punishment before a preposition and a deed, or in the clause over it: "threatened Peru with [sanctions] over
    its raids", "[sanctions] that were imposed over them", "kept its [ban] on Peru for them"."""
    nouns = [preposition.head]
    if verb.dep_ == "acl" or (verb.dep_ == "relcl" and all(t.lower_ in RELATIVE_PRONOUNS for t in objects)):
        nouns.append(verb.head)
    elif not lifts(verb) or preposition.lower_ != "for":  # "lifted its ban on Peru for the sake of peace"
        nouns += objects
    return next((noun for noun in nouns if is_punishment(noun, preposition)), None)


def _held_to_account(answerable: Token) -> list[Token]:
    """Who is held to account, wherever the parser attached him: "hold [Peru] accountable for its raids"; nobody in
    "held talks to account for its raids"."""
    ancestor = answerable
    for _ in range(2):
        ancestor = ancestor.head
        if ancestor.lemma_ == "hold":
            siblings = (*ancestor.children, *answerable.children)
            objects = (
                c for c in siblings if c.dep_ in {"dobj", "nsubj", "nsubjpass"} and ancestor.i < c.i < answerable.i
            )
            return [c for c in objects if cluster_at(c) is not None][:1]
    return []


def _tells_plan(verb: Token) -> bool:
    """Whether an infinitive says what somebody has planned or decided: "thanked Peru for its decision [to send
    aid]", where "its" is Peru's, "for plans [to send aid]"; not "for its invitation [to send aid]"."""
    is_owners_plan = all(c.pos_ == "PRON" for c in verb.head.children if c.dep_ == "poss")
    return is_infinitive(verb) and verb.head.pos_ == "NOUN" and is_owners_plan and does_its_object(verb.head)
