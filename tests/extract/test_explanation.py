"""What was proposed of each sentence and why it was kept or dropped: the same decisions as the reading's own."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.errors import UnreadableTextError
from kg.extract import STORED
from kg.extract.actors.cluster import Cluster
from kg.extract.candidates.candidate import CANDIDATES, Candidate
from kg.extract.candidates.decisions import THRESHOLD, decide, kept
from kg.extract.candidates.filter import confidence, contributions, weights
from kg.extract.explanation import Explained, Verdict, explain
from kg.extract.reader import Options, Reader
from kg.extract.text.document import DOCUMENT, document_of
from kg.model import ActorType, Document, PositionModality, Stance

TEXT = """Ferry talks stall

Lena Brandt heads the Swiss delegation.  It rained.

Japan demanded lower duties on steel. The hard-liner Viktor Hask met Omar Haddad, leader of the Green Party.
"China must cut its tariffs on 16 billion dollars of goods," said Brandt. Norway would accept a quota if Iceland left.
"""
FACTS = {"negotiates_with": "negotiations"}
"""Headings with another name in the facts."""


def document(text: str = TEXT) -> Document:
    return Document(text, "own", "memory:own", date=dt.date(2024, 5, 17))


@pytest.fixture(scope="module")
def explained(reader: Reader) -> tuple[Explained, ...]:
    return explain(reader, document())


def verdicts(explained: tuple[Explained, ...]) -> list[Verdict]:
    return [verdict for one in explained for verdict in one.proposals]


def test_sentences_come_in_order_in_the_documents_own_words(explained: tuple[Explained, ...]) -> None:
    sentences = [one.sentence for one in explained]
    assert all(TEXT[s.start : s.end] == s.text == s.text.strip() for s in sentences)
    assert [s.start for s in sentences] == sorted(s.start for s in sentences)
    assert next(one for one in explained if one.sentence.text == "It rained.").proposals == ()


@pytest.mark.parametrize("threshold", [None, 0.0, 0.5])
def test_the_kept_proposals_are_those_of_the_reading(reader: Reader, threshold: float | None) -> None:
    chosen = replace(reader, options=Options(threshold=threshold))
    facts = chosen.read(document()).facts
    found = Counter(v.heading for v in verdicts(explain(chosen, document())) if v.kept)
    assert found == {h: n for h in found if (n := len(getattr(facts, FACTS.get(h, h))))}
    assert len(found) >= 4


def test_each_verdict_says_why(explained: tuple[Explained, ...]) -> None:
    assert {v.kept for v in verdicts(explained)} == {True, False}
    for verdict in verdicts(explained):
        if verdict.kept:
            assert verdict.confidence >= verdict.threshold
            assert verdict.reason == f"at or above the threshold of {verdict.threshold:g}"
        elif verdict.confidence < verdict.threshold:
            assert verdict.reason.startswith(f"below the threshold of {verdict.threshold:g}")
        else:
            assert "with the same actors and words" in verdict.reason


def test_under_a_threshold_of_one_everything_is_dropped(reader: Reader) -> None:
    found = verdicts(explain(replace(reader, options=Options(threshold=1.0)), document()))
    assert {(v.kept, v.reason.partition(":")[0]) for v in found} == {(False, "below the threshold of 1")}


def test_kept_proposals_come_first_in_order_of_confidence(explained: tuple[Explained, ...]) -> None:
    assert max(len(one.proposals) for one in explained) > 1
    for one in explained:
        order = [(not v.kept, -v.confidence) for v in one.proposals]
        assert order == sorted(order)


def test_the_strongest_features_make_up_the_confidence(explained: tuple[Explained, ...]) -> None:
    assert any(v.strongest for v in verdicts(explained))
    for verdict in verdicts(explained):
        strengths = [abs(adds) for _, adds in verdict.strongest]
        assert strengths == sorted(strengths, reverse=True)
        assert 0 not in strengths
        assert confidence(verdict.heading, features_of(verdict), verdict.rule) == pytest.approx(verdict.confidence)


def features_of(verdict: Verdict) -> dict[str, float]:
    """Features that add what the verdict's do."""
    learned = weights()[verdict.heading].weights
    return {feature: adds / learned[feature] for feature, adds in verdict.strongest}


@pytest.mark.parametrize(
    "summary",
    [
        "Lena Brandt leads Swiss delegation",
        "Swiss delegation belongs to Switzerland",
        "Japan: demand “lower duties on steel”",
        "Japan: “demanded” “lower duties on steel”",
        "Viktor Hask: hard-liner",
        "Viktor Hask with Omar Haddad, actual",
        "Omar Haddad: leader, Green Party",
        "Norway: accept “a quota”, conditional",
    ],
)
def test_a_summary_is_the_fact_on_one_line(explained: tuple[Explained, ...], summary: str) -> None:
    assert summary in {v.summary for v in verdicts(explained)}


def test_an_action_tells_its_size(reader: Reader) -> None:
    text = "The United States imposed tariffs of 25 percent on $16 billion of Chinese goods."
    found = [v.summary for v in verdicts(explain(reader, document(text))) if v.heading == "actions"]
    assert any("tariff" in s and "16,000,000,000 USD" in s and "25 percent" in s for s in found), found


def test_long_words_are_cut_for_the_summary(reader: Reader) -> None:
    text = "Lena Brandt said that the boats of the northern villages had caught more herring than all the boats" + (
        " of the southern villages had in the ten years before the storm."
    )
    found = [v.summary for v in verdicts(explain(reader, document(text))) if v.heading == "statements"]
    assert [s for s in found if s.endswith(" …”") and len(s) < 130], found


def test_a_document_without_words_cannot_be_explained(reader: Reader) -> None:
    with pytest.raises(UnreadableTextError):
        explain(reader, document(" -- \n"))


JAPAN = Cluster("a0", "Japan", ActorType.STATE)


def position(rule: str, features: dict[str, float]) -> Candidate:
    values: dict[str, object] = {
        "stance": Stance.DEMAND,
        "matter": (2, 3),
        "modality": PositionModality.ASSERTED,
        "condition": None,
        "sources": [],
        "matter_head": 2,
    }
    return Candidate("positions", rule, {"holder": JAPAN, "addressee": None}, values, (0, 4), features)


@pytest.fixture
def rivals() -> Doc:
    """Two proposals of the same holder and words, the later one surer, and a third as sure as that."""
    strongest = max(weights()["positions"].weights.items(), key=lambda item: item[1])[0]
    doc = Doc(Vocab(), ["Japan", "wants", "peace", "."], sent_starts=[True, False, False, False])
    DOCUMENT.put(doc, Document("Japan wants peace . ", "own", "memory:own"))
    THRESHOLD.put(doc, 0.0)
    CANDIDATES.put(
        doc,
        [
            position("position.weak", {}),
            position("position.sure", {strongest: 1}),
            position("position.late", {strongest: 1}),
        ],
    )
    return doc


def test_the_surest_rival_is_kept_or_the_first_of_equals(rivals: Doc) -> None:
    weak, sure, late = decide(rivals)
    assert [d.kept for d in (weak, sure, late)] == [False, True, False]
    assert weak.surer == late.surer == (sure.candidate, sure.confidence)
    assert [(c.rule, s) for c, s in kept(rivals)] == [("position.sure", sure.confidence)]


def test_the_reason_names_the_rival(reader: Reader, rivals: Doc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "parse", lambda self, document: rivals)
    sure = decide(rivals)[1].confidence
    reasons = {v.rule: v.reason for v in verdicts(explain(reader, document_of(rivals)))}
    assert reasons == {
        "position.sure": "at or above the threshold of 0",
        "position.weak": f"position.sure is surer with the same actors and words ({sure:.3f})",
        "position.late": f"position.sure is as sure, and first, with the same actors and words ({sure:.3f})",
    }


def test_the_reason_says_that_a_rule_is_doubtful(reader: Reader, rivals: Doc, monkeypatch: pytest.MonkeyPatch) -> None:
    learned = {"positions": replace(weights()["positions"], doubtful=frozenset({"position.sure", "position.late"}))}
    monkeypatch.setattr("kg.extract.candidates.filter.weights", lambda: learned)
    monkeypatch.setattr(Reader, "parse", lambda self, document: rivals)
    THRESHOLD.put(rivals, STORED)
    reasons = {v.rule: v.reason for v in verdicts(explain(reader, document_of(rivals)))}
    assert reasons["position.weak"] == f"below the threshold of {STORED:g}"
    assert reasons["position.sure"].startswith(f"below the threshold of {STORED:g}: of what its rule was sure of")


def test_a_proposal_below_the_threshold_is_no_rival(rivals: Doc) -> None:
    THRESHOLD.put(rivals, 1.0)
    assert [(d.kept, d.surer) for d in decide(rivals)] == [(False, None)] * 3


def test_a_heading_without_weights_has_no_contributions() -> None:
    assert contributions("unheard-of", {"length": 2.0}) == {}
    assert confidence("unheard-of", {"length": 2.0}) == 0.5


def test_a_role_is_explained_without_a_body_that_is_only_the_likeliest(reader: Reader) -> None:
    text = "A ferry left for Peru. Prime Minister Bo Ek resigned."
    roles = [v.summary for v in verdicts(explain(reader, document(text))) if v.heading == "roles"]
    assert roles == ["Bo Ek: Prime Minister"]
