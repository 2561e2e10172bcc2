"""Exchange with other tools through the commands: brat files, tables, files of the Discourse Network Analyzer."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kg.errors import GraphMissingError, InputError, RecordForeignError
from kg.graph import open_graph
from kg.interchange.codes import actors_of_codes, issues_of_codes
from kg.interchange.dna import read_dna_statements
from kg.interchange.graphs import Merged, merge
from kg.interchange.importing import Coding, import_file
from kg.linking import link
from kg.model import (
    ActorType,
)
from kg.record.keeping.whole_document import WholeDocument
from kg.resolve.gazetteer_entries import gazetteer
from tests.cli.conftest import TEXTS, Kg, folder, kg, shared_graph
from tests.doubles.cast import document, facts, state

__all__ = ["folder", "kg", "shared_graph"]

TABLE = """\
File,Who,Code,Quote,Sentence
quito,France,oppose,a new round,France supports a new round of Brazil.
nairobi,Ana Lima:person,demand,more fish,Japan offers more fish of China.
"""
MAPPED = ("--map", "document=File", "--map", "holder=Who", "--map", "stance=Code", "--map", "matter=Quote")


@pytest.fixture(autouse=True)
def coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CODER", "ana")


def positions(kg: Kg, *words: str) -> list[dict[str, Any]]:
    return list(json.loads(kg("ask", "positions-of-actor", "--format", "json", *words).stdout))


def test_brat_files_are_exported_and_imported(kg: Kg, folder: Path) -> None:
    assert kg("export", "brat", "--out", "brat").stderr == "wrote 3 documents to brat\n"
    assert (folder / "brat" / "geneva.txt").read_text("utf-8") == TEXTS["geneva"]
    assert "Position-stance\tArg:Position, Value:demand|" in (folder / "brat" / "annotation.conf").read_text("utf-8")
    before = [(row["holder"], row["stance"], row["matter"], row["evidence"]) for row in positions(kg)]
    with open_graph(folder / "new.kg", create=True):
        pass
    assert kg("judgements", "import", "brat", "--graph", "new.kg").stderr == "imported 4 new judgements\n"
    assert kg("judgements", "import", "brat", "--graph", "new.kg").stderr == "imported 0 new judgements\n"
    after = positions(kg, "--graph", "new.kg")
    assert sorted((row["holder"], row["stance"], row["matter"], row["evidence"]) for row in after) == sorted(before)
    assert {row["reviewed_by"] for row in after} == {"ana"}
    assert kg("export", "brat").stderr.startswith("kg: KG-C006: ")


def test_a_table_is_imported_by_a_mapping(kg: Kg, folder: Path) -> None:
    (folder / "coded.csv").write_text(TABLE, encoding="utf-8")
    words = ("judgements", "import", "coded.csv", *MAPPED, "--map", "evidence=Sentence", "--heading", "position")
    assert kg(*words).stderr == "imported 2 new judgements\n"
    (row,) = positions(kg, "--actor", "Ana Lima")
    assert (row["stance"], row["matter"], row["reviewed_by"]) == ("demand", "more fish", "ana")
    (folder / "coded.csv").write_text(TABLE.replace("more fish", "less fish"), encoding="utf-8")
    result = kg(*words)
    assert result.stderr.startswith("kg: KG-J009: line 3 of coded.csv: the words 'less fish' are not in nairobi")
    (folder / "coded.csv").write_text(TABLE + f"quito,{'x' * 140_000},,,\n", encoding="utf-8")
    assert kg(*words).stderr.startswith("kg: KG-J009: line 4 of coded.csv: field larger than")
    (folder / "coded.csv").write_text(TABLE.replace("of Brazil.", "of Brazil, at last."), encoding="utf-8")
    assert "line 2 of coded.csv: the header has 5 columns and this line 6" in kg(*words).stderr
    (folder / "coded.csv").write_text(TABLE.replace("France supports", "France | supports"), encoding="utf-8")
    assert "'France | supports" in kg(*words).stderr
    assert kg("judgements", "import", "coded.csv", "--map", "holder=Whose").stderr.startswith("kg: KG-J009: line 1 ")


def test_facts_already_added_from_a_table_are_not_added_again(kg: Kg, folder: Path) -> None:
    words = ("judgements", "import", "coded.csv", *MAPPED, "--map", "evidence=Sentence", "--heading", "position")
    (folder / "coded.csv").write_text(TABLE + TABLE.splitlines()[1], encoding="utf-8")
    assert kg(*words).stderr == "imported 2 new judgements\n"
    rows = [row.split(",") for row in TABLE.splitlines()]
    (folder / "coded.csv").write_text("\n".join(",".join(reversed(row)) for row in rows), encoding="utf-8")
    assert kg(*words).stderr == "imported 0 new judgements\n"
    assert kg(*words, "--by", "ben").stderr == "imported 2 new judgements\n"


def test_the_library_chooses_the_format_by_suffix_like_the_command(kg: Kg, folder: Path) -> None:
    (folder / "facts.csv").write_text(TABLE, encoding="utf-8")
    columns = {"document": "File", "holder": "Who", "stance": "Code", "matter": "Quote", "evidence": "Sentence"}
    with open_graph(folder / "talks.kg") as graph:
        imported = import_file(graph, folder / "facts.csv", coding=Coding(columns, "position"), by="ana")
        assert (imported.judgements, imported.merged, graph.behind) == (2, None, {})
    kg("judgements", "export", "--out", "log.jsonl")
    with open_graph(folder / "other.kg", create=True) as other:
        assert import_file(other, folder / "log.jsonl").judgements == 2
        assert import_file(other, folder / "talks.kg").merged == Merged(3, 0, 0)


def test_an_answer_about_positions_can_be_imported_as_a_table(kg: Kg, folder: Path) -> None:
    before = positions(kg)
    assert any(" " in row["issues"] for row in before)
    (folder / "positions.csv").write_text(kg("ask", "positions-of-actor", "--format", "csv").stdout, encoding="utf-8")
    words = ("judgements", "import", "positions.csv", "--heading", "position")
    unsigned, imported = kg(*words).stderr.splitlines()
    assert unsigned.startswith(f"not signed: {len(before)} facts that the annotations leave unchanged")
    assert imported == "imported 0 new judgements"
    assert kg(*words, "--all-confirmed").stderr == f"imported {len(before)} new judgements\n"
    assert [(row["fact"], row["issues"]) for row in positions(kg)] == [(row["fact"], row["issues"]) for row in before]
    (folder / "two.csv").write_text(
        "document,holder,stance,matter,issues,date,evidence\n"
        "quito,Peru:state,oppose,a new round,Tariffs; ban on arms,2019-05,France supports a new round of Brazil.\n",
        encoding="utf-8",
    )
    assert kg("judgements", "import", "two.csv", "--heading", "position").stderr == "imported 1 new judgement\n"
    (row,) = positions(kg, "--actor", "Peru")
    assert (row["issues"], row["date"]) == ("Tariffs; ban on arms", "2019-05")


def test_a_name_may_contain_the_separator_between_names(kg: Kg, folder: Path) -> None:
    row = "quito,|pipe:person,oppose,a new round,Japan|France,France supports a new round of Brazil.\n"
    (folder / "one.csv").write_text(f"document,holder,stance,matter,sources,evidence\n{row}", encoding="utf-8")
    assert kg("judgements", "import", "one.csv", "--heading", "position").stderr == "imported 1 new judgement\n"
    (found,) = positions(kg, "--actor", "|pipe")
    assert (found["holder"], found["stance"]) == ("|pipe", "oppose")


@pytest.mark.parametrize("cell", ["China|Japan:state", "China:state|Japan:state", "Ana Lima:person| Japan:state"])
def test_two_actors_in_a_cell_for_one_are_refused(kg: Kg, folder: Path, cell: str) -> None:
    row = f"quito,{cell},oppose,a new round,France supports a new round of Brazil.\n"
    (folder / "one.csv").write_text(f"document,holder,stance,matter,evidence\n{row}", encoding="utf-8")
    told = kg("judgements", "import", "one.csv", "--heading", "position").stderr
    assert told.startswith("kg: KG-J009: line 2 of one.csv: the position's holder is given 2 times, not given once.")


def test_an_invalid_byte_is_named_by_its_offset(kg: Kg, folder: Path) -> None:
    (folder / "one.csv").write_bytes(b"\xef\xbb\xbfabc\xff")
    assert "its byte 7 is 0xff" in kg("judgements", "import", "one.csv", "--heading", "position").stderr
    (folder / "one.csv").write_text(TABLE, encoding="utf-8-sig")
    words = ("judgements", "import", "one.csv", *MAPPED, "--map", "evidence=Sentence", "--heading", "position")
    assert kg(*words).stderr == "imported 2 new judgements\n"


@pytest.mark.parametrize("name", ["book.xlsx", "book.csv"])
def test_a_table_that_is_no_text_is_distinguished_from_a_missing_one(kg: Kg, folder: Path, name: str) -> None:
    (folder / name).write_bytes(TABLE.encode("utf-16"))
    told = kg("judgements", "import", name, "--heading", "position").stderr
    assert told.startswith(f"kg: KG-C008: cannot read {name}: it is no text in UTF-8: its byte 1 is 0xff.")
    assert "CSV UTF-8" in told


@pytest.mark.parametrize(
    ("issues", "date", "told"),
    [
        ("Tariffs|", "2019-05", "imported 1 new judgement"),
        ("Tariffs;", "2019-05-06/2019-05-12", "imported 1 new judgement"),
        ("issue/Nonsense", "2019-05", "'issue/Nonsense'"),
        ("Tariffs", "2018-08-01/2018-12-31", "'2018-08-01/2018-12-31'"),
        ("Tariffs", "2018/19", "'2018/19'"),
    ],
)
def test_issues_and_dates_of_a_table_are_taken_literally_or_refused(
    kg: Kg, folder: Path, issues: str, date: str, told: str
) -> None:
    (folder / "one.csv").write_text(
        "document,holder,stance,matter,issues,date,evidence\n"
        f"quito,Peru:state,oppose,a new round,{issues},{date},France supports a new round of Brazil.\n",
        encoding="utf-8",
    )
    assert told in kg("judgements", "import", "one.csv", "--heading", "position").stderr


def test_positions_survive_a_round_trip_through_dna(kg: Kg, folder: Path) -> None:
    assert kg("export", "dna", "--out", "talks.dna").stderr == "wrote 4 statements to talks.dna\n"
    variables = {"organization": "actor", "concept": "issue"}
    documents = {d.document.text: d for d in read_dna_statements(folder / "talks.dna", "positions", variables)}
    assert set(documents) == set(TEXTS.values())
    for text, each in documents.items():
        for fact in each.facts:
            assert text[fact.start : fact.end] == fact.said["matter"]["text"]
            assert gazetteer()[fact.said["holder"]].name in text[fact.start : fact.end]
    with open_graph(folder / "new.kg", create=True):
        pass
    words = ("--kind", "positions", "--map", "organization=actor", "--map", "concept=issue", "--graph", "new.kg")
    result = kg("judgements", "import", "talks.dna", *words)
    assert result.stderr == "imported 4 new judgements\n", result.stderr
    assert {row["holder"] for row in positions(kg, "--graph", "new.kg")} == {"China", "Japan", "France"}
    assert kg("judgements", "import", "talks.dna", *words).stderr == "imported 0 new judgements\n"
    with closing(sqlite3.connect(folder / "talks.dna")) as database, database:
        database.execute("DELETE FROM DATABOOLEAN")
    assert not [fact for d in read_dna_statements(folder / "talks.dna", "positions", variables) for fact in d.facts]


def test_statements_of_dna_that_code_a_position_of_the_graph_double_none(kg: Kg, folder: Path) -> None:
    kg("export", "dna", "--out", "talks.dna")
    words = ("judgements", "import", "talks.dna", "--kind", "positions")
    maps = ("--map", "organization=actor", "--map", "concept=issue")
    before = [row["fact"] for row in positions(kg)]
    unsigned, imported = kg(*words, *maps).stderr.splitlines()
    assert unsigned.startswith("not signed: 4 facts that the annotations leave unchanged")
    assert imported == "imported 0 new judgements"
    assert kg(*words, *maps, "--all-confirmed").stderr == "imported 4 new judgements\n"
    assert [row["fact"] for row in positions(kg)] == before


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE DATABOOLEAN SET Value = 1 - Value WHERE StatementId = 1",
        "UPDATE ENTITIES SET Value = 'Peru' WHERE Value = 'France'",
        "UPDATE ENTITIES SET Value = 'whaling' WHERE Value = 'fish'",
    ],
)
def test_a_statement_of_dna_that_says_something_else_is_added(kg: Kg, folder: Path, edit: str) -> None:
    kg("export", "dna", "--out", "talks.dna")
    with closing(sqlite3.connect(folder / "talks.dna")) as database, database:
        database.execute(edit)
    maps = ("--kind", "positions", "--map", "organization=actor", "--map", "concept=issue")
    assert kg("judgements", "import", "talks.dna", *maps).stderr.splitlines()[-1] == "imported 1 new judgement"


@pytest.mark.parametrize(
    ("mapped", "told"),
    [
        (("organization=actor",), "there is no variable 'concept', but actor, "),
        (("concept=issue",), "there is no variable 'organization', but actor, "),
        (("concept=issue", "organization=actor", "person=Person"), "there is no variable 'Person', but actor, "),
        (("concept=issue", "organisation=actor"), "'organisation' is none of person, organization, "),
        (("concept=issue", "organization=actor", "agreement=stance"), "the variable 'stance' is short text, not bool"),
    ],
)
def test_unsuitable_variables_of_dna_are_named(kg: Kg, folder: Path, mapped: tuple[str, ...], told: str) -> None:
    kg("export", "dna", "--out", "talks.dna")
    maps = [word for each in mapped for word in ("--map", each)]
    result = kg("judgements", "import", "talks.dna", "--kind", "positions", *maps)
    assert result.stderr.startswith(f"kg: KG-J009: line 1 of talks.dna: {told}")


def test_a_foreign_name_is_our_only_actor_of_that_name_or_the_shipped_one(folder: Path) -> None:
    with open_graph(folder / "talks.kg") as graph:
        (france,) = graph.record.find_actor("France").actors
        (japan,) = graph.record.find_actor("Japan").actors
        graph.judge("alias-given", france.id, {"alias": "Paris"})
        actor = actors_of_codes(graph.record)
        assert actor("Paris", ActorType.ORGANIZATION) == france.id
        assert actor("Paris", ActorType.PERSON) == {"name": "Paris", "type": "person"}
        assert actor("Norwegians", ActorType.ORGANIZATION) == "state/NO"
        assert actor("River Forum", ActorType.ORGANIZATION) == {"name": "River Forum", "type": "organization"}
        graph.judge("alias-given", france.id, {"alias": "the River Forum"})
        graph.judge("alias-given", japan.id, {"alias": "the River Forum"})
        either = actors_of_codes(graph.record)("River Forum", ActorType.ORGANIZATION)
        assert either == {"name": "River Forum", "type": "organization"}


def test_a_code_that_names_a_body_is_not_the_state_with_that_code(folder: Path) -> None:
    with open_graph(folder / "talks.kg") as graph:
        graph.record.put(document("d"), facts([state("na", "NA", "Namibia"), state("td", "TD", "Chad")]), "1")
        actor = actors_of_codes(graph.record)
        assert actor("NAM", ActorType.ORGANIZATION) == "bloc/non-aligned-movement"
        assert actor("TCD", ActorType.ORGANIZATION) == "state/TD"


def contents(folder: Path) -> dict[Path, tuple[bytes, int]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_a_merged_graph_is_not_changed(kg: Kg, folder: Path) -> None:
    with open_graph(folder / "new.kg", create=True) as ours:
        untouched = contents(folder / "talks.kg")
        assert merge(ours, folder / "talks.kg").documents == len(TEXTS)
        assert contents(folder / "talks.kg") == untouched
        (folder / "talks.kg" / "record.db").write_bytes(b"no record at all" * 100)
        with pytest.raises(RecordForeignError, match=r"talks\.kg/record\.db is not a record"):
            merge(ours, folder / "talks.kg")
        with pytest.raises(GraphMissingError):
            merge(ours, folder / "nothing")
        (folder / "talks.kg" / "record.db-wal").mkdir()
        with pytest.raises(InputError, match=r"cannot read .*record\.db-wal"):
            merge(ours, folder / "talks.kg")


@pytest.mark.skipif(os.name == "nt", reason="no signals to speak of")
def test_an_interrupted_merge_leaves_no_copy_behind(kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(db: object, key: int) -> WholeDocument:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)
        raise AssertionError(key)

    (folder / "copies").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "copies"))
    monkeypatch.setattr("kg.record.keeping.whole_document.whole_document", ended)
    open_graph(folder / "new.kg", create=True).close()
    before = signal.getsignal(signal.SIGTERM)
    assert kg("judgements", "import", "talks.kg", "--graph", "new.kg").exit_code == 130
    assert list((folder / "copies").iterdir()) == []
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_foreign_code_is_the_listed_issue_with_that_label(folder: Path) -> None:
    (folder / "ours.csv").write_text("name,type\nTolls for grain,issue\n", encoding="utf-8")
    with open_graph(folder / "talks.kg") as graph:
        assert issues_of_codes(graph.record)("tolls for Grain") == "own/tolls-for-grain"
        link(graph, folder / "ours.csv")
        assert issues_of_codes(graph.record)("Tolls for grain") == "own/tolls-for-grain"
        fact = str(graph.ask("positions-of-actor").to_dicts()[0]["fact"])
        graph.judge("corrected", fact, {"issues": ["issue/own/ban-arms"]})
        assert issues_of_codes(graph.record)("A ban on arms") == "own/ban-arms"
        assert issues_of_codes(graph.record)("Market access") == "MarketAccess"


def test_a_list_omitted_because_of_its_name_is_reported(kg: Kg, folder: Path) -> None:
    book = folder / "book.csv"
    for graph, label in (("talks.kg", "Ferry fares"), ("new.kg", "Harbour dues")):
        book.write_text(f"name,type\n{label},issue\n", encoding="utf-8")
        with open_graph(folder / graph, create=True) as opened:
            link(opened, book)
    told = kg("judgements", "import", "talks.kg", "--graph", "new.kg").stderr
    assert "new lists: 0\nskipped the list book of talks.kg: this graph has another book" in told
    with open_graph(folder / "new.kg") as ours:
        assert [issue.label for own in ours.record.lists() for issue in own.issues] == ["Harbour dues"]
        link(ours, book)
    with open_graph(folder / "talks.kg") as theirs:
        link(theirs, book)
    assert "stays out" not in kg("judgements", "import", "talks.kg", "--graph", "new.kg").stderr


def test_two_graphs_are_merged_with_the_content_of_both(kg: Kg, folder: Path) -> None:
    before = positions(kg, "--graph", "talks.kg")
    (folder / "ours.csv").write_text("name,type\nRiver Forum,organization\n", encoding="utf-8")
    with open_graph(folder / "talks.kg") as theirs, open_graph(folder / "new.kg", create=True) as ours:
        link(theirs, folder / "ours.csv")
        (entry, *_) = theirs.record.documents()
        ours.record.put(theirs.record.document(entry.id), theirs.record.extracted(entry.id), "ours")
        theirs.judge("confirmed", str(before[0]["fact"]), by="ben")
        ours.judge("rejected", str(before[-1]["fact"]) if entry.id in before[-1]["fact"] else str(before[0]["fact"]))
        untouched = contents(theirs.folder)
        assert merge(ours, theirs.folder) == Merged(2, 1, 1)
        assert merge(ours, theirs.folder) == Merged(0, 0, 0)
        assert contents(theirs.folder) == untouched
        assert ours.record.lists() == theirs.record.lists()
        assert {each.by for each in ours.record.all_judgements()} == {"ana", "ben"}
        readers = {line.name: line.extractor for line in ours.record.ledger()}
        assert readers == {name: "ours" if name == entry.name else "scripted 1" for name in TEXTS}
        texts = {each.id: ours.record.document(each.id) for each in ours.record.documents()}
        assert texts == {each.id: theirs.record.document(each.id) for each in theirs.record.documents()}
