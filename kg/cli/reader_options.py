"""Which reader finds the facts: the rules, or a language model that somebody asks for by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.talk import say
from kg.errors import CommandError

if TYPE_CHECKING:
    from kg.llm_reader import Options

__all__ = [
    "LlmKeyFileOption",
    "LlmModelOption",
    "LlmPortionOption",
    "LlmRetriesOption",
    "LlmTimeoutOption",
    "LlmUrlOption",
    "ReaderOption",
    "llm_options",
    "say_dropped",
]

ReaderOption = Annotated[
    Literal["rules", "llm"],
    typer.Option("--reader", help="Who reads: the rules, on this machine; or a language model, which gets the texts."),
]
LlmModelOption = Annotated[
    str | None, typer.Option("--llm-model", help="With --reader llm: the model's name; else KG_LLM_MODEL.")
]
LlmUrlOption = Annotated[
    str | None,
    typer.Option("--llm-url", help="With --reader llm: an OpenAI-compatible address up to /v1; else KG_LLM_URL."),
]
LlmKeyFileOption = Annotated[
    Path | None,
    typer.Option("--llm-key-file", help="A file of yours alone that holds the key, where KG_LLM_KEY does not."),
]
LlmTimeoutOption = Annotated[
    float | None, typer.Option("--llm-timeout", min=0.1, help="Seconds that one answer may take; else 120.")
]
LlmRetriesOption = Annotated[
    int | None, typer.Option("--llm-retries", min=0, max=20, help="Tries again after 429, 5xx, silence; else 4.")
]
LlmPortionOption = Annotated[
    int | None, typer.Option("--llm-portion", min=200, help="Characters that are sent at once; else 6000.")
]


def llm_options(
    reader: str,
    model: str | None,
    url: str | None,
    key_file: Path | None,
    timeout: float | None,
    retries: int | None,
    portion: int | None,
    parser: str | None,
    threshold: float | None = None,
) -> Options | None:
    """The options of the language model, after a line that says where the texts go; None where the rules read.

    Raises `kg.errors.CommandError` where options of one reader are given to the other, and what
    `kg.llm_reader.chosen` raises.
    """
    given: dict[str, object] = {
        "--llm-model": model,
        "--llm-url": url,
        "--llm-key-file": key_file,
        "--llm-timeout": timeout,
        "--llm-retries": retries,
        "--llm-portion": portion,
    }
    if reader != "llm":
        strays = [name for name, value in given.items() if value is not None]
        if strays:
            raise CommandError(detail=f"{strays[0]} goes with --reader llm only.", command="kg")
        return None
    if threshold is not None:
        detail = "--threshold is nothing to --reader llm: all its facts have one confidence."
        raise CommandError(detail=detail, command="kg")
    from kg.llm_reader import chosen

    options = chosen(model, url, key_file, timeout=timeout, retries=retries, portion=portion, parser=parser)
    say(_whither(options))
    return options


def say_dropped(dropped: Mapping[str, int]) -> None:
    """Say what the model has told and the documents do not bear out."""
    if dropped:
        reasons = ", ".join(f"{reason} ({count})" for reason, count in sorted(dropped.items()))
        say(f"dropped, since the documents do not bear it out: {reasons}")


def _whither(options: Options) -> str:
    if options.is_local:
        return f"the texts go to {options.model} at {options.host}, on this machine"
    how = "" if options.is_encrypted else ", unencrypted"
    return f"the texts leave this machine{how}: they go to {options.model} at {options.host}"
