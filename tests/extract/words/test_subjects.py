"""A matter that names no issue may take what the text around it is about, marked and less surely, where it is plain."""

from __future__ import annotations

import pytest

from kg.extract.words.issue_scheme import concepts, pattern_of
from kg.extract.words.lexicon import rows
from kg.extract.words.subjects import by_context, refers_back
from kg.extract.words.topics import issues_in
from kg.model import Passage

NEWS = (
    "The assembly has banned cluster bombs.\n"
    "Peru had asked for a ban on cluster bombs. Chad keeps its cluster munitions. Mali opposed the ban.\n"
    "Togo wants a new head office. Oman doubted that.\n"
)


def found(matter: str, sentence: str, text: str = NEWS) -> list[str]:
    start = text.index(sentence)
    return [each.concept for each in by_context(text, matter, Passage(start, start + len(sentence), sentence))]


def test_a_matter_takes_what_the_text_around_it_is_about() -> None:
    assert found("the ban", "Mali opposed the ban.") == ["ClusterMunitions"]
    assert found("that", "Mali opposed that.", NEWS.replace("the ban", "that")) == ["ClusterMunitions"]


def test_words_that_stand_beside_the_names_of_an_issue_elsewhere_speak_for_it() -> None:
    text = NEWS.replace("Oman doubted that", "Oman keeps what it asked for")
    assert found("keeps what it asked for", "Oman keeps what it asked for.", text) == ["ClusterMunitions"]


def test_an_issue_that_the_text_opens_with_is_likelier() -> None:
    text = "Peru banned cluster bombs. Cluster bombs maim.\nChad has cluster munitions. Mali keeps its word."
    assert found("its word", "Mali keeps its word.", text) == ["ClusterMunitions"]
    assert found("its word", "Mali keeps its word.", f"Togo waits. Chad waits.\n{text}") == []


def test_labels_that_tell_of_a_place_make_no_text_be_about_their_issue() -> None:
    text = "The hospital is full. Its doctors met the patients. Surgery has to wait. A singer died. Mali praised {}."
    assert found("her voice", "Mali praised her voice.", text.format("her voice")) == []
    assert found("the decision", "Mali praised the decision.", text.format("the decision")) == []


def test_a_label_of_several_words_is_no_stray_where_others_stand_between() -> None:
    text = "Wages rise. A drought has come. The hospital is closed. No fishing. Oman wants a boycott of Peruvian goods."
    start, begin = text.index("a boycott"), text.index("Oman")
    evidence = Passage(begin, len(text), text[begin:])
    links = issues_in(text, Passage(start, len(text) - 1, text[start:-1]), evidence)
    assert [(each.concept, each.confidence) for each in links] == [("EmbargoesAndBoycotts", 0.75)]


def test_a_sentence_that_names_something_else_is_not_about_what_the_text_is() -> None:
    text = NEWS.replace("Oman doubted that", "Oman asked for more in view of the drought and the fishing quota")
    assert found("more", "Oman asked for more in view of the drought and the fishing quota.", text) == []


def test_what_is_said_of_the_conversation_itself_is_about_nothing() -> None:
    text = NEWS.replace("Oman doubted that", "Oman agreed to answer two questions")
    assert found("answer two questions", "Oman agreed to answer two questions.", text) == []


def test_less_will_do_for_a_matter_that_refers_back() -> None:
    text = (
        "The assembly has banned cluster bombs. Peru keeps its cluster munitions. The fishing quota stays. Wages rise. "
        "Oman left the room.\n"
        "Mali opposed it. Chad opposed the ban."
    )
    assert found("it", "Mali opposed it.", text) == []
    assert found("the ban", "Chad opposed the ban.", text) == ["ClusterMunitions"]


def test_a_word_that_nothing_around_has_to_do_with_gives_way_to_what_the_text_is_about() -> None:
    text = NEWS.replace("Mali opposed the ban", "No bomb is a good candidate for that") + "Cluster bombs maim."
    start, words = text.index("a good candidate"), "a good candidate for that"
    begin = text.index("No bomb")
    evidence = Passage(begin, start + len(words) + 1, text[begin : start + len(words) + 1])
    links = issues_in(text, Passage(start, start + len(words), words), evidence)
    assert [(each.concept, each.from_context) for each in links] == [("ClusterMunitions", True)]


def test_where_nothing_else_is_plain_such_a_word_counts_half() -> None:
    text = "Wages rise. A drought has come. The hospital is closed. No fishing. Oman is a good candidate for that."
    start, begin = text.index("a good"), text.index("Oman is")
    evidence = Passage(begin, len(text), text[begin:])
    links = issues_in(text, Passage(start, len(text) - 1, text[start:-1]), evidence)
    assert [(each.concept, each.confidence, each.from_context) for each in links] == [("Elections", 0.35, False)]


def test_of_two_words_that_name_an_issue_the_one_comes_first_that_the_text_names_again() -> None:
    text = "Peru wants an inquiry into the fishing. A fishing quota helps. Fish are few. Fisheries wait."
    words = "an inquiry into the fishing"
    start = text.index(words)
    links = issues_in(text, Passage(start, start + len(words), words), Passage(0, 39, text[:39]))
    assert links[0].concept == "Fisheries"


def test_more_has_to_speak_for_what_is_the_scene_of_many_texts() -> None:
    def text(first: str, second: str) -> str:
        return f"Peru has announced {first}.\n{second} is near. Mali keeps its word. {second} matters."

    words = text("early elections", "A snap election"), text("a ban on cluster bombs", "A cluster bomb")
    assert found("its word", "Mali keeps its word.", words[0]) == []
    assert found("its word", "Mali keeps its word.", words[1]) == ["ClusterMunitions"]


def linked(words: str, text: str) -> list[tuple[str, bool]]:
    start = text.index(words)
    begin, end = text.rfind(". ", 0, start) + 2, text.index(".", start) + 1
    evidence = Passage(begin, end, text[begin:end])
    links = issues_in(text, Passage(start, start + len(words), words), evidence)
    return [(each.concept, each.from_context) for each in links]


def test_what_the_text_is_about_comes_before_how_it_is_dealt_with() -> None:
    text = (
        "The port is quiet. Chad bans cluster bombs. Peru has used cluster munitions. Cluster bombs maim. "
        "Mali opposed the joint statement. Oman wants closer ties."
    )
    assert linked("the joint statement", text) == [("ClusterMunitions", True), ("JointDeclarations", False)]
    assert linked("closer ties", text) == [("BilateralRelations", False)]


def test_in_a_text_about_procedure_how_it_is_dealt_with_is_the_issue() -> None:
    text = (
        "A draft decision came first. Parties kept the brackets. Chad bans cluster bombs. Peru has cluster munitions. "
        "Cluster bombs maim. Mali opposed the joint statement."
    )
    assert linked("the joint statement", text) == [("JointDeclarations", False)]


def test_a_hidden_label_counts_only_where_the_text_around_names_its_concept_again() -> None:
    text = "Emission targets matter. Sinks do. Baselines too. {} Mali wants other scenarios."
    assert linked("other scenarios", text.format("Coal does not.")) == []
    assert linked("other scenarios", text.format("The IPCC has met.")) == [("ClimateScience", False)]


def test_one_word_of_a_long_matter_that_the_text_never_takes_up_is_said_by_the_way() -> None:
    text = (
        "Wages rise. A drought has come. No fishing. A boycott is near. "
        "Mali wants a museum where the old engines of the seven villages stand dry and warm."
    )
    long, short = "museum where the old engines of the seven villages stand dry and warm", "museum"
    assert linked(long, text) == []
    assert linked(short, text) == [("CultureAndHeritage", False)]
    assert linked(long, text.replace("A boycott", "The museum")) == [("CultureAndHeritage", False)]


def test_only_a_part_of_a_long_text_counts() -> None:
    text = f"{NEWS}{'Nobody came. ' * 40}Oman left it at that."
    assert found("it", "Oman left it at that.", text) == []


def test_the_context_is_marked_and_asked_only_where_the_words_name_nothing() -> None:
    def links(words: str) -> list[tuple[str, bool]]:
        start = NEWS.index(words)
        matter = Passage(start, start + len(words), words)
        begin, end = NEWS.rindex(".", 0, start) + 2, NEWS.index(".", start) + 1
        evidence = Passage(begin, end, NEWS[begin:end])
        return [(each.concept, each.from_context) for each in issues_in(NEWS, matter, evidence)]

    assert links("its cluster munitions") == [("ClusterMunitions", False)]
    assert links("the ban") == [("ClusterMunitions", True)]


@pytest.mark.parametrize(
    "text",
    [
        "it",
        "Peru wants a fishing quota. Chad wants higher wages. Mali opposed it.",
        "The next meeting is in May. A meeting is wanted. The talks go on. More talks are needed. Mali opposed it.",
    ],
)
def test_few_words_many_issues_and_procedure_are_not_what_a_text_is_about(text: str) -> None:
    assert found("it", text.rpartition(". ")[2], text) == []


@pytest.mark.parametrize(
    ("matter", "back"),
    [("the bill", True), ("sign this treaty at once", True), ("a bill for the schools", False), ("it rains", False)],
)
def test_what_refers_back(matter: str, back: bool) -> None:
    assert refers_back(matter) is back


def test_what_is_no_subject_stands_in_the_scheme() -> None:
    assert {row["concept"] for row in rows("issues/no_subjects")} <= concepts().keys()


def test_what_tells_of_a_place_is_a_label_of_the_scheme() -> None:
    labels = {label for each in concepts().values() for label in (each.label, *each.alternatives, *each.hidden)}
    known = {pattern_of(label) for label in labels}
    assert {row["label"] for row in rows("issues/settings") if pattern_of(row["label"]) not in known} == set()
