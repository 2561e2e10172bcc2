"""Colours that can be told apart with any colour vision (Okabe & Ito 2008); a sign is never shown by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from matplotlib.colors import Colormap

__all__ = ["AGREEMENT", "CONFLICT", "GREY", "INK", "group_colour", "scale"]

AGREEMENT: Final = "#0072B2"
CONFLICT: Final = "#D55E00"
GREY: Final = "#B8B8B8"
INK: Final = "#222222"
_GROUPS: Final = ("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#0072B2", "#D55E00")


def group_colour(number: int) -> str:
    """The colour of a group, numbered from 0; from the eighth on groups are grey, since more colours look too similar.

    >>> group_colour(0), group_colour(99)
    ('#56B4E9', '#B8B8B8')
    """
    return _GROUPS[number] if number < len(_GROUPS) else GREY


def scale(*, signed: bool) -> Colormap:
    """The colours from 0 to much; if ``signed``, from conflict over 0 to agreement."""
    from matplotlib.colors import LinearSegmentedColormap

    colours = (
        ["#8A3800", CONFLICT, "#F6C9A4", "#FFFFFF", "#A8CDE6", AGREEMENT, "#003D66"]
        if signed
        else ["#FFFFFF", "#C3DDEE", "#6BAED6", AGREEMENT, "#002B4D"]
    )
    return LinearSegmentedColormap.from_list("signed" if signed else "plain", colours)
