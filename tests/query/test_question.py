"""The descriptions of the questions match the parameters and columns of their query texts."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from kg.errors import UnknownQuestionError
from kg.query import Question, question, questions, text
from kg.query.periods import dated_columns
from kg.query.values import LISTED, TYPES, options

QUERIES = Path(__file__).resolve().parents[2] / "queries"
PARAMETER = re.compile(r"\$(\w+)")
SUFFIXES = {"sparql": ".rq", "cypher": ".cypher"}
MARKS = {"sparql": "#?", "cypher": "//?"}

each_question = pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
each_language = pytest.mark.parametrize("language", ["sparql", "cypher"])


def columns(words: str, language: str) -> list[str]:
    """The names of the answer's columns, read off the text's outermost SELECT or its last RETURN."""
    if language == "sparql":
        head = words[words.index("SELECT") : words.index("WHERE")]
        return re.findall(r"\?(\w+)", re.sub(r"\(.*?AS (\?\w+)\)", r"\1", head))
    tail = words[words.rindex("RETURN ") + len("RETURN ") :]
    tail = tail[: tail.index("ORDER BY")]
    while (shorter := re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", tail)) != tail:
        tail = shorter
    return [part.split()[-1].rpartition(".")[2] for part in tail.split(",")]


def test_the_questions_of_the_folder_are_all_there() -> None:
    names = [asked.name for asked in questions()]
    assert names == sorted(path.stem for path in QUERIES.glob("*.rq"))
    assert names == sorted(path.stem for path in QUERIES.glob("*.cypher"))
    assert len(names) >= 16


@each_question
@each_language
def test_the_text_takes_the_parameters_that_are_described(asked: Question, language: str) -> None:
    words = (QUERIES / f"{asked.name}{SUFFIXES[language]}").read_text(encoding="utf-8")
    assert set(PARAMETER.findall(words)) == {p.name for p in asked.parameters if p.type != "flag"}
    for flag in (p.name for p in asked.parameters if p.type == "flag"):
        assert re.search(rf"{re.escape(MARKS[language])}.* !?{flag}\b", words)


@each_question
@each_language
def test_the_text_gives_the_columns_that_are_described(asked: Question, language: str) -> None:
    words = (QUERIES / f"{asked.name}{SUFFIXES[language]}").read_text(encoding="utf-8")
    given, finer = columns(words, language), "_granularity"
    selected = [name for name in given if not name.endswith(finer)]
    assert dated_columns(selected) == tuple(column.name for column in asked.columns)
    assert all(column.meaning for column in asked.columns)
    dated = {given[at - 1]: name for at, name in enumerate(given) if name.endswith(finer)}
    assert dated == {name: f"{name}{finer}" for name in dated}


@each_question
@each_language
def test_every_condition_of_a_line_is_a_parameter(asked: Question, language: str) -> None:
    known = {parameter.name for parameter in asked.parameters}
    for line in (QUERIES / f"{asked.name}{SUFFIXES[language]}").read_text(encoding="utf-8").splitlines():
        _, mark, conditions = line.partition(MARKS[language])
        if mark:
            assert conditions.split(), line
            assert {word.lstrip("!") for word in conditions.split()} <= known, line


@each_question
@each_language
def test_a_text_keeps_a_parameter_only_where_it_is_given(asked: Question, language: str) -> None:
    needed = {p.name for p in asked.parameters if p.required or p.default}
    everything = {p.name for p in asked.parameters if p.type != "flag"}
    assert set(PARAMETER.findall(text(asked, language, needed))) == needed
    assert set(PARAMETER.findall(text(asked, language, everything))) == everything
    assert MARKS[language] not in text(asked, language, everything)


@each_question
def test_a_question_is_explained(asked: Question) -> None:
    assert asked.title
    assert "\n" not in asked.title
    assert len(asked.title) <= 70
    assert asked.description.endswith(".")
    assert asked.order
    assert {parameter.type for parameter in asked.parameters} <= set(TYPES)
    assert {value for p in asked.parameters if p.type != "float" for value in p.default} <= {
        v for type_ in LISTED for v in options(type_)
    }
    assert set(asked.lists) <= {column.name for column in asked.columns}
    assert all(part.strip() for p in asked.parameters for part in (p.name, p.help))
    assert {"evidence", "document", "date", "confidence", "fact"} <= {column.name for column in asked.columns}


def test_a_condition_can_require_several_parameters_to_be_absent() -> None:
    asked = question("who-negotiates-with-whom")
    ordered = "a.id < b.id"
    assert ordered in text(asked, "cypher", [])
    assert ordered not in text(asked, "cypher", ["actor"])
    assert ordered not in text(asked, "cypher", ["other", "since"])


def test_a_condition_on_a_parameter_that_the_question_does_not_have_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    edited = question("who-leads")._replace(name="edited")
    description = (QUERIES / "who-leads.toml").read_text(encoding="utf-8")
    (tmp_path / "edited.toml").write_text(description, encoding="utf-8")
    (tmp_path / "edited.cypher").write_text("MATCH (a) //? actor\nRETURN a //? !aktor\n", encoding="utf-8")
    module = import_module("kg.query.question")  # the package's `question` is the function
    monkeypatch.setattr(module, "data_folder", lambda _: tmp_path)
    with pytest.raises(ValueError, match=r"edited\.cypher, line 2: .* no parameter aktor; it has .*actor"):
        text(edited, "cypher", ["actor"])


@pytest.mark.parametrize(
    ("name", "hint"),
    [("who-lead", "who-leads"), ("Timeline", "timeline"), ("common_ground", "common-ground"), ("xyzzy", None)],
)
def test_an_unknown_question(name: str, hint: str | None) -> None:
    with pytest.raises(UnknownQuestionError, match=re.escape(repr(name))) as raised:
        question(name)
    assert ("Did you mean" in str(raised.value)) == (hint is not None)
    assert (hint or "") in str(raised.value)
