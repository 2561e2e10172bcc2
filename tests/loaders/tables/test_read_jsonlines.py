"""JSON Lines and JSON: a document an object, an error in the place of a broken one."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import DocumentError
from kg.model import Document, Genre
from loaders import Columns, Options, documents
from loaders.source import of_bytes
from tests.loaders.results import ReadFile, texts_and_codes

Read = Callable[..., Document]

ROWS = [
    {"id": "a1", "title": "Round one", "date": "2021-10-05", "source": "Gazette", "text": "The crews met."},
    {"id": "a2", "title": "Round two", "date": "2021-11-02", "source": "Gazette", "text": "The owners met Müller."},
]


def lines(*rows: object) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.mark.parametrize("address", ["https://ada:wren@x.example/b", "https://x.example/a?access_token=wren"])
@pytest.mark.parametrize("key", ["url", "u\x90rl"])
def test_a_row_under_an_address_with_a_secret_is_refused(read_file: ReadFile, key: str, address: str) -> None:
    first, second = read_file(lines({**ROWS[0], key: address}, {**ROWS[1], "url": "https://x.example/b"}), "news.jsonl")
    assert isinstance(first, DocumentError)
    assert (first.code, "wren" in str(first), isinstance(second, Document)) == ("KG-L020", False, True)


def test_each_line_is_a_document(read_file: ReadFile) -> None:
    first, second = read_file(lines(*ROWS), "news.jsonl")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.name, first.title, first.date, first.source) == ("a1", "Round one", dt.date(2021, 10, 5), "Gazette")
    assert first.uri.endswith("/news.jsonl#a1")
    assert second.text == "The owners met Müller."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_encoding_is_read_line_by_line(read_file: ReadFile, encoding: str) -> None:
    assert texts_and_codes(read_file(lines(*ROWS).encode(encoding), "news.jsonl")) == [
        "The crews met.",
        "The owners met Müller.",
    ]


def test_a_broken_line_stops_nothing(read_file: ReadFile) -> None:
    content = lines(ROWS[0]).encode() + b'{"text": "cut\n\n[1, 2]\n{"text": "M\xfcller"}\n{"title": "no text"}\n'
    content += b'{"text": " "}\n' + lines(ROWS[1]).encode() + b'{"text": "the last line is cut o'
    found = read_file(content, "news.jsonl")
    assert texts_and_codes(found) == [
        "The crews met.",
        *("KG-L011", "KG-L011", "KG-L011", "KG-L012", "KG-L001"),
        "The owners met Müller.",
        "KG-L011",
    ]
    places = [str(error.fields["place"]).rpartition(", ")[2] for error in found if isinstance(error, DocumentError)]
    assert places == ["line 2", "line 4", "line 5", "line 6", "line 7", "line 9"]


def test_an_oversized_line_is_refused_and_the_others_are_read(read_file: ReadFile) -> None:
    content = lines(ROWS[0], {"text": "x" * 5000}, ROWS[1])
    assert texts_and_codes(read_file(content, "news.jsonl", max_record_bytes=1000)) == [
        "The crews met.",
        "KG-L006",
        "The owners met Müller.",
    ]


def test_a_file_of_lines_has_no_limit_of_its_own(read_file: ReadFile) -> None:
    assert len(read_file(lines(*ROWS * 50), "news.jsonl", max_bytes=1000)) == 100


@pytest.mark.parametrize(
    "row",
    [
        {
            "doc_id": 7,
            "Headline": "Round one",
            "published_at": "2021-10-05T10:00:00Z",
            "publisher": "Gazette",
            "body": "Met.",
        },
        {
            "slug": "7",
            "headline": "Round one",
            "datePublished": "2021-10-05",
            "outlet": "Gazette",
            "articleBody": "Met.",
        },
        {"_id": "7", "_source": {"title": "Round one", "date": "5 Oct 2021", "source": "Gazette", "text": "Met."}},
        {"doc_id": "7", "text": "Met.", "meta": {"title": "Round one", "date": "2021-10-05", "publisher": "Gazette"}},
        {
            "id": 7,
            "title": "Round one",
            "date": "2021-10-05",
            "source": {"id": None, "name": "Gazette"},
            "content": ["Met."],
        },
    ],
)
def test_columns_are_recognized_by_their_names(document: Read, row: dict[str, object]) -> None:
    found = document(lines(row), "news.jsonl")
    assert (found.name, found.title, found.date) == ("7", "Round one", dt.date(2021, 10, 5))
    assert (found.source, found.text) == ("Gazette", "Met.")


def test_columns_can_be_given(document: Read) -> None:
    row = {"text": "a note", "inner": {"story": "The crews met.", "when": "2021-10-05"}, "head": "Round one", "no": 4}
    columns = Columns(id="no", title="head", date="inner.when", text="inner.story")
    found = document(lines(row), "news.jsonl", columns=columns)
    assert (found.name, found.title, found.date) == ("4", "Round one", dt.date(2021, 10, 5))
    assert found.text == "The crews met."
    assert found.metadata["text"] == "a note"


@pytest.mark.parametrize(
    ("row", "named", "words"),
    [
        ({"id": 1, "text": {"en": "The crews met."}}, None, "KG-L012: {} known to hold the text; it has id, text.en."),
        ({"id": 1, "text": 5}, None, "KG-L012: {} known to hold the text; it has id, text."),
        ({"id": 1, "body": "The crews met."}, "story", "KG-L012: {} has no column story; it has id, body."),
        (
            {"articles": ROWS, "related": ROWS},
            "articles.text",
            "KG-L011: {} several lists of texts (articles, related), of which only one can be read",
        ),
    ],
)
def test_a_missing_text_is_an_error_that_suggests_fields(
    refusal: Callable[..., DocumentError], row: dict[str, object], named: str | None, words: str
) -> None:
    error = str(refusal(lines(row), "news.jsonl", columns=Columns(text=named)))
    code, rest = words.split("{} ")
    assert error.startswith(code)
    assert rest in error


def test_the_list_with_texts_is_read_among_several(read_file: ReadFile) -> None:
    texts = ["The crews met.", "The owners left."]
    row = {"articles": [{"text": text} for text in texts], "authors": [{"name": "Ana"}]}
    assert texts_and_codes(read_file(lines(row), "news.json")) == texts


def test_a_named_text_field_is_read_beside_a_list(document: Read) -> None:
    row = {"story": "The crews met.", "comments": [{"text": "Well done!"}]}
    assert document(lines(row), "news.jsonl", columns=Columns(text="story")).text == "The crews met."


@pytest.mark.parametrize(("value", "kind"), [(None, "null"), (7, "a number"), ("x", "a text"), ([1], "an array")])
def test_a_value_that_is_no_object_is_named_in_words(read_file: ReadFile, value: object, kind: str) -> None:
    _, error = read_file(lines(ROWS[0], value), "news.jsonl")
    assert f"it is {kind}, not an object" in str(error)


def test_other_fields_become_metadata(document: Read) -> None:
    row = {
        "text": "The crews met.",
        "author": [{"name": "Ada"}, {"name": "Ben"}],
        "link": "https://example.org",
        "genre": "bulletin",
        "words": 3,
        "free": True,
        "none": None,
        "tags": ["sea", "wages"],
        "meta": {"city": "Bergen", "spans": [{"start": 0}], "hall": {"floor": 2}},
        "matrix": [[1, 2], [3, 4]],
        "format": "long",
    }
    found = document(lines(row), "news.jsonl")
    assert found.genre is Genre.BULLETIN
    assert found.metadata == {
        "author": "Ada; Ben",
        "url": "https://example.org",
        "words": "3",
        "free": "true",
        "tags": "sea; wages",
        "meta.city": "Bergen",
        "column.format": "long",
        "omitted": "matrix; meta.spans; meta.hall",
        "format": "jsonlines",
    }


def test_a_list_of_texts_is_paragraphs(document: Read) -> None:
    row = {"paragraphs": ["One.", {"text": "Two."}, "", ["Three."]]}
    assert document(lines(row), "news.jsonl").text == "One.\n\nTwo.\n\nThree."


def test_html_in_a_text_becomes_paragraphs(document: Read) -> None:
    row = {"content": "<p>The <b>crews</b> met.</p><p>Nobody&nbsp;signed.</p>"}
    assert document(lines(row), "news.jsonl").text == "The crews met.\n\nNobody\xa0signed."
    assert document(lines({"text": "x < y & y > z"}), "news.jsonl").text == "x < y & y > z"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (
            "The crews&rsquo; leader said North&nbsp;Quay &amp; South Quay closed.",
            "The crews’ leader said North\xa0Quay & South Quay closed.",
        ),
        ("Wages &lt; 8 crowns &#8211; the crews&#146; offer.", "Wages < 8 crowns – the crews’ offer."),
        ("A &amp;amp; B met the crews.", "A & B met the crews."),
        ("&lt;p&gt;The crews met.&lt;/p&gt;&lt;p&gt;They left.&lt;/p&gt;", "The crews met.\n\nThey left."),
        ("The AT&T; the R&D; the crews met at /a?b=1&c=2;", "The AT&T; the R&D; the crews met at /a?b=1&c=2;"),
    ],
)
def test_entities_are_characters_without_tags_too(document: Read, written: str, text: str) -> None:
    found = document(
        lines({"title": "Crews &amp; owners&#8217; round", "source": "Sea &amp; Quay", "text": written}), "a.jsonl"
    )
    assert (found.title, found.source, found.text) == ("Crews & owners’ round", "Sea & Quay", text)


def test_records_without_or_with_equal_ids_have_distinct_uris(read_file: ReadFile) -> None:
    row = {"text": "The crews met."}
    found = read_file(lines(row, {**row, "id": "x y#"}, {**row, "id": "x y#"}), "news.jsonl")
    names = [(item.name, item.uri.partition("#")[2]) for item in found if isinstance(item, Document)]
    assert names == [("news-1", "1"), ("x y#", "x%20y%23"), ("x y#~2", "x%20y%23~2")]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (json.dumps(ROWS), "news.json"),
        (json.dumps(ROWS, indent=2), "news.json"),
        (json.dumps({"status": "ok", "totalResults": 2, "articles": ROWS}), "news.json"),
        (json.dumps({"status": "ok", "articles": ROWS}, indent=2), "news.json"),
        (lines(*ROWS), "news.json"),
        ("\n".join(json.dumps(row, indent=2) for row in ROWS), "news.json"),
        (lines(*ROWS), "news.txt"),
        (json.dumps(ROWS, indent=2), "news"),
    ],
)
def test_json_comes_in_many_shapes(read_file: ReadFile, content: str, name: str) -> None:
    assert texts_and_codes(read_file(content, name)) == ["The crews met.", "The owners met Müller."]


def test_a_truncated_array_gives_its_whole_objects(read_file: ReadFile) -> None:
    whole = json.dumps(ROWS, indent=2)
    assert texts_and_codes(read_file(whole[: whole.index("a2") + 1], "news.json")) == ["The crews met.", "KG-L005"]
    assert texts_and_codes(read_file(whole[:-1], "news.json")) == [
        "The crews met.",
        "The owners met Müller.",
        "KG-L005",
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{" * 100_000, "KG-L011"),
        ('{"text": ' + "[" * 100_000, "KG-L011"),
        ("[]", "KG-L001"),
        ('{"a": ' + "1" * 5000 + "}", "KG-L011"),
    ],
)
def test_hostile_json_is_an_error(read_file: ReadFile, content: str, code: str) -> None:
    assert texts_and_codes(read_file(content, "news.json")) == [code]


def test_a_lone_surrogate_is_removed(document: Read) -> None:
    assert document(r'{"text": "The \ud83d crews \ud83d\ude00 met."}', "news.jsonl").text == "The  crews 😀 met."


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)
        | st.sampled_from(["a", "a~2", "a~3", "a~2~2"]),
        min_size=1,
        max_size=8,
    )
)
@example(["a", "a", "a~2", "a"])
def test_ids_of_any_characters_make_distinct_uris(ids: list[str]) -> None:
    content = lines(*({"id": name, "text": "The crews met."} for name in ids)).encode()
    found = list(documents(of_bytes(content, "news.jsonl", "file:///news.jsonl"), Options()))
    uris = [item.uri for item in found if isinstance(item, Document)]
    assert len(set(uris)) == len(ids)
    assert all(uri.isascii() and " " not in uri for uri in uris)


def test_the_only_list_of_texts_may_be_nested(read_file: Callable[..., list[Document]]) -> None:
    articles = [
        {"id": "a", "webTitle": "Talks", "fields": {"bodyText": "The crews met."}},
        {"id": "b", "fields": {"bodyText": "They left."}},
    ]
    answer = {
        "links": [{"href": "/next"}],
        "response": {"status": "ok", "tags": [{"id": "sea"}], "results": articles},
    }
    found = read_file(json.dumps(answer, indent=1), "answer.json", check_language=False)
    assert [(each.text, each.title) for each in found] == [("The crews met.", "Talks"), ("They left.", None)]


@pytest.mark.parametrize(
    ("own", "code"),
    [({"text": ""}, "KG-L001"), ({"id": 7, "words": "The crews met."}, "KG-L012"), ({"title": "Talks"}, "KG-L012")],
)
def test_texts_nested_in_a_record_without_text_are_not_its_text(
    refusal: Callable[..., DocumentError], own: dict[str, object], code: str
) -> None:
    row = {**own, "entities": {"tags": [{"text": "The port"}, {"text": "The strike"}]}}
    assert refusal(lines(row), "posts.jsonl").code == code


@pytest.mark.parametrize("written", ["Communiqué", "COMMUNIQUE"])
def test_a_genre_is_recognized_with_an_accent(document: Read, written: str) -> None:
    assert document(lines({"id": 1, "text": "The crews met.", "genre": written}), "a.jsonl").genre is Genre.COMMUNIQUE


@pytest.mark.parametrize("date", ["2021-10-05T00:00:00Z", 1633392000000, {"$numberLong": "1633392000000"}])
def test_dates_and_ids_are_read_as_mongodb_writes_them(read_file: ReadFile, date: object) -> None:
    row = {"_id": {"$oid": "5b7f"}, "date": {"$date": date}, "text": "The crews met."}
    (found,) = read_file(lines(row), "news.jsonl")
    assert isinstance(found, Document)
    assert (found.name, found.date) == ("5b7f", dt.date(2021, 10, 5))


def test_an_object_with_an_id_and_a_name_is_called_by_its_name(document: Read) -> None:
    row = {"source": {"$oid": "5b7f", "name": "Harbour Gazette"}, "text": "The crews met."}
    assert document(lines(row), "news.jsonl").source == "Harbour Gazette"
