"""Whether what is sent to an address leaves this machine, and whether others can read it on the way."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

__all__ = ["is_encrypted", "is_local"]

ENCRYPTED = {"https", "neo4j+s", "neo4j+ssc", "bolt+s", "bolt+ssc"}
"""Schemes under TLS."""


def is_local(url: str) -> bool:
    """Whether an address is one of this machine's own.

    >>> is_local("http://[::1]:8080/v1"), is_local("bolt://192.0.2.1:7687"), is_local("neo4j://localhost")
    (True, False, True)
    """
    name = urlsplit(url).hostname or ""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_encrypted(url: str) -> bool:
    """Whether what is sent travels under TLS.

    >>> is_encrypted("neo4j+s://graph.example"), is_encrypted("http://graph.example/query")
    (True, False)
    """
    return urlsplit(url).scheme in ENCRYPTED
