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
    """The effect of judgements about actors; all actors and judgements are ids.

    ``becomes`` maps each actor whose id changes to its final id. ``apart`` maps each judgement that separates two
    actors of one id to the id that the second one had when it was judged. ``names``, ``given`` and ``taken`` map final
    ids to the new name, the aliases added and the aliases removed. ``reaches`` maps each judgement to its effect.
    """

    becomes: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, frozenset[str]] = field(default_factory=dict)
    taken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reaches: Mapping[str, Reach] = field(default_factory=dict)


def identities(
    judgements: Iterable[Judgement], resolved_ids: Mapping[tuple[str, int], str], folded: Callable[[str], str]
) -> Identities:
    """The effect of the judgements; those of facts and documents are ignored.

    ``resolved_ids`` maps a judgement's id and the index of one of its actors (0 or 1) to the id that resolution gives
    that actor; an actor that no document names is missing. Aliases whose ``folded`` forms are equal are one.

    Judgements take effect in the order of their times. "Different" undoes earlier merges that join the two actors;
    after it only a merge of these two themselves joins them again, not one by way of a third actor.
    """
    of_actors = [each for each in sorted(judgements, key=lambda each: each.order) if each.verdict.is_of_actors]
    apart: dict[str, str] = {}
    clusters = _Clusters()
    for judgement in of_actors:
        needed = _count_actors(judgement)
        actors = [id_ for side in range(needed) if (id_ := resolved_ids.get((judgement.id, side))) is not None]
        if len(actors) < needed:
            clusters.reaches[judgement.id] = Reach.GONE
            continue
        clusters.reaches[judgement.id] = Reach.HOLDS
        if judgement.verdict is Verdict.SAME:
            clusters.join(actors[0], actors[1], judgement.id)
        elif judgement.verdict is Verdict.DIFFERENT:
            clusters.part(actors[0], actors[1], judgement.id)
            if actors[0] == actors[1]:
                apart[judgement.id] = _judged_id(judgement, 1)
    merged_into = {actor: root for actor in clusters.parents if (root := clusters.root(actor)) != actor}
    merges = Identities(merged_into, apart, reaches=clusters.reaches)
    return _with_descriptions(of_actors, resolved_ids, folded, merges)


def _count_actors(judgement: Judgement) -> int:
    return 2 if judgement.verdict in {Verdict.SAME, Verdict.DIFFERENT} else 1


def _judged_id(judgement: Judgement, side: int) -> str:
    """The id that one of the judgement's actors had when it was judged."""
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
        joined_pair = frozenset((first, second))
        roots = {self.root(first), self.root(second)}
        other_pairs = self.parted.keys() - {joined_pair}
        # A parted pair is never in one cluster: only one with an actor in each of these two clusters could be joined.
        if len(roots) == 2 and any({self.root(actor) for actor in pair} == roots for pair in other_pairs):
            self.reaches[judgement] = Reach.OVERRULED
            return
        self._add(_Join(first, second, judgement))
        self.reaches.update(dict.fromkeys(self.parted.pop(joined_pair, []), Reach.OVERRULED))

    def part(self, first: str, second: str, judgement: str) -> None:
        """Take back joins until the two are in different clusters: those of just these two first, then the latest."""
        self.parted.setdefault(frozenset((first, second)), []).append(judgement)
        while first != second and self.root(first) == self.root(second):
            of_cluster = [join for join in self.joins if self.root(join.first) == self.root(first)]
            direct = [join for join in of_cluster if {join.first, join.second} == {first, second}]
            self._take_back((direct or of_cluster)[-1])

    def _add(self, join: _Join) -> None:
        self.joins.append(join)
        root = self.root(join.first)
        self.parents.setdefault(root, root)
        self.parents[self.root(join.second)] = root

    def _take_back(self, join: _Join) -> None:
        self.reaches[join.judgement] = Reach.OVERRULED
        remaining = [each for each in self.joins if each != join]
        self.joins, self.parents = [], {}
        for each in remaining:
            self._add(each)


def _with_descriptions(
    judgements: Sequence[Judgement],
    resolved_ids: Mapping[tuple[str, int], str],
    folded: Callable[[str], str],
    merges: Identities,
) -> Identities:
    """The effect of the judgements of types, names and aliases, in addition to that of the merges."""
    merged_into = merges.becomes
    with_roots = [
        (judgement, merged_into.get(actor, actor))
        for judgement in judgements
        if (actor := resolved_ids.get((judgement.id, 0))) is not None
    ]
    retyped: dict[str, str] = {}
    for judgement, root in with_roots:
        if judgement.verdict is Verdict.RETYPED:
            retyped[root] = retyped_id(root, judgement.values["type"])
    names: dict[str, str] = {}
    given: dict[str, frozenset[str]] = defaultdict(frozenset)
    taken: dict[str, frozenset[str]] = defaultdict(frozenset)
    for judgement, root in with_roots:
        final_id = retyped.get(root, root)
        if judgement.verdict is Verdict.RENAMED:
            # The name that an earlier judgement gave stays as an alias.
            given[final_id] |= {names[final_id]} if final_id in names else set()
            names[final_id] = judgement.values["name"]
        elif judgement.verdict in {Verdict.ALIAS_GIVEN, Verdict.ALIAS_TAKEN}:
            alias = judgement.values["alias"]
            chosen, opposite = (given, taken) if judgement.verdict is Verdict.ALIAS_GIVEN else (taken, given)
            chosen[final_id] |= {alias}
            opposite[final_id] = frozenset(each for each in opposite[final_id] if folded(each) != folded(alias))
    final_ids = {actor: retyped.get(root, root) for actor, root in merged_into.items()} | retyped
    becomes = {actor: final_id for actor, final_id in final_ids.items() if actor != final_id}
    reaches = {**merges.reaches, **_overruled(with_roots, folded)}
    return Identities(becomes, merges.apart, names, dict(given), dict(taken), reaches)


def _overruled(with_roots: Iterable[tuple[Judgement, str]], folded: Callable[[str], str]) -> Mapping[str, Reach]:
    """The effect of each judgement of a name, type or alias that a later judgement of the same actor contradicts."""
    values_by_subject: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for judgement, root in with_roots:
        if judgement.verdict in {Verdict.RENAMED, Verdict.RETYPED}:
            (value,) = judgement.values.values()
            subject: tuple[str, ...] = (root, judgement.verdict.value)
            values_by_subject.setdefault(subject, []).append((judgement.id, str(value)))
        elif judgement.verdict in {Verdict.ALIAS_GIVEN, Verdict.ALIAS_TAKEN}:
            subject = (root, "alias", folded(judgement.values["alias"]))
            values_by_subject.setdefault(subject, []).append((judgement.id, judgement.verdict.value))
    return {
        judgement_id: Reach.OVERRULED
        for values in values_by_subject.values()
        for judgement_id, value in values
        if value != values[-1][1]
    }


def retyped_id(root: str, type_: str) -> str:
    """The id that an actor gets with another type; with the type that it has, its own.

    >>> retyped_id("state/TR", "state"), retyped_id("state/TR", "bloc")
    ('state/TR', 'bloc/TR-03b95897')
    """
    kind, _, rest = root.partition("/")
    return root if type_ == kind else f"{type_}/{_retyped_slug(root, rest)}"


def is_under(root: str, actor: str) -> bool:
    """Whether the id ``actor`` is ``root``, or the id that the actor with the id ``root`` gets with another type.

    >>> is_under("state/TR", "state/TR"), is_under("state/TR", "state/NO")
    (True, False)
    """
    rest = root.partition("/")[2]
    return root == actor or actor.partition("/")[2] == _retyped_slug(root, rest)


def _retyped_slug(root: str, rest: str) -> str:
    """The part of a retyped id after the type, with a hash of the old id: another actor may have the plain one."""
    return f"{rest}-{hashlib.sha256(root.encode()).hexdigest()[:8]}"
