"""The amount of a measure; of a range, the lower end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.actions.unlisted_measures import unlisted_measure
from kg.extract.actors.cluster import CLUSTERS
from kg.model import ActionKind, Document

type Rows = set[tuple[object, ...]]
type Propose = Callable[[str, str], Rows]


@pytest.mark.parametrize(
    ("number", "amount"),
    [
        ("60–70 billion", 60e9),
        ("5 to 6 million", 5e6),
        ("ten to fifteen thousand", 10e3),
        ("five or six thousand", 5e3),
        ("between 5 and 6 million", 5e6),
        ("a thousand", 1e3),
        ("several thousand", None),
        ("900 thousand to 2 million", 900e3),
        ("40-45", 40.0),
        ("one hundred and fifty", 150.0),
        ("thirty-two", 32.0),
        ("3,500", 3500.0),
    ],
)
def test_a_number_is_read_whole_and_a_range_is_its_lower_end(
    proposed: Propose, number: str, amount: float | None
) -> None:
    rows = proposed(f"Kenya bought {number} tonnes of coal from Peru.", "actions")
    assert ("Kenya", "Peru", "purchase", amount) in rows


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("Chile lifted sanctions, giving Peru access to $3 billion in frozen funds.", None),
        ("Chile eased sanctions on Peru, opening a market worth 5 billion euros.", None),
        ("Chile lifted sanctions, giving Peru access to frozen funds of $3 billion.", None),
        ("Bo Ek filed a lawsuit to block the bank's $3 million claim.", None),
        ("Bo Ek filed a lawsuit to recover $3 million.", 3e6),
        ("Chile imposed tariffs on Peru, covering $3 billion in goods.", 3e9),
        ("Chile imposed tariffs on Peru, covering imports of $3 billion.", 3e9),
        ("Chile imposed tariffs on Peru, hitting goods worth $3 billion.", 3e9),
        ("Norway imposed sanctions on Peru, freezing funds of $3 billion.", 3e9),
        ("Norway bought planes from Peru, paying a price of $3 billion.", 3e9),
        ("Norway sent aid to Peru, providing food worth $3 million.", 3e6),
        ("Norway and Chile pledged $3 million to Peru.", None),
    ],
)
def test_an_amount_that_a_measure_leads_to_or_many_share_is_not_its_own(
    proposed: Propose, sentence: str, amount: float | None
) -> None:
    assert {row[-1] for row in proposed(sentence, "actions")} == {amount}


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        ("Norway blocked goods worth $3 million, which brings the value of the goods held since May to $9 million.",
         {3e6, 9e6}),
        ("Norway let six sailors go, bringing to 20 the number freed since May.", {6.0, 20.0}),
    ],
)  # fmt: skip
def test_a_running_total_of_the_same_measures_is_an_amount_too(
    proposed: Propose, sentence: str, amounts: set[float]
) -> None:
    assert {row[-1] for row in proposed(sentence, "actions")} == amounts


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("Chile annexed 30 square kilometres of land.", "square kilometres"),
        ("Chile will supply Peru with 60-70 billion cubic metres of gas.", "cubic metres"),
        ("Chile bought 200,000 metric tons of coal from Peru.", "tons"),
        ("Chile bought 200,000 tons of coal from Peru.", "tons"),
        ("Chile annexed 30 square miles of land.", "square miles"),
        ("Chile sent 300 square tents to Peru.", "tents"),
        ("Chile sent 500 armoured vehicles to Peru.", "vehicles"),
    ],
)
def test_the_unit_of_an_area_or_a_volume_is_whole(reader: Reader, sentence: str, unit: str) -> None:
    (action,) = reader.read(Document(sentence, "own", "memory:own")).facts.actions
    assert action.unit == unit


@pytest.mark.parametrize(
    ("sentence", "rate"),
    [
        ("Norway retaliated against Chilean duties of 45%, raising its own to 25%.", 25.0),
        ("Norway's retaliation against Chilean duties of 45% began.", None),
        ("Norway retaliated against Chile with a levy of 25%.", 25.0),
    ],
)
def test_the_rate_of_duties_is_not_that_of_what_answers_them(reader: Reader, sentence: str, rate: float | None) -> None:
    actions = reader.read(Document(sentence, "own", "memory:own")).facts.actions
    assert {action.rate for action in actions if str(action.kind) == "retaliation"} == {rate}


@pytest.mark.parametrize(
    ("sentence", "word", "rate"),
    [
        ("Norway raised its duty to 25% in response to Chilean duties on Norwegian fish of 45%.", "fish", None),
        ("Norway raised its duty on Chilean fish to 25% in response to a ban.", "duty", 25.0),
        ("Norway went over to duties on Chilean fish of 45%.", "fish", 45.0),
    ],
)
def test_what_a_word_answers_has_a_rate_of_its_own(
    reader: Reader, sentence: str, word: str, rate: float | None
) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own"))
    told = next(t for t in doc if t.lower_ == word)
    found = unlisted_measure(told, ActionKind.RETALIATION, CLUSTERS(doc)[0])
    assert found is not None
    assert found[1]["rate"] == rate


@pytest.mark.parametrize(
    ("sentence", "rate"),
    [
        ("Miners began a strike on Monday after 91 percent of members had backed it.", None),
        ("Miners began a two-day strike after talks about a rise of 9 percent failed.", None),
        ("Miners went on strike against inflation of 7 percent.", None),
        ("Norway deployed troops in 20 percent of Mali.", None),
        ("Norway withdrew 20 percent of its troops from Mali.", 20.0),
        ("Norway withdrew its troops from Mali by 50 percent.", 50.0),
        ("Norway took control of 20 percent of Mali.", 20.0),
        ("Norway sued Chile over a law that raised the price of gas by 10 percent.", None),
        ("Norway cut aid to Mali by 10 percent.", 10.0),
        ("Norway imposed tariffs of 10 percent on Mali after a strike.", 10.0),
    ],
)
def test_strikes_and_moves_of_troops_have_no_rate(reader: Reader, sentence: str, rate: float | None) -> None:
    (action,) = reader.read(Document(sentence, "own", "memory:own")).facts.actions
    assert action.rate == rate
