"""The statements that the rules propose for a text, as rows that a test can compare."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.grammar.phrase import passage
from kg.extract.reader import Reader
from kg.model import Document

type Said = tuple[tuple[str, ...], str, str]
type Heard = Callable[[str], set[Said]]


@pytest.fixture(scope="session")
def heard(reader: Reader) -> Heard:
    """The statements that the rules propose for a text: sources, cue, content."""

    def of(text: str) -> set[Said]:
        doc = reader.parse(Document(text, "own", "memory:own"))
        rows = set()
        for candidate in CANDIDATES(doc):
            if candidate.heading == "statements":
                names = tuple(sorted(cluster.name for cluster in candidate.actors.values() if cluster is not None))
                cue, content = (words(doc, text, candidate.values[field]) for field in ("cue", "content"))
                rows.add((names, cue, content))
        return rows

    return of


def words(doc: Doc, text: str, span: tuple[int, int]) -> str:
    start, end = span
    return passage(doc, start, end, text).text
