"""How firmly a text ascribes a position."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.positions.proposing.conditions import terms_of
from kg.extract.reader import Reader
from kg.model import Document, Stance

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Kenya can deplore the raid.", "accuse"),
        ("Kenya could condemn only the raid.", "accuse"),
        ("Kenya can only support a treaty that names the culprits.", "support"),
    ],
)
def test_a_stance_that_somebody_can_take_is_possible(held: Held, text: str, stance: str) -> None:
    assert held(text, "holder", "stance", "modality") == {("Kenya", stance, "possible")}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Perhaps Kenya will oppose the levy.", "possible"),
        ("Kenya will probably oppose the levy.", "possible"),
        ("Kenya will most likely oppose the levy.", "possible"),
        ("Kenya is possibly against the levy.", "possible"),
        ("Kenya is presumably opposed to the levy.", "possible"),
        ("Kenya may voice its opposition to the levy.", "possible"),
        ("Reportedly, Kenya opposes the levy.", "reported-belief"),
        ("Kenya allegedly opposes the levy.", "reported-belief"),
        ("Kenya opposes the levy, apparently.", "reported-belief"),
        ("Kenya reportedly voiced its opposition to the levy.", "reported-belief"),
        ("Kenya reportedly opposed the levy and rejected the tax.", "reported-belief"),
        ("Kenya is set to oppose the levy.", "possible"),
        ("It is likely that Kenya opposes the levy.", "possible"),
        ("It is clear that Kenya opposes the levy.", "asserted"),
        ("Asked about a possible vote, the envoy said that Kenya opposes the levy.", "asserted"),
        ("Kenya is due to reject the levy.", "possible"),
        ("Kenya is well placed to reject the levy.", "possible"),
        ("Kenya is well positioned to support the levy.", "possible"),
        ("Kenya is able to block the levy.", "possible"),
        ("Kenya was able to accept the levy.", "asserted"),
        ("Kenya was able to reject the levy.", "asserted"),
        ("Kenya has been able to reject the levy.", "asserted"),
        ("Kenya will be able to reject the levy.", "possible"),
        ("Under the draft decision, Kenya would accept the levy.", "possible"),
        ("Under the draft decision, Kenya accepted the levy.", "asserted"),
        ("Under pressure, Kenya would accept the levy.", "asserted"),
        ("Perhaps surprisingly, Kenya opposes the levy.", "asserted"),
        ("Perhaps most importantly, Kenya opposes the levy.", "asserted"),
        ("Perhaps not surprisingly, Kenya opposes the levy.", "asserted"),
        ("Perhaps the oldest member of the bloc, Kenya opposes the levy.", "asserted"),
        ("Perhaps, having sold its grain, Kenya opposes the levy.", "asserted"),
        ("Perhaps 300 Kenyans oppose the levy.", "asserted"),
        ("Perhaps the United States will oppose the levy.", "possible"),
        ("Perhaps, Kenya will oppose the levy.", "possible"),
        ("Kenya allegedly bombed a mill and denied the report.", "asserted"),
        ("Kenya allegedly shelled a village and condemned the report.", "asserted"),
        ("Perhaps in reply, Kenya opposed the levy.", "asserted"),
        ("Kenya opposes the levy, perhaps because it sells grain.", "asserted"),
        ("Kenya opposes perhaps the oldest levy.", "asserted"),
        ("Kenya opposes a possibly illegal levy.", "asserted"),
        ("Kenya had set out to oppose the levy.", "asserted"),
    ],
)
def test_adverbs_of_a_clause_hedge_its_position(held: Held, text: str, modality: str) -> None:
    assert {found for (found,) in held(text, "modality")} == {modality}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Kenya will accept the levy and pay Mali if Chad does.", "conditional"),
        ("Kenya might oppose the levy and seek to leave the pact if Chad does.", "conditional"),
        ("Kenya accepted the levy and will pay Mali if Chad does.", "asserted"),
        ("Kenya will accept the levy and Mali will pay if Chad does.", "asserted"),
        ("Kenya threatened that it might close the mine.", "possible"),
        ("Kenya threatened that it would close the mine.", "asserted"),
    ],
)
def test_joined_verbs_share_their_condition_and_a_threat_its_doubt(held: Held, text: str, modality: str) -> None:
    rows = held(text, "holder", "stance", "modality")
    assert {row[2] for row in rows if row[0] == "Kenya" and row[1] in {"accept", "oppose", "threaten"}} == {modality}


def test_a_demand_that_is_probably_rejected_is_made(held: Held) -> None:
    rows = held("Kenya will probably reject Chile's demand for a vote.", "holder", "stance", "modality")
    assert rows == {("Kenya", "reject", "possible"), ("Chile", "demand", "asserted")}


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Kenya said that, if the tape is real, Chile is lying.", "if the tape is real, Chile is lying"),
        ("Kenya said that, when the tape ran, Chile was lying.", "Chile was lying"),
    ],
)
def test_what_is_charged_on_a_condition_keeps_it(reader: Reader, text: str, matter: str) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    said, lying = (next(t for t in doc if t.text == word) for word in ("said", "lying"))
    charged = (lying.i - 2, lying.i + 1)
    start, end = terms_of(said, lying, Stance.ACCUSE).with_condition(charged, lying)
    assert doc[start:end].text == matter
