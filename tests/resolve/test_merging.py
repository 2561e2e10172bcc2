"""A document's facts under the ids that hold across documents."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Facts,
    Label,
    Lead,
    Mention,
    MentionReason,
    Negotiation,
    Passage,
    Polarity,
    Stance,
    Statement,
    TalkModality,
)
from kg.resolve import merge
from kg.standing import Review, Standing
from tests.doubles.cast import PROOF, actor, affiliations, facts, person, position, roles, state

US, CN = state("us", "US", "United States"), state("cn", "CN", "China")
IDS = {"us": "state/US", "us2": "state/US", "cn": "state/CN", "liu": "person/liu-he", "he": "person/liu-he"}


def merged(**headings: object) -> Facts:
    actors = [US, replace(US, id="us2"), CN, person("Liu", local="liu"), person("Liu He", local="he")]
    return merge(facts(actors, **headings), IDS)


def said(source: str, words: str, within: int | None) -> Statement:
    passage = Passage(0, len(words), words)
    return Statement((source,), passage, passage, Polarity.POSITIVE, within, PROOF)


def test_a_phrase_for_a_post_is_no_name() -> None:
    post = actor("he", "person", "Vice Premier in charge of the status of these talks", nominal=True)
    (found,) = merge(facts([post, person("Liu He", local="liu")]), IDS).actors
    assert (found.name, found.aliases) == ("Liu He", (post.name,))


def test_actors_of_one_id_become_one_with_all_their_names_and_mentions() -> None:
    late, early = Mention(40, 43, "Liu", MentionReason.ALIAS), Mention(3, 9, "Liu He", MentionReason.NAME)
    short = replace(person("Liu", local="liu"), mentions=(late, early))
    full = replace(person("Liu He", "CN", local="he"), mentions=(early,), aliases=("Vice Premier Liu",))
    (found,) = merge(facts([short, full]), IDS).actors
    assert (found.id, found.name, found.country) == ("person/liu-he", "Liu He", "CN")
    assert found.aliases == ("Liu", "Vice Premier Liu")
    assert found.mentions == (early, late)


def test_the_gazetteers_name_comes_first() -> None:
    side = actor("us2", "state", "the American administration")
    (found,) = merge(facts([side, US]), IDS).actors
    assert (found.name, found.gazetteer, found.aliases) == (
        "United States",
        "state/US",
        ("the American administration",),
    )


def test_mediators_of_equal_talks_are_joined_and_parties_are_none() -> None:
    talks = (
        Negotiation(("us", "cn"), TalkModality.ACTUAL, PROOF, ("liu", "us2")),
        Negotiation(("cn", "us2"), TalkModality.ACTUAL, PROOF, ("he",)),
    )
    (found,) = merged(negotiations=talks).negotiations
    assert found.mediators == ("person/liu-he",)


def test_equal_facts_are_written_once() -> None:
    found = merged(
        roles=roles(("liu", "vice premier", "cn"), ("he", "vice premier", "cn"), ("he", "premier", None)),
        affiliations=affiliations(("liu", "cn"), ("he", "cn")),
        negotiations=tuple(
            Negotiation(pair, TalkModality.ACTUAL, PROOF) for pair in (("us", "cn"), ("cn", "us2"), ("us2", "liu"))
        ),
        labels=(Label("liu", "dove", PROOF, "us"), Label("he", "dove", PROOF, "us2")),
        actions=tuple(
            Action(who, ActionKind.TARIFF, "cn", None, None, 25.0, ActionStatus.IN_FORCE, PROOF)
            for who in ("us", "us2")
        ),
    )
    assert [role.title for role in found.roles] == ["vice premier", "premier"]
    assert len(found.affiliations) == len(found.labels) == len(found.actions) == 1
    assert [talk.parties for talk in found.negotiations] == [("state/US", "state/CN"), ("state/US", "person/liu-he")]


def test_a_fact_that_ties_an_actor_to_itself_is_dropped() -> None:
    found = merged(
        affiliations=affiliations(("us", "us2"), ("liu", "cn")),
        leads=(Lead("liu", "he", PROOF),),
        negotiations=(Negotiation(("us", "us2"), TalkModality.ACTUAL, PROOF),),
        positions=(position("us", addressee="us2", sources=("us2", "liu", "he")),),
    )
    assert (len(found.affiliations), found.leads, found.negotiations) == (1, (), ())
    (only,) = found.positions
    assert (only.holder, only.addressee, only.sources) == ("state/US", None, ("person/liu-he",))


def test_replies_still_point_at_the_same_positions() -> None:
    found = merged(
        positions=(
            position("us", "tariffs"),
            position("us2", "tariffs"),
            position("cn", "a truce"),
            position("cn", "tariffs", stance=Stance.REJECT, reply_to=1),
            position("cn", "tariffs", stance=Stance.REJECT, reply_to=0),
            position("us", "a truce", stance=Stance.ACCEPT, reply_to=2),
        )
    )
    assert [(each.holder, each.matter.text, each.reply_to) for each in found.positions] == [
        ("state/US", "tariffs", None),
        ("state/CN", "a truce", None),
        ("state/CN", "tariffs", 0),
        ("state/US", "a truce", 1),
    ]


def test_statements_stay_nested_in_the_right_ones() -> None:
    found = merged(
        statements=(
            said("us", "one", None),
            said("liu", "two", 0),
            said("us2", "one", None),
            said("he", "two", 2),
            said("cn", "three", 3),
        )
    )
    assert [(each.content.text, each.within) for each in found.statements] == [("one", None), ("two", 0), ("three", 1)]


def test_facts_that_become_one_keep_the_reviewers_of_each() -> None:
    ana, ben = (Standing(Review.CONFIRMED, (name,)) for name in ("ana", "ben"))
    positions = (position("us"), replace(position("us2"), standing=ben), replace(position("us"), standing=ana))
    talks = [Negotiation((us, "cn"), TalkModality.ACTUAL, PROOF, standing=by) for us, by in (("us", ana), ("us2", ben))]
    roles_of_one = [replace(roles((who, "envoy", None))[0], standing=by) for who, by in (("liu", ben), ("he", ana))]
    found = merged(positions=positions, negotiations=tuple(talks), roles=tuple(roles_of_one))
    for heading in (found.positions, found.negotiations, found.roles):
        assert [each.standing for each in heading] == [Standing(Review.CONFIRMED, ("ana", "ben"))]


def test_a_position_merged_with_its_reply_replies_to_nothing() -> None:
    found = merged(positions=(position("us", reply_to=1), position("us2", reply_to=0)))
    assert [each.reply_to for each in found.positions] in ([None], [1, 0])


chains = st.integers(1, 7).flatmap(
    lambda size: st.tuples(
        st.lists(st.sampled_from(["us", "us2", "cn"]), min_size=size, max_size=size),
        st.lists(st.sampled_from(["a", "b"]), min_size=size, max_size=size),
        st.lists(st.none() | st.integers(0, size - 1), min_size=size, max_size=size),
    )
)


@given(chains)
def test_every_reply_leads_to_an_equal_fact_after_merging(
    chain: tuple[list[str], list[str], list[int | None]],
) -> None:
    holders, matters, targets = chain
    before = tuple(
        position(holder, matter, reply_to=None if target == at else target)
        for at, (holder, matter, target) in enumerate(zip(holders, matters, targets, strict=True))
    )
    after = merged(positions=before).positions
    assert len(set(after)) == len(after)
    links = {
        ((IDS[p.holder], p.matter.text), (IDS[before[p.reply_to].holder], before[p.reply_to].matter.text))
        for p in before
        if p.reply_to is not None
    }
    for each in after:
        if each.reply_to is not None:
            target = after[each.reply_to]
            assert ((each.holder, each.matter.text), (target.holder, target.matter.text)) in links


def test_merging_no_facts_gives_no_facts() -> None:
    assert merge(Facts(), {}) == Facts()


def test_a_negotiation_left_with_one_party_is_dropped() -> None:
    alone: Any = ("us",)
    assert merged(negotiations=(Negotiation(alone, TalkModality.ACTUAL, PROOF),)).negotiations == ()
