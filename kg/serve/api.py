"""The JSON API: operations as routes, cached answers, and the API's description."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import KgError, ServeReadOnlyError, ServeRequestError
from kg.graph import Graph
from kg.processes.version import own_version
from kg.serve.access import Access
from kg.serve.asking import BODY, ApiRequest, Operation, body_of, json_of, media_type_of, problem
from kg.serve.desk import Desk
from kg.serve.openapi import openapi
from kg.serve.operations import OPERATIONS

__all__ = ["Shelf", "api_routes"]

JSON: Final = "application/json"

type Endpoint = Callable[[Request], Coroutine[Any, Any, Response]]


class Shelf:
    """A cache of answers by revision and address: the most recently used ones, up to ``room`` bytes.

    It is thread-safe.
    """

    def __init__(self, room: int = 2**26) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._held = 0
        self._answers: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    def get(self, tag: str, address: str) -> bytes | None:
        """The cached answer, or None."""
        with self._lock:
            answer = self._answers.get((tag, address))
            if answer is not None:
                self._answers.move_to_end((tag, address))
            return answer

    def put(self, tag: str, address: str, answer: bytes) -> None:
        """Cache an answer, and evict the least recently used ones if there is no room."""
        with self._lock:
            self._held += len(answer) - len(self._answers.get((tag, address), b""))
            self._answers[tag, address] = answer
            while self._held > self._room:
                self._held -= len(self._answers.popitem(last=False)[1])


def api_routes(desk: Desk, access: Access, timeout: float | None) -> list[Route]:
    """The routes under /api. ``timeout`` is the time limit of a query in seconds."""
    shelf = Shelf()
    described = json_of(openapi(OPERATIONS))

    async def description(request: Request) -> Response:
        return Response(described, media_type=JSON)

    routes = [
        Route(f"/api{each.path}", _endpoint(each, desk, access, timeout, shelf), methods=[each.method])
        for each in OPERATIONS
    ]
    return [Route("/api/openapi.json", description), *routes]


def _endpoint(operation: Operation, desk: Desk, access: Access, timeout: float | None, shelf: Shelf) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        query = parse_qs(request.url.query)
        address = f"{request.url.path}?{request.url.query}"
        try:
            if operation.writes and not access.write:
                raise ServeReadOnlyError(what=f"/api{operation.path}")
            body = await _body(request) if operation.method == "POST" else {}

            def task(graph: Graph) -> Response:
                tag = _tag(graph, access) if operation.stored else ""
                if tag and _matches(request, tag):
                    return Response(status_code=304, headers=_caching(tag))
                content = shelf.get(tag, address) if tag else None
                if content is None:
                    _check(operation, query)
                    api_request = ApiRequest(graph, desk, access, timeout, request.path_params, query, body)
                    content = json_of(operation.answer(api_request))
                    if tag:
                        shelf.put(tag, address, content)
                return Response(content, media_type=JSON, headers=_caching(tag))

            return await desk.work(task)
        except KgError as error:
            return problem(error)

    return endpoint


def _check(operation: Operation, query: Mapping[str, Sequence[str]]) -> None:
    """Raise `ServeRequestError` if a required parameter is missing or a parameter is unknown."""
    parameter_names = [each.name for each in operation.parameters]
    faults = {each.name: "missing" for each in operation.parameters if each.required and not query.get(each.name)}
    if not operation.others:
        # `kg.serve.security` handles the token in the address.
        faults |= dict.fromkeys(query.keys() - {*parameter_names, "token"}, "unknown")
    for name, value in sorted(faults.items()):
        expected = f"possible: {operation.path} takes {', '.join(parameter_names) or 'none'}"
        raise ServeRequestError(what=f"the parameter {name}", value=value, expected=expected)


async def _body(request: Request) -> Mapping[str, Any]:
    """The JSON object that was sent. Raises `ServeRequestError`."""
    media_type = media_type_of(request)
    if media_type != JSON:
        raise ServeRequestError(what="the Content-Type", value=repr(media_type), expected=JSON)
    body = await body_of(request)
    if body is None:
        raise ServeRequestError(what="the body", value=f"over {BODY} bytes", expected="as short as that")
    try:
        content = json.loads(body)
        # JSON escapes may be lone surrogates, and numbers NaN: neither the record nor an answer can hold these.
        json_of(content)
    except (ValueError, RecursionError) as error:
        raise ServeRequestError(what="the body", value=str(error), expected="JSON") from error
    if not isinstance(content, dict):
        raise ServeRequestError(what="the body", value=type(content).__name__, expected="an object of JSON")
    return content


def _tag(graph: Graph, access: Access) -> str:
    """The entity tag of all answers from this state of the record by this version."""
    record = graph.record
    state = f"{record.identity} {record.restored} {record.revision} {own_version()} {graph.folder} {access.write}"
    return f'W/"{hashlib.sha256(state.encode()).hexdigest()[:20]}"'


def _matches(request: Request, tag: str) -> bool:
    tags = {each.strip() for each in request.headers.get("if-none-match", "").split(",")}
    return bool(tags & {tag, tag.removeprefix("W/"), "*"})


def _caching(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": "private, no-cache"} if tag else {"Cache-Control": "no-store"}
