"""Options by their names in rDNA (``dna_network``), so that the call of a script can be used unchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, get_args

from kg.networks.dna.schema import KIND
from kg.networks.options import DOCUMENT, Aggregation, Duplicates, Exclusion, Kernel, Mode, Normalisation, Options, Unit

__all__ = ["options_of"]

MODES: Final[Mapping[str, Mode]] = MappingProxyType({"onemode": "one-mode", "eventlist": "event list"})
EARLIEST, LATEST = "01.01.1900", "31.12.2099"
"""The dates by which rDNA means the first and the last document."""


def options_of(arguments: Mapping[str, Any]) -> Options:
    """The options, with ``as_dna``; missing arguments have the defaults of ``dna_network``.

    >>> options_of({"networkType": "onemode", "stop.date": "31.12.2020"}).stop
    datetime.datetime(2020, 12, 31, 23, 59, 59)
    """

    def variable(name: str, default: str) -> str | None:
        given = arguments.get(name, default)
        if given in (None, ""):
            return None
        return DOCUMENT + str(given) if arguments.get(name + "Document") else str(given)

    return Options(
        mode=MODES.get(arguments.get("networkType", "twomode"), "two-mode"),
        kind=arguments.get("statementType", KIND),
        variable1=variable("variable1", "organization") or "",
        variable2=variable("variable2", "concept") or "",
        qualifier=variable("qualifier", "agreement"),
        aggregation=_choice(arguments, "qualifierAggregation", Aggregation, "ignore"),
        normalisation=_choice(arguments, "normalization", Normalisation, "no"),
        duplicates=_choice(arguments, "duplicates", Duplicates, "include"),
        isolates=bool(arguments.get("isolates", False)),
        start=_date(arguments, "start", EARLIEST, "00:00:00"),
        stop=_date(arguments, "stop", LATEST, "23:59:59"),
        exclude=tuple(_exclusions(arguments)),
        window=_choice(arguments, "timeWindow", Unit, "no"),
        length=int(arguments.get("windowSize", 100)),
        kernel=_choice(arguments, "kernel", Kernel, "no"),
        indent=bool(arguments.get("indentTime", True)),
        to_one=bool(arguments.get("normalizeToOne", False)),
        weeks="us" if arguments.get("jvm_locale") == "en-US" else "iso",
        as_dna=True,
    )


def _choice(arguments: Mapping[str, Any], name: str, choices: Any, default: str) -> Any:
    given = arguments.get(name, default)
    return given if given in get_args(choices.__value__) else default


def _date(arguments: Mapping[str, Any], name: str, none: str, time: str) -> datetime | None:
    """The date and time of an argument; None, and the time is ignored, if there is no date or it is ``none``."""
    date = arguments.get(f"{name}.date", none)
    if date in ("", none):
        return None
    return datetime.strptime(f"{date} {arguments.get(f'{name}.time', time)}", "%d.%m.%Y %H:%M:%S")


def _exclusions(arguments: Mapping[str, Any]) -> list[Exclusion]:
    invert = bool(arguments.get("invertValues", False))
    found = [
        Exclusion(name, tuple(str(value) for value in _listed(values)), invert)
        for name, values in (arguments.get("excludeValues") or {}).items()
    ]
    for name in ("author", "source", "section", "type"):
        plural = name.capitalize() + "s"
        values = _listed(arguments.get(f"exclude{plural}") or ())
        found.append(Exclusion(DOCUMENT + name, tuple(values), bool(arguments.get(f"invert{plural}", False))))
    return found


def _listed(values: Any) -> Sequence[str]:
    return (values,) if isinstance(values, str) else tuple(values)
