"""Properties of all facts that are read from a text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from kg.model import Facts, Passage

__all__ = ["check"]


def passages(value: object) -> Iterator[Passage]:
    """Every passage in facts, however deep."""
    if isinstance(value, Passage):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from passages(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from passages(getattr(value, field.name))


def check(facts: Facts, text: str) -> None:
    """Every passage is the text at its offsets, and every position's holder is one of the actors."""
    for passage in passages(facts):
        assert text[passage.start : passage.end] == passage.text
        assert passage.start < passage.end
    ids = {actor.id for actor in facts.actors}
    assert {p.holder for p in facts.positions} <= ids
