"""The paper that pictures are drawn on, and how it becomes a file."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import PicturesMissingError
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
"""Fonts for what DejaVu Sans, which comes with matplotlib, does not have."""


@contextmanager
def style() -> Iterator[None]:
    """How everything drawn in the block looks, whatever a person's own matplotlib settings say.

    Raises `PicturesMissingError` where matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise PicturesMissingError from error
    fonts = ["DejaVu Sans", *(name for name in _OTHER_SCRIPTS if _is_installed(name))]
    looks: dict[Any, Any] = {name: value for name, value in mpl.rcParamsDefault.items() if "backend" not in name}
    with warnings.catch_warnings(), mpl.rc_context(looks | _STYLE | {"font.family": fonts}):
        # A script that no font here has is drawn as boxes; saying so for each letter helps nobody.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def _is_installed(font: str) -> bool:
    from matplotlib.font_manager import fontManager

    return any(each.name == font for each in fontManager.ttflist)


def paper(width: float, height: float) -> Figure:
    """White paper of so many inches, to be drawn on inside of `style`."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def bare(axes: Axes) -> None:
    """Take away the frame and the ticks."""
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)


def note(figure: Figure, text: str) -> None:
    """A line in small print at the lower left: what is not shown, and how things are meant."""
    if text:
        figure.text(0.01, 0.008, text, fontsize=7, color="#555555", ha="left", va="bottom")


def save(figure: Figure, path: str | os.PathLike[str]) -> None:
    """Write a PNG, SVG or PDF, as the name ends, whole or not at all; no date and no program's name goes in.

    Raises `kg.errors.OutputError`.
    """
    path = Path(path)
    suffix = path.suffix.lower().removeprefix(".")
    metadata = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None, "Producer": None}}
    with style(), whole_file(path) as output:
        figure.savefig(output, format=suffix, dpi=DPI, metadata=metadata[suffix])
