"""Merges that are interrupted and repeated."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph import open_graph
from kg.interchange.graphs import merge
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
