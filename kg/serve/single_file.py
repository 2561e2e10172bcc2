"""The portable page: the explorer of a graph in one self-contained file."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

__all__ = ["PAGE", "Block", "write_page"]

PAGE: Final = Path(__file__).resolve().parent / "page"
"""The folder of the page that esbuild builds from `explorer/`."""


@dataclass(frozen=True, slots=True)
class Block:
    """A JSON object that the page reads under this ``name``."""

    name: str
    content: Any


def write_page(blocks: Iterator[Block], quads: bytes, title: str, output: IO[bytes]) -> None:
    """Write the page with these blocks of data, and the graph as N-Quads with an engine that answers SPARQL.

    Text from documents is either in blocks of JSON, escaped so that it cannot end a block or begin another one, or
    compressed. The page may run only its own script, identified by its digest, and the workers that this starts.
    """
    styles = (PAGE / "explorer.css").read_text(encoding="utf-8")
    script = (PAGE / "explorer.js").read_text(encoding="utf-8")
    for line in _head(title, _policy(_inert(script))):
        output.write(line.encode())
    output.write(f"<style>{styles}</style>\n</head>\n<body>\n".encode())
    licences = (PAGE / "licences.txt").read_text(encoding="utf-8")
    output.write(f'<script type="text/plain" id="licences">{_inert(licences)}</script>\n'.encode())
    for worker in ("layout", "sparql"):
        text = (PAGE / f"{worker}.js").read_text(encoding="utf-8")
        output.write(f'<script type="text/plain" id="worker:{worker}">{_inert(text)}</script>\n'.encode())
    for name, content in (("engine", (PAGE / "oxigraph.wasm").read_bytes()), ("graph", quads)):
        output.write(f'<script type="text/plain" id="packed:{name}">'.encode())
        output.write(base64.b64encode(gzip.compress(content, mtime=0)))
        output.write(b"</script>\n")
    for block in blocks:
        name = html.escape(f"data:{block.name}", quote=True)
        output.write(f'<script type="application/json" id="{name}">'.encode())
        output.write(_json(block.content))
        output.write(b"</script>\n")
    output.write(f"<script>{_inert(script)}</script>\n</body>\n</html>\n".encode())


def _head(title: str, policy: str) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy, quote=True)}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n<link rel="icon" href="data:,">\n'
    yield f"<title>{html.escape(title)}</title>\n"


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    rules: Mapping[str, str] = {
        "default-src": "'none'",
        "script-src": f"'sha256-{digest}' 'wasm-unsafe-eval'",
        "style-src": "'unsafe-inline'",
        "img-src": "data: blob:",
        "worker-src": "blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _inert(script: str) -> str:
    """A script in which nothing can end the element that holds it."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _json(content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text.encode()
