"""An OpenAI-compatible endpoint on this machine that answers what it is told, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kg.model import Document

__all__ = ["TEXT", "FakeEndpoint", "Reply", "answering", "completion", "endpoint", "facts", "refusing", "sentences_in"]

MODEL = "own-model-2"
"""The name that the endpoint gives to the answering model, more exact than the requested one."""

TEXT = (
    "The ferry talks began in Oslo on Monday.\n\n"
    "Norway demanded lower port fees of Denmark. Danish minister Ida Holm rejected  lower port fees. "
    "She said: “The fees stay. They are fair.”\n\n"
    "Norway will impose a levy of 25 percent on $3 million of freight if Denmark refuses.\n"
)


@dataclass(frozen=True, slots=True)
class Reply:
    """A response: status, body (text, or a value for JSON), delay and headers."""

    body: Any
    status: int = 200
    delay: float = 0.0
    headers: Mapping[str, str] = field(default_factory=dict)


type Answer = Reply | Callable[[dict[str, Any]], Reply]


@dataclass(slots=True)
class FakeEndpoint:
    """``answers`` are given one by one, the last one for ever; a function gets the body of the request."""

    url: str
    answers: deque[Answer] = field(default_factory=deque)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def say(self, *answers: Answer) -> None:
        self.answers = deque(answers)

    def next(self, asked: dict[str, Any], headers: dict[str, str]) -> Reply:
        self.asked.append(asked)
        self.headers.append(headers)
        answer = self.answers.popleft() if len(self.answers) > 1 else self.answers[0]
        return answer if isinstance(answer, Reply) else answer(asked)


@contextmanager
def endpoint() -> Iterator[FakeEndpoint]:
    """An endpoint on a free port of this machine, while the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reply = fake.next(asked, {name.lower(): value for name, value in self.headers.items()})
            time.sleep(reply.delay)
            raw = (reply.body if isinstance(reply.body, str) else json.dumps(reply.body)).encode()
            self.send_response(reply.status)
            kind = "text/html" if isinstance(reply.body, str) else "application/json"
            for name, value in {"Content-Type": kind, "Content-Length": str(len(raw)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda request, client_address: None  # type: ignore[method-assign]  # who asked has gone
    fake = FakeEndpoint(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()


def completion(content: object, finish_reason: str = "stop", refusal: str | None = None) -> Reply:
    """A chat completion with this content: text as it is, anything else as JSON."""
    words = content if isinstance(content, str) or content is None else json.dumps(content)
    message = {"role": "assistant", "content": words, "refusal": refusal}
    choice = {"index": 0, "finish_reason": finish_reason, "message": message, "logprobs": None}
    return Reply({"id": "1", "object": "chat.completion", "created": 1, "model": MODEL, "choices": [choice]})


def refusing(status: int, message: str = "no") -> Reply:
    """An error in the form that such endpoints give it; it asks for hardly any pause before the next try."""
    return Reply({"error": {"message": message, "type": "error"}}, status, headers={"retry-after-ms": "1"})


def sentences_in(asked: Mapping[str, Any]) -> dict[int, str]:
    """The numbered sentences that a request holds."""
    lines = asked["messages"][-1]["content"].splitlines()
    parts = (line[1:].partition("] ") for line in lines if line.startswith("["))
    return {int(number): words for number, _, words in parts}


def facts(**headings: list[Any]) -> dict[str, Any]:
    """An answer with the ferry talks' actors, and under each heading what is given."""
    entities = [
        {"id": "n", "name": "Norway", "type": "state", "mentions": [{"sentence": 2, "text": "Norway"}]},
        {"id": "d", "name": "Denmark", "type": "state", "mentions": [{"sentence": 2, "text": "Denmark"}]},
        {
            "id": "h",
            "name": "Ida Holm",
            "type": "person",
            "mentions": [{"sentence": 3, "text": "Ida Holm"}, {"sentence": 4, "text": "She"}],
        },
    ]
    names = ("roles", "affiliations", "leads", "negotiates_with", "statements", "positions", "labels", "actions")
    return {"entities": entities, **{name: [] for name in names}, **headings}


def answering(**headings: list[Any]) -> Reply:
    """A completion with these facts."""
    return completion(facts(**headings))


def ferry_talks(text: str = TEXT) -> Document:
    """The document that the answers are about."""
    return Document(text, "ferry", "memory:ferry")
