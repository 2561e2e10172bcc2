"""The place of an actor relative to a matter in the parse."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.proposer.scene.scene import Scene, scene_of
from kg.extract.proposer.scene.syntax import PLACES, place_of
from kg.model import Document


def scene_and_words(reader: Reader, text: str, *passages: str) -> tuple[Scene, list[tuple[int, int]]]:
    doc = reader.parse(Document(text, "talks", "file:///talks.txt"))
    spans = [doc.char_span(text.index(passage), text.index(passage) + len(passage)) for passage in passages]
    return scene_of(doc), [(span.start, span.end) for span in spans if span is not None]


@pytest.mark.parametrize(
    ("text", "matter", "actor", "place"),
    [
        ("Wang said China wants to talk.", "to talk", "China", "subject"),
        ("Wang said China wants to talk.", "to talk", "Wang", "subject-above"),
        ("China and India asked Peru to open its market.", "open its market", "India", "subject"),
        ("China and India asked Peru to open its market.", "open its market", "Peru", "object"),
        ("France called on Germany to act.", "to act", "Germany", "after-preposition"),
        ("The talks were opposed by China.", "The talks", "China", "agent"),
        ("The Secretary reaffirmed Peru's commitment to trade.", "trade", "Peru", "owner"),
        ("China's ministry rejected the proposal of Peru to ban mines.", "ban mines", "China", "of-subject"),
        ("China's ministry rejected the proposal of Peru to ban mines.", "ban mines", "Peru", "owner"),
        ("Peru rejected the Chilean proposal to ban mines.", "ban mines", "Chilean", "describing"),
        ("Peru opposes the sale of Egypt's water.", "the sale of Egypt's water", "Egypt", "inside"),
        ("Peru spoke. Chile opposes the levy.", "the levy", "Peru", "elsewhere"),
    ],
)
def test_the_place_of_an_actor(reader: Reader, text: str, matter: str, actor: str, place: str) -> None:
    scene, (about, words) = scene_and_words(reader, text, matter, actor)
    assert PLACES[place_of(scene, about, scene.sentence_of[about[0]], words)] == place


def test_without_a_parse_the_sentence_alone_is_known() -> None:
    scene = Scene(("Peru", "spoke", ".", "Chile", "left"), ((0, 3), (3, 5)), (), {}, {})
    assert [PLACES[place_of(scene, (4, 5), 1, words)] for words in ((0, 1), (3, 4))] == ["elsewhere", "beside"]
