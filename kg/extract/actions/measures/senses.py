"""The listed senses of words for measures, and the families that they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract.words import lexicon

__all__ = ["Sense", "families", "measure_lemmas", "plover_of", "senses"]


@dataclass(frozen=True, slots=True)
class Sense:
    """A row of ``measures.csv``: what has to stand beside the word, what it has to be done to, and what it then is."""

    beside: frozenset[str]
    done_to: frozenset[str]
    family: str
    target: tuple[str, ...]


@cache
def families() -> dict[str, tuple[str, str]]:
    """The kind of action and the PLOVER class of each family of measures."""
    return {row["family"]: (row["kind"], row["plover"]) for row in lexicon.rows("measures/measure_families")}


def plover_of(family: str) -> str:
    """The PLOVER class of a family of measures; empty where there is none.

    >>> plover_of("detention")
    'COERCE'
    """
    return families().get(family, ("", ""))[1]


@cache
def senses() -> dict[tuple[str, str], tuple[Sense, ...]]:
    """The senses of a word by its lemma and part of speech, in the order in which they are tried."""
    table: dict[tuple[str, str], list[Sense]] = {}
    for row in lexicon.rows("measures/measures"):
        beside, done = (frozenset(row[field].split("|")) - {""} for field in ("with", "object"))
        sense = Sense(beside, done, row["family"], tuple(row["target"].split("|")) if row["target"] else ())
        table.setdefault((row["lemma"], row["pos"]), []).append(sense)
    return {key: tuple(sorted(rows, key=_specificity, reverse=True)) for key, rows in table.items()}


@cache
def measure_lemmas() -> frozenset[str]:
    """The lemmas of words for measures, those of nouns in the plural too, since a name keeps its ending."""
    return frozenset(form for lemma, _ in senses() for form in (lemma, f"{lemma}s"))


def _specificity(sense: Sense) -> int:
    return bool(sense.beside) + 2 * bool(sense.done_to)
