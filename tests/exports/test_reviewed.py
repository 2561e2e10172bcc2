"""What people have reviewed, for others: Web Annotations, and gold that `kg evaluate` reads."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.evaluate.gold import load_gold
from kg.evaluate.scoring import score
from kg.exports.gold import write_gold_folder
from kg.exports.web_annotation import write_annotations
from kg.facts_format import to_json
from kg.graph import Graph, open_graph
from kg.model import Document
from tests.doubles.scripted_reader import read

TEXT = "The talks went on. China demands lower tariffs of Japan. Japan rejects lower tariffs of China."


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as opened:
        for name in ("a talk/1", "other"):
            document = Document(TEXT if name != "other" else TEXT[19:], name, f"file:///{name.replace(' ', '')}.txt")
            reading = read(document, "1")
            opened.record.put(document, reading.facts, reading.version, reading.sentences)
        first, second = opened.record.facts("a talk/1").positions
        opened.judge_each([("confirmed", first.id, {}), ("rejected", second.id, {})], by="ana", follow=False)
        yield opened


def test_an_annotation_stands_on_its_words(graph: Graph) -> None:
    output = io.BytesIO()
    write_annotations(graph.batches(), output)
    page = json.loads(output.getvalue())
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert len(page["items"]) == 3
    (checked,) = (item for item in page["items"] if item["creator"] == [{"type": "Person", "name": "ana"}])
    position, quote = checked["target"]["selector"]
    assert TEXT[position["start"] : position["end"]] == quote["exact"] == "China demands lower tariffs of Japan."
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT
    assert checked["body"][0]["value"] == "China · demand · lower tariffs · Japan"


def test_a_document_that_was_reviewed_whole_is_gold(graph: Graph, tmp_path: Path) -> None:
    reviewed = {str(line.id) for line in graph.record.ledger() if line.is_reviewed}
    assert write_gold_folder(graph.batches(), tmp_path / "gold", reviewed) == 1
    (gold,) = load_gold(tmp_path / "gold")
    assert (gold.name, gold.text, gold.ships) == ("a-talk-1", TEXT, False)
    (position,) = gold.facts["positions"]
    assert position["about"] == "lower tariffs"
    assert position["evidence"] == "China demands lower tariffs of Japan."
    found = score(gold.facts, to_json(gold.document, read(gold.document, "1").facts))
    outcome = found.outcomes["positions"]
    assert (len(outcome.right), len(outcome.missed), len(outcome.added)) == (1, 0, 1)
