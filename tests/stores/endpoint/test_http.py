"""Answers of a service and how they are handled: statuses, redirects, credentials, garbage, silence."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.errors import (
    EndpointAddressError,
    EndpointAnswerError,
    EndpointClosedError,
    EndpointCredentialsError,
    EndpointFaultError,
    EndpointForbiddenError,
    EndpointFullError,
    EndpointReadOnlyError,
    EndpointUnreachableError,
    KgError,
    SparqlEvaluationError,
    SparqlSyntaxError,
    SparqlTimeoutError,
)
from kg.stores.endpoint import http
from kg.stores.endpoint.endpoint import EndpointSettings, open_endpoint
from tests.servers.oxigraph_server import free_port
from tests.servers.scripted_service import Answer, Asked, ScriptedService

SECRET = "open-sesame"


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "PAUSES", (0.01, 0.01))


def settings(service: ScriptedService) -> EndpointSettings:
    return EndpointSettings(service.url, service.url, timeout=5.0)


def ask(service: ScriptedService, **changed: object) -> list[tuple[object, ...]]:
    with open_endpoint(replace(settings(service), **changed)) as store:  # type: ignore[arg-type]
        return list(store.query("SELECT ?s FROM <urn:g> { ?s ?p ?o }").rows)


def write(service: ScriptedService) -> None:
    with open_endpoint(settings(service)) as store:
        store.query("INSERT DATA { <urn:a> <urn:b> <urn:c> }", write=True)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(401, "who are you?"), EndpointCredentialsError),
        (Answer(403, "not for you"), EndpointForbiddenError),
        (Answer(404, "no such page"), EndpointAnswerError),
        (Answer(500, "out of order"), EndpointFaultError),
        (Answer(503, "come back later"), EndpointFaultError),
        (Answer(507, ""), EndpointFullError),
        (Answer(500, "write failed: No space left on device"), EndpointFullError),
        (Answer(400, "Encountered \" \"}\" at line 2, column 7."), SparqlSyntaxError),
        (Answer(400, "this query is too dear"), SparqlEvaluationError),
        (Answer(500, "Virtuoso 42000 Error SQ186: Over 20 keys in group by or hash join"), SparqlEvaluationError),
        (Answer(500, "Virtuoso S1T00 Error SR171: Transaction timed out"), EndpointFaultError),
        (Answer(200, "<html>Please log in</html>", {"Content-Type": "text/html"}), EndpointAnswerError),
        (Answer(200, '{"head": {"vars": ["s"]}, "results": {"bind'), EndpointAnswerError),
        (Answer(200, '{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"ty'), EndpointAnswerError),
        (Answer(200, '{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "odd", "value": "x"}}]}}'),
         EndpointAnswerError),
        (Answer(200, '{"head": {"vars": ["s"]}, "results": {"bindings": [out of memory'), SparqlEvaluationError),
        (Answer(200, "[]"), EndpointAnswerError),
        (Answer(200, ""), EndpointAnswerError),
    ],
)  # fmt: skip
def test_invalid_answers_are_reported(answer: Answer, error: type[KgError]) -> None:
    with ScriptedService(answer) as service, pytest.raises(error) as raised:
        ask(service, auth="basic", user="anna", password=SECRET)
    assert SECRET not in str(raised.value)
    assert raised.value.advice


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(403, "The server is read-only"), EndpointReadOnlyError),
        (Answer(405, "Method not allowed"), EndpointReadOnlyError),
        (Answer(403, "not for you"), EndpointForbiddenError),
        (Answer(507, "full"), EndpointFullError),
        (Answer(500, "out of order"), EndpointFaultError),
    ],
)
def test_a_refused_update_is_reported(answer: Answer, error: type[KgError]) -> None:
    with ScriptedService(Answer()) as asked, ScriptedService(answer) as updated:
        where = replace(settings(asked), update=updated.url)
        with open_endpoint(where) as store, pytest.raises(error):
            store.query("INSERT DATA { <urn:a> <urn:b> <urn:c> }", write=True)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_query_to_a_busy_service_is_repeated(status: int) -> None:
    with ScriptedService(Answer(status, "busy"), Answer(status, "busy"), Answer()) as service:
        assert ask(service) == [(True,)]
        assert len(service.asked) == 3


def test_the_retry_time_of_a_service_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    with ScriptedService(
        Answer(503, "", {"Retry-After": "7"}), Answer(503, "", {"Retry-After": "9999"}), Answer()
    ) as s:
        ask(s)
    assert waited == [7.0, http.LONGEST_PAUSE]


def test_compressed_answers_are_read() -> None:
    with ScriptedService() as service:
        ask(service)
        assert "gzip" in service.asked[0].headers["accept-encoding"]


def test_an_update_by_a_user_is_never_repeated() -> None:
    with ScriptedService(Answer(503, "busy"), Answer()) as service:
        with pytest.raises(EndpointFaultError):
            write(service)
        assert len(service.asked) == 1


class TestRedirects:
    @pytest.mark.parametrize("status", [301, 302, 307, 308])
    def test_a_redirect_keeps_the_query(self, status: int) -> None:
        with ScriptedService() as there, ScriptedService(Answer(status, "", {"Location": there.url})) as here:
            assert ask(here) == [(True,)]
            assert [asked.method for asked in there.asked] == ["POST"]
            assert there.asked[0].body == here.asked[0].body != ""

    def test_credentials_do_not_go_to_another_host(self) -> None:
        with ScriptedService() as there:
            away = there.url.replace("127.0.0.1", "localhost")
            with ScriptedService(Answer(307, "", {"Location": away})) as here:
                ask(here, auth="bearer", token=SECRET)
        assert SECRET in here.asked[0].headers["authorization"]
        assert "authorization" not in there.asked[0].headers

    def test_a_redirect_loop_is_reported(self) -> None:
        circle = ScriptedService(Answer(302, "", {"Location": "/sparql"}))
        with circle, pytest.raises(EndpointUnreachableError, match="redirects"):
            ask(circle)


def basic(asked: Asked) -> bool:
    return asked.headers.get("authorization") == "Basic " + base64.b64encode(f"anna:{SECRET}".encode()).decode()


def bearer(asked: Asked) -> bool:
    return asked.headers.get("authorization") == f"Bearer {SECRET}"


def digest(asked: Asked) -> bool:
    said = asked.headers.get("authorization", "")
    told: dict[str, str] = dict(re.findall(r'(\w+)="?([^",]+)"?', said))
    if not said.startswith("Digest "):
        return False

    def md5(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    who, what = md5(f"anna:kg:{SECRET}"), md5(f"POST:{told['uri']}")
    return told["response"] == md5(f"{who}:{told['nonce']}:{told['nc']}:{told['cnonce']}:auth:{what}")


@pytest.mark.parametrize(
    ("auth", "lets_in", "challenge"),
    [
        ("basic", basic, 'Basic realm="kg"'),
        ("digest", digest, 'Digest realm="kg", nonce="7f", qop="auth", algorithm=MD5'),
        ("bearer", bearer, "Bearer"),
    ],
)
def test_credentials(auth: str, lets_in: Callable[[Asked], bool], challenge: str) -> None:
    def answer(asked: Asked) -> Answer:
        return Answer() if lets_in(asked) else Answer(401, "no", {"WWW-Authenticate": challenge})

    right = {"user": "anna", "password": SECRET, "token": SECRET}
    wrong = {"user": "anna", "password": "guess", "token": "guess"}
    with ScriptedService(answer) as service:
        assert ask(service, auth=auth, **right) == [(True,)]
        for given in ({"auth": auth, **wrong}, {"auth": "none"}):
            with pytest.raises(EndpointCredentialsError) as raised:
                ask(service, **given)
            assert "guess" not in str(raised.value)


def test_secrets_are_not_shown() -> None:
    shown = EndpointSettings("http://db.test/sparql", auth="basic", user="anna", password=SECRET, token=SECRET)
    assert SECRET not in repr(shown)
    assert "anna" in repr(shown)


@pytest.mark.parametrize(
    "url",
    [
        "db.test/sparql",
        "ftp://db.test/sparql",
        "http:///sparql",
        f"https://anna:{SECRET}@db.test/sparql",
        "http://db.test:port/sparql",
    ],
)
def test_an_invalid_address_is_refused(url: str) -> None:
    with pytest.raises(EndpointAddressError) as raised:
        open_endpoint(EndpointSettings(url))
    assert SECRET not in str(raised.value)


class TestSilence:
    def test_a_closed_port_is_reported(self) -> None:
        with open_endpoint(EndpointSettings(f"http://127.0.0.1:{free_port()}/sparql")) as store:
            for request in (store.revision, store.counts, store.server):
                with pytest.raises(EndpointUnreachableError, match=r"kg\.toml"):
                    request()

    def test_a_silent_service_times_out(self) -> None:
        def late(asked: Asked) -> Answer:
            time.sleep(1.0)
            return Answer()

        with ScriptedService(late) as service:
            with pytest.raises(EndpointUnreachableError, match=r"nothing came for 0\.2 s"):
                ask(service, timeout=0.2)
            with open_endpoint(settings(service)) as store, pytest.raises(SparqlTimeoutError, match=r"0\.3 s"):
                store.query("ASK FROM <urn:g> {}", timeout=0.3)
            with open_endpoint(replace(settings(service), timeout=0.2)) as store:
                assert list(store.query("ASK FROM <urn:g> {}", timeout=0).rows) == [(True,)]

    def test_a_closed_store_raises_an_error(self) -> None:
        store = open_endpoint(EndpointSettings("http://127.0.0.1:9/sparql"))
        store.close()
        store.close()
        with pytest.raises(EndpointClosedError):
            store.revision()
