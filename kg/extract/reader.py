"""Read documents: the language model, then the project's own components in a fixed order."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.errors import UnreadableTextError
from kg.extract import language_model
from kg.model import Document, Facts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["COMPONENTS", "STORED", "Options", "Reader", "Reading", "chunks", "load", "version"]

COMPONENTS: tuple[str, ...] = (
    "kg_mentions",
    "kg_actors",
    "kg_roles",
    "kg_leads",
    "kg_negotiations",
    "kg_statements",
    "kg_positions",
    "kg_labels",
    "kg_actions",
    "kg_affiliations",
    "kg_facts",
)
"""The names under which the components are registered with spaCy, in the order in which they run after the parser."""

STORED = 0.6
"""The confidence from which facts go into a graph unless told otherwise: about three of four of them are right."""

CHUNK = 100_000
"""Code points that are parsed at once: the parser's memory grows with them."""


@dataclass(frozen=True, slots=True)
class Options:
    """``model``: a language model's package or folder, None for the bundled one. ``threshold``: confidence under which
    a fact is not kept, None for the shipped one."""

    model: str | None = None
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one document. ``sentences`` are spans in the document's text; ``version`` names the reader.

    ``dropped`` counts, by reason, what a language model has said and the document does not bear out; the rules drop
    nothing in this way.
    """

    document: Document
    facts: Facts
    sentences: tuple[tuple[int, int], ...]
    version: str
    dropped: Mapping[str, int] = field(default_factory=dict)


def version(options: Options = Options()) -> str:
    """The reader's name and version, without loading it: two readings under one version are the same.

    Raises `kg.errors.ModelMissingError` when the model is not installed.
    """
    place = language_model.find(options.model)
    own = importlib.metadata.version("negotiation-kg")
    threshold = "" if options.threshold is None else f" threshold {options.threshold:g}"
    return f"kg {own} {place.name} {place.version}{threshold}"


@dataclass(frozen=True)
class Reader:
    """A loaded pipeline. Make it with `load`."""

    nlp: Language = field(repr=False)
    options: Options
    version: str

    def read(self, document: Document) -> Reading:
        """Read one document.

        Raises `kg.errors.UnreadableTextError` when there are no words in it.
        """
        doc = self.parse(document)
        sentences = tuple((s.start_char, s.end_char) for s in doc.sents if s.text.strip())
        return Reading(document, doc._.facts, sentences, self.version)

    def parse(self, document: Document) -> Doc:
        """The document as spaCy's Doc, with everything that the components found in its extension attributes."""

        from kg.extract.layout import flatten

        if not any(c.isalnum() for c in document.text):
            raise UnreadableTextError(name=document.name, uri=document.uri)
        flat = flatten(document.text)
        own = set(COMPONENTS)
        with self.nlp.select_pipes(disable=[n for n in self.nlp.pipe_names if n in own]):
            docs = list(self.nlp.pipe((self.nlp.make_doc(part) for part in chunks(flat)), batch_size=8))
        doc = docs[0] if len(docs) == 1 else _joined(docs)
        doc._.document = document
        doc._.threshold = self.options.threshold
        for name, component in self.nlp.pipeline:
            if name in own:
                doc = component(doc)
        return doc


def load(options: Options = Options()) -> Reader:
    """Load the pipeline (about two seconds).

    Raises `kg.errors.ModelMissingError` when the model is not installed.
    """
    from kg.extract import components

    nlp = language_model.load(language_model.find(options.model))
    components.register()
    nlp.add_pipe("kg_layout", first=True)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return Reader(nlp, options, version(options))


def _joined(docs: Sequence[Doc]) -> Doc:
    from spacy.tokens import Doc

    whole = Doc.from_docs(list(docs), ensure_whitespace=False, exclude=["user_data"])  # type: ignore[call-arg]
    assert whole is not None  # typed as if the list could be empty
    found, before = [], 0
    for doc in docs:
        found += [replace(block, start=block.start + before, end=block.end + before) for block in doc._.blocks]
        before += len(doc.text)
    whole._.blocks = tuple(found)
    return whole


def chunks(text: str) -> Iterator[str]:
    """The text in the pieces that are parsed at once, cut at the ends of lines where there are any."""
    start = 0
    while len(text) - start > CHUNK:
        end = text.rfind("\n", start, start + CHUNK) + 1 or text.rfind(" ", start, start + CHUNK) + 1 or start + CHUNK
        yield text[start : max(end, start + 1)]
        start = max(end, start + 1)
    yield text[start:]
