"""`kg review`, answered with one key a line where there is no terminal, and `kg explain-actor`."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from kg.cli.commands.judgements.keyboard import read_key
from kg.cli.commands.judgements.pairs import review_pairs
from kg.errors import RecordUnwritableError
from kg.graph import open_graph
from kg.record import Record
from kg.stores.oxigraph.oxigraph import open_oxigraph
from tests.cli.conftest import Kg
from tests.doubles.cast import document, facts, person, roles, state

US = state("us", "US", "United States")


@pytest.fixture(autouse=True)
def coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CODER", "ana")


def log(kg: Kg) -> list[tuple[str, str]]:
    rows = json.loads(kg("judgements", "list", "--format", "json").stdout)
    return [(row["verdict"], row["reach"]) for row in rows]


def test_a_session_decides_skips_corrects_and_resumes_next_time(kg: Kg) -> None:
    result = kg("review", "--order", "text", stdin="y\nn\nc\nstance=support\ns\n")
    assert result.exit_code == 0, result.stderr
    assert log(kg) == [("confirmed", "holds"), ("rejected", "holds"), ("corrected", "holds")]
    lines = result.stdout.splitlines()
    assert lines[1] == "[4 left] position: China · demand · lower tariffs · Japan"
    assert lines[2] == "    “China demands lower tariffs of Japan.”"
    assert lines[3] == "    geneva, scripted, 0.90"
    assert "3 decided, 1 left" in result.stderr
    assert "1 of 3 right: 33 % (6 to 79 %)" in result.stderr
    again = kg("review", "--order", "text", stdin="q\n")
    assert again.stdout.splitlines()[1].startswith("[1 left] ")
    assert "0 decided, 1 left" in again.stderr


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("stance=support holder=the Ferry Party: faction", "stance=support, holder=the Ferry Party"),
        ('holder="the Ferry Party: faction" stance=support', "holder=the Ferry Party, stance=support"),
        ("'matter=lower tariffs of Japan' modality=conditional", "matter=lower tariffs of Japan, modality=conditional"),
        ("holder=Lima's crews: group", "holder=Lima's crews"),
        ("holder=Ferry Party=Lima: faction", "holder=Ferry Party=Lima"),
    ],
)
def test_a_correction_needs_no_quotation_marks(kg: Kg, line: str, values: str) -> None:
    result = kg("review", "--order", "text", stdin=f"c\n{line}\nq\n")
    assert "1 decided" in result.stderr, result.stderr
    (row,) = json.loads(kg("judgements", "list", "--format", "json").stdout)
    assert (row["verdict"], row["values"]) == ("corrected", values)


def test_a_limited_queue_says_that_more_may_be_left(kg: Kg) -> None:
    result = kg("review", "--order", "text", "--limit", "2", stdin="y\nq\n")
    assert [line[:15] for line in result.stdout.splitlines() if line.startswith("[")] == [
        "[2 or more left",
        "[1 or more left",
    ]
    assert "1 decided, 1 or more left" in result.stderr


def test_the_estimate_leaves_out_what_is_decided_ahead_of_the_sample(tmp_path: Path, kg: Kg) -> None:
    with open_graph(tmp_path / "same.kg", create=True) as graph:
        for name, title in (("one", "envoy"), ("two", "minister"), ("three", "envoy")):
            found = facts([person("Ana Ruiz"), US], roles=roles(("Ana Ruiz", title, None)))
            graph.record.put(document(name), found, "1")
    result = kg("review", "--graph", str(tmp_path / "same.kg"), "--order", "text", stdin="N\nq\n")
    assert "2 decided, 1 left" in result.stderr
    assert "0 of 1 right" in result.stderr


def test_a_decision_is_undone(kg: Kg) -> None:
    result = kg("review", "--order", "text", stdin="n\nu\ny\nq\n")
    assert result.exit_code == 0
    assert log(kg) == [("rejected", "undone"), ("confirmed", "holds")]
    assert result.stdout.count("China · demand · lower tariffs · Japan") == 2


def test_the_last_decision_is_undone(kg: Kg) -> None:
    result = kg("review", "--order", "text", "--limit", "1", stdin="n\nu\ny\nq\n")
    assert log(kg) == [("rejected", "undone"), ("confirmed", "holds")]
    assert result.stderr.count("that was the last one: u undo, any other key ends") == 2
    assert "1 decided" in result.stderr
    skipped = kg("review", "--order", "text", "--limit", "1", stdin="s\nu\n")
    assert "last one" not in skipped.stderr


def test_the_last_decision_on_a_pair_of_actors_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\nu\nn\nu\ns\n"))
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        father, son = "Henry T. Marsh", "Henry W. Marsh"
        for name, year in ((father, 1989), (father, 1990), (son, 2001), (son, 2003), ("Marsh", 1993)):
            dated = replace(document(f"{name} {year}"), date=dt.date(year, 1, 1))
            graph.record.put(dated, facts([person(name), US], roles=roles((name, "President", None))), "1")
        assert graph.record.doubts()
        review_pairs(graph, "ana", limit=1)
        assert [(state.judgement.verdict, state.reach) for state in graph.judgements()] == [
            ("same", "undone"),
            ("different", "undone"),
        ]


@pytest.mark.parametrize("words", [("review",), ("review", "--who")])
def test_a_session_without_a_decision_says_nothing_of_a_store_in_use(kg: Kg, folder: Path, words: tuple[str]) -> None:
    with open_oxigraph(folder / "talks.kg" / "rdf"):
        result = kg(*words, stdin="s\nq\n")
    assert (result.exit_code, "saved in the record" in result.stderr) == (0, False), result.stderr


def test_a_decision_that_is_not_saved_is_not_called_saved(
    kg: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(record: Record, judgements: object) -> None:
        raise RecordUnwritableError(path=folder, detail="a read-only disk")

    monkeypatch.setattr(Record, "judge", refuse)
    with open_oxigraph(folder / "talks.kg" / "rdf"):
        result = kg("review", stdin="y\n")
    assert "KG-R007" in result.stderr
    assert "saved" not in result.stderr


def test_the_document_is_shown_around_the_sentence(kg: Kg) -> None:
    result = kg("review", "--order", "text", stdin="o\nq\n")
    assert "The talks went on. ⟦China demands lower tariffs of Japan.⟧ Japan rejects" in result.stdout


def test_a_queue_can_be_of_a_question_an_actor_a_document_or_a_rule(kg: Kg) -> None:
    for words, left in (
        (["--actor", "France"], 1),
        (["--document", "geneva"], 2),
        (["--rule", "scripted"], 4),
        (["--rule", "another"], 0),
        (["--question", "positions-of-actor", "--actor", "Japan"], 2),
    ):
        result = kg("review", *words, stdin="q\n")
        assert f"0 decided, {left} left" in result.stderr, words


def test_an_invalid_correction_is_explained_and_asked_again(kg: Kg) -> None:
    result = kg("review", "--order", "text", stdin="c\nstance=hate\nstance=support\ny\nq\n")
    assert "KG-J003" in result.stderr
    assert result.stderr.count("or nothing to cancel") == 2
    assert log(kg) == [("corrected", "holds"), ("confirmed", "holds")]


@pytest.mark.parametrize("line", ["n", "stance=hate", "holder=", "stand=support"])
def test_no_letter_of_an_invalid_correction_is_a_key(kg: Kg, line: str) -> None:
    result = kg("review", "--order", "text", stdin=f"c\n{line}\nn\n\ny\nq\n")
    assert "1 decided" in result.stderr
    assert log(kg) == [("confirmed", "holds")]


def test_a_line_with_arrow_keys_is_typed_again(kg: Kg) -> None:
    result = kg("review", "--order", "text", stdin="c\nholder=Kenia\x1b[D\x1b[Dy: state\nholder=Kenya: state\nq\n")
    assert "type the whole line again" in result.stderr
    (row,) = json.loads(kg("judgements", "list", "--format", "json").stdout)
    assert row["values"] == "holder=Kenya"


def test_a_correction_shows_the_fields_that_can_be_corrected(kg: Kg) -> None:
    result = kg("review", "--order", "text", stdin="c\n\nq\n")
    assert "as read: holder=China, stance=demand, matter=lower tariffs, addressee=Japan, " in result.stderr
    assert "condition=, " in result.stderr


def test_an_unknown_heading_is_refused_and_an_empty_queue_explained(kg: Kg) -> None:
    refused = kg("review", "--heading", "positions", stdin="q\n")
    assert refused.exit_code == 2
    assert "KG-C006" in refused.stderr
    assert "--heading positions is none of" in refused.stderr
    assert "nothing to review" in kg("review", "--heading", "label", stdin="q\n").stderr


def test_an_actor_is_explained_as_the_record_explains_it(kg: Kg) -> None:
    result = kg("explain-actor", "Japan", "--format", "json")
    assert result.exit_code == 0, result.stderr
    row = json.loads(result.stdout)[0]
    assert (row["holds"], row["name"], row["reason"], row["actor"]) == ("is", "Japan", "name", "state/japan")


def test_without_doubtful_actors_nothing_is_asked(kg: Kg) -> None:
    result = kg("review", "--who", "--by", "ana", stdin="y\n")
    assert result.exit_code == 0
    assert result.stderr.startswith("nothing to review: ")
    assert "0 decided, 0 left" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="no such terminals")
def test_a_key_typed_before_the_prompt_answers_it(monkeypatch: pytest.MonkeyPatch) -> None:
    person, terminal = os.openpty()
    with os.fdopen(terminal) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        os.write(person, b"n")
        later = threading.Timer(1, os.write, (person, b"y"))  # so that the test ends even if the first key is lost
        later.start()
        assert read_key() == "n"
        later.cancel()
    os.close(person)


@pytest.mark.skipif(os.name == "nt", reason="no such terminals")
@pytest.mark.parametrize("sequence", [b"\x1bn", b"\x1bOn", b"\x1b[1;5n", b"\x1b[A"])
def test_an_arrow_or_alt_with_a_key_decides_nothing(monkeypatch: pytest.MonkeyPatch, sequence: bytes) -> None:
    person, terminal = os.openpty()
    with os.fdopen(terminal) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        os.write(person, sequence + b"y")
        assert [read_key(), read_key()] == ["\x1b", "y"]
    os.close(person)


@pytest.mark.skipif(os.name == "nt", reason="no such terminals")
@pytest.mark.parametrize("start", [b"\x1b", b"\x1b[", b"\x1bO"])
def test_esc_alone_takes_no_other_key_with_it(monkeypatch: pytest.MonkeyPatch, start: bytes) -> None:
    person, terminal = os.openpty()
    with os.fdopen(terminal) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        os.write(person, start)
        assert read_key() == "\x1b"
        os.write(person, b"yn")
        assert [read_key(), read_key()] == ["y", "n"]
    os.close(person)
