"""Somebody introduced as another's kin is not the one whose kin that is, though the names agree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.extract.actors.cluster import CLUSTERS
from kg.extract.reader import Reader
from kg.model import Document, MentionReason


def _people(reader: Reader, text: str) -> Iterator[str]:
    for cluster in CLUSTERS(reader.parse(Document(text, "own", "memory:own"))):
        names = sorted((m for m in cluster.mentions if m.reason == MentionReason.NAME), key=lambda m: m.start)
        if cluster.type == "person":
            yield " = ".join(m.name for m in names)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Bo Dahl ruled in the manner of his late father, Bo Dahl Berg. Dahl rejected the plan.",
            ["Bo Dahl = Dahl", "Bo Dahl Berg"],
        ),
        ("Bo Dahl took over from his brother Jon Dahl. Dahl rejected the plan.", ["Bo Dahl = Dahl", "Jon Dahl"]),
        ("Bo Dahl met his father-in-law, President Bo Dahl Berg. Bo Dahl left.", ["Bo Dahl = Bo Dahl", "Bo Dahl Berg"]),
        ("Ana Dahl's husband Bo Dahl was arrested. Dahl faces trial.", ["Ana Dahl", "Bo Dahl", "Dahl"]),
        ("Dahl spoke of his son, Bo Dahl. Dahl rejected the plan.", ["Dahl = Dahl", "Bo Dahl"]),
        ("A paper asked about Dahl's son Bo Dahl. Dahl rejected the plan.", ["Dahl = Dahl", "Bo Dahl"]),
        ("Peru met Ida Dahl and her son, Bo Dahl. Dahl left.", ["Ida Dahl = Dahl", "Bo Dahl"]),
        ("Bo Dahl met his wife Ida Roe Dahl. Ida Dahl left.", ["Bo Dahl", "Ida Roe Dahl = Ida Dahl"]),
        ("Ida Dahl spoke. Bo Dahl's wife Ida Roe Dahl left.", ["Ida Dahl = Ida Roe Dahl", "Bo Dahl"]),
        ("Bo Dahl left. The father of the plan, Bo Dahl Berg, spoke.", ["Bo Dahl = Bo Dahl Berg"]),
    ],
)
def test_kin_of_one_family_name_are_kept_apart(text: str, people: list[str], reader: Reader) -> None:
    assert list(_people(reader, text)) == people
