"""A family name that was taken for a firm or a place, beside the person who bears it."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract.actors.cluster import Cluster, Gatherer
from kg.extract.actors.short_names import join_family_names
from kg.extract.mentions.mention import MENTIONS, TokenMention
from kg.model import ActorType, MentionReason

PERSON, FIRM, PLACE = ActorType.PERSON, ActorType.ORGANIZATION, ActorType.STATE
type Named = tuple[str, ActorType]


def gathered(*named: Named) -> list[tuple[str, ActorType, int]]:
    """The actors after joining, with their numbers of mentions."""
    doc = Doc(Vocab(), words=[word for name, _ in named for word in name.split()])
    mentions, at = [], 0
    for name, kind in named:
        end = at + len(name.split())
        mentions.append(TokenMention(at, end, end - 1, kind, MentionReason.NAME, name))
        at = end
    MENTIONS.put(doc, tuple(mentions))
    gatherer = Gatherer(doc)
    for mention in mentions:
        gatherer.join(mention, f"{mention.type} {mention.name}")
    join_family_names(gatherer)
    return [_row(cluster) for cluster in gatherer.clusters]


def _row(cluster: Cluster) -> tuple[str, ActorType, int]:
    assert all(mention.type == cluster.type for mention in cluster.mentions)
    return cluster.name, cluster.type, len(cluster.mentions)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ((("Omar al-Hadi", PERSON), ("Al-Hadi", FIRM)), ("Omar al-Hadi", PERSON, 2)),
        ((("Ana Ruiz", PERSON), ("Ruiz", PLACE), ("Ruiz", PLACE)), ("Ana Ruiz", PERSON, 3)),
        ((("Ruiz", PERSON), ("Ruiz", PERSON), ("Ruiz", FIRM)), ("Ruiz", PERSON, 3)),
        ((("Boreal", PERSON), ("Boreal", FIRM), ("Boreal", FIRM)), ("Boreal", FIRM, 3)),
    ],
)
def test_one_name_is_one_actor(named: tuple[Named, ...], expected: tuple[str, ActorType, int]) -> None:
    assert gathered(*named) == [expected]


@pytest.mark.parametrize(
    "named",
    [
        (("Ana Ruiz", PERSON), ("Bo Ruiz", PERSON), ("Ruiz", PLACE)),
        (("Ana Ruiz", PERSON), ("Ruiz Foods", FIRM)),
    ],
)
def test_a_family_name_of_two_persons_or_of_none_is_not_joined(named: tuple[Named, ...]) -> None:
    assert [name for name, _, _ in gathered(*named)] == [name for name, _ in named]
