"""The condition on a clause: "if Peru pays", "unless", "provided that", "should Peru pay", "without a vote"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.grammar.arcs import first_joined_verb, has_auxiliary
from kg.extract.grammar.conditions.inversion import is_inverted_condition
from kg.extract.grammar.negation import is_negated
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.tense import CLAUSAL, FINITE, has_finite_auxiliary, is_infinitive, tense
from kg.extract.text.memo import once
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["conditional"]

MARKS_OF_CONDITIONS = word_set("marks-of-conditions")
NOUNS_OF_NO_CONDITION = word_set("nouns-of-no-condition")
NOUNS_OF_TERMS = {"condition", "precondition"}
NOUNS_OF_EXAMPLES = {"example", "instance"}
NOUNS_OF_PROVISOS = word_set("nouns-of-provisos")
NOUNS_OF_RULES = word_set("nouns-of-rules")
STANCES_WITH_LIMITS = {Stance.OPPOSE, Stance.REJECT}
"""Stances that may be against a thing only as far as it lacks another: "opposed a truce without guarantees"."""


@once
def conditional(token: Token) -> Token | None:
    """The head of an explicit condition (if, unless, provided that, so long as, until, for every one that) on this
    clause."""
    for child in _parts(token):
        if child.lower_ == "long" and {"so", "as"} & {c.lower_ for c in child.lefts}:
            return child
        if is_inverted_condition(child) or (child.i > token.i and _opens_condition(child)):
            return child
        if _is_price(child):
            return child
        if child.dep_ in {"advcl", "prep"}:
            marks = {c.lower_ for c in child.children if c.dep_ in {"mark", "advmod"}}
            if "if" in marks and child.left_edge.nbor(1).lower_ == "only":
                continue  # "if only because"
            if word_at(child.doc, child.left_edge.i - 1) in NOUNS_OF_EXAMPLES:
                continue  # "for example if Peru sues"
            if child.lower_ == "without" and _is_manner(child, token):
                continue
            if "if" in marks and any(t.lower_ == "even" for t in child.doc[child.left_edge.i : child.i]):
                continue  # "even if": whatever comes of it
            if marks & MARKS_OF_CONDITIONS or child.lower_ in {"unless", "without"} or _is_proviso(child):
                return child
    return None


def _parts(token: Token) -> Iterator[Token]:
    """What depends on a word, but for what stands behind a clause of its own that "and" joins to it, and belongs to
    that: "backed it and [will] sign, provided that Peru pays"."""
    yield from (c for c in token.children if _last_joined_before(c, token) is token)
    if token.dep_ == "conj":
        first = first_joined_verb(token)
        yield from (c for c in first.children if c.i > token.i and _last_joined_before(c, first) is token)


def _last_joined_before(part: Token, verb: Token) -> Token:
    """The last verb with a tense of its own that is joined to a verb before one of its parts; else the verb itself."""
    seconds = (c for c in verb.children if c.dep_ == "conj" and c.pos_ in CLAUSAL and c.i < part.i)
    own = [c for c in seconds if tense(c) in FINITE]
    return _last_joined_before(part, own[-1]) if own else verb


def _is_price(part: Token) -> bool:
    """Whether a phrase, or what the parser takes for a clause, tells what a clause after it is the price of: "for every
    debt [repaid], Chile will lend more", "[for] each debt that Peru repays, Chile ..."; not "for each debtor"."""
    opener, rows = part.left_edge, lexicon.predicates_of(part.head.lemma_, "VERB")
    if tense(part.head) == "VBD" or has_auxiliary(part.head, {"had", "has", "have"}):
        return False  # "for every house hit, Peru paid"
    if any(len(row.words) == 1 and row.stance == Stance.SUPPORT for row in rows):
        return False  # "for every state represented here, Peru backs the deal"
    if part.i > part.head.i or opener.lower_ != "for" or word_at(part.doc, opener.i + 1) not in {"each", "every"}:
        return False
    if part.dep_ == "advcl":
        return part.tag_ in {"VBD", "VBN"}
    return part.dep_ == "prep" and any(c.dep_ in {"acl", "relcl"} for noun in part.children for c in noun.rights)


def _is_manner(without: Token, verb: Token) -> bool:
    """Whether "without" tells how something was or is done: "without any doubt", "fired at Peru [without] warning"; not
    "will not sign without a vote", "refused to sign without a vote", "opposed talks without a truce", "supports a truce
    without Chile", "supported it only without Chile"."""
    if without.i and without.nbor(-1).lower_ == "only":
        return False
    if any({c.lemma_, c.lower_} & NOUNS_OF_NO_CONDITION for c in without.children):
        return True
    verb = first_joined_verb(verb)
    rows = lexicon.predicates_of(verb.lemma_, "VERB")
    by_itself = [row for row in rows if len(row.words) == 1]
    if is_negated(verb) or any(row.stance in STANCES_WITH_LIMITS for row in by_itself):
        return False
    if any(c.lemma_ in NOUNS_OF_TERMS for c in without.children):
        return True  # "will hold talks without preconditions"
    if not by_itself and any(row.stance in STANCES_WITH_LIMITS for row in rows):
        return False
    present = tense(verb) in {"VBP", "VBZ"} and (not by_itself or has_finite_auxiliary(verb))
    return (present or tense(verb) == "VBD") and not any(is_infinitive(c) for c in verb.children)


def _is_proviso(word: Token) -> bool:
    """ "[Provided] (that) Peru pays", not "as is [provided] for", nor "[provided] by Peru"."""
    return word.lower_ == "provided" and not _heads_clause(word)


def _heads_clause(word: Token) -> bool:
    """Whether a participle is the verb of a clause, or has a phrase of its own behind it: "aid will be [provided] when
    Peru pays", "the aid [provided] by Peru"."""
    has_phrase = any(c.dep_ in {"agent", "dative", "prep"} and c.i == word.i + 1 for c in word.children)
    return has_phrase or any(c.dep_ in {"mark", "aux", "auxpass"} for c in word.children)


def _opens_condition(word: Token) -> bool:
    """Whether a word opens a condition without "if": "provided that", "subject to", "on condition that"; not "a clause
    [providing] that", "is [subject] to review", "those most [subject] to harm", "on local conditions, which"."""
    if word.lower_ in {"provided", "providing"}:
        joined = word.dep_ in {"ccomp", "conj", "acl", "advcl"} and not _heads_clause(word)
        is_rule = word.dep_ == "acl" and word.head.lemma_ in NOUNS_OF_RULES and word.i == word.head.i + 1
        return joined and not is_rule and any(c.dep_ in {"ccomp", "advcl"} for c in word.children)
    if word.lower_ == "subject" and word.dep_ in {"advmod", "acomp", "amod", "prep", "advcl", "oprd", "xcomp"}:
        is_predicate = word.dep_ == "acomp" and word.head.lemma_ == "be"
        is_compared = any(c.dep_ == "advmod" and c.tag_ in {"RBR", "RBS"} for c in word.children)
        return any(c.lower_ == "to" for c in word.children) and not (is_predicate or is_compared)
    nouns = [c for c in word.children if c.lemma_ in NOUNS_OF_PROVISOS and word_at(word.doc, c.i + 1) == "that"]
    told = any(c.dep_ in {"acl", "relcl"} for noun in nouns for c in noun.children)
    return word.lower_ == "on" and word.dep_ == "prep" and told
