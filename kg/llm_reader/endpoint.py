"""Asks a language model behind an OpenAI-compatible endpoint for a JSON object that conforms to a schema."""

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
"""Sent in place of a missing key: the client requires one, and local servers ignore it."""
FORM_STATUSES = frozenset({400, 422})
"""Statuses with which endpoints refuse an unknown schema, mode or parameter."""
REQUEST_STATUSES = FORM_STATUSES | {413}
"""Statuses that concern a single request; any other failure would affect every document."""
FORMATS = ("json_schema", "json_object", None)
"""Response formats, the strictest first; with None only the instruction asks for JSON."""
AMBIENT_HEADERS = ("OpenAI-Organization", "OpenAI-Project")
"""Headers that the client would add from its environment for any endpoint; ``OPENAI_CUSTOM_HEADERS`` may name more."""
LONGEST_DETAIL = 300
THOUGHTS_END = "</think>"


@dataclass(frozen=True, slots=True)
class Request:
    """A request: the ``instruction`` for the model, the ``text`` to read, the ``schema`` of the answer."""

    instruction: str
    text: str
    schema: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """The object in the answer, and the endpoint's name for the model, with its version."""

    value: dict[str, Any]
    model: str


@dataclass(frozen=True, slots=True)
class _Form:
    """The form of a request: servers differ in what they support."""

    format: str | None = FORMATS[0]
    has_temperature: bool = True

    def arguments(self, request: Request) -> dict[str, Any]:
        instruction = request.instruction
        if self.format != "json_schema":
            # Then only the instruction describes the form of the answer.
            schema = json.dumps(request.schema)
            instruction += f"\nAnswer with one JSON object and nothing else, by this JSON schema:\n{schema}\n"
        messages = [{"role": "system", "content": instruction}, {"role": "user", "content": request.text}]
        arguments: dict[str, Any] = {"messages": messages}
        if self.has_temperature:
            arguments["temperature"] = 0
        if self.format == "json_schema":
            named_schema = {"name": "facts", "strict": True, "schema": request.schema}
            arguments["response_format"] = {"type": self.format, "json_schema": named_schema}
        elif self.format:
            arguments["response_format"] = {"type": self.format}
        return arguments

    def simpler(self, complaint: str) -> _Form | None:
        """The next simpler form, where the endpoint has refused this one with ``complaint``; None if there is none."""
        if self.has_temperature and "temperature" in complaint:
            return replace(self, has_temperature=False)
        if self.format is None:
            return None
        return replace(self, format=FORMATS[FORMATS.index(self.format) + 1])


class Endpoint:
    """A connection, made by `connect`. It remembers the form of requests that the endpoint accepts."""

    def __init__(self, client: OpenAI, options: Options) -> None:
        self._client = client
        self._options = options
        self._form = _Form()

    def ask(self, request: Request, document: Document) -> Answer:
        """The model's answer about a portion of ``document``, which errors name.

        If the endpoint refuses the schema, JSON mode is tried, then plain text. Raises
        `kg.errors.LanguageModelUnreachableError` and `kg.errors.LanguageModelRefusedError` for what would affect every
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
                form = self._simpler_form(error, form, document)
            except (ValueError, openai.OpenAIError) as error:
                raise AnswerMalformedError(name=document.name, uri=document.uri, detail=_brief(error)) from error
            else:
                self._form = form
                return _answer(completion, self._options.model, document)

    def _simpler_form(self, error: APIStatusError, form: _Form, document: Document) -> _Form:
        """The form to try after a refusal; raises the error if there is none."""
        key = self._client.api_key
        # Some endpoints repeat the key that they refuse.
        detail = _brief(str(error) if key == NO_KEY else str(error).replace(key, "***"))
        host = self._options.host
        if error.status_code not in REQUEST_STATUSES:
            raise LanguageModelRefusedError(host=host, status=error.status_code, detail=detail) from error
        simpler = form.simpler(detail) if error.status_code in FORM_STATUSES else None
        if simpler is None:
            raise RequestRefusedError(name=document.name, uri=document.uri, host=host, detail=detail) from error
        return simpler


def connect(options: Options) -> Endpoint:
    """A connection to the endpoint; nothing is sent yet.

    Raises `kg.errors.ModelClientMissingError` if the client is not installed, and what `key` raises.
    """
    try:
        import openai
    except ModuleNotFoundError as error:
        raise ModelClientMissingError() from error
    # A redirect would send the text to a host that the user has not named; so would a proxy for a local endpoint.
    carrier = openai.DefaultHttpxClient(follow_redirects=False, trust_env=not options.is_local)
    client = openai.OpenAI(
        api_key=key(options) or NO_KEY,
        base_url=options.url,
        timeout=options.timeout,
        max_retries=options.retries,
        http_client=carrier,
        # The parameter is typed for strings, but Omit, the client's own type, removes a header of the environment.
        default_headers=cast("dict[str, str]", {name: openai.Omit() for name in _ambient_headers()}),
    )
    return Endpoint(client, options)


def _ambient_headers() -> tuple[str, ...]:
    lines = os.environ.get("OPENAI_CUSTOM_HEADERS", "").splitlines()
    return (*AMBIENT_HEADERS, *(line.partition(":")[0].strip() for line in lines if ":" in line))


def _answer(completion: Any, model: str, document: Document) -> Answer:
    document_fields = {"name": document.name, "uri": document.uri}
    choices = getattr(completion, "choices", None)
    if not choices:
        raise AnswerMalformedError(**document_fields, detail="it is no chat completion")
    choice = choices[0]
    message, reason = getattr(choice, "message", None), getattr(choice, "finish_reason", None)
    refusal = getattr(message, "refusal", None)
    if refusal or reason == "content_filter":
        raise AnswerRefusedError(**document_fields, detail=_brief(refusal or "a filter has stopped it"))
    if reason == "length":
        raise AnswerTruncatedError(**document_fields)
    try:
        value = json.loads(_object(getattr(message, "content", None) or ""))
    except json.JSONDecodeError as error:
        raise AnswerMalformedError(**document_fields, detail=f"it is no JSON ({error})") from error
    except RecursionError as error:
        raise AnswerMalformedError(**document_fields, detail="it is nested too deep") from error
    if not isinstance(value, dict):
        raise AnswerMalformedError(**document_fields, detail=f"it is a JSON {type(value).__name__}, not an object")
    return Answer(value, _brief(getattr(completion, "model", None) or model))


def _object(content: str) -> str:
    """The JSON object in an answer, without the reasoning, code fences or phrases around it."""
    answer = content.rpartition(THOUGHTS_END)[2]
    start, end = answer.find("{"), answer.rfind("}")
    return answer[start : end + 1] if 0 <= start < end else answer


def _cause(error: Exception) -> str:
    return _brief(error.__cause__ or error)


def _brief(detail: object) -> str:
    words = " ".join(str(detail).split())
    return words if len(words) <= LONGEST_DETAIL else words[: LONGEST_DETAIL - 1] + "…"
