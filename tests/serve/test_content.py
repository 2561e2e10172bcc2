"""What the explorer shows of a graph, including actors that only make statements."""

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
from kg.serve.content.graph import FIELDS, drawn
from kg.serve.content.overview import overview
from kg.serve.content.world import World, caught_up
from kg.stores.protocol import Batch
from tests.doubles.cast import document, position

PERU, ANA = "state/PE", "person/ana-ruiz"
PORTS = ("state/CL", "state/BO")


@pytest.fixture
def world() -> World:
    """A world in which Peru demands something and Ana says that the weather is fine."""
    said, cue = Passage(5, 20, "weather is fine"), Passage(0, 4, "said")
    weather = Statement(
        (ANA,), cue, said, Polarity.POSITIVE, None, Evidence(0, 20, "said weather is fine", "made-up", 0.61)
    )
    who = (ResolvedActor(PERU, "Peru", ActorType.STATE), ResolvedActor(ANA, "Ana Ruiz", ActorType.PERSON))
    facts = Facts(positions=(position(PERU, "the deal"),), statements=(weather,))
    return caught_up(World(), [Batch(1, (ResolvedDocument(document("a"), facts, who),), (), who)])


def test_actors_without_ties_are_shown_unless_filtered(world: World) -> None:
    assert [actor[0] for actor in drawn(world, {})["actors"]] == [PERU, ANA]
    assert [actor[0] for actor in drawn(world, {}, Selection(stance=("demand",)))["actors"]] == [PERU]


def test_the_confidence_of_a_tie_ignores_that_of_its_issue() -> None:
    held = position(PERU, "the deal", issues=(IssueLink("Tariffs", 0.75),))
    who = (ResolvedActor(PERU, "Peru", ActorType.STATE),)
    written = (ResolvedDocument(document("a"), Facts(positions=(held,)), who),)
    told = drawn(caught_up(World(), [Batch(1, written, (), who)]), {}, Selection(min_confidence=0.8))
    assert [tie[8] for tie in told["ties"]] == [0.9]


def test_the_confidence_of_all_facts_is_listed(world: World) -> None:
    told = overview(world, "talks")
    assert sum(told["facts"].values()) == sum(told["confidence"]) == 2
    assert (told["confidence"][6], told["confidence"][9]) == (1, 1)


def test_what_is_said_to_several_is_a_tie_to_each_but_one_position_on_its_issue() -> None:
    matter = "open the locks"
    asked = tuple(position(PERU, matter, addressee=other, issues=(IssueLink("Tariffs", 0.9),)) for other in PORTS)
    who = tuple(ResolvedActor(id_, id_, ActorType.STATE) for id_ in (PERU, *PORTS))
    written = (ResolvedDocument(document("a"), Facts(positions=asked), who),)
    world = caught_up(World(), [Batch(1, written, (), who)])
    told = drawn(world, {})
    of = {name: [tie[FIELDS.index(name)] for tie in told["ties"]] for name in FIELDS}
    assert [told["actors"][at][0] for at in of["target"]] == [*PORTS]
    assert of["again"] == [0, 1]
    counts = overview(world, "talks")
    assert counts["facts"]["position"] == 2
    assert [times for *_, times in counts["top_issues"]] == [1] * len(counts["top_issues"])


def test_namesakes_have_a_name_of_their_own() -> None:
    who = tuple(ResolvedActor(f"person/{n}-smith", "Smith", ActorType.PERSON) for n in ("ann", "bob"))
    held = tuple(position(actor.id) for actor in who)
    written = (ResolvedDocument(document("a"), Facts(positions=held), who),)
    world = caught_up(World(), [Batch(1, written, (), who)])
    assert [(actor[1], actor[-1]) for actor in drawn(world, {})["actors"]] == [
        ("Smith", "Smith (person/ann-smith)"),
        ("Smith", "Smith (person/bob-smith)"),
    ]
    assert overview(world, "talks")["top_actors"][0][1] == "Smith (person/ann-smith)"
