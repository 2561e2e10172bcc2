"""Measures that are only imagined or asked for: feared, warned of, alleged, demanded, under a condition, after what has
not happened; and ends of measures that are still to come or are none."""

from __future__ import annotations

from collections.abc import Sequence, Set

from spacy.tokens import Span, Token

from kg.extract.actions.measures.measures import DUTIES, measure_at
from kg.extract.actions.measures.senses import plover_of
from kg.extract.actors.cluster import (
    STATES_AND_BLOCS,
    Cluster,
    cluster_at,
    clusters_among,
    country_of,
    is_of_same_state,
    kind_of,
)
from kg.extract.frames.factuality.factuality import is_yes_no_question
from kg.extract.frames.harm import is_harmful
from kg.extract.grammar.arcs import (
    auxiliaries_of,
    first_joined_verb,
    has_auxiliary,
    has_mark,
    has_own_subject,
    logical_objects,
    objects_of,
    own_subjects,
    possessors,
)
from kg.extract.grammar.clause import grammatical_subjects
from kg.extract.grammar.conditions.conditional import conditional
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import CLAUSAL, has_finite_auxiliary, is_infinitive, tense
from kg.extract.words.amounts import amounts
from kg.extract.words.lexicon import predicates_of, word_set
from kg.extract.words.verbs_of_saying import says_or_takes_a_stance
from kg.model import ActionKind, ActorType, Stance

__all__ = [
    "PREPOSITIONS_BEFORE_WHAT_IS_SO",
    "alleged_with",
    "comes_after",
    "harms_on_condition",
    "is_hypothetical",
    "is_in_condition",
    "is_of_reporter",
    "is_only_alleged",
    "is_only_enabled",
    "is_only_named",
    "is_only_planned",
    "is_only_spoken_of",
    "is_only_told_to_another",
    "lists_demands",
    "may_be_caused",
    "may_be_shown",
    "only_lowers",
    "tells_of_speaker",
    "word_of_fear",
]

POSSIBILITY_AUXILIARIES = word_set("possibility-auxiliaries")
PREPOSITIONS_BEFORE_WHAT_IS_SO = word_set("prepositions-before-what-is-so")
VERBS_OF_ENABLING = word_set("verbs-of-enabling")
WRITINGS = word_set("tabled-nouns") | word_set("writings")
VERBS_OF_MAKING_UP = word_set("verbs-of-making-up")
THINGS_ASKED = word_set("things-asked")
VERBS_OF_ACCUSING = {"accuse", "charge", "suspect"}
WARNING = {"warn", "warning"}
WAYS_TO_WHAT_IS_NOT_YET = word_set("ways-to-what-is-not-yet")
WHAT_MAY_COME = word_set("what-may-come")
WORDS_OF_NO_CERTAIN_ONE = word_set("words-of-no-certain-one")
VERBS_OF_GUARDING = word_set("verbs-of-guarding")
OPEN_AUXILIARIES = {"may", "might", "could"}
AUXILIARIES_OF_A_THREAT = word_set("auxiliaries-of-the-certain") | {"would", "'d"}
CLASSES_OF_HOSTILE_DEEDS = {"ASSAULT", "MOBILIZE"}
"""PLOVER classes of the deeds that one side in a conflict tells of another."""
TYPES_OF_HEARERS = STATES_AND_BLOCS | {ActorType.DELEGATION, ActorType.ORGANIZATION, ActorType.PERSON}
PEOPLE_OF_ONE_STATE = word_set("people-of-one-state")
PARLIAMENTS = {"congress", "parliament", "senate"}
VERBS_OF_TELLING_ANOTHER = {"inform", "notify", "tell"}
VERBS_OF_MERE_BELIEF = word_set("verbs-of-mere-belief") | {"expect", "predict"}
ONLOOKERS = word_set("onlookers")
KINDS_OF_HARM = {ActionKind.RETALIATION, ActionKind.SANCTION, ActionKind.STRIKE, ActionKind.TARIFF}
FAMILIES_OF_LESS_HELP = {"aid-cut"}
"""Families of harm that may be a concession: "would cut its subsidies if Peru did"."""
WORDS_OF_MERE_PLANS = word_set("words-of-mere-plans")
VERBS_OF_SHOWING_WHAT_IS_SO = word_set("verbs-of-showing-what-is-so")
VERBS_OF_CONTAINING_WHAT_IS_PLANNED = word_set("verbs-of-containing-what-is-planned")
NOUNS_OF_AIMS = word_set("nouns-of-aims")
NOUNS_OF_PLANS = word_set("nouns-of-plans")
WORDS_BEFORE_DRAFTS = word_set("words-before-drafts")
WORDS_BEFORE_NO_DEED = word_set("words-before-no-full-end") | word_set("adjectives-of-the-possible")
VERBS_OF_SPEAKING_OF_DEEDS = word_set("verbs-of-speaking-of-deeds")


def word_of_fear(word: Token, verb: Token) -> str | None:
    """The word by which a measure is not real: the risk in "the risk of tariffs", unless its owner threatens with it;
    the pretext in "made up a pretext for its attack", the warning in "warned about an attack by Peru", the hurdle in
    "hurdles to imposing a levy"."""
    words_after_prepositions = (w for w in (word, verb) if w.dep_ in {"pobj", "pcomp"} and w.head.dep_ == "prep")
    return next((unreal for w in words_after_prepositions if (unreal := _unreal_under(w)) is not None), None)


def _unreal_under(word: Token) -> str | None:
    """The word above a preposition, or beside it, by which the ``word`` after the preposition is not real."""
    preposition = word.head
    noun = preposition.head
    match preposition.lower_:
        case "to" | "toward" | "towards":  # "hurdles remain on the road to imposing a levy"
            ways = (w for w in (noun, preposition.nbor(-1) if preposition.i else noun) if w.pos_ == "NOUN")
            return next((str(w.lemma_) for w in ways if w.lemma_.casefold() in WAYS_TO_WHAT_IS_NOT_YET), None)
        case "for":
            unreal = noun.lemma_ == "pretext" and noun.head.lemma_ in VERBS_OF_MAKING_UP
        case "against":
            unreal = noun.lemma_ in VERBS_OF_GUARDING and not _is_certain(word)
        case "about":
            unreal = noun.lemma_ in WARNING
        case "on":  # "on establishing a fund, Peru said"
            is_topic = word.dep_ == "pcomp" and noun.pos_ == "VERB" and preposition.i < noun.i
            unreal = is_topic and says_or_takes_a_stance(noun.lemma_)
        case "of":
            unreal = noun.lemma_ in WARNING or noun.lemma_.casefold() in WHAT_MAY_COME
        case _:
            unreal = False
    if not unreal:
        return None
    threatens = noun.lemma_ == "threat" and bool(possessors(noun))
    return None if threatens else str(noun.lemma_)


def is_hypothetical(noun: Token) -> bool:
    """Whether a deed is only imagined: "in the event of an invasion", "would that go on after an attack?"; not "after
    the attack", "in the case of the attack"."""
    preposition = noun.head
    if noun.dep_ != "pobj":
        return False
    governor = preposition.head
    if preposition.lower_ == "of" and governor.dep_ == "pobj" and governor.head.lower_ == "in":
        return governor.lower_ == "event" or (
            governor.lower_ == "case" and not any(c.dep_ == "det" for c in governor.children)
        )
    if preposition.lower_ not in PREPOSITIONS_BEFORE_WHAT_IS_SO or governor.pos_ not in CLAUSAL:
        return False
    return not _is_certain(noun) and (has_auxiliary(governor, {"would"}) or is_yes_no_question(governor))


def _is_certain(noun: Token) -> bool:
    return not any(c.lower_ in WORDS_OF_NO_CERTAIN_ONE for c in noun.children)


def is_in_condition(verb: Token) -> bool:
    """Whether a clause, not in the past, stands anywhere in a condition: "if the port falls because Peru shells it"."""
    token = verb
    while token.head.i != token.i and token.dep_ != "relcl" and tense(token) != "VBD":
        if conditional(token.head) == token:
            return True
        token = token.head
    return False


def may_be_caused(verb: Token) -> bool:
    """Whether something only may make somebody take a measure: "the raid could cause Peru to [send] troops"; not "may
    have caused Peru to send troops", nor "would cause Peru to send troops", of what did come."""
    caused = is_infinitive(verb) and verb.dep_ in {"ccomp", "xcomp"} and has_own_subject(verb)
    auxiliaries = auxiliaries_of(verb.head)
    return caused and "have" not in auxiliaries and bool(auxiliaries & POSSIBILITY_AUXILIARIES)


def may_be_shown(verb: Token) -> bool:
    """Whether something only may show that a measure is taken: "the papers may reveal that"."""
    head = verb.head
    is_shown = verb.dep_ == "ccomp" and verb.i > head.i and head.lemma_ in VERBS_OF_SHOWING_WHAT_IS_SO
    return is_shown and has_auxiliary(head, OPEN_AUXILIARIES)


def is_only_planned(lifting: Token, verbs_above: Sequence[Token]) -> bool:
    """Whether the end of a measure is only aimed at, or what a plan contains: "plans to [lift] the siege", "its aim was
    to [lift] it", "the plan provides for the [lifting] of it"; not "the accord provides for it", "decided to lift it".
    ``verbs_above`` are those that share its doer."""
    plan = next((verb for verb in verbs_above if verb.lemma_ in WORDS_OF_MERE_PLANS), None)
    if plan is not None:
        return not _is_carried_out(plan, lifting)
    if lifting.pos_ == "VERB":
        first_verb = first_joined_verb(lifting)
        aims = own_subjects(first_verb.head) if is_infinitive(first_verb) and first_verb.head.lemma_ == "be" else []
        return any(t.lemma_ in NOUNS_OF_AIMS for t in aims)
    clauses_above = [t for t in lifting.ancestors if t.pos_ in CLAUSAL]
    is_contained = any(t.lemma_ in VERBS_OF_CONTAINING_WHAT_IS_PLANNED for t in clauses_above)
    return is_contained and any(_is_plan(t) for verb in clauses_above for t in own_subjects(verb) if t.i < lifting.i)


def _is_carried_out(plan: Token, lifting: Token) -> bool:
    """Whether a clause joined to a plan, or around it, says that it was done: "promised to lift it and [did] so",
    "Peru, which had planned to lift it, [did] so", "promised to lift it, and it was [lifted]"; not "and will do so"."""
    around = [plan.head.head] if plan.dep_ == "relcl" else []
    for clause in (*(c for c in plan.conjuncts if all(s.pos_ == "PRON" for s in own_subjects(c))), *around):
        does_so = clause.lemma_ == "do" and any(c.lower_ == "so" for c in clause.children)
        lifts_it = clause.lemma_ == lifting.lemma_ and any(t.pos_ == "PRON" for t in logical_objects(clause))
        is_past = tense(clause) == "VBD" or has_auxiliary(clause, {"has", "have"})
        if clause.i > lifting.i and (does_so or lifts_it) and is_past and not is_negated(clause):
            return True
    return False


def _is_plan(noun: Token) -> bool:
    """Whether a noun is for what is not agreed yet: "the plan", "the proposed terms", "a draft deal"."""
    return noun.lemma_ in NOUNS_OF_PLANS or any(c.lower_ in WORDS_BEFORE_DRAFTS for c in noun.children if c.i < noun.i)


def is_only_alleged(deed: Token) -> bool:
    """Whether a deed is only what somebody is accused of: "accused Peru of [shelling] a port", "was accused by Chile of
    a [raid]", or a pretext, "the pretext that Peru had [shelled] it"; not "condemned Peru for shelling it"."""
    deed = alleged_with(deed)
    if deed.dep_ in {"acl", "ccomp"} and deed.head.lemma_ == "pretext":
        return True
    preposition = deed.head
    if deed.dep_ not in {"pcomp", "pobj"} or preposition.lower_ not in {"of", "with"}:
        return False
    governor = preposition.head
    accuser = governor.dep_ == "pobj" and governor.head.dep_ == "agent"  # "accused by Chile [of]" is read as "Chile of"
    verb = governor.head.head if accuser else governor.head if governor.dep_ == "dobj" else governor
    return verb.lemma_ in VERBS_OF_ACCUSING and verb.pos_ in CLAUSAL


def alleged_with(killing: Token) -> Token:
    """The deed that somebody is accused of, where a gerund says whom it killed: "accused Peru of [shelling] a port,
    killing two"; else the gerund."""
    accusing_verb = killing.head
    follows = killing.dep_ == "advcl" and killing.tag_ == "VBG" and accusing_verb.lemma_ in VERBS_OF_ACCUSING
    measure = measure_at(killing) if follows else None
    if measure is None or measure.family != "killing":
        return killing
    links = (
        c
        for t in (accusing_verb, *logical_objects(accusing_verb))
        for c in t.children
        if c.dep_ == "prep" and c.i < killing.i
    )
    deeds = (p for c in links for p in c.children if p.i > accusing_verb.i)
    return next((deed for deed in deeds if deed.dep_ in {"pcomp", "pobj"}), killing)


def lists_demands(verb: Token) -> bool:
    """Whether a verb lists demands: "some of the requests involved purchases"."""
    subject = [verb.head] if verb.dep_ in {"acl", "relcl"} else own_subjects(verb)
    return any(t.lemma_ in THINGS_ASKED for s in subject for t in (s, *s.subtree) if t.i < verb.i)


def only_lowers(word: Token, lifting: Token) -> bool:
    """Whether a verb of ending only lowers a rate: "its tariffs will [drop] to 10%", "[eased] them from 20% to 10%";
    not "dropped its tariffs", "dropped them from 20% to 0%", "from 20% to nil", "its tariffs dropped"."""
    words_of_change = [
        t for c in lifting.children if c.dep_ == "prep" and c.lower_ in {"from", "to"} for t in c.subtree
    ]
    ends = [t for t in words_of_change if t.lower_ == "to" and t.dep_ != "aux"]
    if ends:
        return any(_rates(lifting.doc[ends[-1].i + 1 : lifting.right_edge.i + 1])[:1])
    sinks = word.dep_ == "nsubj" and word.head.i == lifting.i and lifting.lemma_ == "drop" and word.lemma_ in DUTIES
    return sinks and any(_rates(lifting.doc[lifting.i : lifting.right_edge.i + 1]))


def _rates(words: Span) -> list[float]:
    """The percentages in some words, of a range its upper end."""
    return [a.value if a.upper is None else a.upper for a in amounts(words.text) if a.unit == "percent"]


def comes_after(verb: Token) -> bool:
    """Whether what a verb says is still to come, after something else: "will lift it once Peru signs", "as soon as"."""
    soon = [c for c in verb.children if c.lower_ == "soon"]
    clauses = [c for t in (verb, *soon) for c in t.children if c.dep_ == "advcl" and c.i > verb.i]
    clauses = [c for c in clauses if c.head in soon or any(t.lower_ in {"once", "when"} for t in c.children)]
    return any(tense(c) in {"VBP", "VBZ"} or tense(verb) == "MD" for c in clauses)


def is_only_spoken_of(noun: Token, verb: Token) -> bool:
    """Whether words only speak of a measure of somebody named, whatever comes of the words: "will condemn Peru's raid",
    "plans to discuss the levy imposed by Peru"; not "will discuss a levy", "Peru's planned levy"."""
    if noun.pos_ == "VERB" or any(c.lower_ in WORDS_BEFORE_NO_DEED for c in noun.children):
        return False
    agents = [a for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" for a in c.children]
    doers = possessors(noun) + [p for c in (*noun.children, *agents) if c.lower_ == "by" for p in c.children]
    if not any(cluster_at(t) is not None for t in doers):
        return False
    return (verb if verb.i != noun.i else noun.head.head).lemma_ in VERBS_OF_SPEAKING_OF_DEEDS


def is_only_named(verb: Token) -> bool:
    """Whether a gerund is what somebody only speaks for: "highlighted [sending] aid"; not "admitted [sending] aid"."""
    is_object = verb.tag_ == "VBG" and verb.dep_ in {"ccomp", "dobj", "xcomp"} and not has_own_subject(verb)
    rows = predicates_of(verb.head.lemma_, verb.head.pos_)
    return is_object and any(len(row.words) == 1 and row.stance == Stance.SUPPORT for row in rows)


def is_only_enabled(verb: Token) -> bool:
    """Whether something only lets somebody take a measure: "a pact that lets Peru send troops". To have let somebody do
    it is to say that it was done, except for documents."""
    head = verb.head
    has_subject = verb.dep_ in {"ccomp", "xcomp"} and has_own_subject(verb)
    if not (has_subject and head.lemma_ in VERBS_OF_ENABLING and (verb.tag_ == "VB" or is_infinitive(verb))):
        return False
    is_lasting = head.tag_ == "VBZ" or (head.tag_ == "VBP" and head.lemma_ != "let")
    is_lasting = is_lasting or (head.tag_ == "VBG" and not has_finite_auxiliary(head))
    is_document = any(t.lemma_.casefold() in WRITINGS for t in grammatical_subjects(head))
    return is_lasting or is_document or is_infinitive(head) or tense(head) == "MD"


def tells_of_speaker(clause: Token, verb_of_saying: Token | None = None) -> bool:
    """Whether a clause's subject is whoever says it, or theirs: "claimed that its forces had shelled the
    port". ``verb_of_saying``, if not the head of the clause, is the verb with which they say it."""
    agents = grammatical_subjects(clause)
    if any(t.lower_ in word_set("first-person") and t.pos_ != "PROPN" for t in agents):  # not "the US"
        return True
    agents_and_owners = [*agents, *(c for t in agents for c in possessors(t))]
    speakers = [cluster_at(t) for t in grammatical_subjects(verb_of_saying or clause.head)]
    return any(cluster is not None and cluster in speakers for cluster in map(cluster_at, agents_and_owners))


def is_only_told_to_another(word: Token, verb: Token) -> bool:
    """Whether a hostile deed is only what a state or its people tell another side that somebody did: "Peru informed
    Chile that Norway had [bombed] the port"; not their own deed, nor what they tell their own side, or nobody."""
    measure = measure_at(word)
    clause = first_joined_verb(verb)
    is_attached_to_hearer = clause.dep_ == "relcl" and has_mark(clause, {"that"})
    teller = clause.head.head if is_attached_to_hearer else clause.head
    if measure is None or plover_of(measure.family) not in CLASSES_OF_HOSTILE_DEEDS:
        return False
    if clause.dep_ != "ccomp" and not is_attached_to_hearer:
        return False
    if teller.lemma_ not in VERBS_OF_TELLING_ANOTHER or tells_of_speaker(clause, teller):
        return False
    tellers = [t for t in grammatical_subjects(teller) if _is_of_a_state(t)]
    hearers = [t for t in logical_objects(teller) if _is_another_side(t, tellers)]
    agents = clusters_among(grammatical_subjects(clause))
    return bool(tellers and hearers) and not any(_is_of_same_state(t, agent) for t in tellers for agent in agents)


def _is_another_side(hearer: Token, tellers: list[Token]) -> bool:
    """Whether a hearer is no parliament, and nobody of the state of those who tell."""
    actor = cluster_at(hearer)
    if actor is None or actor.type not in TYPES_OF_HEARERS or hearer.lemma_.casefold() in PARLIAMENTS:
        return False
    return kind_of(actor) != "parliament" and not any(_is_of_same_state(t, actor) for t in tellers)


def _is_of_same_state(teller: Token, agent: Cluster) -> bool:
    """Whether somebody tells of his own state: "[Peruvian] officials told Chile that Peru had"."""
    actors = clusters_among((teller, *teller.children))
    return any(is_of_same_state(c, agent) for c in actors)


def _is_of_a_state(noun: Token) -> bool:
    """Whether a noun is for a state, one of its officials or a person: not "witnesses", "the police"."""
    actor = cluster_at(noun)
    return actor is not None and (
        actor.type in STATES_AND_BLOCS | {ActorType.DELEGATION, ActorType.PERSON} or noun.lemma_ in PEOPLE_OF_ONE_STATE
    )


def harms_on_condition(word: Token, verb: Token, auxiliaries: Set[str]) -> bool:
    """Whether a measure will be taken against somebody if something happens, or unless it does: "will [impose] a levy
    unless Peru pays", "would strike if Peru did"; not help, nor what others expect of whoever would take it."""
    measure = measure_at(word)
    is_planned = auxiliaries & AUXILIARIES_OF_A_THREAT and not auxiliaries & POSSIBILITY_AUXILIARIES
    condition = conditional(verb)
    if measure is None or not is_planned or condition is None or condition.lower_ == "long":
        return False  # "will impose it as long as Peru shells them": it is in force
    if measure.kind not in KINDS_OF_HARM or (measure.family in FAMILIES_OF_LESS_HELP and not is_harmful(word)):
        return False
    clause = first_joined_verb(verb)
    sources = [t for c in clause.children if c.lower_ == "according" for t in objects_of(c, {"to"})]
    return _speak_for(sources, clause) if sources else clause.dep_ != "ccomp" or is_of_reporter(clause)


def is_of_reporter(clause: Token) -> bool:
    """Whether those who report a clause may speak for its subject, and do not only expect it."""
    if tells_of_speaker(clause):
        return True
    reporters = grammatical_subjects(clause.head)
    if clause.head.lemma_ in VERBS_OF_MERE_BELIEF or any(t.lemma_ in ONLOOKERS for t in reporters):
        return False
    return _speak_for(reporters, clause)


def _speak_for(reporters: list[Token], clause: Token) -> bool:
    """Whether reporters are of the state of a clause's subject, or no actors but the terms of a pact."""
    reporting = clusters_among(reporters)
    states = {state for c in reporting if (state := country_of(c)) is not None}
    own_states = {state for t in grammatical_subjects(clause) if (state := country_of(cluster_at(t))) is not None}
    if not reporting:
        return any(t.lemma_.casefold() in WRITINGS - {"paper"} for t in reporters)
    return not own_states or not own_states.isdisjoint(states)
