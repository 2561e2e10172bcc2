"""Names like one that nobody has, where very many might be meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from kg.errors import DocumentUnknownError
from kg.model import Document, Facts
from kg.record import Record, likeness, open_record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "record.db", create=True) as opened:
        yield opened


def test_of_many_documents_the_likest_are_compared_and_no_others(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likeness, "COMPARED", 4)
    for name in ("minutes-05", "minutes-14", "minutes-15", "minutes-51", "quota-1", "tariffs-15", "zinc", "annex"):
        record.put(Document(f"They met for {name}.", name, f"file:///{name}.txt"), Facts(), "scripted 1")
    with (
        patch.object(difflib, "get_close_matches", wraps=difflib.get_close_matches) as compared,
        pytest.raises(DocumentUnknownError, match=r"Close names: minutes-15, "),
    ):
        record.document("mintues-15")
    assert len(compared.call_args.args[1]) == 4
