"""When a text is edited, judgements on its unchanged sentences are carried over; the others are reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph import LANGUAGES, Graph, open_graph
from kg.judgements import Reach, Verdict
from kg.judgements.json_lines import write_lines
from kg.model import Document, Facts
from kg.record import Change
from kg.review.agreement import compared
from tests.doubles.scripted_reader import read

FIRST = "The talks went on. China demands lower tariffs of Japan. Japan rejects lower tariffs of China."
MENDED = "All of the talks went on. China demands lower tariffs of Japan. Japan rejects lower tariffs of China."
OTHER = "All of the talks went on. China demands less fish of Japan. Japan rejects lower tariffs of China."


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as opened:
        put(opened, FIRST)
        yield opened


def put(graph: Graph, text: str, name: str = "talks", source: str | None = None) -> Change:
    """Put a document as an ingest does: read it with the metadata that people set, and store it as it was loaded."""
    document = Document(text, name, f"file:///{name}.txt", source=source)
    reading = read(graph.record.as_set(document), "scripted 1")
    change = graph.record.put(document, reading.facts, "scripted 1", reading.sentences)
    graph.catch_up()
    return change


def stances(graph: Graph) -> list[str]:
    tables = [graph.ask("positions-of-actor", {}, language=language) for language in ("sparql", "cypher")]
    assert tables[0] == tables[1]
    return sorted(str(row["stance"]) for row in tables[0].to_dicts())


def fact(graph: Graph, stance: str, document: str | None = None) -> str:
    rows = graph.ask("positions-of-actor", {"stance": stance}).to_dicts()
    return next(str(row["fact"]) for row in rows if document in (None, row["document"]))


def reaches(graph: Graph) -> list[Reach]:
    return sorted(state.reach for state in graph.judgements())


def test_a_rejection_survives_an_edit_of_another_sentence(graph: Graph) -> None:
    graph.judge("rejected", fact(graph, "demand"), by="ana")
    assert put(graph, MENDED).waiting == 0
    assert stances(graph) == ["reject"]
    assert reaches(graph) == [Reach.HOLDS, Reach.MOVED]
    assert [len(each.codes) for each in compared(graph.judgements()).facts] == [1]


def test_a_rejection_survives_several_edits_and_their_reversal(graph: Graph) -> None:
    graph.judge("rejected", fact(graph, "demand"), by="ana")
    put(graph, MENDED)
    put(graph, f"Later. {MENDED}")
    put(graph, FIRST)
    assert stances(graph) == ["reject"]
    assert len(reaches(graph)) == 3
    held = next(state for state in graph.judgements() if state.reach is Reach.HOLDS)
    graph.undo(held.judgement.id, by="ana")
    put(graph, MENDED)
    assert stances(graph) == ["demand", "reject"]
    assert set(reaches(graph)) == {Reach.UNDONE}


def test_a_text_that_comes_back_gets_no_second_copy_of_a_judgement(graph: Graph) -> None:
    made = graph.judge("rejected", fact(graph, "reject"), by="ana")
    put(graph, OTHER)  # without the sentence in which the judgement has other mentions of China and Japan
    put(graph, FIRST)
    states = {state.judgement.id: state.reach for state in graph.judgements()}
    assert (states.pop(made.id), [*states.values()]) == (Reach.HOLDS, [Reach.MOVED])


def test_undoing_a_judgement_on_the_old_text_undoes_it_in_the_new_one(graph: Graph) -> None:
    made = graph.judge("rejected", fact(graph, "demand"), by="ana")
    put(graph, MENDED)
    graph.undo(made.id, by="ana")
    assert stances(graph) == ["demand", "reject"]


def test_a_judgement_on_an_edited_sentence_waits_and_is_counted(graph: Graph) -> None:
    graph.judge("rejected", fact(graph, "demand"), by="ana")
    graph.judge("confirmed", fact(graph, "reject"), by="ana")
    assert put(graph, OTHER).waiting == 1
    assert reaches(graph) == [Reach.GONE, Reach.HOLDS, Reach.MOVED]
    assert stances(graph) == ["demand", "reject"]
    put(graph, FIRST)
    assert stances(graph) == ["reject"]


def test_corrections_and_additions_are_carried_over(graph: Graph) -> None:
    graph.judge("corrected", fact(graph, "demand"), {"matter": "tariffs", "addressee": "Peru:state"}, by="ana")
    graph.judge("added", ("lead", "talks"), {"leader": "China", "of": "Japan", "evidence": "China demands"}, by="ana")
    put(graph, MENDED)
    (corrected,) = graph.ask("positions-of-actor", {"stance": "demand"}).to_dicts()
    assert (corrected["matter"], corrected["addressee"]) == ("tariffs", "Peru")
    assert [row["leader"] for row in graph.ask("who-leads", {}).to_dicts()] == ["China"]


def test_metadata_set_by_a_person_holds_for_later_versions(graph: Graph) -> None:
    graph.judge("set", "talks", {"date": "2018-08-24", "tags": ["pilot"], "source": "Wire"}, by="ana")
    assert put(graph, MENDED).waiting == 0
    (entry,) = graph.record.documents()
    assert (entry.date, entry.source) == (dt.date(2018, 8, 24), "Wire")
    assert graph.record.document("talks").metadata["tags"] == "pilot"
    assert [row["date"] for row in graph.ask("positions-of-actor", {}).to_dicts()] == ["2018-08-24"] * 2


def test_nothing_is_carried_over_to_a_different_text_of_the_same_name(graph: Graph) -> None:
    graph.judge("set", "talks", {"date": "2018-08-24"}, by="ana")
    assert put(graph, "Japan offers more fish of China. Nothing else was said.").waiting == 1
    (entry,) = graph.record.documents()
    assert entry.date is None


def test_a_copy_of_the_old_text_keeps_its_judgements(graph: Graph) -> None:
    put(graph, FIRST, "copy")
    graph.judge("rejected", fact(graph, "demand"), by="ana")
    assert put(graph, OTHER).waiting == 0
    assert reaches(graph) == [Reach.HOLDS]


def test_a_split_is_carried_over_and_can_be_undone(graph: Graph) -> None:
    made = graph.judge(Verdict.SPLIT, "Japan", {"words": ["Japan"], "name": "Japan Inc", "type": "organization"})
    before = {row["holder"] for row in graph.ask("positions-of-actor", {}).to_dicts()}
    assert put(graph, MENDED).waiting == 0
    assert {row["holder"] for row in graph.ask("positions-of-actor", {}).to_dicts()} == before == {"China", "Japan Inc"}
    graph.undo(made.id)
    assert {row["holder"] for row in graph.ask("positions-of-actor", {}).to_dicts()} == {"China", "Japan"}


def positions_by_document(graph: Graph) -> list[tuple[str, ...]]:
    columns = ("document", "holder", "stance", "date")
    rows = graph.ask("positions-of-actor", {}).to_dicts()
    return sorted(tuple(str(row[each] or "") for each in columns) for row in rows)


@pytest.mark.parametrize(
    ("verdict", "about", "values", "seen"),
    [
        (Verdict.REJECTED, None, {}, [("Japan", "reject", "")]),
        (
            Verdict.SET,
            "talks",
            {"date": "2018-08-24"},
            [("China", "demand", "2018-08-24"), ("Japan", "reject", "2018-08-24")],
        ),
        (
            Verdict.SPLIT,
            "Japan",
            {"documents": ["talks"], "name": "Japan Inc", "type": "organization"},
            [("China", "demand", ""), ("Japan Inc", "reject", "")],
        ),
    ],
)
def test_a_carried_judgement_holds_for_every_document_with_that_text(
    graph: Graph, verdict: Verdict, about: str | None, values: dict[str, object], seen: list[tuple[str, ...]]
) -> None:
    put(graph, MENDED, "other", source="Wire")
    graph.judge(verdict, about or fact(graph, "demand", "talks"), values, by="ana")
    put(graph, MENDED)
    found = positions_by_document(graph)
    assert found == [(name, *each) for name in ("other", "talks") for each in seen]
    graph.record.resolve_anew()
    for language in LANGUAGES:
        graph.rebuild(language)
    assert positions_by_document(graph) == found


def test_a_carried_date_has_the_other_document_read_again(graph: Graph) -> None:
    put(graph, MENDED, "other", source="Wire")
    graph.judge(Verdict.SET, "talks", {"date": "2018-08-24"}, by="ana")
    put(graph, MENDED)
    assert {entry.name: entry.extractor for entry in graph.record.documents()} == {"talks": "scripted 1", "other": ""}


def test_undoing_one_of_two_simultaneous_judgements_keeps_the_other(graph: Graph) -> None:
    made = [
        graph.judge("added", ("lead", "talks"), {"leader": one, "of": other, "evidence": "China demands"}, by="ana")
        for one, other in (("China", "Japan"), ("Japan", "China"))
    ]
    moment = dt.datetime(2018, 8, 24, 12, tzinfo=dt.UTC)
    for each in made:
        graph.undo(each.id)
    first, _ = again = [replace(each, at=moment, undone=None) for each in made]
    graph.record.judge(again)
    put(graph, MENDED)
    graph.undo(first.id)
    assert [row["leader"] for row in graph.ask("who-leads", {}).to_dicts()] == ["Japan"]


@pytest.mark.parametrize("is_back", [False, True])
def test_an_imported_split_holds_in_a_graph_that_has_the_new_text(graph: Graph, tmp_path: Path, is_back: bool) -> None:
    graph.judge(Verdict.SPLIT, "Japan", {"words": ["Japan"], "name": "Japan Inc", "type": "organization"})
    before = list(write_lines(state.judgement for state in graph.judgements()))
    put(graph, MENDED)
    after = list(write_lines(state.judgement for state in graph.judgements()))
    if is_back:
        put(graph, FIRST)
        put(graph, MENDED)
        assert list(write_lines(state.judgement for state in graph.judgements())) == after
    with open_graph(tmp_path / "other.kg", create=True) as other:
        put(other, MENDED)
        for lines, count in ((before, 1), (after, 1), (before, 0)):
            assert other.import_judgements(lines) == count
        assert {row["holder"] for row in other.ask("positions-of-actor", {}).to_dicts()} == {"China", "Japan Inc"}


def test_a_document_that_the_record_gave_out_can_be_put_back_with_another_text(graph: Graph) -> None:
    made = graph.judge("set", "talks", {"date": "2019-01-02", "genre": "bulletin", "tags": ["wto"]}, by="ana")
    given_out = graph.record.document("talks")
    assert graph.record.put(given_out, Facts(), "scripted 2").document == given_out.id
    mended = replace(given_out, text=MENDED, title="Talks that went on")
    change = graph.record.put(mended, Facts(), "scripted 2")
    assert change.removed == (given_out.id,)
    found = graph.record.document("talks")
    assert (found.id, found.text, found.title) == (change.document, MENDED, mended.title)
    assert (found.date, change.document) != (None, given_out.id)
    graph.undo(made.id)
    assert graph.record.document("talks") == Document(MENDED, "talks", "file:///talks.txt", mended.title)
