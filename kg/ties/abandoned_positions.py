"""Abandoned positions, which their own sentence says were given up: "opposed it at first", "but later accepted it"."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.words.lexicon import word_set
from kg.extract.words.stem import stem, stem_set
from kg.model import Position, Stance
from kg.ties.answers import TAKING_SIDES

__all__ = ["is_abandoned"]

_MOST_WORDS_TO_THE_MATTER = 4
"""Between "initially" and the matter: "initially [voiced its opposition to] the levy"."""
_FUTURE = re.compile(r"\b(?:shall|will|would)\b", re.IGNORECASE)
"""Before a matter: "will initially support" says nothing of a later stance."""


def is_abandoned(position: Position, text: str) -> bool:
    """Whether the sentence of a position that takes sides says that its holder has since left that side."""
    if position.stance not in TAKING_SIDES:
        return False
    evidence, matter = position.evidence, position.matter
    words_before, words_after = text[evidence.start : matter.start], text[matter.end : evidence.end]
    if _FUTURE.search(words_before) or _is_continued(words_after, position.stance):
        return False
    was_only_first = _is_only_first(words_before) or _beginning_at_clause_end().match(words_after) is not None
    return was_only_first or _is_reversed(words_after, position.stance)


def _is_only_first(words_before: str) -> bool:
    """Whether the words before a matter say that the stance was only the first one: "at first opposed [the levy]"."""
    beginning = next(reversed(list(_beginning().finditer(words_before))), None)
    if beginning is None:
        return False
    between = words_before[beginning.end() :].removeprefix(",")
    is_near = len(between.split()) <= _MOST_WORDS_TO_THE_MATTER
    opens_sentence = not words_before[: beginning.start()].strip()
    return (is_near or opens_sentence) and _clause_break().search(between) is None


def _is_continued(words_after: str, stance: Stance) -> bool:
    """Whether the words after a matter say that the holder is still on that side: "initially opposed it, and still
    does"."""
    if _continuation().search(words_after):
        return True
    present_verb = _present_verb().search(words_after)
    verbs = "verbs-of-coming-round" if stance.sign == "for" else "verbs-of-turning-against"
    return present_verb is not None and stem(present_verb[1].casefold()) in stem_set(verbs)


def _is_reversed(words_after: str, stance: Stance) -> bool:
    """Whether the words after a matter say that the holder went over to the other side of it."""
    turn = _turn().match(words_after)
    if turn is None or turn[1].casefold() not in word_set("words-of-a-turn"):
        return False
    verbs = "verbs-of-turning-against" if stance.sign == "for" else "verbs-of-coming-round"
    return stem(turn[2].casefold()) in stem_set(verbs)


@cache
def _clause_break() -> re.Pattern[str]:
    """What may begin another clause, so that "initially" before it is not said of what follows."""
    return re.compile(rf"[,;:]|[.?!]\s|\b(?:{_alternatives('openers-of-another-clause')})\b", re.IGNORECASE)


@cache
def _beginning() -> re.Pattern[str]:
    """Words that say that something was so at the beginning; not "at first [reading]"."""
    words, next_words = _alternatives("words-of-a-beginning"), _alternatives("words-after-at-first")
    return re.compile(
        rf"\b(?:{words}|at first(?=,|\s+(?-i:[A-Z])|\s+\w+ed\b|\s+(?:{next_words})\b))(?!-)\b", re.IGNORECASE
    )


@cache
def _beginning_at_clause_end() -> re.Pattern[str]:
    """The same right after a matter, where nothing but the end of the clause follows: not "originally proposed"."""
    words, openers = _alternatives("words-of-a-beginning"), _alternatives("openers-after-a-beginning")
    return re.compile(rf"\s*,?\s*(?:{words}|at first)\s*(?:$|[.,;:)]|(?:{openers})\b)", re.IGNORECASE)


@cache
def _continuation() -> re.Pattern[str]:
    """Words that say that something is so as before."""
    return re.compile(rf"\b(?:{_alternatives('words-of-going-on')})\b", re.IGNORECASE)


@cache
def _present_verb() -> re.Pattern[str]:
    """The verb of a present stance, after a matter: ", and now strongly [backs] it"."""
    return re.compile(rf"\bnow\s+(?:\w+ly\s+)?([a-z]+)\s+(?:{_alternatives('pronouns-for-a-matter')})\b", re.IGNORECASE)


@cache
def _turn() -> re.Pattern[str]:
    """An adverb and the verb of a later stance, after a matter: ", but has [since] [accepted] it": whoever accepts
    another plan ("this deal") still opposes this one."""
    subjects, auxiliaries = _alternatives("subjects-of-a-turn"), _alternatives("auxiliaries-after-it")
    return re.compile(
        rf"\s*,?\s*(?:(?:and|but|yet)\s+)?(?:(?:{subjects})\s+)?(?:had|has|have)?\s*([a-z]+)\s+([\w-]+)"
        rf"(?:\s+(?:to|with|from))?\s+"
        rf"(?:it\b(?!\s+(?:{auxiliaries})\b)|(?:that|them|this)(?=\s*(?:[.,;:?!)]|$)))",
        re.IGNORECASE,
    )


def _alternatives(set_name: str) -> str:
    """The words of a set, as the alternatives of a pattern."""
    return "|".join(map(re.escape, sorted(word_set(set_name))))
