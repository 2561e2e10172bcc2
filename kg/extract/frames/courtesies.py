"""Words of stance that express none: courtesies, dangers, stances that are felt less, go unshown or are given up."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import cluster_at
from kg.extract.frames.factuality.factuality import is_asserted, is_question_put
from kg.extract.frames.harm import gives_up_harm, is_harmful
from kg.extract.frames.stance_of_clause import says_only
from kg.extract.grammar.arcs import (
    complements,
    has_auxiliary,
    has_modal,
    logical_objects,
    objects_of,
    own_subject,
    possessors,
)
from kg.extract.grammar.clause import grammatical_subjects, is_passive, subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import is_infinitive
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, Stance

__all__ = [
    "VERBS_OF_CALLING_SOMEBODY",
    "has_failed",
    "is_aim_of_a_call",
    "is_given_up",
    "is_held_back",
    "is_performative",
    "is_put_off",
    "is_refusal",
    "lacks_courtesy",
    "only_goes_on",
    "only_speaks",
    "takes_no_stance",
]

ACTORS_THAT_ANSWER = {ActorType.GROUP, ActorType.PERSON}
PREPOSITIONS_OF_TOPICS = {"about", "on", "over"}
VERBS_OF_PUTTING_QUESTIONS = word_set("verbs-of-putting-questions")
AIMS_OF_A_CALL = word_set("aims-of-a-call")
VERBS_OF_CALLING_SOMEBODY = word_set("verbs-of-calling-somebody")
CONDOLENCES = word_set("condolences")
COURTESIES = word_set("courtesies")
VERBS_OF_COURTESY = word_set("verbs-of-courtesy")
GUESTS_OF_MEETINGS = word_set("guests-of-meetings")
VERBS_OF_RECEIVING_SOMEBODY = word_set("verbs-of-receiving-somebody")
PUBLIC_WORDS = word_set("public-words")
THOSE_WHO_SPEAK = {"me", "us"}
VERBS_OF_QUOTING_BY_NAME = word_set("verbs-of-quoting-by-name")
VERBS_OF_REQUESTING = {"ask", "request"}
VERBS_OF_ASKING_FOR_ANONYMITY = VERBS_OF_REQUESTING | {"insist", "seek", "want"}
VERBS_OF_SHOWING = {"demonstrate", "prove", "show"}
NOUNS_OF_LACK = word_set("nouns-of-lack")
VERBS_OF_PUTTING_ACROSS = word_set("verbs-of-putting-across")
VERBS_OF_CONDOLING = word_set("verbs-of-condoling")
VERBS_OF_TAKING_UP = word_set("verbs-of-taking-up")
VERBS_OF_WEIGHING = word_set("verbs-of-weighing")
VERBS_OF_COUNTING_ON = word_set("verbs-of-counting-on")
VERBS_OF_TRYING = word_set("verbs-of-trying")
NOUNS_OF_PLANS_THAT_FAIL = word_set("nouns-of-plans-that-fail")
VERBS_OF_FAILING = word_set("verbs-of-failing")
VERBS_OF_ASSERTING = word_set("verbs-of-asserting")
VERBS_OF_THWARTING = word_set("verbs-of-thwarting")
WORDS_FOR_FATAL = word_set("words-for-fatal")
KINDS_OF_SEATS = word_set("kinds-of-seats")
WHAT_IS_DEFENDED_AT_THE_POLLS = {"majority", "seat", "title"}
WHAT_IS_ENDANGERED = word_set("what-is-endangered")
WHAT_IS_RUN_FOR = word_set("what-is-run-for")


def takes_no_stance(verb: Token, matter: Token) -> bool:
    """Whether ``verb`` expresses no stance on the ``matter`` below it: it is a courtesy ("thank you for that
    introduction", "please accept my condolences", `_greets_guests`) or a question (`_only_asks_somebody`), tells of a
    danger ("threatened the peace"), of a visit or call (`is_aim_of_a_call`), of how a source is quoted
    (`_asks_to_stay_unnamed`), of a topic (`_names_a_topic`), a career ("contested a seat", "promoted his aide"), of
    pleasing somebody ("appeals to the young"), of who may be the guest (`_is_of_guest`), of what is only shown
    ("offered a glimpse of the plan"), of who paid for a study (`_is_paid_for`), of what is done or weighed
    (`_tells_of_a_deed`), or of what somebody may yet say (`_keeps_the_floor`)."""
    objects = [c for c in matter.children if c.dep_ == "dobj"]
    given_words = [matter] if verb.lemma_ in VERBS_OF_CONDOLING else objects if matter.lemma_ == "accept" else []
    if any(word.lemma_ in CONDOLENCES for word in given_words):
        return True
    if verb.lemma_ == "thank" and matter.head.dep_ == "prep":
        is_welcome = matter.lemma_ in VERBS_OF_RECEIVING_SOMEBODY and any(c.lower_ in THOSE_WHO_SPEAK for c in objects)
        has_no_of = not any(c.lower_ == "of" for c in matter.children)
        return is_welcome or (matter.lemma_ in COURTESIES and has_no_of)
    tests = (
        *(_asks_to_stay_unnamed, _greets_guests, is_aim_of_a_call, _is_of_guest, _is_only_shown, _is_paid_for),
        *(_keeps_the_floor, _names_a_topic, _only_asks_somebody, _promises_peace, _tells_of_a_deed),
    )
    if any(test(verb, matter) for test in tests):
        return True
    if verb.lemma_ == "appeal":
        return matter.dep_ == "pobj" and matter.head.lower_ == "to"
    if verb.lemma_ in {"contest", "defend"}:
        return _is_run_for(verb, matter)
    if verb.lemma_ == "promote" and (somebody := cluster_at(matter)) is not None:
        return somebody.type == ActorType.PERSON
    return verb.lemma_ == "threaten" and matter.dep_ in {"dobj", "nsubjpass"} and matter.lemma_ in WHAT_IS_ENDANGERED


def lacks_courtesy(verb: Token) -> bool:
    """Whether a verb tells what others have not done for its subject, as they might: "[has] not been invited"; not "has
    not been attacked", "was not paid by Chile", by which somebody denies that it was done, nor "will not be told"."""
    is_told = is_negated(verb) and not has_modal(verb) and not is_infinitive(verb)
    return is_passive(verb) and is_told and verb.lemma_ in VERBS_OF_COURTESY


def _is_paid_for(verb: Token, matter: Token) -> bool:
    """ "[The study] was supported by the fund"; not "the fund supports the study of reefs"."""
    return verb.lemma_ == "support" and matter.dep_ == "nsubjpass" and matter.lemma_ in word_set("nouns-of-studies")


def _only_asks_somebody(verb: Token, matter: Token) -> bool:
    """ "Questioned [Ruiz] about the plan", "questioned Ruiz about [the plan]"; not "questioned the plan"."""
    asking = verb if verb.pos_ == "VERB" else verb.head
    if asking.lemma_ not in VERBS_OF_PUTTING_QUESTIONS or not asking.is_ancestor(matter):
        return False
    asked = [c for c in asking.children if c.dep_ in {"dobj", "nsubjpass"}]
    answers = any((c := cluster_at(t)) is not None and c.type in ACTORS_THAT_ANSWER for t in asked)
    return answers and any(objects_of(word, PREPOSITIONS_OF_TOPICS) for word in (asking, *asked))


def _keeps_the_floor(verb: Token, matter: Token) -> bool:
    """ "Reserved the right to [revisit] the text", "to [consult] its allies"; not "to [strike] back"."""
    return verb.lemma_ == "reserve" and matter.lemma_ in VERBS_OF_TAKING_UP


def _is_run_for(verb: Token, matter: Token) -> bool:
    """ "Contested a seat", "defend 20 of the 34 seats", "defend red states"; not "contested Ruiz's seat", "the seat of
    Ruiz", nor what a state contests, "defended the states"."""
    if _is_by_state(verb):
        return False
    if verb.lemma_ == "contest":
        of_others = any(c.dep_ == "poss" or c.lower_ == "of" for c in matter.children)
        return matter.lemma_ in WHAT_IS_RUN_FOR and not of_others
    owners = [t for t in (*possessors(matter), *objects_of(matter, {"of"})) if t.pos_ != "PRON"]
    if any(cluster_at(owner) is not None for owner in owners):
        return False
    counted = [matter, *objects_of(matter, {"of"})]
    safe_for_a_party = any(c.lower_ in KINDS_OF_SEATS for word in counted for c in word.children)
    is_office = matter.lemma_ in WHAT_IS_DEFENDED_AT_THE_POLLS or any(word.lemma_ == "seat" for word in counted)
    return is_office or (safe_for_a_party and any(word.lemma_ in {"district", "state"} for word in counted))


def _is_by_state(verb: Token) -> bool:
    return any(c.type == ActorType.STATE for t in subjects(verb) if (c := cluster_at(t)))


def _asks_to_stay_unnamed(verb: Token, matter: Token) -> bool:
    """Whether a source only settles how it is quoted: "who requested anonymity", "asked for anonymity to speak freely",
    "asked not to be named", "asked that her name not be used"; not "demands anonymity for witnesses", "asked that the
    witnesses not be named", "opposes anonymity", nor what a state asks."""
    if _is_by_state(verb):
        return False
    if matter.lemma_ == "anonymity":
        after = [c for word in (matter, verb) for c in word.children if c.i > matter.i]
        of_others = any(c.lower_ in {"for", "of", "to"} and c.dep_ in {"dative", "prep"} for c in matter.children)
        if verb.dep_ == "relcl":
            return not of_others and verb.lemma_ in VERBS_OF_ASKING_FOR_ANONYMITY | {"demand"}
        return not of_others and verb.lemma_ in VERBS_OF_ASKING_FOR_ANONYMITY and any(map(is_infinitive, after))
    if verb.lemma_ not in VERBS_OF_REQUESTING:
        return False
    if any(c.dep_ == "acomp" and c.lower_ in {"anonymous", "unnamed"} for c in matter.children):
        return is_infinitive(matter)
    patient = own_subject(matter)
    own = patient is None or patient.lower_ in {"he", "she", "they"} or _is_name_of_source(patient)
    return own and matter.lemma_ in VERBS_OF_QUOTING_BY_NAME and is_passive(matter) and is_negated(matter)


def _is_name_of_source(noun: Token) -> bool:
    """ "Her name", "their identities"; not "her country", "the jurors' names"."""
    return noun.lemma_ in {"identity", "name"} and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.children)


def _greets_guests(verb: Token, matter: Token) -> bool:
    """Whether somebody opens or joins a meeting: "welcomed the delegates"; not "welcomed the delegates' efforts"."""
    return verb.lemma_ == "welcome" and matter.dep_ in {"dobj", "nsubjpass"} and matter.lemma_ in GUESTS_OF_MEETINGS


def _is_of_guest(noun: Token, matter: Token) -> bool:
    """Whether an invitation that a state has may be to it: "welcomed Peru's invitation to become a member", "to the
    Oslo summit"; not "accepted Peru's invitation", "Peru's invitation to Chile to join the pact"."""
    if noun.lemma_ != "invitation":
        return False
    answer = noun.head.head if noun.head.lower_ == "of" else noun.head
    if answer.lemma_ in word_set("verbs-of-turning-down") | word_set("words-of-answering-offers"):
        return False
    somebody = [c for owner in possessors(noun) if owner.pos_ != "PRON" and (c := cluster_at(owner)) is not None]
    guests = [p for c in noun.children if c.lower_ == "to" and c.dep_ == "prep" for p in complements(c) if p != matter]
    objects = [c for c in matter.children if c.dep_ in {"attr", "dobj"}]
    talks = [c for c in objects if c.lemma_ in word_set("nouns-of-talking")]
    topics = [c for noun_of_talking in talks for c in noun_of_talking.lefts if c.dep_ == "compound"]
    enters = matter.lemma_ in {"accede", "join", "summit"} or any(
        t.lemma_ in {"accession", "member", "membership"} for t in (matter, *objects, *topics)
    )
    return enters and not guests and any(c.type == ActorType.STATE for c in somebody)


def _names_a_topic(verb: Token, matter: Token) -> bool:
    """ "Asked about dates for the talks", "asked for how long", "spoke of the talks"; not "spoke of betrayal"."""
    if verb.lemma_ == "ask":
        return any(c.lower_ == "about" for c in verb.children) or is_question_put(verb, matter)
    name = matter.lemma_.casefold()
    spoken_of = verb.lemma_ == "speak" and matter.head.lower_ == "of" and matter.head.head.i == verb.i
    return spoken_of and lexicon.tones().get(name) != "bad" and name not in lexicon.evaluations()


def _tells_of_a_deed(verb: Token, matter: Token) -> bool:
    """Whether words of a promise, an offer or a demand tell what is done, let happen or thought about: "provided 3
    million dollars", "allowed the ships to pass", "considered a levy", "its decision to close the port", "relied on an
    aide to write"; not "will provide", "provided a guarantee", "would consider a levy", "is relying on Peru to pay"."""
    if verb.lemma_ == "decision":
        return is_harmful(matter)
    is_past = verb.tag_ in {"VBD", "VBN"} and not has_modal(verb)
    if verb.lemma_ in VERBS_OF_COUNTING_ON:
        return is_past or (verb.lemma_ == "rely" and verb.tag_ == "VBZ")  # not "we rely on you to pay"
    if verb.lemma_ in VERBS_OF_WEIGHING:
        is_weighed = is_past or (verb.tag_ != "VB" and matter.dep_ == "dobj")  # "considers it an honour"
        return is_weighed and matter.head.i == verb.i and not is_negated(verb)
    if verb.lemma_ in {"continue", "provide"}:
        rows = lexicon.predicates_of(matter.lemma_.casefold(), "NOUN")
        is_given = verb.lemma_ == "continue" or matter.dep_ == "dobj"  # not "provided that Peru pays"
        return is_past and is_given and not is_passive(verb) and all(row.stance.sign != "for" for row in rows)
    lets = verb.lemma_ in {"allow", "permit"} and matter.dep_ in {"ccomp", "xcomp"} and not is_negated(verb)
    return lets and not is_passive(verb) and not has_modal(verb) and not is_infinitive(verb)


def _promises_peace(verb: Token, matter: Token) -> bool:
    """ "Will renounce its claims": a promise, and no stance on the claims."""
    to_come = matter in logical_objects(verb) and has_auxiliary(verb, word_set("future-auxiliaries"))
    return to_come and gives_up_harm(verb)


def _is_only_shown(verb: Token, matter: Token) -> bool:
    """ "Offered a glimpse of the plan", "sought to portray the talks as a success", "sought to convey that all is
    well"."""
    if verb.lemma_ in VERBS_OF_PUTTING_ACROSS and matter.dep_ == "ccomp":
        return is_infinitive(verb) and verb.head.lemma_ in VERBS_OF_TRYING
    if verb.lemma_ in VERBS_OF_TRYING:
        return matter.lemma_ in VERBS_OF_PUTTING_ACROSS and is_infinitive(matter)
    offered = verb.lemma_ == "offer" and matter in logical_objects(verb)
    return offered and matter.lemma_ in word_set("what-is-offered-in-words")


def only_speaks(verb: Token) -> bool:
    """Whether somebody will do no more than speak: "will [give] a speech", "will [discuss] the levy"."""
    if verb.lemma_ in {"discuss", "say"} or (verb.lemma_ == "add" and any(c.dep_ == "ccomp" for c in verb.children)):
        return True
    gives_words = verb.lemma_ in {"deliver", "give", "make"} and any(
        c.dep_ == "dobj" and c.lemma_ in PUBLIC_WORDS for c in verb.children
    )
    return gives_words or (verb.lemma_ == "speak" and any(c.lower_ in {"at", "in", "to"} for c in verb.children))


def only_goes_on(verb: Token) -> bool:
    """Whether a speaker only announces the next topic or words: "I would like to [turn] to the ports", "we are pleased
    to [share] a few thoughts"; not "we would like to begin talks", "to adopt a statement"."""
    governor = verb.head
    rows = lexicon.predicates_of(governor.lower_, "ADJ") if governor.dep_ == "acomp" else ()
    wishes = governor.lemma_ in {"like", "wish"} or any(row.stance == Stance.SUPPORT for row in rows)
    speaking = grammatical_subjects(governor.head if rows else governor)
    is_first_person = any(s.lower_ in word_set("first-person") for s in speaking)
    if verb.dep_ not in {"xcomp", "ccomp", "advcl"} or not (wishes and is_first_person and is_infinitive(verb)):
        return False
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    if any(c.lemma_ in word_set("what-speakers-go-on-to") for c in objects):
        return verb.lemma_ in word_set("verbs-of-putting-in-words")
    goes = verb.lemma_ in word_set("verbs-of-going-on") and (not objects or verb.lemma_ == "brief")
    return goes and not _begins_to_act(verb)


def _begins_to_act(verb: Token) -> bool:
    """ "Begin negotiating", "return to the table", "move to a vote"."""
    goals = objects_of(verb, {"to", "toward", "towards"}) if verb.lemma_ in {"move", "return"} else []
    is_dealing = any(c.lemma_ in word_set("talks") | {"solution", "table", "vote"} for c in goals)
    return is_dealing or any(c.dep_ == "xcomp" and not is_performative(c) for c in verb.children)


def is_refusal(verb: Token) -> bool:
    """Whether to be unable to do what the verb names is to refuse it: "unable to accept"; not "unable to swim"."""
    rows = lexicon.predicates_of(verb.lemma_, "VERB")
    return any(row.stance in {Stance.ACCEPT, Stance.COMMIT, Stance.SUPPORT} for row in rows)


def is_aim_of_a_call(verb: Token, matter: Token) -> bool:
    """Whether the infinitive ``matter`` tells why somebody calls or summons another, so that the caller does it:
    "called the king [to congratulate] him"; not "called on the king to express his regret"."""
    asks = verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in {"for", "on", "upon"}
    return (
        verb.lemma_ in VERBS_OF_CALLING_SOMEBODY
        and not asks
        and is_infinitive(matter)
        and matter.lemma_ in AIMS_OF_A_CALL
    )


def is_performative(verb: Token) -> bool:
    """Whether to say that one wants to do what the verb names is to do it: "express its concern", "thank Peru for its
    help"; not "express itself", "repeat the vote"."""
    thanks = verb.lemma_ == "thank" and any(c.lower_ == "for" for c in verb.children)
    shows = verb.lemma_ == "express" and any(c.dep_ == "dobj" and c.pos_ != "PRON" for c in verb.children)
    return thanks or shows or says_only(verb)


def is_held_back(word: Token) -> bool:
    """Whether a stance is felt less, which is neither for nor against ("is less worried about", "expressed less
    support"), is missing ("the absence of Peru's support for") or goes unshown ("failed to demonstrate its commitment
    to"), or is a plan's that `has_failed`."""
    if has_failed(word):
        return True
    if word.pos_ == "NOUN":
        governor, modifiers = word.head, {c.lower_ for c in word.children if c.dep_ in {"amod", "det"}}
        if word.dep_ == "pobj" and governor.lower_ == "of" and governor.head.lemma_ in NOUNS_OF_LACK:
            return not is_negated(governor.head)
        is_shown = word.dep_ == "dobj" and governor.lemma_ in VERBS_OF_SHOWING
        return "less" in modifiers or (is_shown and "no" not in modifiers and not is_asserted(governor))
    token_before = word.nbor(-1) if word.i else word
    as_much = token_before.i and token_before.nbor(-1).lower_ in {"no", "not"}
    return (
        token_before.lower_ == "less"
        and token_before.dep_ == "advmod"
        and token_before.head.i == word.i
        and not as_much
    )


def is_given_up(noun: Token) -> bool:
    """Whether the text says that somebody has given up what a noun names: "dropped its demand", "backed away from its
    demand"; not "was urged to drop its demand", where the demand still stands."""
    verb, name = noun.head, noun.head.lemma_
    if noun.dep_ == "pobj":
        verb = noun.head.head if noun.head.head.pos_ == "VERB" else noun.head.head.head
        particles = (c.lower_ for c in verb.children if verb.i < c.i < noun.head.i and c.dep_ in {"advmod", "prt"})
        name = " ".join((verb.lemma_, *particles, noun.head.lower_))
    elif noun.dep_ not in {"dobj", "nsubjpass"}:
        return False
    return name in word_set("verbs-of-giving-up") and _is_told(verb)


def is_put_off(noun: Token) -> bool:
    """Whether the text says that somebody has given up or put off what a noun names: "shelved its plan", "its plan was
    delayed"."""
    verb = noun.head
    is_delayed = noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in word_set("verbs-of-putting-off")
    return is_given_up(noun) or (is_delayed and not is_negated(verb) and _is_told(verb))


def _is_told(verb: Token) -> bool:
    """Whether the text says that something happens or has happened."""
    return verb.tag_ in {"VBD", "VBN", "VBZ"} and not has_modal(verb) and is_asserted(verb)


def has_failed(noun: Token) -> bool:
    """Whether a noun is for a plan that came to nothing: "its plan to annex Peru failed", "was thwarted by Chile", "has
    been dealt a fatal blow"; not "may fail", "failed to convince", "failed the poor", "failed but was revived", "Peru
    fears that it fails"."""
    verb = noun.head
    is_told = verb.tag_ in {"VBD", "VBN", "VBP", "VBZ"} and not has_modal(verb)
    goes_on = any(c.dep_ == "conj" for c in verb.children)
    only_believed = verb.dep_ == "ccomp" and verb.head.i < verb.i and verb.head.lemma_ not in VERBS_OF_ASSERTING
    if noun.lemma_ not in NOUNS_OF_PLANS_THAT_FAIL or not is_told or goes_on or only_believed:
        return False
    if noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in VERBS_OF_THWARTING:
        return is_asserted(verb)
    objects = [c for c in verb.children if c.dep_ in {"dative", "dobj", "xcomp"}]
    if noun.dep_ == "nsubjpass":
        return is_asserted(verb) and any(
            c.lemma_ in {"blow", "setback"} and any(a.lower_ in WORDS_FOR_FATAL for a in c.children) for c in objects
        )
    if noun.dep_ != "nsubj" or objects:
        return False
    came_to_nothing = any(t.lower_ in {"naught", "nothing"} for t in objects_of(verb, {"to"}))
    names = {verb.lemma_, *(f"{verb.lemma_} {c.lower_}" for c in verb.children if c.dep_ in {"advmod", "prt"})}
    return (came_to_nothing or not names.isdisjoint(VERBS_OF_FAILING)) and is_asserted(verb)
