"""The quads of documents and actors, as the table of triples in ``docs/stores/model.md`` describes them.

Every subject is an IRI, even those of selectors, so that graphs can be compared and changed triple by triple.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import (
    HEADINGS,
    Action,
    ActorType,
    Affiliation,
    AnyFact,
    Evidence,
    Granularity,
    Label,
    Lead,
    Negotiation,
    Position,
    PositionModality,
    ResolvedActor,
    ResolvedDocument,
    Role,
    Statement,
    TalkModality,
    When,
)
from kg.processes.version import own_version
from kg.stores.ids import context_issue, evidence_id, fact_id, issue_ids, other_ids
from kg.stores.protocol import Batch
from kg.stores.rdf.issues import issue_quads, listed_issues, own_issues, scheme_quads, with_broader
from kg.stores.rdf.terms import (
    ACTORS,
    DATE,
    DCTERMS,
    FOAF,
    NEG,
    OA,
    ORG,
    OWL,
    PROV,
    SKOS,
    TYPE,
    Object,
    node,
    text,
)
from kg.ties import Ties, tie
from kg.vocabulary import ID, PREFIXES, WIKIDATA, stance_edges

__all__ = [
    "actor_quads",
    "batch_quads",
    "document_graphs",
    "document_quads",
    "graph_quads",
]


type Triple = tuple[NamedNode, NamedNode, Object]

CLASSES: Final[Mapping[type[AnyFact], tuple[NamedNode, ...]]] = MappingProxyType(
    {
        Role: (NEG["Role"], ORG["Membership"]),
        Affiliation: (NEG["Affiliation"],),
        Lead: (NEG["Lead"],),
        Negotiation: (NEG["Negotiation"],),
        Statement: (NEG["Statement"],),
        Position: (NEG["Position"],),
        Label: (NEG["Label"],),
        Action: (NEG["Action"],),
    }
)
OTHER_CLASSES: Final[Mapping[ActorType, tuple[NamedNode, ...]]] = MappingProxyType(
    {ActorType.PERSON: (FOAF["Person"],), ActorType.ORGANIZATION: (ORG["Organization"],)}
)
"""Classes of other vocabularies for actors of a type."""


def document_graphs(document: str) -> tuple[NamedNode, NamedNode]:
    """The two graphs of the document with this bare id: its own and that of its provenance.

    >>> [graph.value.rpartition("/id/")[2] for graph in document_graphs("9f86d081884c7d65")]
    ['document/9f86d081884c7d65', 'document/9f86d081884c7d65/provenance']
    """
    return NamedNode(f"{ID}document/{document}"), NamedNode(f"{ID}document/{document}/provenance")


def document_quads(resolved: ResolvedDocument, revision: int, model: str | None = None) -> list[Quad]:
    """The quads of both graphs of a document, its own first, without duplicates. See `graph_quads`."""
    return list(chain.from_iterable(graph_quads(resolved, revision, model).values()))


def graph_quads(
    resolved: ResolvedDocument, revision: int, model: str | None = None
) -> Mapping[NamedNode, Collection[Quad]]:
    """The quads of each of the two graphs of a document, its own first, without duplicates.

    ``revision`` is the record's at which the document was written; ``model`` names the language model that read it.
    """
    key = resolved.document.id
    own, provenance = document_graphs(key)
    triples = {own: _document(own, key, resolved), provenance: _provenance(own, key, revision, model)}
    return {graph: dict.fromkeys([Quad(*each, graph) for each in found]) for graph, found in triples.items()}


def actor_quads(actor: ResolvedActor) -> Iterator[Quad]:
    """The description of an actor, which is independent of documents."""
    subject, name = node(actor.id), text(actor.name)
    for kind in (NEG["Actor"], NEG[actor.type.capitalize()], *OTHER_CLASSES.get(actor.type, ())):
        yield Quad(subject, TYPE, kind, ACTORS)
    yield Quad(subject, SKOS["prefLabel"], name, ACTORS)
    yield Quad(subject, FOAF["name"], name, ACTORS)
    for alias in actor.aliases:
        if alias != actor.name:
            yield Quad(subject, SKOS["altLabel"], text(alias), ACTORS)
    yield Quad(subject, NEG["type"], Literal(actor.type.value), ACTORS)
    if actor.country:
        yield Quad(subject, NEG["countryCode"], Literal(actor.country), ACTORS)
    if actor.wikidata:
        item = NamedNode(WIKIDATA + actor.wikidata)
        yield Quad(subject, SKOS["exactMatch"], item, ACTORS)
        yield Quad(subject, OWL["sameAs"], item, ACTORS)
    alpha3, sources = other_ids(actor)
    if alpha3:
        yield Quad(subject, NEG["alpha3"], Literal(alpha3), ACTORS)
    for source in sources:
        yield Quad(subject, NEG["idSource"], Literal(source), ACTORS)


def batch_quads(batches: Iterable[Batch], model: str | None = None) -> Iterator[Quad]:
    """All quads of a new store after these batches, as a stream: the scheme, then each document and what it adds.

    Each document must come only once, and actors with their current names, as is the case when the record is read from
    its beginning. Only the ids of actors and issues are kept in memory.
    """
    yield from scheme_quads()
    described: set[str] = set()
    raised: set[NamedNode] = set()
    for batch in batches:
        present = {actor.id: actor for actor in batch.actors}
        listed = listed_issues(batch.issues)
        for resolved in batch.written:
            quads = document_quads(resolved, batch.revision, model)
            yield from quads
            for actor in resolved.actors:
                if actor.id not in described:
                    yield from actor_quads(present.get(actor.id, actor))
            issues = with_broader(own_issues(quads), listed)
            for issue in sorted(issues - raised, key=str):
                yield from issue_quads(issue, listed)
            described |= {actor.id for actor in resolved.actors}
            raised |= issues


def _document(subject: NamedNode, key: str, resolved: ResolvedDocument) -> Iterator[Triple]:
    document = resolved.document
    yield subject, TYPE, NEG["Document"]
    yield subject, DCTERMS["identifier"], text(document.uri)
    yield subject, DCTERMS["language"], text(document.language)
    yield subject, NEG["name"], text(document.name)
    for predicate, words in (
        (DCTERMS["title"], document.title),
        (DCTERMS["publisher"], document.source),
        (NEG["genre"], document.genre),
    ):
        if words is not None:
            yield subject, predicate, text(words)
    yield from _when(subject, DCTERMS["date"], document.when)
    for actor in resolved.actors:
        yield node(actor.id), NEG["mentionedIn"], subject
    proofs: dict[str, Evidence] = {}
    ties = tie(resolved)
    for heading in HEADINGS:
        facts = resolved.facts.under(heading)
        for ordinal, fact in enumerate(facts):
            proofs[evidence_id(key, fact.evidence)] = fact.evidence
            named = node(fact_id(heading, key, ordinal, fact))
            yield from _fact(named, fact, ordinal, subject, key, document.when_of(fact))
            if heading == "position":
                yield from _ties(named, ties[ordinal], key, resolved.facts.positions)
            yield from _details(named, fact, key, facts)
    for short, evidence in proofs.items():
        yield from _evidence(short, evidence, subject, document.page_of(evidence))


def _fact(
    subject: NamedNode, fact: AnyFact, ordinal: int, document: NamedNode, key: str, when: When | None
) -> Iterator[Triple]:
    for kind in CLASSES[type(fact)]:
        yield subject, TYPE, kind
    yield subject, NEG["inDocument"], document
    yield subject, NEG["ordinal"], Literal(ordinal)
    yield subject, NEG["rule"], text(fact.evidence.rule)
    yield subject, NEG["confidence"], Literal(float(fact.evidence.confidence))
    yield from _when(subject, NEG["date"], when)
    yield subject, NEG["evidence"], node(evidence_id(key, fact.evidence))
    if fact.standing.is_reviewed:
        yield subject, NEG["review"], Literal(fact.standing.review.value)
        for person in fact.standing.by:
            yield subject, NEG["reviewedBy"], text(person)


def _when(subject: NamedNode, predicate: NamedNode, when: When | None) -> Iterator[Triple]:
    """The first day of a date; unless it is a day, its granularity and last day, too."""
    if when is not None:
        yield subject, predicate, Literal(when.day.isoformat(), datatype=DATE)
        if when.granularity is not Granularity.DAY:
            yield subject, NEG["granularity"], Literal(when.granularity.value)
            yield subject, NEG["lastDay"], Literal(when.last_day.isoformat(), datatype=DATE)


def _details(subject: NamedNode, fact: AnyFact, key: str, facts: Sequence[AnyFact]) -> Iterator[Triple]:
    match fact:
        case Role():
            yield from _links(subject, (NEG["person"], ORG["member"]), fact.person)
            yield subject, NEG["title"], text(fact.title)
            yield from _links(subject, (NEG["organization"], ORG["organization"]), fact.organization)
        case Affiliation():
            yield subject, NEG["member"], node(fact.member)
            yield subject, NEG["of"], node(fact.of)
            yield node(fact.member), NEG["affiliatedWith"], node(fact.of)
        case Lead():
            yield subject, NEG["leader"], node(fact.leader)
            yield subject, NEG["led"], node(fact.of)
            yield node(fact.leader), NEG["leads"], node(fact.of)
        case Negotiation():
            one, other = map(node, fact.parties)
            yield subject, NEG["party"], one
            yield subject, NEG["party"], other
            yield subject, NEG["modality"], Literal(fact.modality.value)
            for mediator in fact.mediators:
                yield subject, NEG["mediator"], node(mediator)
            if fact.modality is TalkModality.ACTUAL:
                yield one, NEG["negotiatesWith"], other
                yield other, NEG["negotiatesWith"], one
        case Statement():
            for source in fact.sources:
                yield subject, NEG["statedBy"], node(source)
            yield subject, NEG["cue"], text(fact.cue.text)
            yield subject, NEG["content"], text(fact.content.text)
            yield subject, NEG["polarity"], text(str(fact.polarity))
            if fact.within is not None:
                yield subject, NEG["within"], node(fact_id("statement", key, fact.within, facts[fact.within]))
        case Position():
            yield from _position(subject, fact, key, facts)
        case Label():
            yield subject, NEG["actor"], node(fact.actor)
            yield subject, NEG["label"], text(fact.label)
            yield from _links(subject, (NEG["source"],), fact.source)
        case Action():
            yield from _action(subject, fact)


def _position(subject: NamedNode, position: Position, key: str, facts: Sequence[AnyFact]) -> Iterator[Triple]:
    holder = node(position.holder)
    issues = [node(issue) for issue, _ in issue_ids(position)]
    yield subject, NEG["holder"], holder
    yield subject, NEG["stance"], Literal(position.stance.value)
    yield subject, NEG["sign"], Literal(position.stance.sign)
    yield subject, NEG["matter"], text(position.matter.text)
    yield subject, NEG["modality"], Literal(position.modality.value)
    for issue in issues:
        yield subject, NEG["issue"], issue
    yield from _links(subject, (NEG["contextIssue"],), context_issue(position))
    yield from _links(subject, (NEG["addressee"],), position.addressee)
    if position.condition is not None:
        yield subject, NEG["condition"], text(position.condition.text)
    for source in position.sources:
        yield subject, NEG["reportedBy"], node(source)
    yield from _links(subject, (NEG["source"],), next(iter(position.sources), None))
    if position.reply_to is not None:
        yield subject, NEG["replyTo"], node(fact_id("position", key, position.reply_to, facts[position.reply_to]))
    if position.modality is PositionModality.ASSERTED:
        edge = NamedNode(PREFIXES["neg"] + stance_edges()[position.stance])
        for about in issues:
            yield holder, edge, about
        yield from _links(holder, (edge,), position.addressee)


def _ties(subject: NamedNode, ties: Ties, key: str, positions: Sequence[Position]) -> Iterator[Triple]:
    for predicate, actors in ((NEG["sidesWith"], ties.sides_with), (NEG["standsAgainst"], ties.stands_against)):
        for actor in actors:
            yield subject, predicate, node(actor)
    for predicate, tied in ((NEG["backs"], ties.backs), (NEG["counters"], ties.counters)):
        for ordinal in tied:
            yield subject, predicate, node(fact_id("position", key, ordinal, positions[ordinal]))
    for predicate, shared in (
        (NEG["together"], ties.together),
        (NEG["matterKey"], ties.matter),
        (NEG["paragraph"], ties.paragraph),
    ):
        if shared is not None:
            yield subject, predicate, text(shared)


def _action(subject: NamedNode, action: Action) -> Iterator[Triple]:
    yield subject, NEG["actor"], node(action.actor)
    yield subject, NEG["kind"], Literal(action.kind.value)
    yield subject, NEG["status"], Literal(action.status.value)
    yield from _links(subject, (NEG["target"],), action.target)
    for predicate, number in ((NEG["amount"], action.amount), (NEG["rate"], action.rate)):
        if number is not None:
            yield subject, predicate, Literal(float(number))
    if action.unit is not None:
        yield subject, NEG["unit"], text(action.unit)


def _evidence(short: str, evidence: Evidence, document: NamedNode, page: str | None) -> Iterator[Triple]:
    subject, position, quote = node(short), node(f"{short}/position"), node(f"{short}/quote")
    words, start, end = text(evidence.text), Literal(evidence.start), Literal(evidence.end)
    yield subject, TYPE, NEG["Evidence"]
    yield subject, TYPE, OA["SpecificResource"]
    yield subject, OA["hasSource"], document
    yield subject, NEG["text"], words
    yield subject, NEG["start"], start
    yield subject, NEG["end"], end
    if page is not None:
        yield subject, NEG["page"], text(page)
    yield subject, OA["hasSelector"], position
    yield position, TYPE, OA["TextPositionSelector"]
    yield position, OA["start"], start
    yield position, OA["end"], end
    yield subject, OA["hasSelector"], quote
    yield quote, TYPE, OA["TextQuoteSelector"]
    yield quote, OA["exact"], words


def _provenance(document: NamedNode, key: str, revision: int, model: str | None) -> Iterator[Triple]:
    reading, tool = node(f"document/{key}/reading"), node(f"software/negotiation-kg-{own_version()}")
    yield reading, TYPE, PROV["Activity"]
    yield reading, PROV["used"], document
    yield reading, PROV["wasAssociatedWith"], tool
    yield reading, NEG["revision"], Literal(revision)
    if model is not None:
        yield reading, NEG["model"], text(model)
    yield tool, TYPE, PROV["SoftwareAgent"]
    yield tool, FOAF["name"], Literal("negotiation-kg")
    yield tool, NEG["toolVersion"], Literal(own_version())


def _links(subject: NamedNode, predicates: Iterable[NamedNode], actor: str | None) -> Iterator[Triple]:
    if actor is not None:
        for predicate in predicates:
            yield subject, predicate, node(actor)
