"""The warning that names what a list is read without."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Final

from kg.errors import KgWarning

__all__ = ["warn_of"]

_SHOWN: Final = 5
"""How many of the values the warning names."""


def warn_of(told: str, values: Sequence[str]) -> None:
    """Issue one `KgWarning` with the first of the values and the number of the others, if there are any. To be called
    by what reads the file for `kg.lists.read_list`, whose caller it names."""
    if values:
        more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
        warnings.warn(f"{told}: {'; '.join(values[:_SHOWN])}{more}", KgWarning, stacklevel=4)
