""" "Without": how something was done, or a condition of what is still to come."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.grammar.conditions.conditional import conditional
from kg.model import ActionStatus, Document


@pytest.mark.parametrize(
    ("sentence", "verb", "depends"),
    [
        ("Peru attacked Chile without justification.", "attacked", False),
        ("Over the past months, without provocation, Peru has massed troops in Chile.", "massed", False),
        ("Peru fired rockets at Chile without warning.", "fired", False),
        ("Chile imposed a levy on Peru without consulting the senate.", "imposed", False),
        ("Chile will impose a levy on Peru without any warning.", "impose", False),
        ("Peru will not lift its levy on Chile without a vote.", "lift", True),
        ("Peru could lift its levy on Chile without a vote.", "lift", True),
        ("Chile did not sign the pact without a mandate.", "sign", True),
        ("Chile opposed the pact without an amendment.", "opposed", True),
        ("Peru will hold talks with Chile without preconditions.", "hold", False),
        ("Peru will not hold talks with Chile without preconditions.", "hold", True),
        ("Chile supports the pact only without Peru.", "supports", True),
        ("Chile backed the pact only without Peru.", "backed", True),
        ("Chile has accepted the pact without Peru.", "accepted", False),
    ],
)
def test_only_what_is_still_to_come_or_refused_depends_on_it(
    reader: Reader, sentence: str, verb: str, depends: bool
) -> None:
    doc = reader.parse(Document(sentence, "own", "memory:own"))
    (token,) = (t for t in doc if t.text == verb)
    assert (conditional(token) is not None) == depends


def test_a_measure_taken_without_warning_is_in_force(reader: Reader) -> None:
    text = "Peru attacked Chile without justification."
    doc = reader.parse(Document(text, "own", "memory:own"))
    assert {c.values["status"] for c in CANDIDATES(doc) if c.heading == "actions"} == {ActionStatus.IN_FORCE}
