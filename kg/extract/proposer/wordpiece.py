"""WordPiece tokenization: words cut into the pieces that an encoder has vectors for.

Greedy longest match from the left over lower-cased text without accents, each punctuation mark on its own: Wu et al.
2016, https://arxiv.org/abs/1609.08144, as for BERT's uncased vocabularies.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

__all__ = ["WordPieces"]

CHARACTERS_OF_WORD = 60
"""The longest word that is cut, in characters; a longer one is an unknown word."""
WORDS_REMEMBERED = 100_000
"""Words whose pieces are cached; then the cache is cleared, so that memory does not grow with what is read."""
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
IDEOGRAPHS = range(0x4E00, 0xA000)


@dataclass(frozen=True)
class WordPieces:
    """A vocabulary: the number of each piece; ``##`` marks pieces that continue a word.

    >>> pieces = WordPieces({"[UNK]": 0, "tar": 1, "##iff": 2, "'": 3, "s": 4})
    >>> pieces.of("Tariff’s")
    (1, 2, 3, 4)
    >>> pieces.of("quota")
    (0,)
    """

    numbers: dict[str, int]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces in order, at least one."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= WORDS_REMEMBERED:
                self._known.clear()
            numbers = tuple(number for part in _parts(word) for number in self._cut(part))
            found = self._known[word] = numbers or (self.numbers["[UNK]"],)
        return found

    def _cut(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part) <= CHARACTERS_OF_WORD:
            ends = range(len(part), start, -1)
            mark = "##" if start else ""
            end = next((end for end in ends if mark + part[start:end] in self.numbers), None)
            if end is None:
                break
            found.append(self.numbers[mark + part[start:end]])
            start = end
        return found if start == len(part) else [self.numbers["[UNK]"]]


def _parts(word: str) -> list[str]:
    """The runs of letters and digits in a word, and each of its other characters."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    parts = [""]
    for sign in plain.translate(QUOTES):
        kind = unicodedata.category(sign)[0]
        if sign.isspace() or kind == "C":
            parts.append("")
        elif kind in "PS" or ord(sign) in IDEOGRAPHS:
            parts += [sign, ""]
        else:
            parts[-1] += sign
    return [part for part in parts if part]
