"""What the explorer shows of a graph is about everything in it: who only says something, too."""

from __future__ import annotations

import pytest

from kg.model import (
    ActorType,
    Evidence,
    Facts,
    IssueLink,
    Passage,
    Polarity,
    ResolvedActor,
    ResolvedDocument,
    Statement,
)
from kg.networks.from_graph import Selection
from kg.serve.content.graph import drawn
from kg.serve.content.overview import overview
from kg.serve.content.world import World, caught_up
from kg.stores.protocol import Batch
from tests.doubles.cast import document, position

PERU, ANA = "state/PE", "person/ana-ruiz"


@pytest.fixture
def world() -> World:
    """Peru demands something, and Ana says that the weather is fine."""
    said, cue = Passage(5, 20, "weather is fine"), Passage(0, 4, "said")
    weather = Statement(
        (ANA,), cue, said, Polarity.POSITIVE, None, Evidence(0, 20, "said weather is fine", "made-up", 0.61)
    )
    who = (ResolvedActor(PERU, "Peru", ActorType.STATE), ResolvedActor(ANA, "Ana Ruiz", ActorType.PERSON))
    facts = Facts(positions=(position(PERU, "the deal"),), statements=(weather,))
    return caught_up(World(), [Batch(1, (ResolvedDocument(document("a"), facts, who),), (), who)])


def test_who_has_no_tie_is_there_unless_ties_are_selected(world: World) -> None:
    assert [actor[0] for actor in drawn(world, {})["actors"]] == [PERU, ANA]
    assert [actor[0] for actor in drawn(world, {}, Selection(stance=("demand",)))["actors"]] == [PERU]


def test_a_tie_is_as_sure_as_it_is_read_however_sure_its_issue_is() -> None:
    held = position(PERU, "the deal", issues=(IssueLink("Tariffs", 0.75),))
    who = (ResolvedActor(PERU, "Peru", ActorType.STATE),)
    written = (ResolvedDocument(document("a"), Facts(positions=(held,)), who),)
    told = drawn(caught_up(World(), [Batch(1, written, (), who)]), {}, Selection(min_confidence=0.8))
    assert [tie[8] for tie in told["ties"]] == [0.9]


def test_the_confidence_of_all_facts_is_told(world: World) -> None:
    told = overview(world, "talks")
    assert sum(told["facts"].values()) == sum(told["confidence"]) == 2
    assert (told["confidence"][6], told["confidence"][9]) == (1, 1)
