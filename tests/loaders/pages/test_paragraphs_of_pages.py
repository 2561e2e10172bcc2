"""Lines on pages become the paragraphs that a reader of the page would see."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from loaders.pages import paragraphs as of_pages
from loaders.pages.line import Line

FULL = "The leader of the crews said on Tuesday that her union would not sign"


def page(*texts: str, top: float = 700.0, leading: float = 12.0, size: float = 10.0) -> list[Line]:
    """Lines one below the other; an empty text leaves one out, two spaces before a text indent it."""
    return [
        Line(text.strip(), 60.0 + 10 * (text.startswith("  ")), top - leading * number, size)
        for number, text in enumerate(texts)
        if text
    ]


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    return [paragraph.text for paragraph in of_pages.paragraphs(pages)]


def test_lines_are_joined_and_empty_ones_separate_paragraphs() -> None:
    assert paragraphs([page(FULL, "the draft.", "", FULL, "anything.")]) == [f"{FULL} the draft.", f"{FULL} anything."]


def test_an_indented_line_begins_a_paragraph() -> None:
    assert paragraphs([page(f"  {FULL}", "the draft.", f"  {FULL}", "anything at all.")]) == [
        f"{FULL} the draft.",
        f"{FULL} anything at all.",
    ]


def test_a_short_last_line_ends_a_paragraph() -> None:
    assert paragraphs([page(FULL, "the draft.", FULL, "anything.")]) == [f"{FULL} the draft.", f"{FULL} anything."]


def test_a_heading_in_larger_letters_stands_alone() -> None:
    lines = [Line("Ferry talks", 60, 720, 16), *page(FULL, "the draft.")]
    assert paragraphs([lines]) == ["Ferry talks", f"{FULL} the draft."]


def test_a_heading_in_another_font_stands_alone() -> None:
    lines = [
        Line("Ferry talks", 60, 700, 10, "/Bold"),
        Line(FULL, 60, 688, 10, "/Roman"),
        Line("the draft.", 60, 676, 10, "/Roman"),
    ]
    assert paragraphs([lines]) == ["Ferry talks", f"{FULL} the draft."]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("they nego-", "tiated", "they negotiated"),
        ("they nego\u00ad", "tiated", "they negotiated"),
        ("the US-", "China talks", "the US-China talks"),
        ("the years 2008-", "2012 were", "the years 2008-2012 were"),
        ("the crews -", "all of them", "the crews - all of them"),
        ("the Kurdish-", "supported party", "the Kurdish-supported party"),
        ("the long-", "delayed vote", "the long-delayed vote"),
        ("the UN-", "brokered truce", "the UN-brokered truce"),
        ("the six-", "party talks", "the six-party talks"),
        ("a dual-", "track plan", "a dual-track plan"),
        ("a multi-", "party house", "a multi-party house"),
        ("a multi-", "national firm", "a multinational firm"),
        ("the un-", "supported claim", "the unsupported claim"),
        ("an under-", "standing of both", "an understanding of both"),
        ("they label-", "led it so", "they labelled it so"),
        ("the six-", "teen crews", "the sixteen crews"),
        ("both co-", "chairs left", "both co-chairs left"),
        ("they co-", "operated", "they cooperated"),
        ("a legally-", "binding plan", "a legally-binding plan"),
        ("they analy-", "sed it", "they analysed it"),
        ("by multiply-", "ing it", "by multiplying it"),
        ("a low-", "carbon port", "a low-carbon port"),
        ("the high-", "way ends", "the highway ends"),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_joined(above: str, below: str, joined: str) -> None:
    assert paragraphs([page(f"{FULL} {above}", f"{below} {FULL}")]) == [f"{FULL} {joined} {FULL}"]


@pytest.mark.parametrize("elsewhere", ["A long-term lease.", "A term is long."])
def test_a_hyphen_that_belongs_to_the_word_stays(elsewhere: str) -> None:
    assert paragraphs([page(f"{FULL} a long-", "term deal.", "", elsewhere)])[0] == f"{FULL} a long-term deal."


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            Line("The Harbour Gazette", 60, 800, 8),
            *page(f"Body {name} {FULL}", f"ends {name}."),
            Line(f"Page {number} of 4", 60, 20, 8),
        ]
        for number, name in enumerate(("one", "two", "three", "four"), start=1)
    ]
    assert paragraphs(pages) == [f"Body {name} {FULL} ends {name}." for name in ("one", "two", "three", "four")]


def test_running_feet_of_many_lines_are_left_out() -> None:
    feet = ("Published by the", "Institute for", "Ferries", "and Ports", "Page {} of", "3")
    texts = (("First the crews", "left the hall."), ("Then Peru", "signed."), ("At last Chile", "went home."))
    pages = [
        [*(Line(foot.format(number), 400, 70 - 10 * n, 8) for n, foot in enumerate(feet)), *page(*text)]
        for number, text in enumerate(texts, start=1)
    ]
    assert " ".join(paragraphs(pages)) == "First the crews left the hall. Then Peru signed. At last Chile went home."


def test_lines_that_pages_have_inside_their_text_are_text() -> None:
    around = [[f"{name} {word}" for word in ("crews", "ports", "boats")] for name in ("Peru", "Chile", "Mali")]
    pages = [page(*lines, "has signed", "has not signed", *lines) for lines in around]
    assert " ".join(paragraphs(pages)).count("has signed has not signed") == 3


def test_sentences_that_differ_in_a_number_are_no_running_heads() -> None:
    pages = [page(f"The crews rejected draft {number}.", "", "The owners had no answer.") for number in (12, 13)]
    assert paragraphs(pages) == [
        "The crews rejected draft 12.",
        "The crews rejected draft 13.",
        "The owners had no answer.",
    ]


@pytest.mark.parametrize(
    ("foot", "kept"),
    [("All rights reserved by the harbour.", ["All rights reserved by the harbour."]), ("Ferry talks, p. {}.", [])],
    ids=["kept on the last page", "with a number"],
)
def test_a_sentence_in_a_footer_does_not_divide_the_text(foot: str, kept: list[str]) -> None:
    texts = [(f"One. {FULL}",), ("the draft.", "", f"Two. {FULL}"), ("anything.",)]
    name = Line("The Harbour Gazette", 60, 20, 10)
    pages = [[*page(*lines), Line(foot.format(n), 60, 32, 10), name] for n, lines in enumerate(texts, start=1)]
    assert paragraphs(pages) == [f"One. {FULL} the draft.", f"Two. {FULL} anything.", *kept]


def test_bare_page_numbers_are_recognized_by_their_sequence() -> None:
    pages = [
        [*page(f"Body {name} {FULL}", f"ends {name}."), Line(str(number), 300, 20, 10)]
        for number, name in ((7, "a"), (8, "b"))
    ]
    assert paragraphs(pages) == [f"Body a {FULL} ends a.", f"Body b {FULL} ends b."]


def test_a_number_that_ends_a_sentence_stays() -> None:
    assert paragraphs([page(f"{FULL} before", "2018."), page(FULL, "this.")])[0] == f"{FULL} before 2018."


def test_a_paragraph_goes_on_over_the_page() -> None:
    assert paragraphs([page(FULL), page("the draft.", "", "No more.")]) == [f"{FULL} the draft.", "No more."]
    assert paragraphs([page(f"{FULL}."), page("The owners left.")]) == [f"{FULL}.", "The owners left."]


def test_a_sentence_goes_on_over_a_page_with_notes_at_its_foot() -> None:
    notes = page("1 See the report of the port.", "2 Ibid.", top=120.0, size=7.5)
    pages = [
        [*page(FULL, "the draft.", "", f"One. {FULL}"), *notes],
        [*page("they left, and South Sudan-"), *page("3 Ibid.", top=120.0, size=7.5)],
        page("ese crews.", "", "No more."),
    ]
    assert paragraphs(pages) == [
        f"{FULL} the draft.",
        f"One. {FULL} they left, and South Sudanese crews.",
        "1 See the report of the port.",
        "2 Ibid.",
        "3 Ibid.",
        "No more.",
    ]


def test_a_new_page_after_notes_may_begin_a_paragraph() -> None:
    notes = page("1 See the report of the port.", top=120.0, size=7.5)
    pages = [[*page(f"{FULL}."), *notes], page("The owners left.")]
    assert paragraphs(pages) == [f"{FULL}.", "1 See the report of the port.", "The owners left."]


def test_an_indented_paragraph_of_one_line_stands_alone() -> None:
    lines = [FULL, "the draft.", f"  {FULL[:-6]}.", f"  {FULL}", "anything at all, and they", "left."]
    assert paragraphs([page(*lines)]) == [
        f"{FULL} the draft.",
        f"{FULL[:-6]}.",
        f"{FULL} anything at all, and they left.",
    ]


def test_a_passage_that_is_indented_as_a_whole_stays_together() -> None:
    quoted = [f"  {FULL}.", f"  {FULL}", "  anything."]
    assert paragraphs([page(*quoted)]) == [f"{FULL}. {FULL} anything."]


def test_items_of_a_list_stand_alone() -> None:
    assert paragraphs([page("They want:", "• shorter shifts", "• higher wages")]) == [
        "They want:",
        "shorter shifts",
        "higher wages",
    ]
    assert paragraphs([page("They want:", "1. shorter shifts", "2. higher wages")]) == [
        "They want:",
        "1. shorter shifts",
        "2. higher wages",
    ]


def test_a_line_that_begins_with_a_number_is_not_always_an_item() -> None:
    assert paragraphs([page(f"{FULL} on August", "24. The owners were not there when they")])[0].endswith(
        "on August 24. The owners were not there when they"
    )


def test_ligatures_are_letters() -> None:
    assert paragraphs([page("The oﬃcials ﬁnally left.")]) == ["The officials finally left."]


def test_what_a_browser_prints_at_the_edges_of_its_only_page_is_left_out() -> None:
    above, below = "9/1/18, 10:15 AM Ferry talks - Harbour Gazette", "https://gazette.example/talks 1/1"
    assert paragraphs([page(above, "", FULL, "the draft.", "", below)]) == [f"{FULL} the draft."]
