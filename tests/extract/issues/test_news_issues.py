"""What words mean that news, readouts and diplomatic history use, and what else they are often taken for."""

from __future__ import annotations

import pytest

from kg.extract.issues.matching import link


def first(matter: str) -> str | None:
    return next((each.concept for each in link(matter)), None)


@pytest.mark.parametrize(
    ("matter", "concept"),
    [
        ("its wish to acquire a nuclear weapon", "NuclearNonProliferation"),
        ("that nobody there develop nuclear weapons", "NuclearNonProliferation"),
        ("a world without nuclear weapons", "NuclearDisarmament"),
        ("a bomb in orbit", None),
        ("the bombing of two hamlets", "ArmedAttacks"),
        ("the time bomb of old pipes", None),
    ],
)
def test_words_about_bombs(matter: str, concept: str | None) -> None:
    assert first(matter) == concept


@pytest.mark.parametrize(
    ("matter", "concept"),
    [
        ("a mutual security treaty with the islands", "MilitaryAlliance"),
        ("the defense of South Korea", "MilitaryAlliance"),
        ("a separate peace with the rebels' patron", "PeaceTalks"),
        ("to pay reparations for twenty years", "WarReparations"),
        ("the invasion of Taiwan", "TerritorialDispute"),
        ("the policy of containment", "ForeignPolicy"),
        ("cooperation between regional powers", "BilateralRelations"),
        ("the renewal of the mandate of the blue berets", "Peacekeeping"),
        ("the views of troop-contributing countries", "Peacekeeping"),
        ("recognition of a sovereign Palestinian state", "Independence"),
        ("hybrid threats from the east", "Cybersecurity"),
        ("the use of drones", "MilitaryIntervention"),
        ("the deployment of observers along the river", "Peacekeeping"),
        ("the sinking of the ferry", "Accidents"),
        ("war on a sovereign nation", "MilitaryIntervention"),
    ],
)
def test_words_about_war_and_peace(matter: str, concept: str) -> None:
    about = {"PeaceAndSecurity"}
    assert next(each.concept for each in link(matter, about=about)) == concept


@pytest.mark.parametrize(
    ("matter", "concept"),
    [
        ("immunity from prosecution for the old king", "CourtProceedings"),
        ("the number of justices", "ConstitutionalReform"),
        ("a wider definition of rape", "SexualAbuse"),
        ("to silence critics by suppressing dissent", "HumanRights"),
        ("the free flow of goods across the river", "TradeFacilitation"),
        ("a trade-off between speed and cost", None),
        ("the health and happiness of the bride", None),
        ("the legacy of the bridge builders", None),
        ("the men and women of this shipyard", None),
    ],
)
def test_everyday_words(matter: str, concept: str | None) -> None:
    assert first(matter) == concept


@pytest.mark.parametrize(
    ("matter", "field", "concept"),
    [
        ("what the Fund should pay for", "Climate", "ClimateFinance"),
        ("an interim target for 2010", "Climate", "EmissionTargets"),
        ("the working capital reserve", "InstitutionsAndProcedure", "OrganizationalBudget"),
        ("a second term for the candidate", "InstitutionsAndProcedure", "LeadershipSelection"),
        ("the candidate of the left", "PeaceAndSecurity", "Elections"),
        ("the need to adapt the timetable", "InstitutionsAndProcedure", "TimingAndScheduling"),
    ],
)
def test_words_about_negotiations(matter: str, field: str, concept: str) -> None:
    assert next(each.concept for each in link(matter, about={field})) == concept
