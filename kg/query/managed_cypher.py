"""What an update in Cypher may change in the managed part of the graph, which kg writes, as opposed to a user's notes.

A variable is a note if the pattern that first names it has labels or types that kg does not write, and no later pattern
contradicts this: a variable first named without labels may be any node.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from kg.model import ActorType
from kg.stores.neo4j.schema import MARK, STATE
from kg.stores.property_graph.cypher import NESTING, UPDATES, Token, is_name, tokens, writing_procedures
from kg.stores.property_graph.property_graph import NODE_PROPERTIES
from kg.stores.property_graph.relationship_types import relationship_types

__all__ = ["managed_changes"]

LABELS: Final = frozenset({MARK, STATE, *NODE_PROPERTIES, *(kind.value.capitalize() for kind in ActorType)})

_CLAUSE_KEYWORDS: Final = UPDATES | {
    "CALL", "FINISH", "LIMIT", "LOAD", "MATCH", "NEXT", "OFFSET", "ON", "OPTIONAL", "ORDER", "RETURN", "SKIP", "UNION",
    "UNWIND", "WHERE", "WITH",
}  # fmt: skip
_CREATING_KEYWORDS: Final = frozenset({"CREATE", "INSERT", "MERGE"})
_NAME_KINDS: Final = frozenset({"word", "quoted"})
_PLAIN_LABELS: Final = re.compile(r":n(?:(?:[:&]|\|:?)n)*")
"""A plain list of labels or types, with ``n`` for each: no ``!``, ``%`` or ``$``."""
_AFTER_LABELS: Final = frozenset({"{", "*", ".", "WHERE"})
_BRACKETS: Final = "([{}])"

type Variables = dict[str, bool]
"""For each variable in scope, whether it is surely a note."""


def managed_changes(text: str) -> Iterator[str]:
    """Descriptions of the changes that a query may make to the managed part; empty if it makes none."""
    pieces = list(tokens(text))
    yield from (f"{word} may be a variable, and belongs between backticks" for word in _ambiguous_keywords(pieces))
    yield from _changes(pieces, {})
    for procedure in writing_procedures(pieces):
        yield f"{procedure.text} may change it"


def _ambiguous_keywords(pieces: list[Token]) -> Iterator[str]:
    """Keywords of clauses in places where a variable may stand, so that it is not clear whether a clause begins."""
    for at, token in enumerate(pieces):
        previous = pieces[at - 1].text.upper() if at else ""
        following = pieces[at + 1].text if at + 1 < len(pieces) else ""
        may_be_variable = (
            following == "=" or previous in {"(", "[", "AS", "YIELD"} or (previous == "," and following != ":")
        )
        if token.kind == "word" and token.text.upper() in _CLAUSE_KEYWORDS and may_be_variable and previous != ".":
            yield token.text


def _changes(pieces: list[Token], scope: Variables) -> Iterator[str]:
    """Descriptions of the changes that a query may make to the managed part; ``scope`` becomes that at its end."""
    for word, body in _clauses(pieces):
        yield from _subquery_changes(word, body, scope)
        if word in _CREATING_KEYWORDS:
            yield from (f"{word} makes {name}" for name in _managed_names_created(body))
        elif word in {"SET", "REMOVE"}:
            for item in _comma_separated(body):
                if not _changes_only_note(item, scope):
                    yield f"{word} changes {_first_name(item)}"
        elif word == "DELETE":
            for item in _comma_separated(body):
                if len(item) != 1 or not scope.get(_name(item[0])):
                    yield f"{word} takes {_first_name(item)} away"
        elif word in {"DROP", "FOREACH"}:
            yield f"{word} may change it"
        if word in {"WITH", "RETURN"}:
            passed = _scope_after(body, scope)
            scope.clear()
            scope.update(passed)
        elif word in {"UNION", ";"}:
            scope.update(dict.fromkeys(scope, False))
        else:
            _add_variables(body, scope, is_pattern=word == "MATCH" or word in _CREATING_KEYWORDS)


def _clauses(pieces: list[Token]) -> Iterator[tuple[str, list[Token]]]:
    """The clauses, each a keyword and the tokens after it; the tokens before the first clause have no keyword."""
    word, body, depth = "", list[Token](), 0
    for at, token in enumerate(pieces):
        if depth == 0 and _begins_clause(pieces, at):
            yield word, body
            word, body = token.text.upper(), []
        else:
            depth += NESTING.get(token.text, 0)
            body.append(token)
    yield word, body


def _begins_clause(pieces: list[Token], at: int) -> bool:
    token = pieces[at]
    if token.kind != "word" or token.text.upper() not in _CLAUSE_KEYWORDS or is_name(pieces, at):
        return token.text == ";"
    if token.text.upper() != "WITH" or at < 2 or pieces[at - 1].text.upper() not in {"STARTS", "ENDS"}:
        return True
    # `n.id STARTS WITH 'x'` is an operator; in `WHERE starts WITH n` and `n.starts WITH n` a clause begins.
    operand, before_operand = pieces[at - 2], pieces[at - 3].text if at > 2 else ""
    is_operator = operand.kind in {"string", "parameter"} or operand.text in {")", "]"} or before_operand == "."
    return not is_operator


def _subquery_changes(word: str, body: list[Token], scope: Variables) -> Iterator[str]:
    """The changes made by the subqueries in braces of a clause with the keyword ``word``. `CALL` sees only the
    variables passed to it, and adds others to the ``scope``."""
    for bracket, inner in _split_at_brackets(body, "{}"):
        if not bracket:
            continue
        if word != "CALL" or body[0].text not in {"(", "{"}:
            yield from _changes(inner, dict(scope))
            continue
        listed = {_name(token) for token in takewhile(lambda token: token.text != "{", body)}
        is_all_passed = "*" in listed or (inner and inner[0].text.upper() == "WITH")
        passed = {name: is_note for name, is_note in scope.items() if is_all_passed or name in listed}
        inner_scope = dict.fromkeys(scope, False) | passed
        yield from _changes(inner, inner_scope)
        scope.update(dict.fromkeys(inner_scope.keys() - passed.keys(), False))


def _scope_after(body: list[Token], scope: Variables) -> Variables:
    """The variables in scope after a `WITH` or `RETURN`."""
    passed: Variables = {}
    for item in _comma_separated(body):
        expression = item[1:] if item and item[0].text.upper() == "DISTINCT" else item
        names = [_name(token) for token in expression if token.kind in _NAME_KINDS]
        is_renamed = len(expression) > 2 and expression[-2].text.upper() == "AS"
        if [token.text for token in expression] == ["*"]:
            passed.update(scope)
        elif is_renamed:
            passed[names[-1]] = len(expression) == 3 and scope.get(names[0], False)
        else:
            passed.update({name: len(expression) == 1 and scope.get(name, False) for name in names})
    return passed


def _add_variables(body: list[Token], scope: Variables, *, is_pattern: bool) -> None:
    """Add the variables that a clause names to ``scope``."""
    previous_word, is_yielded = "", False
    for bracket, part in _split_at_brackets(body, _BRACKETS):
        if bracket and bracket != "{" and is_pattern:
            name, labels = _variable_and_labels(part)
            is_note = bool(labels) and LABELS.union(relationship_types()).isdisjoint(labels or ())
            if name:
                scope[name] = scope.get(name, is_note) and (is_note or labels == [])
            if labels is None:
                _add_variables(part, scope, is_pattern=True)
        elif not bracket and part[0].kind in _NAME_KINDS and previous_word != ".":
            if previous_word == "AS" or is_yielded:
                scope[_name(part[0])] = False
            scope.setdefault(_name(part[0]), False)
        previous_word = "" if bracket else part[0].text.upper()
        is_yielded |= previous_word == "YIELD"


def _managed_names_created(body: list[Token]) -> Iterator[str]:
    """The managed labels and types that a pattern creates, or may create."""
    for bracket, part in _split_at_brackets(body, _BRACKETS):
        managed_names = {"(": LABELS, "[": relationship_types()}.get(bracket)
        if managed_names is not None:
            _, labels = _variable_and_labels(part)
            doubtful = [" ".join(token.text for token in part)]
            yield from doubtful if labels is None else sorted(set(labels).intersection(managed_names))


def _changes_only_note(item: list[Token], scope: Variables) -> bool:
    """Whether an item of a `SET` or `REMOVE` changes only a note."""
    if len(item) < 2 or not scope.get(_name(item[0])):
        return False
    if item[1].text in {".", "[", "=", "+"}:
        return True
    _, labels = _variable_and_labels(item)
    return bool(labels) and LABELS.isdisjoint(labels or ())


def _variable_and_labels(pieces: list[Token]) -> tuple[str, list[str] | None]:
    """The variable of a node or relationship, empty for none, and its labels or types; None if these are not plain.

    >>> _variable_and_labels(list(tokens("n:Note&Mine {text: 'x'}"))), _variable_and_labels(list(tokens(":!Note")))
    (('n', ['Note', 'Mine']), ('', None))
    """
    name = _name(pieces[0]) if pieces and pieces[0].kind in _NAME_KINDS else ""
    after_name = pieces[1:] if name else pieces
    label_tokens = list(takewhile(lambda token: token.text.upper() not in _AFTER_LABELS, after_name))
    ends_in_parameter = bool(label_tokens) and label_tokens[-1].kind == "parameter"
    if ends_in_parameter and (len(label_tokens) == 1 or label_tokens[-2].kind in _NAME_KINDS):
        del label_tokens[-1]  # the parameter that holds the properties
    form = "".join("n" if token.kind in _NAME_KINDS else token.text for token in label_tokens)
    is_plain = not label_tokens or _PLAIN_LABELS.fullmatch(form)
    return name, [_name(token) for token in label_tokens if token.kind in _NAME_KINDS] if is_plain else None


def _split_at_brackets(pieces: list[Token], brackets: str) -> Iterator[tuple[str, list[Token]]]:
    """The contents of the outermost brackets of these kinds, each with its opening bracket, and each token outside of
    them, with no bracket; in text order."""
    depth, content, opening_bracket = 0, list[Token](), ""
    for token in pieces:
        step = NESTING.get(token.text, 0) if token.text in brackets else 0
        depth += step
        if (step, depth) == (1, 1):
            content, opening_bracket = [], token.text
        elif (step, depth) == (-1, 0):
            yield opening_bracket, content
        elif depth > 0:
            content.append(token)
        else:
            yield "", [token]


def _comma_separated(pieces: list[Token]) -> Iterator[list[Token]]:
    """The items between the commas outside brackets."""
    item, depth = list[Token](), 0
    for token in pieces:
        depth += NESTING.get(token.text, 0)
        if token.text == "," and depth == 0:
            yield item
            item = []
        else:
            item.append(token)
    yield item


def _name(token: Token) -> str:
    return token.text[1:-1].replace("``", "`") if token.kind == "quoted" else token.text


def _first_name(pieces: list[Token]) -> str:
    return next((token.text for token in pieces if token.kind in _NAME_KINDS), "what has no name")
