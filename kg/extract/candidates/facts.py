"""Make facts of the candidates that the filter keeps, with spans in the document's own text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import cast

from spacy.tokens import Doc

from kg.extract.actors.actors import to_actor
from kg.extract.actors.cluster import Cluster
from kg.extract.actors.genre import is_bulletin
from kg.extract.candidates.addressees import addressees
from kg.extract.candidates.authors import authors
from kg.extract.candidates.candidate import CANDIDATES, Candidate
from kg.extract.candidates.decisions import Scored, kept
from kg.extract.candidates.edges import without_loose_ends
from kg.extract.candidates.mediation import mediators_between
from kg.extract.candidates.negated_matters import with_negation_once
from kg.extract.candidates.nesting import nested
from kg.extract.candidates.replies import answered
from kg.extract.candidates.values import (
    ActionValues,
    LabelValues,
    NegotiationValues,
    PositionValues,
    RoleValues,
    StatementValues,
)
from kg.extract.grammar.dating import dated, dated_around
from kg.extract.grammar.phrase import passage
from kg.extract.issues.likelihood import Likelihoods
from kg.extract.issues.linking import issues_in
from kg.extract.text.document import document_of
from kg.extract.text.layout import BLOCKS, in_one_line
from kg.extract.text.note import Note
from kg.extract.text.own_lists import LISTS
from kg.extract.text.superfluous_characters import REDUCED
from kg.extract.words.listed_names import listed_countries
from kg.model import (
    Action,
    ActionStatus,
    Actor,
    ActorType,
    Affiliation,
    AnyFact,
    Document,
    Evidence,
    Facts,
    Granularity,
    IssueLink,
    Label,
    Lead,
    Negotiation,
    Passage,
    Position,
    Role,
    Stance,
    Statement,
    When,
)

__all__ = ["FACTS", "LIKELIHOODS", "assemble", "facts", "proposed", "told_body"]

LIKELIHOODS: Note[Likelihoods | None] = Note("likelihoods", lambda: None)
"""What estimates, in addition to the words, which issues a matter is about; whoever starts a parse fills it."""
FACTS: Note[Facts] = Note("facts", Facts)
"""What becomes of the candidates."""


_TAKING_SIDES = frozenset({Stance.SUPPORT, Stance.ACCEPT, Stance.OPPOSE, Stance.REJECT, Stance.DENY})
"""The stances that may tie a holder to whoever put the matter forward."""


class _Assembly:
    """Turns clusters into ids and tokens into spans, and remembers which actors are used."""

    def __init__(self, doc: Doc, document: Document) -> None:
        self.doc = doc
        self.text = document.text
        self.flowing = in_one_line(document.text, BLOCKS(doc))
        self.published = document.when
        self.likelihoods = LIKELIHOODS(doc)
        self.is_bulletin = is_bulletin(doc)
        self.used: dict[str, Cluster] = {}

    def ref(self, cluster: Cluster | None) -> str | None:
        return None if cluster is None else self.need(cluster)

    def need(self, cluster: Cluster | None) -> str:
        if cluster is None:
            raise LookupError("a fact without its actor")
        self.used[cluster.id] = cluster
        return cluster.id

    def span(self, tokens: tuple[int, int]) -> Passage:
        return passage(self.doc, *tokens, self.text)

    def when(self, words: Sequence[int], *, coming: bool = False, stance: Stance | None = None) -> When | None:
        """The date attached to the words, else to a clause around the last of them, else the document's. ``stance``:
        that of the words, which may report what somebody says today about what "will begin in June"."""
        tokens = [self.doc[i] for i in words]
        date = dated(tokens, self.published, coming=coming, stance=stance)
        if date is None or (stance is not None and self.published is not None and date.day > self.published.last_day):
            date = dated_around(tokens[-1], self.published, telling_counts=stance is not None)
        return date or self.published

    def issues(self, matter: Passage, evidence: Passage) -> tuple[IssueLink, ...]:
        """The issues of a matter, for which no paragraph ends where a line of it is wrapped."""
        words, around = (replace(each, text=self.flowing[each.start : each.end]) for each in (matter, evidence))
        return issues_in(self.flowing, words, around, LISTS(self.doc), self.likelihoods, bulletin=self.is_bulletin)

    def evidence(self, candidate: Candidate, confidence: float) -> Evidence:
        words = self.span(candidate.evidence)
        return Evidence(words.start, words.end, words.text, candidate.rule, round(confidence, 4))


def assemble(doc: Doc) -> Facts:
    """All facts of a document whose components have run, with spans in the text that it came with."""
    document = document_of(doc)
    build = _Assembly(doc, document)
    by_heading: dict[str, list[Scored]] = {}
    for candidate, confidence in kept(doc):
        by_heading.setdefault(candidate.heading, []).append((candidate, confidence))

    def each[T](heading: str, make: Callable[[_Assembly, Candidate, Evidence], T]) -> tuple[T, ...]:
        ordered = sorted(by_heading.get(heading, ()), key=lambda s: s[0].evidence)
        return tuple(make(build, c, build.evidence(c, confidence)) for c, confidence in ordered)

    assembled = Facts(
        roles=each("roles", _role),
        affiliations=each("affiliations", _affiliation),
        leads=each("leads", _lead),
        negotiations=each("negotiates_with", _negotiation),
        positions=_positions(build, by_heading.get("positions", [])),
        statements=_statements(build, by_heading.get("statements", [])),
        labels=each("labels", _label),
        actions=each("actions", _action),
    )
    country_of = _countries(by_heading.get("roles", []))
    listed_country_of = listed_countries(LISTS(doc))
    clusters = sorted(build.used.values(), key=lambda c: (c.first(), c.id))
    country_of |= {c.id: listed_country_of[c.gazetteer] for c in clusters if c.gazetteer in listed_country_of}
    actors = [to_actor(doc, document.text, c) for c in clusters]
    assembled = replace(
        assembled,
        actors=tuple(replace(a, country=country_of.get(a.id)) if a.type == ActorType.PERSON else a for a in actors),
    )
    reduced = REDUCED(doc)
    return assembled if reduced is None else reduced.facts(assembled)


def proposed(doc: Doc) -> tuple[tuple[tuple[Candidate, AnyFact], ...], Mapping[str, Actor]]:
    """Each candidate with the fact that it would make, whatever the filter says of it, and the actors by their ids. A
    candidate that denies talks makes none."""
    document = document_of(doc)
    build = _Assembly(doc, document)
    made: list[tuple[Candidate, AnyFact]] = []
    for candidate in CANDIDATES(doc):
        if candidate.denied:
            continue
        fact: AnyFact
        match candidate.heading:
            case "positions":
                fact = _positions(build, [(candidate, 1.0)])[0]
            case "statements":
                (fact,) = _statements(build, [(candidate, 1.0)])
            case heading:
                fact = _MAKERS[heading](build, candidate, build.evidence(candidate, 1.0))
        made.append((candidate, fact))
    actors = {id_: to_actor(doc, document.text, cluster) for id_, cluster in build.used.items()}
    if (reduced := REDUCED(doc)) is None:
        return tuple(made), actors
    return (
        tuple((candidate, reduced.fact(fact)) for candidate, fact in made),
        {id_: reduced.actor(actor) for id_, actor in actors.items()},
    )


def _countries(roles: list[Scored]) -> dict[str, str]:
    """The countries of persons, by actor id, where the words of a post tell them: an inferred body is no proof."""
    country_of: dict[str, str] = {}
    for candidate, _ in roles:
        person, body = candidate.actors["person"], candidate.actors["organization"]
        if person is None or body is None or body.country is None or candidate.rule.endswith("-inferred"):
            continue
        if body.type != ActorType.BLOC:
            country_of.setdefault(person.id, body.country)
    return country_of


def told_body(candidate: Candidate) -> Cluster | None:
    """The body of a role; None where no words near the post tell it and it was only the likeliest."""
    return None if cast("RoleValues", candidate.values)["guessed"] else candidate.actors["organization"]


def _role(build: _Assembly, candidate: Candidate, evidence: Evidence) -> Role:
    title = cast("RoleValues", candidate.values)["title"]
    return Role(build.need(candidate.actors["person"]), title, build.ref(told_body(candidate)), evidence)


def _affiliation(build: _Assembly, candidate: Candidate, evidence: Evidence) -> Affiliation:
    return Affiliation(build.need(candidate.actors["member"]), build.need(candidate.actors["of"]), evidence)


def _lead(build: _Assembly, candidate: Candidate, evidence: Evidence) -> Lead:
    return Lead(build.need(candidate.actors["leader"]), build.need(candidate.actors["of"]), evidence)


def _negotiation(build: _Assembly, candidate: Candidate, evidence: Evidence) -> Negotiation:
    parties = build.need(candidate.actors["a"]), build.need(candidate.actors["b"])
    modality = cast("NegotiationValues", candidate.values)["modality"]
    if modality is None:
        raise LookupError("a fact of what is denied")
    mediators = mediators_between(build.doc, parties, candidate.evidence, modality)
    return Negotiation(parties, modality, evidence, tuple(map(build.need, mediators)))


def _label(build: _Assembly, candidate: Candidate, evidence: Evidence) -> Label:
    actors, values = candidate.actors, cast("LabelValues", candidate.values)
    return Label(build.need(actors["actor"]), values["label"], evidence, build.ref(actors["source"]))


def _action(build: _Assembly, candidate: Candidate, evidence: Evidence) -> Action:
    values = cast("ActionValues", candidate.values)
    taken = values["status"] in {ActionStatus.IN_FORCE, ActionStatus.LIFTED}
    when = build.when(values["told"], coming=not taken)
    return Action(
        actor=build.need(candidate.actors["actor"]),
        kind=values["kind"],
        target=build.ref(candidate.actors["target"]),
        amount=values["amount"],
        unit=values["unit"],
        rate=values["rate"],
        status=values["status"],
        evidence=evidence,
        date=when.day if when is not None else None,
        granularity=when.granularity if when is not None else Granularity.DAY,
    )


def _positions(build: _Assembly, scored: list[Scored]) -> tuple[Position, ...]:
    ordered = sorted(scored, key=lambda s: (s[0].evidence, s[0].values["number"]))
    addressees_of = [addressees(build.doc, candidate) for candidate, _ in ordered]
    first_indices = accumulate((len(addressee) for addressee in addressees_of), initial=0)
    index_of_number = {candidate.values["number"]: n for (candidate, _), n in zip(ordered, first_indices, strict=False)}
    positions: list[Position] = []
    for (candidate, confidence), addressed in zip(ordered, addressees_of, strict=True):
        values = cast("PositionValues", candidate.values)
        matter = build.span(_whole_matter(build.doc, values))
        evidence = build.evidence(candidate, confidence)
        when = build.when((values["predicate"],), stance=values["stance"])
        if values["stance"] in _TAKING_SIDES:
            for author in authors(build.doc[values["matter_head"]]):
                build.need(author)  # what the position is tied to
        position = Position(
            holder=build.need(candidate.actors["holder"]),
            stance=values["stance"],
            matter=matter,
            addressee=None,
            modality=values["modality"],
            evidence=evidence,
            condition=build.span(values["condition"]) if values["condition"] is not None else None,
            sources=tuple(build.need(c) for c in values["sources"] if not c.writing),
            reply_to=index_of_number.get(values["reply_to"]),
            date=when.day if when is not None else None,
            issues=build.issues(matter, evidence),
            granularity=when.granularity if when is not None else Granularity.DAY,
        )
        positions += (replace(position, addressee=build.ref(addressee)) for addressee in addressed)
    return answered(positions, _of_states(ordered, addressees_of))


def _of_states(scored: list[Scored], addressees_of: list[list[Cluster | None]]) -> frozenset[tuple[str, str]]:
    """The holders of positions, each with the state of its own country that a list of addressees names."""
    states = {
        c.id: c
        for group in addressees_of
        if len(group) > 1
        for c in group
        if c is not None and c.type == ActorType.STATE
    }
    holders = [c for candidate, _ in scored if (c := candidate.actors["holder"]) is not None]
    return frozenset((c.id, s.id) for s in states.values() for c in holders if c.country == s.country is not None)


def _whole_matter(doc: Doc, values: PositionValues) -> tuple[int, int]:
    """The tokens of a position's matter, without loose ends, with its negation once, up to its condition."""
    condition = values["condition"]
    stop = condition[0] if condition is not None else None
    head = doc[values["matter_head"]]
    words = with_negation_once(doc, values["matter"], values["stance"], head)
    return without_loose_ends(doc, words, head, stop)


def _statements(build: _Assembly, scored: list[Scored]) -> tuple[Statement, ...]:
    statements = []
    for candidate, confidence in sorted(scored, key=lambda s: (s[0].evidence, s[0].values["cue"])):
        values = cast("StatementValues", candidate.values)
        statements.append(
            Statement(
                sources=tuple(
                    build.need(c) for _, c in sorted(candidate.actors.items()) if c is not None and not c.writing
                ),
                cue=build.span(values["cue"]),
                content=build.span(values["content"]),
                polarity=values["polarity"],
                within=None,
                evidence=build.evidence(candidate, confidence),
            )
        )
    return nested(statements)


_MAKERS: Mapping[str, Callable[[_Assembly, Candidate, Evidence], AnyFact]] = {
    "roles": _role,
    "affiliations": _affiliation,
    "leads": _lead,
    "negotiates_with": _negotiation,
    "labels": _label,
    "actions": _action,
}
"""By heading, the functions that make a fact of one candidate alone."""


def facts(doc: Doc) -> Doc:
    """Let the filter decide on each candidate, and make facts of those that it keeps."""
    FACTS.put(doc, assemble(doc))
    return doc
