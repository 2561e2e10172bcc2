"""An HTTP server on the loopback that gives prescribed answers, whatever it is asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

__all__ = ["Answer", "Asked", "ScriptedService", "rows_answer"]

JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Asked:
    """A request as it came: its path with the query, its headers in lower case, its body."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: str = '{"head": {}, "boolean": true}'
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": JSON})


def rows_answer(body: str) -> Answer:
    return Answer(body=body)


class ScriptedService:
    """Gives ``answers`` one after the other, and the last one ever after; a function among them makes its answer."""

    def __init__(self, *answers: Answer | Callable[[Asked], Answer]) -> None:
        self.asked: list[Asked] = []
        self._answers = list(answers) or [Answer()]
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def __getattr__(self, name: str) -> Callable[[], None]:
                if name.startswith("do_"):
                    return self._answer
                raise AttributeError(name)

            def _answer(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.command, self.path, headers, self.rfile.read(length).decode())
                service.asked.append(asked)
                answer = service._answers.pop(0) if len(service._answers) > 1 else service._answers[0]
                made = answer if isinstance(answer, Answer) else answer(asked)
                content = made.body.encode()
                self.send_response(made.status)
                for name, value in made.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                """Print nothing: the requests are in ``asked``."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/sparql"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
