"""Names like one that nobody has, where very many might be meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from kg.errors import DocumentUnknownError
from kg.model import Document, Facts
from kg.record import Record, likeness, naming, open_record
from tests.doubles.cast import actor, facts, person


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


def test_of_many_actors_none_is_left_out_for_its_letter(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "COMPARED", 4)
    monkeypatch.setattr(naming, "_COMPARED", 4)
    charters = [actor(f"c{number}", "organization", f"Charter Party {number}") for number in range(9)]
    people = [person(f"Ana Zhao-Lima {number}") for number in range(9)]
    found = facts([*charters, *people, actor("z", "organization", "Zhejiang Council"), person("Quentin Zimmer")])
    record.put(Document("They met.", "minutes", "file:///minutes.txt"), found, "scripted 1")
    assert record.find_actor("Zhejiang Counsil").suggestions == ("Zhejiang Council",)
    assert record.find_actor("Zimer").suggestions == ("Quentin Zimmer",)
