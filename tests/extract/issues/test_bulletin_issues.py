"""What the words of bulletins are about: names of bodies, articles, papers and sessions are not what is negotiated."""

from __future__ import annotations

import pytest

from kg.extract.issues.matching import link

BULLETIN = frozenset({"Climate", "InstitutionsAndProcedure"})


def names(matter: str) -> list[str]:
    return [each.concept for each in link(matter, about=BULLETIN)]


@pytest.mark.parametrize(
    ("matter", "concept"),
    [
        ("the outline of the report of the meeting", "PreparatoryDocuments"),
        ("stricter reporting requirements for all", "ReportingAndReview"),
        ("the Consultative Group of Experts should meet twice", "ReportingAndReview"),
        ("better projections of emissions", "ReportingAndReview"),
        ("the revised IPCC Guidelines", "Methodologies"),
        ("the evidence of warming", "ClimateScience"),
        ("new emission scenarios", "ClimateScience"),
        ("storage of carbon dioxide in geological storage sites", "Mitigation"),
        ("a cut of ten per cent below 1990 levels", "EmissionTargets"),
        ("the additionality of small projects", "CleanDevelopmentMechanism"),
        ("the work programme on Article 6", "Education"),
        ("raise public awareness", "Education"),
        ("the implementation of Article 4.9", "Adaptation"),
        ("the adverse effects of policies and measures", "ResponseMeasures"),
        ("a compliance fund", "ClimateCompliance"),
        ("a role for civil society", "Observers"),
        ("the international transaction log", "EmissionsTrading"),
        ("the proposed budget for next year", "OrganizationalBudget"),
        ("make progress on finance for all", "ClimateFinance"),
        ("the cooperation with the other Rio conventions", "SynergiesBetweenProcesses"),
        ("establish a working group of lawyers", "EstablishmentOfBodies"),
        ("a draft COP decision", "NegotiatingText"),
        ("a study of spillover effects", "ResponseMeasures"),
        ("the measurement of emissions from mills", "ReportingAndReview"),
        ("speaking time for each envoy", "TimingAndScheduling"),
        ("form a small group of lawyers", "EstablishmentOfBodies"),
        ("privileges and immunities of the auditors", "Liability"),
    ],
)
def test_bulletin_words_have_their_bulletin_meaning(matter: str, concept: str) -> None:
    assert names(matter)[:1] == [concept]


@pytest.mark.parametrize(
    ("matter", "concept"),
    [
        ("report to the body at its next session", "ReportingAndReview"),
        ("a review of the seating plan", "ReportingAndReview"),
        ("meeting all of the criteria", "HoldingOfTalks"),
        ("the views that the Working Group has heard", "EstablishmentOfBodies"),
        ("another contact group meeting", "EstablishmentOfBodies"),
        ("conclusions with a minor amendment", "TreatyAmendment"),
        ("facilitate the sale of tickets", "ClimateCompliance"),
        ("a mechanism for complaints", "FlexibilityMechanisms"),
        ("dialogue on long-term cooperative action", "BilateralRelations"),
        ("views from non-Annex I Parties on the seating plan", "DevelopingCountryCommitments"),
        ("formulating a reply", "NegotiatingText"),
        ("translate the poem", "SecretariatAndVenue"),
        ("the seventh Conference of the Parties", "PoliticalParties"),
        ("the papers were annexed to the conclusions", "TerritorialDispute"),
    ],
)
def test_a_word_that_only_looks_like_a_label_names_no_issue(matter: str, concept: str) -> None:
    assert concept not in names(matter)


@pytest.mark.parametrize(
    ("matter", "found"),
    [
        ("capacity building for economies in transition", ["CapacityBuilding"]),
        ("workshops for Small Island Developing States", ["Workshops", "Adaptation"]),
        ("technology transfer to developed and developing countries", ["ClimateTechnologyTransfer"]),
    ],
)
def test_an_activity_outranks_the_country_group_it_concerns(matter: str, found: list[str]) -> None:
    assert sorted(names(matter)) == sorted(found)


@pytest.mark.parametrize(
    ("matter", "about", "found"),
    [
        ("a proliferation of side meetings", BULLETIN, []),
        ("a halt to proliferation", frozenset({"ArmsControl"}), ["NuclearNonProliferation"]),
        ("stop nuclear proliferation", BULLETIN, ["NuclearNonProliferation"]),
        ("the proliferation of nuclear weapons", BULLETIN, ["NuclearNonProliferation"]),
        ("the proliferation of weapons of mass destruction", BULLETIN, ["NuclearNonProliferation"]),
        ("a halt to WMD proliferation", BULLETIN, ["NuclearNonProliferation"]),
        ("the proliferation risks of the deal", BULLETIN, ["NuclearNonProliferation"]),
        ("proliferation-sensitive activities", BULLETIN, ["NuclearNonProliferation"]),
        ("a proliferation of plastic waste", BULLETIN, ["Plastics"]),
    ],
)
def test_not_all_that_proliferates_is_nuclear(matter: str, about: frozenset[str], found: list[str]) -> None:
    assert [each.concept for each in link(matter, about=about)] == found


@pytest.mark.parametrize(
    ("about", "concept"),
    [
        (BULLETIN, "ClimateCompliance"),
        (frozenset({"Trade", "InstitutionsAndProcedure"}), "Compliance"),
    ],
)
def test_a_label_shared_with_procedure_means_the_field_of_the_text(about: frozenset[str], concept: str) -> None:
    matter = "a new paragraph and a footnote on the compliance mechanism"
    found = {each.concept for each in link(matter, matter, about=about)}
    assert found & {"Compliance", "ClimateCompliance"} == {concept}


@pytest.mark.parametrize(
    ("matter", "concept"),
    [
        ("a small group of students", "EstablishmentOfBodies"),
        ("the spillover of the war", "ResponseMeasures"),
        ("quality control of milk", "ReportingAndReview"),
        ("trading in shares", "EmissionsTrading"),
    ],
)
def test_what_a_word_means_in_bulletins_it_does_not_mean_elsewhere(matter: str, concept: str) -> None:
    assert concept not in [each.concept for each in link(matter)]
