"""Read documents: the language model, then the project's own components in a fixed order."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UnreadableTextError
from kg.errors.checking import check_number
from kg.extract.candidates.filter import Adjustment
from kg.extract.candidates.filter import digest as digest_of_filter
from kg.extract.proposer.description import version_of
from kg.extract.stages import COMPONENTS
from kg.extract.text import language_model
from kg.lists import OwnList, digest
from kg.model import Document, Facts, Genre
from kg.processes.version import own_version
from kg.vocabulary import data_folder

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["STORED", "Options", "Reader", "Reading", "digest_of_rules", "load", "version"]

_SUFFIXES_OF_RULES = {".py", ".csv", ".toml", ".json", ".txt"}
STORED = 0.65
"""The confidence from which facts go into a graph unless told otherwise: four in five are right."""


@dataclass(frozen=True, slots=True)
class Options:
    """``model``: a language model's package or folder, None for the bundled one. ``threshold``: confidence under which
    a fact is not kept, None for the shipped one. ``proposer``: the network that proposes positions besides the rules,
    None for the rules alone; ``small`` ships, ``careful`` is better, slow, and needs more packages. ``lists``: a
    project's own actors and issues. ``adjustments``: what the filter and the reranker learned from its judgements."""

    model: str | None = None
    threshold: float | None = None
    proposer: str | None = "small"
    lists: tuple[OwnList, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one document. ``sentences`` are spans in the document's text; ``version`` names the reader.

    ``dropped`` counts, by reason, the claims of a language model that the document does not support; the rules make
    none. ``recognized`` is the genre as which a document without one was read, since it is written so.
    """

    document: Document
    facts: Facts
    sentences: tuple[tuple[int, int], ...]
    version: str
    dropped: Mapping[str, int] = field(default_factory=dict)
    recognized: Genre | None = None


def version(options: Options = Options()) -> str:
    """The reader's name and version, without loading it: the same version reads a document the same. It holds for a
    change of a rule, a word list, the gazetteer or the issues as well.

    Raises `kg.errors.ModelMissingError` when the model is not installed, and `kg.errors.BaseModelMissingError` when
    the model that a proposer is based on is not. Raises `kg.errors.ParameterValueError` for an impossible threshold.
    """
    check_number("threshold", options.threshold, "a number from 0 to 1", 0, 1)
    model = language_model.find(options.model)
    threshold = "" if options.threshold is None else f" threshold {options.threshold:g}"
    proposer = "" if options.proposer is None else f" {options.proposer} {version_of(options.proposer)}"
    lists = f" lists {digest(options.lists)}" if options.lists else ""
    adjustments = f" taught {digest_of_filter(options.adjustments)}" if options.adjustments else ""
    rules = f"{own_version()}+{digest_of_rules()}"
    return f"kg {rules} {model.name} {model.version}{proposer}{lists}{adjustments}{threshold}"


@cache
def digest_of_rules(code: Path = Path(__file__).parent, schemas: Path | None = None) -> str:
    """The checksum of the reader's ``code`` with its lists and the descriptions of its weights, and of the actors and
    issues in ``schemas`` (None: those that ship): eight digits."""
    schemas = schemas or data_folder("schemas")
    files = [path for path in code.rglob("*") if path.suffix in _SUFFIXES_OF_RULES]
    total = 0
    for path in (*sorted(files), *sorted(schemas.glob("actors/*.csv")), *schemas.glob("issues.ttl")):
        total = zlib.crc32(path.read_bytes(), zlib.crc32(path.name.encode(), total))
    return f"{total:08x}"


@dataclass(frozen=True)
class Reader:
    """A loaded pipeline. Make it with `load`."""

    nlp: Language = field(repr=False)
    options: Options
    version: str

    def keeping(self, threshold: float) -> Reader:
        """The same reader with another threshold."""
        options = replace(self.options, threshold=threshold)
        return Reader(self.nlp, options, version(options))

    def read(self, document: Document) -> Reading:
        """Read one document.

        Raises `kg.errors.UnreadableTextError` when there are no words in it.
        """
        from kg.extract.actors.genre import GENRE
        from kg.extract.candidates.facts import FACTS
        from kg.extract.text.superfluous_characters import in_original

        doc = self.parse(document)
        sentences = tuple(in_original(doc, s.start_char, s.end_char) for s in doc.sents if s.text.strip())
        recognized = GENRE(doc) if document.genre is None else None
        return Reading(document, FACTS(doc), sentences, self.version, recognized=recognized)

    def parse(self, document: Document) -> Doc:
        """The document as spaCy's Doc, with everything that the components found in its extension attributes.

        Its offsets are those of the text without its superfluous characters
        (`kg.extract.text.superfluous_characters.in_original` gives those of the document).
        """
        from kg.extract.candidates.decisions import ADJUSTMENTS, THRESHOLD
        from kg.extract.candidates.facts import LIKELIHOODS
        from kg.extract.text.own_lists import LISTS
        from kg.extract.text.parsing import parse
        from kg.extract.text.superfluous_characters import note_document, reduced

        if not any(c.isalnum() for c in document.text):
            raise UnreadableTextError(name=document.name, uri=document.uri)
        reduced_text = reduced(document.text)
        doc = parse(self.nlp, document.text if reduced_text is None else reduced_text.text, COMPONENTS)
        note_document(doc, document, reduced_text)
        THRESHOLD.put(doc, self.options.threshold)
        LISTS.put(doc, self.options.lists)
        adjustments = (each for each in self.options.adjustments if each.proposer in ("", self.options.proposer))
        ADJUSTMENTS.put(doc, tuple(adjustments))
        if self.options.proposer is not None:
            from kg.extract.proposer.proposer import PROPOSER
            from kg.extract.proposer.weights import issues_by, load_proposer

            PROPOSER.put(doc, partial(load_proposer, self.options.proposer))
            LIKELIHOODS.put(doc, issues_by(self.options.proposer))
        for name, component in self.nlp.pipeline:
            if name in COMPONENTS:
                doc = component(doc)
        return doc


def load(options: Options = Options()) -> Reader:
    """Load the pipeline (about two seconds).

    Raises what `version` raises.
    """
    from kg.extract import stages
    from kg.extract.text import attributes, lemmas, parsing

    version_name = version(options)  # it checks the options before anything takes time
    nlp = language_model.load(language_model.find(options.model))
    stages.register()
    parsing.set_up_tokenizer(nlp)
    attributes.replace_ruler(nlp)
    lemmas.replace_lemmatizer(nlp)
    nlp.add_pipe("kg_layout", first=True)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return Reader(nlp, options, version_name)
