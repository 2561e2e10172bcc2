"""Parse each text once: the language model's output is cached in ``.work/parses``; the project's own components are run
again each time."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.extract.reader import Reader
from kg.extract.stages import COMPONENTS
from kg.extract.text import attributes, layout, lemmas, margins, parsing, superfluous_characters
from kg.extract.text.layout import BLOCKS
from kg.extract.text.parsing import parse
from kg.extract.text.superfluous_characters import note_document, reduced
from kg.extract.words import lexicon
from kg.model import Document
from training.places import ROOT

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["CACHE", "parsed", "run_components"]

type Component = Callable[[Doc], Doc]

CACHE = ROOT / ".work" / "parses"
RULES = (attributes, layout, lemmas, margins, parsing, superfluous_characters)
"""The project's own code that a cached parse depends on; it also depends on the titles, whose abbreviations the
tokenizer keeps whole."""
_ATTRIBUTES = ("ORTH", "LEMMA", "TAG", "POS", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE", "SENT_START", "MORPH")


def parsed(reader: Reader, document: Document, cache: Path | None = CACHE) -> Doc:
    """The document as parsed, before any of the project's own components has run.

    A cached parse is used only for the same text, language model and rules. ``cache`` None: nothing is cached.
    """
    from spacy.tokens import DocBin

    reduction = reduced(document.text)
    text = document.text if reduction is None else reduction.text
    path = cache / f"{_key(reader, document)}.spacy" if cache is not None else None
    if path is not None and path.exists():
        doc = next(iter(DocBin().from_bytes(path.read_bytes()).get_docs(reader.nlp.vocab)))
        BLOCKS.put(doc, layout.blocks(layout.with_plain_quotes(text)))
    else:
        doc = parse(reader.nlp, text, COMPONENTS)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(DocBin(attrs=_ATTRIBUTES, docs=[doc], store_user_data=False).to_bytes())
    note_document(doc, document, reduction)
    return doc


def run_components(reader: Reader, doc: Doc, instead: Mapping[str, Component] = MappingProxyType({})) -> Doc:
    """The document with every candidate proposed and none chosen yet; ``instead``: by name, components that replace
    others."""
    for name, component in reader.nlp.pipeline:
        if name in COMPONENTS and name != "kg_facts":
            doc = instead.get(name, component)(doc)
    return doc


def _key(reader: Reader, document: Document) -> str:
    rules = "".join((*map(inspect.getsource, RULES), *(row["title"] for row in lexicon.rows("actors/titles"))))
    parts = (layout.flatten(document.text).encode("utf-8", "surrogatepass"), reader.version.encode(), rules.encode())
    return hashlib.sha256(b"\x1f".join(parts)).hexdigest()[:24]
