"""`kg search`, and what is told of answers that are empty and of work that is long."""

from __future__ import annotations

import json

import pytest

from kg.cli import progress
from kg.pipeline import Progress, Stage
from tests.cli.conftest import Kg


def test_a_search_is_narrowed_and_counted(kg: Kg) -> None:
    def found(*words: str) -> list[str]:
        return [row["document"] for row in json.loads(kg("search", *words, "--format", "json").stdout)]

    assert kg("search", "tariff*", "--count").stdout == "sentences\tdocuments\n2\t1\n"
    assert found("tariff* OR rounds") == ["quito", "geneva", "geneva"]
    assert found("tariff* OR rounds", "--actor", "France") == ["quito"]
    assert found("tariff* OR rounds", "--where", "round=first", "--until", "2018-08") == ["geneva", "geneva"]
    assert "these are 1 of 2 sentences" in kg("search", "tariffs", "--limit", "1").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("search tariffs --since 2019", "no sentence holds these words: there would be 2 without --since"),
        ("search tariffs --since 2019 --document quito", ": there would be 2 without --document and --since"),
        ("search herrings", "no sentence holds these words"),
        (
            "ask positions-of-actor --actor China --stance offer",
            "nothing answers that: there would be 1 without --actor",
        ),
        ("ask who-leads", "nothing answers that"),
        ("ask brokers --actor China --other Japan --since 2001", "nothing answers that, nor would any without --since"),
    ],
)
def test_an_empty_answer_says_which_filter_empties_it(kg: Kg, words: str, said: str) -> None:
    result = kg(*words.split())
    assert result.exit_code == 0
    assert said in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_long_work_is_told_in_lines_where_there_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 1.0, progress.EVERY, progress.EVERY + 1, 2 * progress.EVERY])
    monkeypatch.setattr("kg.cli.progress.time.monotonic", lambda: next(clock))
    with progress.ingesting() as tell:
        for done, total in enumerate((None, None, None, 9)):
            tell(Progress(Stage.READING, done, total))
    assert capsys.readouterr().err == "reading: 1 documents\nreading: 3 of 9 documents\n"
