"""Credits of pictures that stand between a caption and the text, in one line with both."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import Reader
from kg.extract.text.margins import with_margins
from kg.model import Document

CAPTION = "Spokesman Juan Diaz at a briefing in Lima on Thursday, June 21, 2018"
SENTENCE = "The minister's plan has failed, said Ana Ruiz."


@pytest.mark.parametrize(
    "credit",
    [
        "[Photo: example.gov]",
        "[Photo/VCG]",
        "(Photo/Wire)",
        "[Photo by Ana Ruiz/Wire]",
        "(Photo courtesy of the port)",
        "(File photo)",
        "(AP Photo/Ana Ruiz, File)",
        "(Reuters/Ana Ruiz).",
        "/Reuters Photo",
        "/VCG",
        "REUTERS/Ana Ruiz/File Photo",
        "Photo: Li Xin/Xinhua",
        "Photo: VCG",
    ],
)
def test_a_credit_ends_the_caption_before_it(credit: str) -> None:
    line = f"{CAPTION} {credit} {SENTENCE}"
    assert [(line[start:end].strip(), aside) for start, end, aside in with_margins(line)] == [
        (CAPTION, False),
        (credit, True),
        (SENTENCE, False),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "He showed the [photo] of Ana Ruiz. She left.",
        "The ministers (photos from Lima show them) left.",
        "The law (Photo: a draft) bans boats.",
        "Both left the AP/Reuters poll.",
        "The firm (AP/Maersk) left Lima.",
        "Peru/Reuters talks failed.",
    ],
)
def test_other_brackets_and_slashes_are_no_credits(line: str) -> None:
    assert list(with_margins(line)) == [(0, len(line), False)]


@given(st.text(alphabet="Ab .[]()/:\nP", max_size=60).map(lambda words: words.replace("P", " Photo/")))
def test_the_spans_leave_out_no_word(words: str) -> None:
    spans = list(with_margins(words))
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert not any(words[at].isalnum() for at in set(range(len(words))).difference(*(range(a, b) for a, b, _ in spans)))


@pytest.mark.parametrize("credit", ["[Photo: example.gov]", "/Reuters Photo"])
def test_a_sentence_after_a_credit_is_read_alone(reader: Reader, credit: str) -> None:
    doc = reader.parse(Document(f"{CAPTION} {credit} {SENTENCE}", "caption", "memory:caption"))
    assert [*doc.sents][-1].text == SENTENCE
