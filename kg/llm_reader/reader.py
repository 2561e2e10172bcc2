"""Read documents by asking a language model, and keep what the documents bear out."""

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
from kg.lists import digest as of_lists
from kg.llm_reader.assembly import assemble
from kg.llm_reader.cast import Cast
from kg.llm_reader.endpoint import Answer, Endpoint, connect
from kg.llm_reader.fact import MAKERS, Found
from kg.llm_reader.item import Item
from kg.llm_reader.options import Options
from kg.llm_reader.prompt import digest, request
from kg.llm_reader.text import Portion, Text, portions, split
from kg.model import Document
from kg.processes.version import own_version

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["CONFIDENCE", "LlmReader", "load", "starting", "version"]

CONFIDENCE = 0.7
"""The confidence of every fact of this reader: above `kg.extract.STORED`, and no measurement. What a model says of its
own sureness tells little, and each is right in another share of cases (`kg evaluate --predicted` shows it)."""


def version(options: Options) -> str:
    """The reader's name and version, without a connection: two readings under one version count as the same.

    >>> version(Options("qwen3-8b", "http://localhost:8080/v1")).partition(" with ")[2].split()[0]
    'qwen3-8b'
    """
    lists = f" lists {of_lists(options.lists)}" if options.lists else ""
    return f"kg {own_version()} with {options.model} prompt {digest()}{lists}"


@dataclass(frozen=True)
class LlmReader:
    """A loaded sentence splitter and a connection. Make it with `load`."""

    nlp: Language = field(repr=False)
    endpoint: Endpoint = field(repr=False)
    options: Options
    version: str

    def read(self, document: Document) -> Reading:
        """Read one document: its text is sent to the endpoint.

        Raises `kg.errors.UnreadableTextError` when there are no words in it, and what `Endpoint.ask` raises.
        """
        return self._read(split(document, self.nlp))

    def read_many(self, documents: Iterable[Document], workers: int | None = None) -> Iterator[Reading | DocumentError]:
        """Read documents, so many at once (``workers``: None for four), in the order given.

        A document that cannot be read comes out as a `DocumentError`. Raises what concerns all of them:
        `kg.errors.LanguageModelUnreachableError`, `kg.errors.LanguageModelRefusedError`.
        """
        count = workers or 4
        waiting = iter(documents)
        window: deque[Future[Reading] | DocumentError] = deque()
        pool = ThreadPoolExecutor(count)
        try:
            for document in islice(waiting, 2 * count):
                window.append(self._begin(pool, document))
            while window:
                yield _outcome(window.popleft())
                for document in islice(waiting, 1):
                    window.append(self._begin(pool, document))
        finally:
            # What is under way need not be waited for: nobody wants it any more.
            pool.shutdown(wait=False, cancel_futures=True)

    def _begin(self, pool: ThreadPoolExecutor, document: Document) -> Future[Reading] | DocumentError:
        # The sentences are found here, one document after the other: a spaCy pipeline is not made for threads.
        try:
            return pool.submit(self._read, split(document, self.nlp))
        except DocumentError as error:
            return error

    def _read(self, text: Text) -> Reading:
        cast, found = Cast(), Found()
        for portion in portions(text, self.options.portion):
            self._take(portion, cast, found)
        facts = by_lists(assemble(cast, found), text.document.text, self.options.lists)
        return Reading(text.document, facts, text.sentences, self.version, dict(found.dropped))

    def _take(self, portion: Portion, cast: Cast, found: Found) -> None:
        """Ask for the facts of a portion; where the answer is too long, for those of each half."""
        document = portion.text.document
        try:
            answer = self.endpoint.ask(request(portion, cast.listed()), document)
        except AnswerTruncatedError:
            halves = portion.halves()
            if len(halves) < 2:
                raise
            for half in halves:
                self._take(half, cast, found)
            return
        item = Item({}, portion, rule=f"llm.{answer.model}", confidence=CONFIDENCE)
        actors = cast.admit((replace(item, value=e) for e in _listed(answer, "entities", document)), found.dropped)
        for heading in MAKERS:
            for each in _listed(answer, heading, document):
                found.take(heading, replace(item, value=each, actors=actors))


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
    """What loads such a reader in each process of a pool."""
    return partial(_start, options)


def _start(options: Options) -> Callable[[Document], Reading]:
    return load(options).read


def _outcome(begun: Future[Reading] | DocumentError) -> Reading | DocumentError:
    if isinstance(begun, DocumentError):
        return begun
    try:
        return begun.result()
    except DocumentError as error:
        return error


def _listed(answer: Answer, heading: str, document: Document) -> list[Any]:
    """What the answer has under a heading; nothing where it leaves it out, as models without a schema do."""
    found = answer.value.get(heading)
    if found is None:
        return []
    if not isinstance(found, list):
        detail = f"{heading} is a JSON {type(found).__name__}, not an array"
        raise AnswerMalformedError(name=document.name, uri=document.uri, detail=detail)
    return found
