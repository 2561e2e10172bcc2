"""What people have reviewed, for others: Web Annotations, and gold that `kg evaluate` reads."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.evaluate.gold import load_gold
from kg.evaluate.scoring import score
from kg.exports.gold import gold_sheet, write_gold_folder
from kg.exports.web_annotation import write_annotations
from kg.facts_format import to_json
from kg.graph import Graph, open_graph
from kg.interchange.brat import write_brat_folder
from kg.interchange.inception.writing import write_cas_folder
from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Actor,
    ActorType,
    Document,
    Evidence,
    Facts,
    Label,
    PageStart,
    Passage,
    Polarity,
    Statement,
)
from tests.doubles.scripted_reader import read

TEXT = "The talks went on. China demands lower tariffs of Japan. Japan rejects lower tariffs of China."


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as opened:
        for name in ("a talk/1", "other"):
            document = Document(TEXT if name != "other" else TEXT[19:], name, f"file:///{name.replace(' ', '')}.txt")
            document = replace(document, pages=(PageStart(0, "iv"), PageStart(TEXT.index("Japan rejects"), "1")))
            reading = read(document, "1")
            opened.record.put(document, reading.facts, reading.version, reading.sentences)
        first, second = opened.record.facts("a talk/1").positions
        opened.judge_each([("confirmed", first.id, {}), ("rejected", second.id, {})], by="ana", follow=False)
        yield opened


def test_an_annotation_selects_its_words(graph: Graph) -> None:
    output = io.BytesIO()
    write_annotations(graph.batches(), output)
    page = json.loads(output.getvalue())
    assert (page["@context"][0], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert len(page["items"]) == 3
    (checked,) = (item for item in page["items"] if item["creator"] == [{"type": "Person", "name": "ana"}])
    assert checked["target"]["page"] == "iv"
    position, quote = checked["target"]["selector"]
    assert TEXT[position["start"] : position["end"]] == quote["exact"] == "China demands lower tariffs of Japan."
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT
    assert checked["body"][0]["value"] == "China · demand · lower tariffs · Japan"


def test_any_words_can_be_written_as_gold() -> None:
    words = Passage(11, 14, "day")
    proof = Evidence(0, 15, "Peru says: day.", "a-rule", 1.0)
    actor = Actor("peru", "Peru", ActorType.STATE)
    made = Facts(
        (actor,),
        statements=(Statement(("peru",), Passage(5, 9, "says"), words, Polarity.POSITIVE, None, proof),),
        labels=(Label("peru", "day", proof),),
        actions=(
            Action("peru", ActionKind.AID, None, None, None, None, ActionStatus.ANNOUNCED, proof, dt.date(2018, 8, 24)),
        ),
    )
    sheet = gold_sheet(Document(proof.text, "talks", "file:///talks.txt"), made)
    assert (sheet["statements"][0]["content"], sheet["labels"][0]["label"]) == ("day", "day")
    assert sheet["actions"][0]["date"] == "2018-08-24"
    assert "granularity" not in sheet["actions"][0]


def test_a_fully_reviewed_document_is_gold(graph: Graph, tmp_path: Path) -> None:
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


def gold_folder(graph: Graph, folder: Path) -> int:
    return write_gold_folder(graph.batches(), folder, {str(line.id) for line in graph.record.ledger()})


@pytest.mark.parametrize(
    "write",
    [
        gold_folder,
        lambda graph, folder: write_brat_folder(graph.batches(), folder),
        lambda graph, folder: write_cas_folder(graph.batches(), folder),
    ],
    ids=["gold", "brat", "inception"],
)
def test_files_in_a_folder_are_replaced_and_not_overwritten(
    graph: Graph, tmp_path: Path, write: Callable[[Graph, Path], int]
) -> None:
    write(graph, tmp_path / "out")
    for file in [*(tmp_path / "out").iterdir()]:
        (tmp_path / "kept" / file.name).parent.mkdir(exist_ok=True)
        (tmp_path / "kept" / file.name).hardlink_to(file)
        file.write_text("as it was", encoding="utf-8")
    write(graph, tmp_path / "out")
    # A file that is overwritten in place is incomplete for a while.
    assert {file.read_text(encoding="utf-8") for file in (tmp_path / "kept").iterdir()} == {"as it was"}
    assert "as it was" not in {file.read_text(encoding="utf-8") for file in (tmp_path / "out").iterdir()}
