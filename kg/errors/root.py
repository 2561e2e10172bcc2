"""The root of the errors and its three branches, by exit status."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

__all__ = [
    "DocumentError",
    "KgError",
    "KgWarning",
    "StoreError",
    "UsageError",
    "in_words",
    "with_extra",
    "with_paths_of_pages",
]

_SHIPPED_PAGES = Path(__file__).resolve().parents[1] / "docs"
"""Where a wheel keeps the documentation; a checkout has it beside the package."""


class KgError(Exception):
    """The root. Raise a leaf class with the template's fields as keywords; they remain available as ``error.fields``.

    Subclasses set ``code``, ``template`` (what is wrong, with the value and the place), ``next_step`` (what the user
    can do) and, if the default of 2 does not apply, ``exit_status``.
    """

    code: ClassVar[str] = "KG-C000"
    template: ClassVar[str] = "{detail}"
    next_step: ClassVar[str] = ""
    exit_status: ClassVar[int] = 2

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.template.format(**fields))

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.fields))

    @property
    def advice(self) -> str:
        """The next step, with this error's fields filled in."""
        return self.next_step.format(**self.fields)

    def __str__(self) -> str:
        # Not in `advice`, which the server sends to others: the path is of this machine.
        advice = with_paths_of_pages(self.next_step, is_template=True).format(**self.fields)
        return f"{self.code}: {super().__str__()}" + (f" {advice}" if advice else "")


class KgWarning(UserWarning):
    """A note for the user although nothing failed: the command line prints it, a program may catch it."""


def in_words(error: Exception) -> str:
    """The type and message of an error of other code in one line, as the detail of one of ours."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def with_extra(extra: str) -> str:
    """The next step if the packages of an extra are missing."""
    return (
        f"Install kg with the extra `{extra}`: `pip install '.[{extra}]'` in its clone, or with the wheel's name in "
        "the place of the dot."
    )


def with_paths_of_pages(message: str, folder: Path = _SHIPPED_PAGES, *, is_template: bool = False) -> str:
    """``message`` with each ``docs/PAGE.md`` as the path of that page in ``folder``; as it is if the folder has none.

    For messages of our own, before values are filled in: a user's file may have such a name too. ``is_template``: the
    result is passed to `str.format`.
    """

    def path(page: re.Match[str]) -> str:
        file = folder / page[1]
        if not file.is_file():
            return page[0]
        return str(file).replace("{", "{{").replace("}", "}}") if is_template else str(file)

    return re.sub(r"\bdocs/([\w/-]+\.md)", path, message)


def _rebuild(kind: type[KgError], fields: dict[str, object]) -> KgError:
    return kind(**fields)


class UsageError(KgError):
    """Bad usage or input: exit status 2."""


class DocumentError(KgError):
    """A document that cannot be read: it is reported, counted and skipped; a run with any ends with exit status 1.

    ``uri`` is that of its file, with a fragment for a part of it; empty if it is not known.
    """

    exit_status = 1
    uri: str = ""


class StoreError(KgError):
    """A store, the record or a model is not there or does not answer: exit status 3."""

    exit_status = 3
