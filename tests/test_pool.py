"""The pool: outcomes in order whatever happens to the processes."""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from kg.errors import KgError, ModelMissingError, UnreadableTextError, WorkerStartError
from kg.pool import Crash, process


def reader() -> Callable[[str], str]:
    """A stand-in for the language model: what a document says is what it does."""
    return act


def act(item: str) -> str:
    match item.split():
        case ["die", "once", marker]:
            if not Path(marker).exists():
                Path(marker).touch()
                os.kill(os.getpid(), signal.SIGKILL)
        case ["die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["leave"]:
            os._exit(7)
        case ["refuse"]:
            raise UnreadableTextError(name="refuse", uri="file:///refuse")
        case ["fail"]:
            raise ZeroDivisionError("no parts")
        case ["dream"]:
            time.sleep(60)
        case ["garbage-threshold"]:
            return str(gc.get_threshold()[0])
        case ["garbage-frozen"]:
            return str(gc.get_freeze_count())
        case ["unpicklable"]:
            return lambda: item  # type: ignore[return-value]
    return item.upper()


def without_model() -> Callable[[str], str]:
    raise ModelMissingError(name="en_core_web_xx", installed="none")


def dying() -> Callable[[str], str]:
    os._exit(3)


def told(items: list[str], workers: int = 2, limit: float | None = None) -> list[str]:
    results = []
    for outcome in process(reader, items, workers, limit=limit):
        match outcome.result:
            case Crash(detail=detail):
                results.append(f"{outcome.item}: {detail}")
            case KgError() as error:
                results.append(f"{outcome.item}: {error.code}")
            case result:
                results.append(result)
    return results


def test_outcomes_come_in_the_order_of_the_items() -> None:
    words = [f"w{n}" for n in range(50)]
    assert told(words) == [w.upper() for w in words]


def test_a_death_is_pinned_on_the_item_that_it_happened_at() -> None:
    assert told(["a", "die", "b", "leave", "c", "d", "e"]) == [
        "A",
        "die: it was killed by SIGKILL, twice",
        "B",
        "leave: it ended with status 7, twice",
        "C",
        "D",
        "E",
    ]


def test_a_death_before_the_parent_has_listened_is_no_failed_start() -> None:
    assert told(["die", "die", "die", "a"], workers=1)[-1] == "A"
    outcomes = process(reader, (slowly(item) for item in ["die", "a", "die", "b"]), workers=1)
    assert [outcome.result for outcome in outcomes if not isinstance(outcome.result, Crash)] == ["A", "B"]


def slowly(item: str) -> str:
    time.sleep(0.7)
    return item


def test_an_item_whose_process_was_killed_once_is_tried_again(tmp_path: Path) -> None:
    item = f"die once {tmp_path}/marker"
    assert told(["a", item, "b"]) == ["A", item.upper(), "B"]


def test_what_the_work_raises_is_the_outcome_of_that_item() -> None:
    assert told(["refuse", "fail", "unpicklable", "a"], workers=1)[:2] == [
        "refuse: KG-X002",
        "fail: ZeroDivisionError: no parts",
    ]
    assert told(["unpicklable", "a"], workers=1)[1] == "A"


def test_an_item_that_takes_too_long_is_given_up() -> None:
    assert told(["a", "dream", "b"], workers=1, limit=0.5) == ["A", "dream: it took longer than 0.5 s", "B"]


def test_a_process_looks_for_garbage_less_often_and_not_in_what_it_has_loaded() -> None:
    (threshold,), (frozen,) = (told([what], workers=1) for what in ("garbage-threshold", "garbage-frozen"))
    assert int(threshold) > gc.get_threshold()[0]
    assert int(frozen) > 0


def test_no_item_starts_no_process() -> None:
    assert list(process(without_model, [], workers=2)) == []


def test_what_the_start_raises_is_raised_here() -> None:
    with pytest.raises(ModelMissingError, match="en_core_web_xx"):
        list(process(without_model, ["a"], workers=2))


def test_processes_that_die_while_starting_are_not_started_for_ever() -> None:
    with pytest.raises(WorkerStartError, match="status 3"):
        list(process(dying, ["a"], workers=2))


def test_the_items_are_drawn_only_a_little_ahead() -> None:
    drawn = 0

    def items() -> Iterator[str]:
        nonlocal drawn
        for n in range(10_000):
            drawn += 1
            yield f"w{n}"

    outcomes = process(partial(reader), items(), workers=1)
    assert next(outcomes).result == "W0"
    outcomes.close()
    assert drawn < 100


def test_items_larger_than_a_pipe_pass_both_ways() -> None:
    words = [str(n) * 300_000 for n in range(6)]
    assert told(words) == words
