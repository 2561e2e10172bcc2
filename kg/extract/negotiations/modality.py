"""Whether talks are actual, planned, possible, refused, or denied, which those are that a text only asks about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.frames.factuality.counterfactual import is_spoken_against
from kg.extract.frames.factuality.factuality import is_asked_whether, is_told_untrue
from kg.extract.frames.factuality.hedges import is_presumed
from kg.extract.grammar.arcs import auxiliaries_of, has_auxiliary, has_determiner_no, has_mark, has_own_subject
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import SUBJECTS, is_infinitive, tense
from kg.extract.negotiations.future_talks import foresees, is_demanded, is_laid_down, is_resolved_on, round_of
from kg.extract.negotiations.requested_talks import (
    is_asked_for,
    is_held,
    is_looked_forward_to,
    is_past_occasion,
    is_tried,
    is_unproven,
    is_worth_doing,
    tells_of_past,
)
from kg.extract.negotiations.scope_of_plans import by_plan, leads_to
from kg.extract.negotiations.talks_broken_off import Decision, decision_if_called_off
from kg.extract.negotiations.treaties_without_talks import is_deal_left_open, is_indefinite, is_of_ended_treaty
from kg.extract.words.lexicon import word_set
from kg.model import TalkModality

__all__ = ["talk_modality"]

POSSIBILITY_AUXILIARIES = word_set("possibility-auxiliaries")
AUXILIARIES_OF_PLANS = word_set("auxiliaries-of-plans")
WORDS_OF_PLANNING = word_set("words-of-planning")
VERBS_OF_HOPING_FOR_TALKS = word_set("verbs-of-hoping-for-talks")
VERBS_OF_HOPING_OR_HELPING = word_set("verbs-of-hoping-or-helping")
PARTICLES_OF_DRAWING_BACK = word_set("particles-of-drawing-back")
PRESSING = {"insist", "press", "push"}
NOUNS_OF_WHAT_IS_OWED = word_set("nouns-of-what-is-owed")
NOUNS_OF_THE_WORTH_OF_TALKS = word_set("nouns-of-the-worth-of-talks")
VERBS_OF_BRINGING_ABOUT_TALKS = word_set("verbs-of-bringing-about-talks")
WORDS_OF_REFUSING_TALKS = word_set("words-of-refusing-talks")
WORDS_OF_WHAT_IS_TO_COME = word_set("words-of-what-is-to-come")
ADJECTIVES_OF_UNCERTAIN_TALKS = word_set("adjectives-of-uncertain-talks")
LAID_DOWN = {"planned", "scheduled"}
VERBS_OF_TAKING_PLACE = word_set("verbs-of-taking-place")
MARKS_OF_SEPARATE_CLAUSES = word_set("marks-of-clauses-apart") | word_set("marks-of-times-apart")
WORDS_FOR_AFTER = {"after", "since"}
HAVING_TALKS = (
    VERBS_OF_TAKING_PLACE
    | WORDS_OF_PLANNING
    | word_set("verbs-of-holding-talks")
    | word_set("verbs-of-concluding") - {"attend"}
    | {"be"}
)
VERBS_OF_CANCELLING = word_set("verbs-of-cancelling")
VERBS_OF_BREAKING_OFF = word_set("verbs-of-breaking-off")
TREATIES = word_set("treaties")
NOUNS_OF_TALKING = word_set("nouns-of-talking")
VERBS_OF_TALKING = word_set("verbs-of-talking")
VERBS_OF_RESUMING = word_set("verbs-of-resuming")
VERBS_OF_COMING_TO_TERMS = word_set("verbs-of-coming-to-terms")
VERBS_OF_LEAVING_UNDONE = word_set("verbs-of-leaving-undone")
WORDS_OF_WILLINGNESS_TO_TALK = word_set("words-of-willingness-to-talk")
PREPOSITIONS_OF_OCCASIONS_OF_TALKS = word_set("prepositions-of-occasions-of-talks")
"""Prepositions before talks that are only the occasion of something else: "prices declined amid talks"."""


def talk_modality(token: Token) -> TalkModality | None:
    """The modality of the talks that a verb or noun names, by its auxiliaries and the verbs above it; None where the
    words only deny that there are any, are a question whether there are, leave it open, or end a treaty. "Asked whether
    they met" leaves talks possible."""
    only_asked = is_asked_whether(token) and not is_held(token)
    is_none = only_asked or is_of_ended_treaty(token) or is_deal_left_open(token)
    return None if is_none else _modality_by_words(token)


@dataclass(frozen=True, slots=True)
class _VerbAbove:
    """The verb over talks, and what stands between: whether the talks are only the occasion of something else, or went
    before it; ``modality`` is what a noun or adjective there indicates, None where none does."""

    verb: Token
    is_occasion: bool
    is_past: bool
    modality: TalkModality | None


@dataclass(frozen=True, slots=True)
class _Talks:
    """Talks, the round of them that is meant, the verb over them, and what is known of both; see `_VerbAbove`.
    ``took_place``: the verb says that they have happened."""

    token: Token
    round: Token
    verb: Token
    is_occasion: bool
    is_past: bool
    took_place: bool


def _verb_above(token: Token) -> _VerbAbove:
    verb, is_occasion, is_past = token, False, False
    while (verb.pos_ not in {"VERB", "AUX"} or _is_misread(verb)) and verb.dep_ != "ROOT":
        if not is_occasion and (modality_of_noun := _by_noun(verb, token)) is not None:
            return _VerbAbove(verb, is_occasion, is_past, modality_of_noun)
        is_occasion = is_occasion or (
            verb.dep_ == "prep"
            and verb.lower_ in PREPOSITIONS_OF_OCCASIONS_OF_TALKS
            and verb.head.lemma_ not in WORDS_OF_WILLINGNESS_TO_TALK | {"be"}  # "is interested in talks"
        )
        is_past = is_past or (verb.dep_ == "prep" and is_past_occasion(verb))
        verb = verb.head
    expected = TalkModality.PLANNED if verb is not token and is_looked_forward_to(verb) else None
    return _VerbAbove(verb, is_occasion or is_past, is_past, expected)


def _is_only_imagined(deal: Token, verb: Token, planned: Token) -> bool:
    """Whether a text only imagines what a deal would do, or what would bring it about: "a [deal] with Peru would help
    farmers", "would be a breach", "would lead to a [deal]"; not "would sign a [deal]", "the [deal] would help farmers".
    ``planned`` has the auxiliary, at or above ``verb``."""
    tells_what_it_is = verb.lemma_ == "be" and deal.dep_ == "nsubj" and deal.head.i == verb.i
    return (
        is_indefinite(deal)
        and deal.lemma_.casefold() in TREATIES
        and has_auxiliary(planned, {"would"})
        and (tells_what_it_is or verb.lemma_ not in HAVING_TALKS)
    )


def _modality_by_words(token: Token) -> TalkModality | None:
    above = _verb_above(token)
    if above.modality is not None:
        return above.modality
    several = round_of(token)
    took_place = several.dep_ in {*SUBJECTS, "dobj"} and several.head.i == above.verb.i and _took_place(above.verb)
    talks = _Talks(token, several, above.verb, above.is_occasion, above.is_past, took_place)
    (modality,) = next(decision for decision in _decisions(talks) if decision is not None)
    return modality


def _decisions(talks: _Talks) -> Iterator[Decision | None]:
    """What the words around talks say of them, in the order in which the first decides; None of words that do not."""
    token, verb = talks.token, talks.verb
    yield decision_if_called_off(token, talks.round, verb)
    if not talks.took_place:
        yield _by_words_beside(token)
    if _only_failed(verb):
        yield (TalkModality.ACTUAL,)
    has_no = token.pos_ in {"NOUN", "PROPN"} and has_determiner_no(token)
    if has_no or (not talks.is_occasion and _is_denied(token, verb)):
        yield (TalkModality.REFUSED if _is_future(verb) else None,)
    if not talks.took_place and not _is_refused(verb):
        yield _by_doubt(token)
    chain = _verb_chain(verb)
    if talks.is_past and tells_of_past(chain):
        yield (TalkModality.ACTUAL,)
    for word, child in zip(chain[:3], (None, *chain), strict=False):
        yield _by_word_above(talks, word, child)
    yield (None if _is_cancelled(token, verb) else TalkModality.ACTUAL,)


def _by_word_above(talks: _Talks, word: Token, child: Token | None) -> Decision | None:
    """What the verb of the talks, or a verb or noun above it, says of them; ``child`` is the verb below the word, on
    the way down to that of the talks."""
    verb = talks.verb
    if not talks.is_occasion and (_is_of_refusing(word) or _is_undone(word, child)):
        return (TalkModality.REFUSED if _refuses(word) else None,)
    auxiliaries = auxiliaries_of(word)
    presumed = not talks.is_occasion and is_presumed(word) and (word is verb or leads_to(word, verb, talks.round))
    if auxiliaries & POSSIBILITY_AUXILIARIES or presumed or is_demanded(word, verb, talks.round):
        return (TalkModality.POSSIBLE,)
    if auxiliaries & AUXILIARIES_OF_PLANS and leads_to(word, verb, talks.round):
        return (TalkModality.POSSIBLE if _is_only_imagined(talks.token, verb, word) else by_plan(word, verb),)
    is_joined = child is not None and child.dep_ == "conj" and child.tag_ != "VB"  # "backed Chile and met Peru"
    if _is_planned(talks, word, is_joined):
        return (TalkModality.PLANNED,)
    if _is_hoped_for(talks, word, is_joined) or has_mark(word, {"if", "whether"}):
        return (TalkModality.POSSIBLE,)
    to_be = (word.i == verb.head.i and verb.dep_ == "xcomp") or leads_to(word, verb, talks.round)  # "are to meet"
    is_to_be = to_be and word.lemma_ == "be" and any(c.dep_ == "xcomp" for c in word.children)
    return (TalkModality.PLANNED,) if is_to_be else None


def _is_planned(talks: _Talks, word: Token, is_joined: bool) -> bool:
    """Whether a word at or above the verb of talks plans them; it ``is_joined`` where "and" adds that verb to it."""
    verb = talks.verb
    is_scheduled = talks.token.dep_ == "nsubjpass" and talks.token.head.i == verb.i and not talks.took_place
    may_plan = is_scheduled or (word is not verb and not is_joined)
    is_foreseen = word is verb and foresees(verb, talks.round) and not talks.took_place
    return (may_plan and word.lemma_ in WORDS_OF_PLANNING) or is_foreseen or is_resolved_on(word, verb, talks.round)


def _is_hoped_for(talks: _Talks, word: Token, is_joined: bool) -> bool:
    """Whether a word at or above the verb of talks wants them, tries for them or leaves open whether they are held."""
    token, verb = talks.token, talks.verb
    governs = (word is not verb or token is not verb) and not (talks.is_occasion or is_joined)
    is_wanted = governs and (_is_of_hoping(word, token, verb) or is_tried(word, token, verb))
    return is_wanted or (word is verb and (is_worth_doing(token, verb) or is_unproven(token, verb)))


def _is_misread(talks: Token) -> bool:
    """Whether a noun is tagged as a verb: "said that [talks] between Peru and Chile would resume"."""
    return talks.tag_ == "VBZ" and talks.lower_ == "talks" and talks.dep_ in {*SUBJECTS, "dobj", "pobj"}


def _is_of_hoping(word: Token, token: Token, verb: Token) -> bool:
    """Whether a word above talks wants or asks for them: "urged Peru to meet", "pressed for talks"; not "was encouraged
    by talks", "backed the talks", "backed out of talks", "pressed on with talks", "insisted that they met"."""
    if word.lemma_ in PRESSING:
        prepositions = (c for c in word.children if c.dep_ == "prep" and c.lower_ in {"for", "on"})
        return any(p.dep_ in {"pobj", "pcomp"} and p.ent_type_ != "DATE" for c in prepositions for p in c.children)
    if word.lemma_ in VERBS_OF_HOPING_OR_HELPING and not is_infinitive(verb):
        is_helped = is_passive(word) and token.dep_ != "nsubjpass"
        if is_helped or is_held(token) or any(c.lower_ in PARTICLES_OF_DRAWING_BACK for c in word.children):
            return False
    return word.lemma_ in VERBS_OF_HOPING_FOR_TALKS or (
        word.pos_ == "ADJ" and word.lemma_ in WORDS_OF_WILLINGNESS_TO_TALK
    )


def _by_noun(noun: Token, talks: Token) -> TalkModality | None:
    """The modality of talks by a noun or adjective above them: "the rejection of talks", "the need for talks", "its
    obligations, including talks with Peru", "ready for talks"; "the importance of the talks" is said of talks held."""
    if _is_of_refusing(noun) or _is_broken_off(noun):
        return TalkModality.REFUSED
    if noun.pos_ == "ADJ" and noun.lemma_ in WORDS_OF_WILLINGNESS_TO_TALK:
        return TalkModality.REFUSED if is_negated(noun) else TalkModality.POSSIBLE
    if is_asked_for(noun, talks):
        return None if _is_of_refusing(noun.head) else TalkModality.POSSIBLE
    is_wished = noun.lemma_ in NOUNS_OF_THE_WORTH_OF_TALKS and not is_held(talks)
    obligation = noun.head.head if noun.head.lower_ == "including" else noun
    return TalkModality.POSSIBLE if obligation.lemma_ in NOUNS_OF_WHAT_IS_OWED or is_wished else None


def _is_broken_off(contact: Token) -> bool:
    """Whether contact is refused: "ended [contact] with Peru", "cut off all [communication]"; ended talks were held."""
    verb = contact.head
    is_broken = verb.lemma_ in VERBS_OF_BREAKING_OFF and contact.dep_ in {"dobj", "nsubjpass"} and not is_negated(verb)
    return is_broken and contact.lemma_ in {"communication", "contact"}


def _verb_chain(verb: Token) -> list[Token]:
    """A verb and at most three verbs or nouns above it, as far as they speak of the same event."""
    chain = [verb]
    while (
        chain[-1].dep_ in {"xcomp", "ccomp", "conj", "acl", "advcl"} and len(chain) < 4 and not _is_separate(chain[-1])
    ):
        chain.append(chain[-1].head)
    return chain


def _by_words_beside(talks: Token) -> Decision | None:
    """The modality that the words beside talks give them: "upcoming talks", "looks forward to talks", "proposed talks";
    a verb in the past says what became of proposed ones: "the proposed deal was signed"."""
    adjectives = [c for c in talks.children if c.dep_ == "amod"]
    if any(c.lower_ in WORDS_OF_WHAT_IS_TO_COME for c in adjectives) or is_looked_forward_to(talks):
        return (TalkModality.PLANNED,)
    is_proposed = any(c.tag_ == "VBN" and c.lemma_ in VERBS_OF_HOPING_FOR_TALKS for c in adjectives)
    has_outcome = talks.dep_ in SUBJECTS and tense(talks.head) == "VBD"
    return (TalkModality.POSSIBLE,) if is_proposed and not has_outcome else None


def _by_doubt(talks: Token) -> Decision | None:
    """The modality of talks that neither a denial nor a refusal decides: "possible talks", "an upcoming round of
    talks", "ahead of a planned round of talks", "talks planned for May"; a verb says of some that they were held, as
    one of talking does: "attended a planned round of talks", "discussed a possible deal", "held talks on a possible
    deal"."""
    noun = round_of(talks)
    adjuncts = [c for head in {talks, noun} for c in head.children if c.dep_ == "amod"]
    ahead = noun.dep_ == "pobj" and noun.head.lower_ in {"before", "of"}
    future = any(c.lower_ in WORDS_OF_WHAT_IS_TO_COME and (ahead or c.lower_ not in LAID_DOWN) for c in adjuncts)
    if future or is_laid_down(talks):
        return (TalkModality.PLANNED,)
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ in {"about", "on", "over"}
        and noun.head.head.lemma_ in NOUNS_OF_TALKING
    ):
        return None
    is_past = noun.dep_ in SUBJECTS and tense(noun.head) == "VBD"
    head = noun.head.lemma_ if is_past or noun.dep_ == "dobj" else ""
    has_sides = any(c.lower_ == "between" for c in talks.children)
    were_held = head in (HAVING_TALKS - VERBS_OF_TALKING if is_past or has_sides else HAVING_TALKS | VERBS_OF_TALKING)
    return (TalkModality.POSSIBLE,) if not were_held and any(_is_uncertain(c) for c in adjuncts) else None


def _is_refused(verb: Token) -> bool:
    """Whether talks are refused by the verb over them, or the one over that: "rejected talks", "refused to hold talks";
    not "refused to comment on talks"."""
    is_below = verb.dep_ == "xcomp" and verb.lemma_ in HAVING_TALKS
    return _is_of_refusing(verb) or (is_below and _is_of_refusing(verb.head))


def _is_cancelled(talks: Token, verb: Token) -> bool:
    """Whether talks are cancelled ones, and the verb over them does not say that they were held after all; not "aborted
    talks", which began, or "once cancelled talks"."""
    return verb.lemma_ not in HAVING_TALKS | VERBS_OF_RESUMING and any(
        c.dep_ == "amod"
        and c.tag_ == "VBN"
        and c.lemma_ in VERBS_OF_CANCELLING - {"abort"}
        and not any(word.dep_ == "advmod" for word in c.children)
        for c in talks.children
    )


def _is_uncertain(adjective: Token) -> bool:
    """Whether an adjective leaves open whether there are talks: "[possible] talks"; not "the best possible deal",
    "the previously unconfirmed talks"."""
    siblings = [*adjective.children, *(c for c in adjective.head.children if c.i < adjective.i)]
    is_limited = any(c.dep_ == "advmod" or c.tag_ in {"JJS", "RBS"} for c in siblings)
    return adjective.lower_ in ADJECTIVES_OF_UNCERTAIN_TALKS and not is_limited


def _is_denied(token: Token, verb: Token) -> bool:
    """Whether the verb of the talks denies them: "denied talks", "opposed meeting", "did not meet"."""
    is_denied = token.dep_ == "dobj" and verb.lemma_ in {"avoid", "deny"}
    is_opposed = is_spoken_against(verb) and (
        token.i == verb.i or verb.lemma_ in HAVING_TALKS | VERBS_OF_BRINGING_ABOUT_TALKS
    )  # not "opposed ending"
    return is_denied or is_opposed or is_told_untrue(verb) or (is_negated(verb) and _negation_applies(token, verb))


def _is_undone(word: Token, child: Token | None) -> bool:
    """Whether a word above the talks' verb, which is ``child``, negates it: "did not plan to meet", "never met again to
    talk", "stopped meeting", "was unable to meet"."""
    if child is None or not (child.dep_ in {"xcomp", "acl"} or (child.dep_ == "advcl" and is_infinitive(child))):
        return False
    return is_negated(word) or (child.dep_ == "xcomp" and word.lemma_ in VERBS_OF_LEAVING_UNDONE | {"unable"})


def _refuses(word: Token) -> bool:
    """Whether a word with its negation refuses: "declined to", "is not willing to"."""
    if is_negated(word):
        return word.lemma_ in WORDS_OF_WILLINGNESS_TO_TALK and word.pos_ != "NOUN"
    return _is_of_refusing(word)


def _is_of_refusing(word: Token) -> bool:
    """Whether a word is one of refusing: "rejected talks", "ruled out talks"."""
    rules_out = word.lemma_ == "rule" and any(c.lower_ == "out" for c in word.children)
    return rules_out or word.lemma_ in WORDS_OF_REFUSING_TALKS


def _negation_applies(token: Token, verb: Token) -> bool:
    """Whether a "not" at the verb negates the talks: "were not held"; talks that "did not end the strike" were held, as
    were those "between A and B" that C did not attend."""
    is_independent = token.dep_ in SUBJECTS or any(c.lower_ in {"between", "among"} for c in token.children)
    return token.i == verb.i or not is_independent or verb.lemma_ in HAVING_TALKS


def _is_future(verb: Token) -> bool:
    return has_auxiliary(verb, AUXILIARIES_OF_PLANS | {"wo"})


def _only_failed(verb: Token) -> bool:
    """Whether the talks took place, but without a result: "could not agree", "failed to reach a deal"."""
    has_failed = verb.dep_ == "xcomp" and verb.head.lemma_ in {"fail", "unable"}
    could_not = is_negated(verb) and has_auxiliary(verb, {"could"})
    return verb.lemma_ in VERBS_OF_COMING_TO_TERMS and (could_not or has_failed)


def _took_place(verb: Token) -> bool:
    """Whether a verb, or one joined to it, says that talks have happened: "were planned for May but were held in
    April", "have taken place"; not "took offence", "held off"."""
    joined = (c for c in verb.children if c.dep_ == "conj" and not has_own_subject(c))
    for one in (verb, *joined):
        perfect = tense(one) in {"VBP", "VBZ"} and any(c.dep_ == "aux" and c.lemma_ == "have" for c in one.children)
        is_past = perfect or tense(one) == "VBD"
        if one.lemma_ not in VERBS_OF_TAKING_PLACE or not is_past or is_negated(one):
            continue
        places = one.lemma_ != "take" or any(c.lower_ == "place" for c in one.children)
        if places and not any(c.dep_ == "prt" for c in one.children):
            return True
    return False


def _is_separate(clause: Token) -> bool:
    """Whether an adverbial clause speaks of an event of its own: "while Peru met Chile, Ghana sought a seat"; not
    "after Peru meets Chile", which is yet to come."""
    marks = {c.lower_ for c in clause.children if c.dep_ in {"mark", "advmod"}}
    is_past = tense(clause) == "VBD" or any(c.dep_ == "aux" and c.lemma_ == "have" for c in clause.children)
    return (
        clause.dep_ == "advcl"
        and not marks.isdisjoint(MARKS_OF_SEPARATE_CLAUSES)
        and (is_past or marks.isdisjoint(WORDS_FOR_AFTER))
    )
