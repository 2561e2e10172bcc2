"""What is said of a question without an answer."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.cli.answers.empty import say_why_empty
from kg.query import Table, question

THREATS = Table(("actor", "actor_id", "target", "target_id"), (("Ann Lee", "person/ann-lee", "Peru", "state/PE"),) * 2)
NOTHING = Table(("actor", "actor_id"), ())


def said(
    capsys: pytest.CaptureFixture[str], name: str, values: Mapping[str, object], answers: Mapping[str, Table]
) -> list[str]:
    """The lines that are printed; ``answers`` by the name of a question and its parameters, in words."""

    def ask(asked: str, asked_values: Mapping[str, object]) -> Table:
        words = [f"{key}={'+'.join(value)}" for key, value in asked_values.items() if isinstance(value, list)]
        return answers.get(" ".join((asked, *sorted(words))), NOTHING)

    say_why_empty(question(name), values, ask)
    return capsys.readouterr().err.splitlines()


def test_those_who_belong_to_a_state_are_named_where_the_state_has_no_rows(capsys: pytest.CaptureFixture[str]) -> None:
    answers = {
        "roles-of other=Chile": Table(("person", "person_id"), (("Ann Lee", "person/ann-lee"),)),
        "who-speaks-for-whom other=Chile": NOTHING_OF_MEMBERS,
        "who-leads other=Chile": Table(("leader", "leader_id"), ()),
        "actions-and-threats actor=person/ann-lee": THREATS,
    }
    lines = said(capsys, "actions-and-threats", {"actor": ["Chile"]}, answers)
    assert lines[1:] == ["of those who belong to what --actor names there would be: Ann Lee (2)"]


NOTHING_OF_MEMBERS = Table(("member", "member_id"), ())


def test_actors_with_the_same_other_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    answers = {"actions-and-threats other=Peru": THREATS}
    lines = said(capsys, "actions-and-threats", {"actor": ["Chile"], "other": ["Peru"]}, answers)
    assert lines == [
        "no results: there would be 2 without --actor",
        "with the same --other there are: Ann Lee (2)",
    ]


@pytest.mark.parametrize("name", ["demands-and-replies", "unanswered-demands"])
def test_demands_in_neither_question_are_counted(capsys: pytest.CaptureFixture[str], name: str) -> None:
    answers = {"positions-of-actor actor=Chile stance=demand": THREATS}
    assert said(capsys, name, {"actor": ["Chile"]}, answers)[-1] == (
        "positions-of-actor --stance demand has 2 with the same options, answered or not"
    )


def test_demands_are_counted_in_the_same_documents(capsys: pytest.CaptureFixture[str]) -> None:
    """The stance "demand" alone has rows, but not in the documents of this source."""
    answers = {"positions-of-actor actor=Chile stance=demand": THREATS}
    lines = said(capsys, "demands-and-replies", {"actor": ["Chile"], "source": ["Wikinews"]}, answers)
    assert not any("positions-of-actor" in line for line in lines)
    there = {"positions-of-actor actor=Chile source=Wikinews stance=demand": THREATS}
    lines = said(capsys, "demands-and-replies", {"actor": ["Chile"], "source": ["Wikinews"]}, there)
    assert lines[-1] == "positions-of-actor --stance demand has 2 with the same options, answered or not"


@pytest.mark.parametrize(
    ("word", "is_suggested"), [("hardliner", True), ("Hard Liners", True), ("hard-liner", False), ("dove", False)]
)
def test_a_similar_label_is_suggested(capsys: pytest.CaptureFixture[str], word: str, is_suggested: bool) -> None:
    answers = {"factions-and-labels": Table(("label",), (("hard-liner",), (None,)))}
    lines = said(capsys, "factions-and-labels", {"label": [word]}, answers)
    assert (f"nobody is called {word!r}. Did you mean one of: hard-liner?" in lines) == is_suggested
