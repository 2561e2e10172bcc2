"""Agreement between coders, compared with scikit-learn and with Krippendorff's own example."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]

from kg.judgements import AboutActors, AboutFact, ActorSeen, Judgement, MentionSeen, Reach, State, Verdict
from kg.review.agreement import Comparison, alpha, compared, facts_judged, kappa

CODES = st.sampled_from(["confirmed", "rejected", "corrected"])


@given(st.lists(st.tuples(CODES, CODES), min_size=1))
def test_kappa_equals_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    ours = kappa(pairs)
    if ours is not None:
        assert ours == pytest.approx(cohen_kappa_score(*zip(*pairs, strict=True)))


def test_alpha_equals_that_of_krippendorffs_example() -> None:
    # "Computing Krippendorff's Alpha-Reliability" (2011), section C: four coders, twelve units, codes missing.
    table = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]
    units = zip(*(row.split() for row in table), strict=True)
    assert alpha([[code for code in unit if code != "."] for unit in units]) == pytest.approx(0.743, abs=0.0005)


@given(st.lists(st.lists(CODES, max_size=4)))
def test_alpha_does_not_depend_on_order_and_is_at_most_one(units: list[list[str]]) -> None:
    found = alpha(units)
    assert found == (None if found is None else pytest.approx(alpha([sorted(unit) for unit in reversed(units)])))
    assert found is None or found <= 1


def judge(verdict: Verdict, start: int, by: str, minute: int = 0, **values: object) -> Judgement:
    about = AboutFact("0" * 16, "a", "role", start, start + 5, "words", {})
    return Judgement(verdict, about, by, dt.datetime(2018, 8, 24, 12, minute, tzinfo=dt.UTC), values=values)


def comparison(*judgements: Judgement) -> Comparison:
    return compared(State(each, Reach.HOLDS) for each in judgements)


def test_the_last_judgement_of_each_coder_is_compared() -> None:
    found = comparison(
        judge(Verdict.REJECTED, 1, "ana"),
        judge(Verdict.CONFIRMED, 1, "ana", 1),
        judge(Verdict.CONFIRMED, 1, "ben"),
        judge(Verdict.REJECTED, 9, "ben"),
        judge(Verdict.REJECTED, 9, "ana"),
        judge(Verdict.CORRECTED, 20, "cyd"),
    )
    assert found.coders == ("ana", "ben", "cyd")
    assert [fact.codes for fact in found.facts] == [
        {"ana": "confirmed", "ben": "confirmed"},
        {"ana": "rejected", "ben": "rejected"},
        {"cyd": "corrected"},
    ]
    assert found.kappas() == {("ana", "ben"): 1.0, ("ana", "cyd"): None, ("ben", "cyd"): None}
    assert found.alpha == 1.0


def test_confirming_the_correction_of_another_agrees_with_it() -> None:
    (fact,) = comparison(
        judge(Verdict.CORRECTED, 1, "ana", title="envoy"), judge(Verdict.CONFIRMED, 1, "ben", 1, title="envoy")
    ).facts
    assert fact.codes == {"ana": "corrected", "ben": "corrected"}
    assert not fact.is_disputed


def test_a_different_correction_is_disputed() -> None:
    found = comparison(
        judge(Verdict.CORRECTED, 1, "ana", title="envoy"),
        judge(Verdict.CORRECTED, 1, "ana", 1, organization=None),
        judge(Verdict.CORRECTED, 1, "ben", 2, title="consul"),
    )
    (fact,) = found.facts
    assert fact.is_disputed
    assert [fact.in_words(coder) for coder in (*found.coders, "cyd")] == [
        "corrected: title=envoy, organization=",
        "corrected: title=consul",
        None,
    ]


def test_corrections_of_different_fields_agree() -> None:
    (fact,) = comparison(
        judge(Verdict.CORRECTED, 1, "ana", title="envoy"),
        judge(Verdict.CORRECTED, 1, "ben", 1, organization=None),
        judge(Verdict.CORRECTED, 1, "cyd", 2, organization=None, title="envoy"),
    ).facts
    assert not fact.is_disputed


def test_two_names_of_actors_that_somebody_has_merged_agree() -> None:
    text = "0" * 16
    anna, ana = (
        {"name": name, "type": "person", "mentions": [[start, start + len(name)]]}
        for name, start in (("Anna Berg", 10), ("Ana Berg", 40))
    )
    codes = [judge(Verdict.CORRECTED, 1, "ana", person=anna), judge(Verdict.CORRECTED, 1, "ben", 1, person=ana)]
    assert [fact.is_disputed for fact in comparison(*codes).facts] == [True]
    actors = tuple(
        ActorSeen(f"person/{name}", name, "person", (MentionSeen(text, start, end, name),))
        for name, start, end in (("Anna Berg", 10, 19), ("Ana Berg", 40, 48))
    )
    merged = Judgement(Verdict.SAME, AboutActors(actors), "cyd", dt.datetime(2018, 8, 25, tzinfo=dt.UTC))
    assert [fact.is_disputed for fact in comparison(*codes, merged).facts] == [False]


def test_facts_are_matched_whatever_their_date_and_issues() -> None:
    place = ("0" * 16, "a", "position", 1, 6, "words")
    said = {"holder": {"name": "China", "type": "state"}, "stance": "demand"}
    dated = AboutFact(*place, {**said, "date": "2018-08-24", "issues": ["Tariffs"]})
    renamed = AboutFact(*place, {**said, "holder": {"name": "Republic of China", "type": "state"}})
    noon = dt.datetime(2018, 8, 24, 12, tzinfo=dt.UTC)
    ana, ben, cyd = (
        Judgement(Verdict.REJECTED, about, by, noon)
        for about, by in ((AboutFact(*place, said), "ana"), (dated, "ben"), (renamed, "cyd"))
    )
    gone = facts_judged([State(each, Reach.GONE) for each in (ana, ben, cyd)])
    assert gone[ana.id] == gone[ben.id] != gone[cyd.id]
    there = facts_judged(
        [State(ana, Reach.HOLDS, "position/b/1"), State(ben, Reach.IDLE), State(cyd, Reach.HOLDS, "position/b/1")]
    )
    assert set(there.values()) == {"position/b/1"}


def test_who_adds_a_fact_that_another_rejects_disagrees() -> None:
    (fact,) = comparison(judge(Verdict.REJECTED, 1, "ana"), judge(Verdict.ADDED, 1, "ben", 1)).facts
    assert fact.codes == {"ana": "rejected", "ben": "confirmed"}
    assert fact.is_disputed


def test_facts_that_were_only_added_have_no_codes() -> None:
    assert comparison(judge(Verdict.ADDED, 1, "ana"), judge(Verdict.ADDED, 1, "ben", 1)).facts == ()
