"""The six formats of --format."""

from __future__ import annotations

import csv
import io
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.rows import Format, write_rows
from kg.printing.cells import defused, restored
from kg.stores.protocol import Value

COLUMNS = ("actor", "amount", "evidence")
ROWS: list[tuple[Value, ...]] = [
    ("China", 16000000000.0, 'It said "no" | twice.'),
    ("Côte d’Ivoire", None, "One\tline\nand\\another."),
]
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text())


def written(format: Format, rows: list[tuple[Value, ...]] = ROWS, width: int = 60, raw: bool = False) -> str:
    out = io.StringIO()
    assert write_rows(out, COLUMNS, rows, format, width=width, raw=raw) == len(rows)
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
def test_each_format_writes_the_same_rows(format: Format, text: str) -> None:
    assert written(format) == text


@given(st.lists(st.tuples(VALUES, VALUES, VALUES)))
def test_json_and_json_lines_give_the_values_back(rows: list[tuple[Value, ...]]) -> None:
    objects = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    assert json.loads(written(Format.JSON, rows)) == objects
    # JSON Lines ends a line at a line feed only; str.splitlines would also split at other separators in the text.
    assert [json.loads(line) for line in written(Format.JSONL, rows).split("\n")[:-1]] == objects


@pytest.mark.parametrize("format", [Format.JSON, Format.JSONL])
def test_nan_and_infinity_are_strings_in_json(format: Format) -> None:
    found = json.loads(written(format, [(math.nan, math.inf, -math.inf)]).strip("[]\n"))
    assert list(found.values()) == ["nan", "inf", "-inf"]


@given(st.lists(st.tuples(st.text(), st.text(), st.text())))
def test_csv_gives_texts_back(rows: list[tuple[Value, ...]]) -> None:
    lines = io.StringIO(written(Format.CSV, rows), newline="")
    assert [tuple(map(restored, row)) for row in csv.reader(lines)][1:] == rows
    exact = io.StringIO(written(Format.CSV, rows, raw=True), newline="")
    assert [tuple(row) for row in csv.reader(exact)][1:] == rows


HOSTILE: list[tuple[Value, ...]] = [
    ('=HYPERLINK("http://x.example")', -3.5, "+1"),
    ("@SUM(A1)", "-2 degrees", "\tx"),
    ("'=a", None, "＝1"),
]


@pytest.mark.parametrize(
    ("format", "cells"),
    [
        (Format.CSV, "\"'=HYPERLINK(\"\"http://x.example\"\")\",-3.5,+1\n'@SUM(A1),'-2 degrees,'\tx\n''=a,,'＝1\n"),
        (Format.TSV, "'=HYPERLINK(\"http://x.example\")\t-3.5\t+1\n'@SUM(A1)\t'-2 degrees\t'\\tx\n''=a\t\t'＝1\n"),
    ],
)
def test_no_cell_becomes_a_spreadsheet_formula(format: Format, cells: str) -> None:
    assert written(format, HOSTILE).partition("\n")[2] == cells
    assert "'@" not in written(format, HOSTILE, raw=True)


@given(st.lists(st.tuples(st.text("'=+-@\t\r\n1.e＝ "))))
def test_text_that_would_be_a_formula_is_escaped(rows: list[tuple[str]]) -> None:
    for (text,) in rows:
        assert restored(defused(text)) == text
        assert defused(text)[:1] not in set("=+-@\t\r＝") or _is_number(text)


def _is_number(text: str) -> bool:
    try:
        return float(text) is not None
    except ValueError:
        return False


def test_a_table_shows_control_characters_escaped() -> None:
    table = written(Format.TABLE, [("\x1b[2Jevil", "abc\u202etxt", "He \u2066said\u2069 so.")])
    assert "\\x1b[2Jevil" in table
    assert "abc\\u202etxt" in table
    assert "\\u2066said\\u2069" in table
    assert json.loads(written(Format.JSON, [("\x1b[2J", "\u202e", "\x07")]))[0]["actor"] == "\x1b[2J"


@given(st.lists(st.tuples(st.text(), st.text(), st.text())))
def test_tsv_has_one_line_a_row(rows: list[tuple[Value, ...]]) -> None:
    lines = written(Format.TSV, rows).split("\n")[1:-1]
    assert [len(line.split("\t")) for line in lines] == [3] * len(rows)


@given(st.lists(st.tuples(VALUES, VALUES, VALUES)), st.integers(30, 200))
def test_a_table_has_no_control_characters_of_a_document(rows: list[tuple[Value, ...]], width: int) -> None:
    assert "\x1b" not in written(Format.TABLE, rows, width)


def test_a_table_keeps_to_the_given_width() -> None:
    row: tuple[Value, ...] = ("a position on the reduction of emissions " * 3, 1.5, "They want it, " * 20)
    assert all(len(line) <= 60 for line in written(Format.TABLE, [row]).splitlines())


def test_rows_that_would_wrap_over_many_lines_become_blocks() -> None:
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


def test_a_column_name_that_would_wrap_makes_blocks_too() -> None:
    rows: list[tuple[Value, ...]] = [("France", "the Netherlands", "a longer season of the year")]

    def first(width: int) -> str:
        out = io.StringIO()
        write_rows(out, ("actor", "other_document", "matter"), rows, Format.TABLE, width=width)
        return out.getvalue().splitlines()[0].rstrip()

    assert first(34).split() == ["actor", "other_document", "matter"]
    assert first(26) == "actor           France"


def test_a_word_that_would_wrap_or_too_many_columns_make_blocks_too() -> None:
    def laid_out(columns: tuple[str, ...], row: tuple[Value, ...], width: int) -> list[str]:
        out = io.StringIO()
        write_rows(out, columns, [row], Format.TABLE, width=width)
        return out.getvalue().splitlines()

    columns, row = ("led", "document", "date"), ("consultations", "port-strike-2021-10-05", "2021-10-05")
    assert laid_out(columns, row, 46)[0].split() == list(columns)
    assert laid_out(columns, row, 40)[0] == "led       consultations"
    narrow = laid_out(tuple("abcdef"), ("some words",) * 6, 50)
    assert narrow == [f"{name}  some words" for name in "abcdef"]
    nothing = io.StringIO()
    write_rows(nothing, ("before_document", "document"), [], Format.TABLE, width=16)
    assert nothing.getvalue() == ""


def test_an_empty_answer_is_written_in_each_format() -> None:
    assert written(Format.JSON, []) == "[]\n"
    assert written(Format.JSONL, []) == ""
    assert written(Format.TSV, []) == "actor\tamount\tevidence\n"


def test_a_sentence_that_proves_both_facts_of_a_row_is_quoted_once() -> None:
    rows = [("a", "Peru agreed.", "Peru agreed.", ""), ("b", "Chile left.", "Peru agreed.", "Chile left.")]
    out = io.StringIO()
    write_rows(out, ("fact", "evidence", "other_evidence", "reply_evidence"), rows, Format.TABLE)
    assert out.getvalue().splitlines()[2:] == [
        "a",
        "    “Peru agreed.”",
        "    other: the same sentence",
        "b",
        "    “Chile left.”",
        "    other: “Peru agreed.”",
        "    reply: the same sentence",
    ]
