"""Two who speak a transcript by turns, and so talk with each other."""

from __future__ import annotations

import pytest

from tests.extract.examples import Propose, Rows, examples

RUIZ_AND_EK: Rows = {("Ana Ruiz", "Bo Ek", "actual")}
BO_EK = "\n\nPresident of Chile Bo Ek: Thank you. Our countries trade much, and this will go on."
JAN_HOLT = "\n\nPresident of Mali Jan Holt: Thank you. Our countries trade much, and this will go on."


def _said(words: str) -> str:
    """A transcript in which one of two says something."""
    return f"Statements for the press\n\nPresident of Peru Ana Ruiz: {words} Peru will buy more fish.{BO_EK}"


BY_TURNS: list[tuple[str, Rows]] = [
    (_said("Mr Ek, I am glad to welcome you in Lima."), RUIZ_AND_EK),
    (_said("Our talks were frank."), RUIZ_AND_EK),
    (_said("In our last meeting with you, ships were the main matter."), RUIZ_AND_EK),
    (_said("We discussed fish for an hour."), RUIZ_AND_EK),
    (_said("Our talks were frank.").replace("President of Peru", "Foreign Minister of Peru"), RUIZ_AND_EK),
    (_said("Our talks were frank.").replace(" of Peru", "").replace(" of Chile", ""), RUIZ_AND_EK),
    (_said("I look forward to our conversation."), {("Ana Ruiz", "Bo Ek", "planned")}),
]
NOT_BY_TURNS: list[str] = [
    _said("Our talks with the farmers were frank."),
    _said("Our call for help was heard."),
    _said("We met farmers in May."),
    _said("We discussed that with the farmers."),
    _said("The farmers welcome you."),
    _said("I am glad to see you all."),
    _said("I will greet you with tanks."),
    _said("We met in cabinet on Friday."),
    _said("Our talks were frank.").replace(" of Peru", "").replace("President of Chile", "Vice President"),
    _said("Our talks were frank.").replace("President of Peru", "Spokesperson"),
    _said("Our talks were frank.").replace("President of Peru", "Journalist"),
    _said("Our talks were frank.").replace("President of Peru", "Minister of Defence of Chile"),
    _said("Our talks were frank.") + JAN_HOLT,
    '"Our talks were frank," said President Ana Ruiz of Peru. "So it was," said President Bo Ek of Chile.',
]


@pytest.mark.parametrize("text", NOT_BY_TURNS)
def test_only_words_of_what_two_do_with_each_other_tell_of_their_talks(proposed: Propose, text: str) -> None:
    assert not any({"Ana Ruiz", "Bo Ek"} <= {*row} for row in proposed(text, "negotiates_with"))


@examples(BY_TURNS, ())
def test_two_who_speak_by_turns_have_talked(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "negotiates_with") == expected
