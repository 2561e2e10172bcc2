"""A request to the API, and its possible answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import (
    ActorUnknownError,
    CypherTimeoutError,
    DocumentUnknownError,
    KgError,
    QueryFilesError,
    QueryMemoryError,
    QueryNetworkError,
    ServeReadOnlyError,
    ServeRequestError,
    SparqlTimeoutError,
    SparqlUpdateRefusedError,
    StoreError,
    UnknownQuestionError,
)
from kg.graph import Graph
from kg.serve.access import Access
from kg.serve.content.world import World
from kg.serve.desk import Desk

__all__ = [
    "ApiRequest",
    "Operation",
    "Page",
    "Parameter",
    "body_of",
    "json_of",
    "media_type_of",
    "problem",
    "status_of",
]

LIMIT, MOST = 100, 1000
"""The default and the largest number of items on a page."""
BODY: Final = 2**20
"""The largest size of a request's body in bytes."""

_NOT_FOUND = (ActorUnknownError, DocumentUnknownError, UnknownQuestionError)
_FORBIDDEN = (QueryFilesError, QueryNetworkError, ServeReadOnlyError, SparqlUpdateRefusedError)
_TOO_MUCH = (SparqlTimeoutError, CypherTimeoutError, QueryMemoryError)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation, or a field of its body. ``type`` is a type of OpenAPI; ``several``: it may be
    repeated, or is a list if it is a field."""

    name: str
    description: str
    type: str = "string"
    several: bool = False
    required: bool = False


@dataclass(frozen=True)
class ApiRequest:
    """A request: the ``graph`` of the thread, and the values in the path, the query and the body, by name."""

    graph: Graph
    desk: Desk
    access: Access
    timeout: float | None
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def world(self) -> World:
        """Everything in the graph, up to date."""
        return self.desk.world(self.graph)

    @property
    def behind(self) -> Mapping[str, Mapping[str, str]]:
        """Why stores could not follow the last change, by language, as part of an answer; empty if they could."""
        behind = {language: str(error) for language, error in self.graph.behind.items()}
        return {"behind": behind} if behind else {}

    def one(self, name: str, default: str = "") -> str:
        """The value of a query parameter; the last one if it is repeated."""
        values = self.query.get(name, ())
        return values[-1] if values else default

    def whole_number(self, name: str, default: int) -> int:
        """A query parameter as a whole number from 1 to `MOST`. Raises `ServeRequestError`."""
        text = self.one(name)
        if not text:
            return default
        if not text.isdecimal() or len(text) > len(str(MOST)) or not 1 <= int(text) <= MOST:
            raise ServeRequestError(what=name, value=repr(text), expected=f"a whole number from 1 to {MOST}")
        return int(text)

    def text(self, name: str) -> str:
        """A text field of the body. Raises `ServeRequestError`."""
        value = self.body.get(name)
        if not isinstance(value, str) or not value.strip():
            raise ServeRequestError(what=f"{name!r} of the body", value=repr(value)[:80], expected="a text")
        return value

    def texts(self, name: str) -> list[str]:
        """A field of the body that is a list of texts, at least one, without duplicates. Raises `ServeRequestError`."""
        value = self.body.get(name)
        if not isinstance(value, list) or not value or not all(isinstance(each, str) and each for each in value):
            raise ServeRequestError(what=f"{name!r} of the body", value=repr(value)[:80], expected="a list of texts")
        return list(dict.fromkeys(value))


@dataclass(frozen=True, slots=True)
class Page:
    """A page of items in a stable order, after the item whose key was given. ``next`` is the key of the last item, None
    if no more follow."""

    items: list[Any]
    next: str | None
    total: int

    @classmethod
    def of(cls, request: ApiRequest, keys: Sequence[str], item: Callable[[str], Any]) -> Page:
        """The page for the parameters ``after`` and ``limit``. Raises `ServeRequestError`."""
        after_key, limit = request.one("after"), request.whole_number("limit", LIMIT)
        start = 0
        if after_key:
            if after_key not in keys:
                raise ServeRequestError(what="after", value=repr(after_key), expected="the key of an item on the list")
            start = keys.index(after_key) + 1
        keys_on_page = list(islice(keys, start, start + limit))
        has_more = start + limit < len(keys)
        return cls(
            [item(key) for key in keys_on_page], keys_on_page[-1] if keys_on_page and has_more else None, len(keys)
        )


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation at a ``path`` under /api: its ``answer`` returns what `json.dumps` takes, or a `Page`.

    ``stored``: the answer depends on the record only, so it is the same until the record changes. ``body`` are the
    fields of the body of a POST. ``others``: it takes further parameters, which ``answer`` checks. ``writes``: it
    changes the graph, which is refused by a server that only reads.
    """

    path: str
    title: str
    answer: Callable[[ApiRequest], Any]
    parameters: tuple[Parameter, ...] = ()
    method: str = "GET"
    body: tuple[Parameter, ...] = ()
    stored: bool = True
    others: bool = False
    writes: bool = False


def media_type_of(request: Request) -> str:
    """The media type of the request's body, without parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def body_of(request: Request) -> bytes | None:
    """The body of the request; None if it is longer than `BODY`."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > BODY:
            return None
    return bytes(body)


def json_of(content: Any) -> bytes:
    """The content as compact JSON."""
    if isinstance(content, Page):
        content = {"items": content.items, "next": content.next, "total": content.total}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def status_of(error: KgError) -> int:
    """The HTTP status for an error."""
    for kinds, status in ((_NOT_FOUND, 404), (_FORBIDDEN, 403), (_TOO_MUCH, 503), ((StoreError,), 503)):
        if isinstance(error, kinds):
            return status
    return 400 if error.exit_status in (1, 2) else 500


_TYPE: Final = "application/problem+json"


def problem(error: KgError, status: int | None = None) -> Response:
    """An error as a problem document (RFC 9457): its code, what is wrong, and the next step; ``at`` is the place in a
    query, if it is known."""
    http_status = status or status_of(error)
    content: dict[str, Any] = {
        "type": f"urn:negotiation-kg:{error.code.lower()}",
        "title": str(error).removeprefix(f"{error.code}: ").removesuffix(error.advice).strip(),
        "status": http_status,
        "code": error.code,
        "next_step": error.advice,
    }
    place = {name: error.fields[name] for name in ("line", "column") if isinstance(error.fields.get(name), int)}
    if place:
        content["at"] = place
    return Response(json.dumps(content, ensure_ascii=False), http_status, media_type=_TYPE)
