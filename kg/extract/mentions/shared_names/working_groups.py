"""Names of listed bodies that are also nouns for the working groups of a meeting: "Contact group Chair Ana Ruiz"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.extract.grammar.occurrences import lowered
from kg.extract.mentions.title_spans import title_over
from kg.extract.text.memo import once_a_document
from kg.extract.words.lexicon import word_set

__all__ = ["is_working_group"]

NOUNS_FOR_WORKING_GROUPS = word_set("nouns-for-working-groups")


def is_working_group(doc: Doc, start: int, end: int) -> bool:
    """Whether a name at ``[start, end)`` is the noun for a working group here: the text has it in lower case anywhere,
    also with its first word capitalised at the beginning of a sentence, or before "chair" as a title."""
    name = lowered(doc)[start:end]
    return " ".join(name) in NOUNS_FOR_WORKING_GROUPS and name in _working_groups(doc)


@once_a_document
def _working_groups(doc: Doc) -> frozenset[tuple[str, ...]]:
    """The nouns that stand for working groups in a text, in lower case and in the singular."""
    found = set()
    for i in range(1, len(doc)):
        noun = doc[i - 1].lower_, doc[i].lower_.removesuffix("s")
        if " ".join(noun) in NOUNS_FOR_WORKING_GROUPS and (doc[i].is_lower or _opens_title(doc, i)):
            found.add(noun)
    return frozenset(found)


def _opens_title(doc: Doc, last: int) -> bool:
    """Whether a noun that ends with the token ``last`` is in a title that goes on after it."""
    title = title_over(doc, last)
    return title is not None and title[1] > last + 1
