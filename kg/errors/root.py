"""The root of the errors and its three branches, by what a program ends with."""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "DocumentError",
    "KgError",
    "KgWarning",
    "StoreError",
    "UsageError",
    "in_words",
    "with_extra",
]


class KgError(Exception):
    """The root. Raise a leaf with the template's fields as keywords; they stay readable as ``error.fields``.

    Subclasses set ``code``, ``template`` (what is wrong, with the value and the place), ``next_step`` (what the person
    can do) and, where the default of 2 does not fit, ``exit_status``.
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
        return f"{self.code}: {super().__str__()}" + (f" {self.advice}" if self.next_step else "")


class KgWarning(UserWarning):
    """What a person is told although all went on: the command line says it, a program may catch it."""


def in_words(error: Exception) -> str:
    """An error that is none of ours, as a detail of one that is: its type and what it says, in one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def with_extra(extra: str) -> str:
    """The next step where what an extra of the package brings is missing; a wheel brings no docs to look it up."""
    return (
        f"Install kg with the extra `{extra}`: `pip install '.[{extra}]'` in its clone, or with the wheel's name in "
        "the place of the dot."
    )


def _rebuild(kind: type[KgError], fields: dict[str, object]) -> KgError:
    return kind(**fields)


class UsageError(KgError):
    """Bad usage or input: exit status 2."""


class DocumentError(KgError):
    """A document that cannot be read: it is reported, counted and skipped; a run that met one ends with 1.

    ``uri`` is that of its file, with a fragment for a part of it; empty where nobody has said it.
    """

    exit_status = 1
    uri: str = ""


class StoreError(KgError):
    """A store, the record or a model is not there or does not answer: exit status 3."""

    exit_status = 3
