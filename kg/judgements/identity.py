"""The effect of judgements about actors: which ids are merged, and each actor's name, type and aliases."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.judgements.judgement import AboutActors, Judgement, Reach, Verdict

__all__ = ["Identities", "identities", "is_under", "retyped_id"]


@dataclass(frozen=True, slots=True)
class Identities:
    """``becomes`` maps the id of each actor that gets another one to that, ``apart`` each judgement that separates two
    actors of one id to the id of the second one. ``names``, ``given`` and ``taken`` map final ids to the name, the
    aliases added and the aliases removed, ``reaches`` maps each judgement to its effect."""

    becomes: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, frozenset[str]] = field(default_factory=dict)
    taken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reaches: Mapping[str, Reach] = field(default_factory=dict)


def identities(
    judgements: Iterable[Judgement], found: Mapping[tuple[str, int], str], folded: Callable[[str], str]
) -> Identities:
    """The effect of the judgements. ``found`` maps (judgement, 0 or 1 for its first or second actor) to the id that
    resolution gives that actor; an actor that no document names is missing. Aliases with one ``folded`` form are one.

    Judgements take effect in the order of their times. "Different" undoes earlier merges that join the two actors;
    after it only a merge of these two themselves joins them again, not one by way of a third actor.
    """
    about = [each for each in sorted(judgements, key=lambda each: each.order) if each.verdict.is_of_actors]
    apart: dict[str, str] = {}
    clusters = _Clusters()
    for one in about:
        actors = [actor for side in range(_sides(one)) if (actor := found.get((one.id, side))) is not None]
        if len(actors) < _sides(one):
            clusters.reaches[one.id] = Reach.GONE
            continue
        clusters.reaches[one.id] = Reach.HOLDS
        if one.verdict is Verdict.SAME:
            clusters.join(actors[0], actors[1], one.id)
        elif one.verdict is Verdict.DIFFERENT:
            clusters.part(actors[0], actors[1], one.id)
            if actors[0] == actors[1]:
                apart[one.id] = _id_of(one, 1)
    becomes = {actor: root for actor in clusters.parents if (root := clusters.root(actor)) != actor}
    return _with_descriptions(about, found, becomes, folded, Identities(becomes, apart, reaches=clusters.reaches))


def _sides(judgement: Judgement) -> int:
    return 2 if judgement.verdict in {Verdict.SAME, Verdict.DIFFERENT} else 1


def _id_of(judgement: Judgement, side: int) -> str:
    assert isinstance(judgement.about, AboutActors), "it is about actors"
    return judgement.about.actors[side].id


class _Join(NamedTuple):
    """A judgement (its id) that merges ``second`` into ``first``."""

    first: str
    second: str
    judgement: str


@dataclass(slots=True)
class _Clusters:
    """A union-find structure of actors. A cluster has the id of the actor that the others were merged into: its root.
    ``parents`` maps each actor to its parent, ``parted`` each pair to the judgements that separate them, ``reaches``
    each judgement to its effect."""

    joins: list[_Join] = field(default_factory=list)
    parents: dict[str, str] = field(default_factory=dict)
    parted: dict[frozenset[str], list[str]] = field(default_factory=dict)
    reaches: dict[str, Reach] = field(default_factory=dict)

    def root(self, actor: str) -> str:
        """The id of the actor's cluster."""
        while (parent := self.parents.get(actor, actor)) != actor:
            actor = parent
        return actor

    def join(self, first: str, second: str, judgement: str) -> None:
        """Merge the two clusters, unless that would join another pair that a judgement keeps apart."""
        these = frozenset((first, second))
        ends = {self.root(first), self.root(second)}
        others = self.parted.keys() - {these}
        # A parted pair is never in one cluster: only one with an end in each of these two clusters could be joined.
        if len(ends) == 2 and any({self.root(actor) for actor in pair} == ends for pair in others):
            self.reaches[judgement] = Reach.OVERRULED
            return
        self._add(_Join(first, second, judgement))
        self.reaches.update(dict.fromkeys(self.parted.pop(these, []), Reach.OVERRULED))

    def part(self, first: str, second: str, judgement: str) -> None:
        """Take back joins until the two are in different clusters: those of just these two first, then the latest."""
        self.parted.setdefault(frozenset((first, second)), []).append(judgement)
        while first != second and self.root(first) == self.root(second):
            holding = [join for join in self.joins if self.root(join.first) == self.root(first)]
            direct = [join for join in holding if {join.first, join.second} == {first, second}]
            self._take_back((direct or holding)[-1])

    def _add(self, join: _Join) -> None:
        self.joins.append(join)
        root = self.root(join.first)
        self.parents.setdefault(root, root)
        self.parents[self.root(join.second)] = root

    def _take_back(self, join: _Join) -> None:
        self.reaches[join.judgement] = Reach.OVERRULED
        others = [each for each in self.joins if each != join]
        self.joins, self.parents = [], {}
        for each in others:
            self._add(each)


def _with_descriptions(
    about: Sequence[Judgement],
    found: Mapping[tuple[str, int], str],
    joined: Mapping[str, str],
    folded: Callable[[str], str],
    so_far: Identities,
) -> Identities:
    """The effect of the judgements of types, names and aliases, added to that of the merges; by final ids."""
    of_one = [(one, joined.get(actor, actor)) for one in about if (actor := found.get((one.id, 0))) is not None]
    retyped: dict[str, str] = {}
    for one, root in of_one:
        if one.verdict is Verdict.RETYPED:
            retyped[root] = retyped_id(root, one.values["type"])
    names: dict[str, str] = {}
    given: dict[str, frozenset[str]] = defaultdict(frozenset)
    taken: dict[str, frozenset[str]] = defaultdict(frozenset)
    for one, root in of_one:
        final = retyped.get(root, root)
        if one.verdict is Verdict.RENAMED:
            given[final] |= {names[final]} if final in names else set()
            names[final] = one.values["name"]
        elif one.verdict in {Verdict.ALIAS_GIVEN, Verdict.ALIAS_TAKEN}:
            alias = one.values["alias"]
            to, of = (given, taken) if one.verdict is Verdict.ALIAS_GIVEN else (taken, given)
            to[final] |= {alias}
            of[final] = frozenset(each for each in of[final] if folded(each) != folded(alias))
    ends = {actor: retyped.get(root, root) for actor, root in joined.items()} | retyped
    becomes = {actor: end for actor, end in ends.items() if actor != end}
    reaches = {**so_far.reaches, **_overruled(of_one, folded)}
    return Identities(becomes, so_far.apart, names, dict(given), dict(taken), reaches)


def _overruled(about: Iterable[tuple[Judgement, str]], folded: Callable[[str], str]) -> Mapping[str, Reach]:
    """The judgements of a name, type or alias that a later judgement of the same actor contradicts."""
    said: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for one, root in about:
        if one.verdict in {Verdict.RENAMED, Verdict.RETYPED}:
            (value,) = one.values.values()
            said.setdefault((root, one.verdict.value), []).append((one.id, str(value)))
        elif one.verdict in {Verdict.ALIAS_GIVEN, Verdict.ALIAS_TAKEN}:
            said.setdefault((root, "alias", folded(one.values["alias"])), []).append((one.id, one.verdict.value))
    return {id_: Reach.OVERRULED for each in said.values() for id_, value in each if value != each[-1][1]}


def retyped_id(root: str, type_: str) -> str:
    """The id that an actor gets with another type; with the type that it has, its own.

    >>> retyped_id("state/TR", "state"), retyped_id("state/TR", "bloc")
    ('state/TR', 'bloc/TR-03b95897')
    """
    kind, _, rest = root.partition("/")
    return root if type_ == kind else f"{type_}/{_retyped_slug(root, rest)}"


def is_under(root: str, actor: str) -> bool:
    """Whether ``actor`` is the id ``root``, or the id that its actor gets with another type.

    >>> is_under("state/TR", "state/TR"), is_under("state/TR", "state/NO")
    (True, False)
    """
    rest = root.partition("/")[2]
    return root == actor or actor.partition("/")[2] == _retyped_slug(root, rest)


def _retyped_slug(root: str, rest: str) -> str:
    """The part of a retyped id behind the type, with a hash of the old id: another actor may have the plain one."""
    return f"{rest}-{hashlib.sha256(root.encode()).hexdigest()[:8]}"
