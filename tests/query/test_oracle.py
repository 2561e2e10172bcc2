"""What the questions answer, computed a second time in plain Python from the documents themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.model import Document, Position, ResolvedDocument, Stance
from kg.query import ask
from kg.record import ActorMatches
from kg.stores.grafeo.grafeo import open_grafeo
from kg.stores.ids import issue_ids
from kg.stores.oxigraph.oxigraph import open_oxigraph
from kg.stores.protocol import Store, Value
from kg.vocabulary import concepts
from tests.doubles.factory import batches, resolved_documents

DOCUMENTS = list(resolved_documents(50, positions=15, seed=7))
ACTORS = {actor.id: actor for each in DOCUMENTS for actor in each.actors}
US, CN = "state/US", "state/CN"

type Row = tuple[Value, ...]


@dataclass(frozen=True)
class Held:
    """A position with what its document adds."""

    position: Position
    resolved: ResolvedDocument
    fact: str

    @property
    def date(self) -> str:
        """The position's day, else the document's; empty for none, so that it sorts before every day."""
        day = self.position.date or self.resolved.document.date
        return day.isoformat() if day else ""

    @property
    def issues(self) -> list[str]:
        return [issue for issue, _ in issue_ids(self.position)]

    @property
    def replied_to(self) -> Position | None:
        index = self.position.reply_to
        return None if index is None else self.resolved.facts.positions[index]


def fact(resolved: ResolvedDocument, heading: str, index: int) -> str:
    return f"{heading}/{resolved.document.id}/{index}"


HELD = [
    Held(position, resolved, fact(resolved, "position", index))
    for resolved in DOCUMENTS
    for index, position in enumerate(resolved.facts.positions)
]


def latest_first[T](items: Iterable[T], date: Callable[[T], str], key: Callable[[T], tuple[str, ...]]) -> list[T]:
    """By day, the latest first and the undated last; what has the same day by ``key``, upwards."""
    return sorted(sorted(items, key=key), key=date, reverse=True)


def positions(items: Iterable[Held]) -> list[Held]:
    return latest_first(items, lambda held: held.date, lambda held: (held.fact,))


@pytest.fixture(scope="module", params=["sparql", "cypher"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("store")
    with open_oxigraph(folder) if request.param == "sparql" else open_grafeo(folder) as store:
        store.apply(batches(DOCUMENTS))
        yield store


def answer(store: Store, name: str, columns: str, **given: object) -> list[Row]:
    """The named columns of an answer."""

    def find_document(text: str) -> Document:
        return next(each.document for each in DOCUMENTS if each.document.name == text)

    table = ask(
        store,
        name,
        given,
        find_actor=lambda text: ActorMatches((ACTORS[text],), ()),
        find_document=find_document,
    )
    return [tuple(row[column] for column in columns.split()) for row in table.to_dicts()]


def under(issue: str) -> set[str]:
    """The issue and all below it, found upwards from each concept."""

    def above(key: str) -> set[str]:
        return {key}.union(*(above(broader) for broader in concepts()[key].broader))

    return {key for key in concepts() if issue in above(key)}


def test_every_position_of_an_actor_with_its_modality(store: Store) -> None:
    def row(h: Held) -> Row:
        position, condition = h.position, h.position.condition
        return (
            h.fact,
            str(position.stance),
            position.stance.sign,
            position.matter.text,
            str(position.modality),
            condition.text if condition else None,
            position.addressee,
            position.sources[0] if position.sources else None,
            position.evidence.text,
            h.date or None,
            h.resolved.document.name,
            position.evidence.confidence,
        )

    expected = [row(h) for h in positions(h for h in HELD if h.position.holder == US)]
    columns = "fact stance sign matter modality condition addressee_id source_id evidence date document confidence"
    assert len({row[4] for row in expected}) > 2
    assert answer(store, "positions-of-actor", columns, actor=US) == expected


def test_positions_on_an_issue_and_on_those_below_it(store: Store) -> None:
    wanted = under("issue/Tariffs")
    expected = [
        (h.fact, issue, h.position.holder)
        for h in positions(HELD)
        for issue in sorted(h.issues)
        if issue in wanted and h.date >= "2018-01-01"
    ]
    assert len({issue for _, issue, _ in expected}) > 1
    assert answer(store, "positions-on-issue", "fact issue_id holder_id", issue="Tariffs", since="2018") == expected


def test_what_is_undated_has_no_place_between_two_days(store: Store) -> None:
    everything = answer(store, "positions-of-actor", "fact date")
    dated = answer(store, "positions-of-actor", "fact date", since="0001", until="9999")
    assert [row for row in everything if row[1] is not None] == dated
    assert len(dated) < len(everything)


AGAINST = {Stance.OPPOSE, Stance.REJECT, Stance.ACCUSE, Stance.THREATEN, Stance.DENY}


@pytest.mark.parametrize(
    ("name", "stances"), [("who-opposes-whom", AGAINST), ("who-supports-whom", {Stance.SUPPORT, Stance.ACCEPT})]
)
def test_for_and_against_an_addressee_or_whoever_is_answered(store: Store, name: str, stances: set[Stance]) -> None:
    expected = []
    for h in positions(HELD):
        if h.position.stance in stances:
            others = {h.position.addressee, h.replied_to.holder if h.replied_to else None}
            expected += [
                (h.fact, h.position.holder, o) for o in sorted(o for o in others if o) if o != h.position.holder
            ]
    assert answer(store, name, "fact actor_id other_id") == expected
    of_us = [row for row in expected if row[2] == US]
    assert of_us
    assert answer(store, name, "fact actor_id other_id", other=US) == of_us


def test_demands_with_every_reply_and_without(store: Store) -> None:
    replies = defaultdict(list)
    for h in HELD:
        if h.position.reply_to is not None:
            replies[fact(h.resolved, "position", h.position.reply_to)].append(h)
    expected: list[Row] = []
    for h in positions(h for h in HELD if h.position.stance is Stance.DEMAND):
        answers = sorted(replies[h.fact], key=lambda reply: reply.fact)
        expected += [(h.fact, h.position.holder, r.fact, str(r.position.stance), r.position.holder) for r in answers]
        expected += [] if answers else [(h.fact, h.position.holder, None, None, None)]
    columns = "fact demander_id reply_fact reply answered_by_id"
    assert {row[2] is None for row in expected} == {True, False}
    assert answer(store, "demands-and-replies", columns) == expected
    unanswered = [row[0] for row in expected if row[2] is None and _position(row[0]).addressee]
    assert [row[0] for row in answer(store, "unanswered-demands", "fact")] == unanswered


def _position(fact: Value) -> Position:
    return next(h.position for h in HELD if h.fact == fact)


def last_words(holder: str) -> Mapping[str, Held]:
    """The holder's latest position on each issue."""
    last: dict[str, Held] = {}
    for h in sorted(HELD, key=lambda h: (h.date, h.fact)):
        if h.position.holder == holder:
            last |= dict.fromkeys(h.issues, h)
    return last


def test_common_ground_and_fault_lines_part_the_issues_of_two_actors(store: Store) -> None:
    ours, theirs = last_words(US), last_words(CN)
    both = ours.keys() & theirs.keys()
    agreed = {i for i in both if ours[i].position.stance.sign == theirs[i].position.stance.sign}
    for name, issues in (("common-ground", agreed), ("fault-lines", both - agreed)):
        found = answer(store, name, "issue_id fact other_fact", actor=US, other=CN)
        assert found, name
        assert sorted(found, key=str) == sorted(((i, ours[i].fact, theirs[i].fact) for i in issues), key=str)


def test_a_shift_is_from_the_last_position_on_one_side_to_the_last_on_the_other(store: Store) -> None:
    last: dict[tuple[str, str, str], Held] = {}
    for h in sorted((h for h in HELD if h.date), key=lambda h: (h.date, h.fact)):
        last |= {(h.position.holder, issue, h.position.stance.sign): h for issue in h.issues}
    expected = []
    for (holder, issue, sign), now in last.items():
        before = last.get((holder, issue, "against" if sign == "for" else "for"))
        if before is not None and before.date < now.date:
            expected.append((now.date, now.fact, issue, holder, before.fact, sign))
    found = answer(store, "shifts", "date fact issue_id actor_id before_fact sign")
    assert found == latest_first(expected, lambda row: row[0], lambda row: (row[1], row[2]))
    assert len(found) > 10


def test_how_many_stand_on_each_side_of_an_issue(store: Store) -> None:
    sides: dict[str, dict[str, list[Held]]] = defaultdict(lambda: {"for": [], "against": []})
    for h in sorted(HELD, key=lambda h: (h.date, h.fact)):
        for issue in h.issues:
            sides[issue][h.position.stance.sign].append(h)
    expected: dict[str, Row] = {}
    smaller: dict[str, int] = {}
    for issue, side in sides.items():
        if all(side.values()):
            actors = [len({h.position.holder for h in side[sign]}) for sign in ("for", "against")]
            counts = [len(side[sign]) for sign in ("for", "against")]
            expected[issue] = (*actors, *counts, side["for"][-1].fact, side["against"][-1].fact)
            smaller[issue] = min(actors)
    columns = "issue_id actors_for actors_against positions_for positions_against fact against_fact"
    found = answer(store, "most-contested-issues", columns)
    assert {str(row[0]): row[1:] for row in found} == expected
    assert all(type(number) is int for row in found for number in row[1:5])
    order = [smaller[str(row[0])] for row in found]
    assert order == sorted(order, reverse=True)


def test_talks_of_an_actor_from_its_side(store: Store) -> None:
    talks = [
        (each, index, talk)
        for each in DOCUMENTS
        for index, talk in enumerate(each.facts.negotiations)
        if US in talk.parties
    ]
    rows = [
        (
            each.document.date.isoformat() if each.document.date else "",
            fact(each, "negotiation", index),
            US,
            next(party for party in talk.parties if party != US),
            str(talk.modality),
        )
        for each, index, talk in talks
    ]
    expected = [row[1:] for row in latest_first(rows, lambda row: row[0], lambda row: (row[1],))]
    assert len({row[3] for row in expected}) > 1
    assert answer(store, "who-negotiates-with-whom", "fact actor_id other_id modality", actor=US) == expected


def test_all_that_a_source_says(store: Store) -> None:
    said = {(h.fact, "position", h.position.matter.text) for h in HELD if CN in h.position.sources}
    for each in DOCUMENTS:
        said |= {
            (fact(each, "label", n), "label", label.label)
            for n, label in enumerate(each.facts.labels)
            if label.source == CN
        }
        said |= {
            (fact(each, "statement", n), "statement", statement.content.text)
            for n, statement in enumerate(each.facts.statements)
            if CN in statement.sources
        }
    assert {claim for _, claim, _ in said} == {"position", "label", "statement"}
    found = answer(store, "claims-by-source", "fact claim words", actor=CN)
    assert len(found) == len(said)
    assert set(found) == said


def test_a_timeline_has_everything_dated_that_an_actor_takes_part_in(store: Store) -> None:
    expected = []
    for each in DOCUMENTS:
        facts = each.facts
        part = [
            *(("role", n, each.document.date) for n, f in enumerate(facts.roles) if US in (f.person, f.organization)),
            *(
                ("affiliation", n, each.document.date)
                for n, f in enumerate(facts.affiliations)
                if US in (f.member, f.of)
            ),
            *(("lead", n, each.document.date) for n, f in enumerate(facts.leads) if US in (f.leader, f.of)),
            *(("negotiation", n, each.document.date) for n, f in enumerate(facts.negotiations) if US in f.parties),
            *(("position", n, f.date) for n, f in enumerate(facts.positions) if US in (f.holder, f.addressee)),
            *(("label", n, each.document.date) for n, f in enumerate(facts.labels) if f.actor == US),
            *(("action", n, f.date) for n, f in enumerate(facts.actions) if US in (f.actor, f.target)),
        ]
        for heading, index, date in part:
            if day := date or each.document.date:
                expected.append((day.isoformat(), fact(each, heading, index), heading))
    assert len({heading for _, _, heading in expected}) >= 5
    assert answer(store, "timeline", "date fact heading", actor=US) == sorted(expected)
