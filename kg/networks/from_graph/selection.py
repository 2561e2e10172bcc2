"""Select the facts of a graph for a network, by the filters of the named questions and more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Final

from kg.model import ActorType
from kg.networks.from_graph.relation import Pair
from kg.networks.options import Options
from kg.query import filters
from kg.query.question import Parameter
from kg.query.values import Finders, options
from kg.vocabulary import OWN

__all__ = ["FILTERS", "SETTINGS", "Selection", "selected"]

FILTERS: Final[Mapping[str, Parameter]] = MappingProxyType(
    {
        **filters.FILTERS,
        "stance": Parameter("stance", "stance", "with this stance", several=True),
        "modality": Parameter(
            "modality",
            "text",
            "as firmly as this: asserted, conditional ...; actual, planned ...",
            several=True,
        ),
        "without_issue": Parameter(
            "without_issue", "concept", "not about this issue itself, only about others or those below it", several=True
        ),
        "listed_issues": Parameter(
            "listed_issues",
            "flag",
            "only about issues of the scheme or of your list, not those of a matter's own words",
        ),
        "no_unnamed": filters.NO_UNNAMED,
    }
)
"""The filters by their names, as `kg.query` describes a parameter."""
SETTINGS: Final = ("by", "options", "at_least_statements", "confident")
"""What `kg.networks.study.study` takes besides the filters."""
_OPTIONS: Final = {option.name: f'options={{"{option.name}": ...}}' for option in fields(Options)}
"""How each option of counting is given."""


@dataclass(frozen=True, slots=True)
class Selection(filters.Filters):
    """The conditions on a fact, see `kg.query.filters.Filters`. ``no_unnamed`` leaves out groups without a
    known name, ``without_issue`` what is about none but these issues, ``listed_issues`` what is only about one of a
    matter's own words.

    >>> from kg.model import Document
    >>> Selection(tag=("trade",)).has(Document("Talks.", "a", "file:///a", metadata={"tags": "steel; Trade"}))
    True
    """

    stance: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    no_unnamed: bool = False
    without_issue: tuple[str, ...] = ()
    listed_issues: bool = False

    def takes(self, pair: Pair, type_of: Callable[[str], ActorType], ends: tuple[str, ...]) -> bool:
        """Whether the pair is selected. ``ends`` are the ids that its actors count as, whose types ``type_of`` gives;
        an actor is selected by that id or its own."""
        return (
            self.in_time(pair.date)
            and pair.evidence.confidence * pair.certainty >= self.min_confidence
            and self.has_issue(pair.issues)
            and (not self.stance or pair.values.get("stance") in self.stance)
            and (not self.modality or pair.values.get("modality", self.modality[0]) in self.modality)
            and (not self.actor or any(end in self.actor for end in (*ends, *pair.actors[: len(ends)])))
            and (not self.type or all(type_of(end) in self.type for end in ends))
        )

    def has_issue(self, issues: tuple[str, ...]) -> bool:
        """Whether a pair about these issues is selected; one about none is, unless issues are asked for.

        >>> Selection(without_issue=("issue/Trade",)).has_issue(("issue/Trade", "issue/Tariffs"))
        True
        >>> Selection(listed_issues=True).has_issue(("issue/own/pier-levy",))
        False
        """
        kept = [
            issue
            for issue in issues
            if issue not in self.without_issue and not (self.listed_issues and issue.startswith(OWN))
        ]
        return bool(kept or not issues) and (not self.issue or not set(self.issue).isdisjoint(kept))


def selected(raw_filters: Mapping[str, object], finders: Finders) -> Selection:
    """The selection for filters in a user's terms: names, ids, dates and so on, as `kg.query.ask` takes them.

    A filter that is None or False counts as not given; ``no_unnamed`` and ``listed_issues`` are flags.
    Raises what `kg.query.filters.bound_filters` raises.
    """
    bound = filters.bound_filters("a network", raw_filters, FILTERS, finders, also_named=SETTINGS, elsewhere=_OPTIONS)
    filters.check_choices("modality", bound.get("modality", ()), [*options("modality"), *options("talk")])
    return Selection(**bound)
