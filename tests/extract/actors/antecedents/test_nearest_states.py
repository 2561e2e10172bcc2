"""A government without a name is that of the state which a text is about, and of none where it may be another's."""

from __future__ import annotations

import pytest

from kg.extract.actors.cluster import CLUSTER_OF
from kg.extract.reader import Reader
from kg.model import Document


def test_a_country_is_that_of_the_state_named_last_where_two_are_near(reader: Reader) -> None:
    doc = reader.parse(Document("Norway and Iceland met. Iceland left. The country's envoy wept.", "own", "memory:own"))
    assert next(CLUSTER_OF(doc)[t.i].name for t in doc if t.lower_ == "country") == "Iceland"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Norway and Iceland met. Dockers accused the government of betrayal.", "government"),
        ("Dockers in Norway met envoys of Iceland. They accused the government of betrayal.", "government"),
        ("Norway taxed herring from Iceland. The government wants more money.", "government"),
        ("Norway shelled Iceland. The government condemned the attack.", "government"),
        ("Norway blamed Iceland for the leak. The government denied the claim.", "government"),
        ("Dockers in Norway met. They accused the government of betrayal.", "Norway"),
        (
            "Voters in Chad met.\n\nHail fell.\n\nBread is dear.\n\nThe government sent troops.\n\nMilk is cheap.",
            "Chad",
        ),
        ("Norway met Iceland. Norway closed its ports. Dockers accused the government of betrayal.", "Norway"),
    ],
)
def test_a_government_without_a_name(text: str, state: str, reader: Reader) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    assert next(CLUSTER_OF(doc)[t.i].name for t in doc if t.lower_ == "government") == state
