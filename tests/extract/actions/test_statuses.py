"""How far a measure has come where it is told to another, wanted, threatened, given up or struck down."""

from __future__ import annotations

import pytest

from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.reader import Reader
from kg.model import Document

type Statuses = list[str]

TOLD: list[tuple[str, Statuses]] = [
    ("Norway informed Chile that Peru had shelled Mali.", ["possible"]),
    ("Norwegian officials told Chile that Peru had sent tanks to Mali.", ["possible"]),
    ("Norway notified the Council that Peru had invaded Mali.", ["possible"]),
    ("Peru probably shelled Mali.", ["possible"]),
    ("Peru will probably impose a levy on Mali.", ["possible"]),
    ("Norway will condemn Peru's invasion of Mali.", ["in-force"]),
    ("Norway plans to discuss the sanctions imposed by Peru on Mali.", ["in-force"]),
    ("The text aims at condemning the recent missile launches by Peru.", ["in-force"]),
    ("Norway will discuss Peru's planned sanctions on Mali.", ["possible"]),
    ("Norway plans to raise Norway's tariffs on Mali.", ["announced"]),
    ("Norway warned that Peru could shell Mali.", ["possible"]),
    ("Peru warned that it could shell Mali.", ["threatened"]),
    ("The Ministry of Defence of Peru said troops would be sent to Mali.", ["announced"]),
    ("Norway will help Peru build a port.", ["possible"]),
    ("Norway helped Peru build a port.", ["in-force"]),
    ("Peru and Norway ended the war with Mali.", []),
    ("Peru shelled Mali, probably by mistake.", ["in-force"]),
    ("Perhaps the toughest sanctions were imposed by Peru on Mali.", ["in-force"]),
    ("Peru allegedly shelled Mali and denied the report.", ["possible"]),
    ("For every house hit, Peru shelled Mali.", ["in-force"]),
    ("Peru informed Chile that it had shelled Mali.", ["in-force"]),
    ("Peru stopped shelling Mali.", ["lifted"]),
    ("Peru agreed to hold up imposing a levy on Mali.", []),
    ("Peru is likely to leave the union.", ["possible"]),
    ("Chile feared that the pacts allow Peru to shell Mali.", ["possible"]),
    ("Peruvian officials told Chile that Peru had shelled Mali.", ["in-force"]),
    ("Norway said that Peru had shelled Mali.", ["in-force"]),
    ("A nurse told reporters that rebels had shelled Mali.", ["in-force"]),
    ("Norway told Chile that Peru had lifted its embargo on Mali.", ["lifted"]),
    ("Norway told Chile that Peru had imposed a levy on Mali.", ["in-force"]),
    ("Disinformation claimed that Peru is planning to shell Mali.", []),
    ("Much disinformation is being spread, claiming that Peru is planning to shell Mali.", []),
]

WANTED: list[tuple[str, Statuses]] = [
    ("Some say that Peru should impose sanctions on Mali.", ["possible"]),
    ("Many argue that Peru must give aid to Mali.", ["possible"]),
    ("Peru must apply tougher sanctions on Mali.", ["possible"]),
    ("Some say that Peru should keep its sanctions on Mali.", ["in-force"]),
    ("Some say that Peru should tighten its sanctions on Mali.", ["in-force"]),
    ("Some say that Peru should lift its sanctions on Mali.", ["in-force"]),
]

THREATENED: list[tuple[str, Statuses]] = [
    ("Peru will impose a 7 percent duty on Chilean fish unless Chile opens its ports.", ["threatened"]),
    ("Peru would impose a 7 percent duty on Chilean fish if talks failed.", ["threatened"]),
    ("Peru said that it would shell Mali if talks failed.", ["threatened"]),
    ("Peru might impose a duty on Chilean fish if talks fail.", ["possible"]),
    ("Peru will impose sanctions on Chile so long as Chile shells Mali.", ["possible"]),
    ("Analysts said that Peru would impose a duty on Chilean fish if talks failed.", ["possible"]),
    ("Mali said that Peru would impose a duty on Chilean fish if talks failed.", ["possible"]),
    ("If talks fail, Peru will impose a duty on Chilean fish, Ana Ek of Mali said.", ["possible"]),
    ("Peruvian minister Ana Ek said that Peru would impose a duty on Chilean fish if talks failed.", ["threatened"]),
    ("If talks fail, the US will impose a duty on Chilean fish, Ana Ek said.", ["possible"]),
    ("The pact stated that Peru would impose a duty on Chilean fish if talks failed.", ["threatened"]),
    ("Peru will send aid to Mali if Mali signs the pact.", ["possible"]),
    ("Peru would cut its farm subsidies if Chile did likewise.", ["possible"]),
    ("Peru will impose a duty on Chilean fish even if Mali objects.", ["announced"]),
    ("Peru would have imposed a duty on Chilean fish if Mali had objected.", []),
]

GIVEN_UP: list[tuple[str, Statuses]] = [
    ("Peru dropped its threat of a 9 percent duty on Chilean fish.", []),
    ("Peru withdrew its threat of a 9 percent duty on Chilean fish.", []),
    ("Peru was urged to drop its threat of a 9 percent duty on Chilean fish.", ["threatened"]),
    ("Peru may drop its threat of a 9 percent duty on Chilean fish.", ["threatened"]),
    ("Peru dropped its 9 percent duty on Chilean fish.", ["lifted"]),
]

STRUCK_DOWN: list[tuple[str, Statuses]] = [
    ("A court struck down Peru's 9 percent duty on Chilean fish.", ["lifted"]),
    ("Peru's 9 percent duty on Chilean fish was struck down by a court.", ["lifted"]),
    ("A court annulled Peru's 9 percent duty on Chilean fish.", ["lifted"]),
    ("Judges overturned Peru's sanctions on Chile.", ["lifted"]),
    ("A court may strike down Peru's 9 percent duty on Chilean fish.", ["in-force"]),
    ("A court refused to strike down Peru's 9 percent duty on Chilean fish.", ["in-force"]),
]


def statuses(reader: Reader, sentence: str) -> Statuses:
    doc = reader.parse(Document(sentence, "own", "memory:own"))
    return [str(c.values["status"]) for c in CANDIDATES(doc) if c.heading == "actions"]


@pytest.mark.parametrize(("sentence", "expected"), TOLD, ids=[sentence for sentence, _ in TOLD])
def test_what_one_side_tells_another_of_a_third_need_not_be_so(
    reader: Reader, sentence: str, expected: Statuses
) -> None:
    assert statuses(reader, sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), WANTED, ids=[sentence for sentence, _ in WANTED])
def test_what_should_be_imposed_is_not_in_force(reader: Reader, sentence: str, expected: Statuses) -> None:
    assert statuses(reader, sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), THREATENED, ids=[sentence for sentence, _ in THREATENED])
def test_harm_on_a_condition_is_threatened(reader: Reader, sentence: str, expected: Statuses) -> None:
    assert statuses(reader, sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), GIVEN_UP, ids=[sentence for sentence, _ in GIVEN_UP])
def test_a_threat_that_is_dropped_lifts_nothing(reader: Reader, sentence: str, expected: Statuses) -> None:
    assert statuses(reader, sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), STRUCK_DOWN, ids=[sentence for sentence, _ in STRUCK_DOWN])
def test_a_measure_that_a_court_strikes_down_is_lifted(reader: Reader, sentence: str, expected: Statuses) -> None:
    assert statuses(reader, sentence) == expected


def test_a_court_annuls_the_measure_of_whoever_took_it(reader: Reader) -> None:
    doc = reader.parse(Document("A court annulled Peru's 9 percent duty on Chilean fish.", "own", "memory:own"))
    (duty,) = [c for c in CANDIDATES(doc) if c.heading == "actions"]
    actor, target = duty.actors["actor"], duty.actors["target"]
    assert (actor and actor.name, target and target.name) == ("Peru", "Chile")
    assert (str(duty.values["kind"]), duty.values["rate"]) == ("tariff", 9.0)
