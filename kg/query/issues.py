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

__all__ = ["hint", "issue_of", "labels_of_issues", "with_narrower"]

_OWN: Final = OWN + r"[^\s<>\"{}|\\^`]+"
_NEAR: Final = 0.6


def issue_of(words: str, lists: Sequence[OwnList] = ()) -> str:
    """The id of the issue with this label, concept name or id; labels of the project's own lists take precedence.

    Raises `IssueUnknownError` or `IssueAmbiguousError`.
    """
    if re.fullmatch(_OWN, words):
        return words
    names, others = _issues()
    key = without_case(words)
    if listed := _listed(key, lists) or names.get(key):
        return listed
    found = others.get(key, ())
    if len(found) == 1:
        return found[0]
    if found:
        raise IssueAmbiguousError(issue=repr(words), candidates=", ".join(found))
    from kg.stores.ids import own_issue

    labels = _labels()
    close = difflib.get_close_matches(key, [*labels, *others], n=8, cutoff=_NEAR)
    ids = dict.fromkeys(id_ for label in close for id_ in ((labels[label],) if label in labels else others[label]))
    shown = {id_: label for label, id_ in labels.items()}
    near = hint([shown[id_].capitalize() for id_ in ids][:5])
    raise IssueUnknownError(issue=repr(words), hint=near, own=own_issue(words), scheme=schema_path("issues.ttl"))


def _listed(key: str, lists: Sequence[OwnList]) -> str | None:
    """The issue with this label in a list, else the one with this alias."""
    issues = [issue for each in lists for issue in each.issues]
    named = next((issue for issue in issues if without_case(issue.label) == key), None)
    named = named or next((issue for issue in issues if key in map(without_case, issue.aliases)), None)
    return f"issue/{named.concept}" if named else None


@lru_cache(maxsize=256)
def with_narrower(issue: str, lists: tuple[OwnList, ...] = ()) -> tuple[str, ...]:
    """The issue, then all issues below it, each once."""
    narrower: dict[str, list[str]] = {}
    for concept in concepts().values():
        for broader in concept.broader:
            narrower.setdefault(broader, []).append(concept.id)
    for listed in (each for own in lists for each in own.issues if each.broader):
        narrower.setdefault(f"issue/{listed.broader}", []).append(f"issue/{listed.concept}")
    found = {issue: None}
    waiting = [issue]
    while waiting:
        fresh = [id_ for id_ in narrower.get(waiting.pop(), ()) if id_ not in found]
        found |= dict.fromkeys(fresh)
        waiting += fresh
    return tuple(found)


@cache
def _issues() -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    """Short ids by folded id, concept name and label; and by alternative label, which several concepts may share."""
    names: dict[str, str] = {}
    others: dict[str, list[str]] = {}
    for id_, concept in concepts().items():
        names |= {without_case(name): id_ for name in (id_, id_.removeprefix("issue/"), concept.label)}
        for label in concept.alternatives:
            others.setdefault(without_case(label), []).append(id_)
    return names, {label: tuple(dict.fromkeys(ids)) for label, ids in others.items()}


@cache
def _labels() -> Mapping[str, str]:
    """Short ids by folded label."""
    return {without_case(concept.label): id_ for id_, concept in concepts().items()}


def labels_of_issues() -> tuple[str, ...]:
    """The labels of the scheme's concepts, sorted."""
    return tuple(sorted(concept.label for concept in concepts().values()))


def hint(suggestions: Iterable[str]) -> str:
    """A question that suggests similar names; "" if there are none."""
    listed = ", ".join(suggestions)
    return f" Did you mean one of: {listed}?" if listed else ""
