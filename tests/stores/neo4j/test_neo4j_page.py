"""docs/stores/neo4j.md: the questions that people paste are answered by the servers, and by the embedded engine
alike."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
import yaml

from kg.settings import read_settings
from kg.stores.grafeo.grafeo import GrafeoStore
from kg.stores.protocol import Store, Value
from tests.doubles.factory import batches, resolved_documents
from tests.servers.neo4j_servers import Neo4jServers, each_version

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "stores" / "neo4j.md").read_text(encoding="utf-8")
DOCUMENTS = tuple(resolved_documents(40, positions=8))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


QUESTIONS = blocks("cypher")


def answer(store: Store, text: str) -> Counter[tuple[Value, ...]]:
    """The rows, but of a picture only how many: which of many come first is the engine's choice."""
    found = list(store.query(text).rows)
    return Counter({("rows",): len(found)}) if "RETURN p" in text else Counter(found)


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("version", each_version())
def test_the_servers_answer_the_questions_like_the_embedded_engine(
    version: str, neo4j_servers: Neo4jServers, tmp_path: Path
) -> None:
    with neo4j_servers.empty(version) as server, GrafeoStore(tmp_path / "graph") as embedded:
        for store in (server, embedded):
            store.apply(batches(DOCUMENTS))
        for text in QUESTIONS:
            found = answer(server, text)
            assert found, text
            if "fulltext" not in text:
                assert found == answer(embedded, text), text


def test_the_settings_on_the_page_are_valid(tmp_path: Path) -> None:
    (shown,) = blocks("toml")
    (tmp_path / "kg.toml").write_text(f"format = 1\n{shown}", encoding="utf-8")
    place = read_settings(tmp_path).stores["cypher"]
    assert place.engine == "neo4j"
    assert place.values.keys() == tomllib.loads(shown)["property-graph"].keys() - {"engine"}


def test_the_compose_file_opens_no_port_to_others() -> None:
    (shown,) = blocks("yaml")
    ports = yaml.safe_load(shown)["services"]["neo4j"]["ports"]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
