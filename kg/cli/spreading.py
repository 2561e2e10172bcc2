"""Groups of options: each field of a dataclass among a command's parameters becomes an option of the command line."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable, Iterator
from inspect import Parameter
from typing import Any, get_type_hints

__all__ = ["spread"]


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the signature that Typer needs: each dataclass parameter replaced by one option for each field.

    A field is written as a parameter would be: ``Annotated[..., typer.Option(...)]``, with its default.

    >>> import typer
    >>> from typing import Annotated
    >>> Days = dataclasses.make_dataclass("Days", [("since", Annotated[str, typer.Option("--since")], "1 May")])
    >>> def tell(*, days: Days) -> None: print(days.since)
    >>> spread(tell)(since="2 June")
    2 June
    """
    parameters = inspect.signature(command, eval_str=True).parameters
    groups: dict[str, Any] = {
        name: parameter.annotation
        for name, parameter in parameters.items()
        if dataclasses.is_dataclass(parameter.annotation)
    }
    options = [
        option
        for name, parameter in parameters.items()
        for option in (
            _options_of_fields(groups[name]) if name in groups else [parameter.replace(kind=Parameter.KEYWORD_ONLY)]
        )
    ]

    @functools.wraps(command)
    def run(**values: Any) -> None:
        for name, kind in groups.items():
            values[name] = kind(**{field.name: values.pop(field.name) for field in dataclasses.fields(kind)})
        command(**values)

    run.__signature__ = inspect.Signature(options)  # type: ignore[attr-defined]
    run.__annotations__ = {option.name: option.annotation for option in options}
    return run


def _options_of_fields(kind: Any) -> Iterator[Parameter]:
    hints = get_type_hints(kind, include_extras=True)
    for field in dataclasses.fields(kind):
        default = Parameter.empty if field.default is dataclasses.MISSING else field.default
        yield Parameter(field.name, Parameter.KEYWORD_ONLY, default=default, annotation=hints[field.name])
