"""Names of persons: which of the words that may be one are, and where each begins and ends."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Doc

from kg.extract.grammar.occurrences import word_at
from kg.extract.grammar.tense import NOUN_SUBJECTS
from kg.extract.mentions.heading_names import part_outside_headings
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.mention_finder import MentionFinder, head_of
from kg.extract.mentions.names_of_things import GIVEN_NAMES, is_thing
from kg.extract.mentions.supposed_names import NAME_PARTICLES, NAME_WORD, may_go_on, supposed_names
from kg.extract.mentions.title_spans import TITLES, title_tokens
from kg.extract.text.layout import is_in_heading
from kg.extract.text.memo import once_a_document
from kg.extract.text.own_lists import LISTS
from kg.extract.words import gazetteer
from kg.extract.words.lexicon import word_set
from kg.extract.words.listed_names import listed_names
from kg.model import ActorType, MentionReason

__all__ = ["HONORIFICS", "after_honorifics", "find_persons"]

HONORIFICS = word_set("honorifics")
ORGANIZATION_WORDS = word_set("organization-words")
NAMES_OF_NO_ACTOR = word_set("names-of-no-actor")
TALKS = word_set("talks")
SUFFIXES_OF_NAMES = word_set("suffixes-of-names")
ARCS_OF_NAMES = NOUN_SUBJECTS | {"dobj", "pobj", "poss"}
"""Arcs of a name by itself, which modifies no noun: not "the BUSH plan"."""


def after_honorifics(doc: Doc, i: int) -> int:
    """The first token from ``i`` on that is neither an honorific nor the full stop of a short form ("Gov. Ruiz"); the
    number of tokens if none is. A full stop that ends a sentence stays: "met the governor. Ruiz left"."""
    while i < len(doc) and (doc[i].lower_ in HONORIFICS or (doc[i].text == "." and not _ends_sentence(doc, i))):
        i += 1
    return i


def _ends_sentence(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and bool(doc[i + 1].is_sent_start) and doc[i - 1].lower_ not in HONORIFICS


def find_persons(doc: Doc, finder: MentionFinder) -> None:
    """Add the names of persons, each whole, and remove other mentions inside them."""
    title_ends = {end for _, end in TITLES(doc)}
    title_words = title_tokens(doc)
    for start, end in supposed_names(doc, finder, title_ends, title_words):
        start = _start_after_body(doc, _with_first_half(doc, start, title_words), end)
        start = _start_after_post(doc, start, end, title_ends)
        end = _with_last_words(doc, finder, start, end, title_words)
        start, end = part_outside_headings(doc, start, end)
        if not _is_person(doc, finder, start, end, title_ends):
            continue
        finder.covered.difference_update(range(start, end))
        for head in [m.head for i in range(start, end) for m in finder.over(i) if m.start == i and m.end <= end]:
            del finder.taken[head]
        head, name = head_of(doc, start, end), doc[start:end].text
        finder.add(TokenMention(start, end, head, ActorType.PERSON, MentionReason.NAME, name))


def _with_first_half(doc: Doc, start: int, title_words: Set[int]) -> int:
    """Where a name begins, with half a given name that the tagger left out: "[Frank-]Walter Steinmeier"."""
    if start < 2 or doc[start - 1].text != "-" or doc[start - 1].whitespace_ or start - 2 in title_words:
        return start
    return start - 2 if doc[start - 2].text in GIVEN_NAMES else start


def _start_after_body(doc: Doc, start: int, end: int) -> int:
    """Where a name begins after a body or verb tagged as part of it: "the Foreign Office [Bo Ek]", "out-Ek [Bo Ek]"."""
    index = start + (end - start > 2 and doc[start].text == doc[end - 1].text and word_at(doc, start - 1) == "-")
    while end - index > 2 and doc[index].lower_ in ORGANIZATION_WORDS:
        index += 1
    return index


def _start_after_post(doc: Doc, start: int, end: int, title_ends: set[int]) -> int:
    """Where a name begins after the post at a body in capitals that was tagged as part of it: "GFC Chair [Bo Ek]"."""
    after_title = next((i for i in range(end - 1, start + 1, -1) if i in title_ends), start)
    at_body = doc[start].is_upper and len(doc[start]) > 1 and not doc[end - 1].is_upper
    return after_title if at_body else start


def _with_last_words(doc: Doc, finder: MentionFinder, start: int, end: int, title_words: Set[int]) -> int:
    """Where a name ends, with last words that the tagger left out: "Andrés Solano [Vindas]", "Abdel [el-Sisi]"."""
    capitals = doc[start:end].text.isupper()
    stop = end if is_in_heading(doc[start]) else len(doc)
    while end < stop and end not in title_words and end not in finder.covered and may_go_on(doc, end):
        token = doc[end]
        whole_word = "-" not in {token.text, doc[end - 1].text} and token.lower_ not in NAME_PARTICLES
        fits = token.pos_ == "PROPN" and token.lower_ not in ORGANIZATION_WORDS and token.text.isupper() == capitals
        if whole_word and not fits:
            break
        end += 1
    if doc[end : end + 1].text == '"':  # 'Tari "Bobra" Ekpebu'
        quote = next((i for i in range(end + 2, min(end + 5, len(doc) - 1)) if doc[i].text == '"'), None)
        if quote is not None and NAME_WORD.match(doc[quote + 1].text) and doc[quote + 1].pos_ == "PROPN":
            end = quote + 2
    while doc[end - 1].text == "-" or (
        doc[end - 1].lower_ in NAME_PARTICLES and end - 1 > start and doc[end - 1].is_lower
    ):
        end -= 1
    return _with_suffix(doc, end) if end - start > 1 else end


def _with_suffix(doc: Doc, end: int) -> int:
    """Where a name ends, with a suffix such as in "Bo Ek, Jr."."""
    index = end + (doc[end : end + 1].text == ",")
    return index + 1 if word_at(doc, index) in SUFFIXES_OF_NAMES else end


def _is_person(doc: Doc, finder: MentionFinder, start: int, end: int, title_ends: set[int]) -> bool:
    """Whether a supposed name is a person's, and not one of a known actor, a thing or another mention."""
    first = doc[start]
    if first.text in _bodies_in_capitals(doc):
        return False
    if any(m.entry is None for m in finder.over(start)) or _is_listed_body(doc, finder, start, end):
        return False  # "the aid agency Minna"
    if end - start == 3 and doc[start + 1].text == "-" and _are_two(doc, start):
        return False
    titled = start in title_ends or (start > 0 and doc[start - 1].lower_ in HONORIFICS)
    likely = first.ent_type_ == "PERSON" or (end - start > 1 and (titled or first.text in GIVEN_NAMES))
    if not likely and any(gazetteer.lookup(token.text) for token in doc[start:end]):
        return False
    if gazetteer.lookup(doc[start:end].text) and not titled:
        return False
    if end - start == 1 and (first.lower_ in ORGANIZATION_WORDS or first.is_stop):
        return False
    lettered = all(len(t.text.rstrip(".")) < 2 for t in doc[start + 1 : end])  # "Annex B."
    if (first.lower_ in NAMES_OF_NO_ACTOR and lettered) or is_thing(doc, start, end, title=start in title_ends):
        return False
    return end - start > 1 or not any(i in finder.covered for i in range(start, end))


@once_a_document
def _bodies_in_capitals(doc: Doc) -> frozenset[str]:
    """Names in capitals of bodies at which the text knows a post, and that it uses with an article somewhere, as it
    does with no person: "GFC Chair Ruiz ... the [GFC] met"."""
    before_titles = {doc[start - 1].text for start, _ in TITLES(doc) if start}
    in_capitals = (t for t in doc[1:] if t.text in before_titles and t.is_upper and t.is_alpha and len(t) > 1)
    return frozenset(t.text for t in in_capitals if t.dep_ in ARCS_OF_NAMES and word_at(doc, t.i - 1) == "the")


def _is_listed_body(doc: Doc, finder: MentionFinder, start: int, end: int) -> bool:
    """Whether some of the words are the name of an actor in the project's own lists who is no person."""
    names = listed_names(LISTS(doc))
    return names is not None and any(
        m.entry is not None and m.type != ActorType.PERSON
        for i in range(start, end)
        for m in finder.over(i)
        if names.lookup(doc[m.start : m.end].text)
    )


def _are_two(doc: Doc, start: int) -> bool:
    """Whether a hyphen joins two persons, as the text names one apart or talks follow: "the Obama-Xi summit"."""
    names = {doc[start].text, doc[start + 2].text}
    next_token = doc[start + 3] if start + 3 < len(doc) else None
    return (next_token is not None and next_token.lemma_.casefold() in TALKS) or any(
        ent.label_ == "PERSON" and ent[-1].text in names and "-" not in {t.text for t in doc[ent.end - 2 : ent.end + 1]}
        for ent in doc.ents
    )
