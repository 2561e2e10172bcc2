"""Judgements in the record and in both stores, through readings, rebuilds and files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kg.errors import (
    FactUnknownError,
    JudgementUnknownError,
    JudgementValueError,
    JudgementWordsError,
    ParameterValueError,
)
from kg.graph import Graph, open_graph
from kg.judgement_entry import settlement
from kg.judgements import Reach, Verdict
from kg.judgements.json_lines import write_lines
from kg.linking import link
from kg.model import Document, Facts, IssueLink, Passage
from kg.review.agreement import compared
from kg.standing import Review, Standing
from tests.doubles import cast
from tests.doubles.scripted_reader import read

TALKS = Document(
    "The talks went on. China demands lower tariffs of Japan. Japan rejects lower tariffs of China.",
    *("talks", "file:///talks.txt", "Talks", dt.date(2018, 8, 24)),
)


def put(graph: Graph, document: Document = TALKS, version: str = "scripted 1", facts: Facts | None = None) -> None:
    reading = read(document, version)
    graph.record.put(document, reading.facts if facts is None else facts, version, reading.sentences)
    graph.catch_up()


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with open_graph(tmp_path / "talks.kg", create=True) as opened:
        put(opened)
        yield opened


def asked(graph: Graph) -> list[tuple[object, ...]]:
    """Every position, the same from both query languages."""
    tables = [graph.ask("positions-of-actor", {}, language=language) for language in ("sparql", "cypher")]
    assert tables[0] == tables[1]
    names = ("holder", "stance", "matter", "addressee", "date")
    return sorted(tuple(row[name] for name in names) for row in tables[0].to_dicts())


def fact(graph: Graph, stance: str) -> str:
    return next(str(row["fact"]) for row in graph.ask("positions-of-actor", {"stance": stance}).to_dicts())


DEMAND = ("China", "demand", "lower tariffs", "Japan", "2018-08-24")
REJECTION = ("Japan", "reject", "lower tariffs", "China", "2018-08-24")


def test_both_stores_follow_a_judgement_and_its_undoing(graph: Graph) -> None:
    before = asked(graph)
    made = graph.judge("rejected", fact(graph, "demand"), by="ana", why="no demand")
    assert asked(graph) == [REJECTION]
    undone = graph.undo(made.id[:6], by="ben")
    assert asked(graph) == before == [DEMAND, REJECTION]
    assert undone.undone is not None
    assert [(s.judgement.by, s.reach, s.judgement.undone.by) for s in graph.judgements() if s.judgement.undone] == [
        ("ana", Reach.UNDONE, "ben")
    ]


def test_a_correction_takes_names_and_words_as_a_person_writes_them(graph: Graph) -> None:
    given = {"holder": "Ana Lima:person", "addressee": "state/BR", "matter": "The  talks", "issues": "tariffs"}
    graph.judge("corrected", fact(graph, "demand"), given, by="ana")
    assert asked(graph)[0] == ("Ana Lima", "demand", "The talks", "Brazil", "2018-08-24")
    assert graph.ask("positions-on-issue", {"issue": "Tariffs"}).to_dicts()[0]["holder"] == "Ana Lima"
    assert graph.record.check() == []


def test_confirming_a_corrected_fact_confirms_the_corrected_values(graph: Graph) -> None:
    corrected = graph.judge("corrected", fact(graph, "demand"), {"stance": "offer"}, by="ana")
    confirmed = graph.judge("confirmed", fact(graph, "offer"), by="ben")
    assert dict(confirmed.values) == {"stance": "offer"}
    graph.undo(corrected.id)
    assert [row[1] for row in asked(graph)] == ["offer", "reject"]
    (row,) = graph.ask("positions-of-actor", {"stance": "offer"}).to_dicts()
    assert row["reviewed_by"] == "ben"


@pytest.mark.parametrize("verdict", ["confirmed", "rejected"])
def test_only_a_correction_takes_values(graph: Graph, verdict: str) -> None:
    with pytest.raises(JudgementValueError, match=f"stance is given with {verdict}, not with corrected"):
        graph.judge(verdict, fact(graph, "demand"), {"stance": "offer"}, by="ana")


def test_confirming_an_earlier_correction_leaves_the_fact_corrected(graph: Graph) -> None:
    graph.judge("confirmed", fact(graph, "demand"), by="ana")
    corrected = graph.judge("corrected", fact(graph, "demand"), {"stance": "offer"}, by="ben")
    graph.judge("confirmed", fact(graph, "offer"), by="cy")
    graph.undo(corrected.id)
    assert graph.record.reviews([fact(graph, "offer")]) == {fact(graph, "offer"): Standing(Review.CORRECTED, ("cy",))}


def test_settling_a_fact_as_confirmed_keeps_its_corrected_values(graph: Graph) -> None:
    graph.judge("corrected", fact(graph, "demand"), {"stance": "offer"}, by="ana")
    last = graph.judge("corrected", fact(graph, "offer"), {"stance": "propose"}, by="ben")
    settled = settlement(graph.record, last, Verdict.CONFIRMED, {}, "cy", "")
    assert dict(settled.values) == {"stance": "propose"}
    graph.record.judge([settled])
    graph.undo(last.id)
    assert [row[1] for row in asked(graph)] == ["propose", "reject"]
    (compared_fact,) = compared(graph.judgements()).facts
    assert compared_fact.settled == "corrected by cy"


def test_coders_of_one_fact_are_compared_though_its_actor_was_split(graph: Graph) -> None:
    demand = fact(graph, "demand")
    first = graph.judge("confirmed", demand, by="ana")
    graph.judge("split", "China", {"documents": "talks", "name": "Republic of China"}, by="ben")
    second = graph.judge("rejected", fact(graph, "demand"), by="ben")
    (one,) = compared(graph.judgements()).facts
    assert (one.codes, one.is_disputed) == ({"ana": "confirmed", "ben": "rejected"}, True)
    assert settlement(graph.record, second, Verdict.CONFIRMED, {}, "cy", "").settles == (first.id, second.id)


def test_the_judgements_of_a_text_can_be_asked_for_alone(graph: Graph) -> None:
    put(graph, replace(TALKS, name="later", uri="file:///later.txt", text=f"Later. {TALKS.text}"))
    facts = [str(row["fact"]) for row in graph.ask("positions-of-actor", {"stance": "demand"}).to_dicts()]
    for made in [graph.judge("confirmed", each, by="ana") for each in facts]:
        (state,) = graph.record.judgements(made.about.text)  # type: ignore[union-attr]
        assert (state.judgement, state.reach, len(facts)) == (made, Reach.HOLDS, 2)


def test_a_kept_fact_loses_issues_that_only_the_context_suggested(graph: Graph) -> None:
    facts = graph.record.extracted("talks")
    demand, rejection = facts.positions
    hinted = replace(demand, issues=(IssueLink("Tariffs", 0.5, from_context=True),))
    put(graph, version="scripted 2", facts=replace(facts, positions=(hinted, rejection)))
    graph.judge("confirmed", fact(graph, "demand"), by="ana")
    put(graph, version="scripted 3", facts=replace(facts, positions=(rejection,)))
    (state,) = graph.judgements()
    assert (state.reach, graph.record.facts("talks").positions[0].issues) == (Reach.KEPT, ())


def test_replacing_the_scheme_drops_linked_issues_but_not_coded_ones(graph: Graph, tmp_path: Path) -> None:
    facts = read(TALKS, "scripted 1").facts
    of_ours = tuple(replace(each, issues=(IssueLink("Tariffs", 0.9),)) for each in facts.positions)
    put(graph, facts=replace(facts, positions=of_ours), version="2")
    graph.judge("confirmed", fact(graph, "demand"), by="ana")
    graph.judge("corrected", fact(graph, "reject"), {"issues": ["Tariffs"]}, by="ana")
    put(graph, facts=replace(facts, positions=()), version="3")
    (tmp_path / "book.csv").write_text("name,type\nCustoms,issue\n", encoding="utf-8")
    link(graph, tmp_path / "book.csv")
    assert [len(each.issues) for each in graph.record.judged(TALKS.id).facts.positions] == [1, 1]
    link(graph, tmp_path / "book.csv", replaces=True)
    assert [len(each.issues) for each in graph.record.judged(TALKS.id).facts.positions] == [0, 1]


def test_a_negotiation_needs_two_different_actors(graph: Graph) -> None:
    talk = {"parties": ["China", "state/CN"], "evidence": "The talks went on"}
    with pytest.raises(JudgementValueError, match="2 different actors"):
        graph.judge("added", ("negotiation", "talks"), talk, by="ana")
    graph.judge("same", ("China", "Japan"), by="ana")
    with pytest.raises(JudgementValueError, match="2 different actors"):
        graph.judge("added", ("negotiation", "talks"), {**talk, "parties": ["China", "Japan"]}, by="ana")


def test_an_added_fact_is_found_by_questions_and_queries(graph: Graph) -> None:
    given = {"leader": "Liu He:person", "of": "China", "evidence": "the talks went on"}
    graph.judge("added", ("lead", "talks"), given, by="ana")
    (row,) = graph.ask("who-leads", {"actor": "Liu He"}).to_dicts()
    assert (row["led"], row["evidence"], row["confidence"]) == ("China", "The talks went on", 1.0)
    (told,) = graph.store("cypher").query("MATCH ()-[r:LEADS]->() RETURN r.review, r.reviewed_by").rows
    assert told == ("added", "ana")
    (told,) = graph.store("sparql").query("SELECT ?r ?b { ?f neg:review ?r ; neg:reviewedBy ?b }").rows
    assert told == ("added", "ana")


def test_judgements_hold_when_a_document_is_read_again(graph: Graph) -> None:
    rejected = graph.judge("rejected", fact(graph, "demand"), by="ana")
    confirmed = graph.judge("confirmed", fact(graph, "reject"), by="ana")
    put(graph, version="scripted 2", facts=Facts())
    assert asked(graph) == [REJECTION]
    reaches = {state.judgement.id: state.reach for state in graph.judgements()}
    assert reaches == {rejected.id: Reach.IDLE, confirmed.id: Reach.KEPT}
    put(graph, version="scripted 3", facts=read(TALKS, "scripted 3").facts)
    assert {state.reach for state in graph.judgements()} == {Reach.HOLDS}
    graph.rebuild("sparql")
    graph.rebuild("cypher")
    graph.record.resolve_anew()
    graph.catch_up()
    assert asked(graph) == [REJECTION]


def test_changed_matching_rules_reach_the_stores_and_the_reviews(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = graph.record.extracted("talks")
    demand, rejection = facts.positions
    shorter = Passage(demand.matter.start + len("lower "), demand.matter.end, "tariffs")
    put(graph, version="scripted 0", facts=replace(facts, positions=(replace(demand, matter=shorter), rejection)))
    graph.judge("confirmed", fact(graph, "demand"), by="ana")
    with monkeypatch.context() as earlier:
        earlier.setattr("kg.judgements.fact_content._are_alike", lambda *_, **__: True)
        put(graph, version="scripted 1", facts=facts)
        assert asked(graph) == [DEMAND, REJECTION]
    graph.record.resolve_anew()
    graph.catch_up()
    assert asked(graph) == [DEMAND, (*DEMAND[:2], "tariffs", *DEMAND[3:]), REJECTION]
    found = graph.ask("positions-of-actor", {"stance": "demand"}).to_dicts()
    assert {row["matter"]: row["reviewed_by"] for row in found} == {"tariffs": "ana", "lower tariffs": None}
    assert {*graph.record.reviews([str(row["fact"]) for row in found])} == {
        row["fact"] for row in found if row["reviewed_by"]
    }


def test_judgements_hold_again_when_a_removed_text_comes_back(graph: Graph) -> None:
    graph.judge("rejected", fact(graph, "demand"), by="ana")
    graph.judge("set", "talks", {"source": "Quay Post"}, by="ana")
    graph.record.remove("talks")
    assert [state.reach for state in graph.judgements()] == [Reach.GONE, Reach.GONE]
    put(graph, replace(TALKS, name="copy", uri="file:///copy.txt", title="A copy", date=None))
    assert [row[:4] for row in asked(graph)] == [REJECTION[:4]]
    assert graph.record.document("copy").source == "Quay Post"


def test_setting_metadata_changes_the_facts_and_no_id(graph: Graph) -> None:
    ids = [fact(graph, "demand"), graph.record.document("talks").id]
    made = graph.judge("set", "talks", {"date": "2019-01-02", "title": "", "tags": ["wto"]}, by="ana")
    assert [row[4] for row in asked(graph)] == ["2019-01-02", "2019-01-02"]
    found = graph.record.document("talks")
    assert (found.title, found.date, dict(found.metadata)) == (None, dt.date(2019, 1, 2), {"tags": "wto"})
    assert [fact(graph, "demand"), found.id] == ids
    assert next(graph.record.documents()).date == dt.date(2019, 1, 2)
    assert not graph.record.known(TALKS, "scripted 1"), "words such as Friday mean another day then"
    put(graph)
    assert [row[4] for row in asked(graph)] == ["2019-01-02", "2019-01-02"]
    graph.undo(made.id)
    assert asked(graph) == [DEMAND, REJECTION]
    assert graph.record.document("talks") == TALKS


def test_metadata_set_by_people_is_looked_up_once(graph: Graph) -> None:
    statements: list[str] = []
    graph.record._db.set_trace_callback(statements.append)
    graph.record.document("talks")
    assert sum("FROM judgements" in each for each in statements) == 1


def test_setting_the_date_of_a_document_identifies_its_people_again(graph: Graph) -> None:
    meloni = cast.facts([cast.person("Giorgia Meloni", "IT")])
    graph.record.put(cast.document("rome", date=dt.date(1890, 5, 1)), meloni, "1.0")
    (before,) = graph.record.find_actor("Giorgia Meloni").actors
    made = graph.judge("set", "rome", {"date": "2023-05-01"}, by="ana")
    (dated,) = graph.record.find_actor("Giorgia Meloni").actors
    assert (before.wikidata, dated) == (None, replace(before, wikidata="Q451791"))
    graph.undo(made.id)
    assert graph.record.find_actor("Giorgia Meloni").actors == (before,)
    moved = cast.document("rome", date=dt.date(2023, 5, 1))  # a new reading may bring another date itself
    graph.record.put(moved, meloni, "1.0")
    assert graph.record.find_actor("Giorgia Meloni").actors == (dated,)


def test_imported_judgements_give_another_graph_the_same_facts(graph: Graph, tmp_path: Path) -> None:
    graph.judge("rejected", fact(graph, "demand"), by="ana")
    graph.judge("corrected", fact(graph, "reject"), {"stance": "oppose"}, by="ben")
    lines = list(write_lines(state.judgement for state in graph.judgements()))
    with open_graph(tmp_path / "other.kg", create=True) as other:
        assert other.import_judgements(lines) == 2
        put(other)
        assert asked(other) == asked(graph)
        assert other.import_judgements(lines) == 0
        assert list(write_lines(state.judgement for state in other.judgements())) == lines


def test_several_judgements_are_made_together_or_not_at_all(graph: Graph) -> None:
    with pytest.raises(FactUnknownError):
        graph.judge_each([("rejected", fact(graph, "demand"), {}), ("rejected", "lead/x/1", {})], by="ana")
    assert graph.judgements() == ()


@pytest.mark.parametrize(
    ("verdict", "about", "values", "error"),
    [
        ("rejected", "position/0000000000000000/0", {}, FactUnknownError),
        ("added", ("lead", "talks"), {"leader": "China"}, JudgementValueError),
        ("added", ("lead", "talks"), {"leader": "China", "evidence": "the talks went on"}, JudgementValueError),
        ("added", ("lead", "talks"), {"leader": "China", "of": "Japan", "evidence": "peace"}, JudgementWordsError),
        ("added", ("lead", "talks"), {"leader": ":person", "of": "China", "evidence": "China"}, JudgementValueError),
        ("added", ("lead", "talks"), {"leader": "- -:person", "of": "China", "evidence": "China"}, JudgementValueError),
        ("added", ("demand", "talks"), {}, JudgementValueError),
        (
            *("added", ("statement", "talks")),
            {
                "cue": "demands",
                "content": "lower tariffs",
                "polarity": "perhaps",
                "evidence": "China demands lower tariffs",
            },
            JudgementValueError,
        ),
        *(
            (
                *("added", ("action", "talks")),
                {"actor": "China", "kind": "tariff", "status": "threatened", "evidence": "tariffs", "amount": amount},
                JudgementValueError,
            )
            for amount in ("nan", "inf", 10**400)
        ),
        ("confirm", "talks", {}, JudgementValueError),
        ("set", "talks", {"date": "Friday"}, JudgementValueError),
        ("set", "talks", {"author": "Ana"}, JudgementValueError),
    ],
)
def test_an_invalid_judgement_is_refused(
    graph: Graph, verdict: str, about: str | tuple[str, str], values: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        graph.judge(verdict, about, values, by="ana")
    assert graph.judgements() == ()


@pytest.mark.parametrize("values", [{"stance": "dislike"}, {"leader": "China"}, {"holder": ""}, {"date": "soon"}, {}])
def test_a_correction_with_an_invalid_value_is_refused(graph: Graph, values: dict[str, object]) -> None:
    with pytest.raises(JudgementValueError):
        graph.judge("corrected", fact(graph, "demand"), values)
    assert graph.judgements() == ()


def test_numpy_numbers_are_accepted(graph: Graph) -> None:
    values = {"actor": "China", "kind": "tariff", "status": "threatened", "evidence": "tariffs"}
    numbers = {"amount": np.int64(5), "rate": np.float64(2.5)}
    graph.judge("added", ("action", "talks"), {**values, **numbers}, by="ana")
    assert [(each.amount, each.rate) for each in graph.record.facts("talks").actions] == [(5, 2.5)]


def test_an_unknown_judgement_cannot_be_undone(graph: Graph) -> None:
    with pytest.raises(JudgementUnknownError):
        graph.undo("abc")


def test_a_part_of_the_graph_follows_new_judgements(graph: Graph) -> None:
    demand, rejection = fact(graph, "demand"), fact(graph, "reject")
    graph.judge("confirmed", demand, by="ana")
    with graph.only("confirmed") as confirmed, graph.only("unreviewed") as rest:
        assert (asked(confirmed), asked(rest)) == ([DEMAND], [REJECTION])
        assert [row["reviewed_by"] for row in confirmed.ask("positions-of-actor").to_dicts()] == ["ana"]
        assert [actor.id for batch in rest.batches() for actor in batch.written[0].actors] == [
            "state/china",
            "state/japan",
        ]
    made = graph.judge("corrected", rejection, {"stance": "oppose"}, by="ben")
    with graph.only("confirmed") as confirmed, graph.only("unreviewed") as rest:
        assert [row[1] for row in asked(confirmed)] == ["demand", "oppose"]
        assert asked(rest) == []
        assert [len(found.record.search("tariffs")) for found in (confirmed, rest)] == [2, 0]
    graph.undo(made.id)
    with graph.only("confirmed") as confirmed:
        assert asked(confirmed) == [DEMAND]
        graph.record.remove("talks")
        assert asked(confirmed) == []


def test_a_part_of_a_read_only_graph_leaves_no_files(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    graph.judge("confirmed", fact(graph, "demand"), by="ana")
    before = sorted(graph.folder.iterdir())
    monkeypatch.setattr("os.access", lambda *_: False)
    with graph.only("confirmed") as confirmed:
        assert asked(confirmed) == [DEMAND]
        place = confirmed.settings.stores["sparql"].folder
    assert (sorted(graph.folder.iterdir()), place.parent.exists()) == (before, False)


def test_only_two_parts_can_be_asked_for(graph: Graph) -> None:
    with pytest.raises(ParameterValueError, match="part is 'rejected', not one of confirmed, unreviewed"):
        graph.only("rejected")


def test_an_interrupted_judgement_leaves_no_trace(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    before, demand = asked(graph), fact(graph, "demand")
    monkeypatch.setattr("kg.record.documents.write_settings", killed)
    with pytest.raises(KeyboardInterrupt):
        graph.judge("rejected", demand, by="ana")
    monkeypatch.undo()
    assert graph.judgements() == ()
    assert graph.record.check() == []
    assert asked(graph) == before
