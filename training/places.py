"""Where the training data lies."""

from pathlib import Path

__all__ = ["GOLD", "ROOT", "SHARED"]

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
SHARED = ROOT.parent / "shared"
"""Gold and corpora beside the checkout, which are not part of it."""
