"""The SPARQL 1.1 protocol over HTTP: one request and its answer, or the coded error that says why there is none.

What is harmless to repeat is repeated after a pause where a connection was cut or the server is busy. Redirects are
followed with the request as it was; credentials stay with the host that they are for.
"""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Final, Literal

import httpx

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
    SparqlTimeoutError,
)
from kg.printing.addresses import hushed, is_secret

__all__ = ["TIMEOUT", "TOO_LATE", "Connection", "EndpointSettings", "RefusedError", "told"]

PAUSES: Final = (0.3, 1.0, 3.0)
"""Seconds before each new attempt."""
LONGEST_PAUSE: Final = 30.0
"""Seconds to wait at most where a server says when to come again."""
TIMEOUT: Final = 60.0
"""Seconds that a service may be silent where nobody says more."""
CONNECT: Final = 10.0
"""Seconds to wait for a connection."""
HOPS: Final = 5
TOO_LATE: Final = (httpx.ReadTimeout, httpx.WriteTimeout)
"""What is raised where a server that is there takes too long."""
PASSING: Final = frozenset({429, 502, 503, 504})
"""Statuses of a server that is busy, or being started."""
REDIRECTS: Final = frozenset({301, 302, 307, 308})
NO_UPDATES: Final = frozenset({404, 405, 501})
TOO_LARGE: Final = 413
FULL: Final = 507
SIGNS_OF_FULL: Final = ("no space left", "disk full", "disk is full", "file too large", "quota", "insufficient storage")
BEYOND: Final = re.compile("Virtuoso (37000|42000) Error SQ")
"""How a server begins that calls it a failure of its own (500) that it cannot compile a query."""
EXCERPT: Final = 300
"""Characters of a server's own words that an error shows."""

type Auth = Literal["none", "basic", "digest", "bearer"]


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """Where a SPARQL 1.1 service is, and how to enter.

    ``update`` and ``graph_store`` are None where it has none, or none for us; ``timeout`` is how many seconds it may be
    silent, where a query says nothing else. Password and token are not shown.
    """

    query: str
    update: str | None = None
    graph_store: str | None = None
    auth: Auth = "none"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    timeout: float = TIMEOUT


class RefusedError(Exception):
    """The server does not take this request as it is (400, 413): its words tell why."""

    def __init__(self, status: int, words: str) -> None:
        self.status = status
        self.words = words
        super().__init__(f"{status}: {words}")


class Connection:
    """Speaks with a service; close it. ``send`` is for one thread at a time."""

    def __init__(self, settings: EndpointSettings) -> None:
        for url in (settings.query, settings.update, settings.graph_store):
            if url is not None:
                _check(url)
        self.settings = settings
        self._auth = _auth(settings)
        self._client: httpx.Client | None = httpx.Client(
            timeout=httpx.Timeout(settings.timeout, connect=min(CONNECT, settings.timeout)),
            headers={"User-Agent": "negotiation-kg"},
        )

    def query(
        self, text: str, parameters: Mapping[str, str] | None = None, *, accept: str, timeout: float | None = None
    ) -> httpx.Response:
        """The answer to a query, still to be read and then closed. ``timeout`` is in seconds, 0: any number.

        Raises `RefusedError`, `SparqlTimeoutError` and the errors of an endpoint.
        """
        request = self._request(
            "POST", self.settings.query, data={"query": text, **(parameters or {})}, headers={"Accept": accept}
        )
        if timeout is not None:
            patience = httpx.Timeout(timeout or None, connect=min(CONNECT, timeout or CONNECT))
            request.extensions["timeout"] = patience.as_dict()
        try:
            return self._sent(request, repeat=not timeout)
        except httpx.TimeoutException as error:
            if timeout and not isinstance(error, httpx.ConnectTimeout):
                raise SparqlTimeoutError(seconds=f"{timeout:g}") from error
            raise self._silent(error, self.settings.query) from error

    def update(self, text: str, *, repeat: bool = True) -> None:
        """Make an update. ``repeat`` says that doing it twice is the same as once.

        Raises `RefusedError`, `EndpointReadOnlyError` and the other errors of an endpoint.
        """
        url = self.update_url
        request = self._request(
            "POST", url, content=text.encode(), headers={"Content-Type": "application/sparql-update; charset=utf-8"}
        )
        try:
            with closing(self._sent(request, repeat=repeat)) as response:
                response.read()
        except httpx.HTTPError as error:
            raise self._silent(error, url) from error

    def put(self, graph: str, content: Iterable[bytes]) -> None:
        """Replace a graph by N-Triples, by the Graph Store Protocol. Raises what `update` raises."""
        url = self.settings.graph_store
        if url is None:
            raise EndpointReadOnlyError(url=self.settings.query, detail="no address of a graph store is given")
        request = self._request(
            "PUT",
            url,
            params={"graph": graph},
            content=b"".join(content),
            headers={"Content-Type": "application/n-triples"},
        )
        try:
            with closing(self._sent(request, repeat=True)) as response:
                response.read()
        except httpx.HTTPError as error:
            raise self._silent(error, url) from error

    def server(self) -> str:
        """What the server calls itself, else its host."""
        response = self.query("ASK {}", accept="application/sparql-results+json")
        with closing(response):
            return response.headers.get("Server") or httpx.URL(self.settings.query).host

    @property
    def update_url(self) -> str:
        """Where updates go. Raises `EndpointReadOnlyError`."""
        if self.settings.update is None:
            raise EndpointReadOnlyError(url=self.settings.query, detail="no address for updates is given")
        return self.settings.update

    def close(self) -> None:
        """Close the connections. A closed one may be closed again."""
        if self._client is not None:
            self._client.close()
        self._client = None

    def _request(self, method: str, url: str, **content: object) -> httpx.Request:
        if self._client is None:
            raise EndpointClosedError(url=url)
        return self._client.build_request(method, url, **content)  # type: ignore[arg-type]

    def _sent(self, request: httpx.Request, *, repeat: bool) -> httpx.Response:
        """The answer with a status of success; of any other one the error."""
        url = str(request.url.copy_with(query=None))
        for pause in (*PAUSES, None):
            try:
                response = self._followed(request)
            except httpx.TimeoutException:
                raise
            except (httpx.TooManyRedirects, httpx.InvalidURL) as error:
                raise EndpointUnreachableError(url=url, detail=_reason(error)) from error
            except httpx.TransportError as error:
                if pause is None or not (repeat or isinstance(error, httpx.ConnectError)):
                    raise EndpointUnreachableError(url=url, detail=_reason(error)) from error
            else:
                if response.is_success:
                    return response
                with closing(response):
                    if response.status_code not in PASSING or pause is None or not repeat:
                        raise self._error(url, response)
                    pause = _pause(response, pause)
            time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _followed(self, request: httpx.Request) -> httpx.Response:
        assert self._client is not None, "a request comes from an open client"
        first = request.url
        for _ in range(HOPS):
            auth = self._auth if _is_same_place(first, request.url) else None
            response = self._client.send(request, auth=auth, stream=True)
            if response.status_code not in REDIRECTS or "Location" not in response.headers:
                return response
            response.close()
            target = request.url.join(response.headers["Location"])
            headers = {k: v for k, v in request.headers.items() if k.lower() not in ("host", "authorization", "cookie")}
            request = httpx.Request(
                request.method, target, content=request.content, headers=headers, extensions=request.extensions
            )
        raise httpx.TooManyRedirects(f"more than {HOPS} redirects", request=request)

    def _error(self, url: str, response: httpx.Response) -> Exception:
        status, words = response.status_code, _words(response)
        is_write = url != self.settings.query
        if status == httpx.codes.UNAUTHORIZED:
            return EndpointCredentialsError(url=url, auth=self.settings.auth)
        if is_write and (status in NO_UPDATES or "read-only" in words.lower() or "read only" in words.lower()):
            return EndpointReadOnlyError(url=url, detail=f"{status} {words}".strip())
        if status == httpx.codes.FORBIDDEN:
            return EndpointForbiddenError(url=url, status=status)
        if status == FULL or any(sign in words.lower() for sign in SIGNS_OF_FULL):
            return EndpointFullError(url=url, status=status, detail=words or "it says no more")
        if status in (httpx.codes.BAD_REQUEST, TOO_LARGE) or (not is_write and BEYOND.match(words)):
            return RefusedError(status, words)
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            return EndpointFaultError(url=url, status=status, detail=words or "it says no more")
        return EndpointAnswerError(url=url, detail=f"status {status} {words}".strip())

    def _silent(self, error: httpx.HTTPError, url: str) -> KgError:
        detail = _reason(error)
        if isinstance(error, TOO_LATE):
            detail = f"nothing came for {self.settings.timeout:g} s (`timeout` in [rdf] of kg.toml allows more)"
        return EndpointUnreachableError(url=url, detail=detail)


def told(text: str) -> str:
    """A server's words in one line, shortened.

    >>> told("Error at\\n  line 2")
    'Error at line 2'
    """
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= EXCERPT else line[:EXCERPT] + " …"


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _auth(settings: EndpointSettings) -> httpx.Auth | None:
    user, password = settings.user or "", settings.password or ""
    match settings.auth:
        case "basic":
            return httpx.BasicAuth(user, password)
        case "digest":
            return httpx.DigestAuth(user, password)
        case "bearer":
            return _Bearer(settings.token or "")
        case _:
            return None


def _is_same_place(first: httpx.URL, then: httpx.URL) -> bool:
    """Whether the credentials for one address may go to another: the same server, or the same one encrypted.

    >>> old = httpx.URL("http://db.test/sparql")
    >>> [_is_same_place(old, httpx.URL(url)) for url in ("https://db.test/q", "http://db.test:81/", "http://x.test/")]
    [True, False, False]
    >>> _is_same_place(httpx.URL("https://db.test/"), httpx.URL("http://db.test/"))
    False
    """
    is_encrypted = (first.scheme, then.scheme) == ("http", "https")
    return (first.host, first.port) == (then.host, then.port) and (first.scheme == then.scheme or is_encrypted)


def _check(url: str) -> None:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise EndpointAddressError(url=url.rpartition("@")[2], detail=str(error)) from error
    if parsed.userinfo or is_secret(url):
        shown = hushed(str(parsed.copy_with(userinfo=b"")))
        raise EndpointAddressError(url=shown, detail="it holds credentials")
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise EndpointAddressError(url=url, detail="it does not begin with http:// or https:// and a host")


def _pause(response: httpx.Response, usual: float) -> float:
    wanted = response.headers.get("Retry-After", "")
    return min(float(wanted), LONGEST_PAUSE) if wanted.isdecimal() else usual


def _words(response: httpx.Response) -> str:
    try:
        response.read()
    except httpx.HTTPError:
        return ""
    return told(response.text)


def _reason(error: httpx.HTTPError | httpx.InvalidURL) -> str:
    return told(str(error)) or type(error).__name__
