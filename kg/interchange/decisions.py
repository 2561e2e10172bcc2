"""What an annotator has decided about the facts of a document that the graph has: to leave one as it is decides
nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from kg.errors import IssueUnknownError, JudgementValueError
from kg.interchange.codes import issues_of_codes
from kg.interchange.exported_facts import ExportedFact
from kg.judgements import AboutFact, Judgement, Verdict
from kg.judgements.cast import Cast
from kg.judgements.fields import FIELDS, Field, Kind
from kg.judgements.said import EVIDENCE, PERSON, built, is_said
from kg.judging.facts import judged_fact
from kg.judging.same_actors import check_apart
from kg.judging.values import stored_values
from kg.model import AnyFact, Evidence, Position
from kg.query.issues import issue_of
from kg.stores.ids import issue_ids, own_issue_label

if TYPE_CHECKING:
    from kg.judging import CachedRecord
    from kg.resolve import Link

__all__ = ["Annotations", "Decisions", "actor_of_graph", "decisions", "same_fact"]


@dataclass(frozen=True, slots=True)
class Annotations:
    """The facts of one annotated document, as additions of its annotator, and the facts that it was exported with.

    ``document`` is the id of the graph's document; ``is_partial``: the file can hold only some fields of a fact, and
    not its evidence.
    """

    document: str
    additions: Sequence[Judgement]
    exported: Sequence[ExportedFact] = ()
    digests: Sequence[str] = ()
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Decisions:
    """The facts that an annotator has ``added``; what is decided about those of the graph (``changes``); how many facts
    that the annotator has not reviewed were left as they are, which is no decision (``unsigned``); and of how many
    facts only the name or type of an actor was edited, which a judgement of a fact cannot say (``of_actors``)."""

    added: Sequence[Judgement] = ()
    changes: Sequence[Judgement] = ()
    unsigned: int = 0
    of_actors: int = 0


def decisions(known: CachedRecord, given: Annotations, person: str, *, all_confirmed: bool = False) -> Decisions:
    """What the annotator has decided. A fact that the file was exported with and has unchanged is not decided about;
    in a file that does not tell what it was exported with, one that the graph holds unreviewed, and one that it can
    tell only in part. With ``all_confirmed`` these are confirmed: their annotator has read them. A fact that the
    file was exported with and has no more is rejected, or corrected where another one has taken its place; if that one
    only names the same actors otherwise, nothing is decided: to sign the fact would say that its actors are right.
    """
    graph = _Graph(known, given.document)
    exported_by_digest = {each.digest: each for each in given.exported}
    in_the_file = set(given.digests)
    missing = [each for each in given.exported if each.digest not in in_the_file and graph.read(each)]
    added: list[Judgement] = []
    changes: list[Judgement] = []
    unsigned = of_actors = 0
    for addition, digest in zip(given.additions, given.digests, strict=True):
        exported = None if all_confirmed else exported_by_digest.get(digest)
        if exported:
            unsigned += graph.is_unsigned(exported, person)
            continue
        same = graph.same(addition, is_partial=given.is_partial)
        fact = graph.coded(addition) if same is None and given.is_partial else same
        if fact is not None:
            edited = next((each for each in missing if graph.id_of(each) == fact.id), None)
            missing = [each for each in missing if graph.id_of(each) != fact.id]
            if edited and graph.says(edited, addition):
                of_actors += 1
                continue
            is_own = same is not None and (bool(given.exported) or same.standing.is_reviewed)
            decided = _about_present(known, addition, fact, is_own=is_own, all_confirmed=all_confirmed)
            added += decided.added
            changes += decided.changes
            unsigned += decided.unsigned
            continue
        replaced = graph.replaced(addition, missing)
        correction = graph.correction(addition, replaced, person) if replaced else None
        if replaced and correction:
            missing.remove(replaced)
            changes.append(correction)
        else:
            added.append(addition)
    changes += [judged_fact(known, Verdict.REJECTED, graph.id_of(each), {}, person, "") for each in missing]
    return Decisions(added, changes, unsigned, of_actors)


def _about_present(
    known: CachedRecord, addition: Judgement, fact: AnyFact, *, is_own: bool, all_confirmed: bool
) -> Decisions:
    """What its annotator has decided by an addition that says what a fact of the graph does; ``is_own``: the annotator
    must have written it, since the file did not have it, or another person has written the same."""
    person = addition.by
    if person in fact.standing.by:
        return Decisions()
    if all_confirmed:
        return Decisions(changes=[judged_fact(known, Verdict.CONFIRMED, fact.id, {}, person, "")])
    return Decisions(added=[addition]) if is_own else Decisions(unsigned=1)


def same_fact(known: CachedRecord, document: str, addition: Judgement) -> AnyFact | None:
    """The document's fact in the addition's place with all the values that the addition has, a reviewed one first."""
    return _Graph(known, document).same(addition, is_partial=True)


def actor_of_graph(links: Mapping[str, Link], local: str) -> str:
    """The id that a document's actor has in the graph; its own where the graph does not have it."""
    return links[local].actor if local in links else local


class _Graph:
    """The facts of one document as the graph has them, for comparing annotations with them."""

    def __init__(self, known: CachedRecord, document: str) -> None:
        self._known = known
        self._document = known.document(document)
        self._id = document
        self._judged = known.judged(document)
        self._links = known.links(document)
        self._now = {fact.id: fact for _, fact in self._judged.facts.each()}

    def id_of(self, exported: ExportedFact) -> str:
        """The id that the exported fact has in this graph, if it has it."""
        return f"{exported.heading}/{self._id}/{exported.key}"

    def read(self, exported: ExportedFact) -> AnyFact | None:
        """The exported fact as it was read or added here; None where the graph has no such fact."""
        return self._judged.read.get(self.id_of(exported))

    def is_unsigned(self, exported: ExportedFact, person: str) -> bool:
        """Whether the exported fact, which its annotator has left as it was, is not reviewed by this person in this
        graph. If another graph has it only, where somebody has reviewed it, the file does not tell who has."""
        fact = self._now.get(self.id_of(exported))
        if fact is None:
            return exported.is_reviewed and self.read(exported) is None
        return person not in fact.standing.by

    def same(self, addition: Judgement, *, is_partial: bool) -> AnyFact | None:
        """The fact that the document has already and that says what the addition does, a reviewed one first."""
        about = _about(addition)
        for fact in self._in_place(about, overlapping=is_partial):
            if not self._differing(about, fact, is_partial=is_partial):
                return fact
        return None

    def coded(self, addition: Judgement) -> AnyFact | None:
        """The position that a statement of DNA codes: in about its place, of the same holder, for or against as it is,
        and about its issues. Files of DNA have neither a stance nor the words of a matter."""
        about = _about(addition)
        statement = self._built(about)
        for fact in self._in_place(about, overlapping=True):
            if not isinstance(fact, Position) or not isinstance(statement, Position):
                continue
            is_of_holder = actor_of_graph(self._links, fact.holder) == actor_of_graph(self._links, statement.holder)
            if not is_of_holder or fact.stance.sign != statement.stance.sign:
                continue
            issues = {link.concept for link in statement.issues}
            if any(issues <= set(answered) for answered in self._issues_as_answered(fact)):
                return fact
        return None

    def _in_place(self, about: AboutFact, *, overlapping: bool) -> Iterator[AnyFact]:
        """The facts with the evidence of the addition, reviewed ones first; ``overlapping``: also with a part of it."""
        facts = sorted(self._judged.facts.under(about.heading), key=lambda fact: not fact.standing.is_reviewed)
        for fact in facts:
            proof = fact.evidence
            is_in_part = overlapping and proof.start < about.end and about.start < proof.end
            if is_in_part or (proof.start, proof.end) == (about.start, about.end):
                yield fact

    def _built(self, about: AboutFact) -> AnyFact:
        """The addition as a fact of this document."""
        cast = Cast(tuple(self._judged.actors.values()), self._document.text)
        return built(about.heading, about.said, Evidence(about.start, about.end, about.words, PERSON, 1.0), cast)

    def replaced(self, addition: Judgement, missing: Sequence[ExportedFact]) -> ExportedFact | None:
        """The exported fact, missing from the file, whose place the addition has taken: the one with the same evidence,
        or that says the same in about the same place; of several the one with the most equal fields, of which it
        needs one."""
        about = _about(addition)
        best, most = None, 0
        for each in missing:
            fact = self.read(each)
            if each.heading != about.heading or fact is None:
                continue
            proof = fact.evidence
            overlap = proof.start < about.end and about.start < proof.end
            is_place = (proof.start, proof.end) == (about.start, about.end)
            if is_place or (overlap and is_said(about.heading, about.said, fact, self._judged.actors)):
                equal = len(about.said.keys() - self._differing(about, fact, is_partial=False))
                if equal > most:
                    best, most = each, equal
        return best

    def correction(self, addition: Judgement, replaced: ExportedFact, person: str) -> Judgement | None:
        """The correction that makes the exported fact say what the addition does; None where that would relate an actor
        to itself. Compared with the fact as it was exported: what others have corrected since is no change of this
        annotator."""
        about, id_, fact = _about(addition), self.id_of(replaced), self._as_exported(replaced)
        names = self._differing(about, fact, is_partial=False)
        if "matter" in names and about.said.get("issues"):
            names.add("issues")  # a new matter drops the issues of the old one unless they are given
        values = {
            each.name: _entered(each, about.said.get(each.name)) for each in FIELDS[about.heading] if each.name in names
        }
        if (fact.evidence.start, fact.evidence.end) != (about.start, about.end):
            values[EVIDENCE] = {"start": about.start, "end": about.end, "text": about.words}
        seen = judged_fact(self._known, Verdict.CONFIRMED, id_, {}, person, "")
        stored = stored_values(self._known, self._document, about.heading, values, (about.start, about.end))
        try:
            check_apart(self._known, self._document, about.heading, stored, {**_about(seen).said, **stored})
        except JudgementValueError:
            return None
        return replace(seen, verdict=Verdict.CORRECTED, values=stored)

    def says(self, exported: ExportedFact, addition: Judgement) -> bool:
        """Whether the exported fact, which the graph has, said what the addition does, of the same actors."""
        about, fact = _about(addition), self._as_exported(exported)
        is_place = (fact.evidence.start, fact.evidence.end) == (about.start, about.end)
        return is_place and not self._differing(about, fact, is_partial=False)

    def _as_exported(self, exported: ExportedFact) -> AnyFact:
        """The exported fact, which the graph has, as it was exported, as far as the graph tells."""
        id_ = self.id_of(exported)
        return (self._now.get(id_) if exported.is_reviewed else None) or self._judged.read[id_]

    def _differing(self, about: AboutFact, fact: AnyFact, *, is_partial: bool) -> set[str]:
        """The fields in which a fact does not say what the addition does; ``is_partial``: of those that it has."""
        other = self._built(about)
        found = set()
        for each in FIELDS[about.heading]:
            if is_partial and about.said.get(each.name) in (None, []):
                continue
            own = partial(self._comparable, each)
            values = [own(getattr(fact, each.name))]
            if is_partial:
                values += self._as_answered(each, fact)
            if own(getattr(other, each.name)) not in values:
                found.add(each.name)
        return found

    def _as_answered(self, field: Field, fact: AnyFact) -> list[object]:
        """The values that answers show for a field: the day of the document where the fact has none; and the matter as
        an issue of its own where no other fits, or the issue that its words name if they are read as a label."""
        value = getattr(fact, field.name)
        if isinstance(fact, Position) and field.kind is Kind.ISSUES:
            return [*self._issues_as_answered(fact)]
        if field.kind is Kind.DATE and value is None:
            return [self._document.date]
        return []

    def _issues_as_answered(self, fact: Position) -> tuple[list[str], list[str]]:
        """The issues that answers show for a position, and those that a table means by their labels."""
        issues = [issue.removeprefix("issue/") for issue, _ in issue_ids(fact)]
        labels = [own_issue_label(f"issue/{issue}") for issue in issues]
        return sorted(issues), sorted(map(self._issue, labels))

    def _issue(self, label: str) -> str:
        """The issue that a table means by a label."""
        record = self._known.record
        try:
            return issue_of(label, record.lists()).removeprefix("issue/")
        except IssueUnknownError:
            return issues_of_codes(record)(label)

    def _comparable(self, field: Field, value: Any) -> object:
        match field.kind:
            case Kind.ACTOR if value is not None:
                return actor_of_graph(self._links, value)
            case Kind.ACTORS:
                ids = [actor_of_graph(self._links, each) for each in value]
                return sorted(ids) if field.unordered else ids
            case Kind.WORDS if value is not None:
                return value.start, value.end
            case Kind.ISSUES:
                return sorted(link.concept for link in value if not link.from_context)
            case _:
                return value


def _entered(field: Field, value: Any) -> Any:
    """A value that a judgement keeps, as `stored_values` takes it; without a value the one that the field has then."""
    if field.kind is Kind.ISSUES:
        return [f"issue/{concept}" for concept in value or ()]
    return field.default if value is None else value


def _about(judgement: Judgement) -> AboutFact:
    assert isinstance(judgement.about, AboutFact), "annotations are of facts"
    return judgement.about
