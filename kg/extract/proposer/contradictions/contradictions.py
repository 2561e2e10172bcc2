"""Proposals of the network that the grammar of their sentence contradicts.

A network weighs words, and "did not oppose the cap" has all those of an objection.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.actions.measures.measures import measure_at
from kg.extract.actions.status_words import does_its_object, lifts
from kg.extract.actors.cluster import STATES_AND_BLOCS, Cluster, cluster_at, clusters_among
from kg.extract.candidates.negated_matters import STANCES_FOR_A_MATTER
from kg.extract.candidates.values import DIRECTED
from kg.extract.frames.courtesies import (
    has_failed,
    is_given_up,
    is_held_back,
    only_goes_on,
    only_speaks,
    takes_no_stance,
)
from kg.extract.frames.empty_matters import names_nothing
from kg.extract.frames.factuality.counterfactual import (
    REFUSALS,
    is_left_undone,
    is_not_yet_done,
    is_refusal_not_made,
    is_set_aside,
    is_under_consideration,
    misses_chance,
)
from kg.extract.frames.factuality.no_demands import is_denied, is_unwanted
from kg.extract.frames.factuality.past_stances import is_of_the_past
from kg.extract.frames.harm import ends_harm, gives_up_harm, threatens
from kg.extract.frames.stance_of_clause import (
    claims_land,
    evaluation_of,
    foils,
    is_due,
    is_needed_for,
    is_untaken,
    is_up_to_others,
    only_weighs,
    points_back,
    says_what_must_be_done,
)
from kg.extract.frames.stance_of_predicate import is_only_prepared, is_told_as_bad, only_tells
from kg.extract.grammar.arcs import complements, first_of_list, has_auxiliary, logical_objects, objects_of, own_subjects
from kg.extract.grammar.clause import conjuncts, grammatical_subjects, is_passive, subjects
from kg.extract.grammar.conditions.consequences import is_consequence
from kg.extract.grammar.conditions.inversion import is_inverted_condition
from kg.extract.grammar.negation import is_negated, shares_not
from kg.extract.grammar.phrase import is_all_but
from kg.extract.grammar.remarks import acts_by_hearsay
from kg.extract.grammar.sentences import is_question, sentence_bounds
from kg.extract.grammar.tense import NOUN_SUBJECTS, is_infinitive
from kg.extract.positions.proposing.attribution import is_only_foreseen
from kg.extract.positions.proposing.holder import Holder, blames_itself, is_only_imagined, nobody_beside
from kg.extract.positions.proposing.owners.nouns import is_noted_of_others
from kg.extract.proposer.contradictions.addressees import suffers, undergoes
from kg.extract.proposer.contradictions.concerns import names_no_trouble
from kg.extract.proposer.contradictions.demands_of_others import is_demanded_by_others
from kg.extract.proposer.contradictions.documents import gerunds_over, is_only_publisher, is_said_beside
from kg.extract.proposer.contradictions.ignorance import is_unknown
from kg.extract.proposer.contradictions.others_stances import (
    PREPOSITIONS_OF_MAKERS,
    belongs_to_others,
    comes_from,
    is_by_others,
    is_named_aside,
    named_beside,
    says_otherwise,
)
from kg.extract.proposer.contradictions.questions import is_asked_whether, is_indirect_question
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
    if takes_no_stance(predicate, head) or blames_itself(holder, proposal.stance, None, head, predicate):
        return True
    nobody = _is_excepted(holder, head) or _is_imagined(holder, head, predicate) or nobody_beside(predicate) is not None
    nobody = nobody or _is_own_of_state(holder, predicate) or _is_own_deed(holder, head, proposal.stance)
    nobody = nobody or speaks_only_for_others(doc, holder, proposal.words) or is_named_aside(holder, head)
    nobody = nobody or (proposal.stance == Stance.DEMAND and is_demanded_by_others(holder, head))
    nobody = nobody or any(is_only_foreseen(t, holder, proposal.stance) for t in (head, predicate))
    nobody = nobody or says_otherwise(head, predicate, proposal.stance)
    if nobody or _is_no_matter(head, proposal.stance) or _befalls(holder, head, proposal.stance):
        return True
    undone = is_not_yet_done(predicate) or is_left_undone(predicate) or is_of_the_past(predicate, proposal.stance)
    advised = _is_only_advised(head) and _acts(holder, head)
    advised = advised or (proposal.stance == Stance.DEMAND and _is_own_plan(holder, head))
    advised = advised or any(is_under_consideration(t) and _acts(holder, t) for t in (head, predicate, predicate.head))
    if advised or misses_chance(predicate) or (undone and _acts(holder, predicate)):
        return True
    only_said = (
        is_only_publisher(holder, predicate)
        or any(is_said_beside(holder, gerund) for gerund in (predicate, *gerunds_over(head)))
        or _only_names(proposal.stance, head, predicate)
        or _is_due_from_holder(holder, head, proposal.stance)
    )
    refused = proposal.stance in REFUSALS and any(
        is_refusal_not_made(t) and _acts(holder, t) for t in (head, predicate)
    )
    if (
        only_said
        or refused
        or _is_stance_given_up(proposal.stance, predicate)
        or _has_failed(proposal.stance, head, predicate)
    ):
        return True
    if not _has_stance(predicate, proposal.stance):
        return False
    towards = _is_of_those_spoken_of(holder, predicate) or comes_from(head, predicate)
    towards = towards or (
        proposal.stance in DIRECTED and (suffers(holder, predicate) or _is_written_to(holder, predicate))
    )
    if towards or is_by_others(holder, head, predicate) or _is_hearsay_of_another(holder, predicate):
        return True
    if predicate.pos_ == "NOUN":
        lost = is_negated(predicate) or is_held_back(predicate)
        lost = lost or is_untaken(predicate, noun=True) or belongs_to_others(holder, predicate)
        return lost or _is_of_others(holder, predicate)
    lost = is_negated(predicate) or _is_declined(predicate) or is_set_aside(predicate)
    return (lost or is_untaken(predicate, noun=False)) and _acts(holder, predicate)


def _is_own_deed(holder: Cluster, head: Token, stance: Stance) -> bool:
    """Whether a holder would accuse somebody of its own measure: "Peru accused Chile and launched [raids]"."""
    verb = head.head
    taken = head.dep_ == "dobj" and not is_passive(verb) and does_its_object(verb) and measure_at(head) is not None
    return stance == Stance.ACCUSE and taken and any(cluster_at(t) is holder for t in subjects(verb))


def _is_no_matter(head: Token, stance: Stance) -> bool:
    """Whether the words with ``head`` cannot be the matter of a stance."""
    clause = head.head if head.dep_ in {"acomp", "attr"} else head
    return (
        (is_inverted_condition(clause) or is_consequence(clause) or _is_circumstance(head) or head.pos_ == "DET")
        or (points_back(clause, stance) or names_nothing(clause, stance))
        or (
            stance == Stance.DEMAND
            and (is_unwanted(head) or is_asked_whether(head) or _is_to_end(head) or is_needed_for(head))
        )
        or (stance == Stance.OFFER and is_only_prepared(head))
        or (stance == Stance.COMMIT and (threatens(head) or only_speaks(head)))
        or (only_goes_on(head) or is_indirect_question(head) or is_question(head) or is_set_aside(head))
        or (stance == Stance.ACCUSE and (foils(head) or _is_called_untrue(clause)))
        or (stance == Stance.DENY and is_unknown(head))
        or (
            stance == Stance.REJECT and says_what_must_be_done(head) and is_denied(head)
        )  # "did not say that Peru should pay"
        or (stance in STANCES_FOR_A_MATTER and shares_not(head))
        or (head.dep_ == "ccomp" and only_tells(head.head, stance, head))
        or (stance != Stance.DEMAND and head.dep_ == "pcomp" and head.head.lower_ == "without")
        or (stance == Stance.SUPPORT and (_favours_nothing(head) or _is_told_as_bad(head)))
        or (stance == Stance.CONCERN and names_no_trouble(head))
    )


def _favours_nothing(head: Token) -> bool:
    """Whether a matter tells of a concern, claims land or is only called important, and supports nothing: "Corruption
    [is] a major factor", "Tacna [is] part of Peru", "called [the vote] a crucial test"."""
    judging = [c for c in head.children if c.dep_ in {"acomp", "attr"}] + objects_of(head, {"as"})
    if head.dep_ == "dobj":
        judging += [c for c in head.head.children if c.dep_ == "oprd"] + objects_of(head.head, {"as"})
    is_judgement = head.dep_ in {"attr", "oprd"} or (head.dep_ == "pobj" and head.head.lower_ == "as")
    judging += [head] if is_judgement else []
    return not is_negated(head) and any(
        only_weighs(word) or evaluation_of(word) == Stance.CONCERN or claims_land(word) for word in judging
    )


def _is_called_untrue(clause: Token) -> bool:
    """Whether a clause denies what its subject names, and blames nobody: "the reports [were] false and malicious"."""
    judged = (c for c in clause.children if c.dep_ in {"acomp", "attr"})
    return not is_negated(clause) and any(evaluation_of(c) == Stance.DENY for c in judged)


def _is_told_as_bad(noun: Token) -> bool:
    """Whether a matter is the object of a verb that stresses it, and bad by itself: "stressed [insufficient funds]"."""
    return noun.dep_ == "dobj" and is_told_as_bad(noun.head, noun)


def _is_to_end(head: Token) -> bool:
    """Whether a matter is only the subject of a clause that wants it avoided: "[violence] should be avoided"."""
    first = first_of_list(head)
    return first.dep_ == "nsubjpass" and first.head.lemma_ in word_set("verbs-of-avoiding")


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


def _is_circumstance(head: Token) -> bool:
    """Whether a matter is in an adverbial of time or circumstance before its clause: "Following [the raid], we met";
    not "After [the raid], which we condemn, we met"."""
    before = head.head
    if head.dep_ != "pobj" or before.lower_ not in word_set("prepositions-before-what-is-so"):
        return False
    opens = before.i < before.head.i and not any(c.i < before.i for c in own_subjects(before.head))
    return opens and not any(c.dep_ in {"relcl", "acl"} for c in head.children)


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
