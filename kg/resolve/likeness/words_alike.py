"""Whether two words can be spellings of one word."""

from __future__ import annotations

from functools import lru_cache

from kg.resolve.wordlist import words

__all__ = ["are_alike", "skeleton"]

_LEAST = 4
"""Shorter words have no other spellings: every letter counts."""
_LONG = 7
"""From this number of letters on, two letters may differ."""
_CLOSE = 0.84


@lru_cache(maxsize=1 << 16)
def are_alike(one: str, other: str) -> bool:
    """Whether the words are spelled alike: one letter may differ, two in a long word, and both begin much the same.

    >>> are_alike("sergei", "sergey"), are_alike("valdmir", "vladimir")
    (True, True)
    >>> are_alike("jong", "jung"), are_alike("un", "il")
    (False, False)
    """
    shorter = min(len(one), len(other))
    if one == other or shorter < _LEAST:
        return one == other
    allowed = 2 if shorter >= _LONG else 1
    if shorter == _LEAST and one[0] == other[0] and len(one) == len(other):
        return False
    # Imported here since queries of a graph do not need it.
    from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

    return DamerauLevenshtein.distance(one, other) <= allowed and JaroWinkler.similarity(one, other) >= _CLOSE


def skeleton(word: str) -> str:
    """A key that is the same for the transliterations of one name; a short word is its own key.

    >>> {skeleton(each) for each in ("gaddafi", "qaddafi", "kadhafi", "gadhafi")}, skeleton("liu")
    ({'kdf'}, 'liu')
    """
    plain = word.replace(" ", "")
    if len(plain) <= _LEAST:
        return plain
    if plain[:2] in {"al", "el"} and len(plain) > _LONG:
        plain = plain[2:]
    for sound, letter in words().sounds.items():
        plain = plain.replace(sound, letter)
    kept = plain[0] if plain[0] not in "aeiouy" else "a"
    for letter in plain[1:]:
        if letter not in "aeiouyh" and letter != kept[-1]:
            kept += letter
    return kept
