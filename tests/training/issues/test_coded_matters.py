"""CodedMatter matters lie at the offsets that their files give."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract.issues.scheme import concepts
from training.issues.coded_matters import load_coded, load_written

HEAD = "document,start,end,sentence_start,sentence_end,check,concept,also\n"
HELD_OUT = "held_out.csv"


def test_matters_match_their_digest_and_concepts_exist() -> None:
    known = {"", *concepts()}
    found = list(load_coded(HELD_OUT))
    assert found
    assert {name for each in found for name in (each.best, *each.also)} <= known


def test_a_text_that_is_not_the_coded_one_is_refused(tmp_path: Path) -> None:
    document = next(load_coded(HELD_OUT)).document
    (tmp_path / HELD_OUT).write_text(f"{HEAD}{document},0,9,0,9,00000000,Trade,\n", encoding="utf-8")
    with pytest.raises(ValueError, match="another text"):
        list(load_coded(HELD_OUT, tmp_path))


def test_a_missing_text_is_left_out(tmp_path: Path) -> None:
    (tmp_path / HELD_OUT).write_text(f"{HEAD}no-such-text,0,9,0,9,00000000,Trade,\n", encoding="utf-8")
    assert list(load_coded(HELD_OUT, tmp_path)) == []


def test_a_written_sentence_has_no_opening_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_text(
        "sentence,concept,also\nPeru wants [[lower tariffs]] now.,Tariffs,Trade\n", encoding="utf-8"
    )
    (found,) = load_written("few.csv", tmp_path)
    assert (found.matter.text, found.right, found.wording.opening) == ("lower tariffs", ("Tariffs", "Trade"), ())
