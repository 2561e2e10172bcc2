"""Look up issues by label, concept name or id, in the scheme and in the graph's own lists."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg.errors import IssueAmbiguousError, IssueUnknownError
from kg.folding import without_case
from kg.vocabulary import OWN, concepts, schema_path

if TYPE_CHECKING:
    from kg.lists import OwnList

__all__ = ["hint", "issue_of", "known_issue", "labels_of_issues", "with_narrower"]

_OWN_ISSUE_ID: Final = OWN + r"[^\s<>\"{}|\\^`]+"
_LEAST_SIMILARITY: Final = 0.6


def issue_of(words: str, lists: Sequence[OwnList] = ()) -> str:
    """The id of the issue with this label, concept name or id; labels of the project's own lists take precedence.

    Raises `IssueUnknownError` or `IssueAmbiguousError`.
    """
    if issue := known_issue(words, lists):
        return issue
    from kg.stores.ids import own_issue

    suggestions = hint(_similar_labels(without_case(words), lists)[:5])
    codebooks = " and ".join(each.name for each in lists if each.replaces)
    scheme = f"Your list {codebooks}" if codebooks else schema_path("issues.ttl")
    raise IssueUnknownError(issue=repr(words), hint=suggestions, own=own_issue(words), scheme=scheme)


def known_issue(words: str, lists: Sequence[OwnList] = ()) -> str | None:
    """What `issue_of` finds; None where it would look for similar labels, which takes a hundred times as long.

    Raises `IssueAmbiguousError`.
    """
    if re.fullmatch(_OWN_ISSUE_ID, words):
        return words
    by_name, by_alternative = _scheme_issues()
    key = without_case(words)
    if issue := _listed_issue(key, lists) or by_name.get(key):
        return issue
    candidates = by_alternative.get(key, ())
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise IssueAmbiguousError(issue=repr(words), candidates=", ".join(candidates))
    return None


def _listed_issue(key: str, lists: Sequence[OwnList]) -> str | None:
    """The id of the issue with this label (``key``, in folded case) in a list, else of the one with this alias."""
    issues = [issue for each in lists for issue in each.issues]
    match = next((issue for issue in issues if without_case(issue.label) == key), None)
    match = match or next((issue for issue in issues if key in map(without_case, issue.aliases)), None)
    return f"issue/{match.concept}" if match else None


def _similar_labels(key: str, lists: Sequence[OwnList]) -> list[str]:
    """The labels of issues that are spelt like ``key`` (in folded case), or have such an alias, which follows in
    brackets, each once: first those of the lists, the most similar first, then the shipped ones, unless a list takes
    their place."""
    own = {
        without_case(words): issue.label
        for each in lists
        for issue in each.issues
        for words in (*issue.aliases, issue.label)
    }
    similar = [(own[words], words) for words in difflib.get_close_matches(key, own, n=8, cutoff=_LEAST_SIMILARITY)]
    if not any(each.replaces for each in lists):
        by_label, by_alternative = _ids_by_label(), _scheme_issues()[1]
        for words in difflib.get_close_matches(key, [*by_label, *by_alternative], n=8, cutoff=_LEAST_SIMILARITY):
            ids = (by_label[words],) if words in by_label else by_alternative[words]
            similar += [(concepts()[id_].label, words) for id_ in ids]
    alias_by_label: dict[str, str] = {}
    for label, words in similar:
        alias_by_label.setdefault(label, "" if words == without_case(label) else f' ("{words}")')
    return [f"{label}{alias}" for label, alias in alias_by_label.items()]


@lru_cache(maxsize=256)
def with_narrower(issue: str, lists: tuple[OwnList, ...] = ()) -> tuple[str, ...]:
    """The issue, then all issues below it, each once."""
    narrower: dict[str, list[str]] = {}
    for concept in concepts().values():
        for broader in concept.broader:
            narrower.setdefault(broader, []).append(concept.id)
    for own_issue in (each for own_list in lists for each in own_list.issues if each.broader):
        narrower.setdefault(f"issue/{own_issue.broader}", []).append(f"issue/{own_issue.concept}")
    reached = {issue: None}
    unexplored = [issue]
    while unexplored:
        newly_reached = [id_ for id_ in narrower.get(unexplored.pop(), ()) if id_ not in reached]
        reached |= dict.fromkeys(newly_reached)
        unexplored += newly_reached
    return tuple(reached)


@cache
def _scheme_issues() -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    """Short ids by folded id, concept name and label; and by alternative label, which several concepts may share."""
    by_name: dict[str, str] = {}
    by_alternative: dict[str, list[str]] = {}
    for id_, concept in concepts().items():
        by_name |= {without_case(name): id_ for name in (id_, id_.removeprefix("issue/"), concept.label)}
        for label in concept.alternatives:
            by_alternative.setdefault(without_case(label), []).append(id_)
    return by_name, {label: tuple(dict.fromkeys(ids)) for label, ids in by_alternative.items()}


@cache
def _ids_by_label() -> Mapping[str, str]:
    """Short ids by folded label."""
    return {without_case(concept.label): id_ for id_, concept in concepts().items()}


def labels_of_issues() -> tuple[str, ...]:
    """The labels of the scheme's concepts, sorted."""
    return tuple(sorted(concept.label for concept in concepts().values()))


def hint(suggestions: Iterable[str]) -> str:
    """A question that suggests similar names; "" if there are none."""
    joined = ", ".join(suggestions)
    return f" Did you mean one of: {joined}?" if joined else ""
