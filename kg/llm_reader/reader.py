"""Reads documents by asking a language model, and keeps only what is found in the documents."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.errors import AnswerMalformedError, AnswerTruncatedError, DocumentError
from kg.extract import Reading
from kg.extract.candidates.listed_facts import by_lists
from kg.extract.stages import register_layout
from kg.extract.text import language_model
from kg.lists import digest as digest_of_lists
from kg.llm_reader.answer_item import AnswerItem
from kg.llm_reader.assembly import assemble
from kg.llm_reader.document_actors import DocumentActors
from kg.llm_reader.endpoint import Answer, Endpoint, connect
from kg.llm_reader.fact import MAKERS, CollectedFacts
from kg.llm_reader.options import Options
from kg.llm_reader.prompt import digest, request
from kg.llm_reader.text import Portion, Text, portions, split
from kg.model import Document
from kg.processes.version import own_version

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["CONFIDENCE", "LlmReader", "load", "starting", "version"]

CONFIDENCE = 0.7
"""The confidence of every fact of this reader: above `kg.extract.STORED`, but not measured. A model's own estimate says
little, and how often facts are right depends on the model (`kg evaluate --predicted` measures it)."""


def version(options: Options) -> str:
    """The reader's name and version, computed without a connection: readings with the same version count as equal.

    >>> version(Options("qwen3-8b", "http://localhost:8080/v1")).partition(" with ")[2].split()[0]
    'qwen3-8b'
    """
    lists = f" lists {digest_of_lists(options.lists)}" if options.lists else ""
    return f"kg {own_version()} with {options.model} prompt {digest()}{lists}"


@dataclass(frozen=True)
class LlmReader:
    """A loaded sentence splitter and a connection; made by `load`."""

    nlp: Language = field(repr=False)
    endpoint: Endpoint = field(repr=False)
    options: Options
    version: str

    def read(self, document: Document) -> Reading:
        """Read one document: its text is sent to the endpoint.

        Raises `kg.errors.UnreadableTextError` if there are no words in it, and what `Endpoint.ask` raises.
        """
        return self._read(split(document, self.nlp))

    def read_many(self, documents: Iterable[Document], workers: int | None = None) -> Iterator[Reading | DocumentError]:
        """Read documents, ``workers`` (default: four) of them at a time; results in the order of the documents.

        A document that cannot be read gives a `DocumentError`. Raises errors that affect all of them:
        `kg.errors.LanguageModelUnreachableError`, `kg.errors.LanguageModelRefusedError`.
        """
        count = workers or 4
        remaining = iter(documents)
        window: deque[Future[Reading] | DocumentError] = deque()
        pool = ThreadPoolExecutor(count)
        try:
            for document in islice(remaining, 2 * count):
                window.append(self._start_reading(pool, document))
            while window:
                yield _outcome(window.popleft())
                for document in islice(remaining, 1):
                    window.append(self._start_reading(pool, document))
        finally:
            # Requests in progress are abandoned, since the caller takes no more results.
            pool.shutdown(wait=False, cancel_futures=True)

    def _start_reading(self, pool: ThreadPoolExecutor, document: Document) -> Future[Reading] | DocumentError:
        # Sentences are split here, one document after the other, since a spaCy pipeline is not thread-safe.
        try:
            return pool.submit(self._read, split(document, self.nlp))
        except DocumentError as error:
            return error

    def _read(self, text: Text) -> Reading:
        document_actors, collected = DocumentActors(), CollectedFacts()
        for portion in portions(text, self.options.portion):
            self._read_portion(portion, document_actors, collected)
        facts = by_lists(assemble(document_actors, collected), text.document, self.options.lists)
        return Reading(text.document, facts, text.sentences, self.version, dict(collected.dropped))

    def _read_portion(self, portion: Portion, document_actors: DocumentActors, collected: CollectedFacts) -> None:
        """Ask for the facts of a portion, or of each half if the answer is too long."""
        document = portion.text.document
        try:
            answer = self.endpoint.ask(request(portion, document_actors.listed()), document)
        except AnswerTruncatedError:
            halves = portion.halves()
            if len(halves) < 2:
                raise
            for half in halves:
                self._read_portion(half, document_actors, collected)
            return
        item = AnswerItem({}, portion, rule=f"llm.{answer.model}", confidence=CONFIDENCE)
        actors = document_actors.admit(
            (replace(item, value=e) for e in _list_under(answer, "entities", document)), collected.dropped
        )
        for heading in MAKERS:
            for value in _list_under(answer, heading, document):
                collected.take(heading, replace(item, value=value, actors=actors))


def load(options: Options) -> LlmReader:
    """A reader with these options. It loads the sentence splitter (about a second) and sends nothing yet.

    Raises `kg.errors.ModelClientMissingError`, `kg.errors.KeyFileError`, `kg.errors.ModelSettingError` and
    `kg.errors.ModelMissingError`.
    """
    from kg.extract.text import parsing

    endpoint = connect(options)
    nlp = language_model.load(language_model.find(options.parser))
    parsing.set_up_tokenizer(nlp)
    register_layout()
    nlp.add_pipe("kg_layout", first=True)
    return LlmReader(nlp, endpoint, options, version(options))


def starting(options: Options) -> Callable[[], Callable[[Document], Reading]]:
    """A picklable function that loads such a reader in each process of a pool and returns its `LlmReader.read`."""
    return partial(_start, options)


def _start(options: Options) -> Callable[[Document], Reading]:
    return load(options).read


def _outcome(future_or_error: Future[Reading] | DocumentError) -> Reading | DocumentError:
    if isinstance(future_or_error, DocumentError):
        return future_or_error
    try:
        return future_or_error.result()
    except DocumentError as error:
        return error


def _list_under(answer: Answer, heading: str, document: Document) -> list[Any]:
    """The list under a heading of the answer; empty if it is missing, as with models that do not enforce a schema."""
    value = answer.value.get(heading)
    if value is None:
        return []
    if not isinstance(value, list):
        detail = f"{heading} is a JSON {type(value).__name__}, not an array"
        raise AnswerMalformedError(name=document.name, uri=document.uri, detail=detail)
    return value
