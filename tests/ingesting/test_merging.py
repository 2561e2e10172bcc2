"""A merge that is stopped and begun again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph import open_graph
from kg.merging import merge
from kg.model import Document
from kg.record import Record
from tests.doubles.cast import document, facts, person


def test_a_merge_that_was_stopped_within_a_document_brings_all_its_places(
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
