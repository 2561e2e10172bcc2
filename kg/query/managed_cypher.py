"""What an update in Cypher may change of the managed part of the graph, which kg writes, as opposed to a user's notes.

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

_CLAUSES: Final = UPDATES | {
    "CALL", "FINISH", "LIMIT", "LOAD", "MATCH", "NEXT", "OFFSET", "ON", "OPTIONAL", "ORDER", "RETURN", "SKIP", "UNION",
    "UNWIND", "WHERE", "WITH",
}  # fmt: skip
_MAKING: Final = frozenset({"CREATE", "INSERT", "MERGE"})
_NAMES: Final = frozenset({"word", "quoted"})
_PLAIN: Final = re.compile(r":n(?:(?:[:&]|\|:?)n)*")
"""A plain list of labels or types, with ``n`` for each: no ``!``, ``%`` or ``$``."""
_BEHIND_LABELS: Final = frozenset({"{", "*", ".", "WHERE"})
_ALL: Final = "([{}])"

type Variables = dict[str, bool]
"""For each variable in scope, whether it is a note."""


def managed_changes(text: str) -> Iterator[str]:
    """Descriptions of the changes that a query may make to the managed part; empty if it makes none."""
    pieces = list(tokens(text))
    yield from (f"{word} may be a variable, and belongs between backticks" for word in _unclear(pieces))
    yield from _changes(pieces, {})
    for procedure in writing_procedures(pieces):
        yield f"{procedure.text} may change it"


def _unclear(pieces: list[Token]) -> Iterator[str]:
    """Names of clauses where a variable is named, so that it is not clear whether a clause begins."""
    for at, token in enumerate(pieces):
        before = pieces[at - 1].text.upper() if at else ""
        after = pieces[at + 1].text if at + 1 < len(pieces) else ""
        named = after == "=" or before in {"(", "[", "AS", "YIELD"} or (before == "," and after != ":")
        if token.kind == "word" and token.text.upper() in _CLAUSES and named and before != ".":
            yield token.text


def _changes(pieces: list[Token], known: Variables) -> Iterator[str]:
    """The changes that a query makes to the managed part; ``known`` ends as the variables in scope at its end."""
    for word, body in _clauses(pieces):
        yield from _in_braces(word, body, known)
        if word in _MAKING:
            yield from (f"{word} makes {name}" for name in _made(body))
        elif word in {"SET", "REMOVE"}:
            for item in _items(body):
                if not _is_of_note(item, known):
                    yield f"{word} changes {_first_name(item)}"
        elif word == "DELETE":
            for item in _items(body):
                if len(item) != 1 or not known.get(_name(item[0])):
                    yield f"{word} takes {_first_name(item)} away"
        elif word in {"DROP", "FOREACH"}:
            yield f"{word} may change it"
        if word in {"WITH", "RETURN"}:
            passed = _passed_on(body, known)
            known.clear()
            known.update(passed)
        elif word in {"UNION", ";"}:
            known.update(dict.fromkeys(known, False))
        else:
            _learn(body, known, is_pattern=word == "MATCH" or word in _MAKING)


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
    if token.kind != "word" or token.text.upper() not in _CLAUSES or is_name(pieces, at):
        return token.text == ";"
    if token.text.upper() != "WITH" or at < 2 or pieces[at - 1].text.upper() not in {"STARTS", "ENDS"}:
        return True
    # `n.id STARTS WITH 'x'` is an operator; in `WHERE starts WITH n` and `n.starts WITH n` a clause begins.
    left, before = pieces[at - 2], pieces[at - 3].text if at > 2 else ""
    is_operand = left.kind in {"string", "parameter"} or left.text in {")", "]"} or before == "."
    return not is_operand


def _in_braces(word: str, body: list[Token], known: Variables) -> Iterator[str]:
    """The changes made by subqueries in braces. `CALL` sees only the variables passed to it, and returns others."""
    for mark, inner in _parts(body, "{}"):
        if not mark:
            continue
        if word != "CALL" or body[0].text not in {"(", "{"}:
            yield from _changes(inner, dict(known))
            continue
        given = {_name(token) for token in takewhile(lambda token: token.text != "{", body)}
        takes_all = "*" in given or (inner and inner[0].text.upper() == "WITH")
        taken = {name: is_note for name, is_note in known.items() if takes_all or name in given}
        within = dict.fromkeys(known, False) | taken
        yield from _changes(inner, within)
        known.update(dict.fromkeys(within.keys() - taken.keys(), False))


def _passed_on(body: list[Token], known: Variables) -> Variables:
    """The variables in scope after a `WITH` or `RETURN`."""
    passed: Variables = {}
    for item in _items(body):
        listed = item[1:] if item and item[0].text.upper() == "DISTINCT" else item
        names = [_name(token) for token in listed if token.kind in _NAMES]
        renamed = len(listed) > 2 and listed[-2].text.upper() == "AS"
        if [token.text for token in listed] == ["*"]:
            passed.update(known)
        elif renamed:
            passed[names[-1]] = len(listed) == 3 and known.get(names[0], False)
        else:
            passed.update({name: len(listed) == 1 and known.get(name, False) for name in names})
    return passed


def _learn(body: list[Token], known: Variables, *, is_pattern: bool) -> None:
    """Add the variables that a clause names to ``known``."""
    before, is_yielded = "", False
    for mark, part in _parts(body, _ALL):
        if mark and mark != "{" and is_pattern:
            name, labels = _described(part)
            is_note = bool(labels) and LABELS.union(relationship_types()).isdisjoint(labels or ())
            if name:
                known[name] = known.get(name, is_note) and (is_note or labels == [])
            if labels is None:
                _learn(part, known, is_pattern=True)
        elif not mark and part[0].kind in _NAMES and before != ".":
            if before == "AS" or is_yielded:
                known[_name(part[0])] = False
            known.setdefault(_name(part[0]), False)
        before = "" if mark else part[0].text.upper()
        is_yielded |= before == "YIELD"


def _made(body: list[Token]) -> Iterator[str]:
    """The managed labels and types that a pattern creates, or may create."""
    for mark, part in _parts(body, _ALL):
        managed = {"(": LABELS, "[": relationship_types()}.get(mark)
        if managed is not None:
            _, labels = _described(part)
            doubtful = [" ".join(token.text for token in part)]
            yield from doubtful if labels is None else sorted(set(labels).intersection(managed))


def _is_of_note(item: list[Token], known: Variables) -> bool:
    """Whether an item of a `SET` or `REMOVE` changes only a note."""
    if len(item) < 2 or not known.get(_name(item[0])):
        return False
    if item[1].text in {".", "[", "=", "+"}:
        return True
    _, labels = _described(item)
    return bool(labels) and LABELS.isdisjoint(labels or ())


def _described(pieces: list[Token]) -> tuple[str, list[str] | None]:
    """The variable of a node or relationship, empty for none, and its labels or types; None if these are not plain.

    >>> _described(list(tokens("n:Note&Mine {text: 'x'}"))), _described(list(tokens(":!Note")))
    (('n', ['Note', 'Mine']), ('', None))
    """
    name = _name(pieces[0]) if pieces and pieces[0].kind in _NAMES else ""
    rest = pieces[1:] if name else pieces
    given = list(takewhile(lambda token: token.text.upper() not in _BEHIND_LABELS, rest))
    if given and given[-1].kind == "parameter" and (len(given) == 1 or given[-2].kind in _NAMES):
        del given[-1]  # the parameter that holds the properties
    form = "".join("n" if token.kind in _NAMES else token.text for token in given)
    is_plain = not given or _PLAIN.fullmatch(form)
    return name, [_name(token) for token in given if token.kind in _NAMES] if is_plain else None


def _parts(pieces: list[Token], marks: str) -> Iterator[tuple[str, list[Token]]]:
    """The contents of the outermost brackets of these kinds, each with its opening bracket, and the tokens outside."""
    depth, within, mark = 0, list[Token](), ""
    for token in pieces:
        step = NESTING.get(token.text, 0) if token.text in marks else 0
        depth += step
        if (step, depth) == (1, 1):
            within, mark = [], token.text
        elif (step, depth) == (-1, 0):
            yield mark, within
        elif depth > 0:
            within.append(token)
        else:
            yield "", [token]


def _items(pieces: list[Token]) -> Iterator[list[Token]]:
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
    return next((token.text for token in pieces if token.kind in _NAMES), "what has no name")
