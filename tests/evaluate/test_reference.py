"""Our figures are those of the annotation guide's own scorer."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from kg.evaluate import FACT_HEADINGS, Score, load_gold, score, total
from tests.evaluate.sheets import Sheet

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"


def reference() -> ModuleType:
    path = SHARED / "score.py"
    if not path.exists():
        pytest.skip("the guide's scorer lies beside the project's own folder, and is not there")
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoiled(facts: Sheet, turn: int) -> Sheet:
    """A prediction with errors of every kind: facts dropped, doubled, given another actor, stance, title or matter."""
    ids = list(facts["entities"])
    found: Sheet = {"entities": {id_: e for n, (id_, e) in enumerate(facts["entities"].items()) if n % 7 != turn}}
    for heading in FACT_HEADINGS:
        rows = []
        for n, fact in enumerate(facts.get(heading) or []):
            changed = dict(fact)
            match (n + turn) % 6:
                case 0:
                    continue
                case 1:
                    rows.append(dict(fact))
                case 2:
                    for field in ("holder", "person", "member", "leader", "actor"):
                        if field in changed:
                            changed[field] = ids[(ids.index(changed[field]) + 1) % len(ids)]
                case 3:
                    changed |= {"stance": "oppose"} if "stance" in changed else {}
                    changed |= {"organization": None} if "organization" in changed else {}
                case 4:
                    changed |= {"about": " ".join(changed["about"].split()[::2])} if "about" in changed else {}
                    changed |= {"title": changed["title"].split()[0]} if "title" in changed else {}
            rows.append(changed)
        found[heading] = rows
    return found


@pytest.mark.parametrize("turn", [0, 3, 5])
def test_every_figure_is_that_of_the_guides_scorer(turn: int) -> None:
    theirs = reference()
    documents = load_gold(SHARED / "dev")
    ours: list[Score] = []
    expected = []
    for document in documents:
        prediction = spoiled(dict(document.facts), turn)
        ours.append(score(document.facts, prediction))
        expected.append(theirs.score_document(document.facts, prediction))
    for heading, want in theirs.total(expected).items():
        got = total(ours)[heading]
        assert (got.right, got.predicted, got.gold) == (want["right"], want["predicted"], want["gold"])
        assert [round(f, 4) for f in (got.precision, got.recall, got.f1)] == [
            want["precision"],
            want["recall"],
            want["f1"],
        ]
    assert sum(one.typed for one in ours) == theirs.total(expected)["entities"]["typed"]
    assert 0.2 < total(ours)["facts"].f1 < 0.9
