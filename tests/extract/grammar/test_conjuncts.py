"""Subjects through conjunction, control, raising, participles and what the parser misreads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

SHARED = [
    (
        "Peruvian officials have denied that there is a ban and oppose the levy.",
        ("Peruvian officials", "oppose", "the levy"),
    ),
    ("Norway said the fund should be audited and opposed the levy.", ("Norway", "oppose", "the levy")),
    ("Kenya agreed there were gaps and supported the amendment.", ("Kenya", "support", "the amendment")),
    ("Peru proposed a fund, backed the ban and questioned the levy.", ("Peru", "concern", "the levy")),
    ("Mali and Niger, which oppose the tax, left.", ("Mali", "oppose", "the tax")),
    ("The US stressed reform, and Brazil, Fiji and others opposed the cap.", ("Fiji", "oppose", "the cap")),
    ("Chile tried to persuade Peru to back the vote.", ("Peru", "support", "the vote")),
    ("Ghana, wanting a deal, accepted the text.", ("Ghana", "accept", "the text")),
    ("The levy was opposed by Laos and welcomed by Chad.", ("Chad", "support", "The levy")),
    (
        "Laos, on behalf of the G77, and supported by Mali and Chad, agreed to lift the ban.",
        ("Chad", "support", "lift the ban"),
    ),
    (
        "Mali met envoys of the union in Lima, Peru, who opposed the tax.",
        ("envoys of the union in Lima", "oppose", "the tax"),
    ),
    ("Ana Ruiz, who leads the party, rejected the bill.", ("Ana Ruiz", "reject", "the bill")),
    ("Fiji continued to oppose the mine.", ("Fiji", "oppose", "the mine")),
    ("Kenya decided to reject the text.", ("Kenya", "reject", "the text")),
    ("Urged by Norway to sign, Peru refused to sign the pact.", ("Peru", "reject", "sign the pact")),
]


@pytest.mark.parametrize(("sentence", "expected"), SHARED)
def test_a_verb_without_a_subject_inherits_one(held: Held, sentence: str, expected: tuple[object, ...]) -> None:
    assert expected in held(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Mali, not Niger, accepted the truce.", {("Mali", "accept", "the truce")}),
        ("The pact was signed by Mali but not Niger.", {("Mali", "accept", "The pact")}),
        ("All but Niger accepted the truce.", set()),
        ("All praised Mali, but Niger rejected the truce.", {("Niger", "reject", "the truce")}),
        ("Few states accepted the truce.", set()),
        ("The truce was backed by neither Mali nor Niger.",
         {("Mali", "oppose", "The truce"), ("Niger", "oppose", "The truce")}),
        ("A few states accepted the truce.", {("few states", "accept", "the truce")}),
    ],
)  # fmt: skip
def test_an_excluded_subject_does_not_act(held: Held, sentence: str, expected: Rows) -> None:
    assert held(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "matters"),
    [
        ("Peru agreed to deepen and widen trade.", {"deepen and widen trade"}),
        ("Peru demanded that Chile disclose and destroy its mines.", {"Chile disclose and destroy its mines"}),
        ("Peru agreed to review and amend the pact.", {"review and amend the pact"}),
        ("Peru demanded that the text be kept and shown.", {"the text be kept and shown"}),
        ("Peru demanded that the text be kept and sent to Chile.", {"the text be kept", "sent to Chile"}),
        ("Peru promised to import more grain and to widen trade.", {"import more grain", "widen trade"}),
        ("Peru urged Chile to leave and sign the pact.", {"leave", "sign the pact"}),
    ],
)
def test_verbs_that_share_an_object_form_one_matter(held: Held, sentence: str, matters: set[str]) -> None:
    assert {matter for holder, _, matter in held(sentence) if holder == "Peru"} == matters


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Peru backed a declaration on the war in Mali, which urges a truce.",
         {("Peru", "support", "a declaration on the war in Mali")}),
        ("Peru adopted a resolution on Mali, which demands a truce.", {("Peru", "accept", "a resolution on Mali")}),
        ("Peru rejected a draft by Mali, which urges a truce.",
         {("Peru", "reject", "a draft by Mali"), ("Mali", "demand", "a truce")}),
        ("Peru rejected a report on Mali, which has demanded a truce.",
         {("Peru", "reject", "a report on Mali"), ("Mali", "demand", "a truce")}),
        ("Peru ignored a report on Mali, which condemned it.", {("Mali", "accuse", "it")}),
        ("Peru issued a report on rights in Mali, which demanded an apology.", {("Mali", "demand", "an apology")}),
        ("Peru ignored a motion on Mali, which demanded a truce.", {("Mali", "demand", "a truce")}),
    ],
)  # fmt: skip
def test_a_document_calls_for_what_its_relative_clause_says(held: Held, sentence: str, expected: Rows) -> None:
    assert held(sentence) == expected
