"""Names that end like that of a listed party, and nouns for working groups, are not the listed bodies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.actors.cluster import CLUSTERS
from kg.extract.reader import Reader
from kg.model import Document

type Rows = set[tuple[object, ...]]
type Named = Callable[..., Rows]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Chile's Christian Democrats left.", {("Chile", "CL"), ("Christian Democrats", "CL")}),
        ("The Social Democrats of Norway left.", {("Norway", "NO"), ("Social Democrats", "NO")}),
        ("The Christian-Democrats left.", {("Christian-Democrats", None)}),
        ("Twenty Social Democrats left.", {("Twenty Social Democrats", None)}),
        ("The Democrats left.", {("Democratic Party", "US")}),
        ("The ruling Democrats left.", {("Democratic Party", "US")}),
        ("Furious Democrats left.", {("Democratic Party", "US")}),
        ("The victorious Democrats left.", {("Democratic Party", "US")}),
        ("Angry young Democrats left.", {("young Democrats", "US")}),
        ("On Monday Democrats left.", {("Democratic Party", "US")}),
        ("American Democrats left.", {("United States", "US"), ("Democratic Party", "US")}),
        ("The Liberal Democrats left.", {("Liberal Democrats", "GB")}),
        ("Being social Democrats left.", {("social Democrats", "US")}),
    ],
)
def test_a_longer_name_is_that_of_another_party(text: str, actors: Rows, named: Named) -> None:
    assert named(text, "name", "country") == actors


@pytest.mark.parametrize(
    ("text", "is_listed"),
    [
        ("The Contact Group urged Serbia to leave.", True),
        ("Contact group Chair Ana Ruiz left.", False),
        ("Contact Group Chair Ana Ruiz left. The Contact Group met.", False),
        ("Peru spoke in a contact group. The Contact Group met.", False),
        ("Contact groups met. The Contact Group met.", False),
    ],
)
def test_a_working_group_of_a_meeting_is_no_listed_body(text: str, is_listed: bool, reader: Reader) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    assert any(c.gazetteer == "organization/contact-group" for c in CLUSTERS(doc)) is is_listed
