"""Where titles of posts stand in a text."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from kg.extract.grammar.occurrences import lowered, occurrences
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.text.memo import once_a_document
from kg.extract.text.note import Note
from kg.extract.words import lexicon
from kg.extract.words.lexicon import word_set

__all__ = ["TITLES", "acts_itself", "are_posts", "before_title", "is_title", "title_at", "title_tokens", "titles"]

PREPOSITIONS_AFTER_POSTS = word_set("prepositions-after-posts")
TITLES_IN_NAMES = word_set("titles-in-names")
WORDS_INSIDE_TITLES = word_set("words-inside-titles")


FIELD = 7
"""Words that "Chief Data and Water Officer" has at most."""


def _no_titles() -> tuple[tuple[int, int], ...]:
    return ()


TITLES: Note[tuple[tuple[int, int], ...]] = Note("titles", _no_titles)
"""Where titles of posts stand: tokens ``[start, end)``, in text order."""


def acts_itself(doc: Doc, end: int) -> bool:
    """Whether a post that ends before token ``end`` does what follows right there.

    "At the request of Ada Berg, the Queen dissolved parliament" is about two people.
    """
    head = doc[end - 1]
    follows = end < len(doc) and doc[end].pos_ in {"VERB", "AUX"}
    return follows and head.dep_ in NOUN_SUBJECTS and head.head.i >= end


def title_at(doc: Doc, start: int) -> tuple[int, lexicon.Title] | None:
    """The longest title of a post that begins at token ``start``: its end, and the title."""
    titles = lexicon.titles()
    token = doc[start]
    words = lowered(doc)
    first = words[start]
    plural = token.tag_ == "NNS" or _before_names(doc, start)
    if first not in titles and not plural:
        return None
    if first == "chief" and (officer := _officer_at(doc, start)) is not None:
        return officer
    for title in titles.get(first, ()):
        end = start + len(title.words)
        if words[start:end] == title.words:
            return end, title
    for singular in (token.lemma_.casefold(), first.removesuffix("s")) if plural else ():
        for title in titles.get(singular, ()):
            if len(title.words) == 1 and singular != first:
                return start + 1, title
    for title in titles.get(first, ()):  # "Co-Chairs", "foreign ministers"
        end = start + len(title.words)
        *most, last = title.words
        if most and words[start:end] == (*most, last + "s"):
            return end, title
    return None


def _officer_at(doc: Doc, start: int) -> tuple[int, lexicon.Title] | None:
    """A title of whoever is over a field of a company: "Chief Data and Water Officer"."""
    end = start + 1
    while end < min(start + FIELD, len(doc)) and (doc[end].text.istitle() or doc[end].lower_ in {"and", "&"}):
        end += 1
        if doc[end - 1].lower_ == "officer" and end > start + 2:
            return end, lexicon.Title(tuple(lowered(doc)[start:end]), "business", leads=False)
    return None


def _before_names(doc: Doc, i: int) -> bool:
    """Whether a plural that is written like a name is the post of those named next: "Presidents Ek and Ruiz"."""
    return doc[i].tag_ == "NNPS" and doc[i + 1 : i + 2].text.istitle() and doc[i + 1].ent_type_ == "PERSON"


def _is_given(doc: Doc, i: int) -> bool:
    """Whether a word that is a title too is the given name in a name of two words: "Secretary [Dean] Ek"."""
    if doc[i].lower_ not in TITLES_IN_NAMES or doc[i].ent_type_ != "PERSON":
        return False
    after = doc[i + 1 : i + 3]
    return len(after) == 2 and after[0].ent_type_ == "PERSON" and after[0].text.istitle() and after[1].ent_type_ == ""


def _is_of_the_clock(doc: Doc, i: int) -> bool:
    """Whether "PM" tells the time of day: "9:00 PM EST"."""
    return doc[i].lower_ == "pm" and i > 0 and doc[i - 1].text[:1].isdigit()


@cache
def _openings() -> frozenset[str]:
    """The words with which titles begin, in the singular and, as far as an "s" makes it, in the plural."""
    return frozenset(word + ending for word in lexicon.titles() for ending in ("", "s"))


def titles(doc: Doc) -> tuple[tuple[int, int], ...]:
    """The tokens ``[start, end)`` of each title, in text order; titles that stand side by side are one."""
    found: list[tuple[int, int]] = []
    done = 0
    for token in occurrences(doc, _openings(), lexicon.titles()):
        hit = title_at(doc, token.i) if token.i >= done else None
        if hit is None or _is_given(doc, token.i) or _is_of_the_clock(doc, token.i):
            continue
        done = hit[0]
        if found and found[-1][1] == token.i:
            found[-1] = (found[-1][0], done)
        else:
            found.append((token.i, done))
    return tuple(found)


@once_a_document
def title_tokens(doc: Doc) -> frozenset[int]:
    """The tokens that are in a title."""
    return frozenset(i for start, end in TITLES(doc) for i in range(start, end))


def is_title(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are a title of a post ("the Chair"), whatever the tagger takes them for."""
    return any(a <= start and end <= b for a, b in TITLES(doc))


def are_posts(doc: Doc, start: int, end: int) -> bool:
    """Whether the words name people by their posts, whatever the tagger takes them for ("Ministers of Trade")."""
    return any(a == start and b < end and doc[b].lower_ in PREPOSITIONS_AFTER_POSTS for a, b in TITLES(doc))


def before_title(doc: Doc, start: int, end: int) -> int:
    """Where a body's name ends that the tagger took together with a title ("UNDP Associate" Administrator)."""
    for a, b in TITLES(doc):
        if a >= end:
            break
        if start < a < end <= b and doc[a - 1].lower_ not in WORDS_INSIDE_TITLES and doc[b - 1].tag_ != "NNPS":
            return a
    return end
