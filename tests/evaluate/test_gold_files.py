"""Folders of gold and of predictions."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import GoldFormatError, GoldMissingError, InputError
from kg.evaluate import licence_group, load_gold, predicted_in, score_all, total

OURS = Path(__file__).resolve().parents[1] / "gold"


@pytest.mark.parametrize(
    ("licence", "group"),
    [
        ("CC0, written for this project", "CC0"),
        ("CC BY 2.5", "CC BY"),
        ("public domain (a ministry)", "public domain"),
        ("none stated, internal scoring only", "internal"),
        ("CC BY, but internal", "internal"),
        ("all rights reserved", "other"),
    ],
)
def test_licences_fall_into_groups(licence: str, group: str) -> None:
    assert licence_group(licence) == group


def test_gold_scores_itself_perfectly() -> None:
    documents = load_gold(OURS)
    figures = total(found for _, found in score_all(documents, [document.facts for document in documents]))
    assert {heading: f.f1 for heading, f in figures.items()} == dict.fromkeys(figures, 1.0)


def test_gold_must_be_there_and_be_gold(tmp_path: Path) -> None:
    with pytest.raises(GoldMissingError, match=r"NAME\.yaml"):
        load_gold(tmp_path)
    (tmp_path / "talks.yaml").write_text("entities: [norway", encoding="utf-8")
    with pytest.raises(GoldFormatError, match=r"talks\.yaml"):
        load_gold(tmp_path)
    (tmp_path / "talks.yaml").write_text("entities: {no: {name: Norway, type: state}}\n", encoding="utf-8")
    with pytest.raises(GoldFormatError, match="id False of an actor is no text"):
        load_gold(tmp_path)
    (tmp_path / "talks.yaml").write_text("entities: {}\ndate: 2019-02-11\n", encoding="utf-8")
    (document,) = load_gold(tmp_path)
    with pytest.raises(GoldMissingError, match=r"talks\.txt"):
        _ = document.document


def test_predictions_are_found_by_the_name_of_their_document(tmp_path: Path) -> None:
    documents = load_gold(OURS)[:3]
    (tmp_path / f"{documents[0].name}.json").write_text('{"entities": {"x": {"name": "X"}}}', encoding="utf-8")
    (tmp_path / f"{documents[1].name}.yaml").write_text("entities: {}\n", encoding="utf-8")
    assert [list(found) for found in predicted_in(tmp_path, documents)] == [["entities"], ["entities"], []]
    (tmp_path / f"{documents[2].name}.json").write_text("[]", encoding="utf-8")
    with pytest.raises(GoldFormatError, match="no object"):
        list(predicted_in(tmp_path, documents))
    with pytest.raises(InputError, match="nowhere"):
        list(predicted_in(tmp_path / "nowhere", documents))
