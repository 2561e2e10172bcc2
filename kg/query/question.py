"""The named questions: ``queries/NAME.toml`` describes one, ``NAME.rq`` and ``NAME.cypher`` are its queries.

A line of a query that ends in ``#? name`` (SPARQL) or ``//? name`` (Cypher) is kept only if the parameter ``name`` is
given; with ``!name`` only if it is not; with several names only if all of these conditions hold.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from kg.errors import UnknownParameterError, UnknownQuestionError
from kg.stores.protocol import as_python
from kg.vocabulary import data_folder

__all__ = ["Column", "Parameter", "Question", "given_of", "question", "question_names", "questions", "text"]

_SUFFIXES: Final = MappingProxyType({"sparql": ".rq", "cypher": ".cypher"})
_MARKS: Final = MappingProxyType(
    {
        "sparql": re.compile(r"\s*#\?((?:\s+!?\w+)+)\s*$"),
        "cypher": re.compile(r"\s*//\?((?:\s+!?\w+)+)\s*$"),
    }
)


class Parameter(NamedTuple):
    """A parameter of a question. ``type`` is one of `kg.query.values.TYPES`; ``several`` values are alternatives.

    ``default`` applies if nothing is given; a ``required`` parameter without a default must be given.
    """

    name: str
    type: str
    help: str
    required: bool = False
    several: bool = False
    default: tuple[str, ...] = ()


class Column(NamedTuple):
    """A column of the answer and the meaning of its cells."""

    name: str
    meaning: str


class Question(NamedTuple):
    """A named question. ``title`` is one line; ``order`` describes the order of the rows.

    ``lists`` are the columns that hold several values, sorted and separated by ``; ``.
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
    return tuple(sorted(path.stem for path in data_folder("queries").glob("*.toml")))


def questions() -> tuple[Question, ...]:
    """All questions, by name."""
    return tuple(_load(name) for name in question_names())


def question(name: str) -> Question:
    """The question with this name. Raises `kg.errors.UnknownQuestionError`, which suggests similar names.

    >>> question("who-leads").title
    'Who leads a delegation, a body or a faction'
    """
    if name not in question_names():
        close = difflib.get_close_matches(str(name).casefold(), question_names(), n=3, cutoff=0.5)
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        raise UnknownQuestionError(name=repr(name), hint=hint)
    return _load(name)


def given_of(
    values: Mapping[str, object], known: Collection[str], what: str, beside: Collection[str] = ()
) -> dict[str, object]:
    """The values that are given, all of which ``what`` has to know; None, False and empty lists are left out.

    Raises `kg.errors.UnknownParameterError`, which lists what is ``known`` and what can be given ``beside`` it.
    """
    own = {name: as_python(value) for name, value in values.items()}
    given = {name: value for name, value in own.items() if not (value is None or value is False or value == ())}
    if unknown := [name for name in given if name not in known]:
        raise UnknownParameterError(what=what, names=", ".join(unknown), known=", ".join((*known, *beside)))
    return given


def text(question: Question, language: str, given: Collection[str]) -> str:
    """The query in ``sparql`` or ``cypher``, with the lines that apply if these parameters are ``given``.

    The parameters remain in it as ``$name``: the store binds them.

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
    path = data_folder("queries") / f"{name}{_SUFFIXES[language]}"
    return tuple(path.read_text(encoding="utf-8").splitlines())


@cache
def _load(name: str) -> Question:
    content = tomllib.loads((data_folder("queries") / f"{name}.toml").read_text(encoding="utf-8"))
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
