"""What a stage writes down on a document for those after it: a typed note, declared by the folder that fills it.

Whoever reads a note imports it, so that the import linter sees the arrow. From outside, where nobody has to know this
file, each note is an extension attribute of spaCy's: ``doc._.mentions``.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

__all__ = ["Note"]


class Note[Kept]:
    """A named entry on a document. ``make`` gives its value where nobody has filled it.

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
        """What the document's note says."""
        entries: dict[str, Kept] = doc.user_data
        try:
            return entries[self._key]
        except KeyError:
            return entries.setdefault(self._key, self._make())

    def put(self, doc: Doc, value: Kept) -> None:
        """Write the note, over what it said before."""
        doc.user_data[self._key] = value
