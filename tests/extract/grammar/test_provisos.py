"""Conditions without "if": "provided that Peru pays"; "aid will be provided" is none."""

from __future__ import annotations

from collections.abc import Callable

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]


def test_the_verb_provide_opens_no_condition(held: Held) -> None:
    text = (
        "JAPAN, opposed by CHINA, said support will be provided in line with the rules as they relate to forests, "
        "and the annex should be deleted."
    )
    assert {modality for who, modality in held(text, "holder", "modality") if who == "China"} == {"asserted"}
