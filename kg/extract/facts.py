"""Make facts of the candidates that the filter keeps, with spans in the document's own text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.actors import Cluster, to_actor
from kg.extract.candidate import Candidate
from kg.extract.clause import passage
from kg.extract.filter import confidence, weights
from kg.extract.issues import link
from kg.model import (
    Action,
    ActionKind,
    ActionStatus,
    Affiliation,
    Document,
    Evidence,
    Facts,
    Label,
    Lead,
    Negotiation,
    Passage,
    Position,
    PositionModality,
    Role,
    Stance,
    Statement,
    TalkModality,
)

__all__ = ["assemble", "distinct", "kept"]

Doc.set_extension("facts", default=None, force=True)
Doc.set_extension("document", default=None, force=True)
Doc.set_extension("threshold", default=None, force=True)

type Scored = tuple[Candidate, float]


def kept(doc: Doc) -> list[Scored]:
    """The candidates at or above their heading's threshold with their confidences, in text order, one a fact."""
    floor = doc._.threshold
    out: list[Scored] = []
    for candidate in doc._.candidates or ():
        sure = confidence(candidate.heading, candidate.features)
        learned = weights().get(candidate.heading)
        least = floor if floor is not None else learned.threshold if learned is not None else 0.0
        if sure >= least:
            out.append((candidate, sure))
    return distinct(out)


def distinct(scored: list[Scored]) -> list[Scored]:
    """One position a holder and matter: of two that say the same in the same words, the surer one."""
    best: dict[tuple[object, ...], Scored] = {}
    for candidate, sure in scored:
        key = _key(candidate)
        if key not in best or best[key][1] < sure:
            best[key] = (candidate, sure)
    return [s for s in scored if best.get(_key(s[0])) is s or best.get(_key(s[0])) == s]


def _key(candidate: Candidate) -> tuple[object, ...]:
    names = tuple((k, c.id if c is not None else None) for k, c in sorted(candidate.actors.items()))
    if candidate.heading == "positions":
        holder = candidate.actors["holder"]
        return ("positions", holder.id if holder is not None else None, candidate.values.get("matter_head"))
    if candidate.heading == "statements":
        return ("statements", candidate.values["cue"], candidate.values["content"])
    return (candidate.heading, names, *(str(v) for v in candidate.values.values()))


class _Assembly:
    def __init__(self, doc: Doc, document: Document) -> None:
        self.doc = doc
        self.text = document.text
        self.day = document.date
        self.used: dict[str, Cluster] = {}

    def ref(self, cluster: Cluster | None) -> str | None:
        if cluster is None:
            return None
        self.used[cluster.id] = cluster
        return cluster.id

    def need(self, cluster: Cluster | None) -> str:
        found = self.ref(cluster)
        if found is None:
            raise LookupError("a fact without its actor")
        return found

    def span(self, tokens: object) -> Passage:
        start, end = tokens  # type: ignore[misc]
        return passage(self.doc, start, end, self.text)

    def evidence(self, candidate: Candidate, sure: float) -> Evidence:
        words = self.span(candidate.evidence)
        return Evidence(words.start, words.end, words.text, candidate.rule, round(sure, 4))


def assemble(doc: Doc) -> Facts:
    """All facts of a document whose components have run."""
    document: Document = doc._.document
    build = _Assembly(doc, document)
    by_heading: dict[str, list[Scored]] = {}
    for candidate, sure in kept(doc):
        by_heading.setdefault(candidate.heading, []).append((candidate, sure))

    def each[T](heading: str, make: Callable[[Candidate, Mapping[str, object], Evidence], T]) -> tuple[T, ...]:
        ordered = sorted(by_heading.get(heading, ()), key=lambda s: s[0].evidence)
        return tuple(make(c, c.values, build.evidence(c, sure)) for c, sure in ordered)

    roles = each("roles", lambda c, v, e: Role(build.need(c.actors["person"]), str(v["title"]), build.ref(c.actors["organization"]), e))
    affiliations = each("affiliations", lambda c, v, e: Affiliation(build.need(c.actors["member"]), build.need(c.actors["of"]), e))
    leads = each("leads", lambda c, v, e: Lead(build.need(c.actors["leader"]), build.need(c.actors["of"]), e))
    talks = each(
        "negotiates_with",
        lambda c, v, e: Negotiation((build.need(c.actors["a"]), build.need(c.actors["b"])), TalkModality(str(v["modality"])), e),
    )
    positions = _positions(build, by_heading.get("positions", []), document.date)
    statements = _statements(build, by_heading.get("statements", []))
    labels = each("labels", lambda c, v, e: Label(build.need(c.actors["actor"]), str(v["label"]), e, build.ref(c.actors["source"])))
    actions = each(
        "actions",
        lambda c, v, e: Action(
            build.need(c.actors["actor"]), ActionKind(str(v["kind"])), build.ref(c.actors["target"]), _number(v["amount"]),
            str(v["unit"]) if v["unit"] is not None else None, _number(v["rate"]), ActionStatus(str(v["status"])), e, document.date,
        ),
    )  # fmt: skip
    clusters = sorted(build.used.values(), key=lambda c: (c.first, c.id))
    found = tuple(to_actor(doc, document.text, c) for c in clusters)
    return Facts(found, roles, affiliations, leads, talks, statements, positions, labels, actions)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _positions(build: _Assembly, scored: list[Scored], day: dt.date | None) -> tuple[Position, ...]:
    ordered = sorted(scored, key=lambda s: (s[0].evidence, s[0].values["number"]))
    index = {c.values["number"]: n for n, (c, _) in enumerate(ordered)}
    out = []
    for candidate, sure in ordered:
        v = candidate.values
        matter = build.span(v["matter"])
        evidence = build.evidence(candidate, sure)
        sources = v["sources"] if isinstance(v["sources"], tuple) else ()
        out.append(
            Position(
                holder=build.need(candidate.actors["holder"]), stance=Stance(str(v["stance"])), matter=matter,
                addressee=build.ref(candidate.actors["addressee"]), modality=PositionModality(str(v["modality"])), evidence=evidence,
                condition=build.span(v["condition"]) if v["condition"] is not None else None,
                sources=tuple(build.need(c) for c in sources), reply_to=index.get(v["reply_to"]) if v["reply_to"] is not None else None,
                date=day, issues=link(matter.text, evidence.text),
            )
        )  # fmt: skip
    return tuple(out)


def _statements(build: _Assembly, scored: list[Scored]) -> tuple[Statement, ...]:
    ordered = sorted(scored, key=lambda s: (s[0].evidence, str(s[0].values["cue"])))
    spans = [c.values["content"] for c, _ in ordered]
    out = []
    for n, (candidate, sure) in enumerate(ordered):
        start, end = spans[n]  # type: ignore[misc]
        cue = candidate.values["cue"]
        within = None
        size = 10**9
        for k, other in enumerate(spans):
            a, b = other  # type: ignore[misc]
            if k != n and a <= cue[0] < b and b - a < size and b - a > end - start:  # type: ignore[index]
                within, size = k, b - a
        out.append(
            Statement(
                tuple(build.need(c) for _, c in sorted(candidate.actors.items())), build.span(cue), build.span((start, end)),
                str(candidate.values["polarity"]), within, build.evidence(candidate, sure),
            )
        )  # fmt: skip
    return tuple(out)


@Language.component("kg_facts")
def facts(doc: Doc) -> Doc:
    """Set ``doc._.facts``."""
    doc._.facts = assemble(doc)
    return doc
