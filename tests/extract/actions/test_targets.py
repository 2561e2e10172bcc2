"""Targets of measures, and words beside a measure that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Bo Ek took Norway out of the fund.", ("Bo Ek", None, "withdrawal", None)),
        ("Norway took its troops out of Mali.", ("Norway", None, "withdrawal", None)),
        ("Norway took its ambassador out of Mali.", ("Norway", None, "withdrawal", None)),
        ("Norway took its diplomats out of Mali.", ("Norway", None, "withdrawal", None)),
        ("Norway took its military bases out of Mali.", ("Norway", None, "withdrawal", None)),
        ("Siemens took its staff out of Mali.", ("Siemens", None, "withdrawal", None)),
        ("Bo Ek withdrew Norway from the pact.", ("Bo Ek", None, "withdrawal", None)),
        ("Bo Ek withdrew Norway's support last year.", ("Bo Ek", None, "withdrawal", None)),
        ("President Bo Ek threatened to pull Norway out of the pact.", ("Bo Ek", None, "withdrawal", None)),
        ("Peru withdrew its diplomats from Chile.", ("Peru", "Chile", "withdrawal", None)),
        ("Peru withdrew its observers last year.", ("Peru", None, "withdrawal", None)),
        ("Bo Ek closed the border on his first day in office.", ("Bo Ek", None, "other", None)),
        ("Peru sent peacekeepers to Mali.", ("Peru", "Mali", "deployment", None)),
        ("Peru sends 300 troops, Mali 200, Chile 100.", ("Peru", None, "deployment", 300.0)),
        ("Peru deployed 900 personnel, including Chilean soldiers.", ("Peru", None, "deployment", 900.0)),
        ("The Green Party quit the Peruvian government.", ("Green Party", None, "withdrawal", None)),
        ("The Green Party withdrew from the government of Peru.", ("Green Party", None, "withdrawal", None)),
        ("The Green Party quit the Peruvian government over Mali.", ("Green Party", None, "withdrawal", None)),
        ("The Green Party quit the ruling coalition in Peru.", ("Green Party", None, "withdrawal", None)),
        ("Norway left the coalition in Peru.", ("Norway", "coalition", "withdrawal", None)),
        ("Norway quit the coalition of states.", ("Norway", "coalition of states", "withdrawal", None)),
    ],
)
def test_the_thing_withdrawn_is_no_target(proposed: Propose, sentence: str, row: tuple[object, ...]) -> None:
    assert proposed(sentence, "actions") == {row}


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("Canada announced sanctions targeting Chilean banks.", "Chilean banks"),
        ("Canada imposed sanctions targeting Chile's fishing sector.", "Chile"),
        ("Canada imposed a new series of sanctions targeting Chile.", "Chile"),
        ("Canada imposed sanctions hitting Chile.", "Chile"),
        ("Canada imposed sanctions aimed at Chile.", "Chile"),
        ("Canada imposed sanctions targeting the sale of arms.", None),
        ("Canada imposed sanctions citing Chile.", None),
    ],
)
def test_what_measures_target_is_their_target(proposed: Propose, sentence: str, target: str | None) -> None:
    assert {row[:3] for row in proposed(sentence, "actions")} == {("Canada", target, "sanction")}


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("Peru filed a complaint with the WTO.", None),
        ("Peru lodged a WTO complaint on Monday.", None),
        ("Peru brought the case to the WTO.", None),
        ("Peru filed a WTO complaint against Chile.", "Chile"),
        ("Peru filed a WTO case over Chilean duties.", "Chile"),
        ("Peru filed a case at the WTO on behalf of Chile.", None),
        ("Peru began the prosecution of Bo Ek.", "Bo Ek"),
        ("Peru opened an inquiry on Chile.", "Chile"),
        ("Peru opened a case on Chile.", "Chile"),
        ("Peru launched an anti-dumping investigation on steel from Chile.", "Chile"),
        ("Peru started anti-dumping proceedings on goods from Chile.", "Chile"),
    ],
)
def test_a_complaint_is_not_against_the_body_that_decides_it(
    proposed: Propose, sentence: str, target: str | None
) -> None:
    assert ("Peru", target, "other", None) in proposed(sentence, "actions")


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("Peru imposed a duty on $300 million of Chilean goods.", "Chile"),
        ("Peru will tax some 20 million dollars of Chilean goods.", "Chile"),
        ("Peru imposed a duty of 20 percent on cars that are made in Chile.", "Chile"),
        ("After the vote in Chile, Peru raised its duties again.", "Chile"),
        ("Chile said that Peru had raised its duties again.", None),
        ("The premier of Chile said that Peru had raised its duties again.", None),
        ("According to Chile, Peru has raised its duties again.", None),
        ("After votes in Chile and Mali, Peru raised its duties again.", None),
        ("After the vote in Chile, Peru raised its duty on lentils.", None),
        ("After the vote in Arica, Peru raised its duties again.", None),
        ("Peru bought wheat, and Chile asked for arms.", None),
        ("Peru bought two tonnes of Chilean wine.", "Chile"),
        ("Peru retaliated for the Chilean duties.", "Chile"),
    ],
)
def test_measures_of_trade_are_aimed_at_those_whose_goods_they_are_about(
    proposed: Propose, sentence: str, target: str | None
) -> None:
    assert target in {row[1] for row in proposed(sentence, "actions") if row[0] == "Peru"}


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        (
            "Chinese state firms bought soybeans from China and Brazil.",
            ("Chinese state firms", "Brazil", "purchase", None),
        ),
        ("Peru imposed sanctions in coordination with Chile.", ("Peru", None, "sanction", None)),
        ("Peru imposed sanctions on six Chilean individuals.", ("Peru", None, "sanction", None)),
        ("Peru imposed sanctions on two Chilean entities.", ("Peru", None, "sanction", None)),
        ("Peru imposed sanctions on Chilean individuals and entities.", ("Peru", None, "sanction", None)),
        ("Peru imposed sanctions on Chile and Chilean entities.", ("Peru", "Chile", "sanction", None)),
        ("Peru imposed sanctions on Chilean individuals, banks and mills.", ("Peru", "Chile", "sanction", None)),
        ("Peru imposed sanctions on six Chilean judges.", ("Peru", "Chilean judges", "sanction", None)),
        ("Peru imposed sanctions on Chilean copper.", ("Peru", "Chile", "sanction", None)),
        ("Peru imposed more Chile sanctions.", ("Peru", "Chile", "sanction", None)),
        ("The European Union lifted most Syria sanctions.", ("European Union", "Syria", "sanction", None)),
        ("Norway condemned new US sanctions.", ("United States", None, "sanction", None)),
        ("Norway enforced US sanctions.", ("United States", None, "sanction", None)),
        ("Peru withdrew from the agreement with Chile.", ("Peru", "Chile", "withdrawal", None)),
        ("Peru attacked ships from bases in Chile.", ("Peru", None, "strike", None)),
        ("Chile condemned those backing Peru's invasion, including monks in Mali.", ("Peru", None, "strike", None)),
        ("Chile attacked towns, including Lima.", ("Chile", "Peru", "strike", None)),
        ("Syrian rebels attacked Syria.", ("Syrian rebels", "Syria", "strike", None)),
    ],
)
def test_doers_partners_and_bases_are_no_targets(proposed: Propose, sentence: str, row: tuple[object, ...]) -> None:
    assert row in proposed(sentence, "actions")


def test_duties_on_the_goods_of_two_states_are_two_measures(proposed: Propose) -> None:
    text = "Peru imposed a duty on cars that are made in Chile. Peru imposed a duty on cars that are made in Mali."
    assert {row[1] for row in proposed(text, "actions")} == {"Chile", "Mali"}


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("Peru is under Chilean sanctions.", {"Peru"}),
        ("Peru was placed under Chilean sanctions.", {"Peru"}),
        ("Peru, which remains subject to Chilean sanctions, sold wine.", {"Peru"}),
        ("Peru has been the target of Chilean sanctions since May.", {"Peru"}),
        ("Peru and Mali face Chilean sanctions.", {"Peru", "Mali"}),
        ("Peru is under pressure over Chilean sanctions.", {None}),
        ("Peru is no longer under Chilean sanctions.", {None}),
        ("Peru faces possible Chilean sanctions.", {None}),
        ("Peru faces a backlash over Chilean sanctions.", {None}),
        ("Is Peru under Chilean sanctions?", {None}),
        ("Peru is still under Chilean sanctions.", {"Peru"}),
        ("Peru faces sanctions imposed by Chile.", {"Peru"}),
        ("Peru rarely faces Chilean sanctions.", {None}),
        ("Peru is nearly under Chilean sanctions.", {None}),
        ("Peru faced down Chilean sanctions.", {None}),
        ("Few states face Chilean sanctions.", {None}),
        ("Siemens' owner Peru faces Chilean sanctions.", {None}),
        ("Bo Ek put Peru under Chilean sanctions.", {None}),
        ("Peru is subject to Chilean sanctions on Mali.", {"Mali"}),
        ("Peru has called for Chilean sanctions to be lifted.", {None}),
    ],
)
def test_whoever_is_under_sanctions_is_their_target(proposed: Propose, sentence: str, targets: set[str | None]) -> None:
    assert {row[1] for row in proposed(sentence, "actions") if row[0] == "Chile"} == targets


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("Peru banned a film about Chile.", None),
        ("Peru banned an exhibition on Chile.", None),
        ("Peru banned a march against Chile in Lima.", None),
        ("The pilgrimage to Chile was banned by Peru.", None),
        ("Peru provided $20 million for the fight against Chile.", None),
        ("Peru provided aid for the campaign against Chile.", None),
        ("Peru funded attacks on Chile.", None),
        ("Peru gave Mali $20 million for the fight against Chile.", "Mali"),
        ("Peru supplied arms for the defence of Mali against Chile.", "Mali"),
        ("Peru gave $3 million to the relief effort in Chile.", "Chile"),
        ("Peru banned exports of gas to Chile.", "Chile"),
        ("Peru imposed a ban against Chile.", "Chile"),
        ("Peru imposed a ban on arms sales to Chile.", "Chile"),
        ("Peru banned books from Chile.", "Chile"),
        ("Peru banned lending on Siemens.", "Siemens"),
        ("Peru banned advertising on Twitter.", "Twitter"),
    ],
)
def test_whom_a_banned_or_funded_thing_is_about_or_against_is_no_target(
    proposed: Propose, sentence: str, target: str | None
) -> None:
    assert {row[1] for row in proposed(sentence, "actions") if row[0] == "Peru"} == {target}


def test_opposition_figures_are_people(proposed: Propose) -> None:
    targets = {row[1] for row in proposed("Canada detained 20 opposition figures.", "actions")}
    assert len(targets) == 1
    assert str(*targets).endswith("opposition figures")
