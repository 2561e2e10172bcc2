"""Names of persons after a post and its state that the tagger takes for nothing, or for a part of the state's name;
what "Major" tells the size of is no person."""

from __future__ import annotations

from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    (
        "Prime Minister of the Republic of Armenia Nikol Saroyan and President of the Kyrgyz Republic Soron Jeenov.",
        {("Nikol Saroyan", "Armenia", "Prime Minister"), ("Soron Jeenov", "Kyrgyzstan", "President")},
    ),
    ("President of Peru Central Bank Governor Bo Ek left.", {("Bo Ek", "Central Bank", "Governor")}),
    ("President of Chile Tuesday met the union.", {("President of Chile", "Chile", "President")}),
    ("Major Bo Ek left Peru.", {("Bo Ek", None, "Major")}),
]
NOBODY = ["They agreed to deepen our Major Defense Partnership.", "We need a Major Reallocation of funds."]


@examples(FOUND, NOBODY)
def test_names_after_states_and_posts(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert proposed(sentence, "roles") == expected
