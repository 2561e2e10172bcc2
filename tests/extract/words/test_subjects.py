"""A matter that stands for something named before may take what the whole text is about; nothing else may."""

from __future__ import annotations

import pytest

from kg.extract.words.issue_scheme import concepts
from kg.extract.words.lexicon import rows
from kg.extract.words.subjects import by_subject, refers_back, subject

NEWS = (
    "The assembly has banned cluster bombs.\n"
    "Peru had asked for a ban on cluster bombs. Chad keeps its cluster munitions. Mali opposed the ban.\n"
    "Togo wants a new head office.\n"
)


def found(matter: str, sentence: str, text: str = NEWS) -> list[str]:
    return [each.concept for each in by_subject(text, matter, sentence)]


def test_a_matter_that_refers_back_takes_the_subject_with_which_the_text_opens() -> None:
    assert found("the ban", "Mali opposed the ban.") == ["ClusterMunitions"]
    assert found("a new head office", "Togo wants a new head office.") == []


def test_a_subject_that_neither_the_opening_nor_the_sentence_names_is_not_taken() -> None:
    text = f"Many came. Some went. {NEWS}"
    assert found("the ban", "Mali opposed the ban.", text) == []
    assert found("the ban", "Without cluster bombs, Mali opposed the ban.", text) == ["ClusterMunitions"]


def test_a_subject_says_less_than_the_words_that_name_it() -> None:
    whole = subject(NEWS)
    assert whole is not None
    assert whole.led is not None
    (link,) = by_subject(NEWS, "the ban", "Mali opposed the ban.")
    assert link.confidence < whole.led.confidence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Peru wants a fishing quota. Chad wants higher wages.",
        "The next meeting is in May. A meeting is wanted. The talks go on. More talks are needed.",
    ],
)
def test_few_words_many_issues_and_procedure_are_no_subject(text: str) -> None:
    assert subject(text) is None


@pytest.mark.parametrize(
    ("matter", "back"),
    [("the bill", True), ("sign this treaty at once", True), ("a bill for the schools", False), ("it rains", False)],
)
def test_what_refers_back(matter: str, back: bool) -> None:
    assert refers_back(matter) is back


def test_what_is_no_subject_stands_in_the_scheme() -> None:
    assert {row["concept"] for row in rows("issues/no_subjects")} <= concepts().keys()
