"""The addressee of a demand expressed by a clause: the agent in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Peru demanded that Chile free Ana Ruiz.", "Chile"),
        ("Peru demanded that Ana Ruiz be freed by Chile.", "Chile"),
        ("Peru demanded that Ana Ruiz be freed.", None),
        ("Peru proposed that Ana Ruiz be appointed judge.", None),
    ],
)
def test_a_patient_of_the_demanded_act_is_not_addressed(held: Held, text: str, addressee: str | None) -> None:
    assert {found for (found,) in held(text, "addressee")} == {addressee}


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Peru called for a panel to study the levy.", None),
        ("Peru proposed four working groups.", None),
        ("Peru proposed that Chile lead the group.", "Chile"),
        ("Peru called for a Chilean minister to resign.", "Chilean minister"),
        ("Peru called for one party to leave.", "party"),
        ("Peru is seeking a minister to run the port.", None),
        ("Peru wants a minister to run the port.", None),
        ("Peru wants a minister to explain the deal.", "minister"),
        ("Peru wants the minister to run the port.", "minister"),
        ("Peru urged a minister to run the port.", "minister"),
        ("Peru said Chile must be able to pray.", None),
        ("Peru said Chile must be free of nuclear weapons.", "Chile"),
        ("Peru said Chile must be able and willing to pay.", "Chile"),
    ],
)
def test_the_subject_of_being_or_being_allowed_is_not_addressed(held: Held, text: str, addressee: str | None) -> None:
    assert {whom for holder, whom in held(text, "holder", "addressee") if holder == "Peru"} == {addressee}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru called on Chile to sign the pact and for Bolivia to open the port.",
            {("Chile", "sign the pact"), ("Bolivia", "open the port")},
        ),
        (
            "Peru called on Chile to sign the pact and open the port.",
            {("Chile", "sign the pact"), ("Chile", "open the port")},
        ),
        (
            "Peru called on Chile to sign the pact and for the port to be opened.",
            {("Chile", "sign the pact"), ("Chile", "the port to be opened")},
        ),
        (
            "Peru called on Chile to sign the pact and for it to open the port.",
            {("Chile", "sign the pact"), ("Chile", "open the port")},
        ),
    ],
)
def test_a_coordinated_demand_may_have_another_addressee(held: Held, text: str, expected: Rows) -> None:
    assert held(text, "addressee", "matter") >= expected


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Peru ruled out any troops being sent.", None),
        ("Peru ruled out troops being sent.", None),
        ("Peru rebuked the troops in Lima.", "troops"),
    ],
)
def test_a_party_within_what_is_ruled_out_is_not_addressed(held: Held, text: str, addressee: str | None) -> None:
    assert {whom for holder, whom in held(text, "holder", "addressee") if holder == "Peru"} == {addressee}


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Peru said those held in Quito should face a civilian trial.", None),
        ("Peru said the miners must get lawyers.", None),
        ("Peru said the miners should receive a pension.", None),
        ("Peru said the miners should receive a pension from Chile.", "Chile"),
        ("Peru demanded that the miners receive a pension.", None),
        ("Peru said Chile must face the facts.", "Chile"),
        ("Peru insisted that Chile must get a pact with Bolivia.", "Chile"),
        ("Peru said the miners must get a fair deal.", None),
        ("Peru said Chile must get rid of its weapons.", "Chile"),
        ("Peru said Chile should get out of Bolivia.", "Chile"),
        ("Peru said Chile must receive the envoys.", "Chile"),
    ],
)
def test_whoever_should_be_given_something_is_not_asked(held: Held, text: str, addressee: str | None) -> None:
    assert {found for (found,) in held(text, "addressee")} == {addressee}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The fish was held back by the blockade of Lima. It must get out, Ruiz said.", ("Ruiz", None)),
        ("Peru met Chile. Peru said Chile must send the aid Bolivia needs to recover.", ("Peru", "Chile")),
    ],
)
def test_who_is_asked_is_no_guess(held: Held, text: str, row: tuple[str, str | None]) -> None:
    found = {
        (holder, whom) for holder, whom, stance in held(text, "holder", "addressee", "stance") if stance == "demand"
    }
    assert found == {row}


LEADERS = "President Bo Ek of Peru and President Ana Ruiz of Chile "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            LEADERS + "told Peruvian Minister Eva Dahl and Chilean Minister Kari Lund to meet.",
            {("Bo Ek", "Eva Dahl"), ("Ana Ruiz", "Kari Lund")},
        ),
        (
            "Peru and Chile told Chilean Minister Kari Lund and Peruvian Minister Eva Dahl to meet.",
            {("Peru", "Eva Dahl"), ("Chile", "Kari Lund")},
        ),
        (LEADERS + "told Peruvian Minister Eva Dahl to resign.", {("Bo Ek", "Eva Dahl"), ("Ana Ruiz", "Eva Dahl")}),
        (
            LEADERS + "told Fijian Minister Eva Dahl and Malian Minister Kari Lund to meet.",
            {("Bo Ek", "Eva Dahl"), ("Ana Ruiz", "Eva Dahl")},
        ),
    ],
)
def test_each_of_two_leaders_addresses_the_minister_of_the_same_state(
    held: Held, text: str, expected: set[tuple[str, str]]
) -> None:
    assert held(text, "holder", "addressee") == expected
