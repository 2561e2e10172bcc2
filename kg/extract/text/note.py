"""Typed notes: what a stage stores on a document for later stages, declared in the folder whose stage fills it.

A reader of a note imports it, so that the import linter sees the dependency. From outside, each note is an extension
attribute of spaCy's as well: ``doc._.mentions``.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

__all__ = ["Note"]


class Note[Kept]:
    """A named entry on a document. ``make`` makes its value where none has been put.

    >>> from spacy.lang.en import English
    >>> DOUBTS = Note[list[str]]("doubts", list)
    >>> doc = English()("Peru agreed.")
    >>> DOUBTS(doc).append("when?")
    >>> DOUBTS(doc), doc._.doubts
    (['when?'], ['when?'])
    """

    __slots__ = ("_key", "_make", "name")

    def __init__(self, name: str, make: Callable[[], Kept]) -> None:
        self.name = name
        self._key = f"kg {name}"
        self._make = make
        Doc.set_extension(name, getter=self, force=True)

    def __call__(self, doc: Doc) -> Kept:
        """The document's value of this note."""
        entries: dict[str, Kept] = doc.user_data
        try:
            return entries[self._key]
        except KeyError:
            return entries.setdefault(self._key, self._make())

    def put(self, doc: Doc, value: Kept) -> None:
        """Set the document's value of this note."""
        doc.user_data[self._key] = value
