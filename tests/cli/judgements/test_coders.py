"""The commands that compare what several coders have decided, and settle it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Kg
from tests.cli.test_judgements import coder, log, positions

__all__ = ["coder"]


def test_a_comparison_says_how_many_facts_it_rests_on(kg: Kg) -> None:
    facts = [row["fact"] for row in positions(kg)]
    kg("confirm", *facts[:3], "--by", "ana")
    kg("reject", *facts[1:3], "--by", "ben")
    kg("confirm", facts[0], "--by", "cara")
    told = kg("judgements", "compare").stderr
    assert "kappa of ana and ben: 0.000 (2 facts)" in told
    assert "kappa of ana and cara: undefined (1 fact)" in told
    assert "kappa of ben and cara: undefined (0 facts)" in told
    assert told.splitlines()[-1].endswith(" (3 facts)")


@pytest.mark.parametrize("source", ["theirs/copy.kg", "theirs/work.jsonl"])
@pytest.mark.parametrize(("coder", "is_told"), [("ana", True), ("ben", False)])
def test_two_people_who_judge_under_one_name_are_told(
    kg: Kg, folder: Path, source: str, coder: str, is_told: bool
) -> None:
    facts = [str(row["fact"]) for row in positions(kg)]
    shutil.copytree(folder / "talks.kg", folder / "theirs" / "copy.kg")
    kg("reject", facts[0], "--by", coder, "--graph", "theirs/copy.kg")
    kg("judgements", "export", "--graph", "theirs/copy.kg", "--out", "theirs/work.jsonl")
    kg("confirm", *facts[:2], "--by", "ana")
    told = f"ana judged both here and in {source}: if these are two people, they count as one coder"
    assert (told in kg("judgements", "import", source).stderr) == is_told
    assert told not in kg("judgements", "import", source).stderr
    assert ("all is by ana: " in kg("judgements", "compare").stderr) == is_told


def test_coders_who_differ_about_actors_are_named(kg: Kg) -> None:
    kg("merge", "France", "Japan", "--by", "ana")
    kg("different", "France", "Japan", "--by", "ben")
    kg("different", "France", "Brazil", "--by", "ben")
    (told,) = [line for line in kg("judgements", "compare").stderr.splitlines() if "differ" in line]
    assert told.startswith("ana and ben differ on whether France and Japan are one: ")


def test_settling_decides_between_two_coders_and_links_their_judgements(kg: Kg) -> None:
    fact = str(positions(kg, "--stance", "support")[0]["fact"])
    kg("confirm", fact, "--by", "ana")
    kg("reject", fact, "--by", "ben")
    (row,) = json.loads(kg("judgements", "compare", "--format", "json").stdout)
    assert (row["ana"], row["ben"], row["settled"]) == ("confirmed", "rejected", "")
    decision = ("judgements", "settle", str(row["judgement"]), "corrected", "stance=oppose", "--by", "eva")
    settled = kg(*decision)
    assert settled.exit_code == 0, settled.stderr
    assert "nothing recorded: eva has already corrected" in kg(*decision).stderr
    assert log(kg) == [("ana", "confirmed"), ("ben", "rejected"), ("eva", "corrected")]
    compared = kg("judgements", "compare", "--format", "json")
    (row,) = json.loads(compared.stdout)
    assert (set(row), row["settled"]) == ({*row} - {"eva"}, "corrected by eva")
    assert "eva" not in compared.stderr
    (now,) = (one for one in positions(kg) if one["fact"] == fact)
    assert now["stance"] == "oppose"
    last = json.loads(kg("judgements", "export").stdout.splitlines()[-1])
    assert len(last["settles"]) == 2
    assert kg("judgements", "settle", "xx", "confirmed").stderr.startswith("kg: KG-J002: ")
    assert kg("judgements", "settle", last["id"], "confirmed", "stance=oppose").stderr.startswith("kg: KG-C006: ")
