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


@examples(
    [
        (
            "Foreign Minister Bo Ek, Deputy Premier and Co-Chair of the Commission on Fair Trade Ana Ruiz sat.",
            {("Bo Ek", None, "Foreign Minister")},
        ),
        (
            "President of Peru Bo Ek, Director of the Office of Ports of the People's Party Ana Ruiz met.",
            {("Bo Ek", "Peru", "President")},
        ),
        ("Bo Ek, Director of the Office of Ports, met Ana Ruiz.", {("Bo Ek", "Office of Ports", "Director")}),
        (
            "Bo Ek, a spokesman for the Office of Ports of nearby Ruiz, left.",
            {("Bo Ek", "Office of Ports", "spokesman")},
        ),
    ],
    [],
)
def test_in_a_list_a_post_is_of_the_name_after_its_body(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert {row for row in proposed(sentence, "roles") if row[0] == "Bo Ek"} == expected
