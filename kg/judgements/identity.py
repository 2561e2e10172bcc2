"""What people's decisions about actors come to: one id for several, a name, a type, the aliases."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.judgements.judgement import AboutActors, Judgement, Reach, Verdict

__all__ = ["Identities", "identities", "is_under"]


@dataclass(frozen=True, slots=True)
class Identities:
    """``becomes`` has the id of every actor that gets another one, ``apart`` the judgements whose second actor is kept
    apart, each with the id that it keeps; ``names``, ``given`` and ``taken`` are names and aliases by the actor's final
    id, and ``reaches`` what each judgement has come to."""

    becomes: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, frozenset[str]] = field(default_factory=dict)
    taken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reaches: Mapping[str, Reach] = field(default_factory=dict)


def identities(
    judgements: Iterable[Judgement], found: Mapping[tuple[str, int], str], folded: Callable[[str], str]
) -> Identities:
    """What the judgements make of actors. ``found`` has the id that resolution gives the actor at a place (0 or 1) of
    a judgement now; one that is not there is named in no document. Aliases that are ``folded`` to one are one alias.

    Decisions take effect by their time. That two are different parts what was joined before; what comes later joins
    two that were parted only where it says so of these two.
    """
    about = [each for each in sorted(judgements, key=lambda each: each.order) if each.verdict.is_of_actors]
    reaches: dict[str, Reach] = {}
    apart: dict[str, str] = {}
    joined: list[tuple[str, str, str]] = []
    parted: dict[frozenset[str], list[str]] = {}
    for one in about:
        actors = [found.get((one.id, side)) for side in range(_sides(one))]
        if None in actors:
            reaches[one.id] = Reach.GONE
            continue
        reaches[one.id] = Reach.HOLDS
        if one.verdict is Verdict.SAME:
            first, second = str(actors[0]), str(actors[1])
            _join(one, first, second, joined, parted, reaches)
        elif one.verdict is Verdict.DIFFERENT:
            first, second = str(actors[0]), str(actors[1])
            _part(one, first, second, joined, parted, reaches)
            if first == second:
                apart[one.id] = _seen(one, 1)
    roots = _roots(joined)
    becomes = {actor: root for actor, root in roots.items() if actor != root}
    return _described(about, found, becomes, folded, Identities(becomes, apart, reaches=reaches))


def _sides(judgement: Judgement) -> int:
    return 2 if judgement.verdict in {Verdict.SAME, Verdict.DIFFERENT} else 1


def _seen(judgement: Judgement, side: int) -> str:
    assert isinstance(judgement.about, AboutActors), "it is about actors"
    return judgement.about.actors[side].id


def _join(
    one: Judgement,
    first: str,
    second: str,
    joined: list[tuple[str, str, str]],
    parted: dict[frozenset[str], list[str]],
    reaches: dict[str, Reach],
) -> None:
    """Join the two, unless that would join others that are two."""
    said_otherwise = parted.pop(frozenset((first, second)), [])
    attempt = [*joined, (first, second, one.id)]
    roots = _roots(attempt) if parted else {}
    if any(len(pair) == 2 and len({roots.get(actor, actor) for actor in pair}) == 1 for pair in parted):
        reaches[one.id] = Reach.OVERRULED
        return
    joined.append((first, second, one.id))
    reaches.update(dict.fromkeys(said_otherwise, Reach.OVERRULED))


def _part(
    one: Judgement,
    first: str,
    second: str,
    joined: list[tuple[str, str, str]],
    parted: dict[frozenset[str], list[str]],
    reaches: dict[str, Reach],
) -> None:
    """Take back the latest joins that hold the two together, those of just these two first."""
    parted.setdefault(frozenset((first, second)), []).append(one.id)
    while first != second and (roots := _roots(joined)).get(first, first) == roots.get(second, second):
        root = roots.get(first, first)
        holding = [edge for edge in joined if roots.get(edge[0], edge[0]) == root]
        direct = [edge for edge in holding if {edge[0], edge[1]} == {first, second}]
        edge = (direct or holding)[-1]
        joined.remove(edge)
        reaches[edge[2]] = Reach.OVERRULED


def _roots(joined: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """For each actor that is joined the id that its cluster gets: that of the actor which others were joined to."""
    roots: dict[str, str] = {}

    def root(actor: str) -> str:
        while (above := roots.get(actor, actor)) != actor:
            actor = above
        return actor

    for first, second, _ in joined:
        above, below = root(first), root(second)
        roots.setdefault(above, above)
        roots[below] = above
    return {actor: root(actor) for actor in roots}


def _described(
    about: Sequence[Judgement],
    found: Mapping[tuple[str, int], str],
    joined: Mapping[str, str],
    folded: Callable[[str], str],
    so_far: Identities,
) -> Identities:
    """Types, then names and aliases, under the ids that the actors have in the end."""
    of_one = [(one, joined.get(actor, actor)) for one in about if (actor := found.get((one.id, 0))) is not None]
    retyped: dict[str, str] = {}
    for one, root in of_one:
        if one.verdict is Verdict.RETYPED:
            kind, _, rest = root.partition("/")
            retyped[root] = root if one.values["type"] == kind else f"{one.values['type']}/{_marked(root, rest)}"
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
    """The judgements of a name, type or alias against which a later one of the same actor stands."""
    said: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for one, root in about:
        if one.verdict in {Verdict.RENAMED, Verdict.RETYPED}:
            (value,) = one.values.values()
            said.setdefault((root, one.verdict.value), []).append((one.id, str(value)))
        elif one.verdict in {Verdict.ALIAS_GIVEN, Verdict.ALIAS_TAKEN}:
            said.setdefault((root, "alias", folded(one.values["alias"])), []).append((one.id, one.verdict.value))
    return {id_: Reach.OVERRULED for each in said.values() for id_, value in each if value != each[-1][1]}


def is_under(root: str, actor: str) -> bool:
    """Whether the id of an actor is this one, or this one under another type.

    >>> is_under("state/TR", "state/TR"), is_under("state/TR", "state/NO")
    (True, False)
    """
    rest = root.partition("/")[2]
    return root == actor or actor.partition("/")[2] == _marked(root, rest)


def _marked(root: str, rest: str) -> str:
    """The rest of an id under another type, told from that of whoever has it there already."""
    return f"{rest}-{hashlib.sha256(root.encode()).hexdigest()[:8]}"
