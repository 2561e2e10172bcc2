"""Merges that are interrupted and repeated."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from kg.graph import Graph, open_graph
from kg.interchange.graphs import merge
from kg.interchange.importing import import_file
from kg.judgements import Reach
from kg.judgements.json_lines import write_lines
from kg.model import Document
from kg.record import Record
from tests.doubles.cast import document, facts, person


def test_a_merge_interrupted_within_a_document_brings_all_its_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [document("a"), replace(document("a"), uri="file:///b.txt")]
    with open_graph(tmp_path / "theirs.kg", create=True) as theirs:
        for place in places:
            theirs.record.put(place, facts([person("Ana Ruiz")]), "1")
    put = Record.put

    def stopped(record: Record, place: Document, *rest: object) -> object:
        if place.uri == places[1].uri:
            raise KeyboardInterrupt
        return put(record, place, *rest)  # type: ignore[arg-type]

    with open_graph(tmp_path / "ours.kg", create=True) as ours:
        monkeypatch.setattr(Record, "put", stopped)
        with pytest.raises(KeyboardInterrupt):
            merge(ours, tmp_path / "theirs.kg")
        monkeypatch.setattr(Record, "put", put)
        assert merge(ours, tmp_path / "theirs.kg").documents == 1
        assert [entry.uris for entry in ours.record.documents()] == [("file:///a.txt", "file:///b.txt")]


def test_a_merge_of_an_older_copy_keeps_retractions(tmp_path: Path) -> None:
    with open_graph(tmp_path / "ours.kg", create=True) as ours:
        ours.record.put(document("a"), facts([person("Ana Ruiz"), person("Bo Ek")]), "1")
        judged = ours.judge("same", ("Ana Ruiz", "Bo Ek"), by="ana")
    shutil.copytree(tmp_path / "ours.kg", tmp_path / "copy.kg")
    with open_graph(tmp_path / "ours.kg") as ours:
        ours.undo(judged.id, by="ben", why="two people")
        merge(ours, tmp_path / "copy.kg")
        (state,) = ours.record.all_judgements()
        assert state.undone is not None
        assert (state.undone.by, state.undone.why) == ("ben", "two people")
        assert ours.record.becomes() == {}


@pytest.fixture
def confirmed(tmp_path: Path) -> Iterator[tuple[Graph, str]]:
    """A graph with a confirmed fact beside ``copy.kg``, in which somebody has undone that; and the judgement's id."""
    with open_graph(tmp_path / "ours.kg", create=True) as ours:
        ours.record.put(document("a"), facts([person("Ana Ruiz"), person("Bo Ek")]), "1")
        judgement = ours.judge("same", ("Ana Ruiz", "Bo Ek"), by="ana").id
    shutil.copytree(tmp_path / "ours.kg", tmp_path / "copy.kg")
    with open_graph(tmp_path / "copy.kg") as copy:
        copy.undo(judgement, by="ben")
        (tmp_path / "copy.jsonl").write_text("".join(write_lines(copy.record.all_judgements())), encoding="utf-8")
    with open_graph(tmp_path / "ours.kg") as ours:
        yield ours, judgement


def reaches(graph: Graph) -> list[Reach]:
    return [state.reach for state in graph.judgements()]


@pytest.mark.parametrize("source", ["copy.kg", "copy.jsonl"])
def test_what_another_graph_has_undone_is_undone_here_only_if_that_is_asked_for(
    confirmed: tuple[Graph, str], tmp_path: Path, source: str
) -> None:
    ours, judgement = confirmed
    for _ in range(2):
        imported = import_file(ours, tmp_path / source)
        assert (imported.judgements, imported.withdrawals.left_out) == (0, (judgement,))
        assert (reaches(ours), len(ours.record.becomes())) == ([Reach.HOLDS], 1)
    imported = import_file(ours, tmp_path / source, take_back=True)
    assert (imported.judgements, imported.withdrawals.taken_back) == (1, (judgement,))
    assert (reaches(ours), len(ours.record.becomes())) == ([Reach.UNDONE], 0)
    assert import_file(ours, tmp_path / source, take_back=True).withdrawals.taken_back == ()


def test_several_graphs_give_the_same_in_any_order(confirmed: tuple[Graph, str], tmp_path: Path) -> None:
    _, judgement = confirmed
    sources = ("copy.kg", "ours.kg", "copy.jsonl")
    for number, order in enumerate(permutations(sources)):
        with open_graph(tmp_path / f"all{number}.kg", create=True) as merged:
            lifted = [each for source in order for each in import_file(merged, tmp_path / source).withdrawals.lifted]
            assert (reaches(merged), len(merged.record.becomes())) == ([Reach.HOLDS], 1)
            assert lifted == ([] if order[0] == "ours.kg" else [judgement])


def test_what_was_undone_by_import_on_purpose_or_by_hand_stays_undone(
    confirmed: tuple[Graph, str], tmp_path: Path
) -> None:
    _, judgement = confirmed
    with open_graph(tmp_path / "taken.kg", create=True) as graph:
        import_file(graph, tmp_path / "copy.kg", take_back=True)
        import_file(graph, tmp_path / "ours.kg")
        assert reaches(graph) == [Reach.UNDONE]
    with open_graph(tmp_path / "by-hand.kg", create=True) as graph:
        import_file(graph, tmp_path / "copy.kg")
        graph.undo(judgement, by="cy")
        import_file(graph, tmp_path / "ours.kg")
        assert reaches(graph) == [Reach.UNDONE]


def test_a_copy_for_a_later_version_of_the_text_stays_in_force(tmp_path: Path) -> None:
    text = "Mr Ruiz met Mr Ek."
    with open_graph(tmp_path / "ours.kg", create=True) as ours:
        ours.record.put(replace(document("a"), text=text), facts([person("Ana Ruiz")]), "1")
        judgement = ours.judge("set", "a", {"source": "Wire"}, by="ana")
    shutil.copytree(tmp_path / "ours.kg", tmp_path / "copy.kg")
    with open_graph(tmp_path / "copy.kg") as copy:
        copy.undo(judgement.id, by="ben")
    with open_graph(tmp_path / "ours.kg") as ours:
        ours.record.put(replace(document("a"), text=f"{text} They left."), facts([person("Ana Ruiz")]), "1")
        withdrawals = merge(ours, tmp_path / "copy.kg").withdrawals
        assert len(withdrawals.left_out) == 2
        assert [entry.source for entry in ours.record.documents() if entry.name == "a"][:1] == ["Wire"]
        assert len(merge(ours, tmp_path / "copy.kg", take_back=True).withdrawals.taken_back) == 2
        assert set(reaches(ours)) == {Reach.UNDONE}
