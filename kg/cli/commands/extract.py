"""`kg extract`: the facts of documents, in the facts format, without a graph."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import unquote, urlsplit

import typer

from kg.cli import options as o
from kg.cli import reader_options as r
from kg.cli.loading_options import LoadingOptions, WorkOptions, loader_options
from kg.cli.messages import report, say
from kg.errors import DocumentError
from kg.model import Genre
from kg.settings import READERS, proposer_of
from kg.whole_file import made_folder, write_whole

if TYPE_CHECKING:
    from kg.model import Document

__all__ = ["extract", "stem"]

FolderOption = Annotated[Path | None, typer.Option("--out", help="Write STEM.json of each document into this folder.")]
_UNSAFE = re.compile(r"[/\\\x00-\x1f]+")


def extract(
    paths: o.PathsArgument,
    *,
    out: FolderOption = None,
    work: WorkOptions,
    model: o.ModelOption = None,
    loading: LoadingOptions,
    reader: r.ReaderOptions,
) -> None:
    """Print the facts of documents as JSON, without a graph.

    The format is described by schemas/facts.schema.json: one JSON object for one document, JSON Lines for several.
    Documents that cannot be read are reported and skipped, and the exit status is 1.
    """
    from kg import ingesting
    from kg.extract import Options
    from kg.facts_format import to_json

    from_loaders = loader_options(loading)
    reading = r.llm_options(reader, model) or Options(model=model, proposer=proposer_of(reader.reader or READERS[0]))
    ingest_options = ingesting.Options(work.workers, work.patience, work.bytes_of_memory, from_loaders, reading)
    refused_count = 0
    dropped: Counter[str] = Counter()
    bulletins: list[str] = []

    def facts() -> Iterator[tuple[Document, dict[str, Any]]]:
        nonlocal refused_count
        for result in ingesting.find_facts(paths, ingest_options, stdin=sys.stdin.buffer):
            if isinstance(result, DocumentError):
                refused_count += 1
                report(result)
            else:
                dropped.update(result.dropped)
                bulletins.extend([result.document.name] if result.recognized is Genre.BULLETIN else [])
                yield result.document, to_json(result.document, result.facts)

    if out is None:
        _print(facts())
    else:
        _write(facts(), out)
    r.say_dropped(dropped)
    r.say_read_as_bulletins(bulletins)
    if refused_count:
        raise typer.Exit(1)


def stem(document: Document) -> str:
    """The stem of the output file: that of the document's file, or the document's name if the file holds several.

    >>> from kg.model import Document
    >>> stem(Document("", "Talks", "file:///news/talks-2018.txt")), stem(Document("", "a/b", "file:///a.jsonl#7"))
    ('talks-2018', 'a-b')
    """
    parts = urlsplit(document.uri)
    if parts.scheme == "file" and not parts.fragment:
        return PurePosixPath(unquote(parts.path)).stem
    return _UNSAFE.sub("-", document.name).strip(". ") or document.id


def _print(facts: Iterator[tuple[Document, dict[str, Any]]]) -> None:
    first = next(facts, None)
    second = next(facts, None) if first else None
    if first and second is None:
        sys.stdout.write(json.dumps(first[1], ensure_ascii=False, indent=2) + "\n")
    for item in (first, second) if first and second else ():
        sys.stdout.write(json.dumps(item[1], ensure_ascii=False) + "\n")
    for _, content in facts:
        sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")


def _write(facts: Iterator[tuple[Document, dict[str, Any]]], folder: Path) -> None:
    with made_folder(folder):
        pass  # only errors of making the folder are the folder's, not those of reading documents
    written_names: set[str] = set()
    for document, content in facts:
        name = stem(document)
        if name in written_names:
            # Two files of the same name in different folders: neither may overwrite the other.
            name = f"{name}-{document.id}"
            say(f"{document.uri} is written to {name}.json: another document is in {stem(document)}.json")
        written_names.add(name)
        write_whole(folder / f"{name}.json", json.dumps(content, ensure_ascii=False, indent=2) + "\n")
