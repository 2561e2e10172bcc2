"""What to say of a named question that has no answer: which option empties it, and where else to look."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kg.cli.messages import flag, say
from kg.cli.session import say_what_empties
from kg.folding import letters_of

if TYPE_CHECKING:
    from kg.query import Question, Table

__all__ = ["say_why_empty"]

NAMES_SHOWN = 5
MEMBERS_OF: Mapping[str, str] = {"who-speaks-for-whom": "member", "roles-of": "person", "who-leads": "leader"}
"""Questions whose answers, asked with a state or body as ``other``, name those who belong to it in this column."""

type Ask = Callable[[str, Mapping[str, object]], Table]
"""Answers the question of a name for some parameters, or raises."""


def say_why_empty(question: Question, values: Mapping[str, object], ask: Ask) -> None:
    """Print how many rows there would be without a filter, or with --loose; and what has rows instead: those who
    belong to an actor, a wider question, a similar label, or other actors with the same ``other``."""
    required = {each.name for each in question.parameters if each.required}
    filters = {key: value for key, value in values.items() if value and key not in {*required, "limit", "loose"}}
    fixed_values = {key: value for key, value in values.items() if key not in {*filters, "limit"}}
    loosens = not values.get("loose") and any(each.name == "loose" for each in question.parameters)
    with warnings.catch_warnings(action="ignore"):
        if loosens and (count := len(ask(question.name, {**fixed_values, **filters, "loose": True}))):
            say(f"no results: there would be {count} with --loose")
        else:
            say_what_empties(
                "no results", filters, lambda remaining: len(ask(question.name, {**fixed_values, **remaining}))
            )
        all_values = {**fixed_values, **filters}
        for hint in (
            *_members(question, all_values, ask),
            *_companions(question, all_values, ask),
            *_wider(question, all_values, ask),
            *_similar_labels(all_values, ask),
        ):
            say(hint)


def _members(question: Question, values: Mapping[str, object], ask: Ask) -> Iterator[str]:
    """A hint for each of the two options whose actor has no rows, where persons or bodies that belong to it have."""
    for option in ("actor", "other"):
        if not values.get(option):
            continue
        members: set[object] = set()
        for name, column in MEMBERS_OF.items():
            members |= {row[f"{column}_id"] for row in ask(name, {"other": values[option]}).to_dicts()}
        if not members:
            continue
        rows = ask(question.name, {**values, option: sorted(map(str, members))})
        counts = _counts(rows, members, rows.columns)
        if counts:
            yield f"of those who belong to what {flag(option)} names there would be: {_listed(counts)}"


def _companions(question: Question, values: Mapping[str, object], ask: Ask) -> Iterator[str]:
    """A hint that names the actors that have rows with the same ``other``."""
    names = {each.name for each in question.parameters if not each.required}
    if not (values.get("actor") and values.get("other")) or not {"actor", "other"} <= names or "broker" in names:
        return
    rows = ask(question.name, {name: value for name, value in values.items() if name != "actor"})
    main_column = next(name for name in rows.columns if name.endswith("_id"))
    if counts := _counts(rows, None, (main_column,)):
        yield f"with the same --other there are: {_listed(counts)}"


def _wider(question: Question, values: Mapping[str, object], ask: Ask) -> Iterator[str]:
    """A hint that the question of which this one answers a part has rows."""
    if not question.wider:
        return
    from kg.query import question as question_named
    from kg.query.narrowing import DOCUMENT_FILTERS

    taken = {each.name for each in question_named(question.wider).parameters} | set(DOCUMENT_FILTERS)
    defaults = {each.name: list(each.default) for each in question.parameters if each.name == "stance"}
    wider_values = {name: value for name, value in {**defaults, **values}.items() if name in taken}
    if count := len(ask(question.wider, wider_values)):
        stances = " ".join(f"--stance {stance}" for stance in _list(wider_values.get("stance", ())))
        yield f"{question.wider} {stances} has {count} with the same options, answered or not"


def _similar_labels(values: Mapping[str, object], ask: Ask) -> Iterator[str]:
    """A hint for each label that the graph lacks, with similar ones that it has."""
    if not values.get("label"):
        return
    import difflib

    labels = {str(row["label"]) for row in ask("factions-and-labels", {}).to_dicts() if row["label"]}
    by_letters = {letters_of(label): label for label in sorted(labels, reverse=True)}
    for word in _list(values["label"]):
        if word.casefold() in {label.casefold() for label in labels}:
            continue
        similar = difflib.get_close_matches(letters_of(word), by_letters, n=NAMES_SHOWN, cutoff=0.75)
        if similar:
            yield f"nobody is called {word!r}. Did you mean one of: {', '.join(by_letters[each] for each in similar)}?"


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, Iterable) and not isinstance(value, str) else [str(value)]


def _counts(table: Table, ids: set[object] | None, columns: Iterable[str]) -> Counter[str]:
    """How many rows each actor has, by name: those with the ``ids``, or all, in the columns of ids that are named."""
    id_columns = [name for name in columns if name.endswith("_id") and name.removesuffix("_id") in table.columns]
    counts: Counter[str] = Counter()
    for row in table.to_dicts():
        found = {row[name]: row[name.removesuffix("_id")] for name in id_columns if row[name]}
        counts.update(str(name) for id_, name in found.items() if ids is None or id_ in ids)
    return counts


def _listed(counts: Counter[str]) -> str:
    """The actors with the most rows, each with their number."""
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    more = len(ranked) - NAMES_SHOWN
    listed = ", ".join(f"{name} ({count})" for name, count in ranked[:NAMES_SHOWN])
    return listed + (f" and {more} more" if more > 0 else "")
