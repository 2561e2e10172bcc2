"""The key of a matter: positions with the same key are about the same thing, however it is worded."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from kg.extract.text.wrapping import is_wrapped
from kg.extract.words.lexicon import word_set
from kg.extract.words.stem import stem, stem_set

__all__ = ["Paragraphs", "content_stems", "is_bare_request", "key", "may_go_on", "reversing_stems"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NEXT_WORD = re.compile(r"\s+([^\W_]+)(?:\s+[^\W_]+(ing)\b)?")
_AS_PHRASE = re.compile(r"\s+as\s+(?:an?|means|part|the)\b")
_NEGATION = frozenset({"not", "no", "without", "never"})


class Paragraphs:
    """Which paragraph of a text an offset lies in, counted from 0.

    >>> paragraphs = Paragraphs("Peru agreed.\\n\\nChile did not.")
    >>> paragraphs.of(3), paragraphs.of(16)
    (0, 1)
    """

    def __init__(self, text: str) -> None:
        separator = r"\n[^\S\n]*\n\s*" if is_wrapped(text) else r"\n\s*"
        self._starts = [0, *(gap.end() for gap in re.finditer(separator, text))]

    def of(self, offset: int) -> int:
        """The number of the paragraph that ``offset`` lies in."""
        return bisect_right(self._starts, offset) - 1


def key(matter: str, document: str, place: str) -> str | None:
    """The key of a matter: the stems of its content words, sorted; None if it has no content word.

    The key begins with the document's id where the words may mean something else in another text ("article 6",
    "sinks"), and also with ``place`` where they only refer back to something ("the proposal", "its offer").

    >>> key("the reduction of emissions", "d1", "4") == key("emission reductions", "d2", "0")
    True
    >>> key("the proposal", "d1", "4"), key("paragraph 3", "d1", "4"), key("the", "d1", "4")
    ('d1/4/proposal', 'd1/3-paragraph', None)
    """
    words = _words(matter)
    stems = _content_stems(words)
    if not stems:
        return None
    folded = {word.casefold() for word in words if not _is_name(word)}
    slug = "-".join(sorted(stems))
    words_of_papers = stem_set("words-of-papers")
    specific_stems = stems - words_of_papers - stem_set("vague-nouns")
    if not specific_stems or not word_set("pointing-words").isdisjoint(folded):
        return f"{document}/{place}/{slug}"
    has_number = any(word.isdigit() for word in words)
    is_local = len(specific_stems) == 1 or has_number or not stems.isdisjoint(words_of_papers)
    return f"{document}/{slug}" if is_local else slug


def is_bare_request(matter: str) -> bool:
    """Whether a matter only refers back to some request, without saying what is requested.

    >>> [is_bare_request(matter) for matter in ("this proposal", "the request", "the proposal on forests", "the text")]
    [True, True, False, False]
    """
    words = matter.casefold().split()
    return len(words) == 2 and words[0] in {"the", "this", "that"} and words[1] in word_set("nouns-of-bare-requests")


def may_go_on(text_after: str) -> bool:
    """Whether the text right after a matter may still modify the noun of the matter, so that its span is too short.

    >>> may_go_on(" for consultation."), may_go_on(" in choosing a chair."), may_go_on(" as a means of relief.")
    (True, True, True)
    >>> may_go_on(" tabled by Peru."), may_go_on(" drawn up in Lima."), may_go_on(" indeed.")
    (True, True, False)
    >>> may_go_on(", for the island states."), may_go_on(" in Lima."), may_go_on(" as amended.")
    (False, False, False)
    """
    next_word = _NEXT_WORD.match(text_after)
    if next_word is None:
        return False
    word = next_word[1].casefold()
    modifies = word in word_set("words-that-go-on-with-a-noun") or (word == "in" and next_word[2] is not None)
    modifies = modifies or (word.endswith("ed") and not word.endswith("eed"))
    return modifies or _AS_PHRASE.match(text_after) is not None


def content_stems(matter: str) -> frozenset[str]:
    """The stems of a matter's content words, negations included.

    >>> sorted(content_stems("not to extend the talks"))
    ['extend', 'not', 'talks']
    """
    return _content_stems(_words(matter))


def reversing_stems(matter: str) -> frozenset[str]:
    """The stems of the words that reverse a matter: "deferring the vote" is against the vote.

    >>> sorted(reversing_stems("deferring the vote, not the debate"))
    ['defer', 'not']
    """
    return content_stems(matter) & (stem_set("undoing-words") | _NEGATION)


def _words(matter: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", matter))


def _content_stems(words: list[str]) -> frozenset[str]:
    return frozenset(stem(word.casefold()) for word in words if _is_name(word) or _is_content_word(word.casefold()))


def _is_content_word(word: str) -> bool:
    if word in _NEGATION or word.isdigit():
        return True
    return len(word) > 2 and word not in word_set("function-words") and word not in word_set("empty-words")


def _is_name(word: str) -> bool:
    """Whether a word is two capitals ("US", "EU"): a name, even where it is a function word in lower case."""
    return len(word) == 2 and word.isupper()
