"""`kg review`: one fact after the other, decided by single keys."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from kg.cli import options as o
from kg.cli.commands.judging.keyboard import END, read_key, read_line, wants_undo
from kg.cli.commands.judging.options import ByOption, values_of
from kg.cli.commands.judging.pairs import review_pairs
from kg.cli.messages import report, say
from kg.cli.session import followed, opened
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.judgements import Judgement
    from kg.review import Item, Wanted

__all__ = ["review"]

KEYS: Final = "y right, n wrong, Y/N also all that say the same, c correct, s skip, u undo, o open, q quit"
AROUND: Final = 600
"""Characters shown on each side of the evidence when the document is opened."""


@dataclass(frozen=True, slots=True)
class Which:
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
class Sitting:
    """A session of review: the reviewer, the queue of at most ``limit`` facts, and the decisions so far, each with its
    place in the queue."""

    graph: Graph
    by: str
    items: Sequence[Item]
    limit: int
    order: str
    at: int = 0
    done: set[str] = field(default_factory=set)
    made: list[tuple[int, set[str], list[Judgement]]] = field(default_factory=list)

    @property
    def left(self) -> str:
        """How many facts wait; "or more" where the queue is full."""
        return self.or_more(sum(item.fact not in self.done for item in self.items[self.at :]))

    def or_more(self, count: int) -> str:
        """A number of facts in the queue, behind which there may be more."""
        return f"{count} or more" if len(self.items) == self.limit else f"{count}"

    def decisions(self) -> Iterator[Judgement]:
        """All decisions of this session."""
        for _, _, judgements in self.made:
            yield from judgements


def review(
    which: Which,
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
    """
    from kg.judging import coder
    from kg.review import queue

    if which.who:
        with opened(graph) as found:
            review_pairs(found, coder(by), which.limit)
        return
    with opened(graph) as found:
        documents = (resolved for batch in found.batches() for resolved in batch.written)
        effects = found.record.uses()
        wanted = _wanted(found, which)
        items = queue(documents, wanted, order=which.order, effects=effects, limit=which.limit, seed=which.seed)
        sitting = Sitting(found, coder(by), items, which.limit, which.order)
        try:
            with followed(found):
                _sit(sitting)
        finally:
            _tell(sitting)


def _wanted(graph: Graph, which: Which) -> Wanted:
    from kg.query.reviewers import FACT
    from kg.query.values import actor_of
    from kg.review import Wanted

    facts: list[str] | None = None
    if which.question is not None:
        given = {"actor": which.actor} if which.actor else {}
        table = graph.ask(which.question, given)
        facts = [id_ for row in table.rows for cell in row if isinstance(cell, str) for id_ in FACT.findall(cell)]
    actors = [actor_of(name, graph.record.find_actor).id for name in which.actor or ()]
    documents = [graph.record.document(name).id for name in which.document or ()]
    return Wanted(
        facts,
        () if which.question is not None else tuple(actors),
        tuple(documents),
        tuple(which.heading or ()),
        tuple(which.rule or ()),
        which.min_confidence,
        which.max_confidence,
    )


def _sit(sitting: Sitting) -> None:
    if sitting.items:
        say(KEYS)
    while sitting.at < len(sitting.items) or (sitting.made and wants_undo()):
        if sitting.at == len(sitting.items):
            _undo(sitting, sitting.items[-1])
            continue
        item = sitting.items[sitting.at]
        if item.fact in sitting.done:
            sitting.at += 1
            continue
        _show(sitting, item)
        is_over = False
        while not is_over:
            if (key := read_key()) == END:
                return
            is_over = _DOES.get(key, _remind)(sitting, item)


def _decide(verdict: str, sitting: Sitting, item: Item, *, alike: bool = False) -> bool:
    facts = [item.fact, *(item.like if alike else ())]
    _keep(sitting, [(verdict, fact, {}) for fact in facts if fact not in sitting.done])
    return True


def _skip(sitting: Sitting, item: Item) -> bool:
    sitting.at += 1
    return True


def _keep(sitting: Sitting, asked: list[tuple[str, str, dict[str, object]]]) -> None:
    """Store decisions and go on. The stores follow at the end of the session, or with the next question."""
    made = sitting.graph.judge_each(asked, by=sitting.by, follow=False)
    facts = {fact for _, fact, _ in asked}
    sitting.made.append((sitting.at, facts, made))
    sitting.done |= facts
    sitting.at += 1


def _correct(sitting: Sitting, item: Item) -> bool:
    say("FIELD=VALUE ..., or nothing to cancel")
    line = read_line()
    if not line:
        return False
    try:
        values = values_of(shlex.split(line), "kg review")
        _keep(sitting, [("corrected", item.fact, values)])
    except ValueError as error:
        say(f"{error}")
        return False
    except UsageError as error:
        report(error)
        return False
    return True


def _undo(sitting: Sitting, item: Item) -> bool:
    if not sitting.made:
        say("nothing to undo in this session")
        return False
    sitting.at, facts, made = sitting.made.pop()
    sitting.done -= facts
    sitting.graph.undo_each([judgement.id for judgement in made], by=sitting.by, follow=False)
    return True


def _show(sitting: Sitting, item: Item) -> None:
    more = f"; {len(item.like)} more say the same" if item.like else ""
    sys.stdout.write(
        f"\n[{sitting.left} left] {item.heading}: {item.said}\n"
        f"    “{' '.join(item.words.split())}”\n"
        f"    {item.name}, {item.rule}, {item.confidence:.2f}{more}\n"
    )
    sys.stdout.flush()


def _open(sitting: Sitting, item: Item) -> bool:
    """Print the document around the evidence, which is shown in brackets."""
    text = sitting.graph.record.document(item.document).text
    before, after = text[max(0, item.start - AROUND) : item.start], text[item.end : item.end + AROUND]
    sys.stdout.write(
        f"\n--- {item.name}, from character {item.start}\n{before}⟦{text[item.start : item.end]}⟧{after}\n---\n"
    )
    sys.stdout.flush()
    return False


def _remind(sitting: Sitting, item: Item) -> bool:
    say(KEYS)
    return False


_DOES: Final[Mapping[str, Callable[[Sitting, Item], bool]]] = {
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


def _tell(sitting: Sitting) -> None:
    from kg.review import precision

    decided = len(sitting.done)
    say(f"{decided} decided, {sitting.or_more(len(sitting.items) - decided)} left")
    if decided:
        found = precision(sitting.decisions())
        drawn = "" if sitting.order == "random" else "; with --order random, an estimate for all facts"
        say(f"{found}{drawn}")
