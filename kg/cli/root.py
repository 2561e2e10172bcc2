"""The command `kg` itself: how every command handles errors, interrupts and broken pipes."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Literal, TextIO, cast, get_args, get_origin

import typer
from typer.core import TyperCommand, TyperGroup

from kg.cli.messages import report, say, say_lines
from kg.errors import BugError, CommandError, InstallationError, KgError, KgWarning, OutputError
from kg.errors.root import in_words

__all__ = ["Command", "Root", "group"]

INTERRUPTED = 130
_WARN = warnings.showwarning
UNSURE = object()
"""The result of a conversion that is left to Typer."""
NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,9})?", re.ASCII)
APART = re.compile(r"[^\w\n@%+=:,./-]")
"""Characters that are special to bash in an unquoted word."""
CHECKS = ("exists", "writable", "resolve_path", "path_type", "allow_dash")
"""The checks that Typer can make of a path."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})
"""The numbers of errors that come from the place that is written to, such as a full disk."""


class Root(TyperGroup):
    """Turns every exception of a command into a line on stderr with an error code, and into an exit status.

    0 done; 1 done, but something was found wrong; 2 bad usage or input; 3 a store or model is not there; 70 a bug; 130
    interrupted.
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
        sys.stdout = sys.stdout or _nowhere()
        _speak_utf_8()
        warnings.simplefilter("always", KgWarning)
        try:
            with _as_bash_reads_it():
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
            named = _named(error)
            if isinstance(named, OutputError):
                _let_go_of_stdout()
            report(named)
            status = named.exit_status
        finally:
            warnings.showwarning = told
        sys.exit(status if isinstance(status, int) else 0)

    def get_params(self, ctx: Any) -> Any:
        return _made_plain(super().get_params(ctx))

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        with _unheard():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: Any) -> Any:
        with _unheard():
            return super().invoke(ctx)


def group(name: str, help: str) -> typer.Typer:
    """A group of commands, such as ``kg store``."""
    settings = {"help_option_names": ["-h", "--help"]}
    return typer.Typer(name=name, help=help, no_args_is_help=True, rich_markup_mode=None, context_settings=settings)


class Command(TyperCommand):
    """A command whose options are words, paths, numbers and the like, which can be converted without pydantic.

    Typer uses pydantic to convert every option, and importing it takes longer than most answers. Any value that is not
    certainly valid is left to Typer, with its messages.
    """

    def get_params(self, ctx: Any) -> Any:
        return _made_plain(super().get_params(ctx))

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except CommandError as error:
            # Code that commands share does not know which command is running.
            if error.fields["command"] == "kg":
                error.fields["command"] = ctx.command_path
            raise


def _made_plain(parameters: Sequence[Any]) -> Sequence[Any]:
    """The parameters, with `_Plain` as their first conversion. Other versions of Typer are left unchanged."""
    for parameter in parameters:
        general = getattr(parameter, "get_runtime_param", None)
        if general is not None and not isinstance(general, partial):
            setattr(parameter, "get_runtime_param", partial(_Plain, parameter, general))  # noqa: B010 - of the instance
    return parameters


class _Plain:
    """Converts a parameter's value without pydantic if it is simple; stands in for Typer's `RuntimeParam`."""

    def __init__(self, parameter: Any, general: Callable[[], Any]) -> None:
        self.parameter = parameter
        self.general = general

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value in the parameter's type."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        descriptor = self.parameter.type_descriptor
        kind, about = descriptor.annotation, descriptor.parameter_info
        if get_origin(kind) is list and isinstance(value, list | tuple):
            (kind,) = get_args(kind)
            found = [_plainly(kind, about, each) for each in value]
            return self._generally(value, param, ctx) if UNSURE in found else found
        found = _plainly(kind, about, value)
        return self._generally(value, param, ctx) if found is UNSURE else found

    def _generally(self, value: Any, param: Any, ctx: Any) -> Any:
        return self.general().coerce(value, param=param, ctx=ctx)


def _plainly(kind: Any, about: Any, value: Any) -> Any:
    """The value in its type if that conversion is simple; else `UNSURE`."""
    found: Any = UNSURE
    if about.parser is not None or about.clamp:
        return UNSURE
    if kind in (int, float):
        is_number = type(value) in (int, float) or (isinstance(value, str) and NUMBER.fullmatch(value))
        number = kind(value) if is_number and (kind is float or "." not in str(value)) else UNSURE
        least, most = about.min, about.max
        if number is not UNSURE and (least is None or number >= least) and (most is None or number <= most):
            found = number
    elif kind is str or get_origin(kind) is Literal:
        found = value if isinstance(value, str) and (kind is str or value in get_args(kind)) else UNSURE
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        found = next((each for each in kind if value in (each, each.value)), UNSURE)
    elif kind is Path and not any(getattr(about, name) for name in CHECKS):
        found = Path(value) if isinstance(value, str | Path) else UNSURE
    return found


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """End with status 0 when whoever reads stdout has closed the pipe. (Typer would make it exit status 1.)"""
    try:
        yield
    except BrokenPipeError as error:
        _let_go_of_stdout()
        raise typer.Exit(0) from error


def _warned(message: Warning | str, category: type[Warning], *place: Any, **more: Any) -> None:
    """Print a note for the user; other warnings, meant for programmers, go where they always go."""
    if issubclass(category, KgWarning):
        say(str(message))
    else:
        _WARN(message, category, *place, **more)


def _without_debug(arguments: list[str]) -> tuple[list[str], bool]:
    """The arguments without ``--debug`` (before any ``--``), and whether to print tracebacks."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    kept = [a for a in arguments[:end] if a != "--debug"]
    return kept + arguments[end:], len(kept) < end or bool(os.environ.get("KG_DEBUG"))


@contextlib.contextmanager
def _as_bash_reads_it() -> Iterator[None]:
    """Escape completions for bash, so that a name with special characters stays one word; Typer does not."""
    if os.environ.get("_KG_COMPLETE") != "complete_bash":
        yield
        return
    words, at = os.environ.get("COMP_WORDS", "").split("\n"), int(os.environ.get("COMP_CWORD", "0"))
    if "".join(words[at : at + 1]).startswith(("'", '"')):
        yield
        return
    found = io.StringIO()
    try:
        with contextlib.redirect_stdout(found):
            yield
    finally:
        sys.stdout.write(APART.sub(r"\\\g<0>", found.getvalue()))


def _named(error: Exception) -> KgError:
    """The error to report for an exception that no command expects."""
    words = in_words(error)
    if isinstance(error, OSError) and error.errno in FULL:
        return OutputError(path=error.filename or "standard output", detail=error.strerror)
    if isinstance(error, ImportError) or (isinstance(error, FileNotFoundError) and _is_ours(error.filename)):
        return InstallationError(detail=words)
    return BugError(detail=words)


def _is_ours(name: object) -> bool:
    return isinstance(name, str | Path) and Path(name).is_relative_to(Path(__file__).parents[1])


def _speak_utf_8() -> None:
    """Use UTF-8 for files and pipes, whatever the locale; escape what a terminal cannot show."""
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def _misused(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        say_lines(error.format_message())
    else:
        detail = " ".join(error.format_message().split())
        command = context.command_path if context is not None else "kg"
        report(CommandError(detail=detail if detail.endswith((".", "?", ")")) else f"{detail}.", command=command))
    return CommandError.exit_status


class _Nowhere(io.RawIOBase):
    """Stands in for a standard output that is closed (``kg ... >&-``): writing raises `OutputError`."""

    def writable(self) -> bool:
        return True

    def write(self, _: object) -> int:
        raise OutputError(path="standard output", detail="it is closed")


def _nowhere() -> TextIO:
    # Otherwise the next file to be opened would become the standard output of every child process.
    if (place := os.open(os.devnull, os.O_RDWR)) > 2:
        os.close(place)
    return io.TextIOWrapper(cast("BinaryIO", _Nowhere()), "utf-8", write_through=True)


def _let_go_of_stdout() -> None:
    """Redirect stdout to the null device, since Python flushes it once more at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
