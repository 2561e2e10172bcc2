"""Where what is learned from lies in a checkout."""

from pathlib import Path

__all__ = ["GOLD", "ROOT", "SHARED"]

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
SHARED = ROOT.parent / "shared"
"""Gold and corpora that are no part of the checkout."""
