"""Judgements applied to the facts of a document, whichever version of the reader found them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.judgements import AboutFact, Judged, Judgement, Reach, Verdict, judged, text_key, with_ids
from kg.judgements.fact_content import fact_content
from kg.model import Actor, ActorType, Evidence, Facts, IssueLink, Mention, MentionReason, Passage, Position, Stance
from kg.model import PositionModality as Modality
from kg.standing import Review

TEXT = "China demands lower tariffs of Japan. Japan rejects lower tariffs of China. Nothing was signed."
DOCUMENT = "9f86d081884c7d65"
NOON = dt.datetime(2018, 8, 24, 12, tzinfo=dt.UTC)


def state(name: str) -> Actor:
    start = TEXT.index(name)
    return Actor(name.lower(), name, ActorType.STATE, mentions=(Mention(start, start + 5, name, MentionReason.NAME),))


def evidence(words: str, rule: str = "a-rule", confidence: float = 0.8) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start, start + len(words), words, rule, confidence)


def passage(words: str, after: int = 0) -> Passage:
    start = TEXT.index(words, after)
    return Passage(start, start + len(words), words)


DEMAND = Position(
    *("china", Stance.DEMAND, passage("lower tariffs"), "japan", Modality.ASSERTED),
    evidence("China demands lower tariffs of Japan."),
)
REJECTION = Position(
    *("japan", Stance.REJECT, passage("lower tariffs", 40), "china", Modality.ASSERTED),
    evidence("Japan rejects lower tariffs of China."),
    reply_to=0,
)
READ = Facts((state("China"), state("Japan")), positions=(DEMAND, REJECTION))


def about(position: Position, facts: Facts = READ) -> AboutFact:
    proof = position.evidence
    content = fact_content("position", position, {actor.id: actor for actor in facts.actors})
    return AboutFact(text_key(TEXT), "talks", "position", proof.start, proof.end, proof.text, content, proof.rule)


def judge(verdict: Verdict, position: Position, minute: int = 0, by: str = "ana", **values: object) -> Judgement:
    return Judgement(verdict, about(position), by, NOON + dt.timedelta(minutes=minute), values=values)


def applied(*judgements: Judgement, facts: Facts = READ) -> Judged:
    return judged(facts, TEXT, judgements, DOCUMENT)


def test_without_judgements_facts_get_ids_and_nothing_else() -> None:
    found = applied()
    assert found.facts == READ
    assert [position.id.rpartition("/")[0] for position in found.facts.positions] == [f"position/{DOCUMENT}"] * 2


def test_a_rejected_fact_is_gone_and_nothing_replies_to_it() -> None:
    rejection = judge(Verdict.REJECTED, DEMAND)
    found = applied(rejection)
    assert found.facts.positions == (replace(REJECTION, reply_to=None),)
    assert found.rejected.positions == (DEMAND,)
    assert found.reaches == {rejection.id: Reach.HOLDS}


def test_a_confirmed_fact_is_certain_and_says_by_whom() -> None:
    first, _ = applied(judge(Verdict.CONFIRMED, DEMAND), judge(Verdict.CONFIRMED, DEMAND, 1, "ben")).facts.positions
    assert (first.standing.review, first.standing.by) == (Review.CONFIRMED, ("ana", "ben"))
    assert (first.evidence.confidence, first.evidence.rule) == (1.0, "a-rule")


def test_a_corrected_fact_keeps_its_id() -> None:
    words = {"start": 76, "end": 94, "text": TEXT[76:94]}
    brazil = {"name": "Brazil", "type": "state", "gazetteer": "state/BR"}
    correction = judge(Verdict.CORRECTED, DEMAND, stance="oppose", addressee=brazil, matter=words, issues=["Tariffs"])
    found = applied(correction)
    first, _ = found.facts.positions
    assert first.id == applied().facts.positions[0].id
    assert (first.stance, first.matter.text, first.issues[0].concept) == (Stance.OPPOSE, TEXT[76:94], "Tariffs")
    assert found.actors[first.addressee or ""].gazetteer == "state/BR"
    assert found.facts.positions[1].reply_to == 0


def test_corrections_of_several_fields_add_up_and_the_later_one_wins() -> None:
    one, two = judge(Verdict.CORRECTED, DEMAND, 1, stance="oppose"), judge(Verdict.CORRECTED, DEMAND, 2, addressee=None)
    three = judge(Verdict.CORRECTED, DEMAND, 3, "ben", stance="propose")
    first, _ = applied(three, one, two).facts.positions
    assert (first.stance, first.addressee, first.standing.by) == (Stance.PROPOSE, None, ("ana", "ben"))


def test_the_later_of_two_people_who_disagree_decides() -> None:
    kept, gone = judge(Verdict.CONFIRMED, DEMAND, 1), judge(Verdict.REJECTED, DEMAND, 0, "ben")
    found = applied(kept, gone)
    assert len(found.facts.positions) == 2
    assert found.facts.positions[0].standing.by == ("ana",)
    assert found.reaches == {kept.id: Reach.HOLDS, gone.id: Reach.OVERRULED}


def reaches(*judgements: Judgement) -> list[str]:
    """The reach of each judgement, in the given order."""
    found = applied(*judgements).reaches
    return [found[each.id].value for each in judgements]


def test_the_later_judgement_of_one_person_overrules_the_earlier() -> None:
    assert reaches(judge(Verdict.CONFIRMED, DEMAND), judge(Verdict.REJECTED, DEMAND, 1)) == ["overruled", "holds"]
    assert reaches(judge(Verdict.REJECTED, DEMAND), judge(Verdict.CONFIRMED, DEMAND, 1)) == ["overruled", "holds"]


def test_rejections_overrule_corrections_and_later_corrections_earlier_ones() -> None:
    one = judge(Verdict.CORRECTED, DEMAND, stance="oppose")
    two = judge(Verdict.CORRECTED, DEMAND, 1, stance="accept")
    beside = judge(Verdict.CORRECTED, DEMAND, 2, addressee=None)
    assert reaches(one, two, beside) == ["overruled", "holds", "holds"]
    assert reaches(one, two, judge(Verdict.REJECTED, DEMAND, 3)) == ["overruled", "overruled", "holds"]


def test_a_confirmation_is_of_the_whole_fact_at_its_time() -> None:
    confirmed, changed = judge(Verdict.CONFIRMED, DEMAND), judge(Verdict.CORRECTED, DEMAND, 1, "ben", stance="oppose")
    agreed = judge(Verdict.CONFIRMED, DEMAND, 2, "cy", stance="oppose")
    assert reaches(confirmed, changed, agreed) == ["overruled", "holds", "holds"]
    assert applied(confirmed, changed, agreed).facts.positions[0].standing.by == ("ben", "cy")
    same = judge(Verdict.CORRECTED, DEMAND, 1, "ben", stance="demand")
    assert reaches(confirmed, same) == ["holds", "holds"]


def test_a_corrector_does_not_count_for_the_uncorrected_fact() -> None:
    corrected, rejected = judge(Verdict.CORRECTED, DEMAND, stance="accept"), judge(Verdict.REJECTED, DEMAND, 1, "ben")
    confirmed = judge(Verdict.CONFIRMED, DEMAND, 2, "cy")
    assert reaches(corrected, rejected, confirmed) == ["overruled", "overruled", "holds"]
    (first, _) = applied(corrected, rejected, confirmed).facts.positions
    assert (first.stance, first.standing.by) == (Stance.DEMAND, ("cy",))


def test_adding_a_corrected_fact_as_it_was_read_reverts_the_correction() -> None:
    corrected, added = judge(Verdict.CORRECTED, DEMAND, stance="accept"), judge(Verdict.ADDED, DEMAND, 1, "ben")
    (first, _) = applied(corrected, added).facts.positions
    assert (first.stance, first.standing.by) == (Stance.DEMAND, ("ben",))


OFFER = replace(DEMAND, stance=Stance.OFFER)
BOTH = replace(READ, positions=(DEMAND, OFFER, replace(REJECTION, reply_to=1)))


def test_a_correction_that_equals_another_fact_merges_them() -> None:
    corrected, agreed = judge(Verdict.CORRECTED, DEMAND, stance="offer"), judge(Verdict.CONFIRMED, OFFER, 1, "ben")
    found = applied(corrected, agreed, facts=BOTH)
    first, second = found.facts.positions
    assert (first.id, first.stance, first.standing.by) == (
        with_ids(BOTH, DOCUMENT).positions[0].id,
        "offer",
        ("ana", "ben"),
    )
    assert second.reply_to == 0
    assert set(found.reaches.values()) == {Reach.HOLDS}


def test_the_sources_of_the_equal_fact_are_taken_over() -> None:
    told = replace(OFFER, sources=("japan",))
    both = replace(READ, positions=(DEMAND, told))
    (first,) = applied(judge(Verdict.CORRECTED, DEMAND, stance="offer"), facts=both).facts.positions
    assert (first.id, first.sources) == (with_ids(both, DOCUMENT).positions[0].id, ("japan",))
    (first,) = applied(judge(Verdict.CORRECTED, DEMAND, stance="offer", sources=[]), facts=both).facts.positions
    assert first.sources == ()
    by_another = replace(READ, positions=(replace(DEMAND, sources=("china",)), told))
    corrected = judge(Verdict.CORRECTED, by_another.positions[0], stance="offer")
    assert [each.sources for each in applied(corrected, facts=by_another).facts.positions] == [("china",), ("japan",)]


def test_a_correction_with_an_unknown_value_changes_nothing() -> None:
    odd = judge(Verdict.CORRECTED, DEMAND, stance="perhaps")
    found = applied(odd)
    assert found.facts == READ
    assert found.reaches == {odd.id: Reach.IDLE}


def test_equal_facts_are_merged_only_after_a_correction_at_one_place() -> None:
    twice = replace(READ, positions=(DEMAND, replace(DEMAND, evidence=replace(DEMAND.evidence, confidence=0.1))))
    assert len(applied(judge(Verdict.CONFIRMED, DEMAND), facts=twice).facts.positions) == 2
    elsewhere = replace(OFFER, evidence=evidence("Nothing was signed."))
    both = replace(READ, positions=(DEMAND, elsewhere))
    assert len(applied(judge(Verdict.CORRECTED, DEMAND, stance="offer"), facts=both).facts.positions) == 2


def test_a_merged_fact_returns_when_its_double_is_rejected() -> None:
    corrected, rejected = judge(Verdict.CORRECTED, DEMAND, stance="offer"), judge(Verdict.REJECTED, DEMAND, 1)
    (first, _) = applied(corrected, rejected, facts=BOTH).facts.positions
    assert (first.stance, first.standing.review) == (Stance.OFFER, Review.UNREVIEWED)


def reread(position: Position, **changes: Any) -> Facts:
    """The facts of another version of the reader: other local ids and rule, another span of the same clause."""
    ids = {"china": "a1", "japan": "a2"}
    actors = tuple(replace(actor, id=ids[actor.id]) for actor in READ.actors)
    shorter = TEXT[position.evidence.start : position.evidence.end - 1]
    proof = Evidence(position.evidence.start, position.evidence.end - 1, shorter, "another-rule", 0.6)
    renamed = replace(position, holder=ids[position.holder], addressee=ids[position.addressee or ""], evidence=proof)
    return Facts(actors, positions=(replace(renamed, reply_to=None, **changes),))


@pytest.mark.parametrize("verdict", [Verdict.CONFIRMED, Verdict.REJECTED, Verdict.CORRECTED])
def test_a_judgement_finds_its_fact_in_what_another_version_reads(verdict: Verdict) -> None:
    values: dict[str, Any] = {"stance": "oppose"} if verdict is Verdict.CORRECTED else {}
    judgement = judge(verdict, DEMAND, **values)
    found = applied(judgement, facts=reread(DEMAND))
    assert found.reaches == {judgement.id: Reach.HOLDS}
    assert len(found.facts.positions) == (verdict is not Verdict.REJECTED)


def test_a_better_reading_is_not_rejected_with_the_worse_one() -> None:
    rejection = judge(Verdict.REJECTED, DEMAND)
    found = applied(rejection, facts=reread(DEMAND, modality=Modality.CONDITIONAL))
    assert len(found.facts.positions) == 1
    assert found.reaches == {rejection.id: Reach.IDLE}


def test_a_correction_confirms_a_later_reading_that_agrees() -> None:
    correction = judge(Verdict.CORRECTED, DEMAND, stance="oppose")
    found = applied(correction, facts=reread(DEMAND, stance=Stance.OPPOSE))
    assert [(p.stance, p.standing.by) for p in found.facts.positions] == [(Stance.OPPOSE, ("ana",))]


@pytest.mark.parametrize("verdict", [Verdict.CONFIRMED, Verdict.CORRECTED, Verdict.ADDED])
def test_an_approved_fact_is_kept_when_it_is_not_read_again(verdict: Verdict) -> None:
    values: dict[str, Any] = {"stance": "oppose"} if verdict is Verdict.CORRECTED else {}
    judgement = judge(verdict, DEMAND, **values)
    found = applied(judgement, facts=Facts())
    (position,) = found.facts.positions
    assert found.actors[position.holder].name == "China"
    assert position.id == applied().facts.positions[0].id
    assert found.reaches == {judgement.id: Reach.HOLDS if verdict is Verdict.ADDED else Reach.KEPT}


def test_rejecting_an_added_fact_removes_it() -> None:
    addition, rejection = judge(Verdict.ADDED, DEMAND), judge(Verdict.REJECTED, DEMAND, 1, "ben")
    found = applied(addition, rejection, facts=Facts())
    assert found.facts.positions == ()
    assert found.reaches == {addition.id: Reach.OVERRULED, rejection.id: Reach.HOLDS}


LISTED = replace(READ, actors=(replace(state("China"), gazetteer="state/CN"), state("Japan")))
ELSE = replace(READ, actors=(replace(state("China"), name="Republic of China"), state("Japan")))


@pytest.mark.parametrize(("then", "now"), [(LISTED, ELSE), (ELSE, LISTED)])
def test_a_judgement_finds_its_fact_where_an_actor_has_been_split_or_listed_since(then: Facts, now: Facts) -> None:
    rejected, confirmed = (
        Judgement(verdict, about(DEMAND, then), "ana", NOON) for verdict in (Verdict.REJECTED, Verdict.CONFIRMED)
    )
    assert [each.holder for each in applied(rejected, facts=now).facts.positions] == ["japan"]
    assert applied(rejected, facts=now).reaches == {rejected.id: Reach.HOLDS}
    assert [each.holder for each in applied(confirmed, facts=now).facts.positions] == ["china", "japan"]
    assert applied(confirmed, facts=now).reaches == {confirmed.id: Reach.HOLDS}


def added(minute: int = 0, **changes: Any) -> Judgement:
    """A judgement that adds the demand with ``changes`` in its fields; None leaves a field out."""
    content = {name: value for name, value in {**about(DEMAND).said, **changes}.items() if value is not None}
    it = replace(about(DEMAND), said=content, rule="")
    return Judgement(Verdict.ADDED, it, "ana", NOON + dt.timedelta(minutes=minute))


def test_a_mention_of_a_listed_actor_is_that_actor_whatever_its_name() -> None:
    annotated = added(holder={"name": "the Chinese", "type": "state", "mentions": [[0, 5]]})
    found = applied(annotated, facts=replace(LISTED, positions=()))
    assert [each.holder for each in found.facts.positions] == ["china"]
    as_another = added(holder={"name": "China", "type": "organization"})
    (position,) = applied(as_another, facts=replace(LISTED, positions=())).facts.positions
    assert found.actors.keys() == {"china", "japan"}
    assert position.holder not in found.actors


@pytest.mark.parametrize(
    "left_out",
    [{"modality": None}, {"sources": [{"name": "Japan", "type": "state"}, {"name": "japan", "type": "state"}]}],
)
def test_a_fact_added_twice_is_one_fact(left_out: dict[str, Any]) -> None:
    both = added(**left_out), added(1, **left_out)
    (position,) = applied(*both, facts=Facts()).facts.positions
    whole = about(position, replace(READ, actors=tuple(applied(*both, facts=Facts()).actors.values())))
    rejected = Judgement(Verdict.REJECTED, whole, "cy", NOON + dt.timedelta(minutes=2))
    assert applied(*both, rejected, facts=Facts()).facts.positions == ()


def test_issues_coded_on_the_same_words_are_united() -> None:
    coded = [replace(DEMAND, issues=(IssueLink(each, 1.0),)) for each in ("Tariffs", "FishingQuotas")]
    loose = replace(coded[1], sources=("japan",), issues=(IssueLink("own/tolls", 1.0),))
    additions = [judge(Verdict.ADDED, each, minute) for minute, each in enumerate((*coded, loose))]
    found = applied(*additions, facts=Facts(READ.actors))
    (fact,) = found.facts.positions
    assert {link.concept for link in fact.issues} == {"Tariffs", "FishingQuotas", "own/tolls"}
    assert {found.reaches[each.id] for each in additions} == {Reach.HOLDS}
    corrected = applied(*additions, judge(Verdict.CORRECTED, loose, 9, issues=["Tariffs"]), facts=Facts(READ.actors))
    assert [link.concept for fact in corrected.facts.positions for link in fact.issues] == ["Tariffs"]
    assert [fact.issues for fact in applied(additions[0]).facts.positions] == [(), ()]


def test_a_coded_issue_stays_on_a_fact_that_is_not_read_again() -> None:
    linked = replace(DEMAND, issues=tuple(IssueLink(each, 1.0) for each in ("Tariffs", "own/dropped")))
    by_hand = replace(DEMAND.evidence, rule="person")
    coded = judge(Verdict.ADDED, replace(DEMAND, issues=(IssueLink("own/tolls", 1.0),), evidence=by_hand), 1)
    both = (judge(Verdict.CONFIRMED, linked), coded)
    (fact,) = judged(Facts(READ.actors), TEXT, both, DOCUMENT, {"Tariffs"}).facts.positions
    assert [link.concept for link in fact.issues] == ["Tariffs", "own/tolls"]


def test_facts_of_a_document_have_distinct_ids() -> None:
    read = with_ids(LISTED, DOCUMENT)
    china = replace(read.actors[0], id="rest", mentions=())
    split = replace(read, actors=(china, *ELSE.actors))
    found = applied(added(holder={"name": "China", "type": "state", "gazetteer": "state/CN"}), facts=split)
    assert [each.holder for each in found.facts.positions] == ["china", "rest", "japan"]
    assert len({each.id for each in found.facts.positions}) == 3


def test_words_that_are_not_in_the_text_are_no_evidence() -> None:
    whole = about(DEMAND)
    elsewhere = {"start": 900, "end": 913, "text": "lower tariffs"}
    for wrong in (
        replace(whole, words="China demands nothing but tea of us."),
        replace(whole, start=whole.start - 5, end=whole.end - 5),
        replace(whole, start=9000, end=9000 + len(whole.words)),
        replace(whole, said={**whole.said, "matter": elsewhere}),
    ):
        unproven = Judgement(Verdict.ADDED, wrong, "ana", NOON)
        assert applied(unproven, facts=Facts()).reaches == {unproven.id: Reach.IDLE}
    assert reaches(judge(Verdict.CORRECTED, DEMAND, matter=elsewhere)) == ["idle"]


def test_correcting_the_matter_drops_its_linked_issues() -> None:
    facts = replace(READ, positions=(replace(DEMAND, issues=(IssueLink("Tariffs", 0.9),)),))
    words = {"start": 76, "end": 94, "text": TEXT[76:94]}
    (position,) = applied(judge(Verdict.CORRECTED, DEMAND, matter=words), facts=facts).facts.positions
    assert position.issues == ()
    both = judge(Verdict.CORRECTED, DEMAND, matter=words, issues=["Trade"])
    (position,) = applied(both, facts=facts).facts.positions
    assert [issue.concept for issue in position.issues] == ["Trade"]


@pytest.mark.parametrize("verdict", [Verdict.ADDED, Verdict.CONFIRMED, Verdict.CORRECTED])
def test_a_negotiation_of_an_actor_with_itself_is_dropped(verdict: Verdict) -> None:
    two = [{"name": "China", "type": "state"}, {"name": "the Chinese", "type": "state", "mentions": [[0, 5]]}]
    talk = replace(about(DEMAND), heading="negotiation", said={"parties": two})
    told = Judgement(verdict, talk, "ana", NOON, values={"parties": two} if verdict is Verdict.CORRECTED else {})
    found = applied(told)
    assert (found.facts.negotiations, found.reaches) == ((), {told.id: Reach.IDLE})
    with_another = replace(talk, said={"parties": [two[0], {"name": "Japan", "type": "state"}]})
    told = Judgement(Verdict.CONFIRMED, with_another, "ana", NOON)
    assert applied(told).reaches == {told.id: Reach.KEPT}


def test_an_added_fact_is_sorted_by_its_place_in_the_text() -> None:
    found = applied(judge(Verdict.ADDED, DEMAND), facts=replace(READ, positions=(replace(REJECTION, reply_to=None),)))
    assert [position.holder for position in found.facts.positions] == ["china", "japan"]
    assert found.facts.positions[0].standing.review is Review.ADDED


@given(st.permutations(range(4)))
def test_the_order_of_judgements_makes_no_difference(order: list[int]) -> None:
    made = [
        judge(Verdict.CONFIRMED, DEMAND, 0),
        judge(Verdict.CORRECTED, REJECTION, 1, stance="oppose"),
        judge(Verdict.REJECTED, DEMAND, 2, "ben"),
        judge(Verdict.CORRECTED, REJECTION, 3, "ben", addressee=None),
    ]
    assert applied(*[made[n] for n in order]) == applied(*made)


@given(st.dates(), st.floats(0, 1), st.text())
def test_the_id_of_a_fact_depends_on_its_content_and_place_only(date: dt.date, confidence: float, rule: str) -> None:
    other = replace(DEMAND, date=date, evidence=replace(DEMAND.evidence, confidence=confidence, rule=rule))
    before = replace(REJECTION, evidence=evidence("Nothing was signed."), reply_to=None)
    numbered = with_ids(replace(READ, positions=(before, other)), DOCUMENT).positions[1].id
    assert numbered == with_ids(READ, DOCUMENT).positions[0].id
    moved = replace(DEMAND, evidence=replace(DEMAND.evidence, end=DEMAND.evidence.end - 1))
    for different in (moved, replace(DEMAND, stance=Stance.OFFER), replace(DEMAND, holder="japan")):
        assert with_ids(replace(READ, positions=(different,)), DOCUMENT).positions[0].id != numbered


def test_equal_facts_have_distinct_ids() -> None:
    twice = (DEMAND, replace(DEMAND, evidence=replace(DEMAND.evidence, confidence=0.1)))
    first, second = with_ids(replace(READ, positions=twice), DOCUMENT).positions
    assert second.id == f"{first.id}-2"
