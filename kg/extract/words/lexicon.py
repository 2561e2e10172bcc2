"""The word lists of the reader, from ``words/*.toml`` and the CSV files in ``kg/extract/data``, which a researcher can
read and extend."""

from __future__ import annotations

import csv
import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import ActorType, Stance

__all__ = [
    "PARTS_OF_SPEECH",
    "Predicate",
    "Title",
    "abbreviated_titles",
    "alternatives",
    "attitudes",
    "cues",
    "evaluations",
    "hyphenated",
    "labels",
    "learned_weights",
    "nominals",
    "predicates",
    "predicates_of",
    "rows",
    "spellings",
    "states_by_name",
    "titles",
    "tones",
    "word_set",
    "words",
]

PARTS_OF_SPEECH = {"ADJ": "adjective", "NOUN": "noun", "VERB": "verb"}
"""What the lists of words call the parts of speech that spaCy tells."""
DATA = Path(__file__).parents[1] / "data"
WITH_LEMMAS = (
    ("stances/attitudes", "word"),
    ("stances/tones", "word"),
    ("measures/measures", "lemma"),
    ("measures/measures", "with"),
    ("measures/measures", "object"),
    ("measures/things", "noun"),
    ("measures/measure_statuses", "word"),
)
"""Lists and columns that are compared with lemmas, besides the predicates and the word sets."""


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``data/NAME.csv``; lines that begin with # are comments."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if line.strip() and not line.startswith("#")))


@cache
def words(name: str) -> frozenset[str]:
    """The first column of ``data/NAME.csv`` as a set."""
    return frozenset(next(iter(row.values())) for row in rows(name))


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    sets: dict[str, Sequence[str]] = {}
    for path in sorted((DATA / "words").glob("*.toml")):
        sets |= tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: frozenset(_listed(name, sets)) for name in sets}


def _listed(name: str, sets: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The words of a set, with those of the sets that it names as ``{NAME}``."""
    for word in sets[name]:
        yield from _listed(word[1:-1], sets) if word.startswith("{") else (word,)


@cache
def word_set(name: str) -> frozenset[str]:
    """A closed set of words from one of ``data/words/*.toml``. Raises `KeyError` where there is no such set."""
    try:
        return _word_sets()[name]
    except KeyError as error:
        error.add_note(f"No file of kg/extract/data/words has a set {name!r}.")
        raise


@dataclass(frozen=True, slots=True)
class Title:
    """A title of a post: its words in lower case, its kind, and whether its holder leads something."""

    words: tuple[str, ...]
    kind: str
    leads: bool


@cache
def learned_weights(name: str) -> dict[str, float]:
    """What each sign of ``data/learned/NAME.csv`` counts, by the sign."""
    return {row["sign"]: float(row["weight"]) for row in rows(f"learned/{name}")}


@cache
def states_by_name(name: str) -> dict[str, frozenset[str]]:
    """The states of each name in ``data/actors/NAME.csv``, by the name."""
    return {row["name"]: frozenset(row["states"].split("|")) for row in rows(f"actors/{name}")}


@cache
def titles() -> dict[str, tuple[Title, ...]]:
    """Titles by their first word, the longest first."""
    table: dict[str, list[Title]] = {}
    for row in rows("actors/titles"):
        parts = tuple(row["title"].casefold().replace("-", " - ").replace("'s ", " 's ").split())
        table.setdefault(parts[0], []).append(Title(parts, row["kind"], row["leads"] == "yes"))
    return {first: tuple(sorted(found, key=lambda t: -len(t.words))) for first, found in table.items()}


def abbreviated_titles() -> frozenset[str]:
    """The words of titles with a full stop at their end and none inside: "gen."."""
    parts = (word for row in rows("actors/titles") for word in row["title"].split())
    return frozenset(word for word in parts if word.find(".") == len(word) - 1)


@cache
def nominals() -> dict[str, ActorType]:
    """The nouns (lemmas) that refer to an actor, with its type; labels ("hawk") are factions."""
    labelled = {row["label"]: ActorType.FACTION for row in rows("actors/labels") if row["pos"] == "noun"}
    return labelled | {row["noun"]: ActorType(row["type"]) for row in rows("actors/nominals")}


@cache
def labels() -> dict[str, tuple[str, str]]:
    """The canonical label and its part of speech, by each form of a label in lower case."""
    return {row["form"].casefold(): (row["label"], row["pos"]) for row in rows("actors/labels")}


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word or phrase that carries a stance, with its frame.

    ``id`` is its part of speech and the pattern of its row. ``words``: the lemma of its head, then the particles,
    prepositions, objects or complements that it needs.
    ``pos``: verb, noun, adjective, partisan or evaluation (a verb phrase by which a speaker judges its subject).
    ``matter`` and ``addressee`` are the slots to look in, of which the first that is filled counts (see
    `kg.extract.frames.slots`). ``negated`` is the stance under negation, None where there is none. ``denied``: whether
    there is a stance only under negation ("did not budge"), which is then ``stance``.
    """

    id: str
    words: tuple[str, ...]
    pos: str
    stance: Stance
    matter: tuple[str, ...]
    addressee: tuple[str, ...]
    negated: Stance | None
    denied: bool


@cache
def predicates() -> dict[tuple[str, str], tuple[Predicate, ...]]:
    """Predicates by head lemma and part of speech, those with the most words first."""
    table: dict[tuple[str, str], list[Predicate]] = {}
    for row in rows("stances/predicates"):
        pattern = row["predicate"]
        denied = pattern.startswith("not ")
        for parts in spellings(pattern.removeprefix("not ")):
            predicate = Predicate(
                f"{row['pos']}:{pattern.replace(' ', '-')}",
                parts,
                row["pos"],
                Stance(row["stance"]),
                tuple(row["matter"].split("|")) if row["matter"] else (),
                tuple(row["addressee"].split("|")) if row["addressee"] else (),
                Stance(row["negated"]) if row["negated"] else None,
                denied,
            )
            table.setdefault((parts[0], row["pos"]), []).append(predicate)
    return {key: tuple(sorted(found, key=lambda p: (-len(p.words), not p.denied))) for key, found in table.items()}


def predicates_of(lemma: str, tag: str) -> tuple[Predicate, ...]:
    """The `predicates` of a head with this lemma and part of speech, as spaCy tags it (``VERB``).

    >>> [predicate.id for predicate in predicates_of("hopeful", "ADJ")][-1], predicates_of("hopeful", "VERB")
    ('adjective:hopeful', ())
    """
    return predicates().get((lemma, PARTS_OF_SPEECH.get(tag, "")), ())


def spellings(pattern: str) -> Iterator[tuple[str, ...]]:
    """The phrases that a pattern stands for: one for each choice from the `alternatives` of its words.

    >>> list(spellings("see/view with regret"))
    [('see', 'with', 'regret'), ('view', 'with', 'regret')]
    """
    return itertools.product(*(alternatives(word) for word in pattern.split()))


def alternatives(word: str) -> list[str]:
    """The words that a word of a pattern stands for: ``/`` or ``|`` separates them, ``{NAME}`` is any word of that set
    in ``data/words``. Raises `KeyError` where there is no such set.

    >>> alternatives("see/view"), alternatives("see|view")
    (['see', 'view'], ['see', 'view'])
    """
    parts = re.split(r"[/|]", word)
    return [one for part in parts for one in (sorted(word_set(part[1:-1])) if part.startswith("{") else (part,))]


@cache
def evaluations() -> dict[str, Stance]:
    """Complements by which a speaker judges a subject, with the stance that each carries."""
    return {row["word"]: Stance(row["stance"]) for row in rows("stances/evaluations")}


@cache
def tones() -> dict[str, str]:
    """The lemmas by which what is said is "bad" or "good" for somebody, with which of the two."""
    return {row["word"]: row["tone"] for row in rows("stances/tones")}


@cache
def cues() -> frozenset[str]:
    """Lemmas of verbs that report speech or thought."""
    return words("stances/cues")


@cache
def attitudes() -> dict[tuple[str, str], tuple[str, ...]]:
    """Words of saying, thinking and wanting by lemma and part of speech, with the classes that they belong to."""
    return {(row["word"], row["pos"]): tuple(row["class"].split("+")) for row in rows("stances/attitudes")}


@cache
def hyphenated() -> frozenset[str]:
    """The words with a hyphen inside in the lists that are compared with lemmas; of a phrase, the last word."""
    listed = {word for name, column in WITH_LEMMAS for row in rows(name) for word in row[column].split("|")}
    listed |= {word for found in predicates().values() for predicate in found for word in predicate.words}
    last = {word.rsplit(" ", 1)[-1] for word in listed.union(*_word_sets().values())}
    return frozenset(word for word in last if "-" in word[1:-1])
