"""An import of annotations judges only what the annotator has changed: the rest stays as the graph has it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.graph import Graph, open_graph
from kg.interchange.brat import write_brat_folder
from kg.interchange.importing import import_file
from kg.interchange.inception.writing import write_cas_folder
from kg.judgements import Verdict
from kg.model import Document
from kg.review.agreement import compared
from tests.doubles.scripted_reader import read

TEXT = "The talks went on. China demands lower tariffs of Japan. Japan rejects lower tariffs of China."


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as opened:
        document = Document(TEXT, "talks", "file:///talks.txt")
        opened.record.put(document, read(document, "1").facts, "1")
        yield opened


def edited(folder: Path, edit: Callable[[str], str]) -> Path:
    path = folder / "talks.ann"
    path.write_text(edit(path.read_text("utf-8")), encoding="utf-8")
    return folder


def without_the_first_event(lines: str) -> str:
    return "".join(line for line in lines.splitlines(keepends=True) if not re.search(r"\bE1\b", line))


def without_the_list(lines: str) -> str:
    """The annotations as another tool would write them, which does not know what was exported."""
    return "".join(line for line in lines.splitlines(keepends=True) if "AnnotatorNotes D1" not in line)


def verdicts(graph: Graph) -> list[tuple[str, str]]:
    return sorted((each.by, each.verdict.value) for each in graph.record.all_judgements())


@pytest.mark.parametrize("write", [write_brat_folder, write_cas_folder])
def test_an_unedited_export_signs_nothing(graph: Graph, tmp_path: Path, write: Callable[[object, Path], int]) -> None:
    write(graph.batches(), tmp_path / "out")
    assert import_file(graph, tmp_path / "out", by="ana").unsigned == 2
    assert (verdicts(graph), graph.record.is_reviewed()) == ([], False)
    assert import_file(graph, tmp_path / "out", by="ana", all_confirmed=True).judgements == 2
    assert {fact.standing.by for fact in graph.record.facts("talks").positions} == {("ana",)}
    assert verdicts(graph) == [("ana", "confirmed")] * 2
    assert import_file(graph, tmp_path / "out", by="ana", all_confirmed=True).judgements == 0
    assert import_file(graph, tmp_path / "out", by="ana").unsigned == 0


def test_an_edited_fact_is_corrected_and_the_others_stay_unreviewed(graph: Graph, tmp_path: Path) -> None:
    before = {fact.id for fact in graph.record.facts("talks").positions}
    write_brat_folder(graph.batches(), tmp_path / "out")
    folder = edited(tmp_path / "out", lambda lines: lines.replace("E1 demand", "E1 propose"))
    imported = import_file(graph, folder, by="ana")
    assert (imported.judgements, imported.unsigned) == (1, 1)
    (made,) = graph.record.all_judgements()
    assert (made.verdict, dict(made.values)) == (Verdict.CORRECTED, {"stance": "propose"})
    found = graph.record.facts("talks").positions
    assert {fact.id for fact in found} == before
    assert {(fact.stance.value, fact.standing.by) for fact in found} == {("propose", ("ana",)), ("reject", ())}
    assert import_file(graph, folder, by="ana").judgements == 0


def test_a_fact_gone_from_the_file_is_rejected_and_a_new_one_added(graph: Graph, tmp_path: Path) -> None:
    write_brat_folder(graph.batches(), tmp_path / "out")
    folder = edited(tmp_path / "out", without_the_first_event)
    at = TEXT.index("The talks")
    new = f"T90\tLead {at} {at + 18}\tThe talks went on.\nT91\tState 19 24\tChina\nT92\tState 50 55\tJapan\n"
    edited(folder, lambda lines: lines + new + "E9\tLead:T90 Leader:T91 Of:T92\n")
    assert import_file(graph, folder, by="ana").judgements == 2
    facts = graph.record.facts("talks")
    assert [(fact.stance.value, fact.standing.by) for fact in facts.positions] == [("reject", ())]
    assert [fact.standing.by for fact in facts.leads] == [("ana",)]
    assert import_file(graph, folder, by="ana").judgements == 0


def test_what_one_coder_rejected_is_not_added_again_by_anothers_unedited_file(graph: Graph, tmp_path: Path) -> None:
    write_brat_folder(graph.batches(), tmp_path / "bo")
    write_brat_folder(graph.batches(), tmp_path / "ana")
    import_file(graph, edited(tmp_path / "ana", without_the_first_event), by="ana")
    assert import_file(graph, tmp_path / "bo", by="bo").judgements == 0
    assert verdicts(graph) == [("ana", "rejected")]
    assert [fact.stance.value for fact in graph.record.facts("talks").positions] == ["reject"]
    import_file(graph, edited(tmp_path / "bo", without_the_first_event), by="bo")
    assert verdicts(graph) == [("ana", "rejected"), ("bo", "rejected")]


def test_a_correction_does_not_dispute_what_another_coder_has_corrected_since(graph: Graph, tmp_path: Path) -> None:
    write_brat_folder(graph.batches(), tmp_path / "bo")
    fact = next(each for each in graph.record.facts("talks").positions if each.stance.value == "demand")
    graph.judge("corrected", fact.id, {"addressee": "Peru:state"}, by="ana")
    import_file(graph, edited(tmp_path / "bo", lambda lines: lines.replace("E1 demand", "E1 propose")), by="bo")
    (changed,) = [each for each in graph.record.facts("talks").positions if each.id == fact.id]
    assert (changed.stance.value, changed.addressee, changed.standing.by) == ("propose", "state/peru", ("ana", "bo"))


def test_a_file_without_the_list_is_compared_with_the_graph_and_rejects_nothing(graph: Graph, tmp_path: Path) -> None:
    write_brat_folder(graph.batches(), tmp_path / "out")
    folder = edited(tmp_path / "out", lambda lines: without_the_list(without_the_first_event(lines)))
    imported = import_file(graph, folder, by="ana")
    assert (imported.judgements, imported.unsigned) == (0, 1)
    assert len(graph.record.facts("talks").positions) == 2


def test_facts_of_a_text_that_the_graph_lacks_are_their_annotators(graph: Graph, tmp_path: Path) -> None:
    write_brat_folder(graph.batches(), tmp_path / "out")
    with open_graph(tmp_path / "new.kg", create=True) as other:
        assert import_file(other, tmp_path / "out", by="ana").judgements == 2
        write_brat_folder(other.batches(), tmp_path / "again")
    note = next(line for line in (tmp_path / "again" / "talks.ann").read_text("utf-8").splitlines() if " D1" in line)
    assert [each[-1] for each in json.loads(note.split("\t")[2])["exported"].split()] == ["+", "+"]


def test_an_unedited_file_does_not_sign_what_another_person_has_reviewed_elsewhere(
    graph: Graph, tmp_path: Path
) -> None:
    write_brat_folder(graph.batches(), tmp_path / "out")
    with open_graph(tmp_path / "new.kg", create=True) as other:
        import_file(other, tmp_path / "out", by="bo")
        lead = {"leader": "China", "of": "Japan", "evidence": "China demands lower tariffs of Japan."}
        other.judge("added", ("lead", "talks"), lead, by="bo")
        write_brat_folder(other.batches(), tmp_path / "again")
    imported = import_file(graph, tmp_path / "again", by="cy")
    assert (imported.judgements, imported.unsigned, graph.record.is_reviewed()) == (0, 3, False)
    assert import_file(graph, tmp_path / "again", by="cy", all_confirmed=True).judgements == 3


@pytest.mark.parametrize("write", [write_brat_folder, write_cas_folder])
def test_equal_texts_of_different_days_stay_two_documents(
    graph: Graph, tmp_path: Path, write: Callable[[object, Path], int]
) -> None:
    for name, day in (("monday", 20), ("friday", 24)):
        document = Document(TEXT, name, f"file:///{name}.txt", date=dt.date(2018, 8, day))
        graph.record.put(document, read(document, "1").facts, "1")
    write(graph.batches(), tmp_path / "out")
    with open_graph(tmp_path / "new.kg", create=True) as other:
        import_file(other, tmp_path / "out", by="ana")
        days = sorted(str(entry.date) for entry in other.record.documents())
        assert days == ["2018-08-20", "2018-08-24", "None"]
        assert import_file(other, tmp_path / "out", by="ana").judgements == 0
        assert len([*other.record.documents()]) == 3


@pytest.mark.parametrize("write", [write_brat_folder, write_cas_folder])
def test_a_file_belongs_to_its_document_though_date_and_source_have_been_set_since(
    tmp_path: Path, write: Callable[[object, Path], int]
) -> None:
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        day = dt.date(2018, 8, 24)
        document = Document(TEXT, "talks", "file:///talks.txt", "Talks", day, "Wire")
        graph.record.put(document, read(document, "1").facts, "1")
        write(graph.batches(), tmp_path / "out")
        graph.judge("set", "talks", {"date": "2018-08-25", "source": "Post"}, by="ana")
        before = graph.record.facts("talks")
        assert import_file(graph, tmp_path / "out", by="bo").unsigned == 2
        write(graph.batches(), tmp_path / "later")
        assert import_file(graph, tmp_path / "later", by="bo").unsigned == 2
        assert graph.record.facts("talks") == before
        assert len([*graph.record.documents()]) == 1


def test_an_import_never_replaces_a_document_that_was_read(graph: Graph, tmp_path: Path) -> None:
    """A file at the document's own place that names another day."""
    write_brat_folder(graph.batches(), tmp_path / "out")
    place = (tmp_path / "out" / "talks.txt").resolve().as_uri()
    document = Document(TEXT, "talks", place, date=dt.date(2018, 8, 24))
    graph.record.put(document, read(document, "1").facts, "1")
    graph.record.remove("file:///talks.txt")
    other = '#1\tAnnotatorNotes D1\t{"date": "2018-08-25"}\n'
    folder = edited(tmp_path / "out", lambda lines: without_the_list(lines) + other)
    import_file(graph, folder, by="ana")
    (entry,) = graph.record.documents()
    assert (entry.id, len(graph.record.facts(entry.id).positions)) == (document.id, 2)


def test_another_type_of_an_actor_signs_nothing(graph: Graph, tmp_path: Path) -> None:
    write_brat_folder(graph.batches(), tmp_path / "out")
    of_china = re.compile(r"State(?= \d+ \d+\tChina)")
    folder = edited(tmp_path / "out", lambda lines: of_china.sub("Organization", lines))
    for all_confirmed in (False, True):
        imported = import_file(graph, folder, by="ana", all_confirmed=all_confirmed)
        assert (imported.judgements, imported.unsigned, imported.of_actors) == (0, 0, 2)
    assert not graph.record.is_reviewed()


def test_a_correction_that_another_coder_has_made_too_is_signed(graph: Graph, tmp_path: Path) -> None:
    write_brat_folder(graph.batches(), tmp_path / "out")
    folder = edited(tmp_path / "out", lambda lines: lines.replace("E1 demand", "E1 propose"))
    assert [import_file(graph, folder, by=coder).judgements for coder in ("ana", "bo")] == [1, 1]
    assert {fact.standing.by for fact in graph.record.facts("talks").positions} == {("ana", "bo"), ()}


def test_coders_who_confirm_all_facts_are_compared(graph: Graph, tmp_path: Path) -> None:
    write_brat_folder(graph.batches(), tmp_path / "ana")
    write_brat_folder(graph.batches(), tmp_path / "bo")
    import_file(graph, tmp_path / "ana", by="ana", all_confirmed=True)
    import_file(graph, edited(tmp_path / "bo", without_the_first_event), by="bo", all_confirmed=True)
    comparison = compared(graph.record.judgements())
    codes = [fact.codes for fact in comparison.facts]
    assert codes == [{"ana": "confirmed", "bo": "rejected"}, {"ana": "confirmed", "bo": "confirmed"}]
