"""Learning from judgements: labels, adjustments of the shipped weights, held-out scores, accepting and reverting."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg import extract, retraining
from kg.errors import NothingTaughtError, TooFewJudgementsError
from kg.extract.candidates.filter import Adjustment, adjusted, confidence, weights
from kg.graph import Graph, open_graph
from kg.model import Document
from kg.record import open_record
from kg.record.keeping import filters
from kg.retraining.examples import Example, examples, judgements_of_facts
from kg.retraining.learning import learn
from kg.retraining.scores import Scores, confidence_of, held_out, scored
from tests.cli.conftest import Kg, folder, kg, shared_graph

__all__ = ["folder", "kg", "shared_graph"]

TEXT = "Peru demands lower tariffs of Chile. Chile rejects the offer. Peru supports a new round of talks."


def labelled(count: int = 60) -> list[Example]:
    """Proposals in ten documents, whose correctness depends on one feature that has no weight yet."""
    return [
        Example(f"{n % 10}", "positions", "position.own", {"telling": float(n % 3 == 0), "length": 3.0}, n % 3 == 0)
        for n in range(count)
    ]


@pytest.fixture
def graph(reader: extract.Reader, tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        reading = replace(reader, options=extract.Options(threshold=0.5)).read(Document(TEXT, "own", "file:///own.txt"))
        graph.record.put(reading.document, reading.facts, reading.version, reading.sentences)
        yield graph


def test_judgements_label_the_proposals_of_the_rules(graph: Graph, reader: extract.Reader) -> None:
    (document,) = graph.record.documents()
    facts = {fact.stance.value: fact.id for fact in graph.record.facts(document.id).positions}
    graph.judge_each([("confirmed", facts["demand"], {}), ("rejected", facts["reject"], {})], by="ana", follow=False)
    graph.judge("corrected", facts["support"], {"stance": "oppose"}, by="ana")
    ((key, judged),) = judgements_of_facts(graph.record.all_judgements()).items()
    all_ = replace(reader, options=extract.Options(threshold=0.0))
    found_first = [*examples(all_, graph.record.document("own"), key, judged)]
    found = [each for each in found_first if each.rule != "position.plain"]
    assert {(each.heading, each.right) for each in found} == {("positions", True), ("positions", False)}
    assert sorted(each.right for each in found).count(False) >= 2
    added = {"holder": "Peru", "stance": "support", "matter": "talks", "evidence": TEXT}
    graph.judge("added", ("position", "own"), added, by="ana")
    told = judgements_of_facts(graph.record.all_judgements())[key]
    assert [*examples(all_, graph.record.document("own"), key, told)] == found_first
    whole = [*examples(all_, graph.record.document("own"), key, told, whole=True)]
    assert len(whole) > len(found_first)
    assert {each.heading for each in whole if not each.right} > {"positions"}
    with pytest.raises(TooFewJudgementsError, match="judgements of facts in 1 documents"):
        retraining.retrain(graph)


@pytest.mark.parametrize("whole", [False, True])
def test_denied_negotiations_give_no_labels(reader: extract.Reader, whole: bool) -> None:
    denied = Document("Peru and Chile did not hold talks on Monday.", "none", "file:///none.txt")
    assert [
        each for each in examples(reader, denied, "none", [], whole=whole) if each.heading == "negotiates_with"
    ] == []


def test_labels_move_the_weights_as_little_as_they_must() -> None:
    found = learn(labelled(), "positions", 0.6)
    assert found is not None
    assert found == learn(labelled(), "positions", 0.6)
    assert dict(found.weights)["telling"] > 0.2
    assert found.weights == tuple(sorted(found.weights))
    sure = confidence("positions", {"telling": 1.0, "length": 3.0}, "position.own", (found,))
    assert sure > confidence("positions", {"telling": 0.0, "length": 3.0}, "position.own", (found,)) + 0.05
    assert learn(labelled(4), "positions", 0.6) is None


def test_the_judge_of_a_proposer_is_recalibrated_and_the_filter_is_not() -> None:
    oversure = [
        Example(f"{n % 10}", "positions", "position.own", {"rule=position.own": 1.0}, n % 4 == 0, 0.8, "small")
        for n in range(200)
    ]
    found = learn(oversure, "positions", 0.6, "small")
    assert found is not None
    assert found.proposer == "small"
    assert confidence_of(oversure[0], (found,)) == pytest.approx(0.25, abs=0.05)
    assert confidence_of(labelled()[0], (found,)) == confidence_of(labelled()[0])
    assert learn(oversure, "positions", 0.6) is None
    assert learn(oversure[:3] * 40, "positions", 0.6, "small") is None, "three documents prove nothing"


def test_an_adjustment_of_a_judge_applies_only_to_its_reader(reader: extract.Reader) -> None:
    def positions(proposer: str | None, *adjustments: Adjustment) -> int:
        options = extract.Options(threshold=0.5, proposer=proposer, adjustments=adjustments)
        return len(replace(reader, options=options).read(Document(TEXT, "own", "memory:own")).facts.positions)

    doubt = Adjustment("positions", -9.0, proposer="small")
    assert positions("small", doubt) < positions("small")
    assert positions(None, doubt) == positions(None) > 0


def test_labels_without_a_pattern_leave_the_shipped_weights_as_they_are() -> None:
    expected = confidence("positions", {})
    rights = [int(n * expected) < int((n + 1) * expected) for n in range(60)]
    by_chance = [
        Example(f"{n % 6}", "positions", "position.own", {f"odd={n * n % 7}": 1.0}, right)
        for n, right in enumerate(rights)
    ]
    assert learn(by_chance, "positions", 1.0) is None


def test_an_adjustment_adds_to_the_shipped_weights_and_leaves_them_as_they_are() -> None:
    name, old = next(iter(weights()["positions"].weights.items()))
    change = Adjustment("positions", 0.5, ((name, 1.0), ("news", 2.0)), ("position.own",))
    new = adjusted((change,))["positions"]
    assert (new.weights[name], new.weights["news"]) == (old + 1.0, 2.0)
    assert new.bias == weights()["positions"].bias + 0.5
    assert "position.own" in new.doubtful
    assert weights()["positions"].weights[name] == old
    assert adjusted(())["roles"] == weights()["roles"]


def test_scores_are_of_held_out_documents() -> None:
    taught = held_out(labelled(60), 0.5)
    shipped = [confidence(each.heading, each.features, each.rule) for each in labelled(60)]
    before, after = (scored(labelled(60), sure, 0.5) for sure in (shipped, taught))
    assert after.log_loss < before.log_loss
    found = scored(labelled(6), [1.0, 0.0, 1.0, 0.0, 0.0, 0.0], 0.5)
    assert found == Scores(6, 2, 2, 1, found.log_loss, found.gap)
    assert (found.precision, found.recall) == (0.5, 0.5)
    assert found.log_loss == pytest.approx(4.605, abs=0.01)


def propose(graph: Graph, adjustment: Adjustment) -> None:
    with graph.record.writing() as db:
        filters.propose(db, [adjustment])


def test_an_adjustment_is_proposed_accepted_and_reverted(graph: Graph) -> None:
    first, second = (Adjustment("positions", bias) for bias in (0.25, 0.5))
    with pytest.raises(NothingTaughtError, match="no weights to accept"):
        retraining.accept(graph)
    propose(graph, first)
    assert graph.record.adjustments() == ()
    assert retraining.accept(graph) == graph.record.adjustments() == (first,)
    propose(graph, second)
    assert retraining.accept(graph) == (second,)
    shutil.copytree(graph.folder, graph.folder.with_name("copy.kg"))
    assert (retraining.back(graph), retraining.back(graph)) == ((first,), ())
    with pytest.raises(NothingTaughtError, match="go back from"):
        retraining.back(graph)
    with open_graph(graph.folder.with_name("copy.kg")) as copy:
        assert copy.record.adjustments() == (second,)


def test_the_version_of_the_reader_includes_the_adjustment() -> None:
    versions = {extract.version(extract.Options(adjustments=each)) for each in ((), (Adjustment("leads", 0.1),))}
    assert sum(" taught " in version for version in versions) == 1


def test_judgements_are_looked_for_while_another_process_writes(tmp_path: Path) -> None:
    with (
        open_graph(tmp_path / "talks.kg", create=True) as graph,
        open_record(graph.record.path) as writer,
        writer.writing(),
        pytest.raises(TooFewJudgementsError),
    ):
        retraining.retrain(graph)


def test_the_command_says_what_is_missing(kg: Kg) -> None:
    assert kg("retrain").stderr.startswith("kg: KG-J007: 0 judgements")
    assert kg("retrain", "--accept").stderr.startswith("kg: KG-J008: ")
    assert kg("retrain", "--accept", "--back").stderr.startswith("kg: KG-C006: ")
