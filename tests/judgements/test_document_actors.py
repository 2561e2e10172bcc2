"""Finding the actor of a document that a judgement names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.judgements.document_actors import DocumentActors, actor_value
from kg.model import Actor, ActorType, Mention, MentionReason

TEXT = "The Netherlands wrote to the Danish delegation; the Dutch want an answer."


def read(name: str, type_: ActorType, *words: str, gazetteer: str | None = None) -> Actor:
    places = [(TEXT.index(each), each) for each in words]
    mentions = tuple(Mention(start, start + len(each), each, MentionReason.NAME) for start, each in places)
    return Actor(name, name, type_, mentions=mentions, gazetteer=gazetteer)


DUTCH = read("Netherlands", ActorType.STATE, "Netherlands", "Dutch", gazetteer="state/NL")
DANES = read("Danish delegation", ActorType.DELEGATION, "the Danish delegation")


def annotated(words: str, type_: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"name": words, "type": type_, "mentions": [[start, start + len(words)]]}


@pytest.mark.parametrize(
    ("words", "type_", "meant"),
    [
        ("The Netherlands", "state", "Netherlands"),
        ("the Dutch", "group", "Netherlands"),
        ("Danish delegation", "group", "Danish delegation"),
        ("Danish", "state", "judged-2"),
        ("to the Danish delegation", "group", "judged-2"),
    ],
)
def test_an_article_before_a_name_makes_no_other_actor(words: str, type_: str, meant: str) -> None:
    assert DocumentActors((DUTCH, DANES), TEXT).local_id(annotated(words, type_)) == meant


AT = {"mentions": [[4, 15]]}
LISTED = {"gazetteer": "state/NL"}


@pytest.mark.parametrize(("sign", "meant"), [({}, "other"), (AT, "Netherlands"), (LISTED, "Netherlands")])
def test_actors_of_one_name_are_distinguished_by_entry_and_mentions(sign: dict[str, Any], meant: str) -> None:
    other = Actor("other", "Netherlands", ActorType.STATE)
    assert DocumentActors((other, DUTCH), TEXT).local_id({"name": "Netherlands", "type": "state", **sign}) == meant


@pytest.mark.parametrize(("type_", "meant"), [("person", "judged-1"), ("organization", "The Hague")])
def test_a_name_with_an_article_and_another_type_is_another_actor(type_: str, meant: str) -> None:
    court = Actor("The Hague", "The Hague", ActorType.ORGANIZATION)
    assert DocumentActors((court,), TEXT).local_id({"name": "Hague", "type": type_}) == meant


def test_actors_that_differ_by_an_article_are_matched_exactly() -> None:
    front, with_article = (Actor(name, name, ActorType.ORGANIZATION) for name in ("Front", "The Front"))
    document_actors = DocumentActors((with_article, front), TEXT)
    assert [document_actors.local_id({"name": name, "type": "organization"}) for name in ("Front", "the Front")] == [
        "Front",
        "The Front",
    ]


TALKS = "Ann Ruiz demanded a cut. Bo Tan rejected it. The two ministers shook hands; the chair thanked both."


def seen(name: str, type_: str, *words: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": type_,
        "mentions": [[TALKS.index(each), TALKS.index(each) + len(each)] for each in words],
    }


def test_people_who_share_a_mention_stay_two_actors() -> None:
    document_actors = DocumentActors((), TALKS)
    both = ("The two ministers", "both")
    people = [seen(name, "person", name, *both) for name in ("Ann Ruiz", "Bo Tan")]
    people += [seen(name, "person", *both) for name in ("Ann Ruiz", "Bo Tan")]
    assert [document_actors.get(document_actors.local_id(each)).name for each in people] == ["Ann Ruiz", "Bo Tan"] * 2
    assert len(document_actors.actors) == 2
    group = document_actors.get(document_actors.local_id(seen("The two ministers", "group", "The two ministers")))
    assert (group.name, len(document_actors.actors)) == ("The two ministers", 3)


VISIT = "Minister Liu He flew in. He slept late. He sat down. He left."


@pytest.mark.parametrize(
    ("name", "called", "meant"),
    [
        ("Minister Liu He", "Minister Liu He", "read"),
        ("Liu", "Liu", "read"),
        ("Ann Ruiz", "Liu He", "judged-1"),
        ("the envoy", "He", "judged-1"),
    ],
)
def test_a_lengthened_or_shortened_name_is_recognized_by_pronouns(name: str, called: str, meant: str) -> None:
    then = [(start, start + 2) for start in range(20, len(VISIT)) if VISIT.startswith("He ", start)]
    start = VISIT.index(called)
    places = sorted({(start, start + len(called)), *then})
    mentions = tuple(Mention(start, end, VISIT[start:end], MentionReason.NAME) for start, end in places)
    now = Actor("read", name, ActorType.PERSON, mentions=mentions)
    value = {"name": "Liu He", "type": "person", "mentions": [list(place) for place in then]}
    assert DocumentActors((now,), VISIT).local_id(value) == meant


PACT = "French, Dutch and Danish envoys met. French envoys left; Ann and Bo Ltd and its owner, Prince of Y, stayed."


@pytest.mark.parametrize(
    ("name", "type_", "other", "mention", "is_same"),
    [
        ("French envoys", "group", "French, Dutch and Danish envoys", "French, Dutch and Danish envoys", False),
        ("French and Danish envoys", "group", "French, Dutch and Danish envoys", "its", False),
        ("Dutch envoys", "delegation", "Danish and Dutch envoys", "its", False),
        ("Danish and Dutch envoys", "group", "Danish and the Dutch envoys", "its", True),
        ("envoys", "group", "French envoys", "French envoys", True),
        ("Ann", "organization", "Ann and Bo Ltd", "Ann and Bo Ltd", False),
        ("Prince", "person", "Prince of X and Y", "Prince of Y", True),
    ],
)
def test_a_list_is_another_actor_than_its_part(name: str, type_: str, other: str, mention: str, is_same: bool) -> None:
    start = PACT.index(mention)
    end = start + len(mention)
    for value, called in ((name, other), (other, name)):
        there = Actor("there", called, ActorType(type_), mentions=(Mention(start, end, mention, MentionReason.NAME),))
        found = DocumentActors((there,), PACT).local_id({"name": value, "type": type_, "mentions": [[start, end]]})
        assert (found == "there") == is_same


@pytest.mark.parametrize(
    ("name", "type_", "alias", "is_same"),
    [
        ("French envoys", "group", "French, Dutch and Danish envoys", False),
        ("French, Dutch and Danish envoys", "group", "French envoys", True),
        ("Ministry of Trade", "organization", "Ministry of Trade and Industry", True),
        ("Ann Ruiz", "person", "the Secretary and Minister", True),
        ("MRP", "faction", "Movement for Rivers and Ports", True),
        ("MRP", "bloc", "the Movement for Rivers and Ports", True),
        ("Dutch envoys", "group", "French and Dutch envoys", False),
    ],
)
def test_a_list_is_no_alias_of_its_part(name: str, type_: str, alias: str, is_same: bool) -> None:
    there = Actor("there", name, ActorType(type_), aliases=(alias,))
    assert (DocumentActors((there,), PACT).local_id({"name": alias, "type": type_}) == "there") == is_same


def test_the_part_of_a_list_that_was_added_keeps_its_own_mentions() -> None:
    envoys = "French, Dutch and Danish envoys"
    document_actors = DocumentActors((), PACT)
    whole = {"name": envoys, "type": "group", "mentions": [[0, len(envoys)]]}
    part = {"name": "French envoys", "type": "group", "mentions": [[0, len(envoys)], [37, 50]]}
    assert PACT[37:50] == "French envoys"
    for _ in range(2):
        assert [document_actors.get(document_actors.local_id(each)).name for each in (whole, part)] == [
            envoys,
            "French envoys",
        ]
    assert len(document_actors.actors) == 2


def listed(described: str, mention: Mention) -> Actor:
    """The actor of "entry name country", as a reader gives it with its mention, which is an alias if it is a name."""
    entry, _, name = described.partition(" ")
    country = name[-2:] if name[-2:].isupper() else None
    kind = ActorType(entry.partition("/")[0])
    aliases = (mention.text,) if mention.text[0].isupper() else ()
    name = name.removesuffix(country or "").strip()
    return Actor("there", name, kind, aliases, mentions=(mention,), country=country, gazetteer=entry)


TALK = "The Front left. The Reed Front stayed; both signed. Ms Arn and Georgia wept. The RF and Reed Front left."
FRONT, REED, RF, BOTH, ARN, GEORGIA = (
    [TALK.index(words), TALK.index(words) + len(words)]
    for words in ("Front", "Reed Front", "RF", "both", "Arn", "Georgia")
)


@pytest.mark.parametrize(
    ("then", "now", "place", "is_same"),
    [
        # A list gives another type or id to what it calls so.
        ("organization/reed-front Reed Front", "faction/reed-front Reed Front", REED, True),
        ("organization/reed-front Reed Front", "faction/reed-front The Reed Front", REED, True),
        ("organization/reed-front Reed Front", "faction/reed-front Reed Front", RF, True),
        ("organization/reed-front Reed Front", "organization/rf-of-lima Reed Front", REED, True),
        # It gives the mention to an actor of another name or country, or one of the two is shipped.
        ("organization/front Front", "faction/reed-front Reed Front", FRONT, False),
        ("faction/reed-front Reed Front", "organization/front Front", FRONT, False),
        ("organization/reed-front Reed Front PE", "organization/reed-front-2 Reed Front CL", REED, False),
        ("state/GE Georgia", "organization/georgian-team Georgia", GEORGIA, False),
        ("organization/georgia-harbour-team Georgia Harbour Team", "state/GE Georgia", GEORGIA, False),
        ("state/GE Georgia", "state/US Georgia", GEORGIA, False),
        # A person's namesake is another person, and a pronoun names nobody.
        ("person/eva-arn-1 Eva Arn", "person/eva-arn-2 Eva Arn", ARN, False),
        ("person/eva-arn Eva Arn", "person/eva-b-arn Eva B. Arn", ARN, False),
        ("organization/reed-front Reed Front", "faction/reed-front Reed Front", BOTH, False),
        ("organization/river-forum River Forum", "organization/rhine-fund Rhine Fund", RF, False),
    ],
)
def test_an_actor_that_a_list_describes_anew_is_known_by_its_mention(
    then: str, now: str, place: list[int], *, is_same: bool
) -> None:
    start, end = place
    mention = Mention(start, end, TALK[start:end], MentionReason.NAME)
    was, there = (listed(each, mention) for each in (then, now))
    assert (DocumentActors((there,), TALK).local_id(actor_value(was)) == "there") == is_same


def test_a_list_moves_no_judgement_to_who_is_called_as_another_was() -> None:
    start, end = GEORGIA
    mention = Mention(start, end, "Georgia", MentionReason.NAME)
    elder, younger = (listed(f"organization/{name.casefold()} {name} Union", mention) for name in ("Crews", "Dockers"))
    assert elder.aliases == younger.aliases == ("Georgia",)
    assert DocumentActors((younger,), TALK).local_id(actor_value(elder)) == "judged-1"


def test_two_listed_actors_of_one_name_at_different_places_stay_two() -> None:
    start, end = REED
    there = Actor("there", "Reed Front", ActorType.FACTION, gazetteer="faction/reed-front")
    there = replace(there, mentions=(Mention(start, end, TALK[start:end], MentionReason.NAME),))
    last = TALK.rindex("Reed Front")
    value = {"name": "Reed Front", "type": "organization", "gazetteer": "organization/reed-front"}
    assert DocumentActors((there,), TALK).local_id({**value, "mentions": [[last, last + 10]]}) == "judged-1"


def test_an_added_actor_has_the_mentions_of_all_its_judgements() -> None:
    text = "Ana Lima spoke. The envoy left. She slept."
    document_actors = DocumentActors((), text)
    parts = [[[0, 8], [16, 25]], [[0, 8], [32, 35]]]
    ids = {document_actors.local_id({"name": "Ana Lima", "type": "person", "mentions": spans}) for spans in parts}
    assert ids == {document_actors.actors[0].id}
    assert [each.text for each in document_actors.actors[0].mentions] == ["Ana Lima", "The envoy", "She"]
    again = document_actors.copy()
    again.local_id({"name": "Ana Lima", "type": "person", "mentions": [[26, 30]]})
    assert len(again.actors[0].mentions) == len(document_actors.actors[0].mentions) + 1
