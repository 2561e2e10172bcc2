"""Whoever judges later has the last word, also where a clock goes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.judgements import AboutActors, Judgement

if TYPE_CHECKING:
    from kg.record import Record

__all__ = ["in_turn"]

NEXT: Final = dt.timedelta(microseconds=1)
"""The least by which two moments differ in a record."""


def in_turn(record: Record, made: Iterable[Judgement]) -> list[Judgement]:
    """Judgements that have just been made, each after all that the record and ``made`` have of its text, or, where it
    is about actors, of actors: where the clock says less, a microsecond after the last one of them.
    """
    last: dict[str | None, dt.datetime] = {}
    found = []
    for judgement in made:
        about = judgement.about
        text = None if isinstance(about, AboutActors) else about.text
        before = [at for at in (last.get(text), record.judged_since(text, judgement.at)) if at is not None]
        last[text] = max([judgement.at, *(at + NEXT for at in before)])
        found.append(replace(judgement, at=last[text]))
    return found
