"""Which state a short name or demonym means that several states have: "Congo", "Dominican"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from kg.extract.words.gazetteer import Match, MatchReason
from kg.extract.words.lexicon import rows
from kg.model import ActorType

__all__ = ["with_states_meant"]

FULL_NAMES = {MatchReason.NAME, MatchReason.ALIAS}

type Span = tuple[int, int, Match]


@dataclass(frozen=True, slots=True)
class _Shared:
    """The states that have a name, and whether the one named last in full is meant where a text names several."""

    states: frozenset[str]
    latest: bool


def with_states_meant(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The names found in a text, those that states share with the state that the text names in full: the only one, or
    the last before; with the listed one where it names none or only that."""
    full = [span for span in spans if _is_state(span) and doc[span[0] : span[1]].text not in _shared()]
    return [_meant(full, span, _shared().get(doc[span[0] : span[1]].text)) for span in spans]


def _meant(full: Sequence[Span], span: Span, shared: _Shared | None) -> Span:
    start, end, match = span
    if shared is None or match.entry.country not in shared.states:
        return span
    own = [one for one in full if one[2].entry.country in shared.states]
    named = [one for one in own if one[2].reason in FULL_NAMES]
    entries = {one[2].entry.id: one[2].entry for one in own}
    if len(entries) > 1:
        if not shared.latest or not named:
            return span
        before = bisect_left(named, start, key=lambda one: one[0])
        meant = named[max(before - 1, 0)][2].entry
    elif named:
        meant = named[0][2].entry
    else:
        return span
    return start, end, replace(match, entry=meant)


def _is_state(span: Span) -> bool:
    return span[2].entry.type == ActorType.STATE


@cache
def _shared() -> dict[str, _Shared]:
    return {
        row["name"]: _Shared(frozenset(row["states"].split("|")), row["latest"] == "yes")
        for row in rows("actors/shared_names_of_states")
    }
