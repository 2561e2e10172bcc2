"""Demands that are listed in groups with their shares, on whose word, and what is answered to each group."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("Peru's demands are known. Half of the demands concern fish, such as lower quotas for tuna and a ban on nets.",
         {"fish", "lower quotas for tuna", "a ban on nets"}),
        ("Chile read the 18 requests that Peru handed over. A further third deal with cod, which Chile refused. The "
         "rest, some 20 percent, seek a ban on nets.",
         {"cod", "a ban on nets"}),
        ("Peru has put forward demands of two kinds. Four in ten are simple: sharing data on rain, say, or telling "
         "Chile before the gates close. The remainder call for a court.",
         {"sharing data on rain", "telling Chile before the gates close", "a court"}),
        ("Peru sent Chile a paper with nine points. Six points are about fish, and the other three demand that the "
         "fleet pay its debts.",
         {"fish", "the fleet pay its debts"}),
        ("Peru handed Chile a list of ten requests. Half of them seek aid.", {"aid"}),
        ("Peru wants aid of two kinds. Some 40 percent of it would come from cheaper loans.", {"cheaper loans"}),
        ("Peru's demands are old. The last ten call for seats on the board.", {"seats on the board"}),
        ("Peru's demands are old. Thirty percent involved ports, such as letting ships dock and giving them fuel.",
         {"ports", "letting ships dock", "giving them fuel"}),
    ],
)  # fmt: skip
def test_each_group_and_example_is_a_demand(held: Held, text: str, matters: set[str]) -> None:
    assert matters <= {matter for holder, stance, matter in held(text) if (holder, stance) == ("Peru", "demand")}


def test_a_text_may_break_off_before_what_is_listed(held: Held) -> None:
    assert held("Peru's demands are old. Half deal with") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Half of the fleet concerns Peru.",
        "Peru's objections are known. Half of the boats are about ten metres long.",
        "Peru demanded a levy. Twenty percent of the voters seek work.",
        "Peru demanded a levy. Some 40 percent of the voters would seek work.",
        "Peru demanded a levy. The last ten calls for work were ignored.",
    ],
)
def test_shares_of_other_things_are_no_demands(held: Held, text: str) -> None:
    assert {(holder, stance) for holder, stance, _ in held(text)} <= {("Peru", "demand"), ("Peru", "oppose")}
    assert not {matter for _, _, matter in held(text)} & {"Peru", "ten metres long", "work"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru has presented demands to Chile. An industry group called for work.",
        "Peru put forward demands on fish. The last quarter of the year was about work.",
        "Peru put forward demands on fish. A consumer group in Santiago is pushing for work.",
        "Peru put forward demands on fish. A third of the voters seek work.",
    ],
)
def test_groups_of_people_and_parts_of_years_list_no_demands(held: Held, text: str) -> None:
    assert "work" not in {matter for holder, _, matter in held(text) if holder == "Peru"}


ANSWERED = (
    "Officials said Peru had divided the Chilean demands of Peru into three groups. A third concern fish, which "
    "Peruvian envoys believe could be met at once. Another third involve ports. Those could take several years of "
    "negotiations. The rest concern copper. Peru refuses to discuss many of these."
)


def test_an_answer_refers_to_the_group_just_mentioned(held: Held) -> None:
    rows = held(ANSWERED, "holder", "stance", "matter", "addressee", "modality")
    assert {
        ("Chile", "demand", "fish", "Peru", "asserted"),
        ("Peruvian envoys", "accept", "fish", "Chile", "possible"),
        ("Peru", "accept", "ports", "Chile", "possible"),
        ("Peru", "reject", "discuss many of these", "Chile", "asserted"),
    } <= rows


@pytest.mark.parametrize(
    "text",
    [
        ANSWERED.replace("Those could", "They could"),
        ANSWERED.replace("Those could", "Rain fell. Those could"),
    ],
)
def test_taking_time_is_no_acceptance(held: Held, text: str) -> None:
    assert ("Peru", "accept") not in held(text, "holder", "stance")


def test_the_source_of_the_groups_is_the_source_of_each_demand(held: Held) -> None:
    rows = held(ANSWERED, "holder", "matter", "sources")
    assert {("Chile", "fish", ("Officials",)), ("Chile", "copper", ("Officials",))} <= rows


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Miners angry about the levy and farmers who blamed Peru met.", "the levy"),
        ("Miners are angry about the levy and farmers who blamed Peru.", "the levy and farmers who blamed Peru"),
        ("Miners angry about ministers and farmers who blamed Peru met.", "ministers and farmers"),
    ],
)
def test_people_who_did_something_are_the_next_subject(held: Held, text: str, matter: str) -> None:
    assert matter in {m for who, m in held(text, "holder", "matter") if who == "Miners"}
