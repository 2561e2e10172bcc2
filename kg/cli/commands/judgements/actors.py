"""`kg merge`, `kg split`, `kg different`, `kg rename`, `kg retype` and `kg alias`: decisions about actors."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import options as o
from kg.cli.commands.judgements.options import Judging, judge
from kg.errors import CommandError

__all__ = ["alias", "different", "merge", "rename", "retype", "split"]

OthersArgument = Annotated[
    list[str], typer.Argument(metavar="OTHER", help="Actors that are the same.", autocompletion=o.actor_names)
]


def merge(actor: o.ActorArgument, others: OthersArgument, judging: Judging) -> None:
    """Merge actors: the first gets all their names and facts.

    It is called by the name that documents use most; `kg rename` gives it another.
    """
    judge([("same", (actor, other), {}) for other in others], judging)


def different(
    actor: o.ActorArgument,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="Name, alias or id of the other.", autocompletion=o.actor_names)
    ],
    judging: Judging,
) -> None:
    """Keep two actors apart for good; undo an earlier merge."""
    judge([("different", (actor, other), {})], judging)


def split(
    actor: o.ActorArgument,
    document: Annotated[
        list[str] | None, typer.Option("--document", help="Split off its mentions in this document; repeatable.")
    ] = None,
    words: Annotated[
        list[str] | None, typer.Option("--words", help="Split off its mentions by these words; repeatable.")
    ] = None,
    into: Annotated[
        str | None, typer.Option("--into", metavar="ACTOR", help="The actor that these mentions refer to.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Name of that actor, if it is new.")] = None,
    type: Annotated[
        str | None, typer.Option("--type", help="Type of the new actor: person, state ...; default: the old type.")
    ] = None,
    *,
    judging: Judging,
) -> None:
    """Split another actor off an actor.

    \b
    kg split "Boris Johnson" --words "the Queen" --name "Elizabeth II"

    Facts go to the other actor if their evidence mentions only that one.
    """
    values = {"documents": document or [], "words": words or [], "into": into, "name": name, "type": type}
    judge([("split", actor, values)], judging)


def rename(
    actor: o.ActorArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The new name.")],
    judging: Judging,
) -> None:
    """Rename an actor; the old name stays an alias."""
    judge([("renamed", actor, {"name": name})], judging)


def retype(
    actor: o.ActorArgument,
    type: Annotated[str, typer.Argument(metavar="TYPE", help="person, state, organization, bloc, delegation ...")],
    judging: Judging,
) -> None:
    """Change the type of an actor, and with it the id."""
    judge([("retyped", actor, {"type": type})], judging)


def alias(
    actor: o.ActorArgument,
    give: Annotated[list[str] | None, typer.Option("--add", help="Alias to add; repeatable.")] = None,
    take: Annotated[list[str] | None, typer.Option("--remove", help="Alias to remove; repeatable.")] = None,
    *,
    judging: Judging,
) -> None:
    """Add aliases to an actor, or remove wrong ones."""
    requests = [("alias-given", actor, {"alias": text}) for text in give or ()]
    requests += [("alias-taken", actor, {"alias": text}) for text in take or ()]
    if not requests:
        raise CommandError(detail="nothing is said: name --add or --remove.", command="kg alias")
    judge(requests, judging)
