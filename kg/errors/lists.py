"""KG-T: a project's own lists of actors and issues."""

from __future__ import annotations

from kg.errors.root import UsageError

__all__ = [
    "ListCircleError",
    "ListClashError",
    "ListFileError",
    "ListRowError",
    "ListUnknownError",
]


class ListFileError(UsageError):
    """A file that is no list of actors or issues."""

    code = "KG-T001"
    template = "{path} is not a list of actors or issues: {detail}."
    next_step = "docs/stores/lists.md shows a CSV, a SKOS and a FollowTheMoney file; nothing in this one was kept."


class ListRowError(UsageError):
    """A row of a list with a wrong value."""

    code = "KG-T002"
    template = "line {line} of {path}: {field} is {value}, {detail}."
    next_step = "Correct it in the file; nothing in it was kept."


class ListClashError(UsageError):
    """A name that means two different actors or issues in the lists."""

    code = "KG-T003"
    template = "the name {name} is that of {one} in {list} and of {other} in {path}."
    next_step = "Take it out of one of them, or `kg link --forget` the older list; nothing was kept."


class ListCircleError(UsageError):
    """An issue that lists, alone or together with the shipped scheme, make narrower than itself."""

    code = "KG-T005"
    template = "{path} makes the issue {issue} narrower than itself: {way}."
    next_step = "Take one of these out of `broader`, or `kg link --forget` the older list; nothing was kept."


class ListUnknownError(UsageError):
    """A list that the graph does not keep."""

    code = "KG-T004"
    template = "the graph keeps no list {name}."
    next_step = "`kg link` shows those that it keeps."
