"""Which position answers which, where the words make it certain."""

from __future__ import annotations

import pytest

from kg.model import Stance
from tests.ties.talks import Said, ties_of

SUPPORT, OPPOSE, REJECT, ACCEPT = Stance.SUPPORT, Stance.OPPOSE, Stance.REJECT, Stance.ACCEPT
DEMAND, PROPOSE, ACCUSE, DENY = Stance.DEMAND, Stance.PROPOSE, Stance.ACCUSE, Stance.DENY

FUND = Said("Kenya", PROPOSE, "a fund for forests", "Kenya proposed a fund for forests.")
LEVY = Said("Norway", PROPOSE, "a levy on fuel", "Norway proposed a levy on fuel.")


@pytest.mark.parametrize(
    ("stance", "matter", "sentence"),
    [
        (SUPPORT, "this proposal", "Peru supported this proposal."),
        (OPPOSE, "the idea", "Peru was against the idea."),
        (REJECT, "that suggestion", "Peru turned that suggestion down."),
    ],
)
def test_an_anaphoric_matter_answers_the_proposal_right_before_it(stance: Stance, matter: str, sentence: str) -> None:
    fund, levy, answer = ties_of([FUND, LEVY, Said("Peru", stance, matter, sentence)])
    assert answer.backs + answer.counters == (1,)
    assert bool(answer.backs) == (stance is SUPPORT)
    assert answer.matter == levy.matter != fund.matter


def test_further_answers_refer_to_the_same_proposal() -> None:
    answers = [Said(who, OPPOSE, "the proposal", f"{who} opposed the proposal.") for who in ("Peru", "Chile")]
    assert [each.counters for each in ties_of([FUND, *answers])] == [(), (0,), (0,)]


def test_an_answer_may_be_in_the_sentence_of_its_proposal() -> None:
    words = "Kenya proposed a fund for forests, but Peru opposed the proposal."
    found = ties_of(
        [LEVY, Said("Kenya", PROPOSE, "a fund for forests", words), Said("Peru", OPPOSE, "the proposal", words)]
    )
    assert found[2].counters == (1,)


TWO = "Kenya proposed a fund for forests and a bank of seeds."


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ([FUND], f"{FUND.sentence} The chair had a plan of his own. Peru opposed the proposal."),
        ([FUND], f"{FUND.sentence}\n\nPeru opposed the proposal."),
        ([Said("Kenya", PROPOSE, each, TWO) for each in ("a fund for forests", "a bank of seeds")], None),
        ([Said("Peru", PROPOSE, "a bank of seeds", "Peru proposed a bank of seeds.")], None),
        ([Said("Kenya", SUPPORT, "a bank of seeds", "Kenya supported a bank of seeds.")], None),
    ],
    ids=["something in between", "another paragraph", "which of two", "its own", "nothing asked"],
)
def test_an_unclear_reference_answers_nothing(before: list[Said], text: str | None) -> None:
    answer = ties_of([*before, Said("Peru", OPPOSE, "the proposal", "Peru opposed the proposal.")], text=text)[-1]
    assert answer.backs == answer.counters == ()


def test_a_reference_to_something_nearer_answers_nothing_earlier() -> None:
    words = "The chair read a draft, but Peru opposed this proposal."
    fund, answer = ties_of([FUND, Said("Peru", OPPOSE, "this proposal", words)])
    assert answer.backs == answer.counters == ()
    assert answer.matter != fund.matter


def test_a_text_that_is_on_the_table_is_no_proposal() -> None:
    assert ties_of([FUND, Said("Peru", OPPOSE, "the text", "Peru opposed the text.")])[1].counters == ()


def test_an_expression_with_two_referents_has_no_single_matter() -> None:
    text = (
        "Kenya proposed a fund for forests. It was late. Peru opposed the proposal. Chile was against the idea too, "
        "and against the proposal. Norway proposed a levy on fuel. It rained. Ghana opposed the proposal."
    )
    found = ties_of(
        [
            FUND,
            Said("Peru", OPPOSE, "the proposal", "Peru opposed the proposal."),
            Said("Chile", OPPOSE, "the proposal", "Chile was against the idea too, and against the proposal."),
            LEVY,
            Said("Ghana", OPPOSE, "the proposal", "Ghana opposed the proposal."),
        ],
        text=text,
    )
    assert found[1].matter == found[2].matter != found[4].matter


@pytest.mark.parametrize(
    ("stance", "matter", "to", "sentence"),
    [
        (ACCEPT, "a Peru request to open the port", None, "Chile agreed to a Peru request to open the port."),
        (ACCEPT, "a request by Peru to open the port", None, "Chile agreed to a request by Peru to open the port."),
        (REJECT, "open the port", "Peru", "Chile refused a request by Peru to open the port."),
        (SUPPORT, "Peru's proposal to open the port", None, "Chile backed Peru's proposal to open the port."),
    ],
)
def test_a_demand_within_the_words_of_an_answer_is_answered(
    stance: Stance, matter: str, to: str | None, sentence: str
) -> None:
    answer, asked = ties_of(
        [Said("Chile", stance, matter, sentence, to), Said("Peru", DEMAND, "open the port", sentence)]
    )
    assert (answer.backs, answer.counters) == (((), (1,)) if stance is REJECT else ((1,), ()))
    assert answer.matter == asked.matter
    assert answer.sides_with == answer.stands_against == ()


@pytest.mark.parametrize(
    "sentence",
    ["Chile backed delaying any vote on whether Peru may ask to open the port.", "Chile backed what Peru was told."],
)
def test_a_mere_mention_of_asking_is_no_answer(sentence: str) -> None:
    matter = sentence.removeprefix("Chile backed ").removesuffix(".")
    inner = "open the port" if "port" in sentence else "was told"
    answer, _ = ties_of([Said("Chile", SUPPORT, matter, sentence), Said("Peru", DEMAND, inner, sentence)])
    assert answer.backs == ()


BLAME = "Peru accused Chile of dumping waste in the strait."
BLAMED = Said("Peru", ACCUSE, "dumping waste in the strait", BLAME, "Chile")


@pytest.mark.parametrize(
    ("denial", "is_denied"),
    [
        (Said("Chile", DENY, "dumping waste in the strait", "Chile denied dumping waste in the strait."), True),
        (Said("Chile", DENY, "any dumping of waste", "Chile denied any dumping of waste."), True),
        (Said("Chile", DENY, "closing the strait", "Chile denied closing the strait."), False),
        (Said("Kenya", DENY, "dumping waste in the strait", "Kenya denied dumping waste in the strait."), False),
    ],
    ids=lambda value: value.sentence if isinstance(value, Said) else "",
)
def test_a_denial_by_the_accused_counters_the_accusation(denial: Said, is_denied: bool) -> None:
    assert ties_of([BLAMED, denial])[1].counters == ((0,) if is_denied else ())


def test_a_denial_on_behalf_of_the_accused_counters_the_accusation() -> None:
    words = "Peru accused Chile of dumping waste, which Norway denied."
    found = ties_of(
        [Said("Peru", ACCUSE, "dumping waste", words, "Chile"), Said("Norway", DENY, "dumping waste", words)]
    )
    assert found[1].counters == (0,)
