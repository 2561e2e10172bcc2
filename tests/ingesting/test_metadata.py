"""Tables with the metadata of documents, for an ingest and for documents that a graph has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from tests.cli.conftest import Kg, folder, kg, reading_here, shared_graph

__all__ = ["folder", "kg", "reading_here", "shared_graph"]

TABLE = """\
file,date,source,title,tags,language
may,2019-05-06,Wire,Talks in May,trade|fish,en
notes/june.txt,,Post,,,en
"""


def documents(kg: Kg) -> dict[str, dict[str, object]]:
    return {row["name"]: row for row in json.loads(kg("documents", "--format", "json").stdout)}


def test_a_table_sets_the_metadata_of_many_documents(kg: Kg, folder: Path) -> None:
    table = "\ufefffile;date;genre\ngeneva.txt;2019-05;\nnairobi;2019-05-07;bulletin\n/texts/quito.txt;;news\n"
    (folder / "meta.csv").write_text(table, encoding="utf-8")
    before = documents(kg)
    assert kg("document", "set", "--from", "meta.csv", "--by", "ana").exit_code == 0
    after = documents(kg)
    assert [(after[name]["date"], after[name]["genre"]) for name in ("geneva", "nairobi", "quito")] == [
        ("2019-05", None),
        ("2019-05-07", "bulletin"),
        (before["quito"]["date"], "news"),
    ]
    assert kg("document", "set", "--from", "meta.csv", "--by", "ana").stderr.count("nothing recorded") == 3
    assert len(json.loads(kg("judgements", "list", "--format", "json").stdout)) == 3


@pytest.mark.parametrize(
    ("table", "detail"),
    [
        ("file,date\ngeneva,2019-05-06\nlima,2019-05-06\n", "line 3 of meta.csv: no document .* 'lima'"),
        ("file,date\ngeneva,43591\n", "a day such as 2018-08-24, .* .43591 .* spreadsheet, probably 2019-05-06"),
        ("file,date\ngeneva,2019-13\n", "line 2 of meta.csv: the document's date is '2019-13'"),
        ("file,date\ngeneva,06/05/2019\n", "line 2 of meta.csv: the document's date is '06/05/2019'"),
        ("file,date\ngeneva,2019-05-06\ngeneva.txt,2019-05-07\n", "line [23] of meta.csv: .*geneva"),
        ("file,datum\ngeneva,2019-05-06\n", "line 1 of meta.csv: it has no column file, or none of date"),
        ("file,date\ngeneva,2019-05-06,x\n", "line 2 of meta.csv: the header has 2 columns and this line 3"),
        ("file,date\n,2019-05-06\n", "line 2 of meta.csv: the column file is empty"),
    ],
)
def test_a_wrong_table_sets_nothing(kg: Kg, folder: Path, table: str, detail: str) -> None:
    (folder / "meta.csv").write_text(table, encoding="utf-8")
    result = kg("document", "set", "--from", "meta.csv")
    assert (result.exit_code, result.stderr[:12]) == (2, "kg: KG-J009:")
    with pytest.raises(AssertionError, match=detail):
        raise AssertionError(result.stderr)
    assert json.loads(kg("judgements", "list", "--format", "json").stdout) == []


def test_a_table_takes_no_other_values(kg: Kg, folder: Path) -> None:
    (folder / "meta.csv").write_text("file,date\ngeneva,2019-05-06\n", encoding="utf-8")
    assert "KG-C" in kg("document", "set", "--from", "meta.csv", "--source", "Wire").stderr
    assert "KG-C" in kg("document", "set", "geneva", "--from", "meta.csv").stderr
    assert "name a document, or a table" in kg("document", "set", "--source", "Wire").stderr


def ingested(*words: str) -> Result:
    return CliRunner().invoke(app, ["ingest", "texts", "--graph", "new.kg", *words])


@pytest.mark.usefixtures("reading_here")
def test_documents_are_read_once_with_the_metadata_of_a_table(folder: Path) -> None:
    notes = folder / "texts" / "notes"
    notes.mkdir(parents=True)
    (notes / "may.txt").write_text("Peru rejected the quota yesterday.", encoding="utf-8")
    (notes / "june.txt").write_text("Chile accepted the quota.", encoding="utf-8")
    (folder / "texts" / "other.txt").write_text("Norway opposed the quota.", encoding="utf-8")
    (folder / "meta.csv").write_text(TABLE + "gone.txt,2019-05-06,,,,\n", encoding="utf-8")
    result = ingested("--metadata", "meta.csv")
    assert result.exit_code == 0, result.stderr
    assert "meta.csv: 1 of its rows name no file that is read: gone.txt (line 4)" in result.stderr
    assert "2 documents give no date" in result.stderr
    rows = json.loads(CliRunner().invoke(app, ["documents", "--graph", "new.kg", "--format", "json"]).stdout)
    told = {row["name"]: (row["date"], row["source"], row["title"]) for row in rows}
    assert told["may"] == ("2019-05-06", "Wire", "Talks in May")
    assert (told["june"][:2], told["other"][:2]) == ((None, "Post"), (None, None))
    assert json.loads(ingested("--metadata", "meta.csv", "--format", "json").stdout)[0]["unchanged"] == 3
    assert json.loads(ingested("--format", "json").stdout)[0]["unchanged"] == 3
    (folder / "meta.csv").write_text(TABLE.replace("05-06", "05-07"), encoding="utf-8")
    changed = json.loads(ingested("--metadata", "meta.csv", "--format", "json").stdout)[0]
    assert (changed["unchanged"], changed["changed"]) == (2, 1)


@pytest.mark.usefixtures("reading_here")
def test_a_row_that_names_two_files_is_refused_before_anything_is_read(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / "texts" / name).mkdir(parents=True)
        (folder / "texts" / name / "may.txt").write_text(f"Peru rejected quota {name}.", encoding="utf-8")
    (folder / "meta.csv").write_text(TABLE, encoding="utf-8")
    result = ingested("--metadata", "meta.csv")
    assert "line 2 of meta.csv: 'may' is the name of 2 files" in result.stderr
    assert not (folder / "new.kg").exists()
    (folder / "meta.csv").write_text("file,date\na/may.txt,2019-05-06\ntexts/b/may.txt,2019-05-07\n", encoding="utf-8")
    assert ingested("--metadata", "meta.csv").exit_code == 0
    rows = json.loads(CliRunner().invoke(app, ["documents", "--graph", "new.kg", "--format", "json"]).stdout)
    assert sorted(row["date"] for row in rows) == ["2019-05-06", "2019-05-07"]


@pytest.mark.usefixtures("reading_here")
def test_a_new_file_gets_what_another_document_of_its_text_has_already(folder: Path) -> None:
    (folder / "texts").mkdir()
    text = "Peru rejected the quota."
    line = json.dumps({"id": "wire", "text": text, "date": "2019-05-06", "source": "Wire"})
    (folder / "texts" / "wire.jsonl").write_text(line, encoding="utf-8")
    assert ingested().exit_code == 0
    (folder / "texts" / "may.txt").write_text(text, encoding="utf-8")
    (folder / "meta.csv").write_text("file,date,source\nmay.txt,2019-05-06,Wire\n", encoding="utf-8")
    result = ingested("--metadata", "meta.csv")
    assert (result.exit_code, "no date" in result.stderr) == (0, False)
    rows = json.loads(CliRunner().invoke(app, ["documents", "--graph", "new.kg", "--format", "json"]).stdout)
    assert {(row["date"], row["source"]) for row in rows} == {("2019-05-06", "Wire")}


@pytest.mark.usefixtures("reading_here")
def test_a_row_of_a_file_of_several_documents_is_reported(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "texts" / "may.txt").write_text("Peru rejected the quota.", encoding="utf-8")
    lines = [json.dumps({"id": place, "text": f"They met in {place}."}) for place in ("Lima", "Oslo")]
    (folder / "texts" / "notes.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "meta.csv").write_text("file,source\nmay.txt,Wire\nnotes.jsonl,Post\n", encoding="utf-8")
    result = ingested("--metadata", "meta.csv")
    assert "line 3 of the metadata sets nothing, since 'notes.jsonl' holds several documents" in result.stderr
    assert "line 2 of" not in result.stderr
