"""Posts that somebody held once, or may come to hold: none of them is held."""

from __future__ import annotations

from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("Liv Aasen, a senior World Bank adviser, left.", {("Liv Aasen", "World Bank", "adviser")}),
    ("The former state's president, Bo Ek, left.", {("Bo Ek", "former state", "president")}),
    ("Former CIA director Gen. Bo Ek left.", {("Bo Ek", None, "Gen.")}),
    ("They demanded the resignation of the union's chair, Bo Ek.", {("Bo Ek", "union", "chair")}),
    ("Liv Aasen serves as president of Peru even if few voted.", {("Liv Aasen", "Peru", "president")}),
    ("Liv Aasen will serve as president of Peru.", {("Liv Aasen", "Peru", "president")}),
]
NOTHING: list[str] = [
    "Liv Aasen, a former senior World Bank adviser, left.",
    "Liv Aasen, a former state Labour Party chair, left.",
    "Liv Aasen, a former top Finance Ministry official, left.",
    "The former Foreign Ministry spokesman Bo Ek left.",
    "The vote led to the resignation of the union's chair, Bo Ek.",
    "Liv Aasen told the miners that she would fight for them as president.",
    "If elected, Liv Aasen will serve as president of Peru.",
]


@examples(FOUND, NOTHING)
def test_only_posts_held_are_roles(sentence: str, expected: Rows, proposed: Propose) -> None:
    assert proposed(sentence, "roles") == expected
