"""Which requests the server accepts, and what browsers may do with its pages."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse

from kg.serve.access import LOOPBACK, Access

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["COOKIE", "Guard", "policy"]

COOKIE: Final = "kg-token"
"""The cookie that holds the token after it was given in an address."""
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def policy(nonce: str = "") -> str:
    """The Content-Security-Policy of a page: its own files and nothing else. ``nonce`` allows the styles that the
    editor creates."""
    styles = f"style-src 'self' 'nonce-{nonce}'" if nonce else "style-src 'self'"
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            styles,
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


class Guard:
    """ASGI middleware: refuses requests that `Access` does not allow, and adds security headers to every answer.

    It refuses requests that a page of another site makes through a browser. If the server listens on this machine only,
    it checks the Host header (the name of another site may resolve to this machine); if a request does more than read,
    it checks the origin.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or refuse one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        allowed = origin if origin in self._access.origins else ""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _dress(MutableHeaders(scope=message), allowed, many=bool(self._access.origins))
            await send(message)

        answer = self._refusal(scope, headers) or self._admission(scope)
        if answer is None and allowed and scope["method"] == "OPTIONS":
            answer = _preflight()
        await (answer or self._app)(scope, receive, dressed)

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        access, origin = self._access, headers.get("origin")
        if access.is_local and _name(headers.get("host", "")) not in LOOPBACK:
            return PlainTextResponse("This server answers to localhost only.\n", 403)
        foreign = origin is not None and origin not in access.origins and _place(origin) != headers.get("host")
        if foreign and scope["method"] not in SAFE:
            return PlainTextResponse("Pages of other sites may not ask this server.\n", 403)
        if access.token is None or scope["method"] == "OPTIONS":
            return None
        shown = (
            _bearer(headers),
            _cookie(headers),
            dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("token"),
        )
        if not any(secrets.compare_digest(each.encode(), access.token.encode()) for each in shown if each):
            words = "This server asks for its token: open the address that `kg serve` has printed.\n"
            return PlainTextResponse(words, 401, {"WWW-Authenticate": "Bearer"})
        return None

    def _admission(self, scope: Scope) -> RedirectResponse | None:
        """For the printed address: a redirect that sets the token as a cookie and removes it from the address."""
        query_pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if self._access.token is None or scope["method"] != "GET" or "token" not in dict(query_pairs):
            return None
        rest = urlencode([(name, value) for name, value in query_pairs if name != "token"])
        # One slash only: after two a browser would take the path for the name of another site.
        path = "/" + scope["path"].lstrip("/")
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(COOKIE, quote(self._access.token, safe=""), httponly=True, samesite="strict")
        return answer


def _dress(headers: MutableHeaders, allowed: str, *, many: bool) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", policy())
    if allowed:
        headers["Access-Control-Allow-Origin"] = allowed
        headers["Access-Control-Expose-Headers"] = "ETag, Link"
    else:
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if many:
        headers.add_vary_header("Origin")


def _preflight() -> PlainTextResponse:
    return PlainTextResponse(
        "",
        204,
        {
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-None-Match",
            "Access-Control-Max-Age": "600",
        },
    )


def _name(host: str) -> str:
    """The host name in a Host header, without the port.

    >>> _name("localhost:8765"), _name("[::1]:80"), _name("evil.example:80"), _name("[::1")
    ('localhost', '::1', 'evil.example', '')
    """
    try:
        return (urlsplit(f"//{host}").hostname or "") if host and "/" not in host else ""
    except ValueError:  # brackets that do not close, or hold no address
        return ""


def _place(origin: str) -> str:
    """The host name and port in an Origin header.

    >>> _place("https://kg.example:8443"), _place("null"), _place("http://[")
    ('kg.example:8443', '', '')
    """
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _bearer(headers: Headers) -> str:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _cookie(headers: Headers) -> str:
    for pair in headers.get("cookie", "").split(";"):
        name, _, value = pair.strip().partition("=")
        if name == COOKIE:
            return unquote(value)
    return ""
