"""What the commands for judgements read from standard input: judgements, and ids in the output of another command."""

from __future__ import annotations

import re
import sys

from kg.cli.messages import say
from kg.errors import InputError

__all__ = ["STDIN", "ids_in_stdin", "text_of_stdin"]

STDIN = "standard input"


def text_of_stdin() -> str:
    """All of standard input. Raises `InputError`."""
    try:
        return sys.stdin.read()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path=STDIN, detail=getattr(error, "strerror", None) or error) from error


def ids_in_stdin(pattern: re.Pattern[str], wanted: str) -> list[str]:
    """The ids in standard input, each once, in their order; where there is none, say what was ``wanted``."""
    ids = list(dict.fromkeys(pattern.findall(text_of_stdin())))
    if not ids:
        say(f"{STDIN} contains no {wanted}; if the command before failed, its error says why")
    return ids
