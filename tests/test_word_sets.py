"""Word lists are data: code under ``kg/extract`` has no set, list or table of more than three English words."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.glossary import GLOSSARY

import kg.extract
from kg.extract.roles.likely_states import FEATURES
from kg.extract.words.gazetteer import entries
from kg.extract.words.lexicon import attitudes, rows, word_set

CODE = Path(kg.extract.__file__).parent
MOST = 3
"""Words that may be together in code."""
WORD = re.compile(r"-?'?[a-z]+(?:['-][a-z]+)*(?: [a-z]+)*")
NO_WORDS = {
    "labels of the parser": {*GLOSSARY, "predet"},
    "kinds of bodies and of titles": {e.kind for e in entries()} | {row["kind"] for row in rows("actors/titles")},
    "families of measures": {row["family"] for row in rows("measures/measures")},
    "classes of words of saying": {c for classes in attitudes().values() for c in classes},
    "signs of a state": {*FEATURES},
    "kinds of contents": {"according-to", "as", "clause", "closing", "label", "parenthetical", "quote"},
    "keys of a rule": {"id", "stance", "example", "not", "negated", "matter", "doer", "named", "verb"},
    "slots": {"deontic", "in", "inf", "ing", "objinf", "plain", "quote", "that"},
    "rules of talks": {"attended", "caption", "hosted", "one-meeting"},
    "rules of affiliations": {
        "apposition", "bare-members", "country", "described", "divided", "gazetteer", "in-capital", "members",
        "name-of-state", "nationality", "nearest-state", "owner", "part", "possessive", "post-likely", "post-state",
        "role-state", "whole-of-body", "whole-of-house", "whole-of-led",
    },
}  # fmt: skip
"""Names that look like words but are none."""


def word_literals(source: str) -> Iterator[tuple[int, list[str]]]:
    """The line and the words of each literal with more than three words, ignoring punctuation and names."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.List | ast.Tuple):
            held: list[ast.expr | None] = [*node.elts]
        elif isinstance(node, ast.Dict) and all(_constant(value) for value in node.values):
            held = [*node.keys]  # the keys of a dict of computed values are names of fields
        else:
            continue
        if _exported(parents.get(node)) or _ending(parents.get(node)):
            continue
        listed = (e.value for e in held if isinstance(e, ast.Constant) and isinstance(e.value, str))
        words = sorted({word for word in listed if WORD.fullmatch(word)})
        if len(words) > MOST and not any(names.issuperset(words) for names in NO_WORDS.values()):
            yield node.lineno, words


def _constant(value: ast.expr) -> bool:
    """Whether a value of a dict is a constant: a text, a number, a member of an enumeration."""
    if isinstance(value, ast.Attribute):
        return isinstance(value.value, ast.Name) and value.value.id[:1].isupper()
    try:
        ast.literal_eval(value)
    except ValueError:
        return False
    return True


def _exported(above: ast.AST | None) -> bool:
    targets = above.targets if isinstance(above, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets)


def _ending(above: ast.AST | None) -> bool:
    """Whether a tuple is the argument of ``startswith`` or ``endswith``."""
    asked = above.func if isinstance(above, ast.Call) else None
    return isinstance(asked, ast.Attribute) and asked.attr in {"endswith", "startswith"}


@pytest.mark.parametrize(
    "source",
    [
        'x in {"ask", "beg", "plead", "urge"}',
        'CALLS = ("ask", "beg", "plead", "urge")',
        'CALLS = {"ask": Stance.DEMAND, "beg": Stance.DEMAND, "plead": Stance.DEMAND, "urge": Stance.DEMAND}',
        'MARKS = frozenset([*OTHERS, "of", "the", "and", "for", ","])',
    ],
)
def test_a_set_of_four_words_is_found(source: str) -> None:
    assert [len(words) for _, words in word_literals(source)] == [4]


@pytest.mark.parametrize(
    "source",
    [
        'x in {"ask", "beg", "urge"}',
        'x.dep_ in {"nsubj", "dobj", "mark", "agent"}',
        'x.pos_ in {"NOUN", "VERB", "ADJ", "ADV"}',
        'values = {"stance": stance, "matter": matter, "number": n, "sources": chain}',
        '__all__ = ["ask", "beg", "plead", "urge"]',
        'x.text in {",", ";", ".", ":"}',
        'x.endswith(("ches", "shes", "sses", "xes"))',
        'x.kind in {"ministry", "office", "parliament", "armed"}',
    ],
)
def test_three_words_and_other_names_are_allowed(source: str) -> None:
    assert list(word_literals(source)) == []


def test_no_set_of_words_is_in_code() -> None:
    found = {
        f"{path.relative_to(CODE)}:{line}": words
        for path in sorted(CODE.rglob("*.py"))
        for line, words in word_literals(path.read_text("utf-8"))
    }
    assert found == {}, "give each a name in kg/extract/data/words, and ask word_set for it"


def test_every_set_that_code_uses_exists() -> None:
    asked = {
        node.args[0].value
        for path in CODE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "word_set"
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }
    assert [name for name in sorted(asked) if not word_set(name)] == []


def test_each_set_is_in_one_file() -> None:
    names = [
        name for path in (CODE / "data" / "words").glob("*.toml") for name in tomllib.loads(path.read_text("utf-8"))
    ]
    assert not {name for name, count in Counter(names).items() if count > 1}
