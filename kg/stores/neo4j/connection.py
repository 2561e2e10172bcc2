"""Connections to a Neo4j server: address, credentials, repetition of requests, and the driver's errors as ours."""

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

__all__ = ["SCHEMES", "Neo4jSettings", "connect", "quiet_driver", "translated", "with_retries"]

SCHEMES: Final = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
PATIENCE: Final = 60.0
"""Seconds for which a transaction is retried while the server is unreachable: long enough for a restart."""
_PAUSES: Final = (0.2, 0.8, 2.0)
_CONNECT_TIMEOUT: Final = 15.0
_FETCH_SIZE: Final = 1000
"""Rows that are fetched at once."""
_PLACE: Final = re.compile(
    r"\(line (?P<line>\d+), column (?P<column>\d+)|at line (?P<arcade_line>\d+):(?P<offset>\d+) - "
)
"""A position as Neo4j reports it, with columns from 1 (from 0 in an empty query), or as ArcadeDB does, from 0."""
_MISSING: Final = re.compile(r"Expected parameter\(s\): (?P<name>\w+)")


@dataclass(frozen=True, slots=True)
class Neo4jSettings:
    """The server's address (``neo4j://HOST:7687``), the database (None: the user's default), and the credentials.

    ``patience`` is for how many seconds a transaction is retried while the server is unreachable. Raises
    `StoreAddressError` for an invalid address, and for one that holds a password.
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
            detail = "a user, a password or a key belongs in the environment or a file, not in the address"
            raise StoreAddressError(address=f"{parts.scheme}://{parts.hostname}", language="Cypher", detail=detail)

    @property
    def shown_database(self) -> str:
        """The database's name for display."""
        return self.database or "of the user"


def connect(settings: Neo4jSettings) -> Driver:
    """A driver for the server, which connects at the first request. Raises `StoreAddressError`."""
    from neo4j.exceptions import ConfigurationError

    credentials = None if settings.user is None else (settings.user, settings.password or "")
    try:
        return quiet_driver(settings.url, credentials, patience=settings.patience)
    except (ConfigurationError, ValueError) as error:
        raise StoreAddressError(address=settings.url, language="Cypher", detail=str(error)) from error


def quiet_driver(url: str, credentials: tuple[str, str] | None, *, patience: float) -> Driver:
    """The official driver, which logs nothing unless logging is configured."""
    import neo4j

    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    return neo4j.GraphDatabase.driver(
        url,
        auth=credentials,
        user_agent="negotiation-kg",
        connection_timeout=_CONNECT_TIMEOUT,
        connection_acquisition_timeout=2 * _CONNECT_TIMEOUT,
        max_transaction_retry_time=patience,
        fetch_size=_FETCH_SIZE,
        liveness_check_timeout=5.0,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
    )


def with_retries[T](work: Callable[[], T]) -> T:
    """Do the work, and retry it for three seconds if an error is transient, such as a lost connection.

    Raises what the driver raises.
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
    """Turn the driver's exceptions into our errors; ``text`` is the query, ``timeout`` its time limit."""
    from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError

    try:
        yield
    except AuthError as error:
        user = settings.user or "a stranger (no user is named)"
        raise Neo4jCredentialsError(url=settings.url, user=user, detail=_message(error)) from error
    except Neo4jError as error:
        raise _error(error, settings, timeout, text) from error
    except ConfigurationError as error:
        raise StoreAddressError(address=settings.url, language="Cypher", detail=_first_line(error)) from error
    except (DriverError, OSError) as error:
        raise Neo4jUnreachableError(url=settings.url, detail=_first_line(error)) from error


def _error(error: Neo4jError, settings: Neo4jSettings, timeout: float | None, text: str) -> KgError:
    code = (error.code or "").removeprefix("Neo.")
    database = settings.shown_database
    detail = _message(error)
    causes: dict[str, Callable[[], KgError]] = {
        "ClientError.Transaction.TransactionTimedOut": lambda: CypherTimeoutError(seconds=timeout or 0.0),
        "ClientError.Statement.ParameterMissing": lambda: _missing(detail),
        "ClientError.Statement.AccessMode": lambda: CypherUpdateError(word="the question", place="it is for reading"),
        "ClientError.Statement.SyntaxError": lambda: _syntax_error(detail, text),
        "ClientError.Statement.SemanticError": lambda: _syntax_error(detail, text),
        "ClientError.Database.DatabaseNotFound": lambda: Neo4jDatabaseMissingError(url=settings.url, database=database),
        "ClientError.General.ForbiddenOnReadOnlyDatabase": lambda: _read_only(settings, database, detail),
        "ClientError.General.WriteOnReadOnlyAccessDatabase": lambda: _read_only(settings, database, detail),
        "ClientError.Security.Forbidden": lambda: _read_only(settings, database, detail),
    }
    for beginning, cause in causes.items():
        if code.startswith(beginning):
            return cause()
    if code.startswith("ClientError.Statement."):
        return CypherFailedError(detail=detail)
    return Neo4jRefusedError(url=settings.url, detail=f"{detail} ({code})")


def _read_only(settings: Neo4jSettings, database: str, detail: str) -> KgError:
    return Neo4jReadOnlyError(url=settings.url, database=database, detail=detail)


def _missing(detail: str) -> KgError:
    found = _MISSING.search(detail)
    return CypherParameterError(name=found["name"] if found else "?", detail="has no value")


def _syntax_error(detail: str, text: str) -> KgError:
    found = _PLACE.search(detail)
    if found is None:
        where = place_of_named(text, detail) if text.strip() else place(text, 0)
        return CypherSyntaxError(place=where, detail=detail)
    if found["offset"] is not None:
        where = f"line {found['arcade_line']}, column {int(found['offset']) + 1}"
        return CypherSyntaxError(place=where, detail=detail[found.end() :])
    where = f"line {found['line']}, column {found['column']}".replace(" 0", " 1")
    return CypherSyntaxError(place=where, detail=detail[: found.start()].rstrip(" ."))


def _message(error: Neo4jError) -> str:
    """The server's message on one line."""
    return " ".join((error.message or str(error)).split()).rstrip(".")


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0].rstrip(".:") or type(error).__name__
