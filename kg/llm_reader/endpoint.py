"""Ask a language model behind an OpenAI-compatible endpoint for an object that keeps to a JSON schema."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from kg.errors import (
    AnswerMalformedError,
    AnswerRefusedError,
    AnswerTruncatedError,
    LanguageModelRefusedError,
    LanguageModelUnreachableError,
    ModelClientMissingError,
    RequestRefusedError,
)
from kg.llm_reader.options import Options, key
from kg.model import Document

if TYPE_CHECKING:
    from openai import APIStatusError, OpenAI

__all__ = ["Answer", "Endpoint", "Request", "connect"]

NO_KEY = "none"
"""What is sent in the place of a key where there is none: the client insists on one, local servers do not look."""
ABOUT_THE_FORM = frozenset({400, 422})
"""Statuses with which endpoints refuse a schema, a mode or a parameter that they do not know."""
ABOUT_THE_REQUEST = ABOUT_THE_FORM | {413}
"""Statuses that concern this request; any other failure would meet every document."""
FORMATS = ("json_schema", "json_object", None)
"""What holds the model to JSON, the strictest first; None where nothing but the instruction does."""
AMBIENT_HEADERS = ("OpenAI-Organization", "OpenAI-Project")
"""What the client would add from its own variables, whoever is asked; ``OPENAI_CUSTOM_HEADERS`` may name more."""
LONGEST_DETAIL = 300
THOUGHTS_END = "</think>"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: the ``instruction`` to the model, the ``text`` that it reads, the ``schema`` of the answer."""

    instruction: str
    text: str
    schema: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """The object that came back, and what the endpoint calls the model that has made it, with its version."""

    value: dict[str, Any]
    model: str


@dataclass(frozen=True, slots=True)
class _Form:
    """How an answer is asked for; servers differ in what they know of it."""

    format: str | None = FORMATS[0]
    has_temperature: bool = True

    def arguments(self, request: Request) -> dict[str, Any]:
        instruction = request.instruction
        if self.format != "json_schema":
            # Nothing but these words then says what the answer looks like.
            schema = json.dumps(request.schema)
            instruction += f"\nAnswer with one JSON object and nothing else, by this JSON schema:\n{schema}\n"
        messages = [{"role": "system", "content": instruction}, {"role": "user", "content": request.text}]
        found: dict[str, Any] = {"messages": messages}
        if self.has_temperature:
            found["temperature"] = 0
        if self.format == "json_schema":
            described = {"name": "facts", "strict": True, "schema": request.schema}
            found["response_format"] = {"type": self.format, "json_schema": described}
        elif self.format:
            found["response_format"] = {"type": self.format}
        return found

    def easier(self, complaint: str) -> _Form | None:
        """The next form to try where the endpoint has refused this one; None where none is left."""
        if self.has_temperature and "temperature" in complaint:
            return replace(self, has_temperature=False)
        if self.format is None:
            return None
        return replace(self, format=FORMATS[FORMATS.index(self.format) + 1])


class Endpoint:
    """A connection. Make it with `connect`. It remembers in which form the endpoint takes a request."""

    def __init__(self, client: OpenAI, options: Options) -> None:
        self._client = client
        self._options = options
        self._form = _Form()

    def ask(self, request: Request, document: Document) -> Answer:
        """The model's answer on a piece of ``document``, which errors name.

        Where the endpoint refuses the schema, it is asked in JSON mode, then in plain words. Raises
        `kg.errors.LanguageModelUnreachableError` and `kg.errors.LanguageModelRefusedError` for what would meet every
        document; for this one `kg.errors.RequestRefusedError`, `kg.errors.AnswerRefusedError`,
        `kg.errors.AnswerTruncatedError` and `kg.errors.AnswerMalformedError`.
        """
        import openai

        form = self._form
        while True:
            try:
                completion: Any = self._client.chat.completions.create(
                    model=self._options.model, **form.arguments(request)
                )
            except openai.APIConnectionError as error:
                detail = "no answer in time" if isinstance(error, openai.APITimeoutError) else _cause(error)
                raise LanguageModelUnreachableError(host=self._options.host, detail=detail) from error
            except openai.APIStatusError as error:
                form = self._after(error, form, document)
            except (ValueError, openai.OpenAIError) as error:
                raise AnswerMalformedError(name=document.name, uri=document.uri, detail=_brief(error)) from error
            else:
                self._form = form
                return _answer(completion, self._options.model, document)

    def _after(self, error: APIStatusError, form: _Form, document: Document) -> _Form:
        """The form to try after a refusal; what is to be raised where there is none."""
        key = self._client.api_key
        # Some endpoints repeat the key that they refuse.
        said = _brief(str(error) if key == NO_KEY else str(error).replace(key, "***"))
        host = self._options.host
        if error.status_code not in ABOUT_THE_REQUEST:
            raise LanguageModelRefusedError(host=host, status=error.status_code, detail=said) from error
        easier = form.easier(said) if error.status_code in ABOUT_THE_FORM else None
        if easier is None:
            raise RequestRefusedError(name=document.name, uri=document.uri, host=host, detail=said) from error
        return easier


def connect(options: Options) -> Endpoint:
    """A connection to the endpoint; nothing is sent yet.

    Raises `kg.errors.ModelClientMissingError` where the client is not installed, and what `key` raises.
    """
    try:
        import openai
    except ModuleNotFoundError as error:
        raise ModelClientMissingError() from error
    # A redirect would carry the text to a host that nobody has named; so would a proxy on the way to this machine.
    carrier = openai.DefaultHttpxClient(follow_redirects=False, trust_env=not options.is_local)
    client = openai.OpenAI(
        api_key=key(options) or NO_KEY,
        base_url=options.url,
        timeout=options.timeout,
        max_retries=options.retries,
        http_client=carrier,
        # Typed as strings; to omit a header of the environment is what the client's own type is for.
        default_headers=cast("dict[str, str]", {name: openai.Omit() for name in _ambient_headers()}),
    )
    return Endpoint(client, options)


def _ambient_headers() -> tuple[str, ...]:
    lines = os.environ.get("OPENAI_CUSTOM_HEADERS", "").splitlines()
    return (*AMBIENT_HEADERS, *(line.partition(":")[0].strip() for line in lines if ":" in line))


def _answer(completion: Any, model: str, document: Document) -> Answer:
    named = {"name": document.name, "uri": document.uri}
    choices = getattr(completion, "choices", None)
    if not choices:
        raise AnswerMalformedError(**named, detail="it is no chat completion")
    choice = choices[0]
    message, reason = getattr(choice, "message", None), getattr(choice, "finish_reason", None)
    refusal = getattr(message, "refusal", None)
    if refusal or reason == "content_filter":
        raise AnswerRefusedError(**named, detail=_brief(refusal or "a filter has stopped it"))
    if reason == "length":
        raise AnswerTruncatedError(**named)
    try:
        value = json.loads(_object(getattr(message, "content", None) or ""))
    except json.JSONDecodeError as error:
        raise AnswerMalformedError(**named, detail=f"it is no JSON ({error})") from error
    except RecursionError as error:
        raise AnswerMalformedError(**named, detail="it is nested too deep") from error
    if not isinstance(value, dict):
        raise AnswerMalformedError(**named, detail=f"it is a JSON {type(value).__name__}, not an object")
    return Answer(value, _brief(getattr(completion, "model", None) or model))


def _object(content: str) -> str:
    """The object in an answer that some models wrap in thoughts, fences or courtesies."""
    said = content.rpartition(THOUGHTS_END)[2]
    start, end = said.find("{"), said.rfind("}")
    return said[start : end + 1] if 0 <= start < end else said


def _cause(error: Exception) -> str:
    return _brief(error.__cause__ or error)


def _brief(detail: object) -> str:
    words = " ".join(str(detail).split())
    return words if len(words) <= LONGEST_DETAIL else words[: LONGEST_DETAIL - 1] + "…"
