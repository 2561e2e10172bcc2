"""Those who attend talks on a side, and so talk with the leader of the other."""

from __future__ import annotations

from tests.extract.examples import Propose, Rows, examples

RUIZ_AND_EK: Rows = {("Ana Ruiz", "Bo Ek", "actual")}
LEADERS = "President Ana Ruiz of Peru held talks with Premier Bo Ek of Chile."
ON_A_SIDE: list[tuple[str, Rows]] = [
    (
        f"{LEADERS} Attending the talks on the Peruvian side were Carl Mora and Dora Paz.",
        {*RUIZ_AND_EK, ("Bo Ek", "Carl Mora", "actual"), ("Bo Ek", "Dora Paz", "actual")},
    ),
    (
        f"{LEADERS} On the Chilean side the meeting was attended by Carl Mora.",
        {*RUIZ_AND_EK, ("Ana Ruiz", "Carl Mora", "actual")},
    ),
    (f"{LEADERS} On the Peruvian side, Carl Mora voted for the levy.", RUIZ_AND_EK),
    (
        f"{LEADERS} On the Peruvian side, Carl Mora took part in the talks.",
        {*RUIZ_AND_EK, ("Bo Ek", "Carl Mora", "actual")},
    ),
    (
        f"{LEADERS} On the Peruvian side the talks were attended by Carl Mora, aide to Dora Paz, who knew Jon Wolf.",
        {*RUIZ_AND_EK, ("Bo Ek", "Carl Mora", "actual")},
    ),
    (
        f"{LEADERS} Present at the talks on the Peruvian side were Ambassador to Chile Carl Mora and Secretary of "
        "State Dora Paz.",
        {*RUIZ_AND_EK, ("Bo Ek", "Carl Mora", "actual"), ("Bo Ek", "Dora Paz", "actual")},
    ),
    (f"{LEADERS} On the Peruvian side, Carl Mora criticised the talks.", RUIZ_AND_EK),
    (f"{LEADERS} On the Peruvian side, Carl Mora took aim at the talks.", RUIZ_AND_EK),
    (f"{LEADERS} On the Peruvian side, the talks were prepared by Carl Mora.", RUIZ_AND_EK),
    (f"{LEADERS} On the Peruvian side, Carl Mora attended a mass for Dora Paz after the talks.", RUIZ_AND_EK),
    (
        "President Ana Ruiz of Peru met Bo Ek. On the Peruvian side, the talks were attended by Carl Mora.",
        RUIZ_AND_EK,
    ),
    (
        f"{LEADERS} On the Peruvian side the talks were attended by Carl Mora, Dora Paz, Eva Roth, Finn Berg, "
        "Gus Lind, Hal Moss, Ida Voss and Jon Wolf.",
        RUIZ_AND_EK,
    ),
    ("Ana Ruiz and Bo Ek attended the meeting on Peru's behalf.", set()),
    ("Ana Ruiz and Bo Ek attended the meeting on behalf of Peru.", set()),
    ("Ana Ruiz and Bo Ek attended the meeting on behalf of Peru and Chile.", RUIZ_AND_EK),
    ("Ana Ruiz and Bo Ek attended the meeting on the Peruvian side of the border.", RUIZ_AND_EK),
    (
        "Ana Ruiz and Bo Ek attended the meeting, with Carl Mora at their side.",
        {*RUIZ_AND_EK, ("Ana Ruiz", "Carl Mora", "actual"), ("Bo Ek", "Carl Mora", "actual")},
    ),
    (
        f"{LEADERS} Ana Ruiz met President Liv Aasen of Norway. At the talks on the Peruvian side sat Carl Mora.",
        {*RUIZ_AND_EK, ("Ana Ruiz", "Liv Aasen", "actual")},
    ),
]


@examples(ON_A_SIDE, ())
def test_those_on_a_side_talk_with_the_leader_of_the_other(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "negotiates_with") == expected


def test_a_minister_who_opens_the_talks_of_the_own_state_takes_part(proposed: Propose) -> None:
    found = proposed("Peruvian foreign minister Ana Ruiz began Peru's talks with Chile.", "negotiates_with")
    assert found == {("Ana Ruiz", "Chile", "actual"), ("Peru", "Chile", "actual")}
    assert proposed("Chile's Ana Ruiz began Mali's talks with Togo.", "negotiates_with") == {("Mali", "Togo", "actual")}
