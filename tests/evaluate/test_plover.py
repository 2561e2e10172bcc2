"""Facts as PLOVER events: the class of a measure by its kind and status, and the order of events."""

from __future__ import annotations

import pytest

from kg.evaluate.plover import events
from kg.evaluate.plover_class import class_of_position
from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Actor,
    ActorType,
    Evidence,
    Facts,
    Mention,
    MentionReason,
    Negotiation,
    Passage,
    Position,
    PositionModality,
    Stance,
    TalkModality,
)

SENTENCE = "Norway arrested crews, Iceland said, and met Spain."


def evidence(rule: str = "action.other", confidence: float = 0.9) -> Evidence:
    return Evidence(0, len(SENTENCE), SENTENCE, rule, confidence)


def actor(name: str) -> Actor:
    start = SENTENCE.index(name)
    mention = Mention(start, start + len(name), name, MentionReason.NAME)
    return Actor(name, name, ActorType.STATE, mentions=(mention,))


ACTORS = tuple(actor(name) for name in ("Norway", "Iceland", "Spain"))


def measure(
    rule: str, status: ActionStatus = ActionStatus.IN_FORCE, kind: ActionKind = ActionKind.OTHER, who: str = "Norway"
) -> Action:
    return Action(who, kind, "Spain", None, None, None, status, evidence(rule))


CLASSES = [
    ("action.detention", ActionStatus.IN_FORCE, "COERCE"),
    ("action.expulsion", ActionStatus.IN_FORCE, "SANCTION"),
    ("action.aid", ActionStatus.IN_FORCE, "AID"),
    ("action.assault", ActionStatus.IN_FORCE, "ASSAULT"),
    ("action.labour-strike", ActionStatus.IN_FORCE, "PROTEST"),
    ("action.release", ActionStatus.IN_FORCE, "YIELD"),
    ("action.trial", ActionStatus.IN_FORCE, "ACCUSE"),
    ("action.release", ActionStatus.ANNOUNCED, "AGREE"),
    ("action.aid", ActionStatus.POSSIBLE, "AGREE"),
    ("action.assault", ActionStatus.THREATENED, "THREATEN"),
    ("action.aid", ActionStatus.THREATENED, "THREATEN"),
    ("action.tariff", ActionStatus.LIFTED, "YIELD"),
    ("action.truce", ActionStatus.ANNOUNCED, "YIELD"),
    ("action.summons", ActionStatus.IN_FORCE, "ACCUSE"),
]
POSITIONS = [
    (Stance.ACCEPT, "Norway signed [a treaty] with Spain.", "SUPPORT"),
    (Stance.ACCEPT, "Norway agreed to [sign a treaty] with Spain.", "AGREE"),
    (Stance.ACCEPT, "Norway granted [citizenship] to Spain.", "YIELD"),
    (Stance.ACCEPT, "Norway accepted [the demands] of Spain.", "YIELD"),
    (Stance.ACCEPT, "Norway will allow [the sale] of Spain.", "AGREE"),
    (Stance.ACCEPT, "Norway approved [the budget] of Spain.", "AGREE"),
    (Stance.DEMAND, "Norway gave an ultimatum to [leave] to Spain.", "THREATEN"),
    (Stance.DEMAND, "Norway asked Spain to [leave].", "REQUEST"),
]


@pytest.mark.parametrize(("rule", "status", "expected"), CLASSES, ids=[f"{r} {s}" for r, s, _ in CLASSES])
def test_a_measure_has_the_class_of_its_rule_and_status(rule: str, status: ActionStatus, expected: str) -> None:
    assert [event.event_class for event in events(Facts(ACTORS, actions=(measure(rule, status),)))] == [expected]


@pytest.mark.parametrize(("stance", "marked", "expected"), POSITIONS, ids=[text for _, text, _ in POSITIONS])
def test_the_words_before_a_matter_may_refine_the_class_of_its_stance(
    stance: Stance, marked: str, expected: str
) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    matter = Passage(start, end, text[start:end])
    position = Position(
        "Norway", stance, matter, None, PositionModality.ASSERTED, Evidence(0, len(text), text, "position", 0.9)
    )
    assert class_of_position(position) == expected


def test_actors_that_accept_are_the_recipients_of_each_other() -> None:
    def agreeing(who: str) -> Position:
        return Position(
            who, Stance.ACCEPT, Passage(9, 21, SENTENCE[9:21]), None, PositionModality.ASSERTED, evidence("p", 0.5)
        )

    facts = Facts(ACTORS, positions=(agreeing("Norway"), agreeing("Spain")))
    norway, spain = ((a.mentions[0].start, a.mentions[0].end) for a in (ACTORS[0], ACTORS[2]))
    assert [(e.source, e.target) for e in events(facts)] == [((norway,), (spain,)), ((spain,), (norway,))]


def test_a_measure_of_an_unknown_family_has_the_class_of_its_kind() -> None:
    other = measure("llm", kind=ActionKind.DEPLOYMENT)
    assert events(Facts(ACTORS, actions=(other,)))[0].event_class == "MOBILIZE"


def test_events_of_the_first_named_actor_come_first() -> None:
    facts = Facts(ACTORS, actions=(measure("action.release", who="Iceland"), measure("action.detention")))
    assert [event.event_class for event in events(facts)] == ["COERCE", "YIELD"]


def test_a_meeting_comes_after_the_demands_made_in_it() -> None:
    position = Position(
        "Norway", Stance.DEMAND, Passage(9, 21, SENTENCE[9:21]), "Spain", PositionModality.ASSERTED, evidence("p", 0.5)
    )
    talk = Negotiation(("Norway", "Spain"), TalkModality.ACTUAL, evidence("n", 0.8))
    assert [e.event_class for e in events(Facts(ACTORS, positions=(position,), negotiations=(talk,)))] == [
        "REQUEST",
        "CONSULT",
    ]


def test_a_missing_target_is_one_of_the_other_named_actors() -> None:
    nameless = Action("Norway", ActionKind.OTHER, None, None, None, None, ActionStatus.IN_FORCE, evidence())
    spans = {mention for a in ACTORS if a.id != "Norway" for mention in ((m.start, m.end) for m in a.mentions)}
    assert set(events(Facts(ACTORS, actions=(nameless,)))[0].target) == spans
