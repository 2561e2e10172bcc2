"""Tables for spreadsheets contain no formulas, and otherwise the words of the graph."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

import pytest

from kg.exports import export
from kg.model import Document, Facts, ResolvedDocument
from kg.stores.protocol import Batch
from tests.doubles.factory import resolved_documents


@pytest.mark.parametrize(("raw", "shown"), [(False, "'=cmd|' /C calc'!A0"), (True, "=cmd|' /C calc'!A0")])
def test_a_name_like_a_formula_is_text_in_the_tables(raw: bool, shown: str) -> None:
    (first,) = resolved_documents(1, positions=2)
    actor = replace(first.actors[0], name="=cmd|' /C calc'!A0", aliases=())
    document = Document("Words.", "words", "file:///x")
    output = io.BytesIO()
    export([Batch(1, (ResolvedDocument(document, Facts(), (actor,)),))], "csv", output, raw_cells=raw)
    with zipfile.ZipFile(output) as archive:
        nodes = list(csv.DictReader(io.StringIO(archive.read("nodes.csv").decode("utf-8"), newline="")))
    assert shown in [row["name"] for row in nodes]
