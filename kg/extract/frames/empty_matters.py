"""Words that fill the slot of a matter but name none: what the matter is stands elsewhere in the text."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.arcs import has_mark, own_subject
from kg.extract.grammar.clause import is_passive
from kg.extract.grammar.tense import TIMES
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["names_nothing"]

GIVING = {Stance.COMMIT, Stance.OFFER}
WORDS_OF_LIKENESS_TO_WHAT_WAS_TOLD = word_set("words-of-likeness-to-what-was-told")
WORDS_THAT_ONLY_POINT_BACK = word_set("words-that-only-point-back")
ARCS_THAT_IDENTIFY = {"acl", "amod", "appos", "compound", "prep", "relcl"}
"""Arcs to what tells which thing a noun refers to."""
NOUNS_BEFORE_ADVERBIAL_CLAUSES = word_set("nouns-before-adverbial-clauses")
VERBS_OF_GIVING_WORDS = {"give", "make", "offer"}
WORDS_THAT_ARE_GIVEN = word_set("words-that-are-given")


def names_nothing(head: Token, stance: Stance) -> bool:
    """Whether the matter headed by ``head`` only points back to what was told ("a similar effort", "that must be our
    priority"), lacks the noun that it is about ("the step that Chile demands [Peru take]") or, under a stance of
    giving, only says that words are given: "offered promises"; not "made good on its promise"."""
    if head.lemma_ == "be":
        return _is_only_called(head)
    if _lacks_object_before(head):
        return True
    if head.pos_ != "NOUN":
        return False
    identifiers = [c for c in head.children if c.dep_ in ARCS_THAT_IDENTIFY]
    if stance in GIVING and head.lemma_ in WORDS_THAT_ARE_GIVEN:
        return _are_only_given(head, identifiers)
    only_compares = all(c.dep_ == "amod" and c.lower_ in WORDS_OF_LIKENESS_TO_WHAT_WAS_TOLD for c in identifiers)
    return (
        bool(identifiers) and only_compares and (head.lemma_ in word_set("renaming-nouns") or head.lemma_ == "effort")
    )


def _lacks_object_before(verb: Token) -> bool:
    """Whether the object of a verb is the noun before the relative clause above it: "the step Chile demands Peru
    [take]"; not "the treaty, which Chile deemed [outdated]", "the day when Chile demanded Peru [leave]", "the letter in
    which Chile demanded that Peru [leave]", "the state that demands Peru [take] a step"."""
    over = verb.head
    if verb.dep_ != "ccomp" or over.dep_ != "relcl" or verb.i < over.i or verb.i != verb.right_edge.i:
        return False
    opener = over.left_edge
    if has_mark(verb, {"that"}) or opener.tag_ in {"IN", "WP$"}:
        return False
    opens_adverbial = (
        opener.tag_ == "WRB" or over.head.ent_type_ in TIMES or over.head.lower_ in NOUNS_BEFORE_ADVERBIAL_CLAUSES
    )
    subject = own_subject(over)
    acts = subject is not None and subject.tag_ not in {"WDT", "WP"} and subject.lower_ != "that"
    doer = own_subject(verb)
    return acts and not opens_adverbial and doer is not None and doer.i > over.i and not is_passive(verb)


def _are_only_given(words: Token, identifiers: list[Token]) -> bool:
    """ "Offered promises", "offered its firmest promise yet that it would pay", where the clause tells which; not "made
    good on its promise", "offered a promise of aid"."""
    if words.dep_ == "dobj" and words.head.lemma_ in VERBS_OF_GIVING_WORDS:
        return all(c.dep_ == "amod" for c in identifiers) and (
            all(c.tag_ == "JJS" for c in identifiers) or any(has_mark(c, {"that"}) for c in words.head.children)
        )
    return not identifiers and not any(c.dep_ == "poss" for c in words.children)


def _is_only_called(copula: Token) -> bool:
    """ "That must be our priority"; not "that must be the priority of the fund", "that must be paid"."""
    subject = own_subject(copula)
    complements = [c for c in copula.children if c.dep_ in {"acomp", "attr"}]
    if subject is None or subject.lower_ not in WORDS_THAT_ONLY_POINT_BACK or len(complements) != 1:
        return False
    (noun,) = complements
    empty = noun.lemma_ in word_set("predicates-without-matter")
    after = (c for c in copula.children if c.i > noun.i)
    return empty and not any(c.dep_ in ARCS_THAT_IDENTIFY - {"amod"} for c in (*noun.children, *after))
