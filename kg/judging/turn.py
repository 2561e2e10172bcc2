"""The times of new judgements: later than all earlier ones, even if the clock has been set back."""

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
"""The smallest difference between two times in a record."""


def in_turn(record: Record, made: Iterable[Judgement]) -> list[Judgement]:
    """New judgements with times after all judgements of the same text (or of actors) that the record has and that come
    before them in ``made``: where the clock is behind those, a microsecond after the last of them.
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
