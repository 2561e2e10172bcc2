"""Names of organizations, places and things that look like a person's: "Bo Ek Stadium", "Foreign Affairs"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.grammar.occurrences import word_at
from kg.extract.words.lexicon import word_set, words

__all__ = [
    "GIVEN_NAMES",
    "LAST_WORDS_OF_BODIES",
    "LAST_WORDS_OF_NO_PERSON",
    "institution_named_for_ruler",
    "is_part_of_text",
    "is_thing",
    "names_text_or_meeting",
]

GIVEN_NAMES = words("actors/given_names")
HONORIFICS = word_set("honorifics")
NAMES_OF_NO_ACTOR = word_set("names-of-no-actor")
INSTITUTIONS_NAMED_FOR_RULERS = word_set("institutions-named-for-rulers")
ORGANIZATION_WORDS = word_set("organization-words")
PLACES_NAMED_FOR_PEOPLE = word_set("places-named-for-people")
THINGS_NAMED_FOR_PEOPLE = PLACES_NAMED_FOR_PEOPLE | word_set("things-named-for-people")
TEXTS_AND_MEETINGS_NAMED_FOR_PLACES = word_set("texts-and-meetings-named-for-places")
PARTS_WITH_LETTERS = word_set("parts-with-letters")
LAST_WORDS_OF_NO_PERSON = PLACES_NAMED_FOR_PEOPLE | word_set("last-words-of-no-person")
TITLES_OF_RULERS = word_set("titles-of-rulers")
WORDS_OF_NAME_OF_RULER = 3
"""Words, at most, between a ruler's title and the noun for the institution named after that ruler."""
LAST_WORDS_OF_BODIES = LAST_WORDS_OF_NO_PERSON | word_set("last-words-of-companies")


def is_thing(doc: Doc, start: int, end: int, *, title: bool) -> bool:
    """Whether the words name an organization or a thing. ``title``: they follow what looks like a title ("General
    Intelligence Directorate", "Executive Order", "Major Non-NATO Ally"), so that only their last word decides."""
    first, last = doc[start], doc[end - 1]
    if word_at(doc, end) in THINGS_NAMED_FOR_PEOPLE:
        return True  # "the Queen Ada hospital"
    if end - start > 2 and last.lower_ == "day":
        return True  # "Ana María Ruiz Day"
    if last.lower_ in LAST_WORDS_OF_NO_PERSON and not _ends_in_family_name(doc, start, end):
        return True  # "Chief Program Officer", "the Committee on Foreign Affairs"
    if not title:
        return any(t.lower_ in ORGANIZATION_WORDS for t in doc[start:end])
    is_person = first.text in GIVEN_NAMES or first.ent_type_ == "PERSON"
    return not is_person and (last.lower_ in ORGANIZATION_WORDS | NAMES_OF_NO_ACTOR or last.tag_ == "NNPS")


def institution_named_for_ruler(doc: Doc, start: int) -> int | None:
    """Where the name of an institution ends that begins with a ruler's title: "[King Rama's Institute of Technology],",
    "[Queen Ada Hospital]"; None where the title at ``start`` opens no such name."""
    if doc[start].lower_ not in TITLES_OF_RULERS or not doc[start].text.istitle():
        return None
    end = start + 1
    while end < len(doc) and end <= start + WORDS_OF_NAME_OF_RULER and _is_of_name(doc, end):
        end += 1
    end += word_at(doc, end) == "'s"
    if end == start + 1 or word_at(doc, end) not in INSTITUTIONS_NAMED_FOR_RULERS or not doc[end].text.istitle():
        return None
    return end + 1


def _is_of_name(doc: Doc, at: int) -> bool:
    """Whether a word may be part of the name of a ruler, before the noun for an institution."""
    return doc[at].text.istitle() and doc[at].is_alpha and doc[at].lower_ not in INSTITUTIONS_NAMED_FOR_RULERS


def is_part_of_text(doc: Doc, start: int, end: int) -> bool:
    """Whether the words name a part of a text by its letter and not the parties listed there: "rejected [Annex I]"; not
    "urged [Annex I] to pay"."""
    if end - start != 2 or doc[start].lower_ not in PARTS_WITH_LETTERS or len(doc[start + 1].text) > 1:
        return False
    last = doc[end - 1]
    return last.dep_ == "dobj" and not any(c.dep_ in {"ccomp", "xcomp"} for c in last.head.children)


def names_text_or_meeting(doc: Doc, end: int) -> bool:
    """Whether the name of a capital that ends at token ``end`` opens that of a treaty or meeting, of which it is only
    the place: "the [Paris] Agreement", "the [Madrid] Summit"; not "the Paris agreement", "Paris Agreements Ltd"."""
    return word_at(doc, end) in TEXTS_AND_MEETINGS_NAMED_FOR_PLACES and doc[end].text.istitle()


def _ends_in_family_name(doc: Doc, start: int, end: int) -> bool:
    """Whether a last word that mostly stands for a place or thing is a family name: "Mr Library", "Bruce Arena"."""
    if start > 0 and doc[start - 1].lower_ in HONORIFICS:
        return True
    tagged = all(t.ent_type_ == "PERSON" for t in doc[start:end])
    return end - start == 2 and tagged and doc[start].text in GIVEN_NAMES
