"""What each command prints, on stdout and on stderr, and its exit status."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path

import pytest

from kg.cli import progress
from kg.graph import open_graph
from kg.ingesting import Progress, Stage
from kg.model import Document, Facts
from kg.record.opening import SCHEMA
from tests.cli.conftest import Kg


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (
            ["documents"],
            "name\tdate\tsource\ttitle\tgenre\tcharacters\tid\turi\ngeneva\t2018-08-20\t\tIn Geneva\t\t94\t",
        ),
        (
            ["search", "tariffs", "--limit", "1"],
            "document\tdocument_id\tdate\tsource\tpage\tstart\tend\ttext\ngeneva\t",
        ),
        (
            ["sparql", "SELECT ?id WHERE { ?id a neg:Position ; neg:stance 'offer' }"],
            "id\nposition/",
        ),
        (
            ["cypher", "MATCH (a:Actor)-[:HOLDS]->(p {stance: $s}) RETURN a.name AS name", "--param", "s=offer"],
            "name\nJapan\n",
        ),
        (
            ["cypher", "MATCH (d:Document) RETURN d.name AS n ORDER BY n", "--limit", "1", "--format", "json"],
            '[\n  {"n": "geneva"}\n]\n',
        ),
        (["validate"], "graph\tfocus\tpath\tvalue\tmessage\n"),
        (["rebuild", "rdf"], "store\tengine\tdocuments\trevision\nrdf\toxigraph\t3\t3\n"),
        (["export", "dot", "--level", "actors"], 'digraph negotiation {\n  graph [layout="sfdp"'),
        (["--version"], ""),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else None,
)
def test_data_goes_to_stdout(kg: Kg, words: list[str], printed: str) -> None:
    result = kg(*words)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(printed)


def test_a_sparql_parameter_without_a_value_is_reported(kg: Kg) -> None:
    query = "SELECT ?p { ?p neg:holder $who ; neg:stance $stance }"
    result = kg("sparql", query, "--param", "who=state/JP")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == "$stance has no value (--param), and is treated as a variable"
    assert "no value" not in kg("sparql", query, "--param", "who=state/JP", "--param", "stance=offer").stderr
    assert not kg("sparql", "SELECT $p ('a holder' AS $role) { $p neg:holder ?who }").stderr


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (["documents", "--graph", "nowhere.kg"], "KG-C001", 3),
        (["ingest", "nothing.txt"], "KG-L015", 2),
        (["ingest", "x.txt", "--date", "yesterday"], "KG-C006", 2),
        (["ingest", "x.txt", "--column", "body"], "KG-C006", 2),
        (["nonsense"], "KG-C006", 2),
        (["search"], "KG-C006", 2),
        (["documents", "--format", "xml"], "KG-C006", 2),
        (["remove", "geneve"], "KG-R008", 2),
        (["sparql", "missing.rq"], "KG-C008", 2),
        (["sparql", "SELECT"], "KG-Q101", 2),
        (["sparql", "DELETE WHERE { ?s ?p ?o }"], "KG-Q102", 2),
        (["cypher", "MATCH (n) DETACH DELETE n"], "KG-Q202", 2),
        (["cypher", "RETURN $x AS x", "--param", "x"], "KG-C006", 2),
        (["export", "xls"], "KG-E001", 2),
        (["export"], "KG-C006", 2),
        (["export", "turtle", "--stream"], "KG-C006", 2),
        (["export", "dot", "--out", "talks.kg/kg.toml/x.dot"], "KG-C007", 2),
        (["ask", "nonsense"], "KG-Q", 2),
        (["show", "Nobody At All"], "KG-Q", 2),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else None,
)
def test_errors_go_to_stderr_with_a_code_and_a_status(kg: Kg, words: list[str], code: str, status: int) -> None:
    result = kg(*words)
    assert (result.exit_code, result.stdout) == (status, "")
    assert f"kg: {code}" in result.stderr


@pytest.mark.parametrize(
    "words",
    ["ingest x.txt --memory 3", "ingest x.txt --llm-model small", "cypher RETURN --param x"],
)
def test_a_wrong_option_points_to_the_help_of_its_command(kg: Kg, words: str) -> None:
    command, *_, option, _ = words.split()
    assert kg(*words.split()).stderr.endswith(f"`kg {command} --help` shows what there is.\n")
    assert option in kg(command, "--help").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--out talks.csv", "csv is two tables, in a folder or a .zip, and talks.csv is one file"),
        ("--out talks.xlsx", "the name talks.xlsx tells no format; known are turtle"),
        ("--out talks.dna --level actors", "dna has no level actors"),
        ("--out talks.html --level signed", "html has no level signed"),
        ("--out talks.html --actor Japan", "html is for whole documents, and takes no --actor"),
        ("neo4j-admin --out tables --since 2018", "neo4j-admin is for all there is, and takes no --since"),
        ("nquads --stream --since 2018", "--stream is for all there is, and takes no --since"),
        ("gold", "gold is a folder of texts and annotations: name it with --out"),
    ],
)
def test_an_export_that_the_format_cannot_hold_is_refused(kg: Kg, words: str, said: str) -> None:
    result = kg("export", *words.split())
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_export_of_nothing_says_so(kg: Kg) -> None:
    words = ("export", "csv", "--level", "actors", "--type", "state", "--out", "tables")
    assert "the export is empty: no document has a fact for --since and --type" in kg(*words, "--since", "2030").stderr
    assert "empty" not in kg(*words).stderr
    assert "no document has a fact for --reviewed-only" in kg("export", "graphml", "--reviewed-only").stderr
    page = kg("export", "html", "--since", "2030", "--status", "confirmed", "--out", "none.html")
    assert "matches since 2030; status confirmed." in page.stderr


@pytest.mark.parametrize(
    ("place", "said"), [("two.csv", "the folder two.csv"), ("two", "the folder two"), ("two.zip", "two.zip")]
)
def test_an_export_of_two_tables_says_where_they_are(kg: Kg, folder: Path, place: str, said: str) -> None:
    assert kg("export", "csv", "--out", place).stderr == f"wrote {said}\n"
    assert (folder / place).is_dir() is said.startswith("the folder")


def test_a_page_of_one_document_says_so(kg: Kg) -> None:
    assert kg("export", "html", "--document", "geneva", "--out", "one.html").stderr == "wrote one.html: 1 document\n"


def test_a_query_may_come_from_a_file_or_stdin(kg: Kg, folder: Path) -> None:
    query = "MATCH (d:Document) RETURN count(d) AS n"
    (folder / "count.cypher").write_text(query, encoding="utf-8")
    assert kg("cypher", "count.cypher").stdout == kg("cypher", "-", stdin=query).stdout == "n\n3\n"


def test_a_query_without_rows_says_so(kg: Kg) -> None:
    assert kg("cypher", "MATCH (d:Document {name: 'nothing'}) RETURN d.name").stderr == "no results\n"
    said = kg("cypher", "MATCH (d:Dokument) RETURN d.name").stderr
    assert said.startswith("no results\nkg writes nothing that is called Dokument. Did you mean Document? ")
    assert kg("sparql", "ASK { ?s a neg:Nothing }").stderr == ""


def test_a_query_with_more_rows_than_the_limit_says_so(kg: Kg) -> None:
    result = kg("cypher", "MATCH (d:Document) RETURN d.name", "--limit", "2")
    assert len(result.stdout.splitlines()) == 3
    assert "more than 2 rows" in result.stderr


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_text_of_a_document_never_becomes_a_spreadsheet_formula(kg: Kg, format: str) -> None:
    words = ("cypher", "RETURN '=1+1' AS total", "--format", format)
    assert kg(*words).stdout == "total\n'=1+1\n"
    assert kg(*words, "--raw-cells").stdout == "total\n=1+1\n"


def test_queries_reach_files_and_the_network_only_when_allowed(kg: Kg, folder: Path) -> None:
    (folder / "table.csv").write_text("a\n", encoding="utf-8")
    words = ("cypher", f"LOAD CSV FROM '{folder / 'table.csv'}' AS row RETURN row[0] AS cell")
    assert "--allow-files" in kg(*words).stderr
    assert kg(*words, "--allow-files").stdout == "cell\na\n"
    assert "--allow-network" in kg("sparql", "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }").stderr


def test_a_query_writes_with_the_option_write(kg: Kg) -> None:
    update = "INSERT DATA { <https://example.org/a> <https://example.org/b> 'c' }"
    assert kg("sparql", update, "--write").exit_code == 0
    assert kg("sparql", "SELECT ?o WHERE { <https://example.org/a> ?p ?o }").stdout == "o\nc\n"


def test_removing_a_document_removes_exactly_its_facts(kg: Kg, folder: Path) -> None:
    result = kg("remove", "geneva", "--format", "json")
    assert [row["change"] for row in json.loads(result.stdout)] == ["removed"]
    count = "MATCH (p:Position) RETURN count(p) AS n"
    assert kg("cypher", count).stdout == "n\n2\n"
    with open_graph(folder / "talks.kg") as graph:
        assert [entry.name for entry in graph.record.documents()] == ["nairobi", "quito"]


def test_removing_a_folder_removes_all_documents_in_it(kg: Kg) -> None:
    with open_graph("talks.kg") as graph:
        first, *_ = (entry.uri for entry in graph.record.documents())
    result = kg("remove", first.rpartition("/")[0], "--format", "json")
    assert [row["change"] for row in json.loads(result.stdout)] == ["removed"] * 3


@pytest.mark.parametrize("name", ["", "file:", "file:///"])
def test_an_empty_name_removes_nothing(kg: Kg, name: str) -> None:
    with open_graph("talks.kg") as graph:
        graph.record.put(Document("They met.", "paper", Path("paper.txt").absolute().as_uri()), Facts(), "scripted 1")
    assert "KG-R008" in kg("remove", name).stderr
    assert len(kg("documents", "--format", "jsonl").stdout.splitlines()) == 4


def test_an_unknown_genre_points_to_the_filter_on_file_metadata(kg: Kg) -> None:
    with open_graph("talks.kg") as graph:
        told = Document("They met.", "paper", "file:///paper.txt", metadata={"genre": "press release"})
        graph.record.put(told, Facts(), "scripted 1")
    assert (
        'Of genre there is: press release (--where "genre=press release").'
        in kg("search", "met", "--genre", "news").stderr
    )
    assert kg("search", "met", "--where", "genre=press release").exit_code == 0


def test_a_quotation_mark_without_another_makes_a_phrase_of_the_rest(kg: Kg) -> None:
    told = kg("search", 'tariffs OR "nobody met here').stderr
    assert "the quotation mark before nobody met here has no other that closes it" in told
    assert "quotation mark" not in kg("search", '"nobody met here" OR “tariffs”').stderr


def test_one_wrong_name_among_several_removes_nothing(kg: Kg) -> None:
    assert kg("remove", "geneva", "nowhere").exit_code == 2
    assert len(kg("documents", "--format", "jsonl").stdout.splitlines()) == 3


def test_a_document_that_is_named_twice_is_removed_once(kg: Kg) -> None:
    id_ = next(row["id"] for row in json.loads(kg("documents", "--format", "json").stdout) if row["name"] == "geneva")
    result = kg("remove", "geneva", id_, "geneva", "nairobi", "--format", "json")
    assert result.exit_code == 0
    assert [row["document"] for row in json.loads(result.stdout)] == ["geneva", "nairobi"]


def test_a_file_is_exported_whole(kg: Kg, folder: Path) -> None:
    assert kg("export", "--out", "talks.graphml").exit_code == 0
    text = (folder / "talks.graphml").read_text(encoding="utf-8")
    assert text.rstrip().endswith("</graphml>")
    assert sorted(path.name for path in folder.iterdir()) == ["talks.graphml", "talks.kg"]


def test_the_graph_may_be_named_by_the_environment(kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "talks.kg").rename(folder / "other")
    monkeypatch.setenv("KG_GRAPH", "other")
    assert kg("documents").exit_code == 0


def test_of_several_graphs_one_has_to_be_named(kg: Kg, folder: Path) -> None:
    (folder / "more.kg").mkdir()
    result = kg("documents")
    assert result.exit_code == 2
    assert "more.kg, talks.kg" in result.stderr


@pytest.mark.usefixtures("reading_here")
def test_doctor_advises_what_to_do(kg: Kg, folder: Path) -> None:
    with open_graph(folder / "talks.kg") as graph:
        graph.record.remove("geneva")
    states = {row["part"]: row for row in json.loads(kg("doctor", "--format", "json").stdout)}
    assert states["record"]["state"] == "ok"
    assert states["rdf store"]["state"] == states["property-graph store"]["state"] == "behind"
    assert states["rdf store"]["detail"] == "oxigraph, revision 3 of 4"


@pytest.mark.usefixtures("reading_here")
def test_doctor_finds_that_the_graphs_own_model_is_missing(kg: Kg, folder: Path) -> None:
    (folder / "talks.kg" / "kg.toml").write_text('format = 1\n[reading]\nmodel = "en_core_web_xx"\n')
    result = kg("doctor", "--format", "json")
    assert result.exit_code == 1
    states = {row["part"]: row["state"] for row in json.loads(result.stdout)}
    assert states["the graph's language model"] == "broken"
    assert states["language model"] == states["record"] == "ok"


@pytest.mark.usefixtures("reading_here")
def test_doctor_finds_a_damaged_document(kg: Kg, folder: Path) -> None:
    with open_graph(folder / "talks.kg") as graph:
        graph.record._db.execute("UPDATE documents SET text = 'X' || text WHERE key = 1")
    assert kg("doctor").exit_code == 0
    result = kg("doctor", "--deep", "--format", "json")
    assert result.exit_code == 1
    (broken,) = [row for row in json.loads(result.stdout) if row["state"] == "broken"]
    assert "is not as it was written" in broken["detail"]
    assert "kg restore" in broken["advice"]
    assert "KG-R003" in kg("rebuild").stderr


def test_a_backup_is_restored(kg: Kg, folder: Path) -> None:
    before = kg("documents").stdout
    assert kg("backup", "talks.backup").stdout == "file\tdocuments\trevision\ntalks.backup\t3\t3\n"
    kg("remove", "geneva")
    assert "KG-R016" in kg("restore", "talks.backup").stderr
    assert kg("restore", "talks.backup", "--replace").stdout.endswith("/talks.kg\t3\n")
    assert kg("documents").stdout == before


@pytest.mark.usefixtures("reading_here")
def test_doctor_compares_the_stores(kg: Kg, folder: Path) -> None:
    states = {row["part"]: row for row in json.loads(kg("doctor", "--format", "json").stdout)}
    assert (states["both stores"]["state"], states["both stores"]["detail"][:17]) == ("ok", "the same 4 facts,")
    with open_graph(folder / "talks.kg") as graph, graph.writing("cypher") as store:
        list(store.query("MATCH (p:Position {stance: 'offer'}) DETACH DELETE p", write=True).rows)
    result = kg("doctor", "--format", "json")
    assert result.exit_code == 1
    broken = {row["part"]: row["detail"] for row in json.loads(result.stdout)}["both stores"]
    assert "positions: 4 in rdf, 3 in property-graph" in broken


@pytest.mark.usefixtures("reading_here")
def test_doctor_finds_what_is_broken(kg: Kg, folder: Path) -> None:
    (folder / "talks.kg" / "record.db").write_bytes(b"nothing like a database" * 100)
    result = kg("doctor", "--format", "json")
    assert result.exit_code == 1
    assert [row["state"] for row in json.loads(result.stdout)].count("broken") == 1


@pytest.mark.usefixtures("reading_here")
def test_doctor_reports_packages_that_cannot_be_imported(kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "oxrdflib", None)
    result = kg("doctor", "--format", "json")
    assert result.exit_code == 1
    (broken,) = [row for row in json.loads(result.stdout) if row["state"] == "broken"]
    assert (broken["part"], broken["advice"]) == ("oxrdflib", "Install negotiation-kg again.")
    assert "cannot be imported" in broken["detail"]


@pytest.mark.parametrize(
    ("words", "completions"),
    [
        ("kg remove ge", ["geneva"]),
        ("kg show --graph other.kg Chi", ["China"]),
        ("kg ask who-leads --graph other.kg --actor F", ["France"]),
        ("kg ask who-leads --graph nowhere.kg --actor F", []),
        ("kg ask who-l", ["who-leads"]),
        ("kg network --graph other.kg --actor F", ["France"]),
        ("kg network --graph other.kg --explain China Ja", ["Japan"]),
    ],
)
def test_completion_knows_questions_and_what_the_graph_holds(
    kg: Kg, folder: Path, words: str, completions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if "other.kg" in words:
        (folder / "talks.kg").rename(folder / "other.kg")
        (folder / "more.kg").mkdir()
    monkeypatch.setenv("_KG_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
    assert kg().stdout.split() == completions


def test_progress_is_printed_in_lines_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 1.0, progress.EVERY, progress.EVERY + 1, 2 * progress.EVERY])
    monkeypatch.setattr("kg.cli.progress.time.monotonic", lambda: next(clock))
    with progress.ingesting() as tell:
        for done, total in enumerate((None, None, None, 9)):
            tell(Progress(Stage.READING, done, total))
    assert capsys.readouterr().err == "reading: 1 document\nreading: 3 of 9 documents\n"


@pytest.mark.usefixtures("reading_here")
def test_only_commands_other_than_doctor_convert_an_old_record(kg: Kg, folder: Path) -> None:
    record = folder / "talks.kg/record.db"
    db = sqlite3.connect(record)
    db.executescript(f"ALTER TABLE locations DROP COLUMN pages; PRAGMA user_version = {SCHEMA - 1}")
    db.close()
    (row,) = [row for row in json.loads(kg("doctor", "--format", "json").stdout) if row["part"] == "record"]
    assert (row["state"], f"version {SCHEMA - 1}, not {SCHEMA}" in row["detail"]) == ("behind", True)
    assert "keeps a copy as it was" in row["advice"]
    result = kg("documents")
    assert result.exit_code == 0
    assert f"had schema {SCHEMA - 1} and has {SCHEMA} now" in result.stderr
    assert result.stderr.count("\n") == 1
    assert (folder / f"talks.kg/record.db.schema-{SCHEMA - 1}-1").exists()
    assert kg("documents").stderr == ""
