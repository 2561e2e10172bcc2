"""How far a measure has come: taken, announced, threatened, possible, lifted; or wanted by others, or not taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from spacy.tokens import Token

from kg.extract.actions.indirect_doers import announcers
from kg.extract.actions.status_words import Mood, Standing, chain, demander_of, does_its_object, lifts, status_of
from kg.extract.actions.targets import is_before_punished_deed
from kg.extract.actions.unrealized_measures import (
    PREPOSITIONS_BEFORE_WHAT_IS_SO,
    comes_after,
    harms_on_condition,
    is_hypothetical,
    is_in_condition,
    is_of_reporter,
    is_only_alleged,
    is_only_enabled,
    is_only_named,
    is_only_planned,
    is_only_spoken_of,
    is_only_told_to_another,
    lists_demands,
    may_be_caused,
    may_be_shown,
    only_lowers,
    tells_of_speaker,
    word_of_fear,
)
from kg.extract.frames.courtesies import has_failed, is_put_off
from kg.extract.frames.factuality.counterfactual import is_left_undone, is_spoken_against
from kg.extract.frames.factuality.factuality import is_asked_whether, is_nonfactual, is_told_untrue, is_yes_no_question
from kg.extract.frames.factuality.hedges import is_hearsay, is_presumed
from kg.extract.grammar.arcs import (
    first_joined_verb,
    has_determiner_no,
    has_modal,
    has_own_subject,
    possessors,
    shared_auxiliaries,
)
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.conditions.conditional import conditional
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import CLAUSAL, is_infinitive
from kg.extract.words.lexicon import word_set
from kg.model import ActionStatus

__all__ = ["standing"]

AUXILIARIES_OF_THE_UNCERTAIN = word_set("auxiliaries-of-the-uncertain")
AUXILIARIES_OF_THE_CERTAIN = word_set("auxiliaries-of-the-certain")
DEONTIC = {"must", "should", "ought"}
WARNED = {"warn", "threaten", "caution"}
VERBS_OF_PLEDGING = word_set("verbs-of-pledging")
"""Verbs of measures that are still to come."""
VERBS_OF_MERE_BELIEF = word_set("verbs-of-mere-belief")
VERBS_OF_TELLING_A_PLAN = word_set("verbs-of-telling-a-plan")
OPENERS_OF_WHAT_IS_AWAITED = word_set("openers-of-what-is-awaited")
OPENERS_OF_WHAT_HAPPENED = word_set("openers-of-what-happened")
VERBS_OF_AWAITING = word_set("verbs-of-awaiting")
VERBS_OF_WISHING = word_set("verbs-of-wishing")
VERBS_OF_FORCING = {"force", "compel"}
"""Verbs of wanting after which it was done: "was forced to impose a levy"."""
VERBS_AFTER_AN_END = word_set("verbs-after-an-end")
VERBS_OF_CHANGING_WHAT_IS_IN_FORCE = word_set("verbs-of-changing-what-is-in-force")
VERBS_OF_LISTING = word_set("verbs-of-listing")
WORDS_BEFORE_EXAMPLES = {"as", "including", "like"}
WORDS_BEFORE_NO_FULL_END = word_set("words-before-no-full-end")
WORDS_OF_SCHEDULES = word_set("words-of-schedules")


class _Measure(NamedTuple):
    """A measure as its sentence tells it: its ``word``; the ``verb`` that this is or depends on; the words above, the
    nearest first; whether the nearest ends it; and the auxiliaries of all of them."""

    word: Token
    verb: Token
    heads: Sequence[Token]
    is_lifted: bool
    auxiliaries: Set[str]


def standing(word: Token, verb: Token) -> Standing:
    """The standing of the measure indicated by ``word``, which is ``verb`` or depends on it."""
    measure = _measure(word, verb)
    return (
        _not_taken(measure)
        or _demanded(measure)
        or _only_spoken_of(measure)
        or _threatened(measure)
        or _lifted(measure)
        or _uncertain(measure)
        or _to_come(measure)
        or Standing(ActionStatus.IN_FORCE, Mood.TOLD, _nearest_lemma(measure))
    )


def _measure(word: Token, verb: Token) -> _Measure:
    heads = [] if verb.i == word.i else [verb]
    heads += chain(verb)
    if word.pos_ != "VERB" and verb.i == word.i:
        heads = list(_over_noun(word.head.head)) if word.dep_ == "pobj" and _decides(word.head) else []
    lifting = _lifting_told(word, heads)
    heads = heads if lifting is None else [lifting, *heads]
    may_be_ended = word.pos_ != "VERB" or (word.dep_ == "xcomp" and word.tag_ == "VBG")  # "stopped bombing Peru"
    is_lifted = bool(heads) and lifts(heads[0]) and may_be_ended and not only_lowers(word, heads[0])
    auxiliaries = {auxiliary for v in (verb, *heads) for auxiliary in shared_auxiliaries(v)}
    return _Measure(word, verb, heads, is_lifted, auxiliaries)


def _nearest_lemma(measure: _Measure) -> str | None:
    return measure.heads[0].lemma_ if measure.heads else None


def _demanded(measure: _Measure) -> Standing | None:
    """The standing of a measure that somebody demands: "demanded that Peru impose a levy", "must lift its levy"."""
    word, verb = measure.word, measure.verb
    heads = measure.heads[measure.is_lifted :]
    demander = next((v for v in heads if status_of(v) == Mood.DEMANDED), None) or demander_of(verb)
    if demander is None and not measure.auxiliaries & DEONTIC:
        return None
    is_forced = demander is not None and demander.lemma_ in VERBS_OF_FORCING
    in_force = word.pos_ != "VERB" and (is_forced or not _brings_about(verb))
    how_far = ActionStatus.IN_FORCE if in_force else ActionStatus.POSSIBLE
    return Standing(how_far, Mood.DEMANDED, demander.lemma_ if demander is not None else "must")


def _only_spoken_of(measure: _Measure) -> Standing | None:
    """The standing of a measure that holds, and that somebody speaks of: "discussed its levy"."""
    if is_only_spoken_of(measure.word, measure.verb):
        return Standing(ActionStatus.IN_FORCE, Mood.TOLD, _nearest_lemma(measure))
    return None


def _threatened(measure: _Measure) -> Standing | None:
    """The standing of a measure that its words threaten: "threatened to impose a levy", "warned that it would"."""
    for token in (*measure.heads, *_adjectives(measure.word)):
        if status_of(token) == ActionStatus.THREATENED:
            return Standing(ActionStatus.THREATENED, Mood.TOLD, token.lemma_)
    reporter = _warner(measure)
    if reporter is not None and (reporter.lemma_ == "threaten" or is_of_reporter(measure.verb)):
        return Standing(ActionStatus.THREATENED, Mood.TOLD, reporter.lemma_)
    return None


def _warner(measure: _Measure) -> Token | None:
    """The verb that warns of a measure still open: "[warned] that Peru may impose a levy"."""
    reporter = measure.verb.head
    is_warned = measure.verb.dep_ == "ccomp" and reporter.lemma_ in WARNED and _is_open(measure)
    return reporter if is_warned else None


def _is_open(measure: _Measure) -> bool:
    return bool(measure.auxiliaries & (AUXILIARIES_OF_THE_UNCERTAIN | AUXILIARIES_OF_THE_CERTAIN))


def _is_planned(measure: _Measure) -> bool:
    """Whether "would" tells a plan: "Peru said it [would] impose a levy"."""
    return "would" in measure.auxiliaries and _is_own_plan(measure.verb)


def _lifted(measure: _Measure) -> Standing | None:
    """The standing of a measure that is lifted, or so far holds: "may lift its levy", "is ready to lift it"."""
    if not measure.is_lifted:
        return None
    nearest, *others = measure.heads
    holds = (
        _is_uncertain(measure)
        or _is_open(measure)
        or comes_after(measure.verb)
        or is_only_planned(nearest, others)
        or any(status_of(v) == ActionStatus.POSSIBLE for v in others)
    )
    return Standing(ActionStatus.IN_FORCE if holds else ActionStatus.LIFTED, Mood.TOLD, nearest.lemma_)


def _uncertain(measure: _Measure) -> Standing | None:
    """The standing of a measure that is left open: "may impose a levy", or threatened: "would raise it if ..."."""
    word, verb = measure.word, measure.verb
    if not _is_uncertain(measure):
        return None
    is_threat = not _may_be(verb) and not is_hypothetical(word) and harms_on_condition(word, verb, measure.auxiliaries)
    return Standing(ActionStatus.THREATENED if is_threat else ActionStatus.POSSIBLE, Mood.TOLD, "would")


def _is_uncertain(measure: _Measure) -> bool:
    word, verb = measure.word, measure.verb
    of_plans = {"would"} if _is_planned(measure) else set()
    return (
        bool(measure.auxiliaries & (AUXILIARIES_OF_THE_UNCERTAIN - of_plans))
        or conditional(verb) is not None
        or _may_be(verb)
        or _warner(measure) is not None
        or is_hypothetical(word)
        or any(map(is_only_alleged, (word, verb)))
        or is_only_told_to_another(word, verb)
        or is_presumed(verb)
        or is_hearsay(verb)
    )


def _to_come(measure: _Measure) -> Standing | None:
    """The standing of a measure that is still to come: "will impose a levy", "pledged aid", "plans to impose one"."""
    word, heads = measure.word, measure.heads
    is_considered = any(status_of(v) == ActionStatus.POSSIBLE for v in heads)  # "will consider sanctions"
    is_certain = bool(measure.auxiliaries & AUXILIARIES_OF_THE_CERTAIN) or _is_scheduled(measure.verb)
    if not is_considered and (is_certain or _is_planned(measure)):
        return Standing(ActionStatus.ANNOUNCED, Mood.TOLD, "will")
    if word.pos_ == "VERB" and word.lemma_ in VERBS_OF_PLEDGING:
        return Standing(ActionStatus.ANNOUNCED, Mood.TOLD, word.lemma_)
    for token in heads:
        status = status_of(token)
        if status in {ActionStatus.POSSIBLE, ActionStatus.ANNOUNCED}:
            return Standing(ActionStatus(status), Mood.TOLD, token.lemma_)
    return None


def _lifting_told(word: Token, heads: list[Token]) -> Token | None:
    """The noun for the end of a measure that a verb tells of as done: "follows the [lifting] of Peru's levy"; None
    for any other, "demands the lifting of it", "welcomed the planned lifting of it"."""
    noun = word.head.head
    ends = word.dep_ == "pobj" and word.head.lower_ == "of" and noun.pos_ == "NOUN" and lifts(noun)
    ends = ends and not any(c.lower_ in WORDS_BEFORE_NO_FULL_END for c in noun.children)
    return noun if ends and heads and noun.head == heads[0] and heads[0].lemma_ in VERBS_AFTER_AN_END else None


def _not_taken(measure: _Measure) -> Standing | None:
    """The standing of a measure that somebody is against, fears, waits for, asks for in a list, denies or has given
    up; None for any other."""
    word, verb, heads, is_lifted, _ = measure
    if (unreal := _word_of_the_unreal(measure)) is not None:
        return Standing(ActionStatus.POSSIBLE, Mood.DENIED, unreal)
    if verb.lemma_ in VERBS_OF_LISTING and word.pos_ != "VERB" and lists_demands(verb):
        return Standing(ActionStatus.POSSIBLE, Mood.DEMANDED, verb.lemma_)
    threat = _threat_over(word)
    plans = [v for v in heads if status_of(v) and v.pos_ == "NOUN"] + ([threat] if threat is not None else [])
    is_unable = any(is_put_off(v) or has_failed(v) for v in plans) or any(v.lemma_ == "unable" for v in heads)
    is_untrue = is_unable or is_negated(verb) or is_told_untrue(verb) or is_left_undone(verb)
    is_denied = any(is_negated(v) or status_of(v) == Mood.DENIED for v in heads[:2]) or any(
        map(_is_plan_not_made, plans)
    )
    if is_untrue or is_denied or (word.pos_ != "VERB" and has_determiner_no(word)):
        return Standing(ActionStatus.IN_FORCE, Mood.TOLD if is_lifted and threat is None else Mood.DENIED, "not")
    if threat is not None and is_lifted:  # "was urged to drop its threat of a levy"
        return Standing(ActionStatus.THREATENED, Mood.TOLD, threat.lemma_)
    return None


def _word_of_the_unreal(measure: _Measure) -> str | None:
    """The word by which a measure is only named, feared, wished, awaited, asked about or spoken against, else None."""
    word, verb, heads, _, _ = measure
    return (
        (verb.head.lemma_ if status_of(verb.head) is None and is_only_named(verb) else None)
        or word_of_fear(word, verb)
        or _wish_verb(word, verb)
        or _wait_word(verb)
        or _question_mark(verb)
        or ("against" if any(map(is_spoken_against, (verb, *heads))) else None)
    )


def _is_plan_not_made(plan: Token) -> bool:
    """Whether nobody has made or told a plan: "had not announced [plans]"; not "its plans", "did not drop plans"."""
    verb, is_owned = plan.head, bool(possessors(plan))
    return plan.dep_ == "dobj" and not is_owned and is_negated(verb) and does_its_object(verb) and not lifts(verb)


def _brings_about(verb: Token) -> bool:
    """Whether a measure that is the verb's object is taken only with it: "impose a levy"; not "keep", "ease" it."""
    return does_its_object(verb) and not lifts(verb) and verb.lemma_ not in VERBS_OF_CHANGING_WHAT_IS_IN_FORCE


def _threat_over(word: Token) -> Token | None:
    """The threat or ultimatum that a measure is only the content of: "dropped its [threat] of a levy", "its
    [threatened] levy"."""
    noun = word.head.head if word.dep_ in {"pobj", "pcomp"} else word
    above = [noun] if noun.i != word.i and noun.pos_ == "NOUN" else []
    return next((t for t in (*above, *_adjectives(word)) if status_of(t) == ActionStatus.THREATENED), None)


def _adjectives(noun: Token) -> list[Token]:
    """The adjectives and participles before a noun: "its [threatened] levy"."""
    return [c for c in noun.children if c.dep_ == "amod"]


def _is_own_plan(verb: Token) -> bool:
    """Whether "would" reports the speaker's own plan: "Peru said it [would lift] its levy"; not "hinted it would"."""
    top = first_joined_verb([verb, *chain(verb)][-1])
    is_told = top.dep_ == "ccomp" and top.head.lemma_ in VERBS_OF_TELLING_A_PLAN
    return is_told and (tells_of_speaker(top) or bool(announcers(verb)))


def _decides(preposition: Token) -> bool:
    """Whether the word above a preposition says how far the measure after it has come: "threatened with a levy"; not
    "from Peru's invasion to inflation, the leaders pledged", "has pledged aid since the invasion", "threats such as the
    invasion", "threatened the envoys over Peru's levy"."""
    governor = preposition.head
    return (
        governor.pos_ in {"NOUN", "VERB"}
        and governor.i < preposition.i
        and not is_before_punished_deed(preposition)
        and preposition.lower_ not in PREPOSITIONS_BEFORE_WHAT_IS_SO | WORDS_BEFORE_EXAMPLES | {"over"}
    )


def _over_noun(word: Token) -> Iterator[Token]:
    """The word above a measure, and the one that says what becomes of it: end, call in "called for an end to aid"."""
    yield word
    if word.pos_ == "NOUN" and word.dep_ == "dobj":
        yield word.head
    elif word.pos_ == "NOUN" and word.dep_ == "pobj" and word.head.lower_ == "for":
        yield word.head.head


def _may_be(verb: Token) -> bool:
    """Whether a text only supposes, asks or makes possible that a measure is taken."""
    is_only_reported = is_only_enabled(verb) or _is_only_believed(verb) or may_be_shown(verb) or may_be_caused(verb)
    return is_only_reported or _is_supposed(verb) or is_nonfactual(verb)


def _is_only_believed(verb: Token) -> bool:
    """Whether the text only speaks of a measure that somebody believes in, or accuses another of: "claimed that Peru
    plans to bomb Chile", "Peru is believed to have bombed Chile"; not what somebody says of himself."""
    first_verb = first_joined_verb(verb)
    governors = [first_verb, *chain(first_verb)]
    if any(v.lemma_ in VERBS_OF_MERE_BELIEF and is_passive(v) for v in governors[1:]):
        return True
    outer = first_joined_verb(next((v for v in governors if v.dep_ not in {"xcomp", "pcomp"}), first_verb))
    return outer.dep_ == "ccomp" and outer.head.lemma_ in VERBS_OF_MERE_BELIEF and not tells_of_speaker(outer)


def _is_supposed(verb: Token) -> bool:
    """Whether a clause only says what may come: "should Peru go on to bomb Chile", "if Peru bombs Chile"."""
    nearest = any(v.dep_ in {"advcl", "ccomp"} and conditional(v.head) == v for v in (verb, *chain(verb)))
    return nearest or is_in_condition(verb)


def _wish_verb(word: Token, verb: Token) -> str | None:
    """The verb by which somebody only wishes or asks that another take a measure: "would like Peru to impose a levy",
    "wants to see Peru impose one"."""
    if word.pos_ == "VERB" or not does_its_object(verb) or lifts(verb) or is_negated(verb):
        return None
    demander = demander_of(verb) or next((v for v in chain(verb) if status_of(v) == Mood.DEMANDED), None)
    if demander is not None and demander.lemma_ not in VERBS_OF_FORCING:
        return str(demander.lemma_)
    governor = verb.head if verb.dep_ in {"ccomp", "xcomp"} and has_own_subject(verb) else verb
    while governor.lemma_ == "see" and governor.dep_ in {"ccomp", "xcomp"}:
        governor = governor.head
    return str(governor.lemma_) if governor.i != verb.i and governor.lemma_ in VERBS_OF_WISHING else None


def _wait_word(verb: Token) -> str | None:
    """ "until" where a measure stands in a clause of what somebody waits for, else None: "wanted to hold off until
    the US raised tariffs"."""
    token = verb
    for _ in range(4):
        opener = next(
            (c for c in token.children if c.dep_ in {"mark", "advmod"} and c.lower_ in OPENERS_OF_WHAT_IS_AWAITED), None
        )
        if opener is not None and token.dep_ == "advcl":
            clause = token.head
            waits = any(t.lemma_ in VERBS_OF_AWAITING for t in (clause, *chain(clause)))
            waits = waits or any(c.dep_ == "xcomp" and c.lemma_ in VERBS_OF_AWAITING for c in clause.children)
            past = token.tag_ == "VBD" or any(c.dep_ in {"aux", "auxpass"} and c.tag_ == "VBD" for c in token.children)
            if waits or (past and opener.lower_ in OPENERS_OF_WHAT_HAPPENED):
                return "until" if waits else None
            return "until" if is_infinitive(clause) or has_modal(clause) else None
        if token.dep_ not in {"pcomp", "conj", "xcomp", "prep"}:
            return None
        token = token.head
    return None


def _question_mark(verb: Token) -> str | None:
    """ "?" in a question whether a measure is taken, else None: "Will Peru have to lift its levy?"."""
    top = first_joined_verb([verb, *chain(verb)][-1])
    is_asked = top.dep_ == "ROOT" and top.pos_ in CLAUSAL and is_yes_no_question(top)
    return "?" if is_asked or (verb.pos_ in CLAUSAL and is_asked_whether(verb)) else None


def _is_scheduled(verb: Token) -> bool:
    """Whether an infinitive is scheduled: "is to be disbursed", "is going to bomb"; in a heading, "Peru to leave"."""
    if not is_infinitive(verb) or verb.dep_ not in {"xcomp", "ROOT", "ccomp"}:
        return False
    head = verb.head
    if head.i == verb.i and has_own_subject(verb):
        return True
    return head.lemma_ in {"be", "go"} or (head.lemma_ in WORDS_OF_SCHEDULES)
