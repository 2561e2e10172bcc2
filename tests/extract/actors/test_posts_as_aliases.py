"""A bare post is no other name of somebody whose name is known: other people have it as well."""

from __future__ import annotations

import pytest

from kg.extract.actors.actors import to_actor
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.reader import Reader
from kg.model import Document


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("Chair Ana Ruiz left. The Chair wrote to Peru.", "Ana Ruiz", {"Chair Ana Ruiz"}),
        ("Ana Ruiz, Chair of the Board, left. Ruiz wrote to Peru.", "Ana Ruiz", {"Ruiz"}),
        ("The Prime Minister wrote to Peru.", "Prime Minister", {"The Prime Minister"}),
    ],
)
def test_a_bare_post_is_no_alias_of_a_name(text: str, name: str, aliases: set[str], reader: Reader) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    people = [to_actor(doc, text, c) for c in CLUSTERS(doc) if c.name == name]
    assert [set(actor.aliases) for actor in people] == [aliases]
