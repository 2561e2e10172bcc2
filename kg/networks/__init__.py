"""Discourse and negotiation networks: who agrees with whom, over what, and how that changes.

The names below are loaded when they are first used.

>>> from datetime import datetime
>>> from kg.networks import Coding, Codings, Options, in_order, networks
>>> told = [("A", "tax", 1), ("B", "tax", 1), ("C", "tax", 0)]
>>> rows = (
...     Coding(str(n), "", "d", datetime(2020, 1, 1), n, n + 1, {"actor": actor, "issue": issue, "for": yes})
...     for n, (actor, issue, yes) in enumerate(told)
... )
>>> codings = Codings(in_order(rows), {"actor": "short text", "issue": "short text", "for": "boolean"})
>>> options = Options(
...     mode="one-mode", variable1="actor", variable2="issue", qualifier="for", aggregation="subtract"
... )
>>> (network,) = networks(codings, options)
>>> network.weights.tolist()
[[0.0, 1.0, -1.0], [1.0, 0.0, -1.0], [-1.0, -1.0, 0.0]]
>>> network.support[0, 2]
(0, 2)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.processes.lazy import lazy_names

if TYPE_CHECKING:
    from kg.networks.codings import Coding, Codings, Entity, in_order
    from kg.networks.counting.series import event_list, iter_networks, networks
    from kg.networks.dna.arguments import options_of
    from kg.networks.dna.reading import dna_kinds, read_dna
    from kg.networks.dna.writing import write_dna
    from kg.networks.network import Network, Window
    from kg.networks.options import Exclusion, Options

__all__ = [
    "Coding",
    "Codings",
    "Entity",
    "Exclusion",
    "Network",
    "Options",
    "Window",
    "dna_kinds",
    "event_list",
    "in_order",
    "iter_networks",
    "networks",
    "options_of",
    "read_dna",
    "write_dna",
]

if not TYPE_CHECKING:  # a type checker would accept any name through __getattr__
    __getattr__ = lazy_names(
        __name__,
        {
            "codings": "Coding Codings Entity in_order",
            "counting.series": "event_list iter_networks networks",
            "dna.arguments": "options_of",
            "dna.reading": "dna_kinds read_dna",
            "dna.writing": "write_dna",
            "network": "Network Window",
            "options": "Exclusion Options",
        },
    )
