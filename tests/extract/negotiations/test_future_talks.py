"""Talks that somebody only demands, and talks that lie ahead."""

from __future__ import annotations

import pytest

from tests.extract.examples import Propose


@pytest.mark.parametrize(
    "sentence",
    [
        "Mali said that Ghana should return to talks with Togo.",
        "Ghana ought to negotiate directly with Togo, Mali said.",
        "Ghana has to talk to Togo, an envoy said.",
        "Ghana will have to talk to Togo, an envoy said.",
        "Mali argued that Ghana needs to return to negotiations with Togo.",
        "Ghana should set aside its plans and return to talks with Togo.",
        "Ghana must start negotiating with Togo.",
        "The talks between Ghana and Togo should resume, Mali said.",
        "The talks between Ghana and Togo need to begin soon, Mali said.",
        "There should be talks between Ghana and Togo.",
    ],
)
def test_talks_that_are_only_demanded_are_possible(proposed: Propose, sentence: str) -> None:
    assert ("Ghana", "Togo", "possible") in proposed(sentence, "negotiates_with")


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Ghana must have met Togo.", "actual"),
        ("Ghana had to negotiate with Togo.", "actual"),
        ("Ghana has had to negotiate with Togo for years.", "actual"),
        ("Ghana should use its talks with Togo to raise the matter.", "actual"),
        ("Ghana must conclude its talks with Togo.", "actual"),
        ("The talks between Ghana and Togo should continue.", "actual"),
        ("Ghana should honour the treaty that it signed with Togo.", "actual"),
        ("Ghana set aside its plans and returned to talks with Togo.", "actual"),
        ("Ghana agreed to pay and met Togo in Lima.", "actual"),
        ("Ghana should not negotiate with Togo.", None),
        ("Ghana has to meet Togo every spring.", "actual"),
        ("Ghana must hold the talks with Togo that it began in May.", "actual"),
        ("The talks between Ghana and Togo, now in their second week, must begin to bear fruit.", "actual"),
        ("Ghana must talk to Togo, as it does in Lima.", "actual"),
        ("Ghana must be talking to Togo in secret, analysts say.", "actual"),
        ("Ghana must be in talks with Togo.", "actual"),
    ],
)
def test_a_demand_of_something_else_leaves_talks_as_they_are(
    proposed: Propose, sentence: str, modality: str | None
) -> None:
    assert ("Ghana", "Togo", modality) in proposed(sentence, "negotiates_with")


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The envoy welcomed the talks between Ghana and Togo planned for 5 May.", "planned"),
        ("The envoy spoke about the talks between Ghana and Togo scheduled for Monday.", "planned"),
        ("Talks between Ghana and Togo expected to begin next week will focus on fish.", "planned"),
        ("A meeting between Ghana and Togo due to open on Monday was the main topic.", "actual"),
        ("Talks between Ghana and Togo, originally planned for Monday, opened on Tuesday.", "actual"),
        ("Ghana returned from the talks with Togo scheduled for Monday.", "actual"),
        ("During talks between Ghana and Togo planned for Monday, a bridge fell.", "actual"),
        ("The meeting between Ghana and Togo scheduled for Friday is now over.", "actual"),
        ("The envoy praised the talks between Ghana and Togo scheduled for Monday.", "actual"),
        ("The summit between Ghana and Togo to take place in May is at risk.", "planned"),
        ("Ghana prepares for talks with Togo scheduled for July.", "planned"),
        ("A second round of talks between Ghana and Togo scheduled for Monday is in doubt.", "planned"),
        ("Talks between Ghana and Togo planned for April but held in May ended.", "actual"),
        ("The talks between Ghana and Togo planned for April ended without a deal.", "actual"),
        ("Ghana attended the talks with Togo scheduled for Monday.", "actual"),
        ("Ghana and Togo held talks planned by Mali.", "actual"),
        ("The meeting between Ghana and Togo to discuss trade was useful.", "actual"),
        ("The truce between Ghana and Togo, due to start on Monday, covers the north.", "actual"),
        ("Ghana rejected talks with Togo planned for May.", "refused"),
        ("A meeting between Ghana and Togo foreseen for 5 June was welcomed by the mayor.", "planned"),
        ("Talks between Ghana and Togo scheduled for 5 June would help farmers.", "planned"),
        ("Talks between Ghana and Togo scheduled for Monday are under way.", "actual"),
        ("The meeting between Ghana and Togo scheduled for Monday was held on Friday.", "actual"),
        ("The pact provides for a meeting between Ghana and Togo.", "planned"),
        ("Mali provided rooms for a meeting between Ghana and Togo.", "actual"),
        ("The pact foresees yearly talks between Ghana and Togo.", "planned"),
        ("Ghana planned a meeting with Togo.", "planned"),
        ("Mali arranged a meeting between Ghana and Togo.", "actual"),
        ("Envoys spoke of the talks on June 3 between Ghana and Togo.", "planned"),
        ("Envoys discussed tomorrow's meeting between Ghana and Togo.", "planned"),
        ("Envoys spoke of the talks on May 3 between Ghana and Togo.", "actual"),
        ("Envoys praised the Monday talks between Ghana and Togo.", "actual"),
        ("Envoys praised the June 3 agreement between Ghana and Togo.", "actual"),
        ("Ghana held talks with Togo on June 3.", "actual"),
        ("After the June 3 meeting between Ghana and Togo, prices fell.", "actual"),
        ("The June 3 talks between Ghana and Togo collapsed.", "actual"),
        ("The June 3 talks between Ghana and Togo were a success.", "actual"),
        ("The June 3 talks between Ghana and Togo have failed.", "actual"),
        ("At the June 3 meeting between Ghana and Togo, ministers signed a pact.", "actual"),
        ("Envoys praised the result of the June 3 talks between Ghana and Togo.", "actual"),
        ("The June 3 talks between Ghana and Togo were to open in Lima.", "planned"),
        ("The June 3 talks between Ghana and Togo were imminent.", "planned"),
        ("The June 3 talks between Ghana and Togo were announced by Mali.", "planned"),
        ("Envoys hoped for a truce at the June 3 meeting between Ghana and Togo.", "planned"),
        ("Bo Ek planned the summit between Ghana and Togo.", "actual"),
        ("Bo Ek who planned the 2015 meeting between Ghana and Togo was praised.", "actual"),
        ("Bo Ek planned a summit between Ghana and Togo.", "planned"),
        ("Mali welcomes the talks between Ghana and Togo due to take place on 5 June.", "planned"),
        ("Mali welcomes the talks between Ghana and Togo, due on 5 June.", "planned"),
        ("Mali welcomes the talks between Ghana and Togo to be held on 5 June.", "planned"),
        ("Mali confirms the talks between Ghana and Togo to have been held on 5 May.", "actual"),
        ("Mali welcomes the talks between Ghana and Togo, due to their good results.", "actual"),
        ("Mali praised the talks between Ghana and Togo due on Monday.", "actual"),
    ],
)
def test_the_words_around_talks_or_their_date_tell_that_they_are_to_come(
    proposed: Propose, sentence: str, modality: str
) -> None:
    assert proposed(sentence, "negotiates_with") == {("Ghana", "Togo", modality)}


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Ghana and Togo are determined to negotiate a truce.", "planned"),
        ("Ghana and Togo are resolved to hold talks on fish.", "planned"),
        ("Ghana and Togo are bound to hold talks on fish.", "planned"),
        ("Ghana is going to meet Togo.", "planned"),
        ("Ghana decided to leave after talks with Togo.", "actual"),
        ("Ghana decided to end talks with Togo.", "actual"),
        ("Ghana decided to meet Togo and the two agreed on a truce.", "actual"),
        ("Determined to meet Togo, Ghana sent its envoys.", "actual"),
        ("Ghana was determined to meet Togo and did so in May.", "actual"),
        ("The border was determined in talks between Ghana and Togo.", "actual"),
        ("Ghana is bound by its agreement with Togo.", "actual"),
    ],
)
def test_who_is_determined_to_talk_has_not_talked_yet(proposed: Propose, sentence: str, modality: str) -> None:
    assert proposed(sentence, "negotiates_with") == {("Ghana", "Togo", modality)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Talks between Ghana, Mali and Togo scheduled for 5 June would help farmers.",
        "The envoy welcomed the talks among Ghana, Mali and Togo due on 5 June.",
        "The envoy welcomed the talks among Ghana, Mali and Togo to be held on 5 June.",
    ],
)
def test_parties_in_a_list_do_not_hide_when_they_are_to_meet(proposed: Propose, sentence: str) -> None:
    found = proposed(sentence, "negotiates_with")
    assert {modality for *_, modality in found} == {"planned"}
