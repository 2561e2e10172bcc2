"""Persons by their family name alone, also where a state or its capital bears it too: "Jorge Lima rejected it. Lima,
who led the team, ..."."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc

from kg.extract.grammar.occurrences import occurrences, word_at
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.mention_finder import MentionFinder
from kg.extract.mentions.names_of_things import GIVEN_NAMES
from kg.extract.mentions.person_names import HONORIFICS
from kg.extract.mentions.title_spans import TITLES
from kg.extract.words import gazetteer
from kg.extract.words.gazetteer import MatchReason
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["find_known_names", "find_namesakes"]

PREPOSITIONS_OF_PLACES = word_set("prepositions-of-places")
REASONS_OF_NAMES = {MatchReason.CAPITAL, MatchReason.NAME}


def find_known_names(doc: Doc, finder: MentionFinder) -> None:
    """Add other mentions of persons by a single name, where no mention covers it yet."""
    persons = [m for m in finder.taken.values() if m.type == ActorType.PERSON]
    names = [m.name.split() for m in persons if " " in m.name]
    surnames = {parts[-1] for parts in names} | {parts[0] for parts in names if len(parts) == 2}
    surnames |= {p for parts in names for p in parts[1:-1] if len(p) > 3 and p[0].isupper() and p not in GIVEN_NAMES}
    title_ends = {end for _, end in TITLES(doc)}
    surnames |= {m.name for m in persons if m.start in title_ends or word_at(doc, m.start - 1) in HONORIFICS}
    for token in occurrences(doc, {name.lower() for name in surnames}):
        if token.i in finder.covered or token.pos_ == "PRON" or len(token.text) < 2:  # "He" is more often no Mr He
            continue
        if token.is_sent_start and token.pos_ == "ADJ":  # "Brown coal was banned"
            continue
        if token.text in surnames and token.text[0].isupper():
            finder.add(TokenMention(token.i, token.i + 1, token.i, ActorType.PERSON, MentionReason.NAME, token.text))


def find_namesakes(doc: Doc, finder: MentionFinder) -> None:
    """Decide on a name of a state that somebody named before has as a family name.

    It is the person's if the words after it say so, or if it is a capital and a subject, and nothing else names the
    state. It stays the state's after a preposition of place, and if it is the state's own name and either no subject
    or not the only name of the state. Else it is nobody's.
    """
    family_names: dict[str, int] = {}
    for mention in sorted(finder.taken.values(), key=lambda m: m.start):
        if mention.type == ActorType.PERSON and mention.end - mention.start > 1 and mention.entry is None:
            family_names.setdefault(doc[mention.end - 1].text, mention.end)
    for mention in [m for m in finder.taken.values() if _stands_as_a_name(doc, m)]:
        if family_names.get(doc[mention.start].text, len(doc)) <= mention.start:
            _name_person(doc, finder, mention)
    shared = [m for m in finder.taken.values() if family_names.get(_state_name(doc, m), len(doc)) <= m.start]
    words = {doc[m.start].text for m in shared}
    for mention in shared:
        acts = doc[mention.head].dep_ in SUBJECTS and not _has_other_names(doc, finder, mention, words)
        capital = _is_capital(doc, mention)
        if _is_person(doc, mention) or (capital and acts):
            _name_person(doc, finder, mention)
        elif (capital or acts) and not _is_place(doc, mention):
            del finder.taken[mention.head]


def _stands_as_a_name(doc: Doc, mention: TokenMention) -> bool:
    """Whether a demonym in the singular stands where a name would, without an article: "[Cuban] said"."""
    if mention.reason != MentionReason.NATIONALITY or mention.end - mention.start > 1:
        return False
    word = doc[mention.start]
    beside = any(c.dep_ in {"det", "poss", "amod"} for c in word.children)
    return word.tag_ == "NNP" and word.dep_ not in {"amod", "compound", "nmod"} and not beside


def _state_name(doc: Doc, mention: TokenMention) -> str:
    """The single word by which a mention names a state, by its name or capital; "" for other mentions."""
    if mention.type != ActorType.STATE or mention.end - mention.start > 1 or mention.entry is None:
        return ""
    word = doc[mention.start].text
    found = gazetteer.lookup(word)
    return word if found and found[0].reason in REASONS_OF_NAMES else ""


def _is_capital(doc: Doc, mention: TokenMention) -> bool:
    return gazetteer.lookup(doc[mention.start].text)[0].reason == MatchReason.CAPITAL


def _is_person(doc: Doc, mention: TokenMention) -> bool:
    """Whether the words after a name say that it is a person's: "Lima, who"."""
    after = mention.end + (word_at(doc, mention.end) == ",")
    return word_at(doc, after) in {"who", "whose"}


def _is_place(doc: Doc, mention: TokenMention) -> bool:
    return word_at(doc, mention.start - 1) in PREPOSITIONS_OF_PLACES


def _has_other_names(doc: Doc, finder: MentionFinder, mention: TokenMention, words: Collection[str]) -> bool:
    """Whether the state of a mention is named by other words as well."""
    return any(m.entry is mention.entry and doc[m.start].text not in words for m in finder.taken.values())


def _name_person(doc: Doc, finder: MentionFinder, mention: TokenMention) -> None:
    """Replace the mention of a state by one of a person."""
    del finder.taken[mention.head]
    name = doc[mention.start].text
    finder.add(
        TokenMention(mention.start, mention.end, mention.head, ActorType.PERSON, MentionReason.NAME, name), cover=False
    )
