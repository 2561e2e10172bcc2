"""The warning about values of a file that a list leaves out."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Final

from kg.errors import KgWarning

__all__ = ["warn_of_omissions"]

_SHOWN: Final = 5
"""How many of the values the warning names."""


def warn_of_omissions(message: str, values: Sequence[str]) -> None:
    """Issue a `KgWarning` with the message, the first few values and the number of the others; none without values.

    To be called directly by a reader of files that `kg.lists.read_list` calls: the warning names the caller of
    `read_list`.
    """
    if values:
        number_of_others = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
        warnings.warn(f"{message}: {'; '.join(values[:_SHOWN])}{number_of_others}", KgWarning, stacklevel=4)
