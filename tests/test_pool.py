"""The pool of processes: outcomes come in order, whatever happens to the processes."""

from __future__ import annotations

import gc
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from kg.errors import KgError, ModelMissingError, ScriptError, UnreadableTextError, WorkerStartError
from kg.pool import NOT_YET, Crash, Limits, NotYet, Outcome, process, stream


def reader_with(_: object) -> Callable[[str], str]:
    """As `reader`, but with an argument."""
    return act


def reader() -> Callable[[str], str]:
    """A stand-in for the language model that does what the text of a document says."""
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
        case ["nap", *_]:
            time.sleep(1.5)
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


def results_of(items: list[str], workers: int = 2, limit: float | None = None) -> list[str]:
    results = []
    for outcome in process(reader, items, workers, Limits(limit, weight=time_limits)):
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
    assert results_of(words) == [w.upper() for w in words]


def test_a_crash_is_attributed_to_its_item() -> None:
    assert results_of(["a", "die", "b", "leave", "c", "d", "e"]) == [
        "A",
        "die: it was killed by SIGKILL, twice",
        "B",
        "leave: it ended with status 7, twice",
        "C",
        "D",
        "E",
    ]


def test_a_crash_before_the_parent_listens_is_no_failed_start() -> None:
    assert results_of(["die", "die", "die", "a"], workers=1)[-1] == "A"
    outcomes = process(reader, (slowly(item) for item in ["die", "a", "die", "b"]), workers=1)
    assert [outcome.result for outcome in outcomes if not isinstance(outcome.result, Crash)] == ["A", "B"]


def slowly(item: str) -> str:
    time.sleep(0.7)
    return item


def test_an_item_whose_process_was_killed_once_is_tried_again(tmp_path: Path) -> None:
    item = f"die once {tmp_path}/marker"
    assert results_of(["a", item, "b"]) == ["A", item.upper(), "B"]


def test_an_exception_of_the_work_is_the_outcome_of_its_item() -> None:
    assert results_of(["refuse", "fail", "unpicklable", "a"], workers=1)[:2] == [
        "refuse: KG-X002",
        "fail: ZeroDivisionError: no parts",
    ]
    assert results_of(["unpicklable", "a"], workers=1)[1] == "A"


def time_limits(item: str) -> float:
    """The number of time limits that an item may take: one for each word."""
    return max(1, len(item.split()))


def test_a_heavier_item_may_take_longer() -> None:
    assert results_of(["nap", "nap and go on with it afterwards"], workers=1, limit=0.5) == [
        "nap: it took longer than 0.5 s",
        "NAP AND GO ON WITH IT AFTERWARDS",
    ]


def test_an_item_that_takes_too_long_is_abandoned() -> None:
    assert results_of(["a", "dream", "b"], workers=1, limit=0.5) == ["A", "dream: it took longer than 0.5 s", "B"]


def test_garbage_collection_is_rarer_and_skips_loaded_objects() -> None:
    (threshold,), (frozen,) = (results_of([what], workers=1) for what in ("garbage-threshold", "garbage-frozen"))
    assert int(threshold) > gc.get_threshold()[0]
    assert int(frozen) > 0


def test_no_process_is_started_without_items() -> None:
    assert list(process(without_model, [], workers=2)) == []


def test_an_exception_at_the_start_is_raised_in_the_parent() -> None:
    with pytest.raises(ModelMissingError, match="en_core_web_xx"):
        list(process(without_model, ["a"], workers=2))


def test_processes_that_die_while_starting_are_not_started_for_ever() -> None:
    with pytest.raises(WorkerStartError, match="status 3"):
        list(process(dying, ["a"], workers=2))


def test_a_script_without_a_main_guard_is_reported(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("from kg.pool import Limits, process\nlist(process(list, [1], 1, Limits()))\n", encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert done.stderr.count("Traceback") == 1
    assert f"KG-C018: {script} has no main guard" in done.stderr.splitlines()[-1]


def test_a_script_without_a_file_is_reported() -> None:
    script = "from kg.pool import Limits, process\nif __name__ == '__main__':\n list(process(list, [1], 1, Limits()))\n"
    done = subprocess.run([sys.executable, "-"], input=script, capture_output=True, text=True, check=False)
    assert "KG-C018: <stdin> is no file" in done.stderr.splitlines()[-1]


def refusal_in_worker(items: list[str]) -> str:
    try:
        return str([outcome.result for outcome in process(without_model, items, workers=1)])
    except ScriptError as error:
        return str(error)


def test_a_daemonic_process_is_reported() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        refused, unneeded = pool.map(refusal_in_worker, [["a"], []])
    assert re.match(r"KG-C018: the process SpawnPoolWorker-\d+ is daemonic.*ProcessPoolExecutor", refused)
    assert unneeded == "[]"


def test_a_function_that_processes_cannot_import_is_reported() -> None:
    with pytest.raises(ScriptError, match=r"<lambda> has no name in a module"):
        list(process(lambda: str, ["a"], 1))
    with pytest.raises(ScriptError, match=r"reader_with is given what cannot be handed over \(.*lock"):
        list(process(partial(reader_with, threading.Lock()), ["a"], 1))
    with pytest.raises(ScriptError, match=r"reader_with is given what cannot be handed over"):
        list(process(partial(reader_with, lambda: 1), ["a"], 1))
    script = "from kg.pool import process\ndef begin(): return str\nlist(process(begin, [1], 1))\n"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "KG-C018: begin is in no file" in done.stderr.splitlines()[-1]


def test_items_are_consumed_only_a_little_ahead() -> None:
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


def test_items_larger_than_a_pipe_buffer_pass_both_ways() -> None:
    words = [str(n) * 300_000 for n in range(6)]
    assert results_of(words) == words


def test_results_are_yielded_while_no_item_is_ready() -> None:
    results: list[str] = []

    def items() -> Iterator[str | NotYet]:
        yield "a"
        while not results:
            yield NOT_YET
        yield "b"

    for outcome in process(reader, items(), workers=1):
        assert isinstance(outcome.result, str)
        results.append(outcome.result)
    assert results == ["A", "B"]


def counter() -> Callable[[str], Iterator[str]]:
    """A stand-in for a loader: an item says the number of results, and what happens after them."""
    return count


def count(item: str) -> Iterator[str]:
    number, _, end = item.partition(" ")
    yield from (f"{item} {n}" for n in range(int(number)))
    if end == "eat":
        bytearray(2**40)
    elif end:
        act(end)


def streamed(items: list[str], limits: Limits | None = None, workers: int = 2) -> list[str]:
    outcomes = (
        outcome for outcome in stream(counter, items, workers, limits or Limits()) if isinstance(outcome, Outcome)
    )
    return [outcome.result if isinstance(outcome.result, str) else f"{outcome.result}" for outcome in outcomes]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_results_of_an_item_come_together_and_in_order(workers: int) -> None:
    items = ["0", "200", "1", "0", "500", "30"]
    assert streamed(items, workers=workers) == [f"{item} {n}" for item in items for n in range(int(item))]


def test_a_second_attempt_repeats_no_result(tmp_path: Path) -> None:
    item = f"40 die once {tmp_path}/marker"
    assert streamed(["2", item, "3"]) == [f"{i} {n}" for i, k in (("2", 2), (item, 40), ("3", 3)) for n in range(k)]


def test_the_error_of_an_item_comes_after_its_results() -> None:
    results_of = streamed(["2 die", "1 dream", "1 eat", "1 fail", "1"], Limits(2, 2**30))
    assert [line.partition("(")[2].partition(",")[0] or line for line in results_of] == [
        *("2 die 0", "2 die 1", "detail='it was killed by SIGKILL"),
        *("1 dream 0", "detail='it took longer than 2 s'"),
        *("1 eat 0", "detail='it needed more memory than it may have'"),
        *("1 fail 0", "detail='ZeroDivisionError: no parts'"),
        "1 0",
    ]


def _threads() -> Callable[[int], str]:
    return lambda _: os.environ.get("OPENBLAS_NUM_THREADS", "")


@pytest.mark.parametrize(("set_to", "found"), [(None, "1"), ("3", "3")])
def test_numeric_libraries_use_one_thread_per_process(
    monkeypatch: pytest.MonkeyPatch, set_to: str | None, found: str
) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    if set_to is not None:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", set_to)
    assert [outcome.result for outcome in process(_threads, [1], workers=1)] == [found]
    assert os.environ.get("OPENBLAS_NUM_THREADS") == set_to
