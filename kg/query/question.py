"""The named questions: ``queries/NAME.toml`` describes one, ``NAME.rq`` and ``NAME.cypher`` ask it.

A line of a text that ends in ``#? name`` (SPARQL) or ``//? name`` (Cypher) is kept only where the parameter ``name`` is
given, with ``!name`` only where it is not, and with several words only where all of them hold.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from kg.errors import UnknownParameterError, UnknownQuestionError
from kg.stores.protocol import as_python

__all__ = ["Column", "Parameter", "Question", "given_of", "question", "question_names", "questions", "text"]

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_SUFFIXES: Final = MappingProxyType({"sparql": ".rq", "cypher": ".cypher"})
_MARKS: Final = MappingProxyType(
    {
        "sparql": re.compile(r"\s*#\?((?:\s+!?\w+)+)\s*$"),
        "cypher": re.compile(r"\s*//\?((?:\s+!?\w+)+)\s*$"),
    }
)


class Parameter(NamedTuple):
    """What a question can be told. ``type`` is one of `kg.query.values.TYPES`; ``several`` values are alternatives.

    ``default`` holds where nothing is given; a parameter without it that is ``required`` has to be given.
    """

    name: str
    type: str
    help: str
    required: bool = False
    several: bool = False
    default: tuple[str, ...] = ()


class Column(NamedTuple):
    """A column of the answer and what its cells mean."""

    name: str
    meaning: str


class Question(NamedTuple):
    """A named question. ``title`` is one line; ``order`` says in words how the rows follow one another.

    ``lists`` are the columns in which several values stand, in the order of the alphabet with ``; `` between them.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    order: str
    lists: tuple[str, ...] = ()


@cache
def question_names() -> tuple[str, ...]:
    """The names of all questions, sorted.

    >>> question_names()[:2]
    ('actions-and-threats', 'brokers')
    """
    return tuple(sorted(path.stem for path in _folder().glob("*.toml")))


def questions() -> tuple[Question, ...]:
    """All questions, by name."""
    return tuple(_load(name) for name in question_names())


def question(name: str) -> Question:
    """The question of this name. Raises `kg.errors.UnknownQuestionError`, which tells the names that are close.

    >>> question("who-leads").title
    'Who leads a delegation, a body or a faction'
    """
    if name not in question_names():
        close = difflib.get_close_matches(str(name).casefold(), question_names(), n=3, cutoff=0.5)
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        raise UnknownQuestionError(name=repr(name), hint=hint)
    return _load(name)


def given_of(values: Mapping[str, object], known: Collection[str], what: str) -> dict[str, object]:
    """What is given of the parameters that are ``known`` to ``what``: None, False and empty lists are nothing.

    Raises `kg.errors.UnknownParameterError`.
    """
    own = {name: as_python(value) for name, value in values.items()}
    given = {name: value for name, value in own.items() if not (value is None or value is False or value == ())}
    if unknown := [name for name in given if name not in known]:
        raise UnknownParameterError(question=what, names=", ".join(unknown), known=", ".join(known))
    return given


def text(question: Question, language: str, given: Collection[str]) -> str:
    """The question in ``sparql`` or ``cypher``, with the lines that hold for the parameters whose names are ``given``.

    The parameters themselves stay in it as ``$name``: the store binds them.

    >>> asked = question("who-leads")
    >>> "$actor" in text(asked, "cypher", ()), "$actor" in text(asked, "cypher", ["actor"])
    (False, True)
    """
    mark = _MARKS[language]
    kept = []
    for line in _template(question.name, language):
        found = mark.search(line)
        if found is None:
            kept.append(line)
        elif all((word.lstrip("!") in given) != word.startswith("!") for word in found[1].split()):
            kept.append(line[: found.start()])
    return "\n".join(kept) + "\n"


@cache
def _template(name: str, language: str) -> tuple[str, ...]:
    path = _folder() / f"{name}{_SUFFIXES[language]}"
    return tuple(path.read_text(encoding="utf-8").splitlines())


@cache
def _load(name: str) -> Question:
    content = tomllib.loads((_folder() / f"{name}.toml").read_text(encoding="utf-8"))
    return Question(
        name,
        content["title"],
        content["description"],
        tuple(_parameter(key, value) for key, value in content["parameters"].items()),
        tuple(Column(key, meaning) for key, meaning in content["columns"].items()),
        content["order"],
        tuple(content.get("lists", ())),
    )


def _parameter(name: str, content: Mapping[str, Any]) -> Parameter:
    fields = dict(content)
    return Parameter(name, default=tuple(fields.pop("default", ())), **fields)


@cache
def _folder() -> Path:
    """In a wheel the questions travel inside the package; in a checkout they lie beside it."""
    inside = _PACKAGE / "queries"
    return inside if inside.is_dir() else _PACKAGE.parent / "queries"
