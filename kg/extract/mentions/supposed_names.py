"""Words that may be a person's name: by the tagger, or by a title, a given name or a verb of saying beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from spacy.tokens import Doc, Token

from kg.extract.grammar.occurrences import after_article, occurrences, word_at
from kg.extract.mentions.heading_names import is_will_of_question
from kg.extract.mentions.mention_finder import MentionFinder
from kg.extract.mentions.names_of_things import GIVEN_NAMES, LAST_WORDS_OF_BODIES, LAST_WORDS_OF_NO_PERSON
from kg.extract.mentions.posts_before_names import past_post
from kg.extract.mentions.title_spans import TITLES
from kg.extract.words import gazetteer
from kg.extract.words.lexicon import cues, word_set
from kg.model import ActorType

__all__ = ["NAME_PARTICLES", "NAME_WORD", "may_go_on", "supposed_names"]

HONORIFICS = word_set("honorifics")
ORGANIZATION_WORDS = word_set("organization-words")
SUFFIXES_OF_NAMES = word_set("suffixes-of-names")
NAME_PARTICLES = word_set("name-particles")
LETTERS_OF_SYLLABLE = 5
"""Letters, at most, of a Korean family name or of half a given name."""
OPENING_PARTICLES = NAME_PARTICLES - {"of", "y", "e"}
ROMANCE_PARTICLES = {"de", "del", "do"}
NUMERIC_ENTITIES = {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY"}
PLACE_ENTITIES = {"GPE", "LOC", "FAC"}
NAME_WORD = re.compile(r"^(?:d')?[^\W\d_a-z][\w'.\-]*$")
OPENERS_OF_TITLES = word_set("openers-of-titles")
PREPOSITIONS_AFTER_TITLES = word_set("prepositions-after-titles")


def supposed_names(
    doc: Doc, finder: MentionFinder, title_ends: set[int], title_words: Set[int]
) -> list[tuple[int, int]]:
    """The spans of words that may be a person's name or the greater part of it, in text order. ``title_ends`` are the
    tokens at which titles of posts have ended, ``title_words`` those that titles cover."""
    spans = list(_tagged_spans(doc, title_words))
    known = {i for a, b in spans for i in range(a, b)}
    for find in (_spans_after_titles, _spans_after_states, _spans_by_given_name):
        for start, end in find(doc, finder, known, title_ends, title_words):
            spans.append((start, end))
            known.update(range(start, end))
    spans.extend(_spans_beside_titles(doc, known, title_words))
    spans.extend(_spans_of_speakers(doc, known, title_words))
    return _joined_spans(doc, spans, title_words)


def _tagged_spans(doc: Doc, title_words: Set[int]) -> Iterator[tuple[int, int]]:
    """The spans that the tagger takes for persons, without titles before and punctuation, verbs or nouns after."""
    for ent in doc.ents:
        if ent.label_ != "PERSON":
            continue
        start, end = past_post(doc, ent.start + is_will_of_question(doc[ent.start]), ent.end), ent.end
        while start < end and (
            start in title_words or doc[start].lower_ in HONORIFICS or not NAME_WORD.match(doc[start].text)
        ):
            start += 1
        while end > start and (
            doc[end - 1].text in {"'s", "'", ",", "."} or doc[end - 1].is_space or doc[end - 1].pos_ == "PUNCT"
        ):
            end -= 1
        while end - start > 1 and doc[end - 1].is_lower and doc[end - 1].pos_ == "VERB":
            end -= 1  # "Ruiz distanced herself"
        while end - start > 2 and doc[start - 1].lower_ in {"of", "to"} and gazetteer.lookup(doc[start].text):
            start += 1  # "First Minister of Scotland Nicola Sturgeon"
        if start < end and doc[start].lower_ not in SUFFIXES_OF_NAMES and not _ends_name_of_place(doc, start, end):
            yield start, end


def _ends_name_of_place(doc: Doc, start: int, end: int) -> bool:
    """Whether a word only ends a longer name that is no person's: "Lagunas del [Norte]"; not "Ana de [Souza]"."""
    if end - start > 1 or start < 2 or doc[start - 1].lower_ not in ROMANCE_PARTICLES:
        return False
    first = doc[start - 2]
    return first.text.istitle() and first.ent_type_ != "PERSON" and first.text not in GIVEN_NAMES


def _spans_after_titles(
    doc: Doc, finder: MentionFinder, known: set[int], title_ends: set[int], title_words: Set[int]
) -> Iterator[tuple[int, int]]:
    """The spans of capitalised words after a title or honorific."""
    indices_after_honorifics = {token.i + 1 for token in occurrences(doc, HONORIFICS)}
    for i in sorted(title_ends | indices_after_honorifics):
        if i >= len(doc) or i in known or i in title_words:
            continue
        token, previous = doc[i], doc[i - 1]
        if not (NAME_WORD.match(token.text) or _opens_with_particle(doc, i)):
            continue
        if token.pos_ not in {"PROPN", "NOUN", "ADJ", "VERB", "X"} or _is_verb_of_several(previous, token):
            continue
        if i in finder.covered and (i + 1 >= len(doc) or i + 1 in finder.covered or not may_go_on(doc, i + 1)):
            continue
        end = i + 1
        while end < len(doc) and end not in known and end not in title_words and may_go_on(doc, end):
            end += 1
        if _has_object(token):
            continue  # "Counsel Assisting the Commissioner"
        if previous.lower_ in HONORIFICS or previous.text[:1].isupper() or end - i > 1:
            yield i, end


def _spans_after_states(
    doc: Doc, finder: MentionFinder, known: set[int], title_ends: set[int], title_words: Set[int]
) -> Iterator[tuple[int, int]]:
    """The spans of names of two or more words after a post and its state, whatever the tagger takes them for:
    "President of the Republic of Mali [Ali Keita]"."""
    for of_index in sorted(title_ends):
        state_start = after_article(doc, of_index + 1)
        states = [m for m in finder.over(state_start) if m.type == ActorType.STATE and m.entry is not None]
        if word_at(doc, of_index) != "of" or not states or not doc[of_index - 1].text[:1].isupper():
            continue
        start = end = max(m.end for m in states)
        if start < len(doc) and doc[start].ent_iob_ == "I" and start - state_start < 2:
            continue  # "President of Georgia Tech"; not "of the Kyrgyz Republic Ali Keita"
        while end < len(doc) and end not in finder.covered and _may_be_name(doc, end, known, title_words):
            end += 1
        numeric_types = {doc[end - 1].ent_type_} & NUMERIC_ENTITIES
        entity_types = {t.ent_type_ for t in doc[start:end] if t.ent_iob_ == "B"} | numeric_types
        if end - start > 1 and entity_types <= {"", "PERSON"}:
            yield start, end


def _is_verb_of_several(title: Token, token: Token) -> bool:
    """Whether a word after a plural title is its verb and no name: "Leaders [Meet] in Lima"."""
    is_alone = token.i + 1 == len(token.doc) or token.nbor().pos_ != "PROPN"
    return title.tag_ in {"NNS", "NNPS"} and token.tag_ in {"VB", "VBG", "VBP"} and is_alone


def _spans_by_given_name(
    doc: Doc, finder: MentionFinder, known: set[int], title_ends: set[int], title_words: Set[int]
) -> Iterator[tuple[int, int]]:
    """The spans of a given name and the capitalised words after it, where the tagger saw a body, a place or nothing."""
    end = 0
    for i, token in enumerate(doc):
        if i < end or token.text not in GIVEN_NAMES or i in known or i in title_words or i in finder.covered:
            continue
        if token.ent_iob_ == "I" and token.ent_type_ in PLACE_ENTITIES:
            continue  # "San Pedro County"
        if i + 1 >= len(doc) or (not NAME_WORD.match(doc[i + 1].text) and doc[i + 1].lower_ not in NAME_PARTICLES):
            continue
        end = i + 1
        while end < len(doc) and end not in title_words and end not in finder.covered and may_go_on(doc, end):
            end += 1
        while end - 1 > i and (doc[end - 1].text == "-" or doc[end - 1].lower_ in NAME_PARTICLES):
            end -= 1
        is_body = token.ent_type_ == "ORG" and doc[end - 1].lower_ in LAST_WORDS_OF_BODIES
        numeric = any(t.ent_type_ in NUMERIC_ENTITIES for t in doc[i:end])
        if end - i > 1 and not (is_body or numeric) and ORGANIZATION_WORDS.isdisjoint(t.lower_ for t in doc[i:end]):
            yield i, end


def _has_object(token: Token) -> bool:
    """Whether a word in "-ing" is followed by its object: "[Assisting] the judge"."""
    return token.lower_.endswith("ing") and token.i + 1 < len(token.doc) and token.nbor().tag_ in {"DT", "PRP$"}


def _opens_with_particle(doc: Doc, i: int) -> bool:
    """Whether particles and then a capitalised word begin at a token: "de la Flor", "van der Berg"."""
    end = i
    while end < len(doc) and doc[end].lower_ in OPENING_PARTICLES:
        end += 1
    return i < end < len(doc) and bool(NAME_WORD.match(doc[end].text))


def may_go_on(doc: Doc, i: int) -> bool:
    """Whether a name may go on with token ``i``."""
    token = doc[i]
    if NAME_WORD.match(token.text):
        return token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} and token.ent_type_ not in NUMERIC_ENTITIES
    if i + 1 >= len(doc):
        return False
    if token.lower_ in NAME_PARTICLES or _is_second_half(doc, i):
        return True
    hyphen = token.text == "-" and not token.whitespace_ and not doc[i - 1].whitespace_
    return hyphen and (bool(NAME_WORD.match(doc[i + 1].text)) or _is_second_half(doc, i + 1))


def _is_second_half(doc: Doc, i: int) -> bool:
    """Whether a token is the second half of a given name, the "jin" of "Soo-jin"; also one that the tagger takes for
    another part of speech, after a short family name ("Han Do-yeol")."""
    hyphenated = (
        i >= 2
        and doc[i].is_alpha
        and doc[i - 1].text == "-"
        and not doc[i - 1].whitespace_
        and bool(NAME_WORD.match(doc[i - 2].text))
    )
    if not hyphenated or doc[i].pos_ == "PROPN":
        return hyphenated
    family = i >= 3 and bool(NAME_WORD.match(doc[i - 3].text)) and doc[i - 3].pos_ == "PROPN"
    short = family and max(len(doc[i - 3]), len(doc[i - 2]), len(doc[i])) <= LETTERS_OF_SYLLABLE
    return short and doc[i].pos_ in {"NOUN", "PRON", "X"}


def _joined_spans(doc: Doc, spans: list[tuple[int, int]], title_words: Set[int]) -> list[tuple[int, int]]:
    """The spans in text order, adjacent ones joined that the tagger broke inside a name ("Yoon Suk" and "Yeol")."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        indices_between = range(joined[-1][1], start) if joined else range(0)
        if (
            joined
            and 0 <= start - joined[-1][1] <= 1
            and all(NAME_WORD.match(doc[i].text) and doc[i].pos_ == "PROPN" for i in indices_between)
            and not any(i in title_words for i in indices_between)
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _spans_beside_titles(doc: Doc, known: set[int], title_words: Set[int]) -> Iterator[tuple[int, int]]:
    """The spans of names of two or more words that a comma separates from a post ("its president, Ines Reyes", "Bo Ek,
    the envoy"), whatever the tagger takes them for."""
    for start, end in TITLES(doc):
        index = end
        while index < len(doc) and index < end + 5 and doc[index].text != "," and not doc[index].is_punct:
            index += 1
        prior = start - 1
        while prior > 0 and (prior in title_words or doc[prior].lower_ == "and"):
            prior -= 1
        of_name = prior > 0 and doc[prior].text == "," and prior - 1 in known  # "Bo Ek, Director, Hexa Steel"
        if index + 1 < len(doc) and doc[index].text == "," and not (of_name and doc[index + 1].ent_type_ == "ORG"):
            stop = index + 1
            while stop < len(doc) and _may_be_name(doc, stop, known, title_words):
                stop += 1
            is_beside = index == end or doc[end].lower_ in PREPOSITIONS_AFTER_TITLES
            if stop - index > 2 and is_beside and not _begins_body(doc, index + 1, stop):
                yield index + 1, stop
        if start >= 3 and doc[start - 1].lower_ in OPENERS_OF_TITLES:
            comma_index = start - 2
            while comma_index > 0 and doc[comma_index].text != "," and start - comma_index < 5:
                comma_index -= 1
            if doc[comma_index].text == ",":
                name_start = comma_index
                while (
                    name_start > 0
                    and _may_be_name(doc, name_start - 1, known, title_words)
                    and not (doc[name_start - 1].is_sent_start and doc[name_start - 1].is_stop)
                ):
                    name_start -= 1
                if comma_index - name_start >= 2:
                    yield name_start, comma_index


def _begins_body(doc: Doc, start: int, stop: int) -> bool:
    """Whether capitalised words after a post are an organization's: "Chief Justice, [Ontario Superior] Court"."""
    is_tagged = {t.ent_type_ for t in doc[start:stop]} == {"ORG"}
    has_body_word = doc[stop : stop + 1].text.istitle() and word_at(doc, stop) in ORGANIZATION_WORDS
    return is_tagged and (has_body_word or word_at(doc, stop - 1) in LAST_WORDS_OF_NO_PERSON)


def _spans_of_speakers(doc: Doc, known: set[int], title_words: Set[int]) -> Iterator[tuple[int, int]]:
    """The spans of names of speakers with "of" after them ("predicted Bo Ek of the Peace Forum"), whatever the tagger
    takes them for."""
    for preposition in occurrences(doc, {"of"}):
        start = preposition.i
        while start > 0 and _may_be_name(doc, start - 1, known, title_words) and not doc[start - 1].is_sent_start:
            start -= 1
        if preposition.i - start not in {2, 3}:
            continue
        root = doc[start : preposition.i].root
        if root.dep_ == "nsubj" and root.head.lemma_.casefold() in cues():
            yield start, preposition.i


def _may_be_name(doc: Doc, i: int, known: set[int], title_words: Set[int]) -> bool:
    token = doc[i]
    if i in known or i in title_words:
        return False
    if token.text == "-" or token.lower_ in OPENING_PARTICLES or _is_second_half(doc, i):
        return True
    return (
        bool(NAME_WORD.match(token.text))
        and token.pos_ == "PROPN"
        and token.lower_ not in ORGANIZATION_WORDS
        and not token.text.isupper()
    )
