"""Which of the issues that a matter names come first, which yield, and what a shared label means."""

from __future__ import annotations

import pytest

from kg.extract.issues.matching import link
from kg.extract.issues.scheme import scheme_of


def names(matter: str) -> list[str]:
    return [each.concept for each in link(matter)]


@pytest.mark.parametrize(
    ("matter", "concept"),
    [("the new law", []), ("the entire proposed bill", []), ("new text", ["NegotiatingText"])],
)
def test_a_modifier_alone_does_not_identify_a_text(matter: str, concept: list[str]) -> None:
    assert names(matter) == concept


@pytest.mark.parametrize(
    ("matter", "found"),
    [
        ("a resolution on the sanctions", ["Sanctions", "Resolutions"]),
        ("an agreement on closer ties in guarding the borders", ["Borders", "BilateralRelations"]),
        ("postpone the elections", ["Elections", "TimingAndScheduling"]),
    ],
)
def test_the_subject_of_talks_comes_before_their_form(matter: str, found: list[str]) -> None:
    assert names(matter) == found


@pytest.mark.parametrize(
    ("matter", "found"),
    [
        ("a theft at the museum", ["CrimeAndPolicing"]),
        ("the removal of their troops from the valley", ["TroopWithdrawal"]),
        ("the museum", ["CultureAndHeritage"]),
        ("a visit to the polling place", ["Elections"]),
        ("safety for the detainees", ["HumanRights"]),
        ("an agenda for the farmers", ["AgriculturalTrade", "Agenda"]),
    ],
)
def test_an_activity_outranks_the_place_or_people_it_concerns(matter: str, found: list[str]) -> None:
    assert names(matter) == found


@pytest.mark.parametrize(
    ("matter", "field", "concept"),
    [
        ("a haircut", "Finance", "DebtRelief"),
        ("hosting a quiz", "InstitutionsAndProcedure", "SecretariatAndVenue"),
        ("water in the cellar", "Environment", "Water"),
        ("good relationships with the neighbours", "PeaceAndSecurity", "BilateralRelations"),
    ],
)
def test_an_everyday_word_names_its_issue_only_in_a_text_about_its_field(matter: str, field: str, concept: str) -> None:
    assert names(matter) == []
    assert [each.concept for each in link(matter, about={"Culture"})] == []
    assert [each.concept for each in link(matter, about={field})] == [concept]


def test_two_concepts_of_one_field_share_no_open_label() -> None:
    scheme = scheme_of(())
    assert scheme.meanings
    for pattern, meant in scheme.meanings.items():
        fields_of = [scheme.concepts[name].domain for name in meant if (pattern, name) not in scheme.hidden]
        assert len(set(fields_of)) == len(fields_of), pattern


def test_the_fields_of_the_text_settle_a_shared_label_if_the_sentence_does_not() -> None:
    (settled,) = link("technology transfer", about={"Climate"})
    assert settled == link("technology transfer", "They spoke of emission targets.")[0]


@pytest.mark.parametrize(
    ("matter", "first"),
    [
        ("deepen trade and economic cooperation", "Trade"),
        ("information security", "Cybersecurity"),
        ("a political settlement for the valley", "PeaceTalks"),
        ("the rights and freedoms of the miners", "HumanRights"),
        ("a bloodless coup", "RegimeChange"),
        ("the role of women in the peace process", "RightsOfWomen"),
        ("withdraw its heavy weapons", "TroopWithdrawal"),
        ("end the embargo", "EmbargoesAndBoycotts"),
        ("accept the invitation", "DiplomaticCourtesies"),
        ("import substitution", "IndustrialPolicy"),
    ],
)
def test_the_words_of_news_have_their_issue_first(matter: str, first: str) -> None:
    assert names(matter)[0] == first
