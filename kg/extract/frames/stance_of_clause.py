"""The stance that a that-clause expresses by its own words, where the verb above it only affirms it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.actors.cluster import CLUSTER_OF, is_of_same_state
from kg.extract.frames.factuality.conjecture import is_only_likely
from kg.extract.frames.factuality.factuality import is_nonfactual
from kg.extract.frames.harm import threatens
from kg.extract.grammar.arcs import (
    complement,
    complements,
    first_conjunct,
    has_auxiliary,
    has_modal,
    has_own_subject,
    logical_objects,
    objects_of,
    possessors,
)
from kg.extract.grammar.clause import RELATIVE_PRONOUNS, grammatical_subjects, is_passive, subjects
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.tense import SUBJECTS, TIMES, is_infinitive
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = [
    "claims_land",
    "evaluation_of",
    "foils",
    "harms",
    "is_due",
    "is_own_task",
    "is_untaken",
    "is_up_to_others",
    "only_weighs",
    "points_back",
    "says_only",
    "says_what_must_be_done",
    "stance_by_own_words",
    "stance_by_tone",
]

DEONTIC = word_set("deontic-auxiliaries") | {"ought"}
WORDS_OF_WEIGHT = word_set("words-of-weight")
WORDS_OF_TURNS = WORDS_OF_WEIGHT | word_set("words-of-turns")
TIMES_AND_TRIALS = word_set("times-and-trials")
NOUNS_OF_CONDUCT = word_set("nouns-of-conduct")
WORDS_FOR_UNBEARABLE = word_set("words-for-unbearable")
VERBS_OF_FOILING = word_set("verbs-of-foiling")
VERBS_OF_GETTING = {"get", "obtain", "receive"}
VERBS_OF_GIVING_UP = word_set("verbs-of-giving-up")
VERBS_OF_CAUSING = word_set("verbs-of-causing")


def stance_by_own_words(clause: Token, holders: set[str], *, warned: bool = False) -> Stance | None:
    """The stance that the clause headed by ``clause`` expresses for holders with these ids; None where its words do not
    tell.

    ``warned``: whether the verb above warns: a plan is a threat then.
    """
    if says_what_must_be_done(clause):
        return None if is_only_likely(clause) else Stance.DEMAND
    subject = grammatical_subjects(clause)
    clusters = CLUSTER_OF(clause.doc)
    is_by_holder = any(clusters[s.i].id in holders for s in subject if s.i in clusters)
    future = has_auxiliary(clause, word_set("future-auxiliaries"))
    if is_by_holder and future:
        if is_negated(clause):
            return Stance.REJECT
        return Stance.THREATEN if warned or threatens(clause) else Stance.COMMIT
    modal = has_modal(clause)
    if modal and clause.lemma_ == "be" and any(c.dep_ == "expl" for c in clause.children) and _says_no(clause):
        return Stance.REJECT  # "insisted that there could be no amnesty"
    evaluated = next((c for c in clause.children if c.dep_ in {"acomp", "attr"}), None)
    if clause.lemma_ in {"be", "remain", "seem"} and evaluated is not None and not is_negated(clause):
        return evaluation_of(evaluated) or stance_by_tone(clause, holders)
    return stance_by_tone(clause, holders)


def harms(clause: Token) -> bool:
    """Whether a thing is said to do harm: "the plan would hurt farmers", "the tariffs threaten our industry"."""
    lemma = clause.lemma_.casefold()
    brings = lemma in word_set("verbs-of-bringing")
    if (lemma not in word_set("verbs-of-harm") and not brings) or is_negated(clause):
        return False
    modal = has_modal(clause)
    if lemma in word_set("verbs-of-death") and clause.tag_ in {"VBD", "VBN"} and not modal:
        return False  # "the quake killed six": told, and no worry
    subject = grammatical_subjects(clause)
    struck = any(c.dep_ in {"dobj", "prep"} for c in clause.children)
    if brings:  # "would lead to war", "spells disaster"
        results = [c for c in clause.children if c.dep_ == "dobj"]
        results += objects_of(clause, {"to", "in"})
        struck = any(lexicon.tones().get(w.lemma_.casefold()) == "bad" for w in results)
    return bool(subject) and struck and not any(s.i in CLUSTER_OF(clause.doc) for s in subject)


def stance_by_tone(clause: Token, holders: set[str]) -> Stance | None:
    """The stance of a plain statement, by whether its words are bad or good, and about whom; None where they are
    neither. What holders say of themselves is a stance only where they have not done something: a denial."""
    subject = grammatical_subjects(clause)
    clusters = CLUSTER_OF(clause.doc)
    actors = [clusters[s.i].id for s in subject if s.i in clusters]
    is_denied = is_negated(clause)
    if any(a in holders for a in actors):
        modal = has_modal(clause)
        if not modal and any(c.dep_ == "dobj" and c.lower_ == "nothing" for c in clause.children):
            return Stance.DENY  # "had done nothing wrong", "knew nothing of it"
        return Stance.DENY if is_denied and not modal and clause.lemma_ not in VERBS_DENIED_IDLY else None
    if clause.lemma_ == "have" and any(c.dep_ == "dobj" and c.lower_ == "nothing" for c in clause.children):
        return Stance.DENY if any(t.lower_ == "do" for t in clause.subtree) else None  # "has nothing to do with"
    is_first_person = any(s.lower_ in {"i", "we"} for s in subject)
    if is_first_person and is_denied and not has_modal(clause):
        never = any(c.lower_ == "never" for c in clause.children)
        bad = lexicon.tones().get(clause.lemma_.casefold()) == "bad"
        return (
            Stance.DENY if (never and clause.lemma_ not in VERBS_DENIED_IDLY) or bad else None
        )  # "we have never paid bribes"
    tone = _tone(clause, is_denied)
    if tone == "bad":
        feared = is_passive(clause) and has_modal(clause)
        somebody = actors or any(s.lower_ in {"he", "she", "they"} for s in subject)
        return Stance.ACCUSE if somebody and not feared else Stance.CONCERN
    if tone == "good":
        return Stance.SUPPORT
    return None


VERBS_DENIED_IDLY = word_set("verbs-denied-idly")
WORDS_OF_TONE = 12
"""How many of the words below a verb and its complements are searched for a tone."""


def _tone(clause: Token, is_denied: bool) -> str | None:
    """The tone of a clause, "bad", "good" or None: by its verb and its complements, else by the words below these."""
    if foils(clause):
        return None
    if any(t.lower_ == "expense" and t.head.lower_ == "at" for t in clause.subtree):
        return "bad"
    tone_of = lexicon.tones()
    near = [clause, *(c for c in clause.children if c.dep_ in {"acomp", "attr", "oprd", "xcomp", "advmod"})]
    further = [
        c for n in near for c in n.children if c.dep_ in {"dobj", "amod", "nsubj", "pobj", "xcomp", "acomp", "prep"}
    ]
    for words in (near, further[:WORDS_OF_TONE]):
        tones = [tone_of[w.lemma_.casefold()] for w in words if w.lemma_.casefold() in tone_of]
        if tones:
            tone = "bad" if "bad" in tones else "good"
            if is_denied or any(c.lower_ in {"no", "too", "hardly"} for w in words for c in w.children):
                tone = "bad"
            return tone
    return None


def foils(clause: Token) -> bool:
    """Whether a verb with a harm as its object accuses nobody: "foiled a plot", "thwarted an attack"."""
    objects = [c for c in clause.children if c.dep_ in {"dobj", "nsubjpass"}]
    return clause.lemma_ in VERBS_OF_FOILING and any(lexicon.tones().get(c.lemma_.casefold()) == "bad" for c in objects)


def says_what_must_be_done(clause: Token) -> bool:
    """Whether a clause says what must or should be done."""
    if has_auxiliary(clause, DEONTIC):
        if clause.lemma_ == "like" and any(c.dep_ == "xcomp" for c in clause.children):
            return False  # "we should like to thank Peru": a wish
        asides = [c for c in clause.children if c.dep_ == "parataxis"]  # "The rest, warned Bo Ek, must wait"
        return any(map(has_own_subject, (clause, *asides))) and not _opens_with_should(clause)
    if is_needed_for(clause):
        return False
    return (clause.lemma_ in {"need", "have"} or clause.lower_ == "ought") and any(
        c.dep_ == "xcomp" and is_infinitive(c) for c in clause.children
    )


def is_needed_for(clause: Token) -> bool:
    """Whether a relative clause only says what somebody needs a noun for: "the funds [Peru needs to rebuild]"; not "a
    deal [that needs to be signed]"."""
    has_subject = any(c.dep_ == "nsubj" and c.lower_ not in RELATIVE_PRONOUNS for c in clause.children)
    return clause.dep_ == "relcl" and clause.lemma_ == "need" and has_subject


def is_up_to_others(verb: Token) -> bool:
    """Whether others are to do what an infinitive tells of: "be heard", "have the ban lifted", "persuade Peru to pay",
    "receive aid"."""
    if is_passive(verb):
        return True
    if verb.lemma_ in VERBS_OF_GETTING and any(c.dep_ == "dobj" for c in verb.children):
        return True
    return verb.lemma_ in VERBS_OF_CAUSING and any(
        c.dep_ in {"ccomp", "xcomp"} and c.tag_ in {"VB", "VBN"} for c in verb.children
    )


def is_own_task(verb: Token) -> bool:
    """Whether somebody needs or has to do something without others: "needs to think"; not "needs to be heard"."""
    tasks = [c for c in verb.children if c.dep_ == "xcomp" and is_infinitive(c)]
    return any(not (verb.lemma_ == "need" and is_up_to_others(c)) for c in tasks)


def says_only(verb: Token) -> bool:
    """Whether a verb only introduces what its subject says: "repeat [that the dam is safe]"; not "repeat the test"."""
    stresses = verb.lemma_ in word_set("assertive-verbs")
    has_content = any(c.dep_ == "ccomp" or (stresses and c.dep_ == "dobj") for c in verb.children)
    return verb.lemma_ in word_set("verbs-of-stressing") and has_content and not is_negated(verb)


def is_untaken(word: Token, *, noun: bool) -> bool:
    """Whether the stance that a word names is only asked, supposed, denied or due. For a ``noun`` this depends on the
    light verb above it: "if Peru has doubts", "should voice support", "did not make an offer"; not "must show its
    support"."""
    if noun:
        verb = word.head
        is_conveyed = word.dep_ == "dobj" and verb.lemma_ in word_set("light-verbs") and not possessors(word)
        return is_conveyed and (is_untaken(verb, noun=False) or _is_not_conveyed(word))
    return is_nonfactual(word) or is_due(word)


def _is_not_conveyed(noun: Token) -> bool:
    """ "Did not make an [offer]", "has not expressed [concern]"; not "did not make the [offer]", of which others may
    speak, nor "did not drop [demands]"."""
    is_indefinite = all(c.lower_ in {"a", "an", "any"} for c in noun.children if c.dep_ == "det")
    return is_indefinite and is_negated(noun.head) and noun.head.lemma_ not in VERBS_OF_GIVING_UP


def is_due(word: Token) -> bool:
    """Whether a stance is only what others should or might take: "Chile must reject the levy", "has to be ready to
    pay". Not with the speaker as subject ("we must", "said that it must"), after "had to", which tells that it was
    done, nor with another modal ("must and will", "would have to")."""
    verb = word
    if (
        word.dep_ == "ccomp"
        and word.head.lower_ == "having"
        and word.head.dep_ == "csubj"
        and has_modal(word.head.head)
    ):
        return True  # "having Chile agree would not be enough"
    while not says_what_must_be_done(verb):
        is_joined = (
            verb.dep_ == "conj" and verb.tag_ == "VB" and not any(c.dep_ in SUBJECTS | {"aux"} for c in verb.lefts)
        )
        if not is_joined and verb.dep_ not in {"xcomp", "acomp", "attr"}:
            return False
        verb = verb.head
    is_done = verb.lemma_ in {"have", "need"} and verb.tag_ in {"VBD", "VBN", "VBG"}
    if is_done or any(c.tag_ == "MD" and c.lower_ not in DEONTIC for t in (word, verb) for c in t.children):
        return False
    doers = [s for s in (*grammatical_subjects(verb), *subjects(verb)) if s.i in CLUSTER_OF(word.doc)]
    return bool(doers) and not any(_belongs_to_speaker(s, verb) for s in doers)


def _belongs_to_speaker(subject: Token, clause: Token) -> bool:
    """Whether the subject of a clause is whoever says it, their state, or another actor of that state."""
    if any(t.lower_ in word_set("first-person") for t in (subject, *possessors(subject))):
        return True
    clause = first_conjunct(clause)
    doer = CLUSTER_OF(clause.doc)[subject.i]
    teller_heads = grammatical_subjects(clause.head) if clause.dep_ == "ccomp" else ()
    tellers = [teller for t in teller_heads if (teller := CLUSTER_OF(clause.doc).get(t.i)) is not None]
    return any(is_of_same_state(t, doer) for t in tellers)


def evaluation_of(evaluated: Token) -> Stance | None:
    """The stance of a complement that evaluates its subject: "unacceptable", "a red line"."""
    table = lexicon.evaluations()
    if claims_land(evaluated) or only_weighs(evaluated):
        return None
    if evaluated.i > 1 and evaluated.doc[evaluated.i - 2 : evaluated.i].text.casefold().replace(" ", "") == "non-":
        return table.get(f"non-{evaluated.lower_}")
    for token in [
        evaluated,
        *(c for c in evaluated.children if c.dep_ in {"amod", "conj", "compound", "acomp", "attr"}),
    ]:
        if _is_no_debt(token):
            return None
        stance = table.get(token.lemma_.casefold()) or table.get(token.lower_)
        if stance == Stance.SUPPORT and token.lemma_ in WORDS_OF_WEIGHT and _is_of_something_bad(evaluated):
            return Stance.CONCERN  # "corruption is an important factor"
        if stance is not None:
            return _blame(evaluated) if token.lower_ in WORDS_FOR_UNBEARABLE else stance
    for phrase in _phrases(evaluated):
        if phrase in table:
            return _blame(evaluated) if phrase in WORDS_FOR_UNBEARABLE else table[phrase]
    if evaluated.lemma_ in word_set("nouns-of-trying"):
        below = [c for c in evaluated.children if c.dep_ in {"acl", "relcl", "advcl", "xcomp"} and is_infinitive(c)]
        return Stance.ACCUSE if any(lexicon.tones().get(c.lemma_) == "bad" for c in below) else None
    inner = _unwrapped(evaluated)
    return evaluation_of(inner) if inner is not None else None


def only_weighs(evaluated: Token) -> bool:
    """Whether a time or trial is only called important, which favours nothing: "a critical [moment]", "a turning
    [point]"; not "an important [step]", "an important and welcome [moment]"."""
    if evaluated.lemma_.casefold() not in TIMES_AND_TRIALS:
        return False
    adjuncts = [c for c in evaluated.children if c.dep_ in {"amod", "compound"}]
    adjectives = {t.lemma_.casefold() for c in adjuncts for t in (c, *c.conjuncts)}
    judging = {word for word in adjectives if word in lexicon.evaluations()}
    return not adjectives.isdisjoint(WORDS_OF_TURNS) and judging <= WORDS_OF_TURNS


def _is_no_debt(evaluated: Token) -> bool:
    """Whether "due" tells why or when something is so: "the delay was due to the snow", "the vote is due to open", "the
    reports are due in May"; not "compensation is due to the victims", "an apology is due"."""
    if evaluated.lower_ != "due":
        return False
    objects = [t for place in (evaluated, *evaluated.children) for t in complements(place)]
    dated = any(t.ent_type_ in TIMES for t in objects)
    opens = any(is_infinitive(c) and not is_passive(c) for c in evaluated.children)
    is_to = word_at(evaluated.doc, evaluated.i + 1) == "to"
    return dated or opens or (is_to and not any(t.i in CLUSTER_OF(t.doc) for t in objects))


def _blame(evaluated: Token) -> Stance:
    """The stance of who calls something unacceptable: it blames a deed, "this attack", "that the ships have left", and
    says no to all else, "the levy", "that Chile should vote"."""
    verb = evaluated.head
    if evaluated.dep_ not in {"acomp", "attr"}:  # "finds the attack unacceptable"
        judged_nouns = [
            c for c in (*evaluated.children, *verb.children) if c.dep_ in {"dobj", "nsubj"} and c.i > verb.i
        ]
        return Stance.ACCUSE if any(map(_is_deed, judged_nouns)) else Stance.REJECT
    if has_modal(verb):
        return Stance.REJECT
    judged_clauses = [
        c for t in (verb, evaluated) for c in t.children if c.dep_ in {"ccomp", "csubj"} and not is_infinitive(c)
    ]
    if judged_clauses:
        return (
            Stance.REJECT
            if has_modal(judged_clauses[0]) or says_what_must_be_done(judged_clauses[0])
            else Stance.ACCUSE
        )
    deeds = (s for s in grammatical_subjects(verb) if s.lower_ != "it")
    return Stance.ACCUSE if any(map(_is_deed, deeds)) else Stance.REJECT


def _is_deed(noun: Token) -> bool:
    """Whether a word stands for something done: "the attack", "such behaviour", "this"."""
    return noun.lemma_.casefold() in NOUNS_OF_CONDUCT or noun.tag_ in {"DT", "WDT"}


def claims_land(evaluated: Token) -> bool:
    """Whether land is said to belong to a state, which evaluates neither: "[Tacna is] an integral part of Peru"."""
    if evaluated.lemma_ != "part":
        return False
    land = [*grammatical_subjects(evaluated.head), *logical_objects(evaluated.head)]
    owned = any(t.ent_type_ == "GPE" for t in objects_of(evaluated, {"of"}))
    return owned and any(t.pos_ == "PROPN" for t in land)


def _is_of_something_bad(evaluated: Token) -> bool:
    subject = grammatical_subjects(evaluated.head) if evaluated.dep_ in {"acomp", "attr"} else []
    return any(lexicon.tones().get(s.lemma_.casefold()) == "bad" and s.dep_ != "csubj" for s in subject)


def points_back(verb: Token, stance: Stance) -> bool:
    """Whether a clause denies something that stands elsewhere: "that is false"; not "it is false [that Peru paid]"."""
    subject = grammatical_subjects(verb)
    if stance != Stance.DENY or not subject or any(c.dep_ in {"ccomp", "csubj", "xcomp"} for c in verb.children):
        return False
    evaluated = [c for c in verb.children if c.dep_ in {"acomp", "attr"}]
    if any(t.dep_ in {"acl", "ccomp", "relcl"} for c in evaluated for t in c.subtree):
        return False  # "a lie that Peru paid"
    return bool(evaluated) and all(s.lower_ in word_set("pronouns-for-things") for s in subject)


def _unwrapped(evaluated: Token) -> Token | None:
    """The noun in words that only wrap it: "nothing but [blackmail]", "tantamount to [theft]", "an act of [piracy]"."""
    if word_set("holding-words").isdisjoint({evaluated.lower_, evaluated.lemma_.casefold()}):
        return None
    for place in evaluated.children:
        if place.i > evaluated.i and place.dep_ in {"prep", "conj"}:
            inner = place if place.dep_ == "conj" else complement(place)
            return inner or next((p for c in place.children for p in complements(c)), None)
    return None


def _phrases(evaluated: Token) -> list[str]:
    start = evaluated.left_edge.i
    if start > 1 and evaluated.doc[start - 1].text == "-":
        start -= 2  # "a non-starter", in three tokens
    words = [t.lower_ for t in evaluated.doc[start : min(evaluated.right_edge.i + 1, start + 6)]]
    joined = [" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 2, len(words) + 1)]
    return [*joined, *(phrase.replace(" - ", "-") for phrase in joined if " - " in phrase)]


def _opens_with_should(clause: Token) -> bool:
    """ "Should the talks fail, ...": a condition."""
    first = clause.left_edge
    return first.lower_ == "should" and first.head.i == clause.i


def _says_no(clause: Token) -> bool:
    return is_negated(clause) or any(c.lower_ == "no" for a in clause.children if a.dep_ == "attr" for c in a.children)
