"""Judgements: in whose eyes, in which words, and what they are worth when negated."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract import Reader
from kg.extract.candidates.candidate import CANDIDATES
from kg.model import Document, Genre, Stance
from tests.extract.examples import Propose

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The offer is unacceptable to Peru.", ("Peru", "reject", "The offer")),
        ("For Peru, the offer is worthless.", ("Peru", "oppose", "the offer")),
        ("A second vote is not acceptable to the union.", ("union", "reject", "A second vote")),
        ("The ban is a red line for Norway.", ("Norway", "oppose", "The ban")),
        (
            "Any deal without guards is, for Moscow, a red line.",
            ("Russia", "oppose", "Any deal without guards"),
        ),
        ("That sum is acceptable to Ghana.", ("Ghana", "accept", "That sum")),
    ],
)
def test_a_judgement_is_held_by_the_actor_that_it_names(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('Rita Vogel called the raid a "smash and grab".', ("Rita Vogel", "accuse", 'the raid a "smash and grab')),
        ('Rita Vogel called the plan a "dream from another planet".',
         ("Rita Vogel", "oppose", 'the plan a "dream from another planet"')),
        ('The army described the arrest as "a knife in its back".',
         ("army", "accuse", 'the arrest as "a knife in its back')),
        ("Omar Haddad called the draft a non-starter.", ("Omar Haddad", "reject", "the draft a non-starter")),
        ("Iran dismissed the photographs as fabricated.", ("Iran", "deny", "the photographs")),
    ],
)  # fmt: skip
def test_deeds_are_blamed_but_plans_are_opposed(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        # What is negated is reversed, and names are no judgements.
        ("Rita Vogel said she did not think that the plan was right.", {"oppose"}),
        ("Rita Vogel said she thought that the plan was right.", {"support"}),
        ("Rita Vogel said there was nothing wrong with the plan.", set()),
        ("Rita Vogel said there was something wrong with the plan.", {"oppose"}),
        ("The deal is bad for Peru.", set()),
        ("A younger group, calling themselves the Night Owls, came late.", set()),
        ("The talks are important to farmers.", set()),
        ("The hour was right; the delegate of Kenya called on Peru.", set()),
        ("Rita Vogel described a project to plant oaks.", set()),
        ("Rita Vogel described crimes, such as theft.", set()),
        # An important moment is not favoured.
        ("Malta called the vote a critical moment.", set()),
        ("Malta called the vote a turning point.", set()),
        ("Malta described the talks as a crucial stage.", set()),
        ("Malta said the vote was an important test.", set()),
        ("Malta called the vote an important step.", {"support"}),
        ("Malta called the vote a historic moment.", {"support"}),
        ("Malta called the vote an important and welcome moment.", {"support"}),
        ("Malta called the vote a dangerous moment.", {"concern"}),
        # Causes and dates are not demanded, and hardly enough is no praise.
        ("Malta said the loss is due to the storm, and not due to the nets.", set()),
        ("Malta said there is evidence of a loss due to storms.", set()),
        ("Malta noted that the reports are due by 30 May.", set()),
        ("Malta recalled that a review is due to start in June.", set()),
        ("Malta said an apology is due to the victims.", {"demand"}),
        ("Malta said the sum is barely enough to pay for ten boats.", {"oppose"}),
        ("Malta said the sum is enough to pay for ten boats.", {"support"}),
    ],
)
def test_the_words_of_a_judgement_tell_its_stance(held: Held, text: str, stances: set[str]) -> None:
    assert {row[0] for row in held(text, "stance")} == stances


@pytest.mark.parametrize(
    ("sentence", "stances"),
    [
        ("MALTA called the fund a tool for islands.", set()),
        ("MALTA described the levy as central to its work.", set()),
        ("MALTA characterized the vote as a 'modest' event.", set()),
        ("MALTA described the levy as unfair.", {Stance.ACCUSE}),
    ],
)
def test_a_bulletin_blames_only_in_words_of_blame(reader: Reader, sentence: str, stances: set[Stance]) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own", genre=Genre.BULLETIN))
    assert {c.values["stance"] for c in CANDIDATES(doc) if c.rule == "position.judgement"} == stances


def test_not_enough_is_concern_and_not_opposition(held: Held) -> None:
    assert ("Malta", "concern", "the sum is not sufficient") in held("Malta said the sum is not sufficient.")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Peru said that corruption is an important factor.", "concern"),
        ("Peru said that reform is an important factor.", "support"),
        ("Peru said that violence is a priority.", "concern"),
        ("Peru said that growing violence is an important factor.", "concern"),
    ],
)
def test_calling_a_harm_important_is_concern_and_not_support(held: Held, text: str, stance: str) -> None:
    assert {found for (found,) in held(text, "stance")} == {stance}


@pytest.mark.parametrize(
    "text", ["Norway complained that Chile was robbed by Peru.", "Norway complained that Peru robbed Chile."]
)
def test_the_doer_of_a_deed_is_blamed(held: Held, text: str) -> None:
    assert held(text, "stance", "addressee") == {("accuse", "Peru")}


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("Peru attacked the levy and called it a crime.", {"the levy"}),
        ("Peru attacked the levy and called the vote a crime.", {"the levy", "the vote a crime"}),
        ("Peru attacked the levy. Chile called it a crime.", {"the levy", "it a crime"}),
    ],
)
def test_a_joined_judgement_may_be_about_the_same_matter(held: Held, text: str, matters: set[str]) -> None:
    assert {matter for (matter,) in held(text, "matter")} == matters


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Peru, opposed by Chile, said a second board was unnecessary.",
         {("Peru", "oppose", "a second board"), ("Chile", "support", "a second board")}),
        ("Peru said it was premature to fix a date.", {("Peru", "oppose", "fix a date")}),
        ("Peru said it was too early to vote on the levy.", {("Peru", "oppose", "vote on the levy")}),
        ("Peru said this was not the time to vote.", {("Peru", "oppose", "vote")}),
        ("Peru said the fund was not necessary.", {("Peru", "oppose", "the fund")}),
        ("Peru said the sums were wrong, but Chile disagreed.",
         {("Peru", "oppose", "the sums"), ("Chile", "oppose", "the sums were wrong")}),
        ("Chile proposed a levy. Peru said this was premature.",
         {("Chile", "propose", "a levy"), ("Peru", "oppose", "a levy")}),
        ("Peru, opposed by Chile, said the draft was vague.",
         {("Peru", "concern", "the draft was vague"), ("Chile", "support", "the draft")}),
    ],
)  # fmt: skip
def test_whoever_is_against_a_thing_opposes_it_and_not_the_judgement(held: Held, text: str, rows: Rows) -> None:
    assert held(text) == rows


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Peru said the levy was essential.", ("Peru", "support", "the levy was essential")),
        ("Peru said the raid was illegal.", ("Peru", "accuse", "the raid was illegal")),
        (
            "Peru said the text was not an appropriate basis for talks.",
            ("Peru", "oppose", "the text was not an appropriate basis for talks"),
        ),
        ("Peru said the delay was regrettable.", ("Peru", "concern", "the delay was regrettable")),
        ("Peru said it was important to vote.", ("Peru", "support", "it was important to vote")),
    ],
)
def test_other_judgements_stay_in_the_matter(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Peru said no levy was acceptable.", ("Peru", "reject", "no levy was acceptable")),
        ("Peru said none of the texts was acceptable.", ("Peru", "reject", "none of the texts was acceptable")),
        ("Peru said we were wrong.", ("Peru", "oppose", "we were wrong")),
        ("Peru said this was unacceptable.", ("Peru", "accuse", "this was unacceptable")),
        (
            "Peru said any levy was unacceptable without guarantees.",
            ("Peru", "reject", "any levy was unacceptable without guarantees"),
        ),
        ("Peru said a levy might be unnecessary.", ("Peru", "oppose", "a levy might be unnecessary")),
        (
            "Peru said a vote was unnecessary and a levy undesirable.",
            ("Peru", "oppose", "a vote was unnecessary and a levy undesirable"),
        ),
        (
            "Peru said it was unacceptable for Chile to vote.",
            ("Peru", "reject", "it was unacceptable for Chile to vote"),
        ),
        ("Peru said this was a mistake to be avoided.", ("Peru", "oppose", "this was a mistake to be avoided")),
        (
            "Chile proposed a levy. Peru said it was a bad way to cut emissions.",
            ("Peru", "oppose", "it was a bad way to cut emissions"),
        ),
        (
            "Chile proposed a levy. Peru said this was unnecessary to meet the target.",
            ("Peru", "oppose", "this was unnecessary to meet the target"),
        ),
    ],
)
def test_a_judgement_that_says_more_stays_whole(held: Held, text: str, row: tuple[str, str, str]) -> None:
    assert row in held(text)


@pytest.mark.parametrize(
    "told",
    ["denied", "doubted", "did not agree", "disagreed", "feared", "did not say", "argued", "thought", "conceded"],
)
def test_what_is_not_plainly_said_has_one_matter_for_all_its_readings(held: Held, told: str) -> None:
    assert held(f"Peru {told} that the levy was unnecessary.", "matter") <= {
        ("the levy was unnecessary",),
        ("that the levy was unnecessary",),
    }


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Kenya said that the report of a truce was false.", "the report of a truce"),
        ("Kenya claimed that the report of a truce was false.", "the report of a truce"),
        ("Kenya said the accusations were completely false and malicious.", "the accusations"),
        ("Kenya said that the story of a coup was a lie.", "the story of a coup"),
        ("Kenya said that the report of a truce was not true.", "the report of a truce"),
        ("Kenya said that it is false that its army crossed the river.", "its army crossed the river"),
        (
            "Kenya said the rumour that its army crossed the river was false.",
            "the rumour that its army crossed the river",
        ),
        ("Kenya denied that the report was false.", "the report was false"),
        ("Kenya said that the charge was false in part.", "the charge was false in part"),
    ],
)
def test_the_matter_of_a_denial_is_what_is_untrue(held: Held, text: str, matter: str) -> None:
    found = held(text, "holder", "stance", "matter")
    assert {row for row in found if row[1] == "deny"} == {("Kenya", "deny", matter)}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya did not say that the report of a truce was false.",
        '"I never said that the report was false," said Ana Ek, the envoy of Kenya.',
        "Kenya did not say that the levy was unfair.",
    ],
)
def test_what_somebody_did_not_say_is_no_judgement(held: Held, text: str) -> None:
    assert held(text, "holder", "stance") == set()


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("Bo Ek said noise was a bigger problem in Chile than in Peru.", set()),
        ("Bo Ek said noise was a smaller problem than dust.", set()),
        ("Bo Ek said noise was a bigger problem than dust.", {("concern",)}),
        ("Bo Ek said that the chair was wonderful as long as you agree with her.", set()),
        ("Bo Ek said that the deal was wonderful if Peru pays.", {("support",)}),
        ("The deal is welcome as long as no one is harmed, Bo Ek said.", {("support",)}),
        ("The deal is good if one of the states signs it, Bo Ek said.", {("support",)}),
        ("The deal is good as long as one agrees with it, Bo Ek said.", set()),
    ],
)
def test_comparisons_of_places_and_praise_on_terms_are_no_judgements(held: Held, text: str, stances: Rows) -> None:
    assert {(stance,) for holder, stance in held(text, "holder", "stance") if holder == "Bo Ek"} == stances


@pytest.mark.parametrize(
    ("text", "judges"),
    [
        ('"She told nurses that the levy is a fraud," Bo Ek said.', set()),
        ('"I hear people say that the levy is a fraud," Bo Ek said.', {"people"}),
        ('"I say that the levy is a fraud," Bo Ek said.', {"Bo Ek"}),
    ],
)
def test_what_others_say_is_their_judgement(held: Held, text: str, judges: set[str]) -> None:
    assert {holder for (holder,) in held(text, "holder")} == judges


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("Kenya said it had not been invited to the fair.", False),
        ("Kenya said it had not been consulted on the levy.", False),
        ("Kenya said it was not given a seat.", False),
        ("Kenya said it was not involved in the raid.", True),
        ("Kenya says that it is not paid by Mali.", True),
        ("Kenya said that it had not been swayed by Mali.", True),
        ("Kenya said it had not been attacked by rebels.", True),
        ("Kenya said it had not invited Mali to the fair.", True),
    ],
)
def test_what_others_have_not_done_to_somebody_is_no_denial(proposed: Propose, text: str, is_denied: bool) -> None:
    assert bool(proposed(text, "positions")) == is_denied
