"""The word lists of ``words.toml``, which help to decide whether two names can mean one actor."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Words", "words"]


@dataclass(frozen=True, slots=True)
class Words:
    """One field for each list of ``words.toml``; the file says what each is for."""

    honorifics: frozenset[str]
    of_men: frozenset[str]
    of_women: frozenset[str]
    weekdays: frozenset[str]
    suffixes: frozenset[str]
    numerals: frozenset[str]
    particles: frozenset[str]
    noble: frozenset[str]
    noble_de: frozenset[str]
    family_first: frozenset[str]
    either_order: frozenset[str]
    called_by_last: frozenset[str]
    two_family_names: frozenset[str]
    second_given_names: frozenset[str]
    family_names: frozenset[str]
    also_given: frozenset[str]
    generic: frozenset[str]
    function_words: frozenset[str]
    whose: frozenset[str]
    kinds: frozenset[str]
    parts: frozenset[str]
    one_person: frozenset[str]
    after_head: frozenset[str]
    generic_titles: frozenset[str]
    nicknames: dict[str, frozenset[str]]
    sounds: dict[str, str]


@cache
def words() -> Words:
    """The lists, read once.

    >>> "ministry" in words().generic
    True
    """
    lists = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    tables: dict[str, Any] = {
        "sounds": lists.pop("sounds"),
        "nicknames": {short: frozenset(full) for short, full in lists.pop("nicknames").items()},
    }
    tables |= {name: frozenset(found) for name, found in lists.items()}
    return Words(**tables)
