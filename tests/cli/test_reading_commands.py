"""`kg ingest` and `kg extract`, with the real reader on texts of a line or two."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from kg.cli import app, progress
from kg.errors import RecordUnwritableError
from kg.graph import Graph
from kg.model import Document
from kg.vocabulary import schema_path
from tests.doubles.interrupts import heed_interrupts
from tests.doubles.scripted_reader import read

TEXTS = {
    "duties-2018-09-03.txt": "Japan demanded lower duties on steel. The United States rejected the demand on Monday.",
    "Grain.v2.md": "---\ntitle: Grain\ndate: 2019-01-02\n---\n\nBrazil proposed a fund for small farms.\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("KG_GRAPH", "KG_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def kg(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=stdin)


def check(facts: dict[str, object]) -> None:
    schema = json.loads(schema_path("facts.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(facts, schema)


def test_one_document_is_one_json_object_in_the_facts_format(folder: Path) -> None:
    result = kg("extract", "duties-2018-09-03.txt")
    assert result.exit_code == 0, result.stderr
    facts = json.loads(result.stdout)
    check(facts)
    assert facts["document"] == "duties-2018-09-03"
    assert {entity["name"] for entity in facts["entities"].values()} >= {"Japan", "United States"}


@pytest.mark.usefixtures("reading_here")
def test_several_documents_are_json_lines_and_refusals_are_reported(folder: Path) -> None:
    (folder / "empty.txt").touch()
    result = kg("extract", *TEXTS, "empty.txt", "--workers", "1")
    assert result.exit_code == 1
    assert result.stderr.startswith("kg: KG-L001")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(lines) == 2
    for facts in lines:
        check(facts)


@pytest.mark.usefixtures("reading_here")
def test_out_writes_one_file_a_document_named_by_the_stem(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "Grain.v2.txt").write_text("Brazil withdrew the fund on Friday, and said so.", encoding="utf-8")
    result = kg("extract", *TEXTS, "more/Grain.v2.txt", "--out", "facts", "--workers", "1")
    assert (result.exit_code, result.stdout) == (0, "")
    names = {path.name for path in (folder / "facts").iterdir()}
    other = names - {"Grain.v2.json", "duties-2018-09-03.json"}
    assert len(names) == 3
    assert other.pop().startswith("Grain.v2-")
    assert json.loads((folder / "facts" / "Grain.v2.json").read_text(encoding="utf-8"))["title"] == "Grain"


def test_ingest_makes_a_graph_and_does_nothing_the_second_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "EVERY", math.inf)  # a slow machine would print progress in between
    first = kg("ingest", *TEXTS, "--format", "json", "--workers", "1")
    assert first.exit_code == 0, first.stderr
    assert first.stderr.splitlines()[0] == "created talks.kg"
    assert "of the positions stored from test texts" in first.stderr
    assert "facts with a confidence under 0.65 are not stored" in first.stderr
    assert json.loads(first.stdout)[0]["added"] == 2
    again = kg("ingest", *TEXTS, "--format", "json")
    assert (again.exit_code, again.stderr) == (0, "")
    assert json.loads(again.stdout)[0]["unchanged"] == 2


@pytest.mark.usefixtures("reading_here")
def test_ingest_reads_standard_input_under_a_date_and_a_source(folder: Path) -> None:
    text = "The European Union offered a new quota. Norway accepted the offer, and Iceland rejected it."
    words = ["ingest", "-", "--date", "2018-09-03", "--source", "Own notes", "--genre", "communique"]
    assert kg(*words, stdin=text).exit_code == 0
    row = json.loads(kg("documents", "--format", "json").stdout)[0]
    assert (row["name"], row["date"], row["source"], row["genre"]) == (
        *("stdin", "2018-09-03", "Own notes"),
        "communique",
    )


@pytest.mark.usefixtures("reading_here")
def test_an_invalid_date_is_reported(folder: Path) -> None:
    days = {"a": "2018-02-31", "b": "2018-02-28"}
    lines = [{"id": id_, "date": day, "text": f"Peru met Chile on {id_}."} for id_, day in days.items()]
    (folder / "days.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    told = kg("ingest", "days.jsonl").stderr
    assert "1 document has no date, since the one given cannot be read: a (2018-02-31);" in told
    assert "gives no date" not in told


@pytest.mark.usefixtures("reading_here")
def test_a_number_of_a_spreadsheet_in_the_place_of_a_date_is_explained(folder: Path) -> None:
    (folder / "days.csv").write_text("id,date,text\na,45291,Peru met Chile in Lima.\n", encoding="utf-8")
    told = kg("ingest", "days.csv").stderr
    assert "the one given cannot be read: a (45291);" in told
    assert "\n45291 is the number of a day in a spreadsheet, probably 2023-12-31: format its column as" in told


@pytest.mark.usefixtures("reading_here")
def test_documents_without_a_date_are_counted(folder: Path) -> None:
    lines = [{"id": id_, "text": f"Peru met Chile on {id_}."} for id_ in ("a", "b")]
    lines.append({"id": "c", "text": "Peru met Chile.", "date": "2018-02-28"})
    (folder / "days.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    told = kg("ingest", "days.jsonl").stderr
    assert "2 documents give no date: their facts are in no answer about a period, unless they have dates" in told
    assert "`kg document set DOCUMENT --date DAY`" in told
    assert "no date" not in kg("ingest", "days.jsonl").stderr


@pytest.mark.usefixtures("reading_here")
def test_a_renamed_file_that_counts_twice_is_told_with_what_leaves_one(folder: Path) -> None:
    texts = folder / "renamed"
    texts.mkdir()
    old, new = texts / "strike-2021-10-19.txt", texts / "a story.txt"
    old.write_text("Peru demanded that Chile lower its tariffs on fish, and the talks went on.", encoding="utf-8")
    assert kg("ingest", "renamed").exit_code == 0
    old.rename(new)
    told = kg("ingest", "renamed").stderr
    assert "1 new document has exactly the text of one whose file is not where it was read" in told
    assert f"{new.as_uri()} and {old.as_uri()}; if that file was renamed, `kg ingest '{new}' --date 2021-10-19`" in told
    assert "exactly the text" not in kg("ingest", "renamed").stderr


@pytest.mark.usefixtures("reading_here")
def test_what_is_read_as_a_bulletin_without_a_genre_is_told(folder: Path) -> None:
    (folder / "cod.txt").write_text("On cod, KENYA asked for time. PERU opposed the ban.", encoding="utf-8")
    told = "1 document was read as a bulletin, judging by its style: cod; if that is wrong, use --genre news"
    assert told in kg("extract", "cod.txt").stderr
    assert "read as a bulletin" not in kg("extract", "cod.txt", "--genre", "bulletin").stderr
    assert told in kg("ingest", "cod.txt").stderr
    assert "read as a bulletin" not in kg("ingest", "cod.txt", "--genre", "news").stderr


def test_an_ingest_of_nothing_leaves_no_graph(folder: Path) -> None:
    assert kg("ingest", "nothing-here.txt").exit_code == 2
    assert not (folder / "talks.kg").exists()


@pytest.mark.usefixtures("reading_here")
def test_the_graph_that_is_read_into_is_passed_over_without_a_word(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "bare").mkdir()
    monkeypatch.chdir(folder / "bare")
    for _ in range(2):
        empty = kg("ingest", ".")
        assert (empty.exit_code, "the folder holds no file" in empty.stderr) == (2, True)
        assert not Path("talks.kg").exists()
    Path("cod.txt").write_text("Peru met Chile in Lima.", encoding="utf-8")
    for graph in ("talks.kg", "other.kg"):
        told = kg("ingest", ".", "--graph", graph, "--date", "2018-09-03").stderr
        assert f"{graph} is a graph" not in told
    assert "talks.kg is a graph, which is not read" in told


def test_a_missing_model_leaves_no_graph(folder: Path) -> None:
    result = kg("ingest", *TEXTS, "--model", "en_core_web_nowhere")
    assert result.exit_code == 3
    assert "kg: KG-X001" in result.stderr
    assert not (folder / "talks.kg").exists()


def test_an_ingest_that_fails_says_what_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def filling(graph: Graph, *_: object, **__: object) -> None:
        reading = read(Document("China demands lower tariffs of Japan.", "talks", "file:///talks.txt"), "scripted 1")
        graph.record.put(reading.document, reading.facts, reading.version, reading.sentences)
        raise RecordUnwritableError(path=graph.record.path, detail="database or disk is full")

    monkeypatch.setattr("kg.ingesting.ingest", filling)
    result = kg("ingest", *TEXTS)
    kept, told = result.stderr.splitlines()
    assert (result.exit_code, kept) == (
        3,
        "interrupted: talks.kg holds 1 document; run the same command again to continue",
    )
    assert "KG-R007" in told


def test_an_ingest_that_fails_on_an_unreadable_record_says_so_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(graph: Graph, *_: object, **__: object) -> None:
        graph.close()
        raise RecordUnwritableError(path=graph.record.path, detail="database or disk is full")

    monkeypatch.setattr("kg.ingesting.ingest", failing)
    result = kg("ingest", *TEXTS)
    assert (result.exit_code, "KG-R007" in result.stderr.splitlines()[0]) == (3, True), result.stderr


@pytest.mark.slow
def test_an_interrupt_ends_it_with_130(folder: Path) -> None:
    lines = ({"id": n, "text": f"China demands point {n} of Japan. Japan rejects the demand."} for n in range(3000))
    (folder / "many.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    command = [sys.executable, "-m", "kg", "ingest", "many.jsonl"]
    with (folder / "out").open("w") as out, (folder / "err").open("w") as err:
        process = subprocess.Popen(command, start_new_session=True, stdout=out, stderr=err, preexec_fn=heed_interrupts)
        log = folder / "talks.kg" / "record.db-wal"
        while process.poll() is None and not (log.exists() and log.stat().st_size > 1_000_000):
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait() == 130
    assert (folder / "out").read_text() == ""
    assert "interrupted: " in (folder / "err").read_text()
    assert "Traceback" not in (folder / "err").read_text()
    states = [row["state"] for row in json.loads(kg("doctor", "--format", "json").stdout)]
    assert "broken" not in states
