"""What an annotator has decided about the facts of a document that the graph has. A fact that is left as it is was not
decided about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from kg.errors import JudgementValueError
from kg.interchange.codes import issues_of_codes
from kg.interchange.exported_facts import ExportedFact
from kg.judgement_entry.facts import judged_fact
from kg.judgement_entry.same_actors import check_apart
from kg.judgement_entry.values import stored_values
from kg.judgements import AboutFact, Judgement, Verdict
from kg.judgements.document_actors import DocumentActors
from kg.judgements.fact_content import EVIDENCE, PERSON, fact_from_values, is_said
from kg.judgements.fields import FIELDS, Field, Kind
from kg.model import AnyFact, Evidence, Passage, Position
from kg.query.issues import known_issue
from kg.stores.ids import issue_ids, own_issue_label

if TYPE_CHECKING:
    from kg.judgement_entry import CachedRecord
    from kg.lists import OwnList
    from kg.resolve import Link

__all__ = ["Annotations", "Decisions", "actor_of_graph", "answered_fact", "decisions", "same_fact"]


@dataclass(frozen=True, slots=True)
class Annotations:
    """The facts of one annotated document, as additions of its annotator, and the facts that it was exported with.

    The addition of a fact that is as it was exported is None where no annotation could say what that says.
    ``document`` is the id of the graph's document; ``is_partial``: the file can hold only some fields of a fact, and
    not its evidence.
    """

    document: str
    additions: Sequence[Judgement | None]
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


def decisions(
    cached_record: CachedRecord, annotations: Annotations, person: str, *, all_confirmed: bool = False
) -> Decisions:
    """What the annotator has decided.

    Nothing is decided about a fact that the file was exported with and that is unchanged; nor, in a file that does not
    say what it was exported with, about a fact that nobody has reviewed in the graph, or that the file can hold only in
    part. With ``all_confirmed`` these facts are confirmed, since their annotator has read them.

    A fact that the file was exported with and no longer has is rejected, or corrected if another one has taken its
    place. If the other one only names the same actors differently, nothing is decided: a judgement of the fact would
    say that its actors are right.
    """
    graph = _Graph(cached_record, annotations.document)
    exported_by_digest = {candidate.digest: candidate for candidate in annotations.exported}
    digests_in_file = set(annotations.digests)
    missing_facts = [
        candidate
        for candidate in annotations.exported
        if candidate.digest not in digests_in_file and graph.read(candidate)
    ]
    additions: list[Judgement] = []
    changes: list[Judgement] = []
    unsigned = actor_edits = 0
    for addition, digest in zip(annotations.additions, annotations.digests, strict=True):
        exported_fact = exported_by_digest.get(digest)
        if exported_fact and (addition is None or not all_confirmed):
            decision = _decision_about_untouched(cached_record, graph, exported_fact, person, is_read=all_confirmed)
            changes += decision.changes
            unsigned += decision.unsigned
            continue
        assert addition is not None, "only an exported fact has no addition"
        matching_fact = graph.same(addition, is_partial=annotations.is_partial)
        fact = graph.coded(addition) if matching_fact is None and annotations.is_partial else matching_fact
        if fact is not None:
            edited = next((candidate for candidate in missing_facts if graph.id_of(candidate) == fact.id), None)
            missing_facts = [candidate for candidate in missing_facts if graph.id_of(candidate) != fact.id]
            if edited and graph.says(edited, addition):
                actor_edits += 1
                continue
            is_own = matching_fact is not None and (bool(annotations.exported) or matching_fact.standing.is_reviewed)
            decision = _decision_about_present(
                cached_record, addition, fact, is_own=is_own, all_confirmed=all_confirmed
            )
            additions += decision.added
            changes += decision.changes
            unsigned += decision.unsigned
            continue
        replaced_fact = graph.replaced(addition, missing_facts)
        correction = graph.correction(addition, replaced_fact, person) if replaced_fact else None
        if replaced_fact and correction:
            missing_facts.remove(replaced_fact)
            changes.append(correction)
        else:
            additions.append(addition)
    changes += [
        judged_fact(cached_record, Verdict.REJECTED, graph.id_of(candidate), {}, person, "")
        for candidate in missing_facts
    ]
    return Decisions(additions, changes, unsigned, actor_edits)


def _decision_about_untouched(
    cached_record: CachedRecord, graph: _Graph, exported: ExportedFact, person: str, *, is_read: bool
) -> Decisions:
    """What an annotator who has left a fact as it was exported has decided: nothing, unless it ``is_read``."""
    if not graph.is_unsigned(exported, person):
        return Decisions()
    if is_read and graph.read(exported):
        confirmation = judged_fact(cached_record, Verdict.CONFIRMED, graph.id_of(exported), {}, person, "")
        return Decisions(changes=[confirmation])
    return Decisions(unsigned=1)


def _decision_about_present(
    cached_record: CachedRecord, addition: Judgement, fact: AnyFact, *, is_own: bool, all_confirmed: bool
) -> Decisions:
    """What its annotator has decided by an addition that says what a fact of the graph does; ``is_own``: the annotator
    must have written it, since the file did not have it, or another person has written the same."""
    person = addition.by
    if person in fact.standing.by:
        return Decisions()
    if all_confirmed:
        return Decisions(changes=[judged_fact(cached_record, Verdict.CONFIRMED, fact.id, {}, person, "")])
    return Decisions(added=[addition]) if is_own else Decisions(unsigned=1)


def same_fact(cached_record: CachedRecord, document: str, addition: Judgement) -> AnyFact | None:
    """The document's fact in the addition's place with all the values that the addition has, a reviewed one first."""
    return _Graph(cached_record, document).same(addition, is_partial=True)


def answered_fact(cached_record: CachedRecord, document: str, fact_id: str, addition: Judgement) -> AnyFact | None:
    """The document's fact with this id, if answers show it as the addition has it: with words as they read, wherever
    they stand in the text, since an answer does not say where."""
    return _Graph(cached_record, document).answered(fact_id, addition)


def actor_of_graph(links: Mapping[str, Link], local: str) -> str:
    """The id that a document's actor has in the graph; its own where the graph does not have it."""
    return links[local].actor if local in links else local


class _Graph:
    """The facts of one document as the graph has them, for comparing annotations with them."""

    def __init__(self, cached_record: CachedRecord, document: str) -> None:
        self._cached_record = cached_record
        self._document = cached_record.document(document)
        self._id = document
        self._judged = cached_record.judged(document)
        self._links = cached_record.links(document)
        self._current_facts = {fact.id: fact for _, fact in self._judged.facts.each()}

    def id_of(self, exported: ExportedFact) -> str:
        """The id that the exported fact has in this graph, if it has it."""
        return f"{exported.heading}/{self._id}/{exported.key}"

    def read(self, exported: ExportedFact) -> AnyFact | None:
        """The exported fact as it was read or added here; None where the graph has no such fact."""
        return self._judged.read.get(self.id_of(exported))

    def is_unsigned(self, exported: ExportedFact, person: str) -> bool:
        """Whether the exported fact, which its annotator has left as it was, is not reviewed by this person in this
        graph. If another graph has it only, where somebody has reviewed it, the file does not say who has."""
        fact = self._current_facts.get(self.id_of(exported))
        if fact is None:
            return exported.is_reviewed and self.read(exported) is None
        return person not in fact.standing.by

    def same(self, addition: Judgement, *, is_partial: bool) -> AnyFact | None:
        """The fact that the document has already and that says what the addition does, a reviewed one first."""
        about = _about_fact(addition)
        for fact in self._facts_in_place(about, overlapping=is_partial):
            if not self._differing_fields(about, fact, is_partial=is_partial):
                return fact
        return None

    def answered(self, fact_id: str, addition: Judgement) -> AnyFact | None:
        """The fact with this id, if it has all the values of the addition, whatever the spans of its words."""
        about, fact = _about_fact(addition), self._current_facts.get(fact_id)
        if fact is None or not fact_id.startswith(f"{about.heading}/") or fact.evidence.text != about.words:
            return None
        differing = self._differing_fields(about, fact, is_partial=True)
        words = {field.name: getattr(fact, field.name) for field in FIELDS[about.heading] if field.kind is Kind.WORDS}
        return fact if all(_has_words(words.get(name), about.said[name]) for name in differing) else None

    def coded(self, addition: Judgement) -> AnyFact | None:
        """The position that a statement of DNA codes: in about its place, of the same holder, for or against as it is,
        and about its issues. Files of DNA have neither a stance nor the words of a matter."""
        about = _about_fact(addition)
        statement = self._fact_of(about)
        for fact in self._facts_in_place(about, overlapping=True):
            if not isinstance(fact, Position) or not isinstance(statement, Position):
                continue
            is_of_holder = actor_of_graph(self._links, fact.holder) == actor_of_graph(self._links, statement.holder)
            if not is_of_holder or fact.stance.sign != statement.stance.sign:
                continue
            issues = {link.concept for link in statement.issues}
            if any(issues <= set(answered) for answered in self._answered_issues(fact)):
                return fact
        return None

    def _facts_in_place(self, about: AboutFact, *, overlapping: bool) -> Iterator[AnyFact]:
        """The facts with the evidence of the addition, reviewed ones first; ``overlapping``: also with a part of it."""
        facts = sorted(self._judged.facts.under(about.heading), key=lambda fact: not fact.standing.is_reviewed)
        for fact in facts:
            evidence = fact.evidence
            is_overlapping = overlapping and evidence.start < about.end and about.start < evidence.end
            if is_overlapping or (evidence.start, evidence.end) == (about.start, about.end):
                yield fact

    def _fact_of(self, about: AboutFact) -> AnyFact:
        """The addition as a fact of this document."""
        document_actors = DocumentActors(tuple(self._judged.actors.values()), self._document.text)
        return fact_from_values(
            about.heading, about.said, Evidence(about.start, about.end, about.words, PERSON, 1.0), document_actors
        )

    def replaced(self, addition: Judgement, missing: Sequence[ExportedFact]) -> ExportedFact | None:
        """The exported fact, missing from the file, whose place the addition has taken: the one with the same evidence,
        or that says the same in about the same place; of several the one with the most equal fields, of which it
        needs one."""
        about = _about_fact(addition)
        best_match, most_equal = None, 0
        for exported_fact in missing:
            fact = self.read(exported_fact)
            if exported_fact.heading != about.heading or fact is None:
                continue
            evidence = fact.evidence
            overlap = evidence.start < about.end and about.start < evidence.end
            is_place = (evidence.start, evidence.end) == (about.start, about.end)
            if is_place or (overlap and is_said(about.heading, about.said, fact, self._judged.actors)):
                equal_count = len(about.said.keys() - self._differing_fields(about, fact, is_partial=False))
                if equal_count > most_equal:
                    best_match, most_equal = exported_fact, equal_count
        return best_match

    def correction(self, addition: Judgement, replaced_fact: ExportedFact, person: str) -> Judgement | None:
        """The correction that makes the exported fact say what the addition does; None where that would relate an actor
        to itself. Compared with the fact as it was exported: what others have corrected since is no change of this
        annotator."""
        about, id_, fact = _about_fact(addition), self.id_of(replaced_fact), self._as_exported(replaced_fact)
        changed_fields = self._differing_fields(about, fact, is_partial=False)
        if "matter" in changed_fields and about.said.get("issues"):
            changed_fields.add("issues")  # a new matter drops the issues of the old one unless they are given
        values = {
            field.name: _value_to_store(field, about.said.get(field.name))
            for field in FIELDS[about.heading]
            if field.name in changed_fields
        }
        if (fact.evidence.start, fact.evidence.end) != (about.start, about.end):
            values[EVIDENCE] = {"start": about.start, "end": about.end, "text": about.words}
        confirmation = judged_fact(self._cached_record, Verdict.CONFIRMED, id_, {}, person, "")
        values_to_store = stored_values(
            self._cached_record, self._document, about.heading, values, (about.start, about.end)
        )
        try:
            check_apart(
                self._cached_record,
                self._document,
                about.heading,
                values_to_store,
                {**_about_fact(confirmation).said, **values_to_store},
            )
        except JudgementValueError:
            return None
        return replace(confirmation, verdict=Verdict.CORRECTED, values=values_to_store)

    def says(self, exported: ExportedFact, addition: Judgement) -> bool:
        """Whether the exported fact, which the graph has, said what the addition does, of the same actors."""
        about, fact = _about_fact(addition), self._as_exported(exported)
        is_place = (fact.evidence.start, fact.evidence.end) == (about.start, about.end)
        return is_place and not self._differing_fields(about, fact, is_partial=False)

    def _as_exported(self, exported: ExportedFact) -> AnyFact:
        """The exported fact, which the graph has, as it was exported, as far as the graph knows."""
        id_ = self.id_of(exported)
        return (self._current_facts.get(id_) if exported.is_reviewed else None) or self._judged.read[id_]

    def _differing_fields(self, about: AboutFact, fact: AnyFact, *, is_partial: bool) -> set[str]:
        """The fields in which a fact does not say what the addition does; ``is_partial``: of those that it has."""
        addition_as_fact = self._fact_of(about)
        differing = set()
        for field in FIELDS[about.heading]:
            if is_partial and about.said.get(field.name) in (None, []):
                continue
            comparable = partial(self._comparable, field)
            values = [comparable(getattr(fact, field.name))]
            if is_partial:
                values += self._answered_values(field, fact)
            if comparable(getattr(addition_as_fact, field.name)) not in values:
                differing.add(field.name)
        return differing

    def _answered_values(self, field: Field, fact: AnyFact) -> list[object]:
        """The values that answers show for a field: the date of the document where the fact has none; one of several
        sources; and the matter as an issue of its own where no other fits, or the issue that its words name if they are
        read as a label."""
        if field.name == "sources":
            return [self._comparable(field, [source]) for source in getattr(fact, field.name)]
        if isinstance(fact, Position) and field.kind is Kind.ISSUES:
            return [*self._answered_issues(fact)]
        if getattr(fact, "date", self) is None and field.name in {"date", "granularity"}:
            return [getattr(self._document, field.name)]
        return []

    def _answered_issues(self, fact: Position) -> tuple[list[str], list[str]]:
        """The issues that answers show for a position, and those that a table means by their labels."""
        issues = [issue.removeprefix("issue/") for issue, _ in issue_ids(fact)]
        labels = [own_issue_label(f"issue/{issue}") for issue in issues]
        return sorted(issues), sorted(map(self._issue, labels))

    def _issue(self, label: str) -> str:
        """The issue that a table means by a label."""
        issue = known_issue(label, self._lists)
        return issue.removeprefix("issue/") if issue else self._issue_of_code(label)

    @cached_property
    def _lists(self) -> Sequence[OwnList]:
        return self._cached_record.record.lists()

    @cached_property
    def _issue_of_code(self) -> Callable[[str], str]:
        return issues_of_codes(self._cached_record.record)

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


def _value_to_store(field: Field, value: Any) -> Any:
    """A value that a judgement keeps, as `stored_values` takes it; without a value the one that the field has then."""
    if field.kind is Kind.ISSUES:
        return [f"issue/{concept}" for concept in value or ()]
    return field.default if value is None else value


def _has_words(passage: Passage | None, value: Any) -> bool:
    """Whether a passage of a fact has the words of a value."""
    return passage is not None and passage.text == value["text"]


def _about_fact(judgement: Judgement) -> AboutFact:
    assert isinstance(judgement.about, AboutFact), "annotations are of facts"
    return judgement.about
