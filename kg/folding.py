"""Text in the form in which it is compared: without case, or without accents as well."""

from __future__ import annotations

import unicodedata

__all__ = ["letters_of", "without_accents", "without_case", "without_diacritics"]

# Letters that NFKD does not decompose, having no base letter and mark.
_LETTERS = str.maketrans("øđðɖłıħŋŧəØĐÐƉŁĦŊŦƏ", "odddlihnteODDDLHNTE") | str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ẞ": "SS", "Æ": "AE", "Œ": "OE", "Þ": "TH"}
)
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "&": " and "})
"""Variants of the apostrophe, and "&"."""


def without_case(text: str) -> str:
    """The text case-folded, with single spaces. The keys of stored facts depend on it.

    >>> without_case("Import  Tariffs\\n"), without_case("ERDOĞAN")
    ('import tariffs', 'erdoğan')
    """
    return " ".join(text.casefold().split())


def letters_of(text: str) -> str:
    """The letters and digits of a text without case.

    >>> letters_of("Hard-liner") == letters_of("hardliner")
    True
    """
    return "".join(character for character in text.casefold() if character.isalnum())


def without_diacritics(text: str) -> str:
    """The text in letters without marks, nearly all of which are ASCII where those of the text are Latin.

    >>> without_diacritics("Lech Wałęsa"), without_diacritics("Øster Ærø")
    ('Lech Walesa', 'Oster AEro')
    """
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_LETTERS)


def without_accents(text: str) -> str:
    """The text without case, diacritics and variants of the apostrophe; spaces stay.

    >>> without_accents("Erdoğan") == without_accents("ERDOGAN") == "erdogan"
    True
    """
    return without_diacritics(text.casefold().translate(_SIGNS)).casefold().translate(_SIGNS)
