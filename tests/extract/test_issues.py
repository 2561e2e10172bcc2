"""What a matter is about, and that the scheme of issues is sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.issues import concepts, link


def names(matter: str, context: str = "") -> list[str]:
    return [each.concept for each in link(matter, context)]


@pytest.mark.parametrize(
    ("matter", "concept"),
    [
        ("a 10 percent tariff on imported washing machines", "Tariffs"),
        ("tariffs on steel", "SteelAndAluminumTariffs"),
        ("reduce its trade deficit with Mexico", "TradeDeficit"),
        ("an end to forced technology transfer", "TechnologyTransfer"),
        ("sanctions must be lifted at once", "SanctionsRelief"),
        ("the lifting of all economic sanctions", "SanctionsRelief"),
        ("LIFTING OF SANCTIONS", "SanctionsRelief"),
        ("the withdrawal of all foreign troops", "TroopWithdrawal"),
        ("to withdraw its troops by May", "TroopWithdrawal"),
        ("a two-thirds majority", "RulesOfProcedure"),
        ("freedom of the press", "DemocracyAndRuleOfLaw"),
        ("a tax on banks", "BankingRegulation"),
        ("restrictions on exports of chips", "ExportControls"),
        ("labour standards", "LaborAndEnvironmentalStandardsInTrade"),
        ("the privatisation of the steelworks", "Privatization"),
        ("that Iran stop enriching uranium", "UraniumEnrichment"),
        ("commercial whaling", "Whaling"),
        ("U.N. membership", "UNMembership"),
        ("the use of AI", "ArtificialIntelligence"),
        ("withdraw from the agreement", "TreatyWithdrawal"),
        ("the withdrawal agreement", "Brexit"),
        ("debt", "DebtRelief"),
    ],
)
def test_a_matter_is_about_its_longest_label(matter: str, concept: str) -> None:
    assert names(matter) == [concept]


@pytest.mark.parametrize(
    "matter",
    [
        "",
        "the plan",
        "the Commerce Ministry",
        "the National Assembly of the Federation",
        "to start at nine",
        "what he said on Monday",
        "a salt mine",
    ],
)
def test_words_without_a_label_are_about_nothing(matter: str) -> None:
    assert link(matter) == ()


def test_two_issues_in_one_matter_are_both_found() -> None:
    assert names("higher wages and earlier pensions") == ["Wages", "Pensions"]


def test_a_narrower_concept_leaves_the_broader_one_out() -> None:
    assert names("tariffs, above all tariffs on cars") == ["AutoTariffs"]


def test_a_shared_label_is_settled_by_its_surroundings() -> None:
    assert names("technology transfer", "They spoke of patents and of joint ventures.") == ["TechnologyTransfer"]
    assert names("technology transfer", "They spoke of adaptation and emission targets.") == [
        "ClimateTechnologyTransfer"
    ]
    assert "ClimateTechnologyTransfer" in names("technology transfer for adaptation")


def test_a_shared_label_without_surroundings_is_less_sure() -> None:
    (alone,) = link("technology transfer")
    (settled,) = link("technology transfer", "They spoke of emission targets.")
    assert alone.confidence < settled.confidence


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("withdrawal of troops", "withdrawal of nearly all troops"),
        ("fishing quotas", "tuna for everybody"),
        ("uranium enrichment", "peace for everybody"),
    ],
)
def test_closer_and_longer_labels_are_surer(surer: str, less_sure: str) -> None:
    assert link(surer)[0].confidence > link(less_sure)[0].confidence


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_gives_few_links_with_a_probability(matter: str, context: str) -> None:
    links = link(matter, context)
    assert links == link(matter, context)
    assert len(links) <= 3
    assert all(0 < each.confidence <= 1 and each.concept in concepts() for each in links)


def test_every_concept_is_found_by_its_own_name() -> None:
    lost = {
        each.name: names(each.label)
        for each in concepts().values()
        if each.name not in names(each.label) and "and" not in each.label.split()
    }
    assert lost == {}


def test_the_scheme_is_a_forest_with_unique_names_and_several_labels() -> None:
    found = concepts()
    assert len(found) >= 150
    assert len({each.label.casefold() for each in found.values()}) == len(found)
    for each in found.values():
        assert each.broader is None or each.broader in found
        assert found[each.domain].broader is None
        assert each.alternatives


def test_the_domains_are_the_top_concepts() -> None:
    assert {each.domain for each in concepts().values()} == {
        "Trade",
        "Climate",
        "PeaceAndSecurity",
        "ArmsControl",
        "Labor",
        "Finance",
        "Environment",
        "Technology",
        "InstitutionsAndProcedure",
    }
