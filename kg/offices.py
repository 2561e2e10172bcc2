"""Heads of state and of government and foreign ministers, with their terms: ``schemas/actors/heads.csv``, a row an
office held, from its first year to its last."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from kg.vocabulary import schema_path

__all__ = ["Head", "heads"]

_NEVER = 9999


@dataclass(frozen=True, slots=True)
class Head:
    """An office held. ``start`` and ``end`` are years: ``end`` is the last one that the source vouches for, and None
    where its newest answer still has the person in office. ``source`` is a key of ``sources.toml``."""

    id: str
    name: str
    aliases: tuple[str, ...]
    state: str
    office: str
    start: int
    end: int | None
    wikidata: str
    source: str

    @property
    def until(self) -> int:
        """The last year of the term, beyond all others where it goes on."""
        return _NEVER if self.end is None else self.end

    def spans(self, year: int, before: int = 0, after: int = 0) -> bool:
        """Whether the year is one of the term, or so many years before or after it."""
        return self.start - before <= year <= self.until + after


@cache
def heads() -> tuple[Head, ...]:
    """Every row, in the order of the file."""
    with schema_path("actors/heads.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(
            Head(
                row["id"],
                row["name"],
                tuple(filter(None, row["aliases"].split("|"))),
                row["state"],
                row["office"],
                int(row["start"]),
                int(row["end"]) if row["end"] else None,
                row["wikidata"],
                row["source"],
            )
            for row in csv.DictReader(handle)
        )
