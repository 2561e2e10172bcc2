"""Text in the form in which it is compared: without case, or without accents as well."""

from __future__ import annotations

import unicodedata

__all__ = ["without_accents", "without_case"]

# Characters that NFKD does not decompose as wanted: letters without a base letter and a mark, apostrophes, "&".
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
        "ŧ": "t",
        "ə": "e",
        "ɖ": "d",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "&": " and ",
    }
)


def without_case(text: str) -> str:
    """The text case-folded, with single spaces. The keys of stored facts depend on it.

    >>> without_case("Import  Tariffs\\n"), without_case("ERDOĞAN")
    ('import tariffs', 'erdoğan')
    """
    return " ".join(text.casefold().split())


def without_accents(text: str) -> str:
    """The text without case, diacritics and variants of the apostrophe; spaces stay.

    >>> without_accents("Erdoğan") == without_accents("ERDOGAN") == "erdogan"
    True
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_LETTERS)
