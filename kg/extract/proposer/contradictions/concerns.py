"""Concerns that the network sees in sentences in which nothing is bad."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.grammar.sentences import sentence_bounds
from kg.extract.grammar.tense import CLAUSAL
from kg.extract.text.memo import once
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set
from kg.model import Stance

__all__ = ["names_no_trouble"]

WORDS_OF_TROUBLE = word_set("words-of-trouble")
AGAINST = Stance.CONCERN.sign
PARTS_OF_SPEECH = ("adjective", "noun", "verb")


def names_no_trouble(clause: Token) -> bool:
    """Whether a clause cannot be a concern, as no word of its sentence is bad, negates or doubts: "said that [the birds
    look alike]"; not "said that [the bridge could collapse]"."""
    return clause.pos_ in CLAUSAL and not _opens_trouble(clause.doc[sentence_bounds(clause)[0]])


@once
def _opens_trouble(first: Token) -> bool:
    """Whether a word of the sentence that a token begins is bad, negates or doubts."""
    start, end = sentence_bounds(first)
    return any(map(_is_troubling, first.doc[start:end]))


def _is_troubling(word: Token) -> bool:
    names = (word.lemma_.casefold(), word.lower_)
    if word.dep_ == "neg" or any(name in WORDS_OF_TROUBLE or lexicon.tones().get(name) == "bad" for name in names):
        return True
    if word.pos_ == "ADJ" and names[1].startswith("un"):
        return True  # "unstoppable"
    judgements = (lexicon.evaluations().get(name) for name in names)
    rows = (row for pos in PARTS_OF_SPEECH for row in lexicon.predicates().get((names[0], pos), ()))
    stances = [*judgements, *(row.stance for row in rows if len(row.words) == 1)]
    return any(stance is not None and stance.sign == AGAINST for stance in stances)
