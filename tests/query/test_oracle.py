"""The answers of the questions, compared with answers computed in plain Python from the documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from kg.model import Document, PositionModality, Stance
from kg.query import ask
from kg.query.values import Finders
from kg.record import ActorMatches
from kg.stores.grafeo.grafeo import GrafeoStore
from kg.stores.oxigraph.oxigraph import open_oxigraph
from kg.stores.protocol import Store, Value
from kg.ties import tie
from kg.vocabulary import concepts
from tests.doubles.factory import batches, resolved_documents
from tests.doubles.held_positions import Held, fact

DOCUMENTS = list(resolved_documents(50, positions=15, seed=7))
ACTORS = {actor.id: actor for each in DOCUMENTS for actor in each.actors}
US, CN = "state/US", "state/CN"

type Row = tuple[Value, ...]


HELD = [
    Held(position, resolved, fact(resolved, "position", index), ties)
    for resolved in DOCUMENTS
    for index, (position, ties) in enumerate(zip(resolved.facts.positions, tie(resolved), strict=True))
]


def latest_first[T](items: Iterable[T], date: Callable[[T], str], key: Callable[[T], tuple[str, ...]]) -> list[T]:
    """Sorted by date, the latest first and the undated last; equal dates by ``key``, ascending."""
    return sorted(sorted(items, key=key), key=date, reverse=True)


def positions(items: Iterable[Held]) -> list[Held]:
    return latest_first(items, lambda held: held.date, lambda held: (held.fact,))


def in_text_order(items: Iterable[Held]) -> list[Held]:
    """The latest first; those of one day by the id of their document and the place of their words in it."""

    def place(held: Held) -> tuple[str, ...]:
        return held.resolved.document.id, f"{held.position.evidence.start:09}", held.fact

    return latest_first(items, lambda held: held.date, place)


@pytest.fixture(scope="module", params=["sparql", "cypher"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("store")
    with open_oxigraph(folder) if request.param == "sparql" else GrafeoStore(folder) as store:
        store.apply(batches(DOCUMENTS))
        yield store


def answer(store: Store, name: str, columns: str, **given: object) -> list[Row]:
    """The named columns of an answer."""

    def find_document(text: str) -> Document:
        return next(each.document for each in DOCUMENTS if each.document.name == text)

    finders = Finders(lambda text: ActorMatches((ACTORS[text],), ()), find_document)
    table = ask(store, name, given, finders)
    return [tuple(row[column] for column in columns.split()) for row in table.to_dicts()]


def under(issue: str) -> set[str]:
    """The issue and all narrower ones, found by following the broader issues of each concept."""

    def above(key: str) -> set[str]:
        return {key}.union(*(above(broader) for broader in concepts()[key].broader))

    return {key for key in concepts() if issue in above(key)}


def test_positions_of_an_actor_have_their_modality(store: Store) -> None:
    def row(h: Held) -> Row:
        position, condition = h.position, h.position.condition
        said = h.fact, str(position.stance), position.stance.sign, position.matter.text, str(position.modality)
        source = position.sources[0] if position.sources else None
        told = position.evidence.text, h.date or None, h.resolved.document.name, position.evidence.confidence
        return *said, condition.text if condition else None, position.addressee, source, *told

    expected = [row(h) for h in in_text_order(h for h in HELD if h.position.holder == US)]
    columns = "fact stance sign matter modality condition addressee_id source_id evidence date document confidence"
    assert len({row[4] for row in expected}) > 2
    assert answer(store, "positions-of-actor", columns, actor=US) == expected


def test_positions_on_an_issue_include_narrower_issues(store: Store) -> None:
    wanted = under("issue/Tariffs")
    expected = [
        (h.fact, issue, h.position.holder)
        for h in in_text_order(HELD)
        for issue in sorted(h.issues)
        if issue in wanted and h.date >= "2018-01-01"
    ]
    assert len({issue for _, issue, _ in expected}) > 1
    assert answer(store, "positions-on-issue", "fact issue_id holder_id", issue="Tariffs", since="2018") == expected


def test_undated_positions_are_left_out_of_a_period(store: Store) -> None:
    everything = answer(store, "positions-of-actor", "fact date")
    dated = answer(store, "positions-of-actor", "fact date", since="0001", until="9999")
    assert [row for row in everything if row[1] is not None] == dated
    assert len(dated) < len(everything)


@pytest.mark.parametrize("name", ["who-opposes-whom", "who-supports-whom"])
def test_support_and_opposition_come_from_named_actors_and_replies(store: Store, name: str) -> None:
    backing = name == "who-supports-whom"
    expected = []
    for h in positions(h for h in HELD if h.is_asserted):
        named = h.ties.sides_with if backing else h.ties.stands_against
        rows: list[tuple[str, str | None]] = [(actor, None) for actor in named]
        rows += [(h.sibling(n).holder, h.fact_of(n)) for n in (h.ties.backs if backing else h.ties.counters)]
        expected += [(h.fact, h.position.holder, *row) for row in sorted(rows, key=lambda row: (row[0], row[1] or ""))]
    columns = "fact actor_id other_id other_fact"
    assert answer(store, name, columns) == expected
    assert any(row[3] is not None for row in expected)
    of_one = [row for row in expected if row[2] == expected[0][2]]
    assert answer(store, name, columns, other=expected[0][2]) == of_one


def test_actors_of_one_joint_position_do_not_oppose_each_other(store: Store) -> None:
    lists = defaultdict(set)
    for h in HELD:
        if h.ties.together is not None:
            lists[h.position.evidence.text].add(h.position.holder)
    assert lists
    for evidence, actor, other in answer(store, "who-opposes-whom", "evidence actor_id other_id"):
        assert not {actor, other} <= lists[str(evidence)]


def test_demands_have_every_reply_or_none(store: Store) -> None:
    replies = defaultdict(list)
    for h in HELD:
        for n in (*h.ties.backs, *h.ties.counters):
            replies[h.fact_of(n)].append(h)
    demands = positions(h for h in HELD if h.position.stance is Stance.DEMAND)
    expected = [
        (h.fact, h.position.holder, r.fact, str(r.position.stance), r.position.holder)
        for h in demands
        for r in sorted(replies[h.fact], key=lambda reply: reply.fact)
    ]
    assert expected
    assert answer(store, "demands-and-replies", "fact demander_id reply_fact reply_stance replier_id") == expected
    answering = {Stance.ACCEPT, Stance.REJECT, Stance.OFFER, Stance.COMMIT, Stance.DENY}
    spoken = {(h.resolved.document.id, h.position.holder) for h in HELD if h.position.stance in answering}
    pointed = {h.fact_of(h.position.reply_to) for h in HELD if h.position.reply_to is not None}
    unanswered = [
        h.fact
        for h in demands
        if h.is_asserted
        and h.position.addressee
        and h.position.addressee not in h.position.sources
        and h.fact not in pointed
        and not replies[h.fact]
        and (h.resolved.document.id, h.position.addressee) not in spoken
        and not h.is_followed_by_words_of(h.position.addressee)
    ]
    assert unanswered
    assert [row[0] for row in answer(store, "unanswered-demands", "fact", min_confidence=0.0)] == unanswered


def is_left(h: Held) -> bool:
    """Whether the holder took the other side of the matter on a later day."""
    return bool(h.date) and any(
        other.ties.matter == h.ties.matter
        and other.position.holder == h.position.holder
        and other.position.stance.sign != h.position.stance.sign
        and other.date > h.date
        for other in HELD
    )


def last_words(holder: str) -> Mapping[str, Held]:
    """The holder's latest position on each matter, unless one of the other side may be as late."""
    told = [h for h in HELD if h.position.holder == holder and h.ties.matter is not None]
    last = {str(h.ties.matter): h for h in sorted(told, key=lambda h: (h.date, h.fact))}
    turned = {
        h.ties.matter
        for h in told
        if h.position.stance.sign != (latest := last[str(h.ties.matter)]).position.stance.sign
        and (not h.date or h.date >= latest.date)
    }
    return {matter: h for matter, h in last.items() if matter not in turned}


@pytest.mark.parametrize("name", ["common-ground", "fault-lines"])
def test_two_actors_agree_or_differ_by_the_ties_of_their_positions(store: Store, name: str) -> None:
    agreeing = name == "common-ground"
    wishes = {Stance.DEMAND, Stance.PROPOSE}
    strengths: dict[tuple[str, str, str, str | None], str] = {}
    pairs: defaultdict[frozenset[str], list[tuple[int, str, str, str, str, str]]] = defaultdict(list)

    def join(rank: int, tie: str, whose: str, theirs: str, fact: str, other: str) -> None:
        pairs[frozenset({fact, other})].append((rank, whose, fact, other, theirs, tie))

    for h in (h for h in HELD if h.is_asserted and h.position.holder in {US, CN}):
        whose, theirs = h.position.holder, CN if h.position.holder == US else US
        if theirs in (h.ties.sides_with if agreeing else h.ties.stands_against):
            strengths[whose, theirs, h.fact, None] = "named"
        for n in h.ties.backs if agreeing else h.ties.counters:
            if h.sibling(n).holder == theirs:
                same = h.sibling(n).evidence.text == h.position.evidence.text
                join(2, "one sentence" if same else "answer", whose, theirs, h.fact, h.fact_of(n))
    ours, others = last_words(US), last_words(CN)
    for matter in ours.keys() & others.keys():
        one, two = ours[matter].position.stance, others[matter].position.stance
        if (one.sign == two.sign and not {one, two} <= wishes) if agreeing else one.sign != two.sign:
            join(4, "same matter", US, CN, ours[matter].fact, others[matter].fact)
    for h in HELD:
        for other in HELD if agreeing and h.is_asserted and h.position.holder == US and h.ties.together else ():
            if other.ties.together == h.ties.together and other.position.holder == CN:
                join(3, "one list", US, CN, h.fact, other.fact)
    for _, whose, one_fact, other_fact, theirs, tie_ in (min(ties) for ties in pairs.values()):
        strengths[whose, theirs, one_fact, other_fact] = tie_
    left = {h.fact for h in HELD if h.ties.matter is not None and is_left(h)}
    strengths = {key: tie_ for key, tie_ in strengths.items() if left.isdisjoint(key)}
    found = answer(store, name, "tie actor_id other_id fact other_fact", actor=US, other=CN)
    assert {row[0] for row in found} >= {"same matter"}
    assert sorted(found, key=str) == sorted(((tie, *key) for key, tie in strengths.items()), key=str)
    order = ["named", "one sentence", "answer", "one list", "same matter"]
    assert [str(row[0]) for row in found if row[0] not in {"one sentence", "answer"}] == sorted(
        (str(row[0]) for row in found if row[0] not in {"one sentence", "answer"}), key=order.index
    )


def test_loose_pairs_of_one_paragraph_come_last_and_only_on_request(store: Store) -> None:
    modalities = [str(each) for each in PositionModality]
    asked = {"actor": US, "other": [each for each in ACTORS if each != US], "modality": modalities}
    firm = answer(store, "common-ground", "tie fact other_fact", **asked)
    loose = answer(store, "common-ground", "tie fact other_fact", **asked, loose=True)
    assert loose[: len(firm)] == firm
    assert {row[0] for row in loose[len(firm) :]} == {"same paragraph"}
    held = {h.fact: h for h in HELD}
    for _, one_fact, other in loose[len(firm) :]:
        one, two = held[str(one_fact)], held[str(other)]
        assert one.ties.paragraph == two.ties.paragraph
        assert {i for i in one.issues if "/own/" not in i} & {i for i in two.issues if "/own/" not in i}


def test_a_shift_joins_the_last_positions_on_either_side(store: Store) -> None:
    last: dict[tuple[str, str, str], Held] = {}
    for h in sorted((h for h in HELD if h.date), key=lambda h: (h.date, h.fact)):
        if h.ties.matter is not None and h.position.stance is not Stance.DEMAND:
            last[h.position.holder, h.ties.matter, h.position.stance.sign] = h
    expected = []
    for (holder, matter, sign), now in last.items():
        before = last.get((holder, matter, "against" if sign == "for" else "for"))
        if before is not None and before.date < now.date:
            expected.append((now.date, now.fact, holder, before.fact, sign))
    found = answer(store, "shifts", "date fact holder_id before_fact sign")
    assert found == latest_first(expected, lambda row: row[0], lambda row: (row[1],))
    assert len(found) > 3


def test_every_position_on_a_matter_with_two_sides(store: Store) -> None:
    sides: dict[str, list[Held]] = defaultdict(list)
    for h in HELD:
        if h.ties.matter is not None and not is_left(h):
            sides[h.ties.matter].append(h)
    expected: set[Row] = set()
    for on_it in sides.values():
        each = {sign: [h for h in on_it if h.position.stance.sign == sign] for sign in ("for", "against")}
        actors = {sign: {h.position.holder for h in some} for sign, some in each.items()}
        if all(each.values()) and len(actors["for"] | actors["against"]) > 1:
            counts = (*(len(actors[sign]) for sign in each), *(len(some) for some in each.values()))
            expected |= {(*counts, h.fact, h.position.stance.sign) for h in on_it}
    columns = "actors_for actors_against positions_for positions_against fact sign"
    found = answer(store, "most-contested-issues", columns)
    assert set(found) == expected
    assert len(found) == len(expected)
    assert any(is_left(h) for h in HELD if h.ties.matter in sides)
    assert all(type(number) is int for row in found for number in row[:4])
    order = [min(int(str(row[0])), int(str(row[1]))) for row in found]
    assert order == sorted(order, reverse=True)


def test_negotiations_of_an_actor_name_it_first(store: Store) -> None:
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


def test_claims_of_a_source_are_its_positions_labels_and_statements(store: Store) -> None:
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
    assert {heading for _, heading, _ in said} == {"position", "label", "statement"}
    found = answer(store, "claims-by-source", "fact heading words", actor=CN)
    assert len(found) == len(said)
    assert set(found) == said


def test_a_timeline_has_every_dated_fact_of_an_actor(store: Store) -> None:
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


@pytest.mark.parametrize("name", ["timeline", "facts-of-document"])
def test_measures_have_kind_and_status_and_positions_stance_and_modality(store: Store, name: str) -> None:
    words: dict[str, tuple[str | None, ...]] = {}
    for each in DOCUMENTS:
        for n, action in enumerate(each.facts.actions):
            words[fact(each, "action", n)] = (str(action.kind), None, str(action.kind), str(action.status), None)
        for n, held in enumerate(each.facts.positions):
            words[fact(each, "position", n)] = (str(held.stance), str(held.stance), None, None, str(held.modality))
    found = [row for row in answer(store, name, "fact relation stance kind status modality") if row[0] in words]
    assert {row[4] for row in found} >= {"in-force", "threatened", None}
    assert all(words[str(row[0])] == row[1:] for row in found)
