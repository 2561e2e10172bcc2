"""What a matter is about in its document: learned for our scheme, by its labels for a codebook that replaces it."""

from __future__ import annotations

import pytest

from kg.extract.issues.linking import issues_in
from kg.extract.issues.matching import MOST_LINKS
from kg.lists import ListedIssue, OwnList
from kg.model import IssueLink, Passage


def linked(text: str, lists: tuple[OwnList, ...] = ()) -> tuple[IssueLink, ...]:
    """The issues of the matter in double brackets, its sentence being the line's last."""
    before, rest = text.split("[[")
    words, after = rest.split("]]")
    whole = before + words + after
    begin = max(before.rfind(". ") + 2 if ". " in before else 0, before.rfind("\n") + 1)
    end = len(before) + len(words) + (after.find(".") + 1 or len(after))
    evidence = Passage(begin, end, whole[begin:end])
    return issues_in(whole, Passage(len(before), len(before) + len(words), words), evidence, lists)


def first(text: str, lists: tuple[OwnList, ...] = ()) -> str | None:
    return next((each.concept for each in linked(text, lists)), None)


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("The minister wants [[lower tariffs on steel]].", "SteelAndAluminumTariffs"),
        ("The union rejected [[an offer of two per cent more pay]].", "Wages"),
        ("The opposition wants [[the polls to open before the summer]].", "Elections"),
        ("The senator wants [[trawlers kept out of the bay]].", "Fisheries"),
        ("The minister offered [[visas for seasonal workers]].", "Migration"),
    ],
)
def test_words_that_no_label_has_tell_the_issue_as_well(sentence: str, concept: str) -> None:
    assert first(sentence) == concept


def test_what_a_paragraph_announces_holds_for_what_points_back() -> None:
    text = "On bunker fuels, Peru opposed a new workshop on aviation emissions. Chad supported [[this proposal]]."
    (found, *_) = linked(text)
    assert (found.concept, found.from_context) == ("BunkerFuels", True)


def test_own_words_are_not_from_the_context() -> None:
    (found, *_) = linked("Peru has banned cluster bombs. Chad keeps [[its cluster munitions]].")
    assert (found.concept, found.from_context) == ("ClusterMunitions", False)


def test_a_matter_that_nothing_tells_of_has_no_issue() -> None:
    assert linked("Nobody came. Oman left [[it at that]].") == ()


def test_the_likeliest_come_first_and_are_few() -> None:
    found = linked("The ministers discussed [[tariffs, climate finance, a ceasefire, elections and fishing quotas]].")
    assert len(found) <= MOST_LINKS
    assert [each.confidence for each in found] == sorted((each.confidence for each in found), reverse=True)
    assert all(0 < each.confidence <= 1 for each in found)


RIVER = OwnList(name="river", issues=(ListedIssue("RiverTolls", "River tolls", ("dues on barges",)),))


def test_an_issue_of_an_own_list_comes_first_and_ours_beside_it() -> None:
    found = linked("Peru wants [[lower dues on barges and lower tariffs on steel]].", (RIVER,))
    assert found[0].concept == "RiverTolls"
    assert "SteelAndAluminumTariffs" in {each.concept for each in found}


class TestACodebookInThePlaceOfOurs:
    lists = (OwnList(name="river", issues=RIVER.issues, replaces=True),)

    def test_only_its_labels_count(self) -> None:
        assert first("Peru wants [[lower dues on barges]].", self.lists) == "RiverTolls"
        assert linked("Peru wants [[lower tariffs on steel]].", self.lists) == ()

    def test_a_topic_that_was_announced_holds_less_surely(self) -> None:
        own = linked("Peru spoke of [[river tolls]].", self.lists)[0]
        topic = linked("On river tolls, Peru was firm. Chad supported [[this proposal]].", self.lists)[0]
        assert topic.concept == own.concept
        assert topic.confidence < own.confidence
