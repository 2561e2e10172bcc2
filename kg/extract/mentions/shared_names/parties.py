"""Parties whose names end like that of a listed one: "Christian Democrats" are not the US Democratic Party."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.grammar.occurrences import after_article, is_possessive_mark, word_at
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.mention_finder import head_of
from kg.extract.words import gazetteer
from kg.extract.words.gazetteer import Entry, Match
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["party_of_longer_name"]

QUANTIFIERS = word_set("quantifiers")
WORDS_BEFORE_NAMES_OF_PARTIES = word_set("words-before-names-of-parties")


def party_of_longer_name(doc: Doc, start: int, end: int, match: Match) -> TokenMention | None:
    """The unlisted party whose longer name ends with the plural by which a listed one is called, with the state beside
    it: "Chile's [Christian Democrats]", "the [Social Democrats] of Sweden"; None where the listed party is named."""
    if match.entry.kind != "party" or end - start > 1 or not doc[start].text.endswith("s"):
        return None
    name_start = start
    while name_start > 0 and _is_of_name(doc[name_start - 1]):
        name_start -= 1
    if name_start == start:
        return None
    owner, country = _state_beside(doc, name_start, end)
    head, kind = head_of(doc, start, end), match.entry.type
    if is_some := name_start > 0 and (doc[name_start - 1].like_num or word_at(doc, name_start - 1) in QUANTIFIERS):
        name_start, kind = name_start - 1, ActorType.GROUP  # "several Christian Democrats"
    name = doc[name_start:end].text
    return TokenMention(
        name_start, end, head, kind, MentionReason.NAME, name, country=country, owner=owner, plural=is_some
    )


def _is_of_name(word: Token) -> bool:
    """Whether a word makes the plural after it the name of another party; also with a hyphen."""
    is_hyphen = word.text == "-" and not word.whitespace_ and word.i > 0 and _is_of_name(word.nbor(-1))
    return is_hyphen or (word.text.istitle() and word.lower_ in WORDS_BEFORE_NAMES_OF_PARTIES)


def _state_beside(doc: Doc, start: int, end: int) -> tuple[int | None, str | None]:
    """The head of the state's name before or after a party's, and the state's code: "[Chile]'s", "[German]", "of
    [Sweden]"; None twice without one."""
    index_before = start - 1 - is_possessive_mark(doc, start - 1)
    index_after = after_article(doc, end + 1) if word_at(doc, end) == "of" else len(doc)
    for index in (index_before, index_after):
        state = _state(doc[index].text) if 0 <= index < len(doc) else None
        if state is not None:
            return index, state.country
    return None, None


def _state(name: str) -> Entry | None:
    return next((m.entry for m in gazetteer.lookup(name) if m.entry.type == ActorType.STATE), None)
