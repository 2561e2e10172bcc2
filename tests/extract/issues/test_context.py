"""A matter that names no issue may take what the text around it is about, marked and less surely, where it is plain."""

from __future__ import annotations

import pytest

from kg.extract.issues.context import by_context, refers_back
from kg.extract.issues.matching import link
from kg.extract.issues.scheme import concepts, pattern_of
from kg.extract.words.lexicon import rows
from kg.lists import ListedIssue, OwnList
from kg.model import Passage

NEWS = (
    "The assembly has banned cluster bombs.\n"
    "Peru had asked for a ban on cluster bombs. Chad keeps its cluster munitions. Mali opposed the ban.\n"
    "Togo wants a new head office. Oman doubted that.\n"
)


def found(matter: str, sentence: str, text: str = NEWS) -> list[str]:
    start = text.index(sentence)
    return [each.concept for each in by_context(text, matter, Passage(start, start + len(sentence), sentence), ())]


def test_a_matter_takes_the_issue_of_the_surrounding_text() -> None:
    assert found("the ban", "Mali opposed the ban.") == ["ClusterMunitions"]
    assert found("that", "Mali opposed that.", NEWS.replace("the ban", "that")) == ["ClusterMunitions"]


def test_words_that_occur_beside_an_issue_elsewhere_are_evidence_for_it() -> None:
    text = NEWS.replace("Oman doubted that", "Oman keeps what it asked for")
    assert found("keeps what it asked for", "Oman keeps what it asked for.", text) == ["ClusterMunitions"]


def test_an_issue_that_the_text_opens_with_is_likelier() -> None:
    text = "Peru banned cluster bombs. Cluster bombs maim.\nChad has cluster munitions. Mali keeps its word."
    assert found("its word", "Mali keeps its word.", text) == ["ClusterMunitions"]
    assert found("its word", "Mali keeps its word.", f"Togo waits. Chad waits.\n{text}") == []


def test_labels_of_a_setting_do_not_make_a_text_about_their_issue() -> None:
    text = "The hospital is full. Its doctors met the patients. Surgery has to wait. A singer died. Mali praised {}."
    assert found("her voice", "Mali praised her voice.", text.format("her voice")) == []
    assert found("the decision", "Mali praised the decision.", text.format("the decision")) == []


def test_a_sentence_with_other_issues_does_not_take_that_of_the_text() -> None:
    text = NEWS.replace("Oman doubted that", "Oman asked for more in view of the drought and the fishing quota")
    assert found("more", "Oman asked for more in view of the drought and the fishing quota.", text) == []


def test_a_remark_about_the_conversation_itself_has_no_issue() -> None:
    text = NEWS.replace("Oman doubted that", "Oman agreed to answer two questions")
    assert found("answer two questions", "Oman agreed to answer two questions.", text) == []


def test_a_matter_that_refers_back_needs_less_evidence() -> None:
    text = (
        "The assembly has banned cluster bombs. Peru keeps its cluster munitions. The fishing quota stays. Wages rise. "
        "Oman left the room.\n"
        "Mali opposed it. Chad opposed the ban."
    )
    assert found("it", "Mali opposed it.", text) == []
    assert found("the ban", "Chad opposed the ban.", text) == ["ClusterMunitions"]


def test_an_issue_of_many_texts_needs_more_evidence() -> None:
    def text(first: str, second: str) -> str:
        return f"Peru has announced {first}.\n{second} is near. Mali keeps its word. {second} matters."

    words = text("early elections", "A snap election"), text("a ban on cluster bombs", "A cluster bomb")
    assert found("its word", "Mali keeps its word.", words[0]) == []
    assert found("its word", "Mali keeps its word.", words[1]) == ["ClusterMunitions"]


def test_only_nearby_parts_of_a_long_text_count() -> None:
    text = f"{NEWS}{'Nobody came. ' * 40}Oman left it at that."
    assert found("it", "Oman left it at that.", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "it",
        "Peru wants a fishing quota. Chad wants higher wages. Mali opposed it.",
        "The next meeting is in May. A meeting is wanted. The talks go on. More talks are needed. Mali opposed it.",
    ],
)
def test_a_short_mixed_or_procedural_text_gives_no_issue(text: str) -> None:
    assert found("it", text.rpartition(". ")[2], text) == []


@pytest.mark.parametrize(
    ("matter", "back"),
    [("the bill", True), ("sign this treaty at once", True), ("a bill for the schools", False), ("it rains", False)],
)
def test_which_matters_refer_back(matter: str, back: bool) -> None:
    assert refers_back(matter) is back


def test_concepts_that_are_no_subject_exist_in_the_scheme() -> None:
    assert {row["concept"] for row in rows("issues/no_subjects")} <= concepts().keys()


def test_an_excluded_phrase_keeps_more_than_one_word_from_labels() -> None:
    assert [row["phrase"] for row in rows("issues/not_issues") if len(pattern_of(row["phrase"]).stems) < 2] == []


def test_an_excluded_phrase_holds_against_own_labels() -> None:
    lists = (OwnList("own", issues=(ListedIssue("own/tide", "tide"), ListedIssue("own/shows", "shows"))),)
    for matter, issues in {
        "turn the tide": [],
        "the rising tide": ["own/tide"],
        "a talk show": [],
        "an end to the shows": ["own/shows"],
    }.items():
        assert [each.concept for each in link(matter, "", lists)] == issues, matter


def test_labels_of_settings_exist_in_the_scheme() -> None:
    labels = {label for each in concepts().values() for label in (each.label, *each.alternatives, *each.hidden)}
    known = {pattern_of(label) for label in labels}
    assert {row["label"] for row in rows("issues/settings") if pattern_of(row["label"]) not in known} == set()
