"""The key of a matter: positions that share it are about the same thing, whichever words stand around it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from kg.extract.text.wrapping import is_wrapped
from kg.extract.words.lexicon import word_set
from kg.extract.words.stem import stem, stem_set

__all__ = ["Paragraphs", "content", "goes_on", "key", "points", "undoing"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NEXT = re.compile(r"\s+([^\W_]+)(?:\s+[^\W_]+(ing)\b)?")
_USE = re.compile(r"\s+as\s+(?:an?|means|part|the)\b")
_NEGATION = frozenset({"not", "no", "without", "never"})


class Paragraphs:
    """Which paragraph of a text an offset lies in, counted from 0.

    >>> laid = Paragraphs("Peru agreed.\\n\\nChile did not.")
    >>> laid.of(3), laid.of(16)
    (0, 1)
    """

    def __init__(self, text: str) -> None:
        between = r"\n[^\S\n]*\n\s*" if is_wrapped(text) else r"\n\s*"
        self._starts = [0, *(gap.end() for gap in re.finditer(between, text))]

    def of(self, offset: int) -> int:
        """The number of the paragraph."""
        return bisect_right(self._starts, offset) - 1


def key(matter: str, document: str, place: str) -> str | None:
    """What a matter has in common with others that mean the same: the stems of its content words, sorted.

    It begins with the document's id where the words mean something else in another text ("article 6", "sinks"), and
    with the place in it too where they only point at something ("the proposal", "its offer"). None where no
    word of content is left.

    >>> key("the reduction of emissions", "d1", "4") == key("emission reductions", "d2", "0")
    True
    >>> key("the proposal", "d1", "4"), key("paragraph 3", "d1", "4"), key("the", "d1", "4")
    ('d1/4/proposal', 'd1/3-paragraph', None)
    """
    words = _words(matter)
    stems = _content(words)
    if not stems:
        return None
    folded = {word.casefold() for word in words if not _is_name(word)}
    slug = "-".join(sorted(stems))
    of_papers = stem_set("words-of-papers")
    telling = stems - of_papers - stem_set("vague-nouns")
    if not telling or not word_set("pointing-words").isdisjoint(folded):
        return f"{document}/{place}/{slug}"
    local = len(telling) == 1 or any(word.isdigit() for word in words) or not stems.isdisjoint(of_papers)
    return f"{document}/{slug}" if local else slug


def points(matter: str) -> bool:
    """Whether a matter says nothing but that somebody has asked for something.

    >>> points("this proposal"), points("the request"), points("the proposal on forests"), points("the text")
    (True, True, False, False)
    """
    words = matter.casefold().split()
    return len(words) == 2 and words[0] in {"the", "this", "that"} and words[1] in word_set("things-asked-for")


def goes_on(after: str) -> bool:
    """Whether the words right behind a matter may belong to its noun, so that it says less than the text.

    >>> goes_on(" for consultation."), goes_on(" in choosing a chair."), goes_on(" as a means of relief.")
    (True, True, True)
    >>> goes_on(", for the island states."), goes_on(" in Lima."), goes_on(" as amended.")
    (False, False, False)
    """
    following = _NEXT.match(after)
    if following is None:
        return False
    word = following[1].casefold()
    goes = word in word_set("words-that-go-on-with-a-noun") or (word == "in" and following[2] is not None)
    return goes or _USE.match(after) is not None


def content(matter: str) -> frozenset[str]:
    """The stems of a matter's content words.

    >>> sorted(content("not to extend the talks"))
    ['extend', 'not', 'talks']
    """
    return _content(_words(matter))


def undoing(matter: str) -> frozenset[str]:
    """The stems of the words that turn a matter around: "deferring the vote" is no vote.

    >>> sorted(undoing("deferring the vote, not the debate"))
    ['defer', 'not']
    """
    return content(matter) & (stem_set("undoing-words") | _NEGATION)


def _words(matter: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", matter))


def _content(words: list[str]) -> frozenset[str]:
    return frozenset(stem(word.casefold()) for word in words if _is_name(word) or _tells(word.casefold()))


def _tells(word: str) -> bool:
    if word in _NEGATION or word.isdigit():
        return True
    return len(word) > 2 and word not in word_set("function-words") and word not in word_set("empty-words")


def _is_name(word: str) -> bool:
    """Two capitals ("US", "EU") are a name, whatever the word would mean."""
    return len(word) == 2 and word.isupper()
