"""Is a text English? A sample of it decides; a doubt is decided in the text's favour."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

__all__ = ["foreign"]

# Function words that English has to itself: none of them is a frequent word of another language.
_FUNCTION_WORDS = (
    "the of and to that with which were has from said not this these they their been its would could should who when"
    " than are there what because into between other"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
# Enough to be English without asking the identifier, which takes two seconds to load. Measured in docs/loaders.md.
ENGLISH_SHARE = 0.15
SHORTEST = 20
SURE = 0.8
# English-based languages that the identifier takes headlines full of names for.
NEAR_ENGLISH = frozenset({"en", "pcm", "sco"})

_WORD = re.compile(r"[^\W\d_]+")
# English is written in Latin letters: a text with fewer of them than this share is in another language.
LATIN_SHARE = 0.2
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
# Scripts without spaces between words: each character counts as one.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
_SLICES, _SLICE = 4, 1500


def foreign(text: str) -> str | None:
    """The ISO 639 code of the language of a text that is surely not English; None for English and where it is unsure.

    Texts of fewer than 20 words, or characters of a script without spaces, are not judged.

    >>> foreign("Talks began.") is None
    True
    """
    sample = _sample(text)
    words = [word.lower() for word in _WORD.findall(_UNSPACED.sub(" ", sample))]
    length = len(words) + len(_UNSPACED.findall(sample))
    if length < SHORTEST or sum(word in FUNCTION_WORDS for word in words) >= ENGLISH_SHARE * length:
        return None
    # Names in capitals (bulletins, datelines) lead the identifier astray; small letters do not.
    language, confidence = _identifier().classify(sample.lower())
    if sum(map(len, _LATIN.findall(sample))) < LATIN_SHARE * sum(map(len, _WORD.findall(sample))):
        # Which of the languages of a script it is may be in doubt; that it is not English is not.
        return _of_script(str(language), sample)
    return None if language in NEAR_ENGLISH or confidence < SURE else str(language)


def _of_script(language: str, sample: str) -> str:
    """The identifier's language, and Chinese for those that share its characters or where it has been led astray."""
    is_chinese = bool(_HAN.search(sample)) and not _KANA_OR_HANGUL.search(sample)
    if is_chinese:
        return "zh"
    return "und" if language in NEAR_ENGLISH else language


def _sample(text: str) -> str:
    if len(text) <= _SLICES * _SLICE:
        return text
    step = (len(text) - _SLICE) // (_SLICES - 1)
    return " ".join(text[start : start + _SLICE] for start in range(0, len(text) - _SLICE + 1, step))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid import langid  # type: ignore[import-untyped]

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
