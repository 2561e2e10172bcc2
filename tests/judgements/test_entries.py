"""The arguments of a judgement: the name of the person, the reason, dates, and corrections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from kg.errors import JudgementValueError, JudgementWordsError
from kg.graph import Graph, open_graph
from kg.judgements import Judged
from kg.judgements.json_lines import write_lines
from kg.model import Document
from kg.record import Record
from tests.doubles.scripted_reader import read

TALKS = Document("Peru rejects lower tariffs of Chile.", "talks", "file:///talks.txt")


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as opened:
        reading = read(TALKS, "scripted 1")
        opened.record.put(TALKS, reading.facts, reading.version, reading.sentences)
        yield opened


@pytest.fixture
def fact(graph: Graph) -> str:
    (document,) = graph.record.documents()
    return graph.record.facts(document.id).positions[0].id


@pytest.mark.parametrize("by", [5, float("nan"), pd.NA, np.array(["ana", "ben"]), " ", "ana\nben", "a\x1b[31m"])
def test_judging_and_undoing_need_a_name(graph: Graph, fact: str, by: Any) -> None:
    made = graph.judge("rejected", fact, by="ana")
    with pytest.raises(JudgementValueError, match=r"judgement's by is .*, not a name"):
        graph.judge("confirmed", fact, by=by)
    with pytest.raises(JudgementValueError, match=r"judgement's by is .*, not a name"):
        graph.undo(made.id, by=by)


@pytest.mark.parametrize("why", [None, float("nan"), 3, ["x"]])
def test_the_reason_must_be_text(graph: Graph, fact: str, why: Any) -> None:
    made = graph.judge("rejected", fact, by="ana")
    with pytest.raises(JudgementValueError, match=r"judgement's why is .*, not a text"):
        graph.judge("confirmed", fact, by="ana", why=why)
    with pytest.raises(JudgementValueError, match=r"judgement's why is .*, not a text"):
        graph.undo(made.id, why=why)


def test_a_judgement_is_undone_by_the_id_in_the_log(graph: Graph, fact: str) -> None:
    made = graph.judge("rejected", fact, by="Ana Lima", why="Chile's offer;\nsee the minutes")
    (listed,) = graph.judgements()
    assert listed.judgement.id == made.id
    assert graph.undo(listed.judgement.id).undone is not None


@pytest.mark.parametrize("day", [dt.date(2018, 9, 1), dt.datetime(2018, 9, 1), pd.Timestamp("2018-09-01")])
def test_a_time_at_midnight_is_a_date(graph: Graph, fact: str, day: dt.date) -> None:
    assert graph.judge("set", "talks", {"date": day}, by="ana").values == {"date": "2018-09-01"}
    assert graph.judge("corrected", fact, {"date": day}, by="ana").values == {"date": "2018-09-01"}


@pytest.mark.parametrize("day", [pd.Timestamp("2018-09-01 09:30"), pd.Timestamp("2018-09-01", tz="UTC"), pd.NaT])
def test_another_time_of_day_is_refused(graph: Graph, day: dt.date) -> None:
    with pytest.raises(JudgementValueError, match="not a day"):
        graph.judge("set", "talks", {"date": day}, by="ana")


def test_a_correction_that_changes_nothing_is_refused(graph: Graph, fact: str) -> None:
    for values in ({"stance": "reject"}, {"addressee": "Chile", "condition": None}, {"matter": "lower tariffs"}):
        with pytest.raises(JudgementValueError, match=r"as given already, not to be corrected: confirm the fact"):
            graph.judge("corrected", fact, values)
    assert not graph.judgements()
    graph.judge("corrected", fact, {"stance": "reject", "modality": "possible"})
    with pytest.raises(JudgementValueError, match="as given already"):
        graph.judge("corrected", fact, {"modality": "possible"})
    graph.judge("corrected", fact, {"modality": "asserted"})
    graph.judge("rejected", fact)
    assert graph.judge("corrected", fact, {"stance": "reject"}).values == {"stance": "reject"}


@pytest.mark.parametrize("before", [("corrected", {"stance": "oppose"}), ("rejected", {})])
def test_a_judgement_may_correct_an_earlier_one_of_the_same_call(
    graph: Graph, fact: str, before: tuple[str, dict[str, str]]
) -> None:
    graph.judge_each([(before[0], fact, before[1]), ("corrected", fact, {"stance": "reject"})])
    (position,) = (row["stance"] for row in graph.ask("positions-of-actor").to_dicts())
    assert position == "reject"
    with pytest.raises(JudgementValueError, match="as given already"):
        graph.judge_each([("corrected", fact, {"stance": "reject"}), ("confirmed", fact, {})])


def test_a_repeated_line_of_a_file_is_one_judgement(graph: Graph, fact: str, tmp_path: Path) -> None:
    made = graph.judge("rejected", fact)
    whole = graph.undo(made.id)
    lines = [*write_lines([made]), *write_lines([whole])]
    for number, order in enumerate((lines, lines[::-1])):
        with open_graph(tmp_path / f"{number}.kg", create=True) as other:
            assert other.import_judgements(order) == 1
            assert [each.judgement.undone for each in other.judgements()] == [whole.undone]


def test_the_facts_of_a_document_are_looked_up_once_for_many_judgements(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(f"Peru rejects tariff {number} of Chile." for number in range(6))
    document = Document(text, "minutes", "file:///minutes.txt")
    reading = read(document, "scripted 1")
    graph.record.put(document, reading.facts, reading.version, reading.sentences)
    facts = [one.id for each in graph.record.documents() for one in graph.record.facts(each.id).positions]
    looked_up: list[str] = []
    judged = Record.judged

    def counted(record: Record, name: str) -> Judged:
        looked_up.append(name)
        return judged(record, name)

    monkeypatch.setattr(Record, "judged", counted)
    values = {"holder": "Peru", "stance": "oppose", "matter": "tariff 3", "evidence": "Peru rejects tariff 3 of Chile."}
    added = ("added", ("position", document.id), values)
    assert len(graph.judge_each([*(("corrected", each, {"holder": "Chile"}) for each in facts), added])) == 8
    assert len(looked_up) == len({*looked_up}) == 2


def test_a_span_does_not_cut_words(graph: Graph, fact: str) -> None:
    assert graph.judge("corrected", fact, {"matter": "19-26"}, by="ana").values["matter"]["text"] == "tariffs"
    with pytest.raises(JudgementWordsError, match="'wer tariffs' at 15-26, cut inside a word"):
        graph.judge("corrected", fact, {"matter": "15-26"}, by="ana")


def test_a_field_that_a_fact_needs_is_not_removed(graph: Graph, fact: str) -> None:
    with pytest.raises(JudgementValueError, match="holder is removed, not kept or corrected"):
        graph.judge("corrected", fact, {"holder": None}, by="ana")
