"""`kg explain`, with the real reader on texts of a line or two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app

DUTIES = "Japan demanded lower duties on steel.  It rained.\nThe United States rejected the demand on Monday."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reading_here: None) -> Path:
    (tmp_path / "duties.txt").write_text(DUTIES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("KG_FORMAT", raising=False)
    return tmp_path


def run(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=stdin)


def test_a_text_shows_each_sentence_with_its_proposals(folder: Path) -> None:
    result = run("explain", "duties.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    blocks = result.stdout.split("\n\n")
    assert [block.splitlines()[0] for block in blocks] == [
        "duties",
        "Japan demanded lower duties on steel.",
        "It rained.",
        "The United States rejected the demand on Monday.",
    ]
    assert "positions: Japan: demand “lower duties on steel”  [position.verb.obj]" in blocks[1]
    assert not [line for line in blocks[2].splitlines() if line.startswith("  +")]
    assert "\x1b" not in result.stdout


def test_explaining_a_documents_name_points_to_its_file(folder: Path) -> None:
    assert run("ingest", "duties.txt", "--graph", "talks.kg").exit_code == 0
    result = run("explain", "duties")
    assert result.exit_code == 2
    told = f"it does not exist; the graph's document of that name was read from {(folder / 'duties.txt').as_uri()}."
    assert told in " ".join(result.stderr.split())
    assert "; the graph's" not in run("explain", "dutiful").stderr


def test_json_is_an_array_and_jsonl_a_line_of_the_same_objects(folder: Path) -> None:
    whole = json.loads(run("explain", "duties.txt", "--format", "json").stdout)
    lines = run("explain", "duties.txt", "--format", "jsonl").stdout.splitlines()
    assert whole == [json.loads(line) for line in lines]
    assert [DUTIES[s["start"] : s["end"]] for s in whole] == [s["text"] for s in whole]
    assert {s["document"] for s in whole} == {"duties"}
    first = whole[0]["proposals"][0]
    assert set(first) == {
        *("heading", "rule", "confidence", "threshold", "kept", "reason", "summary", "strongest", "row", "recorded"),
    }
    assert first["strongest"] == {}


def test_kept_and_dropped_split_the_proposals(folder: Path) -> None:
    def shown_proposals(*words: str) -> list[tuple[bool, str]]:
        sentences = json.loads(run("explain", "duties.txt", "--format", "json", *words).stdout)
        assert all(s["proposals"] for s in sentences) or not words
        return [(v["kept"], v["summary"]) for s in sentences for v in s["proposals"]]

    everything, kept, dropped = shown_proposals(), shown_proposals("--kept"), shown_proposals("--dropped")
    assert sorted(kept + dropped) == sorted(everything)
    assert {k for k, _ in kept} == {True}
    assert {k for k, _ in dropped} <= {False}


def test_dropped_proposals_say_why(folder: Path) -> None:
    result = run("explain", "duties.txt", "--dropped", "--threshold", "1")
    assert "  - 0." in result.stdout
    assert "          below the threshold of 1\n" in result.stdout
    assert "  + " not in result.stdout


def test_marks_show_what_ingest_records(folder: Path) -> None:
    result = run("explain", "-", stdin="Officials may well want a quota if Norway agreed. Peru rejected it.")
    marks = {line[2]: float(line[4:9]) for line in result.stdout.splitlines() if line.startswith(("  + ", "  ~ "))}
    assert marks["+"] >= 0.6
    assert marks.get("~", 0) < 0.6
    everything = run("explain", "duties.txt", "--threshold", "0", "--format", "json").stdout
    assert {v["kept"] == v["recorded"] for s in json.loads(everything) for v in s["proposals"]} == {True}


def test_the_number_of_features_shown_can_be_set(folder: Path) -> None:
    result = run("explain", "duties.txt", "--kept", "--strongest", "2", "--format", "jsonl")
    verdicts = [v for line in result.stdout.splitlines() for v in json.loads(line)["proposals"]]
    assert {len(v["strongest"]) for v in verdicts} == {2}
    feature, adds = next(iter(verdicts[0]["strongest"].items()))
    text = run("explain", "duties.txt", "--kept", "--strongest", "1").stdout
    assert f"\n          {feature} {adds:+.2f}\n" in text


@pytest.mark.parametrize(("format", "expected"), [("json", "[]\n"), ("jsonl", ""), ("text", "")])
def test_without_proposals_the_output_is_empty(folder: Path, format: str, expected: str) -> None:
    result = run("explain", "-", "--kept", "--format", format, stdin="It rained all day long in the valley.")
    assert (result.exit_code, result.stdout) == (0, expected)


def test_kept_proposals_are_the_facts_that_extract_prints(folder: Path) -> None:
    facts = json.loads(run("extract", "duties.txt", "--workers", "1").stdout)
    kept = json.loads(run("explain", "duties.txt", "--kept", "--format", "json").stdout)
    for heading in ("positions", "statements"):
        told = [v for s in kept for v in s["proposals"] if v["heading"] == heading]
        assert len(told) == len(facts[heading]) > 0


def test_a_document_that_cannot_be_read_is_reported_and_the_others_are_explained(folder: Path) -> None:
    (folder / "dots.txt").write_text(". . .", encoding="utf-8")
    (folder / "empty.txt").touch()
    result = run("explain", "dots.txt", "empty.txt", "duties.txt", "--any-language")
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stderr.splitlines() if line.startswith("kg")] == ["kg", "kg"]
    assert result.stdout.startswith("duties\n")


def test_kept_and_dropped_together_are_refused(folder: Path) -> None:
    result = run("explain", "duties.txt", "--kept", "--dropped")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--kept and --dropped" in result.stderr


def test_a_missing_model_is_reported(folder: Path) -> None:
    result = run("explain", "duties.txt", "--model", "en_core_web_nowhere")
    assert result.exit_code == 3
    assert "kg: KG-X001" in result.stderr
