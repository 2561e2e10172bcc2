"""Bulletins: who stands beside the main speaker, and who speaks for whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

BESIDE: list[tuple[str, Rows]] = [
    (
        "JAPAN, opposed by CHINA, said the revision was useful.",
        {("Japan", "support", "the revision was useful"), ("China", "oppose", "the revision was useful")},
    ),
    (
        "PERU, supported by MALI, said that new rules were needed.",
        {
            ("Peru", "demand", "new rules"),
            ("Peru", "demand", "new rules were needed"),
            ("Mali", "support", "new rules were needed"),
        },
    ),
    (
        "CHINA, supported by KUWAIT, inquired about the agenda and said the panel should review the plan.",
        {
            ("China", "demand", "the panel should review the plan"),
            ("Kuwait", "support", "the panel should review the plan"),
        },
    ),
    (
        "CANADA disagreed with language supported by CUBA.",
        {("Canada", "oppose", "language supported by CUBA"), ("Cuba", "support", "language")},
    ),
    (
        "KENYA called for a review, supported by MALI and opposed by CHAD.",
        {("Kenya", "demand", "a review"), ("Mali", "support", "a review"), ("Chad", "oppose", "a review")},
    ),
    (
        "Delegates discussed language proposed by CANADA and supported by CUBA.",
        {("Canada", "propose", "language"), ("Cuba", "support", "language")},
    ),
    ("CHINA rejected the text, supported by CUBA.", {("China", "reject", "the text")}),
    ("CHINA objected to the text, supported by CUBA.", {("China", "oppose", "the text")}),
    (
        "The language supported by CUBA was rejected by CHINA.",
        {("Cuba", "support", "The language"), ("China", "reject", "The language supported by CUBA")},
    ),
    (
        "CANADA, supported by NORWAY and opposed by CHINA, proposed a new fund.",
        {
            ("Canada", "propose", "a new fund"),
            ("Norway", "support", "a new fund"),
            ("China", "oppose", "a new fund"),
        },
    ),
    (
        "CANADA, supported by NORWAY, proposed deleting the paragraph.",
        {("Canada", "propose", "deleting the paragraph"), ("Norway", "support", "deleting the paragraph")},
    ),
    (
        "KENYA, opposed by INDIA, said the text should name forests.",
        {
            ("Kenya", "demand", "the text should name forests"),
            ("India", "oppose", "the text should name forests"),
        },
    ),
    (
        "FIJI, with TUVALU and SAMOA, proposed a loss and damage window.",
        {(who, "propose", "a loss and damage window") for who in ("Fiji", "Tuvalu", "Samoa")},
    ),
    (
        "Norway, along with Sweden, backed the ban.",
        {("Norway", "support", "the ban"), ("Sweden", "support", "the ban")},
    ),
    (
        "NORWAY, supported by SWITZERLAND, objected to the bracketed text.",
        {("Norway", "oppose", "the bracketed text"), ("Switzerland", "oppose", "the bracketed text")},
    ),
    (
        "The EU and NORWAY, opposed by SAUDI ARABIA, disagreed with the proposal.",
        {
            ("European Union", "oppose", "the proposal"),
            ("Norway", "oppose", "the proposal"),
            ("Saudi Arabia", "support", "the proposal"),
        },
    ),
    (
        "AUSTRALIA, backed by CANADA, the US and JAPAN, suggested a workshop.",
        {("Australia", "propose", "a workshop")}
        | {(who, "support", "a workshop") for who in ("Canada", "United States", "Japan")},
    ),
    (
        "The EU, contested by CHINA, preferred a single text.",
        {("European Union", "propose", "a single text"), ("China", "oppose", "a single text")},
    ),
    (
        "PERU, joined by CHILE, welcomed the report.",
        {("Peru", "support", "the report"), ("Chile", "support", "the report")},
    ),
    (
        "On finance, the EU, with JAPAN, opposed new funds.",
        {("European Union", "oppose", "new funds"), ("Japan", "oppose", "new funds")},
    ),
    (
        "FIJI, with TUVALU, proposed that the fund should be larger.",
        {(who, "propose", "the fund should be larger") for who in ("Fiji", "Tuvalu")},
    ),
    (
        "Opposed by CHINA, KENYA proposed a new fund.",
        {("Kenya", "propose", "a new fund"), ("China", "oppose", "a new fund")},
    ),
    (
        "Supported by MALI, FIJI and SAMOA requested a new fund.",
        {("Mali", "support", "a new fund"), ("Fiji", "demand", "a new fund"), ("Samoa", "demand", "a new fund")},
    ),
    (
        "Opposed by MALI, FIJI and SAMOA, KENYA proposed a new fund.",
        {("Kenya", "propose", "a new fund")} | {(who, "oppose", "a new fund") for who in ("Mali", "Fiji", "Samoa")},
    ),
    (
        "Supported by MALI, FIJI and SAMOA, but opposed by CHAD, KENYA proposed a new fund.",
        {("Kenya", "propose", "a new fund"), ("Chad", "oppose", "a new fund")}
        | {(who, "support", "a new fund") for who in ("Mali", "Fiji", "Samoa")},
    ),
    (
        "TANZANIA, for the G-77/CHINA, opposed by the US, called for new finance.",
        {("G-77/China", "demand", "new finance"), ("United States", "oppose", "new finance")},
    ),
    (
        "FIJI, with TUVALU and SAMOA strongly opposing, proposed a seabed window.",
        {("Fiji", "propose", "a seabed window")} | {(who, "oppose", "a seabed window") for who in ("Tuvalu", "Samoa")},
    ),
    (
        "KENYA, with INDIA, CHAD and others in opposition, said the text should name forests.",
        {("Kenya", "demand", "the text should name forests")}
        | {(who, "oppose", "the text should name forests") for who in ("India", "Chad")},
    ),
    (
        "Norway, with Sweden objecting, backed the ban.",
        {("Norway", "support", "the ban"), ("Sweden", "oppose", "the ban")},
    ),
    ("NORWAY, with SWEDEN no longer opposing, backed the ban.", {("Norway", "support", "the ban")}),
    ("NORWAY, with SWEDEN never agreeing, backed the ban.", {("Norway", "support", "the ban")}),
    (
        "NORWAY, with SWEDEN in strong opposition, backed the ban.",
        {("Norway", "support", "the ban"), ("Sweden", "oppose", "the ban")},
    ),
    ("NORWAY, with SWEDEN following the talks, backed the ban.", {("Norway", "support", "the ban")}),
    (
        "PERU, with others, opposed by CHAD, proposed a cap.",
        {("Peru", "propose", "a cap"), ("Chad", "oppose", "a cap")},
    ),
    (
        "MALI, with PERU and CHILE reserving their positions, requested a new draft.",
        {("Mali", "demand", "a new draft")},
    ),
    ("FIJI, with TUVALU opposed to grants, requested a new draft.", {("Fiji", "demand", "a new draft")}),
    (
        "FIJI, with TUVALU agreeing, requested a new draft.",
        {("Fiji", "demand", "a new draft"), ("Tuvalu", "demand", "a new draft")},
    ),
    (
        "FIJI, with TUVALU and others, requested a new draft.",
        {("Fiji", "demand", "a new draft"), ("Tuvalu", "demand", "a new draft")},
    ),
    (
        "FIJI, with SAMOA and TUVALU opposed the levy.",
        {(who, "oppose", "the levy") for who in ("Fiji", "Samoa", "Tuvalu")},
    ),
]
AT_THE_FRONT: list[tuple[str, Rows]] = [
    (
        "With MALI, CHAD and PERU, the EU rejected the levy.",
        {(who, "reject", "the levy") for who in ("Mali", "Chad", "Peru", "European Union")},
    ),
    (
        "With MALI and the EU, CHAD rejected the levy.",
        {(who, "reject", "the levy") for who in ("Mali", "European Union", "Chad")},
    ),
    ("Together with MALI, CHAD rejected the levy.", {("Mali", "reject", "the levy"), ("Chad", "reject", "the levy")}),
    (
        "With MALI and others, CHAD rejected the levy.",
        {("Mali", "reject", "the levy"), ("Chad", "reject", "the levy")},
    ),
    (
        "FIJI spoke. Together with MALI, but opposed by CHAD, he proposed a seabed window.",
        {("Fiji", "propose", "a seabed window"), ("Mali", "propose", "a seabed window")}
        | {("Chad", "oppose", "a seabed window")},
    ),
    (
        "With MALI and FIJI, KENYA, for the AFRICAN GROUP, rejected the levy.",
        {(who, "reject", "the levy") for who in ("Mali", "Fiji", "African Group")},
    ),
    ("With MALI and PERU absent, CHAD rejected the levy.", {("Chad", "reject", "the levy")}),
    ("With MALI, CHAD demanded a new agreement.", {("Chad", "demand", "a new agreement")}),
    ("With MALI and PERU, CHAD demanded a new agreement.", {("Chad", "demand", "a new agreement")}),
    ("With MALI and PERU, the EU's levy was rejected by CHAD.", {("Chad", "reject", "the EU's levy")}),
    ("With MALI and PERU, JAPAN is blocking the levy, said CHAD.", {("Japan", "reject", "the levy")}),
    ("With MALI opposing, CHAD proposed a levy.", {("Chad", "propose", "a levy")}),
    ("With MALI's consent, CHAD proposed a levy.", {("Chad", "propose", "a levy")}),
]
ON_BEHALF: list[tuple[str, Rows]] = [
    (
        "Nigeria, for the AFRICAN GROUP, called for adaptation finance.",
        {("African Group", "demand", "adaptation finance")},
    ),
    ("NIGERIA, on behalf of the AFRICAN GROUP, urged donors to pay.", {("African Group", "demand", "pay")}),
    ("On behalf of the AFRICAN GROUP, KENYA urged donors to pay.", {("African Group", "demand", "pay")}),
    ("GHANA, speaking for the AFRICAN GROUP, opposed the deletion.", {("African Group", "oppose", "the deletion")}),
    ("SWITZERLAND (for the EIG) supported the option.", {("Environmental Integrity Group", "support", "the option")}),
    (
        "MALDIVES, for AOSIS, stressed the need for a 1.5 degree goal.",
        {("AOSIS", "support", "a 1.5 degree goal")},
    ),
    (
        "On finance, TANZANIA, for the G-77/CHINA, called for new grants.",
        {("G-77/China", "demand", "new grants")},
    ),
    (
        "BRAZIL, also for ARGENTINA and URUGUAY, requested a new draft.",
        {(who, "demand", "a new draft") for who in ("Brazil", "Argentina", "Uruguay")},
    ),
    (
        "GHANA, for the G-77/CHINA, and FIJI, for AOSIS, opposed the cap.",
        {("G-77/China", "oppose", "the cap"), ("AOSIS", "oppose", "the cap")},
    ),
    (
        "Chad, for the LDCs, Norway, for the EU, and Fiji, on behalf of AOSIS, urged donors to pay.",
        {(who, "demand", "pay") for who in ("LDCs", "European Union", "AOSIS")},
    ),
    (
        "Norway, for the EU, and South Africa, for the G-77/CHINA, rejected the cap.",
        {("European Union", "reject", "the cap"), ("G-77/China", "reject", "the cap")},
    ),
    (
        "FIJI, for AOSIS, the LDCs and the AFRICAN GROUP, opposed the cap.",
        {(who, "oppose", "the cap") for who in ("AOSIS", "LDCs", "African Group")},
    ),
    (
        "FIJI, for AOSIS and the LDCs, for the first time opposed the cap.",
        {("AOSIS", "oppose", "the cap"), ("LDCs", "oppose", "the cap")},
    ),
    (
        "GHANA, for the G-77/CHINA, opposed by FIJI, for AOSIS, proposed a cap.",
        {("G-77/China", "propose", "a cap"), ("AOSIS", "oppose", "a cap")},
    ),
    (
        "Several parties, including JAPAN, PERU and CHILE, opposed the cap.",
        {(who, "oppose", "the cap") for who in ("Japan", "Peru", "Chile")},
    ),
    (
        "Several states, such as Peru and Chile, backed the ban.",
        {(who, "support", "the ban") for who in ("Peru", "Chile")},
    ),
    ("Kenya called for a fund for Fiji.", {("Kenya", "demand", "a fund for Fiji")}),
]
NOTHING = [
    "JAPAN noted the report.",
    "NORWAY, the first speaker, thanked the host.",
    "The road, with trees on both sides, was long.",
    "CANADA, with a large delegation, arrived late.",
    "The draft, supported by notes, was long.",
    "KENYA, for the first time, spoke last.",
    "PERU, with CHILE, reported on forests.",
    "FIJI sat beside TUVALU.",
    "The CHAIR opened the session.",
    "SAMOA, on arrival, met TONGA.",
]


@pytest.mark.parametrize("agreeing", ["in full agreement", "in particular", "echoing", "following suit"])
def test_those_who_agree_beside_the_speaker_hold_what_the_speaker_holds(held: Held, agreeing: str) -> None:
    expected = {("Norway", "demand", "a ban"), ("Chad", "demand", "a ban")}
    assert held(f"NORWAY, with CHAD {agreeing}, called for a ban.") == expected


@pytest.mark.parametrize(("sentence", "expected"), BESIDE + AT_THE_FRONT)
def test_supporters_and_opponents_of_the_speaker_hold_positions(held: Held, sentence: str, expected: Rows) -> None:
    assert held(sentence) == expected


@pytest.mark.parametrize(
    "sentence", ["Bo Ek, backed by Peru, refused to pay.", "Bo Ek, supported by Peru, refused to pay."]
)
def test_outside_bulletins_an_ally_refuses_nothing(held: Held, sentence: str) -> None:
    assert held(sentence) == {("Bo Ek", "reject", "pay")}


def test_outside_bulletins_nobody_at_the_front_joins_the_speaker(held: Held) -> None:
    assert held("With Mali, Chad wants peace.") == {("Chad", "demand", "peace")}


@pytest.mark.parametrize(("sentence", "expected"), ON_BEHALF)
def test_the_holder_is_the_body_that_is_spoken_for(held: Held, sentence: str, expected: Rows) -> None:
    assert held(sentence) == expected


@pytest.mark.parametrize("word", [", ", " and "])
def test_a_long_row_of_spokesmen_is_read(held: Held, word: str) -> None:
    row = word.join(["FIJI, for AOSIS", "CHAD, for the LDCs"] * 200)
    assert held(f"{row}, opposed the cap.") == {("AOSIS", "oppose", "the cap"), ("LDCs", "oppose", "the cap")}


@pytest.mark.parametrize("sentence", NOTHING)
def test_other_parties_beside_a_speaker_hold_no_position(held: Held, sentence: str) -> None:
    assert held(sentence) == set()
