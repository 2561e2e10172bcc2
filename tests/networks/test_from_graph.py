"""The facts of a graph as codings: actor, issue, date, confidence, and the body that an actor belongs to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import networkx
import pytest

from kg.errors import NetworkOptionError, ParameterValueError, UnknownParameterError
from kg.model import (
    ActorType,
    Facts,
    IssueLink,
    Lead,
    Negotiation,
    ResolvedActor,
    ResolvedDocument,
    Stance,
    TalkModality,
)
from kg.networks.conversion import edges
from kg.networks.from_graph import RELATIONS, UNDATED, Selection, explained, read_codings, selected
from kg.networks.from_graph.explanation import date_of
from kg.networks.from_graph.reading import at_least, dated
from kg.networks.options import Options
from kg.networks.study import counted, only, study, study_of_codings
from kg.query.values import Finders
from kg.stores.protocol import Batch
from tests.doubles import cast
from tests.doubles.cast import PROOF
from tests.doubles.factory import batches, resolved_documents
from tests.networks.handmade import cells

MADE = tuple(batches(resolved_documents(30, positions=10), 10))
US, CN, JP, LIU, TREASURY = "state/US", "state/CN", "state/JP", "person/liu-he", "organization/treasury"


def resolved(name: str, actors: list[str], day: dt.date | None = dt.date(2018, 8, 24), **facts: object) -> Batch:
    """A document of these actors, by their ids; each is called by the end of its id."""
    who = tuple(
        ResolvedActor(id_, id_.partition("/")[2], type_, country=None)
        for id_ in actors
        for type_ in [ActorType(id_.partition("/")[0])]
    )
    document = cast.document(name, date=day)
    found = Facts(**{"actors": (), **facts})  # type: ignore[arg-type]
    return Batch(1, (ResolvedDocument(document, found, who),), (), who)


def test_a_position_is_a_coding_of_its_actor_issue_and_side() -> None:
    batch = resolved("a", [CN], positions=(cast.position(CN, "seats for observers", stance=Stance.REJECT),))
    (coding,) = read_codings([batch], RELATIONS["positions"]).rows
    assert {name: coding.values[name] for name in ("actor", "issue", "agreement", "strength", "stance")} == {
        "actor": "CN",
        "issue": "seats observers",
        "agreement": 0,
        "strength": -3,
        "stance": "reject",
    }
    assert coding.date == dt.datetime(2018, 8, 24)
    assert coding.id.startswith("position/")
    assert coding.evidence[0].startswith("evidence/")


def test_a_position_on_two_issues_is_two_codings_of_one_fact() -> None:
    codings = read_codings(MADE, RELATIONS["positions"])
    twice = [row for row in codings.rows if row.id.endswith("~2")]
    assert twice
    assert {row.fact for row in twice} < {row.id for row in codings.rows}
    alone = at_least(codings, ("actor",), 2)
    facts = {row.fact for row in alone.rows if row.values["actor"] == alone.rows[0].values["actor"]}
    assert len(facts) >= 2


def test_over_matters_a_position_counts_once_whatever_its_issues() -> None:
    over_issues, over_matters = (
        study(MADE, options={"mode": "two-mode", "variable2": variable}).codings.rows
        for variable in ("issue", "matter")
    )
    assert len(over_matters) == len({row.id.partition("~")[0] for row in over_issues}) < len(over_issues)


def test_a_conditional_position_counts_only_on_request() -> None:
    plain = read_codings(MADE, RELATIONS["positions"])
    conditional = read_codings(MADE, RELATIONS["positions"], Selection(modality=("conditional",)))
    assert {row.values["modality"] for row in plain.rows} == {"asserted"}
    assert {row.values["modality"] for row in conditional.rows} == {"conditional"}


@pytest.mark.parametrize("of", RELATIONS)
def test_every_relation_gives_codings_with_their_evidence(of: str) -> None:
    documents = {resolved.document.id: resolved.document for batch in MADE for resolved in batch.written}
    codings = read_codings(MADE, RELATIONS[of])
    assert codings.rows
    assert list(codings.rows) == sorted(
        codings.rows, key=lambda row: (row.date, row.document, row.start, row.stop, row.id)
    )
    for row in codings.rows:
        assert documents[row.document].text[row.start : row.stop].strip()
        assert 0 < row.confidence <= 1
        assert row.values["actor"]
        assert bool(row.values["other"]) or of == "positions"


def test_an_actor_with_few_talks_is_left_out_in_either_order() -> None:
    talks = tuple(Negotiation(pair, TalkModality.ACTUAL, PROOF) for pair in ((US, CN), (US, JP), (CN, JP), (CN, LIU)))
    world = [resolved("a", [US, CN, JP, LIU], negotiations=talks)]
    network = only(study(world, "talks", at_least_statements=2))
    assert network.rows == ("CN", "JP", "US")
    assert network.weights.tolist() == [[0, 1, 1], [1, 0, 1], [1, 1, 0]]


@pytest.mark.parametrize("of", ["addresses", "demands", "replies", "speech"])
def test_an_addressed_position_is_selected_by_its_issue(of: str) -> None:
    issues = tuple(IssueLink(name, 0.6) for name in ("Tariffs", "Fisheries"))
    stance = Stance.ACCEPT if of == "replies" else Stance.DEMAND
    about = cast.position(US, "duties on fish", stance=stance, addressee=CN, issues=issues, sources=(LIU,), reply_to=1)
    other = cast.position(CN, "seats for observers", addressee=US)
    world = [resolved("a", [US, CN, LIU], positions=(about, other))]
    (coding,) = study(world, of, Selection(issue=("issue/Fisheries",))).codings.rows
    assert coding.values["matter"] == "duties on fish"


@pytest.mark.parametrize(
    ("of", "asked"), [("talks", Selection(issue=("issue/x",))), ("leads", Selection(stance=("deny",)))]
)
def test_talks_and_leads_have_neither_issue_nor_stance(of: str, asked: Selection) -> None:
    with pytest.raises(NetworkOptionError, match=f"{of} have none; positions"):
        study(MADE, of, asked)


def test_over_matters_a_position_keeps_its_own_confidence() -> None:
    issues = tuple(IssueLink(name, 0.6) for name in ("Tariffs", "Fisheries"))
    world = [resolved("a", [CN], positions=(cast.position(CN, "duties on fish", issues=issues),))]
    (coding,) = study(world, options={"mode": "two-mode", "variable2": "matter"}).codings.rows
    assert coding.confidence == PROOF.confidence
    over_issues = study(world).codings.rows
    assert [round(row.confidence, 2) for row in over_issues] == [0.54, 0.54]


def test_an_issue_counts_by_the_product_of_both_confidences() -> None:
    issues = IssueLink("Tariffs", 0.9), IssueLink("Fisheries", 0.6)  # 0.9 * 0.9 = 0.81, 0.9 * 0.6 = 0.54
    world = [resolved("a", [CN], positions=(cast.position(CN, "duties on fish", issues=issues),))]

    def left(least: float, variable: str) -> list[object]:
        options = {"mode": "two-mode", "variable2": variable}
        rows = study(world, selection=Selection(min_confidence=least), options=options).codings.rows
        return [row.values[variable] for row in rows]

    assert left(0.5, "issue") == ["Tariffs", "Fisheries"]
    assert left(0.7, "issue") == ["Tariffs"]
    assert left(0.85, "matter") == ["duties on fish"]


def test_a_talk_counts_for_both_parties() -> None:
    talk = Negotiation((US, CN), TalkModality.ACTUAL, PROOF)
    refused = Negotiation((US, "state/JP"), TalkModality.REFUSED, PROOF)
    network = only(study([resolved("a", [US, CN, "state/JP"], negotiations=(talk, refused))], "talks"))
    assert network.rows == ("CN", "US")
    assert network.weights.tolist() == [[0, 1], [1, 0]]
    assert not network.directed


FR = "state/FR"
MEETINGS = tuple(Negotiation(pair, TalkModality.ACTUAL, PROOF) for pair in ((US, CN), (JP, US), (US, CN), (CN, FR)))


def test_actors_with_a_common_partner_are_tied_by_the_product_of_their_talks() -> None:
    studied = study([resolved("a", [US, CN, JP, FR], negotiations=MEETINGS)], "talks", options={"mode": "one-mode"})
    network = only(studied)
    assert cells(network) == {("CN", "JP"): 2 * 1, ("FR", "US"): 1 * 2}
    assert not network.directed
    assert [len(network.support.get((i, j), ())) for i, j, _ in edges(network)] == [3, 3]


def test_a_two_mode_network_of_talks_is_symmetric() -> None:
    network = only(
        study([resolved("a", [US, CN, JP, FR], negotiations=MEETINGS)], "talks", options={"mode": "two-mode"})
    )
    assert network.rows == network.columns == ("CN", "FR", "JP", "US")
    assert network.weights.tolist() == [[0, 1, 0, 2], [1, 0, 0, 0], [0, 0, 0, 1], [2, 0, 1, 0]]


def test_every_party_of_a_talk_has_its_modality() -> None:
    network = only(
        study([resolved("a", [US, CN, JP, FR], negotiations=MEETINGS)], "talks", options={"variable2": "modality"})
    )
    assert cells(network) == {("CN", "actual"): 3, ("FR", "actual"): 1, ("JP", "actual"): 1, ("US", "actual"): 3}


def test_a_talk_counts_once_where_no_variable_names_a_party() -> None:
    options = {"mode": "two-mode", "variable1": "modality", "variable2": "document.id"}
    studied = study([resolved("a", [US, CN, JP, FR], negotiations=MEETINGS)], "talks", options=options)
    assert cells(only(studied)) == {("actual", cast.document("a").id): len(MEETINGS)}


@pytest.mark.parametrize(
    ("of", "stance", "weight"),
    [("positions", Stance.REJECT, -2), ("addresses", Stance.REJECT, -2), ("demands", Stance.DEMAND, 2)],
)
def test_actors_with_the_same_addressee_have_an_undirected_tie(of: str, stance: Stance, weight: int) -> None:
    demands = [cast.position(US, matter, addressee=CN) for matter in ("duties", "fish")]
    other = cast.position(JP, "duties", addressee=CN, stance=stance)
    world = [resolved("a", [US, CN, JP], positions=(*demands, other))]
    network = only(study(world, of, options={"mode": "one-mode", "variable2": "other"}))
    assert (cells(network), network.directed) == ({("JP", "US"): weight}, False)


@pytest.mark.parametrize(("of", "codings"), [("positions", 1), ("speech", 1), ("addresses", 2), ("demands", 2)])
def test_what_is_said_to_two_counts_once_towards_its_issue(of: str, codings: int) -> None:
    said = [replace(cast.position(US, "duties", addressee=to), sources=(LIU,)) for to in (CN, JP)]
    batch = resolved("a", [US, CN, JP, LIU], positions=tuple(said))
    assert len(read_codings([batch], RELATIONS[of]).rows) == codings


def test_a_lead_is_a_directed_tie() -> None:
    studied = study([resolved("a", [LIU, TREASURY], leads=(Lead(LIU, TREASURY, PROOF),))], "leads")
    network = only(studied)
    assert network.rows == ("liu-he", "treasury")
    assert network.weights.tolist() == [[0, 1], [0, 0]]
    assert network.directed
    ways = [("liu-he", "treasury"), ("treasury", "liu-he")]
    assert [len(list(explained(network, studied.codings, *way, lambda _: ""))) for way in ways] == [1, 0]


def test_a_reply_is_a_tie_to_the_holder_of_the_demand() -> None:
    demand = cast.position(US, addressee=CN)
    reply = cast.position(CN, stance=Stance.REJECT, reply_to=0)
    network = only(study([resolved("a", [US, CN], positions=(demand, reply))], "replies"))
    assert network.weights.tolist() == [[0, -1], [0, 0]]


def test_only_an_answer_that_the_words_prove_is_a_reply() -> None:
    """As in demands-and-replies: what is supposed to answer somebody else's demand is none."""
    demand = cast.position(US, addressee=JP)
    supposed = cast.position(CN, "quotas", stance=Stance.PROPOSE, reply_to=0)
    reply = cast.position(JP, stance=Stance.REJECT, reply_to=0)
    studied = study([resolved("a", [US, CN, JP], positions=(demand, supposed, reply))], "replies")
    assert [(row.values["actor"], row.values["other"]) for row in studied.codings.rows] == [("JP", "US")]


def test_a_person_counts_as_the_body_they_belonged_to_at_the_time() -> None:
    def spoke(day: dt.date) -> Batch:
        return resolved(f"of {day}", [LIU, CN, TREASURY], day, positions=(cast.position(LIU, date=day),))

    told = resolved("told", [LIU, CN, TREASURY], dt.date(2018, 5, 1), affiliations=cast.affiliations((LIU, TREASURY)))
    later = resolved("later", [LIU, CN, TREASURY], dt.date(2018, 9, 1), affiliations=cast.affiliations((LIU, CN)))
    days = (dt.date(2018, 4, 1), dt.date(2018, 8, 1), dt.date(2018, 9, 2))
    codings = read_codings([told, later, *map(spoke, days)], RELATIONS["positions"], by="affiliation")
    assert [row.values["actor"] for row in codings.rows] == ["liu-he", "treasury", "CN"]
    assert {row.values["named"] for row in codings.rows} == {"liu-he"}


def test_a_person_in_a_stateless_body_counts_as_the_state_of_any_document() -> None:
    hawks = "faction/hawks"
    spoke = resolved("spoke", [LIU, CN, hawks], positions=(cast.position(LIU),))
    last = resolved("last", [LIU, CN, hawks], dt.date(2018, 8, 1), affiliations=cast.affiliations((LIU, hawks)))
    later = resolved("later", [LIU, CN, hawks], dt.date(2018, 12, 3), affiliations=cast.affiliations((LIU, CN)))

    def holder(*told: Batch) -> object:
        (coding,) = read_codings([*told, spoke], RELATIONS["positions"], by="state").rows
        return coding.values["actor"]

    assert holder(last, later) == "CN"
    assert holder(last) == "liu-he"


def test_a_state_that_no_document_names_has_its_usual_name() -> None:
    court = ResolvedActor("organization/court", "court", ActorType.ORGANIZATION, country="LY")
    spoke = resolved("a", [court.id], positions=(cast.position(court.id),))
    (coding,) = read_codings([spoke._replace(actors=(court,))], RELATIONS["positions"], by="state").rows
    assert coding.values["actor"] == "Libya"


def test_rolling_up_makes_no_self_ties() -> None:
    batch = resolved(
        "a",
        [LIU, CN],
        affiliations=cast.affiliations((LIU, CN)),
        negotiations=(Negotiation((LIU, CN), TalkModality.ACTUAL, PROOF),),
    )
    assert len(read_codings([batch], RELATIONS["talks"]).rows) == 1
    assert read_codings([batch], RELATIONS["talks"], by="state").rows == ()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"since": "2018-08-25"}, {"b"}),
        ({"until": "2018-08-24"}, {"a"}),
        ({"source": "the quay courier"}, {"b"}),
        ({"tag": "Fish"}, {"a"}),
        ({"min_confidence": "0.8"}, {"a"}),
        ({"type": ["state"]}, {"a"}),
        ({"stance": "demand"}, {"a", "b", "c"}),
        ({"stance": "reject"}, set()),
    ],
)
def test_network_filters_select_as_questions_do(given: dict[str, object], kept: set[str]) -> None:
    def of(name: str, holder: str, day: dt.date | None, proof: object, **more: Any) -> Batch:
        who = (ResolvedActor(holder, holder, ActorType(holder.partition("/")[0])),)
        position = replace(cast.position(holder), evidence=proof)  # type: ignore[arg-type]
        document = cast.document(name, date=day, **more)
        return Batch(1, (ResolvedDocument(document, Facts(positions=(position,)), who),), (), who)

    world = [
        of("a", US, dt.date(2018, 8, 24), PROOF, metadata={"tags": "trade, fish"}),
        of("b", LIU, dt.date(2018, 8, 25), cast.DOUBT, source="The Quay Courier"),
        of("c", LIU, None, cast.DOUBT),
    ]
    chosen = selected(given, Finders())
    codings = read_codings(world, RELATIONS["positions"], chosen)
    assert {codings.documents[row.document]["name"] for row in codings.rows} == kept


@pytest.mark.parametrize("of", ["positions", "demands"])
def test_unnamed_groups_are_left_out_at_either_end(of: str) -> None:
    officials = "group/9f86d081884c7d65-officials"
    holders = ((US, CN), (officials, CN), (CN, officials))
    positions = tuple(cast.position(one, addressee=other, stance=Stance.DEMAND) for one, other in holders)
    batch = resolved("a", [US, CN, officials], positions=positions)
    asked = selected({"no_unnamed": True}, Finders())
    assert len(study((batch,), of).codings.rows) == 3
    left = [row.values["actor"] for row in study((batch,), of, asked).codings.rows]
    assert sorted(left) == (["US"] if of == "demands" else ["CN", "US"])


def test_unknown_filters_and_values_are_refused() -> None:
    with pytest.raises(UnknownParameterError, match="colour"):
        selected({"colour": "red"}, Finders())
    with pytest.raises(UnknownParameterError, match=r'not take window; .* Write options=\{"window": \.\.\.\}\.$'):
        selected({"window": "months"}, Finders())
    with pytest.raises(ParameterValueError, match="faction"):
        selected({"type": "party"}, Finders())
    with pytest.raises(ParameterValueError, match="2019"):
        selected({"since": "2019", "until": "2018"}, Finders())
    with pytest.raises(ParameterValueError, match="issue is 0, not a word"):
        selected({"issue": 0}, Finders())


def test_the_actors_of_a_network_keep_their_ids() -> None:
    positions = (cast.position(US, "CN"), cast.position(CN, "seats", addressee=US, stance=Stance.DEMAND))
    world = [resolved("a", [US, CN], positions=positions)]
    demands = only(study(world, "demands"))
    assert networkx.get_node_attributes(demands.to_networkx(), "actor_id") == {"CN": CN, "US": US}
    assert demands.to_pandas().rename(index=demands.row_ids, columns=demands.column_ids).loc[CN, US] == 1
    # An issue is no actor, even under the name of one.
    over_matters = only(study(world, options={"mode": "two-mode", "variable2": "matter"}))
    assert networkx.get_node_attributes(over_matters.to_networkx(), "actor_id") == {"CN": CN, "US": US}
    options = {"mode": "two-mode", "variable1": "other", "variable2": "named"}
    over_others = only(study(world, "demands", options=options))
    assert (over_others.row_ids, over_others.column_ids) == ({"US": US}, {"CN": CN})


def test_an_undated_coding_counts_except_over_time() -> None:
    batch = resolved("a", [CN], None, positions=(cast.position(CN),))
    codings = read_codings([batch], RELATIONS["positions"])
    assert codings.rows[0].date == UNDATED
    assert dated(codings).rows == ()


def test_windows_longer_than_the_range_are_refused() -> None:
    world = [resolved("a", [CN], positions=(cast.position(CN),))]
    options = {"mode": "two-mode", "window": "years"}
    (network,) = counted(study(world, options=options))
    assert network.weights.tolist() == [[1]]
    with pytest.raises(NetworkOptionError, match="no window of 30 years fits into 2018-08-24 to 2018-08-24"):
        study(world, options={**options, "length": 30})
    with pytest.raises(NetworkOptionError, match="no window of 2 events"):
        study_of_codings(study(world).codings, Options(variable1="actor", variable2="issue", window="events", length=2))


@pytest.mark.parametrize("asked", [{"options": {"foo": 1}}, *({"at_least_statements": n} for n in (-1, "2", None))])
def test_invalid_options_are_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(NetworkOptionError):
        study(MADE, **asked)


def test_a_cell_is_explained_by_its_sentences() -> None:
    documents = {resolved.document.id: resolved.document for batch in MADE for resolved in batch.written}
    studied = study(MADE, "positions")
    (network,) = counted(studied)
    (i, j), indices = next(iter(network.support.items()))
    assert len(list(explained(network, studied.codings, network.columns[j], network.rows[i], lambda _: ""))) == len(
        indices
    )
    found = list(
        explained(
            network, studied.codings, network.rows[i], network.columns[j].upper(), lambda id_: documents[id_].text
        )
    )
    assert [each.coding for each in found] == [studied.codings.rows[n] for n in indices]
    assert all(each.words in documents[each.coding.document].text for each in found)
    assert {each.coding.values["actor"] for each in found} == {network.rows[i], network.columns[j]}
    first = found[0].coding
    year = replace(first, date=dt.datetime(2018, 1, 1), values={**first.values, "granularity": "year"})
    assert [date_of(each) for each in (year, replace(year, date=UNDATED))] == ["2018", ""]
