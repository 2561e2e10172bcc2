"""Proposals of the network that the grammar of their sentence contradicts.

A network weighs words, and "did not oppose the cap" has all those of an objection.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actions.measures.measures import measure_at
from kg.extract.actions.status_words import does_its_object, lifts
from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster, cluster_at, clusters_among
from kg.extract.candidates.values import DIRECTED
from kg.extract.frames.courtesies import has_failed, is_given_up, is_held_back, takes_no_stance
from kg.extract.frames.factuality.counterfactual import (
    REFUSALS,
    is_left_undone,
    is_not_yet_done,
    is_refusal_not_made,
    is_set_aside,
    is_under_consideration,
    misses_chance,
)
from kg.extract.frames.factuality.past_stances import is_of_the_past
from kg.extract.frames.harm import ends_harm, gives_up_harm
from kg.extract.frames.stance_of_clause import is_due, is_untaken, is_up_to_others
from kg.extract.grammar.arcs import complements, first_of_list, has_auxiliary, logical_objects, objects_of
from kg.extract.grammar.clause import conjuncts, grammatical_subjects, is_passive, subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.phrase import is_all_but
from kg.extract.grammar.remarks import acts_by_hearsay
from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import NOUN_SUBJECTS, is_infinitive
from kg.extract.positions.proposing.attribution import is_only_foreseen
from kg.extract.positions.proposing.holder import Holder, blames_itself, is_only_imagined, nobody_beside
from kg.extract.positions.proposing.owners.nouns import is_noted_of_others
from kg.extract.proposer.contradictions.addressees import suffers, undergoes
from kg.extract.proposer.contradictions.demands_of_others import is_demanded_by_others
from kg.extract.proposer.contradictions.documents import gerunds_over, is_only_publisher, is_said_beside
from kg.extract.proposer.contradictions.no_matters import is_no_matter
from kg.extract.proposer.contradictions.others_stances import (
    PREPOSITIONS_OF_MAKERS,
    belongs_to_others,
    comes_from,
    is_by_others,
    is_named_aside,
    named_beside,
    says_otherwise,
)
from kg.extract.proposer.contradictions.speaking_for_others import speaks_only_for_others
from kg.extract.proposer.reranker import Proposed
from kg.extract.speech.speakers import SPEAKERS
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import ActionKind, ActorType, Stance

__all__ = ["is_contradicted", "predicate_over"]

PUNISHING = {ActionKind.SANCTION, ActionKind.TARIFF}
VERBS_OF_ASKING = word_set("verbs-of-asking") | {"call"}
VERBS_OF_FACING = word_set("verbs-of-facing")
VERBS_OF_MAKING_SURE = word_set("verbs-of-making-sure")
VERBS_OF_RECEPTION = word_set("verbs-of-reception")
VERBS_OF_TALKING_OF = word_set("verbs-of-talking-of")
FUNCTION_WORDS = {"ADP", "PART", "SCONJ"}
STANCES_OF_PLANS = {Stance.COMMIT, Stance.PROPOSE, Stance.THREATEN}
THIRD_PERSON_SUBJECTS = {"he", "she", "they"}


def predicate_over(doc: Doc, words: tuple[int, int]) -> tuple[Token, Token]:
    """The head of a matter, and the word that it depends on; itself where it depends on none."""
    head = doc[words[0] : words[1]].root
    return head, head.head if head.head.i != head.i and not head.head.is_space else head


def is_contradicted(doc: Doc, proposal: Proposed, holder: Cluster) -> bool:
    """Whether the grammar says that the holder does not take the stance.

    It is negated, denied, left undone, given up or a courtesy; the holder only should take it, is asked to take it, or
    is its target; the holder is excepted, hypothetical, or would accuse itself; or the words are no matter of it: a
    question, an adverbial, what somebody only talks of. Or the holder says it for others, or tells what others say.
    """
    head, predicate = predicate_over(doc, proposal.words)
    while predicate.pos_ in FUNCTION_WORDS and predicate.head.i != predicate.i:
        predicate = predicate.head
    stance = proposal.stance
    return (
        takes_no_stance(predicate, head)
        or blames_itself(holder, stance, None, head, predicate)
        or _is_not_the_holders(proposal, holder, head, predicate)
        or is_no_matter(head, stance)
        or _befalls(holder, head, stance)
        or _is_not_done(holder, stance, head, predicate)
        or _is_only_told(holder, stance, head, predicate)
        or _is_given_up(holder, stance, head, predicate)
        or (_has_stance(predicate, stance) and _is_lost(holder, stance, head, predicate))
    )


def _is_not_the_holders(proposal: Proposed, holder: Cluster, head: Token, predicate: Token) -> bool:
    """Whether somebody else takes the stance, or nobody does: the holder is excepted, imagined or named aside, speaks
    for others, or only foresees it."""
    stance = proposal.stance
    return (
        _is_excepted(holder, head)
        or _is_imagined(holder, head, predicate)
        or nobody_beside(predicate) is not None
        or _is_own_of_state(holder, predicate)
        or _is_own_deed(holder, head, stance)
        or speaks_only_for_others(head.doc, holder, proposal.words)
        or is_named_aside(holder, head)
        or (stance == Stance.DEMAND and is_demanded_by_others(holder, head))
        or any(is_only_foreseen(token, holder, stance) for token in (head, predicate))
        or says_otherwise(head, predicate, stance)
    )


def _is_not_done(holder: Cluster, stance: Stance, head: Token, predicate: Token) -> bool:
    """Whether the holder has not taken the stance, or not yet: it is left undone, advised or thought about, or what the
    holder will do itself."""
    undone = is_not_yet_done(predicate) or is_left_undone(predicate) or is_of_the_past(predicate, stance)
    return (
        (undone and _acts(holder, predicate))
        or misses_chance(predicate)
        or (_is_only_advised(head) and _acts(holder, head))
        or (stance == Stance.DEMAND and _is_own_plan(holder, head))
        or any(is_under_consideration(t) and _acts(holder, t) for t in (head, predicate, predicate.head))
    )


def _is_only_told(holder: Cluster, stance: Stance, head: Token, predicate: Token) -> bool:
    """Whether the holder only publishes, names or mentions what the words say, or ought to take the stance."""
    return (
        is_only_publisher(holder, predicate)
        or any(is_said_beside(holder, gerund) for gerund in (predicate, *gerunds_over(head)))
        or _only_names(stance, head, predicate)
        or _is_due_from_holder(holder, head, stance)
    )


def _is_given_up(holder: Cluster, stance: Stance, head: Token, predicate: Token) -> bool:
    """Whether the holder gave the stance up or failed with it, or did not refuse after all."""
    return (
        (stance in REFUSALS and any(is_refusal_not_made(t) and _acts(holder, t) for t in (head, predicate)))
        or _is_stance_given_up(stance, predicate)
        or _has_failed(stance, head, predicate)
    )


def _is_lost(holder: Cluster, stance: Stance, head: Token, predicate: Token) -> bool:
    """Whether a predicate that has the stance by itself does not give it to the holder: it is negated, declined, or
    another's, or the holder is who it is taken towards."""
    is_towards = stance in DIRECTED and (suffers(holder, predicate) or _is_written_to(holder, predicate))
    if (
        is_towards
        or _is_of_those_spoken_of(holder, predicate)
        or comes_from(head, predicate)
        or is_by_others(holder, head, predicate)
        or _is_hearsay_of_another(holder, predicate)
    ):
        return True
    if predicate.pos_ == "NOUN":
        is_void = is_negated(predicate) or is_held_back(predicate) or is_untaken(predicate, noun=True)
        return is_void or belongs_to_others(holder, predicate) or _is_of_others(holder, predicate)
    is_void = is_negated(predicate) or _is_declined(predicate) or is_set_aside(predicate)
    return (is_void or is_untaken(predicate, noun=False)) and _acts(holder, predicate)


def _is_own_deed(holder: Cluster, head: Token, stance: Stance) -> bool:
    """Whether a holder would accuse somebody of its own measure: "Peru accused Chile and launched [raids]"."""
    verb = head.head
    taken = head.dep_ == "dobj" and not is_passive(verb) and does_its_object(verb) and measure_at(head) is not None
    return stance == Stance.ACCUSE and taken and any(cluster_at(t) is holder for t in subjects(verb))


def _is_own_plan(holder: Cluster, head: Token) -> bool:
    """Whether a matter is what its holder tries or needs to do itself: "[Peru] seeks to win the seat", "said that [it]
    needed to think"; not "we need to think", nor what is up to others. Or what it will make sure of: "[Peru] will
    ensure that the work is done"."""
    if head.dep_ == "ccomp" and head.head.lemma_ in VERBS_OF_MAKING_SURE:
        return has_auxiliary(head.head, word_set("future-auxiliaries")) and _acts(holder, head.head)
    planned = head.dep_ == "xcomp" and head.head.lemma_ in {"need", "seek", "try"} and not is_up_to_others(head)
    return planned and any(cluster_at(token) is holder for token in grammatical_subjects(head.head))


def _is_only_advised(verb: Token) -> bool:
    """ "Peru [would be] wise to accept it"."""
    below = (c for t in (verb, *verb.children) if t.i == verb.i or t.dep_ == "acomp" for c in t.children)
    return any(c.dep_ == "xcomp" and is_left_undone(c) for c in below)


def _only_names(stance: Stance, head: Token, predicate: Token) -> bool:
    """Whether the words of support only talk of a matter or look for it, or those of a threat relieve somebody."""
    if stance == Stance.SUPPORT:
        return _is_talked_of(predicate) or _is_looked_for(predicate)
    return stance == Stance.THREATEN and _relieves(head)


def _is_due_from_holder(holder: Cluster, head: Token, stance: Stance) -> bool:
    """Whether a matter says that the holder should take the stance: "[Peru has to oppose the cap]"."""
    told = (head, *(c for c in head.children if c.dep_ == "xcomp"))
    return any(_has_stance(token, stance) and is_due(token) and _acts(holder, token) for token in told)


def _is_stance_given_up(stance: Stance, noun: Token) -> bool:
    """Whether a stance has the sign of a noun of stance that its holder gave up: "dropped its [demand]" supports
    nothing."""
    rows = lexicon.predicates_of(noun.lemma_, "NOUN")
    return any(row.stance.sign == stance.sign for row in rows) and is_given_up(noun)


def _has_failed(stance: Stance, head: Token, predicate: Token) -> bool:
    """Whether a stance is a plan's that came to nothing: "its plan [to annex Chile failed]" commits to nothing."""
    return stance in STANCES_OF_PLANS and any(map(has_failed, (predicate, *predicate.children, *head.children)))


def _has_stance(predicate: Token, stance: Stance) -> bool:
    """Whether a word has the stance by itself, and no predicate that it heads has it under negation."""
    rows = lexicon.predicates_of(predicate.lemma_, predicate.pos_)
    alone = [row for row in rows if len(row.words) == 1]
    return any(row.stance == stance and not row.denied for row in alone) and not any(
        row.negated == stance or (row.denied and row.stance == stance) for row in rows
    )


def _is_talked_of(predicate: Token) -> bool:
    over = predicate.head if predicate.lemma_ in {"opinion", "view"} and predicate.dep_ == "dobj" else predicate
    return over.lemma_ in VERBS_OF_TALKING_OF


def _is_looked_for(predicate: Token) -> bool:
    """ "[Looked] to Chile to lead": asked of Chile; not "looked forward to"."""
    beside = {c.dep_ for c in predicate.children if c.dep_ == "advmod" or c.lower_ == "to"}
    return predicate.lemma_ == "look" and "prep" in beside and "advmod" not in beside


def _relieves(verb: Token) -> bool:
    """ "Will [lift] its sanctions", "will [renounce] all claims", "will [end] the strike"."""
    measures = (measure_at(c) for c in logical_objects(verb))
    return (
        ends_harm(verb)
        or gives_up_harm(verb)
        or (lifts(verb) and any(m is not None and m.kind in PUNISHING for m in measures))
    )


def _is_declined(predicate: Token) -> bool:
    """ "Declined to [oppose] the deal", "was unready to [offer] more"."""
    above = predicate.head
    if predicate.dep_ != "xcomp":
        return False
    rows = lexicon.predicates_of(above.lemma_, "ADJ") if above.pos_ == "ADJ" else ()
    unready = any(row.stance == Stance.REJECT and len(row.words) == 1 for row in rows)
    return unready or above.lemma_ in word_set("verbs-of-leaving-undone")


def _is_of_others(holder: Cluster, noun: Token) -> bool:
    """Whether the words say that a demand or the like comes from others: "under [pressure] from Chile", "faced
    [criticism]", "noted [a request]", "enjoys [the support] of Chile"."""
    met = noun.head if noun.dep_ == "dobj" else None
    is_met = is_noted_of_others(noun) or (met is not None and met.lemma_ in VERBS_OF_FACING)
    if met is not None and is_met and _acts(holder, met):
        return True
    received = met is not None and met.lemma_ in VERBS_OF_RECEPTION
    links = PREPOSITIONS_OF_MAKERS | {"of"} if received else PREPOSITIONS_OF_MAKERS
    makers = [p for c in noun.children if c.lower_ in links for p in complements(c)]
    whose = clusters_among(conjuncts(makers))
    return bool(whose) and holder not in whose


def _befalls(holder: Cluster, head: Token, stance: Stance) -> bool:
    """Whether a matter is what is asked of the holder or done to him."""
    return _is_asked(holder, head) or undergoes(holder, head, stance)


def _is_asked(holder: Cluster, head: Token) -> bool:
    """Whether a matter is what the holder is only asked to do: "urged [Peru] to [keep its promise]"."""
    while head.dep_ in {"dobj", "conj"} and head.head.pos_ == "VERB":
        head = head.head
    verb = head.head
    if head.dep_ not in {"xcomp", "ccomp", "advcl"} or not is_infinitive(head) or verb.lemma_ not in VERBS_OF_ASKING:
        return False
    asked = logical_objects(verb) + objects_of(verb, {"on"})
    asked += [c for c in head.children if c.dep_ in NOUN_SUBJECTS]
    return any(cluster_at(token) is holder for token in conjuncts(asked))


def _acts(holder: Cluster, predicate: Token) -> bool:
    """Whether the holder is a subject or agent of a clause, or the clause has none."""
    acting = [*conjuncts(grammatical_subjects(predicate)), *subjects(predicate)]
    return not acting or any(cluster_at(token) is holder for token in acting)


def _is_hearsay_of_another(holder: Cluster, predicate: Token) -> bool:
    """Whether the holder only says in passing that somebody else takes the stance: "posts that [officials] say praise
    the raid and condemn the truce"."""
    first = first_of_list(predicate)
    return acts_by_hearsay(first) is not None and not _acts(holder, predicate)


def _is_of_those_spoken_of(speaker: Cluster, verb: Token) -> bool:
    """Whether a speaker says what others do, by a pronoun: "'[They] require a refund,' Ruiz said"."""
    said_by = SPEAKERS(verb.doc).get(verb.i, ())
    acting = grammatical_subjects(verb) if verb.pos_ == "VERB" else []
    others = bool(acting) and all(t.lower_ in THIRD_PERSON_SUBJECTS and cluster_at(t) is not speaker for t in acting)
    return others and any(cluster_at(verb.doc[i]) is speaker for i in said_by)


def _is_own_of_state(holder: Cluster, predicate: Token) -> bool:
    """Whether a state says of itself what the proposal gives to a person, its delegate or the chair: "Mr. Ek (Peru):
    [We] condemn the raid"."""
    if holder.type != ActorType.PERSON:
        return False
    acting = [t for t in grammatical_subjects(predicate) if t.lower_ in word_set("first-person")]
    tellers = [cluster_at(predicate.doc[i]) for t in acting for i in SPEAKERS(predicate.doc).get(t.i, ())]
    return bool(tellers) and all(c is not None and c.type in STATES_AND_BLOCS for c in tellers)


def _is_written_to(holder: Cluster, predicate: Token) -> bool:
    """Whether the holder is only the recipient of what takes the stance: "a letter to [Peru] seeking answers"."""
    named = named_beside(holder, predicate)
    written = (predicate.head, predicate.head.head)
    to = [t.dep_ == "pobj" and t.head.lower_ == "to" and t.head.head in written for t in named]
    return predicate.dep_ in {"acl", "relcl"} and bool(to) and all(to)


def _is_imagined(holder: Cluster, head: Token, predicate: Token) -> bool:
    return any(is_only_imagined(Holder(token, holder, ""), predicate) for token in named_beside(holder, head))


def _is_excepted(holder: Cluster, head: Token) -> bool:
    """Whether all mentions of the holder in the sentence of a matter follow words of exception: "all but [Malta]"."""
    named = named_beside(holder, head)
    start, end = sentence_bounds(head)
    if any(t.lower_ in {"no", "nobody", "none"} for t in head.doc[start:end]):
        return False  # "nobody but Malta"
    return bool(named) and all(_follows_exception(token) or is_all_but(token) for token in named)


def _follows_exception(token: Token) -> bool:
    above = first_of_list(token)
    return above.dep_ in {"pobj", "dobj"} and above.head.lower_ in word_set("prepositions-of-exception")
