"""The JSON API: its answers, paging, error messages, and caching."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.graph import open_graph
from kg.restoring import restore
from kg.serve.access import Access
from kg.serve.operations import OPERATIONS
from tests.serve.conftest import TEXTS, Client


def test_the_overview_counts_what_is_in_the_graph(ask: TestClient) -> None:
    told = ask.get("/api/overview").json()
    assert (told["documents"], told["first"], told["last"]) == (3, "2018-08-20", "2018-08-22")
    assert told["facts"]["position"] == 4
    assert ["state/china", "China"] in [actor[:2] for actor in told["top_actors"]]


def test_documents_come_in_pages_by_their_key(ask: TestClient) -> None:
    first = ask.get("/api/documents", params={"limit": 2}).json()
    second = ask.get("/api/documents", params={"limit": 2, "after": first["next"]}).json()
    assert [line["name"] for line in (*first["items"], *second["items"])] == list(TEXTS)
    assert (first["total"], second["next"]) == (3, None)


def test_a_document_comes_with_its_text_and_every_span_of_it(ask: TestClient) -> None:
    line = ask.get("/api/documents").json()["items"][0]
    whole = ask.get(f"/api/documents/{line['id']}").json()
    assert whole["text"] == TEXTS["geneva"]
    demand, reject = whole["found"]
    assert (demand["kind"], demand["sign"], demand["words"]) == ("demand", "for", "lower tariffs")
    assert (reject["kind"], reject["sign"]) == ("reject", "against")
    start, end = demand["spans"]["matter"]
    assert whole["text"][start:end] == "lower tariffs"
    assert ask.get("/api/documents/geneva").json() == whole


def test_facts_come_with_their_evidence(ask: TestClient) -> None:
    line = ask.get("/api/documents").json()["items"][1]
    id_ = ask.get(f"/api/documents/{line['id']}").json()["found"][0]["id"]
    (fact,) = ask.get("/api/facts", params={"id": [id_, "position/0000000000000000/0"]}).json()["items"]
    assert fact["id"] == id_
    assert fact["text"] in TEXTS["nairobi"]
    assert fact["document"]["name"] == "nairobi"


def test_the_graph_has_a_tie_for_each_fact_and_the_filters_of_the_questions(ask: TestClient) -> None:
    def kinds(**filters: str) -> list[str]:
        told = ask.get("/api/graph", params=filters).json()
        return sorted(told["kinds"][tie[0]] for tie in told["ties"])

    assert kinds() == ["demand", "offer", "reject", "support"]
    assert kinds(stance="offer") == ["offer"]
    assert kinds(since="2018-08-22") == ["support"]
    assert kinds(document="geneva") == ["demand", "reject"]


@pytest.mark.parametrize("name", ["japan", "Jápan", "APA"])
def test_actors_are_found_by_letters_of_their_names_whatever_the_accents(ask: TestClient, name: str) -> None:
    assert [actor["id"] for actor in ask.get("/api/actors", params={"name": name}).json()["items"]] == ["state/japan"]


def test_a_cell_of_the_matrix_has_its_facts(ask: TestClient) -> None:
    (window,) = ask.get("/api/matrix").json()["windows"]
    facts = [fact for cell in window["cells"] for fact in cell[6]]
    assert len(facts) == len(set(facts)) == 4
    assert ask.get("/api/facts", params={"id": facts}).json()["items"]


@pytest.mark.parametrize("language", ["sparql", "cypher"])
def test_a_named_question_is_answered_as_by_the_library(ask: TestClient, folder: Path, language: str) -> None:
    told = ask.get("/api/questions/positions-of-actor", params={"actor": "Japan", "language": language}).json()
    with open_graph(folder) as graph:
        answer = graph.ask("positions-of-actor", {"actor": "Japan"})
    assert told["columns"] == list(answer.columns)
    assert [tuple(row) for row in told["rows"]] == list(answer.rows)


def test_queries_are_answered_and_errors_located(ask: TestClient) -> None:
    query = "MATCH (p:Position) RETURN count(p) AS n"
    assert ask.post("/api/cypher", json={"query": query}).json()["rows"] == [[4]]
    query = "SELECT (COUNT(?p) AS ?n) { ?p a neg:Position }"
    assert ask.post("/api/sparql", json={"query": query}).json()["rows"] == [[4]]
    wrong = ask.post("/api/sparql", json={"query": "SELECT * {\n ?s ?p }"})
    assert wrong.status_code == 400
    assert wrong.json()["at"]["line"] == 2


def test_queries_cannot_write_or_reach_the_network(ask: TestClient) -> None:
    gone = ask.post("/api/sparql", json={"query": "CLEAR ALL"})
    assert (gone.status_code, gone.json()["code"]) == (403, "KG-Q102")
    assert ask.post("/api/cypher", json={"query": "MATCH (n) DETACH DELETE n"}).status_code in (400, 403)
    assert (
        ask.post("/api/sparql", json={"query": "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }"}).status_code
        == 403
    )


def test_an_unchanged_answer_is_not_sent_again(ask: TestClient) -> None:
    first = ask.get("/api/graph")
    again = ask.get("/api/graph", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_changes_of_the_record_are_seen(client: Client, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "talks.kg")
    served = client(Access(), graph=tmp_path / "talks.kg")
    before = served.get("/api/overview")
    with open_graph(tmp_path / "talks.kg") as graph:
        graph.record.remove("quito")
    after = served.get("/api/overview", headers={"If-None-Match": before.headers["ETag"]})
    assert (before.json()["documents"], after.json()["documents"]) == (3, 2)
    asked = served.get("/api/questions/positions-of-actor", params={"actor": "China"}).json()
    assert asked["lag"] == 0


def test_a_restored_and_changed_record_is_seen(client: Client, folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "talks.kg"
    shutil.copytree(folder, place)
    served = client(Access(), graph=place)
    told = []
    with open_graph(place) as graph:
        graph.record.backup(tmp_path / "copy.db")
        for name in ("geneva", "quito"):
            graph.record.remove(name)
            told.append(served.get("/api/documents").json()["items"])
            restore(place, tmp_path / "copy.db", replace=True)
    assert [[line["name"] for line in lines] for lines in told] == [["nairobi", "quito"], ["geneva", "nairobi"]]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/documents/nothing", 404, "KG-R001"),
        ("/api/nothing", 404, "KG-W007"),
        ("/api/search?q=tariffs", 400, "KG-W004"),
        ("/api/actors/person/nobody", 404, "KG-Q003"),
        ("/api/questions/nonsense", 404, "KG-Q001"),
        ("/api/questions/positions-of-actor?since=yesterday", 400, "KG-Q006"),
        ("/api/documents?limit=0", 400, "KG-W004"),
        (f"/api/documents?limit=00000001{'9' * 20}", 400, "KG-W004"),
        ("/api/documents?after=nothing", 400, "KG-W004"),
        ("/api/facts", 400, "KG-W004"),
        ("/api/graph?actors=China", 400, "KG-W004"),
        ("/api/matrix?issues=fish", 400, "KG-W004"),
        ("/api/overview?limit=1", 400, "KG-W004"),
        ("/api/questions/positions-of-actor?actors=China", 400, "KG-Q002"),
        ("/api/matrix?by=nonsense", 400, "KG-N001"),
        ("/api/matrix?window=years&length=30", 400, "KG-N103"),
    ],
)
def test_an_error_has_a_message_and_a_next_step(ask: TestClient, address: str, status: int, code: str) -> None:
    told = ask.get(address)
    assert told.status_code == status
    assert told.headers["Content-Type"] == "application/problem+json"
    assert told.json()["next_step"]
    assert told.json()["code"][:4] == code[:4]


def test_a_method_that_is_not_allowed_is_reported(ask: TestClient) -> None:
    told = ask.post("/api/overview", json={})
    assert (told.status_code, told.json()["code"]) == (405, "KG-W004")
    assert "GET" in told.headers["Allow"]


def test_every_operation_is_documented(ask: TestClient) -> None:
    paths = ask.get("/api/openapi.json").json()["paths"]
    assert set(paths) == {f"/api{each.path}" for each in OPERATIONS}
    judging = paths["/api/judge"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert judging["required"] == ["verdict", "about"]
    assert {"heading", "values", "other", "by", "why"} < set(judging["properties"])
    each = paths["/api/judge-each"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert each["properties"]["facts"]["type"] == "array"
    page = ask.get("/api")
    assert all(f"/api{each.path}" in page.text for each in OPERATIONS)
    assert "<script" not in page.text


def test_an_empty_graph_is_answered_for(client: Client, tmp_path: Path) -> None:
    with open_graph(tmp_path / "none.kg", create=True):
        pass
    served = client(Access(), graph=tmp_path / "none.kg")
    assert served.get("/api/overview").json()["documents"] == 0
    assert served.get("/api/graph").json()["ties"] == []
    assert served.get("/api/matrix").status_code == 400
