"""Requests to the model: the instruction and the schema, which are data files, and the text to read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.llm_reader.endpoint import Request
from kg.llm_reader.text import Portion
from kg.model import Actor

__all__ = ["digest", "instruction", "request", "schema"]

HERE = Path(__file__).parent


@cache
def instruction() -> str:
    """The instruction, ``prompt.md``."""
    return (HERE / "prompt.md").read_text(encoding="utf-8")


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of the answer, ``answer.schema.json``."""
    content: dict[str, Any] = json.loads((HERE / "answer.schema.json").read_text(encoding="utf-8"))
    return content


@cache
def digest() -> str:
    """A hash of instruction and schema in eight hexadecimal digits, part of the reader's version."""
    words = instruction() + json.dumps(schema())
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def request(portion: Portion, actors: Sequence[Actor]) -> Request:
    """The request for the facts of a portion; ``actors`` are those of earlier portions."""
    document = portion.text.document
    head = {"Title": document.title, "Date": document.when, "Source": document.source}
    lines = [f"{name}: {value}" for name, value in head.items() if value]
    if actors:
        lines += ["", "Actors so far:", *(f"{a.id}: {a.name} ({a.type})" for a in actors)]
    return Request(instruction(), "\n".join([*lines, "", portion.numbered()]).strip(), schema())
