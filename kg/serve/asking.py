"""One request to the API, and the answers that it may get."""

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

__all__ = ["Asked", "Given", "Operation", "Page", "body_of", "json_of", "media_type_of", "problem", "status_of"]

LIMIT, MOST = 100, 1000
"""Items on a page unless more are asked for, and at most."""
BODY: Final = 2**20
"""Bytes of a request's body at most."""

_NOT_FOUND = (ActorUnknownError, DocumentUnknownError, UnknownQuestionError)
_FORBIDDEN = (QueryFilesError, QueryNetworkError, ServeReadOnlyError, SparqlUpdateRefusedError)
_TOO_MUCH = (SparqlTimeoutError, CypherTimeoutError, QueryMemoryError)


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter of an operation, or a field of what is sent to it. ``type`` is one of OpenAPI's; ``several``: it may
    come again, and is a list where it is a field."""

    name: str
    about: str
    type: str = "string"
    several: bool = False
    required: bool = False


@dataclass(frozen=True)
class Asked:
    """A request: the ``graph`` of the thread, values from the path, the query and the body, by name."""

    graph: Graph
    desk: Desk
    access: Access
    timeout: float | None
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def world(self) -> World:
        """Everything that is in the graph now."""
        return self.desk.world(self.graph)

    @property
    def behind(self) -> Mapping[str, Mapping[str, str]]:
        """For an answer: why stores do not follow what has just been kept, by language; nothing where they do."""
        behind = {language: str(error) for language, error in self.graph.behind.items()}
        return {"behind": behind} if behind else {}

    def one(self, name: str, default: str = "") -> str:
        """The value of a parameter of the query, the last one given."""
        values = self.query.get(name, ())
        return values[-1] if values else default

    def whole(self, name: str, default: int, most: int = MOST) -> int:
        """A whole number from 1 to ``most``. Raises `ServeRequestError`."""
        text = self.one(name)
        if not text:
            return default
        if not text.isdecimal() or len(text) > len(str(most)) or not 1 <= int(text) <= most:
            raise ServeRequestError(what=name, value=repr(text), expected=f"a whole number from 1 to {most}")
        return int(text)

    def text(self, name: str) -> str:
        """A text in the body. Raises `ServeRequestError`."""
        value = self.body.get(name)
        if not isinstance(value, str) or not value.strip():
            raise ServeRequestError(what=f"{name!r} of the body", value=repr(value)[:80], expected="a text")
        return value

    def texts(self, name: str) -> list[str]:
        """A list of texts in the body, at least one. Raises `ServeRequestError`."""
        value = self.body.get(name)
        if not isinstance(value, list) or not value or not all(isinstance(each, str) and each for each in value):
            raise ServeRequestError(what=f"{name!r} of the body", value=repr(value)[:80], expected="a list of texts")
        return list(dict.fromkeys(value))


@dataclass(frozen=True, slots=True)
class Page:
    """Items in an order that stays, after the one whose key was named last. ``next`` is the last one's key, None where
    no more follow."""

    items: list[Any]
    next: str | None
    total: int

    @classmethod
    def of(cls, asked: Asked, keys: Sequence[str], item: Callable[[str], Any]) -> Page:
        """The page that is asked for with ``after`` and ``limit``. Raises `ServeRequestError`."""
        after, limit = asked.one("after"), asked.whole("limit", LIMIT)
        start = 0
        if after:
            if after not in keys:
                raise ServeRequestError(what="after", value=repr(after), expected="the key of an item on the list")
            start = keys.index(after) + 1
        found = list(islice(keys, start, start + limit))
        more = start + limit < len(keys)
        return cls([item(key) for key in found], found[-1] if found and more else None, len(keys))


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked at a ``path`` under /api: its ``answer`` is what `json.dumps` takes, or a `Page`.

    ``stored``: it comes from the record alone, so that it is the same until the record changes. ``body`` are the fields
    of what is sent with POST. ``others``: it takes further parameters, which ``answer`` checks. ``writes``: it changes
    the graph, which a server that only reads does not let it.
    """

    path: str
    title: str
    answer: Callable[[Asked], Any]
    given: tuple[Given, ...] = ()
    method: str = "GET"
    body: tuple[Given, ...] = ()
    stored: bool = True
    others: bool = False
    writes: bool = False


def media_type_of(request: Request) -> str:
    """The type of what was sent, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def body_of(request: Request) -> bytes | None:
    """What was sent; None where it is longer than `BODY`."""
    sent = bytearray()
    async for piece in request.stream():
        sent += piece
        if len(sent) > BODY:
            return None
    return bytes(sent)


def json_of(content: Any) -> bytes:
    """JSON as it is sent."""
    if isinstance(content, Page):
        content = {"items": content.items, "next": content.next, "total": content.total}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def status_of(error: KgError) -> int:
    """The status of HTTP that tells of an error best."""
    for kinds, status in ((_NOT_FOUND, 404), (_FORBIDDEN, 403), (_TOO_MUCH, 503), ((StoreError,), 503)):
        if isinstance(error, kinds):
            return status
    return 400 if error.exit_status in (1, 2) else 500


_TYPE: Final = "application/problem+json"


def problem(error: KgError, status: int | None = None) -> Response:
    """An error as RFC 9457 has it: its code, what is wrong, and the next step; ``at`` is where in a query, if that is
    known."""
    told = status or status_of(error)
    content: dict[str, Any] = {
        "type": f"urn:negotiation-kg:{error.code.lower()}",
        "title": str(error).removeprefix(f"{error.code}: ").removesuffix(error.advice).strip(),
        "status": told,
        "code": error.code,
        "next_step": error.advice,
    }
    place = {name: error.fields[name] for name in ("line", "column") if isinstance(error.fields.get(name), int)}
    if place:
        content["at"] = place
    return Response(json.dumps(content, ensure_ascii=False), told, media_type=_TYPE)
