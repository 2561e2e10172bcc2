"""Talks by a plan, and which verbs a plan for another verb takes in: "will attend the forum and [meet] Peru"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_auxiliary, has_own_subject
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.tense import is_infinitive, tense
from kg.extract.negotiations.future_talks import is_to_be_had
from kg.extract.negotiations.requested_talks import is_open_yet
from kg.extract.words.lexicon import word_set
from kg.model import TalkModality

__all__ = ["by_plan", "leads_to"]

VERBS_OF_TRAVELLING = word_set("verbs-of-travelling")


def leads_to(above: Token, verb: Token, talks: Token) -> bool:
    """Whether a plan for one verb is one for another at or below it, by which talks are held: "will [begin] to
    [negotiate]", "will [attend] the forum and [meet]", "will [travel] to Lima to [meet]"; not "will [continue] to
    [meet]", "will [act] and [continue] talks"."""
    if verb.i == above.i:
        return True
    is_complement = verb.dep_ == "xcomp" and verb.head.lemma_ != "continue"
    if verb.head.i == above.i and is_infinitive(verb) and (is_complement or above.lemma_ in VERBS_OF_TRAVELLING):
        return True
    return not _is_past(above) and is_to_be_had(talks, verb) and _leads_down_to(above, verb)


def _leads_down_to(above: Token, verb: Token) -> bool:
    """Whether infinitives below a verb, or verbs joined to them, lead down to another verb."""
    while verb.i != above.i:
        governor, is_below = verb.head, verb.dep_ in {"advcl", "xcomp"} and verb.head.lemma_ != "continue"
        aimed_at = is_infinitive(verb) and (is_below or governor.lemma_ in VERBS_OF_TRAVELLING)
        is_joined = verb.dep_ == "conj" and verb.tag_ in {"VB", "VBP"} and not has_own_subject(verb)
        if not (aimed_at or is_joined):
            return False
        verb = governor
    return True


def _is_past(verb: Token) -> bool:
    """Whether a plan may be reported in hindsight: "would [leave] in May", "[was] to leave"; not "said it would
    leave"."""
    return tense(verb) == "VBD" or (has_auxiliary(verb, {"would"}) and verb.dep_ != "ccomp")


def by_plan(planned: Token, verb: Token) -> TalkModality | None:
    """The modality of talks by a plan whose verb is over theirs or is it: possible in "will [meet] if Peru pays", "fear
    that they will [meet]"."""
    if planned is not verb and is_negated(planned):
        return None
    return TalkModality.POSSIBLE if is_open_yet(planned) else TalkModality.PLANNED
