"""Rulers, who are called by a given name, and leaders of different states are kept apart by their posts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kg.extract.actors.cluster import CLUSTERS
from kg.extract.reader import Reader
from kg.model import Document

type Grouped = Callable[[str], list[str]]


@pytest.fixture
def grouped(reader: Reader) -> Grouped:
    """The names that a text calls persons by, those of one person joined, in text order."""

    def of(text: str) -> list[str]:
        return list(_people(reader, text))

    return of


def _people(reader: Reader, text: str) -> Iterator[str]:
    for cluster in CLUSTERS(reader.parse(Document(text, "own", "memory:own"))):
        if cluster.type == "person":
            yield " = ".join(m.name for m in sorted(cluster.mentions, key=lambda m: m.start))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("King Anders rejected the plan. President Bo Anders left.", ["Anders", "Bo Anders"]),
        ("Queen Beatrix rejected the plan. Senator Beatrix Lund left.", ["Beatrix", "Beatrix Lund"]),
        ("Pope Martin met Bo Martin.", ["Martin", "Bo Martin"]),
        ("Jordan's King Karim met Saudi King Karim. King Karim of Jordan left.", ["Karim = Karim", "Karim"]),
        ("King Anders met Bo Anders. Anders rejected the plan.", ["Anders", "Bo Anders", "Anders"]),
        ("Karim Lund wrote. King Karim left.", ["Karim Lund", "Karim"]),
        ("After talks with Bo Anders, King Anders left.", ["Bo Anders", "Anders"]),
        (
            "Karim bin Lund met Crown Prince Karim bin Omar. Prince Karim left.",
            ["Karim bin Lund", "Karim bin Omar = Karim"],
        ),
        ("Pope Martin met King Martin.", ["Martin", "Martin"]),
        ("French President Lund left. US Senator Bo Lund objected.", ["Lund", "Bo Lund"]),
        ("French President Lund met US Senator Lund.", ["Lund", "Lund"]),
    ],
)
def test_posts_tell_namesakes_apart(grouped: Grouped, text: str, people: list[str]) -> None:
    assert grouped(text) == people


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("King Karim bin Omar rejected the plan. King Karim left.", "Karim bin Omar = Karim"),
        ("Crown Prince Karim bin Omar spoke. Prince Karim left.", "Karim bin Omar = Karim"),
        (
            "Karim bin Omar, the Saudi crown prince, spoke. Prince Karim left.",
            "Karim bin Omar = Saudi crown prince = Karim",
        ),
        ("Karim Lund, King of Jordan, spoke. King Karim left.", "Karim Lund = King = Karim"),
        ("Saudi Arabia's Karim bin Omar spoke. Prince Karim left.", "Karim bin Omar = Karim"),
        ("Karim al-Omar spoke. King Karim left.", "Karim al-Omar = Karim"),
        ("Anders VI of Norway spoke. King Anders left.", "Anders VI = Anders"),
        ("Prince Anders spoke. King Anders left. Anders wrote.", "Anders = Anders = Anders"),
        ("King Anders spoke. Anders left.", "Anders = Anders"),
        ("King Anders spoke. Jordan's King Anders left.", "Anders = Anders"),
        ("Queen Beatrix II spoke. Queen Beatrix left. Beatrix wrote.", "Beatrix II = Beatrix = Beatrix"),
        ("French President Lund left. Bo Lund objected.", "Lund = Bo Lund"),
        ("French President Lund spoke. After a visit to Peru President Lund left. Lund wrote.", "Lund = Lund = Lund"),
        ("French Foreign Minister Lund spoke. In Peru Foreign Minister Lund left. Lund wrote.", "Lund = Lund = Lund"),
        ("French President Macron spoke. Chile President Macron left. Macron wrote.", "Macron = Macron = Macron"),
        ("Britain's King Anders spoke. Canada's King Anders left. Anders wrote.", "Anders = Anders = Anders"),
        ("France's Bo Lund spoke. US envoy Lund left. French President Bo Lund wrote.", "Bo Lund = Lund = Bo Lund"),
    ],
)
def test_a_post_that_fits_is_the_same_person(grouped: Grouped, text: str, person: str) -> None:
    assert grouped(text) == [person]


def test_a_ruler_belongs_to_the_state_of_the_title(reader: Reader) -> None:
    doc = reader.parse(Document("King Karim of Jordan met Bo Karim.", "own", "memory:own"))
    assert [c.country for c in CLUSTERS(doc) if c.type == "person"] == ["JO", None]
