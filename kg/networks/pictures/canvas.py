"""The style and canvas of pictures, and saving them."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import NetworkFormatError, PicturesMissingError
from kg.whole_file import whole_file

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["DPI", "bare", "note", "paper", "save", "style"]

DPI: Final = 150

_STYLE: Final = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#666666",
    "axes.labelcolor": "#333333",
    "xtick.color": "#333333",
    "ytick.color": "#333333",
    "svg.hashsalt": "negotiation-kg",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "text.parse_math": False,
    "text.usetex": False,
}


_OTHER_SCRIPTS: Final = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Microsoft YaHei",
    "PingFang SC",
    "Arial Unicode MS",
)
"""Fonts for scripts that DejaVu Sans, which comes with matplotlib, lacks."""


@contextmanager
def style() -> Iterator[None]:
    """The style of everything drawn in the block, whatever the user's own matplotlib settings are.

    Raises `PicturesMissingError` if matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise PicturesMissingError from error
    fonts = ["DejaVu Sans", *(name for name in _OTHER_SCRIPTS if _is_installed(name))]
    defaults: dict[Any, Any] = {name: value for name, value in mpl.rcParamsDefault.items() if "backend" not in name}
    with warnings.catch_warnings(), mpl.rc_context(defaults | _STYLE | {"font.family": fonts}):
        # Letters that no installed font has are drawn as boxes; a warning for each is of no help.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def _is_installed(font: str) -> bool:
    from matplotlib.font_manager import fontManager

    return any(each.name == font for each in fontManager.ttflist)


def paper(width: float, height: float) -> Figure:
    """A white figure of this size in inches, to be drawn on within `style`."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def bare(axes: Axes) -> None:
    """Remove the frame and the ticks."""
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)


def note(figure: Figure, text: str) -> None:
    """Add a line in small print at the lower left: what is not shown, and what symbols mean."""
    if text:
        figure.text(0.01, 0.008, text, fontsize=7, color="#555555", ha="left", va="bottom")


def save(figure: Figure, path: str | os.PathLike[str]) -> None:
    """Write a PNG, SVG or PDF, by the suffix of the name, whole or not at all, without a date or a program's name.

    Raises `kg.errors.OutputError`, and `kg.errors.NetworkFormatError` for another suffix.
    """
    path = Path(path)
    suffix = path.suffix.lower().removeprefix(".")
    metadata = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None, "Producer": None}}
    if suffix not in metadata:
        raise NetworkFormatError(path=path, suffixes=", ".join(f".{known}" for known in metadata))
    with style(), whole_file(path) as output:
        figure.savefig(output, format=suffix, dpi=DPI, metadata=metadata[suffix])
