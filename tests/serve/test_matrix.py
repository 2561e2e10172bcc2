"""The rows of the explorer's matrix."""

from __future__ import annotations

from kg.model import ActorType, Facts, IssueLink, ResolvedActor, ResolvedDocument, Stance
from kg.serve.content.matrix import matrix
from kg.serve.content.world import World, caught_up
from kg.stores.protocol import Batch
from tests.doubles.cast import document, position


def test_a_row_is_the_holder_of_a_position_not_its_source() -> None:
    held = position("state/PE", "the deal", sources=("person/ana-ruiz",))
    who = (
        ResolvedActor("state/PE", "Peru", ActorType.STATE),
        ResolvedActor("person/ana-ruiz", "Ana", ActorType.PERSON),
    )
    written = (ResolvedDocument(document("a"), Facts(positions=(held,)), who),)
    (window,) = matrix(caught_up(World(), [Batch(1, written, (), who)]))["windows"]
    assert window["rows"] == [{"name": "Peru", "id": "state/PE"}]


def test_a_cell_where_for_and_against_balance_is_0_with_its_facts() -> None:
    on = {"issues": (IssueLink("Tariffs", 0.9),)}
    held = (position("state/PE", "the deal", **on), position("state/PE", "the deal", stance=Stance.OPPOSE, **on))
    who = (ResolvedActor("state/PE", "Peru", ActorType.STATE),)
    written = (ResolvedDocument(document("a"), Facts(positions=held), who),)
    (window,) = matrix(caught_up(World(), [Batch(1, written, (), who)]))["windows"]
    cells = {window["columns"][column]: told for _, column, *told in window["cells"]}
    *counts, facts = cells["Tariffs"]
    assert counts == [0, 1, 1, 0.0]
    assert len(facts) == 2
