"""The process of a program's first query, forked from it at its start.

To start Python anew, and to load there what is loaded here, takes longer than most answers. It is forked before this
process has a second thread or has opened a store or a record, since none of these survives a fork, and then is held to
what holds for every process that answers: see `kg.stores.child.child`.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import IO, Final

from kg.processes.safe_path import safe_path

__all__ = ["ENVIRONMENT", "FOLDER", "Forked", "fork_ahead", "is_waiting", "taken"]

FOLDER: Final = Path(__file__).parent
"""Where processes work, so that nothing of the person's is beside them."""
ENVIRONMENT: Final = {"MALLOC_ARENA_MAX": "2", "RUST_BACKTRACE": "0"}
"""The C library would set aside 64 MiB of the space that a query may have for each thread; and a trace takes memory
where there is none left, and says nothing to anyone."""
ARENA_MAX: Final = -8
"""``M_ARENA_MAX`` of ``mallopt``: the C library reads its environment at the start of Python only."""
PAUSE: Final = 0.005
"""Seconds between two looks at a process that is to end."""


class Forked:
    """A process that waits to be told what it is for: as much of `subprocess.Popen` as is needed of it."""

    def __init__(self, pid: int, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes]) -> None:
        self.stdin, self.stdout, self.stderr = stdin, stdout, stderr
        self.pid = pid
        self._status: int | None = None

    def begin(self, module: str, memory: int) -> None:
        """Let it answer with the engine of this name. Raises `OSError` where it has ended."""
        pickle.dump((module, memory), self.stdin)
        self.stdin.flush()

    def poll(self) -> int | None:
        """How it ended, as `subprocess.Popen.poll` gives it; None while it has not."""
        return self.wait(0.0, raising=False)

    def wait(self, timeout: float | None = None, *, raising: bool = True) -> int | None:
        """Wait until it has ended. Raises `subprocess.TimeoutExpired`."""
        until = None if timeout is None else time.monotonic() + timeout
        while self._status is None:
            pid, status = self._looked(0 if until is None else os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
            elif until is not None and time.monotonic() >= until:
                if raising:
                    raise subprocess.TimeoutExpired("kg", timeout or 0.0)
                return None
            else:
                time.sleep(PAUSE)
        return self._status

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def _looked(self, how: int) -> tuple[int, int]:
        try:
            return os.waitpid(self.pid, how)
        except ChildProcessError:  # whoever started us lets the system take ended children away, and its status with it
            return self.pid, 0


_AHEAD: list[Forked] = []
"""The one that nobody has taken yet."""


def fork_ahead() -> None:
    """Fork the process that `taken` gives. For the first act of a program that will ask one thing and end.

    One that nobody takes ends with the program. Where the system grants none, there is none to take.
    """
    if sys.platform != "linux" or sys.stdin is None:
        return
    ours: list[int] = []
    theirs: list[int] = []
    try:
        for inward in (True, False, False):
            reading, writing = os.pipe()
            ours.append(writing if inward else reading)
            theirs.append(reading if inward else writing)
        pid = os.fork()
    except OSError:  # no room for one more; whoever asks later is told, or finds it
        for end in (*ours, *theirs):
            os.close(end)
        return
    if pid == 0:
        _become(theirs)
    for end in theirs:
        os.close(end)
    _AHEAD.append(Forked(pid, os.fdopen(ours[0], "wb"), os.fdopen(ours[1], "rb"), os.fdopen(ours[2], "rb")))
    atexit.register(_end_untaken)


def is_waiting() -> bool:
    """Whether one was forked ahead, and nobody has taken it yet."""
    return bool(_AHEAD)


def taken() -> Forked | None:
    """The process that was forked ahead, once, while it lives."""
    ahead = _AHEAD.pop() if _AHEAD else None
    return ahead if ahead is not None and ahead.poll() is None else None


def _end_untaken() -> None:
    """By ourselves: left to the system it would stay a zombie where no init takes it away, as in most containers."""
    if (ahead := taken()) is not None:
        ahead.kill()
        ahead.wait()


def _become(ends: list[int]) -> None:
    """Be the process that answers, and never return."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for number, end in enumerate(ends):
            os.dup2(end, number)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        sys.path[:] = safe_path()  # without the person's folder, so while this is still the working directory
        os.chdir(FOLDER)
        os.environ.update(ENVIRONMENT)
        module, memory = pickle.load(sys.stdin.buffer)
        _spare_arenas()
        from kg.stores.child.serving import serve

        serve(module, memory)
    except EOFError:
        os._exit(0)
    except BaseException:  # noqa: BLE001 - the parent reports its last line
        traceback.print_exc()
    finally:
        os._exit(1)


def _spare_arenas() -> None:
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(ARENA_MAX, int(ENVIRONMENT["MALLOC_ARENA_MAX"]))
