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
from kg.errors.root import in_words, with_paths_of_pages

__all__ = ["Command", "Root", "group"]

INTERRUPTED = 130
_SHOW_WARNING = warnings.showwarning
UNSURE = object()
"""The result of a conversion that is left to Typer."""
NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,9})?", re.ASCII)
SPECIAL_TO_BASH = re.compile(r"[^\w\n@%+=:,./-]")
"""Characters that are special to bash in an unquoted word."""
ADVICE_ON_VALUES = 'put quotes around several words ("Liu He"), and an option before a value (--actor China)'
"""What to do about a word that is in no place where the command takes one."""
PATH_CHECKS = ("exists", "writable", "resolve_path", "path_type", "allow_dash")
"""The checks that Typer can make of a path."""
FULL_DISK_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})
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
        earlier_show_warning, warnings.showwarning = warnings.showwarning, _show_warning
        sys.stdout = sys.stdout or _closed_output()
        _use_utf_8()
        warnings.simplefilter("always", KgWarning)
        try:
            with _escaped_for_bash():
                status = super().main(arguments, prog_name or "kg", complete_var, False, windows_expand_args, **extra)
            sys.stdout.flush()
        except BrokenPipeError:
            _discard_stdout()
            status = 0
        except (KeyboardInterrupt, typer.Abort):
            status = INTERRUPTED
        except typer.TyperException as error:
            status = _report_misuse(error)
        except KgError as error:
            if debug:
                say_lines(traceback.format_exc())
            report(error)
            status = error.exit_status
        except Exception as error:  # noqa: BLE001 - the last line of defence: whatever it is, it gets a code
            if debug:
                say_lines(traceback.format_exc())
            reported = _reported_error(error)
            if isinstance(reported, OutputError):
                _discard_stdout()
            report(reported)
            status = reported.exit_status
        finally:
            warnings.showwarning = earlier_show_warning
        sys.exit(status if isinstance(status, int) else 0)

    def get_params(self, ctx: Any) -> Any:
        return _with_plain_conversion(super().get_params(ctx))

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        with _end_on_closed_pipe():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: Any) -> Any:
        with _end_on_closed_pipe():
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
        return _with_plain_conversion(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        return with_paths_of_pages(super().get_help(ctx))

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except CommandError as error:
            # Code that commands share does not know which command is running.
            if error.fields["command"] == "kg":
                error.fields["command"] = ctx.command_path
            raise


def _with_plain_conversion(parameters: Sequence[Any]) -> Sequence[Any]:
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
        kind, parameter_info = descriptor.annotation, descriptor.parameter_info
        if get_origin(kind) is list and isinstance(value, list | tuple):
            (kind,) = get_args(kind)
            converted = [_converted(kind, parameter_info, each) for each in value]
            return self._converted_by_typer(value, param, ctx) if UNSURE in converted else converted
        converted = _converted(kind, parameter_info, value)
        return self._converted_by_typer(value, param, ctx) if converted is UNSURE else converted

    def _converted_by_typer(self, value: Any, param: Any, ctx: Any) -> Any:
        return self.general().coerce(value, param=param, ctx=ctx)


def _converted(kind: Any, parameter_info: Any, value: Any) -> Any:
    """The value in its type if that conversion is simple; else `UNSURE`."""
    converted: Any = UNSURE
    if parameter_info.parser is not None or parameter_info.clamp:
        return UNSURE
    if kind in (int, float):
        is_number = type(value) in (int, float) or (isinstance(value, str) and NUMBER.fullmatch(value))
        number = kind(value) if is_number and (kind is float or "." not in str(value)) else UNSURE
        least, most = parameter_info.min, parameter_info.max
        if number is not UNSURE and (least is None or number >= least) and (most is None or number <= most):
            converted = number
    elif kind is str or get_origin(kind) is Literal:
        converted = value if isinstance(value, str) and (kind is str or value in get_args(kind)) else UNSURE
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        converted = next((each for each in kind if value in (each, each.value)), UNSURE)
    elif kind is Path and not any(getattr(parameter_info, name) for name in PATH_CHECKS):
        converted = Path(value) if isinstance(value, str | Path) else UNSURE
    return converted


@contextlib.contextmanager
def _end_on_closed_pipe() -> Iterator[None]:
    """End with status 0 when whoever reads stdout has closed the pipe. (Typer would make it exit status 1.)"""
    try:
        yield
    except BrokenPipeError as error:
        _discard_stdout()
        raise typer.Exit(0) from error


def _show_warning(message: Warning | str, category: type[Warning], *place: Any, **more: Any) -> None:
    """Print a note for the user; other warnings, meant for programmers, go where they always go."""
    if issubclass(category, KgWarning):
        say(str(message))
    else:
        _SHOW_WARNING(message, category, *place, **more)


def _without_debug(arguments: list[str]) -> tuple[list[str], bool]:
    """The arguments without ``--debug`` (before any ``--``), and whether to print tracebacks."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    arguments_before_end = [a for a in arguments[:end] if a != "--debug"]
    return arguments_before_end + arguments[end:], len(arguments_before_end) < end or bool(os.environ.get("KG_DEBUG"))


@contextlib.contextmanager
def _escaped_for_bash() -> Iterator[None]:
    """Escape completions for bash, so that a name with special characters stays one word; Typer does not."""
    if os.environ.get("_KG_COMPLETE") != "complete_bash":
        yield
        return
    words, word_index = os.environ.get("COMP_WORDS", "").split("\n"), int(os.environ.get("COMP_CWORD", "0"))
    if "".join(words[word_index : word_index + 1]).startswith(("'", '"')):
        yield
        return
    completions = io.StringIO()
    try:
        with contextlib.redirect_stdout(completions):
            yield
    finally:
        sys.stdout.write(SPECIAL_TO_BASH.sub(r"\\\g<0>", completions.getvalue()))


def _reported_error(error: Exception) -> KgError:
    """The error to report for an exception that no command expects."""
    words = in_words(error)
    if isinstance(error, OSError) and error.errno in FULL_DISK_ERRORS:
        return OutputError(path=error.filename or "standard output", detail=error.strerror)
    if isinstance(error, ImportError) or (isinstance(error, FileNotFoundError) and _is_ours(error.filename)):
        return InstallationError(detail=words)
    return BugError(detail=words)


def _is_ours(name: object) -> bool:
    return isinstance(name, str | Path) and Path(name).is_relative_to(Path(__file__).parents[1])


def _use_utf_8() -> None:
    """Use UTF-8 for files and pipes, whatever the locale; escape what a terminal cannot show."""
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def _report_misuse(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        say_lines(error.format_message())
    else:
        detail = " ".join(error.format_message().split()).replace(": Value error, ", ": ")
        if detail.startswith("Got unexpected extra argument"):
            detail = f"{detail}: {ADVICE_ON_VALUES}"
        unknown = getattr(error, "option_name", "")
        if context is not None and (meant := _option_with_value(unknown, context.command.params)):
            detail = f"No such option: {unknown}. Did you mean {meant}?"
        command = context.command_path if context is not None else "kg"
        report(CommandError(detail=detail if detail.endswith((".", "?")) else f"{detail}.", command=command))
    return CommandError.exit_status


def _option_with_value(unknown: str, parameters: Sequence[Any]) -> str | None:
    """The option among whose values an unknown option is: ``--format json`` for ``--json``."""
    for parameter in parameters:
        kind = getattr(getattr(parameter, "type_descriptor", None), "annotation", None)
        values: Sequence[object] = get_args(kind) if get_origin(kind) is Literal else ()
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            values = [each.value for each in kind]
        if parameter.opts[0].startswith("--") and unknown.removeprefix("--") in values:
            return f"{parameter.opts[0]} {unknown.removeprefix('--')}"
    return None


class _ClosedOutput(io.RawIOBase):
    """Stands in for a standard output that is closed (``kg ... >&-``): writing raises `OutputError`."""

    def writable(self) -> bool:
        return True

    def write(self, _: object) -> int:
        raise OutputError(path="standard output", detail="it is closed")


def _closed_output() -> TextIO:
    # Otherwise the next file to be opened would become the standard output of every child process.
    if (place := os.open(os.devnull, os.O_RDWR)) > 2:
        os.close(place)
    return io.TextIOWrapper(cast("BinaryIO", _ClosedOutput()), "utf-8", write_through=True)


def _discard_stdout() -> None:
    """Redirect stdout to the null device, since Python flushes it once more at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
