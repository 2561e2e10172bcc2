"""Which learned weights are offered: not those that labels of pure chance give, and those that a regularity gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import NothingTaughtError
from kg.extract.candidates.filter import Adjustment
from kg.graph import open_graph
from kg.record.keeping import filters
from kg.retraining.examples import Example
from kg.retraining.offer import offered
from kg.retraining.scores import adjustments_of
from kg.retraining.separation import Separation, separation

RULES = ("position.own", "position.said", "position.plain")


def labelled(is_right: Callable[[str, random.Random], bool], proposer: str, seed: int = 0) -> list[Example]:
    """Proposals of three rules in thirty documents, all of which a graph keeps."""
    draw = random.Random(seed)
    found = []
    for _ in range(240):
        rule = draw.choice(RULES)
        features = {f"rule={rule}": 1.0, f"word={draw.randrange(8)}": 1.0}
        sure = draw.uniform(0.62, 0.95)
        found.append(
            Example(
                f"{draw.randrange(30)}",
                "positions",
                rule,
                features,
                is_right(rule, draw),
                sure if proposer else None,
                proposer,
            )
        )
    return found


@pytest.mark.parametrize("proposer", ["small", ""])
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("share", [0.5, 0.7])
def test_labels_of_chance_are_refused(share: float, seed: int, proposer: str) -> None:
    examples = labelled(lambda _, draw: draw.random() < share, proposer, seed)
    offer = offered(examples, 0.6)
    assert offer.adjustments == ()
    assert offer.accepted == offer.before
    assert offer.refused == (("positions",) if adjustments_of(examples, 0.6) else ())


def test_a_better_log_loss_by_recalibration_alone_is_refused() -> None:
    oversure = [
        Example(f"{n % 10}", "positions", "position.own", {"rule=position.own": 1.0}, n % 4 == 0, 0.8, "small")
        for n in range(200)
    ]
    offer = offered(oversure, 0.6)
    assert adjustments_of(oversure, 0.6)
    assert (offer.adjustments, offer.refused) == ((), ("positions",))


@pytest.mark.parametrize("proposer", ["small", ""])
def test_a_rule_that_is_always_wrong_is_learned(proposer: str) -> None:
    examples = labelled(lambda rule, draw: rule != "position.said" and draw.random() < 0.9, proposer)
    offer = offered(examples, 0.6)
    assert [each.heading for each in offer.adjustments] == ["positions"]
    assert offer.refused == ()
    assert offer.separations["positions"].is_better
    assert offer.accepted == offer.tried


def test_weights_that_separate_better_and_keep_too_little_are_refused() -> None:
    """A quarter of the proposals is surely wrong, and chance decides about the others: F1 falls with what is kept."""
    examples = labelled(lambda rule, draw: rule != "position.said" and draw.random() < 0.5, "small")
    offer = offered(examples, 0.6)
    assert offer.separations["positions"].is_better
    assert offer.refused == ("positions",)


def test_separation_is_the_area_under_the_roc_curve_with_documents_as_units() -> None:
    examples = [Example(f"{n // 2}", "roles", "", {}, n % 2 == 0) for n in range(6)]
    found = separation(examples, [0.5] * 6, [0.9, 0.1, 0.8, 0.2, 0.7, 0.3])
    assert found == Separation(0.5, 1.0, 0.0)
    assert found.is_better
    mixed = separation(examples, [0.5] * 6, [0.9, 0.1, 0.8, 0.2, 0.1, 0.9])
    assert mixed is not None
    assert mixed.learned == pytest.approx(5 / 9)
    assert not mixed.is_better
    assert separation(examples[:1], [0.5], [0.6]) is None


def test_weights_that_wait_are_dropped_when_nothing_is_learned(tmp_path: Path) -> None:
    with open_graph(tmp_path / "talks.kg", create=True) as graph:
        with graph.record.writing() as db:
            filters.propose(db, [Adjustment("positions", 0.25)])
            filters.propose(db, [])
        with pytest.raises(NothingTaughtError), graph.record.writing() as db:
            filters.accept(db)
