"""The six formats of --format."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.rows import Format, write_rows
from kg.stores.protocol import Value

COLUMNS = ("actor", "amount", "evidence")
ROWS: list[tuple[Value, ...]] = [
    ("China", 16000000000.0, 'It said "no" | twice.'),
    ("Côte d’Ivoire", None, "One\tline\nand\\another."),
]
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text())


def written(format: Format, rows: list[tuple[Value, ...]] = ROWS, width: int = 60) -> str:
    out = io.StringIO()
    assert write_rows(out, COLUMNS, rows, format, width=width) == len(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("format", "text"),
    [
        (
            Format.TSV,
            "actor\tamount\tevidence\n"
            'China\t16000000000\tIt said "no" | twice.\n'
            "Côte d’Ivoire\t\tOne\\tline\\nand\\\\another.\n",
        ),
        (
            Format.CSV,
            "actor,amount,evidence\n"
            'China,16000000000,"It said ""no"" | twice."\n'
            'Côte d’Ivoire,,"One\tline\nand\\another."\n',
        ),
        (
            Format.MARKDOWN,
            "| actor | amount | evidence |\n| --- | --- | --- |\n"
            '| China | 16000000000 | It said "no" \\| twice. |\n'
            "| Côte d’Ivoire |  | One line and\\\\another. |\n",
        ),
        (
            Format.TABLE,
            "actor          amount\n─────────────  ───────────\n"
            'China          16000000000\n    “It said "no" | twice.”\n'
            "Côte d’Ivoire\n    “One line and\\another.”\n",
        ),
    ],
)
def test_each_format_writes_the_same_rows_its_way(format: Format, text: str) -> None:
    assert written(format) == text


@given(st.lists(st.tuples(VALUES, VALUES, VALUES)))
def test_json_and_json_lines_give_the_values_back(rows: list[tuple[Value, ...]]) -> None:
    objects = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    assert json.loads(written(Format.JSON, rows)) == objects
    # A text may hold line separators that str.splitlines would split at: JSON Lines knows the line feed only.
    assert [json.loads(line) for line in written(Format.JSONL, rows).split("\n")[:-1]] == objects


@given(st.lists(st.tuples(st.text(), st.text(), st.text())))
def test_csv_gives_texts_back(rows: list[tuple[Value, ...]]) -> None:
    lines = io.StringIO(written(Format.CSV, rows), newline="")
    assert [tuple(row) for row in csv.reader(lines)][1:] == rows


@given(st.lists(st.tuples(st.text(), st.text(), st.text())))
def test_tsv_has_one_line_a_row(rows: list[tuple[Value, ...]]) -> None:
    lines = written(Format.TSV, rows).split("\n")[1:-1]
    assert [len(line.split("\t")) for line in lines] == [3] * len(rows)


@given(st.lists(st.tuples(VALUES, VALUES, VALUES)), st.integers(30, 200))
def test_a_table_has_no_control_characters_of_a_document(rows: list[tuple[Value, ...]], width: int) -> None:
    assert "\x1b" not in written(Format.TABLE, rows, width)


def test_a_table_keeps_to_the_width_that_there_is() -> None:
    row: tuple[Value, ...] = ("a position on the reduction of emissions " * 3, 1.5, "They want it, " * 20)
    assert all(len(line) <= 60 for line in written(Format.TABLE, [row]).splitlines())


def test_rows_that_would_run_over_many_lines_become_blocks_of_named_values() -> None:
    columns = ("holder", "stance", "matter", "addressee", "reported by", "evidence")
    rows: list[tuple[Value, ...]] = [
        (
            "Côte d’Ivoire",
            "demand",
            "a longer season for the small boats of the coast",
            None,
            "the ministry",
            "It said so.",
        ),
        ("China", "reject", "it", "the United States", None, None),
    ]
    out = io.StringIO()
    write_rows(out, columns, rows, Format.TABLE, width=40)
    assert out.getvalue().splitlines() == [
        "holder       Côte d’Ivoire",
        "stance       demand",
        "matter       a longer season for the",
        "             small boats of the coast",
        "reported by  the ministry",
        "    “It said so.”",
        "",
        "holder       China",
        "stance       reject",
        "matter       it",
        "addressee    the United States",
    ]
    wide = io.StringIO()
    write_rows(wide, columns, rows, Format.TABLE, width=120)
    assert wide.getvalue().splitlines()[0].split() == ["holder", "stance", "matter", "addressee", "reported", "by"]


def test_no_rows_are_an_answer_too() -> None:
    assert written(Format.JSON, []) == "[]\n"
    assert written(Format.JSONL, []) == ""
    assert written(Format.TSV, []) == "actor\tamount\tevidence\n"
