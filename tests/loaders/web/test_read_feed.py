"""RSS and Atom files: a document an entry, nothing fetched."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Callable

import pytest

from kg.errors import DocumentError
from kg.model import Document
from tests.loaders.results import ReadFile, texts_and_codes

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Gazette</title><link>https://gazette.example/</link><language>en-gb</language>
<item><title>Ferry crews &amp; owners meet</title><link>https://gazette.example/news/ferry-talks.html</link>
 <guid isPermaLink="false">g-1</guid><pubDate>Tue, 05 Oct 2021 23:30:00 -0400</pubDate>
 <dc:creator>Ada Stone</dc:creator>
 <description>The crews met.</description>
 <content:encoded><![CDATA[<p>The crews met the <a href="/o">owners</a>.</p>
 <p>Müller said “no”.</p><script>x()</script>]]></content:encoded>
</item>
<item><title>Nothing</title><guid>https://gazette.example/news/nothing</guid></item>
<item><title>Strike over</title><link>https://gazette.example/news/strike/</link><dc:date>2021-11-02T08:00:00Z</dc:date>
 <description>The strike is over.

The crews sail again.</description></item>
</channel></rss>
"""

ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Ministry of the Sea</title><id>urn:x:feed</id>
<entry><title type="html">Statement &lt;b&gt;one&lt;/b&gt;</title><id>urn:x:1</id>
 <link href="https://sea.example/statements/1"/>
 <published>2021-10-05T09:00:00Z</published><updated>2021-10-09T09:00:00Z</updated>
 <summary>Short.</summary>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The ministry met the crews.</p>
 <ul><li>Shorter shifts</li></ul></div></content></entry>
<entry><title>Statement two</title><id>urn:x:2</id><updated>2021-10-09T09:00:00Z</updated>
 <content type="text">Shifts &lt; 8 hours were offered.</content></entry>
</feed>
"""


def test_an_rss_item_is_a_document(read_file: ReadFile) -> None:
    first, second, third = read_file(RSS.format(encoding="utf-8"), "gazette.xml")
    assert isinstance(first, Document)
    assert first.text == "The crews met the owners.\n\nMüller said “no”."
    assert (first.title, first.source) == ("Ferry crews & owners meet", "The Harbour Gazette")
    # The day in the item's own time zone.
    assert first.date == dt.date(2021, 10, 5)
    assert (first.name, first.uri.partition("#")[2]) == ("ferry-talks", "g-1")
    assert first.metadata["url"] == "https://gazette.example/news/ferry-talks.html"
    assert first.metadata["author"] == "Ada Stone"
    assert isinstance(second, DocumentError)
    assert second.code == "KG-L001"
    assert str(second.fields["place"]).endswith("entry 2")
    assert isinstance(third, Document)
    assert third.text == "The strike is over.\n\nThe crews sail again."
    assert (third.date, third.name) == (dt.date(2021, 11, 2), "strike")


def test_an_atom_entry_is_dated_by_its_publication_only(read_file: ReadFile) -> None:
    first, second = read_file(ATOM, "sea.atom")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.text == "The ministry met the crews.\n\nShorter shifts"
    assert (first.title, first.date) == ("Statement one", dt.date(2021, 10, 5))
    assert second.text == "Shifts < 8 hours were offered."
    assert (second.date, second.metadata["updated"]) == (None, "2021-10-09T09:00:00Z")


def test_entities_that_were_escaped_twice_are_characters(read_file: ReadFile) -> None:
    twice = RSS.replace("crews &amp; owners", "crews &amp;amp; owners").replace(
        "The strike is over.", "The crews&amp;rsquo; strike is over."
    )
    first, _, third = read_file(twice.format(encoding="utf-8"), "gazette.xml")
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert first.title == "Ferry crews & owners meet"
    assert third.text == "The crews’ strike is over.\n\nThe crews sail again."


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_the_encoding_that_is_declared_is_read(read_file: ReadFile, encoding: str) -> None:
    first = read_file(RSS.format(encoding=encoding).encode(encoding), "gazette.rss")[0]
    assert isinstance(first, Document)
    assert "Müller said “no”" in first.text


@pytest.mark.parametrize("name", ["gazette.txt", "gazette", "gazette.html"])
def test_a_feed_is_recognized_by_its_content(read_file: ReadFile, name: str) -> None:
    assert [item.metadata["format"] for item in read_file(ATOM, name) if isinstance(item, Document)] == ["feed", "feed"]


def test_a_truncated_feed_gives_its_whole_entries(read_file: ReadFile) -> None:
    cut = ATOM[: ATOM.index("8 hours")]
    assert texts_and_codes(read_file(cut, "sea.atom")) == ["The ministry met the crews.\n\nShorter shifts", "KG-L005"]


def test_other_xml_is_no_feed(refusal: Refuse) -> None:
    assert refusal("<?xml version='1.0'?><invoice><total>3</total></invoice>", "a.xml").code == "KG-L003"


def test_a_feed_without_entries_is_empty(refusal: Refuse) -> None:
    assert refusal("<rss version='2.0'><channel><title>x</title></channel></rss>", "a.rss").code == "KG-L001"


def test_an_invalid_link_is_ignored(read_file: ReadFile) -> None:
    crooked = RSS.replace("https://gazette.example/news/ferry-talks.html", "http://[gazette/ferry-talks.html")
    found = read_file(crooked.format(encoding="utf-8").encode(), "news.xml")
    assert [item.name for item in found if isinstance(item, Document)] == ["g-1", "strike"]


def test_what_a_feed_refers_to_is_not_fetched(read_file: ReadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    hostile = (
        RSS.format(encoding="utf-8")
        .replace("<rss", '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><rss', 1)
        .replace("<description>The crews met.", '<description>&x; <img src="http://127.0.0.1:9/x.png"/>', 1)
    )
    assert read_file(hostile, "gazette.xml")
