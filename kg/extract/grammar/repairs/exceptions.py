"""Exceptions, which the parser cuts off from the noun that they limit: "opposes taxes in all cases [except for salt]",
"backs the ban in all provinces [but Arica]"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.words.lexicon import cues, word_set

__all__ = ["attach_exception", "opens_exception"]

ARCS_OF_EXCEPTIONS = {"advcl", "advmod", "prep"}
NAMES_AND_NOUNS = {"NOUN", "NUM", "PRON", "PROPN"}
OPENERS_OF_EXCEPTIONS = word_set("openers-of-exceptions")
TAGS_AFTER_BUT = NAMES_AND_NOUNS | {"ADJ"}
VERBAL = {"AUX", "VERB"}
WORDS_FOR_NONE_BEFORE_EXCEPTIONS = word_set("words-for-none-before-exceptions")
WORDS_BEFORE_EXCEPTIONS = word_set("words-before-exceptions") | WORDS_FOR_NONE_BEFORE_EXCEPTIONS


def attach_exception(token: Token) -> None:
    """Attach the word that opens an exception to the noun with "all" or "every" before it, or to the object of its
    verb, and give what is said of the noun's cases to that object: "opposes [subsidies in every case except for
    farms]". Where all or nobody is the subject, the exception is one of those: "[all] backed the levy [except
    Peru]"."""
    if token.lower_ == "but" and token.dep_ == "cc":
        _attach_but(token)
    elif opens_exception(token):
        _attach_preposition(token)


def opens_exception(token: Token) -> bool:
    """Whether a word opens an exception: "[except] the levy", "[with] exceptions for salt"."""
    if token.dep_ not in ARCS_OF_EXCEPTIONS:
        return False
    named = token.lower_ == "with" and any(c.lemma_ == "exception" for c in token.children)
    return named or token.lower_ in OPENERS_OF_EXCEPTIONS


def _attach_preposition(opener: Token) -> None:
    verb = next((t for t in opener.ancestors if t.pos_ in VERBAL), None)
    before = _word_before(opener)
    if verb is None or before is None or not verb.is_ancestor(before) or before.i < verb.i:
        return
    whole = _noun_of_all(before, verb)
    if whole is None and any(_is_of_all(c) for c in verb.children if c.dep_ in NOUN_SUBJECTS):
        opener.head = verb
    elif whole is not None:
        opener.head, opener.dep_ = whole, "prep"
        _attach_place(whole, verb)
    elif opener.head == verb and opener.i == before.i + 1 and not _is_remark(opener):
        thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i < opener.i), None)
        if thing is not None and (thing == before or thing.is_ancestor(before)):
            opener.head = thing


def _attach_but(but: Token) -> None:
    """Read "but" as a preposition: "all [but] Peru"; not "all left, but Peru stayed", "not all but most"."""
    joined = [*but.children, *(c for c in but.head.children if c.dep_ == "conj")]
    excepted = next((c for c in joined if c.left_edge.i == but.i + 1), None)
    before = _word_before(but)
    if excepted is None or excepted.pos_ not in TAGS_AFTER_BUT or before is None or before.i != but.i - 1:
        return
    verb = next((t for t in before.ancestors if t.pos_ in VERBAL), None)
    whole = _noun_of_all(before, verb)
    if whole is None or any(t.lower_ in WORDS_FOR_NONE_BEFORE_EXCEPTIONS for t in (whole, *whole.lefts)):
        return  # of "no state but Peru that is ready", Peru is
    but.head, but.dep_, but.tag_, but.pos_ = whole, "prep", "IN", "ADP"
    excepted.head, excepted.dep_ = but, "pobj"
    if verb is not None and verb.i < whole.i:
        _attach_place(whole, verb)


def _attach_place(whole: Token, verb: Token) -> None:
    """ "Backs [the truce] in every province but Arica", "in" attached to the verb: without its place, the matter would
    be the truce everywhere."""
    place = whole.head
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.right_edge.i == place.i - 1), None)
    if thing is not None and place.dep_ == "prep" and place.head == verb:
        place.head = thing


def _word_before(token: Token) -> Token | None:
    """The word before a token, and before a comma in front of it."""
    words = [t for t in token.doc[max(token.sent.start, token.i - 2) : token.i] if t.text != ","]
    return words[-1] if words else None


def _noun_of_all(before: Token, verb: Token | None) -> Token | None:
    """The noun with a word for all in whose phrase a token stands, below a verb; None without one."""
    phrase = [before]
    while phrase[-1].head not in {verb, phrase[-1]}:
        phrase.append(phrase[-1].head)
    return next((t for t in phrase if t.pos_ in NAMES_AND_NOUNS and _is_of_all(t)), None)


def _is_of_all(noun: Token) -> bool:
    """ "All states", "nobody"; not "not all states"."""
    words = [t for t in (noun, *noun.lefts) if t.lower_ in WORDS_BEFORE_EXCEPTIONS]
    return bool(words) and (words[0].i == 0 or words[0].nbor(-1).lower_ != "not")


def _is_remark(opener: Token) -> bool:
    """ "Except to say that", "except to note that"."""
    return any(c.dep_ == "pcomp" and c.lemma_ in cues() for c in opener.children)
