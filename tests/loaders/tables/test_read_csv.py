"""Tables: a document a row, whatever separates the columns, and an error in the place of a broken row."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.model import Document
from kg.printing.cells import csv_record
from loaders import Columns, Options, documents
from loaders.source import of_bytes
from tests.loaders.results import ReadFile, texts_and_codes

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]


@pytest.mark.parametrize(
    ("separator", "name"),
    [(",", "news.csv"), (";", "news.csv"), ("\t", "news.tsv"), ("|", "news.csv"), ("\t", "news.txt"), (",", "news")],
)
def test_the_separator_is_detected(read_file: ReadFile, separator: str, name: str) -> None:
    rows = [
        ("ID", "Headline", "Published", "Outlet", "Full text", "City"),
        ("a1", "Round one", "5 October 2021", "Gazette", "The crews, all; of them | met.\n\nThey “left”.", "Bergen"),
        ("a2", "Round two", "2021-11-02", "Gazette", 'She said "no".', ""),
    ]
    table = io.StringIO()
    csv.writer(table, delimiter=separator).writerows(rows)
    first, second = read_file(table.getvalue(), name)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.name, first.title, first.date, first.source) == ("a1", "Round one", dt.date(2021, 10, 5), "Gazette")
    assert first.text == "The crews, all; of them | met.\n\nThey “left”."
    assert first.uri.endswith(f"/{name}#a1")
    assert first.metadata["City"] == "Bergen"
    assert second.text == 'She said "no".'
    assert "City" not in second.metadata


@pytest.mark.parametrize(
    "preamble",
    ["Export from Gazette\nSearch: crews AND ports\n\n", "\nTalks\n", "Found: 2;\n", '"Search: crews, ports"\n\n\n'],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_lines_above_the_heading_are_passed_over(read_file: ReadFile, separator: str, preamble: str) -> None:
    rows = [["Headline", "Date", "Text"], ["Round one", "2021-10-05", "The crews met."], ["Two", "", "They left."]]
    table = preamble + "".join(separator.join(row) + "\n" for row in rows)
    first, second = read_file(table, "news.csv")
    assert isinstance(first, Document)
    assert (first.title, first.date) == ("Round one", dt.date(2021, 10, 5))
    assert texts_and_codes([first, second]) == ["The crews met.", "They left."]


def test_a_heading_without_a_known_text_is_above_no_other(refusal: Refuse) -> None:
    error = refusal("Date,Words\n2021-10-05,12\nTitle,Text\nRound one,The crews met.\n", "news.csv")
    assert error.code == "KG-L012"


def test_a_table_of_factiva_has_its_text_in_two_columns(read_file: ReadFile) -> None:
    table = "AN\tHD\tPD\tSN\tLP\tTD\nH1\tRound one\t5 October 2021\tGazette\tThe crews met.\tThey left.\n"
    (found,) = read_file(table + "H2\tTwo\t6 October 2021\tGazette\tThey came back.\t\n", "news.tsv")[:1]
    assert isinstance(found, Document)
    assert found.text == "The crews met.\n\nThey left."
    assert (found.name, found.title, found.date) == ("H1", "Round one", dt.date(2021, 10, 5))
    assert (found.source, "LP" in found.metadata) == ("Gazette", False)


def test_a_table_of_factiva_may_have_a_broken_row_and_lines_above_it(read_file: ReadFile) -> None:
    rows = [
        "H1,One,The crews met.,They left.",
        "H2,Two",
        'H3,Three,"At noon, they met; in 3 ports!",They - all - left?',
    ]
    table = "Export from Factiva\n\nAN,HD,LP,TD\n" + "".join(f"{row}\n" for row in rows)
    first, broken, last = read_file(table, "news.csv")
    assert isinstance(broken, DocumentError)
    assert texts_and_codes([first, last]) == [
        "The crews met.\n\nThey left.",
        "At noon, they met; in 3 ports!\n\nThey - all - left?",
    ]


def test_named_columns_of_factiva_are_read_as_named(read_file: ReadFile) -> None:
    table = "AN,HD,LP,TD\nH1,Round one,The crews met.,They left.\n"
    assert texts_and_codes(read_file(table, "news.csv", columns=Columns(text="TD"))) == ["They left."]


def test_the_escape_of_formulas_in_our_own_tables_is_undone(read_file: ReadFile) -> None:
    texts = ["=1+1 makes two, she said.", "'@home' she wrote.", "-3.5", "'Tis late."]
    table = "text\n" + "".join(csv_record([text]) + "\n" for text in texts)
    assert "\n\"'=1+1" in table
    assert texts_and_codes(read_file(table, "news.csv")) == texts


def test_quotes_in_a_tsv_without_quoting_are_text(read_file: ReadFile) -> None:
    content = 'id\ttext\n1\t"No," she said.\n2\tThe crews met.\n'
    assert texts_and_codes(read_file(content, "news.tsv")) == ['"No," she said.', "The crews met."]


def test_a_table_written_by_excel_is_read(read_file: ReadFile) -> None:
    content = "sep=;\r\nid;text\r\n1;Müller met the crews.\r\n;\r\n".encode("utf-16")
    assert texts_and_codes(read_file(content, "news.csv")) == ["Müller met the crews."]


def test_a_legacy_encoding_is_detected_for_the_whole_table(read_file: ReadFile) -> None:
    content = "id,text\n1,The crews met.\n2,Müller met the café owners.\n".encode("cp1252")
    assert texts_and_codes(read_file(content, "news.csv")) == ["The crews met.", "Müller met the café owners."]


def test_a_very_long_text_is_read(read_file: ReadFile) -> None:
    text = "The crews met. " * 20_000
    assert texts_and_codes(read_file(f'id,text\n1,"{text}"\n', "news.csv")) == [text]


def test_a_broken_row_stops_nothing(read_file: ReadFile) -> None:
    content = (
        "id,date,text\n"
        "1,2021-10-05,One.\n"
        "2,2021-10-06\n"
        "3,2021-10-07,Three.\n"
        '4,2021-10-08,"No" she said.\n'
        "5,2021-10-09,Five.\n"
        "6,2021-10-10,\n"
        "7,2021-10-11,Seven, and more.\n"
        "8,2021-10-12,Eight.\n"
    )
    found = read_file(content, "news.csv")
    assert texts_and_codes(found) == ["One.", "KG-L011", "Three.", "KG-L011", "Five.", "KG-L001", "KG-L011", "Eight."]
    places = [str(error.fields["place"]).rpartition(", ")[2] for error in found if isinstance(error, DocumentError)]
    assert places == ["line 3", "line 5", "line 7", "line 8"]


def test_a_line_that_is_not_utf8_stops_nothing(read_file: ReadFile) -> None:
    content = "id,text\n1,Müller\n2,Gómez\n".encode() + b"3,M\xfcller\n" + "4,Jürgen\n".encode()
    assert texts_and_codes(read_file(content, "news.csv")) == ["Müller", "Gómez", "KG-L011", "Jürgen"]


def test_an_unclosed_quote_loses_only_its_own_row(read_file: ReadFile) -> None:
    rows = "".join(f"{number},2021-10-05,Text {number}.\n" for number in range(3, 9))
    content = f'id,date,text\n1,2021-10-05,One.\n2,2021-10-05,"Two is never closed.\n{rows}'
    assert texts_and_codes(read_file(content, "news.csv")) == [
        "One.",
        "KG-L011",
        *(f"Text {number}." for number in range(3, 9)),
    ]


def test_the_rest_of_a_broken_row_is_not_taken_for_a_row(read_file: ReadFile) -> None:
    content = (
        "id,date,text\n"
        '1,2021-10-05,"One."\n'
        '2,2021-10-06,"She said "no" to it,\n'
        "went home, slept well, and came back.\n"
        'He stayed."\n'
        '3,2021-10-07,"Three."\n'
    )
    found = read_file(content, "news.csv")
    assert [item.text for item in found if isinstance(item, Document)] == ["One.", "Three."]
    assert {item.code for item in found if isinstance(item, DocumentError)} == {"KG-L011"}


def test_columns_can_be_given(document: Read) -> None:
    content = "when,what,who\n2021-10-05,The crews met.,Gazette\n"
    found = document(content, "news.csv", columns=Columns(date="when", text="what", source="who"))
    assert (found.text, found.date, found.source) == ("The crews met.", dt.date(2021, 10, 5), "Gazette")


@pytest.mark.parametrize(
    ("content", "columns", "code", "words"),
    [
        ("when,what\n1,The crews met.\n", Columns(), "KG-L012", "when, what"),
        ("id,text\n1,The crews met.\n", Columns(text="story"), "KG-L012", "no column story; it has id, text"),
        ("id,text\n1,The crews met.\n", Columns(title="headline"), "KG-L012", "--column title=NAME"),
    ],
)
def test_a_missing_column_is_named_with_those_that_are_there(
    refusal: Refuse, content: str, columns: Columns, code: str, words: str
) -> None:
    error = refusal(content, "news.csv", columns=columns)
    assert error.code == code
    assert words in str(error)


def test_a_table_without_a_heading_is_empty(refusal: Refuse) -> None:
    assert refusal("sep=;\n", "news.csv").code == "KG-L001"


def test_headings_that_are_missing_or_doubled_keep_their_columns(document: Read) -> None:
    found = document("text,,note,note\nThe crews met.,a,b,c\n", "news.csv")
    assert found.metadata == {"column_2": "a", "note": "b", "note_4": "c", "format": "csv"}


@given(st.lists(st.text(st.sampled_from('ab ,;"\t|\néü'), min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_quoted_cells_survive_a_round_trip(texts: list[str]) -> None:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerows([("id", "text"), *((str(number), text) for number, text in enumerate(texts))])
    found = list(documents(of_bytes(table.getvalue().encode(), "news.csv", "file:///news.csv"), Options()))
    assert texts_and_codes(found) == texts


def test_an_oversized_row_is_refused_and_the_others_are_read(read_file: ReadFile) -> None:
    content = f"id,text\n1,One.\n2,{'x' * 5000}\n3,Three.\n"
    assert texts_and_codes(read_file(content, "news.csv", max_record_bytes=1000)) == ["One.", "KG-L011", "Three."]


def test_a_table_with_unquoted_quotes_is_abandoned(read_file: ReadFile) -> None:
    rows = "".join(f'{number},"never closed\n\n' for number in range(300))
    found = texts_and_codes(read_file(f"id,text\n{rows}", "news.csv"))
    assert set(found) <= {"KG-L011", "KG-L005"}
    assert len(found) < 400


@pytest.mark.parametrize("content", ['"id,text\n1,One.\n', '"id"x,text\n1,One.\n'])
def test_a_heading_that_is_broken_is_an_error(refusal: Refuse, content: str) -> None:
    error = refusal(content, "news.csv")
    assert error.code == "KG-L005"
    assert ".)" not in str(error)


@pytest.mark.parametrize(
    ("heading", "date"),
    [
        ("stories_id,indexed_date,publish_date,media_name,story_text", "2018-08-24"),
        ("id,seendate,domain,Publication Title,text", "None"),
    ],
    ids=["Media Cloud", "GDELT"],
)
def test_the_columns_of_collections_of_news_are_known(read_file: ReadFile, heading: str, date: str) -> None:
    row = "7,2023-05-01 10:11:12,2018-08-24 04:11:12,Gazette,The crews met."
    if date == "None":
        row = "7,20180824T101500Z,gazette.example,Gazette,The crews met."
    (found,) = read_file(f"{heading}\n{row}\n", "news.csv", check_language=False)
    assert isinstance(found, Document)
    assert (found.text, found.source, str(found.when)) == ("The crews met.", "Gazette", date)
