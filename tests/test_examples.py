"""The examples are loaded with their title, date, source and text, whatever the format."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DocumentError
from kg.model import Document
from loaders.reading import read

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
GOLD = Path(__file__).resolve().parent / "gold"
DOCUMENTS = "*-20*"

# Plain text says neither its title nor its source; a Word or PDF file does not say who published it.
EXPECTED = [
    (
        "china-commerce-ministry-2018-08-24",
        "Statement of the Ministry of Commerce on the consultations held in Washington",
        "2018-08-24",
        None,
        "Statement of the Ministry of Commerce on the",
    ),
    ("climate-bulletin-2022-06-08", None, "2022-06-08", None, "CLIMATE SESSION BULLETIN: WEDNESDAY, 8 JUNE 2022"),
    (
        "climate-bulletin-2022-11-18",
        "Climate Conference Bulletin: Friday, 18 November 2022",
        "2022-11-18",
        None,
        "CLIMATE CONFERENCE BULLETIN: FRIDAY, 18 NOVEMBER 2022",
    ),
    ("herring-quota-2019-02-11", None, "2019-02-11", None, "Herring talks in Bergen founder on Iceland's share"),
    (
        "herring-quota-2019-03-05",
        "Joint statement on the management of herring in the Norwegian Sea",
        "2019-03-05",
        None,
        "Joint statement on the management of herring",
    ),
    (
        "iran-talks-lausanne-2015-04-10",
        "A week after Lausanne, the two sides disagree about what they agreed",
        "2015-04-10",
        "Lake Geneva Courier",
        "A week after Lausanne, the two sides disagree",
    ),
    ("iran-talks-vienna-2015-07-15", None, "2015-07-15", None, "Iran and six powers seal nuclear accord"),
    (
        "pacific-wire-2018-08-17",
        "China to send commerce official to Washington",
        "2018-08-17",
        "Pacific Wire",
        "China's Commerce Ministry said on Thursday",
    ),
    (
        "pacific-wire-2018-08-21",
        "Trump expects little from talks with Chinese",
        "2018-08-21",
        "Pacific Wire",
        "President Donald Trump said on Monday",
    ),
    (
        "pacific-wire-2018-08-31",
        "Trump is said to favor next round of tariffs",
        "2018-08-31",
        "Pacific Wire",
        "President Donald Trump wants to go ahead",
    ),
    (
        "pacific-wire-2018-09-08",
        "Another $267 billion ready, Trump says",
        "2018-09-08",
        "Pacific Wire",
        "President Donald Trump warned on Friday",
    ),
    (
        "port-strike-2021-10-05",
        "Dockers at Harlsea vote to stay out",
        "2021-10-05",
        "Harlsea Gazette",
        "Dockers at Harlsea vote to stay out",
    ),
    ("port-strike-2021-10-19", None, "2021-10-19", None, "Harlsea dockers back at work after deal on shifts"),
    (
        "tariff-hearings-2018-08-28",
        "Six days, 350 witnesses and hardly a kind word for the new tariffs",
        "2018-08-28",
        "Heartland Trade Monitor",
        "Six days, 350 witnesses and hardly",
    ),
    (
        "trade-talks-bulletin-2018-08-27",
        "Highlights of the Dispute Settlement Body",
        "2018-08-27",
        None,
        "TRADE TALKS BULLETIN",
    ),
    (
        "us-china-briefs-2018-1",
        "Trade war on hold, says Mnuchin, as China agrees to buy more",
        "2018-05-22",
        "Strait & Gulf Briefing",
        "The United States and China have put their trade war on hold",
    ),
    (
        "us-china-briefs-2018-2",
        "First tariffs bite on both sides of the Pacific",
        "2018-07-07",
        "Strait & Gulf Briefing",
        "At one minute past noon in Beijing on Friday",
    ),
    (
        "us-china-briefs-2018-3",
        "China cancels Liu He's trip as the next tariffs take effect",
        "2018-09-24",
        "Strait & Gulf Briefing",
        "China has called off a visit to Washington",
    ),
    (
        "us-china-briefs-2018-4",
        "Trump and Xi call a truce over dinner in Buenos Aires",
        "2018-12-03",
        "Strait & Gulf Briefing",
        "President Donald Trump and President Xi Jinping",
    ),
    ("us-china-talks-2018-08-24", None, "2018-08-24", None, "Tariff talks end in Washington with little to show"),
    ("us-china-wire-2018-08-23", None, "2018-08-23", None, "UPDATE 2-U.S., China swap tariffs as envoys talk"),
    (
        "washington-two-camps-2018-08-28",
        "The two camps behind Washington's China policy",
        "2018-08-28",
        "Pacific Trade Review",
        "Last week's visit by China's vice minister of commerce",
    ),
]


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    found = list(read([EXAMPLES / DOCUMENTS]))
    assert [error for error in found if isinstance(error, DocumentError)] == []
    return {document.name: document for document in found if isinstance(document, Document)}


@pytest.fixture(scope="module")
def make() -> dict[str, Any]:
    return runpy.run_path(str(EXAMPLES / "make.py"))


def squeeze(text: str) -> str:
    return " ".join(text.split())


def test_every_example_is_in_the_table(documents: dict[str, Document]) -> None:
    assert sorted(documents) == [name for name, *_ in EXPECTED]


@pytest.mark.parametrize(("name", "title", "date", "source", "first_words"), EXPECTED)
def test_an_example_is_loaded_with_its_metadata_and_text(
    documents: dict[str, Document], name: str, title: str | None, date: str, source: str | None, first_words: str
) -> None:
    document = documents[name]
    assert (document.title, str(document.date), document.source) == (title, date, source)
    assert document.text.startswith(first_words)


@pytest.mark.parametrize("name", sorted({name for name, *_ in EXPECTED} & {path.stem for path in GOLD.glob("*.txt")}))
def test_the_text_equals_the_annotated_one(documents: dict[str, Document], name: str) -> None:
    annotated = squeeze((GOLD / f"{name}.txt").read_text(encoding="utf-8"))
    text = squeeze(documents[name].text)
    title = documents[name].title
    # A headline that is only in the properties was annotated as part of the text.
    assert annotated == text or (title and annotated.startswith(title) and annotated.endswith(f" {text}"))


@pytest.mark.parametrize("name", ["climate-bulletin-2022-11-18", "herring-quota-2019-03-05"])
def test_paragraphs_and_accents_are_kept(documents: dict[str, Document], name: str) -> None:
    source = (EXAMPLES / ".sources" / f"{name}.txt").read_text(encoding="utf-8")
    assert documents[name].text.split("\n\n") == [squeeze(block) for block in source.strip().split("\n\n")]


def test_making_the_examples_again_changes_no_byte(make: dict[str, Any]) -> None:
    for example in make["EXAMPLES"]:
        text = (EXAMPLES / ".sources" / example.name).with_suffix(".txt").read_text(encoding="utf-8")
        if example.name.endswith(".pdf"):
            assert make["pdf"](example, text) == (EXAMPLES / example.name).read_bytes()
        else:
            assert make["docx"](example, text) == make["docx"](example, text)


def test_a_character_that_the_fonts_lack_is_refused(make: dict[str, Any]) -> None:
    with pytest.raises(UnicodeEncodeError):
        make["pdf_string"]("Łódź")
