"""The SPARQL 1.1 protocol over HTTP: requests and their answers, or an error with a code.

Requests that are harmless to repeat are repeated after a pause if the connection was cut or the server is busy.
Redirects are followed with the method and body unchanged; credentials are sent only to the host that they are for.
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

__all__ = ["TIMEOUT", "TOO_LATE", "Connection", "EndpointSettings", "RefusedError", "excerpt"]

PAUSES: Final = (0.3, 1.0, 3.0)
"""Seconds to wait before each repetition."""
LONGEST_PAUSE: Final = 30.0
"""The most seconds to wait if a server sends ``Retry-After``."""
TIMEOUT: Final = 60.0
"""The default for the seconds that a service may be silent."""
CONNECT_TIMEOUT: Final = 10.0
"""Seconds to wait for a connection."""
MAX_REDIRECTS: Final = 5
TOO_LATE: Final = (httpx.ReadTimeout, httpx.WriteTimeout)
"""Exceptions for a server that is connected and takes too long."""
TRANSIENT: Final = frozenset({429, 502, 503, 504})
"""Statuses of a server that is busy or starting."""
REDIRECTS: Final = frozenset({301, 302, 307, 308})
NO_UPDATES: Final = frozenset({404, 405, 501})
TOO_LARGE: Final = 413
FULL: Final = 507
SIGNS_OF_FULL: Final = ("no space left", "disk full", "disk is full", "file too large", "quota", "insufficient storage")
COMPILE_ERROR: Final = re.compile("Virtuoso (37000|42000) Error SQ")
"""The beginning of Virtuoso's message for a query that it cannot compile, which it sends with status 500."""
EXCERPT_LENGTH: Final = 300
"""Characters of a server's message that an error shows."""

type Auth = Literal["none", "basic", "digest", "bearer"]


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """The addresses and credentials of a SPARQL 1.1 service.

    ``update`` and ``graph_store`` are None if it has none, or none for us; ``timeout`` is how many seconds it may be
    silent, unless a query sets its own. Password and token are not in the repr.
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
    """The server refuses this request as it is (400, 413); ``words`` is its message."""

    def __init__(self, status: int, words: str) -> None:
        self.status = status
        self.words = words
        super().__init__(f"{status}: {words}")


class Connection:
    """A connection to a service, for one thread at a time. It has to be closed."""

    def __init__(self, settings: EndpointSettings) -> None:
        for url in (settings.query, settings.update, settings.graph_store):
            if url is not None:
                _check(url)
        self.settings = settings
        self._auth = _auth(settings)
        self._client: httpx.Client | None = httpx.Client(
            timeout=httpx.Timeout(settings.timeout, connect=min(CONNECT_TIMEOUT, settings.timeout)),
            headers={"User-Agent": "negotiation-kg"},
        )

    def query(
        self, text: str, parameters: Mapping[str, str] | None = None, *, accept: str, timeout: float | None = None
    ) -> httpx.Response:
        """The answer to a query, which the caller has to read and close. ``timeout`` is in seconds, 0 is no limit.

        Raises `RefusedError`, `SparqlTimeoutError` and the errors of an endpoint.
        """
        request = self._request(
            "POST", self.settings.query, data={"query": text, **(parameters or {})}, headers={"Accept": accept}
        )
        if timeout is not None:
            patience = httpx.Timeout(timeout or None, connect=min(CONNECT_TIMEOUT, timeout or CONNECT_TIMEOUT))
            request.extensions["timeout"] = patience.as_dict()
        try:
            return self._send(request, repeat=not timeout)
        except httpx.TimeoutException as error:
            if timeout and not isinstance(error, httpx.ConnectTimeout):
                raise SparqlTimeoutError(seconds=f"{timeout:g}") from error
            raise self._unreachable(error, self.settings.query) from error

    def update(self, text: str, *, repeat: bool = True) -> None:
        """Send an update. ``repeat`` says that it is idempotent and may be repeated.

        Raises `RefusedError`, `EndpointReadOnlyError` and the other errors of an endpoint.
        """
        url = self.update_url
        request = self._request(
            "POST", url, content=text.encode(), headers={"Content-Type": "application/sparql-update; charset=utf-8"}
        )
        try:
            with closing(self._send(request, repeat=repeat)) as response:
                response.read()
        except httpx.HTTPError as error:
            raise self._unreachable(error, url) from error

    def put(self, graph: str, content: Iterable[bytes]) -> None:
        """Replace a graph by these N-Triples with the Graph Store Protocol. Raises what `update` raises."""
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
            with closing(self._send(request, repeat=True)) as response:
                response.read()
        except httpx.HTTPError as error:
            raise self._unreachable(error, url) from error

    def server(self) -> str:
        """The server's name for itself, or else its host."""
        response = self.query("ASK {}", accept="application/sparql-results+json")
        with closing(response):
            return response.headers.get("Server") or httpx.URL(self.settings.query).host

    @property
    def update_url(self) -> str:
        """The address for updates. Raises `EndpointReadOnlyError`."""
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

    def _send(self, request: httpx.Request, *, repeat: bool) -> httpx.Response:
        """The answer if its status is success; raises an error for any other."""
        url = str(request.url.copy_with(query=None))
        for pause in (*PAUSES, None):
            try:
                response = self._follow_redirects(request)
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
                    if response.status_code not in TRANSIENT or pause is None or not repeat:
                        raise self._error(url, response)
                    pause = _pause(response, pause)
            time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _follow_redirects(self, request: httpx.Request) -> httpx.Response:
        assert self._client is not None, "a request comes from an open client"
        first = request.url
        for _ in range(MAX_REDIRECTS):
            auth = self._auth if _may_share_credentials(first, request.url) else None
            response = self._client.send(request, auth=auth, stream=True)
            if response.status_code not in REDIRECTS or "Location" not in response.headers:
                return response
            response.close()
            target = request.url.join(response.headers["Location"])
            headers = {k: v for k, v in request.headers.items() if k.lower() not in ("host", "authorization", "cookie")}
            request = httpx.Request(
                request.method, target, content=request.content, headers=headers, extensions=request.extensions
            )
        raise httpx.TooManyRedirects(f"more than {MAX_REDIRECTS} redirects", request=request)

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
        if status in (httpx.codes.BAD_REQUEST, TOO_LARGE) or (not is_write and COMPILE_ERROR.match(words)):
            return RefusedError(status, words)
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            return EndpointFaultError(url=url, status=status, detail=words or "it says no more")
        return EndpointAnswerError(url=url, detail=f"status {status} {words}".strip())

    def _unreachable(self, error: httpx.HTTPError, url: str) -> KgError:
        detail = _reason(error)
        if isinstance(error, TOO_LATE):
            detail = f"nothing came for {self.settings.timeout:g} s (`timeout` in [rdf] of kg.toml allows more)"
        return EndpointUnreachableError(url=url, detail=detail)


def excerpt(text: str) -> str:
    """A server's message on one line, shortened.

    >>> excerpt("Error at\\n  line 2")
    'Error at line 2'
    """
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= EXCERPT_LENGTH else line[:EXCERPT_LENGTH] + " …"


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


def _may_share_credentials(first: httpx.URL, then: httpx.URL) -> bool:
    """Whether the credentials for one address may be sent to another: the same server, or the same one with TLS.

    >>> old = httpx.URL("http://db.test/sparql")
    >>> others = ("https://db.test/q", "http://db.test:81/", "http://x.test/")
    >>> [_may_share_credentials(old, httpx.URL(url)) for url in others]
    [True, False, False]
    >>> _may_share_credentials(httpx.URL("https://db.test/"), httpx.URL("http://db.test/"))
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
    return excerpt(response.text)


def _reason(error: httpx.HTTPError | httpx.InvalidURL) -> str:
    return excerpt(str(error)) or type(error).__name__
