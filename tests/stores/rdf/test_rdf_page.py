"""The questions on the page about RDF are answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.stores.oxigraph.oxigraph import OxigraphStore, open_oxigraph
from kg.stores.protocol import Batch
from kg.vocabulary import PREFIXES
from tests.stores.ferry_talks import ferry_talks

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "stores" / "rdf.md").read_text("utf-8")
QUESTIONS = re.findall(r"```sparql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphStore]:
    with open_oxigraph(tmp_path_factory.mktemp("page") / "rdf") as opened:
        opened.apply([Batch(1, (ferry_talks(),))])
        yield opened


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda text: text.splitlines()[0][:40])
def test_a_question_has_an_answer(store: OxigraphStore, question: str) -> None:
    answer = store.query(question)
    rows = list(answer.rows)
    assert rows
    assert any(value is not None for row in rows for value in row)


def test_the_page_shows_questions_and_names_every_prefix() -> None:
    assert len(QUESTIONS) >= 4
    assert all(f"`{prefix}:`" in PAGE for prefix in PREFIXES)
