"""What is to be put away when the process is asked to end."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

__all__ = ["ending_orderly"]


@contextlib.contextmanager
def ending_orderly() -> Iterator[None]:
    """Let SIGTERM end what is done here as Ctrl-C does, so that temporary files go and servers that we started end.

    Elsewhere than in the main thread, where Python hears no signals, nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
