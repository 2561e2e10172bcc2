"""Text that comes with its lines wrapped is read as the same text with a line a paragraph."""

from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path

import pytest

from kg.extract import Reader
from kg.model import Document, Facts

EXAMPLES = [
    path
    for path in sorted((Path(__file__).parents[3] / "examples").glob("*.txt"))
    if "\n\n" in path.read_text("utf-8").strip()
]


def wrapped(text: str, width: int) -> str:
    """Each paragraph in lines of ``width``, none of its words divided."""
    lines = [
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)) or ""
        for line in text.splitlines()
    ]
    return "\n".join(lines)


def told(facts: Facts) -> Counter[tuple[str, ...]]:
    """Positions and statements with their words as if in one line, and the actors' names."""
    names = {actor.id: actor.name for actor in facts.actors}
    found: Counter[tuple[str, ...]] = Counter(
        ("position", names[p.holder], p.stance.value, " ".join(p.matter.text.split())) for p in facts.positions
    )
    found.update(("statement", " ".join(s.content.text.split())) for s in facts.statements)
    found.update(("actor", actor.name, *actor.aliases) for actor in facts.actors)
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_line_end_inside_a_paragraph_changes_nothing(reader: Reader, path: Path) -> None:
    text = path.read_text("utf-8")
    other = wrapped(text, 70)
    assert other != text
    facts = reader.read(Document(other, path.stem, path.as_uri())).facts
    assert told(facts) == told(reader.read(Document(text, path.stem, path.as_uri())).facts)
    assert all(other[p.matter.start : p.matter.end] == p.matter.text for p in facts.positions)
