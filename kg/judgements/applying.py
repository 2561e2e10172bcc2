"""The facts of a document with the judgements of them applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import Any, Final

from kg.errors import JudgementValueError
from kg.judgements.cast import Cast
from kg.judgements.fields import POINTERS, repointed
from kg.judgements.joining import Places, joined, with_issues
from kg.judgements.judgement import AboutFact, Judgement, Reach, Verdict
from kg.judgements.said import EVIDENCE, PERSON, are_enough, built, check, count_differing, fact_key, is_proven, is_said
from kg.judgements.slot import Slot
from kg.model import HEADINGS, Actor, AnyFact, Evidence, Facts, Position
from kg.standing import UNREVIEWED, Review, Standing

__all__ = ["Judged", "is_reviewed", "judged", "with_ids"]

CERTAIN: Final = 1.0
"""The confidence of a fact that a person has confirmed, corrected or added."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The ``facts`` of a document after its judgements have been applied, without the ``rejected`` ones.

    ``reaches`` maps each judgement's id to its effect, ``meant`` to the id of the fact that it is about. ``read`` maps
    each fact's id to the fact as a reader found it or a judgement added it, and ``values`` to its corrected fields.
    ``found`` are the ids of the facts, kept or rejected, that the reader found, be it in a form that they represent.
    """

    facts: Facts
    read: Mapping[str, AnyFact]
    reaches: Mapping[str, Reach] = field(default_factory=dict)
    rejected: Facts = field(default_factory=Facts)
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    meant: Mapping[str, str] = field(default_factory=dict)
    found: Set[str] = frozenset()

    @property
    def actors(self) -> Mapping[str, Actor]:
        """The actors of the document, and those that judgements add, by their local ids."""
        return {actor.id: actor for actor in self.facts.actors}


def is_reviewed(facts: Facts) -> bool:
    """Whether a person has confirmed, corrected or added one of the facts."""
    return any(fact.standing.is_reviewed for _, fact in facts.each())


def with_ids(facts: Facts, document: str) -> Facts:
    """The facts of the document with this id, each with an id of its own.

    Facts that say the same in the same words are numbered in their order.
    """
    actors = {actor.id: actor for actor in facts.actors}
    found: dict[str, Sequence[AnyFact]] = {}
    for heading in HEADINGS:
        found[heading] = facts.under(heading)
        if all(one.id for one in found[heading]):
            continue  # as in the record: to compute keys takes longer than to read the facts
        given = zip(found[heading], _keys(heading, found[heading], actors), strict=True)
        found[heading] = [replace(one, id=one.id or f"{heading}/{document}/{key}") for one, key in given]
    return Facts.of(facts.actors, found)


def _keys(heading: str, facts: Sequence[AnyFact], actors: Mapping[str, Actor]) -> list[str]:
    seen: dict[str, int] = {}
    keys = []
    for one in facts:
        key = fact_key(heading, one, actors)
        seen[key] = seen.get(key, 0) + 1
        keys.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return keys


def judged(
    facts: Facts, text: str, judgements: Iterable[Judgement], document: str, issues: Set[str] | None = None
) -> Judged:
    """Apply judgements to the facts that a reader found in a text; each fact gets its id.

    ``document`` is the document's id, ``issues`` the concepts that a reader may link (None: any). The judgements take
    effect in the order of their times, whatever their order here. A fact that is confirmed, corrected or added has
    confidence 1, and stays when no reader finds it any more.
    """
    about = sorted((each for each in judgements if each.undone is None), key=lambda each: each.order)
    read = with_ids(facts, document)
    if not about:
        return Judged(read, by_id := _by_id(read), found=by_id.keys())
    cast = Cast(read.actors, text)
    slots = {
        heading: Places((one.evidence, Slot(heading, one, one.id.rpartition("/")[2])) for one in read.under(heading))
        for heading in HEADINGS
    }
    reaches: dict[str, Reach] = {}
    for judgement in about:
        if _is_applicable(judgement, cast):
            reaches[judgement.id] = _apply(judgement, slots, cast, document, issues)
        else:
            reaches[judgement.id] = Reach.IDLE
    for slot in (slot for here in slots.values() for slot in here):
        reaches |= dict.fromkeys(slot.overruled(cast.by_id), Reach.OVERRULED)
    kept: dict[str, Sequence[AnyFact]] = {}
    rejected: dict[str, Sequence[AnyFact]] = {}
    found: set[str] = set()
    for heading, here in slots.items():
        ordered = sorted(here, key=lambda slot: slot.fact.evidence.start)
        in_order = ordered if any(not slot.is_read for slot in ordered) else [*here]
        right = {slot: slot.put_right(cast) for slot in in_order if not slot.is_rejected}
        one = joined(right, cast.by_id)
        kept[heading] = _kept_facts(heading, here, right, one, cast)
        rejected[heading] = [slot.fact for slot in in_order if slot.is_rejected]
        found |= {one.get(slot, slot).fact.id for slot in here if slot.is_read}
    seen = {slot.fact.id: slot for here in slots.values() for slot in here}
    return Judged(
        Facts.of(cast.actors, kept),
        {id_: slot.fact for id_, slot in seen.items()},
        reaches,
        Facts.of(cast.actors, rejected),
        {id_: slot.values for id_, slot in seen.items() if slot.values},
        {judgement: id_ for id_, slot in seen.items() for judgement in slot.judgements},
        found,
    )


def _by_id(facts: Facts) -> dict[str, AnyFact]:
    return {fact.id: fact for _, fact in facts.each()}


def _is_applicable(judgement: Judgement, cast: Cast) -> bool:
    """Whether a fact of the text can say what the judgement does. It may not: a field may have taken other values when
    it was made, two actors may have been merged since, or a file of judgements may have been edited by hand."""
    about = judgement.about
    assert isinstance(about, AboutFact), "the record gives judgements of facts only"
    try:
        check(about.heading, about.said, whole=True)
        check(about.heading, judgement.values, whole=False)
    except JudgementValueError:
        return False
    values = judgement.values
    return are_enough(about.heading, values, cast) and is_proven(about.heading, values, cast)


def _apply(
    judgement: Judgement, slots: Mapping[str, Places[Slot]], cast: Cast, document: str, issues: Set[str] | None
) -> Reach:
    """Apply a judgement to the slot of its fact, which is created where no reader found the fact; the effect."""
    about = judgement.about
    assert isinstance(about, AboutFact), "the record gives judgements of facts only"
    here = slots[about.heading]
    slot = _slot_of(about, judgement.values, here, cast)
    words = {"start": about.start, "end": about.end, "text": about.words}
    can_be_built = (
        judgement.verdict is not Verdict.REJECTED
        and are_enough(about.heading, {**about.said, **judgement.values}, cast)
        and is_proven(about.heading, {**about.said, EVIDENCE: words}, cast)
    )
    if slot is None and not can_be_built:
        return Reach.IDLE
    if slot is None:
        proof = Evidence(about.start, about.end, about.words, about.rule or PERSON, CERTAIN)
        fact = built(about.heading, about.said, proof, cast)
        key = _unused_key(fact_key(about.heading, fact, cast.by_id), {slot.key for slot in here})
        fact = _without_unknown_issues(replace(fact, id=f"{about.heading}/{document}/{key}"), issues)
        slot = Slot(about.heading, fact, key, is_read=False)
        here.add(proof, slot)
    if judgement.verdict is Verdict.ADDED and not slot.is_read:
        slot.fact = with_issues(slot.fact, about.said.get("issues") or ())
    stays = not slot.is_read and judgement.verdict in {Verdict.CONFIRMED, Verdict.CORRECTED}
    slot.take(judgement)
    return Reach.KEPT if stays else Reach.HOLDS


def _without_unknown_issues(fact: AnyFact, issues: Set[str] | None) -> AnyFact:
    """A fact that no reader finds any more, without the issues that a reader had linked and could not link again."""
    if issues is None or not isinstance(fact, Position) or fact.evidence.rule == PERSON:
        return fact
    return replace(fact, issues=tuple(each for each in fact.issues if each.concept in issues))


def _unused_key(key: str, taken: Set[str]) -> str:
    """The key, numbered if another fact has it: one that got it before somebody split one of its actors."""
    return next(each for each in chain([key], (f"{key}-{n}" for n in count(2))) if each not in taken)


def _slot_of(about: AboutFact, values: Mapping[str, Any], slots: Places[Slot], cast: Cast) -> Slot | None:
    """The fact that was judged: one in about the same place that says the same, else one there that already says what
    the judgement corrects it to."""
    put_right = {**about.said, **{name: value for name, value in values.items() if name != EVIDENCE}}
    here = slots.at(about)
    same = _closest(about, about.said, here, cast)
    return same if same is not None or not values else _closest(about, put_right, here, cast)


def _closest(about: AboutFact, content: Mapping[str, Any], slots: Sequence[Slot], cast: Cast) -> Slot | None:
    """Of the facts that say ``content``, the one with the fewest differing fields, and of those the nearest one."""
    same = [slot for slot in slots if is_said(about.heading, content, slot.fact, cast.by_id)]
    if len(same) < 2:
        return same[0] if same else None
    proof = Evidence(about.start, about.end, about.words, about.rule, CERTAIN)
    meant = built(about.heading, content, proof, cast.copy())

    def distance(slot: Slot) -> tuple[int, int]:
        evidence = slot.fact.evidence
        apart = abs(evidence.start - proof.start) + abs(evidence.end - proof.end)
        return count_differing(about.heading, meant, slot.fact), apart

    return min(same, key=distance)


def _kept_facts(
    heading: str, slots: Iterable[Slot], right: Mapping[Slot, AnyFact], one: Mapping[Slot, Slot], cast: Cast
) -> tuple[AnyFact, ...]:
    """The facts that are not rejected, each once, with the indexes by which they point at each other updated; ``right``
    has them corrected, ``one`` the slot that represents each."""
    staying = [slot for slot in right if one[slot] is slot]
    place = {slot: at for at, slot in enumerate(staying)}
    facts: list[AnyFact] = []
    for slot in staying:
        fact = right[slot]
        if slot.review is not Review.UNREVIEWED:
            behind = {by for each in right if one[each] is slot for by in each.in_force(cast.by_id)}
            proof = replace(fact.evidence, confidence=CERTAIN)
            fact = replace(fact, evidence=proof, standing=Standing(slot.review, tuple(sorted(behind))))
        else:
            fact = replace(fact, standing=UNREVIEWED)
        facts.append(fact)
    places = {at: place[one[slot]] for at, slot in enumerate(slots) if one.get(slot) in place}
    return repointed(facts, POINTERS.get(heading), places)
