"""Which reader finds the facts: the rules, alone or with a neural network, or a language model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.messages import say
from kg.errors import CommandError

if TYPE_CHECKING:
    from kg.llm_reader import Options

__all__ = ["KeepOption", "ProposerOption", "ReaderOptions", "llm_options", "say_dropped", "say_read_as_bulletins"]

SHOWN = 3
"""The number of documents that a line names."""

ProposerOption = Annotated[
    Literal["small", "rules", "careful"],
    typer.Option(
        "--reader", help="small: rules and a small network; rules: only these; careful: a large network (slow)."
    ),
]

KeepOption = Annotated[
    float | None,
    typer.Option("--threshold", min=0, max=1, help="Keep facts with at least this confidence; default: the reader's."),
]


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """The reader, as given, and the options of a language model."""

    reader: Annotated[
        Literal["small", "rules", "careful", "llm"] | None,
        typer.Option(
            "--reader",
            help="small: rules and a small neural network; rules: rules only; careful: rules and a large network "
            "(slow); llm: a language model, to which the texts are sent. Default: the graph's kg.toml, else small.",
        ),
    ] = None
    llm_model: Annotated[
        str | None, typer.Option("--llm-model", help="With --reader llm: name of the model; default: $KG_LLM_MODEL.")
    ] = None
    llm_url: Annotated[
        str | None,
        typer.Option("--llm-url", help="With --reader llm: OpenAI-compatible URL, up to /v1; default: $KG_LLM_URL."),
    ] = None
    llm_key_file: Annotated[
        Path | None,
        typer.Option("--llm-key-file", help="File with the API key, readable only by you; $KG_LLM_KEY overrides it."),
    ] = None
    llm_timeout: Annotated[
        float | None, typer.Option("--llm-timeout", min=0.1, help="Time limit of an answer in seconds; default: 120.")
    ] = None
    llm_retries: Annotated[
        int | None,
        typer.Option("--llm-retries", min=0, max=20, help="Retries after a timeout, 429 or 5xx; default: 4."),
    ] = None
    llm_portion: Annotated[
        int | None, typer.Option("--llm-portion", min=200, help="Characters to send per request; default: 6000.")
    ] = None


def llm_options(typed: ReaderOptions, parser: str | None, threshold: float | None = None) -> Options | None:
    """The options of the language model; prints a line that says where the texts go. None if the rules read.

    Raises `kg.errors.CommandError` if options of one reader are given to the other, and what `kg.llm_reader.chosen`
    raises.
    """
    if typed.reader != "llm":
        strays = [name for name, value in asdict(typed).items() if name != "reader" and value is not None]
        if strays:
            stray = strays[0].replace("_", "-")
            raise CommandError(detail=f"--{stray} goes with --reader llm only.")
        return None
    if threshold is not None:
        detail = "--threshold is nothing to --reader llm: all its facts have one confidence."
        raise CommandError(detail=detail)
    from kg.llm_reader import chosen

    options = chosen(
        typed.llm_model,
        typed.llm_url,
        typed.llm_key_file,
        timeout=typed.llm_timeout,
        retries=typed.llm_retries,
        portion=typed.llm_portion,
        parser=parser,
    )
    say(_destination(options))
    return options


def say_dropped(dropped: Mapping[str, int]) -> None:
    """Print which claims of the model were dropped because the documents do not support them."""
    if dropped:
        reasons = ", ".join(f"{reason} ({count})" for reason, count in sorted(dropped.items()))
        say(f"dropped, not supported by the documents: {reasons}")


def say_read_as_bulletins(names: Sequence[str]) -> None:
    """Say which documents without a genre, if any, were read as bulletins, and what to do if they are none."""
    if names:
        one, several = "1 document was read as a bulletin", f"{len(names)} documents were read as bulletins"
        by_style = f"{one}, judging by its style" if len(names) == 1 else f"{several}, judging by their style"
        more = ", ..." if len(names) > SHOWN else ""
        say(f"{by_style}: {', '.join(names[:SHOWN])}{more}; if that is wrong, use --genre news")


def _destination(options: Options) -> str:
    if options.is_local:
        return f"the texts go to {options.model} at {options.host}, on this machine"
    how = "" if options.is_encrypted else ", unencrypted"
    return f"the texts leave this machine{how}: they go to {options.model} at {options.host}"
