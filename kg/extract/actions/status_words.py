"""The words over a measure that say how far it has come: "[plans] to impose a levy", "[lifted] its levy"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Token

from kg.extract.actions.targets import is_before_punished_deed
from kg.extract.grammar.arcs import auxiliaries_of, first_joined_verb, has_mark, has_own_subject
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.tense import is_infinitive
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import ActionStatus

__all__ = ["Mood", "Standing", "chain", "demander_of", "does_its_object", "is_decreed", "lifts", "status_of"]

DECREES = word_set("decrees")
VERBS_OF_DECREEING = word_set("verbs-of-decreeing")
VERBS_OF_WANTING_THAT = word_set("verbs-of-wanting-that")


class Mood(StrEnum):
    """How a measure is presented: as taken or to be taken, as wanted by others, or as not taken."""

    TOLD = "told"
    DEMANDED = "demanded"
    DENIED = "not"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a measure has come: ``status`` as far as it is or may be taken. ``above`` is the lemma of the word that
    decides, or a word for its kind ("not", "must", "will", "would"); None for the measure's own word."""

    status: ActionStatus
    mood: Mood
    above: str | None = None


@cache
def _listed_statuses() -> dict[str, tuple[str, bool]]:
    return {row["word"]: (row["status"], row["object"] == "yes") for row in lexicon.rows("measures/measure_statuses")}


def does_its_object(verb: Token) -> bool:
    """Whether the verb's subject takes the measure that is its object ("imposed tariffs", not "discussed tariffs")."""
    entry = _entry(verb)
    return entry is not None and entry[1]


def lifts(verb: Token) -> bool:
    """Whether the verb stops or ends the measure that is its object."""
    return status_of(verb) == ActionStatus.LIFTED


def chain(verb: Token) -> Iterator[Token]:
    """The words above a verb that share its doer: "threatened to begin to bomb" gives begin, threaten."""
    token = first_joined_verb(verb) if verb.tag_ == "VBG" else verb
    for _ in range(4):
        if is_decreed(token):
            token = token.head.head
            yield token
            continue
        inherits = not is_before_punished_deed(token.head) and (
            token.dep_ in {"xcomp", "pcomp"}
            or _is_after_particle(token)
            or (_may_inherit(token) and is_infinitive(token) and not has_own_subject(token))
        )
        if not inherits:
            return
        token = token.head if token.head.pos_ != "ADP" else token.head.head
        yield token


def is_decreed(verb: Token) -> bool:
    """Whether a verb says what a decree does: "signed an order [imposing] a levy"."""
    paper = verb.head
    return (
        verb.dep_ == "acl"
        and verb.tag_ == "VBG"
        and paper.dep_ == "dobj"
        and paper.lemma_ in DECREES
        and paper.head.lemma_ in VERBS_OF_DECREEING
    )


def _may_inherit(token: Token) -> bool:
    """Whether the word above a clause may say whose measure it is and how far it has come: "plans to bomb", or "a bill
    to impose a levy", which the parser takes for a relative clause."""
    return token.dep_ in {"acl", "ccomp", "advcl"} or (
        token.dep_ == "relcl" and status_of(token.head) == ActionStatus.POSSIBLE
    )


def _is_after_particle(token: Token) -> bool:
    """Whether a gerund is the object of a verb with a particle, whatever its arc: "ruled out sending"."""
    prior = token.nbor(-1) if token.i else token
    return token.dep_ == "advcl" and token.tag_ == "VBG" and prior.dep_ == "prt" and prior.head.i == token.head.i


def status_of(token: Token) -> str | None:
    """How far a word says that a measure has come: an `ActionStatus`, or a `Mood` for one that is not taken."""
    entry = _entry(token)
    return entry[0] if entry is not None else None


def demander_of(verb: Token) -> Token | None:
    """The verb by which somebody wants another to do it: "urged Iran to free them", "demanded that Iran free them"."""
    head = verb.head
    is_demand = head.lemma_ == "call" or status_of(head) == Mood.DEMANDED
    if is_demand and has_mark(verb, {"for"}) and is_infinitive(verb):
        return head  # "called for Iran to free them"
    if verb.dep_ in {"ccomp", "xcomp"} and status_of(head) == Mood.DEMANDED and has_own_subject(verb):
        # "urged that they send"
        is_bare_verb = verb.tag_ == "VB" or (verb.tag_ == "VBP" and head.lemma_ in VERBS_OF_WANTING_THAT)
        subjunctive = is_bare_verb and not auxiliaries_of(verb) - {"to"}
        if subjunctive or is_infinitive(verb):
            return head
    return None


def _entry(token: Token) -> tuple[str, bool] | None:
    """What is listed for the word with its particle ("call off", "call for"), else for the word alone."""
    lemma = "be prepared" if _is_prepared(token) else token.lemma_.casefold()
    for child in token.children:
        if child.dep_ in {"prt", "prep"} and (found := _listed_statuses().get(f"{lemma} {child.lower_}")) is not None:
            return found
    return _listed_statuses().get(lemma)


def _is_prepared(token: Token) -> bool:
    """Whether somebody is only ready for it: "is prepared to impose a levy"; not "prepares to"."""
    return token.lower_ == "prepared" and (token.dep_ == "acomp" or is_passive(token))
