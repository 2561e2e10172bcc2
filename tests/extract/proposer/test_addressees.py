"""Addressees: the network names those whom a position is directed at where no rule does."""

from __future__ import annotations

import pytest

from kg.extract import Options, Reader
from kg.extract.proposer import proposer
from kg.model import Document


@pytest.fixture(scope="module")
def small(reader: Reader) -> Reader:
    """The reader that ships."""
    return Reader(reader.nlp, Options(), "small")


def addressee(reader: Reader, text: str, matter: str) -> str | None:
    """The name of the addressee of the only position on a matter."""
    facts = reader.read(Document(text, "talks", "file:///talks.txt")).facts
    (position,) = (each for each in facts.positions if each.matter.text == matter)
    return next((actor.name for actor in facts.actors if actor.id == position.addressee), None)


@pytest.mark.parametrize(
    ("text", "matter", "expected"),
    [
        ("Chile welcomed Peru's decision to reopen the border.", "Peru's decision to reopen the border", "Peru"),
        ("Kenya opposed Uganda's plan to dam the river.", "Uganda's plan to dam the river", "Uganda"),
        (
            "Norway supported the Icelandic proposal on fishing quotas.",
            "the Icelandic proposal on fishing quotas",
            "Iceland",
        ),
    ],
)
def test_the_owner_of_a_matter_is_addressed(
    reader: Reader, small: Reader, text: str, matter: str, expected: str
) -> None:
    assert addressee(small, text, matter) == expected
    assert addressee(reader, text, matter) is None


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        pytest.param("Ghana said that Benin opposed the levy.", "the levy", id="source"),
        pytest.param("Norway welcomed the report.", "the report", id="holder"),
        pytest.param(
            "Kenya thanked Uganda. It also welcomed the opening of the road.", "the opening of the road", id="elsewhere"
        ),
    ],
)
def test_sources_holders_and_actors_of_other_sentences_are_not_addressed(
    small: Reader, monkeypatch: pytest.MonkeyPatch, text: str, matter: str
) -> None:
    monkeypatch.setattr(proposer, "LEAST_ADDRESSED", 0.0001)
    monkeypatch.setattr(proposer, "LEAST_LEAD", -1.0)
    assert addressee(small, text, matter) is None


def test_with_two_equally_likely_addressees_none_is_chosen(small: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposer, "LEAST_LEAD", 1.0)
    assert addressee(small, "Kenya opposed Uganda's plan to dam the river.", "Uganda's plan to dam the river") is None
