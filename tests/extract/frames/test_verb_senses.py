"""One verb, several senses: which of them is a position, and of which stance."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

SENSES: list[tuple[str, Rows]] = [
    ("Norway raised the issue of fish quotas.", set()),
    ("Peru raised the tariff on copper.", set()),
    ("Kenya raised concerns about the dam.", {("Kenya", "concern", "the dam")}),
    ("The bridge supports the road.", set()),
    ("Chile supports the treaty.", {("Chile", "support", "the treaty")}),
    ("Fiji recalled the history of the fund.", set()),
    ("Ghana considers joining the pact.", {("Ghana", "offer", "joining the pact")}),
    ("Mali agreed with Niger on joint patrols.", {("Mali", "accept", "joint patrols")}),
    ("Spain agrees with the proposal.", {("Spain", "support", "the proposal")}),
    ("Poland wants a larger quota.", {("Poland", "demand", "a larger quota")}),
    ("Poland does not want a larger quota.", {("Poland", "oppose", "a larger quota")}),
    ("Peru asked whether the figures were right.", {("Peru", "concern", "the figures were right")}),
    ("Peru asked Chile to open the port.", {("Peru", "demand", "open the port")}),
    ("Kenya suggested that the fund be closed.", {("Kenya", "propose", "the fund be closed")}),
    ("Kenya suggested that the fund is empty.", set()),
    ("Iran warned of a drought.", {("Iran", "concern", "a drought")}),
    ("Laos will not rule out a strike.", set()),
    ("Laos will not block the deal.", set()),
    ("Laos will not sign the deal.", {("Laos", "reject", "the deal")}),
    (
        "Laos called for the camps to be closed, a demand that lawyers condemned.",
        {("Laos", "demand", "the camps to be closed"), ("lawyers", "accuse", "the camps to be closed")},
    ),
    ("Laos thanked Peru for the warm welcome.", set()),
    ("Laos thanked Peru for the loan.", {("Laos", "support", "the loan")}),
    ("Laos asked Peru to accept its condolences.", set()),
    ("Laos is less worried about the levy.", set()),
    ("Laos expressed less support for the levy.", set()),
    ("The absence of Laotian support for the levy was plain.", set()),
    ("Laos is no less worried about the levy.", {("Laos", "concern", "the levy")}),
    ("Laos failed to demonstrate its commitment to the pact.", set()),
    ("Laos demonstrated its commitment to the pact.", {("Laos", "commit", "the pact")}),
    ("Laos thanked Peru for receiving the crew.", {("Laos", "support", "receiving the crew")}),
    ("Laos accepted the introduction of a levy.", {("Laos", "accept", "the introduction of a levy")}),
    ("Laos was unable to accept the draft.", {("Laos", "reject", "accept the draft")}),
    ("Laos threatened the supply of oil.", {("Laos", "threaten", "the supply of oil")}),
    ("Laos wrote to Peru to warn it of a storm.", {("Laos", "concern", "a storm")}),
    ("Laos wrote to Peru to stop the trial.", {("Laos", "demand", "stop the trial")}),
    ("Laos is united in condemning the raid.", {("Laos", "accuse", "the raid")}),
    ("Laos is united in the fight for peace.", {("Laos", "support", "the fight for peace")}),
    ("Laos forbade Peru from leaving the pact.", {("Laos", "reject", "leaving the pact")}),
    ("Laos asked Peru to accept the levy.", {("Laos", "demand", "accept the levy")}),
    ("Laos threatened the stability of the fund.", set()),
    ("Laos threatened a boycott of the fund.", {("Laos", "threaten", "a boycott of the fund")}),
    ("Ana Ruiz claimed that she owned the video.", set()),
    ("Laos dismissed the charge.", {("Laos", "deny", "the charge")}),
    ("Laos rejected suggestions that the talks had failed.", {("Laos", "deny", "the talks had failed")}),
    ("Laos rejected a suggestion that the talks be moved.", {("Laos", "reject", "the talks be moved")}),
    ("Laos dismissed the plan.", {("Laos", "reject", "the plan")}),
    ("Norway hoped that Sweden would join the pact.", {("Norway", "demand", "Sweden would join the pact")}),
    ("Norway hopes to join the pact.", {("Norway", "support", "join the pact")}),
    ("Egypt declined to comment.", set()),
    ("Peru summoned the ambassador of Chile to complain.", set()),
    ("Peru called the president of Chile on Friday to congratulate him.", {("Peru", "support", "him")}),
    ("The rebels attacked the camp.", set()),
    ("The rebels attacked the plan.", {("rebels", "accuse", "the plan")}),
    ("Laos asked about dates for the talks.", set()),
    ("Laos asked how the fund worked.", set()),
    ("Laos asked for dates for the talks.", {("Laos", "demand", "dates for the talks")}),
    ("Laos would like to express its concern about the dam.", {("Laos", "concern", "the dam")}),
    ("Laos wants to thank Peru for the loan.", {("Laos", "support", "the loan")}),
    ("Laos would like to thank the crew.", {("Laos", "support", "thank the crew")}),
    ("Laos wishes to say that it opposes the dam.", {("Laos", "oppose", "the dam")}),
    ("Ana Ruiz prepared to cut fares.", {("Ana Ruiz", "commit", "cut fares")}),
    ("Ana Ruiz prepared to attack Togo.", {("Ana Ruiz", "threaten", "attack Togo")}),
    ("Ana Ruiz is prepared to cut fares.", {("Ana Ruiz", "offer", "cut fares")}),
    ("Ana Ruiz contested the seat.", set()),
    ("Ana Ruiz is defending 12 of the 30 seats.", set()),
    ("The Greens are defending a number of marginal districts.", set()),
    ("Ana Ruiz defended the districts.", {("Ana Ruiz", "support", "the districts")}),
    ("Ana Ruiz contested the claim.", {("Ana Ruiz", "deny", "the claim")}),
    ("Laos promoted Ana Ruiz.", set()),
    ("Laos promoted the deal.", {("Laos", "support", "the deal")}),
    ("The fund has the full support of Laos.", {("Laos", "support", "The fund")}),
    ("Laos wants to add a clause to the treaty.", {("Laos", "demand", "add a clause to the treaty")}),
    ("Laos wants to repeat the vote.", {("Laos", "demand", "repeat the vote")}),
    ("Laos would like to reiterate its call for a ceasefire.", {("Laos", "demand", "a ceasefire")}),
    ("Laos asked what Chile would offer.", set()),
    ("Laos asked why Chile opposed the dam.", {("Chile", "oppose", "the dam")}),
]


@pytest.mark.parametrize(("sentence", "expected"), SENSES)
def test_the_frame_tells_the_sense(held: Held, sentence: str, expected: Rows) -> None:
    assert held(sentence) == expected
