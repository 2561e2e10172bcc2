"""Labels that an actor no longer bears, by the words beside them, or by the tense and time of what predicates them."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.extract.frames.factuality.past_stances import WORDS_OF_REPETITION, adverb_of_before
from kg.extract.grammar.arcs import first_conjunct
from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.tense import CLAUSAL, tense
from kg.extract.labels.bearers import naming_verb
from kg.extract.text.document import document_of
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set

__all__ = ["is_past"]

WORDS_OF_BEFORE = word_set("adverbs-of-before") | word_set("words-of-having-left")
VERBS_OF_CHANGING_LINES = word_set("verbs-of-changing-lines")
VERBS_OF_SOFTENING = word_set("verbs-of-softening")
DIRECTIONS_OF_LINES = word_set("directions-of-lines")
YEARS = re.compile(r"\d{4}s?")
WORDS_OF_WHAT_CAME_LATER = {"but", "later", "now"}


def is_past(label: Token) -> bool:
    """Whether an actor no longer bears the label with the last word ``label``: "a former hawk", "once a hawk", "was a
    hawk until the war", "was a hawk but softened"."""
    if _is_of_before(label) or _has_word_of_before_in_front(label):
        return True
    governor = _governor(first_conjunct(label))
    if governor is None:
        return False
    is_called = naming_verb(label) is not None
    if is_called and governor.tag_ != "VBN":
        return False  # "who once called her a hawk" tells of who did
    if _is_of_before(governor):
        return tense(governor) not in {"VBP", "VBZ"}
    if tense(governor) != "VBD":
        return False
    return any(_ends(place) for noun in (governor, label) for place in noun.rights) or _has_changed(label, governor)


def _has_word_of_before_in_front(label: Token) -> bool:
    """Whether the word in front of a label's phrase, to which the parser may not attach it, is one of before: "Bo Ek,
    [once] a hawk", "an [ex]-hawk"."""
    start = label.left_edge.i
    start -= word_at(label.doc, start - 1) == "-"
    before = label.doc[start - 1] if start > label.sent.start else None
    if before is None or before.lower_ not in WORDS_OF_BEFORE:
        return False
    return before.head.pos_ not in CLAUSAL or word_at(label.doc, label.i + 1) == ","  # not "once hawks met"


def _governor(label: Token) -> Token | None:
    """The verb that predicates a label of somebody: "was [a hawk]", "was seen as [a hawk]"; None without one."""
    if label.dep_ in {"amod", "compound"} and label.head.dep_ == "attr":
        label = label.head
    governor = label.head
    if label.dep_ == "pobj" and governor.lower_ in {"as", "among"}:
        governor = governor.head
    elif label.dep_ not in {"attr", "acomp", "oprd"}:
        return None
    return governor if governor.pos_ in CLAUSAL else None


def _ends(place: Token) -> bool:
    """Whether a phrase or clause places a past state in a time that is over: "in the 1990s", "until the war"."""
    opener = next((c for c in place.children if c.dep_ == "mark"), place)
    if opener.lower_ in {"till", "until"}:
        return True
    if place.lower_ not in {"during", "in"}:
        return False
    nouns = [c for c in place.children if c.dep_ == "pobj"]
    return any(_is_before(t) for noun in nouns for t in (noun, *noun.lefts, *noun.rights) if YEARS.fullmatch(t.text))


def _is_before(year: Token) -> bool:
    """Whether a year or decade is over by the document's date: "1998", "1990s"; any is without that date."""
    published = document_of(year.doc).when
    last_year = int(year.text[:4]) + (9 if year.text.endswith("s") else 0)
    return published is None or last_year < published.day.year


def _has_changed(label: Token, governor: Token) -> bool:
    """Whether a clause joined to a past one, or to the label in it, says that its subject took another line since:
    "but softened", "and later became a [dove]", "but moved [away] from it"; not "but became a minister", "but moved to
    the capital"."""
    joined_words = (c for word in (governor, label) for c in word.conjuncts if c.i > label.i)
    for clause in joined_words:
        words_before = {t.lower_ for t in clause.doc[clause.i - 2 : clause.i]}
        if words_before & WORDS_OF_WHAT_CAME_LATER and (
            clause.lemma_ in VERBS_OF_SOFTENING or (clause.lemma_ in VERBS_OF_CHANGING_LINES and _names_line(clause))
        ):
            return True
    return False


def _names_line(clause: Token) -> bool:
    """Whether what completes a verb of change is a label or a direction: "became a [dove]", "moved to the [left]"."""
    complements = [t for c in clause.rights for t in (c, *c.children)]
    return any(t.lower_ in lexicon.labels() or t.lower_ in DIRECTIONS_OF_LINES for t in complements)


def _is_of_before(word: Token) -> bool:
    """Whether a word beside it says that what it means is no longer so: "[once] called her a hawk", "a [former]
    hawk"."""
    if word.pos_ in CLAUSAL:
        return adverb_of_before(word) is not None
    return any(c.lower_ in WORDS_OF_BEFORE and word_at(c.doc, c.i + 1) not in WORDS_OF_REPETITION for c in word.lefts)
