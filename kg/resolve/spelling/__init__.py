"""Normalizing the spelling of names, and making slugs for ids."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from kg.folding import without_accents

__all__ = ["folded_words", "slug"]

_DOTTED = re.compile(r"\b(?:\w\.){2,}|\b\w\.(?=\w\b)")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?!\w)")
_GAP = re.compile(r"[\W_]+")
_LONGEST_SLUG = 72
_HASH = 8


@lru_cache(maxsize=1 << 14)
def folded_words(text: str) -> tuple[str, ...]:
    """The words of a name, normalized: hyphens separate words, dots in acronyms and apostrophes do not.

    >>> folded_words("the U.S.’s Hardliners"), folded_words("O'Brien-Smith")
    (('the', 'us', 'hard', 'liners'), ('obrien', 'smith'))
    """
    text = without_accents(text)
    text = _POSSESSIVE.sub("", _DOTTED.sub(lambda found: found[0].replace(".", ""), text)).replace("'", "")
    spellings = _spellings()
    return tuple(part for word in _GAP.sub(" ", text).split() for part in spellings.get(word, (word,)))


def slug(parts: tuple[str, ...], *, mark: tuple[str, ...] = ()) -> str:
    """The words as lower-case ASCII for an id.

    Where that would not distinguish actors (letters that are not ASCII, too long, or a ``mark``), a hash of the words
    and the mark follows, eight hexadecimal digits.

    >>> slug(("liu", "he")), slug(("петров",)), slug(("officials",), mark=("organization/x",))
    ('liu-he', 'b685245b', 'officials-5267c7e3')
    """
    readable = [part for part in parts if part.isascii()]
    text = "-".join(readable)
    if len(text) > _LONGEST_SLUG:
        text = text[: text.rindex("-", 0, _LONGEST_SLUG)] if "-" in text[:_LONGEST_SLUG] else text[:_LONGEST_SLUG]
    if mark or text != "-".join(parts) or not text:
        from hashlib import sha256  # here since it loads OpenSSL, and queries make no ids

        digest = sha256("\x1f".join((*parts, "", *mark)).encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
        return f"{text}-{digest}" if text else digest
    return text


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """The words that replace a word, from ``spellings.toml``."""
    file = Path(__file__).with_name("spellings.toml")
    return {word: tuple(spelt) for word, spelt in tomllib.loads(file.read_text(encoding="utf-8")).items()}
