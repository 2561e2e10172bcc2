"""`kg extract --reader llm` and `kg ingest --reader llm`, and that nothing is sent without this option."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.vocabulary import schema_path
from tests.llm_reader.fake_endpoint import MODEL, TEXT, FakeEndpoint, answering, completion, endpoint, refusing
from tests.llm_reader.test_grounded_facts import DEMAND, REJECT


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEndpoint]:
    monkeypatch.chdir(tmp_path)
    for name in ("KG_GRAPH", "KG_FORMAT", "KG_LLM_KEY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    with endpoint() as running:
        monkeypatch.setenv("KG_LLM_URL", running.url)
        monkeypatch.setenv("KG_LLM_MODEL", "own-model")
        running.say(answering(positions=[DEMAND, REJECT, DEMAND | {"about": "lower taxes"}]))
        yield running


def kg(*words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--workers", "1"])


@pytest.mark.usefixtures("reading_here")
def test_extract_prints_the_facts_and_says_where_the_text_is_sent(fake: FakeEndpoint) -> None:
    result = kg("extract", "ferry.txt", "--reader", "llm")
    assert result.exit_code == 0, result.stderr
    facts = json.loads(result.stdout)
    jsonschema.validate(facts, json.loads(schema_path("facts.schema.json").read_text(encoding="utf-8")))
    assert [p["stance"] for p in facts["positions"]] == ["demand", "reject"]
    whither, dropped = result.stderr.splitlines()
    host = fake.url.removeprefix("http://").removesuffix("/v1")
    assert whither == f"the texts go to own-model at {host}, on this machine"
    assert dropped.endswith(": positions: words that the sentence does not have (1)")


def test_ingest_records_the_models_name_and_reads_nothing_twice(fake: FakeEndpoint) -> None:
    first = kg("ingest", "ferry.txt", "--reader", "llm", "--format", "json")
    assert first.exit_code == 0, first.stderr
    assert json.loads(first.stdout)[0]["positions"] == 2
    assert "positions: words that the sentence does not have (1)" in first.stderr
    again = kg("ingest", "ferry.txt", "--reader", "llm", "--format", "json")
    assert (json.loads(again.stdout)[0]["unchanged"], len(fake.asked)) == (1, 1)
    rows = CliRunner().invoke(app, ["cypher", "MATCH (p:Position) RETURN p.rule AS rule", "--format", "json"])
    assert {row["rule"] for row in json.loads(rows.stdout)} == {f"llm.{MODEL}"}


@pytest.mark.usefixtures("reading_here")
@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_the_rules_read_unless_the_model_is_asked_for(command: str, fake: FakeEndpoint) -> None:
    result = kg(command, "ferry.txt")
    assert result.exit_code == 0, result.stderr
    assert (fake.asked, "the texts" in result.stderr) == ([], False)


def test_sending_texts_to_another_machine_is_announced(fake: FakeEndpoint) -> None:
    result = kg("extract", "nothing-here.txt", "--reader", "llm", "--llm-url", "http://models.example/v1")
    assert result.stderr.splitlines()[0] == (
        "the texts leave this machine, unencrypted: they go to own-model at models.example"
    )


@pytest.mark.usefixtures("reading_here")
def test_a_document_that_the_model_refuses_is_reported_and_skipped(fake: FakeEndpoint) -> None:
    fake.say(completion(None, refusal="no"))
    result = kg("extract", "ferry.txt", "--reader", "llm")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "kg: KG-X011" in result.stderr


@pytest.mark.usefixtures("reading_here")
def test_a_wrong_key_stops_ingest_and_leaves_no_graph(fake: FakeEndpoint) -> None:
    fake.say(refusing(401))
    result = kg("ingest", "ferry.txt", "--reader", "llm")
    assert result.exit_code == 3
    assert "kg: KG-X009" in result.stderr
    assert not Path("talks.kg").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("extract", "ferry.txt", "--llm-model", "own-model"),
        ("extract", "ferry.txt", "--llm-timeout", "9"),
        ("ingest", "ferry.txt", "--llm-url", "http://localhost/v1"),
        ("ingest", "ferry.txt", "--reader", "llm", "--threshold", "0.9"),
        ("extract", "ferry.txt", "--reader", "magic"),
        ("extract", "ferry.txt", "--reader", "llm", "--llm-url", "models.example"),
    ],
)
def test_conflicting_options_are_refused(words: tuple[str, ...], fake: FakeEndpoint) -> None:
    assert kg(*words).exit_code == 2
    assert fake.asked == []


def test_the_client_is_imported_only_when_needed() -> None:
    modules = "kg, kg.cli, kg.ingesting, kg.extract, kg.llm_reader"
    code = (
        f"import sys, {modules}; print(*(m for m in ('openai', 'httpx', 'httpx2', 'spacy.lang') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
