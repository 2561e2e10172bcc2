"""No network may propose what the grammar of a sentence contradicts."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.actors.cluster import CLUSTERS
from kg.extract.proposer.contradicted import contradicted
from kg.extract.proposer.reranker import Proposed
from kg.model import Document, Stance

CONTRADICTED: list[tuple[str, str, Stance, str]] = [
    ("Mr. Ek (Peru): I thank you. We condemn the raid.", "Ek", Stance.ACCUSE, "the raid"),
    ("Peru did not oppose the cap.", "Peru", Stance.OPPOSE, "the cap"),
    ("Peru no longer opposes the cap.", "Peru", Stance.OPPOSE, "the cap"),
    ("Peru did not vote against the cap.", "Peru", Stance.REJECT, "the cap"),
    ("Peru has never voted against the cap.", "Peru", Stance.REJECT, "the cap"),
    ("Peru will not object to the cap.", "Peru", Stance.REJECT, "the cap"),
    ("Peru is not ready to vote against the cap.", "Peru", Stance.REJECT, "vote against the cap"),
    ("Peru and Chile did not demand a vote.", "Chile", Stance.DEMAND, "a vote"),
    ("Peru declined to oppose the cap.", "Peru", Stance.OPPOSE, "the cap"),
    ("Peru was unready to offer new ways to pay.", "Peru", Stance.OFFER, "new ways to pay"),
    ("Peru banned posts that envoys say insult the king and condemn the army.", "envoys", Stance.ACCUSE, "the army"),
    ("Peru denied that it opposed the cap.", "Peru", Stance.OPPOSE, "the cap"),
    ("Peru was urged by Chile to join the pact.", "Peru", Stance.DEMAND, "join the pact"),
    ("Peru seeks to win the seat.", "Peru", Stance.DEMAND, "win the seat"),
    ("Peru said it needed to win the seat.", "Peru", Stance.DEMAND, "win the seat"),
    ("Peru is committed to carrying out attacks.", "Peru", Stance.COMMIT, "carrying out attacks"),
    ("Peru said war and violence should be avoided.", "Peru", Stance.DEMAND, "violence"),
    ("Peru arrested a reporter calling for a boycott.", "Peru", Stance.DEMAND, "a boycott"),
    ("Peru vetoed a motion urging a truce.", "Peru", Stance.DEMAND, "a truce"),
    ("Peru banned a march urging a truce.", "Peru", Stance.DEMAND, "a truce"),
    ("Peru looked at where the fund should go.", "Peru", Stance.DEMAND, "where the fund should go"),
    ("Peru noted that corruption is a key factor.", "Peru", Stance.SUPPORT, "corruption is a key factor"),
    ("Peru believes that the vote will be in May.", "Peru", Stance.SUPPORT, "the vote will be in May"),
    ("Peru offered a glimpse of the plan.", "Peru", Stance.OFFER, "a glimpse of the plan"),
    ('"We are pleased to brief the Council," Peru said.', "Peru", Stance.SUPPORT, "brief the Council"),
    ('"We wish to return to the ports," Peru said.', "Peru", Stance.DEMAND, "return to the ports"),
    ('"We would like to make a few remarks," Peru said.', "Peru", Stance.SUPPORT, "make a few remarks"),
    ("Peru was accused of dumping by Chile.", "Peru", Stance.ACCUSE, "dumping"),
    ("Peru was offered a loan by Chile.", "Peru", Stance.OFFER, "a loan"),
    ("Ana Ruiz charged that Ana Ruiz broke the pact.", "Ana Ruiz", Stance.ACCUSE, "Ana Ruiz broke the pact"),
    ("Ana Ruiz thanked Bo Ek for the introduction.", "Ana Ruiz", Stance.SUPPORT, "the introduction"),
    ('"We are accused of dumping," Peru said.', "Peru", Stance.ACCUSE, "dumping"),
    ("Peru, pressed by Chile to pay, left.", "Peru", Stance.DEMAND, "pay"),
    ("Peru, facing demands from Chile to pay, left.", "Peru", Stance.DEMAND, "pay"),
    ("Peru, under pressure from Chile to cut exports, left.", "Peru", Stance.DEMAND, "cut exports"),
    ("Peru will lift its sanctions on Chile.", "Peru", Stance.THREATEN, "lift its sanctions on Chile"),
    ("Peru will be represented by Chile.", "Peru", Stance.COMMIT, "represented by Chile"),
    ("We will be joined by states such as Peru.", "Peru", Stance.COMMIT, "joined by states such as Peru"),
    ("Peru exchanged opinions on trade.", "Peru", Stance.SUPPORT, "trade"),
    ("Peru touched upon trade.", "Peru", Stance.SUPPORT, "trade"),
    ("Does it mean that Peru opposes the cap?", "Peru", Stance.OPPOSE, "the cap"),
    ("Will Peru oppose the cap?", "Peru", Stance.OPPOSE, "the cap"),
    ("Following the raid on Chile, Peru met the envoy.", "Peru", Stance.ACCUSE, "the raid on Chile"),
    ("Every state but Peru rejected the cap.", "Peru", Stance.REJECT, "the cap"),
    ("Peru knows no state that supports the cap.", "Peru", Stance.SUPPORT, "the cap"),
    ("Peru has no partner willing to host the talks.", "Peru", Stance.OFFER, "host the talks"),
    ("Peru has not yet accepted the cap.", "Peru", Stance.REJECT, "the cap"),
    ("Peru has yet to accept the cap.", "Peru", Stance.REJECT, "the cap"),
    ("Peru would have voted against the cap.", "Peru", Stance.REJECT, "the cap"),
    ("Chile said Peru would be wise to accept the cap.", "Peru", Stance.COMMIT, "Peru would be wise to accept the cap"),
    ("The cap was not accepted by Peru.", "Peru", Stance.ACCEPT, "The cap"),
    ("Peru dropped its demand for a vote.", "Peru", Stance.DEMAND, "a vote"),
    ("Peru backed down from its demand for a vote.", "Peru", Stance.SUPPORT, "a vote"),
    ("Peru's plan to pay collapsed.", "Peru", Stance.COMMIT, "pay"),
    ("Peru abandoned its opposition to the cap.", "Peru", Stance.REJECT, "the cap"),
    ("Chile urged Peru to keep its promise to pay.", "Peru", Stance.COMMIT, "keep its promise to pay"),
    ("Chile called on Peru to keep its promise.", "Peru", Stance.COMMIT, "keep its promise"),
    ("Peru has to oppose the cap.", "Peru", Stance.OPPOSE, "the cap"),
    ("Peru has to oppose the cap, Chile said.", "Peru", Stance.OPPOSE, "Peru has to oppose the cap"),
    ("If Peru has concerns about the cap, it will say so.", "Peru", Stance.CONCERN, "the cap"),
    ('"That is false," Peru said.', "Peru", Stance.DENY, "That is false"),
    ('"It is a lie," Peru said.', "Peru", Stance.DENY, "a lie"),
    ("Ana Ruiz called Bo Ek on Monday to discuss the cap.", "Ana Ruiz", Stance.DEMAND, "discuss the cap"),
    ("All members except Peru endorsed the plan.", "Peru", Stance.SUPPORT, "the plan"),
    ("Peru has faced criticism for the delay.", "Peru", Stance.ACCUSE, "the delay"),
    ("Peru enjoys the support of Chile.", "Peru", Stance.SUPPORT, "Chile"),
    ("Ana Ruiz sent a letter to Bo Ek seeking more answers.", "Bo Ek", Stance.DEMAND, "more answers"),
    ("Chile acts without weighing the harm to Peru.", "Peru", Stance.CONCERN, "weighing the harm to Peru"),
    ("Peru confirmed that the talks are at an early stage.", "Peru", Stance.SUPPORT, "the talks are at an early stage"),
    ("Peru said it was not right that Chile should pay.", "Peru", Stance.DEMAND, "Chile should pay"),
    ("Peru missed an opportunity to support the pact.", "Peru", Stance.SUPPORT, "the pact"),
    ("Peru said it would deport 300 migrants.", "Peru", Stance.COMMIT, "deport 300 migrants"),
    ("Peru says the fund is backed by pension schemes.", "Peru", Stance.SUPPORT, "the fund"),
    ("Peru asked about dates for the talks.", "Peru", Stance.DEMAND, "dates for the talks"),
    ("Peru is considering a boycott.", "Peru", Stance.REJECT, "a boycott"),
    ("Peru is weighing charging Chile a fee.", "Peru", Stance.OFFER, "a fee"),
    ("Peru sees the vote as a test of whether Chile will pay.", "Peru", Stance.CONCERN, "Chile will pay"),
    ("Peru sought to convey that all was well.", "Peru", Stance.SUPPORT, "all was well"),
    ("Peru appeals to a public that knows little.", "Peru", Stance.SUPPORT, "a public that knows little"),
    ("Ana Ruiz will deliver a speech in Lima.", "Ana Ruiz", Stance.COMMIT, "deliver a speech in Lima"),
    ("Peru will pause production in Lima.", "Peru", Stance.COMMIT, "pause production in Lima"),
    ("Peru will renounce all claims.", "Peru", Stance.THREATEN, "renounce all claims"),
    ("Peru will ensure that the work is finished.", "Peru", Stance.DEMAND, "the work is finished"),
    ("Ana Ruiz said Peru foiled a plot.", "Ana Ruiz", Stance.ACCUSE, "Peru foiled a plot"),
    ("Ana Ruiz said Cuzco is part of Peru.", "Ana Ruiz", Stance.SUPPORT, "Cuzco is part of Peru"),
    ("Peru looked to Chile to lead the rescue.", "Peru", Stance.SUPPORT, "lead the rescue"),
    ("A historian might wonder about the pact.", "historian", Stance.CONCERN, "the pact"),
]
TOLD: list[tuple[str, str, Stance, str]] = [
    ("Mr. Ek (Peru): I thank you. We condemn the raid.", "Peru", Stance.ACCUSE, "the raid"),
    ("Ana Ruiz: We thank you, and I condemn the raid.\n\nBo Ek: Yes.", "Ana Ruiz", Stance.ACCUSE, "the raid"),
    ("Peru would consider a cut.", "Peru", Stance.OFFER, "a cut"),
    ("Peru looked forward to the rescue.", "Peru", Stance.SUPPORT, "the rescue"),
    ("Chile fears that Peru is considering a raid.", "Chile", Stance.CONCERN, "Peru is considering a raid"),
    ("Peru has doubts about whether Chile will pay.", "Peru", Stance.CONCERN, "Chile will pay"),
    ("Peru sought to convey its view to Chile.", "Peru", Stance.SUPPORT, "its view to Chile"),
    ("Ana Ruiz will deliver a truce.", "Ana Ruiz", Stance.COMMIT, "deliver a truce"),
    ("Peru will pause the shelling.", "Peru", Stance.COMMIT, "pause the shelling"),
    ("Peru will renounce the pact.", "Peru", Stance.THREATEN, "renounce the pact"),
    ("Peru said Chile must ensure that the work is finished.", "Peru", Stance.DEMAND, "the work is finished"),
    ("Ana Ruiz said Peru plotted a raid.", "Ana Ruiz", Stance.ACCUSE, "Peru plotted a raid"),
    ("Ana Ruiz said the port is part of the solution.", "Ana Ruiz", Stance.SUPPORT, "the port is part of the solution"),
    ("Peru adopted a motion urging a truce.", "Peru", Stance.DEMAND, "a truce"),
    ("Peru left the hall, urging a truce.", "Peru", Stance.DEMAND, "a truce"),
    ("Peru opposed the cap.", "Peru", Stance.OPPOSE, "the cap"),
    ("Peru saw no proof backing the claim.", "Peru", Stance.DENY, "the claim"),
    ("Peru knows no reason requiring a cap.", "Peru", Stance.REJECT, "a cap"),
    ("Peru has no plan to sign the cap.", "Peru", Stance.REJECT, "sign the cap"),
    ("Peru did not accept the cap.", "Peru", Stance.REJECT, "the cap"),
    ("Peru abandoned its opposition to the cap.", "Peru", Stance.ACCEPT, "the cap"),
    ("Peru was urged by Chile to join the pact.", "Chile", Stance.DEMAND, "join the pact"),
    ("Peru rejected a plan that did not demand a vote.", "Peru", Stance.DEMAND, "a vote"),
    ("Peru saw no progress on the cap.", "Peru", Stance.CONCERN, "no progress on the cap"),
    ("After the raid, which Peru condemned, talks stopped.", "Peru", Stance.ACCUSE, "the raid"),
    ("Peru, following the raid, condemned Chile.", "Peru", Stance.ACCUSE, "the raid"),
    ("Chile urged Peru to drop its demand for a vote.", "Peru", Stance.DEMAND, "a vote"),
    (
        "Peru regretted that Chile had not yet signed the pact.",
        "Peru",
        Stance.CONCERN,
        "Chile had not yet signed the pact",
    ),
    (
        "Chile said Peru would be wise to accept the cap.",
        "Chile",
        Stance.SUPPORT,
        "Peru would be wise to accept the cap",
    ),
    ("The fund is backed by banks of Peru.", "Peru", Stance.SUPPORT, "The fund"),
    ("Peru has a fund, and the fund is backed by us.", "Peru", Stance.SUPPORT, "the fund"),
    ("Its debts will be paid by Peru.", "Peru", Stance.COMMIT, "paid by Peru"),
    ("Peru condemned Chile following the raid.", "Peru", Stance.ACCUSE, "the raid"),
    ("Peru, facing demands from Chile to pay, left.", "Chile", Stance.DEMAND, "pay"),
    ("Peru, pressed by Chile to pay, left.", "Chile", Stance.DEMAND, "pay"),
    ("Peru will lift its ban on arms.", "Peru", Stance.COMMIT, "lift its ban on arms"),
    ("Ana Ruiz called on Bo Ek to discuss the cap.", "Ana Ruiz", Stance.DEMAND, "discuss the cap"),
    ("Nobody except Peru supports the levy.", "Peru", Stance.SUPPORT, "the levy"),
    ("Peru expressed its support of Chile.", "Peru", Stance.SUPPORT, "Chile"),
    ("Peru has faced criticism from Chile for the delay.", "Chile", Stance.ACCUSE, "the delay"),
    ("Ana Ruiz sent a letter to Bo Ek seeking more answers.", "Ana Ruiz", Stance.DEMAND, "more answers"),
    ("Chile rejected the ban on arms demanded by Peru.", "Peru", Stance.DEMAND, "the ban on arms demanded by Peru"),
    ("Peru sought to end the war.", "Peru", Stance.SUPPORT, "end the war"),
    ("Peru said Chile needed to win the seat.", "Peru", Stance.DEMAND, "win the seat"),
    ("Peru seeks to be seated by Chile.", "Peru", Stance.DEMAND, "be seated by Chile"),
    ("Peru said it needed to get its share.", "Peru", Stance.DEMAND, "get its share"),
    ('"We would like to begin drafting the pact," Peru said.', "Peru", Stance.SUPPORT, "begin drafting the pact"),
    ('"We wish to move to a vote," Peru said.', "Peru", Stance.DEMAND, "move to a vote"),
    ('"We wish to see a joint statement," Peru said.', "Peru", Stance.DEMAND, "see a joint statement"),
    ("Peru is committed to carrying out the plan.", "Peru", Stance.COMMIT, "carrying out the plan"),
    ("Peru said violence should be avoided.", "Peru", Stance.DEMAND, "violence should be avoided"),
    ("Peru noted that reform is a key factor.", "Peru", Stance.SUPPORT, "reform is a key factor"),
    ("Peru believes that the vote will help.", "Peru", Stance.SUPPORT, "the vote will help"),
    ("Peru offered a loan.", "Peru", Stance.OFFER, "a loan"),
    ('"We are pleased to host the Council," Peru said.', "Peru", Stance.SUPPORT, "host the Council"),
    ("Nobody but Peru spoke, and Peru endorsed the plan.", "Peru", Stance.SUPPORT, "the plan"),
]


def is_contradicted(reader: Reader, text: str, holder: str, stance: Stance, matter: str) -> bool:
    doc = reader.parse(Document(text, "own", "memory:own"))
    span = doc.char_span(text.index(matter), text.index(matter) + len(matter))
    assert span is not None
    cluster = next(c for c in CLUSTERS(doc) if c.name == holder)
    return contradicted(doc, Proposed(cluster.id, stance, (span.start, span.end), None), cluster)


@pytest.mark.parametrize(("text", "holder", "stance", "matter"), CONTRADICTED)
def test_what_the_words_deny_is_contradicted(
    reader: Reader, text: str, holder: str, stance: Stance, matter: str
) -> None:
    assert is_contradicted(reader, text, holder, stance, matter)


@pytest.mark.parametrize(("text", "holder", "stance", "matter"), TOLD)
def test_what_the_words_say_is_allowed(reader: Reader, text: str, holder: str, stance: Stance, matter: str) -> None:
    assert not is_contradicted(reader, text, holder, stance, matter)
