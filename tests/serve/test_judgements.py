"""Judgements through the server, which takes them only if it was started to write."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.graph import open_graph
from kg.model import Document
from kg.serve.access import Access
from kg.stores.oxigraph.oxigraph import open_oxigraph
from tests.doubles.scripted_reader import read
from tests.serve.conftest import Client


@pytest.fixture
def served(client: Client, folder: Path, tmp_path: Path) -> TestClient:
    """A server that may write, with its own copy of the graph."""
    shutil.copytree(folder, tmp_path / "talks.kg")
    return client(Access(write=True), graph=tmp_path / "talks.kg")


def found(served: TestClient, name: str = "nairobi") -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = served.get(f"/api/documents/{name}").json()["found"]
    return facts


def test_a_read_only_server_judges_nothing(ask: TestClient) -> None:
    (fact,) = found(ask)
    told = ask.post("/api/judge", json={"verdict": "rejected", "about": fact["id"]})
    assert (told.status_code, told.json()["code"]) == (403, "KG-W005")
    assert ask.post("/api/undo", json={"judgement": "0"}).status_code == 403


@pytest.mark.parametrize("path", ["judge", "judge-each", "undo", "undo-each"])
def test_a_read_only_server_says_so_whatever_is_sent(ask: TestClient, path: str) -> None:
    told = ask.post(f"/api/{path}", json={"verdict": "perhaps", "values": 3})
    assert (told.status_code, told.json()["code"]) == (403, "KG-W005")


def test_a_confirmed_fact_names_its_reviewer(served: TestClient) -> None:
    (fact,) = found(served)
    assert served.post("/api/judge", json={"verdict": "confirmed", "about": fact["id"], "by": "ana"}).is_success
    (now,) = found(served)
    assert (now["review"], now["by"], now["confidence"]) == ("confirmed", ["ana"], 1.0)


def test_a_repeated_judgement_is_not_recorded_again(served: TestClient) -> None:
    (fact,) = found(served)
    (other, *_) = found(served, "geneva")
    confirm = {"verdict": "confirmed", "about": fact["id"], "by": "ana"}
    made = served.post("/api/judge", json=confirm).json()
    assert "repeats" not in made
    again = served.post("/api/judge", json=confirm).json()
    assert (again["id"], again["by"]) == (None, "ana")
    assert again["repeats"][0].startswith("ana has already confirmed ")
    both = {"verdict": "confirmed", "facts": [fact["id"], other["id"]], "by": "ana"}
    first, second = served.post("/api/judge-each", json=both).json()["ids"]
    kept = served.get("/api/judgements").json()["items"]
    assert ([each["id"] for each in kept], first) == ([made["id"], second], None)
    assert served.post("/api/judge", json={**confirm, "why": "read once more"}).json()["id"] is not None


def test_a_judgement_warns_which_store_is_behind_and_why(served: TestClient, tmp_path: Path) -> None:
    (fact,) = found(served)
    with open_oxigraph(tmp_path / "talks.kg" / "rdf"):
        made = served.post("/api/judge", json={"verdict": "confirmed", "about": fact["id"]}).json()
        assert list(made["behind"]) == ["sparql"]
        assert made["behind"]["sparql"].startswith("KG-S")
        assert served.post("/api/undo", json={"judgement": made["id"]}).json()["behind"] == made["behind"]
    assert "behind" not in served.post("/api/judge", json={"verdict": "confirmed", "about": fact["id"]}).json()


def test_a_rejected_fact_returns_when_that_is_undone(served: TestClient, tmp_path: Path) -> None:
    (fact,) = found(served)
    made = served.post("/api/judge", json={"verdict": "rejected", "about": fact["id"], "why": "a joke"}).json()
    assert found(served) == []
    (kept,) = served.get("/api/judgements").json()["items"]
    assert (kept["id"], kept["verdict"], kept["why"]) == (made["id"], "rejected", "a joke")
    assert kept["fact"] == fact["id"]
    assert served.get("/api/judgements", params={"document": "nairobi"}).json() == {"items": [kept]}
    assert served.get("/api/judgements", params={"document": "geneva"}).json() == {"items": []}
    with open_graph(tmp_path / "talks.kg") as graph:
        assert [state.judgement.id for state in graph.judgements()] == [made["id"]]
    assert served.post("/api/undo", json={"judgement": made["id"]}).is_success
    assert [each["id"] for each in found(served)] == [fact["id"]]


def test_documents_with_one_text_each_list_their_own_fact(served: TestClient, tmp_path: Path) -> None:
    with open_graph(tmp_path / "talks.kg") as graph:
        nairobi = graph.record.document("nairobi")
        document = Document(nairobi.text, "again", "file:///texts/again.txt", "Again")
        reading = read(document, "scripted 1")
        graph.record.put(document, reading.facts, reading.version, reading.sentences)
    facts = {name: found(served, name)[0]["id"] for name in ("nairobi", "again")}
    assert served.post("/api/judge", json={"verdict": "rejected", "about": facts["again"]}).is_success
    for name, fact in facts.items():
        (kept,) = served.get("/api/judgements", params={"document": name}).json()["items"]
        assert kept["fact"] == fact


def test_a_judgement_is_undone_by_an_unambiguous_prefix_of_its_id(served: TestClient) -> None:
    (fact,) = found(served)
    ids: list[str] = []
    while len({id_[0] for id_ in ids}) == len(ids):  # until two begin alike
        about = {"verdict": "confirmed", "about": fact["id"], "by": f"coder {len(ids)}"}
        ids.append(served.post("/api/judge", json=about).json()["id"])
    alike = [id_ for id_ in ids if id_[0] == ids[-1][0]]
    told = served.post("/api/undo", json={"judgement": ids[-1][0]})
    assert (told.status_code, told.json()["code"]) == (400, "KG-J013")
    assert all(id_ in told.json()["title"] for id_ in alike)
    told = served.post("/api/undo-each", json={"judgements": [ids[-1][0]]})
    assert told.json()["code"] == "KG-J013"
    assert served.post("/api/undo", json={"judgement": ids[-1][:12]}).json()["id"] == ids[-1]


def test_a_fact_is_corrected_and_one_is_added(served: TestClient) -> None:
    (fact,) = found(served)
    right = {"verdict": "corrected", "about": fact["id"], "values": {"stance": "demand"}}
    assert served.post("/api/judge", json=right).is_success
    (now,) = found(served)
    assert (now["kind"], now["review"]) == ("demand", "corrected")
    values = {"holder": "China", "stance": "accept", "matter": "more fish", "evidence": "Nothing else was said"}
    more = {"verdict": "added", "heading": "position", "about": "nairobi", "values": values}
    added = served.post("/api/judge", json=more)
    assert added.status_code == 200
    assert [caution.partition(":")[0] for caution in added.json()["cautions"]] == [
        "the matter does not stand in the evidence, which cannot prove it"
    ]
    assert sorted(each["kind"] for each in found(served)) == ["accept", "demand"]


@pytest.mark.parametrize(
    "asked",
    [
        {"verdict": "same", "about": "state/CN"},
        {"verdict": "rejected", "about": "position/0000000000000000/0"},
        {"verdict": "corrected", "about": "FACT", "values": {"stance": "nonsense"}},
        {"verdict": "corrected", "about": "FACT", "values": ["stance"]},
        {"verdict": "corrected", "about": "FACT"},
        {"verdict": "confirmed", "about": "FACT", "why": ["a joke"]},
        {"verdict": "rejected"},
    ],
)
def test_an_invalid_judgement_is_refused(served: TestClient, asked: dict[str, Any]) -> None:
    (fact,) = found(served)
    sent = {**asked, "about": fact["id"]} if asked.get("about") == "FACT" else asked
    told = served.post("/api/judge", json=sent)
    assert told.status_code in (400, 404)
    assert told.json()["next_step"]
    assert found(served) == [fact]


def test_actors_are_merged_and_split(served: TestClient) -> None:
    def names() -> dict[str, str]:
        return {actor[0]: actor[1] for actor in served.get("/api/graph").json()["actors"]}

    before = names()
    first, other = sorted(before)[:2]
    asked = {"verdict": "same", "about": first, "other": other, "why": "a test"}
    made = served.post("/api/judge", json=asked)
    assert made.is_success, made.text
    assert names().keys() == before.keys() - {other}
    (kept,) = served.get("/api/judgements").json()["items"]
    assert (kept["verdict"], kept["actors"], kept["why"]) == ("same", [first, other], "a test")
    assert served.get("/api/graph").json()["becomes"] == {other: first}
    assert served.get(f"/api/actors/{other}").json()["id"] == first
    assert [
        row[0] for row in served.get("/api/questions/positions-of-actor", params={"actor": other}).json()["rows"]
    ] == [row[0] for row in served.get("/api/questions/positions-of-actor", params={"actor": first}).json()["rows"]]
    assert served.post("/api/undo", json={"judgement": made.json()["id"]}).is_success
    assert names() == before
    apart = {"verdict": "split", "about": first, "values": {"words": [before[first]], "name": "Another One"}}
    told = served.post("/api/judge", json=apart)
    assert told.is_success, told.text
    assert names()["state/another-one"] == "Another One"
    assert served.post("/api/judge", json={"verdict": "renamed", "about": first}).status_code == 400


@pytest.mark.parametrize(
    "values",
    [
        {"holder": "x" * 70_000},
        {"issues": [{}]},
        {"issues": -1},
        {"matter": {"start": "0"}},
        {"date": "2018-99-99"},
    ],
)
def test_a_correction_with_invalid_values_is_refused(served: TestClient, values: dict[str, Any]) -> None:
    (fact,) = found(served)
    told = served.post("/api/judge", json={"verdict": "corrected", "about": fact["id"], "values": values})
    assert told.status_code in (400, 404)
    assert served.get("/api/judgements").json() == {"items": []}


@pytest.mark.parametrize(
    "body",
    [
        {"verdict": "added", "about": "nairobi", "values": {"stance": "demand"}},
        {"verdict": "split", "about": "state/china", "values": {"name": "Formosa", "documents": 3}},
        {"verdict": "split", "about": "state/china", "values": {"name": "Formosa", "words": {"of": {}}}},
    ],
)
def test_a_judgement_with_missing_or_malformed_values_is_refused(served: TestClient, body: dict[str, Any]) -> None:
    assert served.post("/api/judge", json=body).status_code == 400


def test_equal_facts_are_judged_and_undone_together(served: TestClient, tmp_path: Path) -> None:
    text = "Japan offers more fish of China. On the next day Japan offers more fish of China."
    document = Document(text, "tokyo", "file:///texts/tokyo.txt", "In Tokyo", dt.date(2018, 9, 1))
    reading = read(document, "scripted 1")
    with open_graph(tmp_path / "talks.kg") as graph:
        graph.record.put(document, reading.facts, reading.version, reading.sentences)
    (first,) = found(served)
    same = served.get("/api/alike", params={"id": first["id"]}).json()["items"]
    assert same == [first["id"], *(fact["id"] for fact in found(served, "tokyo"))]
    assert len(same) == 3
    made = served.post("/api/judge-each", json={"verdict": "rejected", "facts": same, "why": "not fish"}).json()["ids"]
    assert found(served) == found(served, "tokyo") == []
    assert served.get("/api/alike", params={"id": first["id"]}).json()["items"] == []
    assert served.post("/api/undo-each", json={"judgements": made}).is_success
    assert len(found(served, "tokyo")) == 2
    assert [state["reach"] for state in served.get("/api/judgements").json()["items"]][:3] == ["undone"] * 3


@pytest.mark.parametrize("facts", [[], ["position/0000000000000000/0"], "FIRST", [7], ["FIRST", "nonsense"]])
def test_a_batch_with_an_invalid_fact_judges_nothing(served: TestClient, facts: Any) -> None:
    (fact,) = found(served)
    sent = [fact["id"] if each == "FIRST" else each for each in facts] if isinstance(facts, list) else facts
    told = served.post("/api/judge-each", json={"verdict": "rejected", "facts": sent})
    assert told.status_code in (400, 404)
    assert found(served) == [fact]
