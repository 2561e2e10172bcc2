"""`kg review`: one fact after the other, decided by single keys."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from kg.cli import options as o
from kg.cli.commands.judgements.keyboard import END, ESCAPE, read_key, read_line, wants_undo
from kg.cli.commands.judgements.options import ByOption, values_of
from kg.cli.commands.judgements.pairs import review_pairs
from kg.cli.messages import report, say
from kg.cli.session import followed, opened
from kg.errors import CommandError, UsageError

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.judgements import Judgement
    from kg.review import Item, Wanted

__all__ = ["review"]

KEY_HELP: Final = "y right, n wrong, Y/N also all that say the same, c correct, s skip, u undo, o open, q quit"
CONTEXT_CHARACTERS: Final = 600
"""Characters shown on each side of the evidence when the document is opened."""


@dataclass(frozen=True, slots=True)
class ReviewedFacts:
    """The facts to review, and their order."""

    question: Annotated[
        str | None,
        typer.Option("--question", metavar="NAME", help="Only facts in the answer to this named question."),
    ] = None
    actor: Annotated[
        list[str] | None,
        typer.Option("--actor", help="Only facts about this actor; repeatable.", autocompletion=o.actor_names),
    ] = None
    document: o.DocumentOption = None
    heading: Annotated[
        list[str] | None, typer.Option("--heading", help="Only facts of this heading: position ...; repeatable.")
    ] = None
    rule: Annotated[list[str] | None, typer.Option("--rule", help="Only facts by this rule; repeatable.")] = None
    min_confidence: Annotated[float, typer.Option("--min-confidence", min=0, max=1, help="Lowest confidence.")] = 0.0
    max_confidence: Annotated[float, typer.Option("--max-confidence", min=0, max=1, help="Highest confidence.")] = 1.0
    order: Annotated[
        Literal["doubt", "text", "random"],
        typer.Option(
            "--order",
            help="doubt: where a decision matters most first; text: as in the documents; random: a random sample, "
            "to estimate precision.",
        ),
    ] = "doubt"
    seed: Annotated[int, typer.Option("--seed", help="Seed of the random order.")] = 0
    limit: Annotated[int, typer.Option("--limit", min=1, help="Review at most this many facts.")] = 1000
    who: Annotated[bool, typer.Option("--who", help="Review pairs of actors that may be the same instead.")] = False


@dataclass(slots=True)
class ReviewSession:
    """A session of review: the reviewer, the queue of at most ``limit`` facts, and the decisions so far, each with its
    place in the queue and its judgements by fact."""

    graph: Graph
    by: str
    items: Sequence[Item]
    limit: int
    order: str
    position: int = 0
    decided: set[str] = field(default_factory=set)
    decisions_made: list[tuple[int, dict[str, Judgement]]] = field(default_factory=list)

    @property
    def left(self) -> str:
        """How many facts wait; "or more" where the queue is full."""
        return self.or_more(sum(item.fact not in self.decided for item in self.items[self.position :]))

    def or_more(self, count: int) -> str:
        """A number of facts in the queue, behind which there may be more."""
        return f"{count} or more" if len(self.items) == self.limit else f"{count}"

    def decisions(self) -> Iterator[Judgement]:
        """The decisions about facts that this session has reached. Those further on, which `Y` and `N` decide as well,
        are no part of a random sample yet."""
        reached = {item.fact for item in self.items[: self.position]}
        for _, judgements in self.decisions_made:
            yield from (judgement for fact, judgement in judgements.items() if fact in reached)


def review(
    selected_facts: ReviewedFacts,
    by: ByOption = None,
    graph: o.GraphOption = None,
) -> None:
    """Review facts one by one, with a key for each decision.

    \b
    y, Enter  right                 Y  right, and so are all that say the same
    n         wrong                 N  wrong, and so are all that say the same
    c         correct: type FIELD=VALUE ... on the next line
    s, space  skip                  u  undo the last decision
    o         show the document around the sentence
    q         quit

    Every decision is stored at once, and the next session continues from there. If standard input is not a terminal,
    the first letter of each line is the key. With --who, pairs of actors that may be the same are reviewed, the
    likeliest first: y if they are the same, n if they are different.

    \b
    kg review --by ana                                 what matters most first
    kg review --by ana --document talks --order text   one document, from its beginning
    kg review --by ana --order random --seed 1         a sample: how many facts are right?
    kg review --by ana --heading position --max-confidence 0.8
    kg review --by ana --who                           which actors are one?
    """
    from kg.judgement_entry import coder
    from kg.review import queue

    if selected_facts.who:
        with opened(graph) as opened_graph:
            review_pairs(opened_graph, coder(by), selected_facts.limit)
        return
    with opened(graph) as opened_graph:
        documents = (resolved for batch in opened_graph.batches() for resolved in batch.written)
        effects = opened_graph.record.uses()
        selection = _selection(opened_graph, selected_facts)
        items = queue(
            documents,
            selection,
            order=selected_facts.order,
            effects=effects,
            limit=selected_facts.limit,
            seed=selected_facts.seed,
        )
        session = ReviewSession(opened_graph, coder(by), items, selected_facts.limit, selected_facts.order)
        try:
            with followed(opened_graph):
                _run_session(session)
        finally:
            _report_session(session)


def _selection(graph: Graph, selected_facts: ReviewedFacts) -> Wanted:
    from kg.model import HEADINGS
    from kg.query.reviewers import FACT
    from kg.query.values import actor_of
    from kg.review import Wanted

    if unknown := [name for name in selected_facts.heading or () if name not in HEADINGS]:
        detail = f"--heading {unknown[0]} is none of {', '.join(HEADINGS)}."
        raise CommandError(detail=detail, command="kg review")
    facts: list[str] | None = None
    if selected_facts.question is not None:
        parameters = {"actor": selected_facts.actor} if selected_facts.actor else {}
        table = graph.ask(selected_facts.question, parameters)
        facts = [id_ for row in table.rows for cell in row if isinstance(cell, str) for id_ in FACT.findall(cell)]
    actors = [actor_of(name, graph.record.find_actor).id for name in selected_facts.actor or ()]
    documents = [graph.record.document(name).id for name in selected_facts.document or ()]
    return Wanted(
        facts,
        () if selected_facts.question is not None else tuple(actors),
        tuple(documents),
        tuple(selected_facts.heading or ()),
        tuple(selected_facts.rule or ()),
        selected_facts.min_confidence,
        selected_facts.max_confidence,
    )


def _run_session(session: ReviewSession) -> None:
    if session.items:
        say(KEY_HELP)
    else:
        say("nothing to review: there is no unreviewed fact, or the options select none")
    while session.position < len(session.items) or (session.decisions_made and wants_undo()):
        if session.position == len(session.items):
            _undo(session, session.items[-1])
            continue
        item = session.items[session.position]
        if item.fact in session.decided:
            session.position += 1
            continue
        _show(session, item)
        is_decided = False
        while not is_decided:
            if (key := read_key()) == END:
                return
            is_decided = _ACTIONS.get(key, _show_keys)(session, item)


def _decide(verdict: str, session: ReviewSession, item: Item, *, alike: bool = False) -> bool:
    facts = [item.fact, *(item.like if alike else ())]
    _store_decisions(session, [(verdict, fact, {}) for fact in facts if fact not in session.decided])
    return True


def _skip(session: ReviewSession, item: Item) -> bool:
    session.position += 1
    return True


def _store_decisions(session: ReviewSession, requests: list[tuple[str, str, dict[str, object]]]) -> None:
    """Store decisions and go on. The stores follow at the end of the session, or with the next question."""
    judgements = session.graph.judge_each(requests, by=session.by, follow=False)
    by_fact = {fact: judgement for (_, fact, _), judgement in zip(requests, judgements, strict=True)}
    session.decisions_made.append((session.position, by_fact))
    session.decided |= by_fact.keys()
    session.position += 1


def _correct(session: ReviewSession, item: Item) -> bool:
    from kg.judgements.descriptions import values_in_words
    from kg.judgements.fact_content import EVIDENCE
    from kg.judgements.fields import FIELDS

    fields = FIELDS[item.heading]
    say(f"as read: {values_in_words({each.name: item.content.get(each.name) for each in fields})}")
    names = [EVIDENCE, *(each.name for each in fields)]
    # What is typed after a mistake is a correction still: as keys its letters would decide.
    while line := _asked_correction():
        try:
            values = values_of(_typed_pairs(line, names), "kg review")
            _store_decisions(session, [("corrected", item.fact, values)])
        except UsageError as error:
            report(error)
        else:
            return True
    say(KEY_HELP)
    return False


def _asked_correction() -> str:
    say("FIELD=VALUE ..., or nothing to cancel")
    while ESCAPE in (line := read_line()):
        say("arrow keys do not edit here: type the whole line again")
    return line


def _typed_pairs(line: str, fields: Sequence[str]) -> list[str]:
    """The ``FIELD=VALUE`` of a line, in which a value goes on until the next field, with quotation marks or without."""
    pairs = []
    for pair in re.split(rf"\s+(?=[\"']?(?:{'|'.join(fields)})=)", line):
        try:
            pairs.append(" ".join(shlex.split(pair)))
        except ValueError:  # an apostrophe is no quotation mark
            pairs.append(pair)
    return pairs


def _undo(session: ReviewSession, item: Item) -> bool:
    if not session.decisions_made:
        say("nothing to undo in this session")
        return False
    session.position, judgements = session.decisions_made.pop()
    session.decided -= judgements.keys()
    session.graph.undo_each([judgement.id for judgement in judgements.values()], by=session.by, follow=False)
    return True


def _show(session: ReviewSession, item: Item) -> None:
    alike_count = f"; {len(item.like)} more say the same" if item.like else ""
    page = f"p. {item.page}, " if item.page else ""
    sys.stdout.write(
        f"\n[{session.left} left] {item.heading}: {item.said}\n"
        f"    “{' '.join(item.words.split())}”\n"
        f"    {item.name}, {page}{item.rule}, {item.confidence:.2f}{alike_count}\n"
    )
    sys.stdout.flush()


def _open(session: ReviewSession, item: Item) -> bool:
    """Print the document around the evidence, which is shown in brackets."""
    text = session.graph.record.document(item.document).text
    before = text[max(0, item.start - CONTEXT_CHARACTERS) : item.start]
    after = text[item.end : item.end + CONTEXT_CHARACTERS]
    sys.stdout.write(
        f"\n--- {item.name}, from character {item.start}\n{before}⟦{text[item.start : item.end]}⟧{after}\n---\n"
    )
    sys.stdout.flush()
    return False


def _show_keys(session: ReviewSession, item: Item) -> bool:
    say(KEY_HELP)
    return False


_ACTIONS: Final[Mapping[str, Callable[[ReviewSession, Item], bool]]] = {
    **dict.fromkeys("y\n", partial(_decide, "confirmed")),
    **dict.fromkeys("s ", _skip),
    "n": partial(_decide, "rejected"),
    "Y": partial(_decide, "confirmed", alike=True),
    "N": partial(_decide, "rejected", alike=True),
    "c": _correct,
    "u": _undo,
    "o": _open,
}
"""The action of each key; it returns whether to go on to the next fact."""


def _report_session(session: ReviewSession) -> None:
    from kg.review import precision

    decided_count = len(session.decided)
    say(f"{decided_count} decided, {session.or_more(len(session.items) - decided_count)} left")
    if decided_count:
        precision_so_far = precision(session.decisions())
        hint = "" if session.order == "random" else "; with --order random, an estimate for all facts"
        say(f"{precision_so_far}{hint}")
