"""Where a cue ends and what is said begins, with words between the two."""

from __future__ import annotations

import pytest

from tests.extract.statements.conftest import Heard, Said

WHEN_AND_HOW: list[tuple[str, Said]] = [
    ("Norway promised in 2004 to end the ferry line.", (("Norway",), "promised", "to end the ferry line")),
    ("Norway pledged on Monday to help Peru.", (("Norway",), "pledged", "to help Peru")),
    ("Peru proposed in March a new ferry line.", (("Peru",), "proposed", "a new ferry line")),
    ("Peru demanded in a letter the return of the ferry.", (("Peru",), "demanded", "the return of the ferry")),
    ("Norway protested at Geneva the levy.", (("Norway",), "protested", "the levy")),
    ("Peru condemned in the strongest terms this theft.", (("Peru",), "condemned", "this theft")),
]
THOSE_URGED: list[tuple[str, Said]] = [
    ("Norway called on donors to act.", (("Norway",), "called on", "donors to act")),
    ("Norway appealed to the donors to act.", (("Norway",), "appealed to", "the donors to act")),
    ("Norway lashed out at Peru for its levy.", (("Norway",), "lashed out at", "Peru for its levy")),
    ("Norway called for a ban on ferries.", (("Norway",), "called for", "a ban on ferries")),
    ("Norway expressed confidence in the ferry pact.", (("Norway",), "expressed confidence in", "the ferry pact")),
]
OWNERS: list[tuple[str, Said]] = [
    (
        "Ana Ruiz reaffirmed the United States' support for the pact.",
        (("Ana Ruiz",), "reaffirmed", "the United States' support for the pact"),
    ),
    (
        "Ana Ruiz reaffirmed their countries' support for the pact.",
        (("Ana Ruiz",), "reaffirmed", "their countries' support for the pact"),
    ),
    ("Ana Ruiz stressed the need for ferries.", (("Ana Ruiz",), "stressed", "the need for ferries")),
    ("Ana Ruiz expressed her support for the pact.", (("Ana Ruiz",), "expressed", "her support for the pact")),
]


@pytest.mark.parametrize(("text", "expected"), WHEN_AND_HOW)
def test_words_for_when_and_how_belong_to_neither(heard: Heard, text: str, expected: Said) -> None:
    assert expected in heard(text)


@pytest.mark.parametrize(("text", "expected"), THOSE_URGED)
def test_a_preposition_of_the_cue_stays_in_it(heard: Heard, text: str, expected: Said) -> None:
    assert expected in heard(text)


@pytest.mark.parametrize(("text", "expected"), OWNERS)
def test_whose_view_it_is_stands_whole_in_what_is_said(heard: Heard, text: str, expected: Said) -> None:
    assert expected in heard(text)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The Republic of Peru's government claims that the permanent truce declared by Chile earlier was false.",
         "claims", "that the permanent truce declared by Chile earlier was false"),
        ('Ana Ruiz rejected the offer, stating that she sees "no use" and "the only use is for the other side to '
         'save face".',
         "stating", 'that she sees "no use" and "the only use is for the other side to save face"'),
        ("The Herald reports that U.S. envoys Ana Ruiz and Tom Berg have sailed to the Old Fort Laboratory.",
         "reports", "that U.S. envoys Ana Ruiz and Tom Berg have sailed to the Old Fort Laboratory"),
    ],
)  # fmt: skip
def test_what_is_said_keeps_its_predicate(heard: Heard, text: str, cue: str, content: str) -> None:
    assert (cue, content) in {row[1:] for row in heard(text)}


def test_a_participle_of_an_object_is_not_what_is_said(heard: Heard) -> None:
    text = "Peru accused Chile of denying consular aid to two Danish clerks detained in Lima for three weeks."
    assert "detained in Lima for three weeks" not in {content for _, _, content in heard(text)}
