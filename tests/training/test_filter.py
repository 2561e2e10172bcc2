"""The filter's weights: the same from the same documents, learned only where the licence allows it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import extract
from kg.evaluate import load_gold
from kg.evaluate.attribution import AttributedText, Attribution
from kg.extract import Reader
from kg.extract.candidates import filter as shipped
from training.calibration import calibrated, is_exact
from training.crossvalidation import (
    ENOUGH,
    FOLDS,
    ScoredDocument,
    candidate_recall,
    choose,
    cross_validate,
    doubtful,
    fit_heading,
    fold_of,
)
from training.examples import STATEMENTS, Annotated, annotate, annotate_statements
from training.filter import learn_weights, write
from training.regression import Model, fit_regression

GOLD = Path(__file__).resolve().parent.parent / "gold"
NAMES = ("herring-quota-2019-02-11", "herring-quota-2019-03-05")
SPOKEN = AttributedText(
    "spoken",
    "Norway said that the quota was too high. The minister of Iceland denied it. Herring swim in the sea.",
    True,
    (Attribution(((0, 6),), ((7, 11),), ((12, 39),)),),
)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> list[Annotated]:
    gold = [document for document in load_gold(GOLD) if document.name in NAMES]
    return annotate(reader, gold, "ours", tmp_path_factory.mktemp("parses"))


def test_the_same_documents_give_the_same_bytes(documents: list[Annotated], tmp_path: Path) -> None:
    rules = extract.load(extract.Options(proposer=None))
    again = annotate(rules, [d.gold for d in documents if d.gold is not None], "ours", None)
    for name, examples in (("first", documents), ("second", again)):
        write(learn_weights(examples, []), tmp_path / name)
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
    assert "positions" in json.loads((tmp_path / "first").read_text(encoding="utf-8"))


def test_a_kept_parse_gives_the_same_candidates(tmp_path: Path, reader: Reader) -> None:
    gold = [document for document in load_gold(GOLD) if document.name == NAMES[0]]
    runs = [annotate(reader, gold, "ours", cache) for cache in (None, tmp_path, tmp_path)]
    assert len(list(tmp_path.iterdir())) == 1
    features = [[e.candidate.features for d in run for e in d.examples] for run in runs]
    assert features[0] == features[1] == features[2]


def test_nothing_is_learned_where_the_licence_forbids_it(documents: list[Annotated]) -> None:
    assert fit_heading(documents, "positions") is not None
    assert fit_heading([replace(d, ships=False) for d in documents], "positions") is None


def test_candidates_are_labelled_by_the_gold(documents: list[Annotated]) -> None:
    labels = {example.right for document in documents for example in document.of("positions")}
    assert labels == {True, False}
    recall = candidate_recall(documents)["positions"]
    right = sum(bool(e.right) for d in documents for e in d.of("positions"))
    assert 0 < recall.right <= right
    assert recall.gold == sum(len(d.gold.facts["positions"]) for d in documents if d.gold is not None)


def test_a_document_is_judged_by_models_of_other_folds(documents: list[Annotated]) -> None:
    one, other = documents
    if fold_of(one.name) == fold_of(other.name):
        other = replace(other, name=next(f"{n}" for n in range(99) if fold_of(f"{n}") != fold_of(one.name)))
    scored = cross_validate([one, other], ["positions"])
    alone = fit_heading([other], "positions")
    assert alone is not None
    assert scored[0].probabilities == tuple(
        alone.probability(e.candidate.features) if e.candidate.heading == "positions" else None for e in one.examples
    )
    assert 0 <= fold_of(one.name) < FOLDS


def test_thresholds_separate_right_from_wrong(documents: list[Annotated]) -> None:
    scored = [ScoredDocument(d, tuple(0.8 if e.right else 0.4 for e in d.examples)) for d in documents]
    (thresholds,) = choose(scored, ["positions"]).values()
    assert 0.4 < thresholds.keep <= 0.8
    assert thresholds.precise == thresholds.keep


def test_a_statement_is_right_where_cue_and_content_overlap(tmp_path: Path, reader: Reader) -> None:
    (document,) = annotate_statements(reader, [SPOKEN], "ours", tmp_path)
    assert [(e.candidate.rule, e.right) for e in document.of(STATEMENTS)][:1] == [("statement.clause", True)]
    elsewhere = replace(SPOKEN, attributions=(Attribution(((0, 6),), ((7, 11),), ((41, 53),)),))
    (document,) = annotate_statements(reader, [elsewhere], "ours", tmp_path)
    assert document.of(STATEMENTS)[0].right is False


def test_weights_are_rounded_and_rare_features_left_out() -> None:
    rows = [{"said": 1.0, "rare": 1.0}, {"said": 1.0}, {"thought": 1.0}, {"thought": 1.0}]
    model = fit_regression(rows, [True, True, False, False])
    assert model is not None
    assert list(model.weights) == ["said", "thought"]
    assert all(round(w, 4) == w for w in (model.bias, *model.weights.values()))
    assert model.probability(rows[0]) > 0.5 > model.probability(rows[2])
    assert fit_regression(rows, [True] * 4) is None


def test_the_pipeline_computes_the_same_probability(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {"said": 0.75, "length": -0.5}
    learned = {"statements": shipped.Weights(-0.25, 0.5, weights)}
    monkeypatch.setattr(shipped, "weights", lambda: learned)
    row = {"said": 1.0, "length": 1.5, "unseen": 1.0}
    assert shipped.confidence("statements", row) == pytest.approx(Model(-0.25, weights).probability(row))


def test_a_doubtful_rule_is_never_sure_enough_for_a_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    learned = {"leads": shipped.Weights(2.0, 0.5, {}, frozenset({"lead.doubtful"}))}
    monkeypatch.setattr(shipped, "weights", lambda: learned)
    assert shipped.confidence("leads", {}, "lead.proven") > extract.STORED
    assert shipped.confidence("leads", {}, "lead.doubtful") == shipped.DOUBTFUL < extract.STORED


def test_rules_that_are_often_wrong_are_doubtful(documents: list[Annotated]) -> None:
    def kept(right: bool) -> list[str]:
        sure = [ScoredDocument(d, tuple(0.8 if e.right is right else 0.1 for e in d.examples)) for d in documents]
        return doubtful(sure)["positions"]

    wrong = Counter(e.candidate.rule for d in documents for e in d.of("positions") if e.right is False)
    assert kept(right=True) == []
    assert kept(right=False)
    assert all(wrong[rule] >= ENOUGH for rule in kept(right=False))


def test_the_pipeline_reads_the_shipped_weights() -> None:
    data = json.loads(shipped.FILE.read_text(encoding="utf-8"))
    assert list(data) == sorted(data)
    assert set(shipped.weights()) == set(data)
    for learned in data.values():
        assert 0 <= learned["threshold"] <= 1
        assert list(learned["weights"]) == sorted(learned["weights"])
    assert shipped.FILE.stat().st_size < 2_000_000


def test_a_statement_is_exact_by_cue_source_and_most_of_its_content() -> None:
    owed = (Attribution(((0, 6),), ((7, 11),), ((12, 40),)),)
    assert is_exact(Attribution(((0, 6),), ((7, 11),), ((12, 36),)), owed)
    assert not is_exact(Attribution(((0, 6),), ((7, 11),), ((12, 20),)), owed)
    assert not is_exact(Attribution(((50, 55),), ((7, 11),), ((12, 40),)), owed)
    assert not is_exact(Attribution(((0, 6),), ((60, 64),), ((12, 40),)), owed)


def test_calibration_keeps_the_order_and_moves_the_thresholds_along() -> None:
    learned: dict[str, Any] = {"bias": 0.5, "threshold": 0.5, "weights": {"said": 2.0}, "doubtful": []}
    found = calibrated(learned, (0.5, -1.0))
    assert (found["bias"], found["weights"]) == (-0.75, {"said": 1.0})
    assert found["threshold"] == round(shipped.likelihood(-1.0), 4)
