"""Known states, organizations and blocs, and their names in texts.

The data is ``schemas/actors/*.csv``. Lookups are case-sensitive where they have to be: "US" is not "us", "CAN" is not
"can", while "CHINA" in an upper-case bulletin is China.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from kg.folding import without_diacritics
from kg.model import ActorType, MentionReason
from kg.vocabulary import schema_path

__all__ = ["Entry", "Match", "MatchReason", "Names", "entries", "entry", "lookup", "names_of", "shipped"]


class MatchReason(StrEnum):
    """The kind of word by which an entry was found, the strongest first."""

    NAME = "name"
    ALIAS = "alias"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    METONYM = "metonym"

    @property
    def mention_reason(self) -> MentionReason:
        """The reason of a mention with such a word.

        >>> MatchReason.CAPITAL.mention_reason.value
        'metonym'
        """
        return _MENTION_REASONS[self]


SHORT_STATES = ("US ", "U.S. ")
"""Abbreviated states at the beginning of an organization's name."""
_MENTION_REASONS = {
    MatchReason.NAME: MentionReason.NAME,
    MatchReason.ALIAS: MentionReason.ALIAS,
    MatchReason.DEMONYM: MentionReason.NATIONALITY,
    MatchReason.CAPITAL: MentionReason.METONYM,
    MatchReason.METONYM: MentionReason.METONYM,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One known actor.

    ``id`` is ``state/CN``, ``organization/white-house`` or ``bloc/european-union``. ``country`` is the ISO 3166-1
    alpha-2 code of the state itself or of the state that an organization belongs to, None for historical and
    sub-state entities, international bodies and blocs. ``wikidata`` is an item's id where it is certain. ``kind`` is
    ``state`` or the kind of organization. ``members`` are alpha-2 codes, empty where membership changes.
    """

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None
    kind: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, and the kind of word by which it was found."""

    entry: Entry
    reason: MatchReason


def _entries_of(file: str, type_: ActorType) -> Iterator[Entry]:
    with schema_path(f"actors/{file}").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            yield Entry(
                id=row["id"],
                name=row["name"],
                type=type_,
                aliases=_split(row["aliases"]),
                demonyms=_split(row.get("demonyms", "")),
                capitals=_split(row.get("capital", "")),
                metonyms=_split(row.get("metonyms", "")),
                country=row.get("alpha2") or row.get("state") or None,
                wikidata=row["wikidata"] or None,
                kind=row.get("kind", "state"),
                members=_split(row.get("members", "")),
            )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def entries() -> tuple[Entry, ...]:
    """All entries: states, then organizations, then blocs, each in the order of its file."""
    return (
        *_entries_of("states.csv", ActorType.STATE),
        *_entries_of("organizations.csv", ActorType.ORGANIZATION),
        *_entries_of("blocs.csv", ActorType.BLOC),
    )


@cache
def _by_id() -> dict[str, Entry]:
    return {each.id: each for each in entries()}


def entry(id_: str | None) -> Entry | None:
    """The entry with this id, None where there is none or no id.

    >>> entry("state/CN").name
    'China'
    """
    return _by_id().get(id_) if id_ is not None else None


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Words and phrases with what each matches, and their index: form, whether it needs "the", and match by the form in
    lower case without "the"."""

    forms: tuple[tuple[str, Match], ...]
    index: Mapping[str, Sequence[tuple[str, bool, Match]]]

    def lookup(self, name: str) -> tuple[Match, ...]:
        """The entries that ``name`` can mean, as `kg.extract.words.gazetteer.lookup` finds them."""
        text = _plain(name)
        return tuple(_find(text, self.index) or _find(_POSSESSIVE.sub("", text), self.index))


def names_of(described: Iterable[Entry]) -> Names:
    """The names of these entries."""
    found = tuple(
        (form, Match(each, reason))
        for each in described
        for reason, words in (
            (MatchReason.NAME, (each.name,)),
            (MatchReason.ALIAS, (*each.aliases, *_written_out((each.name, *each.aliases)))),
            (MatchReason.DEMONYM, each.demonyms),
            (MatchReason.CAPITAL, each.capitals),
            (MatchReason.METONYM, each.metonyms),
        )
        for form in words
    )
    index: dict[str, list[tuple[str, bool, Match]]] = {}
    for form, match in found:
        bare, needs_article = _strip_article(_plain(form))
        index.setdefault(bare.casefold(), []).append((bare, needs_article, match))
    return Names(found, index)


def _written_out(names: Sequence[str]) -> tuple[str, ...]:
    """Names with the abbreviated state at their beginning written in full, where these are not among the names.

    >>> _written_out(("US Treasury", "Treasury", "U.S. Treasury"))
    ('United States Treasury',)
    """
    full = (f"United States {n.removeprefix(short)}" for n in names for short in SHORT_STATES if n.startswith(short))
    return tuple(dict.fromkeys(name for name in full if name not in names))


@cache
def shipped() -> Names:
    """The names of the shipped entries."""
    return names_of(entries())


_RANK = {reason: rank for rank, reason in enumerate(MatchReason)}
_PUNCTUATION = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\xad": None})
_POSSESSIVE = re.compile(r"(?:'s|'S|(?<=[sS])')$")
_ARTICLE = re.compile(r"^[Tt]he\s+|^THE\s+")
_LONG_ENOUGH_FOR_CAPITALS = 4


def _plain(text: str) -> str:
    """The text with one space between words, straight quotes and hyphens, no accents, no spaces around a slash."""
    return without_diacritics(re.sub(r"\s*/\s*", "/", " ".join(text.translate(_PUNCTUATION).split())))


def _strip_article(text: str) -> tuple[str, bool]:
    """The text without "the" at its beginning, and whether there was one."""
    stripped = _ARTICLE.sub("", text)
    return stripped, stripped != text


def _is_abbreviated(word: str) -> bool:
    return not any(char.islower() for char in word)


def _agrees(text: str, form: str) -> bool:
    """Whether ``text``, which may differ from the name ``form`` in case, has a case in which texts write that name."""
    if text == form:
        return True
    if _is_abbreviated(form):
        return False
    if _is_abbreviated(text):
        return sum(map(str.isalpha, text)) >= _LONG_ENOUGH_FOR_CAPITALS
    if form[0].isupper() and not text[0].isupper():
        return False
    words, expected = text.split(), form.split()
    if len(expected) == 1:
        return text[1:] == form[1:]
    return all(word == other or not _is_abbreviated(other) for word, other in zip(words, expected, strict=True))


def _find(text: str, index: Mapping[str, Sequence[tuple[str, bool, Match]]]) -> list[Match]:
    bare, has_article = _strip_article(text)
    if not bare:
        return []
    found = [
        match
        for form, needs_article, match in index.get(bare.casefold(), ())
        if (has_article or not needs_article) and _agrees(bare, form)
    ]
    best: dict[str, Match] = {}
    for match in sorted(found, key=lambda each: _RANK[each.reason]):
        best.setdefault(match.entry.id, match)
    return list(best.values())


@lru_cache(maxsize=1 << 16)
def lookup(name: str) -> tuple[Match, ...]:
    """The entries that ``name`` can mean, the strongest reason first; each entry once; empty where none is known.

    A leading "the", a possessive ending, accents and the kind of quote or hyphen make no difference; case does where an
    abbreviation or a common word would clash. A newspaper's "The" is part of its name.

    >>> [(match.entry.id, match.reason.value) for match in lookup("Beijing's")]
    [('state/CN', 'capital')]
    >>> lookup("us")
    ()
    >>> [match.entry.name for match in lookup("the CHINESE")]
    ['China']
    """
    return shipped().lookup(name)
