"""Conditions without "if": "provided that Peru pays", "for every debt repaid"; "aid will be provided" is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.reader import Reader
from kg.model import ActionStatus, Document

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


def test_the_verb_provide_opens_no_condition(held: Held) -> None:
    text = (
        "JAPAN, opposed by CHINA, said support will be provided in line with the rules as they relate to forests, "
        "and the annex should be deleted."
    )
    assert {modality for who, modality in held(text, "holder", "modality") if who == "China"} == {"asserted"}


@pytest.mark.parametrize(
    "text",
    ["Peru supported the states most subject to harm from floods.", "Peru supported a truce until talks begin."],
)
def test_what_only_describes_or_bounds_a_matter_is_no_condition(held: Held, text: str) -> None:
    assert held(text, "stance", "modality") == {("support", "asserted")}


def test_a_condition_behind_joined_verbs_is_that_of_the_last(held: Held) -> None:
    text = "Peru supported the findings and will cut its fleet, provided that Chile cuts its own."
    assert ("support", "asserted") in held(text, "stance", "modality")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("For each hostage freed, Chile will lift two levies.", "conditional"),
        ("For every hostage that Peru frees, Chile will lift two levies.", "conditional"),
        ("Chile will lift two levies for each hostage freed.", "asserted"),
        ("For every state represented here, Chile supports the levy.", "asserted"),
        ("For every state that took part, Chile welcomed the levy.", "asserted"),
    ],
)
def test_what_is_done_for_every_one_is_conditional(held: Held, text: str, modality: str) -> None:
    assert held(text, "holder", "modality") == {("Chile", modality)}


def test_a_measure_for_every_one_is_only_possible(reader: Reader) -> None:
    doc = reader.parse(Document("For each hostage freed, Chile will free two rebels.", "own", "memory:own"))
    statuses = {c.values["status"] for c in CANDIDATES(doc) if c.heading == "actions"}
    assert statuses == {ActionStatus.POSSIBLE}
