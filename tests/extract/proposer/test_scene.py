"""What the network is told about the mentions in a text."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.proposer.scene.scene import REASONS, scene_of
from kg.extract.stages import COMPONENTS
from kg.extract.text.parsing import parse

SAID = '"{} reject the fee," said Jan Holt, a spokesman for the miners\' union.'


@pytest.mark.parametrize(
    ("pronoun", "who"),
    [
        ("We", {("miners' union", "first-person")}),
        ("I", {("Jan Holt", "first-person")}),
    ],
)
def test_a_spokesman_s_we_is_the_body(reader: Reader, pronoun: str, who: set[tuple[str, str]]) -> None:
    doc = parse(reader.nlp, SAID.format(pronoun), COMPONENTS)
    for name, component in reader.nlp.pipeline:
        if name in COMPONENTS and name != "kg_facts":
            doc = component(doc)
    names = {cluster.id: cluster.name for cluster in CLUSTERS(doc)}
    scene = scene_of(doc)
    at = scene.words.index(pronoun)
    assert {(names[n.actor], REASONS[n.reason]) for n in scene.mentions if n.start == at} == who
