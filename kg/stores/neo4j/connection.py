"""The way to a Neo4j server: where it is, who asks, and what the driver's errors mean here."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from kg.errors import (
    CypherFailedError,
    CypherParameterError,
    CypherSyntaxError,
    CypherTimeoutError,
    CypherUpdateError,
    KgError,
    Neo4jCredentialsError,
    Neo4jDatabaseMissingError,
    Neo4jReadOnlyError,
    Neo4jRefusedError,
    Neo4jUnreachableError,
    StoreAddressError,
)
from kg.printing.addresses import is_secret
from kg.stores.property_graph.cypher import place, place_of_named

if TYPE_CHECKING:
    from neo4j import Driver
    from neo4j.exceptions import Neo4jError

__all__ = ["SCHEMES", "Neo4jSettings", "connect", "quiet_driver", "translated", "tried"]

SCHEMES: Final = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
PATIENCE: Final = 60.0
"""Seconds for which a transaction is tried again while the server is away: long enough for it to be started anew."""
_PAUSES: Final = (0.2, 0.8, 2.0)
_CONNECTING: Final = 15.0
_FETCHED: Final = 1000
"""Rows that are under way at once."""
_PLACE: Final = re.compile(
    r"\(line (?P<line>\d+), column (?P<column>\d+)|at line (?P<arcade_line>\d+):(?P<offset>\d+) - "
)
"""As Neo4j says it, which counts columns from one (and those of nothing from zero), and as ArcadeDB does."""
_MISSING: Final = re.compile(r"Expected parameter\(s\): (?P<name>\w+)")


@dataclass(frozen=True, slots=True)
class Neo4jSettings:
    """Where the server is (``neo4j://HOST:7687``), which of its databases is meant (None: the user's own), who asks.

    ``patience`` is for how many seconds a transaction is tried again while the server is away. Raises
    `StoreAddressError` for an address that is none, or that holds a password.
    """

    url: str
    database: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    patience: float = PATIENCE

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise StoreAddressError(
                address=parts.hostname or parts.path, language="Cypher", detail="it names no server"
            )
        if "@" in parts.netloc or is_secret(self.url):
            detail = "a user, a password or a key belongs into the environment or a file, not into the address"
            raise StoreAddressError(address=f"{parts.scheme}://{parts.hostname}", language="Cypher", detail=detail)

    @property
    def shown_database(self) -> str:
        """The database's name for a person."""
        return self.database or "of the user"


def connect(settings: Neo4jSettings) -> Driver:
    """A driver for the server; nothing is said to it before it is asked. Raises `StoreAddressError`."""
    from neo4j.exceptions import ConfigurationError

    who = None if settings.user is None else (settings.user, settings.password or "")
    try:
        return quiet_driver(settings.url, who, patience=settings.patience)
    except (ConfigurationError, ValueError) as error:
        raise StoreAddressError(address=settings.url, language="Cypher", detail=str(error)) from error


def quiet_driver(url: str, who: tuple[str, str] | None, *, patience: float) -> Driver:
    """The official driver; what it would log goes nowhere unless somebody listens."""
    import neo4j

    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    return neo4j.GraphDatabase.driver(
        url,
        auth=who,
        user_agent="negotiation-kg",
        connection_timeout=_CONNECTING,
        connection_acquisition_timeout=2 * _CONNECTING,
        max_transaction_retry_time=patience,
        fetch_size=_FETCHED,
        liveness_check_timeout=5.0,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
    )


def tried[T](work: Callable[[], T]) -> T:
    """Do the work, some times over when a connection was lost that the server knows nothing of any more.

    Raises what the driver does; after three seconds the server counts as away.
    """
    from neo4j.exceptions import DriverError, Neo4jError

    for pause in _PAUSES:
        try:
            return work()
        except (DriverError, Neo4jError) as error:
            if not error.is_retryable():
                raise
            time.sleep(pause)
    return work()


@contextmanager
def translated(settings: Neo4jSettings, timeout: float | None = None, text: str = "") -> Iterator[None]:
    """Turn what the driver raises into our coded errors; ``text`` is the question, ``timeout`` what it was given."""
    from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError

    try:
        yield
    except AuthError as error:
        who = settings.user or "a stranger (no user is named)"
        raise Neo4jCredentialsError(url=settings.url, user=who, detail=_said(error)) from error
    except Neo4jError as error:
        raise _meaning(error, settings, timeout, text) from error
    except ConfigurationError as error:
        raise StoreAddressError(address=settings.url, language="Cypher", detail=_first_line(error)) from error
    except (DriverError, OSError) as error:
        raise Neo4jUnreachableError(url=settings.url, detail=_first_line(error)) from error


def _meaning(error: Neo4jError, settings: Neo4jSettings, timeout: float | None, text: str) -> KgError:
    code = (error.code or "").removeprefix("Neo.")
    database = settings.shown_database
    detail = _said(error)
    causes: dict[str, Callable[[], KgError]] = {
        "ClientError.Transaction.TransactionTimedOut": lambda: CypherTimeoutError(seconds=timeout or 0.0),
        "ClientError.Statement.ParameterMissing": lambda: _missing(detail),
        "ClientError.Statement.AccessMode": lambda: CypherUpdateError(word="the question", place="it is for reading"),
        "ClientError.Statement.SyntaxError": lambda: _misread(detail, text),
        "ClientError.Statement.SemanticError": lambda: _misread(detail, text),
        "ClientError.Database.DatabaseNotFound": lambda: Neo4jDatabaseMissingError(url=settings.url, database=database),
        "ClientError.General.ForbiddenOnReadOnlyDatabase": lambda: _kept(settings, database, detail),
        "ClientError.General.WriteOnReadOnlyAccessDatabase": lambda: _kept(settings, database, detail),
        "ClientError.Security.Forbidden": lambda: _kept(settings, database, detail),
    }
    for beginning, cause in causes.items():
        if code.startswith(beginning):
            return cause()
    if code.startswith("ClientError.Statement."):
        return CypherFailedError(detail=detail)
    return Neo4jRefusedError(url=settings.url, detail=f"{detail} ({code})")


def _kept(settings: Neo4jSettings, database: str, detail: str) -> KgError:
    return Neo4jReadOnlyError(url=settings.url, database=database, detail=detail)


def _missing(detail: str) -> KgError:
    found = _MISSING.search(detail)
    return CypherParameterError(name=found["name"] if found else "?", detail="has no value")


def _misread(detail: str, text: str) -> KgError:
    found = _PLACE.search(detail)
    if found is None:
        where = place_of_named(text, detail) if text.strip() else place(text, 0)
        return CypherSyntaxError(place=where, detail=detail)
    if found["offset"] is not None:
        where = f"line {found['arcade_line']}, column {int(found['offset']) + 1}"
        return CypherSyntaxError(place=where, detail=detail[found.end() :])
    where = f"line {found['line']}, column {found['column']}".replace(" 0", " 1")
    return CypherSyntaxError(place=where, detail=detail[: found.start()].rstrip(" ."))


def _said(error: Neo4jError) -> str:
    """What the server says, in one line."""
    return " ".join((error.message or str(error)).split()).rstrip(".")


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0].rstrip(".:") or type(error).__name__
