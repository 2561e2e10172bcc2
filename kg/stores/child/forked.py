"""The process for a program's first query, forked from the program at its start.

Starting Python and importing our modules anew would take longer than most answers. The fork is made before this process
has a second thread or has opened a store or a record, since none of these survives a fork. From then on it is like
every process that answers queries: see `kg.stores.child.child`.
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

__all__ = ["ENVIRONMENT", "FOLDER", "Forked", "fork_ahead", "is_waiting", "take_forked"]

FOLDER: Final = Path(__file__).parent
"""The working directory of the processes, so that no file of the user is in it."""
ENVIRONMENT: Final = {"MALLOC_ARENA_MAX": "2", "RUST_BACKTRACE": "0"}
"""Without the first, the C library would reserve 64 MiB of a query's address space for each thread; a Rust backtrace
would need memory where there is none left, and helps nobody."""
ARENA_MAX: Final = -8
"""``M_ARENA_MAX`` of ``mallopt``, needed since the C library reads the variable only when a program starts."""
PAUSE: Final = 0.005
"""Seconds between two checks whether a process has ended."""


class Forked:
    """A forked process that waits for its engine and its requests; it has the needed methods of `subprocess.Popen`."""

    def __init__(self, pid: int, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes]) -> None:
        self.stdin, self.stdout, self.stderr = stdin, stdout, stderr
        self.pid = pid
        self._status: int | None = None

    def begin(self, module: str, memory: int) -> None:
        """Make it answer with the engine in this module. Raises `OSError` where it has ended."""
        pickle.dump((module, memory), self.stdin)
        self.stdin.flush()

    def poll(self) -> int | None:
        """Its exit status, as `subprocess.Popen.poll` gives it; None while it runs."""
        return self.wait(0.0, raising=False)

    def wait(self, timeout: float | None = None, *, raising: bool = True) -> int | None:
        """Wait until it has ended. Raises `subprocess.TimeoutExpired`."""
        until = None if timeout is None else time.monotonic() + timeout
        while self._status is None:
            pid, status = self._waitpid(0 if until is None else os.WNOHANG)
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

    def _waitpid(self, options: int) -> tuple[int, int]:
        try:
            return os.waitpid(self.pid, options)
        except ChildProcessError:  # SIGCHLD is ignored: the system has reaped the child, and its status is lost
            return self.pid, 0


_AHEAD: list[Forked] = []
"""The forked process, until it is taken."""


def fork_ahead() -> None:
    """Fork the process that `take_forked` gives. To be called first in a program that makes one query and ends.

    If it is not taken, it ends with the program. Where the system refuses a fork, there is none to take.
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
    except OSError:  # too many processes or files; a later query starts its own process, or reports the error
        for end in (*ours, *theirs):
            os.close(end)
        return
    if pid == 0:
        _serve_forked(theirs)
    for end in theirs:
        os.close(end)
    _AHEAD.append(Forked(pid, os.fdopen(ours[0], "wb"), os.fdopen(ours[1], "rb"), os.fdopen(ours[2], "rb")))
    atexit.register(_end_untaken)


def is_waiting() -> bool:
    """Whether a process was forked ahead and has not been taken."""
    return bool(_AHEAD)


def take_forked() -> Forked | None:
    """The process that was forked ahead, if it is alive; afterwards there is none."""
    ahead = _AHEAD.pop() if _AHEAD else None
    return ahead if ahead is not None and ahead.poll() is None else None


def _end_untaken() -> None:
    """Kill and reap it: without an init process, as in most containers, it would otherwise remain as a zombie."""
    if (ahead := take_forked()) is not None:
        ahead.kill()
        ahead.wait()


def _serve_forked(ends: list[int]) -> None:
    """Turn this fork into a process that answers queries; never returns."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for number, end in enumerate(ends):
            os.dup2(end, number)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        sys.path[:] = safe_path()  # before chdir, since it leaves out the working directory
        os.chdir(FOLDER)
        os.environ.update(ENVIRONMENT)
        module, memory = pickle.load(sys.stdin.buffer)
        _limit_arenas()
        from kg.stores.child.serving import serve

        serve(module, memory)
    except EOFError:
        os._exit(0)
    except BaseException:  # noqa: BLE001 - the parent reports its last line
        traceback.print_exc()
    finally:
        os._exit(1)


def _limit_arenas() -> None:
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(ARENA_MAX, int(ENVIRONMENT["MALLOC_ARENA_MAX"]))
