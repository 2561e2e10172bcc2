"""Names of the nodes of networks: one for each actor, whatever actors are called."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.model import ActorType, Facts, ResolvedActor, ResolvedDocument, Stance
from kg.networks.from_graph import RELATIONS, read_codings
from kg.networks.from_graph.naming import unique_names
from kg.networks.study import only, study
from kg.stores.protocol import Batch
from tests.doubles import cast

A, B = cast.document("a").id, cast.document("b").id


def spoken(document: str, name: str, **stances: Stance) -> Batch:
    """A document in which each of these groups, by the end of their ids, takes a stance; all have one name."""
    id_ = cast.document(document).id
    actors = {end: f"group/{id_}-{end.replace('_', '-')}" for end in stances}
    who = tuple(ResolvedActor(actor, name, ActorType.GROUP) for actor in actors.values())
    positions = tuple(cast.position(actors[end], "duties", stance=stance) for end, stance in stances.items())
    written = ResolvedDocument(cast.document(document, date=dt.date(2018, 8, 24)), Facts(positions=positions), who)
    return Batch(1, (written,), (), who)


def holders(*batches: Batch) -> list[str]:
    return sorted(str(row.values["actor"]) for row in read_codings(batches, RELATIONS["positions"]).rows)


def test_namesakes_are_distinguished_by_their_documents() -> None:
    told = [spoken(name, "officials", officials=Stance.SUPPORT) for name in ("a", "b")]
    assert holders(*told) == ["officials (a)", "officials (b)"]


def test_namesakes_of_one_document_are_different_nodes() -> None:
    told = [
        spoken("a", "miners", miners=Stance.SUPPORT, miners_2=Stance.REJECT),
        spoken("b", "miners", miners=Stance.SUPPORT),
    ]
    assert holders(*told) == ["miners (a, 1)", "miners (a, 2)", "miners (b)"]
    network = only(study(told))
    assert network.weights.tolist() == [[0, -1, 1], [-1, 0, -1], [1, -1, 0]]


@pytest.mark.parametrize(
    ("actors", "names"),
    [
        (
            {f"group/{A}-crews": "crews", f"group/{B}-crews": "crews"},
            [f"crews (group/{A}-crews)", f"crews (group/{B}-crews)"],
        ),
        ({"person/li-1": "Li", "person/li-2": "Li"}, ["Li (person/li-1)", "Li (person/li-2)"]),
        ({f"group/{A}-crews": "crews", "bloc/x": "crews (note)", f"group/{B}-crews": "crews"}, None),
        ({f"group/{A}-crews-{n}": "crews" for n in (2, 10)}, ["crews (note, 1)", "crews (note, 2)"]),
        ({f"group/{A}-crews": "crews", f"delegation/{A}-crews": "crews"}, ["crews (note, 2)", "crews (note, 1)"]),
    ],
)
def test_no_two_actors_have_one_name(actors: dict[str, str], names: list[str] | None) -> None:
    found = unique_names(
        (ResolvedActor(id_, name, ActorType(id_.partition("/")[0])) for id_, name in actors.items()),
        {A: "note", B: "note"},
    )
    assert len({*found.values()}) == len(actors)
    if names:
        assert list(found.values()) == names
