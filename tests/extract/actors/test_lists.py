"""The holders that a subject refers to: pairs, lists, the first person, the narrators of a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

PAIRS: list[tuple[str, set[str]]] = [
    ("China and the United States met. Both sides agreed to cut tariffs.", {"China", "United States"}),
    ("Iran met Iraq. The two countries pledged to open the border.", {"Iran", "Iraq"}),
    ("Japan and Peru talked. The two sides rejected the draft.", {"Japan", "Peru"}),
    ("Kenya wrote to Uganda. Both governments backed the plan.", {"Kenya", "Uganda"}),
    (
        "Foreign Minister Ana Ruiz met Foreign Minister Bo Lund. The two ministers called for a truce.",
        {"Ana Ruiz", "Bo Lund"},
    ),
    (
        "The Minister for Trade of Chile, Ana Ruiz, and the Minister for Trade of Peru, Bo Lund, met. "
        "The Ministers rejected the draft.",
        {"Ana Ruiz", "Bo Lund"},
    ),
    ("Mali freed five captives, relatives said on Tuesday, but rejected the offer.", {"Mali"}),
    ('"The deal is dead," Ana Ruiz said, and rejected the offer.', {"Ana Ruiz"}),
    ("Norway spoke. Both sides rejected the draft.", {"sides"}),
    ("Chinese Vice Minister Liu He and US Envoy Katherine Tai rejected the draft.", {"Liu He", "Katherine Tai"}),
    ("On trade, Norway and Sweden opposed the ban.", {"Norway", "Sweden"}),
    ("In Norway, Sweden opposed the ban.", {"Sweden"}),
    ("The delegation of Pakistan opposed the text.", {"Pakistan"}),
    ("Ivo Marek of the Harbour Union, who opposed the text, left.", {"Ivo Marek"}),
    ("Officials of the Harbour Union, who rejected the draft, left.", {"Officials of the Harbour Union"}),
    ("The Harbour Union, which opposed the text, left.", {"Harbour Union"}),
    ("Peru, Chile, Fiji and Ghana opposed the text.", {"Peru", "Chile", "Fiji", "Ghana"}),
    ("Thousands of farmers rejected the text.", {"farmers"}),
    ("Dozens of senators opposed the text.", {"senators"}),
    ("Chad, whose delegation was led by Ali Kone, opposed the text.", {"Chad"}),
    ("The Delta Forum, a network of some 200 cooperatives, opposed the text.", {"Delta Forum"}),
    ("The Renewal Front, four tiny parties that follow Bo Lund, opposes the treaty.", {"Renewal Front"}),
    ("The text is opposed by the Harbour Guild, whose economist, Ida Moreno, is new.", {"Harbour Guild"}),
    ("On the eastern Congo, Peru and Chile opposed the text.", {"Peru", "Chile"}),
    ("Near the Senate, Peru and Chile opposed the text.", {"Peru", "Chile"}),
    ("According to Peru and Chad, Chile opposed the text.", {"Chile"}),
    ("After talks with Peru, Chile and Brazil opposed the text.", {"Chile", "Brazil"}),
    ("After talks with Peru and Chad, Chile and Brazil opposed the text.", {"Chile", "Brazil"}),
    ("Chile, Peru, and Bolivia opposed the text.", {"Chile", "Peru", "Bolivia"}),
    ("Farmers, miners and several states opposed the text.", {"Farmers", "miners", "several states"}),
    ("FIJI named talks that include farmers and miners, and TUVALU opposed the text.", {"Tuvalu"}),
    ("FIJI met a working group, and TUVALU opposed the text.", {"Tuvalu"}),
    ("ANTIGUA AND BARBUDA, for AOSIS, met delegates. He opposed the text. FIJI left.", {"AOSIS"}),
]
FIRST_PERSON: list[tuple[str, Rows]] = [
    ('"We reject the offer," said President Ana Ruiz.', {("Ana Ruiz", "reject", "the offer")}),
    ('"I demand an apology," Ivo Marek said.', {("Ivo Marek", "demand", "an apology")}),
    (
        '"We will not accept the cap," the Chinese delegation said.',
        {("Chinese delegation", "reject", "the cap")},
    ),
    (
        'Ana Ruiz wrote:\n\n"We reject the levy. We demand a vote."',
        {("Ana Ruiz", "reject", "the levy"), ("Ana Ruiz", "demand", "a vote")},
    ),
    (
        "We, the Ministers of the Group of 77, reject the levy. We call for new finance.",
        {
            ("Ministers of the Group of 77", "reject", "the levy"),
            ("Ministers of the Group of 77", "demand", "new finance"),
        },
    ),
    (
        "JANE DOE: We reject the plan.\n\nOMAR SALEH: I support the vote.",
        {("Jane Doe", "reject", "the plan"), ("Omar Saleh", "support", "the vote")},
    ),
    (
        "MS. RUIZ: We demand a vote.\n\nMR. LUND: We oppose the tax.",
        {("Ruiz", "demand", "a vote"), ("Lund", "oppose", "the tax")},
    ),
    (
        "Letter from Ana Ruiz to the council\n\nI reject the levy. I call for a review.",
        {("Ana Ruiz", "reject", "the levy"), ("Ana Ruiz", "demand", "a review")},
    ),
    (
        "Statement by Omar Saleh to the council\n\nWe support the plan. We oppose the tax.",
        {("Omar Saleh", "support", "the plan"), ("Omar Saleh", "oppose", "the tax")},
    ),
    (
        "We, the Ministers of the Group of 77, met.\n\nWe thank Geneva.\n\nReaffirm our support for the court.\n\n"
        "Call for a truce.",
        {
            ("Ministers of the Group of 77", "support", "the court"),
            ("Ministers of the Group of 77", "demand", "a truce"),
        },
    ),
]
NOBODY = [
    "We reject the levy.",
    "He rejected the offer.",
    "The offer was rejected.",
    "It rained in Oslo.",
    "Reject the levy.",
    "Opposed by nobody, the tax passed.",
    "To reject the levy takes time.",
    "They oppose the tax.",
    "Somebody rejected the offer.",
    "The miners were invited to submit proposals for the fund.",
    "Ana Ruiz was in Lima for the opening of a bridge.",
    "The chair asked which countries had proposed the draft.",
    "The mayor would not say whether Peru had agreed to pay.",
    "The letter rejected by mistake lay there.",
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_one_subject_may_be_several_holders(held: Held, text: str, expected: set[str]) -> None:
    assert {row[0] for row in held(text)} == expected


def test_a_list_ends_with_its_last_name(held: Held) -> None:
    found = held("Opposed by Peru, Chile and the EU, Ghana proposed a levy.")
    assert {holder for holder, stance, _ in found if stance == "oppose"} == {"Peru", "Chile", "European Union"}
    assert ("Ghana", "propose", "a levy") in found


@pytest.mark.parametrize(("text", "expected"), FIRST_PERSON)
def test_the_first_person_refers_to_the_speaker(held: Held, text: str, expected: Rows) -> None:
    assert held(text) == expected


@pytest.mark.parametrize("sentence", NOBODY)
def test_without_a_holder_there_is_no_position(held: Held, sentence: str) -> None:
    assert held(sentence) == set()
