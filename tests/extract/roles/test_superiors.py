"""A title after the post of somebody who serves its holder is the superior's, and not that of the person named next."""

from __future__ import annotations

import pytest

from tests.extract.examples import Propose, Rows, examples

SERVANTS = [
    "Special Adviser to the UN Secretary General Hana Novak left.",
    "Personal Envoy of the UN Secretary General Hana Novak left.",
    "Special Aide to the Prime Minister Hana Novak left.",
    "Trade Minister Otto Wirth, Special Aide to the Prime Minister Hana Novak and others left.",
    "The foreign policy adviser to the Peruvian Chancellor Hana Novak left.",
    "The chief of staff to the Prime Minister of Peru, Hana Novak, left.",
    "The adviser for trade to the Honorable Prime Minister of Peru, Hana Novak, left.",
    "The spokesperson of the President of Peru, Hana Novak, left.",
    "The wife of the President of Peru, Hana Novak, left.",
]
FOUND: list[tuple[str, Rows]] = [
    ("An aide to the Peruvian President Hana Novak left.", {("Hana Novak", "Peru", "President")}),
    ("The wife of the Peruvian President Hana Novak left.", {("Hana Novak", "Peru", "President")}),
    ("The letter to the President of Peru, Hana Novak, was lost.", {("Hana Novak", "Peru", "President")}),
    ("Kenya sent its envoy to the President of Peru, Hana Novak.", {("Hana Novak", "Peru", "President")}),
    ("An aide to the President of Peru, Hana Novak, left.", {("Hana Novak", "Peru", "President")}),
    (
        "Otto Wirth, an aide to the Peruvian President Hana Novak, left.",
        {("Otto Wirth", "Peru", "aide"), ("Hana Novak", "Peru", "President")},
    ),
    ("The aide to the Russian President Vladimir Putin left.", {("Vladimir Putin", "Russia", "President")}),
    (
        "The spokesman for the Sudanese army Brigadier General Hana Novak left.",
        {("Hana Novak", "Sudan", "army Brigadier General")},
    ),
]


@pytest.mark.parametrize("text", SERVANTS)
def test_a_servant_does_not_hold_the_post_of_the_superior(text: str, proposed: Propose) -> None:
    titles = {row[2] for row in proposed(text, "roles") if row[0] == "Hana Novak"}
    assert not titles & {"Secretary General", "Prime Minister", "Honorable Prime Minister", "Chancellor", "President"}


@examples(FOUND, [])
def test_a_superior_who_is_named_holds_the_post(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert expected <= proposed(sentence, "roles")
