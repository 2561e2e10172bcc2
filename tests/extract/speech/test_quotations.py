"""The speakers of quotations, of the turns of a transcript and of blocks of speech."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

SPOKEN: list[tuple[str, Rows]] = [
    (
        'Ana Ruiz said: "We reject the levy. We demand a vote."',
        {("Ana Ruiz", "reject", "the levy"), ("Ana Ruiz", "demand", "a vote")},
    ),
    (
        '"We reject the levy," Ana Ruiz said. "We call for a vote."',
        {("Ana Ruiz", "reject", "the levy"), ("Ana Ruiz", "demand", "a vote")},
    ),
    ('"The levy must go," said Ivo Marek.', {("Ivo Marek", "demand", "The levy must go")}),
    ('"I cannot accept the cap," President Ana Ruiz said.', {("Ana Ruiz", "reject", "the cap")}),
    (
        '"Kenya must pay," the Norwegian delegation said, "and Uganda must sign."',
        {("Norwegian delegation", "demand", "Uganda must sign"), ("Norwegian delegation", "demand", "Kenya must pay")},
    ),
    ('According to Ana Ruiz, "the fund should be closed".', {("Ana Ruiz", "demand", "the fund should be closed")}),
    ('President Ana Ruiz spoke. "We welcome the truce," she said.', {("Ana Ruiz", "support", "the truce")}),
    (
        "Ana Ruiz: We reject the plan.\n\nOmar Saleh: I support the vote.",
        {("Ana Ruiz", "reject", "the plan"), ("Omar Saleh", "support", "the vote")},
    ),
    (
        'Ana Ruiz said: "We reject the levy." Bo Ek, the envoy, reacted at once: "We support the fund."',
        {("Ana Ruiz", "reject", "the levy"), ("Bo Ek", "support", "the fund")},
    ),
    # quotations within quotations
    ("\"Peru is telling us, 'You must pay,'\" said Ana Ruiz.", {("Peru", "demand", "You must pay")}),
    ("\"The mayor is telling farmers, 'You must pay,'\" said Ana Ruiz.", {("mayor", "demand", "You must pay")}),
    ('"You must pay the farmers\' loans," said Ana Ruiz.', {("Ana Ruiz", "demand", "You must pay the farmers' loans")}),
    # neither the recipient of a letter nor the previous speaker says its words
    (
        'Ana Ruiz said: "We reject the levy." Bo Ek got a letter: "We support the fund."',
        {("Ana Ruiz", "reject", "the levy")},
    ),
    ('"We want a new quota," said Ivo Marek.', {("Ivo Marek", "demand", "a new quota")}),
    (
        'Ana Ruiz wrote:\n\n"We oppose the tax. We support the fund."',
        {("Ana Ruiz", "support", "the fund"), ("Ana Ruiz", "oppose", "the tax")},
    ),
    (
        'Statement of Ivo Marek:\n\n"We support the fund."\n\n'
        'Statement of Vale President Ana Ruiz:\n\n"We oppose the tax."',
        {("Ivo Marek", "support", "the fund"), ("Ana Ruiz", "oppose", "the tax")},
    ),
]
NOBODY = [
    'Remarks from the floor praised Ivo Marek.\n\n"We reject the levy."',
    'The statement by Peru reached Ivo Marek.\n\n"We reject the levy."',
    '"We reject the levy."',
    'He read "the levy must go" on a wall.',
    "Contact Group 1: We met at noon.\n\nContact Group 2: We met later.",
    "Annex I Parties met. Annex I experts dined.",
    '"It rained," Ana Ruiz said.',
    'The sign read: "We oppose".',
    'Ana Ruiz said: "Good morning."',
    "HIGHLIGHTS: the talks went on.\n\nNOTES: the talks ended.",
    '"How are you?" Ana Ruiz asked.',
    "Ivo Marek quoted a poem.",
]


def test_a_person_quoted_by_a_paper_holds_the_position(held: Held) -> None:
    told = held("The Herald quoted Ana Ruiz as saying that the levy must go.")
    assert told == {("Ana Ruiz", "demand", "the levy must go")}


@pytest.mark.parametrize(("text", "expected"), SPOKEN)
def test_the_speaker_holds_what_the_quotation_says(held: Held, text: str, expected: Rows) -> None:
    assert held(text) == expected


@pytest.mark.parametrize("text", NOBODY)
def test_words_without_a_speaker_or_a_stance_are_no_position(held: Held, text: str) -> None:
    assert held(text) == set()
