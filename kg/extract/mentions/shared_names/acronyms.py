"""Acronyms that a text defines by a name and brackets: "Andean Union of Carpenters (AUC)", "AUC (Andean ...)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.grammar.occurrences import is_possessive_mark, occurrences
from kg.extract.text.memo import once_a_document
from kg.extract.words import gazetteer
from kg.extract.words.gazetteer import Entry
from kg.extract.words.lexicon import word_set
from kg.model import ActorType

__all__ = ["ACRONYM", "CLOSING", "OPENING", "Definition", "definition_at", "is_acronym_of_another", "is_variant_of"]

ACRONYM = re.compile(r"^[A-Z][A-Za-z]{0,8}[A-Z]$")
OPENING = {"(", "["}
CLOSING = {")", "]"}
WORDS_INSIDE_NAMES_OF_BODIES = word_set("words-inside-names-of-bodies")
WORDS_IN_ACRONYMIC_NAMES = word_set("words-in-acronymic-names")
LONGEST_NAME = 16
"""Tokens, at most, of a name before its acronym."""
LEAST_WORDS = 2
LETTERS_OF_STATES = 2
"""Letters of abbreviations that texts use for a state whatever else they define: "US"."""
STEM = 5
"""Letters by which two forms of a word are the same: "Organisation" and "Organizations"."""


@dataclass(frozen=True, slots=True)
class Definition:
    """The token of an acronym that a text defines, the name whose initials it has, and the ``country`` of a state
    before that: "[Peru]'s Ministry of Trade (MoT)"."""

    at: int
    name: str
    country: str | None = None


def definition_at(doc: Doc, short: str, index: int) -> Definition | None:
    """The definition by which an acronym at a token stands for a name: the last before it, else the first in the text;
    None where the text defines it nowhere."""
    definitions = _definitions(doc).get(short, ())
    return next(
        (definition for definition in reversed(definitions) if definition.at <= index),
        definitions[0] if definitions else None,
    )


def is_acronym_of_another(doc: Doc, start: int, end: int, entry: Entry) -> bool:
    """Whether a text lets a listed actor's acronym stand for a body of another name."""
    short = doc[start].text
    if end - start > 1 or (entry.type == ActorType.STATE and len(short) <= LETTERS_OF_STATES):
        return False
    defined = definition_at(doc, short, start)
    if defined is None:
        return False
    of_another_state = entry.country is not None and defined.country not in {None, entry.country}
    return of_another_state or not is_variant_of(defined.name, entry)


def is_variant_of(name: str, entry: Entry) -> bool:
    """Whether a name may be another form of a listed actor's: it has all words of one of its names, or they all of its.
    So it may where the list knows the actor by an acronym only, whatever that stands for.

    >>> from kg.extract.words import gazetteer
    >>> fund = gazetteer.lookup("IMF")[0].entry
    >>> is_variant_of("International Monetary Funds", fund), is_variant_of("Inland Mining Federation", fund)
    (True, False)
    """
    stems_of_name = _stems(name)
    stems_of_entry = [stems for each in (entry.name, *entry.aliases) if len(stems := _stems(each)) >= LEAST_WORDS]
    return not stems_of_entry or any(
        len(stems_of_name) >= LEAST_WORDS and (stems_of_name <= stems or stems <= stems_of_name)
        for stems in stems_of_entry
    )


@once_a_document
def _definitions(doc: Doc) -> Mapping[str, Sequence[Definition]]:
    """The definitions of each acronym in text order."""
    definitions: defaultdict[str, list[Definition]] = defaultdict(list)
    for bracket in occurrences(doc, OPENING):
        i = bracket.i
        closing = next((t.i for t in doc[i + 1 : i + 1 + LONGEST_NAME] if t.text in CLOSING), None)
        if i == 0 or closing is None:
            continue
        word_before, words_inside = doc[i - 1].text, doc[i + 1 : closing].text
        if ACRONYM.match(words_inside) and (name_start := _start_of_name(doc, i, words_inside)) is not None:
            name = " ".join(doc[name_start:i].text.split())
            definitions[words_inside].append(Definition(i + 1, name, _country_before(doc, name_start)))
        elif ACRONYM.match(word_before) and _spells(words_inside, word_before):
            definitions[word_before].append(Definition(i - 1, " ".join(words_inside.split())))
    return definitions


def _country_before(doc: Doc, start: int) -> str | None:
    """The country of the state whose name or adjective stands right before a token: "Peru's", "the Peruvian"."""
    index = start - 1 - is_possessive_mark(doc, start - 1)
    matches = gazetteer.lookup(doc[index].text) if index >= 0 else ()
    return next((match.entry.country for match in matches if match.entry.type == ActorType.STATE), None)


def _start_of_name(doc: Doc, end: int, short: str) -> int | None:
    """Where the shortest capitalised phrase begins that ends before a token and has the initials of an acronym."""
    for start in reversed(range(max(0, end - LONGEST_NAME), end)):
        word = doc[start]
        if word.text[:1].isupper():
            words = doc[start:end].text
            if _spells(words, short):
                return start
        elif word.lower_ not in WORDS_INSIDE_NAMES_OF_BODIES | WORDS_IN_ACRONYMIC_NAMES:
            break
    return None


def _spells(name: str, short: str) -> bool:
    """Whether an acronym consists of the beginnings of a name's words, of one letter or more each; words in lower case
    may be left out. One of three letters or more may have the initials in another order, as in another language.

    >>> _spells("Andean Union of Carpenters", "AUC"), _spells("African Development Bank", "AfDB")
    (True, True)
    >>> _spells("Federation of Inland Mariners", "IMF")
    True
    >>> _spells("Board of Trade", "IMF"), _spells("Peru", "PE")
    (False, False)
    """
    letters = short.casefold()
    words = re.findall(r"[^\W\d_]+", name.replace("'s", "").replace("’s", ""))
    initials = [word[0].casefold() for word in words if word[0].isupper()]
    if len(initials) < LEAST_WORDS:
        return False
    if len(initials) > LEAST_WORDS and sorted(initials) == sorted(letters):
        return True
    positions = {0}
    for word in words:
        low = word.casefold()
        positions_next = set() if word[:1].isupper() else set(positions)
        for position in positions:
            length = 0
            while length < len(low) and position + length < len(letters) and letters[position + length] == low[length]:
                length += 1
                positions_next.add(position + length)
        positions = positions_next
    return len(letters) in positions


def _stems(name: str) -> frozenset[str]:
    """The beginnings of a name's capitalised words, folded; of none that is an acronym."""
    words = re.findall(r"[^\W_]+", re.sub(r"\bUN\b", "United Nations", name.replace("'s", "").replace("’s", "")))
    return frozenset(
        w.casefold().removesuffix("s")[:STEM] for w in words if w[:1].isupper() and (name.isupper() or not w.isupper())
    )
