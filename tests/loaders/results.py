"""The results of a loader, and their summary for tests."""

from __future__ import annotations

from collections.abc import Callable

from kg.errors import DocumentError
from kg.model import Document

type LoadedItems = list[Document | DocumentError]
ReadFile = Callable[..., LoadedItems]


def texts_and_codes(found: LoadedItems) -> list[str]:
    """The texts of the documents, and the codes of the errors."""
    return [item.text if isinstance(item, Document) else item.code for item in found]
