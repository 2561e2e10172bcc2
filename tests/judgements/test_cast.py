"""Which actor of a document a judgement names."""

from __future__ import annotations

from typing import Any

import pytest

from kg.judgements.cast import Cast
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
def test_an_article_makes_nobody_another_actor(words: str, type_: str, meant: str) -> None:
    assert Cast((DUTCH, DANES), TEXT).local(annotated(words, type_)) == meant


AT = {"mentions": [[4, 15]]}
LISTED = {"gazetteer": "state/NL"}


@pytest.mark.parametrize(("sign", "meant"), [({}, "other"), (AT, "Netherlands"), (LISTED, "Netherlands")])
def test_of_several_called_alike_the_entry_counts_most_then_the_place(sign: dict[str, Any], meant: str) -> None:
    other = Actor("other", "Netherlands", ActorType.STATE)
    assert Cast((other, DUTCH), TEXT).local({"name": "Netherlands", "type": "state", **sign}) == meant
