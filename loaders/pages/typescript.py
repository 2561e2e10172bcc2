"""The layout of typed pages, which is no text: line numbers, double spacing, and words divided at the end of lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from loaders.exports.article import SENTENCE_END
from loaders.pages.paragraphs import is_compound

__all__ = ["as_prose", "without_numbers"]

_NUMBER = re.compile(r"[ \t]*(?P<number>\d{1,5})(?:[ \t]+|$)")
_DIVIDED = re.compile(r"(?P<first>[^\W\d_]{2,})-\n[ \t]*(?P<rest>[^\W\d_]{2,})")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# The distinct words, written whole elsewhere, that tell that a text divides words; others have hyphens of their own.
_TELLING_WORDS = 2
# Fewer lines may be a list.
_FEWEST_LINES = 8
# The share of lines that have a number, that follows the one above, or begins again on another page.
_NUMBERED, _IN_SEQUENCE = 0.9, 0.8
# The share of lines that go on in small letters on the next: in a list, few do.
_WRAPPED = 0.3
_LONGEST_LINE = 120
# The share of lines that are no longer than a full one.
_FULL = 0.9


def as_prose(text: str) -> str:
    """The text without the number of each line, with one break between lines of a paragraph that are double-spaced, and
    with whole words where it divides words at the end of lines.

    >>> as_prose("  9  The crews left.")
    '  9  The crews left.'
    """
    return _join_divided_words(_single_spaced("\n".join(without_numbers(text.split("\n")))))


def without_numbers(text: Sequence[str]) -> list[str]:
    """The lines of a text without their numbers, if nearly all have consecutive ones; otherwise as they are."""
    lines = [*text]
    matches = [_NUMBER.match(line) for line in lines]
    numbers = [int(match["number"]) for match in matches if match]
    text_lines = [number for number, line in enumerate(lines) if line.strip()]
    if len(text_lines) < _FEWEST_LINES or len(numbers) < _NUMBERED * len(text_lines):
        return lines
    consecutive = sum(after == before + 1 for before, after in pairwise(numbers))
    bare_lines = [line[match.end() :] if match else line for line, match in zip(lines, matches, strict=True)]
    if consecutive < _IN_SEQUENCE * (len(numbers) - 1) or not _has_wrapped_lines(
        [line for line in bare_lines if line.strip()]
    ):
        return lines
    last_number = numbers[0] - 1
    for index, match in enumerate(matches):
        if match and int(match["number"]) in {last_number + 1, 1}:
            last_number = int(match["number"])
            lines[index] = bare_lines[index]
    return lines


def _single_spaced(text: str) -> str:
    """The text with paragraphs of several lines, if a blank line is below nearly each."""
    lines = text.split("\n")
    text_lines = [line for line in lines if line.strip()]
    if (
        len(text_lines) < _FEWEST_LINES
        or not _has_wrapped_lines(text_lines)
        or max(map(len, text_lines)) > _LONGEST_LINE
    ):
        return text
    if any(above.strip() and below.strip() for above, below in pairwise(lines)):
        return text
    width = sorted(len(line.strip()) for line in text_lines)[int(_FULL * (len(text_lines) - 1))]
    kept_lines = [
        line
        for above, line, below in zip(["", *lines], lines, [*lines[1:], ""], strict=False)
        if line.strip() or not (above.strip() and below.strip()) or _is_end(above, below, width)
    ]
    return "\n".join(kept_lines)


def _join_divided_words(text: str) -> str:
    """The text with its divided words joined, if some are whole elsewhere, and fewer have a hyphen there."""
    divided_words = {(match["first"].lower(), match["rest"].lower()) for match in _DIVIDED.finditer(text)}
    if len(divided_words) < _TELLING_WORDS:
        return text
    words = Counter(word.lower() for word in _WORD.findall(_DIVIDED.sub(" ", text)))
    joined_elsewhere = sum(bool(words[first + rest]) for first, rest in divided_words)
    hyphenated_elsewhere = sum(bool(words[f"{first}-{rest}"]) for first, rest in divided_words)
    if joined_elsewhere < max(_TELLING_WORDS, 2 * hyphenated_elsewhere):
        return text

    def join(match: re.Match[str]) -> str:
        first, rest = match["first"], match["rest"]
        own_hyphen = rest[0].isupper() or is_compound(first, rest, words)
        return f"{first}-{rest}" if own_hyphen else first + rest

    return _DIVIDED.sub(join, text)


def _has_wrapped_lines(lines: Sequence[str]) -> bool:
    """Whether sentences go on from line to line, as those that are broken at a width."""
    wrapped_count = sum(
        not SENTENCE_END.search(above) and below.strip()[:1].islower() for above, below in pairwise(lines)
    )
    return wrapped_count >= _WRAPPED * (len(lines) - 1)


def _is_end(line: str, next_line: str, width: int) -> bool:
    """Whether a line ends a paragraph: the next begins in no small letter, though its first word had room on it."""
    word = next_line.split()[0]
    return not word[0].islower() and len(line.strip()) + 1 + len(word) <= width
