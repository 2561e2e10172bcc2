"""Who asks a question, or relied on somebody, demands nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

type Rows = set[tuple[object, ...]]
type Held = Callable[..., Rows]

NO_DEMANDS = [
    "The panel asked Ana Ruiz if Peru would close the dam.",
    "Chile asked the panel if the map could be changed.",
    "Chile asked Peru if closing the dam was right.",
    "Farmers asked the panel for how many weeks the dam would stay closed.",
    "Farmers asked the panel for how long Peru would keep the dam closed.",
    "Chile's envoy asked the miners would they leave the dam.",
    "Ana Ruiz relied on Bo Ek and Eva Lund to write her speeches.",
    "Peru relies on Chile to run the trains.",
    "Peru counted on Chile to run the trains.",
]
DEMANDS = [
    ("Chile asked, if Peru agreed, to speak first.", "speak first"),
    ("Chile asked for what Peru had promised.", "what Peru had promised"),
    ("Chile asked Peru to pay if it could.", "pay if it could"),
    ("Chile asked that the map be changed.", "the map be changed"),
    ("Chile asked Peru for a list of dams.", "a list of dams"),
    ("Chile asked Peru to say if it would pay.", "say if it would pay"),
    ("Peru is relying on Chile to run the trains.", "run the trains"),
    ('"We rely on Chile to run the trains," Ana Ruiz said.', "run the trains"),
]


@pytest.mark.parametrize("text", NO_DEMANDS)
def test_a_question_is_no_demand(text: str, held: Held) -> None:
    assert "demand" not in {stance for (stance,) in held(text, "stance")}


@pytest.mark.parametrize(("text", "matter"), DEMANDS)
def test_a_request_is_a_demand(text: str, matter: str, held: Held) -> None:
    assert ("demand", matter) in held(text, "stance", "matter")
