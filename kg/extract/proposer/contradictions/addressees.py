"""Addressees of the network who cannot do what is asked: whoever suffers it, gets it or is only named in passing."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import Cluster, cluster_at
from kg.extract.frames.courtesies import lacks_courtesy
from kg.extract.frames.factuality.counterfactual import REFUSALS
from kg.extract.grammar.arcs import objects_of, own_subjects
from kg.extract.grammar.clause import conjuncts, grammatical_subjects, is_passive, subjects
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.positions.proposing.addressees import PAPERS, is_enabled, is_guess, is_sought, only_gets
from kg.extract.proposer.contradictions.documents import calls_for_something
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.words.lexicon import word_set
from kg.extract.words.verbs_of_saying import says_or_takes_a_stance
from kg.model import Stance

__all__ = ["is_not_addressed", "suffers", "undergoes"]

ARCS_OF_CALLING_SOMEBODY = {"dep", "intj", "npadvmod", "vocative"}
EVENTS_NAMED_FOR_PLACES = word_set("events-named-for-places")
PARTICIPLES_OF_ONES_OWN_DOING = word_set("participles-of-ones-own-doing")
PREPOSITIONS_OF_DOERS = {"by", "from", "of"}
VERBS_DONE_TO_VICTIMS = word_set("verbs-done-to-victims")
VERBS_OF_ASKING = word_set("verbs-of-asking")


def is_not_addressed(somebody: Cluster, head: Token, stance: Stance) -> bool:
    """Whether the matter with ``head`` shows that a stance is not addressed to somebody.

    It tells what others have done to somebody, or should do or give: a victim is not accused, and "[the miners] should
    receive a pension" asks nothing of the miners; or somebody is only sought. Or it names somebody only in a clause
    about another noun: "a motion urging [Peru] to leave", "people deported from [Peru]", "the [Peru] war"; but whoever
    is threatened may be named so: "a tariff on goods imported from [Peru]".
    """
    named = _named_in_sentence(somebody, head)
    if named and stance != Stance.THREATEN and all(_is_aside(token, head) for token in named):
        return True
    if stance == Stance.OFFER and _is_side_at_hosted_talks(somebody, named, head):
        return True
    if _is_paper_of(somebody, head) or (named and all(map(is_sought, named))):
        return True
    if stance == Stance.ACCUSE:
        is_by_others = head.lemma_ in VERBS_DONE_TO_VICTIMS or any(c.dep_ == "agent" for c in head.children)
        is_done_to = is_by_others and suffers(somebody, head)
        return is_done_to or _is_victim(somebody, named, head)
    if only_gets(head) and any(cluster_at(token) is somebody for token in conjuncts(grammatical_subjects(head))):
        return True
    return stance == Stance.DEMAND and head.pos_ in CLAUSAL and _is_not_asked_to_act(somebody, named, head)


def _is_side_at_hosted_talks(somebody: Cluster, named: list[Token], head: Token) -> bool:
    """Whether somebody is ``named`` only as one of the sides at talks that a third party would hold: "host talks
    between [Peru] and Mali"; not "told [Peru] that it would host the talks", "host talks with [Peru]"."""
    talks = [c for c in head.children if c.dep_ == "dobj" and c.lemma_ in word_set("nouns-of-talking")]
    if head.lemma_ not in {"host", "mediate"} or not talks:
        return False
    sides = conjuncts([side for word in (head, *talks) for side in objects_of(word, {"between"})])
    return any(cluster_at(side) is somebody for side in sides) and all(map(head.is_ancestor, named))


def _is_victim(somebody: Cluster, named: list[Token], head: Token) -> bool:
    """Whether somebody is ``named`` only as the object of a deed that others do: "the bankers are robbing [Peru]"; not
    "the bankers condemned [Peru]"."""
    doers = conjuncts(grammatical_subjects(head))
    if not doers or says_or_takes_a_stance(head.lemma_) or any(cluster_at(t) is somebody for t in doers):
        return False
    suffering = conjuncts([c for c in head.children if c.dep_ == "dobj"])
    return bool(named) and all(token in suffering for token in named)


def suffers(somebody: Cluster, verb: Token) -> bool:
    """Whether somebody is the subject of a passive: "[Bolivia] was urged to join", "[we] were accused", "[Bolivia],
    urged to join"."""
    suffering = conjuncts([c for c in verb.children if c.dep_ == "nsubjpass"])
    if verb.dep_ in {"acl", "advcl"} and is_passive(verb):
        suffering += grammatical_subjects(verb)
    ours = [i for t in suffering if t.lower_ in word_set("first-person") for i in SPEAKERS(verb.doc).get(t.i, ())]
    return any(cluster_at(token) is somebody for token in (*suffering, *(verb.doc[i] for i in ours)))


def undergoes(holder: Cluster, head: Token, stance: Stance) -> bool:
    """Whether a commitment tells what is done to its holder, or who accompanies somebody: "[Peru] will be represented
    by Chile", "we will be joined by [Peru]"; or a refusal or denial what others have not done for him: "[Peru] says it
    is no longer invited"."""
    if not is_passive(head) or stance not in {Stance.COMMIT, Stance.DENY} | REFUSALS:
        return False
    if stance == Stance.COMMIT:
        return head.lemma_ in word_set("verbs-of-keeping-company") or suffers(holder, head)
    return lacks_courtesy(head) and suffers(holder, head)


def _is_not_asked_to_act(somebody: Cluster, named: list[Token], head: Token) -> bool:
    """Whether a clause says what others should do to or for somebody ``named`` in its sentence: "[Peru] should be
    paid", "[Peru] must be able to pray", "we must talk of what [Peru] does"; not "Ana Ruiz must be freed by [Peru]",
    "[Peru] must be prepared"."""
    own = conjuncts(own_subjects(head))
    if not own:
        return False
    asked = [token for token in own if cluster_at(token) is somebody]
    if asked and all(map(is_guess, asked)):
        return True
    if asked:
        undergone = is_passive(head) and head.lower_ not in PARTICIPLES_OF_ONES_OWN_DOING
        return is_enabled(head) or (undergone and all(cluster_at(t) is not somebody for t in subjects(head)))
    return bool(named) and all(_is_object_below(token, head, own) for token in named)


def _is_object_below(token: Token, head: Token, doing: list[Token]) -> bool:
    """Whether a name stands in a clause and is neither called nor named for a doer there: "the ban on [Peru]"; not
    "[Peru]'s raids", "a raid by [Peru]", nor who is asked beside it, "must stop, urging [Peru] to end them"."""
    if not head.is_ancestor(token):
        return False
    top = token
    while top.head.i != head.i:
        if top.dep_ == "pobj" and top.head.lower_ in PREPOSITIONS_OF_DOERS:
            return False
        if top.head in doing and top.dep_ != "prep":
            return False
        top = top.head
    return top.dep_ not in ARCS_OF_CALLING_SOMEBODY and not _asks_beside(top)


def _asks_beside(gerund: Token) -> bool:
    """Whether a gerund beside a clause asks somebody: ", [urging] Peru to end them", ", [calling] on Peru to act"; not
    ", calling the raids on Peru a crime"."""
    asks = gerund.lemma_ in VERBS_OF_ASKING or (gerund.lemma_ == "call" and bool(objects_of(gerund, {"on", "upon"})))
    return gerund.tag_ == "VBG" and gerund.dep_ == "advcl" and asks


def _is_aside(token: Token, head: Token) -> bool:
    """Whether a name stands in a clause about another noun, where others act, or in the name of an event."""
    if token.dep_ in {"compound", "nmod"} and token.head.lemma_ in EVENTS_NAMED_FOR_PLACES:
        return True
    clause = next((t for t in token.ancestors if t.dep_ in {"acl", "relcl"}), None)
    if clause is None or clause.i == head.i or clause.is_ancestor(head):
        return False
    if calls_for_something(clause):
        return True
    over = next(t for t in token.ancestors if t.pos_ in CLAUSAL)
    return token not in {*subjects(over), *grammatical_subjects(over)} and token.dep_ == "pobj"


def _is_paper_of(somebody: Cluster, head: Token) -> bool:
    """Whether a matter is a document that is named for a body: "[a Security Council resolution]"."""
    return head.lemma_.casefold() in PAPERS and cluster_at(head) is somebody


def _named_in_sentence(somebody: Cluster, head: Token) -> list[Token]:
    """The heads of an actor's names, not of pronouns, in the sentence of a matter."""
    start, end = sentence_bounds(head)
    heads = (head.doc[m.head] for m in somebody.mentions if start <= m.head < end)
    return [token for token in heads if token.pos_ != "PRON"]
