"""Organizations named right after a noun for what they are, "the rebel group Boko Haram", or for a ruler, "the Queen
Ada Hospital"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extract.grammar.occurrences import occurrences
from kg.extract.grammar.tense import SUBJECTS
from kg.extract.mentions.mention import TokenMention
from kg.extract.mentions.mention_finder import MentionFinder, head_of
from kg.extract.mentions.names_of_things import GIVEN_NAMES, institution_named_for_ruler
from kg.extract.mentions.supposed_names import NAME_WORD, NUMERIC_ENTITIES
from kg.extract.mentions.title_spans import title_tokens
from kg.extract.words.lexicon import word_set
from kg.model import ActorType, MentionReason

__all__ = ["find_named_bodies", "name_after"]

NOUNS_BEFORE_NAMES = word_set("nouns-before-names")
TITLES_OF_RULERS = word_set("titles-of-rulers")


def find_named_bodies(doc: Doc, finder: MentionFinder) -> None:
    """Add such names, which the tagger often takes for a person's or for none."""
    for title in occurrences(doc, TITLES_OF_RULERS):
        after = institution_named_for_ruler(doc, title.i)
        if after is not None and not any(i in finder.covered for i in range(title.i, after)):
            _add(doc, finder, title.i, after)
    titles = title_tokens(doc)
    for noun in occurrences(doc, lemmas=NOUNS_BEFORE_NAMES):
        start, end = name_after(noun)
        if start == end or titles & {noun.i, start} or any(i in finder.covered for i in range(start, end)):
            continue
        _add(doc, finder, start, end)


def _add(doc: Doc, finder: MentionFinder, start: int, end: int) -> None:
    name = doc[start:end].text
    finder.add(TokenMention(start, end, head_of(doc, start, end), ActorType.ORGANIZATION, MentionReason.NAME, name))


def name_after(noun: Token) -> tuple[int, int]:
    """The tokens ``[start, end)`` of the name after a noun, without quotation marks; an empty span where none follows,
    or where it begins a clause ("the company Ana Ruiz founded")."""
    doc = noun.doc
    start = noun.i + 1
    if noun.tag_ != "NN" or start >= len(doc):
        return start, start
    quoted = doc[start].text == '"'
    start = end = start + quoted
    while end < len(doc) and NAME_WORD.match(doc[end].text) and doc[end].pos_ in {"PROPN", "NOUN", "ADJ", "X"}:
        end += 1
    begins_person = end - start > 1 and doc[start].text in GIVEN_NAMES
    closed = not quoted or doc[end : end + 1].text == '"'
    if end == start or begins_person or not closed or doc[start].ent_type_ in NUMERIC_ENTITIES:
        return start, start
    return (start, start) if any(_is_subject_of_clause(noun, token) for token in doc[start:end]) else (start, end)


def _is_subject_of_clause(noun: Token, token: Token) -> bool:
    """Whether a word is the subject of a clause about the noun."""
    verb = token.head
    return token.dep_ in SUBJECTS and verb.dep_ in {"relcl", "acl"} and verb.head.i == noun.i
