"""Which state a short name or demonym means that several states have: "Congo", "Dominican"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from kg.extract.mentions.gazetteer_spans import Span
from kg.extract.words.lexicon import rows
from kg.model import ActorType

__all__ = ["with_states_meant"]


def with_states_meant(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The names found in a text, those that states share with the only one of these states that the text names in full
    or by its capital; with the listed one where it names none, or several."""
    full = [span for span in spans if _is_state(span) and doc[span[0] : span[1]].text not in _sharing()]
    return [_meant(full, span, _sharing().get(doc[span[0] : span[1]].text, frozenset())) for span in spans]


def _meant(full: Sequence[Span], span: Span, states: frozenset[str]) -> Span:
    start, end, match = span
    if match.entry.country not in states:
        return span
    own = {one[2].entry.id: one[2].entry for one in full if one[2].entry.country in states}
    return (start, end, replace(match, entry=next(iter(own.values())))) if len(own) == 1 else span


def _is_state(span: Span) -> bool:
    return span[2].entry.type == ActorType.STATE


@cache
def _sharing() -> dict[str, frozenset[str]]:
    """The states that share a name, by it."""
    return {row["name"]: frozenset(row["states"].split("|")) for row in rows("actors/shared_names_of_states")}
