"""Values of parameters: what is accepted, how it is converted, and what is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kg.errors import (
    ActorAmbiguousError,
    ActorUnknownError,
    DocumentUnknownError,
    IssueAmbiguousError,
    IssueUnknownError,
    KgError,
    KgWarning,
    ParameterValueError,
)
from kg.extract.issues.scheme import concepts
from kg.lists import ListedIssue, OwnList
from kg.model import ActorType, Document, ResolvedActor
from kg.query import Parameter
from kg.query.issues import issue_of
from kg.query.question import given_parameters
from kg.query.values import Finders, actor_of, bind_parameter, options
from kg.record import ActorMatches

LIU = ResolvedActor("person/liu-he", "Liu He", ActorType.PERSON, ("Liu", "Mr. Liu"))
OTHER_LIU = ResolvedActor("person/liu-kun", "Liu Kun", ActorType.PERSON, ("Liu",))
CHINA = ResolvedActor("state/CN", "China", ActorType.STATE, ("Beijing",))
CITY = ResolvedActor("organization/beijing", "Beijing", ActorType.ORGANIZATION)
ACTORS = (LIU, OTHER_LIU, CHINA, CITY)
NOTE = Document("Talks began.", "note", "file:///texts/note.txt")


def find_actor(text: str) -> ActorMatches[ResolvedActor]:
    found = [actor for actor in ACTORS if text.casefold() in {w.casefold() for w in (actor.name, *actor.aliases)}]
    return ActorMatches(tuple(found or (actor for actor in ACTORS if actor.id == text)), () if found else ("Liu He",))


def find_document(text: str) -> Document:
    if text in (NOTE.id, NOTE.name, NOTE.uri):
        return NOTE
    raise DocumentUnknownError(document=repr(text), suggestions="")


FINDERS = Finders(find_actor, find_document)


def value(kind: str, given: object, name: str | None = None, several: bool = False) -> object:
    return bind_parameter(Parameter(name or kind, kind, "", several=several), given, FINDERS)


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("actor", "Liu He", "person/liu-he"),
        ("actor", " mr. liu ", "person/liu-he"),
        ("actor", "state/CN", "state/CN"),
        ("actor", "Beijing", "organization/beijing"),
        ("issue", "Tariffs", "issue/Tariffs"),
        ("issue", "tariffs", "issue/Tariffs"),
        ("issue", "import  duty", "issue/Tariffs"),
        ("issue", "issue/AutoTariffs", "issue/AutoTariffs"),
        ("issue", "AutoTariffs", "issue/AutoTariffs"),
        ("issue", "issue/own/new-principle", "issue/own/new-principle"),
        ("document", "note", f"document/{NOTE.id}"),
        ("document", NOTE.uri, f"document/{NOTE.id}"),
        ("document", f"document/{NOTE.id}", f"document/{NOTE.id}"),
        ("stance", "Demand", "demand"),
        ("sign", "against", "against"),
        ("modality", "reported belief", "reported-belief"),
        ("talk", "planned", "planned"),
        ("kind", "tariff", "tariff"),
        ("status", "in_force", "in-force"),
        ("fact", "position/9f86d081884c7d65/5c1f0a9be2d4", "position/9f86d081884c7d65/5c1f0a9be2d4"),
        ("actor", "https://w3id.org/negotiation-kg/id/state/CN", "state/CN"),
        ("issue", "https://w3id.org/negotiation-kg/issues#Tariffs", "issue/Tariffs"),
        ("document", f"https://w3id.org/negotiation-kg/id/document/{NOTE.id}", f"document/{NOTE.id}"),
        (
            "fact",
            "https://w3id.org/negotiation-kg/id/lead/9f86d081884c7d65/5c1f0a9be2d4",
            "lead/9f86d081884c7d65/5c1f0a9be2d4",
        ),
        ("text", ' a "hawk" ', 'a "hawk"'),
        ("int", "12", 12),
        ("int", 12, 12),
        ("float", "0.5", 0.5),
        ("float", 1, 1.0),
        ("date", "2018-08-24", "2018-08-24"),
        ("date", dt.date(2018, 8, 24), "2018-08-24"),
        ("date", dt.datetime(2018, 8, 24, 23, 59), "2018-08-24"),
    ],
)
def test_valid_values_are_converted(kind: str, given: object, expected: object) -> None:
    assert value(kind, given) == expected


@pytest.mark.parametrize(
    ("given", "since", "until"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-08", "2018-08-01", "2018-08-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2018-08-24", "2018-08-24", "2018-08-24"),
        (np.datetime64("2018"), "2018-01-01", "2018-12-31"),
        (np.datetime64("2018-08"), "2018-08-01", "2018-08-31"),
        (np.array(["2018-08-24"], "datetime64[M]"), "2018-08-01", "2018-08-31"),
        (pd.Period("2018-08"), "2018-08-01", "2018-08-31"),
    ],
)
def test_a_year_or_month_begins_and_ends(given: object, since: str, until: str) -> None:
    assert value("date", given, "since") == since
    assert value("date", given, "until") == until


@pytest.mark.parametrize(
    ("kind", "given", "error", "words"),
    [
        ("date", "2018-13-01", ParameterValueError, "'2018-13-01'"),
        ("date", "2018-02-30", ParameterValueError, "'2018-02-30'"),
        ("date", "2018-00", ParameterValueError, "'2018-00'"),
        ("date", "0000", ParameterValueError, "'0000'"),
        ("date", "August 2018", ParameterValueError, "2018-08"),
        ("date", "20180824", ParameterValueError, "2018-08-24"),
        ("date", "２０１８", ParameterValueError, "２０１８"),
        ("date", True, ParameterValueError, "True"),
        ("actor", "Liu", ActorAmbiguousError, "Liu He (person/liu-he), Liu Kun (person/liu-kun)"),
        ("actor", "Lui He", ActorUnknownError, "Did you mean one of: Liu He?"),
        ("actor", "", ParameterValueError, "a word"),
        ("actor", 3, ParameterValueError, "3"),
        ("actor", "\ud800", ParameterValueError, "a word"),
        ("date", np.datetime64("2018-08-24", "W"), ParameterValueError, "a day, month or year"),
        ("date", np.datetime64("NaT", "M"), ParameterValueError, "a day, month or year"),
        ("issue", "tarifs", IssueUnknownError, "Tariffs"),
        ("issue", "unicorns", IssueUnknownError, 'Agricultural trade ("corn")'),
        ("issue", "new principle", IssueUnknownError, "issue/own/new-principle"),
        ("issue", "issue/own/", IssueUnknownError, "issue/own/"),
        ("document", "nothing", DocumentUnknownError, "nothing"),
        ("stance", "like", ParameterValueError, "demand, propose, offer"),
        ("sign", "maybe", ParameterValueError, "for, against"),
        ("modality", "sure", ParameterValueError, "asserted, possible"),
        ("talk", "sure", ParameterValueError, "actual, planned"),
        ("fact", "position/3", ParameterValueError, "position/9f86d081884c7d65/5c1f0a9be2d4"),
        ("fact", "state/CN", ParameterValueError, "state/CN"),
        ("int", "many", ParameterValueError, "many"),
        ("int", 0, ParameterValueError, "0"),
        ("int", True, ParameterValueError, "True"),
        ("int", 2.5, ParameterValueError, "2.5"),
        ("int", float("inf"), ParameterValueError, "inf"),
        ("int", float("nan"), ParameterValueError, "nan"),
        ("int", 2**63, ParameterValueError, "from 1 on"),
        ("float", "nan", ParameterValueError, "nan"),
        ("float", "1.5", ParameterValueError, "from 0 to 1"),
        ("text", "  ", ParameterValueError, "a word"),
    ],
)
def test_invalid_values_are_refused(kind: str, given: object, error: type[KgError], words: str) -> None:
    with pytest.raises(error) as raised:
        value(kind, given)
    assert words in str(raised.value)
    assert raised.value.exit_status == 2


@pytest.mark.parametrize(
    ("replaces", "said"),
    [
        (False, 'Did you mean one of: Tolls on barges, Auto tariffs ("tariffs on cars"), '),
        (True, "Did you mean one of: Tolls on barges? Your list river lists them"),
    ],
)
def test_issues_of_a_list_are_suggested_first(replaces: bool, said: str) -> None:
    issues = (ListedIssue("own/tolls", "Tolls on barges", ("river dues",)),)
    with pytest.raises(IssueUnknownError) as raised:
        issue_of("tarifs on barges", (OwnList("river", issues=issues, replaces=replaces),))
    assert said in str(raised.value)


def test_every_issue_is_found_by_its_label() -> None:
    for concept in concepts().values():
        assert value("issue", concept.label.upper()) == f"issue/{concept.name}"


def test_an_issue_is_found_by_an_alternative_label_that_is_not_shared() -> None:
    labels = {concept.label.casefold() for concept in concepts().values()}
    shared: dict[str, set[str]] = {}
    for concept in concepts().values():
        for label in concept.alternatives:
            shared.setdefault(label.casefold(), set()).add(f"issue/{concept.name}")
    for label, ids in shared.items():
        if len(ids) == 1 and label not in labels:
            assert value("issue", label) in ids
    several = next(label for label, ids in shared.items() if len(ids) > 1 and label not in labels)
    with pytest.raises(IssueAmbiguousError) as raised:
        value("issue", several)
    assert all(id_ in str(raised.value) for id_ in shared[several])


def test_an_issue_includes_narrower_issues() -> None:
    trade = value("issue", "Trade", several=True)
    assert isinstance(trade, tuple)
    assert trade[0] == "issue/Trade"
    assert {"issue/Tariffs", "issue/AutoTariffs"} <= set(trade)
    assert len(trade) == len(set(trade)) < len(concepts())
    assert value("issue", "AutoTariffs", several=True) == ("issue/AutoTariffs",)
    assert value("issue", ["AutoTariffs", "Trade"], several=True) == ("issue/AutoTariffs", *_without_auto(trade))
    assert value("issue", "issue/own/new-principle", several=True) == ("issue/own/new-principle",)


def _without_auto(issues: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(issue for issue in issues if issue != "issue/AutoTariffs")


def test_several_values_are_alternatives_without_repetition() -> None:
    assert value("actor", ["Liu He", "state/CN", "Mr. Liu"], several=True) == ("person/liu-he", "state/CN")
    assert value("stance", "demand", several=True) == ("demand",)
    assert value("sign", ("for", "against"), several=True) == options("sign")
    with pytest.raises(ParameterValueError, match="one value"):
        value("date", ["2018", "2019"], "since")


def test_values_of_numpy_and_pandas_are_accepted() -> None:
    actors = ("person/liu-he", "state/CN")
    for given in (np.array(["Liu He", "China"]), pd.Series(["Liu He", "China"]), {"Liu He": 1, "China": 2}.keys()):
        assert value("actor", given, several=True) == actors
    assert value("actor", (name for name in ("Liu He", "China")), several=True) == actors
    assert value("int", np.int64(3)) == value("int", pd.Series([3, None])[0]) == 3
    assert value("float", np.float64(0.5)) == 0.5
    assert value("flag", np.True_) is True
    assert value("document", Path("note")) == f"document/{NOTE.id}"
    assert value("date", 2018, "since") == "2018-01-01"
    assert value("date", np.datetime64("2018-08-24"), "since") == "2018-08-24"
    days = pd.Series([pd.Timestamp("2018-08-24"), pd.NaT]).astype("datetime64[ns]")
    assert value("date", days[0], "since") == value("date", days.to_numpy()[0], "since") == "2018-08-24"
    for empty in (days[1], days.to_numpy()[1]):
        assert given_parameters({"since": empty}, ("since",), "who-leads")
        with pytest.raises(ParameterValueError, match="not a day, month or year"):
            value("date", empty, "since")


@pytest.mark.parametrize("nothing", [None, False, np.False_])
def test_none_and_false_count_as_not_given(nothing: object) -> None:
    assert given_parameters({"actor": nothing}, ("actor",), "who-leads") == {}


@pytest.mark.parametrize("nothing", [[], np.array([]), iter(()), pd.Series([], dtype=str)])
def test_a_list_without_values_is_not_every_value(nothing: object) -> None:
    with pytest.raises(ParameterValueError, match="actor is an empty list"):
        given_parameters({"actor": nothing}, ("actor",), "who-leads")


def test_a_family_name_is_accepted_where_one_person_has_it() -> None:
    with pytest.warns(KgWarning, match=r"He means Liu He \(person/liu-he\), the only person"):
        assert actor_of("He", lambda _: ActorMatches((), (), (LIU,))) == LIU
    with pytest.warns(KgWarning, match=r"Liu means Liu He .* others have that family name: .*Liu Kun"):
        assert actor_of("Liu", lambda _: ActorMatches((LIU,), (), (LIU, OTHER_LIU))) == LIU
    with pytest.raises(ActorUnknownError, match="Did you mean one of: Liu He, Liu Kun"):
        actor_of("Liu", lambda _: ActorMatches((), ("Liu He", "Liu Kun"), (LIU, OTHER_LIU)))


@pytest.mark.parametrize("given", [None, float("nan"), ["China"], "\ud800"])
def test_an_actor_has_a_name(given: str) -> None:
    with pytest.raises(ParameterValueError, match="not a name, an alias or an id"):
        actor_of(given, find_actor)


@pytest.mark.parametrize("given", ["event", "=COP4", "event="])
def test_a_pair_has_a_name_and_a_value(given: str) -> None:
    with pytest.raises(ParameterValueError, match="not NAME=VALUE, such as event=COP4"):
        bind_parameter(Parameter("where", "pair", "x", several=True), given, FINDERS)
