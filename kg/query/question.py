"""The named questions: ``queries/NAME.toml`` describes one, ``NAME.rq`` and ``NAME.cypher`` are its queries.

A line of a query that ends in ``#? name`` (SPARQL) or ``//? name`` (Cypher) belongs to the query only if the parameter
``name`` is given; with ``!name`` only if it is not; with several names only if all of these conditions hold.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from kg.errors import ParameterValueError, UnknownParameterError, UnknownQuestionError
from kg.query.periods import DATE_COLUMNS, dated_columns
from kg.stores.protocol import as_python
from kg.vocabulary import data_folder

__all__ = ["Column", "Parameter", "Question", "given_parameters", "question", "question_names", "questions", "text"]

_QUERY_SUFFIXES: Final = MappingProxyType({"sparql": ".rq", "cypher": ".cypher"})
_PARTS: Final = MappingProxyType({"status": 'graph.only("confirmed") or graph.only("unreviewed")'})
"""How Python asks for what the command line has an option for, by the name of the option."""
_CONDITION_COMMENTS: Final = MappingProxyType(
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

    ``lists`` are the columns that hold several values, sorted and separated by ``; ``. ``wider`` names the question of
    whose rows this one answers a part, "" if there is none.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    order: str
    lists: tuple[str, ...] = ()
    wider: str = ""


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
        similar_names = difflib.get_close_matches(str(name).casefold(), question_names(), n=3, cutoff=0.5)
        hint = f" Did you mean {' or '.join(similar_names)}?" if similar_names else ""
        raise UnknownQuestionError(name=repr(name), hint=hint)
    return _load(name)


def given_parameters(
    raw_parameters: Mapping[str, object],
    accepted: Collection[str],
    taker: str,
    *,
    also_named: Collection[str] = (),
    elsewhere: Mapping[str, str] = MappingProxyType({}),
    advice: str = "Leave it out.",
) -> dict[str, object]:
    """The parameters that have a value, as plain Python; those that are None or False are left out.

    Raises `kg.errors.UnknownParameterError` if the name of one is not ``accepted``. The error says that ``taker`` ("the
    question who-leads") does not take it, and lists the accepted names and those ``also_named``, which ``taker`` takes
    elsewhere, and gives the ``advice``, or says how the value of a parameter that is known ``elsewhere`` is given.
    Raises `kg.errors.ParameterValueError` if one is an empty list: a frame in which no actor was found would
    otherwise ask for all actors.
    """
    plain = {name: as_python(value) for name, value in raw_parameters.items()}
    given = {name: value for name, value in plain.items() if value is not None and value is not False}
    if empty := next((name for name, value in given.items() if value == ()), None):
        raise ParameterValueError(parameter=empty, value="an empty list", expected="a value, or None for no filter")
    if unknown := [name for name in given if name not in accepted]:
        all_names = ", ".join((*accepted, *also_named))
        other_ways = [way for name, way in {**_PARTS, **elsewhere}.items() if name in unknown]
        advice = f"Write {' and '.join(other_ways)}." if other_ways else advice
        raise UnknownParameterError(what=taker, names=", ".join(unknown), known=all_names, advice=advice)
    return given


def text(question: Question, language: str, given_names: Collection[str]) -> str:
    """The query in ``sparql`` or ``cypher``, with the lines that apply if the parameters of these names are given.

    The parameters remain in it as ``$name``: the store binds them.

    >>> who_leads = question("who-leads")
    >>> "$actor" in text(who_leads, "cypher", ()), "$actor" in text(who_leads, "cypher", ["actor"])
    (False, True)
    """
    query_lines = (
        line.text
        for line in _template_lines(question.name, language)
        if all((condition.name in given_names) == condition.is_given for condition in line.conditions)
    )
    return "\n".join(query_lines) + "\n"


class _Condition(NamedTuple):
    """That the parameter of this name is given, or that it is not."""

    name: str
    is_given: bool


class _TemplateLine(NamedTuple):
    """A line of a query, which belongs to it if all ``conditions`` hold."""

    text: str
    conditions: tuple[_Condition, ...] = ()


@cache
def _template_lines(question_name: str, language: str) -> tuple[_TemplateLine, ...]:
    """The lines of a question's file. Raises `ValueError` if a condition of one is about no parameter of the question:
    it would never hold, or always."""
    path = data_folder("queries") / f"{question_name}{_QUERY_SUFFIXES[language]}"
    parameter_names = [parameter.name for parameter in _load(question_name).parameters]
    template_lines = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        template_line = _parsed(line, language)
        unknown = [condition.name for condition in template_line.conditions if condition.name not in parameter_names]
        if unknown:
            known = ", ".join(parameter_names)
            message = f"{path}, line {number}: the question has no parameter {' and '.join(unknown)}; it has {known}"
            raise ValueError(message)
        template_lines.append(template_line)
    return tuple(template_lines)


def _parsed(line: str, language: str) -> _TemplateLine:
    comment = _CONDITION_COMMENTS[language].search(line)
    if comment is None:
        return _TemplateLine(line)
    conditions = (_Condition(word.removeprefix("!"), not word.startswith("!")) for word in comment[1].split())
    return _TemplateLine(line[: comment.start()], tuple(conditions))


@cache
def _load(name: str) -> Question:
    description = tomllib.loads((data_folder("queries") / f"{name}.toml").read_text(encoding="utf-8"))
    return Question(
        name,
        description["title"],
        description["description"],
        tuple(_parameter(key, fields) for key, fields in description["parameters"].items()),
        _columns(description["columns"]),
        description["order"],
        tuple(description.get("lists", ())),
        description.get("wider", ""),
    )


def _columns(meanings: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns of an answer: those described, and what stands beside each date."""

    def meaning(name: str) -> str:
        return meanings.get(name) or next(each for end, each in DATE_COLUMNS.items() if name.endswith(end))

    return tuple(Column(name, meaning(name)) for name in dated_columns(tuple(meanings)))


def _parameter(name: str, fields: Mapping[str, Any]) -> Parameter:
    return Parameter(name, **{**fields, "default": tuple(fields.get("default", ()))})
