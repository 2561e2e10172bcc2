"""Whether a text is English, judged by a sample; in case of doubt it counts as English."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

__all__ = ["foreign"]

# English function words that are not frequent in any other language.
_FUNCTION_WORDS = (
    "the of and to that with which were has from said not this these they their been its would could should who when"
    " than are there what because into between other"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
# With this share of them a text is English without the identifier, which loads for two seconds: see docs/loaders.md.
ENGLISH_SHARE = 0.15
SHORTEST = 20
SURE = 0.8
# English, and English-based languages that the identifier confuses with headlines full of names.
NEAR_ENGLISH = frozenset({"en", "pcm", "sco"})

_WORD = re.compile(r"[^\W\d_]+")
# A text with a smaller share of Latin letters is not English.
LATIN_SHARE = 0.2
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
# Scripts without spaces between words: each character counts as one.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
_SLICES, _SLICE = 4, 1500


def foreign(text: str) -> str | None:
    """The ISO 639 code of the language of a text that is certainly not English; None for English and in doubt.

    Texts of fewer than 20 words (or characters in a script without spaces) count as English.

    >>> foreign("Talks began.") is None
    True
    """
    sample = _sample(text)
    words = [word.lower() for word in _WORD.findall(_UNSPACED.sub(" ", sample))]
    length = len(words) + len(_UNSPACED.findall(sample))
    if length < SHORTEST or sum(word in FUNCTION_WORDS for word in words) >= ENGLISH_SHARE * length:
        return None
    # Names in capitals (bulletins, datelines) mislead the identifier; lower case does not.
    language, confidence = _identifier().classify(sample.lower())
    if sum(map(len, _LATIN.findall(sample))) < LATIN_SHARE * sum(map(len, _WORD.findall(sample))):
        # The language may be uncertain, but it is certainly not English.
        return _of_script(str(language), sample)
    return None if language in NEAR_ENGLISH or confidence < SURE else str(language)


def _of_script(language: str, sample: str) -> str:
    """The language of a text in another script: "zh" for Chinese characters, else the identifier's, or "und"."""
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
