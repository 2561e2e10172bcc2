"""The body mentioned before that a noun such as "the bank" refers to: the one that its name says is a bank."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]

MEANT: list[tuple[str, str, str]] = [
    ("The Bank of Norway met clerks. The bank rejected the plan.", "The bank", "Bank of Norway"),
    ("Fjord Bank Corp met clerks. The bank rejected the plan.", "The bank", "Fjord Bank Corp"),
    (
        "The Council of the European Union met. The council rejected the plan.",
        "The council",
        "Council of the European Union",
    ),
    ("The Treasury Department met. The treasury rejected the plan.", "The treasury", "US Treasury"),
    ("Lund University College met staff. The university rejected the plan.", "The university", "Lund University"),
    ("The Bank of Norway met its board. The bank board met. The bank rejected the plan.", "The bank", "Bank of Norway"),
]
APART: list[tuple[str, str, str]] = [
    ("The Bank Clerks Association left. The bank refused to talk.", "The bank", "Bank Clerks Association"),
    ("The Lund University Nurses left. The university refused to talk.", "The university", "Lund University Nurses"),
    ("The Bank of Norway Clerks' Union left. The bank refused to talk.", "The bank", "Bank of Norway Clerks' Union"),
    ("The Coastal League Referees Association left. The league refused.", "The league", "Coastal League Referees"),
]


@pytest.mark.parametrize(("text", "words", "name"), MEANT, ids=[text for text, *_ in MEANT])
def test_a_noun_refers_to_the_body_that_it_heads_the_name_of(named: Named, text: str, words: str, name: str) -> None:
    assert any(w == words and str(n).startswith(name) for w, n in named(text, "words", "name"))


@pytest.mark.parametrize(("text", "words", "other"), APART, ids=[text for text, *_ in APART])
def test_a_noun_is_no_body_whose_name_it_only_begins(named: Named, text: str, words: str, other: str) -> None:
    rows = named(text, "words", "name")
    assert words in {w for w, _ in rows}
    assert not any(w == words and str(n).startswith(other) for w, n in rows)
