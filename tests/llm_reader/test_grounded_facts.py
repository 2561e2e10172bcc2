"""Facts of a model count only if their words are in the document."""

from __future__ import annotations

from typing import Any

import pytest

from kg.llm_reader import CONFIDENCE
from kg.model import MentionReason
from tests.llm_reader.conftest import Reading
from tests.llm_reader.fake_endpoint import MODEL, FakeEndpoint, answering, completion, facts, ferry_talks

DEMAND: dict[str, Any] = {
    "sentence": 2,
    "holder": "n",
    "stance": "demand",
    "about": "lower port fees",
    "addressee": "d",
    "modality": "asserted",
    "condition": None,
    "sources": [],
    "evidence": "Norway demanded lower port fees of Denmark.",
}
REJECT = DEMAND | {
    "sentence": 3,
    "holder": "h",
    "stance": "reject",
    "addressee": None,
    "evidence": "Danish minister Ida Holm rejected lower port fees.",
}
LEVY: dict[str, Any] = {
    "sentence": 6,
    "actor": "n",
    "kind": "tariff",
    "target": "d",
    "amount": "$3 million of freight",
    "rate": "25 percent",
    "status": "threatened",
    "evidence": "Norway will impose a levy of 25 percent on $3 million of freight",
}
ROLE: dict[str, Any] = {
    "sentence": 3,
    "person": "h",
    "title": "minister",
    "organization": "d",
    "evidence": "Danish minister Ida Holm",
}
SAID: dict[str, Any] = {
    "sentence": 4,
    "sources": ["h"],
    "cue": "said",
    "content": "The fees stay. They are fair.",
    "polarity": "positive",
    "evidence": "She said: “The fees stay. They are fair.”",
}
LABEL: dict[str, Any] = {"sentence": 3, "actor": "h", "label": "minister", "source": None, "evidence": ROLE["evidence"]}
TALKS: dict[str, Any] = {
    "sentence": 2,
    "parties": ["n", "d"],
    "modality": "actual",
    "evidence": "Norway demanded lower port fees of Denmark.",
}
LEADS: dict[str, Any] = {"sentence": 3, "leader": "h", "of": "d", "evidence": ROLE["evidence"]}
AFFILIATION: dict[str, Any] = {"sentence": 3, "member": "h", "of": "d", "evidence": ROLE["evidence"]}


def test_grounded_facts_are_kept_with_their_offsets(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(answering(positions=[REJECT, DEMAND], statements=[SAID], actions=[LEVY], roles=[ROLE], labels=[LABEL]))
    document = ferry_talks()
    found = reading().read(document)
    names = {actor.id: actor.name for actor in found.facts.actors}
    assert sorted(names.values()) == ["Denmark", "Ida Holm", "Norway"]
    demand, reject = found.facts.positions
    assert (names[demand.holder], demand.stance, demand.matter.text) == ("Norway", "demand", "lower port fees")
    assert (names[reject.holder], reject.reply_to) == ("Ida Holm", 0)
    (levy,) = found.facts.actions
    assert (levy.amount, levy.unit, levy.rate) == (3e6, "USD", 25)
    (said,) = found.facts.statements
    assert said.content.text == "The fees stay. They are fair."
    (role,) = found.facts.roles
    assert (role.title, names[role.organization or ""]) == ("minister", "Denmark")
    assert found.dropped == {}


def test_only_differences_in_white_space_are_allowed(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(answering(positions=[REJECT]))
    (position,) = reading().read(ferry_talks()).facts.positions
    assert position.evidence.text == "Danish minister Ida Holm rejected  lower port fees."


def test_evidence_names_the_answering_model(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(answering(positions=[DEMAND]))
    found = reading().read(ferry_talks())
    evidence = found.facts.positions[0].evidence
    assert (evidence.rule, evidence.confidence) == (f"llm.{MODEL}", CONFIDENCE)
    assert "own-model" in found.version


FORM, SENTENCE = "not in the form that was asked for", "no such sentence in the portion"
WORDS, VALUE = "words that the sentence does not have", "a value outside the list"
ACTOR, ITSELF = "an actor that the text does not mention", "one actor in both places"


@pytest.mark.parametrize(
    ("heading", "fact", "reason"),
    [
        ("positions", DEMAND | {"evidence": "Norway demanded higher port fees of Denmark."}, WORDS),
        ("positions", DEMAND | {"evidence": "norway demanded lower port fees of Denmark."}, WORDS),
        ("positions", DEMAND | {"evidence": "Norway demanded … fees of Denmark."}, WORDS),
        ("positions", DEMAND | {"evidence": "orway demanded lower port fees"}, WORDS),
        ("positions", DEMAND | {"evidence": "..."}, WORDS),
        ("positions", DEMAND | {"about": "lower harbour fees"}, WORDS),
        ("positions", DEMAND | {"about": "a levy of 25 percent"}, WORDS),
        ("positions", DEMAND | {"about": "lower port fee"}, WORDS),
        ("positions", DEMAND | {"condition": "if Sweden agrees"}, WORDS),
        ("positions", DEMAND | {"sentence": 1}, WORDS),
        ("positions", DEMAND | {"sentence": 0}, SENTENCE),
        ("positions", DEMAND | {"sentence": 99}, SENTENCE),
        ("positions", DEMAND | {"sentence": "2"}, FORM),
        ("positions", DEMAND | {"sentence": True}, FORM),
        ("positions", DEMAND | {"stance": "hope"}, VALUE),
        ("positions", DEMAND | {"modality": "certain"}, VALUE),
        ("positions", DEMAND | {"holder": "s"}, ACTOR),
        ("positions", DEMAND | {"addressee": "s"}, ACTOR),
        ("positions", DEMAND | {"sources": ["s"]}, ACTOR),
        ("positions", DEMAND | {"sources": "n"}, FORM),
        ("positions", DEMAND | {"holder": 7}, FORM),
        ("positions", {"holder": "n"}, FORM),
        ("positions", "Norway demanded", FORM),
        ("positions", None, FORM),
        ("actions", LEVY | {"kind": "embargo"}, VALUE),
        ("actions", LEVY | {"status": "done"}, VALUE),
        ("actions", LEVY | {"amount": "$4 million"}, WORDS),
        ("actions", LEVY | {"rate": "30 percent"}, WORDS),
        ("roles", ROLE | {"title": "ambassador"}, WORDS),
        ("roles", ROLE | {"organization": "h"}, ITSELF),
        ("roles", ROLE | {"person": "the minister"}, ACTOR),
        ("statements", SAID | {"cue": "shouted"}, WORDS),
        ("statements", SAID | {"content": "The fees rise."}, WORDS),
        ("statements", SAID | {"polarity": "neutral"}, VALUE),
        ("statements", SAID | {"sources": []}, ACTOR),
        ("labels", LABEL | {"label": "hawk"}, WORDS),
        ("labels", LABEL | {"label": "--"}, WORDS),
        ("leads", LEADS | {"of": "h"}, ITSELF),
        ("leads", LEADS | {"evidence": "Ida Holm leads Denmark"}, WORDS),
        ("affiliations", AFFILIATION | {"member": "d"}, ITSELF),
        ("negotiates_with", TALKS | {"parties": ["n", "n"]}, ITSELF),
        ("negotiates_with", TALKS | {"parties": ["n"]}, ITSELF),
        ("negotiates_with", TALKS | {"parties": ["n", "d", "h"]}, FORM),
        ("negotiates_with", TALKS | {"modality": "secret"}, VALUE),
    ],
)
def test_ungrounded_facts_are_dropped_and_counted(
    heading: str, fact: Any, reason: str, fake: FakeEndpoint, reading: Reading
) -> None:
    fake.say(answering(**{heading: [fact]}))
    found = reading().read(ferry_talks())
    assert (found.facts.actors, dict(found.dropped)) == ((), {f"{heading}: {reason}": 1})


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("positions", DEMAND),
        ("positions", DEMAND | {"addressee": None, "condition": ""}),
        ("positions", REJECT | {"sources": ["h"]}),
        ("actions", LEVY),
        ("actions", LEVY | {"amount": None, "rate": None, "target": None}),
        ("roles", ROLE | {"organization": None}),
        ("statements", SAID),
        ("labels", LABEL | {"label": "Minister"}),
        ("leads", LEADS),
        ("affiliations", AFFILIATION),
        ("negotiates_with", TALKS),
    ],
)
def test_grounded_facts_are_not_dropped(heading: str, fact: Any, fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(answering(**{heading: [fact]}))
    found = reading().read(ferry_talks())
    assert dict(found.dropped) == {}
    assert found.facts.actors


def test_a_repeated_fact_counts_once(fake: FakeEndpoint, reading: Reading) -> None:
    fake.say(answering(positions=[DEMAND, DEMAND]))
    found = reading().read(ferry_talks())
    assert (len(found.facts.positions), dict(found.dropped)) == (1, {"positions: told twice": 1})


def test_a_statement_is_nested_in_the_one_around_it(fake: FakeEndpoint, reading: Reading) -> None:
    text = "Norway said that Denmark had refused a compromise on port fees."
    entities = [
        {"id": "n", "name": "Norway", "type": "state", "mentions": [{"sentence": 1, "text": "Norway"}]},
        {"id": "d", "name": "Denmark", "type": "state", "mentions": [{"sentence": 1, "text": "Denmark"}]},
    ]
    outer = SAID | {"sentence": 1, "sources": ["n"], "evidence": text}
    inner = outer | {"sources": ["d"], "cue": "refused", "content": "a compromise on port fees"}
    outer |= {"content": "that Denmark had refused a compromise on port fees"}
    fake.say(completion(facts(statements=[outer, inner]) | {"entities": entities}))
    assert [s.within for s in reading().read(ferry_talks(text)).facts.statements] == [None, 0]


@pytest.mark.parametrize(
    ("entity", "name", "reason"),
    [
        ({"name": "Norway", "mentions": ["Norway"]}, "Norway", MentionReason.NAME),
        ({"name": "Norge", "mentions": ["Norway"]}, "Norway", MentionReason.NAME),
        ({"name": "the Kingdom of the Fjords", "mentions": ["Oslo"]}, "Norway", MentionReason.METONYM),
        ({"name": "Norway", "mentions": ["Norwegian"]}, "Norway", MentionReason.NATIONALITY),
        ({"name": "Norway", "mentions": ["it"]}, "Norway", MentionReason.PRONOUN),
        ({"name": "Kari Nordmann", "type": "person", "mentions": ["envoy"]}, "envoy", MentionReason.NOMINAL),
        ({"name": "Kari Berg", "type": "person", "mentions": ["Berg"]}, "Berg", MentionReason.ALIAS),
    ],
)
def test_an_actor_has_a_name_from_the_text(
    entity: dict[str, Any], name: str, reason: MentionReason, fake: FakeEndpoint, reading: Reading
) -> None:
    text = "Norway, through its Norwegian envoy Berg in Oslo, said that it wants lower fees."
    mentions = [{"sentence": 1, "text": words} for words in entity["mentions"]]
    answer = facts(positions=[DEMAND | {"sentence": 1, "addressee": None, "about": "lower fees", "evidence": text}])
    fake.say(completion(answer | {"entities": [{"id": "n", "type": "state", **entity, "mentions": mentions}]}))
    (actor,) = reading().read(ferry_talks(text)).facts.actors
    assert (actor.name, [m.reason for m in actor.mentions]) == (name, [reason])


@pytest.mark.parametrize(
    "entity",
    [
        {"name": "Sweden", "type": "state", "mentions": [{"sentence": 2, "text": "Sweden"}]},
        {"name": "Norway", "type": "state", "mentions": [{"sentence": 1, "text": "Norway"}]},
        {"name": "Norway", "type": "state", "mentions": []},
        {"name": "Norway", "type": "kingdom", "mentions": [{"sentence": 2, "text": "Norway"}]},
        {"name": "", "type": "state", "mentions": [{"sentence": 2, "text": "Norway"}]},
        {"name": "Olga Lund", "type": "person", "mentions": [{"sentence": 4, "text": "She"}]},
        {"name": "Norway", "type": "state"},
        "Norway",
    ],
)
def test_facts_of_an_unmentioned_actor_are_dropped(entity: Any, fake: FakeEndpoint, reading: Reading) -> None:
    given = {"id": "n", **entity} if isinstance(entity, dict) else entity
    fake.say(completion(facts(positions=[DEMAND | {"addressee": None}]) | {"entities": [given]}))
    found = reading().read(ferry_talks())
    assert found.facts.positions == ()
    assert found.dropped[f"positions: {ACTOR}"] == 1
