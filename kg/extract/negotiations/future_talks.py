"""Talks that are only demanded, or that are to come by their date, the words behind their noun or above their verb."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import auxiliaries_of, has_auxiliary, has_mark, has_own_subject, objects_of
from kg.extract.grammar.clause import conjuncts
from kg.extract.grammar.dating import dated
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.tense import SUBJECTS, TIMES, is_infinitive, tense
from kg.extract.text.document import document_of
from kg.extract.words.lexicon import word_set
from kg.model import Granularity

__all__ = [
    "PREPOSITIONS_OF_TALKS_BEFORE",
    "foresees",
    "is_demanded",
    "is_laid_down",
    "is_resolved_on",
    "is_to_be_had",
    "lays_down",
    "round_of",
]

AUXILIARIES_OF_DEMANDS = {"must", "should"}
AUXILIARIES_OF_PLANS = word_set("auxiliaries-of-plans")
VERBS_OF_TAKING_PLACE = word_set("verbs-of-taking-place")
VERBS_OF_RESUMING = word_set("verbs-of-resuming")
VERBS_OF_TALKS_THAT_GO_ON = word_set("verbs-of-talks-that-go-on")
VERBS_OF_GOING_INTO_TALKS = word_set("verbs-of-going-into-talks")
VERBS_OF_HAVING_TALKS = (
    VERBS_OF_TAKING_PLACE
    | VERBS_OF_RESUMING
    | word_set("verbs-of-bringing-about-talks")
    | {"relaunch", "renew", "undertake"}
)
VERBS_OF_TALKS_UNDER_WAY = VERBS_OF_HAVING_TALKS | VERBS_OF_TALKS_THAT_GO_ON
VERBS_OF_TRAVELLING = word_set("verbs-of-travelling")
VERBS_OF_SETTING_OUT = word_set("verbs-of-setting-out")
NOUNS_OVER_TALKS = word_set("nouns-for-several-talks") | {"resumption", "session"}
NOUNS_OF_MEETING = word_set("nouns-of-talking") | NOUNS_OVER_TALKS | {"conference", "summit"}
"""Nouns for talks that take place at a time, as a deal does not."""
WORDS_OF_LOOKING_AHEAD = {("of", "ahead"), ("for", "prepare"), ("for", "prepares")}
WORDS_OF_LAYING_DOWN = word_set("words-of-laying-down")
WORDS_OF_RESOLVE = word_set("words-of-resolve")
VERBS_OF_FORESEEING_TALKS = word_set("verbs-of-foreseeing-talks")
VERBS_OF_PROVIDING_FOR_TALKS = word_set("verbs-of-providing-for-talks")
VERBS_OF_WELCOMING = {"announce", "confirm", "welcome"}
"""Verbs whose object, if it is talks with a time laid down, is yet to come."""
PREPOSITIONS_OF_TALKS_BEFORE = {"after", "following", "since"}
"""Prepositions before talks that are held before something else: "agreed to pay after talks with Peru"."""
NOUNS_OF_RESULTS_OF_TALKS = word_set("nouns-of-results-of-talks")
VERBS_OVER_TALKS_AHEAD = word_set("verbs-of-looking-ahead") | VERBS_OF_FORESEEING_TALKS | {"approach", "loom"}
ADJECTIVES_OF_TALKS_AHEAD = word_set("adjectives-of-talks-ahead")
DAYS_NEAR = 91
"""Days, a quarter, within which a day without its year is the next one, if the last is further back."""


def round_of(talks: Token) -> Token:
    """The noun over talks, of which there are several or which begin again: "a [round] of talks"; else the talks."""
    noun_above = talks.head.head
    is_after_of = talks.dep_ == "pobj" and talks.head.lower_ == "of"
    return noun_above if is_after_of and noun_above.lemma_ in NOUNS_OVER_TALKS else talks


def is_demanded(word: Token, verb: Token, talks: Token) -> bool:
    """Whether a word says of talks under a verb, which is the word or below it, that they ought to be held: "[should]
    return to talks", "[needs] to negotiate"; not "must have met", "should use its talks", "should continue to meet"."""
    if _go_on(talks, verb):
        return False
    if auxiliaries_of(word) & AUXILIARIES_OF_DEMANDS and not has_auxiliary(word, {"have"}):
        return _leads_down(word, verb) and is_to_be_had(talks, verb)
    infinitive = next((c for c in word.children if c.dep_ == "xcomp" and is_infinitive(c)), None)
    if (
        infinitive is None
        or not _is_owing(word)
        or any(c.dep_ == "xcomp" for c in infinitive.children if word.i == verb.i)
    ):
        return False
    if word.i == verb.i:  # "the talks need to begin"
        return talks.dep_ in SUBJECTS and talks.head.i == word.i and _tells_of_having(infinitive)
    return _leads_down(word, verb) and is_to_be_had(talks, verb)


def _go_on(talks: Token, verb: Token) -> bool:
    """Whether the words below talks and their verb speak of some that are or were held: "the talks that began in May",
    "must [negotiate], as it does now", "has to [meet] Peru every year", "must be [negotiating]"."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if "must" in auxiliaries and ("be" in auxiliaries or (verb.lemma_ == "be" and talks.i == verb.i)):
        return True
    for t in (*talks.subtree, *verb.subtree):
        has_begun = t.dep_ != "ROOT" and t.tag_ == "VBD" and t.lemma_ in VERBS_OF_TAKING_PLACE
        is_so_now = has_mark(t, {"as"}) and t.lemma_ in {"do", verb.lemma_} and tense(t) in {"VBP", "VBZ"}
        is_in_course = t.lower_ in {"already", "now"} and word_at(t.doc, t.i + 1) == "in"  # "now in their second week"
        if has_begun or is_so_now or is_in_course or (t.lower_ == "every" and t.head.dep_ == "npadvmod"):
            return True
    return False


def _is_owing(word: Token) -> bool:
    """Whether a word before an infinitive says what is owed: "[ought] to meet", "[has] to meet"; not "had to meet",
    which may say that somebody did."""
    if word.lemma_ != "have":
        return word.lemma_ in {"need", "ought"}
    if has_auxiliary(word, {"had", "has", "have"}) or any(c.dep_ == "dobj" for c in word.children):
        return False
    return tense(word) in {"VBP", "VBZ"} or has_auxiliary(word, AUXILIARIES_OF_PLANS)


def is_resolved_on(word: Token, verb: Token, talks: Token) -> bool:
    """Whether a word says of talks under a verb below it that somebody is to hold them: "is [determined] to meet",
    "are [bound] to negotiate"; not "bound by its talks", "decided to meet", "was determined to meet", which they may
    have done."""
    if word is verb or word.lower_ not in WORDS_OF_RESOLVE or not _leads_down(word, verb):
        return False
    verbs_above = [c for c in word.children if c.dep_ in {"aux", "auxpass"}] or [word.head]
    return any(t.lemma_ == "be" and t.tag_ in {"VBP", "VBZ"} for t in verbs_above) and is_to_be_had(talks, verb)


def _leads_down(above: Token, verb: Token) -> bool:
    """Whether what is said of a word holds for a verb at the end of the infinitives below it, or joined to them."""
    while verb.i != above.i:
        governor = verb.head
        is_joined = verb.dep_ == "conj" and verb.tag_ == "VB" and not has_own_subject(verb) and governor.i >= above.i
        is_purpose = is_infinitive(verb) and (
            (verb.dep_ == "xcomp" and governor.lemma_ != "continue")
            or (verb.dep_ == "advcl" and governor.lemma_ in VERBS_OF_TRAVELLING)
        )
        is_begun = (
            verb.tag_ == "VBG" and verb.dep_ == "xcomp" and governor.lemma_ in VERBS_OF_TAKING_PLACE | VERBS_OF_RESUMING
        )
        if not (is_joined or is_purpose or is_begun) or not auxiliaries_of(verb) <= {"to"}:
            return False
        verb = governor
    return True


def is_to_be_had(talks: Token, verb: Token) -> bool:
    """Whether a verb says that talks are held or begun: "[hold] talks", "talks [resume]", "there [be] talks"; not
    "talks end", "conclude the talks"."""
    if talks.i == verb.i:
        return verb.lemma_ not in VERBS_OF_TALKS_THAT_GO_ON
    if talks.dep_ == "pobj" and talks.head.head.i == verb.i and talks.head.lower_ in {"in", "into", "to"}:
        return verb.lemma_ in VERBS_OF_GOING_INTO_TALKS
    if talks.head.i != verb.i or talks.dep_ not in {*SUBJECTS, "attr", "dobj"}:
        return False
    if talks.dep_ == "attr":  # "there should be talks", "there need to be talks"
        return any(c.dep_ == "expl" for c in (*verb.children, *verb.head.children))
    return verb.lemma_ in VERBS_OF_HAVING_TALKS if talks.dep_ == "dobj" else _tells_of_having(verb)


def _tells_of_having(verb: Token) -> bool:
    """Whether a verb says of its subject that it is held: "should [resume]", "take place"; not "should open roads"."""
    objects = {c.lower_ for c in verb.children if c.dep_ == "dobj"}
    return verb.lemma_ in VERBS_OF_HAVING_TALKS and objects <= {"place"}


def foresees(verb: Token, talks: Token) -> bool:
    """Whether a verb says that the talks which are its object, or for which somebody sets out, are to be held:
    "[foresaw] talks", "[provides] for a meeting", "[left] for talks"; not "provided rooms for a meeting", "planned the
    summit", "flew in for talks". ``talks`` are the verb where they are found by it."""
    if talks.i == verb.i or (talks.dep_ in {"dobj", "nsubjpass"} and talks.head.i == verb.i):
        are_known = tense(verb) == "VBD" and verb.lemma_ == "plan" and any(c.lower_ == "the" for c in talks.children)
        return verb.lemma_ in VERBS_OF_FORESEEING_TALKS and not are_known
    is_for_talks = talks.dep_ == "pobj" and talks.head.lower_ == "for" and talks.head.head.i == verb.i
    if is_for_talks and verb.lemma_ in VERBS_OF_SETTING_OUT:
        return tense(verb) in {"VBP", "VBZ"} or (tense(verb) == "VBD" and verb.lemma_ != "fly")
    return (
        is_for_talks
        and verb.lemma_ in VERBS_OF_PROVIDING_FOR_TALKS
        and all(c.dep_ not in {"dobj", "nsubjpass"} for c in verb.children)
    )


def is_laid_down(talks: Token) -> bool:
    """Whether words behind talks, or their date, say that they are to be held: "prepares for talks [planned for May]",
    "talks [due to open] will test them"; not where the sentence may speak of talks held: "planned for May but held in
    June", "left the talks planned for May"."""
    if _is_dated_ahead(talks):
        return True
    round_of_talks = round_of(talks)
    for noun in (talks, round_of_talks):
        verb = noun.head
        is_misread = noun.dep_ in SUBJECTS and verb.i > noun.i and auxiliaries_of(verb) <= {"to"}
        parties = conjuncts(objects_of(noun, {"among", "between", "with"}))  # the last may have taken the participle
        below = [*noun.children, *(c for party in parties for c in party.children if c.dep_ == "acl")]
        words = [*(c for c in below if c.i > noun.i), *([verb] if is_misread else ()), *_due_behind(noun)]
        participles = [w for w in words if lays_down(w) and not _was_changed(w)]
        if noun.lemma_ in NOUNS_OF_MEETING and any(
            _lies_ahead(w if w is verb else round_of_talks) for w in participles
        ):
            return True
    return False


def _due_behind(noun: Token) -> list[Token]:
    """The "due" right behind a noun and what belongs to it, which the parser may attach to the verb above: "welcomed
    the talks between Peru and Chile[, due] to open on Monday"."""
    doc, behind = noun.doc, noun.right_edge.i + 1
    behind += word_at(doc, behind) == ","
    return [doc[behind]] if word_at(doc, behind) == "due" and doc[behind].dep_ in {"advmod", "amod", "prep"} else []


def _is_dated_ahead(talks: Token) -> bool:
    """Whether talks have a date after the day of the document: "the 12 May [meeting]" in a text of April, "next week's
    talks"; not a mere weekday, which may be the last one, nor what is said to be over: "held talks on 12 May", "since
    the talks on 12 May"."""
    noun, published = round_of(talks), document_of(talks.doc).when
    is_meeting = talks.pos_ in {"NOUN", "PROPN"} and noun.lemma_ in NOUNS_OF_MEETING
    if published is None or not is_meeting or _is_told_as_over(noun):
        return False
    next_date = dated((talks, noun), published, coming=True)
    if next_date is None or next_date.granularity not in {Granularity.DAY, Granularity.WEEK}:
        return False
    last_date = dated((talks, noun), published, coming=False)
    if last_date is None:
        return False
    days_back = (published.last_day - last_date.day).days
    is_near = days_back > DAYS_NEAR and 0 < (next_date.day - published.last_day).days <= DAYS_NEAR
    return days_back < 0 or is_near


def _is_told_as_over(noun: Token) -> bool:
    """Whether talks are said to be over, whatever their date: "held [talks]", "after the [talks]", "[talks] failed",
    "signed at the [talks]", "the outcome of the [talks]"; not "the talks were to open", "hoped for peace at the talks".
    """
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ in {"at", "during", "in"}:
        return tense(above.head) == "VBD" and above.head.lemma_ not in VERBS_OVER_TALKS_AHEAD
    if noun.dep_ == "pobj":
        is_result = above.lower_ == "of" and above.head.lemma_ in NOUNS_OF_RESULTS_OF_TALKS
        return is_result or above.lower_ in PREPOSITIONS_OF_TALKS_BEFORE
    has_been = tense(above) in {"VBP", "VBZ"} and has_auxiliary(above, {"has", "have"})
    if noun.dep_ == "nsubj" and (tense(above) == "VBD" or has_been):
        told = [c for c in above.children if c.dep_ in {"acomp", "attr", "xcomp"}]
        is_open = any(is_infinitive(t) or t.lemma_ in ADJECTIVES_OF_TALKS_AHEAD for word in told for t in word.subtree)
        return bool(told or above.lemma_ != "be") and not is_open and above.lemma_ not in VERBS_OVER_TALKS_AHEAD
    is_of_verb = noun.dep_ in {*SUBJECTS, "dobj"} and above.lemma_ in VERBS_OF_HAVING_TALKS | {"attend"}
    return is_of_verb and (tense(above) == "VBD" or has_auxiliary(above, {"have"}))


def lays_down(word: Token) -> bool:
    """Whether a word lays down that talks are to be held at a time: "[planned] for May", "[due] to open", "[to be held]
    in Lima"; not "planned by Peru", "scheduled for two days"."""
    if word.dep_ in {"acl", "ccomp"} and is_infinitive(word):
        return _tells_of_holding(word)
    if word.lemma_ not in WORDS_OF_LAYING_DOWN or any(c.dep_ in {"auxpass", "dobj", "neg"} for c in word.children):
        return False
    times = (p for c in word.children if c.dep_ == "prep" and c.lower_ in {"for", "on"} for p in c.children)
    dated = any(p.ent_type_ in TIMES and p.tag_ != "NNS" for p in times)
    return dated or any(is_infinitive(c) and _tells_of_holding(c) for c in word.children)


def _tells_of_holding(infinitive: Token) -> bool:
    """Whether an infinitive says that talks are yet to be held: "to [begin]", "to be [held]"; not "to end the war"."""
    is_held = infinitive.lemma_ != "hold" or infinitive.tag_ == "VBN"
    objects = {c.lower_ for c in infinitive.children if c.dep_ == "dobj"}
    takes_place = objects == ({"place"} if infinitive.lemma_ == "take" else set())
    return (
        infinitive.lemma_ in VERBS_OF_TAKING_PLACE
        and is_held
        and takes_place
        and "have" not in auxiliaries_of(infinitive)
    )


def _was_changed(word: Token) -> bool:
    """Whether what a word lays down is said to be no longer so: "originally [planned] for May", "[planned] for May but
    held in June"."""
    return any(c.lower_ in {"first", "initially", "originally"} or c.dep_ in {"advcl", "conj"} for c in word.children)


def _lies_ahead(talks: Token) -> bool:
    """Whether the words over talks, or over the participle behind them that the parser took for a verb, speak of what
    is to come: "prepares for [talks]", "announced a [meeting]"."""
    governor = talks.head
    if talks.dep_ == "pobj":
        return (
            governor.lower_ in {"about", "before"} or (governor.lower_, governor.head.lower_) in WORDS_OF_LOOKING_AHEAD
        )
    if talks.dep_ in {"ccomp", "dobj", "nsubjpass"} and governor.lemma_ in VERBS_OF_WELCOMING:
        return True
    if talks.dep_ not in {*SUBJECTS, "csubj"}:
        return False
    is_bare = governor.tag_ == "VB" and not auxiliaries_of(governor)  # as the tagger takes "talks give hope"
    is_told_now = is_bare or (tense(governor) in {"VBP", "VBZ"} and not auxiliaries_of(governor) & {"has", "have"})
    objects = (p.lower_ for c in governor.children if c.dep_ == "prep" for p in c.children)
    is_in_doubt = governor.lemma_ == "be" and any(w in {"doubt", "risk"} for w in objects)
    says_what_it_is_for = governor.lemma_ != "be" and governor.lemma_ not in VERBS_OF_TALKS_UNDER_WAY
    return has_auxiliary(governor, AUXILIARIES_OF_PLANS) or (is_told_now and (is_in_doubt or says_what_it_is_for))
