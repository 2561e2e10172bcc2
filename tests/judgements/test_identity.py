"""Which judgements on actors hold and which are overruled."""

from __future__ import annotations

import cProfile
import datetime as dt
from dataclasses import replace

from kg.judgements import AboutActors, ActorSeen, Judgement, Verdict
from kg.judgements.identity import identities

NOON = dt.datetime(2018, 8, 24, 12, tzinfo=dt.UTC)


def decide(verdict: Verdict, minute: int, *actors: str, **values: str) -> Judgement:
    seen = tuple(ActorSeen(f"state/{name}", name.title(), "state") for name in actors)
    return Judgement(verdict, AboutActors(seen), "ana", NOON + dt.timedelta(minutes=minute), values=values)


def reaches(*judgements: Judgement) -> list[str]:
    """The reach of each judgement, where every actor is found under the id that it had."""
    found = {
        (one.id, side): actor.id
        for one in judgements
        if isinstance(one.about, AboutActors)
        for side, actor in enumerate(one.about.actors)
    }
    come = identities(judgements, found, str.casefold).reaches
    return [come[one.id].value for one in judgements]


def test_the_id_of_a_judgement_is_computed_once() -> None:
    one = decide(Verdict.SAME, 0, "peru", "chile")
    assert one.id is one.id
    assert replace(one, by="eva").id != one.id


def test_the_later_of_same_and_different_holds() -> None:
    two, one = decide(Verdict.DIFFERENT, 0, "peru", "chile"), decide(Verdict.SAME, 1, "peru", "chile")
    assert reaches(two, one) == ["overruled", "holds"]
    assert reaches(one, decide(Verdict.DIFFERENT, 2, "peru", "chile")) == ["overruled", "holds"]
    assert reaches(two, decide(Verdict.SAME, 1, "peru", "quito")) == ["holds", "holds"]


def test_different_actors_are_not_merged_through_a_third() -> None:
    two, first = decide(Verdict.DIFFERENT, 0, "peru", "chile"), decide(Verdict.SAME, 1, "peru", "quito")
    assert reaches(two, first, decide(Verdict.SAME, 2, "chile", "quito")) == ["holds", "holds", "overruled"]


def test_a_merger_blocked_when_it_was_made_stays_overruled() -> None:
    told = [
        decide(Verdict.DIFFERENT, 0, "peru", "chile"),
        decide(Verdict.DIFFERENT, 1, "peru", "quito"),
        decide(Verdict.SAME, 2, "chile", "quito"),
        decide(Verdict.SAME, 3, "peru", "chile"),
        decide(Verdict.DIFFERENT, 4, "chile", "quito"),
        decide(Verdict.SAME, 5, "peru", "lima"),
        decide(Verdict.SAME, 6, "lima", "chile"),
    ]
    assert reaches(*told) == ["holds", "holds", "overruled", "overruled", "holds", "holds", "overruled"]


def test_the_later_name_type_or_alias_judgement_holds() -> None:
    for verdict, name in ((Verdict.RENAMED, "name"), (Verdict.RETYPED, "type")):
        first, again = (decide(verdict, n, "peru", **{name: "bloc"}) for n in range(2))
        assert reaches(first, again) == ["holds", "holds"]
        assert reaches(first, again, decide(verdict, 2, "peru", **{name: "group"})) == ["overruled"] * 2 + ["holds"]
        assert reaches(first, decide(verdict, 2, "chile", **{name: "group"})) == ["holds", "holds"]
    given, taken = (
        decide(Verdict.ALIAS_GIVEN, 0, "peru", alias="Lima"),
        decide(Verdict.ALIAS_TAKEN, 1, "peru", alias="LIMA"),
    )
    assert reaches(given, taken) == ["overruled", "holds"]
    assert reaches(given, decide(Verdict.ALIAS_TAKEN, 1, "peru", alias="Callao")) == ["holds", "holds"]


def test_an_alias_is_taken_away_whatever_its_case() -> None:
    given, taken = (
        decide(Verdict.ALIAS_GIVEN, 0, "peru", alias="Lima"),
        decide(Verdict.ALIAS_TAKEN, 1, "peru", alias="LIMA"),
    )
    come = identities([given, taken], {(one.id, 0): "state/peru" for one in (given, taken)}, str.casefold)
    assert (come.given["state/peru"], come.taken["state/peru"]) == (frozenset(), frozenset({"LIMA"}))


def test_every_name_that_an_actor_was_given_stays_an_alias() -> None:
    first, second = (decide(Verdict.RENAMED, n, "peru", name=name) for n, name in enumerate(["Quito", "Lima"]))
    found = {(one.id, 0): "state/peru" for one in (first, second)}
    come = identities([first, second], found, str.casefold)
    assert (come.names, come.given) == ({"state/peru": "Lima"}, {"state/peru": frozenset({"Quito"})})
    taken = decide(Verdict.ALIAS_TAKEN, 9, "peru", alias="Quito")
    come = identities([first, second, taken], {**found, (taken.id, 0): "state/peru"}, str.casefold)
    assert come.given == {"state/peru": frozenset()}


def calls(pairs: int) -> int:
    """The number of function calls needed to merge so many pairs while two other actors are different."""
    two = decide(Verdict.DIFFERENT, 0, "peru", "chile")
    joined = [decide(Verdict.SAME, n, f"a{n}", f"b{n}") for n in range(1, pairs + 1)]
    profile = cProfile.Profile()
    profile.runcall(reaches, two, *joined)
    return sum(each.callcount for each in profile.getstats())


def test_the_cost_of_mergers_grows_linearly() -> None:
    assert calls(200) < 3 * calls(100)
