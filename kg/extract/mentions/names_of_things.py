"""Names of organizations, places and things that look like a person's: "Bo Ek Stadium", "Foreign Affairs"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.grammar.occurrences import word_at
from kg.extract.words.lexicon import word_set, words

__all__ = ["GIVEN_NAMES", "LAST_WORDS_OF_BODIES", "LAST_WORDS_OF_NO_PERSON", "is_part_of_text", "is_thing"]

GIVEN_NAMES = words("actors/given_names")
HONORIFICS = word_set("honorifics")
NAMES_OF_NO_ACTOR = word_set("names-of-no-actor")
ORGANIZATION_WORDS = word_set("organization-words")
PLACES_NAMED_FOR_PEOPLE = word_set("places-named-for-people")
THINGS_NAMED_FOR_PEOPLE = PLACES_NAMED_FOR_PEOPLE | word_set("things-named-for-people")
PARTS_WITH_LETTERS = word_set("parts-with-letters")
LAST_WORDS_OF_NO_PERSON = PLACES_NAMED_FOR_PEOPLE | word_set("last-words-of-no-person")
LAST_WORDS_OF_BODIES = LAST_WORDS_OF_NO_PERSON | word_set("last-words-of-companies")


def is_thing(doc: Doc, start: int, end: int, *, title: bool) -> bool:
    """Whether the words name an organization or a thing. ``title``: they follow what looks like a title ("General
    Intelligence Directorate", "Executive Order", "Major Non-NATO Ally"), so that only their last word can tell."""
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


def is_part_of_text(doc: Doc, start: int, end: int) -> bool:
    """Whether the words name a part of a text by its letter and not the parties listed there: "rejected [Annex I]"; not
    "urged [Annex I] to pay"."""
    if end - start != 2 or doc[start].lower_ not in PARTS_WITH_LETTERS or len(doc[start + 1].text) > 1:
        return False
    last = doc[end - 1]
    return last.dep_ == "dobj" and not any(c.dep_ in {"ccomp", "xcomp"} for c in last.head.children)


def _ends_in_family_name(doc: Doc, start: int, end: int) -> bool:
    """Whether a last word that mostly tells of a place or thing is a family name: "Mr Library", "Bruce Arena"."""
    if start > 0 and doc[start - 1].lower_ in HONORIFICS:
        return True
    tagged = all(t.ent_type_ == "PERSON" for t in doc[start:end])
    return end - start == 2 and tagged and doc[start].text in GIVEN_NAMES
