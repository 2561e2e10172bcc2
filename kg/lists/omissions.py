"""The warning about values of a file that a list leaves out."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Final

from kg.errors import KgWarning

__all__ = ["warn_of_omissions"]

_SHOWN: Final = 5
"""How many of the values the warning names."""


def warn_of_omissions(message: str, values: Sequence[str], depth: int = 4) -> None:
    """Issue a `KgWarning` with the message, the first few values and the number of the others; none without values.

    ``depth`` says which caller the warning names: by default that of `kg.lists.read_list`, if this is called directly
    by a reader of files that `read_list` calls.
    """
    if values:
        number_of_others = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
        warnings.warn(f"{message}: {'; '.join(values[:_SHOWN])}{number_of_others}", KgWarning, stacklevel=depth)
