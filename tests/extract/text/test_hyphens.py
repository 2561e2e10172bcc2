"""Words that the tokenizer cuts at a hyphen are found in the lists that have them whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg.extract.reader import Reader
from kg.extract.words.lexicon import hyphenated, rows
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Chile co-sponsored the resolution.", ("Chile", "support", "the resolution")),
        ("Chile rubber-stamped the plan.", ("Chile", "accept", "the plan")),
        ("Chile was half-hearted about the plan.", ("Chile", "concern", "the plan")),
    ],
)
def test_a_predicate_may_have_a_hyphen(held: Held, text: str, row: tuple[object, ...]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Chile opposed re- introduction of fees.", ("Chile", "oppose", "re- introduction of fees")),
        ("Chile rejected pre- conditions for loans.", ("Chile", "reject", "pre- conditions for loans")),
        ("Chile rejected non- to low-paying jobs.", ("Chile", "reject", "non-")),
        ("Chile demanded that non- members pay.", ("Chile", "demand", "non- members pay")),
        ("Chile rejected non- and low-paying jobs.", ("Chile", "reject", "non- and low-paying jobs")),
    ],
)
def test_a_word_broken_at_a_hyphen_ends_no_sentence(held: Held, text: str, row: tuple[object, ...]) -> None:
    before = ("Peru", "propose", "a levy on ships")
    assert held(f"Peru proposed a levy on ships. {text}") == {before, row}


def test_a_name_with_a_broken_word_has_single_spaces(named: Held) -> None:
    assert named("Three non- governmental groups opposed it.") == {("non governmental groups", "group")}


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Miners staged a walk-out at the port.", {("strike", "in-force")}),
        ("Farmers held a sit-in against Peru.", {("other", "in-force")}),
        ("Peru staged a walk-out from the talks.", {("withdrawal", "in-force")}),
        ("Peru staged a walkout from the talks.", {("withdrawal", "in-force")}),
        ("The EU imposed a visa-ban on Peru.", {("sanction", "in-force")}),
        ("The EU threatened a visa-ban on Peru.", {("sanction", "threatened")}),
        ("Prisoners began a hunger-strike on Monday.", {("strike", "in-force")}),
        ("The ministers held a sit-down to discuss the tariffs.", set()),
    ],
)
def test_a_measure_may_have_a_hyphen(reader: Reader, text: str, measures: set[tuple[str, str]]) -> None:
    actions = reader.read(Document(text, "own", "memory:own", date=dt.date(2024, 5, 17))).facts.actions
    assert {(str(action.kind), str(action.status)) for action in actions} == measures


def test_compounds_of_a_measure_noun_are_listed_as_measures() -> None:
    measures = {row["lemma"] for row in rows("measures/measures") if row["pos"] == "noun"}
    things = {row["noun"] for row in rows("measures/things") if "-" in row["noun"]}
    assert [noun for noun in things - measures if noun.rsplit("-", 1)[1] in measures] == []


def test_a_word_after_a_preposition_is_listed_without_it() -> None:
    assert "semi-final" in hyphenated()
    assert [word for word in hyphenated() if " " in word] == []
