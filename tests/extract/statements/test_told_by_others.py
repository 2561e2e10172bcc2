"""Reporting verbs whose subject is spoken about, and says nothing itself."""

from __future__ import annotations

import pytest

from kg.extract import Reader
from kg.extract.candidates.candidate import CANDIDATES
from kg.extract.speech.reports import REPORTS
from kg.model import Document


@pytest.mark.parametrize(
    "text",
    [
        "The alliance holds ten secure seats and predicted to win twelve.",
        "The captain is ill and believed to have left the harbour.",
        "The guild, widely reported to be in debt, met in Oslo.",
        "The pact bound Norway. It has long been recognized and understood that a breach ends it.",
    ],
)
def test_the_subject_of_a_passive_report_is_no_source(reader: Reader, text: str) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    assert [c for c in CANDIDATES(doc) if c.heading == "statements" and any(c.actors.values())] == []


def test_expecting_to_do_something_is_a_statement(reader: Reader) -> None:
    doc = reader.parse(Document("The party expected to win the vote.", "own", "memory:own"))
    (found,) = (c for c in CANDIDATES(doc) if c.heading == "statements")
    assert [cluster.name for cluster in found.actors.values() if cluster is not None] == ["party"]


@pytest.mark.parametrize("text", ["Norway reported the ferry to be late.", "Norway is believed by Peru to be late."])
def test_an_active_reporter_is_a_source(reader: Reader, text: str) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    assert any(any(c.actors.values()) for c in CANDIDATES(doc) if c.heading == "statements")


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Mayor Ana Ruiz is so worried that she has closed the port.", []),
        ("President Ana Ruiz called President Bo Ek on Monday to discuss the levy.", []),
        ("President Ana Ruiz called President Bo Ek today to congratulate him.", []),
        ("President Ana Ruiz called President Bo Ek a liar.", ["President Bo Ek a liar"]),
        ("President Ana Ruiz called on Bo Ek to resign.", ["Bo Ek to resign"]),
    ],
)
def test_a_person_who_is_telephoned_is_no_content(reader: Reader, text: str, contents: list[str]) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    cued = [report for report in REPORTS(doc) if doc[report.cue].lower_ == "called"]
    assert [doc[report.start : report.end].text for report in cued] == contents


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Peru urged Chile to be confident that the vote will hold.", ["urged"]),
        ("Peru told Chile to be willing to share the bay.", ["told"]),
        ("Peru called on Chile's guilds to be clear that the bay is shared.", ["called on"]),
        ("Peru called for Chile to be clear that it shares the bay.", ["called for"]),
        ("Peru asked to be clear that it shares the bay.", ["asked"]),
        ("Peru urged Chile, which is confident that the vote will hold, to wait.", ["urged", "confident"]),
        ("Peru told the press that Chile was willing to share the bay.", ["told", "willing"]),
        ("Peru called on Chile to stop and is opposed to the ban.", ["called on", "opposed to"]),
        ("Peru urged Chile to stop and to say that the ban failed.", ["urged"]),
        ("Peru forced Chile to admit that it had fished there.", ["admit"]),
    ],
)
def test_whoever_is_only_urged_to_say_something_says_nothing(reader: Reader, text: str, cues: list[str]) -> None:
    found = reader.read(Document(text, "own", "memory:own")).facts.statements
    assert [statement.cue.text for statement in found] == cues


@pytest.mark.parametrize(
    ("text", "accuser"),
    [
        ("Reuters reports that Peru has expelled three Chilean envoys, accusing them of fraud.", "Peru"),
        ("The newspaper said that Peru had left the pact, accusing Chile of fraud.", "Peru"),
        ("Reuters reported that the talks had failed, accusing Chile of fraud.", "Reuters"),
        ("Kenya said that Chile had left the pact, accusing it of fraud.", "Kenya"),
        ("The Fisheries Agency said that Peru had removed the buoys, accusing it of fraud.", "Fisheries Agency"),
    ],
)
def test_a_news_outlet_does_not_accuse_where_it_reports_who_does(reader: Reader, text: str, accuser: str) -> None:
    facts = reader.read(Document(text, "own", "memory:own")).facts
    names = {actor.id: actor.name for actor in facts.actors}
    (found,) = (statement for statement in facts.statements if statement.cue.text == "accusing")
    assert [names[source] for source in found.sources] == [accuser]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Reuters reported that Peru had left the pact, adding that talks would go on.", "adding"),
        ("Reuters reported that Peru had left the pact, citing a report by Chile.", "citing"),
        ("Reuters reported that Peru had left the pact, saying that the vote would go on.", "saying"),
        ("The newspaper wrote that the president had lied, demanding an inquiry.", "demanding"),
        ("The newspaper wrote that Peru had left the pact, accusing it of cowardice.", "accusing"),
    ],
)
def test_a_news_outlet_goes_on_about_what_it_reports(reader: Reader, text: str, cue: str) -> None:
    found = reader.read(Document(text, "own", "memory:own")).facts.statements
    assert [len(statement.sources) for statement in found if statement.cue.text == cue] == [1]
    assert len({statement.sources for statement in found}) == 1


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Ana Ruiz said that floods had come, threatening farmers with ruin.", ["said"]),
        ("Ana Ruiz said that exports had doubled, signalling a recovery.", ["said"]),
        ("Ana Ruiz said that the talks had failed, threatening to leave.", ["said", "threatening"]),
        ("Ana Ruiz said that exports had doubled, adding that imports had not.", ["said", "adding"]),
    ],
)
def test_what_an_event_does_is_not_said(reader: Reader, text: str, cues: list[str]) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    found = [c for c in CANDIDATES(doc) if c.heading == "statements" and any(c.actors.values())]
    assert [doc[c.values["cue"][0]].text for c in found] == cues


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Peruvian media report that the dam broke.", ["Peruvian media"]),
        ("Local newspapers report that the dam broke.", ["Local newspapers"]),
        ("Peru's report that the dam broke was late.", ["Peru"]),
        ("Ana Ruiz praised an act that lets miners be paid according to their needs.", ["Ana Ruiz"]),
        ("Ten miners died, according to their families.", ["families"]),
        ("A breach of the law, which says that mines must close, was found.", ["the law"]),
    ],
)
def test_only_who_tells_is_a_source(reader: Reader, text: str, sources: list[str]) -> None:
    doc = reader.parse(Document(text, "own", "memory:own"))
    found = [c for c in CANDIDATES(doc) if c.heading == "statements"]
    assert [cluster.name for c in found for cluster in c.actors.values() if cluster is not None] == sources
