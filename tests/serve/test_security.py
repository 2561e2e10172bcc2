"""Access control, and what a browser may do with the pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from kg.cli import app
from kg.serve.access import Access
from tests.serve.conftest import Client

TOKEN = Access(host="0.0.0.0", token="a-token-of-our-own")


def test_a_page_may_load_its_own_files_only(ask: TestClient) -> None:
    policy = ask.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert ask.get("/api/overview").headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_has_no_inline_scripts(ask: TestClient) -> None:
    text = ask.get("/").text
    assert text.count("<script") == text.count("<script src=")
    assert "{{" not in text


def test_a_foreign_host_name_is_refused(client: Client) -> None:
    assert client(Access(), "http://rebound.example").get("/api/overview").status_code == 403
    assert client(Access(), "http://127.0.0.1:9000").get("/api/overview").status_code == 200


def test_other_origins_are_refused(ask: TestClient) -> None:
    other = {"Origin": "https://elsewhere.example"}
    asked = ask.post("/api/sparql", json={"query": "ASK {}"}, headers=other)
    assert asked.status_code == 403
    assert "Access-Control-Allow-Origin" not in ask.get("/api/overview", headers=other).headers
    form = ask.post("/sparql", data={"query": "ASK {}"}, headers={"Origin": "null"})
    assert form.status_code == 403


def test_malformed_host_and_origin_headers_are_refused(ask: TestClient) -> None:
    assert ask.get("/api/overview", headers={"Host": "[::1"}).status_code == 403
    torn = ask.post("/api/sparql", json={"query": "ASK {}"}, headers={"Origin": "http://["})
    assert torn.status_code == 403


def test_an_allowed_origin_is_answered(client: Client) -> None:
    served = client(Access(origins=("https://friend.example",)))
    friend = {"Origin": "https://friend.example"}
    assert served.get("/api/overview", headers=friend).headers["Access-Control-Allow-Origin"] == friend["Origin"]
    assert served.options("/api/sparql", headers=friend).status_code == 204
    assert "Access-Control-Allow-Origin" not in served.get("/api/overview").headers


@pytest.mark.parametrize("address", ["/", "/api/overview", "/sparql?query=ASK%7B%7D", "/page/explorer.js"])
def test_nothing_is_answered_without_the_token(client: Client, address: str) -> None:
    served = client(TOKEN, "http://server.example")
    assert served.get(address).status_code == 401
    assert served.get(address, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert served.get(address, headers={"Authorization": "Bearer a-token-of-our-own"}).status_code == 200


def test_the_printed_address_sets_a_cookie_and_redirects(client: Client) -> None:
    served = client(TOKEN, "http://server.example")
    opened = served.get("/?token=a-token-of-our-own", follow_redirects=False)
    assert (opened.status_code, opened.headers["Location"]) == (303, "/")
    assert "HttpOnly" in opened.headers["Set-Cookie"]
    assert "SameSite=strict" in opened.headers["Set-Cookie"]
    assert served.get("/api/overview").status_code == 200


@pytest.mark.parametrize("token", ["correct horse battery", 'a;b,c"d&e', "schlüssel", "50%41"])
def test_the_address_printed_by_the_command_gives_access(
    client: Client, folder: Path, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("KG_TOKEN", token)
    monkeypatch.setattr("uvicorn.Server.run", lambda server, sockets: None)
    told = CliRunner().invoke(app, ["serve", "--graph", str(folder), "--token"]).stderr
    printed = re.search(r"the graph is at (http://127\.0\.0\.1:\d+)(/\S*) ", told)
    assert printed, told
    served = client(Access(token=token), printed[1])
    assert served.get(printed[2]).status_code == 200
    assert served.get("/api/overview").status_code == 200


def test_the_token_redirect_stays_on_the_server(client: Client) -> None:
    served = client(TOKEN, "http://server.example")
    opened = served.get("http://server.example//elsewhere.example/?token=a-token-of-our-own", follow_redirects=False)
    assert opened.headers["Location"].startswith("/elsewhere.example")


def test_an_invalid_body_is_refused(ask: TestClient) -> None:
    assert ask.post("/api/sparql", content="query").status_code == 400
    assert ask.post("/api/sparql", json=["query"]).status_code == 400
    assert ask.post("/api/sparql", json={"query": 3}).status_code == 400
    deep = "[" * 100_000
    assert ask.post("/api/sparql", content=deep, headers={"Content-Type": "application/json"}).status_code == 400
    for torn in (r'{"query": "ASK {} # \ud800"}', '{"query": "ASK {}", "by": NaN}'):
        assert ask.post("/api/sparql", content=torn, headers={"Content-Type": "application/json"}).status_code == 400
    long = '{"query": "' + "x" * 2**21 + '"}'
    assert ask.post("/api/sparql", content=long, headers={"Content-Type": "application/json"}).status_code == 400


def test_files_beside_the_page_are_not_served(ask: TestClient) -> None:
    for name in ("index.html", "..%2Fapp.py", "%2e%2e/app.py", "nothing.js"):
        assert ask.get(f"/page/{name}").status_code == 404
