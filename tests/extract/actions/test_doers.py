"""Who takes a measure, and whom it reaches: givers, planners, and those who are praised or punished for it."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.extract import Reader
from kg.extract.actions.unlisted_measures import unlisted_measure
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.candidates.candidate import CANDIDATES
from kg.model import ActionKind, Document, Genre
from tests.extract.examples import Propose, Rows, examples

SANCTION = ("Norway", "Iran", "sanction", None)
MINISTRY_SENDS = ("Ministry of Defence of Ghana", "Togo", "deployment", None)
FOUND: list[tuple[str, Rows]] = [
    ("Norway condemned Iran for its plan to shell Mali.", {("Iran", "Mali", "strike", None)}),
    ("Norway thanked Chile for its willingness to provide aid to Mali.", {("Chile", "Mali", "aid", None)}),
    ("Norway praised Chile for plans to send troops to Mali.", {("Chile", "Mali", "deployment", None)}),
    ("Norway praised Chile for Ghana's plan to send troops to Mali.", {("Ghana", "Mali", "deployment", None)}),
    ("Norway thanked Chile for the chance to send troops to Mali.", {("Norway", "Mali", "deployment", None)}),
    ("Norway thanked Chile for its invitation to send troops to Mali.", {("Norway", "Mali", "deployment", None)}),
    ("Norway thanked Chile for its advice to send troops to Mali.", {("Norway", "Mali", "deployment", None)}),
    ("Norway sanctioned Iran for shelling Mali.", {SANCTION, ("Iran", "Mali", "strike", None)}),
    ("Norway imposed sanctions on Iran for shelling Mali.", {SANCTION, ("Iran", "Mali", "strike", None)}),
    ("Norway imposed sanctions on Iran for its strikes on Mali.", {SANCTION, ("Iran", "Mali", "strike", None)}),
    ("Norway imposed sanctions on Iran for its plan to shell Mali.", {SANCTION, ("Iran", "Mali", "strike", None)}),
    ("Norway imposed sanctions on Iran after shelling Mali.", {SANCTION, ("Norway", "Mali", "strike", None)}),
    ("Norway imposed conditions on Iran for the release of Bo Ek.", {SANCTION}),
    ("Norway levied a tax on Iran for aid to Mali.", {("Norway", "Iran", "tariff", None)}),
    ("Chile received $5 million in aid from Peru.", {("Peru", "Chile", "aid", 5e6)}),
    ("Chile obtained weapons from Peru.", {("Peru", "Chile", "aid", None)}),
    ("Chile borrowed $3 million from Peru.", {("Peru", "Chile", "aid", 3e6)}),
    ("Norway sanctioned Chile for obtaining weapons from Peru.", {("Norway", "Chile", "sanction", None)}),
    (
        "Norway motivated Chile and Peru to provide supplies.",
        {("Chile", None, "aid", None), ("Peru", None, "aid", None)},
    ),
    ("Norway forced Chile to halt its attacks on Mali.", {("Chile", "Mali", "strike", None)}),
    ("Norway held naval drills with Chile.", {("Norway", "Chile", "other", None), ("Chile", "Norway", "other", None)}),
    ("Norway held drills with Chile.", {("Norway", "Chile", "other", None), ("Chile", "Norway", "other", None)}),
    (
        "Norway held joint drills with Chile and Peru.",
        {(one, other, "other", None) for one, other in permutations(("Norway", "Chile", "Peru"), 2)},
    ),
    ("Peru's president, Bo Ek, announced aid to Mali.", {("Peru", "Mali", "aid", None)}),
    ("Peru's president, Bo Ek, signed an order imposing a levy on Chilean wine.", {("Peru", "Chile", "tariff", None)}),
    ("Peru imposed a levy on wine imported from Chile.", {("Peru", "Chile", "tariff", None)}),
    ("The port was bombed with drones by Iran.", {("Iran", None, "strike", None)}),
    ("The port was bombed with a number of drones by Iran.", {("Iran", None, "strike", None)}),
    ("The Iranian attack shocked Peru.", {("Iran", None, "strike", None)}),
    ("The Lima attack shocked Chile.", set()),
    ("Peru's opposition leader, Bo Ek, announced aid to Mali.", {("Bo Ek", "Mali", "aid", None)}),
    ("Analyst Bo Ek of the Bank of Peru announced aid to Mali.", {("Bo Ek", "Mali", "aid", None)}),
    (
        "The Lima Front was no party to the truce, allowing the group to continue its attacks on Mali.",
        {("Lima Front", "Mali", "strike", None)},
    ),
    ("Norway urged the rebels to halt their attacks on Mali.", {("rebels", "Mali", "strike", None)}),
    ("Bo Ek announced aid to Mali.", {("Bo Ek", "Mali", "aid", None)}),
    ("Norway has announced $310 million in urgent relief.", {("Norway", None, "aid", 310e6)}),
    ("Norway condemned the violence committed against Mali by Chile.", {("Chile", "Mali", "strike", None)}),
    (
        "Norway imposed sanctions on Chile over its purchase of Peruvian missiles.",
        {("Norway", "Chile", "sanction", None), ("Chile", "Peru", "purchase", None)},
    ),
    (
        "Norway will lift sanctions against Chile that were imposed in May over its purchase of Peruvian missiles.",
        {("Norway", "Chile", "sanction", None), ("Chile", "Peru", "purchase", None)},
    ),
    (
        "Norway threatened Chile with sanctions over its purchase of Peruvian missiles.",
        {("Norway", "Chile", "sanction", None), ("Chile", "Peru", "purchase", None)},
    ),
    ("Norway revoked its waiver of sanctions on Chile.", {("Norway", "Chile", "sanction", None)}),
    ("Norway withdrew the exemption for Chile.", {("Norway", "Chile", "sanction", None)}),
    ("Norway granted a waiver for Chile.", {("Norway", "Chile", "other", None)}),
    (
        "Norway accused rebels of raiding a port, killing nine sailors.",
        {("rebels", None, "strike", None), ("rebels", None, "strike", 9.0)},
    ),
    (
        "Norway thanked Chile for arming Mali, killing nine rebels itself.",
        {("Chile", "Mali", "aid", None), ("Norway", "rebels", "strike", 9.0)},
    ),
    (
        "Norway upheld its ban on Chile for shelling Mali.",
        {("Norway", "Chile", "sanction", None), ("Chile", "Mali", "strike", None)},
    ),
    (
        "Norway lifted its sanctions on Chile for the release of Bo Ek.",
        {("Norway", "Chile", "sanction", None)},
    ),
    (
        "Norway doubled the tariff on Chilean goods because of its purchases of Peruvian oil.",
        {("Norway", "Chile", "tariff", None), ("Chile", "Peru", "purchase", None)},
    ),
    (
        "Norway imposes a tariff on Chile due to its purchases of Peruvian oil.",
        {("Norway", "Chile", "tariff", None), ("Chile", "Peru", "purchase", None)},
    ),
    (
        "Norway threatened Chile with tariffs over its purchase of Peruvian oil.",
        {("Norway", "Chile", "tariff", None), ("Chile", "Peru", "purchase", None)},
    ),
    ("Norway vowed to hold Chile accountable for its attacks on Peru.", {("Chile", "Peru", "strike", None)}),
    ("Norway will hold Chile accountable for shelling Peru.", {("Chile", "Peru", "strike", None)}),
    ("Norway held talks with Chile to account for its shelling of Peru.", {("Norway", "Peru", "strike", None)}),
    ("Norway wants to hold Chile to account for its aggression.", {("Chile", None, "strike", None)}),
    ("Norway condemned Chile's aggression against Peru.", {("Chile", "Peru", "strike", None)}),
    ("Peruvian President Bo Ek sent troops to Chile.", {("Bo Ek", "Chile", "deployment", None)}),
    ("Iran sanctions Bo Ek.", {("Iran", "Bo Ek", "sanction", None)}),
    (
        "Peru, alongside Chile, imposed sanctions on Iran.",
        {("Peru", "Iran", "sanction", None), ("Chile", "Iran", "sanction", None)},
    ),
    ("Peru, along with Chile, sent aid to Mali.", {("Peru", "Mali", "aid", None), ("Chile", "Mali", "aid", None)}),
    ("Troops alongside Gaza bombed Mali.", {("Troops", "Mali", "strike", None)}),
    ("Rebels attacked a convoy, including UN soldiers.", {("Rebels", "UN soldiers", "strike", None)}),
    ("Police arrested the leadership, including Bo Ek.", {("Police", "leadership", "other", None)}),
    ("Many countries have boycotted the vote, including Peru.", {("Many countries", "Peru", "other", None)}),
    (
        "Peru sanctioned several countries, including Chile.",
        {("Peru", "several countries", "sanction", None), ("Peru", "Chile", "sanction", None)},
    ),
    ("Rebels killed 12 people, including Bo Ek.", {("Rebels", "people", "strike", 12.0)}),
    ("Peru, unlike Chile, imposed sanctions on Iran.", {("Peru", "Iran", "sanction", None)}),
    ("Peru announced that imports had been banned by Chile.", {("Chile", None, "other", None)}),
    ("Norway established an aid programme for Mali.", {("Norway", "Mali", "aid", None)}),
    ("Peru was one of the first states to impose sanctions on Iran.", {("Peru", "Iran", "sanction", None)}),
    ("In June Ghana agreed to $27 million in humanitarian aid for Togo.", {("Ghana", "Togo", "aid", 27e6)}),
    ("Ghana agreed to a ban on Togolese fish.", {("Ghana", "Togo", "sanction", None)}),
    ("Aid of $5 million from Ghana arrived in Togo.", {("Ghana", "Togo", "aid", 5e6)}),
    ("The Ministry of Defence of Ghana said troops would be sent to Togo.", {MINISTRY_SENDS}),
    ("The fund is financed by Ghana, not by Togo.", {("Ghana", "fund", "aid", None)}),
    (
        "The decision by Ghana to expel two Togolese envoys angered Mali.",
        {("Ghana", "Togolese envoys", "sanction", 2.0)},
    ),
    ("Ghana announced the withdrawal of Togo from the pact.", {("Togo", None, "withdrawal", None)}),
    ("Ghana ordered the withdrawal of its troops from Togo.", {("Ghana", "Togo", "withdrawal", None)}),
    ("Norway ended its aid programme for Mali.", {("Norway", "Mali", "aid", None)}),
    ("Norway endorsed the Chilean sanctions policy on Cuba.", {("Chile", "Cuba", "sanction", None)}),
]
NOTHING = [
    "Chile received a letter from Peru.",
    "Chile never received aid from Peru.",
    "Chile received $3 million from the sale of a ship.",
    "Chile secured a win.",
    "Norway thanked Chile for receiving aid from Peru.",
    "Chile received $3 million in ransom from Peru.",
    "Chile received $3 million from Peru as a fine.",
    "Norway is united in the face of Chilean aggression.",
    "Peru announced that its embassy in Chile had been closed.",
    "Peru announced that two soldiers had been killed.",
    "Peru said that the assets of Chile had been frozen.",
    "Ghana announced that a blockade had been imposed on Togo.",
    "The Daily News announced that a levy would be imposed on Togo.",
    "Ghana said its exports would be banned.",
    "Norway criticised the aid programme for Mali.",
    "Norway reduced its aid programme for Mali.",
    "Norway will have to scale back purchases of Chilean oil.",
    "Norway halved its purchases of Chilean oil.",
]


@examples(FOUND, NOTHING)
def test_doer_kind_and_target(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "actions") == expected


def test_whoever_is_held_accountable_is_as_surely_the_doer_as_a_subject(reader: Reader) -> None:
    text = "Norway will hold Chile accountable for bombing Mali."
    (action,) = reader.read(Document(text, "own", "memory:own")).facts.actions
    assert str(action.kind) == "strike"


@pytest.mark.parametrize(
    ("sentence", "is_own"),
    [
        ("Norway announced that Chile will lift its duties on Mali.", False),
        ("Norway announced that it will lift its duties on Mali.", True),
        ("Norway announced that Norwegian ministers will lift its duties on Mali.", True),
        ("Norway announced the end of its duties on Mali.", True),
    ],
)
def test_who_tells_what_another_does_does_not_do_it(reader: Reader, sentence: str, is_own: bool) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own"))
    duties = next(t for t in doc if t.lower_ == "duties")
    assert (unlisted_measure(duties, ActionKind.TARIFF, CLUSTERS(doc)[0]) is not None) == is_own


def test_whoever_weighs_a_ban_takes_no_measure_by_weighing_it(reader: Reader) -> None:
    doc = reader.parse(Document("Norway is weighing a ban on Chile.", "own", "memory:own"))
    weighing = next(t for t in doc if t.lower_ == "weighing")
    assert unlisted_measure(weighing, ActionKind.SANCTION, CLUSTERS(doc)[0]) is None


@pytest.mark.parametrize(
    ("sentence", "doers"),
    [
        ("The Fish Panel assists Peru in counting cod.", []),
        ("The Fish Fund assists Peru in counting cod.", ["Fish Fund"]),
        ("NORWAY assists Peru in counting cod.", ["Norway"]),
    ],
)
def test_a_body_that_meets_gives_nothing_in_a_bulletin(reader: Reader, sentence: str, doers: list[str]) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own", genre=Genre.BULLETIN))
    found = [c.actors["actor"] for c in CANDIDATES(doc) if c.heading == "actions"]
    assert [actor.name for actor in found if actor is not None] == doers
