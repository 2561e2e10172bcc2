"""Who suspends or leaves talks refuses to talk; talks that may be suspended, or have ended, were held."""

from __future__ import annotations

import pytest

from tests.extract.examples import Propose


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Kenya said that it would suspend its own tea talks with Uganda.", "refused"),
        ("Kenya suspended talks with Uganda on Friday.", "refused"),
        ("Kenya has broken off trade talks with Uganda.", "refused"),
        ("Kenya recalled its envoy and suspended a round of talks with Uganda.", "refused"),
        ("Kenya will recall its envoy and suspend talks with Uganda.", "refused"),
        ("Kenya is suspending talks with Uganda.", "refused"),
        ("Kenya agreed to suspend its talks with Uganda.", "refused"),
        ("Kenya will suspend its participation in the talks with Uganda.", "refused"),
        ("Kenya announced the suspension of talks with Uganda.", "refused"),
        ("Kenya said that it would walk out of the talks with Uganda.", "refused"),
        ("Kenya will withdraw from the negotiations with Uganda.", "refused"),
        ("Kenya froze its dialogue with Uganda until Uganda withdraws its troops.", "refused"),
        ("The talks between Kenya and Uganda were suspended by Kenya.", "refused"),
        ("Kenya will not suspend its talks with Uganda.", "actual"),
        ("Kenya may suspend talks with Uganda.", "actual"),
        ("Kenya threatened to suspend talks with Uganda.", "actual"),
        ("Kenya refused to suspend talks with Uganda.", "actual"),
        ("Kenya will suspend talks with Uganda if the levy stays.", "actual"),
        ("Officials feared that Kenya would suspend its talks with Uganda.", "actual"),
        ("Kenya denied that it had suspended talks with Uganda.", "actual"),
        ("Kenya suspended the talks with Uganda until Monday.", "actual"),
        ("Kenya suspended talks with Uganda in May but resumed them in June.", "actual"),
        ("Kenya, which had suspended talks with Uganda in May, met Uganda on Monday.", "actual"),
        ("Kenya and Uganda, which broke off negotiations in June, reached an agreement on Friday.", "actual"),
        ("Kenya and Uganda, which broke off talks last year, signed a treaty on Monday.", "actual"),
        ("Peru suspended Kenya's talks with Uganda.", "actual"),
        ("The court halted Kenya's talks with Uganda.", "actual"),
        ("Kenya suspended its talks with Uganda.", "refused"),
        ("Kenya suspended talks with Uganda but the two envoys shook hands.", "refused"),
        ("Kenya resumed the talks with Uganda that it had suspended in May.", "actual"),
        ("Kenya lifted the suspension of its talks with Uganda.", "actual"),
        ("A strike halted talks between Kenya and Uganda.", "actual"),
        ("The mediator will suspend the talks between Kenya and Uganda.", "actual"),
        ("Talks between Kenya and Uganda broke down.", "actual"),
        ("Kenya walked out of the talks with Uganda.", "actual"),
        ("Kenya ended its talks with Uganda on Monday.", "actual"),
        ("Kenya will end its talks with Uganda on Friday.", "actual"),
        ("Kenya left the negotiations with Uganda to its envoy.", "actual"),
    ],
)
def test_whoever_breaks_off_talks_refuses_them(proposed: Propose, sentence: str, modality: str) -> None:
    assert proposed(sentence, "negotiates_with") == {("Kenya", "Uganda", modality)}


def test_other_talks_of_a_sentence_are_not_broken_off(proposed: Propose) -> None:
    found = proposed("Kenya suspended talks with Uganda after its meeting with Mali.", "negotiates_with")
    assert found == {("Kenya", "Uganda", "refused"), ("Kenya", "Mali", "actual")}
