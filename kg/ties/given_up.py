"""Positions that their own sentence says were given up: "opposed the levy at first", "but later accepted it"."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.words.lexicon import word_set
from kg.extract.words.stem import stem, stem_set
from kg.model import Position, Stance
from kg.ties.answers import TAKING_SIDES

__all__ = ["is_given_up"]

_MOST_WORDS_TO_THE_MATTER = 4
"""Between "initially" and the matter: "initially [voiced its opposition to] the levy"."""
_CONTRAST = re.compile(r"[,;:]|[.?!]\s|\b(?:but|later|now|then|though|while|whereas|yet)\b", re.IGNORECASE)
"""What may begin another clause, so that "initially" before it is not said of what follows."""
_TURN = re.compile(
    r"\s*,?\s*(?:(?:and|but|yet)\s+)?(?:(?:it|he|she|they)\s+)?(?:had|has|have)?\s*([a-z]+)\s+([\w-]+)"
    r"(?:\s+(?:to|with|from))?\s+(?:it\b(?!\s+(?:could|had|has|is|was|will|would)\b)|(?:that|them|this)(?=\s*(?:[.,;:?!)]|$)))",
    re.IGNORECASE,
)
"""After a matter: ", but has [since] [accepted] it": whoever accepts another plan ("this deal") still opposes this
one."""
_YET_TO_COME = re.compile(r"\b(?:shall|will|would)\b", re.IGNORECASE)
"""Before a matter: "will initially support" says nothing of a later stance."""
_NOW = re.compile(r"\bnow\s+(?:\w+ly\s+)?([a-z]+)\s+(?:it|that|them|this)\b", re.IGNORECASE)
"""After a matter: ", and now strongly [backs] it"."""


def is_given_up(position: Position, text: str) -> bool:
    """Whether the sentence of a position that takes sides says that its holder has since left that side."""
    if position.stance not in TAKING_SIDES:
        return False
    evidence, matter = position.evidence, position.matter
    before, after = text[evidence.start : matter.start], text[matter.end : evidence.end]
    if _YET_TO_COME.search(before) or _goes_on(after, position.stance):
        return False
    return _begins(before) or _only_at_first().match(after) is not None or _turns(after, position.stance)


def _begins(words_before: str) -> bool:
    """Whether the words before a matter say that the stance was only the first one: "at first opposed [the levy]"."""
    beginning = next(reversed(list(_beginning().finditer(words_before))), None)
    if beginning is None:
        return False
    between = words_before[beginning.end() :].removeprefix(",")
    is_near = len(between.split()) <= _MOST_WORDS_TO_THE_MATTER
    opens_sentence = not words_before[: beginning.start()].strip()
    return (is_near or opens_sentence) and _CONTRAST.search(between) is None


def _goes_on(words_after: str, stance: Stance) -> bool:
    """Whether the words after a matter say that the holder is still on that side: "initially opposed it, and still
    does"."""
    if _going_on().search(words_after):
        return True
    now = _NOW.search(words_after)
    verbs = "verbs-of-coming-round" if stance.sign == "for" else "verbs-of-turning-against"
    return now is not None and stem(now[1].casefold()) in stem_set(verbs)


def _turns(words_after: str, stance: Stance) -> bool:
    """Whether the words after a matter say that the holder went over to the other side of it."""
    turn = _TURN.match(words_after)
    if turn is None or turn[1].casefold() not in word_set("words-of-a-turn"):
        return False
    verbs = "verbs-of-turning-against" if stance.sign == "for" else "verbs-of-coming-round"
    return stem(turn[2].casefold()) in stem_set(verbs)


@cache
def _beginning() -> re.Pattern[str]:
    """Words that say that something was so at the beginning; not "at first [reading]"."""
    words = "|".join(map(re.escape, sorted(word_set("words-of-a-beginning"))))
    return re.compile(
        rf"\b(?:{words}|at first(?=,|\s+(?-i:[A-Z])|\s+\w+ed\b|\s+(?:had|the|was|were)\b))(?!-)\b", re.IGNORECASE
    )


@cache
def _going_on() -> re.Pattern[str]:
    """Words that say that something is so as before."""
    words = "|".join(map(re.escape, sorted(word_set("words-of-going-on"))))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def _only_at_first() -> re.Pattern[str]:
    """The same right after a matter, where nothing but the end of the clause follows: not "originally proposed"."""
    words = "|".join(map(re.escape, sorted(word_set("words-of-a-beginning"))))
    return re.compile(
        rf"\s*,?\s*(?:{words}|at first)\s*(?:$|[.,;:)]|(?:and|although|before|but|however|though|until|yet)\b)",
        re.IGNORECASE,
    )
