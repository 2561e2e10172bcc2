"""Who expects another to do something tells of no commitment of the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

EXPECTED_BY_OTHERS = [
    "Chile is confident that Kenya will abide by the pact.",
    '"We believe that Kenya will cooperate with the court," Chile said.',
    "Chile trusts that Kenya will abide by the pact.",
    "Chile's minister Ana Bo is confident that NATO will abide by the pact.",
    '"If Kenya is serious about peace, then Kenya will rejoin the talks," Chile said.',
    '"If Kenya is serious about peace, it will rejoin the talks," Chilean minister Ana Bo said.',
    "Chile said that if Kenya wants peace, it will rejoin the talks.",
    "Chile said that if Kenya wants a deal, it will withdraw its fleet.",
    "Chile is convinced that Ana Ruiz will carry out her task.",
]
EXPECTED_OF_ONESELF = [
    "Kenya is confident that it will abide by the pact.",
    '"We are confident that Kenya will abide by the pact," Kenya said.',
    "Kenya's envoy said Kenya will abide by the pact.",
    "Kenya's envoy said that if Kenya wants peace, it will rejoin the talks.",
    '"If we want peace, we will rejoin the talks," Kenya said.',
    "Chile said that if Peru wants peace, Kenya will rejoin the talks.",
    "Kenya will hold talks with Chile if it is sincere.",
    "If Kenya is serious about peace, it will rejoin the talks, its foreign minister said.",
    '"Kenya will hold talks with Peru if it is sincere," Chile said.',
    "Chile said that Kenya will abide by the pact.",
    "Chile is confident that Kenya is committed to the pact.",
]


@pytest.mark.parametrize("text", EXPECTED_BY_OTHERS)
def test_what_others_expect_is_no_commitment(text: str, held: Held) -> None:
    assert not {"Kenya", "NATO", "Ruiz", "Ana Ruiz"} & {who for (who,) in held(text, "holder")}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Mark Rutte is confident that NATO will abide by the pact.", "NATO"),
        ("NATO Secretary General Ana Ruiz is confident that NATO will abide by the pact.", "NATO"),
        ("The government spokesman is confident that the government will abide by the pact.", "government"),
    ],
)
def test_what_a_person_expects_of_his_body_is_its_commitment(text: str, body: str, held: Held) -> None:
    assert (body, "commit") in held(text, "holder", "stance")


@pytest.mark.parametrize("text", EXPECTED_OF_ONESELF)
def test_what_somebody_says_of_himself_is_a_commitment(text: str, held: Held) -> None:
    assert ("Kenya", "commit") in held(text, "holder", "stance")
