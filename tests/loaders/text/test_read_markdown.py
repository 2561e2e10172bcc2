"""Markdown: front matter becomes metadata, and markup becomes plain text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import pytest

from kg.errors import DocumentError
from kg.model import Document, Genre

Read = Callable[..., Document]
Refuse = Callable[..., DocumentError]

FRONT = """---
title: "Ferry talks: round two"
date: 2021-10-05
publisher: The Harbour Gazette
genre: communique
author: [Ada Stone, Ben Lake]
url: https://example.org/ferry
language: en-GB
place: {city: Bergen, hall: {floor: 2}}
tags: [ferries, wages]
draft: false
---
"""


def test_front_matter_gives_the_metadata(document: Read) -> None:
    found = document(FRONT + "The crews met the owners.\n", "ferry.md")
    assert found.title == "Ferry talks: round two"
    assert found.date == dt.date(2021, 10, 5)
    assert found.source == "The Harbour Gazette"
    assert found.genre is Genre.COMMUNIQUE
    assert found.text == "The crews met the owners."
    assert found.metadata == {
        "author": "Ada Stone; Ben Lake",
        "url": "https://example.org/ferry",
        "language": "en-GB",
        "place.city": "Bergen",
        "tags": "ferries; wages",
        "draft": "false",
        "omitted": "place.hall",
        "format": "markdown",
    }


def test_a_genre_that_the_project_does_not_know_is_metadata(document: Read) -> None:
    found = document("---\ngenre: editorial\n---\nThe crews met.", "a.md")
    assert (found.genre, found.metadata["genre"]) == (None, "editorial")


def test_a_genre_is_recognized_in_any_case(document: Read) -> None:
    found = document("---\ngenre: Bulletin\n---\nThe crews met.", "a.md", genre=Genre.NEWS)
    assert (found.genre, "genre" in found.metadata) == (Genre.BULLETIN, False)


def test_a_given_genre_fills_a_missing_one(document: Read) -> None:
    assert document("The crews met.", "a.md").genre is None
    assert document("The crews met.", "a.md", genre=Genre.NEWS).genre is Genre.NEWS
    assert document("---\ngenre: bulletin\n---\nThe crews met.", "b.md", genre=Genre.NEWS).genre is Genre.BULLETIN


def test_markup_becomes_plain_text_and_paragraphs_stay_apart(document: Read) -> None:
    text = """# Ferry talks

The [crews](https://example.org) met
the *owners* and __said__ `no` &amp; left.\\
They came back.

## Demands

- shorter shifts
- **higher** wages

> We can wait.

| side | says |
|---|---|
| crews | no |
"""
    found = document(text, "ferry.md")
    assert found.title == "Ferry talks"
    assert found.text.split("\n\n") == [
        "Ferry talks",
        "The crews met the owners and said no & left.\nThey came back.",
        "Demands",
        "shorter shifts",
        "higher wages",
        "We can wait.",
        "side",
        "says",
        "crews",
        "no",
    ]


def test_front_matter_is_recognised_without_a_name(document: Read) -> None:
    assert document(FRONT + "The crews met.", "ferry").metadata["format"] == "markdown"


def test_two_rules_are_not_front_matter(document: Read) -> None:
    assert document("---\nThe crews met.\n\n---\nThe owners left.", "a.md").text == "The crews met.\n\nThe owners left."


@pytest.mark.parametrize(
    "front", ["title: Talks: round two", "title: [unclosed", "a: 1\n\tb: 2", "!!python/name:os.system x"]
)
def test_broken_front_matter_is_an_error_with_its_line(refusal: Refuse, front: str) -> None:
    error = refusal(f"---\n{front}\n---\nThe crews met.", "a.md")
    assert error.code == "KG-L005"
    assert "front matter" in str(error)


def test_front_matter_alone_is_an_empty_document(refusal: Refuse) -> None:
    assert refusal(FRONT, "a.md").code == "KG-L001"


def test_yaml_aliases_cannot_expand_without_limit(document: Read) -> None:
    bomb = "a: &a [x, x, x, x]\n" + "\n".join(f"{n}: &{n} [*{p}, *{p}, *{p}, *{p}]" for p, n in pairwise("abcdefghijk"))
    found = document(f"---\n{bomb}\n---\nThe crews met.", "a.md")
    assert found.metadata["omitted"] == "b; c; d; e; f; g; h; i; j; k"
