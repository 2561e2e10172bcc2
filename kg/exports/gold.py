"""Write documents that people have reviewed as gold: a text and its facts, for ``kg evaluate`` and for training."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, Final

from kg.exports import write_documents
from kg.facts_format import to_json
from kg.model import HEADINGS, Document, Facts, Granularity, ResolvedDocument
from kg.stores.protocol import Batch
from kg.whole_file import write_whole

__all__ = ["gold_sheet", "write_gold_folder"]

UNKNOWN_LICENCE: Final = "(c) its publisher, internal scoring only"
"""The licence of a document whose metadata names none: it serves for scoring, not for training what is published."""


def write_gold_folder(batches: Iterable[Batch], folder: Path, documents: Collection[str]) -> int:
    """Write the documents of these ids into a folder, as ``NAME.txt`` and ``NAME.yaml``, and return how many.

    Raises `OutputError`.
    """
    import yaml

    def write(name: str, resolved: ResolvedDocument) -> None:
        sheet = gold_sheet(resolved.document, resolved.facts)
        write_whole(folder / f"{name}.txt", resolved.document.text)
        write_whole(folder / f"{name}.yaml", yaml.safe_dump(sheet, allow_unicode=True, sort_keys=False, width=110))

    wanted = (each for batch in batches for each in batch.written if each.document.id in documents)
    return write_documents(wanted, folder, write)


def gold_sheet(document: Document, facts: Facts) -> dict[str, Any]:
    """The facts of a document in the form of the annotation guide: words in place of spans, without rules and
    confidences."""
    json_facts = to_json(document, facts)
    sheet: dict[str, Any] = {
        "document": document.name,
        "date": document.date if document.granularity is Granularity.DAY else str(document.when),
        "genre": document.genre.value if document.genre else "news",
        "licence": document.metadata.get("licence", UNKNOWN_LICENCE),
        "entities": {id_: _entity(entity) for id_, entity in json_facts["entities"].items()},
    }
    return sheet | {each.key: [_words_only(fact) for fact in json_facts[each.key]] for each in HEADINGS.values()}


def _entity(entity: dict[str, Any]) -> dict[str, Any]:
    return {name: entity[name] for name in ("name", "type", "aliases")}


def _words_only(fact: dict[str, Any]) -> dict[str, Any]:
    words = {name: value["text"] if _is_passage(value) else value for name, value in fact.items() if name != "matter"}
    usual = {"granularity": "day"}
    return {name: value for name, value in words.items() if value not in (None, [], usual.get(name))}


def _is_passage(value: object) -> bool:
    return isinstance(value, dict) and "text" in value
