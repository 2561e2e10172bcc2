"""Interrupts that a started process heeds, wherever the tests themselves run."""

from __future__ import annotations

import signal

__all__ = ["heed_interrupts"]


def heed_interrupts() -> None:
    """Let a child process heed Ctrl-C (for ``preexec_fn``): tests run from a script in the background ignore it, and
    their child processes inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
