"""Who speaks of whom, as codings of a graph."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import (
    ActorType,
    Document,
    Facts,
    Mention,
    MentionReason,
    Passage,
    Polarity,
    ResolvedActor,
    ResolvedDocument,
    Statement,
)
from kg.networks.study import study
from kg.stores.protocol import Batch
from tests.doubles import cast
from tests.doubles.cast import PROOF

CN, JP, LIU = "state/CN", "state/JP", "person/liu-he"


def spoken(text: str, statements: tuple[Statement, ...], named: dict[str, str]) -> set[tuple[object, object]]:
    """The counted ties from speakers to those they speak of. ``named``: ids by their words in the text."""
    spans = {words: (text.index(words), text.index(words) + len(words)) for words in named}
    actors = tuple(
        replace(
            cast.actor(id_, id_.partition("/")[0], id_.partition("/")[2]),
            mentions=(Mention(*spans[words], words, MentionReason.NAME),),
        )
        for words, id_ in named.items()
    )
    who = tuple(ResolvedActor(actor.id, actor.name, actor.type) for actor in actors)
    document = Document(text, "a", "file:///a.txt")
    batch = Batch(1, (ResolvedDocument(document, Facts(actors, statements=statements), who),), (), who)
    return {(row.values["actor"], row.values["other"]) for row in study([batch], "speech").codings.rows}


def test_a_statement_that_names_two_ties_its_source_to_both() -> None:
    text = "Liu says that Japan and France wait."
    said = Statement((LIU,), Passage(4, 8, "says"), Passage(14, 35, text[14:35]), Polarity.POSITIVE, None, PROOF)
    named = {"Liu": LIU, "Japan": JP, "France": "state/FR"}
    assert spoken(text, (said,), named) == {("liu-he", "JP"), ("liu-he", "FR")}


@pytest.mark.parametrize(
    ("named", "spoke_of"), [("China", {"CN": "position"}), ("Japan", {"CN": "position", "JP": "statement"})]
)
def test_one_sentence_is_no_twofold_proof_of_speaking_of_somebody(named: str, spoke_of: dict[str, str]) -> None:
    text = f"Liu says that {named} waits."
    ids = {"China": CN, "Japan": JP}
    who = tuple(ResolvedActor(id_, id_.partition("/")[2], ActorType(id_.partition("/")[0])) for id_ in (LIU, CN, JP))
    mention = Mention(14, 14 + len(named), named, MentionReason.NAME)
    actors = (replace(cast.actor(ids[named], "state", named), mentions=(mention,)),)
    content = Passage(14, len(text) - 1, text[14:-1])
    facts = Facts(
        actors,
        statements=(Statement((LIU,), Passage(4, 8, "says"), content, Polarity.POSITIVE, None, PROOF),),
        positions=(cast.position(CN, sources=(LIU,)),),
    )
    batch = Batch(1, (ResolvedDocument(Document(text, "a", "file:///a.txt"), facts, who),), (), who)
    found = [(row.values["other"], row.values["claim"]) for row in study([batch], "speech").codings.rows]
    assert (len(found), dict(found)) == (len(spoke_of), spoke_of)


def test_a_nested_statement_is_tied_to_its_own_source() -> None:
    text = "Liu says that Tokyo says that Paris waits."
    said, told = Passage(14, 41, text[14:41]), Passage(30, 41, text[30:41])
    outer = Statement((LIU,), Passage(4, 8, "says"), said, Polarity.POSITIVE, None, PROOF)
    inner = Statement((JP,), Passage(20, 24, "says"), told, Polarity.POSITIVE, 0, PROOF)
    named = {"Liu": LIU, "Tokyo": JP, "Paris": "state/FR"}
    assert spoken(text, (outer, inner), named) == {("liu-he", "JP"), ("JP", "FR")}
