"""The issues of a matter in its document: learned for our scheme, by labels for a codebook that replaces it."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest

from kg.extract.issues import linking
from kg.extract.issues.likelihood import Likelihoods
from kg.extract.issues.linking import issues_in
from kg.extract.issues.matching import MOST_LINKS, fields, link
from kg.extract.issues.scheme import concepts
from kg.extract.issues.weights import load_weights
from kg.lists import ListedIssue, OwnList
from kg.model import IssueLink, Passage


def linked(text: str, lists: tuple[OwnList, ...] = (), beside: Likelihoods | None = None) -> tuple[IssueLink, ...]:
    """The issues of the matter in double brackets, its sentence being the line's last."""
    before, rest = text.split("[[")
    words, after = rest.split("]]")
    whole = before + words + after
    begin = max(before.rfind(". ") + 2 if ". " in before else 0, before.rfind("\n") + 1)
    end = len(before) + len(words) + (after.find(".") + 1 or len(after))
    evidence = Passage(begin, end, whole[begin:end])
    return issues_in(whole, Passage(len(before), len(before) + len(words), words), evidence, lists, beside)


def first(text: str, lists: tuple[OwnList, ...] = ()) -> str | None:
    return next((each.concept for each in linked(text, lists)), None)


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("The union rejected [[an offer of two per cent more pay]].", "Wages"),
        ("The board refused [[to let the rival buy the firm]].", "OwnershipAndMergers"),
    ],
)
def test_words_outside_all_labels_can_indicate_an_issue(sentence: str, concept: str) -> None:
    assert link(sentence.partition("[[")[2].partition("]]")[0]) == ()
    assert first(sentence) == concept


def test_a_matter_that_refers_back_takes_the_announced_topic() -> None:
    text = "On bunker fuels, Peru opposed a new workshop on aviation emissions. Chad supported [[this proposal]]."
    (found, *_) = linked(text)
    assert (found.concept, found.from_context) == ("BunkerFuels", True)


def test_own_words_are_not_from_the_context() -> None:
    (found, *_) = linked("Peru has banned cluster bombs. Chad keeps [[its cluster munitions]].")
    assert (found.concept, found.from_context) == ("ClusterMunitions", False)


def test_a_matter_without_any_evidence_has_no_issue() -> None:
    assert linked("Nobody came. Oman left [[it at that]].") == ()


def test_the_likeliest_come_first_and_are_few() -> None:
    found = linked("The ministers spoke of [[sanctions and elections]].")
    assert {each.concept for each in found} == {"Elections", "Sanctions"}
    assert len(found) <= MOST_LINKS
    assert [each.confidence for each in found] == sorted((each.confidence for each in found), reverse=True)
    assert all(0 < each.confidence <= 1 for each in found)


RIVER = OwnList(
    "river",
    issues=(
        ListedIssue("RiverTolls", "River tolls", ("dues on barges",), broader="Trade"),
        ListedIssue("LockFees", "Lock fees", broader="RiverTolls"),
        ListedIssue("DockFees", "Dock fees", broader="Trade"),
    ),
)


def test_an_issue_that_the_weights_have_not_learned_is_found_by_its_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = load_weights()
    learned = {name: place for name, place in weights.names.items() if name != "SteelAndAluminumTariffs"}
    monkeypatch.setattr(linking, "load_weights", lambda: replace(weights, names=learned))
    assert first("Peru wants [[lower tariffs on steel]].") == "SteelAndAluminumTariffs"


class TestAListBesideOurs:
    def test_its_issues_come_first_and_named_ones_of_ours_follow(self) -> None:
        found = [
            each.concept for each in linked("Peru wants [[lower dues on barges and lower tariffs on steel]].", (RIVER,))
        ]
        assert found == ["RiverTolls", "SteelAndAluminumTariffs"]
        assert [each.concept for each in linked("Peru spoke of [[river tolls]].", (RIVER,))] == ["RiverTolls"]

    def test_two_below_one_of_ours_are_both_found(self) -> None:
        found = {each.concept for each in linked("Peru wants [[lower lock fees and dock fees]].", (RIVER,))}
        assert found == {"LockFees", "DockFees"}

    def test_a_longer_label_of_ours_wins(self) -> None:
        banks = OwnList("banks", issues=(ListedIssue("Banks", "bank", broader="Finance"),))
        assert first("Peru wants [[an end of west bank settlements]].", (banks,)) == "IsraeliSettlements"

    @pytest.mark.parametrize(
        ("label", "matter", "expected"),
        [
            ("Withdrawal", "a withdrawal from the Paris Agreement", "ParisAgreement"),
            ("Steel", "steel and aluminum tariffs", "SteelAndAluminumTariffs"),
            ("Withdrawal", "to withdraw its troops", "TroopWithdrawal"),
            ("Withdrawal of troops", "to withdraw its troops", "Own"),  # ours too
        ],
    )
    def test_the_longest_label_wins_whether_of_the_list_or_ours(self, label: str, matter: str, expected: str) -> None:
        own = OwnList("own", issues=(ListedIssue("Own", label),))
        found = {each.concept for each in linked(f"Chad demanded [[{matter}]].", (own,))}
        assert expected in found

    def test_an_issue_with_none_above_is_found_beside_one_with(self) -> None:
        grain = OwnList("grain", issues=(ListedIssue("Grain", "Grain", ("grain shipments",)),))
        found = {each.concept for each in linked("Peru wants [[lock fees and grain shipments]].", (RIVER, grain))}
        assert found == {"LockFees", "Grain"}
        alone = tuple(replace(each, replaces=True) for each in (RIVER, grain))
        assert {each.concept for each in linked("Peru wants [[grain shipments and lock fees]].", alone)} == found

    def test_its_announced_topic_is_used_where_ours_have_no_issue(self) -> None:
        (found,) = linked("On dock fees, Peru was firm. Chad supported [[this proposal]].", (RIVER,))
        assert found.concept == "DockFees"


class TestACodebookInThePlaceOfOurs:
    lists = (OwnList("river", issues=RIVER.issues, replaces=True),)

    def test_only_its_labels_count(self) -> None:
        assert first("Peru wants [[lower dues on barges]].", self.lists) == "RiverTolls"
        assert linked("Peru wants [[lower tariffs on steel]].", self.lists) == ()

    def test_a_topic_that_was_announced_holds_less_surely(self) -> None:
        own = linked("Peru spoke of [[dock fees]].", self.lists)[0]
        topic = linked("On dock fees, Peru was firm. Chad supported [[this proposal]].", self.lists)[0]
        assert topic.concept == own.concept
        assert topic.confidence < own.confidence

    @pytest.mark.parametrize("name", ["Trade", "Trd"])
    def test_its_names_may_be_ours(self, name: str) -> None:
        lists = (OwnList("flat", issues=(ListedIssue(name, "Trade", ("commerce",)),), replaces=True),)
        assert first("On trade, Peru was firm. Chad supported [[this proposal]].", lists) == name
        around = "Trade is weak. Trade fell. Commerce fell. Trade matters. Mali opposed [[the ban]]."
        assert first(around, lists) == name


def judge(concept: str, asked: list[str]) -> Likelihoods:
    """A judge that finds one concept likely for any matter, and records the matters in ``asked``."""

    def likelihoods(before: str, matter: Passage, evidence: Passage) -> dict[str, float]:
        asked.append(matter.text)
        return {**dict.fromkeys(concepts(), 0.0), concept: 0.99}

    return likelihoods


def test_a_second_judge_decides_where_the_words_leave_doubt() -> None:
    asked: list[str] = []
    (found,) = linked("Oman wanted [[a fair share for its boats]].", beside=judge("Fisheries", asked))
    assert set(asked) == {"a fair share for its boats"}
    assert (found.concept, found.from_context) == ("Fisheries", False)


def test_a_second_judge_is_not_asked_where_the_words_are_clear() -> None:
    asked: list[str] = []
    (found, *_) = linked("Chad keeps [[its cluster munitions]].", beside=judge("Fisheries", asked))
    assert (asked, found.concept) == ([], "ClusterMunitions")


def test_an_issue_judged_by_preceding_text_is_marked_as_from_context() -> None:
    def by_before(before: str, matter: Passage, evidence: Passage) -> dict[str, float]:
        return {**dict.fromkeys(concepts(), 0.0), "Fisheries": 0.99 if before else 0.0}

    (found,) = linked("The boats came home. Oman wanted [[a fair share of it]].", beside=by_before)
    assert (found.concept, found.from_context) == ("Fisheries", True)


def test_the_labels_of_a_long_text_are_found_in_little_time() -> None:
    own = OwnList("own", issues=(ListedIssue("Deals", "Trade"), ListedIssue("Duties", "tariff")))
    started = process_time()
    fields("The trade deal on steel tariffs and the withdrawal of troops in the climate talks. " * 1000, (own,))
    assert process_time() - started < 2
