"""Files of judgements: what is written is read back, in a fixed order."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import JudgementFileError
from kg.judgements import (
    AboutActors,
    AboutDocument,
    AboutFact,
    ActorSeen,
    Judgement,
    MentionSeen,
    Undoing,
    Verdict,
)
from kg.judgements.json_lines import read_lines, write_lines

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
MOMENTS = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC))
JSON: Any = st.recursive(
    st.none() | st.integers() | WORDS, lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner)
)
SPANS = st.integers(0, 10**9)
FACTS = st.builds(
    AboutFact,
    WORDS,
    WORDS,
    st.sampled_from(["position", "lead"]),
    SPANS,
    SPANS,
    WORDS,
    st.dictionaries(WORDS, JSON),
    WORDS,
)
MENTIONS = st.lists(st.builds(MentionSeen, WORDS, SPANS, SPANS, WORDS), max_size=2).map(tuple)
ACTORS = st.lists(st.builds(ActorSeen, WORDS, WORDS, WORDS, MENTIONS), min_size=1, max_size=2).map(tuple)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    verdict = draw(st.sampled_from(Verdict))
    about: Any = FACTS if verdict.is_of_fact else st.builds(AboutDocument, WORDS, WORDS)
    if verdict.is_of_actors:
        about = st.builds(AboutActors, ACTORS)
    undone = draw(st.none() | st.builds(Undoing, WORDS, MOMENTS, WORDS))
    values = draw(st.dictionaries(WORDS, JSON, max_size=2))
    return Judgement(verdict, draw(about), draw(WORDS), draw(MOMENTS), draw(WORDS), values, undone)


@given(st.lists(judgements(), max_size=4, unique_by=lambda each: each.id))
def test_judgements_are_read_back_in_order_of_time(made: list[Judgement]) -> None:
    lines = list(write_lines(made))
    assert lines == list(write_lines(reversed(made)))
    assert list(read_lines(lines, "x")) == sorted(made, key=lambda each: each.order)
    assert [json.loads(line)["id"] for line in lines] == [each.id for each in read_lines(lines, "x")]


@given(judgements(), MOMENTS)
def test_the_id_does_not_depend_on_the_time_of_undoing(made: Judgement, moment: dt.datetime) -> None:
    assert replace(made, undone=Undoing("ben", moment)).id == made.id
    assert replace(made, by=made.by + "x").id != made.id


LINE = json.loads(
    next(
        write_lines(
            [Judgement(Verdict.SET, AboutDocument("0" * 16, "a"), "ana", dt.datetime(2018, 8, 24, tzinfo=dt.UTC))]
        )
    )
)


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ("{", "Expecting property name"),
        ("[]", "no object"),
        (json.dumps({**LINE, "verdict": "maybe"}), "maybe"),
        (json.dumps({**LINE, "verdict": "confirmed"}), "'heading' is missing"),
        (json.dumps({**LINE, "at": "noon"}), "noon"),
        (json.dumps({**LINE, "values": [1]}), "no object"),
        ("<<<<<<< HEAD", "Keep the lines of both"),
        ("=======", "Keep the lines of both"),
    ],
)
def test_a_line_that_is_no_judgement_is_reported(line: str, detail: str) -> None:
    with pytest.raises(JudgementFileError) as caught:
        list(read_lines(["", line], "work.jsonl"))
    assert caught.value.fields["line"] == 2
    assert detail in str(caught.value)


def test_a_byte_order_mark_is_skipped() -> None:
    assert [each.id for each in read_lines(["\ufeff" + json.dumps(LINE)], "work.jsonl")] == [LINE["id"]]
