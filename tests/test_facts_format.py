"""The facts format: writing and reading, and errors of invalid files."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kg.errors import FactsFormatError
from kg.facts_format import Header, from_json, to_json
from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Actor,
    ActorType,
    Affiliation,
    Document,
    Evidence,
    Facts,
    Genre,
    Granularity,
    IssueLink,
    Label,
    Lead,
    Mention,
    MentionReason,
    Negotiation,
    Passage,
    Polarity,
    Position,
    PositionModality,
    Role,
    Stance,
    Statement,
    TalkModality,
)
from kg.vocabulary import schema_path

SCORE = Path(__file__).parents[2] / "shared" / "gold" / "score.py"

TEXT = "On Friday Norway urged Iceland to cut its mackerel quota, Anna Berg said. Iceland refused."


def passage(words: str) -> Passage:
    start = TEXT.index(words)
    return Passage(start, start + len(words), words)


def evidence(words: str, rule: str = "position.urge") -> Evidence:
    found = passage(words)
    return Evidence(found.start, found.end, words, rule, 0.75)


def mention(words: str) -> Mention:
    found = passage(words)
    return Mention(found.start, found.end, words, MentionReason.NAME)


URGED = "Norway urged Iceland to cut its mackerel quota, Anna Berg said."
DOCUMENT = Document(TEXT, "mackerel", "file:///mackerel.txt", "No deal", dt.date(2014, 3, 17), "Quay Post", Genre.NEWS)
FACTS = Facts(
    actors=(
        Actor("no", "Norway", ActorType.STATE, (), (mention("Norway"),), "NO", "state/NO"),
        Actor("is", "Iceland", ActorType.STATE, (), (mention("Iceland"),), "IS", "state/IS"),
        Actor("berg", "Anna Berg", ActorType.PERSON, ("Berg",), (mention("Anna Berg"),)),
    ),
    statements=(
        Statement(("berg",), passage("said"), passage("Norway urged"), Polarity.POSITIVE, None, evidence(URGED)),
        Statement(
            ("no",), passage("urged"), passage("to cut its mackerel quota"), Polarity.NEGATIVE, 0, evidence(URGED)
        ),
    ),
    positions=(
        Position(
            "no",
            Stance.DEMAND,
            passage("cut its mackerel quota"),
            "is",
            PositionModality.ASSERTED,
            evidence(URGED),
            sources=("berg",),
            date=dt.date(2014, 3, 14),
            issues=(IssueLink("FishingQuotas", 0.5), IssueLink("Fish", 0.4, from_context=True)),
        ),
        Position(
            "is",
            Stance.REJECT,
            passage("cut its mackerel quota"),
            "no",
            PositionModality.ASSERTED,
            evidence("Iceland refused."),
            reply_to=0,
        ),
    ),
)


@cache
def validator() -> Any:
    schema = json.loads(schema_path("facts.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
shares = st.floats(0, 1)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
days = st.none() | st.dates()
ids = ("a", "b", "état/𝄞")
actors = st.sampled_from(ids)
granularities = st.sampled_from(Granularity)
chains = st.lists(actors, max_size=3).map(tuple)


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int, str]:
    start = draw(st.integers(0, 10_000))
    return start, start + draw(st.integers(0, 300)), draw(words)


passages = spans().map(lambda span: Passage(*span))
proofs = st.builds(lambda p, rule, share: Evidence(p.start, p.end, p.text, rule, share), passages, words, shares)
mentions = st.builds(lambda p, why: Mention(p.start, p.end, p.text, why), passages, st.sampled_from(MentionReason))


@st.composite
def some_actors(draw: st.DrawFn) -> tuple[Actor, ...]:
    """Actors with distinct ids."""
    aliases, mentioned = st.lists(words, max_size=3).map(tuple), st.lists(mentions, max_size=3).map(tuple)
    country, gazetteer = st.none() | st.just("FR"), st.none() | st.just("state/FR")
    one = st.tuples(words, st.sampled_from(ActorType), aliases, mentioned, country, gazetteer)
    return tuple(Actor(name, *draw(one)) for name in ids)


def index_of(count: int) -> st.SearchStrategy[int | None]:
    """An index into ``count`` facts, or None."""
    return st.none() | st.integers(0, count - 1)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    def some[T](strategy: st.SearchStrategy[T]) -> tuple[T, ...]:
        return tuple(draw(st.lists(strategy, max_size=3)))

    def exactly[T](count: int, strategy: st.SearchStrategy[T]) -> tuple[T, ...]:
        return tuple(draw(strategy) for _ in range(count))

    statements = draw(st.integers(0, 3))
    positions = draw(st.integers(0, 3))
    return Facts(
        draw(some_actors()),
        some(st.builds(Role, actors, words, st.none() | actors, proofs)),
        some(st.builds(Affiliation, actors, actors, proofs)),
        some(st.builds(Lead, actors, actors, proofs)),
        some(st.builds(Negotiation, st.tuples(actors, actors), st.sampled_from(TalkModality), proofs)),
        exactly(
            statements,
            st.builds(Statement, chains, passages, passages, st.sampled_from(Polarity), index_of(statements), proofs),
        ),
        exactly(
            positions,
            st.builds(
                Position,
                actors,
                st.sampled_from(Stance),
                passages,
                st.none() | actors,
                st.sampled_from(PositionModality),
                proofs,
                st.none() | passages,
                chains,
                index_of(positions),
                days,
                st.lists(st.builds(IssueLink, words, shares, st.booleans()), max_size=3).map(tuple),
                granularities,
            ),
        ),
        some(st.builds(Label, actors, words, proofs, st.none() | actors)),
        some(
            st.builds(
                Action,
                actors,
                st.sampled_from(ActionKind),
                st.none() | actors,
                numbers,
                st.none() | words,
                numbers,
                st.sampled_from(ActionStatus),
                proofs,
                days,
                granularities,
            )
        ),
    )


documents = st.builds(
    Document,
    words,
    words,
    words,
    st.none() | words,
    days,
    st.none() | words,
    st.none() | st.sampled_from(Genre),
    st.just("en"),
    granularity=granularities,
)


@settings(max_examples=60, deadline=None)
@given(documents, facts())
def test_writing_and_reading_loses_nothing(document: Document, found: Facts) -> None:
    written = json.loads(json.dumps(to_json(document, found)))
    assert from_json(written) == (Header.of(document), found)
    assert [error.message for error in validator().iter_errors(written)] == []


def test_a_position_reads_like_the_guide() -> None:
    first = to_json(DOCUMENT, FACTS)["positions"][0]
    assert first["about"] == "cut its mackerel quota"
    assert TEXT[first["matter"]["start"] : first["matter"]["end"]] == first["about"]
    assert (first["source"], first["sources"], first["date"]) == ("berg", ["berg"], "2014-03-14")


def test_the_keys_are_in_the_order_of_the_guide() -> None:
    assert list(to_json(DOCUMENT, FACTS)) == [
        *("document", "id", "uri", "title", "date", "source", "genre", "language"),
        *("entities", "roles", "affiliations", "leads", "negotiates_with"),
        *("statements", "positions", "labels", "actions"),
    ]


def test_fields_that_may_be_null_may_be_absent() -> None:
    whole = to_json(DOCUMENT, FACTS)
    for position in whole["positions"]:
        for name in [key for key, value in position.items() if value in (None, [])]:
            del position[name]
    assert from_json(whole)[1] == FACTS
    assert validator().is_valid(whole)


def test_an_issue_is_from_the_context_only_if_the_file_says_so() -> None:
    whole = to_json(DOCUMENT, FACTS)
    for said in (False, None):
        whole["positions"][0]["issues"][1]["context"] = said
        assert not from_json(whole)[1].positions[0].issues[1].from_context
    whole["positions"][0]["issues"][1]["context"] = False
    assert validator().is_valid(whole)


def test_a_single_source_stands_for_the_chain() -> None:
    whole = to_json(DOCUMENT, FACTS)
    del whole["positions"][0]["sources"]
    assert from_json(whole)[1] == FACTS


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("positions", 0, "stance"), "plead", "/positions/0/stance"),
        (("positions", 0, "holder"), "se", "/positions/0/holder"),
        (("positions", 1, "reply_to"), 2, "/positions/1/reply_to"),
        (("positions", 1, "reply_to"), -1, "/positions/1/reply_to"),
        (("positions", 1, "reply_to"), True, "/positions/1/reply_to"),
        (("positions", 0, "date"), "14 March", "/positions/0/date"),
        (("positions", 0, "matter"), "the quota", "/positions/0/matter"),
        (("positions", 0, "issues", 1, "context"), 0, "/positions/0/issues/1/context"),
        (("positions", 0, "issues", 1, "context"), "no", "/positions/0/issues/1/context"),
        (("positions", 0, "evidence", "confidence"), 75, "/positions/0/evidence/confidence"),
        (("positions", 0, "evidence", "end"), 3, "/positions/0/evidence/end"),
        (("statements", 1, "within"), 7, "/statements/1/within"),
        (("statements", 0, "sources"), ["who"], "/statements/0/sources/0"),
        (("entities", "no", "type"), "country", "/entities/no/type"),
        (("entities", "no", "mentions", 0, "start"), 1.5, "/entities/no/mentions/0/start"),
        (("entities", "berg", "aliases", 0), None, "/entities/berg/aliases/0"),
        (("entities",), ["no"], "/entities"),
        (("document",), None, "/document"),
        (("roles",), {}, "/roles"),
    ],
)
def test_an_invalid_value_is_reported_with_its_place(path: tuple[str | int, ...], value: object, place: str) -> None:
    whole: Any = json.loads(json.dumps(to_json(DOCUMENT, FACTS)))
    inner = whole
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(FactsFormatError) as caught:
        from_json(whole)
    assert caught.value.fields["place"] == place
    assert str(caught.value).startswith(f"KG-R011: {place} of the facts is ")


def test_two_actors_with_one_id_are_refused() -> None:
    with pytest.raises(FactsFormatError, match="/entities of the facts is twice 'no'"):
        to_json(DOCUMENT, Facts((*FACTS.actors, FACTS.actors[0])))


@pytest.mark.parametrize("value", [{"document": "a"}, {"document": "a", "id": "b", "uri": "c", "positions": [{}]}])
def test_the_schema_refuses_what_the_reader_refuses(value: dict[str, Any]) -> None:
    assert not validator().is_valid(value)
    with pytest.raises(FactsFormatError):
        from_json(value)


@pytest.mark.skipif(not SCORE.exists(), reason="needs score.py of ../shared/gold")
def test_the_scorer_reads_it_as_a_prediction(tmp_path: Path) -> None:
    gold, predicted = tmp_path / "gold", tmp_path / "predicted"
    gold.mkdir()
    predicted.mkdir()
    # JSON is YAML as well, and `keys` is the only field that a prediction lacks: it scores against itself.
    text = json.dumps(to_json(DOCUMENT, FACTS))
    (gold / "mackerel.yaml").write_text(text, encoding="utf-8")
    (predicted / "mackerel.json").write_text(text, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(SCORE), str(gold), str(predicted), "--json"], capture_output=True, text=True, check=True
    )
    figures = json.loads(run.stdout)["all"]
    assert figures["entities"]["f1"] == figures["positions"]["f1"] == figures["facts"]["f1"] == 1.0


def test_mediators_are_written_where_there_are_any_and_are_no_parties() -> None:
    actors = tuple(Actor(name, name, ActorType.STATE) for name in ("no", "is", "fo"))
    talks = Negotiation(("no", "is"), TalkModality.ACTUAL, Evidence(0, 4, "They", "rule", 1.0), ("fo",))
    whole = to_json(DOCUMENT, Facts(actors, negotiations=(talks, replace(talks, mediators=()))))
    assert [each.get("mediators") for each in whole["negotiates_with"]] == [["fo"], None]
    assert validator().is_valid(whole)
    assert from_json(whole)[1].negotiations[0] == talks
    for wrong in (["is"], ["fo", "fo"]):
        whole["negotiates_with"][0]["mediators"] = wrong
        with pytest.raises(FactsFormatError, match="no party"):
            from_json(whole)
