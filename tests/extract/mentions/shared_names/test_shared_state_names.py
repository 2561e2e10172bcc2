"""Short names and demonyms that several states have."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

DRC, REPUBLIC = "Democratic Republic of the Congo", "Republic of the Congo"
MEANT: list[tuple[str, str, str]] = [
    ("Congo left.", "Congo", DRC),
    ("The Republic of the Congo met Chad. Congo left.", "Congo", REPUBLIC),
    ("Congo met Chad. The Republic of the Congo left.", "Congo", REPUBLIC),
    ("Congo-Brazzaville met Chad. Congolese envoys left.", "Congolese", REPUBLIC),
    ("The DRC met the Republic of Congo. Congo left.", "Congo", DRC),
    ("The Republic of Congo met the DRC. Congo left.", "Congo", DRC),
    ("The Republic of Congo met Kinshasa. Congo left.", "Congo", DRC),
    ("Guinea met Guinea-Bissau. Guinean envoys left.", "Guinean", "Guinea"),
    ("The Dominican Republic met Dominica. Dominican envoys left.", "Dominican", "Dominican Republic"),
    ("Dominica met Chad. Dominican envoys left.", "Dominican", "Dominica"),
    ("Chad met Peru. Dominican envoys left.", "Dominican", "Dominican Republic"),
    ("Equatorial Guinea met Chad. Guinean envoys left.", "Guinean", "Equatorial Guinea"),
    ("North Korea met Chad. Korean envoys left.", "Korean", "North Korea"),
    ("North Korea met South Korea, then North Korea left. Korean envoys stayed.", "Korean", "South Korea"),
]


@pytest.mark.parametrize(("text", "words", "name"), MEANT, ids=[text for text, _, _ in MEANT])
def test_a_shared_name_is_that_of_the_state_named_in_full(text: str, words: str, name: str, named: Named) -> None:
    assert {n for n, w in named(text, "name", "words") if w == words} == {name}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The Georgia Senate met. Georgia waited.", {("Georgia Senate", None), ("Georgia", None)}),
        ("Georgia Republicans met.", {("Georgia Republicans", "US")}),
        ("The Georgia Department of Roads met.", {("Georgia Department of Roads", None)}),
        (
            "Georgia sued the US. The Georgia Senate met.",
            {("Georgia Senate", None), ("Georgia", None), ("United States", "US")},
        ),
        ("Georgia fought Chad. The Georgia Senate met.", {("Georgia Senate", "GE"), ("Georgia", "GE"), ("Chad", "TD")}),
        ("The Georgia State Senate met.", {("Georgia State Senate", None)}),
        ("The Georgia State Bank met.", {("Georgia", "GE"), ("Georgia State Bank", "GE")}),
        ("Georgia met Chad.", {("Georgia", "GE"), ("Chad", "TD")}),
        ("Georgia Premier Bo Ek left.", {("Georgia", "GE"), ("Bo Ek", "GE")}),
        ("Tbilisi waited. The Georgia Supreme Court met.", {("Georgia", "GE"), ("Georgia Supreme Court", "GE")}),
    ],
)
def test_a_state_is_no_part_of_another_with_its_name(text: str, actors: Rows, named: Named) -> None:
    assert named(text, "name", "country") == actors
