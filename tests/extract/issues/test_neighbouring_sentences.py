"""What the sentences around a matter's say about its issue, as bulletins need it."""

from __future__ import annotations

import pytest

from kg.extract.issues.likelihood import Likelihoods
from kg.extract.issues.linking import issues_in
from kg.extract.issues.neighbouring_sentences import of_neighbours
from kg.extract.issues.scheme import concepts
from kg.model import IssueLink, Passage

SINKS = "Peru wants forests to be credited as carbon sinks."
BUDGET = "Chad called the rise in contributions to the secretariat's budget too high."
ASKED = "Oman asked for other figures."


def place(text: str, words: str) -> Passage:
    start = text.index(words)
    return Passage(start, start + len(words), words)


def likeliest(text: str) -> str:
    found = of_neighbours(text, place(text, ASKED))
    assert found is not None
    return max(found, key=lambda each: found[each])


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        (f"{SINKS} {ASKED}", "Sinks"),
        (f"{ASKED} {SINKS}", "Sinks"),
        (f"{BUDGET} {ASKED}", "OrganizationalBudget"),
        (f"{SINKS} Mali spoke. Togo spoke. Fiji spoke. {BUDGET} {ASKED}", "OrganizationalBudget"),
        (f"{BUDGET} Mali spoke. Togo spoke. Fiji spoke. {SINKS} {ASKED}", "Sinks"),
        (f"{BUDGET}\n{ASKED} {SINKS}", "Sinks"),
        (f"{SINKS} {ASKED}\n{BUDGET}", "Sinks"),
    ],
)
def test_the_nearest_sentences_and_those_of_the_paragraph_count_most(text: str, concept: str) -> None:
    assert likeliest(text) == concept


def test_likelihoods_are_shares_of_a_whole() -> None:
    found = of_neighbours(f"{SINKS} {ASKED} {BUDGET}", Passage(51, 51 + len(ASKED), ASKED))
    assert found is not None
    assert set(found) == set(concepts())
    assert 0 < sum(found.values()) <= 1


@pytest.mark.parametrize("text", [ASKED, f"\n\n{ASKED}\n"])
def test_a_text_of_one_sentence_has_no_neighbours(text: str) -> None:
    assert of_neighbours(text, place(text, ASKED)) is None


def links(bulletin: bool, beside: Likelihoods | None = None) -> tuple[IssueLink, ...]:
    text = f"{SINKS} Mali spoke. {ASKED} {SINKS.replace('Peru', 'Togo')} Fiji has a cold. It left."
    return issues_in(text, place(text, "other figures"), place(text, ASKED), second_judge=beside, bulletin=bulletin)


def test_in_a_bulletin_a_vague_matter_has_the_issue_of_its_neighbours() -> None:
    assert links(bulletin=False) == ()
    (found,) = links(bulletin=True)
    assert (found.concept, found.from_context) == ("Sinks", True)


def test_what_every_item_has_is_no_issue_of_its_neighbours() -> None:
    text = f"Peru tabled a draft decision. Chad asked for a shorter text. {ASKED} Mali wanted brackets deleted."
    found = of_neighbours(text, place(text, ASKED))
    assert found is not None
    assert found["NegotiatingText"] < 0.5


def test_a_sentence_that_tells_the_issue_by_itself_keeps_it() -> None:
    own = "Oman called for the release of prisoners."
    text = " ".join((SINKS, SINKS.replace("Peru", "Togo"), own, SINKS.replace("Peru", "Fiji")))
    (found,) = issues_in(text, place(text, "the release of prisoners"), place(text, own), bulletin=True)
    assert (found.concept, found.from_context) == ("PrisonerExchange", False)


def test_no_encoder_is_asked_in_a_bulletin() -> None:
    def judge(before: str, matter: Passage, evidence: Passage) -> dict[str, float]:
        raise AssertionError(matter.text)

    assert links(bulletin=True, beside=judge) == links(bulletin=True)
    with pytest.raises(AssertionError, match="other figures"):
        links(bulletin=False, beside=judge)
