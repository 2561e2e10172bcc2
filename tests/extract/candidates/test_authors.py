"""Who put forward what a position takes sides on: an actor of the text also if nothing else is told of it."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.model import Document


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Peru opposed Chile's proposal.", {"Peru", "Chile"}),
        ("Peru opposed the Chilean proposal.", {"Peru", "Chile"}),
        ("Peru opposed the EU proposal.", {"Peru", "European Union"}),
        ("Peru opposed the Chile resolution.", {"Peru"}),
        ("Peru rejected the Chilean plan by Ghana.", {"Peru"}),
        ("Peru supported a plan by Chile and Ghana.", {"Peru", "Chile", "Ghana"}),
        ("Peru supported the text tabled by Fiji, for AOSIS, on reefs.", {"Peru", "Fiji", "AOSIS"}),
        ("Peru opposed Chile's bridge.", {"Peru"}),
        ("Peru opposed a levy on ships of Chile.", {"Peru"}),
        ("Peru opposed proposals on Chile.", {"Peru"}),
        ("Peru opposed their proposal.", {"Peru"}),
    ],
)
def test_whose_proposal_is_supported_or_opposed(reader: Reader, text: str, actors: set[str]) -> None:
    assert {actor.name for actor in reader.read(Document(text, "own", "memory:own")).facts.actors} == actors
