"""Makes a fact of each heading from an item of the answer, or raises `ItemDropped`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from kg.extract.issues.linking import issues_in
from kg.extract.words.amounts import amounts
from kg.folding import letters_of
from kg.llm_reader.answer_item import AnswerItem
from kg.llm_reader.drop_reasons import ItemDropped, Reason
from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Affiliation,
    AnyFact,
    Evidence,
    Genre,
    Label,
    Lead,
    Negotiation,
    Polarity,
    Position,
    PositionModality,
    Role,
    Stance,
    Statement,
    TalkModality,
)

__all__ = ["MAKERS", "CollectedFacts"]


def _role(item: AnswerItem) -> Role:
    evidence = item.evidence()
    person, organization = item.actor("person"), item.actor_or_none("organization")
    item.check_distinct(person, organization)
    return Role(person, _single_spaced(item.within(evidence, "title").text), organization, evidence)


def _affiliation(item: AnswerItem) -> Affiliation:
    member, of = item.actor("member"), item.actor("of")
    item.check_distinct(member, of)
    return Affiliation(member, of, item.evidence())


def _lead(item: AnswerItem) -> Lead:
    leader, of = item.actor("leader"), item.actor("of")
    item.check_distinct(leader, of)
    return Lead(leader, of, item.evidence())


def _negotiation(item: AnswerItem) -> Negotiation:
    parties = item.actors_of("parties")
    if len(parties) != 2:
        raise ItemDropped(Reason.ITSELF if len(parties) == 1 else Reason.FORM)
    return Negotiation((parties[0], parties[1]), item.chosen("modality", TalkModality), item.evidence())


def _statement(item: AnswerItem) -> Statement:
    evidence = item.evidence()
    sources, polarity = item.actors_of("sources"), item.chosen("polarity", Polarity)
    if not sources:
        raise ItemDropped(Reason.ACTOR)
    cue, content = item.within(evidence, "cue"), item.within(evidence, "content")
    return Statement(sources, cue, content, polarity, None, evidence)


def _position(item: AnswerItem) -> Position:
    evidence = item.evidence()
    holder, matter = item.actor("holder"), item.within(evidence, "about")
    document = item.portion.text.document
    return Position(
        holder,
        item.chosen("stance", Stance),
        matter,
        item.actor_or_none("addressee"),
        item.chosen("modality", PositionModality),
        evidence,
        item.within_or_none(evidence, "condition"),
        tuple(source for source in item.actors_of("sources") if source != holder),
        date=document.date,
        granularity=document.granularity,
        issues=issues_in(document.text, matter, evidence, bulletin=document.genre is Genre.BULLETIN),
    )


def _label(item: AnswerItem) -> Label:
    evidence = item.evidence()
    label = _single_spaced(item.text("label"))
    # Letters only, so that "hard-liner" is found in "the hardliners".
    if not letters_of(label) or letters_of(label) not in letters_of(evidence.text):
        raise ItemDropped(Reason.WORDS)
    return Label(item.actor("actor"), label, evidence, item.actor_or_none("source"))


def _action(item: AnswerItem) -> Action:
    evidence, document = item.evidence(), item.portion.text.document
    size, share = item.within_or_none(evidence, "amount"), item.within_or_none(evidence, "rate")
    sizes = [a for a in amounts(size.text) if a.unit != "percent"] if size else []
    rates = [a.value for a in amounts(share.text) if a.unit == "percent"] if share else []
    return Action(
        item.actor("actor"),
        item.chosen("kind", ActionKind),
        item.actor_or_none("target"),
        sizes[0].value if sizes else None,
        sizes[0].unit if sizes else None,
        rates[0] if rates else None,
        item.chosen("status", ActionStatus),
        evidence,
        document.date,
        document.granularity,
    )


MAKERS: Final[dict[str, Callable[[AnswerItem], AnyFact]]] = {
    "roles": _role,
    "affiliations": _affiliation,
    "leads": _lead,
    "negotiates_with": _negotiation,
    "statements": _statement,
    "positions": _position,
    "labels": _label,
    "actions": _action,
}
"""The headings of an answer, and the function that makes a fact from an item under each. They raise `ItemDropped`."""


@dataclass(slots=True)
class CollectedFacts:
    """The facts of a document so far, by heading, and counts of what was dropped, by heading and reason."""

    facts: dict[str, list[Any]] = field(default_factory=lambda: {heading: [] for heading in MAKERS})
    dropped: Counter[str] = field(default_factory=Counter)
    _seen_contents: set[object] = field(default_factory=set)

    def take(self, heading: str, item: AnswerItem) -> None:
        """Add the fact of an item, or count the reason why it is dropped."""
        try:
            fact = MAKERS[heading](item)
            content = _without_evidence(fact)
            if content in self._seen_contents:
                raise ItemDropped(Reason.TWICE)
        except ItemDropped as reason:
            self.dropped[f"{heading}: {reason}"] += 1
        else:
            self._seen_contents.add(content)
            self.facts[heading].append(fact)


def _without_evidence(fact: AnyFact) -> AnyFact:
    return replace(fact, evidence=Evidence(0, 0, "", "", 0.0))


def _single_spaced(words: str) -> str:
    return " ".join(words.split())
