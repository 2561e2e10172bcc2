"""Measures that are only imagined, wanted or drafted, and the historical present of chronicles."""

from __future__ import annotations

import pytest

from kg.extract.candidates.candidate import CANDIDATES, Candidate
from kg.extract.reader import Reader
from kg.model import Document

PUNISHED = [
    ("Chile announced sanctions on Spain for supplying arms to Norway.", "in-force"),
    ("Chile threatened Spain with sanctions for shelling Norway.", "in-force"),
    ("Chile may impose sanctions on Spain for shelling Norway.", "in-force"),
    ("Chile announced sanctions on Spain over its shelling of Norway.", "in-force"),
]
STATUSES = [
    ("Spain introduced a bill to impose sanctions on Norway.", "possible"),
    ("The raid could cause Spain to impose sanctions on Norway.", "possible"),
    ("The raid caused Spain to impose sanctions on Norway.", "in-force"),
    ("The raid would cause Spain to attack Norway in 1982.", "in-force"),
    ("The rumour may have caused Spain to attack Norway on Monday.", "in-force"),
    ("The raid that could have cost lives caused Spain to impose sanctions on Norway.", "in-force"),
    ("Would that go on after an attack by Spain on Norway?", "possible"),
    ("Chile would pay after the attack by Spain on Norway.", "in-force"),
    ("In the event of an invasion of Norway by Spain, Chile would pay.", "possible"),
    ("That helps only if there is trust that the port is not lost because Spain decides to shell Norway.", "possible"),
    ("Spain is prepared to impose sanctions on Norway.", "possible"),
    ("Chile spoke of threats such as Spain's war on Norway.", "in-force"),
    ("Chile discussed an end to its embargo on Norway.", "in-force"),
    ("Chile accused Spain of shelling Norway.", "possible"),
    ("Spain is accused of having shelled Norway.", "possible"),
    ("Spain is charged with shelling Norway.", "possible"),
    ("Spain is charged with supplying weapons to Norway.", "possible"),
    ("Chile condemned Spain for shelling Norway.", "in-force"),
    ("Spain's duties on Norwegian fish will drop from 45% to 10%.", "announced"),
    ("Spain's duties on Norwegian fish dropped to 10%.", "in-force"),
    ("Spain eased its duties on Norwegian fish from 45% to 10%.", "in-force"),
    ("Spain dropped its duties on Norwegian fish.", "lifted"),
    ("Spain dropped its duties on Norwegian fish to 0%.", "lifted"),
    ("Spain's duties on Norwegian fish dropped by 10%.", "in-force"),
    ("Spain dropped its duties on Norwegian fish from 45% to zero.", "lifted"),
    ("Spain left under the pretext that Norway had shelled Peru.", "possible"),
    ("Spain scrapped its duties on Norwegian fish from 45% to nil.", "lifted"),
    ("Spain eased its duties on Norwegian fish from 45% to 0%.", "lifted"),
    ("Spain's sanctions on Norway dropped.", "lifted"),
    ("The paper said that Spain would impose sanctions on Norway if the vote failed.", "possible"),
    ("A TV report said Spain would bomb Norway if talks failed.", "possible"),
    ("According to Chile, Spain will bomb Norway unless talks resume.", "possible"),
    ("According to Spain, Spain will bomb Norway unless talks resume.", "threatened"),
    ("Biden told Congress that Spain had invaded Norway.", "in-force"),
    ("President Ruiz told the Senate that Spain had invaded Norway.", "in-force"),
    ("Chile told Peru that Spain had invaded Norway.", "possible"),
    ("The pact stated that Spain would impose sanctions on Norway if the vote failed.", "threatened"),
    ("Spain's ban on Norwegian fish dropped.", "lifted"),
]


def measures(reader: Reader, sentence: str) -> list[Candidate]:
    doc = reader.parse(Document(sentence, "own", "memory:own"))
    return [candidate for candidate in CANDIDATES(doc) if candidate.heading == "actions"]


def targets(reader: Reader, text: str) -> list[str]:
    facts = reader.read(Document(text, "own", "memory:own")).facts
    names = {actor.id: actor.name for actor in facts.actors}
    return [names.get(action.target or "", "-") for action in facts.actions]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Bo Ek threatened envoys over Norway's sanctions.", "in-force"),
        ("Norway threatened Chile with sanctions.", "threatened"),
    ],
)
def test_what_a_threat_is_about_need_not_be_threatened(reader: Reader, sentence: str, status: str) -> None:
    sanctions = [measure for measure in measures(reader, sentence) if measure.rule == "action.sanction"]
    assert [str(sanction.values["status"]) for sanction in sanctions] == [status]


@pytest.mark.parametrize(("sentence", "status"), STATUSES, ids=[s for s, _ in STATUSES])
def test_the_status_follows_the_words(reader: Reader, sentence: str, status: str) -> None:
    assert [str(measure.values["status"]) for measure in measures(reader, sentence)] == [status]


@pytest.mark.parametrize(("sentence", "status"), PUNISHED, ids=[s for s, _ in PUNISHED])
def test_what_somebody_is_punished_for_was_done(reader: Reader, sentence: str, status: str) -> None:
    deeds = [m for m in measures(reader, sentence) if m.rule != "action.sanction"]
    assert [str(deed.values["status"]) for deed in deeds] == [status]


LIFTINGS = [
    ("The aim was to sign a pact that would end the war, lift the Chilean blockade and open the border.", "in-force"),
    ("The plan tabled by Spain provides for the lifting of the Chilean blockade of Peru.", "in-force"),
    ("The proposed terms included a truce, the lifting of the Chilean blockade of Peru and a vote.", "in-force"),
    ("Chile may end the talks and lift its blockade of Peru.", "in-force"),
    ("Chile will end the talks and lift its blockade of Peru.", "in-force"),
    ("Chile said it would end the talks and lift its blockade of Peru.", "in-force"),
    ("The accord provides for the lifting of the Chilean blockade of Peru.", "lifted"),
    ("The talks led to the lifting of the Chilean blockade of Peru.", "lifted"),
    ("Under the plan, Chile lifted its blockade of Peru.", "lifted"),
    ("Chile had vowed to lift its blockade of Peru and has now done so.", "lifted"),
    ("Chile, which had planned to lift its blockade of Peru, did so on Monday.", "lifted"),
    ("Chile promised to lift its blockade of Peru, and it was lifted in May.", "lifted"),
    ("Chile planned to lift its blockade of Peru and lifted it in May.", "lifted"),
    ("Chile promised to lift its blockade of Peru, and it lifted a curfew.", "in-force"),
    ("Chile promised to lift its blockade of Peru and will do so in May.", "in-force"),
    ("Chile had planned to lift its blockade of Peru but did not do so.", "in-force"),
    ("Chile promised to lift its blockade of Peru after Mali did so.", "in-force"),
    ("The first task of the new government was to lift the Chilean blockade of Peru, which it did.", "lifted"),
]


@pytest.mark.parametrize(("sentence", "status"), LIFTINGS, ids=[s for s, _ in LIFTINGS])
def test_a_measure_whose_end_is_only_aimed_at_or_planned_holds(reader: Reader, sentence: str, status: str) -> None:
    (blockade,) = [m for m in measures(reader, sentence) if m.rule == "action.sanction"]
    assert blockade.values["status"] == status


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Spain will leave the pact and impose sanctions on Norway.", "announced"),
        ("Spain said it would leave the pact and impose sanctions on Norway.", "announced"),
        ("Spain might leave the pact and impose sanctions on Norway.", "possible"),
        ("Spain left the pact and imposed sanctions on Norway.", "in-force"),
    ],
)
def test_a_verb_shares_the_auxiliary_of_the_one_before(reader: Reader, sentence: str, status: str) -> None:
    (imposed,) = [m for m in measures(reader, sentence) if m.rule == "action.sanction"]
    assert imposed.values["status"] == status


def test_calling_for_an_end_demands_it(reader: Reader) -> None:
    (ended,) = measures(reader, "Spain called for an end to Norwegian aid to Chile.")
    assert "mood=demanded" in ended.features


@pytest.mark.parametrize("sentence", ["Spain frees ten Norwegian hostages.", "Spain imposes a levy on Norway."])
def test_the_historical_present_counts_as_past(reader: Reader, sentence: str) -> None:
    (now,) = measures(reader, sentence)
    (then,) = measures(reader, sentence.replace("frees", "freed").replace("imposes", "imposed"))
    assert now.features == then.features


def test_a_place_between_two_is_not_attacked(reader: Reader) -> None:
    (measure,) = measures(reader, "Spanish forces shelled seven villages between Norway and Chile.")
    assert measure.actors["target"] is None


@pytest.mark.parametrize("sentence", ["Spain may need it to defend against another Norwegian invasion."])
def test_defending_against_a_measure_proposes_none(reader: Reader, sentence: str) -> None:
    assert not measures(reader, sentence)


@pytest.mark.parametrize(
    ("sentence", "rate"),
    [
        ("Spain pledged to keep a 3 percent limit on the deficit.", []),
        ("Spain imposed a 3 percent limit on the deficit.", [3.0]),
        ("Spain kept its 3 percent limit on the deficit.", [3.0]),
        ("Spain decided to keep the 25 percent tariff on cars.", [25.0]),
    ],
)
def test_a_limit_that_somebody_is_to_keep_is_no_measure(reader: Reader, sentence: str, rate: list[float]) -> None:
    assert [measure.values["rate"] for measure in measures(reader, sentence)] == rate


def test_an_attack_mentioned_again_without_its_target_is_one_measure(reader: Reader) -> None:
    text = "Spain invaded Norway. Chile condemned the Spanish attacks on civilians. Spain deplored its own aggression."
    assert targets(reader, text) == ["Norway"]


RETOLD = [
    ("Spain gave Norway $5 million in aid. The $5 million is aid by Spain.", ["Norway"]),
    ("Spain gave Norway $5 million in aid for schools. Spain gave another $5 million in aid.", ["Norway", "-"]),
    ("Spain pledged $5 million to Norway. Spain pledged $5 million in another round.", ["Norway", "-"]),
    ("Spain gave Norway $5 million in aid in May. Spain gave $5 million in aid in June.", ["Norway", "-"]),
    ("Spain bombed Norway. Spain's attacks on civilians were condemned.", ["Norway"]),
    ("Spain sent aid to Norway. Spain sent food to Norwegian farmers.", ["Norway"]),
    ("Spain sent aid to Norway. Spain sent food to refugees.", ["Norway", "refugees"]),
    ("Spain sent aid to Norway. Spain sent food to Chilean farmers.", ["Norway", "Chilean farmers"]),
    (
        "Spain bombed Chilean rebels. Spain's strikes on Norwegian rebels went on.",
        ["Chilean rebels", "Norwegian rebels"],
    ),
]


@pytest.mark.parametrize(("text", "kept"), RETOLD, ids=[text for text, _ in RETOLD])
def test_only_a_vaguer_retelling_of_a_measure_is_dropped(reader: Reader, text: str, kept: list[str]) -> None:
    assert targets(reader, text) == kept
