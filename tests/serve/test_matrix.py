"""The rows of the explorer's matrix."""

from __future__ import annotations

from dataclasses import replace

from kg.model import ActorType, Facts, IssueLink, PositionModality, ResolvedActor, ResolvedDocument, Stance, When
from kg.networks.from_graph import Selection
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


def test_what_no_cell_counts_is_counted_by_the_reason() -> None:
    on = {"issues": (IssueLink("Tariffs", 0.9),)}
    possible = replace(position("state/PE", "the deal", **on), modality=PositionModality.POSSIBLE)
    of_peru = (position("state/PE", "the deal", **on), position("state/PE", "a cut", **on), possible)
    who = (
        ResolvedActor("state/PE", "Peru", ActorType.STATE),
        ResolvedActor("state/CL", "Chile", ActorType.STATE),
    )
    written = (
        ResolvedDocument(document("a"), Facts(positions=(*of_peru, position("state/CL", "the deal", **on))), who),
        ResolvedDocument(document("b", date=None), Facts(positions=of_peru[:1]), who),
        ResolvedDocument(document("c").dated(When.parsed("2018")), Facts(positions=of_peru[:1]), who),
    )
    world = caught_up(World(), [Batch(1, written, (), who)])
    left_out = matrix(world, at_least=2)["left_out"]
    assert left_out == {"unasserted": 1, "rare": 1, "undated": 0, "too_coarse": 0}
    assert matrix(world, window="months")["left_out"] == {**left_out, "rare": 0, "undated": 1, "too_coarse": 1}
    assert matrix(world, Selection(since="2018-08-01"))["left_out"] == {**left_out, "rare": 0, "undated": 1}
    assert matrix(world, Selection(modality=("possible",)))["left_out"]["unasserted"] == 0
