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

RESOLUTION: Final = dt.timedelta(microseconds=1)
"""The smallest difference between two times in a record."""


def in_turn(record: Record, new_judgements: Iterable[Judgement]) -> list[Judgement]:
    """New judgements, in their order, each later than all judgements of the same text (or of actors) that the record
    has or that come before it in ``new_judgements``. If the clock is behind the last of those, a judgement gets a time
    a microsecond after it.
    """
    latest_times: dict[str | None, dt.datetime] = {}
    in_order = []
    for judgement in new_judgements:
        about = judgement.about
        text_key = None if isinstance(about, AboutActors) else about.text
        earlier_times = (latest_times.get(text_key), record.judged_since(text_key, judgement.at))
        time = max([judgement.at, *(earlier + RESOLUTION for earlier in earlier_times if earlier is not None)])
        latest_times[text_key] = time
        in_order.append(replace(judgement, at=time))
    return in_order
