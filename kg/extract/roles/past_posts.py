"""Posts that somebody held and holds no longer, by the years told beside them or the tense of the verb."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from kg.extract.roles.posts import Post
from kg.extract.text.document import document_of

__all__ = ["has_ended", "served_once"]

YEARS = re.compile(
    r"[\s,(]*(?:from (?:\w+ )?\d{4} (?:to|until|till|through)\b(?! (?:the )?(?:date|now|present|this|today)\b)"
    r"|between (?:\w+ )?\d{4} and\b|until (?:\w+ )?\d{4}\b|\d{4} ?[-–] ?\d{2,4}\b)"
)
"""What stands after a post that has ended: "from 1977 to 1995", "1980–1987"."""
REACH = 8
"""Tokens after a post within which its years stand."""


def has_ended(doc: Doc, post: Post) -> bool:
    """Whether the years of a post stand right after it: "mayor of Paris from 1977 to 1995"; none that are to come, as
    far as the document's date tells: "president until 2027"."""
    after = doc[post.right : min(post.right + REACH, len(doc))].text
    if YEARS.match(after) is None:
        return False
    date = document_of(doc).date
    return date is None or max(_years(after)) <= date.year


def _years(words: str) -> list[int]:
    """The years that words name, those of two digits in the century of the year before them.

    >>> _years("2024–28"), _years("from 1977 to 1995")
    ([2024, 2028], [1977, 1995])
    """
    shortened = re.sub(r"(\d\d)(\d\d)( ?[-–] ?)(\d\d)(?!\d)", r"\1\2\3\1\4", words)
    return [int(year) for year in re.findall(r"\d{4}", shortened)]


def served_once(verb: Token) -> bool:
    """Whether a verb of serving tells of a time that is over: "served as president", and not "has served"."""
    return verb.lemma_ == "serve" and verb.tag_ == "VBD" and not any(c.dep_ == "aux" for c in verb.children)
