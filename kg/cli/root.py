"""The command `kg` itself: what becomes of errors, interrupts and broken pipes, the same for every command."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import traceback
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from kg.cli.talk import report, say, say_lines
from kg.errors import BugError, CommandError, KgError, OutputError, SurnameWarning

__all__ = ["Root"]

INTERRUPTED = 130
_WARN = warnings.showwarning
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What goes wrong with the place that is written to, and with nothing else."""


class Root(TyperGroup):
    """Turns whatever a command raises into a coded line on stderr and an exit status.

    0 done; 1 done, but something was found wrong; 2 bad usage or input; 3 a store or model is not there; 70 a bug;
    130 interrupted.
    """

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        arguments, debug = _without_debug(list(sys.argv[1:] if args is None else args))
        told, warnings.showwarning = warnings.showwarning, _warned
        warnings.simplefilter("always", SurnameWarning)
        try:
            status = super().main(arguments, prog_name or "kg", complete_var, False, windows_expand_args, **extra)
            sys.stdout.flush()
        except BrokenPipeError:
            _let_go_of_stdout()
            status = 0
        except (KeyboardInterrupt, typer.Abort):
            status = INTERRUPTED
        except typer.TyperException as error:
            status = _misused(error)
        except KgError as error:
            if debug:
                say_lines(traceback.format_exc())
            report(error)
            status = error.exit_status
        except Exception as error:  # noqa: BLE001 - the last line of defence: whatever it is, it gets a code
            if debug:
                say_lines(traceback.format_exc())
            named: KgError = BugError(detail=f"{type(error).__name__}: {error}")
            if isinstance(error, OSError) and error.errno in FULL:
                named = OutputError(path=error.filename or "standard output", detail=error.strerror)
                _let_go_of_stdout()
            report(named)
            status = named.exit_status
        finally:
            warnings.showwarning = told
        sys.exit(status if isinstance(status, int) else 0)

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        with _unheard():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: Any) -> Any:
        with _unheard():
            return super().invoke(ctx)


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """Whoever read our output has enough: nothing is wrong with that. (Typer would make it exit status 1.)"""
    try:
        yield
    except BrokenPipeError as error:
        _let_go_of_stdout()
        raise typer.Exit(0) from error


def _warned(message: Warning | str, category: type[Warning], *place: Any, **more: Any) -> None:
    """A note for the person; what warns the programmer goes where it always does."""
    if issubclass(category, SurnameWarning):
        say(str(message))
    else:
        _WARN(message, category, *place, **more)


def _without_debug(arguments: list[str]) -> tuple[list[str], bool]:
    """``--debug`` is understood wherever it stands before a ``--``."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    kept = [a for a in arguments[:end] if a != "--debug"]
    return kept + arguments[end:], len(kept) < end or bool(os.environ.get("KG_DEBUG"))


def _misused(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        say_lines(error.format_message())
    else:
        detail = " ".join(error.format_message().split())
        command = context.command_path if context is not None else "kg"
        report(CommandError(detail=detail if detail.endswith((".", "?", ")")) else f"{detail}.", command=command))
    return CommandError.exit_status


def _let_go_of_stdout() -> None:
    """Python flushes stdout once more at exit: give it a place to go."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
