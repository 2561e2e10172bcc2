"""Offers of money: aid to somebody, or bids of firms and offers that are turned down, which are no measures."""

from __future__ import annotations

from tests.extract.examples import Propose, Rows, examples

FOUND: list[tuple[str, Rows]] = [
    ("Norway offered 3 million euros to Mali.", {("Norway", "Mali", "aid", 3e6)}),
    ("Norway offered 3 million euros for Mali.", {("Norway", "Mali", "aid", 3e6)}),
    ("Norway offered 3 million euros for Siemens.", {("Norway", "Siemens", "aid", 3e6)}),
    ("The Swiss government offered 3 million euros for Siemens.", {("Switzerland", "Siemens", "aid", 3e6)}),
    ("Microsoft offered 3 million euros to Mali.", {("Microsoft", "Mali", "aid", 3e6)}),
    ("Microsoft offered 3 million euros in aid for UNICEF.", {("Microsoft", "UN Children's Fund", "aid", 3e6)}),
    ("Oxfam offered 3 million euros.", {("Oxfam", None, "aid", 3e6)}),
    ("Oxfam offered 3 million euros for Greenpeace.", {("Oxfam", "Greenpeace", "aid", 3e6)}),
    ("Bo Ek offered 3 million euros for vaccines.", {("Bo Ek", None, "aid", 3e6)}),
    ("Norway pledged 3 million euros for a mill in Mali.", {("Norway", "Mali", "aid", 3e6)}),
    ("Microsoft pledged 3 million euros to Mali.", {("Microsoft", "Mali", "aid", 3e6)}),
    (
        "China Development Bank committed 3 million euros to a mill in Mali.",
        {("China Development Bank", "Mali", "aid", 3e6)},
    ),
    ("Bo Ek pledged 3 million euros for a mill for refugees in Mali.", {("Bo Ek", "refugees", "aid", 3e6)}),
    ("Mali welcomed Norway's offer of 3 million euros.", {("Norway", None, "aid", 3e6)}),
]

NOTHING = [
    "Microsoft has committed 3 billion euros to a mill in Mali.",
    "Microsoft pledged 3 billion euros for a mill in Mali.",
    "Microsoft offered 3 billion euros for Siemens.",
    "Microsoft made an offer of 3 billion euros for Siemens.",
    "Microsoft offered 3 billion euros in cash for Siemens.",
    "Siemens is considering an offer of 3 billion euros by Microsoft.",
    "Bo Ek offered 3 billion euros for Siemens.",
    "Siemens rejected an offer of 3 billion euros by Microsoft.",
    "Microsoft's offer of 3 billion euros was turned down by Siemens.",
    "Mali rejected Norway's offer of 3 million euros.",
    "Microsoft offered 3 million euros in damages to nurses.",
    "Microsoft offered 3 million euros as a signing bonus to nurses.",
]


@examples(FOUND, NOTHING)
def test_only_what_is_given_away_is_aid(proposed: Propose, sentence: str, expected: Rows) -> None:
    assert proposed(sentence, "actions") == expected
