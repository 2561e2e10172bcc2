"""The network addresses nobody who cannot do what is asked."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.proposer.contradictions.addressees import is_not_addressed
from kg.model import Document, Stance

NOT_ADDRESSED: list[tuple[str, str, Stance, str]] = [
    ("Ruiz said that Peru should be paid for the harm.", "Peru", Stance.DEMAND, "paid"),
    ("Ruiz said that Peru must be able to trade.", "Peru", Stance.DEMAND, "be"),
    ("Ruiz: We must discuss what Peru does to the river.", "Peru", Stance.DEMAND, "discuss"),
    ("Ruiz said that the ban on Peru should be lifted.", "Peru", Stance.DEMAND, "lifted"),
    ("Ruiz said the ban must be lifted, citing the raids on Peru.", "Peru", Stance.DEMAND, "lifted"),
    ("Fish is held back by the blockade of Peru. It must get out.", "Peru", Stance.DEMAND, "get"),
    ("Chile vetoed a motion urging Peru to leave.", "Peru", Stance.REJECT, "motion"),
    ("Chile backed a petition condemning Peru.", "Peru", Stance.SUPPORT, "petition"),
    ("Unions opposed the Mali war.", "Mali", Stance.OPPOSE, "war"),
    (
        "Lawyers sued Chile over miners deported from Peru and said that it broke the law.",
        "Peru",
        Stance.ACCUSE,
        "broke",
    ),
    ("Peru was cheated by Chile, Ruiz said.", "Peru", Stance.ACCUSE, "cheated"),
    ("Ruiz said that Peru had been treated unfairly.", "Peru", Stance.ACCUSE, "treated"),
    ("Ruiz spoke of a class that was robbing Peru.", "Peru", Stance.ACCUSE, "robbing"),
    ("Chile was ready to host talks between Peru and Mali.", "Peru", Stance.OFFER, "host"),
    ("Chile is looking for a captain to lead the fleet.", "captain", Stance.DEMAND, "lead"),
]
ADDRESSED: list[tuple[str, str, Stance, str]] = [
    ("Ruiz said that Peru should pay for the harm.", "Peru", Stance.DEMAND, "pay"),
    ("Ruiz said that Chile should be paid by Peru.", "Peru", Stance.DEMAND, "paid"),
    ("Ruiz said that Peru must be prepared to trade.", "Peru", Stance.DEMAND, "prepared"),
    ("Ruiz said that Peru must be focused on the talks.", "Peru", Stance.DEMAND, "focused"),
    ("Ruiz said the raids on Mali must stop, urging Peru to end them.", "Peru", Stance.DEMAND, "stop"),
    ("Ruiz said the ban must be lifted, calling on Peru to act.", "Peru", Stance.DEMAND, "lifted"),
    ("Ruiz told Peru that the road must be opened.", "Peru", Stance.DEMAND, "opened"),
    ("Ruiz said that Peruvian raids must stop.", "Peru", Stance.DEMAND, "stop"),
    ("Peru has failed. Ruiz said that it must pay.", "Peru", Stance.DEMAND, "pay"),
    ("Chile told Peru that it was ready to host talks with Mali.", "Peru", Stance.OFFER, "host"),
    ("Chile asked a captain to lead the fleet.", "captain", Stance.DEMAND, "lead"),
    ("Chile was ready to host talks with Peru.", "Peru", Stance.OFFER, "host"),
    ("Chile was ready to host an envoy of Peru.", "Peru", Stance.OFFER, "host"),
    ("Chile backed the plan put forward by Peru.", "Peru", Stance.SUPPORT, "plan"),
    ("Ruiz said that the judges had condemned Peru.", "Peru", Stance.ACCUSE, "condemned"),
    ("Ruiz told Peru that the class was robbing Peru.", "Peru", Stance.ACCUSE, "robbing"),
    ("Chile condemned a raid that Peru had launched.", "Peru", Stance.ACCUSE, "raid"),
    ("Chile vetoed Peru's motion urging a truce.", "Peru", Stance.REJECT, "motion"),
    ("Chile will put a tariff on goods imported from Peru that use cheap steel.", "Peru", Stance.THREATEN, "put"),
]


def is_ruled_out(reader: Reader, text: str, name: str, stance: Stance, word: str) -> bool:
    doc = reader.parse(Document(text, "own", "memory:own"))
    somebody = next(c for c in CLUSTERS(doc) if c.name == name)
    head = next(t for t in doc if t.text == word)
    return is_not_addressed(somebody, head, stance)


@pytest.mark.parametrize(("text", "name", "stance", "word"), NOT_ADDRESSED)
def test_whoever_cannot_do_what_is_asked_is_not_addressed(
    reader: Reader, text: str, name: str, stance: Stance, word: str
) -> None:
    assert is_ruled_out(reader, text, name, stance, word)


@pytest.mark.parametrize(("text", "name", "stance", "word"), ADDRESSED)
def test_whoever_can_do_it_may_be_addressed(reader: Reader, text: str, name: str, stance: Stance, word: str) -> None:
    assert not is_ruled_out(reader, text, name, stance, word)
