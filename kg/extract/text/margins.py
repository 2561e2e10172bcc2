"""The margins of a text, which are no prose: labels of dates and pictures, names of writers, photo credits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.text.wrapping import TERMINAL
from kg.extract.words.lexicon import word_set

__all__ = ["is_prose", "with_margins"]

_DAY = r"(?:\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})"
_PICTURE = r"(?:File )?(?:Photo(?:graph)?|Image|Picture|Caption)(?: (?:credit|courtesy|by))?"
_OPENING = re.compile(
    rf"\s*(?:(?:date|published|posted):?\s+{_DAY}\s+|{_PICTURE}\s?[:|]\s+)(?=[A-Z“\"‘'])", re.IGNORECASE
)
"""A label before the first sentence: "date 2018-08-24", "Photo:"."""
_WORD = r"[^\W\d_a-z][^\W\d_]*"
_NAMES = rf"{_WORD}(?:[ '’.-]{{1,3}}{_WORD}){{0,5}}\.?"
_NAMED = r"(?:File )?(?:Photo(?:graph)?|Image|Picture|PHOTO|IMAGE)(?: (?:credit|courtesy|by))?"
_FULL = r"(?=[^()]*[^\W_][.’']? +[^\W\d_])"
"""Two words of one name, ahead: "Ana Ruiz / Wire", not "Peru / Chile"."""
_AGENCY = rf"(?i:{'|'.join(sorted(word_set('picture-agencies'), key=len, reverse=True))})\b"
_PHOTO = r"(?i:photo(?:graph|grapher)?s?|images?|pictures?)"
_SITE = r"[a-z\d-]{2,}(?:\.[a-z\d-]{2,})+"
_CREDITS = (
    re.compile(r"(?:(?<=[.!?”\"])|^)\s*(?!\d)[^\W\d_a-z][^a-z/\n]{3,60}(?:/[^a-z/\n]{2,60})+\.?\s*$"),
    re.compile(rf"(?:(?<=\s)|^)\((?:{_NAMED}:?\s+)?{_FULL}{_NAMES}\s?/\s?{_NAMES}(?:\s?/\s?{_NAMES})*\)\s*$"),
    re.compile(
        rf"(?:(?<=[.!?”\"])\s*|^\s*)[(\[]?{_NAMED}\s?:\s{_NAMES}(?:(?:\s?/\s?|,\s|\svia\s|\sand\s){_NAMES})*[)\]]?\s*$"
    ),
    re.compile(rf"(?:(?<=[.!?”\"])\s+|^\s*){_AGENCY}(?: {_PHOTO})?\s?/\s?{_NAMES}(?:\s?/\s?{_NAMES})*\s*$"),
)
"""Credits at the end of a caption: names in capitals with slashes between, names in brackets, "Image: Ana Ruiz"."""
_CAPTIONED = re.compile(rf"\s*{_NAMES}\s+(?P<credit>{_NAMED}\s?:\s{_NAMES}\s*$)")
"""A caption that is only a name, with the credit: "Ana Ruiz Image: The Senate"."""
_GLUED = re.compile(rf"\s*(?P<credit>{_NAMES}(?<=[a-z]){_NAMED}\s?:\s{_NAMES}(?: (?:for|of) {_NAMES})?\s*$)")
"""One that is glued to the credit, as on web pages, so that its last word is no name: "Ana RuizImage: The Senate"."""
_AMID = re.compile(
    r"(?:"
    rf"[\[(](?:(?:{_AGENCY} )?{_PHOTO}(?:\s?[:/|]|\s(?i:by|credit|courtesy|from|provided|via)\b)[^\[\]()]{{1,80}}"
    rf"|(?i:file|handout|{_AGENCY}) {_PHOTO}|{_AGENCY}\s?/\s?[^\[\]()]{{1,60}})[\])]"
    rf"|(?<!\S)/{_AGENCY}(?: {_PHOTO})?"
    rf"|(?<!\S)(?:{_AGENCY}/)?{_NAMES}/(?:File(?: {_PHOTO})?|Handout)\b"
    rf"|(?<!\S){_PHOTO}\s?[:/]\s?(?:{_NAMES}\s?/\s?)?(?:{_AGENCY}|{_SITE})"
    r")\.?(?:\s*$|\s+(?=[\"'(\[]?[^\W_a-z]))"
)
"""A credit between a caption and the text: "Envoys meet in Lima [Photo/Wire] Peru said ...", "/Reuters Photo"."""
_BYLINE = re.compile(rf"By {_NAMES}(?:(?:,| and| &) {_NAMES})*\s+(?=[A-Z]{{3,}}[A-Z ,.]*\s?(?:\(|—|–|-))")
"""A writer's name in the line of the text itself, where a dateline follows it."""


def is_prose(words: str) -> bool:
    """Whether words may be a sentence: they are long, or several with a mark at the end."""
    return len(words) > 40 or (len(words.split()) > 3 and words.rstrip().endswith(TERMINAL))


def with_margins(words: str) -> Iterator[tuple[int, int, bool]]:
    """The spans of a line, ``[start, end)`` without a gap, and whether each is in the margin of the text.

    >>> line = "Photo: Envoys shake hands in Lima. ANA RUIZ/WIRE PICTURES"
    >>> [(line[a:b], aside) for a, b, aside in with_margins(line)]
    [('Photo: ', True), ('Envoys shake hands in Lima.', False), (' ANA RUIZ/WIRE PICTURES', True)]
    """
    start = 0
    for credit in _AMID.finditer(words):
        yield from _with_ends(words[start : credit.start()], start)
        yield credit.start(), credit.end(), True
        start = credit.end()
    yield from _with_ends(words[start:], start)


def _with_ends(words: str, offset: int) -> Iterator[tuple[int, int, bool]]:
    """The spans of words that begin at an offset, and whether each is in the margin: a label before them, or a credit
    after them."""
    start = 0
    for pattern in (_OPENING, _BYLINE):
        if (label := pattern.match(words)) is not None and is_prose(words[label.end() :]):
            yield offset, offset + label.end(), True
            start = label.end()
            break
    at = _start_of_credit(words, start)
    if words[start:at].strip():
        yield offset + start, offset + at, False
    if words[at:].strip():
        yield offset + at, offset + len(words), True


def _start_of_credit(words: str, start: int) -> int:
    """Where the credit at the end of a line begins; the end of the line where there is none."""
    captioned = _CAPTIONED.match(words, start) or _GLUED.match(words, start)
    if captioned is not None:
        return captioned.start("credit")
    return next((m.start() for p in _CREDITS if (m := p.search(words, start)) is not None), len(words))
