"""Heads of state and of government and foreign ministers, with their terms: ``schemas/actors/heads.csv``, one row for
each person and office."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from kg.vocabulary import schema_path

__all__ = ["Head", "heads"]

_NEVER = 9999


@dataclass(frozen=True, slots=True)
class Head:
    """A person's term in an office. ``start`` and ``end`` are years: ``end`` is the last year that the source gives, or
    None if the source has the person still in office. ``source`` is a key of ``sources.toml``."""

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
        """The last year of the term; later than any real year if the term has no end."""
        return _NEVER if self.end is None else self.end

    def spans(self, year: int, before: int = 0, after: int = 0) -> bool:
        """Whether the year is within the term, extended by ``before`` and ``after`` years."""
        return self.start - before <= year <= self.until + after


@cache
def heads() -> tuple[Head, ...]:
    """All rows, in the order of the file."""
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
