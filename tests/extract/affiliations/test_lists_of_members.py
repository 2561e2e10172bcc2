"""Members whom a list names after the words for their group, and the delegations of two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]

FOUND: list[tuple[str, Rows]] = [
    (
        "The six nations of the Harbour Pact – Chile, Peru and Mexico among others – signed.",
        {("Chile", "nations"), ("Peru", "nations")},
    ),
    ("The three powers - Chile, Peru and Mexico - signed.", {("Chile", "three powers"), ("Mexico", "three powers")}),
    (
        "Chile and Peru signed a pact. The delegations of the two countries met in Quito.",
        {("delegations of the two countries", "Chile"), ("delegations of the two countries", "Peru")},
    ),
]


BODIES: list[tuple[str, Rows]] = [
    ("EU members Malta and Cyprus objected.", {("Malta", "European Union"), ("Cyprus", "European Union")}),
    ("EU member states Malta and Cyprus objected.", {("Malta", "European Union"), ("Cyprus", "European Union")}),
    ("The EU's newest members are Malta and Cyprus.", {("Malta", "European Union"), ("Cyprus", "European Union")}),
    ("EU member Malta objected.", {("Malta", "European Union")}),
    ("EU members Malta and Cyprus said Chile had angered Peru.", {("Malta", "European Union")}),
    ("Chile met EU members Malta and Cyprus.", {("Malta", "European Union"), ("Cyprus", "European Union")}),
    ("EU member states such as Malta objected.", {("Malta", "European Union")}),
    ("The signatories to the Reef Forum were Chile and Peru.", {("Chile", "Reef Forum"), ("Peru", "Reef Forum")}),
    ("The Reef Forum has two members: Chile and Peru.", {("Chile", "Reef Forum"), ("Peru", "Reef Forum")}),
    ("NATO members Denmark and Norway objected.", {("Denmark", "NATO"), ("Norway", "NATO")}),
    ("Green Party members Ana Ruiz and Bo Ek objected.", {("Ana Ruiz", "Green Party"), ("Bo Ek", "Green Party")}),
    ("Denmark was elected a member of the Security Council.", {("Denmark", "UN Security Council")}),
]
NO_MEMBERS = [
    "The European Union's new members would be Chile and Peru.",
    "The new members of the European Union will be Chile and Peru.",
    "The next European Union members are Chile and Peru.",
    "The next members of the European Union, Chile and Peru, objected.",
    "Former European Union states such as Chile and Peru objected.",
    "The European Union wants to have new members: Chile and Peru.",
    "European Union members Chile hopes to join rejected the plan.",
    "European Union members Chile has angered rejected the plan.",
    "European Union member Malta and Chile met.",
    "Talks between European Union members Malta and Chile collapsed.",
    "European Union members and Chile signed a pact.",
    "European Union members as well as Chile signed a pact.",
    "European Union members Malta and Cyprus, as well as Chile, signed a pact.",
    "The European Union has 27 members and Chile has none.",
    "European Union allies Chile and Peru joined the sanctions.",
    "The European Union has two allies: Chile and Peru.",
    "European Union members Ana Ruiz of Chile and Bo Ek of Peru objected.",
    "Members of the European Union, Chile said, rejected the plan.",
    "The states of the European Union, Chile and Peru met.",
    "Peru told EU members Chile would attack.",
    "The members of the European Union are friends of Chile and Peru.",
    "EU ally Peru told Chile that the members of the European Union, Malta and others, objected.",
]


@pytest.mark.parametrize(("text", "rows"), BODIES)
def test_those_listed_after_a_word_for_members_belong_to_the_body(proposed: Propose, text: str, rows: Rows) -> None:
    assert rows <= proposed(text, "affiliations")


@pytest.mark.parametrize("text", NO_MEMBERS)
def test_whoever_is_no_item_of_such_a_list_is_no_member(proposed: Propose, text: str) -> None:
    assert ("Chile", "European Union") not in proposed(text, "affiliations")


@pytest.mark.parametrize(("text", "rows"), FOUND)
def test_those_listed_belong_to_the_group(proposed: Propose, text: str, rows: Rows) -> None:
    assert rows <= proposed(text, "affiliations")


def test_for_after_a_noun_names_no_representative(proposed: Propose) -> None:
    rows = proposed("This is a time of trial for Iraq, for the United Nations and for the world.", "affiliations")
    assert rows == set()


def test_a_hyphenated_name_of_two_opens_no_list(proposed: Propose) -> None:
    assert ("Chile", "ASEAN") not in proposed("The ASEAN-Chile, ASEAN-Peru and other talks failed.", "affiliations")
    assert ("Chile", "ASEAN") in proposed("ASEAN – Chile, Peru and others – rejected the plan.", "affiliations")
