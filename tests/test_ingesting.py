"""Ingesting files: what is stored, what is reported, and what survives errors."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kg.doctor import examine
from kg.errors import KgError, ModelMissingError, NothingFoundError, ParameterValueError, RoomError
from kg.extract import Options as RulesOptions
from kg.extract import Reading, version
from kg.graph import LANGUAGES, Graph, open_graph
from kg.ingesting import Extractor, Options, Progress, Stage, Summary, extractor_for, find_facts, ingest
from kg.model import Document, Genre
from loaders import Options as LoadingOptions
from tests.doubles.scripted_reader import SCRIPTED, read, scripted

OPTIONS = Options(workers=1, extractor=SCRIPTED, loading=LoadingOptions(check_language=False))
TEXTS = {
    "first": "The talks went on. China demands lower tariffs of Japan. Japan rejects lower tariffs of China.",
    "second": "Japan offers more fish of China. Nothing else was said.",
    "third": "France supports a new round of Brazil.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        yield graph


def counts(graph: Graph, heading: str = "positions") -> list[int]:
    return [graph.store(language).counts()[heading] for language in LANGUAGES]


def revisions(graph: Graph) -> set[int]:
    return {graph.record.revision, *(state.revision for state in graph.states())}


def test_documents_go_into_the_record_and_both_stores(graph: Graph, folder: Path) -> None:
    summary = ingest(graph, [folder], OPTIONS)
    assert (summary.added, summary.seen, summary.facts["positions"], summary.behind) == (3, 3, 4, {})
    assert summary.facts["actors"] == counts(graph, "actors")[0]
    assert [entry.name for entry in graph.record.documents()] == ["first", "second", "third"]
    assert len(revisions(graph)) == 1
    assert counts(graph) == [4, 4]


def test_the_ledger_has_the_outcome_of_each_document(graph: Graph, folder: Path) -> None:
    (folder / "fourth.txt").write_text("FAIL to read this.", encoding="utf-8")
    (folder / "fifth.txt").write_bytes(b"")
    ingest(graph, [folder], OPTIONS)
    graph.judge("rejected", graph.record.facts("second").positions[0].id, by="ana")
    lines = {line.name: line for line in graph.record.ledger()}
    first, second = lines["first"], lines["second"]
    assert (first.status, first.sentences, first.silent, first.facts, first.waiting) == ("read", 3, 1, 2, 2)
    assert (second.silent, second.facts, second.rejected, second.waiting) == (2, 1, 1, 0)
    assert {name: line.why.partition(":")[0] for name, line in lines.items() if line.status == "refused"} == {
        "fourth": "KG-C010",
        "fifth.txt": "KG-L001",
    }
    (folder / "fourth.txt").write_text("It can be read.", encoding="utf-8")
    (folder / "fifth.txt").write_text("So can this.", encoding="utf-8")
    ingest(graph, [folder], OPTIONS)
    assert {line.status for line in graph.record.ledger()} == {"read"}


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a#1.jsonl", "a\nb.jsonl", "100%, too.jsonl", os.fsdecode(b"b\xff.jsonl")], ids=ascii
)
def test_a_mended_file_clears_its_refusals(graph: Graph, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    for lines, refused in (
        ("", ["KG-L001"]),
        (
            '{"id": "x", "text": "Kenya demands talks of Chad."}\nno JSON\n{"id": "y", "text": "FAIL"}',
            ["KG-L011", "KG-C010"],
        ),
        ('{"id": "x", "text": "Kenya demands talks of Chad."}\n{"id": "z", "text": "Chad offers talks of Kenya."}', []),
    ):
        file.write_text(lines, encoding="utf-8")
        ingest(graph, [file], OPTIONS)
        told = [line for line in graph.record.ledger() if line.status == "refused"]
        assert sorted(line.why.partition(":")[0] for line in told) == sorted(refused)
        assert {line.uri.partition("#")[0] for line in told} <= {file.as_uri()}


def test_an_interrupted_ingest_keeps_the_refusals(graph: Graph, tmp_path: Path) -> None:
    def interrupted(_: Progress) -> None:
        raise KeyboardInterrupt

    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "x", "text": "Kenya demands talks of Chad."}\nno JSON', encoding="utf-8")
    ingest(graph, [file], OPTIONS)
    with pytest.raises(KeyboardInterrupt):
        ingest(graph, [file], OPTIONS, interrupted)
    assert [line.why.partition(":")[0] for line in graph.record.ledger() if line.status == "refused"] == ["KG-L011"]


def test_the_check_reports_a_document_whose_file_is_gone(graph: Graph, folder: Path) -> None:
    ingest(graph, [folder], OPTIONS)
    assert [finding for finding in examine(graph.folder) if finding.part == "files"] == []
    (folder / "first.txt").rename(folder / "a new name.txt")
    (folder / "a new name.txt").write_text("Chad rejects talks of Kenya.")
    ingest(graph, [folder], OPTIONS)
    (told,) = [finding for finding in examine(graph.folder) if finding.part == "files"]
    gone = (folder / "first.txt").as_uri()
    assert told.detail == f"1 of 4 are not where they were read, e.g. {gone}"
    graph.record.remove(gone)
    assert [finding for finding in examine(graph.folder) if finding.part == "files"] == []


def test_a_document_is_read_with_the_date_that_people_set(graph: Graph, folder: Path) -> None:
    ingest(graph, [folder], OPTIONS)
    graph.judge("set", "first", {"date": "2018-08-24"}, by="ana")
    first = graph.record.document("first")
    loaded = replace(first, date=None, kept_id="")
    assert (str(graph.record.as_set(loaded).date), graph.record.as_set(loaded).id) == ("2018-08-24", loaded.id)
    assert [line.extractor for line in graph.record.ledger() if line.name == "first"] == [""]
    summary = ingest(graph, [folder], OPTIONS)
    assert (summary.unchanged, summary.added, summary.changed) == (3, 0, 0)
    assert {line.extractor for line in graph.record.ledger()} == {"scripted 1"}
    assert graph.record.document("first") == first


def test_options_given_for_a_document_hold_for_later_ingests(graph: Graph, folder: Path) -> None:
    ingest(graph, [folder], OPTIONS)
    dated = LoadingOptions(check_language=False, date=dt.date(2018, 8, 24), source="Reuters")
    reading = RulesOptions(threshold=0.3)
    ingest(graph, [folder / "first.txt"], replace(OPTIONS, loading=dated, reading=reading))
    # The document is unchanged, yet the given options are recorded.
    ingest(graph, [folder / "first.txt"], replace(OPTIONS, loading=replace(dated, genre=Genre.NEWS)))
    (folder / "first.txt").write_text("Japan rejects lower tariffs of China.", encoding="utf-8")
    assert ingest(graph, [folder], OPTIONS).changed == 1
    first, second = graph.record.document("first"), graph.record.document("second")
    assert (str(first.date), first.source, first.genre, first.metadata["date_from"]) == (
        "2018-08-24",
        "Reuters",
        "news",
        "options",
    )
    assert (second.date, second.source) == (None, None)
    assert {uri: each.threshold for uri, each in graph.record.given().items()} == {first.uri: 0.3}


def test_a_document_is_read_with_its_own_threshold() -> None:
    first, second = (Document("Talks began.", name, f"file:///{name}.txt") for name in ("a", "b"))
    at_a_place = extractor_for(None, {first.uri: 0.3})
    assert at_a_place.version_of(first) == f"{at_a_place.version_of(second)} threshold 0.3"
    # A threshold of the text holds at each of its places.
    everywhere = extractor_for(None, {first.id: 0.5, first.uri: 0.3})
    assert everywhere.version_of(second) == everywhere.version_of(first) == f"{everywhere.version} threshold 0.5"


def start(options: RulesOptions, thresholds: Mapping[str, float]) -> Callable[[Document], Reading]:
    """The scripted reader under the version that the rules would have."""

    def reading(document: Document) -> Reading:
        threshold = thresholds.get(document.id, thresholds.get(document.uri, options.threshold))
        return read(document, version(replace(options, threshold=threshold)))

    return reading


def test_the_last_threshold_given_holds_at_every_place_of_a_text(
    graph: Graph, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "kg.ingesting.options.starting", lambda options, thresholds: partial(start, options, thresholds)
    )
    plain = replace(OPTIONS, extractor=None)
    shutil.copy(folder / "first.txt", folder / "copy.txt")
    for name, threshold in (("first.txt", 0.9), ("copy.txt", 0.5)):
        ingest(graph, [folder / name], replace(plain, reading=RulesOptions(threshold=threshold)))
    ingest(graph, [folder], plain)
    shutil.copy(folder / "first.txt", folder / "another.txt")
    summary = ingest(graph, [folder], plain)
    assert (summary.unchanged, summary.located, summary.changed) == (4, 1, 0)
    assert [entry.extractor.endswith(" threshold 0.5") for entry in graph.record.documents() if entry.uris[1:]] == [
        True
    ]
    assert ingest(graph, [folder], plain).unchanged == 5
    assert [each.threshold for each in graph.record.given().values()] == [0.5, 0.5, 0.5]


def test_an_unchanged_document_is_not_read_again(graph: Graph, folder: Path) -> None:
    ingest(graph, [folder], OPTIONS)
    revision = graph.record.revision
    # This reader cannot start, so an unchanged summary proves that none is started.
    again = Options(extractor=Extractor(SCRIPTED.version, without_model), loading=OPTIONS.loading)
    assert ingest(graph, [folder], again).unchanged == 3
    assert graph.record.revision == revision


def without_model() -> Callable[[Document], Reading]:
    raise ModelMissingError(name="en_core_web_xx", installed="none")


def test_another_version_of_the_reader_reads_again(graph: Graph, folder: Path) -> None:
    ingest(graph, [folder], OPTIONS)
    again = Options(workers=1, extractor=scripted("scripted 2"), loading=OPTIONS.loading)
    ingest(graph, [folder], again)
    assert {entry.extractor for entry in graph.record.documents()} == {"scripted 2"}
    assert counts(graph) == [4, 4]


def test_a_changed_document_replaces_its_own_facts(graph: Graph, folder: Path) -> None:
    ingest(graph, [folder], OPTIONS)
    (folder / "first.txt").write_text("China supports lower tariffs of Japan.", encoding="utf-8")
    summary = ingest(graph, [folder], OPTIONS)
    assert (summary.changed, summary.unchanged) == (1, 2)
    assert counts(graph) == [3, 3]


@pytest.mark.parametrize(
    ("order", "code"),
    [("DIE", "KG-X003"), ("FAIL", "KG-C010"), ("LIE", "KG-C010"), ("DREAM", "KG-C011")],
)
def test_a_document_that_cannot_be_read_is_reported_and_the_rest_ingested(
    graph: Graph, folder: Path, order: str, code: str
) -> None:
    (folder / "bad.txt").write_text(f"{order} now. China demands lower tariffs of Japan.", encoding="utf-8")
    told: list[Progress] = []
    options = Options(workers=1, patience=2, extractor=SCRIPTED, loading=OPTIONS.loading)
    summary = ingest(graph, [folder], options, told.append)
    assert (summary.added, summary.refused) == (3, 1)
    assert [problem.code for problem in summary.problems] == [code]
    ledger = {line.name: line.why.partition(":")[0] for line in graph.record.ledger() if line.status == "refused"}
    assert ledger == {"bad": code}
    assert [step.problem for step in told if step.problem] == list(summary.problems)
    assert counts(graph) == [4, 4]


def start_without_reading() -> Callable[[Document], None]:
    return lambda _: None


NO_READER = Extractor("bad", start_without_reading)  # type: ignore[arg-type]


def test_a_reader_that_returns_no_reading_is_reported(graph: Graph, folder: Path) -> None:
    summary = ingest(graph, [folder], replace(OPTIONS, extractor=NO_READER))
    assert [problem.code for problem in summary.problems] == ["KG-C010"] * 3
    assert "the reader gave NoneType, no kg.extract.Reading" in str(summary.problems[0])
    assert "the reader gave NoneType" in str(next(find_facts([folder], replace(OPTIONS, extractor=NO_READER))))


@pytest.mark.parametrize(
    "given",
    [
        {"workers": -1},
        {"workers": "2"},
        {"patience": -1},
        {"patience": 0.0},
        {"memory": 0},
        {"reading": RulesOptions(threshold=7)},
    ],
)
def test_a_number_out_of_range_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ParameterValueError):
        Options(**given)


def test_one_path_need_not_be_in_a_list(graph: Graph, folder: Path) -> None:
    assert len(list(find_facts(folder, OPTIONS))) == 3
    assert ingest(graph, str(folder), OPTIONS).added == 3
    with pytest.raises(NothingFoundError):
        find_facts("nope.txt", OPTIONS)


def test_a_file_without_a_loader_is_reported_and_the_rest_ingested(graph: Graph, folder: Path) -> None:
    (folder / "empty.txt").touch()
    summary = ingest(graph, [folder], OPTIONS)
    assert (summary.added, summary.refused) == (3, 1)
    assert summary.problems[0].code.startswith("KG-L")


def test_progress_ends_with_the_total_of_the_work(graph: Graph, folder: Path) -> None:
    told: list[Progress] = []
    ingest(graph, [folder], OPTIONS, told.append)
    reading = [step for step in told if step.stage is Stage.READING]
    assert [step.done for step in reading] == [1, 2, 3]
    assert (reading[-1].total, reading[-1].characters) == (3, reading[-1].of_characters)
    storing = [step for step in told if step.stage is Stage.STORING]
    assert storing[-1].done == storing[-1].total == 6


def test_the_stores_catch_up_by_themselves(graph: Graph, folder: Path, tmp_path: Path) -> None:
    ingest(graph, [folder], OPTIONS)
    graph.record.remove("first")
    assert len(revisions(graph)) == 2
    assert counts(graph) == [2, 2]
    assert len(revisions(graph)) == 1


def test_the_order_of_ingests_does_not_matter(tmp_path: Path, folder: Path) -> None:
    seen = []
    for name, paths in (("a", ["first", "second", "third"]), ("b", ["third", "second", "first"])):
        with open_graph(tmp_path / f"{name}.kg", create=True) as graph:
            for path in paths:
                ingest(graph, [folder / f"{path}.txt"], OPTIONS)
            answer = graph.store("cypher").query("MATCH (p:Position) RETURN p.id ORDER BY p.id")
            seen.append((list(answer.rows), [actor.id for actor in graph.record.actors()]))
    assert seen[0] == seen[1]


def test_extract_gives_readings_and_errors_in_the_order_of_the_files(folder: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "fail.txt").write_text("FAIL now, and say no more about it.", encoding="utf-8")
    results = [
        result.code if isinstance(result, KgError) else result.document.name for result in find_facts([folder], OPTIONS)
    ]
    assert results == ["KG-L001", "KG-C010", "first", "second", "third"]


def test_the_counts_of_a_summary_add_up() -> None:
    assert Summary(added=1, changed=2, located=3, unchanged=4, refused=5).seen == 15


def test_a_missing_model_is_raised_not_counted(graph: Graph, folder: Path) -> None:
    with pytest.raises(ModelMissingError):
        ingest(graph, [folder], Options(extractor=Extractor("x", without_model), loading=OPTIONS.loading))
    assert list(graph.record.documents()) == []


def test_the_record_returns_a_document(graph: Graph, folder: Path) -> None:
    ingest(graph, [folder / "first.txt"], OPTIONS)
    document = graph.record.document("first")
    assert isinstance(document, Document)
    assert document.text == TEXTS["first"]


def test_a_full_disk_is_reported_before_anything_is_read(
    graph: Graph, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage(folder)._replace(free=10_000_000)
    monkeypatch.setattr("kg.loading.room.shutil.disk_usage", lambda place: full)
    with pytest.raises(RoomError, match=r"has 10 MB left.*--any-room"):
        ingest(graph, [folder], OPTIONS)
    assert graph.record.revision == 0
    assert ingest(graph, [folder], replace(OPTIONS, any_room=True)).added == 3


def test_judgements_that_do_not_apply_are_counted(graph: Graph, folder: Path) -> None:
    ingest(graph, [folder], OPTIONS)
    graph.judge("rejected", graph.record.facts("third").positions[0].id, by="ana")
    (folder / "third.txt").write_text("France rejects a new round of Brazil.", encoding="utf-8")
    assert ingest(graph, [folder], OPTIONS).waiting == 1


def test_a_file_that_was_moved_is_one_document_in_its_new_place(graph: Graph, folder: Path) -> None:
    said = replace(OPTIONS, loading=LoadingOptions(date=dt.date(2020, 1, 1), source="Wire", check_language=False))
    ingest(graph, [folder], said)
    moved = folder / "moved.txt"
    (folder / "third.txt").rename(moved)
    assert ingest(graph, [folder], OPTIONS).located == 1
    entry = next(each for each in graph.record.documents() if each.name == "moved")
    assert (entry.uris, entry.date, entry.source) == ((moved.as_uri(),), dt.date(2020, 1, 1), "Wire")
    moved.write_text("France rejects a new round of Brazil.", encoding="utf-8")
    ingest(graph, [folder], OPTIONS)
    rows = graph.ask("positions-of-actor", {"actor": "France"}).to_dicts()
    assert [(row["stance"], row["date"]) for row in rows] == [("reject", "2020-01-01")]


def test_a_copy_is_the_same_document_unless_its_options_differ(graph: Graph, folder: Path) -> None:
    said = replace(OPTIONS, loading=LoadingOptions(date=dt.date(2020, 1, 1), check_language=False))
    ingest(graph, [folder], said)
    shutil.copy(folder / "third.txt", folder / "copy.txt")
    assert ingest(graph, [folder], OPTIONS).located == 1
    assert ingest(graph, [folder], OPTIONS).unchanged == 4
    assert len(list(graph.record.documents())) == 3
    shutil.copy(folder / "third.txt", folder / "other.txt")
    other = replace(OPTIONS, loading=LoadingOptions(date=dt.date(2021, 1, 1), check_language=False))
    assert ingest(graph, [folder / "other.txt"], other).added == 1
